//! Sites: a tree without circles, base columns that stay, a mark that the sites below keep.

use super::World;
use crate::{
    finding::Finding,
    law::site,
    model::site::{Column, ColumnKind, SiteFile, ThemePart},
    pack::Filed,
    rule::{BASE_COLUMN, LOCKED_THEME, REFERENCE, SITE_TREE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let columns = site::columns(world.chain);
    for site in sites(world) {
        let above = above(world, site, out);
        base_columns(site, &columns, out);
        locked(site, &above, out);
        known(world, site, &columns, out);
        hosts(world, site, out);
    }
    for file in world.chain.iter().filter_map(|pack| pack.columns.as_ref()) {
        for (index, column) in file.value.column.iter().enumerate() {
            if let Some(message) = path_fault(column) {
                out.push(file.finding(&SITE_TREE, &format!("column.{index}.path"), message));
            }
        }
    }
}

fn sites<'a>(world: &World<'a>) -> impl Iterator<Item = &'a Filed<SiteFile>> + use<'a> {
    world.chain.iter().flat_map(|pack| &pack.sites)
}

/// The sites above one, the nearest first.
fn above<'a>(
    world: &World<'a>,
    site: &'a Filed<SiteFile>,
    out: &mut Vec<Finding>,
) -> Vec<&'a SiteFile> {
    let mut above: Vec<&SiteFile> = Vec::new();
    let mut below = &site.value;
    while let Some(parent) = &below.parent {
        let Some(found) = sites(world).find(|other| other.value.id == *parent) else {
            if above.is_empty() {
                let message = format!("没有名为 {parent} 的站点");
                out.push(site.finding(&REFERENCE, "parent", message));
            }
            break;
        };
        if found.value.id == site.value.id || above.iter().any(|one| one.id == found.value.id) {
            out.push(site.finding(&SITE_TREE, "parent", "站点的上级绕成了圈"));
            break;
        }
        above.push(&found.value);
        below = &found.value;
    }
    above
}

fn base_columns(site: &Filed<SiteFile>, columns: &[&Column], out: &mut Vec<Finding>) {
    for removed in &site.value.without {
        if columns.iter().any(|column| column.id == *removed && column.base) {
            let message = format!("{removed} 是全省统一的基础栏目，{} 把它去掉了", site.value.id);
            out.push(site.finding(&BASE_COLUMN, "without", message));
        }
    }
}

/// What a site above locked stands as the nearest site that sets it, from there upwards, says.
fn locked(site: &Filed<SiteFile>, above: &[&SiteFile], out: &mut Vec<Finding>) {
    let part = |part: ThemePart| above.iter().position(|upper| upper.locked.contains(&part));
    if let (Some(own), Some(lock)) = (site.value.theme, part(ThemePart::Theme)) {
        let set = above.iter().skip(lock).find_map(|upper| upper.theme).unwrap_or_default();
        if own != set {
            let message = format!("上级统一为 {}，这里改成了 {}", set.as_str(), own.as_str());
            out.push(site.finding(&LOCKED_THEME, "theme", message));
        }
    }
    if let (Some(own), Some(lock)) = (&site.value.seal, part(ThemePart::Seal)) {
        let set = above.iter().skip(lock).find_map(|upper| upper.seal.as_ref());
        if set != Some(own) {
            let set = set.map_or("上级的标识", String::as_str);
            let message = format!("上级统一为“{set}”，这里改成了“{own}”");
            out.push(site.finding(&LOCKED_THEME, "seal", message));
        }
    }
}

fn known(world: &World<'_>, site: &Filed<SiteFile>, columns: &[&Column], out: &mut Vec<Finding>) {
    let exists = |id: &str| columns.iter().any(|column| column.id == id);
    for (index, column) in site.value.column.iter().enumerate() {
        let ids = [("id", Some(&column.id)), ("after", column.after.as_ref())];
        for (key, id) in ids.into_iter().filter_map(|(key, id)| Some((key, id?))) {
            if !exists(id) {
                let message = format!("没有名为 {id} 的栏目");
                out.push(site.finding(&REFERENCE, &format!("column.{index}.{key}"), message));
            }
        }
    }
    for id in site.value.without.iter().filter(|id| !exists(id)) {
        out.push(site.finding(&REFERENCE, "without", format!("没有名为 {id} 的栏目")));
    }
    let unknown = |code: &&String| !super::agency::division_known(world, code);
    if let Some(code) = site.value.division.as_ref().filter(unknown) {
        let message = format!("没有代码为 {code} 的行政区划");
        out.push(site.finding(&REFERENCE, "division", message));
    }
    let one = |seal: &str| seal.chars().count() == 1;
    if let Some(seal) = site.value.seal.as_ref().filter(|seal| !one(seal)) {
        out.push(site.finding(&SITE_TREE, "seal", format!("“{seal}”不是一个字")));
    }
}

fn hosts(world: &World<'_>, site: &Filed<SiteFile>, out: &mut Vec<Finding>) {
    for host in &site.value.hosts {
        let plain = host
            .bytes()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || b".-".contains(&one));
        let message = if host.is_empty() || !plain {
            format!("“{host}”不是小写的域名（不带端口）")
        } else if let Some(other) = before(world, site).find(|one| one.hosts.contains(host)) {
            format!("域名 {host} 已属于 {}", other.id)
        } else {
            continue;
        };
        out.push(site.finding(&SITE_TREE, "hosts", message));
    }
}

/// The sites of the files before one.
fn before<'a>(world: &World<'a>, site: &'a Filed<SiteFile>) -> impl Iterator<Item = &'a SiteFile> {
    sites(world).map(|other| &other.value).take_while(|other| other.id != site.value.id)
}

fn path_fault(column: &Column) -> Option<String> {
    let Column { id, path, .. } = column;
    match column.kind {
        ColumnKind::Articles if *path != format!("/columns/{id}") => {
            Some(format!("文章栏目的路径是 /columns/{id}，不是 {path}"))
        }
        ColumnKind::Page if !path.starts_with('/') || path.starts_with("//") => {
            Some(format!("{path} 不是本站的路径"))
        }
        _ => None,
    }
}

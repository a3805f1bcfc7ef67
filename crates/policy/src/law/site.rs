//! Sites as they are shown: each filled from those above it.

use super::Law;
use crate::{
    model::site::{Column, ColumnRef, Site, SiteFile},
    pack::Pack,
};

impl Law {
    /// The sites, the installation's own first, each before those below it; never empty.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// A site by its id.
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The site that is called by a host name, given with or without a port.
    pub fn site_of_host(&self, host: &str) -> Option<&Site> {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
            _ => host,
        };
        let called = |site: &&Site| site.hosts.iter().any(|own| own.eq_ignore_ascii_case(name));
        self.sites.iter().find(called)
    }
}

/// The sites of a chain: those of the lowest layer first. A lowest layer without a site file gets
/// one of its own name below the nearest site above.
pub(super) fn resolve(chain: &[&Pack]) -> Vec<Site> {
    let files = files(chain);
    let columns = columns(chain);
    let mut sites: Vec<Site> = Vec::new();
    let lowest = chain.last();
    if let Some(own) = lowest.filter(|pack| pack.sites.is_empty()).and_then(|pack| named(pack)) {
        let above = files.last().map(|(_, file)| *file);
        let own = SiteFile { parent: above.map(|above| above.id.clone()), ..own };
        sites.push(filled(&own, &files, &columns, files.len()));
    }
    for layer in (0..chain.len()).rev() {
        let mut of_layer: Vec<&SiteFile> =
            files.iter().filter(|(of, _)| *of == layer).map(|(_, file)| *file).collect();
        of_layer.sort_by_key(|file| (depth(file, &files), file.id.as_str()));
        let filled = of_layer.into_iter().map(|file| filled(file, &files, &columns, files.len()));
        sites.extend(filled);
    }
    sites
}

/// The site files of a chain with the number of their layer.
fn files<'a>(chain: &[&'a Pack]) -> Vec<(usize, &'a SiteFile)> {
    let layers = chain.iter().enumerate();
    layers.flat_map(|(index, pack)| pack.sites.iter().map(move |one| (index, &one.value))).collect()
}

/// The columns of a chain, in the order of the files.
pub(crate) fn columns<'a>(chain: &[&'a Pack]) -> Vec<&'a Column> {
    let files = chain.iter().filter_map(|pack| pack.columns.as_ref());
    files.flat_map(|file| &file.value.column).collect()
}

/// A site of the name that the layer says it runs.
fn named(pack: &Pack) -> Option<SiteFile> {
    let layer = &pack.layer.as_ref()?.value;
    let mut title = layer.title.clone();
    if let Some(name) = &layer.site {
        title.zh.clone_from(name);
    }
    Some(SiteFile {
        id: layer.id.clone(),
        title,
        parent: None,
        division: None,
        hosts: Vec::new(),
        theme: None,
        seal: None,
        locked: Vec::new(),
        column: Vec::new(),
        without: Vec::new(),
        basis: Vec::new(),
    })
}

fn above<'a>(file: &SiteFile, files: &[(usize, &'a SiteFile)]) -> Option<&'a SiteFile> {
    let parent = file.parent.as_ref()?;
    files.iter().map(|(_, other)| *other).find(|other| other.id == *parent)
}

/// How many sites stand above one; a circle, which the checker refuses, ends.
fn depth(file: &SiteFile, files: &[(usize, &SiteFile)]) -> usize {
    let mut depth = 0;
    let mut next = above(file, files);
    while let Some(one) = next
        && depth <= files.len()
    {
        depth += 1;
        next = above(one, files);
    }
    depth
}

fn filled(
    file: &SiteFile,
    files: &[(usize, &SiteFile)],
    columns: &[&Column],
    steps: usize,
) -> Site {
    let parent = above(file, files).filter(|_| steps > 0);
    let parent = parent.map(|parent| filled(parent, files, columns, steps - 1));
    let mut shown: Vec<Column> =
        parent.as_ref().map(|parent| parent.columns.clone()).unwrap_or_default();
    for base in columns.iter().filter(|column| column.base) {
        if !shown.iter().any(|column| column.id == base.id) {
            shown.push((*base).clone());
        }
    }
    shown.retain(|column| !file.without.contains(&column.id));
    for added in &file.column {
        add(&mut shown, added, columns);
    }
    let first = || file.title.zh.chars().next().map(String::from);
    let inherited = parent.as_ref();
    Site {
        id: file.id.clone(),
        title: file.title.clone(),
        parent: file.parent.clone(),
        division: file
            .division
            .clone()
            .or_else(|| inherited.and_then(|parent| parent.division.clone())),
        hosts: file.hosts.clone(),
        theme: file.theme.or(inherited.map(|parent| parent.theme)).unwrap_or_default(),
        seal: file
            .seal
            .clone()
            .or_else(|| inherited.map(|parent| parent.seal.clone()))
            .or_else(first)
            .unwrap_or_default(),
        columns: shown,
    }
}

fn add(shown: &mut Vec<Column>, added: &ColumnRef, columns: &[&Column]) {
    let Some(column) = columns.iter().find(|column| column.id == added.id) else { return };
    shown.retain(|other| other.id != column.id);
    let before = added.after.as_ref().and_then(|id| shown.iter().position(|one| one.id == *id));
    let place = before.map_or(shown.len(), |index| index + 1);
    shown.insert(place, (*column).clone());
}

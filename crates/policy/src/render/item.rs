//! The page of an item as text.

use std::fmt::{Error, Write};

use super::certainty_zh;
use crate::{
    law::show::ItemPage,
    model::{
        basis::Basis,
        catalog::{Audience, CatalogItem, Field, Publicity},
        disclosure::{CountsFrom, DisclosureEdition},
    },
};

/// The page as `policy show` prints it: what is collected, why, who sees it, until when.
pub fn item(page: &ItemPage<'_>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(page, &mut text);
    text
}

fn write_page(page: &ItemPage<'_>, out: &mut String) -> Result<(), Error> {
    let ItemPage { item, on, version, .. } = page;
    writeln!(out, "{}（{}）", item.title.zh, item.title.en)?;
    writeln!(out, "代码 {}，{on} 有效的规则，政策版本 {version}", item.id)?;
    writeln!(out, "公开属性：{}", publicity_zh(item.publicity))?;
    writeln!(out, "报送单位：{}", listed(&page.providers))?;
    writeln!(out, "\n依据")?;
    write_basis(&item.basis, out)?;
    writeln!(out, "\n收集什么，谁能看到")?;
    item.field.iter().try_for_each(|field| write_field(field, out))?;
    writeln!(out, "\n公开到什么时候")?;
    match page.disclosure {
        Some(edition) => write_edition(edition, out)?,
        None => writeln!(out, "  没有适用的规则，不公开")?,
    }
    page.ceilings.iter().try_for_each(|ceiling| writeln!(out, "  上限：{ceiling}"))?;
    writeln!(out, "  保存 {}", item.retention.in_words())?;
    write_exclusions(item, out)?;
    if let Some(list) = page.list {
        writeln!(out, "\n名单：{}；移出：{}", list.title.zh, list.removal)?;
    }
    if !page.measures.is_empty() {
        writeln!(out, "\n可能引起的措施")?;
    }
    for measure in &page.measures {
        writeln!(out, "  {}：{}；解除：{}", measure.title.zh, measure.act, measure.lifts_when)?;
    }
    let matters: Vec<&str> = page.matters.iter().map(|(_, title)| *title).collect();
    writeln!(out, "\n在哪些事项中查看：{}", listed(&matters))?;
    if !item.example.is_empty() {
        writeln!(out, "\n例子")?;
    }
    for example in &item.example {
        writeln!(out, "  {} {} → {}", example.on, example.situation, example.expect)?;
    }
    Ok(())
}

fn write_field(field: &Field, out: &mut String) -> Result<(), Error> {
    let need = match (&field.required_when, field.required) {
        (_, true) => "必填",
        (Some(_), false) => "有条件必填",
        (None, false) => "选填",
    };
    let audience = audience_zh(field.audience);
    write!(out, "  {}（{}）：{need}，{audience}", field.zh, field.name)?;
    if field.sealed {
        write!(out, "，加密保存")?;
    }
    if field.mask.is_some() {
        write!(out, "，脱敏")?;
    }
    match &field.purpose {
        Some(purpose) => writeln!(out, "；目的：{purpose}"),
        None => writeln!(out),
    }
}

fn write_edition(edition: &DisclosureEdition, out: &mut String) -> Result<(), Error> {
    let from = match edition.counts_from {
        CountsFrom::DecidedOn => "自认定（决定）之日起",
        CountsFrom::ConductEnded => "自失信行为终止之日起",
        CountsFrom::ValidUntil => "至有效期届满",
        CountsFrom::WhileItStands => "主体存续期间",
    };
    for class in &edition.class {
        let how = match (class.published, class.maximum) {
            (false, _) => "不公示".to_owned(),
            (true, Some(maximum)) => format!("{from}最长公示 {}", maximum.in_words()),
            (true, None) => format!("{from}公示"),
        };
        let repair = class
            .minimum
            .map_or(String::new(), |minimum| format!("，满 {} 可申请修复", minimum.in_words()));
        writeln!(out, "  {}：{how}{repair}", class.title.zh)?;
    }
    write_basis(&edition.basis, out)
}

pub(super) fn write_basis(basis: &[Basis], out: &mut String) -> Result<(), Error> {
    basis.iter().try_for_each(|basis| {
        let article = basis.article.as_deref().unwrap_or_default();
        writeln!(out, "  《{}》{article}（{}）", basis.document, certainty_zh(basis.certainty))
    })
}

fn write_exclusions(item: &CatalogItem, out: &mut String) -> Result<(), Error> {
    if !item.exclude.is_empty() {
        writeln!(out, "\n不作为信用信息")?;
    }
    item.exclude.iter().try_for_each(|exclusion| {
        let document = &exclusion.basis.document;
        writeln!(out, "  {}（依据《{document}》）", exclusion.advice)
    })
}

fn publicity_zh(publicity: Publicity) -> &'static str {
    match publicity {
        Publicity::Public => "主动公开",
        Publicity::OnRequest => "依申请公开（授权查询）",
        Publicity::Internal => "内部共享",
    }
}

fn audience_zh(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "公众可见",
        Audience::Department => "有法定用途的机关可见",
        Audience::Subject => "仅本人可见",
        Audience::Nobody => "任何人不可见",
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "（无）".to_owned() } else { names.join("、") }
}

//! The page of a report's layout as text.

use std::fmt::{Error, Write};

use vocabulary::Date;

use super::item::write_basis;
use crate::{
    law::Law,
    model::{
        catalog::CatalogItem,
        report::{ReportAsker, ReportDomain, ReportHolds, ReportSection, ReportTemplate},
    },
};

/// The page that `policy show` prints: whom it is about, who may ask, what stands in it in which order.
pub fn report(report: &ReportTemplate, law: &Law, on: Date) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(report, law, on, &mut text);
    text
}

fn write_page(report: &ReportTemplate, law: &Law, on: Date, out: &mut String) -> Result<(), Error> {
    let ReportTemplate { id, title, version, valid, .. } = report;
    writeln!(out, "{}（{}）", title.zh, title.en)?;
    writeln!(out, "代码 {id}，版式 {version}，{on} 有效的规则，政策版本 {}", law.version())?;
    writeln!(out, "内容：{}", holds_zh(report.holds))?;
    let askers: Vec<&str> = report.asked_by.iter().map(|asker| asker_zh(*asker)).collect();
    writeln!(out, "谁可以申请：{}", askers.join("、"))?;
    writeln!(out, "有效期：{}；费用：无", valid.in_words())?;
    if let Some(longest) = report.longest {
        writeln!(out, "期间最长 {}", longest.in_words())?;
    }
    writeln!(out, "\n依据")?;
    write_basis(&report.basis, out)?;
    if !report.section.is_empty() {
        writeln!(out, "\n章节，按次序")?;
    }
    let items: Vec<&CatalogItem> =
        law.items(on).into_iter().filter(|item| report.may_hold(item)).collect();
    report.section.iter().try_for_each(|section| write_section(section, &items, out))?;
    if !report.domain.is_empty() {
        writeln!(out, "\n领域")?;
    }
    report.domain.iter().try_for_each(|domain| write_domain(domain, law, &items, out))?;
    if !report.label.is_empty() {
        writeln!(out, "\n标签")?;
    }
    report.label.iter().try_for_each(|label| writeln!(out, "  {}", label.title.zh))?;
    if !report.advice.is_empty() {
        writeln!(out, "\n改进建议")?;
    }
    report.advice.iter().try_for_each(|advice| writeln!(out, "  {}", advice.title.zh))?;
    writeln!(out, "\n报告说明")?;
    report.statement.iter().try_for_each(|said| writeln!(out, "  {}", said.zh))?;
    if !report.example.is_empty() {
        writeln!(out, "\n例子")?;
    }
    for example in &report.example {
        let stands = example.stands.as_deref().unwrap_or("不在报告里");
        writeln!(out, "  {} → {stands}", example.text)?;
    }
    Ok(())
}

fn write_section(
    section: &ReportSection,
    items: &[&CatalogItem],
    out: &mut String,
) -> Result<(), Error> {
    let takes = |item: &&&CatalogItem| section.takes(&item.id, item.class, item.polarity);
    let taken: Vec<&str> = items.iter().filter(takes).map(|item| item.title.zh.as_str()).collect();
    let none = section.none.as_ref().map_or("无", |none| none.zh.as_str());
    let taken = if taken.is_empty() {
        "（现在没有这类信息）".to_owned()
    } else {
        taken.join("、")
    };
    writeln!(out, "  {}（{}）：{taken}；没有时写“{none}”", section.title.zh, section.id)
}

fn write_domain(
    domain: &ReportDomain,
    law: &Law,
    items: &[&CatalogItem],
    out: &mut String,
) -> Result<(), Error> {
    let owner = law.agency(&domain.owner).map(|agency| &agency.title);
    let owner = owner.or_else(|| law.group(&domain.owner)).map_or("", |title| title.zh.as_str());
    let named = |item: &&&CatalogItem| domain.items.contains(&item.id);
    let taken: Vec<&str> = items.iter().filter(named).map(|item| item.title.zh.as_str()).collect();
    let note = domain.note.as_ref().map(|note| format!("；{}", note.zh)).unwrap_or_default();
    let taken = if domain.items.is_empty() { "未涵盖".to_owned() } else { taken.join("、") };
    writeln!(out, "  {}（{}，{owner}）：{taken}{note}", domain.title.zh, domain.id)
}

fn holds_zh(holds: ReportHolds) -> &'static str {
    match holds {
        ReportHolds::Public => "依法公开的信息，谁申请都一样",
        ReportHolds::Own => "本人在期限内的信息；凭授权申请的，只含授权的内容",
    }
}

fn asker_zh(asker: ReportAsker) -> &'static str {
    match asker {
        ReportAsker::Own => "主体自己",
        ReportAsker::Counter => "主体到窗口",
        ReportAsker::Consented => "凭主体授权的单位",
        ReportAsker::Agency => "机关因公",
    }
}

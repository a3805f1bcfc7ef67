//! Reports in place of certificates of no violation: how far back, over which fields, what is left out.

use super::Report;
use crate::{
    checks::World,
    finding::Finding,
    model::{
        basis::LengthUnit,
        catalog::Polarity,
        report::{ReportDomain, ReportTemplate},
    },
    rule::{REFERENCE, REPORT_SPECIAL},
};

pub(super) fn check(world: &World<'_>, report: &Report, out: &mut Vec<Finding>) {
    let ReportTemplate { domain, longest, section, .. } = &report.value;
    let mut say =
        |key: &str, message: &str| out.push(report.finding(&REPORT_SPECIAL, key, message));
    match longest {
        None if !domain.is_empty() => say("domain", "没有写最长期间 longest"),
        Some(_) if domain.is_empty() => say("longest", "没有领域的报告不分期间"),
        Some(length) if length.count == 0 || length.unit == LengthUnit::WorkingDay => {
            say("longest", "最长期间按日、月或年计算，大于 0");
        }
        _ => {}
    }
    if !domain.is_empty() && !section.is_empty() {
        say("section", "分领域的报告不另设章节，否则一条信息出现两次");
    }
    if !domain.is_empty() && domain.iter().all(|domain| domain.items.is_empty()) {
        say("domain", "一个领域也没有涵盖");
    }
    for (index, domain) in domain.iter().enumerate() {
        of_domain(world, report, (index, domain), out);
    }
}

fn of_domain(
    world: &World<'_>,
    report: &Report,
    (index, domain): (usize, &ReportDomain),
    out: &mut Vec<Finding>,
) {
    let key = |key: &str| format!("domain.{index}.{key}");
    if !world.agencies.contains(domain.owner.as_str()) {
        let message = format!("没有名为 {} 的机关或机关组别", domain.owner);
        out.push(report.finding(&REFERENCE, &key("owner"), message));
    }
    if domain.items.is_empty() && domain.note.is_none() {
        let message = format!("没有涵盖“{}”，却没有说明", domain.title.zh);
        out.push(report.finding(&REPORT_SPECIAL, &key("id"), message));
    }
    let against = |id: &&String| world.item(id).is_some_and(|it| it.polarity != Polarity::Negative);
    for id in domain.items.iter().filter(against) {
        let message = format!("{id} 不是失信信息，不能算作“{}”的违法违规", domain.title.zh);
        out.push(report.finding(&REPORT_SPECIAL, &key("items"), message));
    }
}

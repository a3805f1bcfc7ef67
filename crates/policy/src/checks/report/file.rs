//! What stands beside the layouts: words, uses, regions that are recognised.

use std::collections::BTreeMap;

use crate::{
    checks::{World, blank},
    finding::Finding,
    model::{
        matter::Matter,
        report::{
            MADE_OF_WORDS, PRINTED_WORDS, Partner, ReportAsker, ReportFetcher, ReportTemplate,
            ReportUse, ReportUseFile,
        },
    },
    pack::Filed,
    rule::{REFERENCE, REPORT_FETCH, REPORT_FRESH, REPORT_PARTNER, REPORT_WORD},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    words(world, out);
    for file in world.chain.iter().filter_map(|pack| pack.report_uses.as_ref()) {
        for (index, one) in file.value.uses.iter().enumerate() {
            of_use(world, file, (index, one), out);
        }
    }
    for partner in world.chain.iter().flat_map(|pack| &pack.partners) {
        of_partner(world, partner, out);
    }
}

/// Where there are reports, every word is there, and says something in both languages.
fn words(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut titles = BTreeMap::new();
    for file in world.chain.iter().filter_map(|pack| pack.report_words.as_ref()) {
        for (index, word) in file.value.word.iter().enumerate() {
            titles.insert(word.id.as_str(), ());
            let needed = |id: &&&str| **id == word.id;
            if !PRINTED_WORDS.iter().chain(MADE_OF_WORDS).any(|id| needed(&id)) {
                let message = format!("报告用不到“{}”这个用语", word.id);
                out.push(file.finding(&REPORT_WORD, &format!("word.{index}.id"), message));
            }
            if blank(&word.title.zh) || blank(&word.title.en) {
                let message = format!("“{}”缺一种语言", word.id);
                out.push(file.finding(&REPORT_WORD, &format!("word.{index}.title"), message));
            }
        }
    }
    let Some(report) = world.reports().next() else { return };
    let missing = PRINTED_WORDS.iter().chain(MADE_OF_WORDS).filter(|id| !titles.contains_key(*id));
    let missing: Vec<&str> = missing.copied().collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("缺少用语：{}", missing.join("、"));
    let mut files = world.chain.iter().filter_map(|pack| pack.report_words.as_ref());
    out.push(match files.next_back() {
        Some(file) => file.finding(&REPORT_WORD, "word", message),
        None => report.finding(&REPORT_WORD, "title", message),
    });
}

fn of_use(
    world: &World<'_>,
    file: &Filed<ReportUseFile>,
    (index, one): (usize, &ReportUse),
    out: &mut Vec<Finding>,
) {
    let key = |key: &str| format!("use.{index}.{key}");
    let matters = matters(world, &one.matters);
    for id in one.matters.iter().filter(|id| !matters.iter().any(|known| known.id == **id)) {
        out.push(file.finding(&REFERENCE, &key("matters"), format!("没有名为 {id} 的事项")));
    }
    let editions: Vec<&ReportTemplate> =
        world.reports().map(|report| &report.value).filter(|it| it.id == one.report).collect();
    let Some(report) = editions.last() else {
        let message = format!("没有名为 {} 的信用报告", one.report);
        out.push(file.finding(&REFERENCE, &key("report"), message));
        return;
    };
    if one.fresh.days_at_most() == 0 || one.fresh.days_at_most() > report.valid.days_at_most() {
        let (fresh, valid) = (one.fresh.in_words(), report.valid.in_words());
        let message = format!("要求 {fresh} 以内的报告，而报告有效期是 {valid}");
        out.push(file.finding(&REPORT_FRESH, &key("fresh"), message));
    }
    let (asker, who) = match one.fetched_by {
        ReportFetcher::Agency => (ReportAsker::Agency, "机关"),
        ReportFetcher::Applicant => (ReportAsker::Own, "申请人"),
    };
    if !report.asked_by.contains(&asker) {
        let message = format!("由{who}取得，而{who}不能申请“{}”", report.title.zh);
        out.push(file.finding(&REPORT_FETCH, &key("fetched_by"), message));
    }
    for matter in matters {
        let about = |kind| editions.iter().any(|report| report.subjects.contains(kind));
        if !matter.subjects.iter().any(about) {
            let message = format!("事项 {} 的主体没有“{}”", matter.id, report.title.zh);
            out.push(file.finding(&REPORT_FETCH, &key("report"), message));
        }
    }
}

fn matters<'a>(world: &World<'a>, ids: &[String]) -> Vec<&'a Matter> {
    let matters = world.matters().map(|matter| &matter.value);
    matters.filter(|matter| ids.contains(&matter.id)).collect()
}

fn of_partner(world: &World<'_>, partner: &Filed<Partner>, out: &mut Vec<Finding>) {
    let Partner { until, keys, reports, matters: named, .. } = &partner.value;
    for (key, wanting, message) in [
        ("effective_from", until.is_none(), "互认没有写到哪一天为止"),
        ("keys", keys.len() < 2, "密钥不足两把，两种签名算法各要一把"),
        ("reports", reports.is_empty(), "没有写互认哪几种报告"),
        ("matters", named.is_empty(), "没有写在哪些事项中互认"),
    ] {
        if wanting {
            out.push(partner.finding(&REPORT_PARTNER, key, message));
        }
    }
    for key in keys.iter().filter(|key| !is_key(key)) {
        let message = format!("“{key}”不是“名称+八位编号+密钥”的样子");
        out.push(partner.finding(&REPORT_PARTNER, "keys", message));
    }
    for id in named.iter().filter(|id| matters(world, std::slice::from_ref(id)).is_empty()) {
        out.push(partner.finding(&REFERENCE, "matters", format!("没有名为 {id} 的事项")));
    }
    let known = |id: &&String| world.reports().any(|report| report.value.id == **id);
    for id in reports.iter().filter(|id| !known(id)) {
        out.push(partner.finding(&REFERENCE, "reports", format!("没有名为 {id} 的信用报告")));
    }
}

/// `name+id+key`: a name, eight hexadecimal digits, the key in base64.
fn is_key(text: &str) -> bool {
    let mut parts = text.splitn(3, '+');
    let (name, id, key) = (parts.next(), parts.next(), parts.next());
    let hex = |id: &str| id.len() == 8 && id.bytes().all(|one| one.is_ascii_hexdigit());
    let base64 = |one: u8| one.is_ascii_alphanumeric() || b"+/=".contains(&one);
    name.is_some_and(|name| !blank(name))
        && id.is_some_and(hex)
        && key.is_some_and(|key| key.len() >= 32 && key.bytes().all(base64))
}

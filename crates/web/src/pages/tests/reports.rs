//! Reports: the paper, the verdicts, the guide; with samples, and line by line.

use std::collections::BTreeMap;

use policy::model::{
    basis::{Length, LengthUnit},
    report::PRINTED_WORDS,
};
use report::{
    Report,
    lines::{Line, lines},
    model::{
        Count, CutOff, Domain, Entry, Fact, Label, Layout, Period, Request, Section, Subject,
        Template,
    },
};
use vocabulary::Timestamp;

use super::*;
use crate::{
    door::report_paper,
    view::{Tag, report as view},
};

fn entry(title: &str, number: usize, marks: &[&str]) -> Entry {
    let fact = |label: &str, value: String| Fact { label: label.into(), value };
    Entry {
        title: title.into(),
        facts: vec![
            fact("行政处罚决定书文号", format!("历市监罚〔2026〕{number} 号")),
            fact("违法事实", "销售超过保质期的食品 <b>两次</b>，货值金额 126 元".into()),
            fact("处罚决定日期", "2026-11-19".into()),
        ],
        source: "济南市历下区市场监督管理局".into(),
        updated_on: jiff::civil::date(2026, 11, 20),
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
    }
}

fn section(id: &str, title: &str, layout: Layout, entries: Vec<Entry>) -> Section {
    let none = entries.is_empty().then(|| "无".to_owned());
    Section { id: id.into(), title: title.into(), layout, entries, none }
}

fn domain(id: &str, title: &str, entries: Vec<Entry>, covered: bool) -> Domain {
    let said = if covered {
        "查询期间内未发现应当公开的记录。"
    } else {
        "本报告未涵盖该领域。"
    };
    let (id, title, owner) = (id.into(), title.into(), "市场监督管理部门".into());
    Domain { id, title, owner, covered, entries, said: said.into() }
}

/// An invented report in which everything occurs.
pub(super) fn report() -> Report {
    let day = jiff::civil::date(2026, 11, 20);
    let at: Timestamp = "2026-11-20T09:30:15Z".parse().unwrap();
    let count = |title: &str, count| Count { title: title.into(), count };
    let many = (1..=12).map(|number| entry("行政处罚", number, &["异议处理中"])).collect();
    Report {
        format: "probity-report/1".into(),
        number: "20261120173015A1B2C3D4".into(),
        language: "zh".into(),
        template: Template {
            id: "organisation".into(),
            title: "公共信用信息报告".into(),
            version: "V2.0".into(),
            effective_from: day,
        },
        policy: "2026-11-01".into(),
        issuer: "信用泉城".into(),
        issued_at: at,
        cut_off: CutOff { at, position: 4_218_330 },
        valid_until: jiff::civil::date(2026, 12, 20),
        known_on: Some(day),
        period: Some(Period { from: day, until: day }),
        subject: Subject {
            name: "山东泉润餐饮管理有限公司历下区第一分公司及其全部门店".into(),
            told: "山东泉润餐饮管理有限公司".into(),
            number: Some("91370102MA3C0007X1".into()),
            kind: "enterprise".into(),
            kind_title: "企业".into(),
            state: Some("存续".into()),
        },
        labels: vec![Label { title: "失信惩戒对象".into(), against: true }],
        request: Request {
            asker: "own".into(),
            requester: "王小明".into(),
            purpose: "申请贷款".into(),
            consent: Some("A-7".into()),
            matter_number: Some("许2026-3".into()),
            mark: "仅供王小明用于申请贷款".into(),
            lookup: Some(12),
        },
        summary: vec![count("行政管理", 2), count("信用承诺", 0), count("市场监管", 1)],
        sections: vec![
            section(
                "administration",
                "行政管理",
                Layout::Table,
                vec![entry("行政处罚", 1, &[]), entry("行政处罚", 2, &["异议处理中", "新增"])],
            ),
            section("commitments", "信用承诺", Layout::Facts, vec![]),
            section("other", "其他", Layout::Facts, many),
        ],
        domains: vec![
            domain("market", "市场监管", vec![entry("行政处罚", 3, &[])], true),
            domain("customs", "海关", vec![], false),
        ],
        advice: vec!["改正后可以免费申请信用修复。".into()],
        statement: vec!["本报告不含评分和评级。".into(), "此后的变化请扫码核验。".into()],
        verify: "https://credit.example/verify/20261120173015A1B2C3D4".into(),
        words: words(),
    }
}

fn words() -> BTreeMap<String, String> {
    PRINTED_WORDS.iter().map(|id| ((*id).to_owned(), format!("〔{id}〕"))).collect()
}

/// The text of a page as people read it, without white space.
fn told(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside || letter.is_whitespace() => {}
            letter => text.push(letter),
        }
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text, |text, (name, letter)| text.replace(name, letter))
}

/// The first line that the page lacks at its place.
fn missing(page: &str, lines: &[Line]) -> Option<String> {
    let mut rest = page;
    for line in lines {
        for printed in line.printed() {
            let wanted: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
            match rest.split_once(wanted.as_str()) {
                Some((_, after)) => rest = after,
                None => return Some(format!("{}: {printed}", line.section)),
            }
        }
    }
    None
}

#[test]
fn a_report_holds_every_line_of_the_paper_in_its_order() {
    let report = report();
    let digest = "0123456789abcdef".repeat(4);
    let page = view::Layout { sample: report_paper(&report, Some(&digest)), ..layout() };
    for html in render("report-layout", "portal/reports/layout.html", &page) {
        let (_, paper) = html.split_once("<article class=\"report\"").unwrap();
        let (paper, _) = paper.split_once("</article>").unwrap();
        assert_eq!(missing(&told(paper), &lines(&report)), None);
        assert!(told(paper).contains(&digest), "the digest stands on the page");
        assert!(!paper.contains("<b>两次"), "values are escaped");
    }
}

fn link(title: &str, href: Option<&str>) -> view::Link {
    view::Link { title: title.into(), href: href.map(str::to_owned) }
}

fn kind() -> view::Kind {
    view::Kind {
        href: "/reports/organisation".into(),
        title: "公共信用信息报告".into(),
        subjects: vec!["organisation", "person"],
        askers: ["own", "counter", "consented", "agency"].map(str::to_owned).to_vec(),
        valid: Length { count: 1, unit: LengthUnit::Month },
        special: true,
    }
}

fn layout() -> view::Layout {
    let covered = |covered| view::LayoutDomain {
        title: "市场监管".into(),
        owner: "市场监督管理部门".into(),
        covered,
        note: Some("仅本市。".into()),
    };
    view::Layout {
        kind: kind(),
        holds: "public",
        version: "V2.0".into(),
        effective_from: "2026-01-01".into(),
        longest: Some(Length { count: 3, unit: LengthUnit::Year }),
        sections: vec![
            view::LayoutSection {
                title: "行政管理".into(),
                items: vec![link("行政处罚", Some("/items/administrative-penalty"))],
                says: Some("无".into()),
            },
            view::LayoutSection { title: "信用评价".into(), items: vec![], says: None },
        ],
        domains: vec![covered(true), covered(false)],
        labels: vec![Tag { title: "守信激励对象".into(), tone: "good" }],
        statement: vec!["本报告不含评分和评级。".into()],
        basis: vec![],
        sample: report_paper(&report(), None),
    }
}

#[test]
fn the_guide_renders_full_and_empty() {
    let used = view::Use {
        title: "政府采购".into(),
        report: link("公共信用信息报告", Some("/reports/organisation")),
        matters: vec![
            link("政府采购", Some("/matters/government-procurement")),
            link("招标", None),
        ],
        fresh: Length { count: 1, unit: LengthUnit::Month },
        fetched_by: "agency".into(),
        effect: "资格审查参考".into(),
        basis: "某办法 第3条".into(),
    };
    let partner = |until: Option<&str>| view::Partner {
        title: "样例市".into(),
        from: "2026-01-01".into(),
        until: until.map(str::to_owned),
        matters: vec![link("政府采购", None)],
        basis: "某协议".into(),
    };
    let own = view::Use { fetched_by: "applicant".into(), basis: String::new(), ..used.clone() };
    let full = view::Guide {
        kinds: vec![kind(), view::Kind { special: false, ..kind() }],
        uses: vec![used, own],
        partners: vec![partner(None), partner(Some("2028-12-31"))],
    };
    let empty = view::Guide { kinds: vec![kind()], uses: vec![], partners: vec![] };
    render("reports", "portal/reports/index.html", &full);
    render("reports-empty", "portal/reports/index.html", &empty);
}

#[test]
fn c_08_b_every_verdict_is_told_in_plain_words() {
    let form = view::Verify { address: "https://credit.example".into(), ..view::Verify::default() };
    render("verify", "portal/verify/index.html", &form);
    for wrong in ["number_missing", "number_wrong"] {
        let form = view::Verify { number_error: Some(wrong), ..form.clone() };
        render("verify-wrong", "portal/verify/index.html", &form);
    }
    for wrong in ["file_missing", "file_large", "file_kind"] {
        let form = view::Verify { file_error: Some(wrong), ..form.clone() };
        render("verify-file", "portal/verify/index.html", &form);
    }
    let head = view::VerdictHead {
        number: "20261120 173015 A1B2C3D4".into(),
        title: "公共信用信息报告".into(),
        version: "V2.0".into(),
        subject: "王*明".into(),
        issued_at: "2026-11-20 17:30:15".into(),
        cut_off: "2026-11-20 17:30:15".into(),
        valid_until: "2026-12-20".into(),
        is_over: true,
        digest: "0123456789abcdef ".repeat(4),
    };
    let steps = vec![
        "compare",
        "ask_file",
        "rely",
        "renew",
        "neutral",
        "distrust",
        "original",
        "by_number",
        "tell",
        "retype",
        "elsewhere",
        "scan",
    ];
    let said = [
        "genuine",
        "genuine_file",
        "over",
        "over_file",
        "superseded",
        "altered",
        "unknown",
        "unknown_file",
    ];
    for said in said {
        let verdict = view::Verdict {
            said,
            tone: "wait",
            steps: steps.clone(),
            stands: said.starts_with("genuine"),
            number: Some("20261120 173015 A1B2C3D4".into()),
            file: said.ends_with("_file").then(|| "报告.pdf".into()),
            head: (!said.starts_with("unknown")).then(|| head.clone()),
        };
        render(said, "portal/verify/verdict.html", &verdict);
    }
}

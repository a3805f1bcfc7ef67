//! An invented report of six pages, in the words of the packs.

use std::path::Path;

use anyhow::Result;
use probity::Place;
use report::{
    Report,
    model::{Count, CutOff, Entry, Fact, Label, Layout, Request, Section, Subject, Template},
};
use vocabulary::{Date, Timestamp};

/// Records of the long section.
const RECORDS: usize = 18;
const TODAY: Date = Date::constant(2026, 11, 21);
const WORDS: &str = "2026年3月11日，执法人员对当事人位于济南市历下区示范路18号的经营场所进行检查，发现货架上待售的糕点12盒已超过标签标注的保质期。当事人未能提供进货查验记录，共计货值金额360元，尚未售出，无违法所得。当事人负责人䶮㛃对上述事实无异议。";

/// The report.
pub(crate) fn report() -> Result<Report> {
    let law = Place::in_folder(Path::new(".")).law()?;
    let words = law.report_words().map(|(id, title)| (id.to_owned(), title.zh.clone()));
    let at: Timestamp = "2026-11-21T02:00:00Z".parse()?;
    let sections = sections();
    let count = |section: &Section| Count {
        title: section.title.clone(),
        count: section.entries.len() as u64,
    };
    Ok(Report {
        format: "probity-report/1".to_owned(),
        number: "2026112110000050859D39".to_owned(),
        language: "zh".to_owned(),
        template: Template {
            id: "organisation".to_owned(),
            title: "公共信用信息报告".to_owned(),
            version: "V2.0".to_owned(),
            effective_from: Date::constant(2026, 1, 1),
        },
        policy: "jinan-2026.11".to_owned(),
        issuer: "信用中国（山东济南）".to_owned(),
        issued_at: at,
        cut_off: CutOff { at, position: 1_204_518 },
        valid_until: Date::constant(2027, 2, 20),
        known_on: None,
        period: None,
        subject: Subject {
            name: "济南䶮㛃示范商贸有限公司".to_owned(),
            told: "济南䶮㛃示范商贸有限公司".to_owned(),
            number: Some("91370102MA0000007F".to_owned()),
            kind: "enterprise".to_owned(),
            kind_title: "企业".to_owned(),
            state: Some("存续".to_owned()),
        },
        labels: vec![Label { title: "守信激励对象".to_owned(), against: false }],
        request: Request {
            asker: "agency".to_owned(),
            requester: "济南市公共资源交易中心".to_owned(),
            purpose: "政府采购".to_owned(),
            consent: None,
            matter_number: Some("JNCG-2026-1188".to_owned()),
            mark: "仅供济南市公共资源交易中心用于政府采购".to_owned(),
            lookup: Some(1_204_517),
        },
        summary: sections.iter().map(count).collect(),
        sections,
        domains: Vec::new(),
        advice: Vec::new(),
        statement: vec![
            "本报告依据公共信用信息目录，由平台根据各有关单位报送的信息自动生成，不作评分、评级。"
                .to_owned(),
            "已修复、已到期、已撤回以及依法不予公开的信息不在本报告中列示。".to_owned(),
        ],
        verify: "https://credit.jinan.example/verify/2026112110000050859D39".to_owned(),
        words: words.collect(),
    })
}

fn sections() -> Vec<Section> {
    let titles = [
        ("basic", "基本信息", 1),
        ("administration", "行政管理", RECORDS),
        ("honest", "诚实守信", 0),
        ("serious", "严重失信", 0),
        ("abnormal", "经营异常", 0),
        ("commitment", "信用承诺", 2),
        ("evaluation", "信用评价", 0),
        ("justice", "司法判决", 0),
        ("other", "其他", 0),
    ];
    let section = |(id, title, count): (&str, &str, usize)| Section {
        id: id.to_owned(),
        title: title.to_owned(),
        layout: Layout::Facts,
        entries: (0..count).map(entry).collect(),
        none: (count == 0).then(|| "无".to_owned()),
    };
    titles.into_iter().map(section).collect()
}

/// Every fourth a penalty with its facts told at length, the others licences.
fn entry(at: usize) -> Entry {
    let fact = |label: &str, value: String| Fact { label: label.to_owned(), value };
    let day = format!("2026-{:02}-{:02}", at % 9 + 1, at % 27 + 1);
    let penalty = at % 4 == 3;
    let facts = if penalty {
        vec![
            fact("行政处罚决定书文号", format!("济市监罚〔2026〕{at}号")),
            fact("处罚决定日期", day),
            fact("违法行为类型", "经营超过保质期的食品".to_owned()),
            fact("违法事实", WORDS.to_owned()),
            fact(
                "处罚依据",
                "《中华人民共和国食品安全法》第一百二十四条第一款第（五）项".to_owned(),
            ),
            fact("处罚类别", "罚款、没收非法财物".to_owned()),
            fact("罚款金额（万元）", "0.5".to_owned()),
            fact("处罚机关", "济南市市场监督管理局".to_owned()),
        ]
    } else {
        vec![
            fact("行政许可决定文书号", format!("JY137010{at:07}")),
            fact("许可决定日期", day),
            fact("许可类别", "普通".to_owned()),
            fact("许可证书名称", "食品经营许可证".to_owned()),
            fact("许可内容", "预包装食品（含冷藏冷冻食品）销售；散装食品销售".to_owned()),
            fact("有效期至", "2031-05-31".to_owned()),
        ]
    };
    Entry {
        title: if penalty { "行政处罚" } else { "行政许可" }.to_owned(),
        facts,
        source: "济南市市场监督管理局".to_owned(),
        updated_on: TODAY,
        marks: if at % 9 == 4 { vec!["异议处理中".to_owned()] } else { Vec::new() },
    }
}

//! What a compiled report holds, in which order, with which words.

use disclosure::{
    AgencyView, DeclaredState, DeclaredView, FieldView, RecordState, RecordView, ReportedRecord,
    ReportedView, SubjectHead, Then,
};
use jiff::civil::date;
use policy::{
    Law,
    model::{
        catalog::{CatalogClass, CatalogItem},
        report::{ReportHolds, ReportTemplate},
    },
};
use vocabulary::{Date, SubjectId, SubjectKind, Timestamp};

use crate::{
    Ask, Asker, Making, Report, Stamp,
    compile::{compile, request},
    lines::{LineKind, lines},
    model::{Cite, Period},
};

const TODAY: Date = date(2026, 11, 20);

fn law() -> Law {
    Law::embedded("jinan").unwrap()
}

fn at(day: Date) -> Timestamp {
    day.to_zoned(jiff::tz::Offset::constant(8).to_time_zone()).unwrap().timestamp()
}

/// A record of an item with a value in every field that is not kept for matching only.
fn record(law: &Law, item: &CatalogItem, number: u8, agency: &str) -> ReportedRecord {
    let code = law.agency(agency).unwrap();
    let source = AgencyView { code: code.code.clone(), title: Some(code.title.clone()) };
    let field = |field: &policy::model::catalog::Field| FieldView {
        name: field.name.clone(),
        zh: field.zh.clone(),
        value: format!("{}{number}", field.name),
        masked: false,
    };
    ReportedRecord {
        record: RecordView {
            subject: SubjectId([1; 16]).to_hex(),
            digest: format!("{number:032x}"),
            item: item.id.clone(),
            title: item.title.clone(),
            class: item.class,
            polarity: item.polarity,
            act: item.act,
            market: item.market,
            declared: (item.class == CatalogClass::SelfDeclared).then_some(DeclaredView {
                state: DeclaredState::Unchecked,
                checked_on: None,
                checked_by: None,
            }),
            list: item.list.clone(),
            summary: None,
            severity: "general".to_owned(),
            decided_on: date(2026, 10, 9),
            from_on: None,
            until_on: None,
            state: RecordState::Valid,
            disputed: false,
            public_until: None,
            source: source.clone(),
            recogniser: Some(source),
            fields: item.field.iter().map(field).collect(),
            basis: item.basis.clone(),
            position: u64::from(number),
            lineage: None,
        },
        version: u64::from(number) + 1,
        known_from: at(date(2026, 10, 12)),
        then: Then::Same,
    }
}

fn file(kind: SubjectKind, records: Vec<ReportedRecord>) -> ReportedView {
    let person = kind == SubjectKind::Person;
    let name = if person { "王小明" } else { "济南明泉商贸有限公司" };
    ReportedView {
        head: SubjectHead {
            subject: SubjectId([1; 16]).to_hex(),
            kind,
            name: Some(name.to_owned()),
            code: (!person).then(|| "91370100MA3C00011J".to_owned()),
            state: (!person).then(|| "存续".to_owned()),
            registered_on: None,
            exited_on: None,
            division: None,
            former_names: Vec::new(),
            former: Vec::new(),
            also: Vec::new(),
        },
        told: Some(if person { "王**" } else { name }.to_owned()),
        number: person.then(|| "370102********0021".to_owned()),
        records,
        relations: Vec::new(),
        lookup: None,
        consented_for: None,
        today: TODAY,
        position: 900,
        at: at(TODAY),
    }
}

fn made(
    law: &Law,
    template: &ReportTemplate,
    ask: &Ask,
    file: &ReportedView,
) -> Result<(Report, Vec<Cite>), disclosure::Refusal> {
    let subject = SubjectId([1; 16]);
    let asker = Asker::Own { subject, name: String::new(), purpose: "投标".to_owned() };
    let request = request(law, &ask.language, &asker, file);
    let stamp = Stamp {
        number: "20261120100000ABCD1234".to_owned(),
        issuer: "信用济南".to_owned(),
        issued_at: at(TODAY),
        verify: "https://xn.example/verify/20261120100000ABCD1234".to_owned(),
    };
    compile(Making { law, template, ask, file, request: &request, stamp: &stamp })
}

fn ask(template: &ReportTemplate) -> Ask {
    Ask { template: template.id.clone(), language: "zh".to_owned(), ..Ask::default() }
}

/// One record of every item that may stand in a layout.
fn one_of_each(law: &Law, template: &ReportTemplate) -> Vec<ReportedRecord> {
    let items = law.items(TODAY).into_iter().filter(|item| template.may_hold(item));
    items
        .zip(1..)
        .map(|(item, number)| record(law, item, number, "jinan-market-regulation"))
        .collect()
}

#[test]
fn s_138_every_section_stands_in_the_order_of_its_layout_and_none_is_left_out() {
    let law = law();
    let templates = law.reports(TODAY);
    assert!(templates.len() >= 5);
    for template in templates {
        let kind = template.subjects[0];
        let (empty, cites) = made(&law, template, &ask(template), &file(kind, vec![])).unwrap();
        let order: Vec<&str> = template.section.iter().map(|one| one.id.as_str()).collect();
        let sections: Vec<&str> = empty.sections.iter().map(|one| one.id.as_str()).collect();
        assert_eq!((&sections, cites.len()), (&order, 0), "{}", template.id);
        assert!(empty.sections.iter().all(|one| one.none.as_deref() == Some("无")));
        assert!(empty.summary.iter().all(|count| count.count == 0));
        assert!(empty.labels.is_empty() && empty.advice.is_empty());
        let said = lines(&empty);
        let none = said.iter().filter(|line| line.kind == LineKind::Said && line.value == "无");
        assert_eq!(none.count(), order.len() + 1, "each section and the advice: {}", template.id);

        // With a record of each item, each stands in its one section, in the catalog's field order.
        let records = one_of_each(&law, template);
        let file = file(kind, records.clone());
        let (full, cites) = made(&law, template, &ask(template), &file).unwrap();
        let sections: Vec<&str> = full.sections.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(sections, order);
        let domains = template.domain.iter().flat_map(|one| &one.items);
        let named = |one: &&ReportedRecord| domains.clone().any(|item| *item == one.record.item);
        let placed = |one: &&ReportedRecord| {
            let item = law.item(&one.record.item, TODAY).unwrap();
            let sections: Vec<_> = template.sections_of(item).collect();
            sections.len() == 1 && sections[0].when.is_none()
        };
        let expected = records.iter().filter(|one| placed(one) || named(one)).count();
        assert_eq!(cites.len(), expected, "{}", template.id);
        let counted: u64 = full.summary.iter().map(|count| count.count).sum();
        assert_eq!(counted as usize, expected, "{}", template.id);
        if template.is_whole() {
            assert_eq!(expected, records.len(), "{} leaves nothing out", template.id);
        }
        for entry in full.sections.iter().flat_map(|one| &one.entries) {
            assert!(!entry.source.is_empty() && entry.updated_on == date(2026, 10, 12));
            assert!(!entry.facts.is_empty(), "{}", entry.title);
        }
    }
}

#[test]
fn s_138_the_national_order_of_sections_is_kept() {
    let law = law();
    let report = law.report("organisation", TODAY).unwrap();
    let titles: Vec<&str> = report.section.iter().map(|one| one.title.zh.as_str()).collect();
    let national = [
        "基本信息",
        "行政管理",
        "诚实守信",
        "严重失信",
        "经营异常",
        "信用承诺",
        "信用评价",
        "司法判决",
        "其他",
    ];
    assert_eq!(titles, national);
}

#[test]
fn c_08_neither_score_nor_grade_stands_in_any_report() {
    let law = law();
    for template in law.reports(TODAY) {
        let file = file(template.subjects[0], one_of_each(&law, template));
        let (report, _) = made(&law, template, &ask(template), &file).unwrap();
        for line in lines(&report) {
            for word in ["得分", "评分", "分值", "积分", "信用等级", "评级"] {
                let denied = line.value.contains("不含评分和评级");
                assert!(denied || !line.printed().any(|text| text.contains(word)), "{line:?}");
            }
        }
        assert!(
            report.statement.iter().any(|said| said.contains("不含评分和评级")),
            "{}",
            template.id
        );
    }
}

#[test]
fn c_08_what_is_disputed_declared_new_or_corrected_is_marked_so() {
    let law = law();
    let template = law.report("organisation", TODAY).unwrap();
    let of = |item: &str, number| {
        record(&law, law.item(item, TODAY).unwrap(), number, "jinan-market-regulation")
    };
    let mut disputed = of("administrative-penalty", 1);
    disputed.record.disputed = true;
    let declared = of("declared-honour", 2);
    let mut new = of("administrative-licence", 3);
    new.then = Then::New;
    let mut corrected = of("administrative-inspection", 4);
    corrected.then = Then::Changed;
    let file = file(SubjectKind::Enterprise, vec![disputed, declared, new, corrected]);
    let ask = Ask { known_on: Some(date(2026, 10, 1)), ..ask(template) };
    let (report, _) = made(&law, template, &ask, &file).unwrap();
    let entries = report.sections.iter().flat_map(|one| &one.entries);
    let marks: Vec<&[String]> = entries.map(|entry| entry.marks.as_slice()).collect();
    let expected: [&[&str]; 4] =
        [&["异议处理中"], &["比对日期后新增"], &["比对日期后更正"], &["自主申报，未核实"]];
    assert_eq!(marks, expected);
    assert_eq!(report.known_on, Some(date(2026, 10, 1)));
    // The advice follows from the penalty, and from nothing else.
    assert_eq!(report.advice.len(), 1);
    let today = Ask { known_on: Some(TODAY), ..ask };
    assert!(made(&law, template, &today, &file).unwrap_err().reason.contains("早于今天"));
}

#[test]
fn c_08_a_special_report_answers_by_field_and_names_what_it_does_not_cover() {
    let law = law();
    let template = law.report("no-violation", TODAY).unwrap();
    let penalty = law.item("administrative-penalty", TODAY).unwrap();
    let mut old = record(&law, penalty, 3, "jinan-tax");
    old.record.decided_on = date(2024, 1, 5);
    // A unit that the packs do not know decided: it stands in the last field, and is not lost.
    let mut foreign = record(&law, penalty, 4, "jinan-tax");
    foreign.record.recogniser =
        Some(AgencyView { code: "11440300MB9000099X".to_owned(), title: None });
    let records = vec![
        record(&law, penalty, 1, "jinan-market-regulation"),
        record(&law, penalty, 2, "jinan-ecology"),
        old,
        foreign,
        record(&law, law.item("administrative-licence", TODAY).unwrap(), 5, "jinan-tax"),
    ];
    let file = file(SubjectKind::Enterprise, records);
    let period = Some(Period { from: date(2025, 1, 1), until: TODAY });
    let ask = Ask { period, ..ask(template) };
    let (report, cites) = made(&law, template, &ask, &file).unwrap();
    let count = |id: &str| report.domains.iter().find(|one| one.id == id).unwrap().entries.len();
    assert_eq!(
        (count("market-supervision"), count("ecology"), count("tax"), count("other")),
        (1, 1, 0, 1)
    );
    assert_eq!(cites.len(), 3, "neither the licence nor what was decided before the period");
    let said = |id: &str| &report.domains.iter().find(|one| one.id == id).unwrap().said;
    assert_eq!(
        said("tax"),
        "在2025-01-01至2026-11-20期间，未发现该主体在“税务”领域有依法公开的违法违规信息。"
    );
    assert!(said("ecology").contains("违法违规信息 1 条"));
    let uncovered: Vec<&str> =
        report.domains.iter().filter(|one| !one.covered).map(|one| one.title.as_str()).collect();
    assert_eq!(uncovered, ["海关", "住房公积金", "金融监管", "消防"]);
    assert!(said("customs").contains("没有归集") && said("customs").contains("请向海关查询"));
    assert!(report.domains.iter().filter(|one| one.covered).count() >= 12);
    // Only some fields, and no longer than the law lets it reach.
    let some = Ask { domains: vec!["tax".to_owned()], ..ask.clone() };
    let (some, cites) = made(&law, template, &some, &file).unwrap();
    assert_eq!((some.domains.len(), cites.len()), (1, 0));
    let unknown = Ask { domains: vec!["moon".to_owned()], ..ask.clone() };
    assert!(made(&law, template, &unknown, &file).unwrap_err().reason.contains("moon"));
    for (from, until) in
        [(date(2023, 11, 19), TODAY), (TODAY, date(2026, 12, 1)), (TODAY, date(2026, 1, 1))]
    {
        let wrong = Ask { period: Some(Period { from, until }), ..ask.clone() };
        assert!(made(&law, template, &wrong, &file).is_err(), "{from} {until}");
    }
    // Without a period it reaches as far back as it may.
    let (whole, _) = made(&law, template, &Ask { period: None, ..ask }, &file).unwrap();
    assert_eq!(whole.period, Some(Period { from: date(2023, 11, 20), until: TODAY }));
}

#[test]
fn c_08_a_report_is_made_for_its_kind_of_subject_and_in_both_languages() {
    let law = law();
    let template = law.report("person", TODAY).unwrap();
    assert_eq!(template.holds, ReportHolds::Own);
    let company = file(SubjectKind::Enterprise, vec![]);
    let refusal = made(&law, template, &ask(template), &company).unwrap_err();
    assert!(refusal.remedy.contains("法人和非法人组织"), "{refusal:?}");
    let person = file(SubjectKind::Person, one_of_each(&law, template));
    let ask = Ask { language: "en".to_owned(), ..ask(template) };
    let (report, _) = made(&law, template, &ask, &person).unwrap();
    assert_eq!(report.template.title, "Public credit information report (person)");
    assert_eq!((report.subject.name.as_str(), report.subject.told.as_str()), ("王小明", "王**"));
    assert_eq!(report.words["none"], "None");
    let label = &report.sections[1].entries[0].facts[0].label;
    assert!(label.is_ascii(), "{label}");
    assert_eq!(report.valid_until, date(2026, 12, 20));
    assert_eq!(report.request.mark, "For 王小明 only: 投标");
}

#[test]
fn the_same_file_makes_the_same_report_and_its_json_reads_back() {
    let law = law();
    for template in law.reports(TODAY) {
        let file = file(template.subjects[0], one_of_each(&law, template));
        let one = made(&law, template, &ask(template), &file).unwrap();
        assert_eq!(one, made(&law, template, &ask(template), &file).unwrap());
        let text = serde_json::to_string(&one.0).unwrap();
        let read: Report = serde_json::from_str(&text).unwrap();
        assert_eq!(read, one.0);
        // Every line of the paper stands in the JSON.
        for line in lines(&one.0) {
            let quoted = serde_json::to_string(&line.value).unwrap();
            let inner = quoted.trim_matches('"');
            let told = line.section.is_empty() || line.kind == LineKind::Fact;
            assert!(told || text.contains(inner), "{line:?}");
        }
    }
}

#[test]
fn a_code_says_on_paper_what_it_means_and_a_division_has_its_name() {
    let law = law();
    let template = law.report("organisation", TODAY).unwrap();
    let item = law.item("administrative-licence", TODAY).unwrap();
    let mut licence = record(&law, item, 1, "jinan-market-regulation");
    let registration = law.item("enterprise-registration", TODAY).unwrap();
    let mut registered = record(&law, registration, 2, "jinan-market-regulation");
    for (one, field, value) in
        [(&mut licence, "state", "0"), (&mut registered, "division", "370102")]
    {
        let field = one.record.fields.iter_mut().find(|known| known.name == field).unwrap();
        field.value = value.to_owned();
    }
    let file = file(SubjectKind::Enterprise, vec![licence, registered]);
    let (report, _) = made(&law, template, &ask(template), &file).unwrap();
    let says = |section: usize, label: &str| {
        let facts = &report.sections[section].entries[0].facts;
        facts.iter().find(|fact| fact.label == label).unwrap().value.clone()
    };
    assert_eq!(
        (says(1, "当前状态"), says(0, "行政区划代码")),
        ("无效".to_owned(), "历下区".to_owned())
    );
}

#[test]
fn s_51_of_penalties_only_those_that_touch_the_right_to_practise_are_in_an_occupational_report() {
    let law = law();
    let template = law.report("occupation", TODAY).unwrap();
    let penalty = |number, kind: &str| {
        let item = law.item("administrative-penalty-person", TODAY).unwrap();
        let mut one = record(&law, item, number, "jinan-market-regulation");
        let field =
            one.record.fields.iter_mut().find(|field| field.name == "penalty_kind").unwrap();
        field.value = kind.to_owned();
        one
    };
    let of = |id: &str, number| {
        record(&law, law.item(id, TODAY).unwrap(), number, "jinan-market-regulation")
    };
    let records = vec![
        penalty(1, "罚款"),
        penalty(2, "罚款;吊销许可证件"),
        penalty(3, "警告"),
        of("professional-qualification", 4),
        of("commitment-person", 5),
        of("judgment-defaulter-person", 6),
    ];
    let file = file(SubjectKind::Person, records);
    let (report, cites) = made(&law, template, &ask(template), &file).unwrap();
    assert_eq!(cites.len(), 2);
    let count = |id: &str| report.sections.iter().find(|one| one.id == id).unwrap().entries.len();
    assert_eq!((count("penalties"), count("profession"), count("licences")), (1, 1, 0));
}

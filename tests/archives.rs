//! Credit files: one life in order, versions, exits, past states of knowledge, merged subjects
//! (C-05).

use disclosure::{AsOf, EventKind, EventView, RecordState, Viewer};
use serde_json::json;
use vocabulary::{Actor, Clock, Date, FactKind};

use crate::{
    desk::{PENALTY, REGISTRATION, code, person_penalty},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, licence, penalty, registration},
    sight::text,
    story,
};

const COMMITMENT: &str = "credit-commitment";
const INSPECTION: &str = "administrative-inspection";
const LIST: &str = "serious-market-violation";
const LICENCE: &str = "administrative-licence";

/// What every record of the company begins with.
fn company(document: &str, decided_on: &str) -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("document_number", document)
        .with("decided_on", decided_on)
        .with("authority_name", "济南市市场监督管理局")
        .with("authority_code", "11370100MB9000015F")
}

/// A commitment of the company.
pub fn commitment(fulfilment: &str) -> Row {
    let row = company("37010020261009000001", "2026-10-09")
        .with("commitment_kind", "容缺受理型")
        .with("content", "二十日内补交消防安全检查合格证明")
        .with("fulfilment", fulfilment);
    match fulfilment {
        "违背承诺" => row.with("breach_decision", "济审服诺认〔2026〕3号"),
        _ => row,
    }
}

/// An inspection of the company.
pub fn inspection() -> Row {
    company("济市监检〔2026〕12号", "2026-10-14")
        .with("subject_category", "法人及非法人组织")
        .with("representative_name", "张三明")
        .with("content", "预包装食品标签和进货查验")
        .with("inspection_kind", "双随机抽查")
        .with("result", "未发现问题")
}

/// An entry of the company on the market regulator's serious list.
pub fn listing() -> Row {
    company("济市监严列〔2026〕7号", "2026-11-17")
        .with("criterion", "违反食品安全规定，严重危害人民群众身体健康，受到较重行政处罚")
        .with("content", "经营添加非食用物质的食品，被吊销食品经营许可证")
}

/// Every kind of event in one company's life.
pub fn live(town: &Town) {
    town.file(REGISTRATION, MARKET, registration());
    town.file(COMMITMENT, MARKET, commitment("履行中"));
    town.file(INSPECTION, MARKET, inspection());
    town.file(LICENCE, MARKET, licence());
    town.file(PENALTY, MARKET, penalty());
    town.file(LIST, MARKET, listing());
    town.move_to(Date::constant(2027, 2, 17));
    town.repair(PENALTY);
    town.move_to(Date::constant(2027, 3, 1));
    let gone = registration().with("operating_state", "注销");
    assert_eq!(town.send(REGISTRATION, MARKET, &[gone]).corrected, 1);
}

fn told(events: &[EventView]) -> Vec<(String, EventKind, &str)> {
    let line = |event: &EventView| {
        (event.on.to_string(), event.kind, event.item.clone().unwrap_or_default())
    };
    let items = events.iter().map(|event| event.item.as_deref().unwrap_or_default());
    events.iter().map(line).zip(items).map(|((on, kind, _), item)| (on, kind, item)).collect()
}

story! {
    fn c_05_a_the_timeline_shows_a_whole_life_in_date_order_each_with_its_source(town) {
        live(town);
        use EventKind::{Decided, Entered, Exited, Repaired};
        let own = town.own_file(town.subject(COMPANY)).unwrap();
        let line = |on: &str, kind, item| (on.to_owned(), kind, item);
        assert_eq!(
            told(&own.timeline),
            [
                line("2016-03-21", Entered, ""),
                line("2016-03-21", Decided, REGISTRATION),
                line("2026-10-09", Decided, COMMITMENT),
                line("2026-10-14", Decided, INSPECTION),
                line("2026-11-16", Decided, LICENCE),
                line("2026-11-16", Decided, PENALTY),
                line("2026-11-17", Decided, LIST),
                line("2027-02-17", Repaired, PENALTY),
                line("2027-03-01", Exited, ""),
            ]
        );
        let public = town.page(COMPANY).unwrap();
        let items = told(&public.timeline);
        assert!(items.iter().all(|(_, _, item)| *item != PENALTY), "{items:?}");
        assert!(items.iter().any(|(_, _, item)| *item == LIST), "{items:?}");
        for event in own.timeline.iter().chain(&public.timeline) {
            let source = event.source.as_ref().unwrap_or_else(|| panic!("{event:?}"));
            assert_eq!(source.title.as_ref().unwrap().zh, "济南市市场监督管理局");
        }
    }
}

story! {
    fn c_05_c_a_correction_is_a_new_version_and_the_old_one_stays_readable_to_auditors(town) {
        town.settle();
        let first = town.own_record(PENALTY);
        town.move_to(Date::constant(2026, 12, 1));
        let receipt = town.send(PENALTY, MARKET, &[penalty().with("fine", "2")]);
        assert_eq!(receipt.corrected, 1);
        let fine = |record: &disclosure::RecordView| {
            let field = record.fields.iter().find(|field| field.name == "fine").unwrap();
            field.value.clone()
        };
        let subject = town.subject(COMPANY);
        let audited = town.file_of(&town.auditor(), subject, AsOf::default()).unwrap();
        let mut versions: Vec<_> =
            audited.records.iter().filter(|record| record.digest == first.digest).collect();
        versions.sort_by_key(|record| record.lineage.as_ref().unwrap().version);
        let fines: Vec<String> = versions.iter().map(|record| fine(record)).collect();
        assert_eq!(fines, ["3", "2"]);
        let lineage = |index: usize| versions[index].lineage.as_ref().unwrap();
        assert_eq!(lineage(0).known_until, Some(lineage(1).known_from));
        assert_eq!(lineage(1).known_until, None);
        // Everybody else has one record, the corrected one, at the address of the first.
        let own = town.own_record(PENALTY);
        assert_eq!((own.digest.as_str(), fine(&own)), (first.digest.as_str(), "2".to_owned()));
        let page = town.page(COMPANY).unwrap();
        let public: Vec<_> =
            page.records.iter().filter(|record| record.item == PENALTY).map(fine).collect();
        assert_eq!(public, ["2"]);
        let corrected = &town.bodies(FactKind::RecordCorrected)[0];
        assert_eq!(corrected["replaces"], json!(first.position));
    }
}

story! {
    fn c_05_d_h_23_a_person_sees_the_whole_own_archive_and_nobody_else_without_purpose(town) {
        const NUMBER: &str = "370102198506150021";
        let qualification = Row::default()
            .with("subject_name", "王小明")
            .with("subject_document", "身份证")
            .with("subject_number", NUMBER)
            .with("certificate_number", "鲁237000000001")
            .with("content", "二级建造师")
            .with("decided_on", "2025-06-01")
            .with("valid_until", "2028-05-31")
            .with("authority_name", "济南市人力资源和社会保障局")
            .with("authority_code", "11370100MB9000066P");
        town.file("professional-qualification", "jinan-human-resources", qualification);
        town.file("administrative-penalty-person", crate::desk::POLICE, person_penalty());
        let subject = town.person(NUMBER);
        let own = text(&town.own_file(subject).unwrap());
        for mine in ["王小明", "二级建造师", "扰乱公共场所秩序"] {
            assert!(own.contains(mine), "{mine}: {own}");
        }
        // With a purpose: what is shared, masked. What is open on request only is not shared.
        let shared = text(&town.file_of(&town.supervisor(), subject, AsOf::default()).unwrap());
        assert!(shared.contains("扰乱公共场所秩序") && shared.contains("王**"), "{shared}");
        for not in [NUMBER, "王小明", "二级建造师"] {
            assert!(!shared.contains(not), "{not}: {shared}");
        }
        // Without a business number, for another unit, as another person, as anyone: nothing.
        let gate = &town.platform.gate;
        let stranger = Viewer::Subject { subject: town.subject(COMPANY) };
        let change = |number: &str, unit: &str| match town.supervisor() {
            Viewer::Department { actor, purpose, items, .. } => Viewer::Department {
                actor,
                organisation: unit.to_owned(),
                purpose,
                matter_number: number.to_owned(),
                items,
            },
            other => other,
        };
        for viewer in [stranger, change(" ", MARKET), change("监2026-1", "jinan-tax")] {
            assert!(gate.file(&viewer, subject, AsOf::default()).is_err());
        }
        assert!(gate.file(&Viewer::Public, subject, AsOf::default()).unwrap().is_none());
        assert!(gate.page(subject).unwrap().is_none());
    }
}

story! {
    fn c_05_e_the_archive_of_an_exited_enterprise_is_closed_and_can_still_be_queried(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file(LICENCE, MARKET, licence());
        town.move_to(Date::constant(2026, 12, 1));
        let gone = registration().with("operating_state", "注销");
        assert_eq!(town.send(REGISTRATION, MARKET, &[gone]).corrected, 1);
        town.move_to(Date::constant(2026, 12, 20));
        // Decided before the exit and sent late: part of its life. Decided after it: not.
        town.file(PENALTY, MARKET, penalty());
        let after = penalty().with("document_number", "济〔2026〕99号").with("decided_on", "2026-12-10");
        town.file(PENALTY, MARKET, after);

        let exit = Some(Date::constant(2026, 12, 1));
        let page = town.page(COMPANY).unwrap();
        assert_eq!((page.head.exited_on, page.head.state.as_deref()), (exit, Some("注销")));
        assert_eq!(page.counts.get(PENALTY), Some(&1));
        let found = town.get(&format!("/api/v1/subjects?q={COMPANY}"), None).1;
        assert_eq!(found["entries"][0]["exited_on"], json!("2026-12-01"), "{found}");
        let answer = town.check("government-procurement", COMPANY);
        assert_eq!(answer.subject.unwrap().exited_on, exit);
        assert_eq!(answer.records.len(), 1);
        assert!(answer.note.contains("2026-12-01"), "{}", answer.note);
        let own = town.own_file(town.subject(COMPANY)).unwrap();
        let closed = own.records.iter().filter(|record| record.state == RecordState::AfterExit);
        assert_eq!(closed.map(|record| record.decided_on.to_string()).collect::<Vec<_>>(), ["2026-12-10"]);
    }
}

story! {
    fn a_file_is_read_as_it_was_known_at_an_instant_and_in_force_on_a_day(town) {
        town.file(REGISTRATION, MARKET, registration());
        let before_all = town.clock.now();
        town.move_to(Date::constant(2026, 11, 23));
        town.file(LICENCE, MARKET, licence());
        town.file(PENALTY, MARKET, penalty());
        let (first, subject) = (town.clock.now(), town.subject(COMPANY));
        town.move_to(Date::constant(2026, 12, 1));
        town.send(PENALTY, MARKET, &[penalty().with("fine", "2")]);
        town.move_to(Date::constant(2026, 12, 8));

        let read = |as_of| {
            let file = town.file_of(&town.supervisor(), subject, as_of).unwrap();
            let line = |record: &disclosure::RecordView| {
                let fine = record.fields.iter().find(|field| field.name == "fine");
                (record.item.clone(), fine.map(|field| field.value.clone()))
            };
            file.records.iter().map(line).collect::<Vec<_>>()
        };
        let known = |at| AsOf { known_at: Some(at), valid_on: None };
        let on = |day| AsOf { known_at: None, valid_on: Some(day) };
        let of = |item: &str, fine: Option<&str>| (item.to_owned(), fine.map(str::to_owned));
        assert_eq!(read(known(before_all)), [of(REGISTRATION, None)]);
        let then = read(known(first));
        assert!(then.contains(&of(PENALTY, Some("3"))), "{then:?}");
        assert!(read(AsOf::default()).contains(&of(PENALTY, Some("2"))));
        // The licence runs from 2026-11-16 to 2031-11-15.
        let licensed = |day| read(on(day)).iter().any(|(item, _)| item == LICENCE);
        assert!(!licensed(Date::constant(2026, 11, 15)));
        assert!(licensed(Date::constant(2026, 11, 16)));
        assert!(licensed(Date::constant(2031, 11, 15)));
        assert!(!licensed(Date::constant(2031, 11, 16)));
        let both = AsOf { known_at: Some(before_all), valid_on: Some(Date::constant(2026, 11, 20)) };
        assert_eq!(read(both), [of(REGISTRATION, None)]);
    }
}

story! {
    fn merged_subjects_are_checked_and_read_as_one_until_they_are_parted(town) {
        let (old, new) = (code(77), COMPANY);
        town.file(REGISTRATION, MARKET, registration());
        town.file(PENALTY, MARKET, penalty().with("subject_code", &*old));
        let files = || {
            let mut tables = archive::fingerprint(&town.platform.db).unwrap();
            // Whoever follows the changes, or holds the names, was told of both, the merge and its end;
            // and the desk lists what was merged and parted.
            for told in ["archive_changes", "archive_named", "archive_merges"] {
                tables.remove(told);
            }
            tables
        };
        let before = files();
        let keeper = Actor::new("jinan-credit-centre", "keeper-1");
        let by = (&keeper, town.platform.law.version());
        let (member, into) = (town.subject(&old), town.subject(new));
        let because = archive::merge::Because { reason: "一照一码换发", evidence: "登记档案第12卷" };
        archive::merge::merge(&town.platform.pen, by, member, into, because).unwrap();

        let seen = |code: &str| {
            let file = town.file_of(&town.supervisor(), town.subject(code), AsOf::default());
            let penalties = |items: Vec<&str>| items.into_iter().filter(|i| *i == PENALTY).count();
            let answer = town.check("government-procurement", code);
            (
                penalties(file.unwrap().records.iter().map(|r| r.item.as_str()).collect()),
                penalties(answer.records.iter().map(|hit| hit.item.as_str()).collect()),
                answer.subject.unwrap().code,
            )
        };
        let one = (1, 1, Some(new.to_owned()));
        assert_eq!((seen(&old), seen(new)), (one.clone(), one));
        archive::merge::part(&town.platform.pen, by, member, because).unwrap();
        assert_eq!(seen(new), (0, 0, Some(new.to_owned())));
        assert_eq!(seen(&old), (1, 1, Some(old.clone())));
        assert_eq!(files(), before, "without a trace");
    }
}

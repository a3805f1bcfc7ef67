//! Cases at the desk: the queue, the story of a case, moves with their forms, many at once, and what is
//! refused on the way.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use workflow::{By, Input, NewCase};

use super::at_the_desk;
use crate::{
    desk::{ECOLOGY, PENALTY},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET},
    sight::Door,
    staff::{Inside, Told},
    story,
};

/// The credit centre, which handles objections.
const CENTRE: &str = "jinan-credit-centre";
/// The invented person of the rows.
const PERSON: &str = "370102198506150021";

impl Town {
    /// Somebody without an account objects to the penalty of the company.
    pub fn objected(&self, statement: &str) -> String {
        let file = self.page(COMPANY).unwrap();
        let record = file.records.iter().find(|record| record.item == PENALTY).unwrap();
        let by = By::Anyone { name: "赵青".to_owned(), contact: "zhao@example.cn".to_owned() };
        let fields = [("statement", statement), ("wish", "correct")];
        let fields: BTreeMap<_, _> =
            fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let new = NewCase {
            process: "objection".to_owned(),
            subject: Some(self.subject(COMPANY)),
            digest: Some(record.digest.clone()),
            input: Input { fields, papers: Vec::new() },
        };
        self.platform.cases.open(&by, new).unwrap().number
    }
}

/// Sends the form of a move, which may carry files.
fn send(inside: &Inside, door: &Door, path: &str, fields: &[(&str, &str)]) -> Told {
    inside.upload(door, path, fields, ("", b""))
}

fn at(number: &str) -> String {
    format!("/desk/cases/{number}")
}

story! {
    fn c_18_a_an_objection_goes_its_way_through_the_desk(town) {
        town.settle();
        let number = town.objected("罚款金额写错了，应为 0.2 万元。");
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        for path in ["/desk", "/desk/cases", "/desk/cases?process=objection&state=filed", "/desk/cases?group=rights&colour=green"] {
            let list = officer.get(&door, path);
            assert!(list.text.contains(&number) || list.text.contains(&at(&number)), "{path}: {}", list.text);
        }
        let page = officer.get(&door, &at(&number));
        assert_eq!(page.status, StatusCode::OK);
        for said in ["罚款金额写错了", "待受理", COMPANY_NAME, "3 个工作日", "受理", "提出异议"] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        let form = officer.get(&door, &format!("{}/moves/accept", at(&number)));
        assert!(form.text.contains("办理后的状态：核查中"), "{}", form.text);
        let done = send(&officer, &door, &format!("{}/moves/accept", at(&number)), &[]);
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, at(&number).as_str()), "{}", done.text);
        let page = officer.get(&door, &at(&number));
        assert!(page.text.contains("核查中"), "{}", page.text);
        // What a move does is said before it is done: nobody deletes a record unaware.
        let proposal = [("field.proposal", "correct"), ("field.opinion", "已调阅决定书"), ("field.reason", "金额确有误")];
        let done = send(&officer, &door, &format!("{}/moves/propose", at(&number)), &proposal);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let reviewer = town.staff(CENTRE, "credit-reviewer");
        let form = reviewer.get(&town.door(), &format!("{}/moves/decide-delete", at(&number)));
        for said in ["公示、共享和使用立即全部停止", "这件事就此办结", "金额确有误"] {
            assert!(form.text.contains(said), "{said}: {}", form.text);
        }
    }
}

story! {
    fn c_18_what_is_missing_stands_beside_the_field_and_nothing_was_done(town) {
        town.settle();
        let number = town.objected("罚款金额写错了。");
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let path = format!("{}/moves/decline", at(&number));
        let told = send(&officer, &door, &path, &[("field.reason", "  ")]);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("请填写“理由") && told.text.contains("href=\"#field.reason\""), "{}", told.text);
        let long = "长".repeat(2_001);
        let told = send(&officer, &door, &path, &[("field.reason", &long)]);
        assert!(told.text.contains("太长了") && told.text.contains(&long), "what was typed is kept");
        for (path, fields) in [("notes", [("note", ""), ("", "")]), ("extend", [("clock", "answer"), ("reason", "")])] {
            let told = officer.post(&door, &format!("{}/{path}", at(&number)), &fields);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", told.text);
        }
        assert!(officer.get(&door, &at(&number)).text.contains("待受理"));
        let told = officer.post(&door, &format!("{}/notes", at(&number)), &[("note", "已电话联系处罚机关")]);
        assert_eq!(told.status, StatusCode::SEE_OTHER);
        assert!(officer.get(&door, &at(&number)).text.contains("已电话联系处罚机关"));
    }
}

/// A task of the housing bureau.
const TASK: &str = "
    2026-11-20 development-reform/supervision-officer start:task unit=jinan-housing what=归集工程建设领域信用信息 clause=四（一） due_on=2026-12-01 -> open";

story! {
    fn h_36_a_case_is_handed_to_another_unit_with_a_reason_and_never_to_nobody(town) {
        let number = town.on_engine(TASK).number().to_owned();
        let path = format!("{}/hand-over", at(&number));
        let (door, officer) = at_the_desk(town, "jinan-housing", "department-officer");
        let page = officer.get(&door, &at(&number)).text;
        assert!(page.contains("移交给其他单位") && page.contains("value=\"jinan-finance\""), "{page}");
        assert!(!page.contains("value=\"jinan-housing\""), "not to itself");
        let told = officer.post(&door, &path, &[("agency", "jinan-finance"), ("reason", "")]);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("请选择单位并写明理由"), "{}", told.text);
        let told = officer.post(&door, &path, &[("agency", "nobody"), ("reason", "职责已划转")]);
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(told.text.contains("H-36"), "{}", told.text);
        let handed = [("agency", "jinan-finance"), ("reason", "职责已划转")];
        assert_eq!(officer.post(&door, &path, &handed).status, StatusCode::SEE_OTHER);
        assert!(!officer.get(&door, "/desk/cases").text.contains(&number), "it left this queue");
        let (door, heir) = at_the_desk(town, "jinan-finance", "department-officer");
        assert!(heir.get(&door, "/desk/cases").text.contains(&number), "and stands in the other");
        let page = heir.get(&door, &at(&number)).text;
        assert!(page.contains("移交给济南市财政局") && page.contains("职责已划转"), "{page}");
    }
}

story! {
    fn c_34_a_case_of_others_is_not_there(town) {
        town.settle();
        let number = town.objected("罚款金额写错了。");
        let (door, stranger) = at_the_desk(town, ECOLOGY, "department-officer");
        let mut paths = vec![at(&number)];
        paths.extend(["moves/accept", "papers/1", "letters/1"].map(|part| format!("{}/{part}", at(&number))));
        for path in paths {
            let told = stranger.get(&door, &path);
            assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}: {}", told.text);
            assert!(!told.text.contains(COMPANY_NAME) && !told.text.contains("罚款金额"), "{path}");
        }
        let told = send(&stranger, &door, &format!("{}/moves/accept", at(&number)), &[]);
        assert_eq!(told.status, StatusCode::NOT_FOUND);
        for (part, fields) in [("notes", ("note", "看看")), ("reveal", ("field", "starter")), ("extend", ("reason", "看看"))] {
            let told = stranger.post(&door, &format!("{}/{part}", at(&number)), &[fields]);
            assert!(matches!(told.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{part}: {}", told.status);
        }
        let bulk = [("case", number.as_str()), ("move", "objection/accept"), ("sure", "yes")];
        assert_eq!(stranger.post(&door, "/desk/cases/bulk", &bulk).status, StatusCode::NOT_FOUND);
        assert!(!stranger.get(&door, "/desk/cases").text.contains(&number));
        let told = stranger.get(&door, &format!("/desk/cases?number={number}"));
        assert_eq!(told.status, StatusCode::NOT_FOUND);
        // Whoever has no cases at all is not let in.
        let editor = town.staff(CENTRE, "editor");
        assert_eq!(editor.get(&town.door(), &at(&number)).status, StatusCode::FORBIDDEN);
    }
}

story! {
    fn c_18_a_form_that_is_sent_twice_is_done_once(town) {
        town.settle();
        let number = town.objected("罚款金额写错了。");
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let path = format!("{}/moves/accept", at(&number));
        assert_eq!(send(&officer, &door, &path, &[]).status, StatusCode::SEE_OTHER);
        let again = send(&officer, &door, &path, &[]);
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
        assert!(again.text.contains("已经往前走了") && again.text.contains("核查中"), "{}", again.text);
        let moved = town.bodies(vocabulary::FactKind::CaseMoved);
        assert_eq!(moved.len(), 1, "{moved:#?}");
    }
}

story! {
    fn c_18_many_cases_are_looked_over_first_and_each_has_its_result(town) {
        town.settle();
        let numbers = [town.objected("金额有误。"), town.objected("日期有误。")];
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let list = officer.get(&door, "/desk/cases?process=objection");
        assert!(list.text.contains("value=\"objection/accept\""), "{}", list.text);
        assert!(!list.text.contains("value=\"objection/propose\""), "what asks for more is done one by one");
        let both: Vec<(&str, &str)> = numbers.iter().map(|number| ("case", number.as_str())).collect();
        let none = officer.post(&door, "/desk/cases/bulk", &[("move", "objection/decline")]);
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text.contains("请先勾选至少一件"), "{}", none.text);
        let with = |rest: &[(&'static str, &'static str)]| {
            let fields: Vec<_> = both.iter().copied().chain(rest.iter().copied()).collect();
            officer.post(&door, "/desk/cases/bulk", &fields)
        };
        let over = with(&[("move", "objection/decline")]);
        assert!(over.text.contains("办理 2 件") && over.text.contains("field.reason"), "{}", over.text);
        let missing = with(&[("move", "objection/decline"), ("sure", "yes")]);
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        // A colleague has taken one of them up meanwhile.
        assert_eq!(send(&officer, &door, &format!("{}/moves/accept", at(&numbers[0])), &[]).status, StatusCode::SEE_OTHER);
        let done = with(&[("move", "objection/decline"), ("sure", "yes"), ("field.reason", "不属于异议范围")]);
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.text.contains("办了 1 件，1 件没有办"), "{}", done.text);
        assert!(officer.get(&door, &at(&numbers[0])).text.contains("核查中"));
        assert!(officer.get(&door, &at(&numbers[1])).text.contains("不属于异议范围"));
    }
}

story! {
    fn c_26_a_contact_that_is_sealed_is_opened_by_a_button_and_each_look_stands_in_the_story(town) {
        town.settle();
        let number = town.objected("罚款金额写错了。");
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let page = officer.get(&door, &at(&number));
        assert!(page.text.contains("已密封") && page.text.contains("记入办理过程"), "{}", page.text);
        assert!(!page.text.contains("zhao@example.cn"), "{}", page.text);
        let opened = officer.post(&door, &format!("{}/reveal", at(&number)), &[("field", "starter")]);
        assert_eq!(opened.status, StatusCode::OK);
        assert!(opened.text.contains("zhao@example.cn") && opened.text.contains("赵青"), "{}", opened.text);
        let page = officer.get(&door, &at(&number));
        assert!(!page.text.contains("zhao@example.cn"), "it is shown once");
        let noted = town.bodies(vocabulary::FactKind::CaseNoted);
        assert!(noted.iter().any(|body| body.to_string().contains("starter")), "{noted:#?}");
    }
}

story! {
    fn h_44_a_designation_begins_with_a_code_and_no_number_of_a_person_stands_in_an_address(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let start = officer.get(&door, "/desk/cases/new");
        assert!(start.text.contains("/desk/cases/new/designation"), "{}", start.text);
        let path = "/desk/cases/new/designation";
        assert!(officer.get(&door, path).text.contains("name=\"number\""));
        let named = |number: &str| send(&officer, &door, path, &[("stage", "whom"), ("number", number)]);
        for (number, status, said) in [
            ("", StatusCode::UNPROCESSABLE_ENTITY, "请填写号码"),
            ("91370100MA3C00012J", StatusCode::UNPROCESSABLE_ENTITY, "号码不对"),
            ("370102201203070010", StatusCode::FORBIDDEN, "H-14"),
            (PERSON, StatusCode::UNPROCESSABLE_ENTITY, "只针对单位"),
        ] {
            let told = named(number);
            assert_eq!(told.status, status, "{number}: {}", told.text);
            assert!(told.text.contains(said), "{number}: {}", told.text);
        }
        assert!(!named(PERSON).text.contains(&format!("={PERSON}")), "no address holds it");
        let form = named(COMPANY);
        assert_eq!(form.status, StatusCode::OK, "{}", form.text);
        for said in [COMPANY_NAME, "认定的事实", "field.list", "paper.evidence"] {
            assert!(form.text.contains(said), "{said}: {}", form.text);
        }
        let subject = town.subject(COMPANY).to_hex();
        let kept = [("stage", "ask"), ("subject", subject.as_str()), ("shown", COMPANY_NAME)];
        let told = send(&officer, &door, path, &kept);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("请选择“名单”") && told.text.contains("请附上“"), "{}", told.text);
        let told = officer.upload_as(&door, path, &kept, ("paper.evidence", "照片.exe", b"MZ"));
        assert!(told.text.contains("要用 PDF、PNG 或 JPEG"), "{}", told.text);
    }
}

story! {
    fn c_32_b_figures_are_read_as_a_page_and_as_a_table_for_programs(town) {
        town.settle();
        town.objected("罚款金额写错了。");
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let page = officer.get(&door, "/desk/cases/figures");
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("按事项和单位") && page.text.contains("异议"), "{}", page.text);
        let file = officer.get(&door, "/desk/cases/figures.csv?process=objection");
        let lines: Vec<_> = file.text.lines().collect();
        assert_eq!(lines.len(), 2, "{}", file.text);
        assert!(lines[1].contains("\"异议\"") && lines[1].contains("\"1\""), "{}", file.text);
        let told = officer.get(&door, "/desk/cases/figures?from=gestern");
        assert!(told.text.contains("2026-09-30 这样的日期"), "{}", told.text);
    }
}

story! {
    fn c_17_h_29_the_desk_shows_where_a_repaired_record_stopped_and_when(town) {
        town.fined_in_june();
        let number = town.on_engine("
            2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01 signatory=王小明 promise_true=1 promise_lawful=1 promise_watch=1 +correction-proof -> submitted
            2026-11-20 credit-centre/credit-officer forward -> forwarded
            2026-11-23 market-regulation/department-officer accept -> examining
            2026-11-30 market-regulation/department-officer propose proposal=grant opinion=罚款已缴清 -> deciding
            2026-11-30 market-regulation/office-head grant -> granted").number().to_owned();
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let page = officer.get(&door, &at(&number));
        for said in ["修复回执", "门户上的记录页", "数据接口", "上级信用平台", "等待确认", "2026-11-30"] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        // It has ended: nothing more can be done with it, and its watch stands beside it.
        assert!(!page.text.contains("现在可以做") && page.text.contains("派生的办件"), "{}", page.text);
    }
}

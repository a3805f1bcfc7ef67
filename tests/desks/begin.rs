//! Cases that begin at the desk: by a form, about a record, by a plan.

use axum::http::StatusCode;
use disclosure::{PageRequest, Viewer};

use super::at_the_desk;
use crate::{
    desk::{ECOLOGY, PENALTY, POLICE, person_penalty},
    harness::TODAY,
    rows::{COMPANY, COMPANY_NAME, MARKET},
    story,
};

const CENTRE: &str = "jinan-credit-centre";
/// The invented person of the rows.
const PERSON: &str = "370102198506150021";

/// The smallest file that is taken for a PDF.
const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

story! {
    fn c_32_a_form_that_the_process_describes_begins_a_case_and_each_field_says_what_is_wrong(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let path = "/desk/cases/new/pilot";
        let form = officer.get(&door, path);
        for asked in ["field.what", "field.scope", "field.ends_on", "field.within_law", "济南市市场监督管理局"] {
            assert!(form.text.contains(asked), "{asked}: {}", form.text);
        }
        let good = [
            ("stage", "ask"),
            ("field.unit", MARKET),
            ("field.what", "以信用承诺代替食品经营变更材料。"),
            ("field.scope", "历下区"),
            ("field.risk_control", "事后核查全覆盖。"),
            ("field.ends_on", "2027-05-31"),
            ("field.within_law", "yes"),
        ];
        let send = |changed: (&'static str, &'static str)| {
            let fields: Vec<_> = good.iter().map(|(name, value)| if *name == changed.0 { changed } else { (*name, *value) }).collect();
            officer.upload(&door, path, &fields, ("", b""))
        };
        for (changed, said) in [
            (("field.what", ""), "请填写“试点内容”"),
            (("field.ends_on", "明年"), "这样的日期"),
            (("field.within_law", ""), "请勾选“"),
            (("field.unit", "nowhere"), "请选择“试点单位”"),
        ] {
            let told = send(changed);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{changed:?}: {}", told.text);
            assert!(told.text.contains(said), "{changed:?}: {}", told.text);
            assert!(told.text.contains("历下区"), "what was typed is kept");
        }
        // For another unit it cannot begin: the rule is named.
        let told = send(("field.unit", ECOLOGY));
        assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.text);
        assert!(told.text.contains("refused"), "{}", told.text);
        let told = send(("", ""));
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        assert!(told.location().starts_with("/desk/cases/"), "{}", told.location());
        let case = officer.get(&door, told.location());
        for said in ["以信用承诺代替食品经营变更材料", "2027-05-31", "历下区"] {
            assert!(case.text.contains(said), "{said}: {}", case.text);
        }
        // The process of others is not offered, and not there.
        assert_eq!(officer.get(&door, "/desk/cases/new/release").status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn h_57_a_case_about_a_record_is_begun_from_the_records_in_force(town) {
        town.settle();
        let digest = town.own_record(PENALTY).digest;
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let path = "/desk/cases/new/measure-suggestion";
        let named = |number: &str, rest: &[(&'static str, &'static str)]| {
            let fields: Vec<_> = [("stage", "whom"), ("number", number)].into_iter().chain(rest.iter().copied()).collect();
            officer.upload(&door, path, &fields, ("", b""))
        };
        let which = named(COMPANY, &[]);
        assert!(which.text.contains("针对哪一条记录") && which.text.contains(&digest), "{}", which.text);
        let subject = town.subject(COMPANY).to_hex();
        let chosen = [("stage", "which"), ("subject", subject.as_str()), ("shown", COMPANY_NAME), ("digest", digest.as_str())];
        let form = officer.upload(&door, path, &chosen, ("", b""));
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.text.contains("field.measure") && form.text.contains(COMPANY_NAME), "{}", form.text);
        let linked = officer.get(&door, &format!("{path}?code={COMPANY}&digest={digest}"));
        assert!(linked.text.contains("field.measure"), "{}", linked.text);
        // Once it is repaired, nothing can be begun about it (H-29).
        town.repair(PENALTY);
        assert!(!named(COMPANY, &[]).text.contains(&digest));
        let asked = [("stage", "ask"), ("subject", subject.as_str()), ("digest", digest.as_str()), ("field.unit", MARKET), ("field.reason", "屡次违法")];
        let told = officer.upload(&door, path, &asked, ("", b""));
        assert!(matches!(told.status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY), "{}", told.text);
        assert!(told.text.contains("class=\"note bad"), "{}", told.text);
    }
}

story! {
    fn c_34_a_the_records_of_a_person_are_listed_for_a_purpose_only_and_the_person_sees_it(town) {
        town.settle();
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let (door, officer) = at_the_desk(town, POLICE, "department-officer");
        let path = "/desk/cases/new/measure-suggestion";
        let asked = [("stage", "whom"), ("number", PERSON)];
        let told = officer.upload(&door, path, &asked, ("", b""));
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.text);
        assert!(told.text.contains("C-34.a") && !told.text.contains("扰乱公共场所秩序"), "{}", told.text);
        let asked = [("stage", "whom"), ("number", PERSON), ("purpose", "penalty"), ("matter_number", "济公裁〔2026〕5")];
        let told = officer.upload(&door, path, &asked, ("", b""));
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        assert!(told.text.contains("行政处罚") && !told.text.contains(PERSON), "{}", told.text);
        let person = town.person(PERSON);
        let (viewer, page) = (Viewer::Subject { subject: person }, PageRequest::default());
        let looks = town.platform.gate.lookups(&viewer, person, &page).unwrap().into_inner().entries;
        assert_eq!((looks[0].kind.as_str(), looks[0].purpose.as_deref()), ("file", Some("penalty")));
    }
}

story! {
    fn c_12_b_a_plan_is_imported_once_and_its_entries_stand_in_the_queues(town) {
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let page = officer.get(&door, "/desk/cases/plans");
        assert!(page.text.contains("失信约束措施台账") && page.text.contains("导入到办件"), "{}", page.text);
        let plan = town.platform.law.plans().find(|plan| plan.process == "measure-review").unwrap();
        let fields = [("plan", plan.id.as_str())];
        let told = officer.post(&door, "/desk/cases/plans", &fields);
        let all = plan.entry.len();
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        assert!(told.text.contains(&format!("新开 {all} 件，已有 0 件")), "{}", told.text);
        let again = officer.post(&door, "/desk/cases/plans", &fields);
        assert!(again.text.contains(&format!("新开 0 件，已有 {all} 件")), "{}", again.text);
        assert_eq!(officer.post(&door, "/desk/cases/plans", &[("plan", "none")]).status, StatusCode::NOT_FOUND);
        let figures = officer.get(&door, "/desk/cases/figures.csv?process=measure-review").text;
        assert!(figures.lines().count() > 1, "{figures}");
    }
}

story! {
    fn c_12_e_where_a_measure_was_applied_is_asked_at_the_desk(town) {
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let page = officer.get(&door, "/desk/cases/applied?measure=none&now=yes");
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("没有适用过"), "{}", page.text);
    }
}

story! {
    fn h_44_papers_are_kept_sealed_and_read_by_those_of_the_case(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let list = town.platform.law.lists(TODAY).into_iter().find(|list| list.id == "serious-market-violation").unwrap();
        let criterion = list.criterion[0].id.clone();
        let subject = town.subject(COMPANY).to_hex();
        let asked = [
            ("stage", "ask"),
            ("subject", subject.as_str()),
            ("field.list", list.id.as_str()),
            ("field.criterion", criterion.as_str()),
            ("field.facts", "两年内因同一违法行为被处罚三次。"),
            ("field.legal_basis", "市场监督管理严重违法失信名单管理办法第五条"),
        ];
        let told = officer.upload_as(&door, "/desk/cases/new/designation", &asked, ("paper.evidence", "决定书.pdf", PDF));
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let case = told.location().to_owned();
        let page = officer.get(&door, &case);
        assert!(page.text.contains("决定书.pdf") && page.text.contains("/papers/1"), "{}", page.text);
        let paper = officer.get(&door, &format!("{case}/papers/1"));
        assert_eq!(paper.headers["content-type"], "application/pdf");
        assert!(paper.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(paper.text.as_bytes(), PDF);
        let stranger = town.staff(ECOLOGY, "department-officer");
        assert_eq!(stranger.get(&town.door(), &format!("{case}/papers/1")).status, StatusCode::NOT_FOUND);
    }
}

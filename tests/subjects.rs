//! Subjects: codes, merging, coverage, persons whose name does not fit, roles (C-02, H-13).

use axum::http::StatusCode;
use disclosure::{AsOf, Items, KindCoverage, PageRequest, Query, RelationView, Viewer};
use intake::Channel;
use policy::model::matter::Purpose;
use serde_json::json;
use vocabulary::{Actor, Date, FactKind, SubjectKind};

use crate::{
    desk::{PENALTY, POLICE, REGISTRATION, code, person_penalty, registrations, submission},
    packs::{Packs, refused_by},
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, penalty, registration},
    story,
};

/// The company's code with another check digit.
const WRONG: &str = "91370100MA3C00011K";

story! {
    fn c_02_a_a_wrong_check_digit_is_refused_at_intake_form_and_api(town) {
        let wrong = || registration().with("subject_code", WRONG);
        assert_eq!(town.refused(REGISTRATION, MARKET, wrong()), "R-301");
        let form = intake::Submission { channel: Channel::Form, ..submission(REGISTRATION, MARKET) };
        let row = json!({ "subject_name": COMPANY_NAME, "subject_code": WRONG, "registered_on": "2016-03-21" });
        let rows = [row.as_object().unwrap().clone()];
        let receipt = town.platform.intake.submit_rows(&form, &rows).unwrap();
        assert_eq!(receipt.rejected_by_rule["R-301"], 1);
        let key = town.key(MARKET, "department-system");
        let (status, told) =
            town.post(&format!("/api/v1/batches?item={REGISTRATION}"), &key, &json!([row]));
        assert_eq!((status, &told["rejected_by_rule"]["R-301"]), (StatusCode::CREATED, &json!(1)));
        let asked = json!({ "matter": "government-procurement", "matter_number": "1", "code": WRONG });
        let desk = town.key("jinan-finance", "approval-system");
        assert_eq!(town.post("/api/v1/checks", &desk, &asked).0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(town.facts(FactKind::RecordFiled).is_empty());
        assert!(town.facts(FactKind::CheckMade).is_empty());
    }
}

story! {
    fn c_02_b_records_under_old_and_new_code_show_on_one_page_and_a_merge_is_undone(town) {
        let (old, new) = (code(77), COMPANY);
        town.file(REGISTRATION, MARKET, registration());
        let before = penalty().with("subject_code", &*old).with("document_number", "济〔2020〕1号");
        town.file(PENALTY, MARKET, before.with("decided_on", "2026-10-12"));
        town.file(PENALTY, MARKET, penalty());
        let records = |code: &str| town.page(code).unwrap().records.len();
        assert_eq!((records(&old), records(new)), (1, 2));

        let keeper = Actor::new("jinan-credit-centre", "keeper-1");
        let (member, into) = (town.subject(&old), town.subject(new));
        let merge = |reason: &str, evidence: &str| {
            let because = archive::merge::Because { reason, evidence };
            archive::merge::merge(&town.platform.pen, (&keeper, town.platform.law.version()), member, into, because)
        };
        assert!(merge("", "登记档案").is_err() && merge("一照一码", " ").is_err());
        merge("一照一码换发", "市监登记档案第12卷").unwrap();
        assert_eq!((records(&old), records(new)), (3, 3));
        let page = town.page(&old).unwrap();
        assert_eq!(page.head.code.as_deref(), Some(new));
        assert_eq!(page.head.also, [member.to_hex()]);
        let back = archive::merge::merge(
            &town.platform.pen,
            (&keeper, town.platform.law.version()),
            into,
            member,
            archive::merge::Because { reason: "误操作", evidence: "无" },
        );
        assert!(back.is_err(), "no circles");

        let because = archive::merge::Because { reason: "两家企业", evidence: "核查记录3号" };
        archive::merge::part(&town.platform.pen, (&keeper, town.platform.law.version()), member, because)
            .unwrap();
        assert_eq!((records(&old), records(new)), (1, 2));
        let merged = &town.bodies(FactKind::SubjectMerged)[0];
        assert_eq!((&merged["into"], &merged["evidence"]), (&json!(into.to_hex()), &json!("市监登记档案第12卷")));
        assert_eq!(town.bodies(FactKind::SubjectParted)[0]["reason"], "两家企业");
        assert_eq!(town.facts(FactKind::SubjectMerged)[0].draft.actor.by, "keeper-1");
    }
}

story! {
    fn c_02_d_h_13_a_name_that_does_not_fit_the_number_is_held_and_seen_in_no_query(town) {
        const NUMBER: &str = "370102198506150021";
        let identity = crate::rows::Row::default()
            .with("subject_name", "王小明")
            .with("subject_document", "身份证")
            .with("subject_number", NUMBER)
            .with("verified_on", "2026-11-02")
            .with("verified", "是")
            .with("authority_name", "济南市公安局")
            .with("authority_code", "11370100MB90002184")
            .with("source_name", "济南市公安局")
            .with("source_code", "11370100MB90002184");
        town.file("person-registration", POLICE, identity);
        let item = "administrative-penalty-person";
        let stranger = person_penalty().with("subject_name", "李四海");
        let receipt = town.send(item, POLICE, &[stranger]);
        assert_eq!((receipt.received, receipt.held, receipt.accepted), (1, 1, 0), "{receipt:?}");
        assert!(town.faults(&receipt.batch).contains("R-308"));
        assert_eq!(town.facts(FactKind::RecordFiled).len(), 1, "only the identity");
        let subject = town.person(NUMBER);
        let seen = |viewer: &Viewer| {
            let file = town.platform.gate.file(viewer, subject, AsOf::default()).unwrap();
            file.map_or(0, |file| file.records.iter().filter(|r| r.item == item).count())
        };
        let department = Viewer::Department {
            actor: Actor::new("jinan-transport", "key-1"),
            organisation: "jinan-transport".to_owned(),
            purpose: Purpose::Licensing,
            matter_number: "运2026-1".to_owned(),
            items: Items::All,
        };
        let auditor = Viewer::Auditor { actor: Actor::new("jinan-credit-centre", "auditor-1") };
        let own = Viewer::Subject { subject };
        assert_eq!((seen(&department), seen(&auditor), seen(&own)), (0, 0, 0));
        let found = town.platform.gate.search(&Query::Name("李四海".to_owned()), &PageRequest::default());
        assert!(found.unwrap().entries.is_empty());
        // The right name is taken.
        town.file(item, POLICE, person_penalty());
        assert_eq!((seen(&department), seen(&own)), (1, 1));
    }
}

story! {
    fn c_02_e_a_role_has_its_first_and_last_day(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.move_to(Date::constant(2026, 12, 7));
        let changed = registration().with("representative_name", "李四海").with("parent_code", code(5));
        assert_eq!(town.send(REGISTRATION, MARKET, &[changed]).corrected, 1);
        let file = town.own_file(town.subject(COMPANY)).unwrap();
        let span = |name: &str| {
            let of = |relation: &&RelationView| relation.name.as_deref() == Some(name);
            file.relations.iter().find(of).map(|relation| (relation.from_on, relation.until_on))
        };
        let (registered, change) = (Date::constant(2016, 3, 21), Date::constant(2026, 12, 7));
        assert_eq!(span("张三明"), Some((Some(registered), Some(change))), "{:#?}", file.relations);
        assert_eq!(span("李四海"), Some((Some(change), None)));
        let parent = file.relations.iter().find(|relation| relation.role == "parent").unwrap();
        assert_eq!((parent.code.as_deref(), parent.from_on), (Some(&*code(5)), Some(change)));
        // The public sees who it is now, not who it was.
        let public = town.page(COMPANY).unwrap().relations;
        assert!(public.iter().all(|relation| relation.until_on.is_none()));
    }
}

story! {
    fn a_name_stays_found_after_it_was_changed(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.move_to(Date::constant(2026, 12, 7));
        let renamed = registration().with("subject_name", "济南新泉商贸有限公司");
        assert_eq!(town.send(REGISTRATION, MARKET, &[renamed]).corrected, 1);
        let find = |name: &str| {
            let page = town.platform.gate.search(&Query::Name(name.to_owned()), &PageRequest::default());
            page.unwrap().entries[0].head.code.clone()
        };
        assert_eq!(find("济南新泉商贸有限公司").as_deref(), Some(COMPANY));
        assert_eq!(find(COMPANY_NAME).as_deref(), Some(COMPANY));
        let sent = csv(&[registration()]);
        let again = town.submit(&submission(REGISTRATION, MARKET), sent.as_bytes()).unwrap();
        assert_eq!(again.duplicates, 1, "an old file brings no old name back");
    }
}

story! {
    fn c_02_c_coverage_of_each_kind_is_shown_against_all_of_it(town) {
        let packs = Packs::of_the_platform();
        let layer = packs.read("jinan/layer.toml");
        let reference = |kind: &str, count: u32, basis: &str| {
            format!("\n[[reference]]\nsubject = \"{kind}\"\ncount = {count}\non = 2026-09-30\n{basis}\n")
        };
        let basis = "basis = [{ document = \"济南市市场主体统计\", kind = \"normative-document\", certainty = \"assumed\" }]";
        let bare = layer.clone() + &reference("enterprise", 8, "basis = []");
        packs.write("jinan/layer.toml", &bare);
        assert!(refused_by(&packs.findings(), "P-01", ""), "a count names where it stands");
        packs.write("jinan/layer.toml", &(layer + &reference("enterprise", 8, basis)));
        packs.adopt(town, "keeper-1", "济信办〔2026〕4号");

        assert_eq!(town.send(REGISTRATION, MARKET, &registrations(6)).accepted, 6);
        let of = |kind| {
            let lines = town.platform.gate.coverage().unwrap().into_inner();
            lines.into_iter().find(|line| line.kind == kind).unwrap()
        };
        let enterprises = of(SubjectKind::Enterprise);
        assert_eq!((enterprises.registered, enterprises.reference), (6, Some(8)));
        assert_eq!((enterprises.share, KindCoverage::TARGET), (Some(7_500), 10_000));
        assert_eq!(enterprises.counted_on, Some(Date::constant(2026, 9, 30)));
        // Of what nobody has counted, no share is claimed.
        assert_eq!(of(SubjectKind::SocialOrganisation).share, None);
    }
}

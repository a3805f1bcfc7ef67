//! Publicity: what is public, from when until when, masked how, and what never is (C-06, H-03 …
//! H-05, H-14, H-17, H-18, H-20 … H-24).

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use disclosure::{AsOf, Filter, ListOf, PageRequest, Query, RecordAnswer, RecordState};
use intake::Submission;
use policy::model::catalog::{AdministrativeAct, Audience, CatalogItem, Publicity};
use serde_json::{Map, Value, json};
use vocabulary::{Date, FactKind};

use crate::{
    desk::{ECOLOGY, PENALTY, POLICE, REGISTRATION, person_penalty, submission},
    harness::{TODAY, Town},
    packs::{Packs, refused_by},
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, licence, penalty, registration},
    sight::{PUBLIC, text},
    story,
};

const LICENCE: &str = "administrative-licence";
const PERSON_PENALTY: &str = "administrative-penalty-person";
const NUMBER: &str = "370102198506150021";

/// The row of an item's first worked case that is taken.
pub fn worked(item: &CatalogItem) -> Option<Map<String, Value>> {
    let taken = |expect: &str| !expect.starts_with("refused");
    let example = item.example.iter().find(|example| taken(&example.expect))?;
    Some(example.fields.iter().map(|(name, value)| (name.clone(), json!(value))).collect())
}

impl Town {
    /// Sends a row of an item for the first agency that may send it, preferably the one it names.
    pub fn hand_in(&self, item: &CatalogItem, row: &Map<String, Value>) -> intake::Receipt {
        let law = &self.platform.law;
        let named = row.get("authority_code").and_then(Value::as_str);
        let named = named.and_then(|code| law.agency(code)).filter(|a| law.may_provide(a, item));
        let any = || law.agencies().iter().find(|agency| law.may_provide(agency, item)).unwrap();
        let agency = named.unwrap_or_else(any).id.clone();
        let sent = Submission { agency, ..submission(&item.id, "") };
        self.platform.intake.submit_rows(&sent, [row]).unwrap()
    }

    /// Digests of the records in a public list.
    fn listed(&self, of: &ListOf) -> Vec<String> {
        let ask = PageRequest { after: None, size: 100 };
        let page = self.platform.gate.recent(of, &Filter::default(), &ask).unwrap();
        page.entries.iter().map(|line| line.record.digest.clone()).collect()
    }
}

story! {
    fn c_06_a_h_20_a_permit_is_public_at_once_and_a_late_one_is_counted_against_its_unit(town) {
        // Decided on the 16th, received on the 19th: public with the receipt.
        town.move_to(Date::constant(2026, 11, 19));
        town.file(LICENCE, MARKET, licence());
        assert_eq!(town.public_sight(&town.trace(LICENCE)).intersection(&PUBLIC.into()).count(), PUBLIC.len());
        // The seventh working day after the 16th is the 25th; the 26th is late.
        let sent = |day: i8, number: u32| {
            town.move_to(Date::constant(2026, 11, day));
            let row = licence().with("document_number", format!("济审许〔2026〕{number}号"));
            town.file(LICENCE, MARKET, row.with("licence_number", format!("JY137010200{number}")));
        };
        sent(25, 8001);
        sent(26, 8002);
        sent(30, 8003);
        let report = town.platform.intake.quality(MARKET, "2026-11").unwrap();
        let line = report.items.iter().find(|line| line.item == LICENCE).unwrap();
        assert_eq!((line.on_time, line.late), (2, 2));
        // The figure of the month equals a recount over the ledger.
        let limit = Date::constant(2026, 11, 25);
        let late = town.facts(FactKind::RecordFiled);
        let late = late.iter().filter(|fact| vocabulary::clock::date_in_china(fact.at) > limit);
        assert_eq!(late.count() as u64, line.late);
        let ecology = town.platform.intake.quality(ECOLOGY, "2026-11").unwrap();
        assert!(ecology.items.iter().all(|line| line.late == 0), "against its own unit only");
    }
}

story! {
    fn h_20_rushan_counts_seven_calendar_days(town) {
        town.place.layer = "rushan".to_owned();
        probity::adoption::adopt(&town.inspect(), "keeper-1", "乳山市启用").unwrap();
        town.reopen();
        let market = "rushan-market-regulation";
        let sent = |day: i8, number: u32| {
            town.move_to(Date::constant(2026, 11, day));
            let code = town.platform.law.agency(market).unwrap().code.clone();
            let row = licence()
                .with("document_number", format!("乳审许〔2026〕{number}号"))
                .with("authority_name", "乳山市市场监督管理局")
                .with("authority_code", &*code)
                .with("source_name", "乳山市市场监督管理局")
                .with("source_code", code);
            town.file(LICENCE, market, row);
        };
        sent(23, 1);
        sent(24, 2);
        let report = town.platform.intake.quality(market, "2026-11").unwrap();
        let line = report.items.iter().find(|line| line.item == LICENCE).unwrap();
        assert_eq!((line.on_time, line.late), (1, 1), "decided on the 16th: due on the 23rd");
    }
}

story! {
    fn c_06_b_all_ten_kinds_are_filed_checked_and_published_each_with_its_own_fields(town) {
        town.move_to(Date::constant(2026, 11, 21));
        let law = std::sync::Arc::clone(&town.platform.law);
        let door = town.door();
        let mut shapes = BTreeSet::new();
        for act in AdministrativeAct::ALL {
            let items = law.items(TODAY);
            let of_act = |item: &&&CatalogItem| {
                item.act == Some(act) && item.publicity == Publicity::Public
            };
            let item = items.iter().find(of_act).unwrap_or_else(|| panic!("{act:?}"));
            let row = worked(item).unwrap();
            // Checked: without what it is about it is refused, by rule.
            let mut faulty = row.clone();
            faulty.insert("document_number".to_owned(), json!(""));
            let receipt = town.hand_in(item, &faulty);
            assert_eq!((receipt.accepted, receipt.rejected_by_rule.get("R-201")), (0, Some(&1)), "{act:?}");
            // Filed and published.
            let receipt = town.hand_in(item, &row);
            assert_eq!(receipt.accepted, 1, "{act:?} {receipt:?}{}", town.faults(&receipt.batch));
            let by_act = town.listed(&ListOf::Act(act));
            assert_eq!(by_act.len(), 1, "{act:?}");
            assert_eq!(by_act, town.listed(&ListOf::Item(item.id.clone())));
            let kind = serde_json::to_value(act).unwrap();
            let (status, page) = door.get(&format!("/publicity/{}", kind.as_str().unwrap()));
            assert!(status == StatusCode::OK && page.contains(&by_act[0]), "{act:?}");
            let subject = row["subject_code"].as_str().unwrap();
            let answer = town.platform.gate.record(town.subject(subject), &by_act[0]).unwrap();
            let RecordAnswer::Public { record, .. } = answer.into_inner() else { panic!("{act:?}") };
            let fields: Vec<String> = record.fields.iter().map(|field| field.name.clone()).collect();
            for field in item.field.iter().filter(|field| row.contains_key(&field.name)) {
                let open = field.audience == Audience::Public;
                assert_eq!(fields.contains(&field.name), open, "{act:?} {}", field.name);
            }
            shapes.insert((fields, record.fields.iter().map(|f| f.zh.clone()).collect::<Vec<_>>()));
        }
        assert_eq!(shapes.len(), AdministrativeAct::ALL.len(), "each has its own fields");
    }
}

story! {
    fn c_06_c_h_17_at_its_end_a_record_leaves_every_public_channel_on_the_day_without_an_act(town) {
        town.settle();
        let trace = town.trace(PENALTY);
        let before = town.public_sight(&trace);
        assert!(PUBLIC.iter().all(|channel| before.contains(channel)), "{before:?}");
        // Decided on 2026-11-16, a general penalty: public for one year.
        town.move_to(Date::constant(2027, 11, 16));
        let last_day = town.public_sight(&trace);
        assert!(PUBLIC.iter().all(|channel| last_day.contains(channel)), "{last_day:?}");
        town.move_to(Date::constant(2027, 11, 17));
        let none = BTreeSet::new();
        assert_eq!(town.public_sight(&trace), none, "by date, before any timer has run");
        assert!(town.facts(FactKind::RecordExpired).is_empty());
        assert!(!town.department_sight(&trace).is_empty(), "departments still see it");

        // The timer makes it a fact, once.
        let ended = town.platform.expire().unwrap();
        assert_eq!((ended.publications, ended.disclosures), (1, 0));
        assert_eq!(town.bodies(FactKind::RecordExpired)[0]["digest"], json!(trace.digest));
        assert_eq!(town.platform.expire().unwrap(), archive::expire::Expiry::default());
        assert_eq!(town.public_sight(&trace), none);
        let figures = town.platform.gate.figures().unwrap().into_inner();
        assert_eq!(figures.published.get(PENALTY), None, "{figures:?}");

        // Five years after its end nobody but the subject and auditors sees it (art. 38).
        town.move_to(Date::constant(2031, 11, 16));
        assert!(!town.department_sight(&trace).is_empty());
        town.move_to(Date::constant(2031, 11, 17));
        assert_eq!((town.public_sight(&trace), town.department_sight(&trace)), (none.clone(), none.clone()));
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Valid); 2]);
        assert_eq!(town.platform.expire().unwrap().disclosures, 1);
        assert_eq!((town.public_sight(&trace), town.department_sight(&trace)), (none.clone(), none));
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Expired); 2]);
    }
}

story! {
    fn c_06_d_h_03_h_04_a_persons_record_is_not_published_without_a_statute(town) {
        town.file(PERSON_PENALTY, POLICE, person_penalty());
        let subject = town.person(NUMBER);
        let gate = &town.platform.gate;
        assert!(gate.page(subject).unwrap().is_none());
        let own = town.own_file(subject).unwrap();
        let digest = &own.records[0].digest;
        assert_eq!(own.records[0].public_until, None);
        assert_eq!(*gate.record(subject, digest).unwrap(), RecordAnswer::NotFound);
        for of in [ListOf::Item(PERSON_PENALTY.to_owned()), ListOf::Act(AdministrativeAct::Penalty)] {
            assert_eq!(town.listed(&of), Vec::<String>::new());
        }
        let ask = PageRequest::default();
        for query in [Query::Subject(subject), Query::Name("王小明".to_owned())] {
            assert!(gate.search(&query, &ask).unwrap().entries.is_empty());
        }
        // The class cannot be changed without a statute either.
        let packs = Packs::of_the_platform();
        packs.change(&format!("national/catalogs/{PERSON_PENALTY}.toml"), "\"internal\"", "\"public\"");
        assert!(refused_by(&packs.findings(), "P-09", "H-03"));
        assert!(packs.law("jinan").is_err());
    }
}

/// The packs with a statute that publishes penalties of persons, and what it opens.
fn with_statute() -> Packs {
    let packs = Packs::of_the_platform();
    let file = format!("national/catalogs/{PERSON_PENALTY}.toml");
    let text = packs.read(&file);
    let (law, _) = text.split_once("[[example]]").unwrap();
    let opened = law
        .replacen("publicity = \"internal\"", "publicity = \"public\"", 1)
        .replacen("secrecy_review = false", "secrecy_review = true", 1)
        .replacen(
            "[[field]]",
            "[publication_basis]\ndocument = \"某法\"\narticle = \"第9条\"\nkind = \"law\"\n\
             certainty = \"assumed\"\n\n[[field]]",
            1,
        )
        .replace("audience = \"department\"", "audience = \"public\"");
    packs.write(&file, &opened);
    let file = "national/disclosure/person-negative.toml";
    let published = packs.read(file).replace("published = false", "published = true");
    packs.write(file, &published);
    packs
}

story! {
    fn c_06_d_h_04_h_05_what_a_statute_publishes_of_a_person_is_masked_everywhere(town) {
        let packs = with_statute();
        assert!(packs.findings().is_empty(), "{:#?}", packs.findings());
        packs.adopt(town, "keeper-1", "某法第9条");
        let fined = person_penalty().with("penalty_kind", "罚款").with("fine", "1").with("content", "罚款1万元");
        town.file(PERSON_PENALTY, POLICE, fined);
        let list = ListOf::Item(PERSON_PENALTY.to_owned());
        let page = town.platform.gate.recent(&list, &Filter::default(), &PageRequest::default()).unwrap();
        assert_eq!(page.entries.len(), 1);
        let shown = text(&*page);
        assert!(shown.contains("王**") && shown.contains("扰乱公共场所秩序"), "{shown}");
        // Wherever anyone looks: no name, no number, no sealed text; and still not to be searched.
        let door = town.door();
        let record = &page.entries[0].record;
        let address = format!("{}/records/{}", record.subject, record.digest);
        for path in [
            "/", "/en", "/publicity/penalty", "/publicity/penalty/records.csv",
            &format!("/subjects/{address}"), &format!("/api/v1/subjects/{address}"),
            &format!("/subjects/{}", record.subject), &format!("/subjects/{NUMBER}"),
            &format!("/search?q={NUMBER}"), &format!("/api/v1/subjects?q={NUMBER}"),
            &format!("/api/v1/subjects?q={}", crate::sight::percent("王小明")),
        ] {
            let (_, told) = door.get(path);
            for secret in ["王小明", NUMBER, "\"s1."] {
                // What was asked for may be repeated to whoever asked; nothing else.
                assert!(path.contains(secret) || !told.contains(secret), "{path}: {secret}");
            }
        }
        let (_, list) = door.get("/publicity/penalty");
        assert!(list.contains("扰乱公共场所秩序"), "{list}");
    }
}

story! {
    fn c_06_f_the_address_of_what_was_taken_down_says_so_and_nothing_else(town) {
        town.settle();
        let trace = town.trace(PENALTY);
        town.repair(PENALTY);
        let door = town.door();
        let api = format!("/api/v1/subjects/{COMPANY}/records/{}", trace.digest);
        let portal = format!("/subjects/{COMPANY}/records/{}", trace.digest);
        for path in [api.clone(), portal.clone(), format!("/en{portal}")] {
            let (status, told) = door.get(&path);
            assert_eq!(status, StatusCode::GONE, "{path}");
            for content in ["济市监罚", "明码标价", "罚款", "2026-11-16", COMPANY_NAME] {
                assert!(!told.contains(content), "{path}: {content}: {told}");
            }
        }
        assert!(door.get(&portal).1.contains("已不再公开"));
        // What never was there, or never was public, is not told from what does not exist.
        let never = format!("/api/v1/subjects/{COMPANY}/records/{}", "0".repeat(32));
        assert_eq!(door.get(&never).0, StatusCode::NOT_FOUND);
    }
}

story! {
    fn h_14_a_minor_is_on_no_list_in_no_publicity_and_no_query(town) {
        // 16 years old; check digits computed for invented persons.
        const MINOR: &str = "370102201005060014";
        let minor = vocabulary::citizen_id::CitizenId::parse(MINOR);
        assert!(minor.is_ok(), "{minor:?}");
        let row = person_penalty().with("subject_number", MINOR).with("subject_name", "小明");
        assert_eq!(town.refused(PERSON_PENALTY, POLICE, row), "R-307");
        let entry = crate::rows::Row::default()
            .with("subject_name", "小明")
            .with("subject_document", "身份证")
            .with("subject_number", MINOR)
            .with("document_number", "（2026）鲁01执1号")
            .with("fulfilment", "全部未履行")
            .with("content", "违反财产报告制度")
            .with("decided_on", "2026-10-18")
            .with("authority_name", "济南市中级人民法院")
            .with("authority_code", "11370100MB9000058W");
        assert_eq!(town.refused("judgment-defaulter-person", "jinan-court", entry), "R-307");
        assert!(town.facts(FactKind::RecordFiled).is_empty());
        let subject = town.person(MINOR);
        assert!(town.platform.gate.page(subject).unwrap().is_none());
        assert!(town.file_of(&town.supervisor(), subject, AsOf::default()).is_none());
        let door = town.door();
        let key = town.key("jinan-human-resources", "approval-system");
        let asked = json!({ "matter": "honours-selection", "matter_number": "评1", "code": MINOR, "document": "身份证" });
        let (status, told) = door.post("/api/v1/checks", &key, &asked);
        assert_eq!((status, &told["rule"]), (StatusCode::FORBIDDEN, &json!("H-14")), "{told}");
        assert_eq!(town.bodies(FactKind::LookupRefused)[0]["rule"], "H-14");
    }
}

story! {
    fn h_21_what_is_open_is_published_or_there_is_a_dated_reason(town) {
        let law = std::sync::Arc::clone(&town.platform.law);
        town.move_to(Date::constant(2026, 11, 21));
        for item in law.items(TODAY) {
            if let Some(row) = worked(item) {
                town.hand_in(item, &row);
            }
        }
        // Further: too slight to be published, withdrawn, ended, repaired.
        let slight = penalty().with("document_number", "济〔2026〕31号").with("penalty_kind", "警告").with("fine", "").with("content", "警告");
        town.file(PENALTY, MARKET, slight);
        town.file(PENALTY, MARKET, penalty().with("document_number", "济〔2024〕32号").with("decided_on", "2024-11-18"));
        town.file(LICENCE, MARKET, licence().with("state", "0"));

        let (today, mut gaps) = (town.platform.gate.today(), BTreeMap::new());
        let mut published = 0;
        let codes: BTreeSet<String> = town
            .bodies(FactKind::RecordFiled)
            .iter()
            .filter_map(|body| body["code"].as_str().map(str::to_owned))
            .collect();
        for code in codes {
            let page = town.page(&code).unwrap();
            let public: BTreeSet<&str> = page.records.iter().map(|r| r.digest.as_str()).collect();
            for record in town.own_file(town.subject(&code)).unwrap().records {
                let item = law.item(&record.item, today).unwrap();
                if item.publicity != Publicity::Public {
                    assert!(!public.contains(record.digest.as_str()), "{}", record.item);
                } else if public.contains(record.digest.as_str()) {
                    published += 1;
                } else {
                    let ended = record.public_until.filter(|until| *until < today);
                    gaps.insert((record.item, record.severity), ended);
                }
            }
        }
        assert!(published >= 20, "{published}");
        let gap = |item: &str, class: &str| gaps.get(&(item.to_owned(), class.to_owned())).copied();
        assert_eq!(gap(PENALTY, "minor"), Some(None), "the law does not publish it");
        assert_eq!(gap(PENALTY, "general"), Some(Some(Date::constant(2025, 11, 18))), "ended");
        assert_eq!(gap(LICENCE, "ended"), Some(None), "no longer in force");
        assert!(gaps.len() <= 4, "nothing else is missing: {gaps:#?}");
    }
}

story! {
    fn h_22_every_item_has_one_publicity_class_that_the_catalog_sets(town) {
        let file = format!("national/catalogs/{PENALTY}.toml");
        let packs = Packs::of_the_platform();
        packs.drop_line(&file, "publicity = ");
        assert!(refused_by(&packs.findings(), "P-03", "H-22"), "{:?}", packs.findings());
        let twice = Packs::of_the_platform();
        twice.change(&file, "publicity = \"public\"", "publicity = [\"public\", \"internal\"]");
        assert!(twice.law("jinan").is_err());
        let (_, shown) = town.get(&format!("/api/v1/items/{PENALTY}"), None);
        assert_eq!(shown["publicity"], "public", "{shown}");
        for item in town.platform.law.items(TODAY) {
            let (status, shown) = town.get(&format!("/api/v1/items/{}", item.id), None);
            assert_eq!(status, StatusCode::OK);
            assert!(["public", "on-request", "internal"].contains(&shown["publicity"].as_str().unwrap()));
        }
    }
}

story! {
    fn h_23_what_concerns_certain_parties_is_told_to_them_and_to_nobody_else(town) {
        town.file(REGISTRATION, MARKET, registration());
        let item = town.platform.law.item("self-declared", TODAY).unwrap().clone();
        town.move_to(Date::constant(2026, 11, 21));
        assert_eq!(town.hand_in(&item, &worked(&item).unwrap()).accepted, 1);
        let secret = "SB-2026-000042";
        let subject = town.subject(COMPANY);
        assert!(text(&town.own_file(subject).unwrap()).contains(secret));
        assert!(!text(&town.page(COMPANY).unwrap()).contains(secret));
        let department = town.file_of(&town.supervisor(), subject, AsOf::default()).unwrap();
        assert!(!text(&department).contains(secret));
        let key = town.key(MARKET, "department-system");
        let asked = json!({ "code": COMPANY, "purpose": "supervision", "matter_number": "监1" });
        let (status, told) = town.post("/api/v1/files", &key, &asked);
        assert!(status == StatusCode::OK && !told.to_string().contains(secret), "{told}");
        let anyone = town.get(&format!("/api/v1/subjects/{COMPANY}/records"), None).1.to_string();
        assert!(!anyone.contains(secret));
    }
}

story! {
    fn h_24_nothing_is_opened_before_a_review_by_whatever_door_it_comes(town) {
        let unreviewed = Submission { reviewed: None, ..submission(PENALTY, MARKET) };
        assert!(town.submit(&unreviewed, csv(&[penalty()]).as_bytes()).is_err());
        let (door, key) = (town.door(), town.key(MARKET, "department-system"));
        let row = json!([worked(town.platform.law.item(PENALTY, TODAY).unwrap()).unwrap()]);
        town.move_to(Date::constant(2026, 11, 21));
        let path = format!("/api/v1/batches?item={PENALTY}");
        let (status, told) = door.post(&path, &key, &row);
        assert_eq!((status, &told["rule"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("R-503")), "{told}");
        assert!(town.facts(FactKind::RecordFiled).is_empty() && town.page(COMPANY).is_none());
        let (status, told) = door.post(&format!("{path}&declaration=reviewer-7"), &key, &row);
        assert_eq!((status, &told["accepted"]), (StatusCode::CREATED, &json!(1)), "{told}");
        assert_eq!(town.bodies(FactKind::BatchReceived)[0]["reviewed_by"], "reviewer-7");
    }
}

//! Rights: to know, to object, to be repaired; and limits on those who look (H-08, H-09, H-11,
//! H-18, H-19, H-26 … H-29, C-05.b).

use std::collections::BTreeSet;

use axum::http::StatusCode;
use disclosure::{AsOf, GateError, ListOf, PageRequest, Query, RecordState, Viewer};
use policy::model::catalog::Publicity;
use serde_json::{Value, json};
use vocabulary::{Actor, Clock, Date, Draft, FactKind, SubjectId};
use web::Config;

use crate::{
    archives::{inspection, listing},
    checks::ban,
    desk::{PENALTY, REGISTRATION, submission},
    harness::{TODAY, Town},
    publicity::worked,
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, licence, penalty, registration},
    sight::{PUBLIC, percent, text},
    story,
};

story! {
    fn c_05_b_h_26_h_27_h_28_h_29_a_repaired_record_is_an_archive_and_nothing_else_at_once(town) {
        town.settle();
        town.file("administrative-inspection", MARKET, inspection());
        let trace = town.trace(PENALTY);
        let public = town.public_sight(&trace);
        assert!(PUBLIC.iter().all(|channel| public.contains(channel)), "{public:?}");
        let all: BTreeSet<&str> =
            ["API check", "API file", "check", "check of a list", "file"].into();
        assert_eq!(town.department_sight(&trace), all);
        let before = town.clock.now();

        town.move_to(Date::constant(2027, 2, 17));
        town.repair(PENALTY);
        // In the same instant: no page, search, list, record, file, check or API returns it.
        assert_eq!(town.public_sight(&trace), BTreeSet::new());
        assert_eq!(town.department_sight(&trace), BTreeSet::new());
        assert_eq!(town.archive_sight(&trace), [Some(RecordState::Repaired); 2]);
        // Nor for whoever asks what was known before (H-28).
        let then = AsOf { known_at: Some(before), valid_on: None };
        let past = town.file_of(&town.supervisor(), town.subject(COMPANY), then).unwrap();
        assert!(past.records.iter().all(|record| record.digest != trace.digest));
        // The check's own receipt of before says that it was made, not what it found (H-29).
        let made = town.facts(FactKind::CheckMade);
        let unit = town.question("government-procurement", COMPANY).organisation;
        for fact in made.iter().take(20) {
            let number = format!("C-{}", fact.position);
            if let Ok(receipt) = town.platform.checker.receipt(&unit, &number) {
                assert!(!text(&receipt).contains(&trace.digest));
            }
        }
        let figures = town.platform.gate.figures().unwrap().into_inner();
        assert_eq!((figures.repaired, figures.published.get(PENALTY)), (1, None));
        // The other records stand, and the next sending of the row does not bring it back.
        assert!(!town.public_sight(&town.trace("administrative-inspection")).is_empty());
        let again = town.send(PENALTY, MARKET, &[penalty().with("fine", "4")]);
        assert_eq!((again.accepted, again.corrected), (0, 0), "{again:?}");
        assert_eq!(town.public_sight(&trace), BTreeSet::new());
    }
}

story! {
    fn h_29_no_measure_follows_from_a_repaired_entry_of_a_list(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file("serious-market-violation", MARKET, listing());
        town.file("government-procurement-violation", "jinan-finance", ban());
        let matters = town.platform.law.matters(TODAY);
        let matters: Vec<&str> = matters
            .iter()
            .filter(|matter| matter.subjects.contains(&vocabulary::SubjectKind::Enterprise))
            .map(|matter| matter.id.as_str())
            .collect();
        let bound = || matters.iter().any(|matter| !town.check(matter, COMPANY).measures.is_empty());
        assert!(bound());
        town.repair("serious-market-violation");
        town.repair("government-procurement-violation");
        assert!(!bound());
        for matter in matters {
            let answer = town.check(matter, COMPANY);
            assert!(answer.lists.is_empty() && answer.outcome == check::Outcome::Clear, "{answer:?}");
        }
        let list = |id: &str| {
            let of = ListOf::List(id.to_owned());
            town.platform.gate.recent(&of, &Default::default(), &PageRequest::default()).unwrap()
        };
        assert!(list("serious-market-violation").entries.is_empty());
    }
}

story! {
    fn h_08_h_78_the_subject_sees_own_data_sources_uses_and_users(town) {
        town.settle();
        let (subject, gate) = (town.subject(COMPANY), &town.platform.gate);
        let own = Viewer::Subject { subject };
        let seen = || gate.lookups(&own, subject, &PageRequest::default()).unwrap().into_inner();
        assert!(seen().entries.is_empty());
        let file = town.file_of(&town.supervisor(), subject, AsOf::default()).unwrap();
        let answer = town.check("government-procurement", COMPANY);
        let foreign = match town.supervisor() {
            Viewer::Department { actor, purpose, matter_number, items, .. } => Viewer::Department {
                actor,
                organisation: "jinan-tax".to_owned(),
                purpose,
                matter_number,
                items,
            },
            other => other,
        };
        assert!(gate.file(&foreign, subject, AsOf::default()).is_err());
        town.file_of(&town.auditor(), subject, AsOf::default()).unwrap();

        // Each look at once, the newest first: who, when, what for, on which basis, what.
        let looks = seen().entries;
        let kinds: Vec<&str> = looks.iter().map(|look| look.kind.as_str()).collect();
        assert_eq!(kinds, ["file", "refused", "check", "file"]);
        assert_eq!((looks[3].position, looks[2].position), (file.lookup.unwrap(), answer.position));
        for look in &looks {
            assert_eq!(look.at, town.clock.now());
            assert!(look.basis.is_some() && !look.organisation.code.is_empty(), "{look:?}");
        }
        assert_eq!(looks[3].purpose.as_deref(), Some("supervision"));
        assert_eq!(looks[3].matter_number.as_deref(), Some("监2026-1"));
        assert_eq!(looks[2].matter.as_deref(), Some("government-procurement"));
        assert!(looks[2].what.contains(&PENALTY.to_owned()), "{:?}", looks[2]);
        assert_eq!(looks[1].basis.as_deref(), Some("H-77"));
        // Own data with its sources; looking at oneself leaves nothing.
        for record in town.own_file(subject).unwrap().records {
            let provenance = &record.lineage.unwrap().provenance;
            assert!(!provenance.is_empty() && provenance[0].batch.is_some());
        }
        assert_eq!(seen().entries.len(), 4);
        // Nobody else is told.
        for stranger in [town.supervisor(), Viewer::Public] {
            assert!(matches!(
                gate.lookups(&stranger, subject, &PageRequest::default()),
                Err(GateError::Refused(_))
            ));
        }
    }
}

impl Town {
    /// One record of every item, with marks in all that is not public; gives their rows.
    fn every_item(&self) -> Vec<(String, Publicity)> {
        self.move_to(Date::constant(2026, 11, 21));
        let law = std::sync::Arc::clone(&self.platform.law);
        let mut filed = Vec::new();
        for item in law.items(TODAY) {
            let Some(mut row) = worked(item) else { continue };
            let person = row.contains_key("subject_number");
            let mut put = |field: &str, value: &str| {
                if row.contains_key(field) {
                    row.insert(field.to_owned(), json!(value));
                }
            };
            put("representative_name", "钱守密");
            if person {
                put("subject_name", "赵隐之");
                put("subject_number", PERSON);
                put("certificate_number", "鲁237000000999");
            }
            let closed = person || item.publicity != Publicity::Public;
            let mark = if closed { "密件" } else { "公开" };
            put("document_number", &format!("{mark}〔2026〕{}号", item.id));
            if item.field.iter().any(|field| field.name == "remark") {
                row.insert("remark".to_owned(), json!(format!("内部说明{}", item.id)));
            }
            let receipt = self.hand_in(item, &row);
            let faults = self.faults(&receipt.batch);
            assert_eq!(receipt.accepted, 1, "{}: {receipt:?}{faults}", item.id);
            filed.push((item.id.clone(), item.publicity));
        }
        filed
    }

    /// Everybody of whom something was filed.
    fn filed_subjects(&self) -> BTreeSet<SubjectId> {
        let facts = self.facts(FactKind::RecordFiled);
        facts.iter().filter_map(|fact| fact.draft.subject).collect()
    }
}

/// An invented person; the number passes its check.
const PERSON: &str = "370102199003070024";
/// What nobody outside may read: names and numbers of persons, numbers of closed records, remarks.
const SECRETS: [&str; 7] =
    ["赵隐之", "钱守密", PERSON, "密件〔", "内部说明", "鲁237000000999", "\"s1."];

/// Values of a key in the bodies of all records filed.
fn values(bodies: &[Value], key: &str) -> BTreeSet<String> {
    bodies.iter().filter_map(|body| body[key].as_str().map(str::to_owned)).collect()
}

/// Every public address there is, with every id that anybody could put into it.
fn public_paths(town: &Town, items: &[(String, Publicity)]) -> Vec<String> {
    let bodies = town.bodies(FactKind::RecordFiled);
    let (digests, batches) = (values(&bodies, "digest"), values(&bodies, "batch"));
    let mut ids = values(&bodies, "code");
    ids.extend(town.filed_subjects().iter().map(|subject| subject.to_hex()));
    ids.extend(SECRETS.map(str::to_owned));
    let mut paths: Vec<String> = Vec::new();
    for id in ids.iter().map(|id| percent(id)) {
        let subject =
            ["/subjects", "/en/subjects", "/api/v1/subjects"].map(|at| format!("{at}/{id}"));
        paths.extend(subject.iter().map(|at| format!("{at}/records.csv")));
        paths.extend(subject.iter().map(|at| format!("{at}/records")));
        for digest in &digests {
            paths.extend(subject.iter().map(|at| format!("{at}/records/{digest}")));
        }
        paths.extend(subject);
        paths.extend(["/search", "/api/v1/subjects"].map(|at| format!("{at}?q={id}")));
    }
    let acts = ["licence", "penalty", "coercion", "reward", "inspection"].map(str::to_owned);
    for kind in items.iter().map(|(item, _)| item).chain(&acts) {
        paths.extend(
            ["publicity", "items", "lists", "api/v1/items"].map(|at| format!("/{at}/{kind}")),
        );
        paths.push(format!("/publicity/{kind}/records.csv"));
    }
    let size = town.platform.reader.size().unwrap();
    for position in 0..size {
        paths.push(format!("/ledger/positions/{position}"));
        paths.push(format!("/api/v1/ledger/inclusion/{position}"));
    }
    for batch in &batches {
        let at = ["/batches/", "/api/v1/batches/"].map(|at| format!("{at}{batch}"));
        paths.push(format!("{}/faults", at[1]));
        paths.extend(at);
    }
    paths.push(format!("/tile/entries/000.p/{size}"));
    let rest = "/ /en /publicity /ledger /checkpoint /api /api/v1/openapi.json /api/v1/batches \
                /api/v1/timeliness /api/v1/checks/C-1 /api/v1/checks/coverage";
    paths.extend(rest.split_whitespace().map(str::to_owned));
    paths
}

story! {
    fn c_06_e_h_18_h_05_the_public_doors_asked_with_every_id_return_nothing_that_is_not_public(town) {
        let filed = town.every_item();
        assert!(filed.len() >= 35, "{}", filed.len());
        let closed = |class| filed.iter().filter(|(_, publicity)| *publicity == class).count();
        assert!(closed(Publicity::OnRequest) >= 3 && closed(Publicity::Internal) >= 5);
        town.platform.sequencer.fold().unwrap();
        let door = town.door();
        let (mut answered, mut shown) = (0, BTreeSet::new());
        for path in public_paths(town, &filed) {
            let (status, told) = door.get(&path);
            assert!(!status.is_server_error(), "{path}: {status} {told}");
            if status != StatusCode::OK {
                continue;
            }
            answered += 1;
            for secret in SECRETS {
                // The search box repeats what was typed; nothing else may.
                let typed = path.ends_with(&format!("?q={}", percent(secret)));
                assert!(typed || !told.contains(secret), "{path}: {secret}");
            }
            if path.starts_with("/api/v1/subjects/") {
                let of = |item: &String| told.contains(&format!("\"item\":\"{item}\""));
                shown.extend(filed.iter().filter(|(item, _)| of(item)).map(|(item, _)| item));
            }
        }
        assert!(answered > 200, "{answered}");
        for (item, publicity) in &filed {
            assert!(*publicity == Publicity::Public || !shown.contains(item), "{item}");
        }
        assert!(shown.len() >= 20, "what is public is found: {shown:?}");
    }
}

story! {
    fn h_09_a_record_of_every_kind_can_be_objected_to_where_its_subject_sees_it(town) {
        town.every_item();
        let objected = |subject: SubjectId, item: &str, digest: &str, open: bool| Draft {
            kind: FactKind::ObjectionMarked,
            subject: Some(subject),
            actor: Actor::new("jinan-credit-centre", "story"),
            item: Some(item.to_owned()),
            policy: town.platform.law.version().to_owned(),
            body: json!({ "digest": digest, "open": open }).to_string(),
        };
        let (mut kinds, mut public) = (BTreeSet::new(), 0);
        let door = town.door();
        for subject in town.filed_subjects() {
            let own = || town.own_file(subject).unwrap().records;
            let code = town.own_file(subject).unwrap().head.code.unwrap_or_default();
            for record in own() {
                let turn = |open: bool| {
                    let draft = objected(subject, &record.item, &record.digest, open);
                    town.platform.pen.append(vec![draft]).unwrap();
                };
                let state = || own().into_iter().find(|r| r.digest == record.digest).unwrap().state;
                let anyone = || {
                    let path = format!("/api/v1/subjects/{code}/records/{}", record.digest);
                    let (status, told) = door.get(&path);
                    let told: Value = serde_json::from_str(&told).unwrap_or_default();
                    (status == StatusCode::OK).then(|| told["state"].as_str().unwrap().to_owned())
                };
                let before = anyone();
                public += usize::from(before.is_some());
                // A red entry that gave way to a serious one is out of force: the mark waits in the file.
                let in_force = record.state != RecordState::Yielded;
                let expected = |state| if in_force { state } else { RecordState::Yielded };
                turn(true);
                assert_eq!(state(), expected(RecordState::InObjection), "{}", record.item);
                assert_eq!(anyone().is_some(), before.is_some());
                assert!(anyone().is_none_or(|state| state == "in-objection"), "{}", record.item);
                turn(false);
                assert_eq!(state(), expected(RecordState::Valid), "{}", record.item);
                assert_eq!(anyone(), before);
                kinds.insert(record.item);
            }
        }
        assert!(kinds.len() >= 35 && public >= 20, "{} {public}", kinds.len());
    }
}

story! {
    fn h_09_an_objection_is_seen_by_everybody_who_sees_the_record(town) {
        town.settle();
        let trace = town.trace(PENALTY);
        let mark = |open: bool| town.decide(FactKind::ObjectionMarked, PENALTY, json!({ "open": open }));
        let disputed = || {
            let page = town.page(COMPANY).unwrap();
            let page = page.records.iter().find(|record| record.digest == trace.digest).unwrap().state;
            let list = ListOf::Item(PENALTY.to_owned());
            let list = town.platform.gate.recent(&list, &Default::default(), &PageRequest::default());
            let list = list.unwrap().entries[0].record.state;
            let file = town.file_of(&town.supervisor(), town.subject(COMPANY), AsOf::default());
            let file = file.unwrap().records;
            let file = file.iter().find(|record| record.digest == trace.digest).unwrap().state;
            let answer = town.check("government-procurement", COMPANY);
            let hit = answer.records.iter().find(|hit| hit.digest == trace.digest).unwrap();
            let marked = RecordState::InObjection;
            [page == marked, list == marked, file == marked, hit.in_objection]
        };
        assert_eq!(disputed(), [false; 4]);
        mark(true);
        assert_eq!(disputed(), [true; 4]);
        let (_, portal) = town.door().get(&format!("/subjects/{COMPANY}/records/{}", trace.digest));
        assert!(portal.contains("异议"), "{portal}");
        mark(false);
        assert_eq!(disputed(), [false; 4]);
    }
}

story! {
    fn h_11_who_looks_too_much_is_stopped_and_found_in_the_register(town) {
        town.settle();
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        let look = || gate.file(&town.supervisor(), subject, AsOf::default());
        for _ in 0..disclosure::Limits::default().files_a_day {
            look().unwrap();
        }
        match look() {
            Err(GateError::Refused(refusal)) => assert_eq!(refusal.rule, "H-11"),
            other => panic!("{other:?}"),
        }
        let refused = town.bodies(FactKind::LookupRefused);
        assert_eq!(refused[0]["rule"], "H-11");
        town.move_to(Date::constant(2026, 11, 21));
        look().unwrap();
    }
}

story! {
    fn h_11_nobody_takes_the_whole_archive_away_page_by_page(town) {
        town.settle();
        let huge = PageRequest { after: None, size: 1_000_000 };
        let rows: Vec<_> = (0..120)
            .map(|n| licence().with("document_number", format!("济审许〔2026〕{n}号")))
            .map(|row| row.with("decided_on", "2026-11-17"))
            .collect();
        let sent = town.submit(&submission("administrative-licence", MARKET), csv(&rows).as_bytes());
        assert_eq!(sent.unwrap().accepted, 119, "the seventh stands already");
        let list = ListOf::Item("administrative-licence".to_owned());
        let page = town.platform.gate.recent(&list, &Default::default(), &huge).unwrap();
        assert_eq!(page.entries.len(), 100);
        let found = town.platform.gate.search(&Query::Name("济南".to_owned()), &huge).unwrap();
        assert!(found.entries.len() <= 100);
        // A list to check has its limit, and an address its rate.
        let lines = "91370100MA3C00011J\n".repeat(check::Limits::default().batch_lines + 1);
        let asked = town.question("government-procurement", COMPANY);
        assert!(matches!(
            town.platform.checker.check_list(&asked, &lines),
            Err(check::CheckError::TooLong { .. })
        ));
        let router = web::router(town.platform.doors(Config::default())).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let status = || {
            let request = axum::http::Request::get(format!("/api/v1/subjects/{COMPANY}"));
            let request = request.body(axum::body::Body::empty()).unwrap();
            runtime.block_on(tower::ServiceExt::oneshot(router.clone(), request)).unwrap().status()
        };
        let burst = Config::default().limits.anonymous.burst;
        assert!((0..burst).all(|_| status() == StatusCode::OK));
        assert_eq!(status(), StatusCode::TOO_MANY_REQUESTS);
    }
}

story! {
    fn h_19_who_asks_for_more_than_was_agreed_is_refused_and_it_is_on_record(town) {
        town.settle();
        let (door, desk) = (town.door(), town.key("jinan-finance", "approval-system"));
        let refusals = || town.facts(FactKind::LookupRefused).len();
        // A role that checks reads no files; a purpose outside the role; a field nobody agreed on.
        let file = |key: &str, body: &Value| door.post("/api/v1/files", key, body).0;
        let asked = json!({ "code": COMPANY, "purpose": "supervision", "matter_number": "监1" });
        assert_eq!(file(&desk, &asked), StatusCode::FORBIDDEN);
        let department = town.key(MARKET, "department-system");
        let mut other = asked.clone();
        other["purpose"] = json!("audit");
        assert_eq!(file(&department, &other), StatusCode::FORBIDDEN);
        let mut extra = asked.clone();
        extra["fields"] = json!(["representative_number"]);
        assert_eq!(file(&department, &extra), StatusCode::UNPROCESSABLE_ENTITY);
        let own = Viewer::Subject { subject: town.subject(COMPANY) };
        let looks = town.platform.gate.lookups(&own, town.subject(COMPANY), &PageRequest::default());
        let looks = looks.unwrap().into_inner().entries;
        let told: Vec<_> = looks.iter().map(|look| (look.basis.as_deref(), look.purpose.as_deref())).collect();
        assert_eq!(told, [(Some("H-19"), Some("audit")), (Some("H-19"), Some("supervision"))]);
        // A matter of another unit, a subject that the matter does not concern.
        let check = |matter: &str, code: &str, document: Option<&str>| {
            let body = json!({ "matter": matter, "matter_number": "1", "code": code, "document": document });
            door.post("/api/v1/checks", &desk, &body)
        };
        let before = refusals();
        let (status, told) = check("food-business-licence", COMPANY, None);
        assert_eq!((status, &told["rule"]), (StatusCode::FORBIDDEN, &json!("H-77")), "{told}");
        let (status, told) = check("government-procurement", PERSON, Some("身份证"));
        assert_eq!((status, &told["rule"]), (StatusCode::FORBIDDEN, &json!("H-19")), "{told}");
        assert_eq!(refusals(), before + 2);
        let narrow = town.platform.keys().issue("jinan-finance", "approval-system", "fiscal-subsidy", None);
        let body = json!({ "matter": "government-procurement", "matter_number": "1", "code": COMPANY });
        let (status, _) = door.post("/api/v1/checks", &narrow.unwrap().secret, &body);
        assert_eq!((status, refusals()), (StatusCode::FORBIDDEN, before + 3));
        // What is agreed comes without what is not: nobody's numbers, no field kept for matching.
        let (status, told) = door.post("/api/v1/files", &department, &asked);
        assert_eq!(status, StatusCode::OK);
        for closed in ["representative_number", "representative_document"] {
            assert!(!told.to_string().contains(closed), "{closed}");
        }
        assert!(told.to_string().contains(COMPANY_NAME));
    }
}

//! H-29 over every consumer there is: whatever happens around it, in whatever order, a record that was
//! repaired is shown, shared and used nowhere any more; only its subject and auditors find it.

use std::{cell::Cell, sync::Arc};

use disclosure::{ExportOf, ExportRequest, ExportVerdict, RecordState, Viewer};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId};
use workflow::AppliedFilter;

use super::BARRED;
use crate::{
    desk::{PENALTY, REGISTRATION, code},
    harness::Town,
    rows::{MARKET, Row, licence, penalty, registration},
    sight::{Trace, text},
    story,
};

const SERIOUS: &str = "serious-market-violation";

/// What a record is.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Fine,
    Ban,
    Entry,
}

/// What happens around a record.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Its source sends it again.
    SentAgain,
    /// Its source sends it with other contents.
    SentChanged,
    /// It is objected to, and the objection ends.
    Marked(bool),
    /// The timers of the day run.
    Timers,
    /// Another record of the subject comes.
    Another,
    /// The archive is made anew.
    Rebuilt,
    /// The body of another record of the subject is destroyed.
    AnotherErased,
    /// A measure starts to rest on it.
    MeasureStarted,
    /// The body of the fact that repaired it is destroyed.
    RepairErased,
}

/// A subject of a story and its record.
struct Scene<'t> {
    town: &'t Town,
    subject: SubjectId,
    kind: Kind,
    nth: u32,
    trace: Trace,
    row: Row,
    others: Cell<u64>,
}

impl<'t> Scene<'t> {
    fn new(town: &'t Town, nth: u32, kind: Kind) -> Self {
        let code = code(7_000 + nth);
        let company = registration().with("subject_code", &code);
        let company = company.with("subject_name", format!("济南第{nth}号商贸有限公司"));
        town.file(REGISTRATION, MARKET, company);
        let document = format!("济市监罚〔2026〕7{nth:03}号");
        let of = |row: Row| {
            let name = format!("济南第{nth}号商贸有限公司");
            row.with("subject_code", &code)
                .with("subject_name", name)
                .with("document_number", &document)
        };
        let (item, row) = match kind {
            Kind::Fine => (PENALTY, of(penalty().with("decided_on", "2026-06-10"))),
            Kind::Ban => {
                (PENALTY, of(penalty().with("decided_on", "2026-06-10").with("content", BARRED)))
            }
            Kind::Entry => (SERIOUS, of(entry())),
        };
        town.file(item, MARKET, row.clone());
        let subject = town.subject(&code);
        let file = town.own_file(subject).unwrap();
        let record = file.records.iter().find(|record| record.item == item).unwrap();
        let digest = record.digest.clone();
        let trace = Trace { code, item: item.to_owned(), digest, document };
        Self { town, subject, kind, nth, trace, row, others: Cell::new(0) }
    }

    fn say(&self, kind: FactKind, mut body: Value) -> Position {
        body["digest"] = self.trace.digest.clone().into();
        let draft = Draft {
            kind,
            subject: Some(self.subject),
            actor: Actor::new("jinan-credit-centre", "story"),
            item: Some(self.trace.item.clone()),
            policy: self.town.platform.law.version().to_owned(),
            body: body.to_string(),
        };
        self.town.platform.pen.append(vec![draft]).unwrap()[0]
    }

    fn happens(&self, event: Event, repaired: Option<Position>) {
        let platform = &self.town.platform;
        match event {
            Event::SentAgain => {
                self.town.send(&self.trace.item, MARKET, std::slice::from_ref(&self.row));
            }
            Event::SentChanged => {
                let field =
                    if matches!(self.kind, Kind::Entry) { "content" } else { "violation_facts" };
                let row =
                    self.row.clone().with(field, format!("另一种说法{}。", self.others.get()));
                self.town.send(&self.trace.item, MARKET, &[row]);
                self.others.set(self.others.get() + 1);
            }
            Event::Marked(open) => {
                self.say(FactKind::ObjectionMarked, json!({ "open": open }));
            }
            Event::Timers => {
                platform.expire().unwrap();
                platform.cases.tick().unwrap();
            }
            Event::Another => drop(self.another()),
            Event::Rebuilt => {
                let law = Arc::clone(&platform.law);
                archive::rebuild(&platform.db, law, |_, _| {}).unwrap();
            }
            Event::AnotherErased => {
                let digest = self.another();
                let [by, other] =
                    ["keeper-1", "keeper-2"].map(|who| Actor::new("jinan-credit-centre", who));
                platform.gate.erase(&by, &other, self.subject, &digest, "法院裁定").unwrap();
            }
            Event::MeasureStarted => {
                // Whatever another case decided in the same instant: the record's end outweighs it.
                if repaired.is_none() {
                    let body = json!({ "measure": "registration-ban", "number": format!("{:020}", self.nth),
                        "agency": "jinan-approval-service", "from": "2026-11-20", "until": null });
                    self.say(FactKind::MeasureStarted, body);
                }
            }
            Event::RepairErased => {
                if let Some(position) = repaired {
                    let (by, version) = (Actor::platform(), platform.law.version().to_owned());
                    // A second time there is nothing left to destroy.
                    let _ =
                        platform.pen.erase(Some(self.subject), position, by, version, "依法销毁");
                }
            }
        }
    }

    /// A further licence of the subject; its digest.
    fn another(&self) -> String {
        let count = self.others.get();
        self.others.set(count + 1);
        let number = format!("济审许〔2026〕{}-{count}号", self.nth);
        let row = licence().with("subject_code", &self.trace.code).with("document_number", &number);
        let row = row.with("subject_name", format!("济南第{}号商贸有限公司", self.nth));
        self.town.file(
            "administrative-licence",
            MARKET,
            row.with("licence_number", format!("JY{}{count}", self.nth)),
        );
        let file = self.town.own_file(self.subject).unwrap();
        let named = |record: &&disclosure::RecordView| text(*record).contains(&number);
        file.records.iter().find(named).unwrap().digest.clone()
    }

    /// Every consumer; each that still finds the record is named.
    fn found(&self) -> Vec<String> {
        let (town, trace) = (self.town, &self.trace);
        let mut found: Vec<String> =
            town.public_sight(trace).into_iter().map(str::to_owned).collect();
        found.extend(town.department_sight(trace).into_iter().map(str::to_owned));
        let door = town.door();
        let item = &trace.item;
        for path in [
            format!("/api/v1/datasets/{item}/records.csv"),
            format!("/api/v1/datasets/{item}/records.jsonl"),
            "/api/v1/changes?size=1000".to_owned(),
            "/feed.atom".to_owned(),
            "/publicity/penalty/feed.atom".to_owned(),
            "/publicity/withdrawn".to_owned(),
            "/publicity/withdrawn.atom".to_owned(),
            "/sitemap.xml".to_owned(),
            "/figures".to_owned(),
            "/announcements/release".to_owned(),
            "/".to_owned(),
        ] {
            let (_, told) = door.get(&path);
            // The feed of changes says that an address is gone, and nothing else.
            let digest = !path.contains("/changes") && told.contains(&trace.digest);
            if digest || told.contains(&trace.document) {
                found.push(path);
            }
        }
        found.extend(self.pieces().into_iter().filter(|text| text.contains(&trace.digest)));
        let cases = &town.platform.cases;
        found.extend(cases.lasting(self.subject).unwrap().into_iter().map(|one| one.measure));
        let all = AppliedFilter { lasting: true, ..AppliedFilter::default() };
        let lasting = cases.applied(&all, &Default::default()).unwrap().entries;
        let own = lasting.into_iter().filter(|one| one.subject == self.subject.to_hex());
        found.extend(own.map(|one| one.measure));
        if self.export().contains(&trace.document) {
            found.push("export".to_owned());
        }
        found
    }

    /// The pieces of the snapshot of this moment.
    fn pieces(&self) -> Vec<String> {
        let door = self.town.door();
        let told: Value = serde_json::from_str(&door.get("/api/v1/snapshots/latest").1).unwrap();
        let manifest: Value = serde_json::from_str(told["manifest"].as_str().unwrap()).unwrap();
        let pieces = manifest["pieces"].as_array().unwrap().iter();
        pieces
            .map(|piece| {
                let name = piece["name"].as_str().unwrap();
                let (status, text) = door.get(&format!("/api/v1/snapshots/{name}"));
                assert_eq!(status, axum::http::StatusCode::OK, "{text}");
                text
            })
            .collect()
    }

    /// The file of the subject as it leaves the platform.
    fn export(&self) -> String {
        let gate = &self.town.platform.gate;
        let officer = |number: u8| Actor::new(MARKET, format!("account officer-{number}"));
        let request = ExportRequest {
            what: ExportOf::File { subject: self.subject },
            unmasked: true,
            reason: "办案需要".to_owned(),
            purpose: "supervision".to_owned(),
            matter_number: "调2026-1".to_owned(),
        };
        let asked = gate.ask_export(&officer(4), &request).unwrap();
        gate.decide_export(&officer(5), &asked.number, ExportVerdict::Unmasked, "已核对").unwrap();
        text(&gate.take_export(&officer(4), &asked.number).unwrap().into_inner())
    }
}

/// An entry of the serious list.
fn entry() -> Row {
    Row::default()
        .with("criterion", "破坏公平竞争秩序和扰乱市场秩序，性质恶劣、情节严重，受到较重行政处罚。")
        .with("content", "串通投标。")
        .with("decided_on", "2026-06-10")
        .with("valid_until", "2029-06-10")
        .with("authority_name", "济南市市场监督管理局")
        .with("authority_code", "11370100MB9000015F")
        .with("source_name", "济南市市场监督管理局")
        .with("source_code", "11370100MB9000015F")
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = prop_oneof![
        Just(Event::SentAgain),
        Just(Event::SentChanged),
        any::<bool>().prop_map(Event::Marked),
        Just(Event::Timers),
        Just(Event::Another),
        Just(Event::Rebuilt),
        Just(Event::AnotherErased),
        Just(Event::MeasureStarted),
        Just(Event::RepairErased),
    ];
    prop::collection::vec(one, 0..4)
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Fine), Just(Kind::Ban), Just(Kind::Entry)]
}

story! {
    fn h_29_once_repaired_no_consumer_finds_it_whatever_happens_in_whatever_order(town) {
        let nth = Cell::new(0);
        let config = Config { cases: 10, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new(config);
        let town: &Town = town;
        runner.run(&(kinds(), events(), events()), |(kind, before, after)| {
            nth.set(nth.get() + 1);
            let scene = Scene::new(town, nth.get(), kind);
            for event in before {
                scene.happens(event, None);
            }
            prop_assert!(!scene.found().is_empty(), "a record in force is found");
            let repaired = scene.say(FactKind::RepairGranted, json!({ "reason": "repair", "number": "X" }));
            prop_assert_eq!(scene.found(), Vec::<String>::new());
            for event in after {
                scene.happens(event, Some(repaired));
            }
            prop_assert_eq!(scene.found(), Vec::<String>::new());
            // Its subject and auditors find it, and as what it is.
            prop_assert_eq!(town.archive_sight(&scene.trace), [Some(RecordState::Repaired); 2]);
            let own = Viewer::Subject { subject: scene.subject };
            let file = town.file_of(&own, scene.subject, disclosure::AsOf::default()).unwrap();
            prop_assert!(text(&file).contains(&scene.trace.document));
            Ok(())
        }).unwrap();
    }
}

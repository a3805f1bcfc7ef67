//! Whatever happens to records, in whatever order: no report of any kind, in any form, ever holds one
//! that is repaired, withdrawn, past its period or not public, nor one under objection without its
//! mark; and one that was issued before is handed out only while all that it holds stands (H-17,
//! H-18, H-26, H-27, H-29, C-06.c, C-06.e).

use std::collections::BTreeMap;

use disclosure::{RecordAnswer, Viewer};
use policy::model::catalog::{CatalogClass, CatalogItem, FieldType};
use report::{Issued, Report, ReportError, Verdict, lines};
use serde_json::{Map, Value, json};
use vocabulary::{Actor, Date, Draft, FactKind, SubjectId, SubjectKind};

use super::{
    FINANCE, PERSON, agency,
    agree::{squeezed, text_of, words_of},
    ask, consented, counter, own,
};
use crate::{
    harness::{TODAY, Town},
    mine::Home,
    publicity::worked,
    rows::{COMPANY, COMPANY_NAME, MARKET, registration},
    story,
};

/// What happened to a record, as the one who did it knows.
#[derive(Clone, Debug)]
struct Known {
    item: String,
    digest: String,
    row: Map<String, Value>,
    disputed: bool,
    gone: bool,
    corrected: bool,
    /// How often its version changed.
    changes: u32,
}

impl Known {
    fn decided_on(&self) -> Date {
        self.row["decided_on"].as_str().unwrap().parse().unwrap()
    }
}

/// Chance that comes out the same each time.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// A subject whose records have a history; a record is known by its document number.
struct History<'t> {
    town: &'t Town,
    subject: SubjectId,
    items: Vec<CatalogItem>,
    /// What makes a row one of this subject.
    who: Vec<(&'static str, &'static str)>,
    known: BTreeMap<String, Known>,
    dice: Dice,
    today: Date,
}

/// Items about a kind of subject of which a row can be made, each record under a number of its own.
fn items(town: &Town, kind: SubjectKind) -> Vec<CatalogItem> {
    let fit = |item: &&&CatalogItem| {
        let number = item.field.iter().find(|field| field.name == "document_number");
        item.subjects.contains(&kind)
            && !matches!(item.class, CatalogClass::SelfDeclared | CatalogClass::Registration)
            && number.is_some_and(|field| field.kind == FieldType::Text)
            && item.natural_key.iter().any(|field| field == "document_number")
            && worked(item).is_some()
    };
    let today = town.platform.law.items(TODAY);
    today.iter().filter(fit).map(|item| (*item).clone()).collect()
}

impl History<'_> {
    /// One thing happens.
    fn step(&mut self) {
        let numbers: Vec<String> = self.known.keys().cloned().collect();
        let roll = self.dice.up_to(10);
        if roll < 3 || numbers.is_empty() {
            return self.filed();
        }
        if roll == 3 {
            let days = [1, 20, 95, 190][self.dice.up_to(4)];
            self.today = self.today.checked_add(jiff_days(days)).unwrap();
            self.town.move_to(self.today);
            if self.dice.up_to(2) == 0 {
                self.town.platform.expire().unwrap();
            }
            return;
        }
        let number = numbers[self.dice.up_to(numbers.len())].clone();
        let known = self.known.get_mut(&number).unwrap();
        let (kind, body) = match roll {
            4 => (
                FactKind::RepairGranted,
                json!({ "reason": "履行义务", "decision": "济信修〔2026〕1号" }),
            ),
            5 => (FactKind::RecordWithdrawn, json!({ "reason": "弄错了", "source": MARKET })),
            6 => return self.corrected(&number),
            _ => (FactKind::ObjectionMarked, json!({ "open": !known.disputed })),
        };
        match kind {
            FactKind::ObjectionMarked => known.disputed = !known.disputed,
            _ => known.gone = true,
        }
        known.changes += 1;
        let mut body = body;
        body["digest"] = known.digest.clone().into();
        let draft = Draft {
            kind,
            subject: Some(self.subject),
            actor: Actor::new("jinan-credit-centre", "story"),
            item: Some(known.item.clone()),
            policy: self.town.platform.law.version().to_owned(),
            body: body.to_string(),
        };
        self.town.platform.pen.append(vec![draft]).unwrap();
    }

    fn filed(&mut self) {
        let item = self.items[self.dice.up_to(self.items.len())].clone();
        let number = format!("史{:04}号", 1000 + self.known.len());
        let mut row = worked(&item).unwrap();
        for (field, value) in self.who.iter().copied().chain([("document_number", number.as_str())])
        {
            if item.field.iter().any(|known| known.name == field) {
                row.insert(field.to_owned(), json!(value));
            }
        }
        let receipt = self.town.hand_in(&item, &row);
        let faults = self.town.faults(&receipt.batch);
        assert_eq!(receipt.accepted, 1, "{}: {receipt:?} {faults}", item.id);
        let file = self.town.own_file(self.subject).unwrap();
        let says = |field: &disclosure::FieldView| field.value == number;
        let found = file.records.iter().find(|record| record.fields.iter().any(says));
        let digest = found.unwrap_or_else(|| panic!("{}", item.id)).digest.clone();
        let known = Known {
            item: item.id,
            digest,
            row,
            disputed: false,
            gone: false,
            corrected: false,
            changes: 0,
        };
        self.known.insert(number, known);
    }

    /// The source sends the row again with another text, if the item has one that may change.
    fn corrected(&mut self, number: &str) {
        let known = self.known.get_mut(number).unwrap();
        let item = self.items.iter().find(|item| item.id == known.item).unwrap().clone();
        let Some(content) = known.row.get("content").and_then(Value::as_str) else { return };
        let content = format!("{content}（更正{}）", known.changes + 1);
        known.row.insert("content".to_owned(), json!(content));
        let row = known.row.clone();
        let receipt = self.town.hand_in(&item, &row);
        let known = self.known.get_mut(number).unwrap();
        known.corrected |= receipt.corrected > 0;
        known.changes += u32::try_from(receipt.corrected).unwrap();
    }

    /// Whether a record may stand in a report of what is public today.
    fn is_public(&self, known: &Known) -> bool {
        let answer = self.town.platform.gate.record(self.subject, &known.digest).unwrap();
        let public = matches!(*answer, RecordAnswer::Public { .. });
        assert!(!(public && known.gone), "{known:?}");
        public
    }

    /// Whether a record is in force for its own subject today.
    fn is_in_force(&self, known: &Known) -> bool {
        let file = self.town.own_file(self.subject).unwrap();
        let record = file.records.iter().find(|record| record.digest == known.digest).unwrap();
        let until = record.lineage.as_ref().unwrap().shared_until;
        let in_force = record.state.is_active() && until.is_none_or(|until| self.today <= until);
        assert!(!(in_force && known.gone), "{known:?}");
        in_force
    }

    /// A report holds what it may and nothing else, and each of its forms says so.
    fn holds(&self, report: &Report, forms: &[(&str, String)], may: impl Fn(&Known) -> bool) {
        let open = &report.words;
        assert!(!open.is_empty());
        let mut disputed = 0;
        for (number, known) in &self.known {
            let there = may(known);
            disputed += usize::from(there && known.disputed);
            let entries = entries_of(report);
            let of = |entry: &&report::model::Entry| {
                entry.facts.iter().any(|fact| fact.value == *number)
            };
            let found: Vec<_> = entries.filter(of).collect();
            assert_eq!(found.len(), usize::from(there), "{} {number} {known:?}", self.today);
            for entry in found {
                let marked = entry.marks.iter().any(|mark| mark == "异议处理中");
                assert_eq!(marked, known.disputed, "{number} {known:?}");
            }
            for (form, text) in forms {
                assert_eq!(text.contains(number.as_str()), there, "{form}: {number} {known:?}");
            }
        }
        let said = report.statement.iter().filter(|said| said.contains("异议处理中")).count();
        for (form, text) in forms {
            assert_eq!(text.matches("异议处理中").count(), disputed + said, "{form}");
        }
        let counted: u64 = report.summary.iter().map(|count| count.count).sum();
        assert_eq!(counted, entries_of(report).count() as u64);
        assert!(lines(report).len() > report.sections.len());
    }

    /// The document numbers a report holds, each with how often it had changed.
    fn of(&self, issued: &Issued) -> BTreeMap<String, u32> {
        let entries = issued.report.sections.iter().flat_map(|one| &one.entries);
        let values = entries.flat_map(|entry| &entry.facts).map(|fact| &fact.value);
        let known = |value: &String| Some((value.clone(), self.known.get(value)?.changes));
        values.filter_map(known).collect()
    }

    /// What was issued before stands exactly while all that it holds does.
    fn still(&self, before: &[(Issued, BTreeMap<String, u32>)], may: impl Fn(&Known) -> bool) {
        for (issued, held) in before {
            let as_it_was = held.iter().all(|(number, changes)| {
                let known = &self.known[number];
                known.changes == *changes && may(known)
            });
            let number = &issued.report.number;
            let expected = if as_it_was { Verdict::Genuine } else { Verdict::Superseded };
            assert_eq!(self.town.verdict(number), expected, "{number} on {}", self.today);
            let again = self.town.reports().again(&own(self.subject), number);
            match again {
                Ok(again) => assert!(as_it_was && again.report == issued.report),
                Err(ReportError::Superseded { .. }) => assert!(!as_it_was),
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    /// Page, PDF and JSON of a report as plain text.
    fn forms(&self, issued: &Issued, home: &Home) -> Vec<(&'static str, String)> {
        let (reports, door) = (self.town.reports(), self.town.door());
        let page = home.get(&door, &format!("/mine/reports/{}", issued.report.number)).text;
        let page = page.split_once("<article").map(|(_, report)| report.to_owned()).unwrap();
        let page = page.split_once("</article").map(|(report, _)| report.to_owned()).unwrap();
        let json = reports.json(issued).unwrap();
        let json: Value = serde_json::from_slice(&json).unwrap();
        let mut parts = json["report"].clone();
        // The word itself is no mark.
        parts["words"] = Value::Null;
        let pdf = text_of(&reports.pdf(issued).unwrap(), self.town.folder());
        vec![
            ("page", squeezed(&words_of(&page))),
            ("PDF", squeezed(&pdf)),
            ("JSON", parts.to_string()),
        ]
    }
}

/// Every record of a report, in sections and fields of law.
fn entries_of(report: &Report) -> impl Iterator<Item = &report::model::Entry> {
    let sections = report.sections.iter().flat_map(|one| &one.entries);
    sections.chain(report.domains.iter().flat_map(|one| &one.entries))
}

fn jiff_days(days: i64) -> jiff::Span {
    jiff::Span::new().days(days)
}

story! {
    fn h_17_h_18_h_26_h_29_no_history_brings_a_closed_record_into_a_report_of_a_company(town) {
        town.file("enterprise-registration", MARKET, registration());
        town.enrol_resident();
        town.represent_company();
        let mut history = History {
            town,
            subject: town.subject(COMPANY),
            items: items(town, SubjectKind::Enterprise),
            who: vec![("subject_code", COMPANY), ("subject_name", COMPANY_NAME)],
            known: BTreeMap::new(),
            dice: Dice(20_261_120),
            today: TODAY,
        };
        assert!(history.items.len() >= 10, "{}", history.items.len());
        let closed = |item: &&CatalogItem| item.publicity != policy::model::catalog::Publicity::Public;
        assert!(history.items.iter().any(|item| closed(&item)), "some are never public");
        let mut before: Vec<(Issued, BTreeMap<String, u32>)> = Vec::new();
        let subject = history.subject;
        let law = town.platform.law.report("no-violation", TODAY).unwrap();
        for round in 0..14 {
            for _ in 0..6 {
                history.step();
            }
            let asker = [own(subject), counter(), agency(FINANCE)][round % 3].clone();
            let issued = town.reports().issue(&asker, subject, &ask("organisation")).unwrap();
            history.holds(&issued.report, &[], |known| history.is_public(known));
            let special = town.reports().issue(&asker, subject, &ask("no-violation")).unwrap().report;
            history.holds(&special, &[], |known| {
                let from = special.period.unwrap().from;
                let covered = law.domain.iter().any(|one| one.items.contains(&known.item));
                covered && history.is_public(known) && known.decided_on() >= from
            });
            if round % 3 == 0 {
                let home = town.come_home(crate::mine::NUMBER, Some(COMPANY));
                let forms = history.forms(&issued, &home);
                history.holds(&issued.report, &forms, |known| history.is_public(known));
                let held = history.of(&issued);
                before.push((issued, held));
            }
            history.still(&before, |known| history.is_public(known));
        }
        // The history had everything in it.
        let all: Vec<&Known> = history.known.values().collect();
        assert!(all.iter().any(|one| one.gone) && all.iter().any(|one| one.disputed && !one.gone));
        assert!(all.iter().any(|one| one.corrected));
        let ended = |one: &&&Known| {
            let answer = town.platform.gate.record(subject, &one.digest).unwrap();
            !one.gone && matches!(*answer, RecordAnswer::Gone)
        };
        assert!(all.iter().filter(ended).count() > 0, "some have ended by date alone");
        let superseded = |(issued, _): &&(Issued, BTreeMap<String, u32>)| {
            town.verdict(&issued.report.number) == Verdict::Superseded
        };
        assert!(before.iter().filter(superseded).count() > 0);
    }
}

story! {
    fn h_17_h_23_h_26_no_history_brings_more_of_a_person_into_a_report_than_is_in_force_or_consented(town) {
        let person = town.person(PERSON);
        let mut history = History {
            town,
            subject: person,
            items: items(town, SubjectKind::Person),
            who: vec![("subject_number", PERSON), ("subject_name", "王小明")],
            known: BTreeMap::new(),
            dice: Dice(370_102),
            today: TODAY,
        };
        assert!(history.items.len() >= 3, "{}", history.items.len());
        history.filed();
        let mut before: Vec<(Issued, BTreeMap<String, u32>)> = Vec::new();
        town.enrol_resident();
        let consent = town.grant(person, "agency-service", "jinan-approval-service");
        let opened: Vec<String> = consent.items.iter().map(|item| item.id.clone()).collect();
        for round in 0..10 {
            for _ in 0..5 {
                history.step();
            }
            let issued = town.reports().issue(&own(person), person, &ask("person")).unwrap();
            let in_force = |known: &Known| history.is_in_force(known);
            history.holds(&issued.report, &[], in_force);
            if round % 3 == 0 {
                let home = town.come_home(PERSON, None);
                let forms = history.forms(&issued, &home);
                history.holds(&issued.report, &forms, in_force);
                let held = history.of(&issued);
                before.push((issued, held));
            }
            history.still(&before, in_force);
            // On a consent: its items and no other, while it holds.
            let asker = consented("jinan-approval-service", &consent.number);
            match town.reports().issue(&asker, person, &ask("person")) {
                Ok(issued) => {
                    assert!(history.today <= consent.until_on);
                    let may = |known: &Known| in_force(known) && opened.contains(&known.item);
                    history.holds(&issued.report, &[], may);
                }
                Err(ReportError::Refused(refusal)) => {
                    assert!(refusal.rule == "H-23" && history.today > consent.until_on);
                }
                Err(other) => panic!("{other:?}"),
            }
            // An agency without one gets nothing, and nobody gets anything of a person in public.
            assert!(town.reports().issue(&agency(FINANCE), person, &ask("person")).is_err());
            let own = Viewer::Subject { subject: town.subject(COMPANY) };
            let wanted = disclosure::Reported {
                holds: policy::model::report::ReportHolds::Own,
                known_on: None,
            };
            assert!(town.platform.gate.reported(&own, person, &wanted).is_err());
            let public = town.platform.gate.reported(&Viewer::Public, person, &wanted).unwrap();
            assert!(public.is_none());
        }
    }
}

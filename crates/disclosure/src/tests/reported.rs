//! What goes into a report, for whom; and what still stands of what one cites.

use policy::model::report::ReportHolds;
use serde_json::json;
use vocabulary::{Actor, FactKind, SubjectId};

use super::{
    A, NAME, PENALTY, on_both, regulator,
    town::{MARKET, Paper, Town, penalty, registration},
};
use crate::{
    Channel, Cited, Gate, GateError, NewConsent, PageRequest, Reported, ReportedView, Then, Viewer,
    Whence,
};

const ADULT: &str = "370102199001011234";
const MINOR: &str = "370102201501011231";
const FINE: &str = "administrative-penalty-person";
const TITLE: &str = "professional-title";

const PUBLIC: Reported = Reported { holds: ReportHolds::Public, known_on: None };
const OWN: Reported = Reported { holds: ReportHolds::Own, known_on: None };

fn refused<T: std::fmt::Debug>(answer: Result<T, GateError>) -> &'static str {
    match answer {
        Err(GateError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

fn held(gate: &Gate, viewer: &Viewer, subject: SubjectId, wanted: &Reported) -> ReportedView {
    gate.reported(viewer, subject, wanted).unwrap().unwrap().into_inner()
}

fn own(subject: SubjectId) -> Viewer {
    Viewer::Subject { subject }
}

fn counter(subject: SubjectId, document: &str) -> Viewer {
    Viewer::Counter {
        actor: Actor::new(MARKET, "account 5"),
        organisation: "market".to_owned(),
        subject,
        document: document.to_owned(),
        matter_number: "窗2026-1".to_owned(),
    }
}

/// Whether everything a file holds stands.
fn stands(gate: &Gate, holds: ReportHolds, file: &ReportedView) -> bool {
    let cited: Vec<Cited<'_>> = file
        .records
        .iter()
        .map(|one| Cited {
            subject: SubjectId::from_hex(&one.record.subject).unwrap(),
            digest: &one.record.digest,
            version: one.version,
        })
        .collect();
    *gate.stands(holds, &cited).unwrap()
}

impl Town {
    fn person(&self, number: &str) -> SubjectId {
        for (item, fields) in [
            (FINE, &[("document_number", "罚1"), ("violation_kind", "扰乱秩序")][..]),
            (TITLE, &[("document_number", "资1"), ("title_name", "执业药师")][..]),
        ] {
            let (code, name) = (number, "赵无名");
            let decided_on = "2026-05-06";
            self.file(&Paper { item, code, name, decided_on, until_on: None, fields });
        }
        self.subject(number)
    }

    fn mark(&self, digest: &str, open: bool) {
        let body = json!({ "digest": digest, "open": open });
        self.say(FactKind::ObjectionMarked, self.subject(A), Some(PENALTY), &body);
    }
}

#[test]
fn what_is_public_of_a_company_is_the_same_for_everybody_and_has_no_end_at_two_hundred() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[("registered_on", "2015-03-01")]));
        for number in 0..230 {
            let paper = penalty(A, NAME, "2026-05-06");
            let mut fields = paper.fields.to_vec();
            let document = format!("济处〔2026〕{number}号");
            fields[0].1 = &document;
            town.file(&Paper { fields: &fields, ..paper });
        }
        let (gate, subject) = (town.gate(), town.subject(A));
        let mine = held(&gate, &own(subject), subject, &PUBLIC);
        assert_eq!(mine.records.len(), 231);
        assert_eq!((mine.lookup, mine.told.as_deref()), (None, Some(NAME)));
        for viewer in [Viewer::Public, regulator(), counter(subject, "营业执照")] {
            let theirs = held(&gate, &viewer, subject, &PUBLIC);
            assert_eq!((&theirs.records, &theirs.head), (&mine.records, &mine.head));
        }
        let text = serde_json::to_string(&mine).unwrap();
        assert!(!text.contains("举报线索") && !text.contains("内部说明"));
        // Neither a person's layout nor a number that nobody has.
        assert_eq!(gate.reported(&own(subject), subject, &OWN).unwrap(), None);
        let nobody = SubjectId([9; 16]);
        assert_eq!(gate.reported(&own(nobody), nobody, &PUBLIC).unwrap(), None);
        assert_eq!(refused(gate.reported(&own(nobody), subject, &PUBLIC)), "H-77");
        let blank = match regulator() {
            Viewer::Department { actor, organisation, purpose, items, .. } => Viewer::Department {
                actor,
                organisation,
                purpose,
                items,
                matter_number: " ".to_owned(),
            },
            other => other,
        };
        assert_eq!(refused(gate.reported(&blank, subject, &PUBLIC)), "H-78");
    });
}

#[test]
fn h_23_c_08_c_a_person_is_reported_to_the_person_or_on_its_consent_only() {
    on_both(|town| {
        let subject = town.person(ADULT);
        let gate = town.gate();
        let mine = held(&gate, &own(subject), subject, &OWN);
        assert_eq!((mine.records.len(), mine.lookup), (2, None));
        assert_eq!(mine.head.name.as_deref(), Some("赵无名"));
        assert_eq!(
            (mine.told.as_deref(), mine.number.as_deref()),
            (Some("赵**"), Some("370102********1234"))
        );
        let text = serde_json::to_string(&mine).unwrap();
        assert!(!text.contains(ADULT), "masked on paper: {text}");
        assert_eq!(refused(gate.reported(&regulator(), subject, &OWN)), "H-23");
        assert_eq!(gate.reported(&Viewer::Public, subject, &OWN).unwrap(), None);
        assert_eq!(gate.reported(&own(subject), subject, &PUBLIC).unwrap(), None);
        let new = NewConsent {
            kind: "service".to_owned(),
            to: "market".to_owned(),
            ..NewConsent::default()
        };
        let given = gate.grant(&Actor::new("subject", "account 9"), subject, &new).unwrap();
        let consented = Viewer::Consented {
            actor: Actor::new(MARKET, "key-5"),
            organisation: MARKET.to_owned(),
            consent: given.number.clone(),
            matter_number: "办2026-1".to_owned(),
        };
        let theirs = held(&gate, &consented, subject, &OWN);
        let items: Vec<&str> = theirs.records.iter().map(|one| one.record.item.as_str()).collect();
        assert_eq!((items, theirs.consented_for.as_deref()), (vec![TITLE], Some("service")));
        assert_eq!(theirs.head.name.as_deref(), Some("赵**"));
        let looks = gate.lookups(&own(subject), subject, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries[0].position, theirs.lookup.unwrap());
        gate.withdraw(&Actor::new("subject", "account 9"), subject, &given.number).unwrap();
        assert_eq!(refused(gate.reported(&consented, subject, &OWN)), "H-23");
    });
}

#[test]
fn h_08_h_78_a_visit_at_a_window_stands_in_the_register_with_the_document_that_was_seen() {
    on_both(|town| {
        let subject = town.person(ADULT);
        let gate = town.gate().through(Whence { channel: Channel::Hall, ..Whence::default() });
        let file = held(&gate, &counter(subject, "居民身份证"), subject, &OWN);
        assert_eq!((file.records.len(), file.head.name.as_deref()), (2, Some("赵无名")));
        assert_eq!(refused(gate.reported(&counter(subject, " "), subject, &OWN)), "H-78");
        let looks = gate.lookups(&own(subject), subject, &PageRequest::default()).unwrap();
        let kinds: Vec<&str> = looks.entries.iter().map(|look| look.kind.as_str()).collect();
        assert_eq!(kinds, ["refused", "file"]);
        let visit = &looks.entries[1];
        assert_eq!(visit.basis.as_deref(), Some("本人到场，查验居民身份证"));
        assert_eq!(visit.matter_number.as_deref(), Some("窗2026-1"));
        assert_eq!((visit.channel.as_deref(), Some(visit.position)), (Some("hall"), file.lookup));
        let foreign = match counter(subject, "居民身份证") {
            Viewer::Counter { organisation, subject, document, matter_number, .. } => {
                let actor = Actor::new("11370100MB9000023A", "account 1");
                Viewer::Counter { actor, organisation, subject, document, matter_number }
            }
            other => other,
        };
        assert_eq!(refused(gate.reported(&foreign, subject, &OWN)), "H-77");
    });
}

#[test]
fn h_14_a_minor_is_reported_to_its_guardian_only() {
    on_both(|town| {
        let subject = town.person(MINOR);
        let gate = town.gate();
        assert_eq!(refused(gate.reported(&own(subject), subject, &OWN)), "H-14");
        assert_eq!(refused(gate.reported(&counter(subject, "户口簿"), subject, &OWN)), "H-14");
        let parent = |represents| {
            gate.through(Whence {
                channel: Channel::Mine,
                person: Some(town.subject(ADULT)),
                represents,
                ..Whence::default()
            })
        };
        let stranger = parent(Vec::new());
        assert_eq!(refused(stranger.reported(&own(subject), subject, &OWN)), "H-14");
        let guardian = parent(vec![subject]);
        assert_eq!(held(&guardian, &own(subject), subject, &OWN).records.len(), 2);
    });
}

#[test]
fn what_a_report_cites_stands_until_anything_about_it_changes() {
    on_both(|town| {
        let (gate, subject) = (town.gate(), town.subject(A));
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        let report = || held(&gate, &own(subject), subject, &PUBLIC);
        let holds = ReportHolds::Public;
        let first = report();
        assert!(
            stands(&gate, holds, &first)
                && stands(&gate, holds, &ReportedView { records: vec![], ..first.clone() })
        );
        // Another record changes nothing; a mark does, and so does its end.
        town.file(&registration(A, NAME, &[]));
        assert!(stands(&gate, holds, &first));
        town.mark(&digest, true);
        let disputed = report();
        assert!(!stands(&gate, holds, &first) && stands(&gate, holds, &disputed));
        assert!(disputed.records.iter().any(|one| one.record.disputed));
        town.mark(&digest, false);
        assert!(!stands(&gate, holds, &disputed));
        // A cleansing undone, a correction.
        let cleansed = report();
        let undone = json!({ "digest": digest, "field": "subject_name", "reason": "" });
        town.say(FactKind::RecordRestored, subject, Some(PENALTY), &undone);
        assert!(!stands(&gate, holds, &cleansed));
        let restored = report();
        assert!(stands(&gate, holds, &restored));
        let paper = penalty(A, NAME, "2026-05-06");
        let mut fields = paper.fields.to_vec();
        fields[3].1 = "4";
        town.correct(&Paper { fields: &fields, ..paper });
        assert!(!stands(&gate, holds, &restored));
        // The end of its publication, by date alone.
        let corrected = report();
        town.move_to("2027-05-06");
        assert!(stands(&gate, holds, &corrected));
        town.move_to("2027-05-07");
        assert!(!stands(&gate, holds, &corrected));
        assert!(report().records.iter().all(|one| one.record.item != PENALTY));
        // What never was, and what is not public.
        let nothing = Cited { subject, digest: "zz", version: 1 };
        assert!(!*gate.stands(holds, &[nothing]).unwrap());
        let person = town.person(ADULT);
        let own_file = held(&gate, &own(person), person, &OWN);
        assert!(stands(&gate, ReportHolds::Own, &own_file) && !stands(&gate, holds, &own_file));
    });
}

#[test]
fn a_repaired_and_a_withdrawn_record_stand_no_longer() {
    on_both(|town| {
        let (gate, subject) = (town.gate(), town.subject(A));
        for kind in [FactKind::RepairGranted, FactKind::RecordWithdrawn] {
            let paper = penalty(A, NAME, "2026-05-06");
            let mut fields = paper.fields.to_vec();
            fields[0].1 = kind.as_str();
            let digest = town.file(&Paper { fields: &fields, ..paper });
            let report = held(&gate, &own(subject), subject, &PUBLIC);
            town.turn(kind, A, PENALTY, &digest);
            assert!(!stands(&gate, ReportHolds::Public, &report), "{kind:?}");
            let now = held(&gate, &own(subject), subject, &PUBLIC);
            assert!(now.records.iter().all(|one| one.record.digest != digest));
            assert!(stands(&gate, ReportHolds::Public, &now));
        }
    });
}

#[test]
fn compared_with_a_day_what_came_after_it_is_told_apart_and_what_has_gone_is_not_told() {
    on_both(|town| {
        let (gate, subject) = (town.gate(), town.subject(A));
        let file = |document: &'static str, fine: &'static str, correct: bool| {
            let paper = penalty(A, NAME, "2026-05-06");
            let mut fields = paper.fields.to_vec();
            (fields[0].1, fields[3].1) = (document, fine);
            let paper = Paper { fields: &fields, ..paper };
            if correct { town.correct(&paper) } else { town.file(&paper) }
        };
        let (kept, changed, gone) =
            (file("一", "5", false), file("二", "5", false), file("三", "5", false));
        town.move_to("2026-11-23");
        let new = file("四", "5", false);
        file("二", "4", true);
        town.turn(FactKind::RepairGranted, A, PENALTY, &gone);
        let wanted = |day: &str| Reported { known_on: Some(day.parse().unwrap()), ..PUBLIC };
        let then = |day: &str| {
            let file = held(&gate, &own(subject), subject, &wanted(day));
            let of = |digest: &String| {
                let found = file.records.iter().find(|one| one.record.digest == *digest);
                found.map(|one| one.then)
            };
            (of(&kept), of(&changed), of(&gone), of(&new))
        };
        let (same, new_one) = (Some(Then::Same), Some(Then::New));
        assert_eq!(then("2026-11-20"), (same, Some(Then::Changed), None, new_one));
        assert_eq!(then("2026-11-23"), (same, same, None, same));
        assert_eq!(then("2026-11-19"), (new_one, new_one, None, new_one));
    });
}

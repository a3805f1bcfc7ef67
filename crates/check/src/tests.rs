//! Checks, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names a server, there too.

#[path = "../../archive/src/tests/town.rs"]
mod town;

use std::sync::Arc;

use archive::ArchiveFollower;
use disclosure::{DisclosureFollower, Gate, PageRequest, Viewer};
use ledger::Follower;
use policy::Law;
use vocabulary::{Actor, FactKind, Position};

use crate::{CheckError, CheckFollower, Checker, Decision, Limits, Outcome, Question};
use town::{Paper, Town, penalty, registration};

const A: &str = "91370100MA3C00011J";
const NAME: &str = "济南明泉商贸有限公司";
const APPROVAL: &str = "11370100MB9000023A";
const ADULT: &str = "370102199001011234";

fn followers(law: &Arc<Law>) -> Vec<Box<dyn Follower>> {
    vec![
        Box::new(ArchiveFollower::new(Arc::clone(law))),
        Box::new(DisclosureFollower),
        Box::new(CheckFollower),
    ]
}

fn on_both(trial: impl Fn(&Town)) {
    town::on_both(followers, trial);
}

impl Town {
    fn gate(&self) -> Gate {
        let (db, law) = (self.db.clone(), Arc::clone(&self.law));
        let db = (db.clone(), archive::Finder::new(db));
        let (vault, pen) = (self.vault.clone(), self.pen.clone());
        Gate::new(db, law, vault, pen, self.clock.clone(), disclosure::Limits::default())
    }

    fn checker(&self) -> Checker {
        let (db, pen, key) = (self.db.clone(), self.pen.clone(), self.key.clone());
        Checker::new(db, self.gate(), pen, key, self.clock.clone(), Limits::default())
    }

    fn ask(&self, matter: &str, number: &str) -> Question {
        let unit = match matter {
            "food-business-licence" => ("approval", APPROVAL),
            "honours-selection" => ("market", town::MARKET),
            _ => ("welfare", "11370100MB90000315"),
        };
        Question {
            actor: Actor::new(unit.1, "key-3"),
            organisation: unit.0.to_owned(),
            matter: matter.to_owned(),
            matter_number: "办2026-1".to_owned(),
            subject: self.identifier(number),
        }
    }

    fn honour(&self) -> String {
        self.file(&Paper {
            item: "honour",
            code: A,
            name: NAME,
            decided_on: "2026-01-01",
            until_on: Some("2027-12-31"),
            fields: &[("document_number", "荣1号"), ("title", "守信企业")],
        })
    }

    fn listed(&self) -> String {
        self.file(&Paper {
            item: "serious-market-violation",
            code: A,
            name: NAME,
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", "列1号"), ("reason", "生产禁止食品")],
        })
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, CheckError>) -> &'static str {
    match answer {
        Err(CheckError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

#[test]
fn h_54_c_09_b_a_hit_without_a_measure_is_a_reference() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&penalty(A, NAME, "2026-05-06"));
        let answer = town.checker().check(&town.ask("food-business-licence", A)).unwrap();
        assert_eq!((answer.outcome, answer.measures.len()), (Outcome::Reference, 0));
        let [hit] = answer.records.as_slice() else { panic!("{answer:?}") };
        assert_eq!(hit.summary.as_deref(), Some("销售过期食品"));
        assert_eq!(hit.document_number.as_deref(), Some("济处〔2026〕8号"));
        assert_eq!(hit.authority.as_deref(), Some("试验市场监管局"));
        assert!(!serde_json::to_string(&answer).unwrap().contains("黑名单"));
    });
}

#[test]
fn c_09_c_a_statutory_ban_intercepts_with_number_basis_and_end_and_wants_an_answer() {
    on_both(|town| {
        let digest = town.listed();
        let checker = town.checker();
        let answer = checker.check(&town.ask("food-business-licence", A)).unwrap();
        assert_eq!(answer.outcome, Outcome::Intercept);
        let [due] = answer.measures.as_slice() else { panic!("{answer:?}") };
        assert_eq!((due.id.as_str(), due.digest.as_str()), ("food-ban", digest.as_str()));
        assert_eq!(due.until_on, Some(jiff::civil::date(2028, 5, 6)));
        assert!(!due.basis.is_empty() && answer.note.contains("试验法"));
        assert_eq!(answer.lists[0].list.as_deref(), Some("serious-market"));

        assert_eq!(checker.undecided("approval", 10).unwrap().len(), 1);
        let clerk = Actor::new(APPROVAL, "key-3");
        let decide = |unit: &str, reason: &str| {
            checker.decide(&clerk, unit, &answer.number, Decision::Refused, (reason, None))
        };
        assert!(matches!(decide("approval", " "), Err(CheckError::ReasonMissing)));
        assert!(matches!(decide("market", "x"), Err(CheckError::NoReceipt { .. })));
        decide("approval", "法定禁止").unwrap();
        assert!(matches!(decide("approval", "再来"), Err(CheckError::Decided { .. })));
        assert_eq!(checker.undecided("approval", 10).unwrap(), []);
        let receipt = checker.receipt("approval", &answer.number).unwrap();
        assert_eq!(
            (receipt.decision, receipt.outcome),
            (Some(Decision::Refused), Outcome::Intercept,)
        );
        // The same entry stops no matter that names no ban.
        let answer = checker.check(&town.ask("honours-selection", A)).unwrap();
        assert_eq!((answer.outcome, answer.lists.len()), (Outcome::Reference, 1));
    });
}

#[test]
fn a_measure_ends_with_its_own_term_and_attaches_by_its_condition() {
    on_both(|town| {
        town.listed();
        let paper = penalty(A, NAME, "2026-05-06");
        let mut fields = paper.fields.to_vec();
        fields[3].1 = "9.5";
        town.file(&Paper { fields: &fields, ..paper });
        fields[3].1 = "12.5";
        town.correct(&Paper { fields: &fields, ..penalty(A, NAME, "2026-05-06") });
        let ids = |day: &str| {
            town.move_to(day);
            let answer = town.checker().check(&town.ask("food-business-licence", A)).unwrap();
            let ids = answer.measures.into_iter().map(|due| due.id).collect::<Vec<_>>();
            (answer.outcome, ids.join(" "))
        };
        assert_eq!(ids("2028-05-06"), (Outcome::Intercept, "food-ban closer-look".to_owned()));
        assert_eq!(ids("2028-05-07"), (Outcome::Reference, "closer-look".to_owned()));
        assert_eq!(ids("2031-05-07"), (Outcome::Clear, String::new()));
    });
}

#[test]
fn c_12_d_h_61_what_the_national_list_withdrew_is_matched_no_more_the_next_day() {
    on_both(|town| {
        let paper = penalty(A, NAME, "2026-05-06");
        let mut fields = paper.fields.to_vec();
        fields[3].1 = "12.5";
        town.file(&Paper { fields: &fields, ..paper });
        let matched = |day: &str| {
            town.move_to(day);
            let checker = town.checker();
            let answer = checker.check(&town.ask("food-business-licence", A)).unwrap();
            let rehearsed = checker.rehearse("approval", "food-business-licence").unwrap();
            assert_eq!(
                answer.measures.iter().any(|due| due.id == "closer-look"),
                rehearsed.measures.contains(&"closer-look".to_owned())
            );
            (answer.records.len(), answer.measures.len())
        };
        // The entry ends on 2028-08-31; the local measure has no last day of its own.
        assert_eq!(matched("2028-08-31"), (1, 1));
        assert_eq!(matched("2028-09-01"), (1, 0), "the record is a reference still");
    });
}

#[test]
fn c_12_b_h_60_a_measure_blocked_in_the_register_stops_nothing_until_it_is_cleared() {
    on_both(|town| {
        town.listed();
        let checker = town.checker();
        let outcome = || checker.check(&town.ask("food-business-licence", A)).unwrap().outcome;
        assert_eq!(outcome(), Outcome::Intercept);
        let say = |kind| {
            let body = serde_json::json!({ "measure": "food-ban", "case": "DJ1" }).to_string();
            let (actor, policy) = (Actor::platform(), town.law.version().to_owned());
            let draft = vocabulary::Draft { kind, subject: None, actor, item: None, policy, body };
            town.pen.append(vec![draft]).unwrap();
        };
        say(FactKind::MeasureBlocked);
        assert_eq!(outcome(), Outcome::Reference);
        assert!(
            checker.rehearse("approval", "food-business-licence").unwrap().intercepting.is_empty()
        );
        say(FactKind::MeasureCleared);
        assert_eq!(outcome(), Outcome::Intercept);
        // A ban ends by itself: the subject passes again.
        town.move_to("2028-05-07");
        assert_eq!(outcome(), Outcome::Reference);
    });
}

#[test]
fn h_52_incentives_come_first() {
    on_both(|town| {
        town.listed();
        town.honour();
        let answer = town.checker().check(&town.ask("food-business-licence", A)).unwrap();
        assert_eq!(answer.measures[0].id, "green-channel");
        assert_eq!(answer.incentives[0].summary.as_deref(), Some("守信企业"));
        let text = serde_json::to_string(&answer).unwrap();
        assert!(text.find("incentives") < text.find("\"lists\""));
    });
}

#[test]
fn h_27_h_29_a_repaired_record_is_in_no_answer() {
    on_both(|town| {
        let digest = town.listed();
        let checker = town.checker();
        let before = checker.check(&town.ask("food-business-licence", A)).unwrap();
        town.turn(FactKind::RepairGranted, A, "serious-market-violation", &digest);
        let after = checker.check(&town.ask("food-business-licence", A)).unwrap();
        assert_eq!((before.outcome, after.outcome), (Outcome::Intercept, Outcome::Clear));
        assert!(after.measures.is_empty() && after.lists.is_empty());
        let receipt = checker.receipt("approval", &before.number).unwrap();
        assert!(!serde_json::to_string(&receipt).unwrap().contains(&digest));
    });
}

#[test]
fn c_09_d_the_answer_is_a_fact_and_the_subject_sees_that_it_was_asked() {
    on_both(|town| {
        town.honour();
        let answer = town.checker().check(&town.ask("food-business-licence", A)).unwrap();
        let reader = ledger::Reader::new(town.db.clone());
        let fact = reader.fact(Position(answer.position)).unwrap().unwrap();
        assert_eq!(fact.draft.kind, FactKind::CheckMade);
        assert_eq!(reader.size().unwrap(), 2, "one check, one fact");
        let subject = town.subject(A);
        let own = Viewer::Subject { subject };
        let looks = town.gate().lookups(&own, subject, &PageRequest::default()).unwrap();
        let look = &looks.entries[0];
        assert_eq!((look.kind.as_str(), look.position), ("check", answer.position));
        assert_eq!(look.matter.as_deref(), Some("food-business-licence"));
        assert_eq!(
            (look.what.as_slice(), look.basis.as_deref()),
            (["honour".to_owned()].as_slice(), Some("《试验法》第1条"),)
        );
    });
}

#[test]
fn an_unknown_number_is_answered_as_such() {
    on_both(|town| {
        let answer = town.checker().check(&town.ask("food-business-licence", A)).unwrap();
        assert_eq!((answer.subject, answer.outcome), (None, Outcome::Clear));
        assert!(answer.note.contains("没有"));
    });
}

#[test]
fn questions_that_may_not_be_asked_are_refused() {
    on_both(|town| {
        let checker = town.checker();
        let mut foreign = town.ask("food-business-licence", A);
        foreign.organisation = "market".to_owned();
        assert_eq!(refused(checker.check(&foreign)), "H-77");
        let mut nameless = town.ask("food-business-licence", A);
        nameless.matter_number.clear();
        assert_eq!(refused(checker.check(&nameless)), "H-78");
        let minor = town.ask("social-assistance", "370102201501011231");
        assert_eq!(refused(checker.check(&minor)), "H-14");
        let person = town.ask("food-business-licence", ADULT);
        assert_eq!(refused(checker.check(&person)), "H-19");
        let unknown = checker.check(&Question { matter: "x".to_owned(), ..person });
        assert!(matches!(unknown, Err(CheckError::UnknownMatter { .. })));
    });
}

#[test]
fn h_02_a_basic_public_service_is_never_stopped() {
    on_both(|town| {
        town.file(&Paper {
            item: "administrative-penalty-person",
            code: ADULT,
            name: "赵无名",
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", "人1号"), ("violation_kind", "无证经营")],
        });
        let answer = town.checker().check(&town.ask("social-assistance", ADULT)).unwrap();
        assert_eq!((answer.outcome, answer.measures.len()), (Outcome::Reference, 0));
        assert_eq!(answer.subject.unwrap().name, None);
    });
}

#[test]
fn a_list_is_checked_line_by_line() {
    on_both(|town| {
        town.listed();
        let list = format!("代码\n{A}\n乱写\n91370100MA3C00024E\n");
        let question = town.ask("food-business-licence", A);
        let lines = town.checker().check_list(&question, &list).unwrap();
        let outcomes: Vec<_> =
            lines.iter().map(|line| (line.line, line.answer.as_ref().map(|a| a.outcome))).collect();
        let [first, second, _] = outcomes.as_slice() else { panic!("{lines:?}") };
        assert_eq!((*first, *second), ((2, Some(Outcome::Intercept)), (3, None)));
        assert!(lines[1].fault.is_some());
    });
}

#[test]
fn c_09_e_c_09_f_use_is_counted_and_an_embedding_can_be_rehearsed() {
    on_both(|town| {
        town.listed();
        let checker = town.checker();
        checker.check(&town.ask("food-business-licence", A)).unwrap();
        let coverage = checker.coverage(None).unwrap();
        let used: Vec<_> = coverage.iter().map(|c| (c.matter.as_str(), c.checks)).collect();
        let mut sorted = used.clone();
        sorted.sort_unstable();
        assert_eq!(
            sorted,
            [("food-business-licence", 1), ("honours-selection", 0), ("social-assistance", 0),]
        );
        assert_eq!(checker.coverage(Some("approval")).unwrap()[0].intercepts, 1);
        let rehearsal = checker.rehearse("approval", "food-business-licence").unwrap();
        assert!(rehearsal.unit_allowed);
        assert_eq!(rehearsal.intercepting, ["food-ban"]);
        assert!(!checker.rehearse("market", "food-business-licence").unwrap().unit_allowed);
    });
}

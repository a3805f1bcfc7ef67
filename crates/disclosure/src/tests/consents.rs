//! Consents: read at every use.

use proptest::prelude::*;
use vocabulary::{Actor, Clock};

use super::{
    A, NAME, on_both,
    town::{MARKET, Paper, Town, penalty},
};
use crate::{
    AsOf, Channel, ConsentState, GateError, NewConsent, NewsKind, PageRequest, Viewer, Whence,
};

const ADULT: &str = "370102199001011234";
const MINOR: &str = "370102201501011231";
/// An organisation that is no agency of the packs.
const HOSPITAL: &str = "12370100MB28000018";

fn refused<T: std::fmt::Debug>(answer: Result<T, GateError>) -> &'static str {
    match answer {
        Err(GateError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

fn holder() -> Actor {
    Actor::new("subject", "account 9")
}

impl Town {
    fn title_of(&self, number: &str, document: &str) {
        self.file(&Paper {
            item: "professional-title",
            code: number,
            name: "赵无名",
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", document), ("title_name", "执业药师")],
        });
    }
}

fn to_market() -> NewConsent {
    NewConsent { kind: "service".to_owned(), to: "market".to_owned(), ..NewConsent::default() }
}

fn on(number: &str, organisation: &str) -> Viewer {
    Viewer::Consented {
        actor: Actor::new(organisation, "key-5"),
        organisation: organisation.to_owned(),
        consent: number.to_owned(),
        matter_number: "办2026-1".to_owned(),
    }
}

#[test]
fn s_34_c_05_d_a_consent_opens_its_items_and_its_withdrawal_stops_the_very_next_read() {
    on_both(|town| {
        town.title_of(ADULT, "资1");
        town.file(&Paper { item: "administrative-penalty-person", ..fine(ADULT) });
        let (gate, subject) = (town.gate(), town.subject(ADULT));
        // H-23: what is open on request is open to nobody without a consent.
        let closed = gate.file(&super::regulator(), subject, AsOf::default()).unwrap().unwrap();
        assert!(closed.records.iter().all(|record| record.item != "professional-title"));
        assert_eq!(refused(gate.file(&on("A-99", MARKET), subject, AsOf::default())), "H-23");
        let given = gate.grant(&holder(), subject, &to_market()).unwrap();
        assert_eq!((given.state, given.to.code.as_str()), (ConsentState::InForce, MARKET));
        assert_eq!(given.until_on.to_string(), "2027-02-18");
        let look = || gate.file(&on(&given.number, MARKET), subject, AsOf::default());
        let file = look().unwrap().unwrap();
        let items: Vec<&str> = file.records.iter().map(|record| record.item.as_str()).collect();
        assert_eq!(items, ["professional-title"]);
        let text = serde_json::to_string(&file).unwrap();
        assert!(text.contains("执业药师") && text.contains("赵**"));
        assert!(!text.contains(ADULT) && !text.contains("赵无名"));
        // Told to the specified party only.
        let foreign = on(&given.number, "11370100MB9000023A");
        assert_eq!(refused(gate.file(&foreign, subject, AsOf::default())), "H-23");
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        let on_consent = looks.entries.iter().find(|look| look.kind == "file").unwrap();
        assert_eq!(on_consent.consent.as_deref(), Some(given.number.as_str()));
        assert!(on_consent.basis.as_ref().unwrap().contains(&given.number));
        gate.withdraw(&holder(), subject, &given.number).unwrap();
        assert_eq!(refused(look()), "H-23");
        assert_eq!(refused(gate.withdraw(&holder(), subject, &given.number)), "S-34");
        let consents = gate.consents(&own, subject).unwrap();
        assert_eq!(consents[0].state, ConsentState::Withdrawn);
        assert_eq!(refused(gate.consents(&super::regulator(), subject)), "H-77");
        let news = gate.news(&own, subject, &PageRequest::default()).unwrap();
        let kinds: Vec<NewsKind> = news.entries.iter().map(|news| news.kind).collect();
        for kind in [
            NewsKind::Filed,
            NewsKind::Looked,
            NewsKind::Refused,
            NewsKind::ConsentGiven,
            NewsKind::ConsentWithdrawn,
        ] {
            assert!(kinds.contains(&kind), "{kind:?}: {kinds:?}");
        }
    });
}

fn fine(code: &str) -> Paper<'_> {
    Paper {
        item: "administrative-penalty-person",
        code,
        name: "赵无名",
        decided_on: "2026-05-06",
        until_on: None,
        fields: &[("document_number", "济公罚1号"), ("violation_kind", "无证经营")],
    }
}

#[test]
fn s_34_a_consent_ends_on_its_last_day_and_goes_no_further_than_its_kind() {
    on_both(|town| {
        town.title_of(ADULT, "资1");
        let (gate, subject) = (town.gate(), town.subject(ADULT));
        let until = |day: &str| NewConsent { until: Some(day.parse().unwrap()), ..to_market() };
        assert_eq!(refused(gate.grant(&holder(), subject, &until("2027-02-19"))), "S-34");
        assert_eq!(refused(gate.grant(&holder(), subject, &until("2026-11-19"))), "S-34");
        let extra = NewConsent { items: vec!["honour".to_owned()], ..to_market() };
        assert_eq!(refused(gate.grant(&holder(), subject, &extra)), "S-34");
        let stranger = NewConsent { to: HOSPITAL.to_owned(), ..to_market() };
        assert_eq!(refused(gate.grant(&holder(), subject, &stranger)), "S-34");
        let unknown = NewConsent { kind: "anything".to_owned(), ..to_market() };
        assert_eq!(refused(gate.grant(&holder(), subject, &unknown)), "S-34");
        let given = gate.grant(&holder(), subject, &until("2026-11-25")).unwrap();
        let look = || gate.file(&on(&given.number, MARKET), subject, AsOf::default());
        town.move_to("2026-11-25");
        assert!(look().is_ok());
        town.move_to("2026-11-26");
        assert_eq!(refused(look()), "H-23");
        // An organisation that is no agency looks on its consent, and on nobody else's.
        let hiring = NewConsent {
            kind: "hiring".to_owned(),
            to: HOSPITAL.to_owned(),
            ..NewConsent::default()
        };
        let hired = gate.grant(&holder(), subject, &hiring).unwrap();
        let file = gate.file(&on(&hired.number, HOSPITAL), subject, AsOf::default());
        assert_eq!(file.unwrap().unwrap().records.len(), 1);
        assert_eq!(
            refused(gate.file(&on(&given.number, HOSPITAL), subject, AsOf::default())),
            "H-23"
        );
        let held = gate.consents_to(&Actor::new(HOSPITAL, "key-5"), &PageRequest::default());
        assert_eq!(held.unwrap().entries.len(), 1);
    });
}

#[test]
fn h_14_nobody_consents_for_a_minor_and_nobody_looks_exports_or_publishes() {
    on_both(|town| {
        town.title_of(MINOR, "资2");
        let (gate, subject) = (town.gate(), town.subject(MINOR));
        assert_eq!(refused(gate.grant(&holder(), subject, &to_market())), "H-14");
        assert_eq!(refused(gate.file(&on("A-1", MARKET), subject, AsOf::default())), "H-14");
        let made = gate.lookups(&Viewer::Subject { subject }, subject, &PageRequest::default());
        assert!(made.unwrap().entries.iter().all(|look| look.kind == "refused"));
    });
}

#[test]
fn h_78_a_look_on_a_consent_says_through_which_door_it_came() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let subject = town.subject(A);
        let whence = Whence {
            channel: Channel::Hall,
            account: Some("7".to_owned()),
            division: Some("370100".to_owned()),
            ..Whence::default()
        };
        let gate = town.gate().through(whence);
        gate.file(&super::regulator(), subject, AsOf::default()).unwrap();
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries[0].channel.as_deref(), Some("hall"));
        assert_eq!(looks.entries[0].unit.as_deref(), Some("济南市"));
    });
}

/// One step of a story between a subject and those it lets look.
#[derive(Clone, Debug)]
enum Step {
    Grant(bool),
    Withdraw(usize),
    Look(usize, bool),
    NextWeek,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<bool>().prop_map(Step::Grant),
        (0..6_usize).prop_map(Step::Withdraw),
        ((0..6_usize), any::<bool>()).prop_map(|(number, own)| Step::Look(number, own)),
        Just(Step::NextWeek),
    ]
}

/// Whatever the order of grants, withdrawals, looks and days: a look is answered exactly while its
/// consent holds for whoever looks, and each that is answered stands in the register.
fn never_outside_a_consent(town: &Town, steps: &[Step]) {
    let (gate, subject) = (town.gate(), town.subject(ADULT));
    let agencies = [MARKET, "11370100MB9000023A"];
    let mut given: Vec<(String, usize, jiff::civil::Date, bool)> = Vec::new();
    let mut answered = 0;
    for step in steps {
        match step {
            Step::Grant(second) => {
                let to = usize::from(*second);
                let until = town.clock.today().checked_add(jiff::Span::new().days(10)).unwrap();
                let new = NewConsent {
                    kind: "service".to_owned(),
                    to: agencies[to].to_owned(),
                    items: Vec::new(),
                    until: Some(until),
                };
                let consent = gate.grant(&holder(), subject, &new).unwrap();
                given.push((consent.number, to, until, true));
            }
            Step::Withdraw(index) => {
                if let Some((number, _, _, holds)) = given.get_mut(*index) {
                    assert_eq!(gate.withdraw(&holder(), subject, number).is_ok(), *holds);
                    *holds = false;
                }
            }
            Step::Look(index, second) => {
                let by = usize::from(*second);
                let consent = given.get(*index);
                let number = consent.map_or("A-0", |(number, ..)| number.as_str());
                let allowed = consent.is_some_and(|(_, to, until, holds)| {
                    *holds && *to == by && town.clock.today() <= *until
                });
                let file = gate.file(&on(number, agencies[by]), subject, AsOf::default());
                assert_eq!(file.is_ok(), allowed, "{step:?} of {given:?}");
                answered += usize::from(allowed);
            }
            Step::NextWeek => {
                let day = town.clock.today().checked_add(jiff::Span::new().days(7)).unwrap();
                town.move_to(&day.to_string());
            }
        }
    }
    let auditor = Viewer::Auditor { actor: Actor::new("platform", "auditor-1") };
    let page = PageRequest { after: None, size: 100 };
    let looks = gate.lookups(&auditor, subject, &page).unwrap();
    let made = looks.entries.iter().filter(|look| look.kind == "file").count();
    assert_eq!(made, answered);
}

#[test]
fn s_34_no_order_of_grants_withdrawals_and_looks_reads_outside_a_consent_in_force() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 6,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let steps = proptest::collection::vec(step(), 1..24);
    runner
        .run(&steps, |steps| {
            on_both(|town| {
                town.title_of(ADULT, "资1");
                never_outside_a_consent(town, &steps);
            });
            Ok(())
        })
        .unwrap();
}

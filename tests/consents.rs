//! Consents of subjects: dated, read at every use, withdrawn at once (S-34, H-23, C-05.d, C-08.a,
//! C-08.c).

use disclosure::{
    AsOf, Channel, ConsentState, ConsentView, GateError, ListOf, NewConsent, NewsKind, PageRequest,
    Query, RecordState, Viewer, Whence,
};
use vocabulary::{Actor, Date, FactKind, SubjectId};

use crate::{
    desk::{PENALTY, POLICE, code, person_penalty},
    harness::Town,
    rows::{COMPANY, MARKET, person_licence},
    story,
};

const PERSON: &str = "370102198506150021";
const LICENCE: &str = "administrative-licence-person";
/// A lender, which is no agency.
fn bank() -> String {
    code(77)
}

/// Whoever acts for a subject.
pub fn holder() -> Actor {
    Actor::new("subject", "account 31")
}

/// The rule of a refusal.
pub fn refused<T: std::fmt::Debug>(answer: Result<T, GateError>) -> &'static str {
    match answer {
        Err(GateError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

impl Town {
    /// A person with a licence, which is open on request, and a penalty, which is shared.
    fn licensed(&self) -> SubjectId {
        self.file(LICENCE, MARKET, person_licence());
        self.file("administrative-penalty-person", POLICE, person_penalty());
        self.person(PERSON)
    }

    fn consent(&self, subject: SubjectId, kind: &str, to: &str) -> ConsentView {
        let new = NewConsent { kind: kind.to_owned(), to: to.to_owned(), ..NewConsent::default() };
        self.platform.gate.grant(&holder(), subject, &new).unwrap()
    }
}

/// Somebody who looks on a consent.
pub fn consented(organisation: &str, number: &str) -> Viewer {
    Viewer::Consented {
        actor: Actor::new(organisation, "account 12"),
        organisation: organisation.to_owned(),
        consent: number.to_owned(),
        matter_number: "贷2026-3".to_owned(),
    }
}

story! {
    fn h_23_s_34_what_is_open_on_request_is_told_to_whom_the_subject_lets_and_stops_with_it(town) {
        let person = town.licensed();
        let gate = town.platform.gate.through(Whence {
            channel: Channel::Hall,
            account: Some("12".to_owned()),
            division: Some("370102".to_owned()),
            ..Whence::default()
        });
        let look = |organisation: &str, number: &str| {
            gate.file(&consented(organisation, number), person, AsOf::default())
        };
        // Without it nobody sees it, and an attempt stands in the register.
        let shared = town.file_of(&town.supervisor(), person, AsOf::default()).unwrap();
        assert!(shared.records.iter().all(|record| record.item != LICENCE));
        assert_eq!(refused(look("jinan-approval-service", "A-7")), "H-23");
        let given = town.consent(person, "agency-service", "jinan-approval-service");
        assert!(!given.text.zh.is_empty() && !given.basis.is_empty());
        let file = look("jinan-approval-service", &given.number).unwrap().unwrap().into_inner();
        let items: Vec<&str> = file.records.iter().map(|record| record.item.as_str()).collect();
        assert_eq!(items, [LICENCE], "nothing beside the items of the consent");
        let text = serde_json::to_string(&file).unwrap();
        assert!(text.contains("道路旅客运输驾驶员从业资格"));
        assert!(!text.contains(PERSON) && !text.contains("王小明"), "{text}");
        assert_eq!(refused(look("jinan-tax", &given.number)), "H-23");
        // It is written where the subject reads it: who, on which consent, through which door.
        let own = Viewer::Subject { subject: person };
        let looks = gate.lookups(&own, person, &PageRequest::default()).unwrap().into_inner();
        let seen = looks.entries.iter().find(|look| look.consent == Some(given.number.clone()) && look.kind == "file");
        let seen = seen.unwrap();
        assert_eq!(seen.channel.as_deref(), Some("hall"));
        assert_eq!(seen.unit.as_deref(), Some("历下区"));
        assert!(seen.basis.as_ref().unwrap().contains(&given.number));
        // Withdrawn, the very next look is refused, and so is any later one.
        gate.withdraw(&holder(), person, &given.number).unwrap();
        assert_eq!(refused(look("jinan-approval-service", &given.number)), "H-23");
        town.move_to(Date::constant(2026, 11, 23));
        assert_eq!(refused(look("jinan-approval-service", &given.number)), "H-23");
        let kinds: Vec<FactKind> = [FactKind::ConsentGiven, FactKind::ConsentWithdrawn].into();
        assert!(kinds.iter().all(|kind| town.facts(*kind).len() == 1));
        let held = gate.consents(&own, person).unwrap().into_inner();
        assert_eq!((held.len(), held[0].state), (1, ConsentState::Withdrawn));
        // A restart forgets nothing.
        town.reopen();
        let again = town.platform.gate.file(
            &consented("jinan-approval-service", &given.number), person, AsOf::default(),
        );
        assert_eq!(refused(again), "H-23");
    }
}

story! {
    fn s_34_a_company_lets_a_lender_look_until_a_day_and_at_no_more_than_it_chose(town) {
        town.settle();
        let (subject, gate) = (town.subject(COMPANY), &town.platform.gate);
        let given = town.consent(subject, "financing", &bank());
        assert_eq!(given.until_on, Date::constant(2027, 11, 20));
        assert!(given.items.iter().all(|item| item.id != PENALTY), "what is shared inside is not opened");
        let file = gate.file(&consented(&bank(), &given.number), subject, AsOf::default());
        let file = file.unwrap().unwrap();
        assert!(file.records.iter().all(|record| given.items.iter().any(|item| item.id == record.item)));
        assert!(file.relations.is_empty());
        town.move_to(Date::constant(2027, 11, 21));
        let later = gate.file(&consented(&bank(), &given.number), subject, AsOf::default());
        assert_eq!(refused(later), "H-23");
        let asked = |kind: &str, to: &str| {
            let new = NewConsent { kind: kind.to_owned(), to: to.to_owned(), ..NewConsent::default() };
            refused(gate.grant(&holder(), subject, &new))
        };
        assert_eq!(asked("financing", "12345"), "S-34");
        assert_eq!(asked("agency-service", "no-such-agency"), "S-34");
        assert_eq!(asked("qualification", &bank()), "S-34", "a person's consent only");
    }
}

story! {
    fn c_05_d_c_08_a_a_person_sees_the_whole_file_at_no_price_and_others_nothing_without_authority(town) {
        let person = town.licensed();
        let (gate, own) = (&town.platform.gate, Viewer::Subject { subject: town.person(PERSON) });
        let file = town.own_file(person).unwrap();
        assert_eq!(file.records.len(), 2);
        assert!(serde_json::to_string(&file).unwrap().contains("王小明"), "without masks");
        // The answer knows no price, and the look is nobody's business.
        for word in ["price", "fee", "pay", "charge", "amount_due"] {
            assert!(!serde_json::to_string(&file).unwrap().contains(&format!("\"{word}")), "{word}");
        }
        assert_eq!(file.lookup, None);
        assert!(gate.lookups(&own, person, &PageRequest::default()).unwrap().entries.is_empty());
        // Others: no purpose, no authority, nothing.
        let stranger = Viewer::Subject { subject: town.subject(COMPANY) };
        assert_eq!(refused(gate.file(&stranger, person, AsOf::default())), "H-77");
        assert!(gate.file(&Viewer::Public, person, AsOf::default()).unwrap().is_none());
        let nameless = match town.supervisor() {
            Viewer::Department { actor, organisation, purpose, items, .. } => Viewer::Department {
                actor, organisation, purpose, matter_number: String::new(), items,
            },
            other => other,
        };
        assert_eq!(refused(gate.file(&nameless, person, AsOf::default())), "H-78");
        for viewer in [stranger, nameless, Viewer::Public] {
            assert!(gate.consents(&viewer, person).is_err());
            assert!(gate.news(&viewer, person, &PageRequest::default()).is_err());
            assert!(gate.lookups(&viewer, person, &PageRequest::default()).is_err());
        }
    }
}

story! {
    fn c_08_c_a_third_party_without_authority_gets_public_data_only(town) {
        town.settle();
        let person = town.licensed();
        let (gate, page) = (&town.platform.gate, PageRequest::default());
        let public = town.page(COMPANY).unwrap();
        for record in &public.records {
            assert_eq!(record.lineage, None);
            let item = town.platform.law.item(&record.item, gate.today()).unwrap();
            assert_eq!(item.publicity, policy::model::catalog::Publicity::Public);
        }
        let third = consented(&bank(), "A-1");
        assert_eq!(refused(gate.file(&third, town.subject(COMPANY), AsOf::default())), "H-23");
        assert!(gate.page(person).unwrap().is_none());
        assert!(gate.search(&Query::Subject(person), &page).unwrap().entries.is_empty());
        let list = ListOf::Item(LICENCE.to_owned());
        assert!(gate.recent(&list, &Default::default(), &page).unwrap().entries.is_empty());
    }
}

story! {
    fn s_34_a_subject_reads_what_happened_with_its_data_newest_first(town) {
        town.settle();
        let (subject, gate) = (town.subject(COMPANY), &town.platform.gate);
        let own = Viewer::Subject { subject };
        town.move_to(Date::constant(2026, 11, 23));
        town.file_of(&town.supervisor(), subject, AsOf::default()).unwrap();
        town.check("government-procurement", COMPANY);
        let given = town.consent(subject, "financing", &bank());
        town.decide(FactKind::ObjectionMarked, PENALTY, serde_json::json!({ "open": true }));
        town.move_to(Date::constant(2027, 3, 1));
        town.repair(PENALTY);
        let every = PageRequest { after: None, size: 100 };
        let news = gate.news(&own, subject, &every).unwrap().into_inner().entries;
        let kinds: Vec<NewsKind> = news.iter().map(|one| one.kind).collect();
        use NewsKind::{Checked, ConsentGiven, Disputed, Filed, Looked, Repaired};
        assert_eq!(kinds, [Repaired, Disputed, ConsentGiven, Checked, Looked, Filed, Filed, Filed]);
        assert_eq!(news[2].number.as_deref(), Some(given.number.as_str()));
        assert_eq!(news[0].item.as_deref(), Some(PENALTY));
        assert!(news[0].title.is_some() && news[4].organisation.is_some());
        assert!(news.windows(2).all(|pair| pair[0].position > pair[1].position));
        // Page by page it is the same.
        let mut paged = Vec::new();
        let mut page = PageRequest { after: None, size: 3 };
        loop {
            let next = gate.news(&own, subject, &page).unwrap().into_inner();
            paged.extend(next.entries);
            match next.next {
                Some(after) => page.after = Some(after),
                None => break,
            }
        }
        assert_eq!(paged, news);
        // The objection outlasts the force of the record (H-09).
        let record = town.own_record(PENALTY);
        assert_eq!((record.state, record.disputed), (RecordState::Repaired, true));
    }
}

//! Unusual looks are alarmed: in bulk, at night, elsewhere, at one's own, beyond authority (C-34.a,
//! H-11, H-19, H-74, H-77, H-84).

use disclosure::{
    AlertFilter, AlertKind, AsOf, Channel, Look, PageRequest, Refusal, Viewer, Whence,
};
use jiff::{Timestamp, civil::date, tz::Offset};
use vocabulary::{Actor, Clock, FactKind};

use crate::{consents::refused, harness::Town, rows::COMPANY, story};

impl Town {
    /// A clerk of the market regulator at the desk.
    pub fn clerk(&self, account: u32) -> Viewer {
        match self.supervisor() {
            Viewer::Department { actor, organisation, purpose, matter_number, items } => {
                let actor = Actor::new(actor.agency, format!("account {account}"));
                Viewer::Department { actor, organisation, purpose, matter_number, items }
            }
            other => other,
        }
    }

    /// The alerts, newest first.
    pub fn alerted(&self) -> Vec<disclosure::AlertView> {
        let page = PageRequest { after: None, size: 100 };
        self.platform.gate.alerts(&AlertFilter::default(), &page).unwrap().into_inner().entries
    }

    fn kinds(&self) -> Vec<AlertKind> {
        let mut kinds: Vec<_> = self.alerted().iter().map(|alert| alert.kind).collect();
        kinds.sort_unstable();
        kinds
    }

    fn at(&self, day: vocabulary::Date, hour: i8) {
        let at: Timestamp = Offset::constant(8).to_timestamp(day.at(hour, 15, 0, 0)).unwrap();
        self.clock.set(at);
    }
}

story! {
    fn h_11_c_34_a_looks_in_bulk_are_alarmed_at_the_number_that_the_packs_set(town) {
        town.settle();
        let (subject, gate) = (town.subject(COMPANY), &town.platform.gate);
        let rules = &town.platform.law.security().alert;
        let look = || gate.file(&town.clerk(4), subject, AsOf::default()).unwrap();
        for _ in 0..rules.bulk_an_hour {
            look();
        }
        assert!(town.alerted().is_empty());
        look();
        let alerts = town.alerted();
        assert_eq!((alerts.len(), alerts[0].kind, alerts[0].times), (1, AlertKind::Bulk, 1));
        assert_eq!(alerts[0].at, town.clock.now(), "the instant of the alert is that of the fact");
        assert_eq!(alerts[0].actor, "account 4");
        // The same on slower feet, over the day: the day has its own number.
        let officer = Actor::new("jinan-credit-centre", "account 2");
        gate.close_alert(&officer, &alerts[0].number, "专项检查，已经核实。").unwrap();
        assert_eq!(town.facts(FactKind::AlertClosed).len(), 1);
        let (mut looks, mut hour) = (rules.bulk_an_hour + 1, 11);
        while looks < rules.bulk_a_day {
            town.at(date(2026, 11, 20), hour);
            let more = (rules.bulk_a_day - looks).min(rules.bulk_an_hour);
            (0..more).for_each(|_| drop(look()));
            (looks, hour) = (looks + more, hour + 1);
        }
        assert_eq!(town.alerted().iter().filter(|alert| alert.closed_at.is_none()).count(), 0);
        town.at(date(2026, 11, 20), hour);
        look();
        assert_eq!(town.alerted().iter().filter(|alert| alert.closed_at.is_none()).count(), 1);
    }
}

story! {
    fn c_34_a_at_night_on_days_off_elsewhere_and_at_ones_own(town) {
        town.settle();
        let subject = town.subject(COMPANY);
        let look = |account: u32, whence: Whence| {
            let whence = Whence { account: Some(account.to_string()), ..whence };
            let gate = town.platform.gate.through(whence);
            gate.file(&town.clerk(account), subject, AsOf::default()).unwrap();
        };
        look(1, Whence::default());
        assert_eq!(town.kinds(), []);
        // A make-up Saturday is a working day, an ordinary one is not.
        town.at(date(2026, 11, 21), 10);
        look(1, Whence::default());
        assert_eq!(town.kinds(), [AlertKind::OutOfHours]);
        town.at(date(2026, 11, 23), 22);
        look(2, Whence::default());
        assert_eq!(town.kinds(), [AlertKind::OutOfHours; 2]);
        town.at(date(2026, 11, 24), 10);
        let elsewhere = Whence { division: Some("371083".to_owned()), ..Whence::default() };
        look(3, elsewhere);
        assert_eq!(town.kinds()[2..], [AlertKind::OutsideDistrict]);
        // The looker's own company; one whose representative is called as he is.
        let own = Whence { represents: vec![subject], ..Whence::default() };
        look(5, own);
        let file = town.own_file(subject).unwrap();
        let name = file.relations.iter().find(|one| one.role == "representative");
        let name = name.and_then(|one| one.name.clone()).unwrap();
        look(6, Whence { name: Some(name), ..Whence::default() });
        let relatives = town.alerted().into_iter().filter(|alert| alert.kind == AlertKind::OwnRelatives);
        assert_eq!(relatives.count(), 2);
        // A person who looks at himself by his office.
        let oneself = Whence { person: Some(subject), ..Whence::default() };
        look(7, oneself);
        assert!(town.alerted().iter().any(|alert| alert.actor == "account 7"));
        // No name stands in the ledger.
        for fact in town.facts(FactKind::LookupMade) {
            assert!(!fact.draft.body.contains("name\":"), "{}", fact.draft.body);
        }
    }
}

story! {
    fn h_19_h_74_h_77_h_84_what_goes_beyond_authority_is_refused_logged_and_alarmed(town) {
        town.settle();
        let (subject, gate) = (town.subject(COMPANY), &town.platform.gate);
        let (actor, look) = (Actor::new("jinan-tax", "key 5"), Look::default());
        let mut seen = 0;
        for refusal in [
            Refusal::out_of_grant("省级登记数据"),
            Refusal::without_agreement(),
        ] {
            let rule = refusal.rule;
            assert_eq!(refused::<()>(Err(gate.refuse(&actor, Some(subject), refusal, &look))), rule);
            seen += 1;
            let refusals = town.facts(FactKind::LookupRefused);
            assert_eq!(refusals.len(), seen);
            assert!(refusals[seen - 1].draft.body.contains(rule));
        }
        // One alert of an actor and day counts them.
        let alerts = town.alerted();
        assert_eq!((alerts.len(), alerts[0].times), (1, 2));
        assert_eq!(alerts[0].rule.as_deref(), Some("H-74"));
        let outside = Whence {
            channel: Channel::Desk,
            within: Some("371083".to_owned()),
            ..Whence::default()
        };
        let bounded = gate.through(outside);
        assert_eq!(refused(bounded.file(&town.clerk(8), subject, AsOf::default())), "H-77");
        assert_eq!(town.alerted()[0].rule.as_deref(), Some("H-77"));
        // Whoever tries again and again is an alert of its own.
        let limit = town.platform.law.security().alert.refusals_an_hour;
        for _ in 0..limit {
            refused(bounded.file(&town.clerk(8), subject, AsOf::default()));
        }
        assert!(town.alerted().iter().any(|alert| alert.kind == AlertKind::RefusedOften));
        // And the subject reads each of them.
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest { after: None, size: 100 }).unwrap();
        assert_eq!(looks.entries.len() as u32, 2 + 1 + limit);
        // The same facts give the same alerts, whenever they are read.
        let before = town.alerted();
        disclosure::rebuild(&town.platform.db, std::sync::Arc::clone(&town.platform.law)).unwrap();
        assert_eq!(town.alerted(), before);
    }
}

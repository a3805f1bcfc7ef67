//! Deletion by order of law: with a certificate, and without a copy anywhere (C-34.e, H-70).

use std::{collections::BTreeSet, sync::Arc};

use disclosure::{Query, Viewer};
use vocabulary::{Actor, FactKind, Position};

use crate::{
    consents::refused,
    desk::{PENALTY, REGISTRATION},
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty},
    story,
};

fn keeper(account: u32) -> Actor {
    Actor::new("jinan-credit-centre", format!("account {account}"))
}

story! {
    fn c_34_e_h_70_a_deleted_record_is_in_no_channel_and_its_certificate_says_what_was_cleared(town) {
        town.settle();
        town.send(PENALTY, MARKET, &[penalty().with("fine", "4")]);
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        let trace = town.trace(PENALTY);
        assert!(!town.public_sight(&trace).is_empty());
        let erase = |by: u32, other: u32, order: &str| {
            gate.erase(&keeper(by), &keeper(other), subject, &trace.digest, order)
        };
        // Not alone, and not without an order.
        assert_eq!(refused(erase(1, 1, "济信销〔2026〕1号")), "H-70");
        assert_eq!(refused(erase(1, 2, " ")), "H-70");
        let before = town.platform.reader.size().unwrap();
        let certificate = erase(1, 2, "济信销〔2026〕1号").unwrap();
        assert_eq!(certificate.positions.len(), 2, "both versions");
        assert_eq!(certificate.recorded, [before, before + 1]);
        assert_eq!((certificate.by.as_str(), certificate.approved_by.as_str()), ("account 1", "account 2"));
        let cleared = |place: &str| {
            certificate.cleared.iter().find(|one| one.place == place).map_or(0, |one| one.rows)
        };
        assert_eq!((cleared("ledger bodies"), cleared("records"), cleared("public lists")), (2, 2, 1));
        assert_eq!(cleared("standing"), 1);
        // In the same transaction it left every channel, and departments and checks as well.
        assert_eq!(town.public_sight(&trace), BTreeSet::new());
        assert_eq!(town.department_sight(&trace), BTreeSet::new());
        for position in &certificate.positions {
            assert!(town.platform.reader.fact(Position(*position)).unwrap().is_none());
        }
        // Every proof still holds, what stands is what a rebuild would make, and the rest is there.
        town.platform.sequencer.fold().unwrap();
        let report = ledger::verify_database(&town.platform.db, &town.platform.verifiers).unwrap();
        assert!(report.holds(), "{:?}", report.faults);
        let stands = archive::fingerprint(&town.platform.db).unwrap();
        archive::rebuild(&town.platform.db, Arc::clone(&town.platform.law), |_, _| {}).unwrap();
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), stands);
        assert_eq!(town.page(COMPANY).unwrap().head.name.as_deref(), Some(COMPANY_NAME));
        // The subject and auditors can read the certificate; deleting twice is refused.
        let own = Viewer::Subject { subject };
        assert_eq!(gate.certificates(&own, subject).unwrap().into_inner(), [certificate]);
        assert!(gate.certificates(&town.supervisor(), subject).is_err());
        assert_eq!(refused(erase(1, 2, "济信销〔2026〕2号")), "H-70");
        assert_eq!(town.facts(FactKind::BodyErased).len(), 2);
    }
}

story! {
    fn c_34_e_a_deleted_registration_leaves_no_name_to_be_found_by(town) {
        town.settle();
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        let found = |text: &str| {
            let query = Query::Name(text.to_owned());
            gate.search(&query, &Default::default()).unwrap().into_inner().entries.len()
        };
        assert_eq!(found(COMPANY_NAME), 1);
        for item in [PENALTY, "administrative-licence", REGISTRATION] {
            let digest = town.own_record(item).digest;
            gate.erase(&keeper(1), &keeper(2), subject, &digest, "法院裁定").unwrap();
        }
        assert_eq!((found(COMPANY_NAME), found("明泉")), (0, 0));
        assert!(town.page(COMPANY).is_none());
        assert!(!gate.figures().unwrap().subjects.contains_key("enterprise"));
        let left = town.platform.db.read(|tx| archive::read::traces(tx, subject)).unwrap();
        assert!(left.iter().all(|(place, rows)| *rows == 0 || *place == "changes"), "{left:?}");
        let stands = archive::fingerprint(&town.platform.db).unwrap();
        archive::rebuild(&town.platform.db, Arc::clone(&town.platform.law), |_, _| {}).unwrap();
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), stands);
    }
}

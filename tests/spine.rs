//! The spine: from a department's file to an answer anyone can check.

use check::{Outcome, Question};
use vocabulary::{Actor, Identifier, IdentifierKind};

use crate::{
    rows::{COMPANY, COMPANY_NAME, penalty},
    story,
};

story! {
    fn a_file_becomes_a_page_an_answer_and_a_proof(town) {
        town.settle();
        let platform = &town.platform;
        let subject = platform.site_key.subject_id(&code());
        let page = platform.gate.page(subject).unwrap().unwrap();
        assert_eq!(page.head.name.as_deref(), Some(COMPANY_NAME));
        let items: Vec<&str> = page.records.iter().map(|record| record.item.as_str()).collect();
        assert!(items.contains(&"administrative-penalty"), "{items:?}");

        let answer = platform.checker.check(&question("government-procurement")).unwrap();
        assert_eq!(answer.outcome, Outcome::Reference);

        platform.sequencer.fold().unwrap();
        let position = vocabulary::Position(answer.position);
        let proof = platform.reader.inclusion(position).unwrap();
        proof.check(&platform.verifiers).unwrap();
        let report = ledger::verify_database(&platform.db, &platform.verifiers).unwrap();
        assert!(report.holds(), "{:?}", report.faults);
    }
}

story! {
    fn sending_the_same_batch_twice_changes_nothing(town) {
        town.settle();
        let before = archive::fingerprint(&town.platform.db).unwrap();
        let again = town.send("administrative-penalty", "jinan-market-regulation", &[penalty()]);
        assert_eq!((again.received, again.duplicates, again.accepted), (1, 1, 0));
        assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), before);
    }
}

fn code() -> Identifier {
    Identifier { kind: IdentifierKind::UnifiedCode, number: COMPANY.to_owned() }
}

fn question(matter: &str) -> Question {
    Question {
        actor: Actor::new("jinan-finance", "story"),
        organisation: "jinan-finance".to_owned(),
        matter: matter.to_owned(),
        matter_number: "S-1".to_owned(),
        subject: code(),
    }
}

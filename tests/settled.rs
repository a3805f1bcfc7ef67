//! Rows that were not taken: mended in the browser, released by an officer, or dismissed (H-13).

use intake::{IntakeError, Page};
use vocabulary::{Actor, FactKind, Position};

use crate::{
    desk::{PENALTY, POLICE, adds_up, person_penalty},
    harness::Town,
    objections::identity,
    rows::{MARKET, Row, penalty},
    story,
};

const ITEM: &str = "administrative-penalty-person";
const NUMBER: &str = "370102198506150021";

fn officer() -> Actor {
    Actor::new("jinan-credit-centre", "account officer-1")
}

fn clerk() -> Actor {
    Actor::new(MARKET, "account clerk-1")
}

impl Town {
    /// A row with another name than the police know, held back.
    fn hold(&self, row: Row) -> String {
        let receipt = self.send(ITEM, POLICE, &[row]);
        assert_eq!(receipt.held, 1, "{receipt:?}");
        receipt.batch
    }

    fn of_person(&self) -> usize {
        let file = self.own_file(self.person(NUMBER)).unwrap();
        file.records.iter().filter(|record| record.item == ITEM).count()
    }
}

story! {
    fn h_13_a_held_row_is_released_by_an_officer_with_a_reason(town) {
        town.file("person-registration", POLICE, identity());
        let renamed = person_penalty().with("subject_name", "王晓明");
        let batch = town.hold(renamed.clone());
        let intake = &town.platform.intake;
        let held = intake.held(None, &Page::default()).unwrap().entries;
        assert_eq!((held.len(), held[0].batch.as_str(), held[0].faults[0].rule.as_str()), (1, batch.as_str(), "R-308"));
        let cell = |header: &str| held[0].cells.iter().find(|cell| cell.header == header).unwrap().value.clone();
        assert_eq!(cell("subject_name"), "王晓明");
        assert_eq!(town.of_person(), 0, "in no view");
        let line = held[0].line;
        assert!(matches!(intake.release(&officer(), &batch, line, " ", None), Err(IntakeError::NoReason)));
        assert!(intake.release(&officer(), &batch, 999, "x", None).is_err());

        let position = intake.release(&officer(), &batch, line, "户口簿载明曾用名", None).unwrap().unwrap();
        assert_eq!(town.of_person(), 1);
        let filed = town.platform.reader.fact(position).unwrap().unwrap();
        assert_eq!((filed.draft.kind, filed.draft.actor), (FactKind::RecordFiled, officer()));
        let body: serde_json::Value = serde_json::from_str(&filed.draft.body).unwrap();
        assert_eq!((body["batch"].as_str(), body["line"].as_u64()), (Some(batch.as_str()), Some(line)));
        let settled = town.bodies(FactKind::RowSettled);
        assert_eq!((settled[0]["how"].as_str(), settled[0]["reason"].as_str()), (Some("released"), Some("户口簿载明曾用名")));
        // The books add up; nothing waits; nobody can do it twice.
        let receipt = intake.receipt(&batch).unwrap();
        adds_up(&receipt);
        assert_eq!((receipt.held, receipt.accepted), (0, 1));
        assert!(intake.held(None, &Page::default()).unwrap().entries.is_empty());
        assert!(matches!(intake.release(&officer(), &batch, line, "x", None), Err(IntakeError::State { .. })));
        // The name holds from now on, and the row sent again says nothing new.
        let again = town.send(ITEM, POLICE, &[renamed.clone().with("remark", "")]);
        assert_eq!((again.duplicates, again.held), (1, 0), "{again:?}");
        let next = renamed.with("document_number", "济公罚〔2026〕10号");
        assert_eq!(town.send(ITEM, POLICE, &[next]).accepted, 1);
    }
}

story! {
    fn h_13_a_held_row_is_dismissed_and_counts_as_refused(town) {
        town.file("person-registration", POLICE, identity());
        let batch = town.hold(person_penalty().with("subject_name", "李四海"));
        let intake = &town.platform.intake;
        let line = intake.held(Some("11370100MB90002184"), &Page::default()).unwrap().entries[0].line;
        assert_eq!(intake.held_count(Some("nobody")).unwrap(), 0);
        intake.dismiss(&officer(), &batch, line, "号码属于他人").unwrap();
        let receipt = intake.receipt(&batch).unwrap();
        adds_up(&receipt);
        assert_eq!((receipt.held, receipt.rejected, receipt.rejected_by_rule["R-308"]), (0, 1, 1));
        assert_eq!((town.of_person(), intake.held_count(None).unwrap()), (0, 0));
        assert!(intake.faulty_rows(&batch, &Page::default()).unwrap().entries.is_empty());
    }
}

story! {
    fn h_13_a_released_row_that_breaks_a_rule_is_refused_and_still_waits(town) {
        town.file("person-registration", POLICE, identity());
        let batch = town.hold(person_penalty().with("subject_name", "王晓明"));
        town.file(ITEM, POLICE, person_penalty());
        let record = town.own_file(town.person(NUMBER)).unwrap().records.into_iter().find(|r| r.item == ITEM).unwrap();
        let draft = vocabulary::Draft {
            kind: FactKind::RepairGranted,
            subject: Some(town.person(NUMBER)),
            actor: officer(),
            item: Some(ITEM.to_owned()),
            policy: town.platform.law.version().to_owned(),
            body: serde_json::json!({ "digest": record.digest, "reason": "x" }).to_string(),
        };
        town.platform.pen.append(vec![draft]).unwrap();
        let line = town.platform.intake.held(None, &Page::default()).unwrap().entries[0].line;
        let refused = town.platform.intake.release(&officer(), &batch, line, "核对无误", None);
        let Err(IntakeError::Faulty { faults }) = refused else { panic!("{refused:?}") };
        assert_eq!(faults[0].rule.code, "R-602", "a repaired record never returns");
        assert_eq!(town.platform.intake.held_count(None).unwrap(), 1);
        assert!(town.facts(FactKind::RowSettled).is_empty());
    }
}

story! {
    fn c_03_a_clerk_mends_faulty_rows_and_sends_only_them_again(town) {
        let rows = [
            penalty(),
            penalty().with("document_number", "济〔2026〕21号").with("subject_code", "91370100MA3C00011X"),
            penalty().with("document_number", "济〔2026〕22号").with("decided_on", "2026-13-01"),
        ];
        let first = town.send(PENALTY, MARKET, &rows);
        assert_eq!((first.accepted, first.rejected), (1, 2), "{first:?}");
        let intake = &town.platform.intake;
        let page = intake.faulty_rows(&first.batch, &Page { after: None, size: 1 }).unwrap();
        assert_eq!((page.entries.len(), page.next.is_some()), (1, true));
        let rest = intake.faulty_rows(&first.batch, &Page { after: page.next, size: 1 }).unwrap();
        assert!(rest.next.is_none());
        let faulty = [page.entries[0].clone(), rest.entries[0].clone()];
        assert_eq!(faulty[0].faults[0].rule, "R-301");
        assert_eq!(faulty[1].faults[0].field.as_deref(), Some("decided_on"));
        // The clerk puts the code right, and leaves the date of the other wrong.
        let mended = faulty.iter().map(|row| {
            let put = |cell: &intake::CellLine| match cell.header.as_str() {
                "subject_code" => "91370100MA3C00011J".to_owned(),
                _ => cell.value.clone(),
            };
            (row.line, row.cells.iter().map(put).collect())
        });
        let receipt = intake.mend(&clerk(), &first.batch, mended.collect()).unwrap();
        adds_up(&receipt);
        assert_eq!((receipt.received, receipt.accepted, receipt.rejected), (2, 1, 1), "{receipt:?}");
        assert_ne!(receipt.batch, first.batch);
        // What was sent again waits in the new batch, not in the old one.
        assert!(intake.faulty_rows(&first.batch, &Page::default()).unwrap().entries.is_empty());
        let left = intake.faulty_rows(&receipt.batch, &Page::default()).unwrap().entries;
        assert_eq!((left.len(), left[0].faults[0].rule.as_str()), (1, "R-206"));
        let twice = intake.mend(&clerk(), &first.batch, vec![(faulty[0].line, vec![])]);
        assert!(matches!(twice, Err(IntakeError::State { .. })), "{twice:?}");
        assert!(matches!(intake.mend(&clerk(), "none", vec![(1, vec![])]), Err(IntakeError::NoSuchBatch { .. })));
        assert_eq!(intake.receipt(&first.batch).unwrap(), first, "its receipt stays");
        let received = town.bodies(FactKind::BatchReceived);
        assert_eq!(received[1]["channel"], "form");
        assert!(received[1]["file"].as_str().unwrap().contains("改正第"));
        assert!(town.platform.reader.fact(Position(receipt.first_position.unwrap())).unwrap().is_some());
    }
}

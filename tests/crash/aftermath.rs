//! What must hold after the kills.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::Value;
use vocabulary::{Fact, FactKind, Position};

use super::{
    Log,
    commands::{Ended, run, say},
    files,
};
use crate::{desk::submission, harness::Town, rows::MARKET};

/// `probity ledger verify` finds nothing.
pub fn verify(town: &Town) {
    match say(town, &["ledger", "verify"]) {
        Ended::Itself { success: true, printed } => {
            assert!(printed.contains("nothing was altered"), "{printed}");
        }
        other => panic!("{other:?}"),
    }
}

/// Sends every file again that has no receipt: each is completed.
pub fn finish(town: &Town, log: &mut Log) {
    for number in log.pending.clone() {
        let ended = run(log.files[number].submit(town, number));
        let Ended::Itself { printed, success: true } = ended else { panic!("{ended:?}") };
        log.acknowledge(number, serde_json::from_str(&printed).unwrap());
    }
    verify(town);
}

/// Every receipt and every result that was told stands in the ledger as it was told.
pub fn nothing_is_lost(town: &Town, log: &Log) {
    assert_eq!(log.receipts.len(), log.files.len(), "each file has one receipt");
    let filed = town.facts(FactKind::RecordFiled);
    let mut of_batch: BTreeMap<String, u64> = BTreeMap::new();
    for fact in &filed {
        *of_batch.entry(text(fact, "batch")).or_default() += 1;
    }
    for (number, receipt) in &log.receipts {
        let file = &log.files[*number];
        let count = |key: &str| receipt[key].as_u64().unwrap();
        let batch = receipt["batch"].as_str().unwrap();
        assert_eq!((count("received"), count("rejected")), (file.received(), file.faulty() + 1));
        // Where the process died after the last row but before the receipt, the file is sent again
        // and says nothing new.
        let again = count("accepted") == 0;
        let new = if again { 0 } else { file.good() };
        assert_eq!(count("accepted"), new, "{receipt}");
        assert_eq!(of_batch.get(batch).copied().unwrap_or(0), new, "{receipt}");
        let kept = town.platform.intake.receipt(batch).unwrap();
        assert!(kept.complete, "{kept:?}");
        assert_eq!((kept.accepted, kept.received), (new, file.received()));
    }
    for (number, business) in &log.checks {
        let position = number.strip_prefix("C-").unwrap().parse().unwrap();
        let fact = town.platform.reader.fact(Position(position)).unwrap().unwrap();
        assert_eq!(fact.draft.kind, FactKind::CheckMade);
        assert_eq!(text(&fact, "matter_number"), *business, "{number}");
    }
}

/// What stands in ledger and archive is what an uninterrupted run gives.
pub fn nothing_is_doubled(town: &Town, log: &Log) {
    let good: u64 = log.files.iter().map(files::File::good).sum();
    let filed = town.facts(FactKind::RecordFiled);
    let digests: BTreeSet<_> =
        filed.iter().map(|fact| (fact.draft.subject.unwrap(), text(fact, "digest"))).collect();
    assert_eq!((filed.len() as u64, digests.len() as u64), (good, good));
    for kind in [FactKind::RecordCorrected, FactKind::RecordJoined] {
        assert_eq!(town.facts(kind).len(), 0);
    }
    let checks = town.facts(FactKind::CheckMade);
    let businesses: BTreeSet<String> = checks
        .iter()
        .map(|fact| text(fact, "matter_number"))
        .filter(|business| business != "CLI")
        .collect();
    let asked = checks.iter().filter(|fact| text(fact, "matter_number") != "CLI").count();
    assert_eq!(businesses.len(), asked, "each business was answered once at most");

    // The same files, sent without any accident.
    let calm = Town::on(town.engine());
    for file in &log.files {
        let sent = submission(file.item, MARKET);
        let receipt = calm.submit(&sent, file.content().as_bytes()).unwrap();
        assert_eq!((receipt.accepted, receipt.duplicates), (file.good(), file.twice()));
    }
    // The servers' timers have ended what had to end.
    town.platform.expire().unwrap();
    calm.platform.expire().unwrap();
    let tables = |town: &Town| archive::fingerprint(&town.platform.db).unwrap();
    let (after, before) = (tables(town), tables(&calm));
    // The others hold positions and instants, which accidents change.
    for table in ["archive_subjects", "archive_names", "archive_totals"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    for number in (0..500).step_by(23) {
        assert_eq!(page(town, number), page(&calm, number), "company {number}");
    }
    // And what the followers wrote through all accidents is what a replay gives.
    let standing = archive::fingerprint(&town.platform.db).unwrap();
    archive::rebuild(&town.platform.db, Arc::clone(&town.platform.law), |_, _| {}).unwrap();
    assert_eq!(archive::fingerprint(&town.platform.db).unwrap(), standing);
}

/// What there was to lose.
pub fn tally(town: &Town, log: &Log) -> String {
    let (files, checks) = (log.files.len(), log.checks.len());
    let again = log.receipts.iter().filter(|(_, receipt)| receipt["accepted"] == 0).count();
    let filed = town.facts(FactKind::RecordFiled).len();
    let made = town.facts(FactKind::CheckMade).len();
    let size = town.platform.reader.size().unwrap();
    format!(
        "{files} files with {filed} records, {again} of them sent again whole; {checks} checks told \
         of {made} made; {size} facts"
    )
}

/// A company's page without what accidents change: places in the ledger.
fn page(town: &Town, number: u64) -> Option<Value> {
    let page = town.page(&files::code(number))?;
    let mut page = serde_json::to_value(page).unwrap();
    page["today"].take();
    for record in page["records"].as_array_mut().unwrap() {
        record["position"].take();
    }
    Some(page)
}

fn text(fact: &Fact, key: &str) -> String {
    let body: Value = serde_json::from_str(&fact.draft.body).unwrap();
    body[key].as_str().unwrap().to_owned()
}

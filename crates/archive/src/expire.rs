//! The timer that ends disclosure: dates hide a record at once, this appends that it happened.

use ledger::Pen;
use store::Database;
use vocabulary::{Actor, Date, Draft, FactKind, SubjectId};

use crate::{ArchiveError, Digest, queries, queries::due::Due};

/// Reason of `record.expired` when the longest publication has ended; agencies still see it.
pub const PUBLICATION_ENDED: &str = "publication-ended";
/// Reason of `record.expired` when nobody but the subject and auditors may see it any more.
pub const DISCLOSURE_ENDED: &str = "disclosure-ended";

/// Records appended at a time.
const STEP: u32 = 1_000;

/// What a run of the timer did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expiry {
    /// Records whose publication ended.
    pub publications: u64,
    /// Records that nobody but the subject and auditors sees any more.
    pub disclosures: u64,
}

/// Appends `record.expired` for every record past its end before `today` (H-17). Reading applies
/// the dates anyway; this makes the end a fact that others can follow.
pub fn expire_due(
    db: &Database,
    pen: &Pen,
    policy: &str,
    today: Date,
) -> Result<Expiry, ArchiveError> {
    let disclosures = run(db, pen, policy, DISCLOSURE_ENDED, |tx, after| {
        queries::due::disclosure_ended(tx, today, after, STEP)
    })?;
    let publications = run(db, pen, policy, PUBLICATION_ENDED, |tx, after| {
        queries::due::publication_ended(tx, today, after, STEP)
    })?;
    Ok(Expiry { publications, disclosures })
}

fn run(
    db: &Database,
    pen: &Pen,
    policy: &str,
    reason: &str,
    due: impl Fn(&mut store::Tx, (SubjectId, Digest)) -> Result<Vec<Due>, ArchiveError>,
) -> Result<u64, ArchiveError> {
    let mut after = (SubjectId([0; 16]), Digest([0; 16]));
    let mut done = 0;
    loop {
        let found = db.read(|tx| due(tx, after))?;
        let Some((subject, digest, _)) = found.last() else { return Ok(done) };
        after = (*subject, *digest);
        done += found.len() as u64;
        pen.append(found.into_iter().map(|due| draft(due, policy, reason)).collect())?;
    }
}

fn draft((subject, digest, item): Due, policy: &str, reason: &str) -> Draft {
    let body = serde_json::json!({
        "digest": digest.to_hex(), "reason": reason, "decision": null,
    });
    Draft {
        kind: FactKind::RecordExpired,
        subject: Some(subject),
        actor: Actor::platform(),
        item: Some(item),
        policy: policy.to_owned(),
        body: body.to_string(),
    }
}

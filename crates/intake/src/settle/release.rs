//! An officer decides on a held row, with a reason: it is filed after all, or dismissed.

use std::sync::Arc;

use ledger::Scribe;
use serde_json::{Value, json};
use vocabulary::{Actor, Draft, FactKind, Position, Timestamp, UnifiedCode, clock::date_in_china};

use super::headers_of;
use crate::{
    Channel, Intake, IntakeError, Submission,
    batch::{
        Context, Counts, Prepared, Preparing, cells_context, file_alone, month_of, subject_of,
    },
    check,
    fault::verdict,
    format::RawRow,
    header::Headers,
    queries::{
        settlements,
        settlements::{Origin, Settlement},
    },
    resolve::Taken,
    row::Row,
    rule::Severity,
    shape::Shape,
};

impl Intake {
    /// Files a held row. Of a person: the officer has verified that name and number belong to one
    /// person, and the name of the row holds for that number from now on. Of an organisation without
    /// code: the officer says who is `meant`; what he was shown stands in the fact.
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoReason`]; [`IntakeError::State`] if the row is not held or no longer;
    /// [`IntakeError::Forbidden`] if an organisation is named for a person's row (H-13), or none for an
    /// organisation's; [`IntakeError::Faulty`] if the item in force today does not take it.
    pub fn release(
        &self,
        by: &Actor,
        batch: &str,
        line: u64,
        reason: &str,
        meant: Option<&UnifiedCode>,
    ) -> Result<Option<Position>, IntakeError> {
        let (origin, sealed) = self.waiting_row(batch, line, reason)?;
        let context = Arc::new(self.context_of(&origin, by, batch)?);
        let decided = self.decided(batch, line, meant)?;
        let taken = decided.as_ref().zip(meant);
        let taken = taken.map(|(decided, code)| (decided.taken.clone(), *code));
        let record = self.prepare_again(&origin, &context, (line, &sealed), taken)?;
        let settling = self.settling(by, &origin, batch, line, reason);
        let shown = decided.map(|decided| decided.shown(record.subject, meant));
        self.pen.transact(move |scribe| {
            settling.claim(scribe)?;
            settling.tell(scribe, "released", shown);
            let (counts, position) = file_alone(scribe, &context, line, record)?;
            settling.close(scribe, "released", &counts, position)?;
            Ok(position)
        })
    }

    /// Dismisses a held row: it counts as refused, and its agency reads why.
    pub fn dismiss(
        &self,
        by: &Actor,
        batch: &str,
        line: u64,
        reason: &str,
    ) -> Result<(), IntakeError> {
        let (origin, _) = self.waiting_row(batch, line, reason)?;
        let settling = self.settling(by, &origin, batch, line, reason);
        let held_by = self.db.read(|tx| self.held_by(tx, batch, line))?;
        self.pen.transact(move |scribe| {
            settling.claim(scribe)?;
            let position = settling.tell(scribe, "dismissed", None);
            let rejected_by = [(held_by.code, 1)].into();
            let counts = Counts { rejected: 1, rejected_by, ..Counts::default() };
            settling.close(scribe, "dismissed", &counts, Some(position))
        })
    }

    fn waiting_row(
        &self,
        batch: &str,
        line: u64,
        reason: &str,
    ) -> Result<(Origin, String), IntakeError> {
        if reason.trim().is_empty() {
            return Err(IntakeError::NoReason);
        }
        self.db.read(|tx| {
            let missing = || IntakeError::NoSuchBatch { batch: batch.to_owned() };
            let origin = settlements::origin(tx, batch)?.ok_or_else(missing)?;
            let cells = waiting_cells(settlements::one(tx, batch, line)?)?;
            Ok((origin, cells))
        })
    }

    /// The context under which the row was sent, with the officer as the one who acts.
    fn context_of(&self, origin: &Origin, by: &Actor, batch: &str) -> Result<Context, IntakeError> {
        let digest = origin.file_digest.as_slice().try_into();
        Ok(Context {
            batch: batch.to_owned(),
            base: origin.base.clone(),
            attempt: origin.attempt,
            submission: Submission {
                agency: origin.agency.clone(),
                item: origin.item.clone(),
                file_name: origin.file_name.clone(),
                channel: Channel::Form,
                by: by.by.clone(),
                reviewed: origin.reviewed.clone(),
                profile: origin.profile.clone(),
                correction: origin.correction,
            },
            agency: origin.agency.clone(),
            actor: by.clone(),
            policy: self.law.version().to_owned(),
            today: self.clock.today(),
            file_digest: digest.map_err(|_| IntakeError::Damaged { what: "a batch's digest" })?,
            bytes: origin.bytes,
            vault: Arc::clone(&self.vault),
            entropy: Arc::clone(&self.entropy),
        })
    }

    /// The record of a held row, examined by the item in force today.
    fn prepare_again(
        &self,
        origin: &Origin,
        context: &Context,
        (line, sealed): (u64, &str),
        taken: Option<(Taken, UnifiedCode)>,
    ) -> Result<Prepared, IntakeError> {
        let item = self.item(&origin.item, context.today)?;
        let shape = Shape::of(&self.law, &item.id, context.today)?;
        let headers = headers_of(&origin.headers)?;
        let mapping = Headers::of(item, &shape).map(&headers, origin.profile.as_deref(), false)?;
        let plain = self.vault.open(sealed, &cells_context(&context.batch, line))?;
        let cells: Vec<String> = serde_json::from_slice(&plain)
            .map_err(|_| IntakeError::Damaged { what: "a refused row" })?;
        let mut raw = RawRow::default();
        raw.begin(line);
        cells.iter().for_each(|cell| raw.push(cell));
        let mut row = Row::new(&shape, context.today.to_string());
        if let Some((taken, code)) = taken {
            row.meant = Some(code.as_str().to_owned());
            row.taken = Some(taken);
        }
        check::check(&mut row, &raw, &mapping);
        let subject = subject_of(&mut row, &self.key);
        let preparing = Preparing {
            law: &self.law,
            key: &self.key,
            context,
            purposeless: &[],
            recogniser: &origin.agency,
        };
        let record = subject.and_then(|subject| preparing.record(&mut row, line, &subject));
        match record {
            Some(record) if verdict(&row.faults) != Some(Severity::Refused) => Ok(*record),
            _ => Err(IntakeError::Faulty { faults: row.faults }),
        }
    }

    fn settling(
        &self,
        by: &Actor,
        origin: &Origin,
        batch: &str,
        line: u64,
        reason: &str,
    ) -> Settling {
        Settling {
            batch: batch.to_owned(),
            line,
            agency: origin.agency.clone(),
            item: origin.item.clone(),
            received_at: origin.received_at,
            by: by.clone(),
            reason: reason.trim().to_owned(),
            policy: self.law.version().to_owned(),
        }
    }
}

/// One decision on one held row.
struct Settling {
    batch: String,
    line: u64,
    agency: String,
    item: String,
    received_at: i64,
    by: Actor,
    reason: String,
    policy: String,
}

impl Settling {
    /// Makes sure that the row still waits.
    fn claim(&self, scribe: &mut Scribe<'_>) -> Result<(), IntakeError> {
        waiting_cells(settlements::one(scribe.tx(), &self.batch, self.line)?).map(drop)
    }

    /// Appends who decided what, and why.
    fn tell(&self, scribe: &mut Scribe<'_>, how: &str, shown: Option<Value>) -> Position {
        let mut body = json!({
            "batch": self.batch, "line": self.line, "how": how, "reason": self.reason,
        });
        if let (Some(body), Some(shown)) = (body.as_object_mut(), shown) {
            body.insert("meant".to_owned(), shown);
        }
        scribe.append(Draft {
            kind: FactKind::RowSettled,
            subject: None,
            actor: self.by.clone(),
            item: Some(self.item.clone()),
            policy: self.policy.clone(),
            body: body.to_string(),
        })
    }

    fn close(
        &self,
        scribe: &mut Scribe<'_>,
        how: &str,
        counts: &Counts,
        position: Option<Position>,
    ) -> Result<(), IntakeError> {
        let received = Timestamp::from_microsecond(self.received_at).unwrap_or_default();
        let month = month_of(date_in_china(received));
        let books = (self.batch.as_str(), self.agency.as_str(), self.item.as_str(), &*month);
        let position = position.map(|position| position.0);
        let at = scribe.now().as_microsecond();
        settlements::count_anew(scribe.tx(), books, counts, position)?;
        let settlement = Settlement {
            batch: &self.batch,
            line: self.line,
            how,
            at,
            account: &self.by.by,
            position,
            mended_in: None,
        };
        Ok(settlements::settle(scribe.tx(), &settlement)?)
    }
}

/// The sealed cells of a row that is held and still waits.
fn waiting_cells(row: Option<(bool, String, Option<String>)>) -> Result<String, IntakeError> {
    let act = "放行或者退回";
    match row {
        None => Err(IntakeError::NoSuchRecord),
        Some((true, cells, None)) => Ok(cells),
        Some((true, ..)) => Err(IntakeError::State { state: "已经处理过", act }),
        Some((false, ..)) => Err(IntakeError::State { state: "没有暂存", act }),
    }
}

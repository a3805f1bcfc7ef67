//! Takes a file: one thread reads and checks, the pen files, chunk by chunk.

use std::{
    io::Read,
    sync::{
        Arc,
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use policy::model::{agency::Agency, catalog::CatalogItem};
use sha2::{Digest, Sha256};
use vocabulary::{Actor, Date};

use crate::{
    Intake, IntakeError, Progress, Receipt, Step, Submission,
    batch::{
        chunk::Context,
        read::{Examiner, Handed},
        write,
    },
    format::{self, Meter, Spool},
    header::Headers,
    queries::batches,
    rule,
    shape::Shape,
};

/// Chunks that may wait for the pen: the reader is one ahead and no more, so memory stays flat.
const WAITING: usize = 1;

impl Intake {
    /// Checks a file and files its good rows; returns when everything is durable.
    ///
    /// The format (CSV, XLSX, JSON Lines, each plain or gzipped) and the encoding are found from the
    /// bytes. A reading that was interrupted goes on where it stopped when the same file is sent again
    /// by the same agency; a file that was read to its end is read anew, and says nothing new.
    ///
    /// # Errors
    ///
    /// Nothing is written if the batch as a whole is refused, or the file is empty or
    /// no table. If it cannot be read to its end, the chunks before are filed and the batch is marked
    /// broken.
    pub fn submit(
        &self,
        submission: &Submission,
        input: impl Read,
        progress: &mut Progress<'_>,
    ) -> Result<Receipt, IntakeError> {
        let today = self.clock.today();
        let agency = self.agency(&submission.agency)?;
        let item = self.item(&submission.item, today)?;
        self.admit(agency, item, submission)?;
        let shape = Shape::of(&self.law, &item.id, today)?;
        let headers = Headers::of(item, &shape);
        let mut spool = Spool::take(input, &self.limits)?;
        let base = base_of(&agency.code, &item.id, spool.digest(), submission);
        let _mine = self.reading.enter(&base)?;
        let (attempt, skip) = self.attempt(&base)?;
        let context = Arc::new(self.context(submission, agency, today, (base, attempt), &spool));
        let read = self.read(&context, (&shape, &headers), &mut spool, skip, progress);
        if let Err(error) = read {
            self.break_off(&context, &error)?;
            return Err(error);
        }
        self.receipt(&context.batch)
    }

    /// The same for rows that come as objects, through the API or a form: field name (or label, or code)
    /// to value.
    pub fn submit_rows<'r>(
        &self,
        submission: &Submission,
        rows: impl IntoIterator<Item = &'r serde_json::Map<String, serde_json::Value>>,
    ) -> Result<Receipt, IntakeError> {
        let mut lines = Vec::new();
        for row in rows {
            // Writing JSON into memory cannot fail.
            let _ = serde_json::to_writer(&mut lines, row);
            lines.push(b'\n');
        }
        self.submit(submission, lines.as_slice(), &mut Progress::silent())
    }

    /// Whether this agency may send this item in this way.
    fn admit(
        &self,
        agency: &Agency,
        item: &CatalogItem,
        submission: &Submission,
    ) -> Result<(), IntakeError> {
        if !self.law.may_provide(agency, item) {
            return Err(IntakeError::Refused {
                rule: &rule::NOT_PROVIDER,
                message: format!("{}不是“{}”的数源单位", agency.title.zh, item.title.zh),
            });
        }
        let reviewed = submission.reviewed.as_ref().is_some_and(|by| !by.trim().is_empty());
        if item.secrecy_review && !reviewed {
            return Err(IntakeError::Refused {
                rule: &rule::NOT_REVIEWED,
                message: format!("“{}”须先经保密和隐私审查", item.title.zh),
            });
        }
        Ok(())
    }

    /// Which attempt this is, and how many rows an interrupted one has done.
    fn attempt(&self, base: &str) -> Result<(u64, u64), IntakeError> {
        let latest = self.db.read(|tx| batches::latest(tx, base))?;
        Ok(match latest {
            Some((attempt, state, done)) if state == "open" => (attempt, done),
            Some((attempt, ..)) => (attempt + 1, 0),
            None => (1, 0),
        })
    }

    fn context(
        &self,
        submission: &Submission,
        agency: &Agency,
        today: Date,
        (base, attempt): (String, u64),
        spool: &Spool,
    ) -> Context {
        Context {
            batch: format!("{base}-{attempt}"),
            base,
            attempt,
            submission: submission.clone(),
            agency: agency.code.clone(),
            actor: Actor::new(agency.code.clone(), submission.by.clone()),
            policy: self.law.version().to_owned(),
            today,
            file_digest: *spool.digest(),
            bytes: spool.bytes(),
            vault: Arc::clone(&self.vault),
            entropy: Arc::clone(&self.entropy),
        }
    }

    /// Reads in one thread, hands to the pen in this one.
    fn read(
        &self,
        context: &Arc<Context>,
        (shape, headers): (&Shape, &Headers),
        spool: &mut Spool,
        skip: u64,
        progress: &mut Progress<'_>,
    ) -> Result<(), IntakeError> {
        let meter = Meter::default();
        let watch = meter.clone();
        let (out, chunks) = sync_channel(WAITING);
        let limits = &self.limits;
        let examiner = Examiner::new(
            (&self.law, &*self.directory),
            (&self.db, &self.key),
            (shape, headers),
            Arc::clone(context),
            skip,
            out.clone(),
        );
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut examiner = examiner;
                let read = format::read(spool, limits, &meter, &mut examiner);
                if let Err(error) = read.and_then(|_| examiner.finish()) {
                    // The writing side may have gone first; then it knows why.
                    let _ = out.send(Err(error));
                }
            });
            // By value: when writing fails, the reader must not wait for it.
            self.write_chunks(context, chunks, &watch, progress)
        })
    }

    fn write_chunks(
        &self,
        context: &Arc<Context>,
        chunks: Receiver<Handed>,
        meter: &Meter,
        progress: &mut Progress<'_>,
    ) -> Result<(), IntakeError> {
        loop {
            let chunk = chunks.recv().map_err(|_| IntakeError::BrokenOff)??;
            let end = chunk.end;
            let context_of_job = Arc::clone(context);
            let rows =
                self.pen.transact(move |scribe| write::write(scribe, &context_of_job, chunk))?;
            progress.tell(Step { rows, bytes: meter.read(), of_bytes: context.bytes });
            if end {
                return Ok(());
            }
        }
    }

    /// Marks a batch whose file cannot be read further, if it was opened. A fault of this machine
    /// leaves it open: the same file goes on later.
    fn break_off(&self, context: &Arc<Context>, error: &IntakeError) -> Result<(), IntakeError> {
        let by_file = matches!(
            error,
            IntakeError::Unreadable { .. }
                | IntakeError::TooLarge { .. }
                | IntakeError::Refused { .. }
        );
        if !by_file {
            return Ok(());
        }
        let (batch, why) = (context.batch.clone(), error.to_string());
        self.pen.transact(move |scribe| {
            let at = scribe.now().as_microsecond();
            batches::break_off(scribe.tx(), &batch, at, &why).map_err(IntakeError::from)
        })
    }
}

/// 24 hex digits of who sent what as what. A correction or another profile is another batch.
pub(crate) fn base_of(
    agency: &str,
    item: &str,
    file: &[u8; 32],
    submission: &Submission,
) -> String {
    let mut digest = Sha256::new();
    let profile = submission.profile.as_deref().unwrap_or_default();
    for part in [agency, item, profile, if submission.correction { "correction" } else { "" }] {
        digest.update(part.as_bytes());
        digest.update(b"\0");
    }
    digest.update(file);
    hex::encode(digest.finalize().get(..12).unwrap_or_default())
}

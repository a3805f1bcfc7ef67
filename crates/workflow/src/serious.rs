//! A serious list names a subject: what praises it ends (C-33.a).

use std::sync::Arc;

use archive::{AsOf, read};
use policy::model::list::ListKind;
use store::Tx;
use vocabulary::{Date, SubjectId};

use crate::{By, Cases, Input, WorkflowError, case::Ticked, cases::Inner, queries::cases};

impl Inner {
    /// The serious list in which a subject stands today, in words; none if in none.
    pub(crate) fn serious(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        today: Date,
    ) -> Result<Option<String>, WorkflowError> {
        let Some(whole) = read::whole(tx, subject)? else { return Ok(None) };
        let records = read::records(tx, &whole, AsOf { valid_on: Some(today), known_at: None })?;
        let named =
            records.into_iter().filter(|record| record.is_shared_on(today)).find_map(|record| {
                let item = self.law.item(&record.item, today)?;
                let list = self.law.list(item.list.as_deref()?, today)?;
                (list.kind == ListKind::Serious).then(|| list.title.zh.clone())
            });
        Ok(named)
    }
}

impl Cases {
    /// Makes the move of every case whose subject a serious list names.
    pub(crate) fn end_praise(&self, ticked: &mut Ticked) -> Result<(), WorkflowError> {
        let today = self.0.clock.today();
        let processes: Vec<String> = self
            .0
            .law
            .processes_ever()
            .filter(|process| process.on_serious.is_some())
            .map(|process| process.id.clone())
            .collect();
        let struck = self.0.db.read(|tx| {
            let mut struck = Vec::new();
            for process in &processes {
                for case in cases::open_of(tx, process)? {
                    let Some(subject) = case.subject else { continue };
                    let step = self.0.edition(&case)?.on_serious.clone();
                    let Some(step) = step else { continue };
                    if self.0.serious(tx, subject, today)?.is_some() {
                        struck.push((case.number, step));
                    }
                }
            }
            Ok::<_, WorkflowError>(struck)
        })?;
        for (number, step) in struck {
            let inner = Arc::clone(&self.0);
            let made = self.0.pen.transact(move |scribe| {
                let known = inner.known(scribe.tx(), &number)?;
                let fits = known.process.step(&step);
                if !fits.is_some_and(|step| step.from.contains(&known.case.state)) {
                    return Ok(false);
                }
                let input = Input::default();
                inner.act(scribe, (&By::Clock, 0), (known, &step), (&input, Vec::new()))?;
                Ok::<_, WorkflowError>(true)
            })?;
            ticked.expired += u64::from(made);
        }
        Ok(())
    }
}

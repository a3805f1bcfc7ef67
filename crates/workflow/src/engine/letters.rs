//! Letters and messages as somebody sees them.

use policy::model::{basis::Title, process::Who};
use store::Tx;

use super::{
    act::{Known, parsed},
    view::Sees,
};
use crate::{
    By, Cases, WorkflowError,
    case::{Letter, LetterLine, Why},
    cases::Inner,
    queries::letters::{self, Sent},
};

impl Cases {
    /// Letters and messages of a case, as far as the viewer sees them: staff all, parties their own.
    pub fn letters(&self, by: &By, number: &str) -> Result<Vec<LetterLine>, WorkflowError> {
        let number = parsed(number)?;
        self.0.db.read(|tx| {
            let (known, seats) = self.0.seen(tx, by, &number)?;
            let sees = Sees { seats: &seats, staff: matches!(by, By::Staff(_)) };
            self.0.letter_lines(tx, &known, sees)
        })
    }

    /// One letter; `place` as in [`LetterLine::place`].
    pub fn letter(&self, by: &By, number: &str, place: u64) -> Result<Letter, WorkflowError> {
        let number = parsed(number)?;
        self.0.db.read(|tx| {
            let (known, seats) = self.0.seen(tx, by, &number)?;
            let sees = Sees { seats: &seats, staff: matches!(by, By::Staff(_)) };
            let sent = letters::of(tx, known.case.key())?.into_iter();
            let mut sent = sent.filter(|sent| reads(&known, sees, sent));
            let missing = || WorkflowError::NoSuchCase { number: number.clone() };
            let sent = sent.find(|sent| sent.written.place == place).ok_or_else(missing)?;
            let line = self.0.line(tx, &known.case, self.0.clock.today(), Why::Owner)?;
            let from = self.0.law.agency(&sent.written.from);
            Ok(Letter {
                text: self.0.opened_title(&number, (place, "text"), &sent.written.text)?,
                from: sent.written.from.clone(),
                from_title: from.map(|agency| agency.title.clone()),
                subject_name: line.name,
                line: self.0.letter_line(&known, &sent)?,
                number,
            })
        })
    }
}

/// Whether a letter is one of the viewer's.
fn reads(known: &Known<'_>, sees: Sees<'_>, sent: &Sent) -> bool {
    let to = known.process.actor(&sent.written.to);
    sees.staff || to.is_some_and(|to| to.who == Who::Party && sees.seats.contains(&to.id))
}

impl Inner {
    pub(crate) fn letter_lines(
        &self,
        tx: &mut Tx,
        known: &Known<'_>,
        sees: Sees<'_>,
    ) -> Result<Vec<LetterLine>, WorkflowError> {
        let sent = letters::of(tx, known.case.key())?.into_iter();
        let mine = sent.filter(|sent| reads(known, sees, sent));
        mine.map(|sent| self.letter_line(known, &sent)).collect()
    }

    fn letter_line(&self, known: &Known<'_>, sent: &Sent) -> Result<LetterLine, WorkflowError> {
        let written = &sent.written;
        let to = known.process.actor(&written.to).map(|actor| actor.title.clone());
        let number = &known.case.number;
        Ok(LetterLine {
            place: written.place,
            notice: written.notice.clone(),
            title: self.opened_title(number, (written.place, "title"), &written.title)?,
            letter: written.formal,
            to: written.to.clone(),
            to_title: to.unwrap_or_else(|| Title { zh: String::new(), en: String::new() }),
            on: sent.on,
            at: sent.at,
            position: sent.position,
        })
    }

    fn opened_title(
        &self,
        number: &str,
        (place, part): (u64, &str),
        sealed: &str,
    ) -> Result<Title, WorkflowError> {
        let json = self.open_in(number, &format!("letter/{place}/{part}"), sealed)?;
        serde_json::from_str(&json).map_err(|_| WorkflowError::Damaged { what: "a letter" })
    }
}

//! Beginning a case.

use policy::model::process::Process;
use vocabulary::SubjectId;

use crate::{
    By, Cases, Input, NewCase, Paper, StaffBy, WorkflowError,
    case::{
        Acted, CaseLine, CaseOrNew, CaseView, Choice, Count, FigureFilter, Imported, Letter,
        LetterLine, MoveView, Page, Paged, ProcessFigures, QueueFilter, Receipt, Ticked,
    },
};

fn not_yet<T>() -> Result<T, WorkflowError> {
    Err(WorkflowError::NoSuchCase { number: String::new() })
}

impl Cases {
    /// Begins a case.
    ///
    /// # Errors
    ///
    /// [`WorkflowError::Faulty`] field by field; [`WorkflowError::Refused`] by a rule;
    /// [`WorkflowError::NoOwner`] if nobody could handle it (H-36).
    pub fn open(&self, _by: &By, _new: NewCase) -> Result<Receipt, WorkflowError> {
        not_yet()
    }

    /// Makes a move.
    pub fn act(
        &self,
        _by: &By,
        _number: &str,
        _step: &str,
        _input: Input,
    ) -> Result<Acted, WorkflowError> {
        not_yet()
    }

    /// Extends a clock, with a reason that the parties read.
    pub fn extend(
        &self,
        _by: &By,
        _number: &str,
        _clock: &str,
        _reason: &str,
    ) -> Result<(), WorkflowError> {
        not_yet()
    }

    /// Adds a note; those of staff are read by staff only.
    pub fn note(&self, _by: &By, _number: &str, _text: &str) -> Result<(), WorkflowError> {
        not_yet()
    }

    /// Adds a paper of the process outside of a move.
    pub fn add_paper(&self, _by: &By, _number: &str, _paper: Paper) -> Result<(), WorkflowError> {
        not_yet()
    }

    /// Gives a case to another agency of the same kind, with a reason.
    pub fn hand_over(
        &self,
        _by: &By,
        _number: &str,
        _agency: &str,
        _reason: &str,
    ) -> Result<(), WorkflowError> {
        not_yet()
    }

    /// Opens a field that only named officers see; each time is a step of the case. `starter` opens
    /// name and contact of whoever began it without an account, one line each.
    pub fn reveal(&self, _by: &By, _number: &str, _field: &str) -> Result<String, WorkflowError> {
        not_yet()
    }

    /// A paper with its content; `place` as in [`CaseView::papers`].
    pub fn paper(&self, _by: &By, _number: &str, _place: u64) -> Result<Paper, WorkflowError> {
        not_yet()
    }

    /// A case as somebody sees it.
    pub fn view(&self, _by: &By, _number: &str) -> Result<CaseView, WorkflowError> {
        not_yet()
    }

    /// Cases that a holder began or that are about the subject for which it acts, newest first.
    pub fn mine(&self, _by: &By, _page: &Page) -> Result<Paged<CaseLine>, WorkflowError> {
        not_yet()
    }

    /// Cases about a record, newest first; only those in which the viewer has a part.
    pub fn of_record(
        &self,
        _by: &By,
        _subject: SubjectId,
        _digest: &str,
    ) -> Result<Vec<CaseLine>, WorkflowError> {
        not_yet()
    }

    /// Cases of a process whose state is public, newest first.
    pub fn openly(&self, _process: &str, _page: &Page) -> Result<Paged<CaseView>, WorkflowError> {
        not_yet()
    }

    /// What a person of staff must do next, the earliest last day first.
    pub fn queue(
        &self,
        _by: &StaffBy,
        _filter: &QueueFilter,
        _page: &Page,
    ) -> Result<Paged<CaseLine>, WorkflowError> {
        not_yet()
    }

    /// How many cases are in that queue, by process and colour.
    pub fn counts(&self, _by: &StaffBy) -> Result<Vec<Count>, WorkflowError> {
        not_yet()
    }

    /// Processes that somebody may begin, about a subject or a record if given.
    pub fn startable(
        &self,
        _by: &By,
        _subject: Option<SubjectId>,
        _digest: Option<&str>,
    ) -> Result<Vec<&Process>, WorkflowError> {
        not_yet()
    }

    /// The form that begins a case (`start`), with the reason if it is refused.
    pub fn start(&self, _by: &By, _new: &NewCase) -> Result<MoveView, WorkflowError> {
        not_yet()
    }

    /// What a field can be chosen from; empty: it is typed.
    pub fn options(
        &self,
        _by: &By,
        _of: &CaseOrNew,
        _field: &str,
    ) -> Result<Vec<Choice>, WorkflowError> {
        not_yet()
    }

    /// The daily run over all clocks: alarms, days that passed, steps against lateness, moves that
    /// clocks make. Running it again on the same day changes nothing.
    pub fn tick(&self) -> Result<Ticked, WorkflowError> {
        not_yet()
    }

    /// Begins a case for each entry of a plan that has none yet.
    pub fn import(&self, _by: &By, _plan: &str) -> Result<Imported, WorkflowError> {
        not_yet()
    }

    /// What is counted of processes and units.
    pub fn figures(&self, _filter: &FigureFilter) -> Result<Vec<ProcessFigures>, WorkflowError> {
        not_yet()
    }

    /// Letters and messages of a case, as far as the viewer sees them.
    pub fn letters(&self, _by: &By, _number: &str) -> Result<Vec<LetterLine>, WorkflowError> {
        not_yet()
    }

    /// One letter.
    pub fn letter(&self, _by: &By, _number: &str, _place: u64) -> Result<Letter, WorkflowError> {
        not_yet()
    }

    /// The same move for several cases, each by itself; what was refused says why.
    pub fn act_on_all(
        &self,
        _by: &By,
        _numbers: &[String],
        _step: &str,
        _input: &Input,
    ) -> Vec<(String, Result<Acted, WorkflowError>)> {
        Vec::new()
    }
}

//! Conditions of moves: each refuses with its rule, the reason, the basis and what to do.

mod commitment;
mod list;
mod measure;
mod open_text;
mod place;
mod record;
mod responsible;
mod subject;
mod time;

use archive::{Content, Record, contents};
use ledger::Scribe;
use policy::model::{
    basis::Basis,
    process::{Guard, GuardRule},
};
use store::Tx;
use vocabulary::SubjectKind;

use crate::{Refusal, WorkflowError, doing::Doing};

/// Whether a condition holds; the refusal says which rule, why, and what to do.
pub(crate) fn hold(
    doing: &Doing<'_>,
    scribe: &mut Scribe<'_>,
    guard: &Guard,
) -> Result<(), WorkflowError> {
    look(doing, scribe.tx(), guard)
}

/// The same where nothing is written.
pub(crate) fn look(doing: &Doing<'_>, tx: &mut Tx, guard: &Guard) -> Result<(), WorkflowError> {
    let ask = Ask { doing, guard };
    match guard.rule {
        GuardRule::RecordInForce => record::in_force(&ask, tx),
        GuardRule::RepairTermOver => record::repair_term_over(&ask, tx),
        GuardRule::LawfulAuthority => list::authority(&ask, tx),
        GuardRule::LawfulList => list::lawful(&ask, tx),
        GuardRule::LawfulMeasure => measure::lawful(&ask, tx),
        GuardRule::MeasureBody => measure::body(&ask),
        GuardRule::Warned => measure::warned(&ask, tx),
        GuardRule::DecisionNames => subject::decision_names(&ask, tx),
        GuardRule::OnceAQuarter => time::once_a_quarter(&ask, tx),
        GuardRule::TasksEnded => time::tasks_ended(&ask, tx),
        GuardRule::Organisation => subject::organisation(&ask, tx),
        GuardRule::OfAge => subject::of_age(&ask, tx),
        GuardRule::Consented => subject::consented(&ask, tx),
        GuardRule::Eligible => commitment::eligible(&ask, tx),
        GuardRule::CommitmentOpen => commitment::open(&ask, tx),
        GuardRule::DayOver => time::day_over(&ask),
        GuardRule::DayAhead => time::day_ahead(&ask),
        GuardRule::ResponsibleThen => subject::responsible_then(&ask, tx),
        GuardRule::Ticked => time::ticked(&ask),
        GuardRule::Anonymised => open_text::anonymised(&ask, tx),
        GuardRule::PlacesLeft => place::places_left(&ask, tx),
        GuardRule::Unticked => time::unticked(&ask),
    }
}

/// One condition of one step.
struct Ask<'a, 'd> {
    doing: &'a Doing<'d>,
    guard: &'a Guard,
}

impl Ask<'_, '_> {
    /// The value of the field that the condition looks at.
    fn value(&self) -> Option<&str> {
        self.doing.field(self.guard.field.as_deref()?)
    }

    /// The value of its further field.
    fn other(&self) -> Option<&str> {
        self.doing.field(self.guard.or.as_deref()?)
    }

    /// The label of a field of the process.
    fn label(&self, field: Option<&str>) -> String {
        let found = field.and_then(|field| self.doing.process.field(field));
        found.map_or_else(|| "所需栏目".to_owned(), |field| field.title.zh.clone())
    }

    /// The record with what it says; none if the case is about none, or its body was erased.
    fn record(&self, tx: &mut Tx) -> Result<Option<(Record, Option<Content>)>, WorkflowError> {
        let case = &self.doing.case;
        let found = self.doing.inner.record_of(tx, case.subject, &case.digest)?;
        let Some(record) = found else { return Ok(None) };
        let content = contents(tx, &[&record])?.pop().flatten();
        Ok(Some((record, content)))
    }

    /// What the subject is; none if the platform does not know it.
    fn kind(&self, tx: &mut Tx) -> Result<Option<SubjectKind>, WorkflowError> {
        let Some(id) = self.doing.case.subject else { return Ok(None) };
        let known = archive::read::whole(tx, id)?.map(|whole| whole.subject.kind);
        Ok(known.or(self.doing.process.only_persons().then_some(SubjectKind::Person)))
    }
}

/// Whether a tick is set.
pub(crate) fn is_ticked(value: Option<&str>) -> bool {
    !matches!(value.map(str::trim), None | Some("" | "false" | "no" | "off" | "0"))
}

/// A refusal.
pub(crate) fn refuse(
    rule: &str,
    reason: impl Into<String>,
    basis: impl Into<String>,
    remedy: impl Into<String>,
) -> WorkflowError {
    WorkflowError::Refused(Box::new(Refusal {
        rule: rule.to_owned(),
        reason: reason.into(),
        basis: basis.into(),
        remedy: remedy.into(),
    }))
}

/// The first basis in words.
fn told(basis: &[Basis]) -> String {
    basis.first().map_or_else(String::new, |one| {
        let article = one.article.as_deref().unwrap_or_default();
        format!("{} {article}", one.document).trim_end().to_owned()
    })
}

/// What carries the whole of repair and objection in this province.
const REGULATION: &str = "山东省社会信用条例";
const LISTS: &str = "国办发〔2020〕49号";
const REPAIR: &str = "信用修复管理办法";

//! Scores of agencies: every figure that their cases hold, for the yearly assessment (C-21.e, C-32.c).

use policy::model::{
    basis::Title,
    process::{About, FieldKind, Process, ProcessGroup, Sight},
};
use serde::Serialize;
use vocabulary::Date;

use super::ALWAYS;
use crate::{Cases, WorkflowError, queries::boards};

/// Cases that score agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ScoreBoard {
    /// The figures, in the order of the forms.
    pub figures: Vec<Title>,
    /// One line a case, the newest first.
    pub lines: Vec<ScoreLine>,
}

/// One agency's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreLine {
    /// Number of the case.
    pub number: String,
    /// The agency, by its id.
    pub unit: String,
    /// Where the case stands.
    pub state: Option<Title>,
    /// Whether it is final.
    pub ended: bool,
    /// The day on which it began.
    pub filed_on: Date,
    /// The figures; none where nothing stands yet.
    pub values: Vec<Option<String>>,
}

impl Cases {
    /// What agencies were scored, by every case of a process of this kind.
    pub fn scores(&self) -> Result<ScoreBoard, WorkflowError> {
        let inner = &*self.0;
        let scoring = inner.chosen(scores);
        let figures: Vec<(&str, &str, &Title)> = scoring
            .iter()
            .flat_map(|one| figures_of(one).map(|(id, title)| (&*one.id, id, title)))
            .collect();
        let mut lines: Vec<ScoreLine> = Vec::new();
        inner.db.read(|tx| {
            for process in &scoring {
                boards::each(tx, &process.id, ALWAYS, |seen| {
                    let value = |(of, field, _): &(&str, &str, &Title)| {
                        let own = *of == process.id;
                        seen.plain(field).filter(|_| own).map(str::to_owned)
                    };
                    lines.push(ScoreLine {
                        unit: inner.body(process, &seen),
                        state: process.state(&seen.state).map(|state| state.title.clone()),
                        ended: seen.outcome.is_some(),
                        filed_on: seen.filed_on,
                        values: figures.iter().map(value).collect(),
                        number: seen.number,
                    });
                })?;
            }
            Ok::<_, WorkflowError>(())
        })?;
        lines.sort_by(|one, other| {
            (other.filed_on, &other.number).cmp(&(one.filed_on, &one.number))
        });
        let figures = figures.into_iter().map(|(_, _, title)| title.clone()).collect();
        Ok(ScoreBoard { figures, lines })
    }
}

/// Whether a process scores agencies: a task about one, with figures.
fn scores(process: &Process) -> bool {
    process.group == ProcessGroup::Tasks
        && process.about == About::Agency
        && figures_of(process).count() > 1
}

fn figures_of(process: &Process) -> impl Iterator<Item = (&str, &Title)> {
    let open = process.field.iter().filter(|one| one.sight != Sight::Named);
    let figures = open.filter(|one| one.kind == FieldKind::Number);
    figures.map(|one| (one.id.as_str(), &one.title))
}

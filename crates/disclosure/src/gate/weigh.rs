//! What a check sees: the standing of a subject, handed out only under the fact that registers it.

use archive::{Entry, standing::standings};
use policy::model::catalog::CatalogItem;
use serde_json::Value;
use vocabulary::{Draft, FactKind, Position, SubjectId, SubjectKind};

use super::{Gate, Inner, refusals::not_yours, refuse::Look};
use crate::{
    Disclosed, EntryView, GateError, Standing, Viewer, Whence,
    view::{Reach, field::Looking, subject::brief},
};

/// What a judge made of a standing: the fact that registers the look, and the answer.
pub struct Weighed<T> {
    /// The `check.made` fact: it is the look too.
    pub draft: Draft,
    /// The answer, handed out when the fact is durable.
    pub answer: T,
}

impl Gate {
    /// Shows `judge` the standing of each subject, appends the facts it drafts in one durable step,
    /// and only then hands out its answers, each with the position of its fact (H-78).
    ///
    /// Of each subject only active entries of the viewer's items are shown, on today's dates. The
    /// viewer is an agency; whoever else asks gets a refusal.
    pub fn weigh<T>(
        &self,
        viewer: &Viewer,
        subjects: &[SubjectId],
        mut judge: impl FnMut(usize, Standing) -> Result<Weighed<T>, GateError>,
    ) -> Result<Vec<(Position, Disclosed<T>)>, GateError> {
        let inner = &*self.0;
        let Viewer::Department { actor, .. } = viewer else {
            return Err(self.refuse(&viewer.actor(), None, not_yours(), &Look::default()));
        };
        if let Some(refusal) = inner.why_not(viewer)? {
            let subject = subjects.first().copied().filter(|_| subjects.len() == 1);
            return Err(self.refuse(actor, subject, refusal, &inner.look(viewer)));
        }
        let found = inner.db.glance(|tx| Ok::<_, GateError>(standings(tx, subjects)?))?;
        let reach = Reach::of(viewer);
        let (mut drafts, mut answers) = (Vec::new(), Vec::new());
        for (index, found) in found.into_iter().enumerate() {
            let weighed = judge(index, inner.standing(&reach, found))?;
            debug_assert_eq!(weighed.draft.kind, FactKind::CheckMade);
            drafts.push(match self.whence() {
                Some(whence) => stamped(weighed.draft, whence),
                None => weighed.draft,
            });
            answers.push(weighed.answer);
        }
        let positions = inner.pen.append(drafts)?;
        Ok(positions.into_iter().zip(answers.into_iter().map(Disclosed::new)).collect())
    }
}

/// The fact of a check with the door through which it was asked.
fn stamped(draft: Draft, whence: &Whence) -> Draft {
    let Ok(Value::Object(mut body)) = serde_json::from_str(&draft.body) else { return draft };
    body.insert("channel".to_owned(), whence.channel.as_str().into());
    for (name, value) in [("division", &whence.division), ("account", &whence.account)] {
        if let Some(value) = value {
            body.insert(name.to_owned(), value.as_str().into());
        }
    }
    Draft { body: Value::Object(body).to_string(), ..draft }
}

impl Inner {
    fn standing(&self, reach: &Reach, found: Option<archive::Standing>) -> Standing {
        let Some(found) = found else { return Standing { head: None, entries: Vec::new() } };
        let subject = found.subject;
        let looking = self.looking(reach, subject.id, subject.kind);
        let entries = found.entries.into_iter();
        let entries = entries.filter_map(|entry| self.entry(&looking, subject.kind, entry));
        Standing { entries: entries.collect(), head: Some(brief(&subject)) }
    }

    fn entry(&self, looking: &Looking<'_>, kind: SubjectKind, entry: Entry) -> Option<EntryView> {
        let today = self.clock.today();
        let item = self.law.item(&entry.item, today)?;
        let shared = entry.shared_until.is_none_or(|until| today <= until);
        if !shared || !looking.reach.sees_item(item, kind) {
            return None;
        }
        Some(EntryView {
            position: entry.position,
            decided_on: entry.decided_on,
            from_on: entry.from_on,
            until_on: entry.until_on,
            shared_until: entry.shared_until,
            in_objection: entry.in_objection,
            fields: shown(looking, item, &entry),
            severity: entry.class,
            digest: entry.digest,
            item: entry.item,
        })
    }
}

/// The kept fields of an entry as an agency may see them.
fn shown(
    looking: &Looking<'_>,
    item: &CatalogItem,
    entry: &Entry,
) -> std::collections::BTreeMap<String, String> {
    let show = |(name, value): &(String, String)| {
        let field = item.field.iter().find(|field| field.name == *name)?;
        Some((name.clone(), looking.show(field, value)?.value))
    };
    entry.fields.iter().filter_map(show).collect()
}

//! How an objection stands: for whoever filed it, by number and code, or by account.

use archive::read;
use disclosure::Viewer;
use store::Tx;
use vocabulary::{Actor, SubjectId};

use crate::{
    Due, Objections, Page, Paged, StatusView, StepView, WorkflowError, number,
    objections::Inner,
    queries::{
        objections::{self, Objection},
        steps,
    },
};

impl Objections {
    /// The status for whoever has number and code; none if either is wrong, whichever it is.
    pub fn status(&self, number: &str, code: &str) -> Result<Option<StatusView>, WorkflowError> {
        let Some(number) = number::parse(number) else { return Ok(None) };
        self.0.db.read(|tx| {
            let Some(found) = objections::find(tx, &number)? else { return Ok(None) };
            let known = self.0.open(&found.number, "code", &found.code)?;
            if !number::same_code(&known, code) {
                return Ok(None);
            }
            self.0.status(tx, &found).map(Some)
        })
    }

    /// The objections to a subject's records, whoever filed them, newest first: for the subject
    /// itself and auditors.
    pub fn of_subject(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        page: Page,
    ) -> Result<Paged<StatusView>, WorkflowError> {
        let told = match viewer {
            Viewer::Subject { subject: own } => *own == subject,
            Viewer::Auditor { .. } => true,
            _ => false,
        };
        if !told {
            let remedy = "请由该主体本人查询。";
            return Err(WorkflowError::refused("H-77", "只有主体本人可以查看", remedy));
        }
        self.0.db.read(|tx| {
            let ids = read::whole(tx, subject)?.map_or_else(|| vec![subject], |whole| whole.ids);
            let mut found = Vec::new();
            for id in ids {
                found.append(&mut objections::of_subject(tx, id, span(page))?);
            }
            found.sort_by_key(|objection| std::cmp::Reverse(objection.position));
            self.0.paged(tx, found, page)
        })
    }

    /// The objections that an account filed, newest first.
    pub fn of_holder(
        &self,
        holder: &Actor,
        page: Page,
    ) -> Result<Paged<StatusView>, WorkflowError> {
        self.0.db.read(|tx| {
            let found = objections::of_holder(tx, &holder.by, span(page))?;
            self.0.paged(tx, found, page)
        })
    }
}

/// One row more than the page holds, to know whether there is a next one.
fn span(page: Page) -> (u64, usize) {
    (page.after.unwrap_or(u64::MAX), page.rows() + 1)
}

impl Inner {
    fn paged(
        &self,
        tx: &mut Tx,
        mut found: Vec<Objection>,
        page: Page,
    ) -> Result<Paged<StatusView>, WorkflowError> {
        let more = found.len() > page.rows();
        found.truncate(page.rows());
        let next = found.last().filter(|_| more).map(|objection| objection.position);
        let views = found.iter().map(|objection| self.status(tx, objection));
        Ok(Paged { entries: views.collect::<Result<_, _>>()?, next })
    }

    fn status(&self, tx: &mut Tx, found: &Objection) -> Result<StatusView, WorkflowError> {
        let due = Due::of(&self.law, found.filed_on, found.involved)?;
        let steps = self.steps(tx, found)?.into_iter();
        let steps = steps.filter(|step| !["noted", "contacted"].contains(&step.step.as_str()));
        Ok(StatusView {
            number: found.number.clone(),
            subject: found.subject.to_hex(),
            digest: found.digest.clone(),
            title: self.title(&found.item),
            item: found.item.clone(),
            state: found.state,
            said: found.state.in_words(),
            marked: found.marked,
            filed_on: found.filed_on,
            due,
            steps: steps.map(|step| StepView { by: None, ..step }).collect(),
        })
    }

    /// What an item is called today.
    pub(crate) fn title(&self, item: &str) -> Option<policy::model::basis::Title> {
        self.law.item(item, self.clock.today()).map(|item| item.title.clone())
    }

    /// The steps of an objection, their notes opened.
    pub(crate) fn steps(
        &self,
        tx: &mut Tx,
        of: &Objection,
    ) -> Result<Vec<StepView>, WorkflowError> {
        let steps = steps::of(tx, (of.subject, &of.number))?;
        let view = |step: steps::Step| {
            let filed = step.step == "filed";
            let note = self.open(&of.number, "note", &step.note)?;
            Ok(StepView {
                at: step.at,
                step: step.step,
                agency: if filed { String::new() } else { step.agency },
                by: Some(step.account).filter(|_| !filed),
                note: Some(note).filter(|note| !note.is_empty()),
                position: step.position,
            })
        };
        steps.into_iter().map(view).collect()
    }
}

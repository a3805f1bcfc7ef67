//! Search: by number, by name, by whatever somebody remembers of it.

use archive::{ArchiveError, Found, read};
use identity::How;
use vocabulary::{SubjectId, SubjectKind};

use super::Gate;
use crate::{
    CandidateView, Disclosed, FoundView, GateError, PageRequest, Paged, Query,
    view::subject::{brief, full},
};

impl Gate {
    /// Organisations that match, best first. Natural persons are never found, not by name nor by
    /// number (H-03): their numbers lead to [`Gate::file`] only.
    pub fn search(
        &self,
        query: &Query,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<FoundView>>, GateError> {
        let paged = match query {
            Query::Subject(subject) => self.by_number(*subject)?,
            Query::Name(text) => {
                let (size, after) = (self.page_size(page.size), page.after.as_deref());
                let (found, next) = self.0.finder.search(text, after, size).map_err(mark)?;
                Paged { entries: found.into_iter().map(view).collect(), next }
            }
        };
        Ok(Disclosed::new(paged))
    }

    fn by_number(&self, subject: SubjectId) -> Result<Paged<FoundView>, GateError> {
        self.0.db.read(|tx| {
            let whole = read::whole(tx, subject)?;
            let mut entries = Vec::new();
            if let Some(whole) = whole.filter(|w| w.subject.kind != SubjectKind::Person) {
                let head = full(&whole, &read::names(tx, &whole)?);
                let (marks, how) = (Vec::new(), How::Code);
                entries.push(FoundView { head, matched: None, how, marks, code_part: None });
            }
            Ok(Paged { entries, next: None })
        })
    }

    /// Organisations that somebody who types may mean, best first; without former names.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<Disclosed<Vec<FoundView>>, GateError> {
        let found = self.0.finder.suggest(text, self.page_size(limit))?;
        Ok(Disclosed::new(found.into_iter().map(view).collect()))
    }

    /// Organisations that a name may mean, best first, each with the reasons.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn candidates(
        &self,
        name: &str,
        limit: u32,
    ) -> Result<Disclosed<Vec<CandidateView>>, GateError> {
        let found = self.0.finder.candidates(name, self.page_size(limit) as usize)?;
        let ids: Vec<SubjectId> = found.iter().map(|one| one.subject).collect();
        let subjects = self.0.db.read(|tx| read::subjects(tx, &ids))?;
        let both = found.into_iter().zip(subjects);
        let views = both.filter_map(|(one, subject)| {
            let head = brief(&subject?);
            Some(CandidateView { head, former: one.former, score: one.score })
        });
        Ok(Disclosed::new(views.collect()))
    }
}

fn view(found: Found) -> FoundView {
    let former = found.subject.name.as_ref() != Some(&found.matched);
    FoundView {
        head: brief(&found.subject),
        matched: former.then_some(found.matched),
        how: found.how,
        marks: found.marks,
        code_part: found.code_part,
    }
}

/// A page mark that cannot be read is the asker's error and told as such.
fn mark(error: ArchiveError) -> GateError {
    match error {
        ArchiveError::Cursor { cursor } => GateError::Cursor { cursor },
        other => other.into(),
    }
}

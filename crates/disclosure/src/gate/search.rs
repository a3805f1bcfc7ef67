//! Search by number or name.

use archive::{ArchiveError, Found, Match, read};
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
        let size = self.page_size(page.size);
        let after = page.after.as_deref();
        let paged = self.0.db.read(|tx| match query {
            Query::Subject(subject) => {
                let whole = read::whole(tx, *subject)?;
                let mut entries = Vec::new();
                if let Some(whole) = whole.filter(|w| w.subject.kind != SubjectKind::Person) {
                    let head = full(&whole, &read::names(tx, &whole)?);
                    entries.push(FoundView { head, matched: None, how: Match::Number, marks: Vec::new() });
                }
                Ok::<_, GateError>(Paged { entries, next: None })
            }
            Query::Name(text) => {
                let (found, next) = archive::search(tx, text, after, size).map_err(mark)?;
                Ok(Paged { entries: found.into_iter().filter_map(view).collect(), next })
            }
        })?;
        Ok(Disclosed::new(paged))
    }

    /// Organisations that somebody who types may mean, best first; without former names.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<Disclosed<Vec<FoundView>>, GateError> {
        let found = self.0.finder.suggest(text, self.page_size(limit))?;
        Ok(Disclosed::new(found.into_iter().filter_map(view).collect()))
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

fn view(found: Found) -> Option<FoundView> {
    (found.subject.kind != SubjectKind::Person).then(|| FoundView {
        matched: Some(found.matched).filter(|name| found.subject.name.as_ref() != Some(name)),
        head: brief(&found.subject),
        how: found.how,
        marks: Vec::new(),
    })
}

/// A page mark that cannot be read is the asker's error and told as such.
fn mark(error: ArchiveError) -> GateError {
    match error {
        ArchiveError::Cursor { cursor } => GateError::Cursor { cursor },
        other => other.into(),
    }
}

//! Search by number or name.

use archive::{ArchiveError, Match, read};
use vocabulary::SubjectKind;

use super::Gate;
use crate::{
    Disclosed, FoundView, GateError, PageRequest, Paged, Query,
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
                    entries.push(FoundView { head, matched: None, how: Match::Number });
                }
                Ok::<_, GateError>(Paged { entries, next: None })
            }
            Query::Name(text) => {
                let (found, next) = archive::search(tx, text, after, size).map_err(mark)?;
                let organisations =
                    found.into_iter().filter(|found| found.subject.kind != SubjectKind::Person);
                let entries = organisations.map(|found| FoundView {
                    matched: Some(found.matched)
                        .filter(|name| found.subject.name.as_ref() != Some(name)),
                    head: brief(&found.subject),
                    how: found.how,
                });
                Ok(Paged { entries: entries.collect(), next })
            }
        })?;
        Ok(Disclosed::new(paged))
    }
}

/// A page mark that cannot be read is the asker's error and told as such.
fn mark(error: ArchiveError) -> GateError {
    match error {
        ArchiveError::Cursor { cursor } => GateError::Cursor { cursor },
        other => other.into(),
    }
}

//! A subject's public page.

use std::collections::BTreeMap;

use archive::{read, timeline};
use vocabulary::{SubjectId, SubjectKind};

use super::Gate;
use crate::{
    AsOf, Disclosed, GateError, SubjectPage,
    view::{Reach, record::events, subject::full},
};

impl Gate {
    /// What anyone may know of an organisation; none if there is none by that id. Natural persons
    /// have no public page (H-03).
    pub fn page(&self, subject: SubjectId) -> Result<Option<Disclosed<SubjectPage>>, GateError> {
        let (inner, reach) = (&*self.0, Reach::Public);
        inner.db.read(|tx| {
            let Some(whole) = read::whole(tx, subject)? else { return Ok(None) };
            let kind = whole.subject.kind;
            if kind == SubjectKind::Person {
                return Ok(None);
            }
            let names = read::names(tx, &whole)?;
            let relations = inner.related(tx, &whole)?;
            let all = read::records(tx, &whole, AsOf::default())?;
            let mut records = inner.visible(&reach, kind, all);
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            let market =
                |item: &str| inner.last.get(item).is_some_and(|catalog_item| catalog_item.market);
            for record in records.iter().filter(|record| !market(&record.item)) {
                *counts.entry(record.item.clone()).or_default() += 1;
            }
            let shown = inner.limits.page_records as usize;
            let more = records.len() > shown;
            records.truncate(shown);
            let views = inner.views(tx, &reach, kind, &records, &[])?;
            let today = inner.clock.today();
            let timeline = timeline::timeline(&whole.subject, &records, today);
            let looking = inner.looking(&reach, whole.subject.id, kind);
            Ok(Some(Disclosed::new(SubjectPage {
                head: full(&whole, &names),
                timeline: events(timeline, &views),
                records: views,
                counts,
                more,
                relations: looking.relations(&relations, today),
                today,
            })))
        })
    }
}

//! What the methods of the gate share: items, and records turned into views.

use std::collections::HashMap;

use archive::{Record, content, read};
use ledger::Reader;
use policy::model::catalog::{CatalogItem, FieldRole};
use store::Tx;
use vocabulary::{SubjectId, SubjectKind, Timestamp};

use super::Inner;
use crate::{
    GateError,
    minor::is_minors_number,
    model::RecordView,
    view::{Reach, field::Looking, record::Joined},
};

impl Inner {
    /// The item under which a record is shown: today's edition. To the subject and auditors also
    /// the last one of an item that is no longer in the catalog; to others nothing (default
    /// closed).
    pub(super) fn item(&self, id: &str, reach: &Reach) -> Option<&CatalogItem> {
        let today = self.law.item(id, self.clock.today());
        today.or_else(|| self.last.get(id).filter(|_| reach.sees_lineage()))
    }

    pub(super) fn looking<'a>(
        &'a self,
        reach: &'a Reach,
        subject: SubjectId,
        kind: SubjectKind,
    ) -> Looking<'a> {
        Looking { law: &self.law, vault: &self.vault, reach, subject, kind }
    }

    /// The records that a viewer sees, of those given.
    pub(super) fn visible(
        &self,
        reach: &Reach,
        kind: SubjectKind,
        records: Vec<Record>,
    ) -> Vec<Record> {
        let today = self.clock.today();
        let sees = |record: &Record| {
            let item = self.item(&record.item, reach);
            item.is_some_and(|item| reach.sees(item, kind, record, today))
        };
        records.into_iter().filter(sees).collect()
    }

    /// The views of records that [`Inner::visible`] let through; those whose body was erased are
    /// gone.
    pub(super) fn views(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        kind: SubjectKind,
        records: &[Record],
        joined: &[Joined],
    ) -> Result<Vec<RecordView>, GateError> {
        let contents = content::contents(tx, &records.iter().collect::<Vec<_>>())?;
        let mut of_record: HashMap<_, Vec<&Joined>> = HashMap::new();
        for one in joined {
            of_record.entry((one.source.subject, one.source.digest)).or_default().push(one);
        }
        let mut views = Vec::with_capacity(records.len());
        for (record, content) in records.iter().zip(contents) {
            let (Some(content), Some(item)) = (content, self.item(&record.item, reach)) else {
                continue;
            };
            if kind == SubjectKind::Person && self.is_closed_to(reach, record, &content, item) {
                continue;
            }
            let key = (record.subject, record.digest);
            let joined = of_record.get(&key).map_or(&[][..], Vec::as_slice);
            let looking = self.looking(reach, record.subject, kind);
            let received_at = self.received_at(reach, record)?;
            views.push(looking.record(item, record, &content, received_at, joined));
        }
        Ok(views)
    }

    /// Whether a record is about a minor and the viewer neither the minor's own side nor an auditor:
    /// no list, no publicity, no query of others (H-14).
    fn is_closed_to(
        &self,
        reach: &Reach,
        record: &Record,
        content: &content::Content,
        item: &CatalogItem,
    ) -> bool {
        let number = item.field.iter().find(|field| field.role == Some(FieldRole::SubjectNumber));
        let looking = self.looking(reach, record.subject, SubjectKind::Person);
        let number = number
            .zip(content.filing.number.as_deref())
            .and_then(|(field, value)| looking.plain(&field.name, value));
        let minor = number.is_some_and(|number| is_minors_number(&number, self.clock.today()));
        minor && !reach.is_within()
    }

    /// When a version's content came in; a change of state since then has another instant.
    fn received_at(&self, reach: &Reach, record: &Record) -> Result<Timestamp, GateError> {
        if record.version == record.position || !reach.sees_lineage() {
            return Ok(record.known_from);
        }
        let filed = Reader::new(self.db.clone()).fact(record.position)?;
        Ok(filed.map_or(record.known_from, |fact| fact.at))
    }

    /// The further sources of a subject's records, for those who see lineage.
    pub(super) fn joined(
        &self,
        tx: &mut Tx,
        reach: &Reach,
        whole: &read::Whole,
    ) -> Result<Vec<Joined>, GateError> {
        if !reach.sees_lineage() {
            return Ok(Vec::new());
        }
        let sources = read::sources(tx, whole)?;
        let keys: Vec<_> = sources.iter().map(|source| (source.subject, source.position)).collect();
        let bodies = content::joinings(tx, &keys)?;
        let reader = Reader::new(self.db.clone());
        let mut joined = Vec::with_capacity(sources.len());
        for (source, body) in sources.into_iter().zip(bodies) {
            let received_at = reader.fact(source.position)?.map(|fact| fact.at);
            joined.push(Joined { source, body, received_at });
        }
        Ok(joined)
    }
}

//! That something public was taken back, and why (行政处罚法 art. 48); nothing of what it said.

use archive::{Digest, Record, RecordState, content, read};
use ledger::Reader;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Position, SubjectKind, clock::date_in_china, find_numbers};

use super::{Gate, Inner};
use crate::{
    AgencyView, Disclosed, GateError, PageRequest, Paged, WithdrawnView,
    queries::withdrawals::{self, Withdrawal},
    view::Reach,
};

/// Fewer characters give nothing away: "罚款", "普通".
const TELLING: usize = 3;
/// Digits of a record's digest by which a notice is found.
const REFERENCE: usize = 12;

/// Body of `record.withdrawn`.
#[derive(Deserialize)]
struct Reason {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    reason_code: String,
    /// The batch, or the case, by whose number nobody else need find it.
    #[serde(default)]
    batch: String,
}

impl Gate {
    /// Notices of what was public and was taken back by its source, the newest first: by whom, when
    /// and why. The reason is told in its own words where they say nothing of the record.
    pub fn withdrawn(
        &self,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<WithdrawnView>>, GateError> {
        let inner = &*self.0;
        let size = self.page_size(page.size);
        let mut before = page.after.as_deref().map(parse).transpose()?;
        let paged = inner.db.read(|tx| {
            let mut entries = Vec::new();
            loop {
                let found = withdrawals::before(tx, before, size)?;
                let last = found.last().map(|one| one.position);
                let more = found.len() == size as usize;
                for one in found {
                    before = Some(one.position);
                    entries.extend(inner.notice(tx, &one)?);
                    if entries.len() == size as usize {
                        let next = before.map(|at| at.0.to_string());
                        return Ok::<_, GateError>(Paged { entries, next });
                    }
                }
                if !more {
                    return Ok(Paged { entries, next: None });
                }
                before = last;
            }
        })?;
        Ok(Disclosed::new(paged))
    }
}

impl Inner {
    /// The notice of a withdrawal; none of what was not public when it was withdrawn, was filed
    /// anew since, or is a person's.
    fn notice(&self, tx: &mut Tx, one: &Withdrawal) -> Result<Option<WithdrawnView>, GateError> {
        let versions = read::record(tx, one.subject, Digest(one.digest))?;
        let [.., before, last] = versions.as_slice() else { return Ok(None) };
        let owner = read::subjects(tx, &[one.subject])?.pop().flatten();
        let day = date_in_china(last.known_from);
        let stands = last.state == RecordState::Withdrawn && last.version == one.position;
        let Some(owner) = owner.filter(|owner| owner.kind != SubjectKind::Person) else {
            return Ok(None);
        };
        let reach = Reach::Public;
        let item = self.item(&last.item, &reach).filter(|i| reach.sees_item(i, owner.kind));
        let Some(item) = item.filter(|_| stands && before.is_public_on(day)) else {
            return Ok(None);
        };
        let fact = Reader::facts_in(tx, one.position, 1)?.pop();
        let body = fact.filter(|fact| fact.position == one.position).map(|fact| fact.draft.body);
        let Some(body) = body else { return Ok(None) };
        let Ok(Reason { reason, reason_code, batch }) = serde_json::from_str(&body) else {
            return Ok(None);
        };
        let reason = match batch.as_str() {
            "" => reason,
            number => reason.replace(&format!("（{number}）"), "").replace(number, ""),
        };
        let reason = reason.trim().to_owned();
        let tells = self.tells(tx, before, &reason, owner.name.as_deref())?;
        let agency = last.recogniser.as_deref().unwrap_or(&last.source);
        Ok(Some(WithdrawnView {
            reference: Digest(one.digest).to_hex().chars().take(REFERENCE).collect(),
            item: item.id.clone(),
            title: item.title.clone(),
            act: item.act,
            agency: AgencyView {
                code: agency.to_owned(),
                title: self.law.agency(agency).map(|agency| agency.title.clone()),
            },
            withdrawn_on: day,
            reason_code,
            reason: (!reason.is_empty() && !tells).then_some(reason),
            position: one.position.0,
        }))
    }

    /// Whether the words of a reason say something of the record, its subject or a person.
    fn tells(
        &self,
        tx: &mut Tx,
        record: &Record,
        reason: &str,
        name: Option<&str>,
    ) -> Result<bool, GateError> {
        let Some(content) = content::contents(tx, &[record])?.pop().flatten() else {
            // What it said is no longer known, so nothing can be compared.
            return Ok(true);
        };
        let filing = &content.filing;
        let agencies = [Some(filing.source.as_str()), filing.recogniser.as_deref()];
        let agencies = agencies.into_iter().flatten().filter_map(|code| self.law.agency(code));
        let known: Vec<&str> = agencies.map(|agency| agency.title.zh.as_str()).collect();
        let fields = self.last.get(&record.item).map_or(&[][..], |item| item.field.as_slice());
        let values = fields.iter().filter_map(|field| filing.fields.get(&field.name));
        let mut values = values
            .chain([filing.name.as_deref(), filing.code.as_deref(), name].into_iter().flatten());
        let said = |value: &str| {
            value.chars().count() >= TELLING && !known.contains(&value) && reason.contains(value)
        };
        Ok(values.any(said) || !find_numbers(reason).is_empty())
    }
}

fn parse(mark: &str) -> Result<Position, GateError> {
    let fault = |_| GateError::Cursor { cursor: mark.to_owned() };
    mark.parse().map(Position).map_err(fault)
}

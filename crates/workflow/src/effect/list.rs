//! Entering a list: in the one item that belongs to it, with an end.

use std::collections::BTreeMap;

use ledger::Scribe;
use policy::model::{catalog::CatalogItem, list::ListType, process::FieldKind};
use store::Tx;
use vocabulary::SubjectKind;

use super::{
    nothing, record,
    set::{For, values},
};
use crate::{WorkflowError, doing::Doing, measure::after};

pub(super) fn designate(
    doing: &mut Doing<'_>,
    scribe: &mut Scribe<'_>,
    set: &BTreeMap<String, String>,
) -> Result<(), WorkflowError> {
    let (list, item) = place(doing, scribe.tx())?;
    let mut fields = values(doing, set, (For::Record, ""));
    let decided = fields.get(&item.decided_on).and_then(|day| day.parse().ok());
    let valid = item.valid.as_ref();
    let begins = valid.and_then(|valid| fields.get(valid.from.as_deref()?)?.parse().ok());
    // Each entry has an end (C-10.c).
    if let Some(until) = valid.and_then(|valid| valid.until.as_deref())
        && let Some(term) = list.term
    {
        let last = after(begins.or(decided).unwrap_or(doing.today), term);
        fields.entry(until.to_owned()).or_insert_with(|| last.to_string());
    }
    let (item, list) = (item.id.clone(), list.id.clone());
    record::write(doing, scribe, (&item, &list), fields)
}

/// The list of the case, and the item whose records are entries of it for such a subject.
fn place<'d>(
    doing: &Doing<'d>,
    tx: &mut Tx,
) -> Result<(&'d ListType, &'d CatalogItem), WorkflowError> {
    let (law, today) = (&doing.inner.law, doing.today);
    let field = doing.process.field.iter().find(|field| field.kind == FieldKind::List);
    let id = field.and_then(|field| doing.field(&field.id));
    let list = id.and_then(|id| law.list(id, today)).ok_or_else(|| nothing("没有选择名单"))?;
    let kind: Option<SubjectKind> = match doing.case.subject {
        Some(id) => archive::read::whole(tx, id)?.map(|whole| whole.subject.kind),
        None => None,
    };
    let belongs = |item: &&CatalogItem| {
        item.list.as_ref() == Some(&list.id)
            && kind.is_none_or(|kind| item.subjects.contains(&kind))
    };
    let item = law.items(today).into_iter().find(belongs);
    Ok((list, item.ok_or_else(|| nothing("这个名单没有适用于该主体的目录项"))?))
}

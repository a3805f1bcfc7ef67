//! Conditions about lists: no list without law, no entry by whoever has no power, none without a
//! criterion (H-41 … H-46).

use policy::model::{
    list::ListType,
    process::{FieldKind, FormField},
};
use store::Tx;

use super::{Ask, LISTS, refuse, told};
use crate::{WorkflowError, measure::is_or_belongs};

impl Ask<'_, '_> {
    /// The id of the list: of the field, else that of whose entry the record is.
    fn list_id(&self, tx: &mut Tx) -> Result<Option<String>, WorkflowError> {
        let of_kind = self.first(FieldKind::List);
        let named = self.value().or_else(|| self.doing.field(&of_kind?.id));
        if let Some(named) = named {
            return Ok(Some(named.to_owned()));
        }
        let record = self.record(tx)?;
        let item = record
            .and_then(|(record, _)| self.doing.inner.law.item(&record.item, self.doing.today));
        Ok(item.and_then(|item| item.list.clone()))
    }

    /// The first field of a kind.
    pub(super) fn first(&self, kind: FieldKind) -> Option<&FormField> {
        self.doing.process.field.iter().find(|field| field.kind == kind)
    }

    /// The list in force.
    fn list(&self, tx: &mut Tx) -> Result<&ListType, WorkflowError> {
        let id = self.list_id(tx)?;
        let list = id.as_deref().and_then(|id| self.doing.inner.law.list(id, self.doing.today));
        list.ok_or_else(|| {
            let reason = match id {
                Some(id) => format!("“{id}”不在现行名单目录中，不得自行设列"),
                None => "没有选择名单".to_owned(),
            };
            let remedy = "名单只能从有法律、法规或者党中央、国务院文件依据的名单中选择。";
            refuse("H-41", reason, LISTS, remedy)
        })
    }
}

/// H-42, C-10.a: only who has the power adds entries.
pub(super) fn authority(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let list = ask.list(tx)?;
    let agency = ask.doing.agency();
    let may = agency
        .is_some_and(|agency| list.authorities.iter().any(|named| is_or_belongs(agency, named)));
    if may {
        return Ok(());
    }
    let who = agency.map_or("当前单位", |agency| agency.title.zh.as_str());
    let reason = format!("{who}没有“{}”的认定权限", list.title.zh);
    let remedy = "名单只由法律、法规或者中央文件授权的机关在其领域内认定；请转有权机关办理。";
    Err(refuse("H-42", reason, told(&list.basis), remedy))
}

/// H-41, H-43: a list of the law, subjects that it can name, one of its written criteria.
pub(super) fn lawful(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let list = ask.list(tx)?;
    if let Some(kind) = ask.kind(tx)?
        && !list.subjects.contains(&kind)
    {
        let reason = format!("“{}”不能列入这一类主体", list.title.zh);
        let remedy = "请核对主体类型和名单适用范围。";
        return Err(refuse("H-41", reason, told(&list.basis), remedy));
    }
    let named = ask.guard.or.as_deref();
    let of_kind = ask.first(FieldKind::Criterion).map(|field| field.id.as_str());
    let Some(field) = named.or(of_kind) else { return Ok(()) };
    let given = ask.doing.field(field);
    if given.is_some_and(|given| list.criterion.iter().any(|one| one.id == given)) {
        return Ok(());
    }
    let reason = format!("没有写明“{}”的认定标准", list.title.zh);
    let remedy = "请从该名单的成文标准中选择一项；标准之外不得列入。";
    Err(refuse("H-43", reason, told(&list.basis), remedy))
}

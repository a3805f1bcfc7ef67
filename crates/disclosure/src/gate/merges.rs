//! Two numbers that are one subject: merged, parted, told (C-02.b).

use archive::{
    ArchiveError, Merge,
    merge::{self, Hindrance},
    read,
};
use ledger::Reader;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Actor, Position, SubjectId, SubjectKind};

use super::{Gate, Inner};
use crate::{
    AgencyView, Disclosed, GateError, MergeStep, MergeView, PageRequest, Paged, Refusal,
    meant::Because, view::subject::brief,
};

/// Where it stands that an organisation has one code for life.
const ONE_CODE: &str = "《法人和其他组织统一社会信用代码制度建设总体方案》（国发〔2015〕33号）";

impl Gate {
    /// Appends that `member` is the same subject as `into`; everything is read over both from then
    /// on, and the address of `member` leads to `into`.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] without reason or evidence, between a person and an organisation, if
    /// one of the two is not known, or if they are one already.
    pub fn merge(
        &self,
        by: &Actor,
        member: SubjectId,
        into: SubjectId,
        because: Because<'_>,
    ) -> Result<Position, GateError> {
        let by = (by, self.0.law.version());
        merge::merge(&self.0.pen, by, member, into, because).map_err(hindered)
    }

    /// Appends that `member` is a subject of its own again.
    ///
    /// # Errors
    ///
    /// [`GateError::Refused`] without reason or evidence, or if it was not merged.
    pub fn part(
        &self,
        by: &Actor,
        member: SubjectId,
        because: Because<'_>,
    ) -> Result<Position, GateError> {
        let by = (by, self.0.law.version());
        merge::part(&self.0.pen, by, member, because).map_err(hindered)
    }

    /// Merges of organisations, the newest first; those that were undone among them.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read, or the page mark was not made here.
    pub fn merges(&self, page: &PageRequest) -> Result<Disclosed<Paged<MergeView>>, GateError> {
        let size = self.page_size(page.size);
        let after = page.after.as_deref().map(|mark| {
            let cursor = || GateError::Cursor { cursor: mark.to_owned() };
            mark.parse().map(Position).map_err(|_| cursor())
        });
        let after = after.transpose()?;
        let inner = &*self.0;
        let paged = inner.db.read(|tx| {
            let found = read::merges(tx, after, size)?;
            let full = found.len() as u64 == u64::from(size);
            let next = found.last().filter(|_| full).map(|last| last.position.0.to_string());
            let mut entries = Vec::with_capacity(found.len());
            for merge in found {
                entries.extend(inner.merge_view(tx, &merge)?);
            }
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }
}

/// What the bodies of the facts hold that merge and part, or of the record that tells a succession.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    reason: String,
    evidence: String,
    fields: archive::Fields,
}

impl Inner {
    /// None for persons: of them nothing is listed.
    fn merge_view(&self, tx: &mut Tx, merge: &Merge) -> Result<Option<MergeView>, GateError> {
        let mut both = read::subjects(tx, &[merge.member, merge.into])?.into_iter().flatten();
        let (Some(member), Some(into)) = (both.next(), both.next()) else { return Ok(None) };
        if member.kind == SubjectKind::Person {
            return Ok(None);
        }
        let Some(merged) = self.merge_step(tx, merge.position)? else { return Ok(None) };
        let parted = match merge.parted {
            Some(position) => self.merge_step(tx, position)?,
            None => None,
        };
        Ok(Some(MergeView {
            member: brief(&member),
            into: brief(&into),
            by_registration: merge.digest.is_some(),
            merged,
            parted,
        }))
    }

    fn merge_step(&self, tx: &mut Tx, at: Position) -> Result<Option<MergeStep>, GateError> {
        let fact = Reader::facts_in(tx, at, 1)?.pop().filter(|fact| fact.position == at);
        let Some(fact) = fact else { return Ok(None) };
        let mut said: Said = serde_json::from_str(&fact.draft.body).unwrap_or_default();
        if let Some(item) = fact.draft.item.as_ref().and_then(|id| self.last.get(id)) {
            // A record of the registration is its own evidence.
            if said.reason.is_empty() {
                said.reason.clone_from(&item.title.zh);
            }
            if said.evidence.is_empty() {
                let number = said.fields.get("document_number").unwrap_or_default();
                number.clone_into(&mut said.evidence);
            }
        }
        let code = fact.draft.actor.agency.clone();
        let title = self.law.agency(&code).map(|agency| agency.title.clone());
        Ok(Some(MergeStep {
            position: at.0,
            at: fact.at,
            agency: AgencyView { code, title },
            account: fact.draft.actor.by.clone(),
            reason: said.reason,
            evidence: said.evidence,
        }))
    }
}

/// What hinders a merge or a parting, said to whoever asked for it.
fn hindered(error: ArchiveError) -> GateError {
    let ArchiveError::Merge { why } = error else { return error.into() };
    let (reason, remedy) = match why {
        Hindrance::NoReason => {
            ("没有写明理由或者依据材料", "请写明理由，并写明依据的登记档案、证明或公函。")
        }
        Hindrance::Unknown => {
            ("平台没有其中一个代码的档案", "请核对两个代码；没有任何信息的代码不需要合并。")
        }
        Hindrance::OneAlready => {
            ("两个代码已经是同一个主体", "不需要再次合并；合并有误的，先撤销再合并。")
        }
        Hindrance::OtherKind => {
            ("自然人和组织不是同一个主体", "请核对两个号码；经营者与其个体工商户分别建档。")
        }
        Hindrance::NotMerged => ("它没有并入别的主体", "不需要撤销；请核对代码。"),
    };
    GateError::Refused(Refusal {
        rule: "C-02.b",
        reason: reason.to_owned(),
        basis: ONE_CODE.to_owned(),
        remedy: remedy.to_owned(),
    })
}

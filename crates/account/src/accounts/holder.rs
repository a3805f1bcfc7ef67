//! Accounts of subjects: a person is identified at a window, and is of age (H-14).

use ledger::Scribe;
use policy::model::role::Action;
use serde_json::json;
use vocabulary::{DocumentType, FactKind, PersonId, SubjectId};

use super::{Accounts, Inner};
use crate::{
    AccountError, Invitation, NewHolder, Staff,
    error::Refused,
    permit::{Target, permit},
    queries::{accounts, accounts::Account, holders},
    secret,
};

/// A person as a document tells.
pub(super) struct Identified {
    pub(super) person: SubjectId,
    pub(super) name: String,
}

impl Accounts {
    /// Gives a person whose document a clerk has seen the one-time link of an account, a new one to
    /// somebody who lost the password. Under 18: refused.
    pub fn invite_holder(&self, by: &Staff, new: &NewHolder) -> Result<Invitation, AccountError> {
        let target = Target { agency: Some(&by.agency), division: by.division.as_deref() };
        permit(&self.0.law, by, Action::ProveIdentity, &target)?;
        let identified = self.0.identify(&new.name, &new.number)?;
        let (by, invitation) = (by.clone(), self.0.new_link());
        self.transact(move |inner, scribe| {
            let account = match inner.account_of(scribe, identified.person)? {
                None => inner.open_holder(scribe, &identified, (by.actor(), &by.account))?,
                Some(mut account) => {
                    if account.locked_at.is_some() {
                        return Err(Refused::identity(
                            "这个账号已被锁定",
                            "请先由系统管理员查明原因后解锁",
                        )
                        .into());
                    }
                    account.name = inner.seal("name", &account.id, &identified.name);
                    account.password = None;
                    account.password_at = None;
                    account.enrolled_at = None;
                    account.failures = 0;
                    account.held_until = None;
                    accounts::save(scribe.tx(), &account)?;
                    let body = json!({ "account": account.id, "what": "invited-again" });
                    let kind = FactKind::AccountChanged;
                    let subject = Some(identified.person);
                    scribe.append(inner.draft(kind, by.actor(), subject, &body));
                    inner.end_sessions(scribe, &account, "", (&by.actor(), "invited-again"))?;
                    account
                }
            };
            inner.hand_out(scribe, &account, &invitation)
        })
    }
}

impl Inner {
    /// The person of a name and a number, if of age.
    pub(super) fn identify(&self, name: &str, number: &str) -> Result<Identified, Refused> {
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 50 {
            return Err(Refused::given("没有写姓名，或姓名太长", "请按证件填写姓名"));
        }
        let read = |document: DocumentType| PersonId::parse(document, number).ok();
        let document = DocumentType::ALL
            .into_iter()
            .find_map(read)
            .ok_or_else(|| Refused::given("证件号码不正确", "请对照证件逐位核对号码"))?;
        if document.is_minor(self.clock.today()) == Some(true) {
            return Err(Refused::minor());
        }
        Ok(Identified { person: self.site_key.subject_id(document.identifier()), name })
    }

    /// The account of a person, if there is one.
    pub(super) fn account_of(
        &self,
        scribe: &mut Scribe,
        person: SubjectId,
    ) -> Result<Option<Account>, AccountError> {
        let Some(id) = holders::account_of(scribe.tx(), person)? else { return Ok(None) };
        Ok(accounts::find(scribe.tx(), &id)?)
    }

    /// Opens the account of a person; nobody needs to approve it, since it has no role.
    pub(super) fn open_holder(
        &self,
        scribe: &mut Scribe,
        identified: &Identified,
        (actor, by): (vocabulary::Actor, &str),
    ) -> Result<Account, AccountError> {
        let id = secret::fresh_id(&*self.entropy);
        let mut account = self.blank(&id, "subject", &identified.name, scribe.now());
        account.proposed_by = by.to_owned();
        account.approved_by = Some(by.to_owned());
        account.approved_at = Some(scribe.now());
        accounts::insert(scribe.tx(), &account)?;
        holders::insert(scribe.tx(), identified.person, &id)?;
        let body = json!({ "account": id, "holder": "subject" });
        let kind = FactKind::AccountOpened;
        scribe.append(self.draft(kind, actor, Some(identified.person), &body));
        Ok(account)
    }
}

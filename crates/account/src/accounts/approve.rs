//! The second person: the security officer lets a proposed account work, in its role.

use policy::model::role::Action;
use serde_json::json;
use vocabulary::FactKind;

use super::{Accounts, refuse_own};
use crate::{
    AccountError, Staff,
    error::Refused,
    permit::{Target, permit},
    queries::accounts,
};

impl Accounts {
    /// Approves the role of a proposed account. Whoever proposed it cannot, nor its holder (H-80).
    pub fn approve(&self, by: &Staff, account: &str) -> Result<(), AccountError> {
        refuse_own(by, account)?;
        let (by, id) = (by.clone(), account.to_owned());
        self.transact(move |inner, scribe| {
            let mut account = inner.account(scribe, &id)?;
            let target =
                Target { agency: account.agency.as_deref(), division: account.division.as_deref() };
            permit(&inner.law, &by, Action::ApproveAccounts, &target)?;
            if account.proposed_by == by.account {
                return Err(
                    Refused::duty("提出和核准不得是同一人", "请由另一名安全管理员核准").into()
                );
            }
            if account.approved_at.is_some() || account.ended_at.is_some() {
                return Err(Refused::given("这个账号不在待核准状态", "请刷新账号列表").into());
            }
            account.approved_by = Some(by.account.clone());
            account.approved_at = Some(scribe.now());
            accounts::save(scribe.tx(), &account)?;
            let body = json!({ "account": id, "what": "approved", "role": account.role });
            scribe.append(inner.draft(FactKind::AccountChanged, by.actor(), None, &body));
            Ok(())
        })
    }
}

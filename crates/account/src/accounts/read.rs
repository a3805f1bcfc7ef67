//! Accounts as administrators and auditors see them.

use policy::model::role::Action;
use vocabulary::Timestamp;

use super::{Accounts, Inner};
use crate::{
    AccountError, AccountFilter, AccountPage, AccountView, Staff,
    error::Refused,
    permit::{Target, permit},
    queries::{accounts, accounts::Account},
};

/// Accounts read at once in search of those that fit.
const STEP: u32 = 200;

impl Accounts {
    /// Accounts in the reach of who asks, by id.
    pub fn list(&self, by: &Staff, filter: &AccountFilter) -> Result<AccountPage, AccountError> {
        let inner = &self.0;
        let action = inner.may_see(by, &Target::default())?;
        let limit = if filter.limit == 0 { 50 } else { filter.limit.min(STEP) } as usize;
        let now = inner.clock.now();
        let mut after = filter.after.clone().unwrap_or_default();
        let mut page = AccountPage::default();
        loop {
            let rows = inner.db.glance(|tx| accounts::page(tx, &after, STEP))?;
            let last = rows.len() < STEP as usize;
            for row in rows {
                if page.accounts.len() == limit {
                    page.next = Some(after);
                    return Ok(page);
                }
                after.clone_from(&row.id);
                let target =
                    Target { agency: row.agency.as_deref(), division: row.division.as_deref() };
                if fits(&row, filter, now) && permit(&inner.law, by, action, &target).is_ok() {
                    page.accounts.push(inner.view(&row, now)?);
                }
            }
            if last {
                return Ok(page);
            }
        }
    }

    /// One account.
    pub fn show(&self, by: &Staff, account: &str) -> Result<AccountView, AccountError> {
        let inner = &self.0;
        let row = inner.db.glance(|tx| accounts::find(tx, account))?;
        let row = row.ok_or_else(|| Refused::given("没有这个账号", "请从账号列表中选择"))?;
        let target = Target { agency: row.agency.as_deref(), division: row.division.as_deref() };
        inner.may_see(by, &target)?;
        inner.view(&row, inner.clock.now())
    }
}

impl Inner {
    /// By which of his duties somebody may see accounts.
    fn may_see(&self, by: &Staff, target: &Target) -> Result<Action, Refused> {
        let may = |action: &Action| permit(&self.law, by, *action, target).is_ok();
        let duties = [Action::KeepAccounts, Action::ApproveAccounts, Action::Audit];
        match duties.into_iter().find(may) {
            Some(action) => Ok(action),
            None => {
                permit(&self.law, by, Action::KeepAccounts, target).map(|_| Action::KeepAccounts)
            }
        }
    }

    fn view(&self, account: &Account, now: Timestamp) -> Result<AccountView, AccountError> {
        let name = self.unseal("name", &account.id, &account.name)?;
        let staff = account.is_staff();
        Ok(AccountView {
            account: account.id.clone(),
            staff,
            login: account.login.clone(),
            name: if staff { name } else { family_name(&name) },
            agency: account.agency.clone(),
            division: account.division.clone(),
            role: account.role.clone(),
            state: account.state(now),
            second_factor: account.totp.is_some(),
            proposed_by: account.proposed_by.clone(),
            opened_at: account.proposed_at,
            approved_by: account.approved_by.clone(),
            signed_in_at: account.signed_in_at,
        })
    }
}

fn fits(account: &Account, filter: &AccountFilter, now: Timestamp) -> bool {
    filter.staff.is_none_or(|staff| staff == account.is_staff())
        && filter.state.is_none_or(|state| state == account.state(now))
        && filter.agency.as_ref().is_none_or(|agency| account.agency.as_ref() == Some(agency))
}

/// The first character of a name; administrators need not know more of a subject.
fn family_name(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.by_ref().take(1).collect();
    format!("{first}{}", "*".repeat(characters.count().min(3)))
}

//! Changing, locking, unlocking and ending accounts. What they did stays in the ledger.

use policy::model::role::Action;
use serde_json::json;
use vocabulary::FactKind;

use super::{Accounts, Inner, refuse_own};
use crate::{
    AccountError, NewStaff, Staff,
    error::Refused,
    permit::{Target, permit},
    queries::{accounts, accounts::Account, holders, invitations},
};

impl Accounts {
    /// Changes name, agency, division or role of an account of staff (its login stays). It must be
    /// approved anew, and its sessions end.
    pub fn change(&self, by: &Staff, account: &str, to: NewStaff) -> Result<(), AccountError> {
        refuse_own(by, account)?;
        let to = self.0.read_new(to)?;
        let target = Target { agency: Some(&to.agency), division: to.division.as_deref() };
        permit(&self.0.law, by, Action::KeepAccounts, &target)?;
        let (by, id) = (by.clone(), account.to_owned());
        self.transact(move |inner, scribe| {
            let mut account = inner.account(scribe, &id)?;
            inner.may_keep(&by, &account)?;
            if !account.is_staff() || account.ended_at.is_some() {
                return Err(Refused::given("这个账号不能变更", "请另开账号").into());
            }
            account.name = inner.seal("name", &id, &to.name);
            account.agency = Some(to.agency);
            account.division = to.division;
            account.role = Some(to.role);
            account.proposed_by = by.account.clone();
            account.approved_by = None;
            account.approved_at = None;
            accounts::save(scribe.tx(), &account)?;
            let body = json!({
                "account": id, "what": "changed", "agency": account.agency,
                "division": account.division, "role": account.role,
            });
            scribe.append(inner.draft(FactKind::AccountChanged, by.actor(), None, &body));
            inner.end_sessions(scribe, &account, "", (&by.actor(), "changed"))
        })
    }

    /// Locks an account at once; its sessions end. The security officer may lock any.
    pub fn lock(&self, by: &Staff, account: &str, reason: &str) -> Result<(), AccountError> {
        self.decide(by, account, "locked", reason, |inner, by, account| {
            if account.locked_at.is_some() || account.ended_at.is_some() {
                return Err(Refused::given("账号已经锁定或终止", "请刷新账号列表"));
            }
            let target =
                Target { agency: account.agency.as_deref(), division: account.division.as_deref() };
            permit(&inner.law, by, Action::WatchSecurity, &target)
                .map(|_| ())
                .or_else(|_| inner.may_keep(by, account))?;
            account.locked_at = Some(inner.clock.now());
            Ok(())
        })
    }

    /// Unlocks an account that an officer locked, or that rests after wrong passwords.
    pub fn unlock(&self, by: &Staff, account: &str, reason: &str) -> Result<(), AccountError> {
        self.decide(by, account, "unlocked", reason, |inner, by, account| {
            inner.may_keep(by, account)?;
            account.locked_at = None;
            account.held_until = None;
            account.failures = 0;
            Ok(())
        })
    }

    /// Ends an account for good. Its row and its facts stay, its secrets go.
    pub fn end(&self, by: &Staff, account: &str, reason: &str) -> Result<(), AccountError> {
        self.decide(by, account, "ended", reason, |inner, by, account| {
            inner.may_keep(by, account)?;
            if account.ended_at.is_some() {
                return Err(Refused::given("账号已经终止", "请刷新账号列表"));
            }
            account.reset();
            account.ended_at = Some(inner.clock.now());
            Ok(())
        })
    }

    fn decide(
        &self,
        by: &Staff,
        account: &str,
        what: &'static str,
        reason: &str,
        decide: impl FnOnce(&Inner, &Staff, &mut Account) -> Result<(), Refused> + Send + 'static,
    ) -> Result<(), AccountError> {
        refuse_own(by, account)?;
        let reason = reason_of(reason)?;
        let (by, id) = (by.clone(), account.to_owned());
        self.transact(move |inner, scribe| {
            let mut account = inner.account(scribe, &id)?;
            decide(inner, &by, &mut account)?;
            accounts::save(scribe.tx(), &account)?;
            let subject = inner.person(scribe, &account)?;
            let body = json!({ "account": id, "what": what, "reason": reason });
            let kind = match what {
                "ended" => FactKind::AccountEnded,
                _ => FactKind::AccountChanged,
            };
            scribe.append(inner.draft(kind, by.actor(), subject, &body));
            if what == "unlocked" {
                return Ok(());
            }
            inner.end_sessions(scribe, &account, "", (&by.actor(), what))?;
            if what == "ended" {
                let now = scribe.now();
                invitations::use_up(scribe.tx(), &id, now)?;
                if let Some(person) = subject {
                    holders::remove(scribe.tx(), person)?;
                }
            }
            Ok(())
        })
    }
}

/// A reason as it may stand in the ledger: there is one, and it holds no number of a person.
pub(crate) fn reason_of(reason: &str) -> Result<String, Refused> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 500 {
        return Err(Refused::given("没有写明原因，或写得太长", "请用 500 字以内写明原因"));
    }
    if !vocabulary::find_numbers(reason).is_empty() {
        return Err(Refused::given(
            "原因里有证件号码、电话或账号一类的号码",
            "原因要记入账本，请不要写个人的号码",
        ));
    }
    Ok(reason.to_owned())
}

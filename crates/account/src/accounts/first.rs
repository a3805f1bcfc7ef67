//! The first start: a one-time link instead of a default password.

use ledger::Scribe;
use policy::model::role::{Action, Role};
use serde_json::json;
use vocabulary::{Actor, FactKind};

use super::{Accounts, Inner};
use crate::{
    AccountError, Invitation,
    error::Refused,
    queries::{accounts, accounts::Account},
    secret,
};

/// The login of the first account, free for its holder to be told.
pub const FIRST_LOGIN: &str = "administrator";

impl Accounts {
    /// Whether no account was ever opened.
    pub fn is_new(&self) -> Result<bool, AccountError> {
        Ok(self.0.db.glance(accounts::count)? == 0)
    }

    /// A one-time link for the first system administrator. Given anew as long as nobody has used it.
    ///
    /// Refused once an account works: from then on accounts are opened by two persons.
    pub fn invite_first(&self) -> Result<Invitation, AccountError> {
        let invitation = self.0.new_link();
        self.transact(move |inner, scribe| {
            let role = inner.first_with(Action::KeepAccounts)?;
            let actor = installation();
            let count = accounts::count(scribe.tx())?;
            let account = match accounts::by_login(scribe.tx(), FIRST_LOGIN)? {
                Some(account) if count == 1 && account.enrolled_at.is_none() => account,
                None if count == 0 => inner.open_first(scribe, &role, &actor)?,
                _ => {
                    return Err(Refused::duty(
                        "平台已有账号，不再发放首个管理员的链接",
                        "新账号由系统管理员提出、安全管理员核准",
                    )
                    .into());
                }
            };
            inner.hand_out(scribe, &account, &invitation)
        })
    }

    /// Approves an account from the console, when there is no security officer who could: the first
    /// one, or one who lost his second factor. `by` and `reason` stand in the ledger.
    pub fn approve_at_console(
        &self,
        login: &str,
        by: &str,
        reason: &str,
    ) -> Result<(), AccountError> {
        let (by, reason) = (by.trim().to_owned(), reason.trim().to_owned());
        if by.is_empty() || reason.is_empty() {
            return Err(Refused::duty("没有写明谁批准、为什么", "请写明批准人和批准文号").into());
        }
        let login = login.to_owned();
        self.transact(move |inner, scribe| {
            let account = accounts::by_login(scribe.tx(), &login)?;
            let waits =
                |account: &Account| account.approved_at.is_none() && account.ended_at.is_none();
            let Some(mut account) = account.filter(waits) else {
                return Err(Refused::given(
                    "没有这样一个待核准的账号",
                    "请先由系统管理员提出安全管理员的账号",
                )
                .into());
            };
            if inner.has_approver(scribe, &account)? {
                return Err(Refused::duty(
                    "平台已有可以核准的安全管理员",
                    "请由安全管理员在账号页面核准",
                )
                .into());
            }
            account.approved_by = Some("installation".to_owned());
            account.approved_at = Some(scribe.now());
            accounts::save(scribe.tx(), &account)?;
            let body = json!({
                "account": account.id, "what": "approved", "role": account.role, "by": by,
                "reason": reason,
            });
            scribe.append(inner.draft(FactKind::AccountChanged, installation(), None, &body));
            Ok(())
        })
    }
}

/// Whoever holds the machine, before anybody has an account.
fn installation() -> Actor {
    Actor::new("platform", "installation")
}

impl Inner {
    /// Whether somebody stands who may approve an account and did not propose it.
    fn has_approver(&self, scribe: &mut Scribe, account: &Account) -> Result<bool, AccountError> {
        let may = |role: &&Role| role.fits_account() && role.allows(Action::ApproveAccounts);
        for role in self.law.roles().filter(may) {
            let standing = accounts::standing_with_role(scribe.tx(), &role.id)?;
            if standing.iter().any(|id| *id != account.id && *id != account.proposed_by) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The role of staff that may do something, by its id.
    fn first_with(&self, action: Action) -> Result<String, Refused> {
        let fits = |role: &&Role| role.fits_account() && role.allows(action);
        self.law.roles().find(fits).map(|role| role.id.clone()).ok_or_else(|| {
            Refused::duty("政策包中没有管理员的岗位", "请在 roles 中补上系统管理员和安全管理员")
        })
    }

    fn open_first(
        &self,
        scribe: &mut Scribe,
        role: &str,
        actor: &Actor,
    ) -> Result<Account, AccountError> {
        let keeps = |agency: &&policy::model::agency::Agency| {
            agency.groups.iter().any(|group| group == "credit-office")
        };
        let agencies = self.law.agencies();
        let agency = agencies.iter().find(keeps).or(agencies.first());
        let id = secret::fresh_id(&*self.entropy);
        let mut account = self.blank(&id, "staff", "系统管理员", scribe.now());
        account.login = Some(FIRST_LOGIN.to_owned());
        account.agency = agency.map(|agency| agency.id.clone());
        account.division = agency.map(|agency| agency.division.clone());
        account.role = Some(role.to_owned());
        account.approved_by = Some("installation".to_owned());
        account.approved_at = Some(scribe.now());
        accounts::insert(scribe.tx(), &account)?;
        let body = json!({ "account": id, "holder": "staff", "role": role });
        scribe.append(self.draft(FactKind::AccountOpened, actor.clone(), None, &body));
        Ok(account)
    }
}

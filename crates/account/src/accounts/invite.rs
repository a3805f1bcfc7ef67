//! One-time links, and the proposal of an account of staff.

use jiff::SignedDuration;
use ledger::Scribe;
use policy::model::role::Action;
use serde_json::json;
use vocabulary::{Actor, FactKind, Timestamp};

use super::{Accounts, Inner, refuse_own};
use crate::{
    AccountError, Invitation, NewStaff, Staff,
    error::Refused,
    permit::{Target, permit},
    queries::{accounts, accounts::Account, invitations},
    secret,
};

impl Accounts {
    /// Proposes an account of staff and gives its one-time link. It works only after the security
    /// officer has approved its role (H-80, 三权分立).
    pub fn invite_staff(&self, by: &Staff, new: NewStaff) -> Result<Invitation, AccountError> {
        let new = self.0.read_new(new)?;
        let target = Target { agency: Some(&new.agency), division: new.division.as_deref() };
        permit(&self.0.law, by, Action::KeepAccounts, &target)?;
        let (by, invitation) = (by.clone(), self.0.new_link());
        self.transact(move |inner, scribe| {
            if accounts::by_login(scribe.tx(), &new.login)?.is_some() {
                return Err(Refused::given("这个用户名已被使用", "请换一个用户名").into());
            }
            let id = secret::fresh_id(&*inner.entropy);
            let mut account = inner.blank(&id, "staff", &new.name, scribe.now());
            account.login = Some(new.login);
            account.agency = Some(new.agency);
            account.division = new.division;
            account.role = Some(new.role);
            account.proposed_by = by.account.clone();
            accounts::insert(scribe.tx(), &account)?;
            let body = json!({
                "account": id, "holder": "staff", "agency": account.agency,
                "division": account.division, "role": account.role,
            });
            scribe.append(inner.draft(FactKind::AccountOpened, by.actor(), None, &body));
            inner.hand_out(scribe, &account, &invitation)
        })
    }

    /// Gives a new one-time link to somebody of staff who lost the password or the second factor.
    /// Both are void at once, and the account must be approved anew: else whoever gives out links
    /// could make himself anybody.
    pub fn invite_again(&self, by: &Staff, account: &str) -> Result<Invitation, AccountError> {
        refuse_own(by, account)?;
        let (by, id, invitation) = (by.clone(), account.to_owned(), self.0.new_link());
        self.transact(move |inner, scribe| {
            let mut account = inner.account(scribe, &id)?;
            inner.may_keep(&by, &account)?;
            if account.ended_at.is_some() {
                return Err(Refused::given("账号已经终止", "请另开账号").into());
            }
            account.reset();
            account.proposed_by = by.account.clone();
            accounts::save(scribe.tx(), &account)?;
            let body = json!({ "account": id, "what": "invited-again" });
            scribe.append(inner.draft(FactKind::AccountChanged, by.actor(), None, &body));
            inner.end_sessions(scribe, &account, "", (&by.actor(), "invited-again"))?;
            inner.hand_out(scribe, &account, &invitation)
        })
    }
}

impl Account {
    /// Voids password, second factor and approval.
    pub(super) fn reset(&mut self) {
        self.password = None;
        self.password_at = None;
        self.totp = None;
        self.enrolled_at = None;
        self.approved_by = None;
        self.approved_at = None;
        self.failures = 0;
        self.held_until = None;
    }
}

impl Inner {
    /// A link that is not yet anybody's.
    pub(super) fn new_link(&self) -> Invitation {
        let expires_at = self.clock.now() + self.rules().invitation;
        Invitation { token: secret::fresh(&*self.entropy), account: String::new(), expires_at }
    }

    /// Makes a link an account's; links given before cease to work.
    pub(super) fn hand_out(
        &self,
        scribe: &mut Scribe,
        account: &Account,
        link: &Invitation,
    ) -> Result<Invitation, AccountError> {
        let now = scribe.now();
        invitations::use_up(scribe.tx(), &account.id, now)?;
        let times = (now, link.expires_at);
        invitations::insert(scribe.tx(), &secret::digest(&link.token), &account.id, times)?;
        Ok(Invitation { account: account.id.clone(), ..link.clone() })
    }

    /// An account nobody has proposed or entered yet.
    pub(super) fn blank(&self, id: &str, holder: &str, name: &str, now: Timestamp) -> Account {
        Account {
            id: id.to_owned(),
            holder: holder.to_owned(),
            login: None,
            name: self.seal("name", id, name),
            agency: None,
            division: None,
            role: None,
            proposed_by: "installation".to_owned(),
            proposed_at: now,
            approved_by: None,
            approved_at: None,
            password: None,
            password_at: None,
            totp: None,
            totp_step: 0,
            enrolled_at: None,
            failures: 0,
            held_until: None,
            locked_at: None,
            ended_at: None,
            signed_in_at: None,
        }
    }

    /// What was proposed, in the form in which it is kept.
    pub(super) fn read_new(&self, new: NewStaff) -> Result<NewStaff, Refused> {
        let login = login_of(&new.login).ok_or_else(|| {
            Refused::given(
                "用户名不合规定",
                "用户名以字母开头，由 3 至 32 个小写字母、数字、点、横线组成，数字不超过 3 个",
            )
        })?;
        let name = new.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 50 {
            return Err(Refused::given("没有写姓名，或姓名太长", "请填写本人姓名"));
        }
        let agency = self
            .law
            .agency(&new.agency)
            .ok_or_else(|| Refused::given("没有这个单位", "请从单位列表中选择"))?;
        let division = new.division.unwrap_or_else(|| agency.division.clone());
        if !self.law.divisions().is_known(&division) {
            return Err(Refused::given("没有这个行政区划", "请从行政区划列表中选择"));
        }
        if self.law.role(&new.role).is_none_or(|role| !role.fits_account()) {
            return Err(Refused::given("没有这个岗位，或不是人员的岗位", "请从岗位列表中选择"));
        }
        let agency = agency.id.clone();
        Ok(NewStaff { login, name, agency, division: Some(division), role: new.role })
    }

    /// Whether somebody may keep an account: that of an administrator only the security officer, any
    /// other the system administrator in his reach.
    pub(super) fn may_keep(&self, by: &Staff, account: &Account) -> Result<(), Refused> {
        let target =
            Target { agency: account.agency.as_deref(), division: account.division.as_deref() };
        let action = if self.is_administrator(account) && account.enrolled_at.is_some() {
            Action::ApproveAccounts
        } else {
            Action::KeepAccounts
        };
        permit(&self.law, by, action, &target).map(|_| ())
    }

    /// The actor of an account that acts by its link alone.
    pub(super) fn itself(&self, account: &Account) -> Actor {
        let agency = account.agency.clone().unwrap_or_else(|| "subject".to_owned());
        Actor::new(agency, format!("account {}", account.id))
    }
}

/// A login as it is kept: lower case; so few digits that no number of a person can be one.
pub(super) fn login_of(text: &str) -> Option<String> {
    let login = text.trim().to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    let digits = login.chars().filter(char::is_ascii_digit).count();
    let good = (3..=32).contains(&login.len())
        && login.starts_with(|c: char| c.is_ascii_lowercase())
        && login.chars().all(fits)
        && digits <= 3;
    good.then_some(login)
}

/// How long a sign-in may wait for its second factor.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

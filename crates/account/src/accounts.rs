//! The accounts of an installation: opened by two persons, entered by two factors.

mod approve;
pub(crate) mod change;
mod enrol;
pub(crate) mod first;
mod holder;
mod invite;
pub(crate) mod mandate;
mod own;
mod password;
mod read;
mod second;
mod session;
mod sign_in;
mod unified;

use std::sync::{Arc, OnceLock};

use ledger::{Pen, Scribe};
use policy::{
    Law,
    model::role::{Duty, Role},
};
use serde_json::Value;
use store::{Database, Vault};
use vocabulary::{Actor, Clock, Draft, Entropy, FactKind, SiteKey, SubjectId, Timestamp};

use crate::{
    AccountError, Cost, Staff, State,
    error::Refused,
    password as words,
    queries::{accounts, accounts::Account, holders, sessions},
    rules::Rules,
};

/// The accounts. Clones share everything.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

/// What [`Accounts`] points to.
pub(crate) struct Inner {
    db: Database,
    pen: Pen,
    law: Arc<Law>,
    vault: Arc<Vault>,
    site_key: SiteKey,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    cost: Cost,
    /// A hash nobody has the password of: unknown logins cost the same work as known ones.
    nobody: OnceLock<String>,
}

impl Accounts {
    /// The accounts of a database. `cost` is what a guess of a password costs.
    pub fn new(
        db: Database,
        pen: Pen,
        law: Arc<Law>,
        (vault, site_key): (Arc<Vault>, SiteKey),
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
        cost: Cost,
    ) -> Self {
        let nobody = OnceLock::new();
        Self(Arc::new(Inner { db, pen, law, vault, site_key, clock, entropy, cost, nobody }))
    }

    /// Runs a job in the pen's transaction.
    fn transact<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Inner, &mut Scribe) -> Result<T, AccountError> + Send + 'static,
    ) -> Result<T, AccountError> {
        let inner = Arc::clone(&self.0);
        self.0.pen.transact(move |scribe| job(&inner, scribe))
    }
}

impl Inner {
    fn rules(&self) -> Rules {
        Rules::of(&self.law)
    }

    /// A fact of this room: it names accounts, never persons.
    fn draft(
        &self,
        kind: FactKind,
        actor: Actor,
        subject: Option<SubjectId>,
        body: &Value,
    ) -> Draft {
        let policy = self.law.version().to_owned();
        Draft { kind, subject, actor, item: None, policy, body: body.to_string() }
    }

    fn seal(&self, what: &str, account: &str, text: &str) -> String {
        self.vault.seal(text.as_bytes(), context(what, account).as_bytes(), &*self.entropy)
    }

    fn unseal(&self, what: &str, account: &str, sealed: &str) -> Result<String, AccountError> {
        let bytes = self.vault.open(sealed, context(what, account).as_bytes())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether a password is an account's. Without account or password the same work is done.
    fn is_password(&self, account: Option<&Account>, given: &str) -> Result<bool, AccountError> {
        let given = if given.len() > words::LONGEST { "" } else { given };
        let sealed = account.and_then(|account| Some((&account.id, account.password.as_ref()?)));
        match sealed {
            Some((id, sealed)) => words::verify(given, &self.unseal("password", id, sealed)?),
            None => words::verify(given, self.nobodys_hash()?).map(|_| false),
        }
    }

    fn nobodys_hash(&self) -> Result<&str, AccountError> {
        if let Some(hash) = self.nobody.get() {
            return Ok(hash);
        }
        let hash = words::hash("", self.cost, &*self.entropy)?;
        Ok(self.nobody.get_or_init(|| hash))
    }

    /// The account of an id, which must be there.
    fn account(&self, scribe: &mut Scribe, id: &str) -> Result<Account, AccountError> {
        accounts::find(scribe.tx(), id)?
            .ok_or_else(|| Refused::given("没有这个账号", "请从账号列表中选择").into())
    }

    /// The role of an account of staff.
    fn role_of(&self, account: &Account) -> Option<&Role> {
        self.law.role(account.role.as_deref()?)
    }

    /// Whether an account is that of one of the three administrators, which are kept apart.
    fn is_administrator(&self, account: &Account) -> bool {
        let keeps = |role: &Role| {
            role.actions
                .iter()
                .any(|action| matches!(action.duty(), Duty::System | Duty::Security | Duty::Audit))
        };
        self.role_of(account).is_some_and(keeps)
    }

    /// Ends every session of an account, or all but one.
    fn end_sessions(
        &self,
        scribe: &mut Scribe,
        account: &Account,
        kept: &str,
        (actor, why): (&Actor, &str),
    ) -> Result<(), AccountError> {
        let ended = sessions::remove_others(scribe.tx(), &account.id, kept)?;
        if ended > 0 {
            let subject = self.person(scribe, account)?;
            let body = serde_json::json!({ "account": account.id, "why": why, "sessions": ended });
            scribe.append(self.draft(FactKind::SessionEnded, actor.clone(), subject, &body));
        }
        Ok(())
    }

    /// The person of an account of a subject.
    fn person(
        &self,
        scribe: &mut Scribe,
        account: &Account,
    ) -> Result<Option<SubjectId>, AccountError> {
        if account.is_staff() {
            return Ok(None);
        }
        Ok(holders::person_of(scribe.tx(), &account.id)?)
    }
}

impl Account {
    pub(crate) fn is_staff(&self) -> bool {
        self.holder == "staff"
    }

    pub(crate) fn state(&self, now: Timestamp) -> State {
        if self.ended_at.is_some() {
            State::Ended
        } else if self.locked_at.is_some() {
            State::Locked
        } else if self.approved_at.is_none() {
            State::Proposed
        } else if self.enrolled_at.is_none() {
            State::Invited
        } else if self.held_until.is_some_and(|until| now < until) {
            State::Held
        } else {
            State::Active
        }
    }
}

/// Nobody acts on his own account, whatever he may do to others'.
fn refuse_own(by: &Staff, account: &str) -> Result<(), Refused> {
    if by.account == account {
        return Err(Refused::duty("任何人不得办理自己的账号", "请由另一名管理人员办理"));
    }
    Ok(())
}

fn context(what: &str, account: &str) -> String {
    format!("account {account} {what}")
}

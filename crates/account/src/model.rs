//! The types of this room: who is signed in, on whose behalf, and by which paper.

use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Date, SubjectId, Timestamp};

/// Who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// A person of staff.
    Staff(Staff),
    /// A subject, for itself or for an organisation.
    Holder(Holder),
}

impl Who {
    /// Id of the account.
    pub fn account(&self) -> &str {
        match self {
            Self::Staff(staff) => &staff.account,
            Self::Holder(holder) => &holder.account,
        }
    }

    /// The name to greet by.
    pub fn name(&self) -> &str {
        match self {
            Self::Staff(staff) => &staff.name,
            Self::Holder(holder) => &holder.name,
        }
    }

    /// The actor that stands in the ledger.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Staff(staff) => staff.actor(),
            Self::Holder(holder) => holder.actor(),
        }
    }
}

/// A session that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// Id of the session; not its secret.
    pub session: String,
    /// What forms must carry.
    pub csrf: String,
    /// Who it is.
    pub who: Who,
    /// When the session was opened.
    pub opened_at: Timestamp,
    /// Whether the password is older than the law allows: it must be changed before anything else.
    pub must_change: bool,
}

/// A person of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Id of the account.
    pub account: String,
    /// The name one signs in with.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Agency, by its id.
    pub agency: String,
    /// Division (GB/T 2260) for which the person works.
    pub division: Option<String>,
    /// Role: `roles/<id>`.
    pub role: String,
}

impl Staff {
    /// The actor that stands in the ledger.
    pub fn actor(&self) -> Actor {
        Actor::new(self.agency.clone(), format!("account {}", self.account))
    }
}

/// A subject: a person, for itself or for an organisation it may act for.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Id of the account.
    pub account: String,
    /// Name of the person.
    pub name: String,
    /// The person.
    pub person: SubjectId,
    /// For whom the person acts now: itself, or an organisation.
    pub acting: SubjectId,
    /// Name of whom it acts for.
    pub acting_name: String,
    /// Unified code of the organisation it acts for; none for itself.
    pub acting_code: Option<String>,
    /// The organisations it may act for today.
    pub mandates: Vec<Mandate>,
}

impl Holder {
    /// The actor that stands in the ledger: the organisation, or `subject` for the person itself.
    pub fn actor(&self) -> Actor {
        let agency = self.acting_code.clone().unwrap_or_else(|| "subject".to_owned());
        Actor::new(agency, format!("account {}", self.account))
    }

    /// The mandate under which it acts now; none when it acts for itself.
    pub fn mandate(&self) -> Option<&Mandate> {
        let code = self.acting_code.as_deref()?;
        self.mandates.iter().find(|mandate| mandate.code == code)
    }
}

/// In which capacity a person acts for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// 法定代表人、负责人、经营者
    Representative,
    /// 经办人、代理人, named by the representative until a day
    Agent,
}

impl Capacity {
    /// The text form in tables and facts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Representative => "representative",
            Self::Agent => "agent",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Representative, Self::Agent].into_iter().find(|known| known.as_str() == text)
    }
}

/// A paper by which a person acts for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organisation: SubjectId,
    /// Its unified code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// In which capacity.
    pub capacity: Capacity,
    /// Last day; none for a representative, who acts as long as he is one.
    pub until: Option<Date>,
}

/// A mandate as the organisation sees it: whom it named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The paper.
    pub mandate: Mandate,
    /// Name of the person.
    pub person_name: String,
    /// When it was granted.
    pub granted_at: Timestamp,
    /// When it was ended before its time.
    pub ended_at: Option<Timestamp>,
}

/// Where a request comes from. Facts hold the network of the address only.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Address of the network.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// A one-time link as it is handed out; the door is `/invitations/{token}`.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The secret; only its digest is kept.
    pub token: String,
    /// Account that it opens.
    pub account: String,
    /// When it ceases to work.
    pub expires_at: Timestamp,
}

/// What a link is for, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Whether it opens an account of staff.
    pub staff: bool,
    /// Name of the person.
    pub name: String,
    /// The name one will sign in with; none for subjects, who use the number of their document.
    pub login: Option<String>,
    /// Role, for staff.
    pub role: Option<String>,
    /// Whether a password was set and only the second factor is missing.
    pub confirming: bool,
    /// When it ceases to work.
    pub expires_at: Timestamp,
}

/// What accepting a link asks for next.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The second factor to store in an authenticator; none where none is needed.
    pub totp: Option<TotpSecret>,
}

/// A new second factor, shown once.
#[derive(Clone, Debug)]
pub struct TotpSecret {
    /// The secret, to be typed in.
    pub base32: String,
    /// The same as `otpauth://…`, to be scanned.
    pub uri: String,
}

/// An account of staff to be opened.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Name to sign in with: a letter, then letters, digits, `.`, `-`, `_`.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Agency: id or unified code.
    pub agency: String,
    /// Division (GB/T 2260); the agency's if none.
    pub division: Option<String>,
    /// Role: `roles/<id>`.
    pub role: String,
}

/// A person, as identified by a document.
#[derive(Clone, Debug)]
pub struct NewHolder {
    /// Name of the person.
    pub name: String,
    /// Number of the document.
    pub number: String,
}

/// Somebody whom the city's unified login has identified.
#[derive(Clone, Debug)]
pub struct VerifiedIdentity {
    /// The provider.
    pub issuer: String,
    /// Its name for the person.
    pub subject: String,
    /// Name of the person.
    pub name: String,
    /// Number of the person's document, if the provider tells it.
    pub number: Option<String>,
    /// Login of a person of staff, if the provider tells it.
    pub login: Option<String>,
}

/// How far signing in has come.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// The session is open.
    Opened(Token),
    /// The second factor is asked for.
    Second(Pending),
}

/// Secret of a session; only its digest is kept.
#[derive(Clone, Debug)]
pub struct Token {
    /// The secret, for the cookie.
    pub secret: String,
    /// When the session ends whatever happens.
    pub until: Timestamp,
}

/// Secret of a sign-in that waits for the second factor.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The secret.
    pub secret: String,
    /// When it must be begun anew.
    pub until: Timestamp,
}

/// What somebody reads of the own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAccount {
    /// Whether a second factor is asked for at sign-in.
    pub second_factor: bool,
    /// Whether the role demands one.
    pub needs_second: bool,
    /// When the password was chosen; none if one comes in by the unified login only.
    pub password_at: Option<Timestamp>,
    /// Where one is signed in, the latest first.
    pub sessions: Vec<OwnSession>,
}

/// One session of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// In which state an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The security officer has not approved its role.
    Proposed,
    /// Approved; the link was not used to its end.
    Invited,
    /// It works.
    Active,
    /// Locked for some minutes after wrong passwords.
    Held,
    /// Locked by an officer.
    Locked,
    /// Ended.
    Ended,
}

impl State {
    /// The text form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Held => "held",
            Self::Locked => "locked",
            Self::Ended => "ended",
        }
    }
}

/// An account as administrators see it.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountView {
    /// Its id.
    pub account: String,
    /// Whether it is one of staff.
    pub staff: bool,
    /// Login of staff.
    pub login: Option<String>,
    /// Name of the person; of subjects only the family name is shown.
    pub name: String,
    /// Agency, by its id.
    pub agency: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// In which state it is.
    pub state: State,
    /// Whether a second factor is set.
    pub second_factor: bool,
    /// Who proposed it: an account, `installation`, or the issuer of the unified login.
    pub proposed_by: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who approved its role.
    pub approved_by: Option<String>,
    /// When it was last signed in with.
    pub signed_in_at: Option<Timestamp>,
}

/// Which accounts are asked for.
#[derive(Clone, Debug, Default)]
pub struct AccountFilter {
    /// Of staff, of subjects, or all.
    pub staff: Option<bool>,
    /// In this state only.
    pub state: Option<State>,
    /// Of one agency, by its id.
    pub agency: Option<String>,
    /// After this account, which closed the page before.
    pub after: Option<String>,
    /// How many, at most 200; 50 if nought.
    pub limit: u32,
}

/// A page of accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountPage {
    /// The accounts, by id.
    pub accounts: Vec<AccountView>,
    /// What to give as `after` for the next page.
    pub next: Option<String>,
}

//! Roles: what a key or an account may do, how far it reaches, and which duties exclude each other.

use serde::{Deserialize, Serialize};

use super::{
    basis::{Basis, Title},
    matter::Purpose,
};

/// One file `roles/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Who may hold it.
    #[serde(default)]
    pub holder: RoleHolder,
    /// Whose affairs it reaches.
    #[serde(default)]
    pub reach: Reach,
    /// Whether a person who holds it signs in with a second factor; keys have none.
    #[serde(default = "needed")]
    pub second_factor: bool,
    /// What it may do.
    pub actions: Vec<Action>,
    /// For which purposes it may look at non-public data.
    #[serde(default)]
    pub purposes: Vec<Purpose>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

fn needed() -> bool {
    true
}

impl Role {
    /// Whether it may do something.
    pub fn allows(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }

    /// Whether a key of a system may be given this role.
    pub fn fits_key(&self) -> bool {
        self.holder != RoleHolder::Staff
    }

    /// Whether an account of a person of staff may be given this role.
    pub fn fits_account(&self) -> bool {
        self.holder != RoleHolder::System
    }
}

/// Who may hold a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleHolder {
    /// A department's system, by a key.
    System,
    /// A person of staff, by an account.
    Staff,
    /// Either.
    #[default]
    Any,
}

/// Whose affairs a role reaches; the rest is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Those of the own agency.
    #[default]
    Own,
    /// Those of the own division and of the divisions below it.
    Division,
    /// All of the installation.
    All,
}

impl Reach {
    /// The text form used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Division => "division",
            Self::All => "all",
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal $duty:ident,)*) => {
        /// What can be done through the doors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Action { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl Action {
            /// Every action there is.
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            /// The text form used in files, and the key of its title below `action` in the messages.
            pub fn as_str(self) -> &'static str {
                match self { $(Action::$name => $text,)* }
            }

            /// The action of a text form.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Action::$name),)* _ => None }
            }

            /// To whose duties it belongs.
            pub fn duty(self) -> Duty {
                match self { $(Action::$name => Duty::$duty,)* }
            }
        }
    };
}

actions! {
    /// Send batches for the own agency.
    SubmitBatch = "submit-batch" Data,
    /// Read receipts and quality of the own agency.
    ReadReceipts = "read-receipts" Data,
    /// Read quality reports of every agency in reach.
    ReadQuality = "read-quality" Any,
    /// Ask a credit check.
    MakeCheck = "make-check" Data,
    /// Feed back the decision taken.
    DecideCheck = "decide-check" Data,
    /// Read a subject's file for a purpose.
    ReadFile = "read-file" Data,
    /// Read everything, read only, traced (auditor).
    Audit = "audit" Audit,
    /// Read the whole ledger.
    ReadLedger = "read-ledger" Any,
    /// Merge and part subjects, undo cleansing.
    KeepSubjects = "keep-subjects" Data,
    /// Make, rotate and end keys.
    KeepKeys = "keep-keys" System,
    /// Write and change articles.
    EditContent = "edit-content" Data,
    /// Review what somebody else wrote.
    ReviewContent = "review-content" Data,
    /// Propose, change, lock and end accounts of staff.
    KeepAccounts = "keep-accounts" System,
    /// Let a proposed account work, in its role.
    ApproveAccounts = "approve-accounts" Security,
    /// Keep the sites of the installation.
    KeepSites = "keep-sites" System,
    /// See and close security alerts, freeze doors.
    WatchSecurity = "watch-security" Security,
    /// Review samples of the access register (H-79).
    ReviewLookups = "review-lookups" Audit,
    /// Read the figures of the dashboards.
    ReadFigures = "read-figures" Any,
    /// Ask to take data out of the platform.
    AskExport = "ask-export" Data,
    /// Allow or refuse what somebody else asked to take out.
    DecideExport = "decide-export" Data,
    /// Check what subjects declare about themselves.
    CheckDeclarations = "check-declarations" Data,
    /// Handle cases: which ones, the processes say by role.
    HandleCases = "handle-cases" Data,
    /// Begin and move cases through the API: the systems of courts and approval desks.
    SendCases = "send-cases" Data,
    /// Confirm a person's identity at a window and hand out the one-time link.
    ProveIdentity = "prove-identity" Data,
    /// Issue a report at a window to the subject itself, its document seen.
    IssueReports = "issue-reports" Data,
    /// Get reports for the own agency: on a consent, or for a purpose and a matter; read the signed
    /// reports of other regions.
    FetchReports = "fetch-reports" Data,
    /// Destroy the body of a fact by order of law.
    EraseData = "erase-data" Data,
}

impl Action {
    /// Whether only a person of staff may do it: what needs somebody to answer for it.
    pub fn is_personal(self) -> bool {
        matches!(self.duty(), Duty::System | Duty::Security)
            || matches!(
                self,
                Self::EditContent
                    | Self::ReviewContent
                    | Self::ReviewLookups
                    | Self::AskExport
                    | Self::DecideExport
                    | Self::CheckDeclarations
                    | Self::HandleCases
                    | Self::ProveIdentity
                    | Self::IssueReports
                    | Self::EraseData
            )
    }

    /// The action that another person must do for this one to count, if there is one.
    pub fn second_person(self) -> Option<Action> {
        match self {
            Self::EditContent => Some(Self::ReviewContent),
            Self::AskExport => Some(Self::DecideExport),
            Self::KeepAccounts => Some(Self::ApproveAccounts),
            _ => None,
        }
    }
}

/// Whose duty an action is. The three administrators (三权分立) share none with each other and
/// handle no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// 系统管理员
    System,
    /// 安全管理员
    Security,
    /// 审计员
    Audit,
    /// Work with the data of subjects and with content.
    Data,
    /// What reveals nothing about a subject: figures, quality, the log itself.
    Any,
}

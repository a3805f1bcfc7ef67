//! A fact: one thing that happened, as it is appended to the ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, SubjectId};

/// Where a fact stands in the ledger: dense, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub u64);

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened. The text form stands in the ledger and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum FactKind { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl FactKind {
            /// Every kind there is.
            pub const ALL: &[FactKind] = &[$(FactKind::$name,)*];

            /// The text form, `noun.verb`.
            pub fn as_str(self) -> &'static str {
                match self { $(FactKind::$name => $text,)* }
            }

            /// The kind of a text form.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(FactKind::$name),)* _ => None }
            }
        }
    };
}

fact_kinds! {
    /// A batch was received from a source agency.
    BatchReceived = "batch.received",
    /// A batch was read to its end.
    BatchCompleted = "batch.completed",
    /// A record was filed.
    RecordFiled = "record.filed",
    /// A record was replaced by a new version.
    RecordCorrected = "record.corrected",
    /// A row that was held back was released or dismissed by an officer, with a reason.
    RowSettled = "row.settled",
    /// The same record came from a second source: a further provenance.
    RecordJoined = "record.joined",
    /// A record was withdrawn by its source, with a reason.
    RecordWithdrawn = "record.withdrawn",
    /// A cleansing of a record was undone.
    RecordRestored = "record.restored",
    /// A record went past the end of its disclosure.
    RecordExpired = "record.expired",
    /// A record was repaired: no longer shown, shared or used.
    RepairGranted = "repair.granted",
    /// An objection to a record was marked.
    ObjectionMarked = "objection.marked",
    /// Two subjects were found to be one.
    SubjectMerged = "subject.merged",
    /// A merge was undone.
    SubjectParted = "subject.parted",
    /// A subject's non-public data was looked at.
    LookupMade = "lookup.made",
    /// A look that was refused.
    LookupRefused = "lookup.refused",
    /// A credit check was answered.
    CheckMade = "check.made",
    /// The decision taken after a credit check was fed back.
    CheckDecided = "check.decided",
    /// A subject asked why somebody had looked.
    LookupQuestioned = "lookup.questioned",
    /// A sample of looks was reviewed.
    LookupReviewed = "lookup.reviewed",
    /// A security alert was handled.
    AlertClosed = "alert.closed",
    /// Somebody asked to take data out of the platform unmasked.
    ExportAsked = "export.asked",
    /// A second person allowed or refused it.
    ExportDecided = "export.decided",
    /// The data was taken out.
    ExportTaken = "export.taken",
    /// An objection to a record was filed; by sites without cases.
    ObjectionFiled = "objection.filed",
    /// A step in the handling of an objection; by sites without cases.
    ObjectionHandled = "objection.handled",
    /// A case began.
    CaseOpened = "case.opened",
    /// A case moved to another state.
    CaseMoved = "case.moved",
    /// Something was added to a case: a note, a paper, an extension, a hand-over, a look at a sealed field.
    CaseNoted = "case.noted",
    /// A clock of a case made itself heard: an alarm, a day that passed, a step against lateness.
    CaseLate = "case.late",
    /// A measure of reward or restraint began to be applied to a subject.
    MeasureStarted = "measure.started",
    /// A measure is applied no more.
    MeasureLifted = "measure.lifted",
    /// A measure is no longer matched anywhere.
    MeasureBlocked = "measure.blocked",
    /// A measure is matched again.
    MeasureCleared = "measure.cleared",
    /// The result of a case was sent to another platform, or could not be.
    ResultSent = "result.sent",
    /// The patrol went round, or a partner's copy was compared.
    PatrolMade = "patrol.made",
    /// A credit report was issued.
    ReportIssued = "report.issued",
    /// Another region's report was accepted for a matter, or refused.
    ReportRecognised = "report.recognised",
    /// A unit handed in the list of its own decisions, to be compared with what it reported.
    RegisterListed = "register.listed",
    /// A single record was reviewed for secrecy and privacy before it was filed, or sent back.
    EntryReviewed = "entry.reviewed",
    /// A unit said why something that should be open is not.
    GapExplained = "gap.explained",
    /// A subject declared something about itself.
    DeclarationFiled = "declaration.filed",
    /// A declaration was checked.
    DeclarationChecked = "declaration.checked",
    /// An article was written or changed.
    ArticleWritten = "article.written",
    /// A second person reviewed an article.
    ArticleReviewed = "article.reviewed",
    /// The monitor or an officer held an article back.
    ArticleHeld = "article.held",
    /// An article was taken down.
    ArticleWithdrawn = "article.withdrawn",
    /// An account was opened.
    AccountOpened = "account.opened",
    /// An account was changed: role, organisation, second factor, lock.
    AccountChanged = "account.changed",
    /// An account was ended.
    AccountEnded = "account.ended",
    /// Somebody signed in.
    SessionOpened = "session.opened",
    /// Somebody could not sign in.
    SessionRefused = "session.refused",
    /// Somebody signed out, or a session was ended.
    SessionEnded = "session.ended",
    /// An API key was issued or rotated.
    KeyIssued = "key.issued",
    /// An API key was ended.
    KeyEnded = "key.ended",
    /// An interface was frozen.
    DoorFrozen = "door.frozen",
    /// A frozen interface was opened again.
    DoorThawed = "door.thawed",
    /// A subject gave a consent.
    ConsentGiven = "consent.given",
    /// A subject withdrew a consent.
    ConsentWithdrawn = "consent.withdrawn",
    /// An edition of the policy packs came into use.
    PolicyAdopted = "policy.adopted",
    /// The body of a fact was destroyed by order of law.
    BodyErased = "body.erased",
}

/// A fact before it has its place: what a room hands to the pen.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What happened.
    pub kind: FactKind,
    /// Whose data it is; none for facts about batches and policies.
    pub subject: Option<SubjectId>,
    /// Who did it.
    pub actor: Actor,
    /// Id of the catalog item, if the fact is about one.
    pub item: Option<String>,
    /// Version (digest) of the policy packs in force when it was decided.
    pub policy: String,
    /// The content, canonical JSON; secret values inside are sealed before they come here.
    pub body: String,
}

/// A fact in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its place in the ledger.
    pub position: Position,
    /// When the platform learnt it.
    pub at: Timestamp,
    /// What was appended.
    pub draft: Draft,
}

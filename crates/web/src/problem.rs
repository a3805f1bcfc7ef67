//! How every error is told: one table from errors to status, title and advice (RFC 9457).

use std::sync::Arc;

use account::AccountError;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use check::CheckError;
use content::ContentError;
use disclosure::{GateError, Refusal};
use intake::IntakeError;
use ledger::LedgerError;
use report::ReportError;
use store::StoreError;
use workflow::WorkflowError;

use crate::WebError;

/// The kinds of refusal there are; each is a `type` of problem details and a section of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// There is nothing, or nothing the asker may know of.
    Missing,
    /// It was public and is no longer.
    Gone,
    /// The request cannot be read or names what does not exist in the law.
    Invalid,
    /// No key that stands.
    Unauthorised,
    /// The law or the role does not allow it.
    Refused,
    /// It does not fit the present state.
    Conflict,
    /// Too large.
    TooLarge,
    /// A format that is not taken.
    MediaType,
    /// Too many requests.
    Busy,
    /// Our fault.
    Fault,
    /// Not at this moment.
    Unavailable,
}

impl Kind {
    /// HTTP status.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::Refused => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Last part of the problem's `type`, and key under `problem_type.*`.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Invalid => "invalid",
            Self::Unauthorised => "unauthorised",
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::MediaType => "media-type",
            Self::Busy => "busy",
            Self::Fault => "fault",
            Self::Unavailable => "unavailable",
        }
    }

    /// The page that tells it: key under `problem.*`.
    pub(crate) fn page(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Busy => "busy",
            Self::Unauthorised | Self::Refused => "refused",
            Self::Fault | Self::Unavailable => "fault",
            Self::Invalid | Self::Conflict | Self::TooLarge | Self::MediaType => "invalid",
        }
    }
}

/// An error as it may be told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Which kind.
    pub(crate) kind: Kind,
    /// What happened; none where that is nobody's business.
    pub(crate) detail: Option<String>,
    /// Number of the rule that refused.
    pub(crate) rule: Option<String>,
    /// What to do next, where it is not part of the detail.
    pub(crate) remedy: Option<String>,
    /// Seconds to wait.
    pub(crate) retry_after: Option<u64>,
}

impl Told {
    fn new(kind: Kind, detail: impl ToString) -> Self {
        let told = Self {
            kind,
            detail: Some(detail.to_string()),
            rule: None,
            remedy: None,
            retry_after: None,
        };
        match kind {
            Kind::Fault => Self { detail: None, ..told },
            Kind::Unavailable => Self { detail: None, retry_after: Some(1), ..told },
            _ => told,
        }
    }

    fn by_rule(self, rule: impl Into<String>) -> Self {
        Self { rule: Some(rule.into()), ..self }
    }
}

/// Tells an error. What is not listed as told is our fault, and its text stays in the log.
pub(crate) fn tell(error: &WebError) -> Told {
    match error {
        WebError::Missing | WebError::Moved { .. } => Told::new(Kind::Missing, error),
        WebError::Gone => Told::new(Kind::Gone, error).by_rule("H-26"),
        WebError::Invalid { .. } => Told::new(Kind::Invalid, error),
        WebError::Unauthorised => Told::new(Kind::Unauthorised, error),
        WebError::Forbidden { .. } => Told::new(Kind::Refused, error),
        WebError::NotYet { seconds } => {
            Told { retry_after: Some(*seconds), ..Told::new(Kind::Unavailable, error) }
        }
        WebError::Late => Told { retry_after: Some(30), ..Told::new(Kind::Unavailable, error) },
        WebError::MediaType { .. } => Told::new(Kind::MediaType, error),
        WebError::TooLarge { .. } => Told::new(Kind::TooLarge, error),
        WebError::Busy { seconds } => {
            Told { retry_after: Some(*seconds), ..Told::new(Kind::Busy, error) }
        }
        WebError::KeyReused => Told::new(Kind::Invalid, error),
        WebError::StillRunning => Told { retry_after: Some(1), ..Told::new(Kind::Conflict, error) },
        WebError::SignedOut => Told::new(Kind::Unauthorised, error),
        WebError::WrongDoor { .. } => Told::new(Kind::Refused, error),
        WebError::Foreign => Told::new(Kind::Refused, error).by_rule("CSRF"),
        WebError::Shut { own, .. } => shut(*own, error),
        WebError::Account(inner) => account(inner),
        WebError::Content(inner) => content(inner),
        WebError::Workflow(inner) => workflow(inner),
        WebError::Intake(inner) => intake(inner),
        WebError::Gate(inner) => gate(inner),
        WebError::Check(inner) => check(inner),
        WebError::Report(inner) => report(inner),
        WebError::Ledger(inner) => ledger(inner),
        WebError::Store(inner) => store(inner),
        WebError::Messages { .. } | WebError::Template { .. } | WebError::Machine(_) => {
            Told::new(Kind::Fault, error)
        }
    }
}

fn intake(error: &IntakeError) -> Told {
    match error {
        IntakeError::Refused { rule, .. } => Told::new(Kind::Invalid, error).by_rule(rule.code),
        IntakeError::Forbidden { rule, .. } => Told::new(Kind::Invalid, error).by_rule(*rule),
        IntakeError::Faulty { .. } => Told::new(Kind::Invalid, error),
        IntakeError::TooLarge { .. } => Told::new(Kind::TooLarge, error),
        IntakeError::Busy { .. } | IntakeError::State { .. } => Told::new(Kind::Conflict, error),
        IntakeError::NoSuchBatch { .. } | IntakeError::NoSuchRecord => {
            Told::new(Kind::Missing, error)
        }
        IntakeError::Empty
        | IntakeError::Unreadable { .. }
        | IntakeError::Transfer { .. }
        | IntakeError::NoReason
        | IntakeError::NotCleansed { .. }
        | IntakeError::Month { .. } => Told::new(Kind::Invalid, error),
        IntakeError::BrokenOff | IntakeError::Directory(_) => Told::new(Kind::Unavailable, error),
        IntakeError::Ledger(inner) => ledger(inner),
        IntakeError::Store(inner) => store(inner),
        IntakeError::Calendar(_)
        | IntakeError::Disk { .. }
        | IntakeError::Template { .. }
        | IntakeError::Output { .. }
        | IntakeError::Damaged { .. } => Told::new(Kind::Fault, error),
    }
}

fn gate(error: &GateError) -> Told {
    match error {
        GateError::Refused(refusal) => refused(refusal),
        GateError::Cursor { .. } => Told::new(Kind::Invalid, error),
        GateError::Ledger(inner) => ledger(inner),
        GateError::Store(inner) => store(inner),
        GateError::Archive(_) => Told::new(Kind::Fault, error),
    }
}

fn refused(refusal: &Refusal) -> Told {
    let detail = format!("{}（{}）", refusal.reason, refusal.basis);
    let told = Told::new(Kind::Refused, detail).by_rule(refusal.rule);
    Told { remedy: Some(refusal.remedy.clone()), ..told }
}

/// A door that is shut says why, and does not say when to try again.
fn shut(own: bool, error: &WebError) -> Told {
    let kind = if own { Kind::Refused } else { Kind::Unavailable };
    let told = Told { retry_after: None, ..Told::new(kind, error) }.by_rule("C-34.f");
    let remedy = Some("请联系信用中心的安全管理员".to_owned());
    Told { detail: Some(error.to_string()), remedy, ..told }
}

fn account(error: &AccountError) -> Told {
    match error {
        AccountError::Refused(refused) => {
            let detail = format!("{}（{}）", refused.reason, refused.basis);
            let told = Told::new(Kind::Refused, detail).by_rule(refused.rule);
            Told { remedy: Some(refused.remedy.clone()), ..told }
        }
        AccountError::Ledger(inner) => ledger(inner),
        AccountError::Store(inner) => store(inner),
        AccountError::Provider { .. } => Told::new(Kind::Unavailable, error),
        AccountError::Hash { .. } => Told::new(Kind::Fault, error),
    }
}

fn content(error: &ContentError) -> Told {
    match error {
        ContentError::Refused(refusal) => {
            let detail = format!("{}（{}）", refusal.reason, refusal.basis);
            let told = Told::new(Kind::Refused, detail).by_rule(refusal.rule.clone());
            Told { remedy: Some(refusal.remedy.clone()), ..told }
        }
        ContentError::NoSuchArticle { .. } => Told::new(Kind::Missing, error),
        ContentError::Damaged { .. } => Told::new(Kind::Fault, error),
        ContentError::Ledger(inner) => ledger(inner),
        ContentError::Store(inner) => store(inner),
    }
}

fn workflow(error: &WorkflowError) -> Told {
    match error {
        WorkflowError::Refused(refusal) => {
            let detail = format!("{}（{}）", refusal.reason, refusal.basis);
            let told = Told::new(Kind::Refused, detail).by_rule(refusal.rule.clone());
            Told { remedy: Some(refusal.remedy.clone()), ..told }
        }
        WorkflowError::NoSuchCase { .. } | WorkflowError::NoSuchProcess { .. } => {
            Told::new(Kind::Missing, error)
        }
        WorkflowError::Faulty(_) => Told::new(Kind::Invalid, error),
        WorkflowError::NoOwner { .. } => Told::new(Kind::Conflict, error),
        WorkflowError::Damaged { .. } | WorkflowError::Archive(_) => Told::new(Kind::Fault, error),
        WorkflowError::Gate(inner) => gate(inner),
        WorkflowError::Ledger(inner) => ledger(inner),
        WorkflowError::Store(inner) => store(inner),
    }
}

fn check(error: &CheckError) -> Told {
    match error {
        CheckError::Refused(refusal) => refused(refusal),
        CheckError::UnknownMatter { .. } | CheckError::ReasonMissing => {
            Told::new(Kind::Invalid, error)
        }
        CheckError::TooLong { .. } => Told::new(Kind::TooLarge, error),
        CheckError::NoReceipt { .. } => Told::new(Kind::Missing, error),
        CheckError::Decided { .. } => Told::new(Kind::Conflict, error),
        CheckError::Gate(inner) => gate(inner),
        CheckError::Ledger(inner) => ledger(inner),
        CheckError::Store(inner) => store(inner),
    }
}

fn report(error: &ReportError) -> Told {
    match error {
        ReportError::Refused(refusal) => refused(refusal),
        ReportError::NoSuchTemplate { .. } => Told::new(Kind::Invalid, error),
        ReportError::NoSuchSubject | ReportError::NoSuchReport { .. } => {
            Told::new(Kind::Missing, error)
        }
        ReportError::Superseded { .. } => Told::new(Kind::Gone, error).by_rule("H-29"),
        ReportError::Overtaken => Told::new(Kind::Conflict, error),
        ReportError::Damaged { .. } | ReportError::Paper(_) => Told::new(Kind::Fault, error),
        ReportError::Gate(inner) => gate(inner),
        ReportError::Ledger(inner) => ledger(inner),
        ReportError::Store(inner) => store(inner),
    }
}

fn ledger(error: &LedgerError) -> Told {
    match error {
        LedgerError::NotSigned { .. } => {
            Told { retry_after: Some(1), ..Told::new(Kind::Missing, error) }
        }
        LedgerError::NoFact { .. } => Told::new(Kind::Missing, error),
        LedgerError::Undone { .. } | LedgerError::Closed => Told::new(Kind::Unavailable, error),
        LedgerError::Store(inner) => store(inner),
        _ => Told::new(Kind::Fault, error),
    }
}

fn store(error: &StoreError) -> Told {
    match error {
        StoreError::Busy { .. } | StoreError::Lost { .. } => Told::new(Kind::Unavailable, error),
        _ => Told::new(Kind::Fault, error),
    }
}

/// The error on its way to the door that words it: left in the extensions of a bare answer.
#[derive(Clone)]
pub(crate) struct Failure(pub(crate) Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let told = tell(&self);
        if matches!(told.kind, Kind::Fault | Kind::Unavailable) {
            tracing::error!(target: "web::fault", error = %self, "a request failed");
        }
        let mut response = told.kind.status().into_response();
        if let Some(seconds) = told.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

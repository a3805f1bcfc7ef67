//! Everything that can go wrong at a door. What somebody outside will read is in Chinese.

/// An error of the doors. [`crate::problem`] says how each one is told to whom.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// A message file cannot be used.
    #[error("the message file {file} cannot be used: {reason}; mend it under templates/messages")]
    Messages {
        /// The file.
        file: String,
        /// Why.
        reason: String,
    },
    /// A template cannot be used.
    #[error("the template {template} cannot be used: {reason}; mend it under templates")]
    Template {
        /// The template.
        template: String,
        /// Why.
        reason: String,
    },
    /// There is no such thing, or the asker may not know of it.
    #[error("这里没有可以给您看的内容。请核对地址")]
    Missing,
    /// The page of a subject that was merged into another stands there (C-02.b).
    #[error("这一页现在在 {to}")]
    Moved {
        /// Path without language.
        to: String,
    },
    /// It was public and is no longer (C-06.f, H-26).
    #[error("此信息已不再公开，不再显示任何内容")]
    Gone,
    /// The request cannot be read.
    #[error("{what}。{remedy}")]
    Invalid {
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// No key, or one that does not stand.
    #[error("需要有效的密钥。请发送 Authorization: Bearer pk_…，或向信用中心申请")]
    Unauthorised,
    /// The key's role does not allow the act.
    #[error("密钥的角色“{role}”不允许{action}。如依法需要，请向信用中心申请相应角色的密钥")]
    Forbidden {
        /// The role.
        role: String,
        /// The act, in Chinese.
        action: String,
    },
    /// The content type is none that is taken here.
    #[error("这里不接受 {given}。请发送 {wanted}")]
    MediaType {
        /// What came.
        given: String,
        /// What is taken.
        wanted: &'static str,
    },
    /// No answer in time.
    #[error("这次查询用时太长，已停止。请缩小范围，或稍后再试")]
    Late,
    /// It is being made, in the course of several requests.
    #[error("还在整理，请稍候再取")]
    NotYet {
        /// When it may be asked for again.
        seconds: u64,
    },
    /// The body is too large.
    #[error("内容超过 {limit} 字节。请拆成几份，或用 gzip 压缩")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Too many requests.
    #[error("请求太多。请等 {seconds} 秒再试")]
    Busy {
        /// When it may be tried again.
        seconds: u64,
    },
    /// The Idempotency-Key was used for another request.
    #[error("这个 Idempotency-Key 已用于另一个请求。新请求请换一个")]
    KeyReused,
    /// The first request with this Idempotency-Key still runs.
    #[error("同一 Idempotency-Key 的请求还在处理。请稍候再试")]
    StillRunning,
    /// Nobody is signed in, or no longer.
    #[error("请先登录")]
    SignedOut,
    /// The door is not for this account.
    #[error("这里是{wanted}的入口，您的账号不在此列。请回到您自己的页面，或退出后用相应账号登录")]
    WrongDoor {
        /// For whom the door is.
        wanted: &'static str,
    },
    /// A form that was not sent from a page of ours, or from one of another session.
    #[error(
        "为了您的安全，没有处理这次提交：它不是从本站当前打开的页面发出的。请返回原页面，刷新后再试"
    )]
    Foreign,
    /// The door is shut in an emergency, or who asks is shut out.
    #[error("这个接口已临时冻结：{reason}")]
    Shut {
        /// Whether it is the caller's own agency or key.
        own: bool,
        /// Why.
        reason: String,
    },
    /// The account room refused, or failed.
    #[error(transparent)]
    Account(#[from] account::AccountError),
    /// The content room refused, or failed.
    #[error(transparent)]
    Content(#[from] content::ContentError),
    /// The workflow room refused, or failed.
    #[error(transparent)]
    Workflow(#[from] workflow::WorkflowError),
    /// The batch was refused as a whole, or does not exist.
    #[error(transparent)]
    Intake(#[from] intake::IntakeError),
    /// The gate refused, or failed.
    #[error(transparent)]
    Gate(#[from] disclosure::GateError),
    /// The check was refused, or failed.
    #[error(transparent)]
    Check(#[from] check::CheckError),
    /// The report was refused, or could not be made.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The machine failed: a thread, a file.
    #[error("the server failed: {0}; look at its log and its disk")]
    Machine(String),
}

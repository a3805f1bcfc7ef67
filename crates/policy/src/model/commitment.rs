//! Commitment items (承诺事项): what can be promised instead of, or beside, what the law asks for.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Length, Title};

/// One file `commitments/<id>.toml`: one version of a template.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentItem {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Its type.
    pub kind: CommitmentKind,
    /// First day of this version.
    pub effective_from: Date,
    /// Last day on which this version can be signed.
    pub until: Option<Date>,
    /// Agency or group to which the promise is made; it verifies.
    pub unit: String,
    /// The matter in which it stands, if in one: its check is made before the signature (C-16.a).
    pub matter: Option<String>,
    /// The certificate that it replaces, in Chinese (type 5).
    pub replaces: Option<String>,
    /// Who can sign.
    pub subjects: Vec<SubjectKind>,
    /// What is promised, sentence by sentence; each is accepted.
    pub statement: Vec<Title>,
    /// What follows if it is not kept, in plain words.
    pub consequence: Title,
    /// How it is verified.
    pub verified: Title,
    /// Within how long, from the signature.
    pub verify_within: Length,
    /// How long the promise binds; none: until it is fulfilled.
    pub valid: Option<Length>,
    /// Whether it is published at once; of persons only with consent (C-16.f).
    #[serde(default)]
    pub published: bool,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// Types of commitments: the six of the plans, and two more (C-16.d).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommitmentKind {
    /// 审批替代型
    ApprovalReplacement,
    /// 主动公示型
    Voluntary,
    /// 行业自律型
    IndustrySelfDiscipline,
    /// 信用修复型
    Repair,
    /// 证明事项型
    CertificateNotification,
    /// 政务服务承诺型
    GovernmentService,
    /// 容缺受理型
    DeficiencyTolerant,
    /// 市场准入型
    MarketEntry,
}

//! List types: lists of subjects that a law provides for.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Length, Title};

/// One file `lists/<id>.toml`. No field, no list without law (H-41, H-45).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListType {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Serious list (严重失信主体名单), abnormal list, or red list.
    pub kind: ListKind,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// The field of law it belongs to, in Chinese.
    pub domain: String,
    /// Agencies or agency groups that may designate (H-42).
    pub authorities: Vec<String>,
    /// Whom it can name.
    pub subjects: Vec<SubjectKind>,
    /// Written criteria (H-43).
    pub criterion: Vec<Criterion>,
    /// Steps of designation in order: notice, defence, decision, delivery (H-44).
    pub procedure: Vec<ProcedureStep>,
    /// How long an entry lasts.
    pub term: Option<Length>,
    /// What ends an entry early, in Chinese.
    pub removal: String,
    /// Whether measures that rest on it need a warning and its term first (H-51).
    #[serde(default)]
    pub warning_first: bool,
    /// Whether natural persons on it may be published; needs a law.
    #[serde(default)]
    pub persons_published: bool,
    /// Law, regulation or centre document.
    pub basis: Vec<Basis>,
}

/// Kinds of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// 严重失信主体名单
    Serious,
    /// 异常名录
    Abnormal,
    /// 红名单
    Red,
}

/// One criterion of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Short id.
    pub id: String,
    /// The criterion, in Chinese.
    pub text: String,
}

/// Steps of a designation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcedureStep {
    /// 事先告知
    Notice,
    /// 陈述申辩
    Defence,
    /// 决定
    Decision,
    /// 送达
    Delivery,
}

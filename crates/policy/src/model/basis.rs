//! Legal bases, certainty, and the dates between which a rule is in force.

use serde::{Deserialize, Serialize};
use vocabulary::Date;

/// How sure we are of a value; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Seen in the text of the document itself.
    Official,
    /// Seen second-hand.
    Reported,
    /// Ours, until somebody enters the real one.
    Assumed,
}

/// What kind of document a basis is; only some can carry a restraint or a publication of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// 法律
    Law,
    /// 行政法规
    AdministrativeRegulation,
    /// 地方性法规
    LocalRegulation,
    /// 党中央、国务院政策文件
    CentreDocument,
    /// 国务院决定、命令
    StateCouncilDecision,
    /// 司法解释
    JudicialInterpretation,
    /// 部门规章
    MinistryRule,
    /// 国家标准
    Standard,
    /// 其他规范性文件
    NormativeDocument,
}

/// The provision relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Title or number of the document, in Chinese, as people cite it.
    pub document: String,
    /// Article or clause, where there is one: `第20条`.
    pub article: Option<String>,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// How sure we are that it says so.
    pub certainty: Certainty,
}

/// A title in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// The days on which an edition is in force: from the first, up to and including the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// First day.
    pub effective_from: Date,
    /// Last day; none while in force.
    pub until: Option<Date>,
}

/// A length of time counted by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: LengthUnit,
}

impl Length {
    /// Days for comparing lengths of different units: a year as 366, twelve months as a year, any
    /// other month as 31.
    pub fn days_at_most(self) -> u32 {
        let count = u32::from(self.count);
        match self.unit {
            LengthUnit::Year => count * 366,
            LengthUnit::Month => count / 12 * 366 + count % 12 * 31,
            LengthUnit::Day | LengthUnit::WorkingDay => count,
        }
    }

    /// In Chinese: `5 年`, `7 个工作日`.
    pub fn in_words(self) -> String {
        let unit = match self.unit {
            LengthUnit::Year => "年",
            LengthUnit::Month => "个月",
            LengthUnit::Day => "日",
            LengthUnit::WorkingDay => "个工作日",
        };
        format!("{} {unit}", self.count)
    }
}

/// Units in which the law counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// 工作日
    WorkingDay,
    /// 自然日
    Day,
    /// 月
    Month,
    /// 年
    Year,
}

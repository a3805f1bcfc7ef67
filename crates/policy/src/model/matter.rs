//! Matters: the acts of administration before which a credit check is asked (应用清单).

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Length, Title};

/// One file `matters/<id>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// Purpose from the closed list (Shandong regulation art. 22).
    pub purpose: Purpose,
    /// Agencies or groups that handle it.
    pub units: Vec<String>,
    /// Whom it can concern.
    pub subjects: Vec<SubjectKind>,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Whether the check is required or for reference.
    pub check: CheckDuty,
    /// Catalog items that are looked at; nothing else is shown.
    pub items: Vec<String>,
    /// Measures valid for this matter.
    #[serde(default)]
    pub measures: Vec<String>,
    /// A basic public service: no grade, tier, points, nor any interception (H-02).
    #[serde(default)]
    pub basic_public_service: bool,
    /// Where a law lets the subject learn later than at once that it was looked at.
    pub delayed_notice: Option<DelayedNotice>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// For how long a look of a matter stays untold to the subject.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelayedNotice {
    /// How long after the look.
    pub after: Length,
    /// The provision that allows it.
    pub basis: Basis,
}

/// Whether a check must be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckDuty {
    /// 应查必查
    Required,
    /// 供参考
    Reference,
}

/// The closed list of purposes for which agencies may look at non-public data (art. 22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// 行政许可
    Licensing,
    /// 行政处罚
    Penalty,
    /// 行政强制
    Coercion,
    /// 行政给付
    Payment,
    /// 政府采购
    Procurement,
    /// 招标投标
    Bidding,
    /// 财政资金
    FiscalFunds,
    /// 土地供应
    LandSupply,
    /// 资质审核
    Qualification,
    /// 科研管理
    Research,
    /// 公务员招录、晋升
    CivilService,
    /// 表彰奖励
    Honours,
    /// 日常监管
    Supervision,
    /// 异议、修复、申诉办理
    Remedy,
    /// 审计
    Audit,
}

impl Purpose {
    /// The text form used in files, the API and the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Licensing => "licensing",
            Self::Penalty => "penalty",
            Self::Coercion => "coercion",
            Self::Payment => "payment",
            Self::Procurement => "procurement",
            Self::Bidding => "bidding",
            Self::FiscalFunds => "fiscal-funds",
            Self::LandSupply => "land-supply",
            Self::Qualification => "qualification",
            Self::Research => "research",
            Self::CivilService => "civil-service",
            Self::Honours => "honours",
            Self::Supervision => "supervision",
            Self::Remedy => "remedy",
            Self::Audit => "audit",
        }
    }

    /// The purpose of a text form; free text is none.
    pub fn parse(text: &str) -> Option<Self> {
        use Purpose::*;
        const ALL: [Purpose; 15] = [
            Licensing,
            Penalty,
            Coercion,
            Payment,
            Procurement,
            Bidding,
            FiscalFunds,
            LandSupply,
            Qualification,
            Research,
            CivilService,
            Honours,
            Supervision,
            Remedy,
            Audit,
        ];
        ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

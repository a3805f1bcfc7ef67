//! Consents: what a subject can allow, to whom, for what and for how long at most.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::{
    basis::{Basis, Length, Title},
    catalog::{CatalogClass, CatalogItem, Publicity},
};

/// One file `consents/<id>.toml`, or `<id>@<first day>.toml`: one version of the text that a
/// subject agrees to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentKind {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The text that the subject reads and agrees to.
    pub text: Title,
    /// First day of this version.
    pub effective_from: Date,
    /// Last day on which this version can be agreed to; none while in force.
    pub until: Option<Date>,
    /// To whom it is given.
    pub to: ConsentTo,
    /// For what.
    pub purpose: ConsentPurpose,
    /// Which subjects can give it.
    pub subjects: Vec<SubjectKind>,
    /// Catalog items that it opens.
    #[serde(default)]
    pub items: Vec<String>,
    /// Classes of items that it opens.
    #[serde(default)]
    pub classes: Vec<CatalogClass>,
    /// For how long it holds at most, from the day on which it is given.
    pub longest: Length,
    /// Age that a person must have reached.
    #[serde(default = "of_age")]
    pub youngest: u8,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

fn of_age() -> u8 {
    18
}

impl ConsentKind {
    /// Whether it opens records of an item. What is shared among agencies only is opened to no
    /// organisation.
    pub fn covers(&self, item: &CatalogItem) -> bool {
        let shared = self.to == ConsentTo::Organisation && item.publicity == Publicity::Internal;
        !shared && (self.items.contains(&item.id) || self.classes.contains(&item.class))
    }
}

/// To whom a consent is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentTo {
    /// An agency of the packs.
    Agency,
    /// Another organisation.
    Organisation,
}

/// What a consent can be for; nothing else is a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentPurpose {
    /// 办理本人事项
    Service,
    /// 融资授信
    Financing,
    /// 商务合作
    Cooperation,
    /// 专业资格核验
    Qualification,
    /// 信用惠民便企服务
    Benefit,
}

impl ConsentPurpose {
    /// The text form used in files and in the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Financing => "financing",
            Self::Cooperation => "cooperation",
            Self::Qualification => "qualification",
            Self::Benefit => "benefit",
        }
    }
}

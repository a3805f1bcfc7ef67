//! What a comparison says: a number, a verdict, and the evidence for it.

use serde::{Serialize, Serializer};

/// A part of an organisation's name, as 企业名称登记管理规定 art. 8 orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The whole name, or what is not of one part.
    Whole,
    /// 行政区划: province, city, district.
    Region,
    /// 字号: what tells it from others.
    Brand,
    /// 行业: what it does.
    Industry,
    /// 组织形式: 有限公司, 合作社, 医院 …
    Form,
    /// Branch of what it is: 历下分公司, 第二营业部 …
    Branch,
    /// The unified code, where both are known.
    Code,
}

/// Whether two names mean the same organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They differ in what tells organisations apart.
    Different,
    /// A person must look.
    Unsure,
    /// They mean the same.
    Same,
}

/// Why a piece of evidence counts. The pages have a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Letter by letter the same.
    Equal,
    /// The same after widths, brackets, blanks.
    Width,
    /// The same after traditional and variant characters.
    Script,
    /// The same number, written otherwise (三 = 3).
    Numeral,
    /// The same form of organisation, written otherwise (有限公司 = 有限责任公司).
    Equivalent,
    /// One side leaves it out.
    Omitted,
    /// The same place, shorter or by an older name.
    Place,
    /// The same parts in another order.
    Order,
    /// A short name of the other.
    Short,
    /// A character that sounds the same.
    Homophone,
    /// A character that looks alike.
    LookAlike,
    /// A character is missing on one side.
    Dropped,
    /// A character stands twice.
    Doubled,
    /// Two neighbours are swapped.
    Swapped,
    /// Other characters: no slip explains them.
    Other,
    /// Another place.
    OtherPlace,
    /// Another number: 第一 and 第二.
    OtherNumber,
    /// Another form of organisation.
    OtherForm,
    /// Another branch, or one of them is no branch.
    OtherBranch,
    /// A former name of it.
    Former,
    /// Both codes are valid and differ: that decides.
    OtherCode,
    /// The same code: that decides.
    SameCode,
}

/// One piece of evidence: what was compared, and how much it moved the number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Of which part.
    pub part: Part,
    /// Why it counts.
    pub reason: Reason,
    /// The part on the left side, as written.
    pub left: String,
    /// The part on the right side, as written.
    pub right: String,
    /// What it added (> 0) or took (< 0), in [-1, 1].
    #[serde(serialize_with = "in_thousandths")]
    pub weight: f32,
}

/// The answer of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// How likely the two are one, in [0, 1].
    #[serde(serialize_with = "in_thousandths")]
    pub value: f32,
    /// What follows from it.
    pub verdict: Verdict,
    /// Why, the heaviest first.
    pub evidence: Vec<Evidence>,
}

impl Score {
    /// The score of who bears the very code that is given.
    pub fn of_code(code: &str) -> Self {
        let (left, right) = (code.to_owned(), code.to_owned());
        let evidence =
            Evidence { part: Part::Code, reason: Reason::SameCode, left, right, weight: 1.0 };
        Self { value: 1.0, verdict: Verdict::Same, evidence: vec![evidence] }
    }
}

/// A value as it is told: three places, no more than it is good for.
pub fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

fn in_thousandths<S: Serializer>(value: &f32, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(thousandths(*value))
}

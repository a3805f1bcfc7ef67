//! Catalog items: what may be collected, from whom, about whom, why, and who may see it.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Length, Title};

/// One file `catalogs/<id>.toml` (a further edition: `catalogs/<id>@<effective_from>.toml`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogItem {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// One of the 13 classes of the national basic catalog.
    pub class: CatalogClass,
    /// Whether it speaks for or against the subject.
    pub polarity: Polarity,
    /// Whom it can be about.
    pub subjects: Vec<SubjectKind>,
    /// Which agencies may send it: agency ids or agency groups of `agencies.toml`.
    pub providers: Vec<String>,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// Which administrative act of the ten publicity kinds it is, if one.
    pub act: Option<AdministrativeAct>,
    /// Fields that together name one record of one subject.
    pub natural_key: Vec<String>,
    /// Field that holds the day of the decision, from which clocks run.
    pub decided_on: String,
    /// Fields that hold the days between which the record is in force, if it has such.
    pub valid: Option<ValidFields>,
    /// How soon the source must report, counted from the decision.
    pub report_within: Option<Length>,
    /// How often a source sends it.
    pub cycle: Cycle,
    /// Exactly one publicity class (H-22).
    pub publicity: Publicity,
    /// Id of the disclosure rule (`disclosure/<id>.toml`) that says how long it may be seen.
    pub disclosure: String,
    /// How long it is kept before it is destroyed.
    pub retention: Length,
    /// Whether the sender must confirm that secrecy and privacy were reviewed (H-06, H-24).
    pub secrecy_review: bool,
    /// Whether it comes from the market (associations, rating institutions, platforms): marked as
    /// such wherever it is shown, and never counted as public credit information (C-03.e).
    #[serde(default)]
    pub market: bool,
    /// What its records tell of the subject and another, if they do.
    pub relation: Option<RelationKind>,
    /// Which serious list it enters, if it is a list entry (`lists/<id>.toml`).
    pub list: Option<String>,
    /// Legal bases; never empty.
    pub basis: Vec<Basis>,
    /// Basis that lets a person's item be published (H-03, H-04).
    pub publication_basis: Option<Basis>,
    /// The fields.
    pub field: Vec<Field>,
    /// What never becomes credit information.
    #[serde(default)]
    pub exclude: Vec<Exclusion>,
    /// Rules over several fields.
    #[serde(default)]
    pub rule: Vec<CrossRule>,
    /// Headers by which sources know the fields: profile name to (header = field).
    #[serde(default)]
    pub profile: Vec<Profile>,
    /// Worked cases; run as tests and shown on the public page.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// The 13 classes of the national basic catalog (2024).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CatalogClass {
    /// 登记注册基本信息
    Registration,
    /// 司法裁判及执行信息
    JudicialDecisions,
    /// 行政管理信息
    AdministrativeManagement,
    /// 职称和职业信息
    ProfessionalTitles,
    /// 经营（活动）异常名录（状态）信息
    AbnormalOperations,
    /// 严重失信主体名单信息
    SeriousLists,
    /// 合同履行信息
    ContractFulfilment,
    /// 信用承诺及履行情况信息
    Commitments,
    /// 信用评价结果信息
    EvaluationResults,
    /// 遵守法律法规情况信息
    LegalCompliance,
    /// 诚实守信相关荣誉信息
    Honours,
    /// 知识产权信息
    IntellectualProperty,
    /// 经营主体自愿提供的信用信息
    SelfDeclared,
}

/// Whether information is neutral, for or against the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// 基础信息
    Basic,
    /// 守信信息
    Positive,
    /// 失信信息
    Negative,
    /// 其他信息
    Other,
}

/// The ten kinds of administrative acts that are published (十公示).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdministrativeAct {
    /// 行政许可
    Licence,
    /// 行政处罚
    Penalty,
    /// 行政强制
    Coercion,
    /// 行政确认
    Confirmation,
    /// 行政征收
    Levy,
    /// 行政给付
    Payment,
    /// 行政裁决
    Ruling,
    /// 行政补偿
    Compensation,
    /// 行政奖励
    Reward,
    /// 行政监督检查
    Inspection,
}

impl AdministrativeAct {
    /// The ten kinds, in the order in which they are named.
    pub const ALL: [Self; 10] = [
        Self::Licence,
        Self::Penalty,
        Self::Coercion,
        Self::Confirmation,
        Self::Levy,
        Self::Payment,
        Self::Ruling,
        Self::Compensation,
        Self::Reward,
        Self::Inspection,
    ];
}

/// 主动公开、依申请公开、内部互通共享: exactly one for each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Publicity {
    /// 主动公开: anyone sees the public fields while the disclosure rule lasts.
    Public,
    /// 依申请公开 (授权查询): the subject, and whoever he authorises.
    OnRequest,
    /// 内部互通共享 (政务共享): agencies with a purpose from the list.
    Internal,
}

/// How often a source sends an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cycle {
    /// 每个工作日
    Daily,
    /// 每周
    Weekly,
    /// 每月
    Monthly,
    /// 每季
    Quarterly,
    /// 每年
    Yearly,
    /// 随时
    AsItHappens,
}

/// Fields that hold the first and last day on which a record is in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidFields {
    /// Field of the first day.
    pub from: Option<String>,
    /// Field of the last day.
    pub until: Option<String>,
}

/// One field of an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// English name, snake case: the key in facts, API and templates.
    pub name: String,
    /// Chinese label: the header of the template file.
    pub zh: String,
    /// Code in the exchange standard (`CF_NR_FK`), if it has one.
    pub code: Option<String>,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Longest text, in characters.
    pub max_length: Option<u16>,
    /// Always required.
    #[serde(default)]
    pub required: bool,
    /// Required when this condition over the other fields holds.
    pub required_when: Option<String>,
    /// The values that are allowed; several joined by `;` where `several`.
    #[serde(default)]
    pub values: Vec<String>,
    /// What each of `values` says, in their order, where they are codes: on paper nobody reads a `1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Title>,
    /// Whether several of `values` may stand joined by `;`.
    #[serde(default)]
    pub several: bool,
    /// What the field is in the record: where the subject's name, number … are found.
    pub role: Option<FieldRole>,
    /// Who may see it at most.
    pub audience: Audience,
    /// Why it is collected; required for every field of a person's item (H-07).
    pub purpose: Option<String>,
    /// Stored only sealed.
    #[serde(default)]
    pub sealed: bool,
    /// Mask (`masks.toml`) by which others than the subject see it.
    pub mask: Option<String>,
    /// A line of help for the clerk, in Chinese.
    pub help: Option<String>,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Free text.
    Text,
    /// A calendar day.
    Date,
    /// An amount in 万元 with up to six decimals.
    Amount,
    /// A whole number.
    Integer,
    /// 统一社会信用代码, or the placeholder for households that have none.
    UnifiedCode,
    /// 组织机构代码
    OrganisationCode,
    /// 工商注册号
    RegistrationNumber,
    /// Number of a person's document.
    PersonNumber,
    /// Kind of a person's document.
    PersonDocument,
    /// Code of GB/T 2260.
    Division,
    /// 是 / 否
    YesNo,
}

/// What a field is in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRole {
    /// Name of the subject.
    SubjectName,
    /// Category of the subject (法人及非法人组织 / 自然人 / 个体工商户).
    SubjectCategory,
    /// Unified code of the subject.
    SubjectCode,
    /// Registration number of a household without a unified code.
    SubjectRegistrationNumber,
    /// Kind of document of a person who is the subject.
    SubjectDocument,
    /// Number of that document.
    SubjectNumber,
    /// Name of the legal representative.
    RepresentativeName,
    /// Kind of document of the legal representative.
    RepresentativeDocument,
    /// Number of that document.
    RepresentativeNumber,
    /// Unified code of the agency that decided.
    RecogniserCode,
    /// Name of the agency that decided.
    RecogniserName,
    /// Unified code of the agency that sends.
    SourceCode,
    /// Name of the agency that sends.
    SourceName,
    /// One line that says what the record is about; the title on pages.
    Summary,
    /// Former name of the subject.
    FormerName,
    /// Unified code of the organisation of which the subject is a branch.
    ParentCode,
    /// Operating state (存续, 注销, 吊销 …).
    OperatingState,
    /// Why the source withdraws or corrects.
    Reason,
    /// How far what a subject declared about itself has been checked (C-07.d).
    CheckState,
    /// When it was checked.
    CheckedOn,
    /// Who checked it.
    CheckedBy,
    /// Where the subject is at home, as registered.
    Address,
    /// Name of the other of whom a record of a relation tells.
    RelatedName,
    /// Unified code, or old registration number, of that other.
    RelatedCode,
    /// Kind of document of that other, if it is a person.
    RelatedDocument,
    /// Number of that document.
    RelatedNumber,
    /// What became of a subject: 代码变更, 名称变更, 吸收合并 …
    ChangeKind,
}

/// What a record tells of the subject and another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// The other holds shares in the subject.
    Shareholder,
    /// The other guarantees a debt of the subject.
    Guarantor,
    /// The subject follows the other, or is it under another code or name: by the change kind.
    Succession,
}

/// Who may see a field or a record; each includes those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everyone.
    Public,
    /// Agencies with a purpose from the list and a matter number.
    Department,
    /// The subject himself, and auditors.
    Subject,
    /// Nobody: used for matching only.
    Nobody,
}

/// What never becomes credit information.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Condition over the fields.
    pub when: String,
    /// Advice to the clerk, in Chinese.
    pub advice: String,
    /// Why.
    pub basis: Basis,
}

/// A rule over several fields of a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossRule {
    /// Short id, unique in the item: `fine-amount`.
    pub id: String,
    /// When it applies; always if absent.
    pub when: Option<String>,
    /// What must then hold.
    pub must: String,
    /// Which field the clerk should look at.
    pub field: String,
    /// Advice to the clerk, in Chinese.
    pub advice: String,
}

/// A set of foreign headers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name: `2016`, `registration-open-data`.
    pub name: String,
    /// Header to field name.
    pub header: std::collections::BTreeMap<String, String>,
    /// Values put where the file has no such column: field name to value.
    #[serde(default)]
    pub fill: std::collections::BTreeMap<String, String>,
}

/// A worked case.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The day of the question.
    pub on: Date,
    /// The situation in one sentence, in Chinese.
    pub situation: String,
    /// Field values of the case.
    #[serde(default)]
    pub fields: std::collections::BTreeMap<String, String>,
    /// Expected answer: `accepted`, `refused: <rule>`, `class: serious`, `public until 2027-11-19`, `not public`.
    pub expect: String,
}

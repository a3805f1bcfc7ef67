//! Forms of organisations, and which are written in more than one way.

use serde::Serialize;

/// A form, as one name has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Form {
    /// What it comes to: equal for forms that mean the same (有限公司, 有限责任公司).
    pub kind: Kind,
    /// Whether it belongs to a group (集团有限公司).
    pub group: bool,
}

/// Kinds of forms. Two names of different kinds are different organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 公司 without more: any company.
    Company,
    /// 有限公司, 有限责任公司.
    Limited,
    /// 股份有限公司, 股份公司.
    Shares,
    /// 总公司.
    Head,
    /// 集团.
    Group,
    /// 合伙企业 and its kinds.
    Partnership,
    /// 农民专业合作社 and its kinds.
    Cooperative,
    /// 联合社.
    Union,
    /// 店, 经营部, 商行, 超市 …: mostly one person's business.
    Shop,
    /// 厂.
    Factory,
    /// 中心, 站, 所, 部 …
    Centre,
    /// 协会, 商会, 学会, 联合会.
    Association,
    /// 基金会.
    Foundation,
    /// 学校, 大学, 学院, 幼儿园 …
    School,
    /// 医院, 卫生院, 诊所 …
    Hospital,
    /// 局, 委员会, 人民政府, 法院 …
    Office,
    /// 村民委员会, 居民委员会.
    Village,
    /// 银行, 信用社 and the like.
    Bank,
    /// Anything else that ends a name: 律师事务所, 研究院, 剧团 …
    Other,
}

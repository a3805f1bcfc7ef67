//! What the gate says when it stays closed.

use super::refuse::{PURPOSES, REGISTER};
use crate::Refusal;

/// Where consents stand.
const CONSENT: &str =
    "《山东省社会信用条例》第21条、《中华人民共和国个人信息保护法》第14条、第15条";
/// Where approval by a second person stands.
const APPROVAL: &str = "信用数据抽取、留存、流转、应用和销毁的审批制度";
/// Where deletion stands.
const ERASURE: &str = "《中华人民共和国个人信息保护法》第47条";

pub(super) fn no_matter_number() -> Refusal {
    Refusal {
        rule: "H-78",
        reason: "没有填写办理事项的编号".to_owned(),
        basis: REGISTER.to_owned(),
        remedy: "请填写本单位的办件编号后再查；每次查询都要登记。".to_owned(),
    }
}

pub(super) fn not_yours() -> Refusal {
    Refusal {
        rule: "H-77",
        reason: "只能查看本人（本单位）的信用档案".to_owned(),
        basis: PURPOSES.to_owned(),
        remedy: "请用本人（本单位）的身份登录；机关因公查询走机关入口。".to_owned(),
    }
}

pub(super) fn minor() -> Refusal {
    Refusal {
        rule: "H-14",
        reason: "查询对象未满十八周岁，不是信用主体".to_owned(),
        basis: "《山东省社会信用条例》第2条".to_owned(),
        remedy: "未成年人不归集、不查询、不公示，请不要以信用状况作为办理条件。".to_owned(),
    }
}

/// A window that did not see who stands before it.
pub(super) fn no_document() -> Refusal {
    Refusal {
        rule: "H-78",
        reason: "没有登记查验了本人的哪一种证件".to_owned(),
        basis: REGISTER.to_owned(),
        remedy: "请查验本人证件（单位为营业执照等登记证书和经办人证件），登记证件种类后再办理。"
            .to_owned(),
    }
}

/// A minor that asks for its own report.
pub(super) fn guardian() -> Refusal {
    Refusal {
        rule: "H-14",
        reason: "未成年人的信用报告由监护人办理".to_owned(),
        basis: "《山东省社会信用条例》第2条、《中华人民共和国民法典》第34条".to_owned(),
        remedy: "请由监护人登录，核验监护关系后查询。".to_owned(),
    }
}

/// A report about a person that somebody else asks for without a consent.
pub(super) fn consent_only() -> Refusal {
    Refusal {
        rule: "H-23",
        reason: "自然人的信用报告只出具给本人，或者凭本人的授权出具".to_owned(),
        basis: CONSENT.to_owned(),
        remedy: "请当事人自行提供报告或在“我的授权”中授权；机关因公查阅走查询登记。".to_owned(),
    }
}

pub(super) fn over_limit(limit: u64) -> Refusal {
    Refusal {
        rule: "H-11",
        reason: format!("今天已经查看了 {limit} 份档案，达到每日上限"),
        basis: "《中华人民共和国个人信息保护法》第51条".to_owned(),
        remedy: "请明天再查；确需批量使用的，向信用中心申请调整上限。".to_owned(),
    }
}

pub(super) fn outside(division: &str) -> Refusal {
    Refusal {
        rule: "H-77",
        reason: format!("查询对象不在本账号的管辖区划（{division}）之内"),
        basis: PURPOSES.to_owned(),
        remedy: "请由对象所在地的单位查询；确需跨区域办理的，请上级单位查询或申请调整管辖范围。"
            .to_owned(),
    }
}

/// A consent that does not open what was asked (H-23).
pub(super) fn no_consent(why: &str) -> Refusal {
    Refusal {
        rule: "H-23",
        reason: why.to_owned(),
        basis: CONSENT.to_owned(),
        remedy: "请当事人在“我的授权”中重新授权后再查；没有有效授权的，任何单位不得查阅。"
            .to_owned(),
    }
}

/// Links to others, asked for on a consent.
pub(super) fn beyond_consent() -> Refusal {
    Refusal {
        rule: "H-23",
        reason: "授权只开放授权书写明的信息，不包括关联关系".to_owned(),
        basis: CONSENT.to_owned(),
        remedy: "请机关因公分析关联关系时走查询登记；其他单位只能查看授权范围内的信息。".to_owned(),
    }
}

/// A consent that cannot be given as it was asked.
pub(super) fn cannot_consent(why: String, remedy: &str) -> Refusal {
    let remedy = remedy.to_owned();
    Refusal { rule: "S-34", reason: why, basis: CONSENT.to_owned(), remedy }
}

/// Something that does not exist, or not for whoever asks.
pub(super) fn unknown(rule: &'static str, what: &str, number: &str) -> Refusal {
    Refusal {
        rule,
        reason: format!("没有编号为“{number}”的{what}"),
        basis: REGISTER.to_owned(),
        remedy: "请核对编号后再试。".to_owned(),
    }
}

/// A text that is missing, or too long, or holds a number that belongs to a person.
pub(super) fn text(rule: &'static str, why: String) -> Refusal {
    Refusal {
        rule,
        reason: why,
        basis: REGISTER.to_owned(),
        remedy: "请用一两句话写明，不要写身份证号码和电话号码。".to_owned(),
    }
}

/// An act for which a second person is needed.
pub(super) fn alone(rule: &'static str) -> Refusal {
    Refusal {
        rule,
        reason: "申请、经办的人不能由自己批准或复核".to_owned(),
        basis: APPROVAL.to_owned(),
        remedy: "请由另一名有批准权限的人员办理。".to_owned(),
    }
}

/// An export that cannot be taken.
pub(super) fn not_allowed(why: &str) -> Refusal {
    Refusal {
        rule: "H-70",
        reason: why.to_owned(),
        basis: APPROVAL.to_owned(),
        remedy: "每次导出都要先申请、由另一人批准，并凭批准编号领取一次。".to_owned(),
    }
}

/// Something that was done before.
pub(super) fn done_before(rule: &'static str, why: &str) -> Refusal {
    Refusal {
        rule,
        reason: why.to_owned(),
        basis: REGISTER.to_owned(),
        remedy: "不需要再办一次。".to_owned(),
    }
}

/// A deletion without an order, or of nothing.
pub(super) fn no_order(why: &str) -> Refusal {
    Refusal {
        rule: "H-70",
        reason: why.to_owned(),
        basis: ERASURE.to_owned(),
        remedy: "请写明销毁的依据和文号，并核对记录的地址。".to_owned(),
    }
}

impl Refusal {
    /// The refusal of any question about a minor: H-14.
    pub fn minor() -> Self {
        minor()
    }

    /// H-78.
    pub fn without_matter_number() -> Self {
        no_matter_number()
    }

    /// H-74: a use of data of a higher level that this place was not granted.
    pub fn out_of_grant(what: &str) -> Self {
        Self {
            rule: "H-74",
            reason: format!("“{what}”不在授权使用的范围之内"),
            basis: "上级平台数据授权使用协议".to_owned(),
            remedy: "请向信用中心申请扩大授权后再查。".to_owned(),
        }
    }

    /// H-84: a key behind which stands no agreement that is in force.
    pub fn without_agreement() -> Self {
        Self {
            rule: "H-84",
            reason: "密钥没有有效的使用协议".to_owned(),
            basis: REGISTER.to_owned(),
            remedy: "请与信用中心签订数据使用协议后再申请密钥。".to_owned(),
        }
    }
}

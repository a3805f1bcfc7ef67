//! What is particular to registrations, licences, penalties and the other acts.

use jiff::ToSpan;
use vocabulary::{Date, SubjectKind};

use crate::{
    dice::Dice,
    row::{Occasion, Row},
};

/// The fields that are particular to the item.
pub(crate) fn fields(occasion: &Occasion<'_>, dice: &mut Dice) -> Row {
    let pairs = match occasion.item.id.as_str() {
        id if id.ends_with("-registration") => registration(occasion),
        id if id.starts_with("administrative-licence") => licence(occasion, dice),
        id if id.starts_with("administrative-penalty") => penalty(occasion, dice),
        "administrative-inspection" => inspection(occasion, dice),
        "tax-grade-a" => tax_grade(occasion),
        "shareholding" | "guarantee" => tie(occasion),
        _ => Vec::new(),
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

type Pairs = Vec<(&'static str, String)>;

fn registration(occasion: &Occasion<'_>) -> Pairs {
    let resident = occasion.resident;
    let enterprise_type = match resident.kind {
        SubjectKind::SelfEmployed => "个体工商户",
        SubjectKind::Cooperative => "农民专业合作社",
        _ => "有限责任公司（自然人投资或控股）",
    };
    vec![
        ("registered_on", resident.founded.to_string()),
        ("enterprise_type", enterprise_type.to_owned()),
        ("registered_capital", resident.capital.to_string()),
        ("capital_text", format!("{}万元", resident.capital)),
        ("business_scope", resident.trade.scope.to_owned()),
        ("address", resident.address.clone()),
        ("division", resident.district.code.to_owned()),
    ]
}

fn licence(occasion: &Occasion<'_>, dice: &mut Dice) -> Pairs {
    let trade = &occasion.resident.trade;
    let person = occasion.resident.kind == SubjectKind::Person;
    let name = if person { "机动车驾驶培训教练员从业资格证" } else { trade.licence };
    let until = end_of_validity(occasion.decided_on, dice.pick(&[3, 5, 5, 10]));
    vec![
        ("document_name", format!("准予行政许可决定书（{name}）")),
        ("document_number", occasion.document_number()),
        ("licence_kind", dice.pick(&["普通", "普通", "核准", "登记"]).to_owned()),
        ("certificate_name", name.to_owned()),
        ("licence_number", format!("JY{}{:07}", occasion.resident.district.code, occasion.serial)),
        ("content", if person { name.to_owned() } else { format!("{name}：{}", trade.scope) }),
        ("valid_from", occasion.decided_on.to_string()),
        ("valid_until", until.to_string()),
        ("state", "1".to_owned()),
    ]
}

fn end_of_validity(from: Date, years: i64) -> Date {
    from.checked_add(years.years()).and_then(Date::yesterday).unwrap_or(from)
}

fn penalty(occasion: &Occasion<'_>, dice: &mut Dice) -> Pairs {
    let trade = &occasion.resident.trade;
    let mut pairs = vec![
        ("document_number", occasion.document_number()),
        ("violation_kind", trade.offence.to_owned()),
        ("violation_facts", format!("经现场检查发现，当事人{}。", trade.offence)),
        ("penalty_basis", trade.provision.to_owned()),
        ("procedure", "普通程序".to_owned()),
    ];
    let (kind, content) = match dice.below(20) {
        0 => ("警告", "警告，责令改正".to_owned()),
        1 => ("暂扣许可证件", "暂扣许可证件三个月".to_owned()),
        2 => ("吊销许可证件", "吊销许可证件".to_owned()),
        3..6 => ("罚款;没收违法所得", String::new()),
        _ => ("罚款", String::new()),
    };
    pairs.push(("penalty_kind", kind.to_owned()));
    if kind.contains("许可证") {
        let certificate = format!("{} JY{:07}", trade.licence, occasion.serial);
        pairs.push(("suspended_certificate", certificate));
    }
    if kind.contains("没收") {
        pairs.push(("confiscated", format!("0.{:02}", dice.between(1, 99))));
    }
    if !kind.contains("罚款") {
        pairs.push(("content", content));
        return pairs;
    }
    let yuan = dice.pick(&[500, 1000, 2000, 3000, 5000, 8000, 10_000, 30_000, 50_000, 200_000]);
    let fine = format!("{}.{:04}", yuan / 10_000, yuan % 10_000);
    pairs.push(("content", format!("罚款{yuan}元")));
    pairs.push(("fine", fine));
    pairs
}

fn inspection(occasion: &Occasion<'_>, dice: &mut Dice) -> Pairs {
    let result = dice.pick(&["未发现问题", "未发现问题", "未发现问题", "发现问题已责令改正"]);
    vec![
        ("document_number", occasion.document_number()),
        ("content", format!("对{}的日常监督检查", occasion.resident.trade.word)),
        ("result", result.to_owned()),
    ]
}

/// A share in the company, or a guarantee of it, by another one.
fn tie(occasion: &Occasion<'_>) -> Pairs {
    let Some(partner) = occasion.partner else { return Vec::new() };
    vec![
        ("related_name", partner.name.clone()),
        ("related_code", partner.code.clone()),
        ("share", "30".to_owned()),
        ("document_number", occasion.document_number()),
        ("from_on", occasion.decided_on.to_string()),
    ]
}

fn tax_grade(occasion: &Occasion<'_>) -> Pairs {
    vec![("year", (occasion.decided_on.year() - 1).to_string()), ("grade", "A".to_owned())]
}

//! What `set` of an effect says: which value stands where.

use std::collections::BTreeMap;

use policy::{
    model::{
        agency::Agency,
        commitment::{CommitmentItem, CommitmentKind},
        process::{FieldKind, FormField},
    },
    process::last_day,
};

use crate::doing::Doing;

/// For what values are made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// A record: people read it, so choices stand in words.
    Record,
    /// A case: ids stay ids.
    Case,
}

/// The values that `set` gives; those that are empty are left out.
pub(super) fn values(
    doing: &Doing<'_>,
    set: &BTreeMap<String, String>,
    (whither, each): (For, &str),
) -> BTreeMap<String, String> {
    let one = |(field, from): (&String, &String)| {
        let value = value(doing, from, (whither, each))?;
        Some((field.clone(), value)).filter(|(_, value)| !value.is_empty())
    };
    set.iter().filter_map(one).collect()
}

fn value(doing: &Doing<'_>, from: &str, (whither, each): (For, &str)) -> Option<String> {
    let (kind, what) = from.split_once(':').unwrap_or((from, ""));
    match kind {
        "field" => {
            let value = doing.field(what)?;
            let field = doing.process.field(what).filter(|_| whither == For::Record);
            Some(field.and_then(|field| in_words(doing, field, value)).unwrap_or(value.to_owned()))
        }
        "text" => Some(what.to_owned()),
        "today" => Some(doing.today.to_string()),
        "started" => Some(doing.case.filed_on.to_string()),
        "number" => Some(doing.case.number.clone()),
        "unit-name" => Some(unit(doing)?.title.zh.clone()),
        "unit-code" => Some(unit(doing)?.code.clone()),
        "until" => {
            let running = doing.clocks.iter().find(|running| running.clock == what)?;
            Some(last_day(running)?.to_string())
        }
        "commitment" => of_commitment(commitment(doing)?, what),
        "each" => Some(each.to_owned()),
        _ => None,
    }
}

/// The unit of the case: of its field `unit`, else whoever makes the step.
pub(super) fn unit<'d>(doing: &'d Doing<'_>) -> Option<&'d Agency> {
    let named = doing.field("unit").and_then(|unit| doing.inner.law.agency(unit));
    named.or_else(|| doing.agency())
}

/// What people read where the case holds an id.
fn in_words(doing: &Doing<'_>, field: &FormField, value: &str) -> Option<String> {
    let law = &doing.inner.law;
    match field.kind {
        FieldKind::Choice => {
            let choice = field.choice.iter().find(|choice| choice.id == value)?;
            Some(choice.title.zh.clone())
        }
        FieldKind::Agency => Some(law.agency(value)?.title.zh.clone()),
        FieldKind::Measure => Some(law.measure(value, doing.today)?.title.zh.clone()),
        FieldKind::List => Some(law.list(value, doing.today)?.title.zh.clone()),
        FieldKind::Criterion => {
            let list = doing.process.field.iter().find(|field| field.kind == FieldKind::List)?;
            let list = law.list(doing.field(&list.id)?, doing.today)?;
            let criterion = list.criterion.iter().find(|one| one.id == value)?;
            Some(criterion.text.clone())
        }
        _ => None,
    }
}

fn commitment<'d>(doing: &'d Doing<'_>) -> Option<&'d CommitmentItem> {
    let field = doing.process.field.iter().find(|field| field.kind == FieldKind::Commitment)?;
    doing.inner.law.commitment(doing.field(&field.id)?, doing.case.filed_on)
}

fn of_commitment(item: &CommitmentItem, what: &str) -> Option<String> {
    match what {
        "title" => Some(item.title.zh.clone()),
        "kind" => Some(kind(item.kind).to_owned()),
        "text" => {
            let sentences: Vec<&str> = item.statement.iter().map(|one| one.zh.as_str()).collect();
            Some(sentences.join(""))
        }
        _ => None,
    }
}

/// What the types are called.
fn kind(kind: CommitmentKind) -> &'static str {
    match kind {
        CommitmentKind::ApprovalReplacement => "审批替代型",
        CommitmentKind::Voluntary => "主动公示型",
        CommitmentKind::IndustrySelfDiscipline => "行业自律型",
        CommitmentKind::Repair => "信用修复型",
        CommitmentKind::CertificateNotification => "证明事项型",
        CommitmentKind::GovernmentService => "政务服务承诺型",
        CommitmentKind::DeficiencyTolerant => "容缺受理型",
        CommitmentKind::MarketEntry => "市场准入型",
    }
}

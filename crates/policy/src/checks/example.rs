//! The examples beside the rules come out.

use vocabulary::Date;

use super::World;
use crate::{
    condition::members,
    finding::Finding,
    law::{
        Law,
        compiled::CompiledItem,
        term::{RecordDates, Term},
    },
    model::catalog::{CatalogItem, Example, Field, FieldType},
    pack::Filed,
    rule::{EXAMPLE_UNREADABLE, EXAMPLE_WRONG},
    values::{OnDay, Values},
};

/// Runs the examples of every item of the chain under its law.
pub(super) fn check(world: &World<'_>, law: &Law) -> Vec<Finding> {
    let mut out = Vec::new();
    for item in world.items() {
        for (index, example) in item.value.example.iter().enumerate() {
            let key = format!("example.{index}.expect");
            for expectation in members(&example.expect) {
                one(item, law, &key, example, expectation, &mut out);
            }
        }
    }
    out
}

fn one(
    item: &Filed<CatalogItem>,
    law: &Law,
    key: &str,
    example: &Example,
    expectation: &str,
    out: &mut Vec<Finding>,
) {
    // Of several editions an example tries the one in whose file it stands.
    let Some(compiled) = law.edition_of(&item.value.id, item.value.effective_from) else { return };
    let Some(expected) = Expected::parse(expectation) else {
        let message = format!("预期“{expectation}”读不懂");
        return out.push(item.finding(&EXAMPLE_UNREADABLE, key, message));
    };
    let actual = match expected {
        Expected::Accepted | Expected::Refused(_) => judged(compiled, example, &expected),
        _ => match dates(&compiled.item, example) {
            Some(dates) => expected
                .against(&law.term(&compiled.item, &example.fields, dates, example.on), example.on),
            None => Some(format!("没有决定日期 {}", compiled.item.decided_on)),
        },
    };
    if let Some(actual) = actual {
        let message = format!("{}：预期“{expectation}”，实际{actual}", example.situation);
        out.push(item.finding(&EXAMPLE_WRONG, key, message));
    }
}

/// What an example expects.
enum Expected<'a> {
    Accepted,
    Refused(&'a str),
    Class(&'a str),
    PublicUntil(Date),
    PublicWithoutEnd,
    NotPublic,
    SharedUntil(Date),
    RepairableFrom(Date),
}

impl<'a> Expected<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let after = |prefix: &str| text.strip_prefix(prefix).map(str::trim);
        Some(match text {
            "accepted" => Self::Accepted,
            "not public" => Self::NotPublic,
            "public without end" => Self::PublicWithoutEnd,
            _ => {
                if let Some(rule) = after("refused:") {
                    Self::Refused(rule)
                } else if let Some(class) = after("class:") {
                    Self::Class(class)
                } else if let Some(day) = after("public until") {
                    Self::PublicUntil(day.parse().ok()?)
                } else if let Some(day) = after("shared until") {
                    Self::SharedUntil(day.parse().ok()?)
                } else {
                    Self::RepairableFrom(after("repairable from")?.parse().ok()?)
                }
            }
        })
    }

    /// What the decision says instead, if it is not what was expected.
    fn against(&self, term: &Term<'_>, on: Date) -> Option<String> {
        let day =
            |until: Option<Date>| until.map_or("没有终点".to_owned(), |day| day.to_string());
        let public = || match term.published {
            true => format!("公示至 {}", day(term.public_until)),
            false => "不公示".to_owned(),
        };
        match self {
            Self::Class(class) => {
                (term.class_id != *class).then(|| format!("属于 {} 类", term.class_id))
            }
            Self::PublicUntil(until) => {
                (!term.published || term.public_until != Some(*until)).then(public)
            }
            Self::PublicWithoutEnd => (!term.published || term.public_until.is_some()).then(public),
            Self::NotPublic => term.is_public_on(on).then(public),
            Self::SharedUntil(until) => (term.shared_until != Some(*until))
                .then(|| format!("披露至 {}", day(term.shared_until))),
            Self::RepairableFrom(from) => (term.repairable_from != Some(*from)).then(|| {
                term.repairable_from
                    .map_or("没有最短期".to_owned(), |day| format!("{day} 起可申请修复"))
            }),
            Self::Accepted | Self::Refused(_) => None,
        }
    }
}

/// The days of the case.
fn dates(item: &CatalogItem, example: &Example) -> Option<RecordDates> {
    let day = |name: &str| example.fields.get(name)?.parse().ok();
    let valid = item.valid.as_ref();
    Some(RecordDates {
        decided_on: day(&item.decided_on)?,
        from_on: valid.and_then(|valid| day(valid.from.as_ref()?)),
        until_on: valid.and_then(|valid| day(valid.until.as_ref()?)),
    })
}

fn judged(item: &CompiledItem, example: &Example, expected: &Expected<'_>) -> Option<String> {
    let reasons = refusals(item, example);
    match expected {
        Expected::Refused(rule) if reasons.iter().any(|reason| reason == rule) => None,
        Expected::Accepted if reasons.is_empty() => None,
        _ if reasons.is_empty() => Some("被接受".to_owned()),
        _ => Some(format!("被拒绝（{}）", reasons.join("、"))),
    }
}

/// Why the case would be refused: `exclusion`, ids of cross rules, names of faulty fields. A field
/// that is always required and not mentioned is taken as given, so that examples stay short.
fn refusals(item: &CompiledItem, example: &Example) -> Vec<String> {
    let values = OnDay::new(&example.fields, example.on);
    let mut reasons = Vec::new();
    if item.exclusions.iter().any(|condition| condition.holds(&values)) {
        reasons.push("exclusion".to_owned());
    }
    for (field, required) in item.item.field.iter().zip(&item.required_when) {
        let value = values.value(&field.name).filter(|value| !value.is_empty());
        let faulty = match value {
            Some(value) => !fits(field, value),
            None => required.as_ref().is_some_and(|condition| condition.holds(&values)),
        };
        if faulty {
            reasons.push(field.name.clone());
        }
    }
    let names = example.fields.keys();
    let unknown = names.filter(|name| !item.item.field.iter().any(|field| field.name == **name));
    reasons.extend(unknown.cloned());
    for (rule, compiled) in item.item.rule.iter().zip(&item.rules) {
        let applies = compiled.when.as_ref().is_none_or(|when| when.holds(&values));
        if applies && !compiled.must.holds(&values) {
            reasons.push(rule.id.clone());
        }
    }
    reasons
}

fn fits(field: &Field, value: &str) -> bool {
    let listed = |member: &str| field.values.iter().any(|allowed| allowed == member);
    match field.kind {
        FieldType::Date => value.parse::<Date>().is_ok(),
        FieldType::Amount => value.parse::<f64>().is_ok(),
        FieldType::Integer => value.parse::<i64>().is_ok(),
        _ if field.values.is_empty() => true,
        _ if field.several => members(value).all(listed),
        _ => listed(value),
    }
}

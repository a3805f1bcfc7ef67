//! What was filled in, field by field: what is wrong is told all at once.

use policy::model::process::{FieldKind, FormField, Process, Sight};
use vocabulary::{Date, UnifiedCode};

use crate::{
    Fault, Input, WorkflowError,
    case::Given,
    cases::Inner,
    facts::{Kept, Values},
};

/// What a form asks for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'p> {
    pub(crate) needs: &'p [String],
    pub(crate) asks: &'p [String],
    pub(crate) documents: &'p [String],
}

/// Whether a value is stored sealed: texts, and whatever only named officers see.
pub(crate) fn is_sealed(field: &FormField) -> bool {
    matches!(field.kind, FieldKind::Text | FieldKind::Paragraph) || field.sight == Sight::Named
}

impl Inner {
    /// The values of a form, checked; `known` are those the case has already, `items` the catalog item
    /// of its record.
    pub(crate) fn fill(
        &self,
        process: &Process,
        asked: Asked<'_>,
        input: &Input,
        (known, item, today): (&Given, &str, Date),
    ) -> Result<Given, WorkflowError> {
        let mut given = Given::new();
        let mut faults = Vec::new();
        for field in &process.field {
            let needed = asked.needs.contains(&field.id);
            if !needed && !asked.asks.contains(&field.id) {
                continue;
            }
            let typed = input.fields.get(&field.id).map_or("", String::as_str).trim();
            let list = || input.fields.get("list").or_else(|| known.get("list")).cloned();
            match self.value(field, typed, (&list, item, today)) {
                Ok(value) if value.is_empty() && needed => {
                    faults.push(Fault { field: field.id.clone(), reason: missing(field) });
                }
                // An empty field of a form that was not there changes nothing.
                Ok(value) if value.is_empty() && !input.fields.contains_key(&field.id) => {}
                Ok(value) => drop(given.insert(field.id.clone(), value)),
                Err(reason) => faults.push(Fault { field: field.id.clone(), reason }),
            }
        }
        if faults.is_empty() { Ok(given) } else { Err(WorkflowError::Faulty(faults)) }
    }

    /// The value as it is kept, or what is wrong with it.
    fn value(
        &self,
        field: &FormField,
        typed: &str,
        (list, item, today): (&dyn Fn() -> Option<String>, &str, Date),
    ) -> Result<String, String> {
        let title = &field.title.zh;
        if typed.is_empty() {
            return Ok(String::new());
        }
        if typed.chars().count() > usize::try_from(field.longest).unwrap_or(usize::MAX) {
            return Err(format!("“{title}”超过 {} 个字，请压缩", field.longest));
        }
        let odd = |mark: char| mark.is_control() && !matches!(mark, '\n' | '\r' | '\t');
        if typed.chars().any(odd) {
            return Err(format!("“{title}”含有不能显示的字符，请删除"));
        }
        let law = &self.law;
        let among = |known: bool| {
            if known {
                Ok(typed.to_owned())
            } else {
                Err(format!("请从“{title}”的选项中选择"))
            }
        };
        match field.kind {
            FieldKind::Text if typed.contains(['\n', '\r']) => Err(format!("“{title}”只能写一行")),
            FieldKind::Text | FieldKind::Paragraph => Ok(typed.to_owned()),
            FieldKind::Date => {
                let day =
                    typed.parse::<Date>().ok().filter(|day| (1900..=2200).contains(&day.year()));
                day.map(|day| day.to_string())
                    .ok_or_else(|| format!("“{title}”不是日期，请按 2026-09-30 的样式填写"))
            }
            FieldKind::Number => typed
                .parse::<i64>()
                .map(|number| number.to_string())
                .map_err(|_| format!("“{title}”不是整数")),
            FieldKind::Money => {
                money(typed).ok_or_else(|| format!("“{title}”不是金额，最多两位小数"))
            }
            FieldKind::Tick => match typed {
                "true" | "on" | "1" | "yes" => Ok("true".to_owned()),
                "false" | "off" | "0" | "no" => Ok(String::new()),
                _ => Err(format!("请勾选或者不勾选“{title}”")),
            },
            FieldKind::Choice => among(field.choice.iter().any(|choice| choice.id == typed)),
            FieldKind::Agency => among(law.agency(typed).is_some_and(|agency| agency.id == typed)),
            FieldKind::List => among(law.list(typed, today).is_some()),
            FieldKind::Criterion => {
                let list = list().and_then(|list| law.list(&list, today));
                among(list.is_some_and(|list| list.criterion.iter().any(|one| one.id == typed)))
            }
            FieldKind::Measure => among(law.measure(typed, today).is_some()),
            FieldKind::RecordField => {
                let item = law.item(item, today);
                among(item.is_some_and(|item| item.field.iter().any(|one| one.name == typed)))
            }
            FieldKind::Code => UnifiedCode::parse(typed)
                .map(|code| code.as_str().to_owned())
                .map_err(|_| format!("“{title}”不是统一社会信用代码，请核对")),
            FieldKind::Commitment => among(law.commitment(typed, today).is_some()),
            // Whether it is announced is asked when the case begins.
            FieldKind::Announced => among(crate::number::parse(typed).is_some()),
            FieldKind::Plan => among(self.plan_entry(typed).is_some()),
        }
    }

    /// An entry of a plan by `plan/entry`.
    pub(crate) fn plan_entry(
        &self,
        id: &str,
    ) -> Option<(&policy::model::plan::Plan, &policy::model::plan::PlanEntry)> {
        let (plan, entry) = id.split_once('/')?;
        let plan = self.law.plan(plan)?;
        plan.entry.iter().find(|one| one.id == entry).map(|entry| (plan, entry))
    }

    /// Values as they are stored.
    pub(crate) fn keep(&self, process: &Process, number: &str, given: &Given) -> Values {
        let keep = |(id, value): (&String, &String)| {
            let field = process.field(id)?;
            let kept = if is_sealed(field) && !value.is_empty() {
                Kept::Sealed(self.seal_in(number, id, value))
            } else {
                Kept::Plain(value.clone())
            };
            Some((id.clone(), kept))
        };
        given.iter().filter_map(keep).collect()
    }

    /// Values in plain text.
    pub(crate) fn plain(&self, number: &str, values: &Values) -> Result<Given, WorkflowError> {
        let open = |(id, kept): (&String, &Kept)| {
            let value = match kept {
                Kept::Plain(value) => value.clone(),
                Kept::Sealed(sealed) => self.open_in(number, id, sealed)?,
            };
            Ok((id.clone(), value))
        };
        values.iter().map(open).collect()
    }
}

fn missing(field: &FormField) -> String {
    match field.kind {
        FieldKind::Tick => format!("请阅读并勾选“{}”", field.title.zh),
        FieldKind::Text
        | FieldKind::Paragraph
        | FieldKind::Date
        | FieldKind::Number
        | FieldKind::Money
        | FieldKind::Code => format!("请填写“{}”", field.title.zh),
        _ => format!("请选择“{}”", field.title.zh),
    }
}

/// An amount with at most two decimals, not negative, without needless zeros in front.
fn money(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|mark| !matches!(mark, ',' | '，' | ' ')).collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let sound = !whole.is_empty() && whole.len() <= 15 && part.len() <= 2;
    if !sound || !digits(whole) || !digits(part) || plain.ends_with('.') {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

//! Effects find what they work on, and what reduces rights is proved before.

use super::{
    Deed, about_persons, deeds,
    graph::{reachable, reachable_by},
    is_party,
};
use crate::{
    checks::World,
    finding::Finding,
    model::process::{About, Effect, FieldKind, GuardRule, Process, Spread, State},
    pack::Filed,
    rule::{DESIGNATION, EFFECT_OBJECT, MEASURE_UNPROVED},
};

/// What `set` can say without a name.
const WORTHS: [&str; 6] = ["today", "started", "number", "unit-name", "unit-code", "each"];

pub(super) fn check(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    for deed in deeds(&process.value) {
        for (index, effect) in deed.effects.iter().enumerate() {
            let key = format!("{}.effects.{index}", deed.key);
            for fault in object(&process.value, effect).into_iter().chain(named(
                world,
                &process.value,
                effect,
            )) {
                out.push(process.finding(&EFFECT_OBJECT, &key, format!("{}：{fault}", deed.id)));
            }
            match effect {
                Effect::Designate { .. } => {
                    for fault in designation(&process.value, &deed) {
                        out.push(process.finding(
                            &DESIGNATION,
                            &key,
                            format!("{}：{fault}", deed.id),
                        ));
                    }
                }
                Effect::StartMeasure { .. } => {
                    for fault in measure(&process.value, &deed) {
                        out.push(process.finding(
                            &MEASURE_UNPROVED,
                            &key,
                            format!("{}：{fault}", deed.id),
                        ));
                    }
                }
                _ => {}
            }
        }
    }
}

/// What the case is about carries the effect.
fn object(process: &Process, effect: &Effect) -> Option<String> {
    let about = process.about;
    let record = about == About::Record;
    let subject = record || about == About::Subject;
    let fits = match effect {
        Effect::Correct { .. } | Effect::Withdraw {} => record || files(process),
        Effect::Mark {} | Effect::Unmark {} => record,
        Effect::StopPublication {} | Effect::Remove {} => record,
        Effect::Designate { .. } | Effect::StartMeasure { .. } => subject,
        Effect::File { .. } => about != About::Nothing,
        Effect::MakeTask { each: Spread::Measure, .. } => subject,
        _ => true,
    };
    (!fits).then(|| {
        let needs = if subject || matches!(effect, Effect::File { .. }) {
            "一条信息"
        } else {
            "一条信息或一个主体"
        };
        format!("这个效果要作用于{needs}，办件却不关于它（about）")
    })
}

/// Whether a case files a record of its own, which it can then correct and take back.
fn files(process: &Process) -> bool {
    let moved = process.moves.iter().flat_map(|one| &one.effects);
    let files = |effect: &Effect| matches!(effect, Effect::File { .. } | Effect::Designate { .. });
    process.start.effects.iter().chain(moved).any(files)
}

/// Whether a value of `set` can be given.
fn is_worth(process: &Process, worth: &str) -> bool {
    match worth.split_once(':') {
        Some(("field", field)) => process.field(field).is_some(),
        Some(("until", clock)) => process.clock(clock).is_some(),
        Some(("commitment", part)) => matches!(part, "title" | "kind" | "text"),
        Some(("text", _)) => true,
        Some(_) => false,
        None => WORTHS.contains(&worth),
    }
}

fn no_clock(process: &Process, id: &str) -> Option<String> {
    process.clock(id).is_none().then(|| format!("没有名为 {id} 的期限"))
}

/// The fields that it names are of the right kind, and what it fills in exists.
fn named(world: &World<'_>, process: &Process, effect: &Effect) -> Vec<String> {
    let mut faults = Vec::new();
    let mut of_kind = |name: &str, kinds: &[FieldKind]| match process.field(name) {
        None => faults.push(format!("没有名为 {name} 的栏目")),
        Some(field) if !kinds.is_empty() && !kinds.contains(&field.kind) => {
            faults.push(format!("栏目 {name} 的种类不对"));
        }
        Some(_) => {}
    };
    let mut set = None;
    match effect {
        Effect::Correct { field, value } => {
            of_kind(field, &[FieldKind::RecordField]);
            of_kind(value, &[]);
        }
        Effect::StartMeasure { measure, until } => {
            of_kind(measure, &[FieldKind::Measure]);
            until.iter().for_each(|until| of_kind(until, &[FieldKind::Date]));
        }
        Effect::Certify { holder, shows, until } => {
            of_kind(holder, &[FieldKind::Text]);
            shows.iter().for_each(|field| of_kind(field, &[]));
            faults.extend(until.iter().filter_map(|until| no_clock(process, until)));
        }
        Effect::BlockMeasure { measure } | Effect::ClearMeasure { measure } => {
            of_kind(measure, &[FieldKind::Measure]);
        }
        Effect::Designate { set: values } => {
            of_kind("list", &[FieldKind::List]);
            of_kind("criterion", &[FieldKind::Criterion]);
            set = Some(values);
        }
        Effect::File { item, set: values } => {
            let item = world.item(item);
            let unknown = values.keys().filter(|name| {
                item.is_some_and(|item| !item.field.iter().any(|field| field.name == **name))
            });
            faults.extend(unknown.map(|name| format!("目录项没有字段 {name}")));
            // Who it is about and who decided is filled in, and a key that nobody fills is the case's number.
            let empty = item.into_iter().flat_map(|item| {
                let filled =
                    |name: &String| values.contains_key(name) || item.natural_key.contains(name);
                item.field
                    .iter()
                    .filter(move |one| one.required && one.role.is_none() && !filled(&one.name))
            });
            faults.extend(empty.map(|field| format!("目录项必填的 {} 没有填", field.name)));
            set = Some(values);
        }
        Effect::MakeTask { process: task, each, set: values } => {
            let task = world.process(task).map(|task| &task.value);
            let spread = if *each == Spread::Measure { &["measure", "unit"][..] } else { &[] };
            let names = values.keys().map(String::as_str).chain(spread.iter().copied());
            let unknown = names.filter(|name| task.is_some_and(|task| task.field(name).is_none()));
            faults.extend(unknown.map(|name| format!("派生的流程没有栏目 {name}")));
            set = Some(values);
        }
        _ => {}
    }
    for worth in set.into_iter().flat_map(|set| set.values()) {
        let known = is_worth(process, worth);
        if !known {
            faults.push(format!("“{worth}”填不上"));
        }
    }
    faults
}

/// Designation: only by the lawful authority, into a lawful list, after notice and defence, with a
/// numbered decision that is delivered.
fn designation(process: &Process, deed: &Deed<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for (rule, name) in
        [(GuardRule::LawfulList, "lawful-list"), (GuardRule::LawfulAuthority, "lawful-authority")]
    {
        if !deed.guarded(process, rule) {
            faults.push(format!("没有条件 {name}"));
        }
    }
    let Some(one) = process.step(deed.id) else {
        faults.push("一开始就列入，没有告知和陈述申辩".to_owned());
        return faults;
    };
    // The states from which it is made, reached without any in which the subject could defend itself.
    let defence = |state: &str| process.state(state).is_some_and(|state| hears(process, state));
    let undefended = reachable(process, [process.start.to.as_str()], &defence);
    if one.from.iter().any(|from| undefended.contains(from.as_str())) {
        faults.push("可以不经过陈述申辩（由当事人办、有期限的状态）就列入".to_owned());
    }
    let warned = |state: &State| {
        let into = process.moves.iter().filter(|step| step.to == state.id && !step.by.is_empty());
        into.flat_map(|step| &step.notices)
            .chain(&process.start.notices)
            .any(|id| delivered(process, id))
    };
    let heard = process.state.iter().filter(|state| hears(process, state));
    for state in heard.filter(|state| !warned(state)) {
        faults.push(format!("进入“{}”前没有向当事人送达事先告知书（letter）", state.title.zh));
    }
    // The states from which it is made, reached without any move that asks for the decision's number.
    let unnumbered = reachable_by(process, [process.start.to.as_str()], &|_| false, &|one| {
        !numbered(process, &one.needs)
    });
    let without = one.from.iter().any(|from| unnumbered.contains(from.as_str()));
    if without && !numbered(process, deed.needs) {
        faults.push("可以不填写决定书文号就列入".to_owned());
    }
    if !deed.notices.iter().any(|id| delivered(process, id)) {
        faults.push("没有向当事人送达决定书（letter）".to_owned());
    }
    faults
}

/// Whether a decision's number must be given.
fn numbered(process: &Process, needs: &[String]) -> bool {
    let mut fields = needs.iter().filter_map(|id| process.field(id));
    fields.any(|field| field.id.contains("number") || field.title.zh.contains("文号"))
}

/// Whether a party has time in a state to say something.
fn hears(process: &Process, state: &State) -> bool {
    let party = state.owner.as_deref().is_some_and(|owner| is_party(process, owner));
    party && !state.clocks.is_empty()
}

/// Whether a notice is a letter to a party.
fn delivered(process: &Process, id: &str) -> bool {
    process
        .notice
        .iter()
        .any(|notice| notice.id == id && notice.letter && is_party(process, &notice.to))
}

/// A measure starts only if the law knows it for this record and subject; about a person only if the
/// decision names it.
fn measure(process: &Process, deed: &Deed<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    if !deed.guarded(process, GuardRule::LawfulMeasure) {
        faults.push("没有条件 lawful-measure".to_owned());
    }
    if about_persons(process) && !deed.guarded(process, GuardRule::DecisionNames) {
        faults.push("可能对自然人实施措施，却没有条件 decision-names".to_owned());
    }
    faults
}

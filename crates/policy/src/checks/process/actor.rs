//! Who takes part: parties and staff, and that somebody can begin.

use crate::{
    checks::World,
    finding::Finding,
    model::{
        process::{About, ActorRule, AgencyOf, Effect, FieldKind, Party, Process, Who},
        role::Action,
    },
    pack::Filed,
    rule::{ACTOR, NOBODY_BEGINS, ONE_AT_A_TIME},
};

pub(super) fn check(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    for (index, actor) in process.value.actor.iter().enumerate() {
        for (part, message) in faults(world, &process.value, actor) {
            let message = format!("参与人 {}：{message}", actor.id);
            out.push(process.finding(&ACTOR, &format!("actor.{index}.{part}"), message));
        }
    }
    begun(world, process, out);
}

fn faults(world: &World<'_>, process: &Process, actor: &ActorRule) -> Vec<(&'static str, String)> {
    let record = matches!(actor.of, Some(AgencyOf::RecordSource | AgencyOf::RecordRecogniser));
    match actor.who {
        Who::Party if actor.parties.is_empty() => {
            vec![("parties", "没有写是哪一方（parties）".to_owned())]
        }
        Who::Party if !actor.roles.is_empty() || actor.of.is_some() => {
            vec![("roles", "当事人没有岗位和单位".to_owned())]
        }
        Who::Party => party(process, actor),
        Who::Staff if actor.roles.is_empty() || actor.of.is_none() => {
            vec![("who", "工作人员要写岗位（roles）和单位（of）".to_owned())]
        }
        Who::Staff if !actor.parties.is_empty() => {
            vec![("parties", "工作人员不是当事人".to_owned())]
        }
        Who::Staff if record && process.about != About::Record => {
            vec![("of", "办件不是关于一条信息的，没有提供或认定它的单位".to_owned())]
        }
        Who::Staff => staff(world, process, actor),
    }
}

fn party(process: &Process, actor: &ActorRule) -> Vec<(&'static str, String)> {
    let subject = actor.parties.contains(&Party::Subject);
    if subject && !matches!(process.about, About::Record | About::Subject) {
        return vec![("parties", "办件不关于任何主体，没有主体本人".to_owned())];
    }
    Vec::new()
}

fn staff(world: &World<'_>, process: &Process, actor: &ActorRule) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    match actor.of {
        Some(AgencyOf::Named) if actor.agency.is_none() => {
            faults.push(("of", "没有写是哪个机关（agency）".to_owned()));
        }
        Some(AgencyOf::Field) => {
            let field = actor.field.as_deref().and_then(|field| process.field(field));
            if field.is_none_or(|field| field.kind != FieldKind::Agency) {
                faults.push((
                    "of",
                    "没有写由哪个机关栏目（field，kind = \"agency\"）指明".to_owned(),
                ));
            }
        }
        _ => {}
    }
    for role in &actor.roles {
        let allows = |action| {
            world.roles().any(|known| known.value.id == *role && known.value.allows(action))
        };
        if !allows(Action::HandleCases) && !allows(Action::SendCases) {
            faults.push(("roles", format!("岗位 {role} 不能办理案件（handle-cases）")));
        }
    }
    faults
}

/// Somebody begins it, or another process does; and who begins it is not turned away because somebody
/// else's case is still open.
fn begun(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    let Process { id, start, about, .. } = &process.value;
    if start.by.is_empty() {
        let makes =
            |effect: &Effect| matches!(effect, Effect::MakeTask { process, .. } if process == id);
        let made = world.processes().any(|other| {
            let value = &other.value;
            let moved = value.moves.iter().flat_map(|one| &one.effects);
            value.start.effects.iter().chain(moved).any(makes)
        });
        // Plans of lower layers begin it too.
        let planned = process.value.field.iter().any(|field| field.kind == FieldKind::Plan);
        if !made && !planned {
            out.push(process.finding(
                &NOBODY_BEGINS,
                "start.by",
                "没有人能开始，也没有别的流程派生它",
            ));
        }
    }
    let starters = start.by.iter().filter_map(|by| process.value.actor(by));
    let others = |actor: &ActorRule| match about {
        About::Nothing => actor.who == Who::Party,
        About::Subject => actor.parties.iter().any(|party| *party != Party::Subject),
        About::Record | About::Agency => false,
    };
    if starters.into_iter().any(others) && !start.repeatable {
        let message = "一人提出后，别人在办结前就不能再提（repeatable）";
        out.push(process.finding(&ONE_AT_A_TIME, "start.by", message));
    }
}

//! Everything that a process names exists, once.

use super::deeds;
use crate::{
    checks::World,
    finding::Finding,
    model::process::{Counted, Effect, FieldKind, Process},
    pack::Filed,
    rule::{DUPLICATE, PROCESS_NAME, REFERENCE},
};

/// Names of other things of the packs.
pub(super) fn check(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    inside(process, out);
    let Process { items, actor, start, moves, .. } = &process.value;
    let mut missing = |key: String, noun: &str, name: &str| {
        out.push(process.finding(&REFERENCE, &key, format!("没有名为 {name} 的{noun}")));
    };
    for item in items.iter().filter(|item| world.item(item).is_none()) {
        missing("items".to_owned(), "目录项", item);
    }
    for (index, field) in process.value.field.iter().enumerate() {
        let announces = |of: &&String| {
            let (id, state) =
                of.split_once(':').map_or((of.as_str(), None), |(id, at)| (id, Some(at)));
            world.process(id).is_some_and(|one| {
                let announced = |effect: &Effect| matches!(effect, Effect::Announce {});
                let any =
                    super::deeds(&one.value).iter().any(|deed| deed.effects.iter().any(announced));
                any && state.is_none_or(|state| one.value.state(state).is_some())
            })
        };
        for id in field.of.iter().filter(|id| !announces(id)) {
            missing(format!("field.{index}.of"), "有公开内容的流程", id);
        }
    }
    for (index, actor) in actor.iter().enumerate() {
        let unknown = |role: &&String| !world.roles().any(|known| known.value.id == **role);
        for role in actor.roles.iter().filter(unknown) {
            missing(format!("actor.{index}.roles"), "角色", role);
        }
        let agency = actor.agency.iter().filter(|name| !world.agencies.contains(name.as_str()));
        for agency in agency {
            missing(format!("actor.{index}.agency"), "机关或机关组别", agency);
        }
    }
    let moves = moves.iter().enumerate();
    let moves = moves.map(|(index, one)| (format!("move.{index}"), &one.effects));
    for (key, effects) in std::iter::once(("start".to_owned(), &start.effects)).chain(moves) {
        for (index, effect) in effects.iter().enumerate() {
            let key = format!("{key}.effects.{index}");
            match effect {
                Effect::File { item, .. } if world.item(item).is_none() => {
                    missing(key, "目录项", item);
                }
                Effect::MakeTask { process, .. } if world.process(process).is_none() => {
                    missing(key, "流程", process);
                }
                _ => {}
            }
        }
    }
}

/// Names of its own states, actors, fields, papers, clocks, moves and notices.
pub(super) fn inside(filed: &Filed<Process>, out: &mut Vec<Finding>) {
    let process = &filed.value;
    doubled(filed, out);
    let mut names = Names { filed, out };
    names.state("start.to", &process.start.to);
    names.deed("start", &process.start.by, &process.start.documents, &process.start.attaches);
    names.fields("start.asks", &process.start.asks);
    for deed in deeds(process) {
        names.fields(&format!("{}.needs", deed.key), deed.needs);
        for notice in deed.notices {
            let known = process.notice.iter().any(|one| one.id == *notice);
            names.known(known, &format!("{}.notices", deed.key), "通知", notice);
        }
    }
    let guards = process.moves.iter().enumerate();
    let guards = guards.map(|(index, one)| (format!("move.{index}.guards"), &one.guards));
    for (key, guards) in
        std::iter::once(("start.guards".to_owned(), &process.start.guards)).chain(guards)
    {
        for guard in guards {
            let fields = guard.field.iter().chain(&guard.or).cloned().collect::<Vec<_>>();
            names.fields(&key, &fields);
        }
    }
    for (index, one) in process.moves.iter().enumerate() {
        let key = |part: &str| format!("move.{index}.{part}");
        names.deed(&format!("move.{index}"), &one.by, &one.documents, &one.attaches);
        names.fields(&key("asks"), &one.asks);
        one.from.iter().for_each(|from| names.state(&key("from"), from));
        if one.to != "same" {
            names.state(&key("to"), &one.to);
        }
        for not in &one.not {
            let known = match not.strip_prefix("mover:") {
                Some(step) => process.step(step).is_some(),
                None => matches!(not.as_str(), "starter" | "record-author"),
            };
            names.known(known, &key("not"), "动作或者回避人", not);
        }
    }
    states_and_clocks(process, &mut names);
    forms_and_letters(process, &mut names);
}

fn states_and_clocks(process: &Process, names: &mut Names<'_>) {
    for (index, state) in process.state.iter().enumerate() {
        names.actors(&format!("state.{index}.owner"), state.owner.as_slice());
        for (part, clocks) in [("clocks", &state.clocks), ("pauses", &state.pauses)] {
            for clock in clocks {
                let known = process.clock(clock).is_some();
                names.known(known, &format!("state.{index}.{part}"), "期限", clock);
            }
        }
    }
    for (index, clock) in process.clock.iter().enumerate() {
        let key = |part: &str| format!("clock.{index}.{part}");
        names.fields(&key("by"), clock.by.as_slice());
        if let Counted::Field(field) = &clock.from {
            names.fields(&key("from"), std::slice::from_ref(field));
        }
        if let Some(step) = &clock.expires {
            names.known(process.step(step).is_some(), &key("expires"), "动作", step);
        }
        if let Some(extension) = &clock.extend {
            names.actors(&key("extend"), &extension.by);
        }
        for step in &clock.step {
            names.actors(&key("step"), std::slice::from_ref(&step.to));
        }
    }
}

fn forms_and_letters(process: &Process, names: &mut Names<'_>) {
    for (index, actor) in process.actor.iter().enumerate() {
        names.fields(&format!("actor.{index}.field"), actor.field.as_slice());
    }
    for (index, field) in process.field.iter().enumerate() {
        names.actors(&format!("field.{index}.readers"), &field.readers);
        let nothing = match field.kind {
            FieldKind::Choice => field.choice.is_empty(),
            FieldKind::Announced => field.of.is_empty(),
            _ => false,
        };
        if nothing {
            let message = format!("{} 要从中选择，却没有写选项", field.id);
            names.out.push(names.filed.finding(
                &PROCESS_NAME,
                &format!("field.{index}.kind"),
                message,
            ));
        }
    }
    for (index, document) in process.document.iter().enumerate() {
        names.actors(&format!("document.{index}.readers"), &document.readers);
    }
    for (index, notice) in process.notice.iter().enumerate() {
        names.actors(&format!("notice.{index}.to"), std::slice::from_ref(&notice.to));
    }
}

fn doubled(filed: &Filed<Process>, out: &mut Vec<Finding>) {
    let Process { actor, field, document, clock, state, moves, notice, .. } = &filed.value;
    let lists: [(&str, Vec<&str>); 7] = [
        ("actor", actor.iter().map(|one| one.id.as_str()).collect()),
        ("field", field.iter().map(|one| one.id.as_str()).collect()),
        ("document", document.iter().map(|one| one.id.as_str()).collect()),
        ("clock", clock.iter().map(|one| one.id.as_str()).collect()),
        ("state", state.iter().map(|one| one.id.as_str()).collect()),
        ("move", moves.iter().map(|one| one.id.as_str()).collect()),
        ("notice", notice.iter().map(|one| one.id.as_str()).collect()),
    ];
    for (array, ids) in lists {
        for (index, id) in ids.iter().enumerate() {
            if ids.iter().take(index).any(|before| before == id) {
                let key = format!("{array}.{index}.id");
                out.push(filed.finding(&DUPLICATE, &key, format!("{id} 出现了两次")));
            }
        }
    }
}

struct Names<'f> {
    filed: &'f Filed<Process>,
    out: &'f mut Vec<Finding>,
}

impl Names<'_> {
    fn known(&mut self, known: bool, key: &str, noun: &str, name: &str) {
        if !known {
            let message = format!("流程里没有名为 {name} 的{noun}");
            self.out.push(self.filed.finding(&PROCESS_NAME, key, message));
        }
    }

    fn state(&mut self, key: &str, name: &str) {
        self.known(self.filed.value.state(name).is_some(), key, "状态", name);
    }

    fn fields(&mut self, key: &str, names: &[String]) {
        for name in names {
            self.known(self.filed.value.field(name).is_some(), key, "栏目", name);
        }
    }

    fn actors(&mut self, key: &str, names: &[String]) {
        for name in names {
            self.known(self.filed.value.actor(name).is_some(), key, "参与人", name);
        }
    }

    fn deed(&mut self, key: &str, by: &[String], needed: &[String], welcome: &[String]) {
        self.actors(&format!("{key}.by"), by);
        for (part, papers) in [("documents", needed), ("attaches", welcome)] {
            for paper in papers {
                let known = self.filed.value.document.iter().any(|one| one.id == *paper);
                self.known(known, &format!("{key}.{part}"), "材料", paper);
            }
        }
    }
}

//! Commitment items: never about what must be examined, always verified, about persons public with
//! consent only.

use vocabulary::SubjectKind;

use super::{World, banned, blank};
use crate::{
    finding::Finding,
    model::{
        commitment::CommitmentItem,
        layer::BannedScope,
        process::{Effect, FieldKind, GuardRule, Process},
    },
    pack::Filed,
    rule::{COMMITMENT_EXCLUDED, COMMITMENT_PERSON, COMMITMENT_WHOLE, REFERENCE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let words = banned::of_scope(world, BannedScope::Commitment);
    for item in world.commitments() {
        names(world, item, out);
        whole(item, out);
        published(world, item, out);
        let matter = item.value.matter.as_deref();
        let matter = matter.and_then(|id| world.matters().find(|matter| matter.value.id == id));
        let texts = [
            ("title", Some(item.value.title.zh.as_str())),
            ("replaces", item.value.replaces.as_deref()),
            ("matter", matter.map(|matter| matter.value.title.zh.as_str())),
        ];
        for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            if let Some(word) = banned::found(text, &words) {
                let message = format!("“{text}”不得用承诺代替审查（词：{word}）");
                out.push(item.finding(&COMMITMENT_EXCLUDED, key, message));
            }
        }
    }
}

fn names(world: &World<'_>, item: &Filed<CommitmentItem>, out: &mut Vec<Finding>) {
    let CommitmentItem { unit, matter, .. } = &item.value;
    if !world.agencies.contains(unit.as_str()) {
        let message = format!("没有名为 {unit} 的机关或机关组别");
        out.push(item.finding(&REFERENCE, "unit", message));
    }
    let unknown = |id: &&String| !world.matters().any(|matter| matter.value.id == **id);
    if let Some(matter) = matter.iter().find(unknown) {
        out.push(item.finding(&REFERENCE, "matter", format!("没有名为 {matter} 的事项")));
    }
}

fn whole(item: &Filed<CommitmentItem>, out: &mut Vec<Finding>) {
    let CommitmentItem { statement, consequence, verified, verify_within, subjects, .. } =
        &item.value;
    let lacks = [
        ("statement", statement.is_empty(), "没有写承诺什么"),
        ("subjects", subjects.is_empty(), "没有写谁可以承诺"),
        ("consequence", blank(&consequence.zh), "没有写不履行的后果"),
        ("verified", blank(&verified.zh), "没有写怎样核实"),
        ("verify_within", verify_within.count == 0, "没有写多久之内核实"),
    ];
    for (key, _, message) in lacks.into_iter().filter(|(_, lacks, _)| *lacks) {
        out.push(item.finding(&COMMITMENT_WHOLE, key, message));
    }
}

/// Every process that takes commitments of persons and makes them public asks for consent.
fn published(world: &World<'_>, item: &Filed<CommitmentItem>, out: &mut Vec<Finding>) {
    if !item.value.published || !item.value.subjects.contains(&SubjectKind::Person) {
        return;
    }
    let asks = |process: &Process| {
        let guards = process.moves.iter().flat_map(|one| &one.guards);
        guards.chain(&process.start.guards).any(|guard| guard.rule == GuardRule::Consented)
    };
    let takes = |process: &Process| {
        let effects = process.moves.iter().flat_map(|one| &one.effects);
        let mut effects = effects.chain(&process.start.effects);
        let persons =
            process.subjects.is_empty() || process.subjects.contains(&SubjectKind::Person);
        persons
            && process.field.iter().any(|field| field.kind == FieldKind::Commitment)
            && (process.public || effects.any(|effect| matches!(effect, Effect::Announce {})))
    };
    let processes = world.processes().map(|process| &process.value);
    for process in processes.filter(|process| takes(process) && !asks(process)) {
        let message = format!("自然人可以签，流程 {} 却不问本人就公开", process.id);
        out.push(item.finding(&COMMITMENT_PERSON, "published", message));
    }
}

//! Nobody judges what is his own, and nobody is refused in silence.

use super::graph::reachable;
use crate::{
    finding::Finding,
    model::process::{AgencyOf, Effect, Move, Outcome, Process, ProcessGroup, Who},
    pack::Filed,
    rule::{OWN_JUDGE, REFUSAL_SILENT},
};

/// Words by which a party asks that a decision is looked at again.
const AGAIN_ZH: [&str; 4] = ["复核", "复查", "申诉", "再审"];
const AGAIN_EN: [&str; 2] = ["review", "appeal"];

pub(super) fn check(process: &Filed<Process>, out: &mut Vec<Finding>) {
    authors(process, out);
    reviewers(process, out);
    refusals(process, out);
}

/// Whether staff may make a move.
fn by_staff(process: &Process, one: &Move) -> bool {
    let mut actors = one.by.iter().filter_map(|by| process.actor(by));
    actors.any(|actor| actor.who == Who::Staff)
}

fn outcome(process: &Process, one: &Move) -> Option<Outcome> {
    process.state(&one.to)?.outcome
}

/// In an objection the unit whose record it is may give in, but not refuse.
fn authors(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let marks = |effects: &[Effect]| effects.contains(&Effect::Mark {});
    let marked = marks(&value.start.effects) || value.moves.iter().any(|one| marks(&one.effects));
    if value.group != ProcessGroup::Rights || !marked {
        return;
    }
    for (index, one) in value.moves.iter().enumerate() {
        let gives_in =
            |effect: &Effect| matches!(effect, Effect::Correct { .. } | Effect::Withdraw {});
        let unmarks = one.effects.contains(&Effect::Unmark {}) && !one.effects.iter().any(gives_in);
        let refuses = outcome(value, one) == Some(Outcome::Refused);
        let barred = one.not.iter().any(|not| not == "record-author");
        if !(refuses || unmarks) || barred {
            continue;
        }
        let author = one.by.iter().filter_map(|by| value.actor(by)).find(|actor| {
            let of = [
                AgencyOf::RecordSource,
                AgencyOf::RecordRecogniser,
                AgencyOf::Any,
                AgencyOf::Field,
            ];
            actor.who == Who::Staff && actor.of.is_some_and(|agency| of.contains(&agency))
        });
        if let Some(actor) = author {
            let message = format!(
                "{} 由 {} 做，可能就是这条信息的作出单位；写 not = [\"record-author\"]",
                one.id, actor.id
            );
            out.push(process.finding(&OWN_JUDGE, &format!("move.{index}.id"), message));
        }
    }
}

/// What a party asks to be looked at again is decided by another account than the one that decided first.
fn reviewers(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let parties = value
        .moves
        .iter()
        .filter(|one| !one.by.is_empty() && !by_staff(value, one) && asks_again(one));
    for asked in parties {
        let before: Vec<&str> = value
            .moves
            .iter()
            .filter(|one| by_staff(value, one) && asked.from.contains(&one.to))
            .map(|one| one.id.as_str())
            .collect();
        let after =
            reachable(value, [asked.to.as_str()], &|to| asked.from.iter().any(|from| from == to));
        for (index, one) in value.moves.iter().enumerate() {
            let decides = one.from.iter().any(|from| after.contains(from.as_str()))
                && by_staff(value, one)
                && matches!(outcome(value, one), Some(Outcome::Done | Outcome::Refused));
            let missing: Vec<&&str> =
                before.iter().filter(|step| !one.not.contains(&format!("mover:{step}"))).collect();
            if let Some(step) = missing.first().filter(|_| decides) {
                let message = format!(
                    "“{}”之后的 {} 可以由先前做 {step} 的同一人决定；写 not = [\"mover:{step}\"]",
                    asked.title.zh, one.id
                );
                out.push(process.finding(&OWN_JUDGE, &format!("move.{index}.id"), message));
            }
        }
    }
}

fn asks_again(one: &Move) -> bool {
    AGAIN_ZH.iter().any(|word| one.title.zh.contains(word))
        || AGAIN_EN.iter().any(|word| one.id.split('-').any(|part| part == *word))
}

/// A party that began a case is told when it is refused, and why.
fn refusals(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let asked = value.start.by.iter().any(|by| super::is_party(value, by));
    if !asked {
        return;
    }
    for (index, one) in value.moves.iter().enumerate() {
        let refused = outcome(value, one) == Some(Outcome::Refused) && by_staff(value, one);
        if !refused {
            continue;
        }
        let told = one.notices.iter().any(|id| {
            value.notice.iter().any(|notice| notice.id == *id && super::is_party(value, &notice.to))
        });
        // The reason is asked for here, or stands in the letter already.
        let reason = !one.needs.is_empty()
            || one.notices.iter().any(|id| {
                let letters = value.notice.iter().filter(|notice| notice.id == *id);
                letters.clone().any(|notice| notice.text.zh.contains("{field:"))
            });
        let message = if !told {
            format!("{} 拒绝了申请人，却不通知他", one.id)
        } else if !reason {
            format!("{} 拒绝了申请人，却不必写理由", one.id)
        } else {
            continue;
        };
        out.push(process.finding(&REFUSAL_SILENT, &format!("move.{index}.id"), message));
    }
}

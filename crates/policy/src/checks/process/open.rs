//! What everybody reads names nobody that it must not, and ends when it must.

use super::deeds;
use crate::{
    finding::Finding,
    model::process::{About, Effect, FieldKind, GuardRule, Process, Shelf, Sight, State},
    pack::Filed,
    rule::{BELONGING, NAMED_OPENLY, PRAISE_STAYS},
};

pub(super) fn check(process: &Filed<Process>, out: &mut Vec<Finding>) {
    anonymised(process, out);
    praised(process, out);
    belonging(process, out);
}

/// What is shown without names, or of works of anybody, is looked through before it is.
fn anonymised(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let written = |kind| matches!(kind, FieldKind::Text | FieldKind::Paragraph);
    let texts = value.field.iter().any(|one| one.sight == Sight::Public && written(one.kind));
    let must = matches!(value.shelf, Some(Shelf::Cases | Shelf::Contests));
    if !texts || !must {
        return;
    }
    for deed in deeds(value) {
        let announces = deed.effects.contains(&Effect::Announce {});
        if announces && !deed.guards.contains(&GuardRule::Anonymised) {
            let message =
                format!("{} 公开文字，却没有先查找姓名、号码和班级（anonymised）", deed.id);
            out.push(process.finding(&NAMED_OPENLY, &key(&deed.key, "guards"), message));
        }
    }
}

/// A move that a serious entry makes asks for nothing, takes down what is shown, and ends the case from
/// every state in which it is shown.
fn praised(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let models = value.shelf == Some(Shelf::Models);
    let Some(id) = value.on_serious.as_deref() else {
        if models {
            let message = "典型的流程没有写列入严重失信名单时怎样撤下（on_serious）";
            out.push(process.finding(&PRAISE_STAYS, "shelf", message));
        }
        return;
    };
    let subject = matches!(value.about, About::Record | About::Subject);
    let Some(one) = value.step(id).filter(|_| subject) else {
        let message = format!("on_serious 要写本流程的一个动作，办件要关于主体：{id}");
        out.push(process.finding(&PRAISE_STAYS, "on_serious", message));
        return;
    };
    let asks = !one.needs.is_empty() || !one.documents.is_empty() || !one.guards.is_empty();
    let ends = value.state(&one.to).is_some_and(State::is_final);
    let retracts = one.effects.contains(&Effect::Retract {});
    let missed =
        value.state.iter().filter(|state| !state.is_final() && !one.from.contains(&state.id));
    let missed: Vec<&str> = missed.map(|state| state.id.as_str()).collect();
    if asks || !ends || !retracts || !missed.is_empty() {
        let message = format!(
            "{id} 要从每个没有终结的状态出发、不要人填写、撤下公开内容（retract）并终结；没有写到的状态：{}",
            missed.join("、")
        );
        out.push(process.finding(&PRAISE_STAYS, "on_serious", message));
    }
}

/// What a case belongs to is chosen when it begins; the places that are left are counted in what was chosen.
fn belonging(process: &Filed<Process>, out: &mut Vec<Finding>) {
    let value = &process.value;
    let kind = |id: &str| value.field(id).map(|field| field.kind);
    for (index, one) in value.moves.iter().enumerate() {
        let chosen = one.needs.iter().chain(&one.asks);
        for field in chosen.filter(|id| kind(id) == Some(FieldKind::Announced)) {
            let message = format!("{} 在开始之后才选 {field}，已经晚了", one.id);
            out.push(process.finding(&BELONGING, &format!("move.{index}.id"), message));
        }
    }
    let moves = value.moves.iter().enumerate();
    let moves = moves.map(|(index, one)| (format!("move.{index}"), &one.guards));
    let start = std::iter::once(("start".to_owned(), &value.start.guards));
    for (place, guards) in start.chain(moves) {
        for guard in guards.iter().filter(|one| one.rule == GuardRule::PlacesLeft) {
            let field = guard.field.as_deref().and_then(kind);
            if field != Some(FieldKind::Announced) || guard.or.is_none() {
                let message = "places-left 要写 field（kind = \"announced\"）和 or（名额的栏目）";
                out.push(process.finding(&BELONGING, &key(&place, "guards"), message));
            }
        }
    }
}

fn key(place: &str, part: &str) -> String {
    format!("{place}.{part}")
}

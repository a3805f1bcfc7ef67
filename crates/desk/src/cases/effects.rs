//! What a move does, in plain words, before it is confirmed.

use policy::model::process::{Effect, FormField, Outcome, Process};
use web::door::{Language, Site, tell::id};

use crate::unit;

/// What will happen, and whether it ends something that people rely on.
#[derive(Clone, Debug, Default)]
pub(super) struct Foretold {
    pub(super) lines: Vec<String>,
    pub(super) ends: bool,
}

/// What a move, or the beginning of a case, does: its target state (none: it stays), effects, notices.
pub(super) fn foretell(
    site: &Site,
    language: Language,
    process: &Process,
    to: Option<&str>,
    (effects, notices): (&[Effect], &[String]),
) -> Foretold {
    let word = |key: &str| site.word(language, &format!("desk.move.{key}"));
    let mut lines: Vec<String> =
        effects.iter().map(|effect| said(site, language, process, effect)).collect();
    if effects.is_empty() {
        lines.push(word("effects_none"));
    }
    let known = |id: &String| process.notice.iter().find(|notice| notice.id == *id);
    for notice in notices.iter().filter_map(known) {
        let who = process.actor(&notice.to).map(|actor| language.of(&actor.title));
        let values = [("what", language.of(&notice.title)), ("who", who.unwrap_or_default())];
        lines.push(site.words(language, "desk.move.sends", &values));
    }
    let state = to.and_then(|to| process.state(to));
    match state {
        Some(state) => {
            let values = [("state", language.of(&state.title))];
            lines.push(site.words(language, "desk.move.from_to", &values));
        }
        None => lines.push(word("same")),
    }
    if state.is_some_and(policy::model::process::State::is_final) {
        lines.push(word("final"));
    }
    let refused = state.is_some_and(|state| state.outcome == Some(Outcome::Refused));
    Foretold { lines, ends: refused || effects.iter().any(ends) }
}

/// Whether it takes something from somebody, or from the public.
fn ends(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Withdraw {}
            | Effect::StopPublication {}
            | Effect::Designate { .. }
            | Effect::StartMeasure { .. }
            | Effect::BlockMeasure { .. }
            | Effect::Revoke {}
    )
}

fn said(site: &Site, language: Language, process: &Process, effect: &Effect) -> String {
    let word = |key: &str, values: &[(&str, String)]| {
        site.words(language, &format!("desk.effect.{key}"), values)
    };
    let label = |id: &str| {
        let field = process.field(id).map(|field: &FormField| language.of(&field.title));
        field.unwrap_or_else(|| id.to_owned())
    };
    match effect {
        Effect::Mark {} => word("mark", &[]),
        Effect::Unmark {} => word("unmark", &[]),
        Effect::Correct { field, value } => {
            word("correct", &[("field", label(field)), ("value", label(value))])
        }
        Effect::Withdraw {} => word("withdraw", &[]),
        Effect::StopPublication {} => word("stop-publication", &[]),
        Effect::File { item, .. } => {
            word("file", &[("item", unit::item_title(site, language, item))])
        }
        Effect::Designate { .. } => word("designate", &[]),
        Effect::Remove {} => word("remove", &[]),
        Effect::StartMeasure { .. } => word("start-measure", &[]),
        Effect::LiftMeasures {} => word("lift-measures", &[]),
        Effect::BlockMeasure { .. } => word("block-measure", &[]),
        Effect::ClearMeasure { .. } => word("clear-measure", &[]),
        Effect::MakeTask { process, each, .. } => {
            let known = site.law().process(process, site.today());
            let title = known.map_or_else(|| process.clone(), |known| language.of(&known.title));
            let each = site.word(language, &format!("desk.each.{}", id(each)));
            word("make-task", &[("process", title), ("each", each)])
        }
        Effect::CloseTasks {} => word("close-tasks", &[]),
        Effect::Certify { holder, .. } => word("certify", &[("holder", label(holder))]),
        Effect::Revoke {} => word("revoke", &[]),
        Effect::Announce {} => word("announce", &[]),
        Effect::Retract {} => word("retract", &[]),
    }
}

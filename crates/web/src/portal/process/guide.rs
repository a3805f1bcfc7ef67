//! The guide of a process, drawn from its file: steps, terms, what is needed, what if nothing happens.

use policy::model::process::{About, FieldKind, Move, Outcome, Process, RecordEnd, State, Who};

use super::{announced, group_key, objects, open_to_anyone, open_to_holders, parties, terms};
use crate::{portal::law::id, site::Site, view::process as view, wording::Language};

pub(super) fn guide(site: &Site, language: Language, process: &Process) -> view::Guide {
    let text = process.guide.as_ref().map(|guide| language.of(guide)).unwrap_or_default();
    let mut who: Vec<_> =
        parties(process).map(|party| format!("process.party.{}", id(&party))).collect();
    who.dedup();
    let first = super::entry(site, language, process);
    view::Guide {
        title: language.of(&process.title),
        purpose: language.of(&process.purpose),
        text: text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        group_key: group_key(process.group),
        decider: first.decider,
        within: first.within,
        begin: begin(language, process),
        who,
        fields: fields(language, process),
        papers: papers(language, process),
        later: later(language, process),
        stages: stages(site, language, process),
        ends: process.state.iter().filter_map(|state| end(language, state)).collect(),
        silence: terms::silence(site, language, process),
        rights: rights(language, process),
        ends_with_record: process.on_record_end == RecordEnd::Ends,
        complaints: complaints(site, language, process),
        items: items(site, language, process),
        announced_href: announced(process),
        since: process.effective_from.to_string(),
        basis: process.basis.clone(),
    }
}

fn begin(language: Language, process: &Process) -> view::Begin {
    let actors = process.start.by.iter().filter_map(|id| process.actor(id));
    let none = parties(process).next().is_none();
    let staff = actors.filter(|actor| none && actor.who == Who::Staff);
    let record = process.about == About::Record;
    let anyone = open_to_anyone(process) && !record;
    view::Begin {
        title: language.of(&process.start.title),
        mine_href: open_to_holders(process).then(|| format!("/mine/cases/new/{}", process.id)),
        anyone_href: anyone.then(|| format!("/processes/{}/new", process.id)),
        record: record && !none,
        staff: staff.map(|actor| language.of(&actor.title)).collect(),
    }
}

fn fields(language: Language, process: &Process) -> Vec<view::Need> {
    let (needs, asks) = (&process.start.needs, &process.start.asks);
    let asked = process.field.iter().filter(|field| field.kind != FieldKind::Tick);
    let asked = asked.filter(|field| needs.contains(&field.id) || asks.contains(&field.id));
    let need = asked.map(|field| view::Need {
        title: language.of(&field.title),
        help: field.help.as_ref().map(|help| language.of(help)),
        required: needs.contains(&field.id),
    });
    need.collect()
}

fn papers(language: Language, process: &Process) -> Vec<view::Need> {
    let (must, may) = (&process.start.documents, &process.start.attaches);
    let asked = process.document.iter();
    let asked = asked.filter(|paper| must.contains(&paper.id) || may.contains(&paper.id));
    let need = asked.map(|paper| view::Need {
        title: language.of(&paper.title),
        help: paper.help.as_ref().map(|help| language.of(help)),
        required: must.contains(&paper.id),
    });
    need.collect()
}

/// Whether a party can make a move.
fn by_party(process: &Process, one: &Move) -> bool {
    let mut actors = one.by.iter().filter_map(|id| process.actor(id));
    actors.any(|actor| actor.who == Who::Party)
}

/// Papers that moves of parties ask for, beyond those of the start.
fn later(language: Language, process: &Process) -> Vec<view::Need> {
    let moves = || process.moves.iter().filter(|one| by_party(process, one));
    let started =
        |id: &String| process.start.documents.contains(id) || process.start.attaches.contains(id);
    let asked = process.document.iter().filter(|paper| !started(&paper.id));
    let asked = asked.filter(|paper| {
        moves().any(|one| one.documents.contains(&paper.id) || one.attaches.contains(&paper.id))
    });
    let need = asked.map(|paper| view::Need {
        title: language.of(&paper.title),
        help: paper.help.as_ref().map(|help| language.of(help)),
        required: moves().any(|one| one.documents.contains(&paper.id)),
    });
    need.collect()
}

/// What parties can do on the way, each once.
fn rights(language: Language, process: &Process) -> Vec<String> {
    let mut said = Vec::new();
    for one in process.moves.iter().filter(|one| by_party(process, one)) {
        let title = language.of(&one.title);
        if !said.contains(&title) {
            said.push(title);
        }
    }
    said
}

fn stages(site: &Site, language: Language, process: &Process) -> Vec<view::Stage> {
    let mut begun: Vec<&str> = Vec::new();
    let mut stages = Vec::new();
    for state in process.state.iter().filter(|state| !state.is_final()) {
        let owner = state.owner.as_deref().and_then(|owner| process.actor(owner));
        let fresh = state.clocks.iter().filter(|clock| !begun.contains(&clock.as_str()));
        let fresh: Vec<_> = fresh.filter_map(|clock| process.clock(clock)).collect();
        let term =
            |clock: &&policy::model::process::Clock| terms::term(site, language, process, clock);
        stages.push(view::Stage {
            title: language.of(&state.title),
            said: language.of(&state.said),
            owner: owner.map(|owner| language.of(&owner.title)).unwrap_or_default(),
            yours: owner.is_some_and(|owner| owner.who == Who::Party),
            terms: fresh.iter().map(term).collect(),
            going: terms::going(site, language, process, (state, &begun)),
            next: next(site, language, process, state),
        });
        begun.extend(fresh.iter().map(|clock| clock.id.as_str()));
    }
    stages
}

/// The moves out of a state, in words.
fn next(site: &Site, language: Language, process: &Process, state: &State) -> Vec<String> {
    let out = process.moves_from(&state.id).filter(|one| one.to != "same" && one.to != state.id);
    let said = out.filter_map(|one| {
        let to = process.state(&one.to)?;
        let values = [("move", language.of(&one.title)), ("state", language.of(&to.title))];
        Some(site.words(language, "process.then_to", &values))
    });
    said.collect()
}

fn end(language: Language, state: &State) -> Option<view::End> {
    let outcome = state.outcome?;
    Some(view::End {
        title: language.of(&state.title),
        said: language.of(&state.said),
        key: format!("process.outcome.{}", id(&outcome)),
        tone: match outcome {
            Outcome::Done => "good",
            Outcome::Refused => "bad",
            Outcome::Withdrawn | Outcome::Lapsed => "quiet",
        },
    })
}

/// Where whoever is not satisfied goes on: complaints and, beside an objection itself, objections.
fn complaints(site: &Site, language: Language, process: &Process) -> Vec<view::Link> {
    use policy::model::process::ProcessGroup::Supervision;
    let all = site.law.processes(site.today());
    let others = all.into_iter().filter(|other| other.id != process.id);
    let others = others.filter(|other| other.group == Supervision || objects(other));
    let others = others.filter(|other| parties(other).next().is_some());
    let link = others.map(|other| view::Link {
        href: format!("/processes/{}", other.id),
        title: language.of(&other.title),
    });
    link.collect()
}

/// Commitment items, where a process asks for one.
fn items(site: &Site, language: Language, process: &Process) -> Vec<view::Item> {
    let asked = process.field.iter().find(|field| {
        field.kind == FieldKind::Commitment && process.start.needs.contains(&field.id)
    });
    if asked.is_none() {
        return Vec::new();
    }
    let own = site.law.commitments(site.today()).into_iter();
    let own = own.filter(|item| {
        let may = |subject| process.subjects.is_empty() || process.subjects.contains(subject);
        item.subjects.iter().any(may)
    });
    let item = own.map(|item| view::Item {
        href: open_to_holders(process)
            .then(|| format!("/mine/cases/new/{}?item={}", process.id, item.id)),
        title: language.of(&item.title),
        unit: unit(site, language, &item.unit),
        statements: item.statement.iter().map(|one| language.of(one)).collect(),
    });
    item.collect()
}

/// An agency or a group of agencies by its name.
fn unit(site: &Site, language: Language, id: &str) -> String {
    let agency = site.law.agency(id).map(|agency| &agency.title);
    agency.or_else(|| site.law.group(id)).map_or_else(|| id.to_owned(), |title| language.of(title))
}

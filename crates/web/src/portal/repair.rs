//! What can be done about a record: objecting to it, and repairing it, from which day and with what.

use disclosure::RecordView;
use policy::model::{
    catalog::Polarity,
    process::{Effect, GuardRule, Process},
};

use super::{
    line::{class_title, term},
    process::{objects, parties},
};
use crate::{site::Site, view::case::Repair, wording::Language};

/// How a record of an item is objected to.
pub fn objection<'law>(site: &'law Site, item: &str) -> Option<&'law Process> {
    let all = site.law.processes(site.today()).into_iter();
    all.filter(|process| about(process, item)).find(|process| objects(process))
}

/// Whether cases of a process can be about records of an item.
fn about(process: &Process, item: &str) -> bool {
    process.items.is_empty() || process.items.iter().any(|known| known == item)
}

/// How a record of an item is repaired once its shortest publication is over.
pub(crate) fn repairing<'law>(site: &'law Site, item: &str) -> Option<&'law Process> {
    let waits = |process: &Process| {
        let moves = process.moves.iter().flat_map(|one| one.guards.iter());
        let mut guards = process.start.guards.iter().chain(moves);
        guards.any(|guard| guard.rule == GuardRule::RepairTermOver)
    };
    let all = site.law.processes(site.today()).into_iter();
    let fit = all.filter(|process| about(process, item) && parties(process).next().is_some());
    fit.into_iter().find(|process| waits(process) && repairs(process))
}

/// Whether it is how a record is repaired: a move of it stops publication.
pub fn repairs(process: &Process) -> bool {
    let stops = |one: &Effect| matches!(one, Effect::StopPublication {});
    process.moves.iter().any(|one| one.effects.iter().any(stops))
}

/// How and from which day a record can be repaired; none if it speaks against nobody, is over, or
/// the law knows no repair of it.
pub fn repair(site: &Site, language: Language, record: &RecordView) -> Option<Repair> {
    if record.polarity != Polarity::Negative || !record.state.is_active() {
        return None;
    }
    let process = repairing(site, &record.item)?;
    let term = term(site, record);
    let known = record.lineage.as_ref().and_then(|lineage| lineage.repairable_from);
    let from = known.or_else(|| term.as_ref().and_then(|term| term.repairable_from))?;
    let (must, may) = (&process.start.documents, &process.start.attaches);
    let papers = process.document.iter();
    let papers = papers.filter(|paper| must.contains(&paper.id) || may.contains(&paper.id));
    Some(Repair {
        class: class_title(term.as_ref()).map(|title| language.of(title)),
        from: from.to_string(),
        now: from <= site.today(),
        needs: papers.map(|paper| language.of(&paper.title)).collect(),
        begin_href: format!("/mine/cases/new/{}?digest={}", process.id, record.digest),
        guide_href: format!("/processes/{}", process.id),
    })
}

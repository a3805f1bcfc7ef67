//! Who can see a record, until when, and what it means, in plain words.

use disclosure::{RecordState, RecordView};
use policy::model::catalog::{Polarity, Publicity};
use vocabulary::Date;
use web::door::{Language, Site, tell};

/// The message that says what state a record is in, and its colour; none while it is in force.
pub(crate) fn state(state: RecordState) -> Option<(&'static str, &'static str)> {
    match state {
        RecordState::Valid => None,
        RecordState::InObjection => Some(("mine.state_objected", "wait")),
        RecordState::Expired => Some(("mine.state_expired", "quiet")),
        RecordState::Withdrawn => Some(("mine.state_withdrawn", "quiet")),
        RecordState::Repaired => Some(("mine.state_repaired", "good")),
        RecordState::AfterExit => Some(("mine.state_after_exit", "quiet")),
        RecordState::Yielded => Some(("mine.state_yielded", "quiet")),
    }
}

/// Who can see it today and until when, in one sentence.
pub(crate) fn seen(site: &Site, language: Language, record: &RecordView, today: Date) -> String {
    if !record.state.is_active() {
        return site.word(language, "mine.seen_nobody");
    }
    let until = |day: Option<Date>| day.filter(|day| *day >= today);
    let public = until(record.public_until);
    let shared = record.lineage.as_ref().and_then(|lineage| until(lineage.shared_until));
    let say = |key: &str, day: Date| site.words(language, key, &[("date", day.to_string())]);
    let item = site.law().item(&record.item, record.decided_on);
    match (public, shared, item.map(|item| item.publicity)) {
        (Some(day), _, _) => say("mine.seen_public", day),
        (None, Some(day), Some(Publicity::Internal)) => say("mine.seen_shared", day),
        (None, Some(day), _) => say("mine.seen_request", day),
        (None, None, Some(Publicity::Public)) => site.word(language, "mine.seen_public_open"),
        (None, None, Some(Publicity::OnRequest)) => site.word(language, "mine.seen_request_open"),
        (None, None, _) => site.word(language, "mine.seen_nobody"),
    }
}

/// What it means, sentence by sentence.
pub(crate) fn meaning(
    site: &Site,
    language: Language,
    record: &RecordView,
    today: Date,
) -> Vec<String> {
    let key = match (record.state.is_active(), record.market, record.polarity) {
        (false, ..) => "mine.means_over",
        (true, true, _) => "mine.means_market",
        (true, false, Polarity::Basic) => "mine.means_basic",
        (true, false, Polarity::Positive) => "mine.means_positive",
        (true, false, Polarity::Negative) => "mine.means_negative",
        (true, false, Polarity::Other) => "mine.means_other",
    };
    let mut said = vec![site.word(language, key), seen(site, language, record, today)];
    if let Some(class) = tell::class_title(tell::term(site, record).as_ref()) {
        let values = [("class", language.of(class))];
        said.insert(1, site.words(language, "mine.means_class", &values));
    }
    let repairable = record.lineage.as_ref().and_then(|lineage| lineage.repairable_from);
    if let Some(day) = repairable.filter(|_| record.state.is_active()) {
        let key = if day <= today { "mine.means_repairable" } else { "mine.means_repair_later" };
        said.push(site.words(language, key, &[("date", day.to_string())]));
    }
    if let Some(list) = record.list.as_deref().and_then(|id| site.law().list(id, today)) {
        let values = [("list", language.of(&list.title))];
        said.push(site.words(language, "mine.means_list", &values));
    }
    said
}

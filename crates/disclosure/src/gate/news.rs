//! What happened with a subject's data, newest first: its records, its looks, its own acts.

use std::collections::{HashMap, hash_map::Entry};

use archive::{Digest, Record, RecordState, model::Publication, read};
use ledger::Reader;
use serde_json::Value;
use store::Tx;
use vocabulary::{FactKind, Position, SubjectId};

use super::{Gate, Inner, lookups::before, refusals::not_yours, refuse::Look};
use crate::{
    AsOf, Disclosed, GateError, LookupView, NewsKind, NewsView, PageRequest, Paged, Viewer,
    queries::events::{self, Event},
    view::Reach,
};

impl Gate {
    /// What happened with a subject's data, newest first; told to the subject itself only.
    pub fn news(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<NewsView>>, GateError> {
        match viewer {
            Viewer::Subject { subject: own } if *own == subject => {}
            other => {
                let (actor, look) = (other.actor(), Look::default());
                return Err(self.refuse(&actor, Some(subject), not_yours(), &look));
            }
        }
        let (inner, size, before) = (&*self.0, self.page_size(page.size), before(page)?);
        let today = self.today();
        let paged = inner.db.read(|tx| {
            let whole = read::whole(tx, subject)?;
            let ids = whole.as_ref().map_or_else(|| vec![subject], |whole| whole.ids.clone());
            let mut news = Vec::new();
            for id in ids {
                let looks = inner.looks_at(tx, id, before, size)?.into_iter();
                let told = |look: &LookupView| {
                    look.delay.as_ref().is_none_or(|delay| delay.until_on <= today)
                };
                news.extend(looks.filter(told).map(looked));
                for event in events::of_subject(tx, id, before, size)? {
                    news.extend(inner.event(tx, &event)?);
                }
            }
            if let Some(whole) = &whole {
                news.append(&mut inner.turns(tx, whole, before, size)?);
            }
            news.sort_by_key(|one| std::cmp::Reverse(one.position));
            news.truncate(size as usize);
            let full = news.len() == size as usize;
            let next = news.last().filter(|_| full).map(|last| last.position.to_string());
            Ok::<_, GateError>(Paged { entries: news, next })
        })?;
        Ok(Disclosed::new(paged))
    }
}

fn looked(look: LookupView) -> NewsView {
    let kind = match look.kind.as_str() {
        "check" => NewsKind::Checked,
        "refused" => NewsKind::Refused,
        "export" => NewsKind::Exported,
        _ => NewsKind::Looked,
    };
    NewsView {
        at: look.at,
        kind,
        position: look.position,
        organisation: Some(look.organisation),
        item: None,
        title: None,
        summary: None,
        digest: None,
        number: look.consent,
    }
}

/// What a version of a record is to whom it is about, given the version before.
fn turned(was: Option<&Record>, is: &Record) -> Option<NewsKind> {
    let Some(was) = was else { return Some(NewsKind::Filed) };
    if was.position != is.position {
        return Some(NewsKind::Corrected);
    }
    let kind = match (was.state, is.state) {
        (one, other) if one == other => {
            let ended = was.publication == Publication::Public && is.publication != was.publication;
            return match (was.disputed, is.disputed) {
                (false, true) => Some(NewsKind::Disputed),
                (true, false) => Some(NewsKind::DisputeEnded),
                _ => ended.then_some(NewsKind::PublicityEnded),
            };
        }
        (_, RecordState::InObjection) => NewsKind::Disputed,
        (RecordState::InObjection, RecordState::Valid) => NewsKind::DisputeEnded,
        (_, RecordState::Withdrawn) => NewsKind::Withdrawn,
        (_, RecordState::Repaired) => NewsKind::Repaired,
        (_, RecordState::Expired) => NewsKind::Expired,
        _ => return None,
    };
    Some(kind)
}

impl Inner {
    /// What became of the records, before a position, the newest first.
    fn turns(
        &self,
        tx: &mut Tx,
        whole: &read::Whole,
        before: Position,
        size: u32,
    ) -> Result<Vec<NewsView>, GateError> {
        let mut versions = read::versions(tx, whole)?;
        versions.sort_by_key(|record| record.version);
        let mut last: HashMap<(SubjectId, Digest), usize> = HashMap::new();
        let mut turns = Vec::new();
        for (index, version) in versions.iter().enumerate() {
            let (was, place) = match last.entry((version.subject, version.digest)) {
                Entry::Occupied(known) => (versions.get(*known.get()), Entry::Occupied(known)),
                unknown => (None, unknown),
            };
            let kind = turned(was, version).filter(|_| version.version < before);
            turns.extend(kind.map(|kind| (kind, version)));
            place.insert_entry(index);
        }
        let first = turns.len().saturating_sub(size as usize);
        let turns = turns.split_off(first);
        let present = read::records(tx, whole, AsOf::default())?;
        let views = self.views(tx, &Reach::Subject, whole.subject.kind, &present, &[])?;
        let news = turns.into_iter().map(|(kind, version)| {
            let (subject, digest) = (version.subject.to_hex(), version.digest.to_hex());
            let view = views.iter().find(|view| view.digest == digest && view.subject == subject);
            let item = self.last.get(&version.item);
            let looking = self.looking(&Reach::Subject, version.subject, whole.subject.kind);
            NewsView {
                at: version.known_from,
                kind,
                position: version.version.0,
                organisation: Some(looking.agency(&version.source)),
                item: Some(version.item.clone()),
                title: item.map(|item| item.title.clone()),
                summary: view.and_then(|view| view.summary.clone()),
                digest: Some(digest),
                number: None,
            }
        });
        Ok(news.collect())
    }

    /// A fact about a subject that is neither a record nor a look.
    fn event(&self, tx: &mut Tx, event: &Event) -> Result<Option<NewsView>, GateError> {
        let kind = match event.kind {
            FactKind::LookupQuestioned => NewsKind::Questioned,
            FactKind::ConsentGiven => NewsKind::ConsentGiven,
            FactKind::ConsentWithdrawn => NewsKind::ConsentWithdrawn,
            FactKind::ObjectionFiled => NewsKind::ObjectionFiled,
            FactKind::ObjectionHandled => NewsKind::ObjectionHandled,
            FactKind::DeclarationFiled => NewsKind::DeclarationFiled,
            FactKind::DeclarationChecked => NewsKind::DeclarationChecked,
            FactKind::BodyErased => NewsKind::Erased,
            _ => return Ok(None),
        };
        let body = Reader::body(tx, event.subject, event.position)?;
        let body: Value =
            body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        let consent = match event.kind {
            FactKind::ConsentGiven => Some(event.position.0),
            FactKind::ConsentWithdrawn => body.get("consent").and_then(Value::as_u64),
            _ => None,
        };
        let consent = consent.map(|position| super::consents::number_of(Position(position)));
        let looking = self.looking(&Reach::Subject, event.subject, vocabulary::SubjectKind::Person);
        Ok(Some(NewsView {
            at: event.at,
            kind,
            position: event.position.0,
            organisation: text("recipient").map(|code| looking.agency(&code)),
            item: text("item"),
            title: None,
            summary: None,
            digest: text("digest"),
            number: consent.or_else(|| text("number")),
        }))
    }
}

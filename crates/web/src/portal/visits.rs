//! How often pages are opened: counted in memory, written in one go now and then, by day, site and
//! section. Nothing about who opened them is kept.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use disclosure::Channel;
use jiff::SignedDuration;
use vocabulary::{Date, Timestamp};

use super::page::Visit;
use crate::{WebError, queries, site::Site};

/// Pages after which the counts are written.
const FULL: u64 = 500;
/// Time after which they are written, at the next page.
const OFTEN: SignedDuration = SignedDuration::from_secs(20);

/// Sections whose pages answer queries.
const QUERIES: [&str; 2] = ["search", "subjects"];

/// Day, site and section.
type Place = (Date, String, String);

/// The counts that are not written yet.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Pending>);

#[derive(Default)]
struct Pending {
    counts: HashMap<Place, u64>,
    pages: u64,
    since: Option<Timestamp>,
}

impl Tally {
    /// Counts a page, and hands out the counts if it is time to write them.
    fn count(&self, place: Place, now: Timestamp) -> Option<Vec<(Place, u64)>> {
        let mut pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *pending.counts.entry(place).or_default() += 1;
        pending.pages += 1;
        let since = *pending.since.get_or_insert(now);
        let due = pending.pages >= FULL || now.duration_since(since) >= OFTEN;
        due.then(|| std::mem::take(&mut *pending).counts.into_iter().collect())
    }

    /// Takes back counts that could not be written.
    fn put_back(&self, counts: Vec<(Place, u64)>) {
        let mut pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (place, count) in counts {
            *pending.counts.entry(place).or_default() += count;
            pending.pages += count;
        }
    }

    /// The counts that are not written yet, by day.
    fn waiting(&self) -> Vec<(Date, u64)> {
        let pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pending.counts.iter().map(|((day, _, _), count)| (*day, *count)).collect()
    }
}

/// Counts the pages that were shown.
pub(crate) async fn count(State(site): State<Site>, request: Request, next: Next) -> Response {
    let visit = (*request.method() == Method::GET).then(|| Visit::of_request(&site, &request));
    let response = next.run(request).await;
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let Some(visit) = visit.filter(|_| page && response.status() == StatusCode::OK) else {
        return response;
    };
    let section = visit.path.split('/').nth(1).filter(|section| !section.is_empty());
    let section = section.unwrap_or("home").to_owned();
    if QUERIES.contains(&section.as_str()) {
        let asked = site.clone();
        tokio::task::spawn_blocking(move || queried(&asked, Channel::Portal)).await.ok();
    }
    let place = (site.today(), visit.tenant.unwrap_or_default(), section);
    if let Some(counts) = site.tally.count(place, site.clock.now()) {
        tokio::task::spawn_blocking(move || write(&site, counts)).await.ok();
    }
    response
}

fn write(site: &Site, counts: Vec<(Place, u64)>) {
    if let Err(error) = site.db.write(|tx| queries::visits::add(tx, &counts)) {
        tracing::warn!(%error, "visits not written");
        site.tally.put_back(counts);
    }
}

/// Counts a query of the public (C-08.d).
pub(crate) fn queried(site: &Site, channel: Channel) {
    if let Err(error) = site.gate.count(channel, "public", "query", 1) {
        tracing::warn!(%error, "query not counted");
    }
}

/// Visits so far, and of each day since one.
pub(crate) struct Visits {
    /// All there were.
    pub(crate) total: u64,
    /// The first day that was counted.
    pub(crate) since: Option<String>,
    /// By day (`2026-11-20`), without days on which there were none.
    pub(crate) days: HashMap<String, u64>,
}

/// The visits, with those that are not written yet.
pub(crate) fn visits(site: &Site, from: Date) -> Result<Visits, WebError> {
    let waiting = site.tally.waiting();
    let ((mut total, since), known) = site.db.read(|tx| {
        Ok::<_, WebError>((queries::visits::total(tx)?, queries::visits::by_day(tx, from)?))
    })?;
    let mut days: HashMap<String, u64> = known.into_iter().collect();
    for (day, count) in waiting {
        total += count;
        *days.entry(day.to_string()).or_default() += count;
    }
    Ok(Visits { total, since: since.or_else(|| Some(site.today().to_string())), days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(day: i8) -> Place {
        (jiff::civil::date(2026, 11, day), "jinan".to_owned(), "home".to_owned())
    }

    #[test]
    fn c_07_e_counts_wait_until_they_are_due_and_none_is_lost() {
        let tally = Tally::default();
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(tally.count(place(20), now), None);
        assert_eq!(tally.count(place(20), now), None);
        assert_eq!(tally.waiting(), [(jiff::civil::date(2026, 11, 20), 2)]);
        let due = tally.count(place(20), now + OFTEN).unwrap();
        assert_eq!(due, [(place(20), 3)]);
        assert!(tally.waiting().is_empty());
        tally.put_back(due);
        assert_eq!(tally.waiting(), [(jiff::civil::date(2026, 11, 20), 3)]);
    }

    #[test]
    fn c_07_e_many_pages_at_once_are_written_at_once() {
        let tally = Tally::default();
        let mut due = None;
        for _ in 0..FULL {
            due = due.or(tally.count(place(20), Timestamp::UNIX_EPOCH));
        }
        assert_eq!(due, Some(vec![(place(20), FULL)]));
    }
}

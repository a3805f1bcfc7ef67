//! Reading files: subjects, names, relations, records, public lists, totals.

use std::collections::{BTreeMap, BTreeSet};

use store::Tx;
use vocabulary::{Date, Position, SubjectId};

use crate::{
    ArchiveError, AsOf, Digest, Listed, Merge, Name, Place, Record, Relation, Source, Stranger,
    Subject, queries,
};

/// Merges after merges are followed this far; more is a circle.
const DEPTH: usize = 16;

/// A subject with every id under which it was known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The subject into which all others were merged.
    pub subject: Subject,
    /// Its id first, then the ids of those merged into it.
    pub ids: Vec<SubjectId>,
}

/// The whole of which a subject is part; none if the platform knows nobody by that id.
pub fn whole(tx: &mut Tx, id: SubjectId) -> Result<Option<Whole>, ArchiveError> {
    let mut subject = None;
    let mut next = Some(id);
    for _ in 0..DEPTH {
        let Some(id) = next else { break };
        let Some(found) = queries::subjects::by_id(tx, &[id])?.remove(&id) else { break };
        next = found.merged_into;
        subject = Some(found);
    }
    let Some(subject) = subject else { return Ok(None) };
    let mut ids = vec![subject.id];
    let mut at = 0;
    while let Some(id) = ids.get(at).copied()
        && at < 256
    {
        for member in queries::subjects::members(tx, id)? {
            if !ids.contains(&member) {
                ids.push(member);
            }
        }
        at += 1;
    }
    Ok(Some(Whole { subject, ids }))
}

/// Subjects by id, each as it stands, in the order asked for.
pub fn subjects(tx: &mut Tx, ids: &[SubjectId]) -> Result<Vec<Option<Subject>>, ArchiveError> {
    let found = queries::subjects::by_id(tx, ids)?;
    Ok(ids.iter().map(|id| found.get(id).cloned()).collect())
}

/// The names of a whole subject: its present name first.
pub fn names(tx: &mut Tx, whole: &Whole) -> Result<Vec<Name>, ArchiveError> {
    let mut names: Vec<Name> = Vec::new();
    for id in &whole.ids {
        for mut name in queries::names::of_subject(tx, *id)? {
            name.present &= *id == whole.subject.id;
            if names.iter().all(|known| known.name != name.name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

/// The relations of a whole subject.
pub fn relations(tx: &mut Tx, whole: &Whole) -> Result<Vec<Relation>, ArchiveError> {
    let mut relations = Vec::new();
    for id in &whole.ids {
        relations.append(&mut queries::relations::of_subject(tx, *id)?);
    }
    Ok(relations)
}

/// Merges before a position, standing or undone, the newest first.
pub fn merges(
    tx: &mut Tx,
    before: Option<Position>,
    limit: u32,
) -> Result<Vec<Merge>, ArchiveError> {
    queries::merges::before(tx, before, limit)
}

/// Names under which records came that were none of their subject's when they came, of the subjects
/// after one, in the order of subjects.
pub fn strangers(tx: &mut Tx, after: SubjectId, limit: u32) -> Result<Vec<Stranger>, ArchiveError> {
    queries::strangers::after(tx, after, limit)
}

/// The records of a whole subject, newest first, as of an instant and a day.
pub fn records(tx: &mut Tx, whole: &Whole, as_of: AsOf) -> Result<Vec<Record>, ArchiveError> {
    let mut records = Vec::new();
    for id in &whole.ids {
        records.append(&mut queries::records::of_subject(tx, *id, as_of)?);
    }
    if let Some(day) = as_of.valid_on {
        records.retain(|record| record.is_valid_on(day));
    }
    sort(&mut records);
    Ok(records)
}

/// Every version of every record of a whole subject, newest first.
pub fn versions(tx: &mut Tx, whole: &Whole) -> Result<Vec<Record>, ArchiveError> {
    let mut records = Vec::new();
    for id in &whole.ids {
        records.append(&mut queries::records::every_of_subject(tx, *id)?);
    }
    sort(&mut records);
    Ok(records)
}

fn sort(records: &mut [Record]) {
    records.sort_by(|a, b| {
        let key = |record: &Record| (record.decided_on, record.digest, record.version);
        key(b).cmp(&key(a))
    });
}

/// Every version of one record, the first first.
pub fn record(
    tx: &mut Tx,
    subject: SubjectId,
    digest: Digest,
) -> Result<Vec<Record>, ArchiveError> {
    queries::records::versions(tx, subject, digest)
}

/// The present versions of records, in the order asked for.
pub fn current(
    tx: &mut Tx,
    keys: &[(SubjectId, Digest)],
) -> Result<Vec<Option<Record>>, ArchiveError> {
    queries::records::current(tx, keys)
}

/// Further sources of the records of a whole subject.
pub fn sources(tx: &mut Tx, whole: &Whole) -> Result<Vec<Source>, ArchiveError> {
    let mut sources = Vec::new();
    for id in &whole.ids {
        sources.append(&mut queries::records::sources(tx, *id)?);
    }
    Ok(sources)
}

/// What a public list is asked for.
#[derive(Clone, Debug)]
pub struct ListQuery<'a> {
    /// Catalog items.
    pub items: &'a [&'a str],
    /// Decided on or after this day.
    pub from_on: Option<Date>,
    /// Decided on or before this day.
    pub until_on: Option<Date>,
    /// The last line of the page before.
    pub after: Option<(Date, Position)>,
    /// Where the subjects are at home.
    pub place: Place,
    /// Code of the agency that decided, or else sent.
    pub authority: Option<&'a str>,
    /// The day on which it must be public.
    pub today: Date,
    /// How many lines.
    pub limit: u32,
}

/// Published records, newest first.
pub fn newest(tx: &mut Tx, query: &ListQuery<'_>) -> Result<Vec<Listed>, ArchiveError> {
    let days = (query.from_on.unwrap_or(FIRST_DAY), query.until_on.unwrap_or(LAST_DAY));
    let after = query.after.unwrap_or((LAST_DAY, Position(u64::MAX)));
    let ask = queries::public::Ask {
        days,
        before: after,
        place: &query.place,
        authority: query.authority,
        today: query.today,
        limit: query.limit,
    };
    let mut lines = Vec::new();
    for item in query.items {
        let mut of_item = queries::public::newest(tx, item, &ask)?;
        lines.append(&mut of_item);
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.decided_on, line.position)));
    lines.truncate(query.limit.try_into().unwrap_or(usize::MAX));
    Ok(lines)
}

/// Bounds of every day that a record can have been decided on; four digits sort as text.
const FIRST_DAY: Date = jiff::civil::date(0, 1, 1);
const LAST_DAY: Date = jiff::civil::date(9999, 12, 31);

/// A record whose public sight changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Under whose number it was filed.
    pub subject: SubjectId,
    /// Digest of its key.
    pub digest: Digest,
    /// The last fact that changed what the public sees of it.
    pub position: Position,
}

/// Records of organisations that are or were public, in the order of their last change, after a
/// position; and whether more follow. What one fact changed is never cut in two: there may be more
/// than `limit`.
pub fn changes(
    tx: &mut Tx,
    after: Option<Position>,
    limit: u32,
) -> Result<(Vec<Change>, bool), ArchiveError> {
    let mut changed = queries::changes::after(tx, after, limit.saturating_add(1))?;
    let more = changed.len() > limit as usize;
    if more {
        let next = changed.pop().map(|(_, position)| position);
        if let Some((_, last)) = changed.last().copied()
            && next == Some(last)
        {
            changed.retain(|(_, position)| *position != last);
            changed.append(&mut queries::changes::at(tx, last)?);
            let more = !queries::changes::after(tx, Some(last), 1)?.is_empty();
            return Ok((changed.into_iter().map(change).collect(), more));
        }
    }
    Ok((changed.into_iter().map(change).collect(), more))
}

fn change(((subject, digest), position): queries::changes::Changed) -> Change {
    Change { subject, digest, position }
}

/// The same in the order of addresses, from one on, before another one.
pub fn changes_between(
    tx: &mut Tx,
    from: (SubjectId, Digest),
    before: Option<(SubjectId, Digest)>,
    limit: u32,
) -> Result<Vec<Change>, ArchiveError> {
    let found = queries::changes::between(tx, from, before, limit)?;
    Ok(found.into_iter().map(change).collect())
}

/// The position of the last change of what is public; none if nothing ever was.
pub fn last_change(tx: &mut Tx) -> Result<Option<Position>, ArchiveError> {
    queries::changes::last(tx)
}

/// How often the archive was made anew: what is public may be another since then, though no fact
/// says so.
pub fn epoch(tx: &mut Tx) -> Result<u64, ArchiveError> {
    queries::changes::epoch(tx)
}

/// How many records are public, by item and one further word.
pub type Spread = BTreeMap<(String, String), u64>;

/// Records public today, by item and month of decision (`2026-11`), decided on or after a day.
pub fn by_month(tx: &mut Tx, from: Date, today: Date) -> Result<Spread, ArchiveError> {
    queries::public::by_month(tx, from, today)
}

/// Records public today, by item and the division of their subject.
pub fn by_division(tx: &mut Tx, today: Date) -> Result<Spread, ArchiveError> {
    queries::public::by_division(tx, today)
}

/// Records public today, by item and the code of the agency that decided, or else sent.
pub fn by_authority(tx: &mut Tx, today: Date) -> Result<Spread, ArchiveError> {
    queries::public::by_authority(tx, today)
}

/// For records whose cleansing was undone in part: the last fact that undid it.
pub fn restored(
    tx: &mut Tx,
    records: &[Record],
) -> Result<BTreeMap<(SubjectId, Digest), Position>, ArchiveError> {
    let subjects: BTreeSet<SubjectId> = records.iter().map(|record| record.subject).collect();
    let mut last = BTreeMap::new();
    for subject in subjects {
        for (digest, undone) in queries::records::restored(tx, subject)? {
            let newest = undone.into_iter().map(|(_, at)| at).max();
            last.extend(newest.map(|at| ((subject, digest), at)));
        }
    }
    Ok(last)
}

/// What the archive holds of one subject, by place: `records`, `names and search`, `relations`,
/// `public lists`, `standing` …
pub fn traces(
    tx: &mut Tx,
    subject: SubjectId,
) -> Result<BTreeMap<&'static str, u64>, ArchiveError> {
    queries::traces::count(tx, subject)
}

/// The facts that made a record or changed it, the first first: filings, turns, joinings,
/// restorations.
pub fn facts_of_record(
    tx: &mut Tx,
    subject: SubjectId,
    digest: Digest,
) -> Result<Vec<Position>, ArchiveError> {
    let versions = queries::records::versions(tx, subject, digest)?;
    let mut facts: Vec<Position> =
        versions.iter().flat_map(|record| [record.version, record.position]).collect();
    let sources = queries::records::sources(tx, subject)?.into_iter();
    facts.extend(sources.filter(|one| one.digest == digest).map(|one| one.position));
    let restored = queries::records::restored(tx, subject)?.remove(&digest);
    facts.extend(restored.into_iter().flatten().map(|(_, position)| position));
    facts.sort_unstable();
    facts.dedup();
    Ok(facts)
}

/// Counts by what is counted: `subjects:<kind>`, `records:<item>`, `published:<item>`,
/// `state:<state>`.
pub fn totals(tx: &mut Tx) -> Result<BTreeMap<String, u64>, ArchiveError> {
    queries::totals::all(tx)
}

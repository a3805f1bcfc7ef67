//! The queues, and how many places they have.

use std::collections::BTreeMap;

use store::{Row, StoreError, Tx, Value};
use vocabulary::Date;

use super::cases::{Case, Key, date, day};
use crate::facts::Place;

const OF: &str = "select agency, owner, due_on, amber_on, why, state from workflow_places
    where subject_id = $1 and number = $2";
const CLEAR: &str = "delete from workflow_places where subject_id = $1 and number = $2";
const PUT: &str =
    "insert into workflow_places (subject_id, number, agency, owner, why, state, due_on,
    amber_on) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (subject_id, number, agency, owner, why) do nothing";
const TALLY: &str = "insert into workflow_tallies (agency, owner, due_on, amber_on, places)
    values ($1, $2, $3, $4, $5) on conflict (agency, owner, due_on, amber_on)
    do update set places = workflow_tallies.places + excluded.places";
const EMPTY: &str = "delete from workflow_tallies where agency = $1 and owner = $2 and due_on = $3
    and amber_on = $4 and places <= 0";
const RANGE: &str = "select number, due_on, why from workflow_places
    where agency = $1 and owner = $2 and (due_on > $3 or (due_on = $3 and number > $4))
    and due_on >= $3 and due_on <= $5 and (amber_on between $6 and $7)
    and ($8 = '' or state = $8)
    order by due_on, number limit $9";
const COUNTED: &str = "select due_on, amber_on, places from workflow_tallies
    where agency = $1 and owner = $2 and places > 0";

/// A place as the table has it.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) number: String,
    pub(crate) due_on: String,
    pub(crate) escalated: bool,
}

/// Which part of a queue: between two days, with the alarm between two days, in a state.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// Day and number after which it begins.
    pub(crate) after: (String, String),
    /// Last day.
    pub(crate) until: String,
    /// First and last day of the alarm.
    pub(crate) amber: (String, String),
    /// State; any if empty.
    pub(crate) state: String,
    /// How many.
    pub(crate) rows: usize,
}

/// Writes the places of a case anew, if they are others.
pub(crate) fn put(tx: &mut Tx, case: &Case, places: &[Place]) -> Result<(), StoreError> {
    let (due_on, amber_on) = (day(case.due_on), day(case.amber_on));
    let before = tx.query(OF, &[case.key().subject(), case.key().number()])?;
    let stands = |place: &Place| {
        let owner = format!("{}/{}", case.process, place.actor);
        let why = why(place.escalated);
        let row = [&place.agency, owner.as_str(), &due_on, &amber_on, why, &case.state];
        before.iter().any(|known| {
            (0..6).zip(row).all(|(at, text)| known.text(at).is_ok_and(|found| found == text))
        })
    };
    if before.len() == places.len() && places.iter().all(stands) {
        return Ok(());
    }
    clear(tx, case.key())?;
    let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
    for place in places {
        let owner = format!("{}/{}", case.process, place.actor);
        let params: Vec<Value> = vec![
            case.key().subject(),
            case.key().number(),
            (&place.agency).into(),
            (&owner).into(),
            why(place.escalated).into(),
            (&case.state).into(),
            (&due_on).into(),
            (&amber_on).into(),
        ];
        let put = tx.execute(PUT, &params)?;
        *counted.entry((place.agency.clone(), owner)).or_default() +=
            i64::try_from(put).unwrap_or(0);
    }
    for ((agency, owner), places) in counted {
        tally(tx, [&agency, &owner, &due_on, &amber_on], places)?;
    }
    Ok(())
}

/// Takes a case out of every queue.
pub(crate) fn clear(tx: &mut Tx, key: Key<'_>) -> Result<(), StoreError> {
    let key = [key.subject(), key.number()];
    let before = tx.query(OF, &key)?;
    if before.is_empty() {
        return Ok(());
    }
    tx.execute(CLEAR, &key)?;
    for row in &before {
        let of = [row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?];
        tally(tx, of, -1)?;
        tx.execute(EMPTY, &of.map(Value::from))?;
    }
    Ok(())
}

fn tally(tx: &mut Tx, of: [&str; 4], places: i64) -> Result<(), StoreError> {
    let [agency, owner, due_on, amber_on] = of;
    let params = [agency.into(), owner.into(), due_on.into(), amber_on.into(), places.into()];
    tx.execute(TALLY, &params).map(drop)
}

fn why(escalated: bool) -> &'static str {
    if escalated { "escalated" } else { "owner" }
}

/// A part of the queue of an agency for an actor, the earliest last day first.
pub(crate) fn range(
    tx: &mut Tx,
    (agency, owner): (&str, &str),
    span: &Span,
) -> Result<Vec<Placed>, StoreError> {
    let params: Vec<Value> = vec![
        agency.into(),
        owner.into(),
        (&span.after.0).into(),
        (&span.after.1).into(),
        (&span.until).into(),
        (&span.amber.0).into(),
        (&span.amber.1).into(),
        (&span.state).into(),
        span.rows.into(),
    ];
    let placed = |row: &Row| {
        Ok(Placed {
            number: row.text(0)?.to_owned(),
            due_on: row.text(1)?.to_owned(),
            escalated: row.text(2)? == why(true),
        })
    };
    tx.query(RANGE, &params)?.iter().map(placed).collect()
}

/// Last day, alarm, and how many places have them.
pub(crate) type Tally = (Option<Date>, Option<Date>, u64);

/// The places of an agency for an actor, by their days.
pub(crate) fn counted(
    tx: &mut Tx,
    (agency, owner): (&str, &str),
) -> Result<Vec<Tally>, StoreError> {
    let rows = tx.query(COUNTED, &[agency.into(), owner.into()])?;
    rows.iter().map(|row| Ok((date(row, 0)?, date(row, 1)?, row.count(2)?))).collect()
}

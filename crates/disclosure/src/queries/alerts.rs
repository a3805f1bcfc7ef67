//! Security alerts, and the pace of those who look.

use store::{Row, StoreError, Tx};
use vocabulary::{Position, Timestamp};

use super::columns::{instant, opt_count, opt_instant, opt_text};
use crate::{AlertFilter, AlertKind};

const PACE: &str = "insert into disclosure_paces (actor, hour, looks, refusals)
    values ($1, $2, $3, $4)
    on conflict (actor, hour) do update set looks = disclosure_paces.looks + excluded.looks,
      refusals = disclosure_paces.refusals + excluded.refusals";
const OF_HOUR: &str = "select looks, refusals from disclosure_paces where actor = $1 and hour = $2";
const OF_DAY: &str = "select cast(coalesce(sum(looks), 0) as bigint) from disclosure_paces
    where actor = $1 and hour >= $2 and hour < $3";
const OPEN: &str = "select position from disclosure_alerts
    where actor = $1 and kind = $2 and day = $3 and closed is null order by position limit 1";
const RAISE: &str = "insert into disclosure_alerts (position, kind, actor, organisation, whose,
      rule, day, at, latest, times)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $1, 1)";
const ADD: &str = "update disclosure_alerts set latest = $3, times = times + 1
    where position = $1 and kind = $2";
const CLOSE: &str = "update disclosure_alerts set closed = $3, closed_at = $4
    where position = $1 and kind = $2 and closed is null";
const ONE: &str = "select position, kind, actor, organisation, whose, rule, at, latest, times,
      closed, closed_at
    from disclosure_alerts where position = $1 and kind = $2";
const LIST: &str = "select position, kind, actor, organisation, whose, rule, at, latest, times,
      closed, closed_at
    from disclosure_alerts
    where (position < $1 or position = $1 and kind < $2)
      and ($3 = '' or kind = $3)
      and ($4 = 0 or $4 = 1 and closed is null or $4 = 2 and closed is not null)
    order by position desc, kind desc limit $5";
const EMPTY: &str = "delete from disclosure_alerts";
const EMPTY_PACES: &str = "delete from disclosure_paces";

/// One alert.
#[derive(Clone, Debug)]
pub(crate) struct Alert {
    pub(crate) position: Position,
    pub(crate) kind: AlertKind,
    pub(crate) actor: String,
    pub(crate) organisation: String,
    pub(crate) whose: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) at: Timestamp,
    pub(crate) latest: Position,
    pub(crate) times: u64,
    pub(crate) closed: Option<Position>,
    pub(crate) closed_at: Option<Timestamp>,
}

/// Adds to the pace of an actor in an hour; gives looks and refusals of the hour.
pub(crate) fn pace(
    tx: &mut Tx,
    (actor, hour): (&str, &str),
    (looks, refusals): (u64, u64),
) -> Result<(u64, u64), StoreError> {
    tx.execute(PACE, &[actor.into(), hour.into(), looks.into(), refusals.into()])?;
    let row = tx.query_one(OF_HOUR, &[actor.into(), hour.into()])?;
    row.map_or(Ok((looks, refusals)), |row| Ok((row.count(0)?, row.count(1)?)))
}

/// Looks of an actor on a day.
pub(crate) fn of_day(tx: &mut Tx, actor: &str, day: &str) -> Result<u64, StoreError> {
    let (from, end) = (format!("{day}T"), format!("{day}U"));
    let row = tx.query_one(OF_DAY, &[actor.into(), from.into(), end.into()])?;
    row.map_or(Ok(0), |row| row.count(0))
}

/// Raises an alert, or adds to the open one of the same actor, kind and day.
pub(crate) fn raise(tx: &mut Tx, alert: &Alert, day: &str) -> Result<(), StoreError> {
    let kind = alert.kind.as_str();
    let open = tx.query_one(OPEN, &[alert.actor.as_str().into(), kind.into(), day.into()])?;
    if let Some(open) = open {
        tx.execute(ADD, &[open.count(0)?.into(), kind.into(), alert.position.0.into()])?;
        return Ok(());
    }
    tx.execute(
        RAISE,
        &[
            alert.position.0.into(),
            kind.into(),
            alert.actor.as_str().into(),
            alert.organisation.as_str().into(),
            alert.whose.as_ref().into(),
            alert.rule.as_ref().into(),
            day.into(),
            alert.at.as_microsecond().into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn close(
    tx: &mut Tx,
    (position, kind): (Position, AlertKind),
    by: Position,
    at: Timestamp,
) -> Result<(), StoreError> {
    let at = at.as_microsecond().into();
    tx.execute(CLOSE, &[position.0.into(), kind.as_str().into(), by.0.into(), at]).map(|_| ())
}

pub(crate) fn one(
    tx: &mut Tx,
    position: Position,
    kind: AlertKind,
) -> Result<Option<Alert>, StoreError> {
    let row = tx.query_one(ONE, &[position.0.into(), kind.as_str().into()])?;
    row.map(|row| alert(&row)).transpose().map(Option::flatten)
}

/// Alerts before a mark, newest first.
pub(crate) fn list(
    tx: &mut Tx,
    filter: &AlertFilter,
    (position, kind): (Position, &str),
    limit: u32,
) -> Result<Vec<Alert>, StoreError> {
    let open = match filter.open {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    };
    let wanted = filter.kind.map_or("", AlertKind::as_str);
    let params =
        [position.0.into(), kind.into(), wanted.into(), i64::from(open).into(), limit.into()];
    let rows = tx.query(LIST, &params)?;
    rows.iter().filter_map(|row| alert(row).transpose()).collect()
}

/// Forgets all, before they are derived anew from the facts.
pub(crate) fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(EMPTY, &[])?;
    tx.execute(EMPTY_PACES, &[]).map(|_| ())
}

fn alert(row: &Row) -> Result<Option<Alert>, StoreError> {
    let Some(kind) = AlertKind::parse(row.text(1)?) else { return Ok(None) };
    Ok(Some(Alert {
        position: Position(row.count(0)?),
        kind,
        actor: row.text(2)?.to_owned(),
        organisation: row.text(3)?.to_owned(),
        whose: opt_text(row, 4)?,
        rule: opt_text(row, 5)?,
        at: instant(row, 6)?,
        latest: Position(row.count(7)?),
        times: row.count(8)?,
        closed: opt_count(row, 9)?.map(Position),
        closed_at: opt_instant(row, 10)?,
    }))
}

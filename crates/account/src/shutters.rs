//! Shutters that are shut in an emergency: read at every request, obeyed at once (C-34.f).

use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use ledger::{Pen, Scribe};
use policy::{Law, model::role::Action};
use serde_json::json;
use store::{Database, Row, StoreError};
use vocabulary::{Clock, Draft, FactKind, Timestamp};

use crate::{
    AccountError, Staff,
    accounts::change::reason_of,
    error::Refused,
    permit::{Target, permit},
    queries::{accounts::instant, freezes},
};

/// For how long the doors are believed to be as they were last seen; another process's freeze is
/// obeyed after this time at the latest.
const BELIEVED: SignedDuration = SignedDuration::from_secs(1);

/// What can be shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// The whole API.
    Api,
    /// Everything an agency asks or sends, by its unified code or id.
    Agency(String),
    /// One key, by its id.
    Key(String),
    /// A door for people: `portal`, `mine`, `desk`.
    Door(String),
}

impl Door {
    /// The text form in tables and facts.
    pub fn name(&self) -> String {
        match self {
            Self::Api => "api".to_owned(),
            Self::Agency(code) => format!("agency:{code}"),
            Self::Key(id) => format!("key:{id}"),
            Self::Door(name) => format!("door:{name}"),
        }
    }

    /// The door of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "api" => Some(Self::Api),
            Some(("agency", code)) => Some(Self::Agency(code.to_owned())),
            Some(("key", id)) => Some(Self::Key(id.to_owned())),
            Some(("door", name)) => Some(Self::Door(name.to_owned())),
            _ => None,
        }
    }
}

/// A door that is shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Which.
    pub door: Door,
    /// Why, as whoever stands before it may read.
    pub reason: String,
    /// Account that shut it.
    pub by: String,
    /// Since when.
    pub since: Timestamp,
}

/// The shutters of an installation; cheap to clone.
#[derive(Clone)]
pub struct Shutters {
    db: Database,
    pen: Pen,
    law: Arc<Law>,
    clock: Arc<dyn Clock>,
    seen: Arc<Mutex<Option<Seen>>>,
}

/// What was shut, and when that was seen.
type Seen = (Timestamp, Arc<Vec<Frozen>>);

impl Shutters {
    /// The shutters of a database.
    pub fn new(db: Database, pen: Pen, law: Arc<Law>, clock: Arc<dyn Clock>) -> Self {
        Self { db, pen, law, clock, seen: Arc::default() }
    }

    /// Shuts a door. It is refused to the very next request.
    ///
    /// The desk itself cannot be shut: there doors are opened again. Accounts can be locked.
    pub fn freeze(&self, by: &Staff, door: &Door, reason: &str) -> Result<(), AccountError> {
        if matches!(door, Door::Door(name) if name != "portal" && name != "mine") {
            return Err(Refused::given(
                "只能冻结门户、本人页面、接口、单位或密钥",
                "要停用工作人员，请锁定账号",
            )
            .into());
        }
        self.turn(by, door, reason, FactKind::DoorFrozen, |scribe, door, reason, by| {
            let now = scribe.now();
            if freezes::insert(scribe.tx(), (door, reason, by), now)? {
                return Ok(());
            }
            Err(Refused::given("这个接口已经冻结", "请查看已冻结的接口").into())
        })
    }

    /// Opens a door again.
    pub fn thaw(&self, by: &Staff, door: &Door, reason: &str) -> Result<(), AccountError> {
        self.turn(by, door, reason, FactKind::DoorThawed, |scribe, door, _, _| {
            if freezes::remove(scribe.tx(), door)? {
                return Ok(());
            }
            Err(Refused::given("这个接口没有冻结", "请查看已冻结的接口").into())
        })
    }

    /// Every door that is shut, the oldest first.
    pub fn frozen(&self) -> Result<Arc<Vec<Frozen>>, AccountError> {
        let now = self.clock.now();
        if let Some((at, frozen)) = &*self.seen.lock().unwrap_or_else(PoisonError::into_inner)
            && now.duration_since(*at).abs() < BELIEVED
        {
            return Ok(Arc::clone(frozen));
        }
        let rows = self.db.glance(freezes::all)?;
        let frozen: Vec<Frozen> = rows
            .iter()
            .filter_map(|row| frozen(row).transpose())
            .collect::<Result<_, StoreError>>()?;
        let frozen = Arc::new(frozen);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((now, Arc::clone(&frozen)));
        Ok(frozen)
    }

    /// The first of these doors that is shut.
    pub fn shut(&self, doors: &[Door]) -> Result<Option<Frozen>, AccountError> {
        let frozen = self.frozen()?;
        if frozen.is_empty() {
            return Ok(None);
        }
        let doors: Vec<Door> = doors.iter().map(|door| self.known(door)).collect();
        Ok(frozen.iter().find(|frozen| doors.contains(&frozen.door)).cloned())
    }

    /// An agency is known by its code, whichever way it was named.
    fn known(&self, door: &Door) -> Door {
        match door {
            Door::Agency(name) => {
                let code = self.law.agency(name).map(|agency| agency.code.clone());
                Door::Agency(code.unwrap_or_else(|| name.clone()))
            }
            other => other.clone(),
        }
    }

    fn turn(
        &self,
        by: &Staff,
        door: &Door,
        reason: &str,
        kind: FactKind,
        turn: impl FnOnce(&mut Scribe, &str, &str, &str) -> Result<(), AccountError> + Send + 'static,
    ) -> Result<(), AccountError> {
        let door = self.known(door);
        let agency = match &door {
            Door::Agency(code) => Some(code.as_str()),
            _ => None,
        };
        permit(&self.law, by, Action::WatchSecurity, &Target { agency, division: None })?;
        let (name, reason, by) = (door.name(), reason_of(reason)?, by.clone());
        let policy = self.law.version().to_owned();
        self.pen.transact(move |scribe| {
            turn(scribe, &name, &reason, &by.account)?;
            let body = json!({ "door": name, "reason": reason }).to_string();
            let actor = by.actor();
            scribe.append(Draft { kind, subject: None, actor, item: None, policy, body });
            Ok::<_, AccountError>(())
        })?;
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

fn frozen(row: &Row) -> Result<Option<Frozen>, StoreError> {
    let (reason, by) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
    let since = instant(row.int(3)?);
    Ok(Door::parse(row.text(0)?).map(|door| Frozen { door, reason, by, since }))
}

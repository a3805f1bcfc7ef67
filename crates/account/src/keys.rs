//! API keys of departments' systems: issued once, kept only as a digest, rotated, ended at will.

mod keep;
mod signed;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::SignedDuration;
use ledger::Pen;
use policy::Law;
use store::{Database, Row, StoreError};
use vocabulary::{Actor, Clock, Entropy, Timestamp};

use crate::{
    AccountError, Staff,
    queries::{accounts::instant, keys},
    secret,
};
pub use signed::SignedRequest;

/// What a key begins with, so that it is known for what it is wherever it turns up.
const PREFIX: &str = "pk_";
/// For how long a key that was found may be believed without looking again.
const BELIEVED: SignedDuration = SignedDuration::from_secs(1);
/// How many found keys are remembered.
const REMEMBERED: usize = 10_000;

/// The keys of a database; cheap to clone.
#[derive(Clone)]
pub struct Keys {
    db: Database,
    pen: Pen,
    law: Arc<Law>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    found: Arc<Mutex<Remembered>>,
}

/// Holders found lately, by digest of their key, and when.
type Remembered = HashMap<[u8; 32], (KeyHolder, Timestamp)>;

/// Who makes, rotates and ends keys.
#[derive(Clone, Copy, Debug)]
pub enum Keeper<'k> {
    /// A system administrator.
    Staff(&'k Staff),
    /// Whoever holds the machine.
    Console,
}

/// A key as it is handed out, once.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Id of the key; not secret.
    pub id: String,
    /// The key itself: `pk_…`.
    pub secret: String,
    /// When it ceases to stand by itself.
    pub expires_at: Option<Timestamp>,
}

/// A key to be made.
#[derive(Clone, Debug, Default)]
pub struct NewKey {
    /// Agency: id or unified code.
    pub agency: String,
    /// Role: `roles/<id>`.
    pub role: String,
    /// Matters for which it may ask, joined by `;`; empty for all of the agency's (C-09.f).
    pub scope: String,
    /// When it ceases to stand by itself.
    pub expires_at: Option<Timestamp>,
    /// SHA-256 of the client certificate that must come with it, in hexadecimal digits.
    pub certificate: Option<String>,
    /// SM2 public key (65 bytes, Base64) under which each request must be signed.
    pub public_key: Option<String>,
}

/// Whoever holds a key that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHolder {
    /// Id of the key.
    pub id: String,
    /// Agency: id or unified code, as it was issued.
    pub agency: String,
    /// Role: `roles/<id>`.
    pub role: String,
    /// Matters for which the key may ask, joined by `;`; empty for all of the agency's.
    pub scope: String,
    /// SHA-256 of the client certificate that must come with it.
    pub certificate: Option<String>,
    /// SM2 public key under which each request must be signed.
    pub public_key: Option<String>,
    /// When it ceases to stand by itself.
    pub expires_at: Option<Timestamp>,
}

impl KeyHolder {
    /// The actor that stands in the ledger.
    pub fn actor(&self) -> Actor {
        Actor::new(self.agency.clone(), format!("key {}", self.id))
    }

    /// Whether the key may ask for a matter.
    pub fn covers(&self, matter: &str) -> bool {
        self.scope.is_empty() || self.scope.split(';').any(|allowed| allowed == matter)
    }
}

/// A key in the list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its holder.
    pub holder: KeyHolder,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// The key it was made to follow.
    pub replaces: Option<String>,
}

impl Keys {
    /// The keys of `db`.
    pub fn new(
        db: Database,
        pen: Pen,
        law: Arc<Law>,
        (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>),
    ) -> Self {
        Self { db, pen, law, clock, entropy, found: Arc::default() }
    }

    /// Sixteen hexadecimal digits nobody can foresee: ids of requests and keys.
    pub fn fresh_id(&self) -> String {
        secret::fresh_id(&*self.entropy)
    }

    /// Every key, newest first.
    pub fn list(&self) -> Result<Vec<Listed>, AccountError> {
        let rows = self.db.glance(keys::all)?;
        rows.iter().map(listed).collect::<Result<_, _>>().map_err(AccountError::from)
    }

    /// The holder of a key, if it stands now. Another process's `end` is seen within a second.
    pub fn holder(&self, secret: &str) -> Result<Option<KeyHolder>, AccountError> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        let (hash, now) = (secret::digest(secret), self.clock.now());
        if let Some((holder, at)) = self.remembered().get(&hash)
            && now.duration_since(*at).abs() < BELIEVED
            && holder.expires_at.is_none_or(|until| now < until)
        {
            return Ok(Some(holder.clone()));
        }
        let row = self.db.glance(|tx| keys::standing(tx, &hash, now))?;
        let holder = row.as_ref().map(holder).transpose()?;
        let mut found = self.remembered();
        match &holder {
            Some(holder) => {
                if found.len() >= REMEMBERED {
                    found.clear();
                }
                found.insert(hash, (holder.clone(), now));
            }
            None => {
                found.remove(&hash);
            }
        }
        Ok(holder)
    }

    fn forget(&self, id: &str) {
        self.remembered().retain(|_, (holder, _)| holder.id != id);
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn holder(row: &Row) -> Result<KeyHolder, StoreError> {
    Ok(KeyHolder {
        id: row.text(0)?.to_owned(),
        agency: row.text(1)?.to_owned(),
        role: row.text(2)?.to_owned(),
        scope: row.text(3)?.to_owned(),
        certificate: row.opt_text(4)?.map(str::to_owned),
        public_key: row.opt_text(5)?.map(str::to_owned),
        expires_at: row.opt_int(6)?.map(instant),
    })
}

fn listed(row: &Row) -> Result<Listed, StoreError> {
    Ok(Listed {
        holder: holder(row)?,
        created_at: instant(row.int(7)?),
        ended_at: row.opt_int(8)?.map(instant),
        replaces: row.opt_text(9)?.map(str::to_owned),
    })
}

//! API keys of departments' systems: issued once, kept only as a digest, ended at will.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use store::Database;
use vocabulary::{Actor, Clock, Entropy, Timestamp};

use crate::{WebError, queries};

/// What a key begins with, so that it is known for what it is wherever it turns up.
const PREFIX: &str = "pk_";
/// For how long a key that was found may be believed without looking again.
const BELIEVED: SignedDuration = SignedDuration::from_secs(5);
/// How many found keys are remembered.
const REMEMBERED: usize = 10_000;

/// The keys of a database; cheap to clone.
#[derive(Clone)]
pub struct Keys {
    db: Database,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    found: Arc<Mutex<Remembered>>,
}

/// Holders found lately, by digest of their key, and when.
type Remembered = HashMap<[u8; 32], (Holder, Timestamp)>;

/// A key as it is handed out, once.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Id of the key; not secret.
    pub id: String,
    /// The key itself: `pk_…`.
    pub secret: String,
}

/// Whoever holds a key that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Id of the key.
    pub id: String,
    /// Agency: id or unified code, as it was issued.
    pub agency: String,
    /// Role: `roles/<id>`.
    pub role: String,
    /// Matters for which the key may ask, joined by `;`; empty for all of the agency's.
    pub scope: String,
}

impl Holder {
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
    pub holder: Holder,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it ceases to stand by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl Keys {
    /// The keys of `db`.
    pub fn new(db: Database, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { db, clock, entropy, found: Arc::default() }
    }

    /// The database of this room's tables.
    pub(crate) fn db(&self) -> &Database {
        &self.db
    }

    /// Sixteen hexadecimal digits nobody can foresee: ids of requests and keys.
    pub(crate) fn fresh_id(&self) -> String {
        let mut bytes = [0; 8];
        self.entropy.fill(&mut bytes);
        hex::encode(bytes)
    }

    /// Issues a key to an agency for a role until `expires_at`. The secret is not kept.
    ///
    /// `scope` names the matters for which it may ask, joined by `;`; empty for all (C-09.f).
    pub fn issue(
        &self,
        agency: &str,
        role: &str,
        scope: &str,
        expires_at: Option<Timestamp>,
    ) -> Result<Issued, WebError> {
        let mut secret = [0; 32];
        self.entropy.fill(&mut secret);
        let issued = Issued {
            id: self.fresh_id(),
            secret: format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret)),
        };
        let (hash, now) = (digest(&issued.secret), self.clock.now());
        self.db.write(|tx| {
            let holder = (agency, role, scope);
            queries::keys::insert(tx, (&issued.id, &hash), holder, now, expires_at)
                .map_err(WebError::from)
        })?;
        Ok(issued)
    }

    /// Ends a key at once; false if there is no such key that stands.
    pub fn end(&self, id: &str) -> Result<bool, WebError> {
        let now = self.clock.now();
        let ended = self.db.write(|tx| queries::keys::end(tx, id, now).map_err(WebError::from))?;
        self.remembered().retain(|_, (holder, _)| holder.id != id);
        Ok(ended == 1)
    }

    /// Every key, newest first.
    pub fn list(&self) -> Result<Vec<Listed>, WebError> {
        let rows = self.db.read(|tx| queries::keys::all(tx).map_err(WebError::from))?;
        rows.iter().map(listed).collect::<Result<_, _>>().map_err(WebError::from)
    }

    /// The holder of a key, if it stands now. Another process's `end` is seen within five seconds.
    pub fn holder(&self, secret: &str) -> Result<Option<Holder>, WebError> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        let (hash, now) = (digest(secret), self.clock.now());
        if let Some((holder, at)) = self.remembered().get(&hash)
            && now.duration_since(*at) < BELIEVED
        {
            return Ok(Some(holder.clone()));
        }
        let row =
            self.db.read(|tx| queries::keys::standing(tx, &hash, now).map_err(WebError::from))?;
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

    fn remembered(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

fn holder(row: &store::Row) -> Result<Holder, store::StoreError> {
    Ok(Holder {
        id: row.text(0)?.to_owned(),
        agency: row.text(1)?.to_owned(),
        role: row.text(2)?.to_owned(),
        scope: row.text(3)?.to_owned(),
    })
}

fn listed(row: &store::Row) -> Result<Listed, store::StoreError> {
    let instant = |micros: i64| Timestamp::from_microsecond(micros).unwrap_or_default();
    Ok(Listed {
        holder: holder(row)?,
        created_at: instant(row.int(4)?),
        expires_at: row.opt_int(5)?.map(instant),
        ended_at: row.opt_int(6)?.map(instant),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use vocabulary::{FixedClock, SeededEntropy};

    use super::*;

    fn keys() -> (tempfile::TempDir, Arc<FixedClock>, Keys) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("keys.db").display());
        let db = Database::open(&url).unwrap();
        db.migrate().unwrap();
        let clock = Arc::new(FixedClock::on(date(2026, 11, 21)));
        let keys = Keys::new(db, clock.clone(), Arc::new(SeededEntropy::new(1)));
        (folder, clock, keys)
    }

    #[test]
    fn a_key_stands_until_it_is_ended() {
        let (_folder, _, keys) = keys();
        let issued = keys.issue("jinan-housing", "department", "", None).unwrap();
        assert!(issued.secret.starts_with("pk_"));
        assert_eq!(keys.holder(&issued.secret).unwrap().unwrap().agency, "jinan-housing");
        assert_eq!(keys.holder("pk_other").unwrap(), None);
        assert!(keys.end(&issued.id).unwrap());
        assert_eq!(keys.holder(&issued.secret).unwrap(), None);
        assert!(!keys.end(&issued.id).unwrap(), "it ends once");
        assert_eq!(keys.list().unwrap().len(), 1);
    }

    #[test]
    fn a_key_expires_by_itself() {
        let (_folder, clock, keys) = keys();
        let until = clock.now() + SignedDuration::from_hours(1);
        let issued = keys.issue("jinan-housing", "department", "", Some(until)).unwrap();
        assert!(keys.holder(&issued.secret).unwrap().is_some());
        clock.set(until);
        assert_eq!(keys.holder(&issued.secret).unwrap(), None);
    }

    #[test]
    fn a_scope_names_the_matters_of_a_key() {
        let holder = |scope: &str| Holder {
            id: "1".into(),
            agency: "a".into(),
            role: "r".into(),
            scope: scope.into(),
        };
        assert!(holder("").covers("land-auction"));
        assert!(holder("land-auction;fiscal-subsidy").covers("fiscal-subsidy"));
        assert!(!holder("land-auction").covers("fiscal-subsidy"));
    }
}

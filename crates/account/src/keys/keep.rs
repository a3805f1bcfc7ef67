//! Making, rotating and ending keys. Each is a fact.

use jiff::SignedDuration;
use policy::model::role::Action;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Timestamp};

use super::{Issued, Keeper, KeyHolder, Keys, NewKey, PREFIX, holder, signed};
use crate::{
    AccountError,
    accounts::change::reason_of,
    error::Refused,
    permit::{Target, permit},
    queries::keys::{self, NewRow},
    secret,
};

/// The longest time for which an old key stands beside its successor.
const LONGEST_OVERLAP: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Keys {
    /// Makes a key from the console as it is asked for: agency, role, scope, end.
    pub fn issue(
        &self,
        agency: &str,
        role: &str,
        scope: &str,
        expires_at: Option<Timestamp>,
    ) -> Result<Issued, AccountError> {
        let (agency, role, scope) = (agency.to_owned(), role.to_owned(), scope.to_owned());
        let new = NewKey { agency, role, scope, expires_at, ..NewKey::default() };
        self.write(Actor::new("platform", "command"), new, None)
    }

    /// Makes a key. The secret is not kept.
    pub fn make(&self, by: Keeper, new: NewKey) -> Result<Issued, AccountError> {
        let actor = self.allowed(by, &new.agency)?;
        if new.expires_at.is_none() && matches!(by, Keeper::Staff(_)) {
            return Err(no_end().into());
        }
        self.weigh(&new)?;
        self.write(actor, new, None)
    }

    /// Makes the successor of a key, with the same rights. The old one stands for `overlap` more, so
    /// that the department can change over without a gap.
    pub fn rotate(
        &self,
        by: Keeper,
        id: &str,
        overlap: SignedDuration,
        expires_at: Option<Timestamp>,
    ) -> Result<Issued, AccountError> {
        let now = self.clock.now();
        let row = self.db.glance(|tx| keys::standing_by_id(tx, id, now))?;
        let old = row.as_ref().map(holder).transpose()?.ok_or_else(unknown)?;
        let actor = self.allowed(by, &old.agency)?;
        if overlap.is_negative() || overlap > LONGEST_OVERLAP {
            return Err(Refused::given(
                "新旧密钥并用的时间太长",
                format!("请改为不超过 {} 天", LONGEST_OVERLAP.as_hours() / 24),
            )
            .into());
        }
        let new = NewKey {
            agency: old.agency.clone(),
            role: old.role.clone(),
            scope: old.scope.clone(),
            expires_at,
            certificate: old.certificate.clone(),
            public_key: old.public_key.clone(),
        };
        self.write(actor, new, Some((old, now + overlap)))
    }

    /// Ends a key from the console at once; false if there is no such key that stands.
    pub fn end(&self, id: &str) -> Result<bool, AccountError> {
        self.end_key(Actor::new("platform", "command"), id, "ended from the console")
    }

    /// Ends a key at once, for a reason.
    pub fn end_by(&self, by: Keeper, id: &str, reason: &str) -> Result<(), AccountError> {
        let now = self.clock.now();
        let row = self.db.glance(|tx| keys::standing_by_id(tx, id, now))?;
        let old = row.as_ref().map(holder).transpose()?.ok_or_else(unknown)?;
        let actor = self.allowed(by, &old.agency)?;
        let reason = reason_of(reason)?;
        if self.end_key(actor, id, &reason)? { Ok(()) } else { Err(unknown().into()) }
    }

    fn end_key(&self, actor: Actor, id: &str, reason: &str) -> Result<bool, AccountError> {
        let (key, policy) = (id.to_owned(), self.law.version().to_owned());
        let body = json!({ "key": id, "reason": reason }).to_string();
        let ended = self.pen.transact(move |scribe| {
            let now = scribe.now();
            if keys::end(scribe.tx(), &key, now)? == 0 {
                return Ok(false);
            }
            let kind = FactKind::KeyEnded;
            scribe.append(Draft { kind, subject: None, actor, item: None, policy, body });
            Ok::<_, AccountError>(true)
        })?;
        self.forget(id);
        Ok(ended)
    }

    fn write(
        &self,
        actor: Actor,
        new: NewKey,
        old: Option<(KeyHolder, Timestamp)>,
    ) -> Result<Issued, AccountError> {
        let issued = Issued {
            id: self.fresh_id(),
            secret: format!("{PREFIX}{}", secret::fresh(&*self.entropy)),
            expires_at: new.expires_at,
        };
        let (id, hash) = (issued.id.clone(), secret::digest(&issued.secret));
        let policy = self.law.version().to_owned();
        let replaced = old.as_ref().map(|(old, _)| old.id.clone());
        self.pen.transact(move |scribe| {
            let replaces = old.as_ref().map(|(old, _)| old.id.as_str());
            let row = NewRow {
                id: &id,
                hash,
                agency: &new.agency,
                role: &new.role,
                scope: &new.scope,
                created_at: scribe.now(),
                expires_at: new.expires_at,
                certificate: new.certificate.as_deref(),
                public_key: new.public_key.as_deref(),
                replaces,
            };
            keys::insert(scribe.tx(), &row)?;
            let body = json!({
                "key": id, "agency": new.agency, "role": new.role, "scope": new.scope,
                "expires_at": new.expires_at.map(|at| at.to_string()),
                "certificate": new.certificate, "signed": new.public_key.is_some(),
                "replaces": replaces,
            })
            .to_string();
            if let Some((old, until)) = &old {
                keys::shorten(scribe.tx(), &old.id, *until)?;
            }
            let kind = FactKind::KeyIssued;
            scribe.append(Draft { kind, subject: None, actor, item: None, policy, body });
            Ok::<_, AccountError>(())
        })?;
        if let Some(id) = replaced {
            self.forget(&id);
        }
        Ok(issued)
    }

    fn allowed(&self, by: Keeper, agency: &str) -> Result<Actor, Refused> {
        match by {
            Keeper::Console => Ok(Actor::new("platform", "command")),
            Keeper::Staff(staff) => {
                let target = Target { agency: Some(agency), division: None };
                permit(&self.law, staff, Action::KeepKeys, &target)?;
                Ok(staff.actor())
            }
        }
    }

    /// What is asked for must exist, end within reason, and be readable.
    fn weigh(&self, new: &NewKey) -> Result<(), Refused> {
        if self.law.agency(&new.agency).is_none() {
            return Err(Refused::given("没有这个单位", "请从单位列表中选择"));
        }
        if self.law.role(&new.role).is_none_or(|role| !role.fits_key()) {
            return Err(Refused::given("没有这个角色，或不是系统的角色", "请从角色列表中选择"));
        }
        let now = self.clock.now();
        let longest = now + SignedDuration::from_hours(2 * 366 * 24);
        if new.expires_at.is_some_and(|until| until <= now || until > longest) {
            return Err(no_end());
        }
        let today = self.clock.today();
        for matter in new.scope.split(';').filter(|matter| !matter.is_empty()) {
            if self.law.matter(matter, today).is_none() {
                return Err(Refused::given(
                    format!("没有事项“{matter}”"),
                    "请从事项列表中选择，用分号隔开",
                ));
            }
        }
        let hexadecimal = |text: &String| {
            text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        if new.certificate.as_ref().is_some_and(|text| !hexadecimal(text)) {
            return Err(Refused::given(
                "客户端证书指纹不正确",
                "请填写证书 SHA-256 指纹的 64 位小写十六进制",
            ));
        }
        if new.public_key.as_ref().is_some_and(|key| signed::verifying_key(key).is_none()) {
            return Err(Refused::given("SM2 公钥不正确", "请填写未压缩公钥（65 字节）的 Base64"));
        }
        Ok(())
    }
}

fn unknown() -> Refused {
    Refused::given("没有这个有效的密钥", "请从密钥列表中选择")
}

fn no_end() -> Refused {
    Refused::given("密钥没有到期日，或到期日不合适", "请填写两年以内的到期日")
}

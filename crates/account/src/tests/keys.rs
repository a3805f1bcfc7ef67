//! Keys of systems: issued once, rotated with overlap, bound, ended (C-34).

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use jiff::SignedDuration;
use sm2::dsa::{Signature, SigningKey, signature::Signer as _};
use vocabulary::FactKind;

use super::house::{MARKET, on_both, refused};
use crate::{Keeper, KeyHolder, NewKey, SignedRequest};

const SYSTEM: &str = "department-system";

#[test]
fn c_34_a_key_stands_until_it_is_ended() {
    on_both(|house| {
        let keys = &house.keys;
        let issued = keys.issue(MARKET, SYSTEM, "", None).unwrap();
        assert!(issued.secret.starts_with("pk_"));
        assert_eq!(keys.holder(&issued.secret).unwrap().unwrap().agency, MARKET);
        assert_eq!(keys.holder("pk_other").unwrap(), None);
        assert!(keys.end(&issued.id).unwrap());
        assert_eq!(keys.holder(&issued.secret).unwrap(), None);
        assert!(!keys.end(&issued.id).unwrap(), "it ends once");
        assert_eq!(keys.list().unwrap().len(), 1);
        assert_eq!(house.facts(FactKind::KeyIssued).len(), 1);
        assert_eq!(house.facts(FactKind::KeyEnded).len(), 1);
    });
}

#[test]
fn c_34_a_key_expires_by_itself_even_while_it_is_remembered() {
    on_both(|house| {
        let until = house.now() + SignedDuration::from_millis(500);
        let issued = house.keys.issue(MARKET, SYSTEM, "", Some(until)).unwrap();
        assert!(house.keys.holder(&issued.secret).unwrap().is_some());
        house.wait(SignedDuration::from_millis(500));
        assert_eq!(house.keys.holder(&issued.secret).unwrap(), None);
    });
}

#[test]
fn c_09_f_a_scope_names_the_matters_of_a_key() {
    let holder = |scope: &str| KeyHolder {
        id: "1".into(),
        agency: "a".into(),
        role: "r".into(),
        scope: scope.into(),
        certificate: None,
        public_key: None,
        expires_at: None,
    };
    assert!(holder("").covers("land-auction"));
    assert!(holder("land-auction;fiscal-subsidy").covers("fiscal-subsidy"));
    assert!(!holder("land-auction").covers("fiscal-subsidy"));
}

#[test]
fn c_34_the_old_key_stands_beside_its_successor_for_a_while() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let by = Keeper::Staff(&system.staff);
        let keys = &house.keys;
        let year = Some(house.now() + SignedDuration::from_hours(365 * 24));
        let matter = house.law.matters(jiff::civil::date(2026, 11, 20))[0].id.clone();
        let old = keys.issue(MARKET, SYSTEM, &matter, year).unwrap();
        let day = SignedDuration::from_hours(24);
        refused(keys.rotate(by, &old.id, day * 31, year));
        refused(keys.rotate(Keeper::Staff(&security.staff), &old.id, day, year));
        let new = keys.rotate(by, &old.id, day, year).unwrap();
        let stands = |secret: &str| keys.holder(secret).unwrap();
        assert_eq!(stands(&new.secret).unwrap().scope, matter);
        assert!(stands(&old.secret).is_some());
        house.wait(day);
        assert!(stands(&old.secret).is_none() && stands(&new.secret).is_some());
        refused(keys.rotate(by, &old.id, day, year));
        let listed = keys.list().unwrap();
        assert!(listed.iter().any(|key| key.replaces.as_deref() == Some(old.id.as_str())));
        keys.end_by(by, &new.id, "人员调整").unwrap();
        refused(keys.end_by(by, &new.id, "人员调整"));
    });
}

#[test]
fn h_80_only_the_system_administrator_makes_keys_and_only_such_as_end() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let by = Keeper::Staff(&system.staff);
        let year = Some(house.now() + SignedDuration::from_hours(365 * 24));
        let good = NewKey {
            agency: MARKET.into(),
            role: SYSTEM.into(),
            expires_at: year,
            ..NewKey::default()
        };
        house.keys.make(by, good.clone()).unwrap();
        assert_eq!(
            refused(house.keys.make(Keeper::Staff(&security.staff), good.clone())).rule,
            "H-80"
        );
        for wrong in [
            NewKey { expires_at: None, ..good.clone() },
            NewKey { expires_at: Some(house.now()), ..good.clone() },
            NewKey { role: "editor".into(), ..good.clone() },
            NewKey { agency: "nowhere".into(), ..good.clone() },
            NewKey { scope: "no-such-matter".into(), ..good.clone() },
            NewKey { certificate: Some("AB".into()), ..good.clone() },
            NewKey { public_key: Some("AB".into()), ..good.clone() },
        ] {
            refused(house.keys.make(by, wrong));
        }
    });
}

#[test]
fn c_34_a_key_bound_to_a_certificate_is_nothing_without_it() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let print = "ab".repeat(32);
        let new = NewKey {
            agency: MARKET.into(),
            role: SYSTEM.into(),
            expires_at: Some(house.now() + SignedDuration::from_hours(24)),
            certificate: Some(print.clone()),
            ..NewKey::default()
        };
        let issued = house.keys.make(Keeper::Staff(&system.staff), new).unwrap();
        let holder = house.keys.holder(&issued.secret).unwrap().unwrap();
        let colons =
            print.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).to_uppercase());
        assert!(holder.fits_certificate(Some(&print)));
        assert!(holder.fits_certificate(Some(&colons.collect::<Vec<_>>().join(":"))));
        assert!(!holder.fits_certificate(None) && !holder.fits_certificate(Some(&"cd".repeat(32))));
    });
}

#[test]
fn c_34_a_key_bound_to_an_sm2_key_needs_a_fresh_signature_for_each_request() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let secret = SigningKey::from_slice("1234567812345678", &[5; 32]).unwrap();
        let public = BASE64.encode(secret.verifying_key().to_sec1_bytes());
        let new = NewKey {
            agency: MARKET.into(),
            role: SYSTEM.into(),
            expires_at: Some(house.now() + SignedDuration::from_hours(24)),
            public_key: Some(public),
            ..NewKey::default()
        };
        let issued = house.keys.make(Keeper::Staff(&system.staff), new).unwrap();
        let holder = house.keys.holder(&issued.secret).unwrap().unwrap();
        let keys = &house.keys;
        refused(keys.verify(&holder, None));
        let at = house.now().as_second().to_string();
        let request = |nonce: &'static str, body: &'static [u8]| SignedRequest {
            method: "POST",
            target: "/api/v1/checks",
            at: &at,
            nonce,
            body,
            signature: "",
        };
        let sign = |request: &SignedRequest| {
            let signature: Signature = secret.sign(request.text().as_bytes());
            BASE64.encode(signature.to_bytes())
        };
        let plain = request("0123456789abcdef", b"{}");
        let signature = sign(&plain);
        let signed = SignedRequest { signature: &signature, ..plain };
        for altered in [
            SignedRequest { body: b"{ }", ..signed },
            SignedRequest { method: "PUT", ..signed },
            SignedRequest { target: "/api/v1/files", ..signed },
            SignedRequest { nonce: "0123456789abcdeg", ..signed },
            SignedRequest { signature: "AAAA", ..signed },
        ] {
            refused(keys.verify(&holder, Some(&altered)));
        }
        keys.verify(&holder, Some(&signed)).unwrap();
        refused(keys.verify(&holder, Some(&signed)));
        let late = request("fedcba9876543210", b"{}");
        let signature = sign(&late);
        house.minutes(6);
        refused(keys.verify(&holder, Some(&SignedRequest { signature: &signature, ..late })));
    });
}

#[test]
fn c_34_keys_issued_before_the_move_stand_after_it() {
    const BEFORE: &str = include_str!("../../../../migrations/sqlite/0060_web_tables.sql");
    const MOVE: [&str; 2] = [
        include_str!("../../../../migrations/sqlite/0071_account_keys.sql"),
        include_str!("../../../../migrations/postgres/0071_account_keys.sql"),
    ];
    on_both(|house| {
        let issued = house.keys.issue(MARKET, SYSTEM, "land-auction", None).unwrap();
        let postgres = house.db.engine() == store::Engine::Postgres;
        let plain = |script: &str| {
            let lines = script.lines().filter(|line| !line.starts_with("--"));
            lines.collect::<Vec<_>>().join("\n")
        };
        let before = plain(BEFORE);
        let mut table = before.split(';').next().unwrap().to_owned();
        if postgres {
            table = table.replace(" blob", " bytea").replace(" integer", " bigint");
        }
        let back = "insert into web_keys (id, hash, agency, role, scope, created_at)
            select id, hash, agency, role, scope, created_at from account_keys";
        let moving = plain(MOVE[usize::from(postgres)]);
        let statements =
            [table.as_str(), back, "drop table account_keys", "drop table account_nonces"];
        house
            .db
            .write(|tx| {
                for sql in statements.into_iter().chain(moving.split(';')) {
                    if !sql.trim().is_empty() {
                        tx.execute(sql, &[])?;
                    }
                }
                Ok::<_, store::StoreError>(())
            })
            .unwrap();
        house.wait(SignedDuration::from_secs(1));
        let holder = house.keys.holder(&issued.secret).unwrap().unwrap();
        assert_eq!((holder.id, holder.scope.as_str()), (issued.id, "land-auction"));
        assert_eq!((holder.certificate, holder.public_key), (None, None));
    });
}

//! Signing in and staying so: two factors, lock-out, time-outs, nothing told to strangers (C-34).

use jiff::SignedDuration;
use vocabulary::FactKind;

use super::house::{House, PASSWORD, on_both, origin, refused};
use crate::{Pending, SignIn, code_at};

fn pending(house: &House, login: &str) -> Pending {
    house.wait(SignedDuration::from_secs(30));
    match house.accounts.sign_in(login, PASSWORD, &origin()).unwrap() {
        SignIn::Second(pending) => pending,
        SignIn::Opened(_) => panic!("{login} came in with one factor"),
    }
}

#[test]
fn c_34_strangers_learn_nothing_whoever_they_claim_to_be() {
    on_both(|house| {
        let (system, security) = house.administrators();
        house.hire((&system, &security), "editor");
        let link = house.propose(&system.staff, "proposed", "editor").unwrap();
        house.enrol(&link);
        let ended = house.hire((&system, &security), "auditor");
        house.accounts.end(&security.staff, &ended.staff.account, "离职").unwrap();
        let tries = [
            ("the-editor", "Wrong-Password-1"),
            ("nobody-at-all", PASSWORD),
            ("the-auditor", PASSWORD),
            ("proposed", PASSWORD),
            ("370102199003070024", PASSWORD),
            ("' or 1=1 --", PASSWORD),
            ("", ""),
            ("the-editor", &"x".repeat(10_000)),
        ];
        let answers: Vec<_> = tries
            .iter()
            .map(|(login, word)| refused(house.accounts.sign_in(login, word, &origin())))
            .collect();
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        // The ledger knows what it was, and where from, but neither whom nor with which words.
        let facts = house.facts(FactKind::SessionRefused);
        let why: Vec<&str> = facts.iter().map(|(_, body)| body["why"].as_str().unwrap()).collect();
        let known =
            ["wrong", "unknown", "ended", "proposed", "unknown", "unknown", "unknown", "wrong"];
        assert_eq!(why, known);
        assert_eq!(facts[0].1["network"], "203.0.113.0/24");
    });
}

#[test]
fn c_34_wrong_passwords_hold_an_account_for_a_time() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let editor = house.hire((&system, &security), "editor");
        let rules = house.law.security().lockout.clone();
        for _ in 0..rules.attempts {
            refused(house.accounts.sign_in("the-editor", "Wrong-Password-1", &origin()));
        }
        refused(house.enter("the-editor", &editor.base32));
        assert!(house.accounts.session(&editor.token.secret).unwrap().is_some(), "still signed in");
        house.minutes(i64::from(rules.minutes));
        house.enter("the-editor", &editor.base32).unwrap();
        // The officer in charge may end the rest earlier.
        for _ in 0..rules.attempts {
            refused(house.accounts.sign_in("the-editor", "Wrong-Password-1", &origin()));
        }
        house.accounts.unlock(&system.staff, &editor.staff.account, "本人到场核实").unwrap();
        house.enter("the-editor", &editor.base32).unwrap();
    });
}

#[test]
fn c_34_wrong_codes_count_as_well_and_end_what_waits() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let editor = house.hire((&system, &security), "editor");
        let waiting = pending(house, "the-editor");
        let attempts = house.law.security().lockout.attempts;
        let right = code_at(&editor.base32, house.now()).unwrap();
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for _ in 0..attempts {
            refused(house.accounts.second(&waiting.secret, wrong, &origin()));
        }
        refused(house.accounts.second(&waiting.secret, &right, &origin()));
        refused(house.enter("the-editor", &editor.base32));
        // The right password in between does not start the count anew.
        house.minutes(i64::from(house.law.security().lockout.minutes));
        for _ in 0..attempts {
            let Ok(SignIn::Second(waiting)) =
                house.accounts.sign_in("the-editor", PASSWORD, &origin())
            else {
                panic!("held too early");
            };
            refused(house.accounts.second(&waiting.secret, "abcdef", &origin()));
        }
        refused(house.accounts.sign_in("the-editor", PASSWORD, &origin()));
    });
}

#[test]
fn c_34_a_code_is_taken_once_and_a_wait_does_not_last() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let editor = house.hire((&system, &security), "editor");
        let (first, second) = (pending(house, "the-editor"), pending(house, "the-editor"));
        let code = code_at(&editor.base32, house.now()).unwrap();
        house.accounts.second(&first.secret, &code, &origin()).unwrap();
        refused(house.accounts.second(&second.secret, &code, &origin()));
        refused(house.accounts.second(&first.secret, &code, &origin()));
        let late = pending(house, "the-editor");
        house.minutes(6);
        let code = code_at(&editor.base32, house.now()).unwrap();
        refused(house.accounts.second(&late.secret, &code, &origin()));
        assert!(house.accounts.session(&late.secret).unwrap().is_none(), "half is nothing");
    });
}

#[test]
fn c_34_a_session_ends_when_nothing_happens_and_at_last_in_any_case() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let stay = house.law.security().session.clone();
        let idle = i64::from(stay.staff_idle_minutes);
        let stands = || house.accounts.session(&system.token.secret).unwrap().is_some();
        house.minutes(idle - 1);
        assert!(stands());
        house.minutes(idle - 1);
        assert!(stands(), "what is done counts");
        house.minutes(idle);
        assert!(!stands());
        let token = house.enter(crate::FIRST_LOGIN, &system.base32).unwrap();
        for _ in 0..i64::from(stay.staff_hours) * 60 / (idle - 1) {
            house.minutes(idle - 1);
            house.accounts.session(&token.secret).unwrap();
        }
        house.minutes(idle - 1);
        assert!(house.accounts.session(&token.secret).unwrap().is_none());
    });
}

#[test]
fn c_34_signing_out_ends_a_session_and_both_ends_are_facts() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let signed = house.signed(&system.token);
        assert_ne!(signed.csrf, system.token.secret);
        assert!(!signed.must_change);
        house.accounts.sign_out(&system.token.secret).unwrap();
        house.accounts.sign_out(&system.token.secret).unwrap();
        assert!(house.accounts.session(&system.token.secret).unwrap().is_none());
        let ended = house.facts(FactKind::SessionEnded);
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].1["session"], signed.session.as_str());
        assert_eq!(ended[0].0, format!("account {}", system.staff.account));
        assert!(house.accounts.session("made-up").unwrap().is_none());
    });
}

#[test]
fn c_34_d_no_secret_and_no_name_stands_in_the_clear_anywhere() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let editor = house.hire((&system, &security), "editor");
        let link = house.propose(&system.staff, "waiting", "editor").unwrap();
        let key = house.keys.issue(super::house::MARKET, "department-system", "", None).unwrap();
        let everything = house.everything();
        for secret in [
            PASSWORD,
            &editor.base32,
            &editor.token.secret,
            &link.token,
            &key.secret,
            "孙无名",
            "$argon2id",
            "203.0.113.77",
            "Mozilla",
        ] {
            assert!(!everything.contains(secret), "{secret} stands in a table or a fact");
        }
        assert!(everything.contains(&editor.staff.account));
    });
}

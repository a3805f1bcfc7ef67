//! Passwords: as the law wants them, changed in time, not taken again (C-34).

use super::house::{PASSWORD, on_both, origin, refused};
use crate::SignIn;

#[test]
fn c_34_a_password_grows_old_and_former_ones_are_not_taken_again() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let rules = house.law.security().password.clone();
        house.minutes(i64::from(rules.rotate_days) * 24 * 60);
        let token = house.enter(crate::FIRST_LOGIN, &system.base32).unwrap();
        let signed = house.signed(&token);
        assert!(signed.must_change);
        let change = |old: &str, new: &str| house.accounts.change_password(&signed, old, new);
        refused(change(PASSWORD, PASSWORD));
        refused(change(PASSWORD, "short-1A"));
        refused(change("Wrong-Password-1", "Another-2026x"));
        let mut present = PASSWORD.to_owned();
        for number in 0..rules.remembered {
            house.minutes(1);
            let next = format!("Changed-{number}-2026");
            change(&present, &next).unwrap();
            present = next;
        }
        assert!(!house.signed(&token).must_change, "and the session stays");
        refused(change(&present, "Changed-0-2026"));
        house.minutes(1);
        change(&present, PASSWORD).unwrap();
        assert!(matches!(
            house.accounts.sign_in(crate::FIRST_LOGIN, PASSWORD, &origin()).unwrap(),
            SignIn::Second(_)
        ));
    });
}

#[test]
fn c_34_a_changed_password_ends_the_other_sessions() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let other = house.enter(crate::FIRST_LOGIN, &system.base32).unwrap();
        let signed = house.signed(&system.token);
        house.accounts.change_password(&signed, PASSWORD, "Another-2026x").unwrap();
        assert!(house.accounts.session(&other.secret).unwrap().is_none());
        assert!(house.accounts.session(&system.token.secret).unwrap().is_some());
        refused(house.accounts.sign_in(crate::FIRST_LOGIN, PASSWORD, &origin()));
    });
}

#[test]
fn c_34_guessing_the_old_password_in_an_open_session_holds_the_account() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let signed = house.signed(&system.token);
        for _ in 0..house.law.security().lockout.attempts {
            refused(house.accounts.change_password(&signed, "Wrong-Password-1", "Another-2026x"));
        }
        refused(house.accounts.change_password(&signed, PASSWORD, "Another-2026x"));
    });
}

#[test]
fn c_34_a_link_alone_does_not_let_anybody_try_all_codes() {
    on_both(|house| {
        let link = house.accounts.invite_first().unwrap();
        refused(house.accounts.confirm(&link.token, "123456"));
        for weak in ["administrator", "Administrator-1", "1234567890", "Aa1-"] {
            refused(house.accounts.accept(&link.token, weak));
        }
        house.accounts.accept(&link.token, PASSWORD).unwrap();
        assert!(house.accounts.invitation(&link.token).unwrap().unwrap().confirming);
        for _ in 0..house.law.security().lockout.attempts {
            refused(house.accounts.confirm(&link.token, "abcdef"));
        }
        assert!(!house.accounts.invitation(&link.token).unwrap().unwrap().confirming, "anew");
    });
}

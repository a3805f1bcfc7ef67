//! Accounts of subjects: identified at a window or by the unified login, of age (H-14).

use jiff::civil::date;
use vocabulary::Clock as _;
use vocabulary::{FactKind, FixedClock};

use super::house::{House, LI, PASSWORD, Person, on_both, origin, refused};
use crate::{Holder, NewHolder, SignIn, Token, VerifiedIdentity, Who};

/// Born on 22 November 2008.
const CHILD: &str = "370102200811220014";

pub(crate) fn person((name, number): (&str, &str)) -> NewHolder {
    NewHolder { name: name.to_owned(), number: number.to_owned() }
}

fn clerk(house: &House) -> Person {
    let (system, security) = house.administrators();
    house.hire((&system, &security), "window-clerk")
}

/// Opens the account of a person through the window and signs it in.
pub(crate) fn come_in(house: &House, clerk: &Person, who: (&str, &str)) -> Token {
    let link = house.accounts.invite_holder(&clerk.staff, &person(who)).unwrap();
    assert!(house.accounts.accept(&link.token, PASSWORD).unwrap().totp.is_none());
    come_back(house, who)
}

/// Signs a person in who has an account.
pub(crate) fn come_back(house: &House, who: (&str, &str)) -> Token {
    match house.accounts.sign_in(who.1, PASSWORD, &origin()).unwrap() {
        SignIn::Opened(token) => token,
        SignIn::Second(_) => panic!("no second factor was set"),
    }
}

pub(crate) fn holder(house: &House, token: &Token) -> Holder {
    match house.signed(token).who {
        Who::Holder(holder) => holder,
        Who::Staff(staff) => panic!("{staff:?} is no subject"),
    }
}

#[test]
fn c_34_a_clerk_identifies_a_person_who_then_signs_in_with_the_number() {
    on_both(|house| {
        let clerk = clerk(house);
        let token = come_in(house, &clerk, LI);
        let holder = holder(house, &token);
        assert_eq!((holder.name.as_str(), holder.acting), (LI.0, holder.person));
        assert_eq!(holder.actor().agency, "subject");
        refused(house.accounts.sign_in(LI.1, "Wrong-Password-1", &origin()));
        // The number and the name stand nowhere.
        let everything = house.everything();
        assert!(!everything.contains(LI.1) && !everything.contains(LI.0));
        let opened = house.facts(FactKind::AccountOpened);
        assert_eq!(opened.last().unwrap().0, format!("account {}", clerk.staff.account));
        // Who lost the password comes again; the old session ends, the account stays the same.
        let link = house.accounts.invite_holder(&clerk.staff, &person(LI)).unwrap();
        assert_eq!(link.account, holder.account);
        assert!(house.accounts.session(&token.secret).unwrap().is_none());
        refused(house.accounts.sign_in(LI.1, PASSWORD, &origin()));
    });
}

#[test]
fn h_14_nobody_under_eighteen_gets_an_account() {
    on_both(|house| {
        let clerk = clerk(house);
        let child = ("小明", CHILD);
        let no = refused(house.accounts.invite_holder(&clerk.staff, &person(child)));
        assert_eq!(no.rule, "H-14");
        let identity = VerifiedIdentity {
            issuer: "https://login.example.org".to_owned(),
            subject: "7".to_owned(),
            name: child.0.to_owned(),
            number: Some(CHILD.to_owned()),
            login: None,
        };
        assert_eq!(refused(house.accounts.sign_in_as(&identity, &origin())).rule, "H-14");
        assert_eq!(house.facts(FactKind::AccountOpened).len(), 3, "the staff only");
        // On the day of the eighteenth birthday it is another matter.
        house.clock.set(FixedClock::on(date(2026, 11, 22)).now());
        house.accounts.sign_in_as(&identity, &origin()).unwrap();
    });
}

#[test]
fn h_77_only_who_proves_identities_opens_accounts_of_persons() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let officer = house.hire((&system, &security), "credit-officer");
        for staff in [&system.staff, &security.staff, &officer.staff] {
            assert_eq!(refused(house.accounts.invite_holder(staff, &person(LI))).rule, "H-80");
        }
        let clerk = house.hire((&system, &security), "window-clerk");
        refused(house.accounts.invite_holder(&clerk.staff, &person(("李秀兰", "123"))));
        refused(house.accounts.invite_holder(&clerk.staff, &person(("", LI.1))));
    });
}

#[test]
fn c_34_the_unified_login_brings_staff_by_login_and_persons_by_number() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let officer = house.hire((&system, &security), "credit-officer");
        house.propose(&system.staff, "unapproved", "editor").unwrap();
        let identity = |login: Option<&str>, number: Option<&str>| VerifiedIdentity {
            issuer: "https://login.example.org".to_owned(),
            subject: "42".to_owned(),
            name: LI.0.to_owned(),
            number: number.map(str::to_owned),
            login: login.map(str::to_owned),
        };
        let come = |login, number| house.accounts.sign_in_as(&identity(login, number), &origin());
        let token = come(Some("the-credit-officer"), None).unwrap();
        let Who::Staff(staff) = house.signed(&token).who else { panic!("no staff") };
        assert_eq!(staff, officer.staff);
        refused(come(Some("unapproved"), None));
        refused(come(Some("unapproved"), Some(LI.1)));
        refused(come(Some("nobody-here"), None));
        refused(come(None, None));
        let first = come(None, Some(LI.1)).unwrap();
        let account = holder(house, &first).account;
        let again = come(Some("nobody-here"), Some(LI.1)).unwrap();
        assert_eq!(holder(house, &again).account, account, "one person, one account");
        house.accounts.lock(&security.staff, &account, "冒用").unwrap();
        refused(come(None, Some(LI.1)));
        assert!(house.accounts.session(&again.secret).unwrap().is_none());
    });
}

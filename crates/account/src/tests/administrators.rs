//! Three administrators, none of whom can do another's work (H-80, 三权分立).

use vocabulary::FactKind;

use super::house::{PASSWORD, new_staff, on_both, origin, refused};
use crate::{AccountFilter, State};

#[test]
fn c_34_the_first_start_gives_a_link_and_no_password() {
    on_both(|house| {
        assert!(house.accounts.is_new().unwrap());
        let lost = house.accounts.invite_first().unwrap();
        let link = house.accounts.invite_first().unwrap();
        assert!(!house.accounts.is_new().unwrap());
        assert_eq!(lost.account, link.account);
        assert_eq!(house.accounts.invitation(&lost.token).unwrap(), None, "the newest counts");
        let invited = house.accounts.invitation(&link.token).unwrap().unwrap();
        assert_eq!(invited.login.as_deref(), Some(crate::FIRST_LOGIN));
        for guess in ["admin", "administrator", "123456", "", PASSWORD] {
            refused(house.accounts.sign_in(crate::FIRST_LOGIN, guess, &origin()));
        }
        let base32 = house.enrol(&link);
        house.enter(crate::FIRST_LOGIN, &base32).unwrap();
        refused(house.accounts.invite_first());
        refused(house.accounts.accept(&link.token, "Another-2026"));
    });
}

#[test]
fn c_34_a_link_expires() {
    on_both(|house| {
        let link = house.accounts.invite_first().unwrap();
        let hours = i64::from(house.law.security().invitation.hours);
        house.minutes(hours * 60 - 1);
        assert!(house.accounts.invitation(&link.token).unwrap().is_some());
        house.minutes(1);
        assert!(house.accounts.invitation(&link.token).unwrap().is_none());
        refused(house.accounts.accept(&link.token, PASSWORD));
    });
}

#[test]
fn h_80_an_account_works_only_when_a_second_person_has_approved_it() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let link = house.propose(&system.staff, "clerk", "department-clerk").unwrap();
        let base32 = house.enrol(&link);
        let state = || house.accounts.show(&system.staff, &link.account).unwrap().state;
        assert_eq!(state(), State::Proposed);
        refused(house.enter("clerk", &base32));
        assert_eq!(refused(house.accounts.approve(&system.staff, &link.account)).rule, "H-80");
        refused(house.accounts.approve_at_console("clerk", "某人", "某事"));
        house.accounts.approve(&security.staff, &link.account).unwrap();
        assert_eq!(state(), State::Active);
        house.enter("clerk", &base32).unwrap();
        refused(house.accounts.approve(&security.staff, &link.account));
        assert_eq!(refused(house.propose(&security.staff, "x-y-z", "editor")).rule, "H-80");

        let opened = house.facts(FactKind::AccountOpened);
        let changed = house.facts(FactKind::AccountChanged);
        assert_eq!(opened.last().unwrap().0, format!("account {}", system.staff.account));
        let approved = changed.iter().rfind(|(_, body)| body["what"] == "approved").unwrap();
        assert_eq!(approved.0, format!("account {}", security.staff.account));
    });
}

#[test]
fn h_80_a_changed_role_and_a_new_link_must_be_approved_anew() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let clerk = house.hire((&system, &security), "department-clerk");
        let id = clerk.staff.account.as_str();
        let to = new_staff("ignored", "editor");
        house.accounts.change(&system.staff, id, to).unwrap();
        assert!(house.accounts.session(&clerk.token.secret).unwrap().is_none(), "sessions end");
        refused(house.enter("the-department-clerk", &clerk.base32));
        house.accounts.approve(&security.staff, id).unwrap();
        house.enter("the-department-clerk", &clerk.base32).unwrap();

        let link = house.accounts.invite_again(&system.staff, id).unwrap();
        refused(house.enter("the-department-clerk", &clerk.base32));
        refused(house.accounts.accept(&link.token, PASSWORD));
        let base32 = house.enrol_with(&link, "Daming-Lake-2026");
        let come = || house.enter_with("the-department-clerk", "Daming-Lake-2026", &base32);
        refused(come());
        house.accounts.approve(&security.staff, id).unwrap();
        come().unwrap();
    });
}

#[test]
fn h_80_the_three_administrators_accounts_stand_apart() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let auditor = house.hire((&system, &security), "auditor");
        let (accounts, why) = (&house.accounts, "误操作");
        for target in [&security, &auditor] {
            let id = target.staff.account.as_str();
            assert_eq!(refused(accounts.lock(&system.staff, id, why)).rule, "H-80");
            refused(accounts.end(&system.staff, id, why));
            refused(accounts.invite_again(&system.staff, id));
            refused(accounts.change(&system.staff, id, new_staff("x", "editor")));
        }
        for own in [&system, &security, &auditor] {
            let id = own.staff.account.as_str();
            refused(accounts.lock(&own.staff, id, why));
            refused(accounts.end(&own.staff, id, why));
            refused(accounts.unlock(&own.staff, id, why));
            refused(accounts.approve(&own.staff, id));
            refused(accounts.change(&own.staff, id, new_staff("x", "editor")));
        }
        // The auditor sees every account and changes none.
        let all = AccountFilter::default();
        assert_eq!(accounts.list(&auditor.staff, &all).unwrap().accounts.len(), 3);
        refused(accounts.lock(&auditor.staff, &system.staff.account, why));
        refused(house.propose(&auditor.staff, "a-friend", "editor"));
        // The security officer may lock the system administrator, which is seen in the ledger.
        accounts.lock(&security.staff, &system.staff.account, "夜间异常登录").unwrap();
        assert!(accounts.session(&system.token.secret).unwrap().is_none());
        let locked = house.facts(FactKind::AccountChanged);
        assert_eq!(locked.last().unwrap().1["reason"], "夜间异常登录");
        let clerk = house.hire_refused(&system);
        assert!(clerk.is_none(), "a locked administrator's session is gone");
    });
}

#[test]
fn h_80_an_ended_account_stays_with_its_facts_and_its_login_is_not_given_again() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let editor = house.hire((&system, &security), "editor");
        let id = editor.staff.account.as_str();
        let before = house.facts(FactKind::SessionOpened).len();
        refused(house.accounts.end(&system.staff, id, " "));
        refused(house.accounts.end(&system.staff, id, "身份证 370102199003070024"));
        house.accounts.end(&system.staff, id, "调离").unwrap();
        refused(house.enter("the-editor", &editor.base32));
        refused(house.propose(&system.staff, "the-editor", "editor"));
        refused(house.accounts.invite_again(&system.staff, id));
        assert_eq!(house.facts(FactKind::SessionOpened).len(), before);
        assert_eq!(house.facts(FactKind::AccountEnded).len(), 1);
        let ended = AccountFilter { state: Some(State::Ended), ..AccountFilter::default() };
        assert_eq!(house.accounts.list(&system.staff, &ended).unwrap().accounts.len(), 1);
    });
}

#[test]
fn h_80_what_is_proposed_must_exist() {
    on_both(|house| {
        let (system, _) = house.administrators();
        let base = || new_staff("new-clerk", "department-clerk");
        for (login, good) in [("ab", false), ("37abc4567", false), ("li.min", true)] {
            let new = crate::NewStaff { login: login.to_owned(), ..base() };
            assert_eq!(house.accounts.invite_staff(&system.staff, new).is_ok(), good, "{login}");
        }
        let wrong = [
            crate::NewStaff { agency: "nowhere".to_owned(), ..base() },
            crate::NewStaff { division: Some("999999".to_owned()), ..base() },
            crate::NewStaff { role: "department-system".to_owned(), ..base() },
            crate::NewStaff { role: "king".to_owned(), ..base() },
            crate::NewStaff { name: "  ".to_owned(), ..base() },
            crate::NewStaff { login: "LI.MIN".to_owned(), ..base() },
        ];
        for new in wrong {
            refused(house.accounts.invite_staff(&system.staff, new));
        }
    });
}

#[test]
fn h_77_who_keeps_no_accounts_sees_none_and_pages_do_not_overlap() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let clerk = house.hire((&system, &security), "window-clerk");
        let all = AccountFilter::default();
        assert_eq!(refused(house.accounts.list(&clerk.staff, &all)).rule, "H-80");
        refused(house.accounts.show(&clerk.staff, &system.staff.account));
        let mut seen = Vec::new();
        let mut filter = AccountFilter { limit: 2, ..AccountFilter::default() };
        loop {
            let page = house.accounts.list(&system.staff, &filter).unwrap();
            seen.extend(page.accounts.into_iter().map(|account| account.account));
            match page.next {
                Some(next) => filter.after = Some(next),
                None => break,
            }
        }
        let mut once = seen.clone();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (3, 3));
    });
}

impl super::house::House {
    /// A new account by somebody whose session has ended: none.
    fn hire_refused(&self, by: &super::house::Person) -> Option<crate::Invitation> {
        let signed = self.accounts.session(&by.token.secret).unwrap()?;
        let crate::Who::Staff(staff) = signed.who else { return None };
        self.propose(&staff, "after-the-end", "editor").ok()
    }
}

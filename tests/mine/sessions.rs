//! Coming in and going out at the door: nobody learns who has an account, nobody is led astray,
//! nobody stays in for ever.

use account::{AccountError, Origin};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use vocabulary::Clock;
use web::Config;

use super::{NUMBER, clerk, cookies, form as form_of, request};
use crate::{
    harness::Town,
    sight::Door,
    staff::{PASSWORD, Told},
    story,
};

/// Sends the sign-in form.
fn knock(door: &Door, login: &str, password: &str, next: &str) -> Told {
    let body = form_of(&[("login", login), ("password", password), ("next", next)]);
    request(door, Method::POST, "/sign-in", &[], &body)
}

/// The secret that a sign-in has set.
fn secret(told: &Told) -> String {
    let set = cookies(told).into_iter().find(|cookie| cookie.starts_with("probity="));
    let set = set.unwrap_or_else(|| panic!("no session: {} {}", told.status, told.text));
    set.trim_start_matches("probity=").split(';').next().unwrap().to_owned()
}

/// A page without what was typed into it.
fn without(text: &str, typed: &str) -> String {
    text.replace(typed, "")
}

story! {
    fn c_34_a_nobody_learns_at_the_door_whether_a_login_exists_or_rests(town) {
        town.enrol_resident();
        let door = town.door();
        let wrong = knock(&door, NUMBER, "Wrong-Password.1", "");
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.headers["cache-control"], "no-store");
        assert!(wrong.text.contains("没有登录成功"), "{}", wrong.text);
        let stranger = "370102199003070016";
        let unknown = knock(&door, stranger, "Wrong-Password.1", "");
        assert_eq!(unknown.status, wrong.status);
        assert_eq!(without(&unknown.text, stranger), without(&wrong.text, NUMBER));
        // After too many tries the account rests; the door says the same as before.
        for _ in 0..town.platform.law.security().lockout.attempts {
            knock(&door, NUMBER, "Wrong-Password.1", "");
        }
        let resting = knock(&door, NUMBER, PASSWORD, "");
        assert_eq!(resting.status, wrong.status, "the right password opens nothing now");
        assert_eq!(without(&resting.text, NUMBER), without(&wrong.text, NUMBER));
        let minutes = i64::from(town.platform.law.security().lockout.minutes);
        town.clock.set(town.clock.now() + SignedDuration::from_mins(minutes + 1));
        assert_eq!(knock(&door, NUMBER, PASSWORD, "").status, StatusCode::SEE_OTHER);
    }
}

story! {
    fn a_session_has_a_secret_of_its_own_and_cookies_that_scripts_cannot_read(town) {
        town.enrol_resident();
        let door = town.door();
        // A cookie that somebody put there before is not taken for a session, nor kept.
        let planted = "planted-by-somebody-else";
        let body = form_of(&[("login", NUMBER), ("password", PASSWORD)]);
        let headers = [("cookie", "probity=planted-by-somebody-else")];
        let opened = request(&door, Method::POST, "/sign-in", &headers, &body);
        assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/mine"));
        let first = secret(&opened);
        assert_ne!(first, planted);
        let all = cookies(&opened).join("\n");
        assert!(all.contains("HttpOnly") && all.contains("SameSite=Lax") && all.contains("Path=/"));
        // Signing in again gives another secret and ends the session before.
        let headers = [("cookie", format!("probity={first}"))];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let again = request(&door, Method::POST, "/sign-in", &headers, &body);
        assert_ne!(secret(&again), first);
        let accounts = &town.platform.accounts;
        assert!(accounts.session(&first).unwrap().is_none(), "the session before has ended");
        assert!(accounts.session(&secret(&again)).unwrap().is_some());
    }
}

story! {
    fn over_tls_the_session_cookie_is_bound_to_the_host(town) {
        town.enrol_resident();
        let config = Config { address: "https://credit.example".to_owned(), ..Config::default() };
        let door = town.door_with(config);
        let opened = knock(&door, NUMBER, PASSWORD, "");
        let set = cookies(&opened);
        let session = set.iter().find(|cookie| cookie.starts_with("__Host-probity=")).unwrap();
        assert!(session.contains("; Secure") && session.contains("; Path=/"), "{session}");
        assert!(!session.contains("Domain"), "{session}");
    }
}

story! {
    fn next_leads_nowhere_but_into_this_site(town) {
        town.enrol_resident();
        let door = town.door();
        let signed = |next: &str| knock(&door, NUMBER, PASSWORD, next).location().to_owned();
        assert_eq!(signed("/mine/lookups?after=7"), "/mine/lookups?after=7");
        assert_eq!(signed("/en/mine"), "/en/mine");
        let elsewhere =
            ["//evil.example", "https://evil.example/mine", "/\\evil.example", "javascript:alert(1)"];
        for evil in elsewhere {
            assert_eq!(signed(evil), "/mine", "{evil}");
            let page = request(&door, Method::GET, &format!("/sign-in?next={evil}"), &[], "");
            assert!(page.text.contains("name=\"next\" value=\"\""), "{evil}: {}", page.text);
        }
        let home = town.come_home(NUMBER, None);
        let path = "/sign-in?next=https%3A%2F%2Fevil.example";
        assert_eq!(home.get(&door, path).location(), "/mine", "not for those who are in, either");
    }
}

story! {
    fn a_session_that_rests_too_long_or_lasts_too_long_ends_and_says_so(town) {
        let home = town.person_at_home();
        let door = town.door();
        let page = home.get(&door, "/mine/records");
        assert_eq!((page.status, &page.headers["cache-control"]), (StatusCode::OK, &"no-store".parse().unwrap()));
        let rules = &town.platform.law.security().session;
        let (idle, whole) = (i64::from(rules.subject_idle_minutes), i64::from(rules.subject_hours));
        let later = |minutes: i64| town.clock.set(town.clock.now() + SignedDuration::from_mins(minutes));
        later(idle - 2);
        assert_eq!(home.get(&door, "/mine").status, StatusCode::OK, "still there");
        later(idle + 2);
        let over = home.get(&door, "/mine/lookups?after=9");
        assert_eq!(over.status, StatusCode::SEE_OTHER);
        assert_eq!(over.location(), "/sign-in?next=%2Fmine%2Flookups%3Fafter%3D9&why=expired");
        let asked = request(&door, Method::GET, over.location(), &[], "");
        assert!(asked.text.contains("为了安全已自动退出"), "{}", asked.text);
        // A form sent too late: back to its page, and told that nothing was saved.
        let headers = [("cookie", home.cookie()), ("referer", "http://credit.example/mine/agents".to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let body = form_of(&[("csrf", &home.csrf)]);
        let late = request(&door, Method::POST, "/mine/agents", &headers, &body);
        assert_eq!(late.location(), "/sign-in?next=%2Fmine%2Fagents&why=unsaved");
        // However busy somebody is, a session ends after its hours.
        let home = town.come_home(NUMBER, None);
        for _ in 0..(whole * 60 / (idle - 1)) {
            later(idle - 1);
            home.get(&door, "/mine");
        }
        later(idle - 1);
        assert_eq!(home.get(&door, "/mine").status, StatusCode::SEE_OTHER);
    }
}

story! {
    fn nobody_is_taken_into_a_door_that_is_not_his(town) {
        let (home, door) = (town.person_at_home(), town.door());
        let stranger = request(&door, Method::GET, "/mine/records", &[], "");
        assert_eq!(stranger.location(), "/sign-in?next=%2Fmine%2Frecords", "no session, no page");
        let program = request(&door, Method::GET, "/mine/download.json", &[("accept", "application/json")], "");
        assert_eq!(program.status, StatusCode::SEE_OTHER, "the last accepted kind is a page's");
        assert_eq!(home.get(&door, "/desk").status, StatusCode::FORBIDDEN);
        let clerk = town.staff("jinan-credit-centre", "window-clerk");
        assert_eq!(clerk.get(&door, "/mine/records").status, StatusCode::FORBIDDEN);
        // Out is out.
        let out = home.post(&door, "/sign-out", &[]);
        assert_eq!(out.location(), "/sign-in?why=out");
        assert!(cookies(&out).iter().any(|cookie| cookie.starts_with("probity=;")));
        assert_eq!(home.get(&door, "/mine").status, StatusCode::SEE_OTHER);
    }
}

story! {
    fn a_subject_chooses_a_second_factor_and_ends_the_sessions_of_other_devices(town) {
        let (home, door) = (town.person_at_home(), town.door());
        let other = town.come_home(NUMBER, None);
        let page = home.get(&door, "/account").text;
        assert!(page.contains("这一台") && page.contains("另一台") && page.contains("未开启"));
        assert_eq!(home.post(&door, "/account/sessions", &[]).location(), "/account");
        assert_eq!(other.get(&door, "/mine").status, StatusCode::SEE_OTHER, "signed out");
        assert_eq!(home.get(&door, "/mine").status, StatusCode::OK);
        // The form shows a fresh secret; a code of it and the password take it into use.
        let form = home.get(&door, "/account/second").text;
        let (_, rest) = form.split_once("name=\"secret\" value=\"").unwrap();
        let shown = rest.split('"').next().unwrap();
        let code = |ahead: i64| {
            let at = town.clock.now() + SignedDuration::from_secs(ahead);
            account::code_at(shown, at).unwrap()
        };
        let bind = |password: &str, code: &str| {
            let fields = [("secret", shown), ("code", code), ("password", password)];
            home.post(&door, "/account/second", &fields)
        };
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(bind("Wrong-Password.1", &code(0)).status, wrong);
        assert_eq!(bind(PASSWORD, "000000").status, wrong);
        assert_eq!(bind(PASSWORD, &code(0)).location(), "/account");
        let second = knock(&door, NUMBER, PASSWORD, "/mine/records");
        assert_eq!(second.location(), "/sign-in/second?next=%2Fmine%2Frecords");
        let half = cookies(&second).into_iter().find(|cookie| cookie.starts_with("probity-second=")).unwrap();
        let half = half.split(';').next().unwrap().to_owned();
        let enter = |code: &str| {
            let body = form_of(&[("code", code), ("next", "/mine/records")]);
            request(&door, Method::POST, "/sign-in/second", &[("cookie", half.as_str())], &body)
        };
        assert_eq!(enter(&code(0)).status, wrong, "a code works once");
        assert_eq!(enter(&code(30)).location(), "/mine/records");
        let drop = |password: &str| home.post(&door, "/account/second/drop", &[("password", password)]);
        assert_eq!(drop("Wrong-Password.1").status, wrong);
        assert_eq!(drop(PASSWORD).location(), "/account");
        assert_eq!(knock(&door, NUMBER, PASSWORD, "").location(), "/mine");
    }
}

story! {
    fn a_password_is_changed_with_the_old_one_and_by_the_rules(town) {
        let (home, door) = (town.person_at_home(), town.door());
        let other = town.come_home(NUMBER, None);
        let change = |old: &str, new: &str, again: &str| {
            let fields = [("old", old), ("password", new), ("again", again)];
            home.post(&door, "/account/password", &fields)
        };
        let fresh = "Hai-Yan.2026-feng";
        assert!(change(PASSWORD, fresh, "other").text.contains("两次输入不一样"));
        assert_eq!(change("Wrong-Password.1", fresh, fresh).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(change(PASSWORD, "short", "short").status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(change(PASSWORD, fresh, fresh).location(), "/mine");
        assert_eq!(other.get(&door, "/mine").status, StatusCode::SEE_OTHER, "other devices are out");
        assert_eq!(knock(&door, NUMBER, fresh, "").location(), "/mine");
    }
}

story! {
    fn h_14_a_minor_gets_no_account_and_so_no_page(town) {
        let minor = account::NewHolder { name: "王小小".to_owned(), number: "370102201206150024".to_owned() };
        let refused = town.platform.accounts.invite_holder(&clerk(), &minor);
        let Err(AccountError::Refused(refused)) = refused else { panic!("{refused:?}") };
        assert_eq!(refused.rule, "H-14", "{refused:?}");
        let opened = town.platform.accounts.sign_in(&minor.number, PASSWORD, &Origin::default());
        assert!(opened.is_err());
    }
}

impl Town {
    /// The doors with settings of their own.
    fn door_with(&self, config: Config) -> Door {
        Door::open(web::router(self.platform.doors(config)).unwrap())
    }
}

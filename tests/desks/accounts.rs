//! Accounts at the desk: three administrators, none of whom can do another's work.

use axum::http::StatusCode;

use super::at_the_desk;
use crate::{rows::MARKET, story};

const CENTRE: &str = "jinan-credit-centre";

const NEW: [(&str, &str); 5] = [
    ("login", "wang.window"),
    ("name", "王芳"),
    ("agency", MARKET),
    ("division", ""),
    ("role", "department-clerk"),
];

story! {
    fn h_80_c_34_an_account_is_proposed_by_one_and_approved_by_another(town) {
        let (door, system) = at_the_desk(town, CENTRE, "system-administrator");
        let security = town.staff(CENTRE, "security-officer");
        let auditor = town.staff(CENTRE, "auditor");
        let shown = system.post(&door, "/desk/accounts", &NEW);
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        let at = shown.text.find("/invitations/").expect("the link is shown");
        let token: String = shown.text[at + "/invitations/".len()..]
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
            .collect();
        assert!(town.platform.accounts.invitation(&token).unwrap().is_some());
        // It waits in the queue of the security officer, and of nobody else.
        assert!(security.get(&door, "/desk").text.contains("王芳"));
        let list = system.get(&door, "/desk/accounts?state=proposed").text;
        let at = list.find("wang.window").expect("it is listed");
        let before = &list[..at];
        let link = before.rfind("/desk/accounts/").unwrap();
        let address: String = before[link..].chars().take_while(|letter| *letter != '"').collect();
        for (inside, wanted) in [(&system, 403), (&auditor, 403), (&security, 303)] {
            let told = inside.post(&door, &format!("{address}/approval"), &[]);
            assert_eq!(told.status.as_u16(), wanted, "{} {}", inside.staff.role, told.text);
        }
        assert!(auditor.get(&door, &address).text.contains("待启用"));
        // Nobody of them reaches data, the register of another, or the keys of another.
        for (inside, path) in [
            (&system, "/desk/lookups"),
            (&system, "/desk/alerts"),
            (&system, "/desk/audit"),
            (&security, "/desk/keys"),
            (&security, "/desk/audit"),
            (&auditor, "/desk/alerts"),
            (&auditor, "/desk/lookups"),
        ] {
            let told = inside.get(&door, path);
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{} {path}", inside.staff.role);
        }
    }
}

story! {
    fn h_80_nobody_locks_or_ends_his_own_account(town) {
        let (door, system) = at_the_desk(town, CENTRE, "system-administrator");
        let own = format!("/desk/accounts/{}", system.staff.account);
        for turn in ["lock", "end", "link"] {
            let told = system.post(&door, &format!("{own}/{turn}"), &[("reason", "测试")]);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{turn} {}", told.text);
        }
        assert_eq!(system.get(&door, &own).status, StatusCode::OK);
    }
}

story! {
    fn h_14_a_window_opens_no_account_for_a_minor_and_one_for_a_person_of_age(town) {
        let (door, clerk) = at_the_desk(town, CENTRE, "window-clerk");
        let form = |number: &'static str| [("name", "王小明"), ("number", number), ("seen", "yes")];
        let minor = clerk.post(&door, "/desk/identities", &form("370102201506150026"));
        assert_eq!(minor.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(minor.text.contains("H-14") && !minor.text.contains("/invitations/"), "{}", minor.text);
        let unseen = [("name", "王小明"), ("number", "370102198506150021"), ("seen", "")];
        let unseen = clerk.post(&door, "/desk/identities", &unseen);
        assert!(unseen.text.contains("请先核对证件原件"), "{}", unseen.text);
        let grown = clerk.post(&door, "/desk/identities", &form("370102198506150021"));
        assert_eq!(grown.status, StatusCode::OK, "{}", grown.text);
        assert!(grown.text.contains("/invitations/"));
    }
}

story! {
    fn c_34_a_key_is_shown_once_rotated_and_ended(town) {
        let (door, system) = at_the_desk(town, CENTRE, "system-administrator");
        let new = [("agency", MARKET), ("role", "department-system"), ("scope", ""), ("days", "30")];
        let made = system.post(&door, "/desk/keys", &new);
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        assert!(made.text.contains("pk_"));
        let list = system.get(&door, "/desk/keys").text;
        assert!(!list.contains("pk_"), "the secret is shown once");
        let key = town.platform.keys().list().unwrap()[0].holder.id.clone();
        let next = system.post(&door, &format!("/desk/keys/{key}/successor"), &[]);
        assert!(next.text.contains("pk_") && next.text.contains("14 天"), "{}", next.text);
        let ended = system.post(&door, &format!("/desk/keys/{key}/end"), &[("reason", "系统下线")]);
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
        let wrong = system.post(&door, "/desk/keys", &[("agency", MARKET), ("role", ""), ("days", "x")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

//! People of staff in a town: their accounts, their sessions, their forms.

use account::{NewStaff, Origin, SignIn, Staff, Who, code_at};
use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use jiff::SignedDuration;
use vocabulary::Clock;

use crate::{
    harness::Town,
    sight::{Door, percent},
};

/// A password that every rule allows.
pub const PASSWORD: &str = "Qing-Shan.2026-lv";

/// A person of staff who is signed in.
#[derive(Clone, Debug)]
pub struct Inside {
    pub staff: Staff,
    pub totp: String,
    /// Secret of the session, as it stands in the cookie.
    pub secret: String,
    pub csrf: String,
}

/// An administrator of the installation, as the account room knows one.
fn administrator(role: &str) -> Staff {
    Staff {
        account: format!("account-{role}"),
        login: role.to_owned(),
        name: role.to_owned(),
        agency: "jinan-credit-centre".to_owned(),
        division: Some("370100".to_owned()),
        role: role.to_owned(),
    }
}

impl Town {
    /// Opens an account of staff by two persons, enrols it and signs in with it.
    pub fn staff(&self, agency: &str, role: &str) -> Inside {
        let letters: String = role.chars().filter(char::is_ascii_lowercase).take(12).collect();
        let login = format!("{letters}.{}", agency.trim_start_matches("jinan-"));
        let login: String = login.chars().take(30).collect();
        self.staff_as(agency, role, &login)
    }

    /// The same with a login of its own: a second person of one role.
    pub fn staff_as(&self, agency: &str, role: &str, login: &str) -> Inside {
        let accounts = &self.platform.accounts;
        let new = NewStaff {
            login: login.to_owned(),
            name: "李明".to_owned(),
            agency: agency.to_owned(),
            division: None,
            role: role.to_owned(),
        };
        let link = accounts.invite_staff(&administrator("system-administrator"), new).unwrap();
        accounts.approve(&administrator("security-officer"), &link.account).unwrap();
        let totp = accounts.accept(&link.token, PASSWORD).unwrap().totp.unwrap().base32;
        accounts.confirm(&link.token, &code_at(&totp, self.clock.now()).unwrap()).unwrap();
        self.sign_in(login, totp)
    }

    /// Signs in with password and code, a minute later: no code is taken twice.
    pub fn sign_in(&self, login: &str, totp: String) -> Inside {
        let accounts = &self.platform.accounts;
        self.clock.set(self.clock.now() + SignedDuration::from_mins(1));
        let from = Origin::default();
        let SignIn::Second(pending) = accounts.sign_in(login, PASSWORD, &from).unwrap() else {
            panic!("staff need a second factor");
        };
        let code = code_at(&totp, self.clock.now()).unwrap();
        let token = accounts.second(&pending.secret, &code, &from).unwrap();
        let signed = accounts.session(&token.secret).unwrap().unwrap();
        let Who::Staff(staff) = signed.who else { panic!("{signed:?}") };
        Inside { staff, totp, secret: token.secret, csrf: signed.csrf }
    }
}

/// What a door answered.
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Told {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", |location| location.to_str().unwrap())
    }
}

impl Inside {
    fn send(&self, door: &Door, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Told {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("accept", "text/html")
            .header("cookie", format!("probity={}", self.secret))
            .header("content-type", kind)
            .body(Body::from(body));
        door.tell(request.unwrap())
    }

    /// Reads a page.
    pub fn get(&self, door: &Door, path: &str) -> Told {
        self.send(door, Method::GET, path, "text/plain", Vec::new())
    }

    /// Sends a form.
    pub fn post(&self, door: &Door, path: &str, fields: &[(&str, &str)]) -> Told {
        let mark = [("csrf", self.csrf.as_str())];
        let pairs = mark.iter().chain(fields);
        let pairs: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", percent(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.send(door, Method::POST, path, kind, pairs.join("&").into_bytes())
    }

    /// Sends a form with a file.
    pub fn upload(
        &self,
        door: &Door,
        path: &str,
        fields: &[(&str, &str)],
        (name, file): (&str, &[u8]),
    ) -> Told {
        self.upload_as(door, path, fields, ("file", name, file))
    }

    /// The same, with the name of the field that holds the file.
    pub fn upload_as(
        &self,
        door: &Door,
        path: &str,
        fields: &[(&str, &str)],
        (field, name, file): (&str, &str, &[u8]),
    ) -> Told {
        let mark = [("csrf", self.csrf.as_str())];
        let mut body = Vec::new();
        for (given, value) in mark.iter().chain(fields) {
            let head =
                format!("--edge\r\ncontent-disposition: form-data; name=\"{given}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        let head = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), file, b"\r\n--edge--\r\n"].concat());
        self.send(door, Method::POST, path, "multipart/form-data; boundary=edge", body)
    }
}

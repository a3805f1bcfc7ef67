//! The door of subjects, from the request to the page: who comes in, what they see, what they do.

mod associations;
mod cases;
mod forms;
pub mod reports;
mod rights;
mod sessions;
mod sight;

use account::{NewHolder, Organisation, Origin, SignIn, Staff, Who};
use axum::{
    body::Body,
    http::{Method, Request},
};

use crate::{
    harness::Town,
    rows::{COMPANY, COMPANY_NAME},
    sight::{Door, percent},
    staff::{PASSWORD, Told},
};

/// The number of the person of the licence.
pub const NUMBER: &str = "370102198506150021";

/// A clerk at the window, as the account room knows one.
fn clerk() -> Staff {
    Staff {
        account: "account-clerk".to_owned(),
        login: "window".to_owned(),
        name: "李明".to_owned(),
        agency: "jinan-credit-centre".to_owned(),
        division: Some("370100".to_owned()),
        role: "window-clerk".to_owned(),
    }
}

fn resident() -> NewHolder {
    NewHolder { name: "王小明".to_owned(), number: NUMBER.to_owned() }
}

/// Somebody at home: the session of a subject.
pub struct Home {
    pub holder: account::Holder,
    pub secret: String,
    pub csrf: String,
}

impl Town {
    /// The person of the licence, with an account, signed in for itself.
    pub fn person_at_home(&self) -> Home {
        self.enrol_resident();
        self.come_home(NUMBER, None)
    }

    /// The same person, representative of the company, signed in for the company.
    pub fn company_at_home(&self) -> Home {
        self.enrol_resident();
        self.represent_company();
        self.come_home(NUMBER, Some(COMPANY))
    }

    /// The person of the licence becomes the company's representative.
    pub fn represent_company(&self) {
        let company = Organisation { code: COMPANY.to_owned(), name: COMPANY_NAME.to_owned() };
        let accounts = &self.platform.accounts;
        accounts.confirm_representative(&clerk(), &resident(), &company).unwrap();
    }

    /// Opens the account of the person of the licence.
    pub fn enrol_resident(&self) {
        self.enrol(&resident());
    }

    /// Opens the account of a person whose document was seen at a window.
    pub fn enrol(&self, person: &NewHolder) {
        let accounts = &self.platform.accounts;
        let link = accounts.invite_holder(&clerk(), person).unwrap();
        assert!(accounts.accept(&link.token, PASSWORD).unwrap().totp.is_none());
    }

    /// Signs a person in, for itself or for an organisation.
    pub fn come_home(&self, number: &str, code: Option<&str>) -> Home {
        let accounts = &self.platform.accounts;
        let opened = accounts.sign_in(number, PASSWORD, &Origin::default()).unwrap();
        let SignIn::Opened(token) = opened else { panic!("a subject needs no second factor") };
        accounts.act_for(&token.secret, code).unwrap();
        let signed = accounts.session(&token.secret).unwrap().unwrap();
        let Who::Holder(holder) = signed.who else { panic!("{signed:?}") };
        Home { holder, secret: token.secret, csrf: signed.csrf }
    }
}

impl Home {
    /// Reads a page.
    pub fn get(&self, door: &Door, path: &str) -> Told {
        request(door, Method::GET, path, &[("cookie", &self.cookie())], "")
    }

    /// Sends a form with the mark of the session.
    pub fn post(&self, door: &Door, path: &str, fields: &[(&str, &str)]) -> Told {
        let body = form(&[&[("csrf", self.csrf.as_str())], fields].concat());
        request(door, Method::POST, path, &[("cookie", &self.cookie())], &body)
    }

    /// Sends a form that may carry files; none are chosen.
    pub fn upload(&self, door: &Door, path: &str, fields: &[(&str, &str)]) -> Told {
        let marked = [&[("csrf", self.csrf.as_str())], fields].concat();
        let owned = marked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let body = crate::plays::multipart(&owned.collect::<Vec<_>>(), &[]);
        let request = Request::post(path)
            .header("accept", "text/html")
            .header("host", "credit.example")
            .header("cookie", self.cookie())
            .header("content-type", "multipart/form-data; boundary=edge");
        door.tell(request.body(Body::from(body)).unwrap())
    }

    /// The cookie of the session.
    pub fn cookie(&self) -> String {
        format!("probity={}", self.secret)
    }
}

/// One request of a browser.
fn request(door: &Door, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Told {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("accept", "text/html")
        .header("host", "credit.example")
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    door.tell(request.body(Body::from(body.to_owned())).unwrap())
}

/// Fields as a browser sends them.
fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The values of a header that may come several times.
fn cookies(told: &Told) -> Vec<String> {
    let set = told.headers.get_all("set-cookie").iter();
    set.map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
}

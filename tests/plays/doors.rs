//! The doors over HTTP as a stage: every form is read from its page, filled in, and sent.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

use super::{
    Begin, Cast, Deed, Line, Stage, Told,
    engine::reason,
    forms::{code_in, form_to, hidden, multipart, number_in, plain},
};
use crate::{harness::Town, sight::Door, staff};

/// The doors of a town.
pub struct Doors(Door);

impl Doors {
    /// The doors of a town.
    pub fn of(town: &Town) -> Self {
        Self(town.door())
    }

    fn get(&self, cookie: Option<&str>, path: &str) -> staff::Told {
        self.send(cookie, Method::GET, path, None)
    }

    fn send(
        &self,
        cookie: Option<&str>,
        method: Method,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> staff::Told {
        let (kind, body) = body.unwrap_or(("text/plain", Vec::new()));
        let request = Request::builder().method(method).uri(path).header("accept", "text/html");
        let request = request.header("content-type", kind);
        let request = match cookie {
            Some(secret) => request.header("cookie", format!("probity={secret}")),
            None => request,
        };
        self.0.tell(request.body(Body::from(body)).unwrap())
    }

    /// Opens the page of a form, fills it in and sends it.
    fn submit(&self, cookie: Option<&str>, page: &str, line: &Line<'_>) -> staff::Told {
        let shown = self.get(cookie, page);
        let action = page.split('?').next().unwrap();
        if shown.status != StatusCode::OK {
            return shown;
        }
        let Some(form) = form_to(&shown.text, action) else { return refused(shown) };
        let mut fields = hidden(form);
        fields.extend(sentences(form));
        for (name, value) in &line.fields {
            let name = format!("field.{name}");
            let settled = fields.iter().any(|(known, _)| *known == name);
            if settled || name == "field.item" && page.contains("?item=") {
                continue;
            }
            assert!(
                form.contains(&format!("name=\"{name}\"")),
                "{name} is not asked for on {page}:\n{form}"
            );
            fields.push((name, (*value).to_owned()));
        }
        for paper in &line.papers {
            assert!(
                form.contains(&format!("name=\"paper.{paper}\"")),
                "{paper} is not asked for on {page}:\n{form}"
            );
        }
        self.post(cookie, action, (&fields, &line.papers))
    }

    fn post(
        &self,
        cookie: Option<&str>,
        action: &str,
        (fields, papers): (&[(String, String)], &[&str]),
    ) -> staff::Told {
        let body = multipart(fields, papers);
        self.send(cookie, Method::POST, action, Some(("multipart/form-data; boundary=edge", body)))
    }

    /// A move with number and code.
    fn coded(&self, code: &str, number: &str, id: &str, line: &Line<'_>) -> staff::Told {
        let own = [("number", number), ("code", code), ("sent", "yes")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let typed =
            line.fields.iter().map(|(name, value)| (format!("field.{name}"), (*value).to_owned()));
        let fields: Vec<_> = own.into_iter().chain(typed).collect();
        self.post(None, &format!("/cases/moves/{id}"), (&fields, &line.papers))
    }
}

impl Stage for Doors {
    fn start(&mut self, town: &Town, cast: &mut Cast, begin: &Begin<'_>, line: &Line<'_>) -> Told {
        let cookie = cookie(town, cast, line.who);
        let page = chosen(new_page(line.who, begin), line);
        let told = match line.who {
            "anyone" => self.anonymous(&page, line),
            _ => self.submit(cookie.as_deref(), &page, line),
        };
        if !(told.status.is_success() || told.status == StatusCode::SEE_OTHER) {
            return Told::Refused(plain(&told.text));
        }
        match number_in(told.location()).or_else(|| number_in(&told.text)) {
            Some(number) => Told::Begun(number, code_in(&told.text)),
            None => Told::Refused(plain(&told.text)),
        }
    }

    fn act(&mut self, town: &Town, cast: &mut Cast, number: &str, line: &Line<'_>) -> Told {
        let cookie = cookie(town, cast, line.who);
        let door = door_of(line.who);
        let told = match line.deed {
            Deed::Move(id) if line.who == "code" => {
                self.coded(&cast.codes[number].clone(), number, id, line)
            }
            Deed::Move(id) => {
                self.submit(cookie.as_deref(), &format!("/{door}/cases/{number}/moves/{id}"), line)
            }
            Deed::Extend(clock) => {
                let page = self.get(cookie.as_deref(), &format!("/{door}/cases/{number}")).text;
                let action = format!("/{door}/cases/{number}/extend");
                let Some(form) = form_to(&page, &action) else {
                    return Told::Refused(plain(&page));
                };
                let mut fields = hidden(form);
                fields.retain(|(name, _)| name != "clock");
                fields.push(("clock".to_owned(), clock.to_owned()));
                fields.push(("reason".to_owned(), reason(line).to_owned()));
                let pairs: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{name}={}", crate::sight::percent(value)))
                    .collect();
                let body = pairs.join("&").into_bytes();
                self.send(
                    cookie.as_deref(),
                    Method::POST,
                    &action,
                    Some(("application/x-www-form-urlencoded", body)),
                )
            }
            _ => unreachable!("{line:?}"),
        };
        let done = told.status == StatusCode::SEE_OTHER
            || line.who == "code" && told.status == StatusCode::OK;
        if done { Told::Done } else { Told::Refused(plain(&told.text)) }
    }

    fn page(&mut self, town: &Town, cast: &mut Cast, who: &str, number: &str) -> Option<String> {
        if matches!(who, "code" | "anyone") {
            let fields = [("number", number), ("code", &cast.codes[number])];
            let pairs: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let body = pairs.join("&").into_bytes();
            let told = self.send(
                None,
                Method::POST,
                "/cases",
                Some(("application/x-www-form-urlencoded", body)),
            );
            return Some(plain(&told.text));
        }
        let cookie = cookie(town, cast, who);
        let told = self.get(cookie.as_deref(), &format!("/{}/cases/{number}", door_of(who)));
        Some(plain(&told.text))
    }
}

impl Doors {
    /// A case without account: name and contact are asked for as well.
    fn anonymous(&self, page: &str, line: &Line<'_>) -> staff::Told {
        let shown = self.get(None, page);
        let action = page.split('?').next().unwrap();
        let Some(form) = form_to(&shown.text, action) else { return refused(shown) };
        let mut fields = hidden(form);
        fields.extend(
            line.fields.iter().map(|(name, value)| (format!("field.{name}"), (*value).to_owned())),
        );
        let code = page.split("subject=").nth(1).and_then(|after| after.split('&').next());
        if let Some(code) = code.filter(|_| !fields.iter().any(|(name, _)| name == "subject")) {
            fields.push(("subject".to_owned(), code.to_owned()));
        }
        for (name, value) in [("name", "赵青"), ("contact", "见信封")] {
            if form.contains(&format!("name=\"{name}\"")) {
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        self.post(None, action, (&fields, &line.papers))
    }
}

/// A page without the form: it says why.
fn refused(shown: staff::Told) -> staff::Told {
    staff::Told { status: StatusCode::CONFLICT, ..shown }
}

/// Through which door somebody comes.
pub fn door_of(who: &str) -> &'static str {
    if matches!(who, "company" | "person") { "mine" } else { "desk" }
}

/// Where a case begins for somebody.
pub fn new_page(who: &str, begin: &Begin<'_>) -> String {
    let (process, digest) = (begin.process, begin.digest.as_deref());
    let code = begin.code.unwrap_or_default();
    match (who, digest) {
        ("company", Some(digest)) => format!("/mine/cases/new/{process}?digest={digest}"),
        ("company", None) => format!("/mine/cases/new/{process}"),
        ("person", Some(digest)) => {
            format!("/mine/cases/new/{process}?digest={digest}&subject={code}")
        }
        ("person", None) if code.is_empty() => format!("/mine/cases/new/{process}"),
        ("person", None) => format!("/mine/cases/new/{process}?subject={code}"),
        ("anyone", Some(digest)) => {
            format!("/processes/{process}/new?subject={code}&digest={digest}")
        }
        ("anyone", None) if code.is_empty() => format!("/processes/{process}/new"),
        ("anyone", None) => format!("/processes/{process}/new?subject={code}"),
        (_, Some(digest)) => format!("/desk/cases/new/{process}?code={code}&digest={digest}"),
        (_, None) if code.is_empty() => format!("/desk/cases/new/{process}"),
        (_, None) => format!("/desk/cases/new/{process}?code={code}"),
    }
}

/// The page of a signature: the commitment item is chosen before it.
pub fn chosen(page: String, line: &Line<'_>) -> String {
    let item = line.fields.iter().find(|(field, _)| *field == "item");
    match (item, door_of(line.who), page.contains('?')) {
        (Some((_, item)), "mine", false) => format!("{page}?item={item}"),
        _ => page,
    }
}

/// Every sentence of a commitment, accepted.
fn sentences(form: &str) -> Vec<(String, String)> {
    let named = |number: &usize| form.contains(&format!("name=\"accept.{number}\""));
    (1..).take_while(named).map(|number| (format!("accept.{number}"), "yes".to_owned())).collect()
}

/// The session of somebody.
pub fn cookie(town: &Town, cast: &mut Cast, who: &str) -> Option<String> {
    match who {
        "anyone" | "code" => None,
        "company" | "person" => Some(cast.home(town, who).secret.clone()),
        _ => Some(cast.staff(town, who).secret.clone()),
    }
}

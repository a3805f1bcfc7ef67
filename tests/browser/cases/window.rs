//! Chromium as a stage: forms are opened, filled in and sent as people do.

use super::super::driver::Browser;
use crate::{
    harness::Town,
    plays::{
        Begin, Cast, Deed, Line, Stage, Told,
        doors::{chosen, cookie, door_of, new_page},
        engine::reason,
        forms::{code_in, number_in, paper},
    },
};

/// A window on a served town.
pub(super) struct Window {
    browser: Browser,
    address: String,
}

impl Window {
    pub(super) fn open(address: &str) -> Self {
        Self { browser: Browser::open(1280, false), address: address.to_owned() }
    }

    /// Whoever comes sits down at the browser, and goes to a page.
    fn come(&self, town: &Town, cast: &mut Cast, who: &str, path: &str) {
        let secret = cookie(town, cast, who).unwrap_or_default();
        self.browser.keep_cookie(&self.address, "probity", &secret);
        self.browser.go(&format!("{}{path}", self.address));
    }

    fn has(&self, selector: &str) -> bool {
        self.browser.ask(&format!("document.querySelector({selector:?}) !== null")) == true
    }

    /// What the page says, and the fields in which the browser itself finds something missing.
    fn said(&self) -> String {
        let missing =
            "[...document.querySelectorAll('main form :invalid')].map(one => one.name).join(' ')";
        let missing = self.browser.ask(missing);
        format!("{}\n{}", self.browser.text("main"), missing.as_str().unwrap_or_default())
    }

    /// Fills in the form that goes to `action` and sends it; whether it could be sent.
    fn submit(&self, town: &Town, action: &str, line: &Line<'_>) -> bool {
        let form = format!("form[action=\"{action}\"]");
        if !self.has(&form) {
            return false;
        }
        for sentence in (1..).take_while(|n| self.has(&sentence_of(&form, *n))) {
            self.browser.click(&sentence_of(&form, sentence));
        }
        for (field, value) in &line.fields {
            let name = format!("field.{field}");
            let settled = self.has(&format!("{form} [type=hidden][name=\"{name}\"]"));
            let asked = *field != "item" || self.has(&format!("{form} [name=\"{name}\"]"));
            if asked && !settled {
                self.fill(&form, &name, value);
            }
        }
        for document in &line.papers {
            let path = town.folder().join(format!("{document}.pdf"));
            std::fs::write(&path, paper(document)).unwrap();
            self.browser
                .fill(&format!("{form} [name=\"paper.{document}\"]"), path.to_str().unwrap());
        }
        if self.browser.ask(&format!("document.querySelector({form:?}).checkValidity()")) != true {
            return false;
        }
        self.browser.follow(&format!("{form} button[type=submit]"));
        true
    }

    /// Fills in one field, whatever it is.
    fn fill(&self, form: &str, name: &str, value: &str) {
        let field = format!("{form} [name=\"{name}\"]");
        assert!(self.has(&field), "{name} is not asked for: {}", self.said());
        let kind = self.browser.ask(&format!("document.querySelector({field:?}).type"));
        match kind.as_str().unwrap_or_default() {
            "select-one" => {
                let option = format!("{field} option[value=\"{value}\"]");
                if self.has(&option) {
                    self.browser.choose(&field, value);
                }
            }
            "radio" => self.browser.click(&format!("{field}[value=\"{value}\"]")),
            "checkbox" => self.browser.click(&field),
            // A date is typed in the order of the reader's language; what it says is what is sent.
            "date" => {
                self.browser.ask(&format!("document.querySelector({field:?}).value = {value:?}"));
            }
            _ => self.browser.fill(&field, value),
        }
    }

    /// Number and code open the case.
    fn find(&self, town: &Town, cast: &mut Cast, number: &str) {
        self.come(town, cast, "code", "/cases");
        let form = "form[action=\"/cases\"]";
        self.browser.fill(&format!("{form} [name=number]"), number);
        self.browser.fill(&format!("{form} [name=code]"), &cast.codes[number]);
        self.browser.follow(&format!("{form} button[type=submit]"));
    }

    /// A move with number and code.
    fn coded(
        &self,
        town: &Town,
        cast: &mut Cast,
        (number, id): (&str, &str),
        line: &Line<'_>,
    ) -> Told {
        self.find(town, cast, number);
        let form = format!("form[action=\"/cases/moves/{id}\"]");
        if !self.has(&form) {
            return Told::Refused(self.said());
        }
        self.browser.follow(&format!("{form} button"));
        if self.has(&format!("{form} [name=sent]"))
            && !self.submit(town, &format!("/cases/moves/{id}"), line)
        {
            return Told::Refused(self.said());
        }
        if self.has(&form) && self.has(".wrong") { Told::Refused(self.said()) } else { Told::Done }
    }

    fn extended(&self, (door, number): (&str, &str), clock: &str, line: &Line<'_>) -> Told {
        let form = format!("form[action=\"/{door}/cases/{number}/extend\"]");
        if !self.has(&form) {
            return Told::Refused(self.said());
        }
        self.browser
            .ask("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        if self.has(&format!("{form} select[name=clock]")) {
            self.browser.choose(&format!("{form} [name=clock]"), clock);
        }
        self.browser.fill(&format!("{form} [name=reason]"), reason(line));
        self.browser.follow(&format!("{form} button[type=submit]"));
        Told::Done
    }
}

/// The tick of a sentence of a commitment.
fn sentence_of(form: &str, number: usize) -> String {
    format!("{form} [name=\"accept.{number}\"]")
}

impl Stage for Window {
    fn start(&mut self, town: &Town, cast: &mut Cast, begin: &Begin<'_>, line: &Line<'_>) -> Told {
        let page = chosen(new_page(line.who, begin), line);
        self.come(town, cast, line.who, &page);
        if line.who == "anyone" && self.has("[name=contact]") {
            self.browser.fill("[name=name]", "赵青");
            self.browser.fill("[name=contact]", "见信封");
        }
        let action = page.split('?').next().unwrap();
        if !self.submit(town, action, line) {
            return Told::Refused(self.said());
        }
        if self.has(&format!("form[action=\"{action}\"]")) {
            return Told::Refused(self.said());
        }
        let number = number_in(&self.browser.address()).or_else(|| number_in(&self.said()));
        match number {
            Some(number) => Told::Begun(number, code_in(&self.browser.source())),
            None => Told::Refused(self.said()),
        }
    }

    fn act(&mut self, town: &Town, cast: &mut Cast, number: &str, line: &Line<'_>) -> Told {
        let door = door_of(line.who);
        match line.deed {
            Deed::Move(id) if line.who == "code" => self.coded(town, cast, (number, id), line),
            Deed::Move(id) => {
                let page = format!("/{door}/cases/{number}/moves/{id}");
                self.come(town, cast, line.who, &page);
                if !self.submit(town, &page, line) || self.has(&format!("form[action=\"{page}\"]"))
                {
                    return Told::Refused(self.said());
                }
                Told::Done
            }
            Deed::Extend(clock) => {
                self.come(town, cast, line.who, &format!("/{door}/cases/{number}"));
                self.extended((door, number), clock, line)
            }
            _ => unreachable!("{line:?}"),
        }
    }

    fn page(&mut self, town: &Town, cast: &mut Cast, who: &str, number: &str) -> Option<String> {
        if matches!(who, "code" | "anyone") {
            self.find(town, cast, number);
        } else {
            self.come(town, cast, who, &format!("/{}/cases/{number}", door_of(who)));
        }
        Some(self.said())
    }
}

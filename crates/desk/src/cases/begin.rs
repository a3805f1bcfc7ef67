//! Beginning a case: about whom, about which record, and what is to be said.

use std::collections::BTreeMap;

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::{
    process::{About, Process},
    role::Action,
};
use serde::Serialize;
use vocabulary::{Identifier, SubjectKind};
use web::{
    WebError,
    door::{
        Asked, Asks, CaseForm, Fields, Language, Named, Site, Staff, Upload, Visit, case_trouble,
        page, said,
    },
};
use workflow::{Input, NewCase, case::CaseOrNew};

use super::{
    by,
    effects::foretell,
    options,
    records::{self, Row},
    whom::{self, Whom},
};
use crate::{
    form::{Choice, Refused, Wrongs, again},
    may, number,
};

const TEMPLATE: (&str, &str) = ("desk/cases/begin.html", "cases");

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
struct Page {
    title: String,
    purpose: String,
    button: String,
    stages: Vec<String>,
    at: usize,
    /// `whom`, `which`, `ask`.
    stage: &'static str,
    action: String,
    nobody: bool,
    number: String,
    documents: Vec<Choice>,
    document: String,
    purposes: Vec<Choice>,
    chosen_purpose: String,
    matter_number: String,
    subject: Option<String>,
    record: Option<String>,
    records: Vec<Row>,
    kept: BTreeMap<&'static str, String>,
    effects: Vec<String>,
    ends: bool,
    form: CaseForm,
    errors: Wrongs,
    refused: Option<Refused>,
}

/// What comes next.
enum Next {
    /// The case has begun.
    Begun(String),
    /// A page is shown.
    Page(Box<Page>, StatusCode),
}

/// Who asks for what.
struct Desk<'d> {
    site: &'d Site,
    language: Language,
    staff: &'d Staff,
    process: &'d Process,
}

/// `GET /desk/cases/new/{process}`
pub(super) async fn blank(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(process): Named<String>,
    Asked(given): Asked<Fields>,
) -> Result<Response, WebError> {
    page(&site, visit, TEMPLATE, move |site, visit| {
        let desk = Desk::of(site, visit.language, &staff, &process)?;
        desk.first(&given)
    })
    .await
}

/// `POST /desk/cases/new/{process}`
pub(super) async fn send(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(process): Named<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let language = visit.language;
    let next =
        site.ask(move |site| Desk::of(site, language, &staff, &process)?.go_on(&upload)).await?;
    match next {
        Next::Begun(number) => {
            Ok(said(&visit, &format!("/desk/cases/{number}"), "desk.said.case_opened"))
        }
        Next::Page(view, status) => {
            let form = page(&site, visit, TEMPLATE, |_, _| Ok(view));
            Ok(again(form.await?, status))
        }
    }
}

impl<'d> Desk<'d> {
    /// A process that this person may begin.
    fn of(
        site: &'d Site,
        language: Language,
        staff: &'d Staff,
        process: &str,
    ) -> Result<Self, WebError> {
        let mine = super::start::startable(site, staff);
        let process = mine.into_iter().find(|one| one.id == process).ok_or(WebError::Missing)?;
        Ok(Self { site, language, staff, process })
    }

    /// The page on which it begins. In the address stand an organisation and its record, never a
    /// person, and perhaps what another page proposes for some fields (`field.<id>`).
    fn first(&self, given: &Fields) -> Result<Page, WebError> {
        if matches!(self.process.about, About::Agency | About::Nothing) {
            return self.ask((None, None), given);
        }
        let code = given.given("code");
        let whom = match &code {
            Some(code) => whom::coded(self.site, code)?,
            None => None,
        };
        match (whom, given.given("digest"), self.process.about) {
            (Some(whom), Some(digest), About::Record) => {
                self.ask((Some(whom), Some(digest)), given)
            }
            (Some(whom), _, About::Subject) => self.ask((Some(whom), None), given),
            _ => Ok(Page { number: code.unwrap_or_default(), ..self.whom(&Fields::default()) }),
        }
    }

    /// The page after what was sent, or the case.
    fn go_on(&self, upload: &Upload) -> Result<Next, WebError> {
        let fields = &upload.fields;
        if matches!(self.process.about, About::Agency | About::Nothing) {
            return self.open((None, None), upload);
        }
        let Some(whom) = whom::kept(fields).filter(|_| fields.get("stage") != "whom") else {
            return self.named(fields);
        };
        let digest = Some(fields.get("digest").to_owned()).filter(|digest| !digest.is_empty());
        match fields.get("stage") {
            "ask" => self.open((Some(whom), digest), upload),
            _ => Ok(Next::Page(Box::new(self.ask((Some(whom), digest), fields)?), StatusCode::OK)),
        }
    }

    /// What every page of it says.
    fn page(&self, stage: &'static str) -> Page {
        let word = |key: &str| self.site.word(self.language, &format!("desk.begin.{key}"));
        let stages: &[&'static str] = match self.process.about {
            About::Record => &["whom", "which", "fill"],
            About::Subject => &["whom", "fill"],
            About::Agency | About::Nothing => &["fill"],
        };
        let shown = if stage == "ask" { "fill" } else { stage };
        Page {
            title: self.language.of(&self.process.title),
            purpose: self.language.of(&self.process.purpose),
            button: self.language.of(&self.process.start.title),
            at: stages.iter().position(|one| *one == shown).map_or(1, |at| at + 1),
            stages: stages.iter().map(|one| word(one)).collect(),
            stage,
            action: format!("/desk/cases/new/{}", self.process.id),
            ..Page::default()
        }
    }

    /// About whom.
    fn whom(&self, fields: &Fields) -> Page {
        let purposes = match self.process.about {
            About::Record => may::purposes(self.site, self.language, self.staff, Action::ReadFile),
            _ => Vec::new(),
        };
        Page {
            number: fields.get("number").to_owned(),
            documents: number::documents(self.language),
            document: fields.get("document").to_owned(),
            purposes,
            chosen_purpose: fields.get("purpose").to_owned(),
            matter_number: fields.get("matter_number").to_owned(),
            ..self.page("whom")
        }
    }

    /// A number was sent.
    fn named(&self, fields: &Fields) -> Result<Next, WebError> {
        let mut page = self.whom(fields);
        let status = match whom::named(self.site, self.language, fields)? {
            whom::Named::Found(_, identifier) if !self.fits(&identifier) => {
                page.errors.add(self.site, self.language, "number", "desk.error.no_person");
                StatusCode::UNPROCESSABLE_ENTITY
            }
            whom::Named::Found(whom, identifier) => {
                if self.process.about == About::Subject {
                    page = self.ask((Some(whom), None), fields)?;
                    return Ok(Next::Page(Box::new(page), StatusCode::OK));
                }
                let asked = (&whom, &identifier, fields);
                match records::of(self.site, self.language, self.staff, self.process, asked)? {
                    Ok(records) => {
                        page = self.which(&whom, records);
                        StatusCode::OK
                    }
                    Err(refusal) => {
                        page.refused = Some(refusal.into());
                        StatusCode::FORBIDDEN
                    }
                }
            }
            whom::Named::Wrong(key) => {
                page.errors.add(self.site, self.language, "number", key);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            whom::Named::Nobody => {
                page.nobody = true;
                StatusCode::NOT_FOUND
            }
            whom::Named::Refused(refusal) => {
                page.refused = Some(refusal.into());
                StatusCode::FORBIDDEN
            }
        };
        Ok(Next::Page(Box::new(page), status))
    }

    /// Whether it can be about whoever has such a number.
    fn fits(&self, identifier: &Identifier) -> bool {
        let kinds = &self.process.subjects;
        !identifier.kind.is_personal() || kinds.is_empty() || kinds.contains(&SubjectKind::Person)
    }

    /// About which record.
    fn which(&self, whom: &Whom, records: Vec<Row>) -> Page {
        Page { subject: Some(whom.shown.clone()), records, kept: whom.keep(), ..self.page("which") }
    }

    /// What is to be said.
    fn ask(
        &self,
        (whom, digest): (Option<Whom>, Option<String>),
        typed: &Fields,
    ) -> Result<Page, WebError> {
        let start = &self.process.start;
        let asks = Asks {
            process: self.process,
            needs: &start.needs,
            asks: &start.asks,
            documents: &start.documents,
            attaches: &start.attaches,
        };
        let new = self.prospect(whom.as_ref(), digest.clone());
        let refused = self.site.cases().start(&by(self.staff), &new)?.refused;
        let list = typed.given("field.list").map(|list| ("list".to_owned(), list));
        let fields = list.into_iter().collect();
        let of = CaseOrNew::New(NewCase { input: Input { fields, papers: Vec::new() }, ..new });
        let (effects, notices) = (&start.effects, &start.notices);
        let to = Some(start.to.as_str());
        let told = foretell(self.site, self.language, self.process, to, (effects, notices));
        let quiet = effects.is_empty() && notices.is_empty();
        let mut kept = whom.as_ref().map(Whom::keep).unwrap_or_default();
        let record = typed.given("record");
        kept.extend(digest.map(|digest| ("digest", digest)));
        kept.extend(record.clone().map(|record| ("record", record)));
        Ok(Page {
            subject: whom.map(|whom| whom.shown),
            record,
            kept,
            effects: if quiet { Vec::new() } else { told.lines },
            ends: told.ends,
            form: options::form(self.site, self.language, self.staff, &of, asks, typed)?,
            refused: refused.map(Refused::from),
            ..self.page("ask")
        })
    }

    fn prospect(&self, whom: Option<&Whom>, digest: Option<String>) -> NewCase {
        NewCase {
            process: self.process.id.clone(),
            subject: whom.map(|whom| whom.subject),
            digest,
            ..NewCase::default()
        }
    }

    /// Begins the case, or says what is missing.
    fn open(
        &self,
        (whom, digest): (Option<Whom>, Option<String>),
        upload: &Upload,
    ) -> Result<Next, WebError> {
        let new = self.prospect(whom.as_ref(), digest.clone());
        let mut page = self.ask((whom, digest), &upload.fields)?;
        if !page.form.check(self.site, self.language, &upload.files) {
            return Ok(Next::Page(Box::new(page), StatusCode::UNPROCESSABLE_ENTITY));
        }
        let input = options::input(&page.form, upload)?;
        let error = match self.site.cases().open(&by(self.staff), NewCase { input, ..new }) {
            Ok(receipt) => return Ok(Next::Begun(receipt.number)),
            Err(error) => error,
        };
        page.refused = case_trouble(&mut page.form, error)?.map(Refused::from);
        let status = match page.refused {
            Some(_) => StatusCode::CONFLICT,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Ok(Next::Page(Box::new(page), status))
    }
}

//! Lists of declarations: of a subject, of the desk.

use ledger::Reader;
use policy::model::catalog::FieldRole;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Position, SubjectId, parse_case_number};

use super::{
    CheckState, DeclarationView, Declarations, FieldLine, PREFIX,
    check::note_place,
    row::{Values, field_of},
};
use crate::{
    IntakeError, Page, Paged,
    queries::{declarations, declarations::Declared, keys},
};

/// What of a record's body is shown.
#[derive(Deserialize, Default)]
struct Body {
    name: Option<String>,
    code: Option<String>,
    #[serde(default)]
    fields: Values,
}

impl Declarations {
    /// What a subject declared, newest first.
    pub fn of_subject(
        &self,
        subject: SubjectId,
        page: &Page,
    ) -> Result<Paged<DeclarationView>, IntakeError> {
        let span = (page.number(i64::MAX), page.rows() + 1);
        self.0.db.read(|tx| {
            let found = declarations::of_subject(tx, subject, span)?;
            self.paged(tx, found, page)
        })
    }

    /// What waits to be checked, oldest first.
    pub fn to_check(&self, page: &Page) -> Result<Paged<DeclarationView>, IntakeError> {
        let span = (page.number(-1), page.rows() + 1);
        self.0.db.read(|tx| {
            let found = declarations::in_state(tx, CheckState::Unchecked, span)?;
            self.paged(tx, found, page)
        })
    }

    /// How many wait to be checked.
    pub fn waiting(&self) -> Result<u64, IntakeError> {
        Ok(self.0.db.read(|tx| declarations::count(tx, CheckState::Unchecked))?)
    }

    /// One declaration; none if no declaration has this number.
    pub fn declaration(&self, number: &str) -> Result<Option<DeclarationView>, IntakeError> {
        let Some(number) = parse_case_number(PREFIX, number) else { return Ok(None) };
        self.0.db.read(|tx| {
            let found = declarations::find(tx, &number)?;
            found.map(|found| self.view(tx, found)).transpose()
        })
    }

    fn paged(
        &self,
        tx: &mut Tx,
        mut found: Vec<Declared>,
        page: &Page,
    ) -> Result<Paged<DeclarationView>, IntakeError> {
        let more = found.len() > page.rows();
        found.truncate(page.rows());
        let next = found.last().filter(|_| more).map(|last| last.position.to_string());
        let views = found.into_iter().map(|found| self.view(tx, found));
        Ok(Paged { entries: views.collect::<Result<_, _>>()?, next })
    }

    fn view(&self, tx: &mut Tx, found: Declared) -> Result<DeclarationView, IntakeError> {
        let body = self.body(tx, &found)?;
        let item = self.0.law.item(&found.item, self.0.clock.today());
        let of_item = item.into_iter().flat_map(|item| &item.field);
        let line = |field: &policy::model::catalog::Field| {
            let value = body.fields.get(&field.name)?.clone();
            Some(FieldLine { name: field.name.clone(), zh: field.zh.clone(), value })
        };
        let summary = item.and_then(|item| field_of(item, FieldRole::Summary));
        let checker = found.checked_by.as_deref().and_then(|id| self.0.law.agency(id));
        let note = match &found.note {
            Some(sealed) => {
                let plain = self.0.vault.open(sealed, &note_place(&found.number))?;
                Some(String::from_utf8_lossy(&plain).into_owned()).filter(|note| !note.is_empty())
            }
            None => None,
        };
        let files = declarations::evidence_of(tx, (found.subject, &found.number))?;
        let files = files.iter().map(|(file, sealed)| self.line(found.subject, *file, sealed));
        Ok(DeclarationView {
            subject: found.subject.to_hex(),
            title: item.map(|item| item.title.clone()),
            summary: summary.and_then(|field| body.fields.get(field).cloned()),
            fields: of_item.filter_map(line).collect(),
            name: body.name.unwrap_or_default(),
            code: body.code.unwrap_or_default(),
            state: found.state,
            declared_on: found.declared_on,
            checked_on: found.checked_on,
            checked_by_title: checker.map(|agency| agency.title.clone()),
            checked_by: found.checked_by,
            note,
            evidence: files.collect::<Result<_, _>>()?,
            position: found.position,
            number: found.number,
            digest: found.digest,
            item: found.item,
        })
    }

    /// What the record says now; nothing if its body was erased.
    fn body(&self, tx: &mut Tx, found: &Declared) -> Result<Body, IntakeError> {
        let digest = hex::decode(&found.digest).ok().and_then(|bytes| bytes.try_into().ok());
        let Some(digest) = digest else { return Ok(Body::default()) };
        let known = keys::known_of(tx, &[(found.subject, digest)])?.pop().flatten();
        let Some(known) = known else { return Ok(Body::default()) };
        let body = Reader::body(tx, found.subject, Position(known.position))?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
    }
}

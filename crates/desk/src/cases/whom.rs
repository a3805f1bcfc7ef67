//! About whom a case is to begin: a number is typed and sent by POST; what goes along afterwards is the
//! pseudonymous id, never the number of a person.

use std::collections::BTreeMap;

use disclosure::Refusal;
use vocabulary::{Identifier, SubjectId, UnifiedCode};
use web::{
    WebError,
    door::{Fields, Language, Site},
};

use crate::number;

/// Whom a case is about.
#[derive(Clone, Debug)]
pub(super) struct Whom {
    pub(super) subject: SubjectId,
    /// Name and code of an organisation; the ends of a person's number.
    pub(super) shown: String,
}

/// What came of a number.
pub(super) enum Named {
    Found(Whom, Identifier),
    /// Key of what is wrong with the number.
    Wrong(&'static str),
    /// No organisation has it.
    Nobody,
    Refused(Refusal),
}

/// Reads the number that was typed.
pub(super) fn named(site: &Site, language: Language, fields: &Fields) -> Result<Named, WebError> {
    let identifier = match number::identify(fields) {
        Ok(identifier) => identifier,
        Err(key) => return Ok(Named::Wrong(key)),
    };
    if disclosure::is_minor(&identifier, site.today()) {
        return Ok(Named::Refused(Refusal::minor()));
    }
    let subject = site.site_key.subject_id(&identifier);
    let ends = number::shown(&identifier);
    if identifier.kind.is_personal() {
        let shown = site.words(language, "desk.begin.person_number", &[("number", ends)]);
        return Ok(Named::Found(Whom { subject, shown }, identifier));
    }
    let Some(whom) = organisation(site, subject, &ends)? else { return Ok(Named::Nobody) };
    Ok(Named::Found(whom, identifier))
}

/// The organisation of a code that stands in an address.
pub(super) fn coded(site: &Site, code: &str) -> Result<Option<Whom>, WebError> {
    let Ok(code) = UnifiedCode::parse(code) else { return Ok(None) };
    let identifier = code.identifier();
    organisation(site, site.site_key.subject_id(&identifier), &identifier.number)
}

fn organisation(site: &Site, subject: SubjectId, code: &str) -> Result<Option<Whom>, WebError> {
    let Some(page) = site.gate().page(subject)? else { return Ok(None) };
    let name = page.into_inner().head.name.unwrap_or_default();
    Ok(Some(Whom { subject, shown: format!("{name} {code}").trim().to_owned() }))
}

/// Whoever went along with a form.
pub(super) fn kept(fields: &Fields) -> Option<Whom> {
    let subject = SubjectId::from_hex(fields.get("subject"))?;
    Some(Whom { subject, shown: fields.get("shown").chars().take(200).collect() })
}

impl Whom {
    /// What goes along with a form.
    pub(super) fn keep(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([("subject", self.subject.to_hex()), ("shown", self.shown.clone())])
    }
}

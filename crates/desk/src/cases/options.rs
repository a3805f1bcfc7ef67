//! The form of a move or a beginning: what the process asks for, what can be chosen.

use web::{
    WebError,
    door::{Asks, CaseChoice, CaseForm, Fields, Language, Site, Staff},
};
use workflow::case::{CaseOrNew, CaseView, Choice};

use super::by;

/// The form with what was typed.
pub(super) fn form(
    site: &Site,
    language: Language,
    staff: &Staff,
    of: &CaseOrNew,
    asks: Asks<'_>,
    typed: &Fields,
) -> Result<CaseForm, WebError> {
    CaseForm::of(language, asks, typed, |field| {
        let options = site.cases().options(&by(staff), of, &field.id)?;
        let choice = |one: Choice| CaseChoice { id: one.id, title: language.of(&one.title) };
        Ok(options.into_iter().map(choice).collect())
    })
}

/// What the case says already stands in the fields; a tick is set anew each time.
pub(super) fn prefill(form: &mut CaseForm, case: &CaseView) {
    for field in form.fields.iter_mut().filter(|field| field.kind != "tick") {
        let known = case.fields.iter().find(|known| known.id == field.id);
        field.value = known.and_then(|known| known.value.clone()).unwrap_or_default();
    }
}

/// What was filled in and sent along, for the engine.
pub(super) fn input(
    form: &CaseForm,
    upload: &web::door::Upload,
) -> Result<workflow::Input, WebError> {
    let papers = form.papers(upload)?.into_iter().map(|(document, name, bytes)| {
        let media_type = media_type(&bytes).to_owned();
        workflow::Paper { document, name, media_type, bytes }
    });
    Ok(workflow::Input { fields: form.values(), papers: papers.collect() })
}

/// The three kinds of papers by their first bytes.
fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => "application/pdf",
    }
}

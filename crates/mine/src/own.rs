//! Whose page it is: the person, or the organisation it acts for.

use disclosure::{AsOf, FileView, PageRequest, RecordView, Viewer};
use vocabulary::SubjectKind;
use web::{
    WebError,
    door::{Language, Site, tell},
};

/// Whether the holder acts for an organisation now.
pub(crate) fn is_organisation(holder: &account::Holder) -> bool {
    holder.acting != holder.person
}

/// The viewer of the holder's own data.
pub(crate) fn viewer(holder: &account::Holder) -> Viewer {
    Viewer::Subject { subject: holder.acting }
}

/// The own file; none if the platform holds nothing.
pub(crate) fn file(site: &Site, holder: &account::Holder) -> Result<Option<FileView>, WebError> {
    let file = site.gate().file(&viewer(holder), holder.acting, AsOf::default())?;
    Ok(file.map(|file| file.into_inner()))
}

/// One of the own records, by its address.
pub(crate) fn record(
    site: &Site,
    holder: &account::Holder,
    digest: &str,
) -> Result<RecordView, WebError> {
    let records = file(site, holder)?.map(|file| file.records).unwrap_or_default();
    let found = records.into_iter().find(|record| record.digest == digest);
    found.ok_or(WebError::Missing)
}

/// What the subject is: as its file says, or by whether it acts for an organisation.
pub(crate) fn kind(file: Option<&FileView>, holder: &account::Holder) -> SubjectKind {
    let guessed = match is_organisation(holder) {
        true => SubjectKind::Enterprise,
        false => SubjectKind::Person,
    };
    file.map_or(guessed, |file| file.head.kind)
}

/// The name by which it is greeted.
pub(crate) fn name(holder: &account::Holder) -> String {
    match is_organisation(holder) {
        true => holder.acting_name.clone(),
        false => holder.name.clone(),
    }
}

/// A page of a list that is turned by `after`.
pub(crate) fn turned(after: Option<String>, size: u32) -> PageRequest {
    PageRequest { after: after.filter(|after| !after.is_empty()), size }
}

/// The title of a catalog item, whichever edition: its id where the law has forgotten it.
pub(crate) fn item_title(site: &Site, language: Language, id: &str) -> String {
    let item = site.law().item(id, site.today());
    item.map_or_else(|| id.to_owned(), |item| language.of(&item.title))
}

/// A closed word of the law, as it stands in the message catalog (`purpose.licensing`); its id
/// where the catalog has none.
pub(crate) fn word(site: &Site, language: Language, key: &str) -> String {
    let said = site.word(language, key);
    if said == key { key.rsplit('.').next().unwrap_or_default().to_owned() } else { said }
}

/// An agency by its name; the platform by its own word.
pub(crate) fn agency(site: &Site, language: Language, agency: &disclosure::AgencyView) -> String {
    match agency.code.as_str() {
        "" | "platform" => site.word(language, "mine.platform"),
        _ => tell::agency(language, agency),
    }
}

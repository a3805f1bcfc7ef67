//! The unit for which an officer works: its name, its matters, its items.

use policy::model::{agency::Agency, catalog::CatalogItem, matter::Matter};
use vocabulary::SubjectKind;
use web::door::{Language, Site, Staff};

use crate::form::Choice;

/// What the unit is called.
pub(crate) fn title(site: &Site, language: Language, agency: &str) -> String {
    let known = site.law().agency(agency);
    known.map_or_else(|| agency.to_owned(), |agency| language.of(&agency.title))
}

/// The unified code of the unit.
pub(crate) fn code<'s>(site: &'s Site, staff: &'s Staff) -> &'s str {
    site.law().agency(&staff.agency).map_or(staff.agency.as_str(), |agency| &agency.code)
}

/// The matters that the unit handles today.
pub(crate) fn matters<'s>(site: &'s Site, staff: &Staff) -> Vec<&'s Matter> {
    matters_of(site, &staff.agency)
}

/// The matters that an agency handles today.
pub(crate) fn matters_of<'s>(site: &'s Site, agency: &str) -> Vec<&'s Matter> {
    let Some(agency) = site.law().agency(agency) else { return Vec::new() };
    let handles = |unit: &String| *unit == agency.id || agency.groups.contains(unit);
    let matters = site.law().matters(site.today()).into_iter();
    matters.filter(|matter| matter.units.iter().any(handles)).collect()
}

/// The same for a drop-down; matters of persons alone are marked by nothing, the number tells.
pub(crate) fn matter_choices(site: &Site, language: Language, staff: &Staff) -> Vec<Choice> {
    let matters = matters(site, staff);
    matters.iter().map(|matter| Choice::new(&matter.id, language.of(&matter.title))).collect()
}

/// The matters in which a list of organisations can be checked.
pub(crate) fn list_choices(site: &Site, language: Language, staff: &Staff) -> Vec<Choice> {
    let organisation = |kind: &SubjectKind| *kind != SubjectKind::Person;
    let matters = matters(site, staff).into_iter();
    let matters = matters.filter(|matter| matter.subjects.iter().any(organisation));
    matters.map(|matter| Choice::new(&matter.id, language.of(&matter.title))).collect()
}

/// The items that the unit may send.
pub(crate) fn items<'s>(site: &'s Site, staff: &Staff) -> Vec<&'s CatalogItem> {
    let Some(agency) = site.law().agency(&staff.agency) else { return Vec::new() };
    let may = |item: &&CatalogItem| site.law().may_provide(agency, item);
    site.law().items(site.today()).into_iter().filter(may).collect()
}

/// What a catalog item is called.
pub(crate) fn item_title(site: &Site, language: Language, item: &str) -> String {
    let known = site.law().item(item, site.today());
    known.map_or_else(|| item.to_owned(), |item| language.of(&item.title))
}

/// The agency of an id or code, as far as the law knows it.
pub(crate) fn agency<'s>(site: &'s Site, id: &str) -> Option<&'s Agency> {
    site.law().agency(id)
}

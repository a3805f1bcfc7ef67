//! Where an article may stand: the sites in reach of the role, and their columns of articles.

use account::{Target, permit};
use policy::model::{role::Action, site::ColumnKind};
use web::door::{Language, Site, Staff};

use crate::form::Choice;

/// What separates site and column in the drop-down.
const SEPARATOR: char = '/';

/// Whether the role reaches a site, to write or to review there.
pub(super) fn reaches(site: &Site, staff: &Staff, tenant: &str, action: Action) -> bool {
    let law = site.law();
    let division = law.site(tenant).and_then(|tenant| tenant.division.as_deref());
    permit(law, staff, action, &Target { agency: None, division }).is_ok()
}

/// Every column in which this person may write: `site/column`.
pub(super) fn choices(site: &Site, language: Language, staff: &Staff) -> Vec<Choice> {
    let law = site.law();
    let mut choices = Vec::new();
    for tenant in law.sites() {
        if !reaches(site, staff, &tenant.id, Action::EditContent) {
            continue;
        }
        for column in tenant.columns.iter().filter(|column| column.kind == ColumnKind::Articles) {
            let title = format!("{} · {}", language.of(&tenant.title), language.of(&column.title));
            choices.push(Choice::new(format!("{}{SEPARATOR}{}", tenant.id, column.id), title));
        }
    }
    choices
}

/// Site and column of a choice.
pub(super) fn parse(choice: &str) -> Option<(&str, &str)> {
    choice.split_once(SEPARATOR)
}

/// The place of an article in words.
pub(crate) fn title(site: &Site, language: Language, tenant: &str, column: &str) -> String {
    let Some(known) = site.law().site(tenant) else { return tenant.to_owned() };
    let stands = known.columns.iter().find(|stands| stands.id == column);
    let column = stands.map_or_else(|| column.to_owned(), |stands| language.of(&stands.title));
    format!("{} · {column}", language.of(&known.title))
}

//! The ways to a report that a role has, as tabs above each of these pages.

use std::cmp::Reverse;

use account::Staff;
use policy::model::{
    matter::Matter,
    report::{ReportAsker, ReportTemplate},
    role::Action::{FetchReports, IssueReports},
};
use serde::Serialize;
use web::door::{Language, Site};

use crate::{may, unit};

/// A link of tabs or chips.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Way {
    title: String,
    href: String,
    current: bool,
}

/// In which capacity a report is asked for at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mode {
    /// Whoever it is about stands at the window.
    #[default]
    Counter,
    /// The unit itself, for a purpose of the closed list.
    Agency,
    /// The unit, on a consent.
    Consented,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Counter, Self::Agency, Self::Consented];

    /// The text form, as in addresses and facts.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Agency => "agency",
            Self::Consented => "consented",
        }
    }

    /// The same in the law.
    pub(super) fn asker(self) -> ReportAsker {
        match self {
            Self::Counter => ReportAsker::Counter,
            Self::Agency => ReportAsker::Agency,
            Self::Consented => ReportAsker::Consented,
        }
    }

    fn allowed(self, site: &Site, staff: &Staff) -> bool {
        let action = if self == Self::Counter { IssueReports } else { FetchReports };
        may::has(site.law(), staff, action)
    }

    /// The mode of that name if the role has it.
    pub(super) fn named(site: &Site, staff: &Staff, name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name && mode.allowed(site, staff))
    }

    /// The first mode that the role has.
    pub(super) fn first(site: &Site, staff: &Staff) -> Self {
        Self::ALL.into_iter().find(|mode| mode.allowed(site, staff)).unwrap_or_default()
    }

    /// The layouts in force that can be had this way: what is about most kinds first, special ones last.
    pub(super) fn reports(self, site: &Site) -> Vec<&ReportTemplate> {
        let mut reports = site.law().reports(site.today());
        reports.retain(|report| report.asked_by.contains(&self.asker()));
        reports.sort_by_key(|report| (report.is_special(), Reverse(report.subjects.len())));
        reports
    }
}

/// The matters of the unit in which the list of uses asks for a report (S-72), each with the way to the
/// form that has its report and purpose already.
pub(crate) fn uses(site: &Site, language: Language, staff: &Staff) -> Vec<Way> {
    if !Mode::Agency.allowed(site, staff) {
        return Vec::new();
    }
    let matters = unit::matters_of(site, &staff.agency);
    let wanted = |matter: &&Matter| wanted(site, language, staff, &matter.id, "");
    matters.iter().filter_map(wanted).collect()
}

/// The report that a matter asks for, if the role may fetch it: the way to its form. No address says about
/// whom.
pub(crate) fn wanted(
    site: &Site,
    language: Language,
    staff: &Staff,
    matter: &str,
    matter_number: &str,
) -> Option<Way> {
    let mut uses = site.law().report_uses().iter();
    let found = uses.find(|one| one.matters.iter().any(|id| id == matter))?;
    let known = site.law().matter(matter, site.today())?;
    let report = Mode::Agency.reports(site).into_iter().find(|report| report.id == found.report)?;
    if !Mode::Agency.allowed(site, staff) {
        return None;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("as", Mode::Agency.as_str()).append_pair("template", &report.id);
    query.append_pair("purpose", known.purpose.as_str());
    if !matter_number.is_empty() {
        query.append_pair("matter_number", matter_number);
    }
    let title = format!("{} · {}", language.of(&known.title), language.of(&report.title));
    Some(Way { title, href: format!("/desk/reports?{}", query.finish()), current: false })
}

/// The tabs: the modes of the role, lists, reports of other regions. `here` names the present one.
pub(super) fn tabs(site: &Site, language: Language, staff: &Staff, here: &str) -> Vec<Way> {
    let way = |name: &str, href: String| Way {
        title: site.word(language, &format!("desk.reports.{name}")),
        href,
        current: name == here,
    };
    let modes = Mode::ALL.into_iter().filter(|mode| mode.allowed(site, staff));
    let mut tabs: Vec<Way> = modes
        .map(|mode| way(mode.as_str(), format!("/desk/reports?as={}", mode.as_str())))
        .collect();
    if may::has(site.law(), staff, FetchReports) {
        tabs.push(way("batches", "/desk/reports/batches".to_owned()));
        tabs.push(way("recognised", "/desk/reports/recognised".to_owned()));
    }
    tabs
}

/// The layouts to choose from, as chips that lead to the form of each.
pub(super) fn chips(
    language: Language,
    reports: &[&ReportTemplate],
    (base, here): (&str, &str),
) -> Vec<Way> {
    let chip = |report: &&ReportTemplate| Way {
        title: language.of(&report.title),
        href: format!("{base}template={}", report.id),
        current: report.id == here,
    };
    reports.iter().map(chip).collect()
}

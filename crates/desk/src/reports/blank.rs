//! What every form for a report has: which report, in which language, and what a special one covers.

use policy::model::report::{ReportDomain, ReportTemplate};
use report::{Ask, model::Period};
use serde::Serialize;
use vocabulary::Date;
use web::door::{Fields, Language, Site, tell::kind};

use crate::form::{Choice, Wrongs};

/// The layout that was chosen, and what it wants to know.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Chosen {
    pub(super) id: String,
    pub(super) title: String,
    version: String,
    /// Keys of the kinds of subjects it can be about, under `kind.*`.
    about: Vec<String>,
    /// Where it is explained.
    href: String,
    language: String,
    known_on: String,
    special: Option<Special>,
}

/// What a special report covers.
#[derive(Clone, Debug, Serialize)]
struct Special {
    from: String,
    until: String,
    domains: Vec<Choice>,
    chosen: Vec<String>,
}

impl Chosen {
    /// The layout of that id, or the first; none if there is none.
    pub(super) fn of(
        site: &Site,
        language: Language,
        reports: &[&ReportTemplate],
        fields: &Fields,
    ) -> Option<Self> {
        let wanted = fields.get("template");
        let report = reports.iter().find(|report| report.id == wanted).or(reports.first())?;
        let given = |name: &str| fields.get(name).to_owned();
        let uncovered = site.word(language, "desk.reports.uncovered");
        let domain = |domain: &ReportDomain| {
            let title = language.of(&domain.title);
            match domain.items.is_empty() {
                true => Choice::new(&domain.id, format!("{title}（{uncovered}）")),
                false => Choice::new(&domain.id, title),
            }
        };
        let special = report.is_special().then(|| Special {
            from: given("from"),
            until: fields.given("until").unwrap_or_else(|| site.today().to_string()),
            domains: report.domain.iter().map(domain).collect(),
            chosen: fields.all("domains").map(str::to_owned).collect(),
        });
        Some(Self {
            id: report.id.clone(),
            title: language.of(&report.title),
            version: report.version.clone(),
            about: report.subjects.iter().map(|one| kind(*one).to_owned()).collect(),
            href: format!("/reports/{}", report.id),
            language: match fields.get("language") {
                "en" => "en".to_owned(),
                _ => "zh".to_owned(),
            },
            known_on: given("known_on"),
            special,
        })
    }

    /// What is asked for; what is wrong with it is added to `errors`.
    pub(super) fn ask(
        &self,
        site: &Site,
        language: Language,
        fields: &Fields,
        errors: &mut Wrongs,
    ) -> Ask {
        let mut day = |field: &str| {
            let given = fields.get(field);
            let day = given.parse::<Date>().ok();
            if day.is_none() && !given.is_empty() {
                errors.add(site, language, field, "desk.error.day_wrong");
            }
            day
        };
        let known_on = day("known_on");
        let (from, until) = (day("from"), day("until"));
        let period = from.zip(until).map(|(from, until)| Period { from, until });
        if self.special.is_some() && period.is_none() && errors.none() {
            errors.add(site, language, "from", "desk.error.period_missing");
        }
        Ask {
            template: self.id.clone(),
            language: self.language.clone(),
            known_on,
            period: period.filter(|_| self.special.is_some()),
            domains: fields.all("domains").map(str::to_owned).collect(),
        }
    }
}

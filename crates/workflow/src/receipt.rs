//! The receipt of a repair: every place at which the record was used, and when that stopped.

use policy::model::basis::Title;
use serde::{Deserialize, Serialize};
use vocabulary::Timestamp;

use crate::{
    By, Cases, WorkflowError,
    queries::{
        cases,
        effects::{self, Stop},
    },
};

/// Where a record is used. A closed list: whoever adds a consumer adds its place here (H-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Its own page on the portal.
    PortalPage,
    /// Search.
    Search,
    /// Public lists and what is announced of cases.
    PublicLists,
    /// Open data and the feed of changes.
    OpenData,
    /// Files that departments read, and their checks.
    Departments,
    /// The API.
    Api,
    /// Partner sites of this installation.
    PartnerSites,
    /// A measure at an agency.
    Measure,
    /// The upper platform; open until it has acknowledged.
    UpperPlatform,
}

impl Place {
    /// Those that stop with the transaction itself.
    pub(crate) const AT_ONCE: [Self; 7] = [
        Self::PortalPage,
        Self::Search,
        Self::PublicLists,
        Self::OpenData,
        Self::Departments,
        Self::Api,
        Self::PartnerSites,
    ];

    /// Every place.
    pub const ALL: [Self; 9] = [
        Self::PortalPage,
        Self::Search,
        Self::PublicLists,
        Self::OpenData,
        Self::Departments,
        Self::Api,
        Self::PartnerSites,
        Self::Measure,
        Self::UpperPlatform,
    ];

    /// The text form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PortalPage => "portal-page",
            Self::Search => "search",
            Self::PublicLists => "public-lists",
            Self::OpenData => "open-data",
            Self::Departments => "departments",
            Self::Api => "api",
            Self::PartnerSites => "partner-sites",
            Self::Measure => "measure",
            Self::UpperPlatform => "upper-platform",
        }
    }

    /// The place of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == text)
    }
}

/// A place at which a record was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StopLine {
    /// Which.
    pub place: Place,
    /// A measure that was lifted.
    pub measure: Option<Title>,
    /// The agency that had applied it.
    pub agency: Option<Title>,
    /// When it stopped; none while it is open.
    pub stopped_at: Option<Timestamp>,
}

impl Cases {
    /// Where the record of a repair or removal stopped being used, for whoever sees the case; empty
    /// if nothing was ended by it.
    pub fn stops(&self, by: &By, number: &str) -> Result<Vec<StopLine>, WorkflowError> {
        let view = self.view(by, number)?;
        let found = self.0.db.read(|tx| {
            let case = cases::find(tx, &view.line.number)?;
            match case.and_then(|case| Some((case.subject?, case.number))) {
                Some((subject, number)) => effects::stops(tx, (subject, &number)),
                None => Ok(Vec::new()),
            }
        })?;
        Ok(found.iter().filter_map(|stop| self.line_of(stop)).collect())
    }

    fn line_of(&self, stop: &Stop) -> Option<StopLine> {
        let law = &self.0.law;
        let titled = |id: &str| {
            let measure = law.measures_ever().filter(|measure| measure.id == id).last();
            measure.map(|measure| measure.title.clone())
        };
        Some(StopLine {
            place: Place::parse(&stop.place)?,
            measure: titled(&stop.measure),
            agency: law.agency(&stop.agency).map(|agency| agency.title.clone()),
            stopped_at: stop.stopped_at.and_then(|at| Timestamp::from_microsecond(at).ok()),
        })
    }
}

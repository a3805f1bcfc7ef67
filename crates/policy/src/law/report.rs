//! Reports: which edition of a layout holds on a day, its words, its uses, and who is recognised.

use std::collections::BTreeMap;

use vocabulary::{Date, SubjectKind};

use super::{Editions, Law, load::editions};
use crate::{
    model::{
        basis::Title,
        report::{Partner, ReportTemplate, ReportUse},
    },
    pack::Pack,
};

/// What the layers say about reports.
#[derive(Clone, Debug)]
pub(crate) struct Reports {
    pub(crate) templates: Editions<ReportTemplate>,
    words: BTreeMap<String, Title>,
    uses: Vec<ReportUse>,
    pub(crate) partners: Editions<Partner>,
}

impl Reports {
    pub(super) fn resolve(chain: &[&Pack]) -> Self {
        let words = chain.iter().filter_map(|pack| pack.report_words.as_ref());
        let words = words.flat_map(|file| &file.value.word);
        let uses = chain.iter().filter_map(|pack| pack.report_uses.as_ref());
        Self {
            templates: editions(chain, |pack| &pack.reports),
            words: words.map(|word| (word.id.clone(), word.title.clone())).collect(),
            uses: uses.flat_map(|file| file.value.uses.clone()).collect(),
            partners: editions(chain, |pack| &pack.partners),
        }
    }
}

impl Law {
    /// The edition of a report's layout in force on a day.
    pub fn report(&self, id: &str, on: Date) -> Option<&ReportTemplate> {
        self.reports.templates.on(id, on)
    }

    /// The reports that can be asked for about a kind of subject on a day, by id.
    pub fn reports_about(&self, kind: SubjectKind, on: Date) -> Vec<&ReportTemplate> {
        self.reports.templates.all_on(on).filter(|report| report.subjects.contains(&kind)).collect()
    }

    /// The reports in force on a day, by id.
    pub fn reports(&self, on: Date) -> Vec<&ReportTemplate> {
        self.reports.templates.all_on(on).collect()
    }

    /// A word of the paper of a report.
    pub fn report_word(&self, id: &str) -> Option<&Title> {
        self.reports.words.get(id)
    }

    /// Every word of the paper, by id.
    pub fn report_words(&self) -> impl Iterator<Item = (&str, &Title)> {
        self.reports.words.iter().map(|(id, title)| (id.as_str(), title))
    }

    /// The matters in which a report is asked for, in the order of the files (S-72).
    pub fn report_uses(&self) -> &[ReportUse] {
        &self.reports.uses
    }

    /// Another region whose reports are recognised on a day.
    pub fn partner(&self, id: &str, on: Date) -> Option<&Partner> {
        self.reports.partners.on(id, on)
    }

    /// The regions whose reports are recognised on a day, by id.
    pub fn partners(&self, on: Date) -> Vec<&Partner> {
        self.reports.partners.all_on(on).collect()
    }

    /// Every edition of every agreement, by id and then by first day: one that has ended still tells
    /// whose report it was.
    pub fn partners_ever(&self) -> impl Iterator<Item = &Partner> {
        self.reports.partners.ever()
    }
}

//! One layer as parsed files, and the chain of layers from the national one down.

pub(crate) mod read;

use std::sync::Arc;

use crate::{
    error::Refusal,
    finding::Finding,
    model::{
        calendar::CalendarYear,
        catalog::CatalogItem,
        commitment::CommitmentItem,
        consent::ConsentKind,
        deadline::DeadlineFile,
        disclosure::DisclosureRule,
        layer::{
            AgencyFile, BannedFile, BaseMeasureFile, DivisionFile, Layer, MaskFile, Narrowing,
        },
        list::ListType,
        matter::Matter,
        measure::Measure,
        plan::Plan,
        process::Process,
        report::{Partner, ReportTemplate, ReportUseFile, ReportWordFile},
        resolution::ResolutionFile,
        role::Role,
        security::SecurityFile,
        site::{ColumnFile, SiteFile},
        target::TargetFile,
    },
    rule::{self, Rule},
    source::{Files, Source},
};

/// A parsed thing and the file it came from.
#[derive(Clone, Debug)]
pub(crate) struct Filed<T> {
    /// What the file says.
    pub(crate) value: T,
    /// The file.
    pub(crate) source: Arc<Source>,
}

impl<T> Filed<T> {
    /// A finding at a key of the file.
    pub(crate) fn finding(&self, rule: &Rule, key: &str, message: impl Into<String>) -> Finding {
        Finding::new(rule, &self.source.path, self.source.line(key), message)
    }
}

/// The files of one layer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pack {
    /// The folder name.
    pub(crate) name: String,
    pub(crate) layer: Option<Filed<Layer>>,
    pub(crate) items: Vec<Filed<CatalogItem>>,
    pub(crate) narrowings: Vec<Filed<Narrowing>>,
    pub(crate) disclosures: Vec<Filed<DisclosureRule>>,
    pub(crate) lists: Vec<Filed<ListType>>,
    pub(crate) measures: Vec<Filed<Measure>>,
    pub(crate) matters: Vec<Filed<Matter>>,
    pub(crate) processes: Vec<Filed<Process>>,
    pub(crate) commitments: Vec<Filed<CommitmentItem>>,
    pub(crate) plans: Vec<Filed<Plan>>,
    pub(crate) roles: Vec<Filed<Role>>,
    pub(crate) calendars: Vec<Filed<CalendarYear>>,
    pub(crate) sites: Vec<Filed<SiteFile>>,
    pub(crate) consents: Vec<Filed<ConsentKind>>,
    pub(crate) reports: Vec<Filed<ReportTemplate>>,
    pub(crate) partners: Vec<Filed<Partner>>,
    pub(crate) masks: Option<Filed<MaskFile>>,
    pub(crate) agencies: Option<Filed<AgencyFile>>,
    pub(crate) divisions: Option<Filed<DivisionFile>>,
    pub(crate) banned: Option<Filed<BannedFile>>,
    pub(crate) base_measures: Option<Filed<BaseMeasureFile>>,
    pub(crate) security: Option<Filed<SecurityFile>>,
    pub(crate) columns: Option<Filed<ColumnFile>>,
    pub(crate) targets: Option<Filed<TargetFile>>,
    pub(crate) report_words: Option<Filed<ReportWordFile>>,
    pub(crate) report_uses: Option<Filed<ReportUseFile>>,
    pub(crate) deadlines: Option<Filed<DeadlineFile>>,
    pub(crate) resolution: Option<Filed<ResolutionFile>>,
}

/// Every layer there is, parsed; and what could not be parsed.
#[derive(Clone, Debug)]
pub(crate) struct Packs {
    pub(crate) files: Files,
    pub(crate) packs: Vec<Pack>,
    pub(crate) findings: Vec<Finding>,
}

impl Packs {
    /// Parses every layer.
    pub(crate) fn parse(files: Files) -> Self {
        let astray = |source: &Source| {
            Finding::new(&rule::UNKNOWN_FILE, &source.path, 1, "这个文件不在任何一层里")
        };
        let mut findings: Vec<Finding> = files.astray().map(astray).collect();
        let packs = files.layers().into_iter().map(|name| Pack::parse(name, &files, &mut findings));
        let packs = packs.collect();
        Self { files, packs, findings }
    }

    /// The layer and those above it, the national one first. A broken chain ends where it breaks;
    /// the checker names it.
    pub(crate) fn chain(&self, layer: &str) -> Result<Vec<&Pack>, Refusal> {
        let find = |name: &str| self.packs.iter().find(|pack| pack.name == name);
        let Some(mut pack) = find(layer) else {
            let known: Vec<&str> = self.packs.iter().map(|pack| pack.name.as_str()).collect();
            let known = known.join("、");
            return Err(Refusal::NoLayer { layer: layer.to_owned(), known });
        };
        let mut chain = vec![pack];
        while let Some(above) = pack.inherits().and_then(find) {
            if chain.iter().any(|seen| seen.name == above.name) {
                break;
            }
            chain.push(above);
            pack = above;
        }
        chain.reverse();
        Ok(chain)
    }
}

impl Pack {
    /// The layer above.
    pub(crate) fn inherits(&self) -> Option<&str> {
        self.layer.as_ref()?.value.inherits.as_deref()
    }
}

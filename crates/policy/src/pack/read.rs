//! From text to the shapes of the model: which file is what, and what a refusal by TOML means.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{Filed, Pack};
use crate::{
    finding::Finding,
    model::{
        catalog::CatalogItem, commitment::CommitmentItem, consent::ConsentKind,
        disclosure::DisclosureRule, layer::Layer, layer::Narrowing, list::ListType, matter::Matter,
        measure::Measure, plan::Plan, process::Process, report::Partner, report::ReportTemplate,
        role::Role, site::SiteFile,
    },
    rule::{self, Rule},
    source::{Files, Source},
};

impl Pack {
    /// Parses the files of one layer.
    pub(super) fn parse(name: &str, files: &Files, findings: &mut Vec<Finding>) -> Self {
        let mut pack = Self { name: name.to_owned(), ..Self::default() };
        for source in files.of_layer(name) {
            pack.take(&Arc::new(source.clone()), findings);
        }
        pack
    }

    fn take(&mut self, source: &Arc<Source>, findings: &mut Vec<Finding>) {
        let folder = source.place().split_once('/').map_or("", |(folder, _)| folder);
        match folder {
            "catalogs" if source.stem().ends_with(".narrow") => {
                self.narrowings.extend(named::<Narrowing>(source, findings));
            }
            "catalogs" => self.items.extend(named::<CatalogItem>(source, findings)),
            "disclosure" => self.disclosures.extend(named::<DisclosureRule>(source, findings)),
            "lists" => self.lists.extend(named::<ListType>(source, findings)),
            "measures" => self.measures.extend(named::<Measure>(source, findings)),
            "matters" => self.matters.extend(named::<Matter>(source, findings)),
            "processes" => self.processes.extend(named::<Process>(source, findings)),
            "commitments" => self.commitments.extend(named::<CommitmentItem>(source, findings)),
            "plans" => self.plans.extend(named::<Plan>(source, findings)),
            "roles" => self.roles.extend(named::<Role>(source, findings)),
            "sites" => self.sites.extend(named::<SiteFile>(source, findings)),
            "consents" => self.consents.extend(named::<ConsentKind>(source, findings)),
            "reports" => self.reports.extend(named::<ReportTemplate>(source, findings)),
            "partners" => self.partners.extend(named::<Partner>(source, findings)),
            "calendars" => self.calendars.extend(read(source, findings)),
            _ => self.take_single(source, findings),
        }
    }

    fn take_single(&mut self, source: &Arc<Source>, findings: &mut Vec<Finding>) {
        match source.place() {
            "layer.toml" => self.layer = named::<Layer>(source, findings),
            "masks.toml" => self.masks = read(source, findings),
            "agencies.toml" => self.agencies = read(source, findings),
            "divisions.toml" => self.divisions = read(source, findings),
            "banned.toml" => self.banned = read(source, findings),
            "base-measures.toml" => self.base_measures = read(source, findings),
            "security.toml" => self.security = read(source, findings),
            "columns.toml" => self.columns = read(source, findings),
            "targets.toml" => self.targets = read(source, findings),
            "report-words.toml" => self.report_words = read(source, findings),
            "report-uses.toml" => self.report_uses = read(source, findings),
            "deadlines.toml" => self.deadlines = read(source, findings),
            "resolution.toml" => self.resolution = read(source, findings),
            other => {
                let message = format!("没有一类政策文件放在 {other}");
                findings.push(Finding::new(&rule::UNKNOWN_FILE, &source.path, 1, message));
            }
        }
    }
}

/// A thing whose id is its file name.
pub(crate) trait Named {
    fn set_id(&mut self, id: String);
    /// First day, where the file is one edition.
    fn effective_from(&self) -> Option<vocabulary::Date> {
        None
    }
}

macro_rules! named {
    ($($kind:ty $(=> $dated:ident)?),*) => {
        $(impl Named for $kind {
            fn set_id(&mut self, id: String) {
                self.id = id;
            }
            $(fn effective_from(&self) -> Option<vocabulary::Date> {
                Some(self.$dated)
            })?
        })*
    };
}

named!(
    CatalogItem => effective_from, ListType => effective_from, Measure => effective_from,
    Matter => effective_from, ConsentKind => effective_from, Process => effective_from,
    CommitmentItem => effective_from, ReportTemplate => effective_from,
    Partner => effective_from, Plan, DisclosureRule, Role, SiteFile, Narrowing, Layer
);

pub(crate) fn named<T: DeserializeOwned + Named>(
    source: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<Filed<T>> {
    let mut filed: Filed<T> = read(source, findings)?;
    let stem = source.stem();
    let stem = stem.strip_suffix(".narrow").unwrap_or(stem);
    let (id, edition) = stem.split_once('@').map_or((stem, None), |(id, day)| (id, Some(day)));
    let from = filed.value.effective_from().map(|day| day.to_string());
    if edition.is_some() && edition != from.as_deref() {
        let message = format!(
            "文件名说是 {} 的版本，effective_from 却是 {}",
            edition.unwrap_or_default(),
            from.as_deref().unwrap_or("（没有）")
        );
        findings.push(filed.finding(&rule::EDITIONS, "effective_from", message));
    }
    let id = if source.place() == "layer.toml" { source.layer() } else { id };
    filed.value.set_id(id.to_owned());
    Some(filed)
}

fn read<T: DeserializeOwned>(
    source: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<Filed<T>> {
    let text = source.with_quoted_dates();
    match toml::from_str(&text) {
        Ok(value) => Some(Filed { value, source: Arc::clone(source) }),
        Err(error) => {
            // Quotes move nothing to another line.
            let offset = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
            findings.push(unreadable(source, line, error.message()));
            None
        }
    }
}

/// What TOML's refusal means in terms of the law: some missing or unknown keys have a rule of
/// their own.
fn unreadable(source: &Source, line: usize, message: &str) -> Finding {
    let text = message.lines().next().unwrap_or_default();
    let quoted = text.split('`').nth(1).unwrap_or_default();
    let missing = text.starts_with("missing field");
    let key = if missing { quoted } else { source.key_on(line) };
    let rule = rule_of_key(source, key, missing);
    let message = if missing {
        format!("缺少必填的 {quoted}")
    } else if text.starts_with("unknown variant") {
        let allowed = text.split_once("expected").map_or("", |(_, rest)| rest);
        let allowed = allowed.trim_start_matches(" one of").replace('`', "");
        format!("{key} 没有“{quoted}”这个值，可用：{}", allowed.trim())
    } else if text.starts_with("unknown field") {
        format!("不认识的键 {quoted}")
    } else if text.starts_with("duplicate key") {
        format!("{key} 写了两次")
    } else {
        format!("{key} 读不懂：{text}")
    };
    Finding::new(&rule, &source.path, line, message)
}

fn rule_of_key(source: &Source, key: &str, missing: bool) -> Rule {
    let place = source.place().split_once('/').map_or("", |(folder, _)| folder);
    match (place, key) {
        (_, "basis") if missing => rule::NO_BASIS,
        ("consents", "longest") if missing => rule::CONSENT_END,
        ("consents", "purpose") => rule::CONSENT_PURPOSE,
        ("catalogs", "class") => rule::UNKNOWN_CLASS,
        ("catalogs", "publicity") => rule::PUBLICITY_CLASS,
        ("roles", "purposes") | ("matters", "purpose") => rule::ROLE_PURPOSE,
        ("catalogs", "disclosure") => rule::NO_DISCLOSURE,
        _ => rule::UNREADABLE,
    }
}

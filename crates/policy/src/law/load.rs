//! From files to a `Law`: parse, check, narrow, compile, try the examples.

use std::{collections::HashMap, path::Path};

use vocabulary::{Divisions, WorkCalendar};

use super::{
    Editions, Law,
    compiled::{Cap, CompiledDisclosure, CompiledItem},
    doubt::{self, Doubt},
    report::Reports,
    resolution, security, site,
};
use crate::{
    checks,
    error::Refusal,
    finding::Finding,
    model::{agency::Agency, calendar::CalendarYear, catalog::CatalogItem, layer::Narrowing},
    pack::{Filed, Pack, Packs},
    rule::{self, Rule},
    source::Files,
};

impl Law {
    /// Loads a layer and those above it from a folder of packs, and checks them.
    pub fn load(dir: &Path, layer: &str) -> Result<Self, Refusal> {
        checked(&Packs::parse(Files::read(dir)?), layer)
    }

    /// Loads a layer from the packs in the binary.
    pub fn embedded(layer: &str) -> Result<Self, Refusal> {
        checked(&Packs::parse(Files::embedded()), layer)
    }

    /// Everything wrong in any layer of a folder of packs, by file and line.
    pub fn check(dir: &Path) -> Result<Vec<Finding>, Refusal> {
        let packs = Packs::parse(Files::read(dir)?);
        if packs.packs.is_empty() {
            let (path, reason) = (dir.display().to_string(), "目录里没有任何层".to_owned());
            return Err(Refusal::Unreadable { path, reason });
        }
        Ok(every_finding(&packs))
    }

    /// Everything wrong in the packs in the binary; nothing, if the build was tested.
    pub fn check_embedded() -> Vec<Finding> {
        every_finding(&Packs::parse(Files::embedded()))
    }

    /// The layers of a folder of packs.
    pub fn layers_of(dir: &Path) -> Result<Vec<String>, Refusal> {
        Ok(Files::read(dir)?.layers().into_iter().map(str::to_owned).collect())
    }
}

fn every_finding(packs: &Packs) -> Vec<Finding> {
    let mut findings = packs.findings.clone();
    for pack in &packs.packs {
        if let Err(Refusal::Refused(of_chain)) = checked(packs, &pack.name) {
            findings.extend(of_chain);
        }
    }
    findings.sort();
    findings.dedup();
    findings
}

/// The law of a layer, if nothing in its chain is refused.
fn checked(packs: &Packs, layer: &str) -> Result<Law, Refusal> {
    let chain = packs.chain(layer)?;
    let of_chain = |finding: &&Finding| {
        let of = finding.file.split('/').next().unwrap_or_default();
        chain.iter().any(|pack| pack.name == of)
    };
    let mut findings: Vec<Finding> = packs.findings.iter().filter(of_chain).cloned().collect();
    if findings.is_empty() {
        findings = checks::chain(packs, &chain);
    }
    if !findings.is_empty() {
        return Err(Refusal::Refused(findings));
    }
    let names: Vec<&str> = chain.iter().map(|pack| pack.name.as_str()).collect();
    let digest = packs.files.digest(&names);
    let version = format!("{layer}-{}", digest.get(..12).unwrap_or_default());
    let doubts = doubt::all(&packs.files, &names);
    let law = compile(&chain, version, doubts)?;
    let findings = checks::examples(&chain, &law);
    if findings.is_empty() { Ok(law) } else { Err(Refusal::Refused(findings)) }
}

/// The law of a chain in which the checks found nothing; at most the table of divisions or the
/// calendar as a whole can still be wrong.
fn compile(chain: &[&Pack], version: String, doubts: Vec<Doubt>) -> Result<Law, Refusal> {
    let below = chain.iter().skip(1).flat_map(|pack| &pack.items);
    let local = below.map(|item| item.value.id.clone()).collect();
    let items = chain.iter().flat_map(|pack| &pack.items);
    let items: Vec<CatalogItem> = items.map(|item| narrowed(&item.value, chain)).collect();
    let caps = items.iter().map(|item| (item.id.clone(), caps_of(item, chain))).collect();
    let items: Result<Vec<_>, _> = items.into_iter().map(CompiledItem::new).collect();
    let unread = |error| refuse(chain, &rule::CONDITION, "catalogs", &error);
    let rules = chain.iter().flat_map(|pack| &pack.disclosures);
    let disclosures: Result<HashMap<_, _>, _> = rules
        .map(|rule| Ok((rule.value.id.clone(), CompiledDisclosure::new(rule.value.clone())?)))
        .collect();
    let agencies: Vec<Agency> = chain
        .iter()
        .filter_map(|pack| pack.agencies.as_ref())
        .flat_map(|file| file.value.agency.iter().cloned())
        .collect();
    let groups = chain
        .iter()
        .filter_map(|pack| pack.agencies.as_ref())
        .flat_map(|file| file.value.group.iter().map(|one| (one.id.clone(), one.title.clone())));
    let groups = groups.collect();
    let names = agencies.iter().enumerate();
    let agency_by_name = names
        .flat_map(|(index, agency)| [(agency.id.clone(), index), (agency.code.clone(), index)]);
    let masks = chain.iter().filter_map(|pack| pack.masks.as_ref());
    let masks = masks.flat_map(|file| file.value.mask.iter().cloned());
    let roles = chain.iter().flat_map(|pack| &pack.roles).map(|role| role.value.clone());
    let plans = chain.iter().flat_map(|pack| &pack.plans).map(|plan| plan.value.clone());
    let deadlines = chain.iter().filter_map(|pack| pack.deadlines.as_ref());
    let deadlines = deadlines.flat_map(|file| &file.value.deadline);
    let targets = chain.iter().filter_map(|pack| pack.targets.as_ref());
    let targets = targets.flat_map(|file| &file.value.target);
    let base = chain.iter().filter_map(|pack| pack.base_measures.as_ref());
    let base = base.flat_map(|file| &file.value.entry);
    let layers = chain.iter().filter_map(|pack| pack.layer.as_ref());
    Ok(Law {
        layers: layers.map(|layer| layer.value.clone()).collect(),
        version,
        items: Editions::new(items.map_err(unread)?),
        local,
        caps,
        disclosures: disclosures.map_err(unread)?,
        lists: editions(chain, |pack| &pack.lists),
        measures: editions(chain, |pack| &pack.measures),
        base: Editions::new(base.cloned()),
        matters: editions(chain, |pack| &pack.matters),
        processes: editions(chain, |pack| &pack.processes),
        commitments: editions(chain, |pack| &pack.commitments),
        plans: plans.map(|plan| (plan.id.clone(), plan)).collect(),
        deadlines: Editions::new(deadlines.cloned()),
        resolution: resolution::resolve(chain),
        roles: roles.map(|role| (role.id.clone(), role)).collect(),
        security: security::resolve(chain),
        sites: site::resolve(chain),
        consents: editions(chain, |pack| &pack.consents),
        targets: targets.cloned().collect(),
        reports: Reports::resolve(chain),
        masks: masks.map(|mask| (mask.id.clone(), mask)).collect(),
        agency_by_name: agency_by_name.collect(),
        agencies,
        groups,
        divisions: divisions(chain)?,
        calendar: calendar(chain)?,
        doubts,
    })
}

fn refuse(chain: &[&Pack], rule: &Rule, file: &str, why: &dyn std::fmt::Display) -> Refusal {
    let layer = chain.first().map_or("", |pack| &pack.name);
    Refusal::Refused(vec![Finding::new(rule, &format!("{layer}/{file}"), 1, why.to_string())])
}

fn divisions(chain: &[&Pack]) -> Result<Divisions, Refusal> {
    let rows = chain.iter().filter_map(|pack| pack.divisions.as_ref());
    let rows = rows.flat_map(|file| &file.value.division).map(|row| vocabulary::Division {
        code: row.code.clone(),
        name: row.name.clone(),
        parent: row.parent.clone(),
        from: row.effective_from,
        until: row.until,
        successors: row.successors.clone(),
    });
    Divisions::new(rows).map_err(|error| refuse(chain, &rule::DIVISION, "divisions.toml", &error))
}

fn calendar(chain: &[&Pack]) -> Result<WorkCalendar, Refusal> {
    let years = chain.iter().flat_map(|pack| &pack.calendars).map(|year| {
        let CalendarYear { year, holidays, make_up_days, .. } = year.value.clone();
        vocabulary::CalendarYear { year, holidays, make_up_days }
    });
    WorkCalendar::new(years)
        .map_err(|error| refuse(chain, &rule::CALENDAR_DAY, "calendars", &error))
}

pub(super) fn editions<T: super::Edition + Clone>(
    chain: &[&Pack],
    of: fn(&Pack) -> &[Filed<T>],
) -> Editions<T> {
    Editions::new(chain.iter().flat_map(|pack| of(pack)).map(|filed| filed.value.clone()))
}

/// An item with what lower layers take away from it.
fn narrowed(item: &CatalogItem, chain: &[&Pack]) -> CatalogItem {
    let mut item = item.clone();
    for narrowing in narrowings(&item.id, chain) {
        if !narrowing.subjects.is_empty() {
            item.subjects.retain(|subject| narrowing.subjects.contains(subject));
        }
        item.publicity = narrowing.publicity.unwrap_or(item.publicity);
        item.report_within = narrowing.report_within.or(item.report_within);
        for narrow in &narrowing.field {
            for field in item.field.iter_mut().filter(|field| field.name == narrow.name) {
                field.audience = field.audience.max(narrow.audience);
            }
        }
    }
    item
}

fn narrowings<'a>(id: &str, chain: &[&'a Pack]) -> Vec<&'a Narrowing> {
    chain
        .iter()
        .flat_map(|pack| &pack.narrowings)
        .map(|filed| &filed.value)
        .filter(|narrowing| narrowing.id == id)
        .collect()
}

fn caps_of(item: &CatalogItem, chain: &[&Pack]) -> Vec<Cap> {
    let own = narrowings(&item.id, chain).into_iter().map(|narrowing| Cap {
        maximum: narrowing.maximum,
        shared_for: narrowing.shared_for,
        effective_from: None,
        until: None,
    });
    let layers = chain.iter().filter_map(|pack| pack.layer.as_ref());
    let ceilings = layers
        .flat_map(|layer| &layer.value.ceiling)
        .filter(|ceiling| ceiling.polarity == item.polarity)
        .map(|ceiling| Cap {
            maximum: ceiling.maximum,
            shared_for: ceiling.shared_for,
            effective_from: Some(ceiling.effective_from),
            until: ceiling.until,
        });
    own.chain(ceilings).collect()
}

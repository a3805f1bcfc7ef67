//! From files to a `Law`: parse, check, narrow, compile, try the examples.

use std::{collections::HashMap, path::Path};

use vocabulary::{Divisions, WorkCalendar};

use super::{
    Editions, Law,
    compiled::{Cap, CompiledDisclosure, CompiledItem},
    doubt::{self, Doubt},
};
use crate::{
    checks,
    condition::ConditionError,
    error::Refusal,
    finding::Finding,
    model::{calendar::CalendarYear, catalog::CatalogItem, layer::Narrowing},
    pack::{Filed, Pack, Packs},
    rule,
    source::Files,
};

impl Law {
    /// Loads a layer and those above it from a folder of packs, and checks them.
    pub fn load(dir: &Path, layer: &str) -> Result<Self, Refusal> {
        Self::of_packs(&Packs::parse(Files::read(dir)?), layer)
    }

    /// Loads a layer from the packs in the binary.
    pub fn embedded(layer: &str) -> Result<Self, Refusal> {
        Self::of_packs(&Packs::parse(Files::embedded()), layer)
    }

    /// Everything wrong in any layer of a folder of packs, by file and line.
    pub fn check(dir: &Path) -> Result<Vec<Finding>, Refusal> {
        Ok(every_finding(&Packs::parse(Files::read(dir)?)))
    }

    /// Everything wrong in the packs in the binary; nothing, if the build was tested.
    pub fn check_embedded() -> Vec<Finding> {
        every_finding(&Packs::parse(Files::embedded()))
    }

    /// The layers of a folder of packs.
    pub fn layers_of(dir: &Path) -> Result<Vec<String>, Refusal> {
        Ok(Files::read(dir)?.layers().into_iter().map(str::to_owned).collect())
    }

    fn of_packs(packs: &Packs, layer: &str) -> Result<Self, Refusal> {
        checked(packs, layer)
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
    let law = compile(&chain, version, doubts).map_err(|found| Refusal::Refused(vec![found]))?;
    let findings = checks::examples(&chain, &law);
    if findings.is_empty() { Ok(law) } else { Err(Refusal::Refused(findings)) }
}

/// The law of a chain in which the checks found nothing; at most the table of divisions or the
/// calendar as a whole can still be wrong.
fn compile(chain: &[&Pack], version: String, doubts: Vec<Doubt>) -> Result<Law, Finding> {
    let place = |of: &str| format!("{}/{of}", chain.first().map_or("", |pack| &pack.name));
    let unread = |error: ConditionError| {
        Finding::new(&rule::CONDITION, &place("catalogs"), 1, error.to_string())
    };
    let items: Vec<CatalogItem> = chain
        .iter()
        .flat_map(|pack| &pack.items)
        .map(|item| narrowed(&item.value, chain))
        .collect();
    let mut caps: HashMap<String, Vec<Cap>> = HashMap::new();
    for item in &items {
        caps.insert(item.id.clone(), caps_of(item, chain));
    }
    let items = items.into_iter().map(CompiledItem::new).collect::<Result<Vec<_>, _>>();
    let items = items.map_err(unread)?;
    let mut disclosures = HashMap::new();
    for rule in chain.iter().flat_map(|pack| &pack.disclosures) {
        let rule = rule.value.clone();
        disclosures.insert(rule.id.clone(), CompiledDisclosure::new(rule).map_err(unread)?);
    }
    let agencies: Vec<_> = chain
        .iter()
        .filter_map(|pack| pack.agencies.as_ref())
        .flat_map(|file| file.value.agency.iter().cloned())
        .collect();
    let agency_by_name = agencies
        .iter()
        .enumerate()
        .flat_map(|(index, agency)| [(agency.id.clone(), index), (agency.code.clone(), index)])
        .collect();
    let rows = chain.iter().filter_map(|pack| pack.divisions.as_ref());
    let rows = rows.flat_map(|file| &file.value.division).map(|row| vocabulary::Division {
        code: row.code.clone(),
        name: row.name.clone(),
        parent: row.parent.clone(),
        from: row.effective_from,
        until: row.until,
        successors: row.successors.clone(),
    });
    let years = chain.iter().flat_map(|pack| &pack.calendars).map(|year| {
        let CalendarYear { year, holidays, make_up_days, .. } = year.value.clone();
        vocabulary::CalendarYear { year, holidays, make_up_days }
    });
    let masks = chain.iter().filter_map(|pack| pack.masks.as_ref());
    let masks = masks.flat_map(|file| file.value.mask.iter().cloned());
    Ok(Law {
        layers: chain
            .iter()
            .filter_map(|pack| pack.layer.as_ref())
            .map(|layer| layer.value.clone())
            .collect(),
        version,
        items: Editions::new(items),
        caps,
        disclosures,
        lists: editions(chain, |pack| &pack.lists),
        measures: editions(chain, |pack| &pack.measures),
        matters: editions(chain, |pack| &pack.matters),
        roles: chain
            .iter()
            .flat_map(|pack| &pack.roles)
            .map(|role| (role.value.id.clone(), role.value.clone()))
            .collect(),
        masks: masks.map(|mask| (mask.id.clone(), mask)).collect(),
        agencies,
        agency_by_name,
        divisions: Divisions::new(rows).map_err(|error| {
            Finding::new(&rule::DIVISION, &place("divisions.toml"), 1, error.to_string())
        })?,
        calendar: WorkCalendar::new(years).map_err(|error| {
            Finding::new(&rule::CALENDAR_DAY, &place("calendars"), 1, error.to_string())
        })?,
        doubts,
    })
}

fn editions<T: super::Edition + Clone>(
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

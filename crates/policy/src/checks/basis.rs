//! Everything cites what it rests on.

use super::{World, blank};
use crate::{
    finding::Finding,
    model::{basis::Basis, security::SecurityFile},
    pack::{Filed, Pack},
    rule::NO_BASIS,
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for item in world.items() {
        cited(item, "basis", &item.value.basis, out);
    }
    for rule in world.disclosures() {
        for (index, edition) in rule.value.edition.iter().enumerate() {
            cited(rule, &format!("edition.{index}.basis"), &edition.basis, out);
        }
    }
    world.lists().for_each(|list| cited(list, "basis", &list.value.basis, out));
    world.measures().for_each(|measure| cited(measure, "basis", &measure.value.basis, out));
    world.matters().for_each(|matter| cited(matter, "basis", &matter.value.basis, out));
    world.consents().for_each(|consent| cited(consent, "basis", &consent.value.basis, out));
    for process in world.processes() {
        cited(process, "basis", &process.value.basis, out);
        for (index, clock) in process.value.clock.iter().enumerate() {
            cited(process, &format!("clock.{index}.basis"), &clock.basis, out);
        }
    }
    world.commitments().for_each(|item| cited(item, "basis", &item.value.basis, out));
    world.plans().for_each(|plan| cited(plan, "basis", &plan.value.basis, out));
    for pack in world.chain {
        doors(pack, out);
        pack.roles.iter().for_each(|role| cited(role, "basis", &role.value.basis, out));
        pack.calendars.iter().for_each(|year| cited(year, "basis", &year.value.basis, out));
        pack.narrowings.iter().for_each(|narrow| cited(narrow, "basis", &narrow.value.basis, out));
        if let Some(layer) = &pack.layer {
            for (index, ceiling) in layer.value.ceiling.iter().enumerate() {
                cited(layer, &format!("ceiling.{index}.basis"), &ceiling.basis, out);
            }
            for (index, reference) in layer.value.reference.iter().enumerate() {
                cited(layer, &format!("reference.{index}.basis"), &reference.basis, out);
            }
        }
        if let Some(masks) = &pack.masks {
            for (index, mask) in masks.value.mask.iter().enumerate() {
                cited(masks, &format!("mask.{index}.basis"), &mask.basis, out);
            }
        }
        if let Some(banned) = &pack.banned {
            for (index, kind) in banned.value.banned.iter().enumerate() {
                cited(banned, &format!("banned.{index}.basis"), &kind.basis, out);
            }
        }
        if let Some(file) = &pack.resolution {
            for (index, rule) in file.value.rule.iter().enumerate() {
                cited(file, &format!("rule.{index}.basis"), &rule.basis, out);
            }
        }
        if let Some(deadlines) = &pack.deadlines {
            for (index, deadline) in deadlines.value.deadline.iter().enumerate() {
                cited(deadlines, &format!("deadline.{index}.basis"), &deadline.basis, out);
            }
        }
        if let Some(base) = &pack.base_measures {
            for (index, entry) in base.value.entry.iter().enumerate() {
                cited(base, &format!("entry.{index}.basis"), &entry.basis, out);
            }
        }
    }
}

/// What stands in the files that the doors ask: sites, columns, targets, how they are kept.
fn doors(pack: &Pack, out: &mut Vec<Finding>) {
    pack.sites.iter().for_each(|site| cited(site, "basis", &site.value.basis, out));
    pack.reports.iter().for_each(|report| cited(report, "basis", &report.value.basis, out));
    pack.partners.iter().for_each(|partner| cited(partner, "basis", &partner.value.basis, out));
    if let Some(uses) = &pack.report_uses {
        for (index, one) in uses.value.uses.iter().enumerate() {
            cited(uses, &format!("use.{index}.basis"), &one.basis, out);
        }
    }
    if let Some(columns) = &pack.columns {
        for (index, column) in columns.value.column.iter().enumerate() {
            cited(columns, &format!("column.{index}.basis"), &column.basis, out);
        }
    }
    if let Some(targets) = &pack.targets {
        for (index, target) in targets.value.target.iter().enumerate() {
            cited(targets, &format!("target.{index}.basis"), &target.basis, out);
        }
    }
    let Some(file) = &pack.security else { return };
    let SecurityFile { password, session, lockout, invitation, alert, incident, register } =
        &file.value;
    let sections = [
        ("password.basis", password.as_ref().map(|rules| &rules.basis)),
        ("session.basis", session.as_ref().map(|rules| &rules.basis)),
        ("lockout.basis", lockout.as_ref().map(|rules| &rules.basis)),
        ("invitation.basis", invitation.as_ref().map(|rules| &rules.basis)),
        ("alert.basis", alert.as_ref().map(|rules| &rules.basis)),
        ("incident.basis", incident.as_ref().map(|rules| &rules.basis)),
        ("register.basis", register.as_ref().map(|rules| &rules.basis)),
    ];
    for (key, basis) in sections.into_iter().filter_map(|(key, basis)| Some((key, basis?))) {
        cited(file, key, basis, out);
    }
}

fn cited<T>(filed: &Filed<T>, key: &str, basis: &[Basis], out: &mut Vec<Finding>) {
    if basis.is_empty() {
        out.push(filed.finding(&NO_BASIS, key, "没有写依据"));
    }
    for (index, one) in basis.iter().enumerate().filter(|(_, one)| blank(&one.document)) {
        let message = format!("第 {} 条依据没有文件名（{:?}）", index + 1, one.kind);
        out.push(filed.finding(&NO_BASIS, &format!("{key}.{index}.document"), message));
    }
}

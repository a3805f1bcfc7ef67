//! Agencies and their plans, divisions.

use vocabulary::UnifiedCode;

use super::World;
use crate::{
    finding::Finding,
    law::is_or_belongs,
    model::layer::DivisionFile,
    pack::Filed,
    rule::{AGENCY_CODE, AGENCY_PLAN, DIVISION, REFERENCE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    plans(world, out);
    for file in world.chain.iter().filter_map(|pack| pack.divisions.as_ref()) {
        divisions(world, file, out);
    }
}

fn plans(world: &World<'_>, out: &mut Vec<Finding>) {
    for file in world.chain.iter().filter_map(|pack| pack.agencies.as_ref()) {
        for (index, agency) in file.value.agency.iter().enumerate() {
            if let Err(error) = UnifiedCode::parse(&agency.code) {
                let key = format!("agency.{index}.code");
                let message = format!("{} 的代码 {} 无效：{error}", agency.id, agency.code);
                out.push(file.finding(&AGENCY_CODE, &key, message));
            }
            if !division_known(world, &agency.division) {
                let key = format!("agency.{index}.division");
                let message = format!("没有代码为 {} 的行政区划", agency.division);
                out.push(file.finding(&REFERENCE, &key, message));
            }
            for (number, line) in agency.plan.iter().enumerate() {
                let Some(item) = world.item(&line.item) else { continue };
                if !item.providers.iter().any(|provider| is_or_belongs(agency, provider)) {
                    let key = format!("agency.{index}.plan.{number}.item");
                    let message = format!("{} 无权报送 {}", agency.title.zh, line.item);
                    out.push(file.finding(&AGENCY_PLAN, &key, message));
                }
            }
        }
    }
}

pub(super) fn division_known(world: &World<'_>, code: &str) -> bool {
    let files = world.chain.iter().filter_map(|pack| pack.divisions.as_ref());
    files.flat_map(|file| &file.value.division).any(|division| division.code == code)
}

fn divisions(world: &World<'_>, file: &Filed<DivisionFile>, out: &mut Vec<Finding>) {
    for (index, division) in file.value.division.iter().enumerate() {
        let key = |name: &str| format!("division.{index}.{name}");
        let code = &division.code;
        if code.len() != 6 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
            let message = format!("“{code}”不是六位数字");
            out.push(file.finding(&DIVISION, &key("code"), message));
        }
        let unknown = |name: &&String| !division_known(world, name);
        for parent in division.parent.iter().filter(unknown) {
            let message = format!("{code} 的上级 {parent} 不存在");
            out.push(file.finding(&DIVISION, &key("parent"), message));
        }
        for successor in division.successors.iter().filter(unknown) {
            let message = format!("{code} 的后继 {successor} 不存在");
            out.push(file.finding(&DIVISION, &key("successors"), message));
        }
    }
}

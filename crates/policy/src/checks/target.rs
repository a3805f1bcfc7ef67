//! Targets: something to reach, and no share beyond the whole.

use super::World;
use crate::{finding::Finding, model::target::Unit, rule::TARGET};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for file in world.chain.iter().filter_map(|pack| pack.targets.as_ref()) {
        for (index, target) in file.value.target.iter().enumerate() {
            let message = match (target.value, target.unit) {
                (0, _) => format!("{} 的目标是零", target.id),
                (value, Unit::Percent) if value > 100 => {
                    format!("{} 的目标 {value} % 超过全部", target.id)
                }
                _ => continue,
            };
            out.push(file.finding(&TARGET, &format!("target.{index}.value"), message));
        }
    }
}

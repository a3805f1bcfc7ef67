//! Matters: what is looked at, which measures count, and basic public services (H-02).

use super::World;
use crate::{
    finding::Finding,
    model::{catalog::CatalogClass, matter::Matter},
    pack::Filed,
    rule::{EMPTY, MATTER_GRADE, MATTER_INTERCEPTS, MATTER_UNSEEN},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for matter in world.matters() {
        let Matter { units, items, subjects, .. } = &matter.value;
        for (key, empty) in [
            ("units", units.is_empty()),
            ("items", items.is_empty()),
            ("subjects", subjects.is_empty()),
        ] {
            if empty {
                out.push(matter.finding(&EMPTY, key, format!("{key} 是空的")));
            }
        }
        measures(world, matter, out);
        if matter.value.basic_public_service {
            let graded = items.iter().filter_map(|id| world.item(id));
            for item in graded.filter(|item| item.class == CatalogClass::EvaluationResults) {
                let message = format!("基本公共服务不能看评价结果 {}", item.id);
                out.push(matter.finding(&MATTER_GRADE, "items", message));
            }
        }
    }
}

fn measures(world: &World<'_>, matter: &Filed<Matter>, out: &mut Vec<Finding>) {
    for id in &matter.value.measures {
        let Some(measure) = world.measures().find(|measure| measure.value.id == *id) else {
            continue;
        };
        let measure = &measure.value;
        if matter.value.basic_public_service && measure.intercepts {
            let message = format!("基本公共服务被措施 {id} 拦截");
            out.push(matter.finding(&MATTER_INTERCEPTS, "measures", message));
        }
        let carriers = world.items_of(measure);
        let seen = carriers.iter().any(|item| matter.value.items.contains(&item.id));
        if !carriers.is_empty() && !seen {
            let message = format!("措施 {id} 所附着的信息，本事项一项也不看");
            out.push(matter.finding(&MATTER_UNSEEN, "measures", message));
        }
    }
}

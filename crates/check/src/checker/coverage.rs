//! How far checks are used: per unit and matter of the application list (C-09.e).

use super::Checker;
use crate::{CheckError, Coverage, queries::totals};

impl Checker {
    /// One line for each unit and each matter it handles, used or not; `organisation` narrows it to
    /// one unit. Coverage is the share of lines with `checks > 0`.
    pub fn coverage(&self, organisation: Option<&str>) -> Result<Vec<Coverage>, CheckError> {
        let inner = &*self.0;
        let plan = inner.plan(inner.clock.today());
        let used = inner.db.read(totals::all)?;
        let mut lines = Vec::new();
        for agency in inner.law.agencies() {
            if organisation.is_some_and(|asked| asked != agency.id && asked != agency.code) {
                continue;
            }
            for (id, matter) in &plan.matters {
                if !matter.units.contains(&agency.id) {
                    continue;
                }
                let total = used.get(&(agency.code.clone(), id.clone()));
                lines.push(Coverage {
                    unit: agency.code.clone(),
                    unit_title: agency.title.clone(),
                    matter: id.clone(),
                    matter_title: matter.view.title.clone(),
                    required: matter.is_required(),
                    checks: total.map_or(0, |total| total.checks),
                    decided: total.map_or(0, |total| total.decided),
                    intercepts: total.map_or(0, |total| total.intercepts),
                    last_at: total.map(|total| total.last_at),
                });
            }
        }
        lines.sort_by(|a, b| (&a.unit, &a.matter).cmp(&(&b.unit, &b.matter)));
        Ok(lines)
    }
}

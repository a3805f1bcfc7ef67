//! A test run for a system that is being embedded (C-09.f).

use super::Checker;
use crate::{CheckError, Rehearsal, queries::blocked};

impl Checker {
    /// What a unit's key would get for a matter: nothing is looked at and nothing is recorded.
    /// A new system needs no code here: a key, a matter in the packs, and this.
    pub fn rehearse(&self, organisation: &str, matter: &str) -> Result<Rehearsal, CheckError> {
        let inner = &*self.0;
        let plan = inner.plan(inner.clock.today());
        let planned = plan
            .matters
            .get(matter)
            .ok_or_else(|| CheckError::UnknownMatter { matter: matter.to_owned() })?;
        let agency = inner.law.agency(organisation);
        let blocked = inner.db.glance(blocked::all)?;
        let measures = planned.measures.iter().map(|planned| &planned.measure);
        let measures = || measures.clone().filter(|measure| !blocked.contains(&measure.id));
        let intercepting = measures().filter(|measure| measure.intercepts);
        Ok(Rehearsal {
            matter: planned.view.clone(),
            unit_allowed: agency.is_some_and(|agency| planned.units.contains(&agency.id)),
            items: planned.item_ids.clone(),
            measures: measures().map(|measure| measure.id.clone()).collect(),
            intercepting: intercepting.map(|measure| measure.id.clone()).collect(),
        })
    }

    /// Ids and titles of the matters in force today, by id.
    pub fn matters(&self) -> Vec<crate::MatterView> {
        let plan = self.0.plan(self.0.clock.today());
        let mut views: Vec<_> = plan.matters.values().map(|matter| matter.view.clone()).collect();
        views.sort_by(|a, b| a.id.cmp(&b.id));
        views
    }
}

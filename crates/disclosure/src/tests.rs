//! The gate, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names a server, there too.

mod access;
mod consents;
mod meant;
mod persons;
mod publicity;
mod reported;
#[path = "../../archive/src/tests/town.rs"]
mod town;
mod watch;

use std::sync::Arc;

use archive::{ArchiveFollower, Finder};
use ledger::{Follower, Reader};
use policy::{Law, model::matter::Purpose};
use vocabulary::{Actor, FactKind, Position};

use crate::{AlertFollower, DisclosureFollower, Gate, Items, Limits, Viewer};
use town::{MARKET, Town};

pub(crate) const A: &str = "91370100MA3C00011J";
pub(crate) const NAME: &str = "济南明泉商贸有限公司";
pub(crate) const PENALTY: &str = "administrative-penalty";

fn followers(law: &Arc<Law>) -> Vec<Box<dyn Follower>> {
    vec![
        Box::new(ArchiveFollower::new(Arc::clone(law))),
        Box::new(DisclosureFollower),
        Box::new(AlertFollower::new(Arc::clone(law))),
    ]
}

fn on_both(trial: impl Fn(&Town)) {
    town::on_both(followers, trial);
}

impl Town {
    /// How many facts of a kind there are.
    fn facts(&self, kind: FactKind) -> usize {
        let facts = Reader::new(self.db.clone()).facts_from(Position(0), 10_000).unwrap();
        facts.iter().filter(|fact| fact.draft.kind == kind).count()
    }

    fn gate(&self) -> Gate {
        self.gate_with(Limits::default())
    }

    fn gate_with(&self, limits: Limits) -> Gate {
        Gate::new(
            (self.db.clone(), Finder::new(self.db.clone())),
            Arc::clone(&self.law),
            self.vault.clone(),
            self.pen.clone(),
            self.clock.clone(),
            limits,
        )
    }
}

/// A market regulator who looks at everything for a supervision matter.
fn regulator() -> Viewer {
    Viewer::Department {
        actor: Actor::new(MARKET, "key-2"),
        organisation: "market".to_owned(),
        purpose: Purpose::Supervision,
        matter_number: "监2026-7".to_owned(),
        items: Items::All,
    }
}

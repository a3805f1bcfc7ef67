//! What the rooms over the archive rely on, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names
//! a server, there too.

mod ended;
mod files;
mod finding;
mod linked;
mod replay;
mod town;

use std::sync::Arc;

use ledger::Follower;
use policy::Law;

use crate::{ArchiveError, ArchiveFollower, AsOf, Record, read};
use town::Town;

fn followers(law: &Arc<Law>) -> Vec<Box<dyn Follower>> {
    vec![Box::new(ArchiveFollower::new(Arc::clone(law)))]
}

fn on_both(trial: impl Fn(&Town)) {
    town::on_both(followers, trial);
}

impl Town {
    fn records(&self, number: &str, as_of: AsOf) -> Vec<Record> {
        let subject = self.subject(number);
        self.db
            .read(|tx| {
                let whole = read::whole(tx, subject)?.unwrap();
                read::records(tx, &whole, as_of)
            })
            .unwrap()
    }

    fn standing(&self, number: &str) -> crate::Standing {
        let subject = self.subject(number);
        self.db
            .read(|tx| Ok::<_, ArchiveError>(crate::standing::standing(tx, subject)?.unwrap()))
            .unwrap()
    }

    fn totals(&self) -> std::collections::BTreeMap<String, u64> {
        self.db.read(read::totals).unwrap()
    }
}

//! Keeps the access register: whose data was looked at, by which fact, and how often one looked.

use std::collections::BTreeMap;

use ledger::{Follower, LedgerError};
use store::Tx;
use vocabulary::{Fact, FactKind, clock::date_in_china};

use crate::queries::{
    lookups::{self, Look, LookKind},
    quotas,
};

/// Follows the ledger and keeps the access register current. A check is a look too.
#[derive(Clone, Copy, Debug, Default)]
pub struct DisclosureFollower;

impl Follower for DisclosureFollower {
    fn name(&self) -> &'static str {
        "disclosure"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        let mut looks = Vec::new();
        let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
        for fact in facts {
            let kind = match fact.draft.kind {
                FactKind::LookupMade => LookKind::File,
                FactKind::LookupRefused => LookKind::Refused,
                FactKind::CheckMade => LookKind::Check,
                _ => continue,
            };
            if kind == LookKind::File {
                let day = date_in_china(fact.at).to_string();
                *counts.entry((quotas::actor(&fact.draft.actor), day)).or_default() += 1;
            }
            if let Some(subject) = fact.draft.subject {
                looks.push(Look { subject, position: fact.position, at: fact.at, kind });
            }
        }
        lookups::insert(tx, &looks)?;
        quotas::add(tx, counts)?;
        Ok(())
    }
}

//! The figures of the home page, and coverage.

use std::collections::BTreeMap;

use vocabulary::{Date, SubjectKind};

use super::Gate;
use crate::{Disclosed, Figures, GateError, KindCoverage, SpreadView};

/// Kinds of organisations, each with the text under which it is counted.
const ORGANISATIONS: [(SubjectKind, &str); 6] = [
    (SubjectKind::Enterprise, "enterprise"),
    (SubjectKind::SelfEmployed, "self-employed"),
    (SubjectKind::Cooperative, "cooperative"),
    (SubjectKind::SocialOrganisation, "social-organisation"),
    (SubjectKind::PublicInstitution, "public-institution"),
    (SubjectKind::Government, "government"),
];

impl Gate {
    /// Counts of subjects, records and published records; no record is read for them. What comes
    /// from the market is not counted (C-03.e).
    pub fn figures(&self) -> Result<Disclosed<Figures>, GateError> {
        let totals = self.0.db.read(archive::read::totals)?;
        let market = |item: &str| self.0.last.get(item).is_some_and(|item| item.market);
        let mut figures = Figures::default();
        for (what, count) in totals {
            match what.split_once(':') {
                Some(("records" | "published", item)) if market(item) => None,
                Some(("subjects", kind)) => figures.subjects.insert(kind.to_owned(), count),
                Some(("records", item)) => figures.records.insert(item.to_owned(), count),
                Some(("published", item)) => figures.published.insert(item.to_owned(), count),
                Some(("state", "repaired")) => {
                    figures.repaired = count;
                    None
                }
                _ => None,
            };
        }
        Ok(Disclosed::new(figures))
    }

    /// How the records that are public today are spread over months since a day, divisions and
    /// agencies. It is counted anew each time: ask seldom.
    pub fn spread(&self, from: Date) -> Result<Disclosed<SpreadView>, GateError> {
        let (inner, today) = (&*self.0, self.today());
        let market = |item: &str| inner.last.get(item).is_some_and(|item| item.market);
        let nested = |flat: archive::read::Spread| {
            let mut nested: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
            for ((item, word), count) in flat.into_iter().filter(|((item, _), _)| !market(item)) {
                nested.entry(item).or_default().insert(word, count);
            }
            nested
        };
        let spread = inner.db.read(|tx| {
            Ok::<_, GateError>(SpreadView {
                months: nested(archive::read::by_month(tx, from, today)?),
                divisions: nested(archive::read::by_division(tx, today)?),
                authorities: nested(archive::read::by_authority(tx, today)?),
            })
        })?;
        Ok(Disclosed::new(spread))
    }

    /// How much of each kind of organisations the platform knows, against the count in the packs.
    pub fn coverage(&self) -> Result<Disclosed<Vec<KindCoverage>>, GateError> {
        let figures = self.figures()?;
        let lines = ORGANISATIONS.map(|(kind, text)| {
            let registered = figures.subjects.get(text).copied().unwrap_or_default();
            let reference = self.0.law.reference(kind);
            let of = |count: u64| (registered * KindCoverage::TARGET).checked_div(count);
            KindCoverage {
                kind,
                registered,
                reference: reference.map(|reference| reference.count),
                counted_on: reference.map(|reference| reference.on),
                share: reference.and_then(|reference| of(reference.count)),
            }
        });
        Ok(Disclosed::new(lines.to_vec()))
    }
}

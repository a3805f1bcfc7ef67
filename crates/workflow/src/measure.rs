//! Which measures of the law attach to what, and until when they last.

use jiff::ToSpan;
use policy::{
    Condition, Law, OnDay, Values,
    model::{
        agency::Agency,
        basis::{Length, LengthUnit},
        measure::{Measure, MeasureEffect},
    },
};
use vocabulary::{Date, SubjectKind};

/// What a measure can attach to: a record with its days and values.
pub(crate) struct Held<'h> {
    pub(crate) item: &'h str,
    pub(crate) decided_on: Date,
    pub(crate) from_on: Option<Date>,
    pub(crate) until_on: Option<Date>,
    pub(crate) shared_until: Option<Date>,
    pub(crate) values: &'h dyn Values,
}

/// Whether a measure attaches to a record of a subject of a kind: by item or list, kind and condition.
pub(crate) fn attaches(
    law: &Law,
    measure: &Measure,
    (held, kind): (&Held<'_>, SubjectKind),
    today: Date,
) -> bool {
    let object = &measure.object;
    let list = law.item(held.item, today).and_then(|item| item.list.as_ref());
    let carries = object.items.iter().any(|item| item == held.item)
        || list.is_some_and(|list| object.lists.contains(list));
    let values = OnDay::new(held.values, today);
    // The checker of the packs lets no unreadable condition through; one would match nothing.
    let when = object.when.as_deref().map(Condition::parse);
    carries
        && object.subjects.contains(&kind)
        && when.is_none_or(|when| when.is_ok_and(|when| when.holds(&values)))
}

/// The last day of a measure that attaches to a record; none without one.
pub(crate) fn last_day(measure: &Measure, held: &Held<'_>) -> Option<Date> {
    let begins = held.from_on.unwrap_or(held.decided_on);
    let ends = measure.term.map(|term| after(begins, term));
    [ends, held.until_on, held.shared_until].into_iter().flatten().min()
}

/// The last day of a period that begins on a day; one in working days is taken as days, which is
/// shorter.
pub(crate) fn after(begins: Date, length: Length) -> Date {
    let count = i64::from(length.count);
    begins.saturating_add(match length.unit {
        LengthUnit::Year => count.years(),
        LengthUnit::Month => count.months(),
        LengthUnit::Day | LengthUnit::WorkingDay => count.days(),
    })
}

/// Whether a statutory ban among the measures of a matter attaches to a record and lasts (C-09.c).
pub(crate) fn bans<'l>(
    law: &'l Law,
    measures: impl Iterator<Item = &'l Measure>,
    (held, kind): (&Held<'_>, SubjectKind),
    today: Date,
) -> Option<&'l Measure> {
    let mut measures =
        measures.filter(|measure| measure.intercepts && measure.effect == MeasureEffect::Restraint);
    measures.find(|measure| {
        law.is_listed(measure, today)
            && attaches(law, measure, (held, kind), today)
            && held.from_on.is_none_or(|from| from <= today)
            && last_day(measure, held).is_none_or(|until| today <= until)
    })
}

/// Whether an agency is the one named, or in the group named.
pub(crate) fn is_or_belongs(agency: &Agency, name: &str) -> bool {
    agency.id == name || agency.groups.iter().any(|group| group == name)
}

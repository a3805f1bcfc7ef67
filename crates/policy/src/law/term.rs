//! The disclosure decision: which class a record is in, and until when it may be seen.
//!
//! A period counts from the day after its first day; its last day is the day of the same number,
//! or the last of a shorter month (Civil Code art. 201–203). `…_until` is that last day, included.

use vocabulary::{
    Date,
    period::{add_days, add_months, add_years},
};

use super::{
    Law,
    compiled::{Cap, CompiledDisclosure},
};
use crate::{
    model::{
        basis::{Basis, Length, LengthUnit, Title},
        catalog::{CatalogItem, Publicity},
        disclosure::{CountsFrom, DisclosureClass, DisclosureEdition},
    },
    values::{OnDay, Values},
};

/// The last day of the calendar of the 双公示 standard; it means "no end".
const NO_END: Date = jiff::civil::date(2099, 12, 31);

/// The days of a record from which periods count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordDates {
    /// The day of the decision (recognition).
    pub decided_on: Date,
    /// First day in force, if it has one.
    pub from_on: Option<Date>,
    /// Last day in force, if it has one. 2099-12-31 counts as none.
    pub until_on: Option<Date>,
}

/// The decision: what class, until when, under which edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'law> {
    /// Class of the edition: `minor`, `general`, `serious`, `all`; `none` if no class fits.
    pub class_id: &'law str,
    /// What the class is called; none if no class fits.
    pub class_title: Option<&'law Title>,
    /// Whether it is published at all (until `public_until`).
    pub published: bool,
    /// Last day on which it is public; none if it has no end, or is not published.
    pub public_until: Option<Date>,
    /// Last day on which it is disclosed to anyone but the subject and auditors; none without end.
    pub shared_until: Option<Date>,
    /// First day on which repair can be asked for; none if the law gives no minimum.
    pub repairable_from: Option<Date>,
    /// The disclosure rule.
    pub rule_id: &'law str,
    /// First day of the edition under which it was decided.
    pub edition_from: Option<Date>,
    /// What the edition rests on.
    pub basis: &'law [Basis],
}

impl Term<'_> {
    /// Whether the record is public on a day.
    pub fn is_public_on(&self, day: Date) -> bool {
        self.published && self.public_until.is_none_or(|until| day <= until)
    }

    /// Whether it may be shown to agencies with a purpose on a day.
    pub fn is_shared_on(&self, day: Date) -> bool {
        self.shared_until.is_none_or(|until| day <= until)
    }
}

impl Law {
    /// The disclosure decision on a record of `item`. The edition is that of the day of
    /// recognition; where it or the present one is `favourable`, the present one is taken if it
    /// gives the subject the earlier end. Ceilings of the layers shorten, never lengthen.
    /// Costs two look-ups and the class conditions; nothing is parsed.
    pub fn term(
        &self,
        item: &CatalogItem,
        values: &dyn Values,
        dates: RecordDates,
        today: Date,
    ) -> Term<'_> {
        let Some(disclosure) = self.disclosures.get(item.disclosure.as_str()) else {
            return Term::closed("");
        };
        let values = OnDay::new(values, today);
        let Some((number, edition)) = disclosure.edition_on(dates.decided_on) else {
            return Term::closed(&disclosure.rule.id);
        };
        let mut term = Term::under(disclosure, number, edition, &values, dates);
        let mut start = dates.counted_from(edition.counts_from);
        if let Some((present, later)) = disclosure.edition_on(today)
            && present > number
            && (edition.favourable || later.favourable)
        {
            let other = Term::under(disclosure, present, later, &values, dates);
            if other.is_better_than(&term) {
                term = other;
                start = dates.counted_from(later.counts_from);
            }
        }
        for cap in self.caps.get(&item.id).into_iter().flatten() {
            let begun = cap.effective_from.is_none_or(|from| from <= today);
            if begun && cap.until.is_none_or(|until| today <= until) {
                term.shorten(cap, start, dates);
            }
        }
        term.published &= item.publicity == Publicity::Public;
        term.public_until =
            if term.published { earlier(term.public_until, term.shared_until) } else { None };
        term
    }
}

impl<'law> Term<'law> {
    fn closed(rule_id: &'law str) -> Self {
        Self {
            class_id: "none",
            class_title: None,
            published: false,
            public_until: None,
            shared_until: None,
            repairable_from: None,
            rule_id,
            edition_from: None,
            basis: &[],
        }
    }

    fn under(
        disclosure: &'law CompiledDisclosure,
        number: usize,
        edition: &'law DisclosureEdition,
        values: &dyn Values,
        dates: RecordDates,
    ) -> Self {
        let closed = Self::closed(&disclosure.rule.id);
        let Some(class) = disclosure.class_of(number, values) else { return closed };
        let start = dates.counted_from(edition.counts_from);
        Self {
            class_id: &class.id,
            class_title: Some(&class.title),
            published: class.published,
            public_until: end(edition, class, dates),
            shared_until: class.shared_for.map(|length| after(dates.conduct_ended(), length)),
            repairable_from: class.minimum.map(|length| after(start, length)),
            edition_from: Some(edition.effective_from),
            basis: &edition.basis,
            ..closed
        }
    }

    /// Whether it ends earlier than `other`; not being published is the earliest end.
    fn is_better_than(&self, other: &Self) -> bool {
        match (self.published, other.published) {
            (false, true) => true,
            (true, false) => false,
            (_, true) => ends_before(self.public_until, other.public_until),
            (_, false) => ends_before(self.shared_until, other.shared_until),
        }
    }

    fn shorten(&mut self, cap: &Cap, start: Date, dates: RecordDates) {
        if let Some(length) = cap.maximum {
            self.public_until = earlier(self.public_until, Some(after(start, length)));
        }
        if let Some(length) = cap.shared_for {
            let ends = after(dates.conduct_ended(), length);
            self.shared_until = earlier(self.shared_until, Some(ends));
        }
    }
}

impl RecordDates {
    /// The last day in force, or else the decision.
    fn conduct_ended(self) -> Date {
        self.last_day().unwrap_or(self.decided_on)
    }

    fn last_day(self) -> Option<Date> {
        self.until_on.filter(|until| *until < NO_END)
    }

    fn counted_from(self, from: CountsFrom) -> Date {
        match from {
            CountsFrom::ConductEnded => self.conduct_ended(),
            CountsFrom::DecidedOn | CountsFrom::ValidUntil | CountsFrom::WhileItStands => {
                self.decided_on
            }
        }
    }
}

fn end(edition: &DisclosureEdition, class: &DisclosureClass, dates: RecordDates) -> Option<Date> {
    let start = dates.counted_from(edition.counts_from);
    let longest = class.maximum.map(|length| after(start, length));
    match edition.counts_from {
        CountsFrom::ValidUntil => earlier(dates.last_day(), longest),
        CountsFrom::DecidedOn | CountsFrom::ConductEnded | CountsFrom::WhileItStands => longest,
    }
}

/// The last day of a period; the end of all days if it lies beyond the calendar. The checker lets
/// no disclosure period be counted in working days, so those are taken as days.
fn after(start: Date, length: Length) -> Date {
    let count = i32::from(length.count);
    let end = match length.unit {
        LengthUnit::Year => add_years(start, count),
        LengthUnit::Month => add_months(start, count),
        LengthUnit::Day | LengthUnit::WorkingDay => add_days(start, count),
    };
    end.unwrap_or(Date::MAX)
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn ends_before(one: Option<Date>, other: Option<Date>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one < other,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

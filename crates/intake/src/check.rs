//! The checks of one row, in the order in which a clerk would want to hear of them.

use jiff::civil::Date;
use vocabulary::NumberKind;

use crate::{
    fault::Fault,
    format::RawRow,
    header::Mapping,
    row::Row,
    rule::{self, Severity},
    scan,
};

/// Reads a row into `row` and checks everything that needs neither the database nor the subject.
pub(crate) fn check(row: &mut Row<'_>, raw: &RawRow, mapping: &Mapping) {
    row.fill(raw, mapping);
    if raw.is_damaged() {
        row.faults.clear();
        row.faults.push(Fault::of_row(&rule::UNREADABLE_LINE));
        return;
    }
    let extra =
        (mapping.columns.len()..raw.len()).any(|column| !raw.cell(column).trim().is_empty());
    if extra || raw.len() < mapping.columns.len() {
        row.faults.clear();
        row.faults.push(Fault::of_row(&rule::COLUMN_COUNT));
        return;
    }
    if exclude(row) {
        return;
    }
    fields(row);
    required_when(row);
    dates(row);
    if row.faults.iter().all(|fault| fault.rule.severity != Severity::Refused) {
        cross_rules(row);
    }
}

/// What the law keeps out needs no other advice than to leave it out.
fn exclude(row: &mut Row<'_>) -> bool {
    let hit = row.shape.exclusions.iter().find(|exclusion| exclusion.when.holds(row));
    let Some(exclusion) = hit else { return false };
    let fault = Fault::of_row(&rule::EXCLUDED).advise(&exclusion.advice);
    row.faults.clear();
    row.faults.push(fault);
    true
}

fn fields(row: &mut Row<'_>) {
    let shape = row.shape;
    for (place, field) in shape.fields.iter().enumerate() {
        if row.is_broken(place) {
            continue;
        }
        let value = row.at(Some(place));
        if value.is_empty() {
            if field.required {
                row.fault(place, &rule::REQUIRED, "");
            }
            continue;
        }
        if value.len() > field.max_length && value.chars().count() > field.max_length {
            row.fault_at(place, &rule::TOO_LONG);
        } else if field.published_text {
            match scan::hidden_number(value) {
                Some(NumberKind::CitizenNumber) => row.fault_at(place, &rule::IDENTITY_IN_TEXT),
                Some(NumberKind::OldCitizenNumber) if field.no_phone => {
                    row.fault_at(place, &rule::IDENTITY_IN_TEXT);
                }
                Some(NumberKind::MobilePhone) if field.no_phone => {
                    row.fault_at(place, &rule::PHONE_IN_TEXT);
                }
                _ => {}
            }
        }
    }
}

fn required_when(row: &mut Row<'_>) {
    let shape = row.shape;
    for (place, field) in shape.fields.iter().enumerate() {
        let Some(when) = &field.required_when else { continue };
        let open = !field.required && !row.is_broken(place) && row.at(Some(place)).is_empty();
        if open && when.holds(row) {
            row.fault(place, &rule::REQUIRED_WHEN, "");
        }
    }
}

fn dates(row: &mut Row<'_>) {
    let roles = &row.shape.roles;
    if let Some(place) = roles.decided_on {
        let decided = row.at(Some(place));
        if decided > row.today() {
            row.fault_at(place, &rule::DECIDED_IN_FUTURE);
        } else if decided.parse::<Date>().is_ok_and(|day| row.shape.had_ended(day)) {
            row.fault_at(place, &rule::NOT_IN_FORCE);
        }
    }
    let (from, until) = (row.at(roles.from), row.at(roles.until));
    if let Some(place) = roles.until
        && !from.is_empty()
        && !until.is_empty()
        && from > until
    {
        row.fault_at(place, &rule::VALID_ORDER);
    }
}

fn cross_rules(row: &mut Row<'_>) {
    let shape = row.shape;
    for cross in &shape.rules {
        let applies = cross.when.as_ref().is_none_or(|when| when.holds(row));
        if !applies || cross.must.holds(row) {
            continue;
        }
        let fault = match cross.field {
            Some(place) => Fault::of_field(shape, place, &rule::CROSS_RULE, row.at(Some(place))),
            None => Fault::of_row(&rule::CROSS_RULE),
        };
        row.faults.push(fault.advise(&cross.advice).detail(&cross.id));
    }
}

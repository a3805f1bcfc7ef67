//! Years of the working calendar, and examples that need one.

use jiff::civil::Weekday;
use vocabulary::Date;

use super::World;
use crate::{
    finding::Finding,
    model::{basis::LengthUnit, calendar::CalendarYear},
    pack::Filed,
    rule::{CALENDAR_DAY, DUPLICATE, NO_CALENDAR},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut years = Vec::new();
    for year in world.chain.iter().flat_map(|pack| &pack.calendars) {
        days(year, out);
        if years.contains(&year.value.year) {
            let message = format!("{} 年已有节假日安排", year.value.year);
            out.push(year.finding(&DUPLICATE, "year", message));
        }
        years.push(year.value.year);
    }
    for item in world.items() {
        if item.value.report_within.is_none_or(|within| within.unit != LengthUnit::WorkingDay) {
            continue;
        }
        for (index, example) in item.value.example.iter().enumerate() {
            if !years.contains(&example.on.year()) {
                let message = format!("{} 年的节假日安排还没有公布", example.on.year());
                out.push(item.finding(&NO_CALENDAR, &format!("example.{index}.on"), message));
            }
        }
    }
}

fn days(year: &Filed<CalendarYear>, out: &mut Vec<Finding>) {
    let CalendarYear { year: number, holidays, make_up_days, .. } = &year.value;
    let mut seen: Vec<Date> = Vec::new();
    for (key, days) in [("holidays", holidays), ("make_up_days", make_up_days)] {
        for (index, day) in days.iter().enumerate() {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            let message = if day.year() != *number {
                format!("{day} 不在 {number} 年")
            } else if key == "make_up_days" && !weekend {
                format!("调休上班日 {day} 不是周末")
            } else if seen.contains(day) {
                format!("{day} 出现了两次")
            } else {
                seen.push(*day);
                continue;
            };
            out.push(year.finding(&CALENDAR_DAY, &format!("{key}.{index}"), message));
        }
    }
}

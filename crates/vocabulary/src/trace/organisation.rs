//! Names of organisations with their legal form.

use super::{Read, Trace, TraceKind, is_han};

/// Forms that end a full name.
const FORMS: [&str; 9] = [
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "合伙企业",
    "专业合作社",
    "合作社",
    "经营部",
    "商行",
    "事务所",
];
/// Where a name does not begin before.
const STOPS: &str = "的了对向与和为在由被将从及或是给等家个名为该本此某这";
/// Characters before the form that make it a name, and no kind of organisation.
const SHORTEST: usize = 4;
/// Characters of a name that are looked at.
const LONGEST: usize = 30;

pub(super) fn names(read: &Read) -> Vec<Trace> {
    let mut found: Vec<Trace> = Vec::new();
    let mut place = 0;
    while place < read.len() {
        let Some(form) = FORMS.iter().find(|form| read.says(place, form)) else {
            place += 1;
            continue;
        };
        let mut start = place;
        while start > 0 && place - start < LONGEST && goes_on(read.before(start)) {
            start -= 1;
        }
        let end = place + form.chars().count();
        if place - start >= SHORTEST {
            found.push(read.trace(start..end, TraceKind::Organisation));
        }
        place = end;
    }
    found
}

/// Whether a name can hold a character; hidden ones (某, ×, *) end it.
fn goes_on(mark: char) -> bool {
    (is_han(mark) && !STOPS.contains(mark)) || "()".contains(mark)
}

//! Numbers of cases, and the codes that open their status.

use policy::model::process::ProcessGroup;
use vocabulary::{Date, Entropy, case_number, parse_case_number};

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Characters of a code.
const CODE: usize = 10;

/// The number of the `serial`-th case of a day, 20 digits: two for the group of its process, six for
/// the division, six for the day, five for the serial, one to check the others.
pub fn number(group: ProcessGroup, division: &str, day: Date, serial: u64) -> String {
    case_number(&format!("{}0", digit(group)), division, day, serial)
}

/// The number of a case as it is stored: without blanks; none if it cannot be one.
pub fn parse(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|mark| !mark.is_whitespace()).collect();
    let prefix = text.get(..2)?;
    let known = prefix.ends_with('0') && prefix.bytes().all(|digit| digit.is_ascii_digit());
    if known { parse_case_number(prefix, &text) } else { None }
}

fn digit(group: ProcessGroup) -> u8 {
    match group {
        ProcessGroup::Rights => 1,
        ProcessGroup::Lists => 2,
        ProcessGroup::JointAction => 3,
        ProcessGroup::Measures => 4,
        ProcessGroup::Commitments => 5,
        ProcessGroup::Government => 6,
        ProcessGroup::Campaigns => 7,
        ProcessGroup::Supervision => 8,
        ProcessGroup::Tasks => 9,
        ProcessGroup::Publicity => 0,
    }
}

/// A fresh code of ten characters, 50 bits.
pub fn code(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; CODE];
    entropy.fill(&mut bytes);
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from);
    bytes.iter().filter_map(letter).collect()
}

/// The code as people type it: case and blanks do not count.
pub fn same_code(known: &str, given: &str) -> bool {
    let given = given.chars().filter(|mark| !mark.is_whitespace() && *mark != '-');
    let given = given.map(|mark| mark.to_ascii_uppercase());
    let mut differs = false;
    let mut length = 0;
    let mut known_marks = known.chars();
    for mark in given {
        differs |= known_marks.next() != Some(mark);
        length += 1;
    }
    !differs && length == known.chars().count() && length > 0
}

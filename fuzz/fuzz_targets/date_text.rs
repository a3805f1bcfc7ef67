//! A date that parses is written as itself again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(date) = vocabulary::parse_date(text) {
        assert_eq!(vocabulary::parse_date(&date.to_string()).ok(), Some(date));
    }
});

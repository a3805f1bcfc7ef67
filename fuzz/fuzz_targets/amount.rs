//! An amount that parses keeps its value when it is written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(amount) = vocabulary::Amount::parse(text) {
        let again = vocabulary::Amount::parse(&amount.to_string());
        assert_eq!(again.map(|amount| amount.hundredths()).ok(), Some(amount.hundredths()));
    }
});

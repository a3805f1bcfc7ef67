//! A code that parses is written as itself again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(code) = vocabulary::UnifiedCode::parse(text) {
        assert_eq!(vocabulary::UnifiedCode::parse(code.as_str()), Ok(code));
    }
});

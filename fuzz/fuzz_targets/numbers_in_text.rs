//! Spans of numbers found in free text lie in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for found in vocabulary::find_numbers(text) {
        assert!(text.get(found.span).is_some());
    }
});

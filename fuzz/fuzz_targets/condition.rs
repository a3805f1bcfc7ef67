//! No condition makes the parser or the evaluation stop.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(condition) = policy::Condition::parse(text) {
        let values = std::collections::BTreeMap::<String, String>::new();
        let _ = condition.holds(&values);
    }
});

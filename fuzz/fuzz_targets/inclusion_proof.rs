//! A proof that parses is written as itself again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(proof) = ledger::proof::Inclusion::parse(text) {
        assert_eq!(ledger::proof::Inclusion::parse(&proof.to_text()).ok(), Some(proof));
    }
});

//! Any text is a name: its parts make it up, and its plain form is read as it is.

#![no_main]

use identity::{Name, Part};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let name = Name::parse(text);
    assert_eq!(name.letters().len(), name.labels().len());
    let parts = [Part::Region, Part::Brand, Part::Industry, Part::Form, Part::Branch, Part::Whole];
    for part in parts {
        let _ = name.part(part);
    }
    let _ = (name.core(), name.initials(), name.syllables());
    let again = Name::parse(name.plain());
    assert_eq!(again.plain(), name.plain());
    assert_eq!(again.labels(), name.labels());
});

//! Comparing is total, bounded and symmetric; a name is itself.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let (a, b) = (identity::Name::parse(texts.0), identity::Name::parse(texts.1));
    let (value, verdict) = identity::judge(&a, &b);
    assert!((0.0..=1.0).contains(&value));
    assert_eq!(identity::judge(&b, &a), (value, verdict));
    assert_eq!(identity::judge(&a, &a), (1.0, identity::Verdict::Same));
    let score = identity::compare(&a, &b);
    assert_eq!((score.value, score.verdict), (value, verdict));
});

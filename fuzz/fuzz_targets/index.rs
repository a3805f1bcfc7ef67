//! Whatever is put in and asked, marks lie inside of the name, and a name finds itself.

#![no_main]

use identity::{Index, Listed, Page};
use libfuzzer_sys::fuzz_target;
use vocabulary::SubjectId;

fuzz_target!(|texts: (&str, &str, &str)| {
    let (one, other, asked) = texts;
    let mut index = Index::new();
    index.put(SubjectId([1; 16]), &Listed { names: &[(one, true), (other, false)], code: None });
    index.put(SubjectId([2; 16]), &Listed { names: &[(other, true)], code: Some(asked) });
    for text in [one, other, asked] {
        for hit in index.find(text, &Page { after: None, limit: 5 }).hits {
            let length = hit.name.chars().count();
            assert!(hit.marks.iter().all(|(from, to)| from < to && usize::from(*to) <= length));
        }
    }
    index.remove(SubjectId([2; 16]));
    let _ = index.find(asked, &Page { after: None, limit: 5 });
});

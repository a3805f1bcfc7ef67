//! Who is who: organisations found, merged and parted, doubtful codes listed, lists of names matched.
//! Persons are known by their number alone and stand on none of these pages.

mod act;
mod duplicates;
mod find;
pub(crate) mod list;
mod matched;
mod merges;
mod relink;

use policy::model::role::Action::{Audit, KeepSubjects, SubmitBatch};
use web::door::{Language, Site, Staff};

use crate::{
    chip::Chip,
    may,
    table::{Line, get, post},
};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    const OWN: &[policy::model::role::Action] = &[SubmitBatch, KeepSubjects];
    vec![
        get("/desk/subjects", &[KeepSubjects], find::find),
        get("/desk/subjects/merges", &[KeepSubjects, Audit], merges::show),
        post("/desk/subjects/merges", &[KeepSubjects], act::merge),
        post("/desk/subjects/merges/part", &[KeepSubjects], act::part),
        get("/desk/subjects/duplicates", &[KeepSubjects], duplicates::show),
        get("/desk/subjects/duplicates/csv", &[KeepSubjects], duplicates::download),
        get("/desk/subjects/relink", &[KeepSubjects], relink::show),
        post("/desk/subjects/relink", &[KeepSubjects], relink::relink),
        get("/desk/subjects/match", OWN, list::form),
        post("/desk/subjects/match", OWN, list::send),
        get("/desk/subjects/match/{number}", OWN, matched::show),
        get("/desk/subjects/match/{number}/answers.csv", OWN, matched::csv),
        get("/desk/subjects/match/{number}/answers.xlsx", OWN, matched::xlsx),
    ]
}

/// The pages side by side, as far as the role may enter them.
fn tabs(site: &Site, language: Language, staff: &Staff, current: &str) -> Vec<Chip> {
    let tab =
        |(path, key): (&str, &str)| Chip::new(site.word(language, key), path, path == current);
    let matching = tab(("/desk/subjects/match", "desk.subjects.match"));
    if !may::has(site.law(), staff, KeepSubjects) {
        return vec![matching];
    }
    let kept = [
        ("/desk/subjects", "desk.subjects.find"),
        ("/desk/subjects/merges", "desk.subjects.merges"),
        ("/desk/subjects/duplicates", "desk.subjects.duplicates"),
        ("/desk/subjects/relink", "desk.subjects.relink"),
    ];
    kept.into_iter().map(tab).chain([matching]).collect()
}

//! Batches of the own agency: send a file, follow it, read the receipt and the quality report.

mod index;
mod quality;
mod receipt;
mod send;

pub(crate) use receipt::own;

use policy::model::role::Action::{ReadQuality, ReadReceipts, SubmitBatch};
use serde::Serialize;

use crate::table::{Line, get, post};

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/batches", &[ReadReceipts, SubmitBatch], index::show),
        post("/desk/batches", &[SubmitBatch], send::send),
        get("/desk/batches/quality", &[ReadReceipts, ReadQuality], quality::show),
        get("/desk/batches/{id}", &[ReadReceipts], receipt::show),
    ]
}

/// What one rule did in a batch or a month.
#[derive(Clone, Debug, Serialize)]
struct Rule {
    rule: String,
    title: &'static str,
    advice: &'static str,
    count: u64,
}

/// Rules by how often they were met, the most frequent first.
fn rules<'r>(counted: impl IntoIterator<Item = (&'r String, &'r u64)>) -> Vec<Rule> {
    let rule = |(code, count): (&String, &u64)| {
        let known = intake::rule::find(code);
        Rule {
            rule: code.clone(),
            title: known.map_or("", |rule| rule.title),
            advice: known.map_or("", |rule| rule.advice),
            count: *count,
        }
    };
    let mut rules: Vec<Rule> = counted.into_iter().map(rule).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.count));
    rules
}

/// Key and colour of a batch's state, by the state's text and whether rows were refused.
fn state(text: &str, faulty: bool) -> (&'static str, &'static str) {
    match (text, faulty) {
        ("open", _) => ("open", "wait"),
        ("broken", _) => ("broken", "bad"),
        (_, true) => ("partly", "wait"),
        (_, false) => ("done", "good"),
    }
}

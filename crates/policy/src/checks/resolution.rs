//! Who is meant by a row without a valid code: every row gets an answer, and nobody is taken for
//! somebody else.

use super::{World, blank};
use crate::{
    finding::Finding,
    model::resolution::{Given, Nearness, Outcome, ResolutionFile, ResolutionRule},
    pack::Filed,
    rule::{DUPLICATE, RESOLUTION_BELOW, RESOLUTION_OPEN, RESOLUTION_SURE, RESOLUTION_WRONG_CODE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut seen: Vec<(&str, vocabulary::Date)> = Vec::new();
    let files = world.chain.iter().filter_map(|pack| pack.resolution.as_ref());
    for (depth, file) in files.enumerate() {
        for (index, rule) in file.value.rule.iter().enumerate() {
            let key = |part: &str| format!("rule.{index}.{part}");
            if seen.contains(&(rule.id.as_str(), rule.effective_from)) {
                out.push(file.finding(&DUPLICATE, &key("id"), format!("{} 出现了两次", rule.id)));
            }
            seen.push((&rule.id, rule.effective_from));
            one(file, rule, &key, out);
            if depth > 0 && rule.then == Outcome::File {
                let message = format!("{} 在下级层按名称归集", rule.id);
                out.push(file.finding(&RESOLUTION_BELOW, &key("then"), message));
            }
        }
        if depth == 0 {
            closed(file, out);
        }
    }
}

fn one(
    file: &Filed<ResolutionFile>,
    rule: &ResolutionRule,
    key: &dyn Fn(&str) -> String,
    out: &mut Vec<Finding>,
) {
    if blank(&rule.advice) {
        out.push(file.finding(
            &RESOLUTION_OPEN,
            &key("advice"),
            format!("{} 没有写怎么办", rule.id),
        ));
    }
    if rule.then != Outcome::File {
        return;
    }
    if rule.given == Given::Wrong {
        let message = format!("{} 把代码写错的记录按名称归集", rule.id);
        out.push(file.finding(&RESOLUTION_WRONG_CODE, &key("then"), message));
    }
    let number = rule.given == Given::OldNumber && rule.verdict.is_some();
    let name = rule.verdict == Some(Nearness::Same) && rule.alone;
    if !number && !name {
        let message = format!("{} 没有同时要求 verdict = \"same\" 和 alone = true", rule.id);
        out.push(file.finding(&RESOLUTION_SURE, &key("then"), message));
    }
}

/// For whatever a row gives, the last rule holds without condition and without end.
fn closed(file: &Filed<ResolutionFile>, out: &mut Vec<Finding>) {
    let words =
        [(Given::Missing, "missing"), (Given::Wrong, "wrong"), (Given::OldNumber, "old-number")];
    for (given, word) in words {
        let last = file.value.rule.iter().rfind(|rule| rule.given == given);
        // Where nothing is said about old numbers, they count for nothing.
        let open = last.map_or(given != Given::OldNumber, |rule| {
            let bound = rule.verdict.is_some() || rule.alone || rule.until.is_some();
            bound || !rule.unless.is_empty() || !rule.except.is_empty()
        });
        if open {
            let message = format!("given = \"{word}\" 的最后一条规则不是兜底规则");
            out.push(file.finding(&RESOLUTION_OPEN, "rule", message));
        }
    }
}

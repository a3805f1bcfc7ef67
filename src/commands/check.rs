//! `probity check`: a matter's question about a subject.

use std::process::ExitCode;

use anyhow::{Context, Result};
use check::{Answer, Question};
use vocabulary::{Actor, UnifiedCode};

use crate::arguments::Check;

/// Asks on behalf of the first unit that handles the matter, and prints the answer.
pub(crate) fn run(check: &Check) -> Result<ExitCode> {
    let platform = super::open(&check.site)?;
    let matter = platform.law.matter(&check.matter, platform.clock.today()).with_context(|| {
        let known: Vec<&str> = platform
            .law
            .matters(platform.clock.today())
            .iter()
            .map(|matter| matter.id.as_str())
            .collect();
        format!("the packs know no matter `{}`; there are {}", check.matter, known.join(", "))
    })?;
    let handles = |id: &String, groups: &[String]| {
        matter.units.iter().any(|unit| unit == id || groups.contains(unit))
    };
    let unit = platform.law.agencies().iter().find(|agency| handles(&agency.id, &agency.groups));
    let unit = unit.context("no agency of the packs handles this matter")?.id.clone();
    let code = UnifiedCode::parse(&check.code)?;
    let answer = platform.checker.check(&Question {
        actor: Actor::new(unit.clone(), "command"),
        organisation: unit,
        matter: check.matter.clone(),
        matter_number: check.matter_number.clone(),
        subject: code.identifier(),
    })?;
    platform.sequencer.fold()?;
    if check.json {
        println!("{}", serde_json::to_string_pretty(&answer)?);
    } else {
        print(&answer);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(answer: &Answer) {
    let name = answer.subject.as_ref().and_then(|subject| subject.name.as_deref());
    println!("{}  {}", answer.number, name.unwrap_or("—"));
    println!("{}：{}", answer.matter.title.zh, answer.outcome.as_str());
    println!("{}", answer.note);
    let groups = [&answer.incentives, &answer.lists, &answer.records, &answer.commitments_broken];
    for hit in groups.into_iter().flatten() {
        let summary = hit.summary.as_deref().unwrap_or_default();
        println!("  {}  {}  {summary}", hit.decided_on, hit.title.zh);
    }
    for measure in &answer.measures {
        let until =
            measure.until_on.map_or_else(|| measure.lifts_when.clone(), |day| format!("至 {day}"));
        let basis: Vec<&str> = measure.basis.iter().map(|basis| basis.document.as_str()).collect();
        println!(
            "  措施 {}  {}（{until}）依据：{}",
            measure.id,
            measure.title.zh,
            basis.join("；")
        );
    }
}

//! `probity identity …`: who is meant by a name, and why.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context, Result};
use identity::{Candidate, Evidence, Name, Part, Score, compare};
use intake::{IntakeError, RosterLine, roster_csv, roster_xlsx};
use serde_json::{Value, json};

use crate::arguments::{Identity, Match};

/// Matches a list or compares two names.
pub(crate) fn run(command: &Identity) -> Result<ExitCode> {
    match command {
        Identity::Match(wanted) => matched(wanted),
        Identity::Compare { left, right, json } => compared(left, right, *json),
    }
}

fn matched(wanted: &Match) -> Result<ExitCode> {
    let platform = super::open(&wanted.site)?;
    let file = File::open(&wanted.file)
        .with_context(|| format!("the file {} cannot be opened", wanted.file.display()))?;
    let mut kept = Vec::new();
    let mut screen = BufWriter::new(io::stdout().lock());
    let mut first = true;
    let told = |error: io::Error| IntakeError::Output { reason: error.to_string() };
    if wanted.json {
        screen.write_all(b"[")?;
    }
    platform.intake.match_list(file, u64::MAX, &mut |line| {
        if wanted.json {
            let comma = if std::mem::take(&mut first) { "\n" } else { ",\n" };
            write!(screen, "{comma}{}", line_json(&line)).map_err(told)?;
        } else if wanted.out.is_none() {
            print_line(&mut screen, &line).map_err(told)?;
        }
        if wanted.out.is_some() {
            kept.push(line);
        }
        Ok(())
    })?;
    if wanted.json {
        screen.write_all(b"\n]\n")?;
    }
    screen.flush()?;
    if let Some(path) = &wanted.out {
        save(path, &kept)?;
        eprintln!("{} lines in {}", kept.len(), path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the table beside, as its ending says.
fn save(path: &Path, lines: &[RosterLine]) -> Result<()> {
    let failed = || format!("{} cannot be written", path.display());
    let workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if workbook {
        return std::fs::write(path, roster_xlsx(lines)?).with_context(failed);
    }
    roster_csv(lines, BufWriter::new(File::create(path).with_context(failed)?))?;
    Ok(())
}

fn line_json(line: &RosterLine) -> Value {
    json!({
        "line": line.line,
        "name": line.name,
        "code": line.code,
        "outcome": line.outcome,
        "rule": line.rule,
        "candidates": line.candidates.iter().map(candidate_json).collect::<Vec<_>>(),
    })
}

fn candidate_json(candidate: &Candidate) -> Value {
    json!({
        "code": candidate.code,
        "name": candidate.name,
        "former": candidate.former,
        "kind": candidate.kind,
        "division": candidate.division,
        "value": identity::score::thousandths(candidate.score.value),
        "verdict": candidate.score.verdict,
        "evidence": candidate.score.evidence,
    })
}

fn print_line(screen: &mut impl Write, line: &RosterLine) -> io::Result<()> {
    let outcome = word(&line.outcome);
    let rule = line.rule.as_deref().unwrap_or_default();
    writeln!(screen, "{:>6}  {outcome:<10} {rule:<4} {}", line.line, line.name)?;
    for candidate in &line.candidates {
        let code = candidate.code.as_deref().unwrap_or("-");
        let former = candidate.former.as_ref().map(|name| format!(" ({name})"));
        let name = format!("{}{}", candidate.name, former.unwrap_or_default());
        writeln!(screen, "        {:.3} {code:<18} {name}", candidate.score.value)?;
        for evidence in &candidate.score.evidence {
            writeln!(screen, "              {}", evidence_line(evidence))?;
        }
    }
    Ok(())
}

fn compared(left: &str, right: &str, as_json: bool) -> Result<ExitCode> {
    let (left, right) = (Name::parse(left), Name::parse(right));
    let score = compare(&left, &right);
    if as_json {
        let told = json!({ "left": parts(&left), "right": parts(&right), "score": score });
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        for name in [&left, &right] {
            println!("{}", parts(name));
        }
        print_score(&score);
    }
    Ok(ExitCode::SUCCESS)
}

/// The parts of a name.
fn parts(name: &Name) -> Value {
    json!({
        "name": name.written(),
        "region": name.part(Part::Region),
        "brand": name.part(Part::Brand),
        "industry": name.part(Part::Industry),
        "form": name.part(Part::Form),
        "branch": name.part(Part::Branch),
    })
}

fn print_score(score: &Score) {
    println!("{}  {:.3}", word(&score.verdict), score.value);
    for evidence in &score.evidence {
        println!("  {}", evidence_line(evidence));
    }
}

fn evidence_line(evidence: &Evidence) -> String {
    let Evidence { part, reason, left, right, weight } = evidence;
    format!("{weight:+.3}  {:<9} {:<12} {left} | {right}", word(part), word(reason))
}

/// The word by which a choice is written.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

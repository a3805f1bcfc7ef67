//! `probity doctor`: can this site run, and what is to be mended.

use std::process::ExitCode;

use anyhow::Result;
use jiff::ToSpan;

use super::secrets;
use crate::arguments::DoctorSite as Doctor;

/// Prints what is in order and what is not; fails if something is not.
pub(crate) fn run(doctor: &Doctor) -> Result<ExitCode> {
    let Doctor { font, site } = doctor;
    let place = super::place(site)?;
    let platform = super::inspect(site)?;
    let mut faults = 0;
    let mut line = |fault: Option<String>, good: String| match fault {
        None => println!("ok     {good}"),
        Some(fault) => {
            faults += 1;
            println!("MEND   {fault}");
        }
    };
    line(None, format!("data folder {}", place.data.display()));
    for fault in secrets::faults(site, &place.data) {
        line(Some(fault), String::new());
    }
    line(None, "secrets come from files and the environment".to_owned());
    line(
        None,
        format!(
            "law {} ({} values not seen in an official text)",
            platform.law.version(),
            platform.law.not_official().len()
        ),
    );
    let in_force = probity::adoption::in_force(&platform.reader)?;
    let adopted = in_force.as_deref().is_none_or(|version| version == platform.law.version());
    let missing = || "this law was not adopted; see `probity policy adopt`".to_owned();
    line((!adopted).then(missing), "law adopted".to_owned());
    for kind in platform.gate.coverage()?.iter() {
        let Some((reference, share)) = kind.reference.zip(kind.share) else { continue };
        let (whole, part) = (share / 100, share % 100);
        let what = format!("{:?}: {} of {reference} known", kind.kind, kind.registered);
        line(None, format!("{what} ({whole}.{part:02} %, target 100 %)"));
    }
    let facts = platform.db.facts()?;
    let durable: Vec<String> =
        facts.durability.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let what = format!("{:?} {} ({})", facts.engine, facts.version, durable.join(", "));
    line(None, format!("database {what}"));
    for fault in facts.faults {
        line(Some(fault), String::new());
    }
    let next_year = platform.clock.today().checked_add(2.months())?;
    let announced = platform.law.calendar().is_working_day(next_year);
    line(
        announced
            .err()
            .map(|fault| format!("{fault}; add calendars/{}.toml to the packs", next_year.year())),
        "working calendar announced for the next two months".to_owned(),
    );
    let press = paper::Press::new(font.clone());
    match press.font() {
        Ok(font) => line(None, format!("letters are printed with {}", font.display())),
        Err(fault) => line(Some(fault.to_string()), String::new()),
    }
    platform.sequencer.fold()?;
    let size = platform.reader.checkpoint()?.map_or(0, |checkpoint| checkpoint.size);
    line(None, format!("ledger of {size} facts, verified under"));
    for key in &platform.verifier_keys {
        println!("         {key}");
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

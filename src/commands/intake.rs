//! `probity intake …`: files from departments.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use intake::{Progress, Receipt, Submission};
use policy::Law;
use probity::Platform;

use crate::arguments::{Intake, Submit, Template};

/// Submits a file or writes a template.
pub(crate) fn run(intake: &Intake) -> Result<ExitCode> {
    match intake {
        Intake::Submit(submit) => self::submit(submit),
        Intake::Template(template) => self::template(template),
    }
}

fn submit(submit: &Submit) -> Result<ExitCode> {
    let platform = super::open(&submit.site)?;
    let agency = match &submit.agency {
        Some(agency) => agency.clone(),
        None => first_provider(&platform, &submit.item)?,
    };
    let submission = Submission {
        item: submit.item.clone(),
        agency,
        profile: submit.profile.clone(),
        reviewed: Some("operator".to_owned()),
        ..Submission::file(&submit.file)
    };
    let file = File::open(&submit.file)
        .with_context(|| format!("the file {} cannot be opened", submit.file.display()))?;
    let bar = bar();
    let mut progress = Progress::telling(|step| {
        bar.set_length(step.of_bytes);
        bar.set_position(step.bytes);
        bar.set_message(step.rows.to_string());
    });
    let receipt = platform.intake.submit(&submission, file, &mut progress)?;
    drop(progress);
    bar.finish_and_clear();
    platform.sequencer.fold()?;
    let faults = write_faults(&platform, submit, &receipt)?;
    if submit.json {
        println!("{}", serde_json::to_string_pretty(&receipt)?);
    } else {
        print(&receipt, faults.as_deref(), &platform.law);
    }
    Ok(ExitCode::SUCCESS)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg} rows  {elapsed}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn first_provider(platform: &Platform, item: &str) -> Result<String> {
    let item = platform
        .law
        .item(item, platform.clock.today())
        .with_context(|| format!("the catalog has no item `{item}` today; see `policy list`"))?;
    let provider =
        platform.law.agencies().iter().find(|agency| platform.law.may_provide(agency, item));
    let provider =
        provider.context("no agency of the packs may send this item; name one by --agency")?;
    Ok(provider.id.clone())
}

/// Writes the faulty rows beside the file, to be mended and sent again; none if there are none.
fn write_faults(
    platform: &Platform,
    submit: &Submit,
    receipt: &Receipt,
) -> Result<Option<PathBuf>> {
    if receipt.rejected + receipt.held == 0 {
        return Ok(None);
    }
    let path = submit.faults.clone().unwrap_or_else(|| beside(&submit.file));
    let file = File::create(&path).with_context(|| {
        format!("{} cannot be written; give another by --faults", path.display())
    })?;
    platform.intake.faults_csv(&receipt.batch, file)?;
    Ok(Some(path))
}

fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    file.with_file_name(format!("{}.faults.csv", name.unwrap_or_default()))
}

fn print(receipt: &Receipt, faults: Option<&Path>, law: &Law) {
    let agency =
        law.agency(&receipt.agency).map_or(receipt.agency.as_str(), |a| a.title.zh.as_str());
    println!("{}  {}  {}", receipt.batch, receipt.item, agency);
    println!(
        "received {}  accepted {}  duplicates {}  corrected {}  rejected {}  held {}",
        receipt.received,
        receipt.accepted,
        receipt.duplicates,
        receipt.corrected,
        receipt.rejected,
        receipt.held
    );
    for (rule, rows) in &receipt.rejected_by_rule {
        println!("  {rows:>8}  {rule}");
    }
    if let Some(path) = faults {
        println!("faulty rows, to mend and send again: {}", path.display());
    }
}

fn template(template: &Template) -> Result<ExitCode> {
    let platform = super::open(&template.site)?;
    let csv = template.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let content = if csv {
        platform.intake.template_csv(&template.item)?.into_bytes()
    } else {
        platform.intake.template_xlsx(&template.item)?
    };
    std::fs::write(&template.file, content)
        .with_context(|| format!("{} cannot be written", template.file.display()))?;
    println!("{}", template.file.display());
    Ok(ExitCode::SUCCESS)
}

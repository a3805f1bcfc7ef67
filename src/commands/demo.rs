//! `probity demo`: the synthetic city, built through the real intake and served.

mod cases;
mod reports;
mod visitors;

use std::{process::ExitCode, sync::Arc};

use anyhow::{Result, bail};
use demo::{City, Sheet};
use indicatif::{ProgressBar, ProgressStyle};
use intake::Receipt;
use probity::{Place, Platform, entropy::SystemEntropy};
use vocabulary::{Clock, SystemClock};
use web::Config;

use crate::arguments::Demo;

/// Builds the city if its folder is new, and serves it.
pub(crate) fn run(demo: &Demo) -> Result<ExitCode> {
    let place = super::place(&demo.site)?;
    refuse_a_real_site(&place)?;
    let platform = Platform::open(&place, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let city = City { seed: demo.seed, subjects: demo.subjects, today: SystemClock.today() };
    let sheets = build(city, &platform, &place)?;
    let begun = cases::begin(&platform, city)?;
    if begun > 0 {
        println!("{begun} cases, some of every process");
    }
    let examples = examples(city);
    let config = config(demo, &examples);
    let issued = reports::issue(&platform, &platform.reports_of(&config), city)?;
    if issued > 0 {
        println!("{issued} reports, to be verified by these numbers");
    }
    if demo.no_serve {
        println!("{} files in {}", sheets, place.data.join("files").display());
        return Ok(ExitCode::SUCCESS);
    }
    tell(demo, &platform, &examples)?;
    visitors::tell(&platform, city, &format!("http://{}", demo.listen))?;
    super::serve::listen(&Arc::new(platform), demo.listen, config, None)?;
    Ok(ExitCode::SUCCESS)
}

/// The settings of the doors of the demo.
fn config(demo: &Demo, examples: &[String]) -> Config {
    Config {
        notice: Some((
            "演示站点：单位、人员和记录均为虚构。".to_owned(),
            "Demonstration: every organisation, person and record is invented.".to_owned(),
        )),
        address: format!("http://{}", demo.listen),
        examples: examples.to_vec(),
        ..Config::default()
    }
}

/// The demo fills a new folder, or one it has filled before; never a site that holds real data.
fn refuse_a_real_site(place: &Place) -> Result<()> {
    let mark = place.data.join("demo.txt");
    if place.data.join("keys").exists() && !mark.exists() {
        bail!(
            "{} holds a site that is no demo; give another folder by --data",
            place.data.display()
        );
    }
    place.prepare()?;
    std::fs::write(mark, "This site was made by `probity demo`: everything in it is invented.\n")?;
    Ok(())
}

fn build(city: City, platform: &Platform, place: &Place) -> Result<usize> {
    let style = ProgressStyle::with_template("{spinner} {msg}")?;
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    bar.set_message("the departments write their files");
    let (mut rows, mut accepted, mut rejected) = (0, 0, 0);
    let seen = |sheet: &Sheet, receipt: &Receipt| {
        rows += receipt.received;
        accepted += receipt.accepted;
        rejected += receipt.rejected;
        bar.set_message(format!("{rows} rows sent, last {} of {}", sheet.item, sheet.agency));
    };
    let sheets =
        demo::build(city, &platform.law, &platform.intake, &place.data.join("files"), seen)?;
    platform.sequencer.fold()?;
    platform.expire()?;
    bar.finish_and_clear();
    println!(
        "{rows} rows from {} files: {accepted} new records, {rejected} faulty rows",
        sheets.len()
    );
    Ok(sheets.len())
}

/// What finds something, for the search box: a name, its code, the short name and the initials of another.
fn examples(city: City) -> Vec<String> {
    let residents =
        (0..city.subjects).map(|index| demo::Resident::nth(city.seed, index, city.today));
    let mut companies = residents.filter(|resident| resident.code.starts_with("91"));
    let (first, second) = (companies.next(), companies.next());
    let whole = first.map(|one| [one.name, one.code]).into_iter().flatten();
    let short = second.map(|one| {
        let core = identity::Name::parse(&one.name).core();
        let initials = identity::Name::parse(&core).initials();
        [core, initials]
    });
    whole.chain(short.into_iter().flatten()).collect()
}

fn tell(demo: &Demo, platform: &Platform, examples: &[String]) -> Result<()> {
    let address = format!("http://{}", demo.listen);
    println!("portal      {address}/");
    if let Some(code) = examples.get(1) {
        println!("a company   {address}/subjects/{code}");
    }
    println!("ledger      {address}/ledger");
    println!("API         {address}/api");
    let key = platform.keys().issue("jinan-finance", "approval-system", "", None)?;
    println!("a key       {}  (jinan-finance, approval desk; for this demo only)", key.secret);
    Ok(())
}

//! The program: reads the command line and does one thing.

mod arguments;
mod commands;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,web=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("probity: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(demo) => commands::demo::run(&demo),
        Command::Serve(serve) => commands::serve::run(&serve),
        Command::Intake(intake) => commands::intake::run(&intake),
        Command::Identity(identity) => commands::identity::run(&identity),
        Command::Check(check) => commands::check::run(&check),
        Command::Explain(explain) => commands::explain::run(&explain),
        Command::Ledger(ledger) => commands::ledger::run(&ledger),
        Command::Archive(archive) => commands::archive::run(&archive),
        Command::Policy(policy) => commands::policy::run(&policy),
        Command::Process(process) => commands::process::run(&process),
        Command::Keys(keys) => commands::keys::run(&keys),
        Command::Accounts(accounts) => commands::accounts::run(&accounts),
        Command::Doctor(doctor) => commands::doctor::run(&doctor),
        Command::Results(results) => commands::results::run(&results),
        Command::Copies(copies) => commands::copies::run(&copies),
        Command::Report(report) => commands::report::run(&report),
        Command::Openapi => commands::openapi::run(),
    }
}

//! `probity accounts …`: the first accounts, before anybody can sign in.

use std::process::ExitCode;

use anyhow::Result;
use probity::Platform;

use crate::arguments::Accounts;

/// Prints the first link, or approves the first security officer.
pub(crate) fn run(accounts: &Accounts) -> Result<ExitCode> {
    match accounts {
        Accounts::First { address, site } => tell_first(&super::open(site)?, address)?,
        Accounts::Approve { login, by, reason, site } => {
            super::open(site)?.accounts.approve_at_console(login, by, reason)?;
            eprintln!("{login} is approved");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the one-time link of the first system administrator. There is no default password.
pub(crate) fn tell_first(platform: &Platform, address: &str) -> Result<()> {
    let link = platform.accounts.invite_first()?;
    println!("{}/invitations/{}", address.trim_end_matches('/'), link.token);
    eprintln!(
        "one-time link of the system administrator (login `{}`), until {}; open it yourself, \
         send it to nobody. Then he proposes a security officer, whom you approve by \
         `probity accounts approve LOGIN --by WHO --reason WHY`",
        account::FIRST_LOGIN,
        link.expires_at
    );
    Ok(())
}

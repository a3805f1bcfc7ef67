//! The commands, one a file.

pub(crate) mod accounts;
pub(crate) mod archive;
pub(crate) mod check;
pub(crate) mod copies;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod identity;
pub(crate) mod intake;
pub(crate) mod keys;
pub(crate) mod ledger;
pub(crate) mod openapi;
pub(crate) mod policy;
pub(crate) mod process;
pub(crate) mod report;
pub(crate) mod results;
pub(crate) mod secrets;
pub(crate) mod serve;

use std::sync::Arc;

use anyhow::Result;
use probity::{Place, Platform, entropy::SystemEntropy};
use vocabulary::SystemClock;

use crate::arguments::Site;

/// The place that the command line names.
pub(crate) fn place(site: &Site) -> Result<Place> {
    let from_file = || site.database_file.as_deref().map(secrets::read).transpose();
    let database = match &site.database {
        Some(address) => Some(address.clone()),
        None => from_file()?,
    };
    Ok(Place {
        data: site.data.clone(),
        database,
        policies: site.policies.clone(),
        layer: site.layer.clone(),
        cost: account::Cost::STRONG,
    })
}

/// Opens the site to look at it, whether or not its law was adopted.
pub(crate) fn inspect(site: &Site) -> Result<Platform> {
    Platform::inspect(&place(site)?, Arc::new(SystemClock), Arc::new(SystemEntropy))
}

/// Opens the site that the command line names.
pub(crate) fn open(site: &Site) -> Result<Platform> {
    Platform::open(&place(site)?, Arc::new(SystemClock), Arc::new(SystemEntropy))
}

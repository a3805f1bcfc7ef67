//! The commands, one a file.

pub(crate) mod archive;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod intake;
pub(crate) mod keys;
pub(crate) mod ledger;
pub(crate) mod openapi;
pub(crate) mod policy;
pub(crate) mod serve;

use std::sync::Arc;

use anyhow::Result;
use probity::{Place, Platform, entropy::SystemEntropy};
use vocabulary::SystemClock;

use crate::arguments::Site;

/// The place that the command line names.
pub(crate) fn place(site: &Site) -> Place {
    Place {
        data: site.data.clone(),
        database: site.database.clone(),
        policies: site.policies.clone(),
        layer: site.layer.clone(),
        cost: account::Cost::STRONG,
    }
}

/// Opens the site to look at it, whether or not its law was adopted.
pub(crate) fn inspect(site: &Site) -> Result<Platform> {
    Platform::inspect(&place(site), Arc::new(SystemClock), Arc::new(SystemEntropy))
}

/// Opens the site that the command line names.
pub(crate) fn open(site: &Site) -> Result<Platform> {
    Platform::open(&place(site), Arc::new(SystemClock), Arc::new(SystemEntropy))
}

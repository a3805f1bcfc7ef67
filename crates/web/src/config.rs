//! What the binary sets for the doors.

use std::path::PathBuf;

pub use crate::guard::rate::Allowance;
use crate::listen::Patience;

/// Settings of the doors.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name of the site in the bar; the layer's own if none.
    pub site: Option<String>,
    /// A notice above every page, in Chinese and English: that the data is invented, for example.
    pub notice: Option<(String, String)>,
    /// Address under which the site is reached, without slash at the end; shown in examples.
    pub address: String,
    /// Folder of the templates, read anew for each page; those in the binary if none.
    pub templates: Option<PathBuf>,
    /// Font of letters; the machine's own if none.
    pub font: Option<PathBuf>,
    /// Words that find something, shown under the search box.
    pub examples: Vec<String>,
    /// Whether the last address of `X-Forwarded-For` is to be believed.
    pub behind_proxy: bool,
    /// Rates and sizes.
    pub limits: Limits,
    /// The city's unified login, where there is one.
    pub unified: Option<account::UnifiedLogin>,
    /// How long connections are waited for.
    pub patience: Patience,
}

/// Rates and sizes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests of one anonymous address.
    pub anonymous: Allowance,
    /// Suggestions of one anonymous address, while somebody types.
    pub suggestions: Allowance,
    /// Lists of names of one key.
    pub lists: Allowance,
    /// Requests of one account that is signed in.
    pub account: Allowance,
    /// Requests of one address that come with the cookies of sessions: those of a whole office.
    pub sessions: Allowance,
    /// Requests of one key.
    pub key: Allowance,
    /// Largest body of a request, in bytes, other than a batch.
    pub body_bytes: u64,
    /// Largest file of a batch, in bytes as sent.
    pub batch_bytes: u64,
    /// Largest form with files of a subject, in bytes.
    pub upload_bytes: u64,
    /// Rows of a public download, at most.
    pub download_rows: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            site: None,
            notice: None,
            address: "http://127.0.0.1:8080".to_owned(),
            templates: None,
            font: None,
            examples: Vec::new(),
            behind_proxy: false,
            unified: None,
            limits: Limits::default(),
            patience: Patience::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            anonymous: Allowance { per_minute: 120, burst: 60 },
            suggestions: Allowance { per_minute: 240, burst: 60 },
            lists: Allowance { per_minute: 30, burst: 10 },
            account: Allowance { per_minute: 600, burst: 600 },
            sessions: Allowance { per_minute: 30_000, burst: 6_000 },
            key: Allowance { per_minute: 60_000, burst: 2_000 },
            body_bytes: 2 << 20,
            batch_bytes: 2 << 30,
            upload_bytes: 24 << 20,
            download_rows: 5_000,
        }
    }
}

//! Open data.

use serde::Serialize;

/// The catalog of data sets.
#[derive(Clone, Debug, Serialize)]
pub struct OpenData {
    /// The data sets by class.
    pub groups: Vec<Group>,
    /// Address of the site, for examples.
    pub address: String,
    /// Last position of the ledger, for examples.
    pub position: u64,
    /// Rows of a page, at most.
    pub rows: u32,
}

/// Data sets of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Message key of its title.
    pub title_key: &'static str,
    /// The data sets.
    pub sets: Vec<Set>,
}

/// A data set.
#[derive(Clone, Debug, Serialize)]
pub struct Set {
    /// Id of the catalog item.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Records that are public now.
    pub records: u64,
    /// Key under `cycle.*`.
    pub cycle: String,
}

/// The dictionary of a data set.
#[derive(Clone, Debug, Serialize)]
pub struct Dictionary {
    /// The data set.
    pub set: Set,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Address of the site, for examples.
    pub address: String,
}

/// A column of a data set.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Name in the file.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// Key under `data_type.*`.
    pub kind: String,
    /// Longest text, in characters.
    pub max_length: Option<u16>,
    /// Whether it is never empty.
    pub required: bool,
    /// Whether part of each value is hidden.
    pub masked: bool,
    /// The values there can be.
    pub values: Vec<String>,
    /// What helps to read it.
    pub help: Option<String>,
}

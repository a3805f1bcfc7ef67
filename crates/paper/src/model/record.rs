//! The parts of a report: its head, words in frames, records.

/// The head of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Who issues it.
    pub issuer: String,
    /// What it is called.
    pub title: String,
    /// What stands below the title: its number.
    pub note: String,
    /// Whom it is about, below the line: a label, and the name.
    pub name: Option<Fact>,
    /// A code for telephones at the right: the address, and what stands below it.
    pub code: Option<(String, String)>,
}

/// A word in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The word.
    pub text: String,
    /// What it means; never told by colour alone.
    pub tone: Tone,
}

/// What a word in a frame means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// It speaks for somebody.
    For,
    /// It speaks against somebody.
    Against,
    /// It must be borne in mind.
    Notice,
}

/// A label and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its number among its like; may be empty.
    pub number: String,
    /// What it is.
    pub title: String,
    /// What must be said beside it.
    pub badges: Vec<Badge>,
    /// What it says.
    pub facts: Vec<Fact>,
    /// What is said of it in a sentence; may be empty.
    pub said: String,
    /// The small line at its end: where it is from, when it was brought up to date.
    pub note: Vec<Fact>,
}

impl Fact {
    /// A label and what it says.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

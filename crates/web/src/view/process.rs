//! What can be asked for, and the guide of each process.

use policy::model::basis::Basis;
use serde::Serialize;

/// Everything that can be asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Index {
    /// What parties can begin, by group.
    pub yours: Vec<Group>,
    /// What authorities begin and parties read about, by group.
    pub theirs: Vec<Group>,
}

/// Processes of one group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Key of its title.
    pub key: String,
    /// The processes.
    pub entries: Vec<Entry>,
}

/// A process as one line.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its guide.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Who acts first.
    pub decider: Option<String>,
    /// Within how long the first step is done.
    pub within: Option<String>,
    /// Its public notices, if it has any.
    pub announced_href: Option<String>,
}

/// The guide of a process.
#[derive(Clone, Debug, Serialize)]
pub struct Guide {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The guide as its file says it, paragraph by paragraph.
    pub text: Vec<String>,
    /// Key of its group.
    pub group_key: String,
    /// Who acts first.
    pub decider: Option<String>,
    /// Within how long the first step is done.
    pub within: Option<String>,
    /// How it is begun.
    pub begin: Begin,
    /// Keys of those who can begin it.
    pub who: Vec<String>,
    /// What is filled in at the start.
    pub fields: Vec<Need>,
    /// Papers at the start.
    pub papers: Vec<Need>,
    /// Papers that may be asked for later.
    pub later: Vec<Need>,
    /// States on the way.
    pub stages: Vec<Stage>,
    /// How it can end.
    pub ends: Vec<End>,
    /// What happens when a term has passed.
    pub silence: Vec<Silence>,
    /// What a party can do meanwhile.
    pub rights: Vec<String>,
    /// Whether it ends with the record.
    pub ends_with_record: bool,
    /// Other processes of the rights of subjects.
    pub complaints: Vec<Link>,
    /// Things that can be promised, if it is about promises.
    pub items: Vec<Item>,
    /// Its public notices, if it has any.
    pub announced_href: Option<String>,
    /// First day on which cases begin under this edition.
    pub since: String,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// How a process is begun.
#[derive(Clone, Debug, Serialize)]
pub struct Begin {
    /// What the button says.
    pub title: String,
    /// Where somebody who is signed in begins.
    pub mine_href: Option<String>,
    /// Where anybody begins.
    pub anyone_href: Option<String>,
    /// Whether it is begun from a record.
    pub record: bool,
    /// Staff who begin it; empty if a party can.
    pub staff: Vec<String>,
}

/// Something to have ready.
#[derive(Clone, Debug, Serialize)]
pub struct Need {
    /// What.
    pub title: String,
    /// A word of help.
    pub help: Option<String>,
    /// Whether it must be there.
    pub required: bool,
}

/// A state on the way.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    /// What it is called.
    pub title: String,
    /// What it means for whoever asked.
    pub said: String,
    /// Who has it.
    pub owner: String,
    /// Whether that is a party.
    pub yours: bool,
    /// Terms that begin here.
    pub terms: Vec<Term>,
    /// Terms that go on or stand still here, in words.
    pub going: Vec<String>,
    /// What can come next, in words.
    pub next: Vec<String>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// What must be done.
    pub title: String,
    /// Within how long.
    pub length: String,
    /// From when it counts.
    pub from: String,
    /// How it can be extended.
    pub extended: Option<String>,
    /// Where the length comes from.
    pub basis: Vec<Basis>,
}

/// What happens when one term has passed.
#[derive(Clone, Debug, Serialize)]
pub struct Silence {
    /// What was to be done.
    pub title: String,
    /// What happens, in words and in order.
    pub steps: Vec<String>,
}

/// A final state.
#[derive(Clone, Debug, Serialize)]
pub struct End {
    /// What it is called.
    pub title: String,
    /// What it means.
    pub said: String,
    /// Key of the outcome.
    pub key: String,
    /// Its colour.
    pub tone: &'static str,
}

/// A link to another page.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Where.
    pub href: String,
    /// Its words.
    pub title: String,
}

/// Something that can be promised.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Where it is signed.
    pub href: Option<String>,
    /// What it is called.
    pub title: String,
    /// To whom the promise is made.
    pub unit: String,
    /// What is promised, sentence by sentence.
    pub statements: Vec<String>,
}

//! What goes into the index, and what it answers.

use serde::Serialize;
use vocabulary::SubjectId;

use crate::{Reason, Score};

/// An organisation as it goes into the index.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Its names as written, each with whether it is the present one.
    pub names: &'a [(&'a str, bool)],
    /// Its unified code.
    pub code: Option<&'a str>,
}

/// Which stretch of an answer is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// [`Found::next`] of the stretch before; none for the first.
    pub after: Option<&'a str>,
    /// How many hits at most.
    pub limit: usize,
}

/// A stretch of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits, best first; a subject stands among all stretches once.
    pub hits: Vec<Hit>,
    /// Mark of the next stretch, if there may be more.
    pub next: Option<String>,
}

/// One subject found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Who it is.
    pub subject: SubjectId,
    /// The name that matched, as written; of a hit by code the present name.
    pub name: String,
    /// Whether that name is the present one.
    pub present: bool,
    /// How it matched.
    pub how: How,
    /// Which characters of `name` matched: ranges from (inclusive) to (exclusive), in characters, in order.
    pub marks: Vec<(u16, u16)>,
    /// Which characters of its code matched, when it was found by code.
    pub code_part: Option<(u16, u16)>,
}

/// How a search found a name, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "slip")]
pub enum How {
    /// By its code.
    Code,
    /// By a part of its code.
    CodePart,
    /// The present name, script and width aside.
    Name,
    /// A former name, script and width aside.
    FormerName,
    /// The same core: without region and form.
    Core,
    /// The name begins so.
    Beginning,
    /// The core begins so.
    CoreBeginning,
    /// All words stand in the name, in any order.
    Words,
    /// The first letters of its syllables.
    Initials,
    /// Its syllables, spelt.
    Pinyin,
    /// A short name of it.
    Short,
    /// Like it but for a slip, and what slip.
    Similar(Reason),
}

impl How {
    /// The key of its sentence, `code-part`; of [`How::Similar`] `similar`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::CodePart => "code-part",
            Self::Name => "name",
            Self::FormerName => "former-name",
            Self::Core => "core",
            Self::Beginning => "beginning",
            Self::CoreBeginning => "core-beginning",
            Self::Words => "words",
            Self::Initials => "initials",
            Self::Pinyin => "pinyin",
            Self::Short => "short",
            Self::Similar(_) => "similar",
        }
    }
}

/// Somebody a whole name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// Who it is.
    pub subject: SubjectId,
    /// The name compared with, as written.
    pub name: String,
    /// Whether that name is the present one.
    pub present: bool,
    /// How likely, and why.
    pub score: Score,
}

//! A question, made ready: what was typed, as every way of finding needs it.

use super::{key::Order, model::How, roll, sound};
use crate::{Name, character};

/// No more of what was typed is read.
const LONGEST: usize = 200;
/// A part of a code has at least so many characters.
const CODE_PART: usize = 4;
/// A part from inside of a code has at most so many.
const CODE_INSIDE: usize = 14;

/// A question.
pub(super) struct Ask {
    /// It, parsed.
    pub(super) name: Name,
    /// Plain, without brackets.
    pub(super) plain: String,
    /// Its core.
    pub(super) core: String,
    /// Its words, plain, each once; more than one only if blanks stand between.
    pub(super) words: Vec<String>,
    /// Lower-case letters, if it is nothing else.
    latin: Option<String>,
    /// Whether it can be (part of) a code.
    code: bool,
    /// What keys must begin with or be, the surest way first.
    needles: Vec<Needle>,
}

/// What a key must begin with or be, in one way of finding.
pub(super) struct Needle {
    /// The way.
    pub(super) stage: Stage,
    /// The bytes.
    pub(super) key: Vec<u8>,
    /// Whether it is what was typed with a character read otherwise: the name must be read as it was typed.
    pub(super) reread: bool,
}

impl Ask {
    /// The question; none if nothing is asked.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST).collect();
        let name = Name::parse(&text);
        let plain = roll::bare(name.plain());
        let core = roll::bare(&name.core());
        let mut words: Vec<String> = Vec::new();
        for word in text.split(|letter: char| letter.is_whitespace() || ",，、;；".contains(letter))
        {
            let word = roll::bare(&character::plain(word));
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        let ascii = plain.chars().all(|letter| letter.is_ascii_alphanumeric());
        let digits = plain.chars().any(|letter| letter.is_ascii_digit());
        let latin = (ascii && !digits && plain.len() >= 2).then(|| plain.to_ascii_lowercase());
        let code = ascii && digits && plain.len() >= CODE_PART;
        if plain.is_empty() {
            return None;
        }
        let mut ask = Self { name, plain, core, words, latin, code, needles: Vec::new() };
        ask.needles = STAGES.iter().flat_map(|stage| stage.needles(&ask)).collect();
        Some(ask)
    }

    /// What keys must begin with or be, the surest way first.
    pub(super) fn needles(&self) -> &[Needle] {
        &self.needles
    }

    /// What keys must begin with or be in one way of finding.
    pub(super) fn needles_of(&self, stage: Stage) -> impl Iterator<Item = &Needle> {
        self.needles.iter().filter(move |needle| needle.stage == stage)
    }

    /// Whether a whole name was typed, up to its form.
    pub(super) fn is_whole(&self) -> bool {
        self.name.form().is_some()
    }

    /// Whether it can be (part of) a code.
    pub(super) fn is_code(&self) -> bool {
        self.code
    }

    /// Whether neither region nor form was typed.
    fn is_core(&self) -> bool {
        self.core == self.plain
    }
}

/// A way of finding whose hits stand sorted, so that one can go on where a page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Code,
    Name,
    Former,
    Core,
    Beginning,
    CoreBeginning,
    CodeStart,
    CodePlace,
    CodeBody,
    CodeEnd,
    CodeInside,
    CoreInitials,
    Initials,
    CorePinyin,
    Pinyin,
}

/// All of them, the surest first.
pub(super) const STAGES: [Stage; 15] = [
    Stage::Code,
    Stage::Name,
    Stage::Former,
    Stage::Core,
    Stage::Beginning,
    Stage::CoreBeginning,
    Stage::CodeStart,
    Stage::CodePlace,
    Stage::CodeBody,
    Stage::CodeEnd,
    Stage::CodeInside,
    Stage::CoreInitials,
    Stage::Initials,
    Stage::CorePinyin,
    Stage::Pinyin,
];

impl Stage {
    /// The list it reads.
    pub(super) fn order(self) -> Order {
        match self {
            Self::Code | Self::CodeStart | Self::CodeInside => Order::Code,
            Self::Name | Self::Former | Self::Beginning => Order::Plain,
            Self::Core | Self::CoreBeginning => Order::Core,
            Self::CodePlace => Order::CodePlace,
            Self::CodeBody => Order::CodeBody,
            Self::CodeEnd => Order::CodeEnd,
            Self::CoreInitials => Order::CoreInitials,
            Self::Initials => Order::Initials,
            Self::CorePinyin => Order::CorePinyin,
            Self::Pinyin => Order::Pinyin,
        }
    }

    /// Whether the key must be the needle, not only begin so.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Code | Self::Name | Self::Former | Self::Core)
    }

    /// Whether names of this kind (present or former) count.
    pub(super) fn admits(self, present: bool) -> bool {
        match self {
            Self::Name => present,
            Self::Former => !present,
            _ => true,
        }
    }

    fn needles(self, ask: &Ask) -> Vec<Needle> {
        let Some(key) = self.spell(ask) else { return Vec::new() };
        let others = match (self, &ask.latin) {
            (Self::CoreInitials | Self::Initials, Some(latin)) => sound::initials(latin),
            (Self::CorePinyin | Self::Pinyin, Some(latin)) => sound::pinyin(latin),
            _ => Vec::new(),
        };
        let others = others.into_iter().map(|other| (other.into_bytes(), true));
        let all = std::iter::once((key, false)).chain(others);
        all.map(|(key, reread)| Needle { stage: self, key, reread }).collect()
    }

    /// What keys must begin with; none if the question has no such hits.
    fn spell(self, ask: &Ask) -> Option<Vec<u8>> {
        let plain = || ask.plain.as_bytes().to_vec();
        match self {
            Self::Name | Self::Former | Self::Beginning => Some(plain()),
            Self::Core | Self::CoreBeginning => ask.is_core().then(plain),
            Self::Code | Self::CodeStart | Self::CodePlace | Self::CodeBody => ask.code.then(plain),
            Self::CodeInside => (ask.code && ask.plain.len() <= CODE_INSIDE).then(plain),
            Self::CodeEnd => ask.code.then(|| ask.plain.bytes().rev().collect()),
            _ => ask.latin.as_ref().map(|latin| latin.as_bytes().to_vec()),
        }
    }

    /// How it says that it found.
    pub(super) fn how(self) -> How {
        match self {
            Self::Code => How::Code,
            Self::Name => How::Name,
            Self::Former => How::FormerName,
            Self::Core => How::Core,
            Self::Beginning => How::Beginning,
            Self::CoreBeginning => How::CoreBeginning,
            Self::CodeStart
            | Self::CodePlace
            | Self::CodeBody
            | Self::CodeEnd
            | Self::CodeInside => How::CodePart,
            Self::CoreInitials | Self::Initials => How::Initials,
            Self::CorePinyin | Self::Pinyin => How::Pinyin,
        }
    }
}

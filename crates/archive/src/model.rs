//! What the archive keeps: subjects, names, relations, records.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, Position, SubjectId, SubjectKind, Timestamp};

/// First 16 bytes of SM3 over item and natural key: with the subject, the address of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// 32 hexadecimal digits.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// The digest of 32 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).ok().map(|()| Self(bytes))
    }
}

/// What became of a record (C-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordState {
    /// In force.
    Valid,
    /// In force, and somebody disputes it.
    InObjection,
    /// Past the end of its disclosure (H-17).
    Expired,
    /// Taken back by its source.
    Withdrawn,
    /// Repaired: archived, never again a basis for anything (H-26 … H-29).
    Repaired,
    /// Decided after its subject had ceased to exist: kept, never in force (C-05.e).
    AfterExit,
    /// An entry of a red list that gave way to a serious entry of the same subject (C-10.f).
    Yielded,
}

impl RecordState {
    /// The text form of the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::InObjection => "in-objection",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Repaired => "repaired",
            Self::AfterExit => "after-exit",
            Self::Yielded => "yielded",
        }
    }

    /// The state of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        use RecordState::{AfterExit, Expired, InObjection, Repaired, Valid, Withdrawn, Yielded};
        [Valid, InObjection, Expired, Withdrawn, Repaired, AfterExit, Yielded]
            .into_iter()
            .find(|state| state.as_str() == text)
    }

    /// Whether others than the subject and auditors may see it, as far as dates allow.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Valid | Self::InObjection)
    }
}

/// Whether and how far a record was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// The law never let it be public.
    Never,
    /// It is public while its state and dates allow.
    Public,
    /// It was public; its longest publication has ended.
    Ended,
}

impl Publication {
    /// The number in the table.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Never => 0,
            Self::Public => 1,
            Self::Ended => 2,
        }
    }

    /// The publication of a number.
    pub(crate) fn of_number(number: i64) -> Option<Self> {
        [Self::Never, Self::Public, Self::Ended].into_iter().find(|p| p.number() == number)
    }
}

/// A subject as the archive knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: SubjectId,
    /// What it is.
    pub kind: SubjectKind,
    /// Present name; none for persons.
    pub name: Option<String>,
    /// Whether the name comes from registration and not merely from some record.
    pub registered_name: bool,
    /// Unified code; none for persons.
    pub code: Option<String>,
    /// Operating state as registered.
    pub state: Option<String>,
    /// Day of registration.
    pub registered_on: Option<Date>,
    /// Day on which it ceased to exist.
    pub exited_on: Option<Date>,
    /// Division (GB/T 2260).
    pub division: Option<String>,
    /// The subject it was found to be.
    pub merged_into: Option<SubjectId>,
}

impl Subject {
    /// A subject of which nothing is known but its kind.
    pub(crate) fn bare(id: SubjectId, kind: SubjectKind) -> Self {
        Self {
            id,
            kind,
            name: None,
            registered_name: false,
            code: None,
            state: None,
            registered_on: None,
            exited_on: None,
            division: None,
            merged_into: None,
        }
    }

    /// The division under which its records are listed: its own, or else that of its registrar,
    /// which its code names; empty if neither is known.
    pub fn place(&self) -> String {
        let of_code = || self.code.as_ref().and_then(|code| code.get(2..8)).map(str::to_owned);
        self.division.clone().or_else(of_code).unwrap_or_default()
    }
}

/// Where the subjects of a list are at home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    #[default]
    Anywhere,
    /// In one division, named by its whole code.
    Division(String),
    /// In every division whose code begins so.
    Region(String),
}

impl Place {
    /// The place of a code of GB/T 2260: a province or a city holds all its divisions.
    pub fn of(code: &str) -> Self {
        match (code.strip_suffix("0000"), code.strip_suffix("00")) {
            (Some(province), _) => Self::Region(province.to_owned()),
            (None, Some(city)) => Self::Region(city.to_owned()),
            (None, None) => Self::Division(code.to_owned()),
        }
    }

    /// The codes in it: from the first one on, before the second one.
    pub(crate) fn range(&self) -> (String, String) {
        let beginning = match self {
            Self::Anywhere => "",
            Self::Division(beginning) | Self::Region(beginning) => beginning.as_str(),
        };
        (beginning.to_owned(), format!("{beginning}~"))
    }
}

/// One name of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Whether it is the present one.
    pub present: bool,
    /// First day, if known.
    pub from_on: Option<Date>,
    /// Last day, if known.
    pub until_on: Option<Date>,
}

/// A name under which records came, and that was none of the subject's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Under whose code.
    pub subject: SubjectId,
    /// The name.
    pub name: String,
    /// The first record.
    pub position: Position,
    /// Code of the agency that sent it.
    pub source: String,
}

/// A merge, standing or undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Who was merged.
    pub member: SubjectId,
    /// The fact.
    pub position: Position,
    /// Into whom.
    pub into: SubjectId,
    /// The record of that one by which registration merged them; none if an officer did.
    pub digest: Option<Digest>,
    /// The fact that parted them.
    pub parted: Option<Position>,
}

/// One version of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Under whose number it was filed.
    pub subject: SubjectId,
    /// Digest of its key.
    pub digest: Digest,
    /// Fact that made this version.
    pub version: Position,
    /// Fact with the content.
    pub position: Position,
    /// Catalog item.
    pub item: String,
    /// What became of it.
    pub state: RecordState,
    /// Day of the decision.
    pub decided_on: Date,
    /// First day in force.
    pub from_on: Option<Date>,
    /// Last day in force.
    pub until_on: Option<Date>,
    /// Disclosure class.
    pub class: String,
    /// Whether it is public.
    pub publication: Publication,
    /// Last day on which it is public.
    pub public_until: Option<Date>,
    /// Last day on which agencies may see it.
    pub shared_until: Option<Date>,
    /// First day on which repair can be asked for.
    pub repairable_from: Option<Date>,
    /// Code of the agency that sent it.
    pub source: String,
    /// Code of the agency that decided.
    pub recogniser: Option<String>,
    /// From when the platform knew this version.
    pub known_from: Timestamp,
    /// Until when this version stood.
    pub known_until: Option<Timestamp>,
    /// Whether somebody disputes it although it is out of force. One in force that is disputed is
    /// [`RecordState::InObjection`].
    pub disputed: bool,
}

impl Record {
    /// Whether it is public on a day: by publication, state and dates.
    pub fn is_public_on(&self, day: Date) -> bool {
        self.publication == Publication::Public
            && self.state.is_active()
            && self.public_until.is_none_or(|until| day <= until)
            && self.shared_until.is_none_or(|until| day <= until)
    }

    /// Whether agencies with a purpose may see it on a day.
    pub fn is_shared_on(&self, day: Date) -> bool {
        self.state.is_active() && self.shared_until.is_none_or(|until| day <= until)
    }

    /// Whether it is in force on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.decided_on <= day
            && self.from_on.is_none_or(|from| from <= day)
            && self.until_on.is_none_or(|until| day <= until)
    }
}

/// A further source of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Under whose number it was filed.
    pub subject: SubjectId,
    /// Digest of its key.
    pub digest: Digest,
    /// Code of the agency.
    pub source: String,
    /// The fact by which it joined.
    pub position: Position,
}

/// Which state of knowledge is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// What the platform knew at this instant; now if absent.
    pub known_at: Option<Timestamp>,
    /// What was in force on this day; everything if absent.
    pub valid_on: Option<Date>,
}

/// One line of a public list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Under whose number it was filed.
    pub subject: SubjectId,
    /// Digest of its key.
    pub digest: Digest,
    /// Day of the decision.
    pub decided_on: Date,
    /// Fact with the content.
    pub position: Position,
}

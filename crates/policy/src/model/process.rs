//! Processes: what must happen next, by whom, by which working day. One file `processes/<id>.toml`.
//!
//! A process knows *actors*, *fields* and *documents* that they give, *states* with an owner and clocks,
//! *moves* from state to state with guards and effects, and *notices*. Guards and effects are closed
//! vocabularies of the code; everything else is free. A running case ends under the edition under which it began.

mod act;
mod clock;
mod form;

pub use act::{Effect, Guard, GuardRule, Move, Notice, Spread};
pub use clock::{Clock, Counted, Escalation, Extension, Step};
pub use form::{Choice, DocumentRule, FieldKind, FormField, Sight};

use serde::{Deserialize, Serialize};
use vocabulary::{Date, SubjectKind};

use super::basis::{Basis, Title};

/// One file `processes/<id>.toml`, or `<id>@<first day>.toml`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// What it is for, for the public guide.
    pub purpose: Title,
    /// Where it is listed.
    pub group: ProcessGroup,
    /// Which cases take this edition: those that begin on or after this day.
    pub effective_from: Date,
    /// Last day on which a case begins under it.
    pub until: Option<Date>,
    /// What a case is about.
    pub about: About,
    /// Kinds of subjects that a case can be about; empty: any kind.
    #[serde(default)]
    pub subjects: Vec<SubjectKind>,
    /// Catalog items whose records a case can be about; empty: any item.
    #[serde(default)]
    pub items: Vec<String>,
    /// What it costs whoever asks. There is no other value than `none` (H-30).
    #[serde(default)]
    pub fee: Fee,
    /// The guide on the portal: who reads it may begin from there.
    #[serde(default)]
    pub guide: Option<Title>,
    /// Whether the state of every case is public (campaigns, promises of government); never about persons.
    #[serde(default)]
    pub public: bool,
    /// Whether what is announced of it names nobody, not even organisations (typical cases, complaints).
    #[serde(default)]
    pub unnamed: bool,
    /// What becomes of a case when the record or entry it is about is repaired, expires or is withdrawn.
    #[serde(default)]
    pub on_record_end: RecordEnd,
    /// The move that is made of itself once a serious list names the subject (C-33.a); it asks for nothing.
    pub on_serious: Option<String>,
    /// The page of the portal on which what is announced stands beside that of others.
    pub shelf: Option<Shelf>,
    /// How a case begins.
    pub start: Start,
    /// Who takes part.
    pub actor: Vec<ActorRule>,
    /// What is asked for, in the order of the forms.
    #[serde(default)]
    pub field: Vec<FormField>,
    /// Papers.
    #[serde(default)]
    pub document: Vec<DocumentRule>,
    /// Clocks.
    #[serde(default)]
    pub clock: Vec<Clock>,
    /// States, in the order in which people see them.
    pub state: Vec<State>,
    /// Moves.
    #[serde(rename = "move")]
    pub moves: Vec<Move>,
    /// Letters and messages.
    #[serde(default)]
    pub notice: Vec<Notice>,
    /// Legal bases.
    pub basis: Vec<Basis>,
    /// Paths that must come out.
    #[serde(default)]
    pub example: Vec<ProcessExample>,
}

/// Where a process is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcessGroup {
    /// 异议、修复、申诉: rights of subjects.
    Rights,
    /// 名单认定与移出
    Lists,
    /// 联合奖惩
    JointAction,
    /// 措施台账
    Measures,
    /// 信用承诺
    Commitments,
    /// 政务诚信
    Government,
    /// 专项治理
    Campaigns,
    /// 社会监督
    Supervision,
    /// 督导考核
    Tasks,
    /// 诚信宣传：典型、活动、课程、竞赛
    Publicity,
}

/// A page of the portal that gathers announcements of several processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shelf {
    /// 诚信典型: `/models`
    Models,
    /// 宣传活动: `/events`
    Events,
    /// 课程培训: `/courses`
    Courses,
    /// 竞赛和作品: `/contests`
    Contests,
    /// 典型案例: `/typical-cases`
    Cases,
}

impl Shelf {
    /// Every page, in the order of the menu.
    pub const ALL: [Self; 5] =
        [Self::Models, Self::Cases, Self::Events, Self::Courses, Self::Contests];

    /// Its path on the portal.
    pub fn path(self) -> &'static str {
        match self {
            Self::Models => "/models",
            Self::Events => "/events",
            Self::Courses => "/courses",
            Self::Contests => "/contests",
            Self::Cases => "/typical-cases",
        }
    }
}

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// One record of a subject (an entry of a list is one too).
    Record,
    /// A subject.
    Subject,
    /// An agency of the packs, named by a field of kind `agency` called `unit`.
    Agency,
    /// None of these.
    Nothing,
}

/// What it costs. A closed list of one (H-30).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fee {
    /// Nothing.
    #[default]
    None,
}

/// What becomes of an open case when its record leaves the files (C-10.d, C-11.c).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordEnd {
    /// It goes on.
    #[default]
    GoesOn,
    /// It ends in the same transaction, in the state `ended`, which every process that says so has.
    Ends,
}

/// How a case begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// What the button says.
    pub title: Title,
    /// Actors who may begin it. Empty: only an effect `make-task` of another process does.
    #[serde(default)]
    pub by: Vec<String>,
    /// First state.
    pub to: String,
    /// Fields that must be filled in.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Fields that may be.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Papers that must be there.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Papers that may be.
    #[serde(default)]
    pub attaches: Vec<String>,
    /// Whether one subject can have several open cases about the same record (or the same thing) at once.
    #[serde(default)]
    pub repeatable: bool,
    /// What must hold.
    #[serde(default)]
    pub guards: Vec<Guard>,
    /// What happens.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What is sent.
    #[serde(default)]
    pub notices: Vec<String>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorRule {
    /// Short id.
    pub id: String,
    /// What people call it.
    pub title: Title,
    /// Whether a party or staff.
    pub who: Who,
    /// Parties: which of them.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Staff: roles of the packs.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Staff: of which agency.
    pub of: Option<AgencyOf>,
    /// With `of = "named"`: an agency or a group of agencies of the packs.
    pub agency: Option<String>,
    /// With `of = "field"`: the field of kind `agency` that names it.
    pub field: Option<String>,
}

/// Kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Somebody outside the administration, who asks or answers.
    Party,
    /// Signed-in staff.
    Staff,
}

/// Parties of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The subject itself, its representative or agent, signed in.
    Subject,
    /// Another signed-in person or organisation, about what it can see (H-39).
    Interested,
    /// Anybody, without an account; follows the case by number and code.
    Anyone,
    /// Whoever began the case.
    Starter,
}

/// Whose staff acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyOf {
    /// The agency or group that `agency` names.
    Named,
    /// The agency that a field names.
    Field,
    /// The agency of whoever began the case.
    Starter,
    /// The agency that sent the record.
    RecordSource,
    /// The agency that decided what the record says; the sender, if the record names none.
    RecordRecogniser,
    /// Any agency.
    Any,
}

/// A state.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Short id.
    pub id: String,
    /// What staff call it.
    pub title: Title,
    /// What it means for whoever asked, in plain words.
    pub said: Title,
    /// Actor who must do the next thing. Every state that is not final has one.
    pub owner: Option<String>,
    /// Clocks that run here. Every state that is not final has one.
    #[serde(default)]
    pub clocks: Vec<String>,
    /// Clocks that stand still here.
    #[serde(default)]
    pub pauses: Vec<String>,
    /// How it ended, if it has.
    pub outcome: Option<Outcome>,
}

impl State {
    /// Whether a case in it has ended.
    pub fn is_final(&self) -> bool {
        self.outcome.is_some()
    }
}

/// How a case ended: for figures and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What was asked for was granted; what was to be done is done.
    Done,
    /// It was refused, with a reason.
    Refused,
    /// Whoever began it took it back.
    Withdrawn,
    /// Time ran out, or what it was about is gone.
    Lapsed,
}

/// A path that must come out: `steps = ["2026-09-30 start", "2026-10-09 accept"]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessExample {
    /// What it shows, in Chinese.
    pub situation: String,
    /// Day and move, in order; `start` begins, `pass` only lets the clocks run, `extend:<clock>` extends one.
    pub steps: Vec<String>,
    /// `<state>`, then for each running clock `<clock> by <day>` or `<clock> paused`: `verifying; decision by 2026-10-23`.
    pub expect: String,
}

impl Process {
    /// The field that says what a case is called where it is announced: `heading`, or its first public text.
    pub fn heading(&self) -> Option<&FormField> {
        let shown =
            |field: &&FormField| field.sight == Sight::Public && field.kind == FieldKind::Text;
        let named = self.field("heading").filter(shown);
        named.or_else(|| self.field.iter().find(shown))
    }

    /// Whether a case is always about a natural person.
    pub fn only_persons(&self) -> bool {
        !self.subjects.is_empty() && self.subjects.iter().all(|kind| *kind == SubjectKind::Person)
    }

    /// A state.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.state.iter().find(|state| state.id == id)
    }

    /// An actor.
    pub fn actor(&self, id: &str) -> Option<&ActorRule> {
        self.actor.iter().find(|actor| actor.id == id)
    }

    /// A clock.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clock.iter().find(|clock| clock.id == id)
    }

    /// A field.
    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.field.iter().find(|field| field.id == id)
    }

    /// A move.
    pub fn step(&self, id: &str) -> Option<&Move> {
        self.moves.iter().find(|one| one.id == id)
    }

    /// The moves out of a state.
    pub fn moves_from<'p>(&'p self, state: &'p str) -> impl Iterator<Item = &'p Move> {
        self.moves.iter().filter(move |one| one.from.iter().any(|from| from == state))
    }
}

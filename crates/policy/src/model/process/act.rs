//! Moves of a process: who, when, under which conditions, with which effects. Guards and effects are closed
//! lists; a process can do nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::basis::Title;

/// A move from one state to another (or back to the same).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Short id.
    pub id: String,
    /// What the button says.
    pub title: Title,
    /// From where.
    pub from: Vec<String>,
    /// To where; `"same"`: it stays, and no clock is touched.
    pub to: String,
    /// Actors who may. Empty: only a clock that expires makes it.
    #[serde(default)]
    pub by: Vec<String>,
    /// Who may not, though an actor: `starter`, `record-author` (the agency whose record it is), or
    /// `mover:<move>` (the account that made that move).
    #[serde(default)]
    pub not: Vec<String>,
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
    /// How often in a case; no limit if absent (H-32: one list of faults).
    pub times: Option<u8>,
    /// What must hold.
    #[serde(default)]
    pub guards: Vec<Guard>,
    /// What happens, in order, in one transaction with the move.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What is sent.
    #[serde(default)]
    pub notices: Vec<String>,
}

/// A condition of a move, perhaps with the field it looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Which.
    pub rule: GuardRule,
    /// The field it looks at.
    pub field: Option<String>,
    /// A further field: a reason that lets `once-a-quarter` pass, the warning's term of `warned`.
    pub or: Option<String>,
}

/// Conditions that a process can ask for. Each refuses with its rule number, basis and remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuardRule {
    /// The record is in force: not repaired, expired or withdrawn (C-11.c, H-29).
    RecordInForce,
    /// The record can be repaired: negative, and its shortest publication is over (C-17); the refusal names the day.
    RepairTermOver,
    /// The agency of the mover may designate the list of the field (H-42, C-10.a).
    LawfulAuthority,
    /// The list of the field is in force and can name a subject of this kind, and the criterion is one of it (H-41, H-43).
    LawfulList,
    /// The measure of the field is in force, answers the three questions, is not blocked, attaches to this record and to
    /// subjects of this kind (H-47, H-48, H-61).
    LawfulMeasure,
    /// The agency of the mover carries out the measure of the field.
    MeasureBody,
    /// If the list of the record or the measure of the case says `warning_first`: a warning was recorded in `field`
    /// (a day) and the term in `or` (a day) is over (C-11.d, H-51).
    Warned,
    /// About a person only if the decision in `field` names it, in the capacity in `or` (H-57).
    DecisionNames,
    /// The first of this process in this quarter, or a reason stands in `or` (C-10.e).
    OnceAQuarter,
    /// Every case made by `make-task` has ended.
    TasksEnded,
    /// The subject is no natural person (C-26: reports are about organisations only).
    Organisation,
    /// The subject is of age (H-14).
    OfAge,
    /// The subject's consent to publication is set in `field` if it is a person (C-16.f).
    Consented,
    /// No unrepaired serious entry, no broken or false commitment stands against the subject.
    Eligible,
    /// Every statement of the commitment item of `field` was accepted and its matter's check has no ban (C-16.a).
    CommitmentOpen,
    /// The day in `field` is over (a defence period that must have lapsed).
    DayOver,
    /// The day in `field` is not over.
    DayAhead,
    /// The person of `field` was responsible on the day of `or` (C-21.d).
    ResponsibleThen,
    /// The tick in `field` is set, whoever set it (C-33.d: the guardian's consent).
    Ticked,
    /// What everybody would read names nobody: no person, number, phone, address, plate or school class; in a process
    /// whose announcements are `unnamed` no organisation and no code either. What stands in `field` and `or`, and the
    /// name of the subject if `unnamed`, occurs nowhere in it (C-33.d, H-63).
    Anonymised,
    /// Fewer cases belong to the announced case of `field` than its number of the same name as `or` allows.
    PlacesLeft,
    /// The tick in `field` is not set (H-58: what is new is guided before it is restrained).
    Unticked,
}

/// What a move does beyond moving. Nothing else can be done by a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Effect {
    /// The record says everywhere that it is under objection.
    Mark {},
    /// It says so no more.
    Unmark {},
    /// The record's field named in `field` gets the value in `value`, in every view.
    Correct {
        /// Field of kind `record-field`.
        field: String,
        /// Field with the right value.
        value: String,
    },
    /// The record is taken back: gone from every view.
    Withdraw {},
    /// The record is repaired: publication, sharing and use stop, measures are lifted, a receipt is written (H-26 … H-29).
    StopPublication {},
    /// A record is filed in a catalog item; `set` says what stands in its fields.
    File {
        /// The catalog item.
        item: String,
        /// Record field → `field:<id>`, `text:<text>`, `today`, `started`, `number`, `unit-name`, `unit-code`,
        /// `until:<clock>`, `commitment:title`, `commitment:kind`, `commitment:text`.
        set: BTreeMap<String, String>,
    },
    /// The subject is entered in the list of field `list`; a red entry gives way to a serious one (C-10.f).
    Designate {
        /// As with `file`; the item is the one that belongs to the list.
        set: BTreeMap<String, String>,
    },
    /// The entry that the case is about ends; its measures are lifted the same day (C-10.d).
    Remove {},
    /// The measure of the field starts to be applied to the subject, by the mover's agency.
    StartMeasure {
        /// Field of kind `measure`.
        measure: String,
        /// Field of kind `date`: its last day, if earlier than the law's.
        until: Option<String>,
    },
    /// Every measure that rests on this record (or was started by this case) is lifted.
    LiftMeasures {},
    /// The measure of the field is no longer matched anywhere (C-12.b).
    BlockMeasure {
        /// Field of kind `measure`.
        measure: String,
    },
    /// It is matched again.
    ClearMeasure {
        /// Field of kind `measure`.
        measure: String,
    },
    /// Cases of another process begin.
    MakeTask {
        /// The process.
        process: String,
        /// One, or one for each of something.
        each: Spread,
        /// Field of the new case → as with `file`; `each` stands for the thing itself.
        #[serde(default)]
        set: BTreeMap<String, String>,
    },
    /// Cases that this one made and that are still open end.
    CloseTasks {},
    /// A certificate is issued: a number that nobody guesses, by which anybody verifies it (C-33.c).
    Certify {
        /// Field that names the holder; shown masked.
        holder: String,
        /// Fields that whoever verifies it reads.
        shows: Vec<String>,
        /// The clock that is its term; without end if absent.
        until: Option<String>,
    },
    /// The certificates of the case hold no more.
    Revoke {},
    /// The public fields of the case are shown on the public page of the process.
    Announce {},
    /// They are shown no more.
    Retract {},
}

/// For what `make-task` makes a case each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    /// One case.
    Once,
    /// Each measure of the law that attaches to the record and the subject, at each agency of the packs that carries it
    /// out; sets `measure` and `unit`.
    Measure,
    /// Each entry of a list that this platform designated since the last release, with the record as what it is about.
    Designation,
    /// Each record whose measures this case started.
    Applied,
}

/// A letter or message, with places to be filled: `{number}`, `{subject}`, `{today}`, `{unit}`, `{due:<clock>}`,
/// `{field:<id>}`, `{record:title}`, `{state}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Short id.
    pub id: String,
    /// Actor to whom it goes.
    pub to: String,
    /// Its heading.
    pub title: Title,
    /// Its text.
    pub text: Title,
    /// Whether it is a formal letter that can be printed with seal and number; otherwise a message.
    #[serde(default)]
    pub letter: bool,
}

//! Residents of the city: the `index`-th credit subject, made from the seed alone.

use vocabulary::{Date, SubjectKind};

use crate::{dice::Dice, name, number, place::District, trade::Trade};

/// An invented credit subject.
#[derive(Clone, Debug)]
pub struct Resident {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// Its unified code; empty for a person.
    pub code: String,
    /// Number of its identity card; empty for organisations.
    pub identity_card: String,
    /// Name of its legal representative; empty for a person.
    pub representative: String,
    /// Where it lives.
    pub district: District,
    /// Its address.
    pub address: String,
    /// What it does.
    pub trade: Trade,
    /// The day it was founded.
    pub founded: Date,
    /// Registered capital in 万元.
    pub capital: i64,
    /// Whether it has ended.
    pub ended: bool,
}

/// Shares of the kinds of subjects, in thousandths (ours, shaped like a big city's register).
const KINDS: [(SubjectKind, u64); 7] = [
    (SubjectKind::Enterprise, 430),
    (SubjectKind::SelfEmployed, 430),
    (SubjectKind::Cooperative, 20),
    (SubjectKind::SocialOrganisation, 12),
    (SubjectKind::PublicInstitution, 6),
    (SubjectKind::Government, 2),
    (SubjectKind::Person, 100),
];

impl Resident {
    /// The `index`-th resident of the city of `seed`, as it stands on `today`.
    pub fn nth(seed: u64, index: u64, today: Date) -> Self {
        let mut dice = Dice::new(seed, index);
        let kind = KINDS.get(dice.weighted(KINDS.iter().map(|kind| kind.1)));
        let kind = kind.map_or(SubjectKind::Enterprise, |kind| kind.0);
        let district = District::draw(&mut dice);
        let trade = Trade::draw(&mut dice);
        if kind == SubjectKind::Person {
            return Self::person(&mut dice, district, trade, today);
        }
        let age = dice.below(60).min(dice.below(60)) * 183 + dice.below(183);
        Self {
            kind,
            name: name::organisation(&mut dice, kind, &district, &trade),
            code: number::unified_code(kind, district.code, index),
            identity_card: String::new(),
            representative: name::person(&mut dice),
            address: district.address(&mut dice),
            district,
            trade,
            founded: days_before(today, age + 90),
            capital: dice.pick(&[3, 10, 50, 100, 200, 500, 1000, 5000]),
            ended: dice.chance(600),
        }
    }

    fn person(dice: &mut Dice, district: District, trade: Trade, today: Date) -> Self {
        let birth = days_before(today, 365 * 20 + dice.below(365 * 45));
        Self {
            kind: SubjectKind::Person,
            name: name::person(dice),
            code: String::new(),
            identity_card: number::identity_card(dice, district.code, birth),
            representative: String::new(),
            address: district.address(dice),
            district,
            trade,
            founded: days_before(today, 365 * 6),
            capital: 0,
            ended: false,
        }
    }

    /// The category under which dual publication files it.
    pub fn category(&self) -> &'static str {
        match self.kind {
            SubjectKind::Person => "自然人",
            SubjectKind::SelfEmployed => "个体工商户",
            _ => "法人及非法人组织",
        }
    }
}

/// The day `days` before `day`; the day itself where the calendar ends.
pub(crate) fn days_before(day: Date, days: u64) -> Date {
    let days = jiff::Span::new().try_days(i64::try_from(days).unwrap_or(0));
    days.and_then(|span| day.checked_sub(span)).unwrap_or(day)
}

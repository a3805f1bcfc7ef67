//! Places of the nation: provinces, prefectures, counties; as they are called, in short, and were called once.

mod front;
mod table;

use serde::Serialize;

pub(crate) use front::{Placed, front, inside};

/// How far down a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The whole country: 中国, 全国.
    Nation,
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 自治州, 地区, 盟.
    Prefecture,
    /// 区, 县, 县级市, 旗.
    County,
}

impl Level {
    fn of(code: u32) -> Self {
        match code {
            0 => Self::Nation,
            _ if code.is_multiple_of(10_000) => Self::Province,
            _ if code.is_multiple_of(100) => Self::Prefecture,
            _ => Self::County,
        }
    }
}

/// A place a name speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Region {
    /// Its code of GB/T 2260, `370102`; of a former place the code it had. 0 is the nation.
    pub code: u32,
    /// How far down it stands.
    pub level: Level,
    /// The code of what it belongs to today; equal to `code` for what still stands.
    pub now: u32,
    /// Further codes (of today) that bear the same name, if nothing told which is meant: 鼓楼区.
    pub others: &'static [u32],
}

impl Region {
    /// Whether the two can be the same place, or one lie within the other.
    pub fn fits(&self, other: &Self) -> bool {
        self.codes().any(|a| other.codes().any(|b| nested(a, b)))
    }

    /// Whether the two can be the same place.
    pub fn same(&self, other: &Self) -> bool {
        self.codes().any(|a| other.codes().any(|b| a == b))
    }

    fn codes(&self) -> impl Iterator<Item = u32> {
        [self.code, self.now].into_iter().chain(self.others.iter().copied())
    }
}

/// Whether one code is the other, or lies within it.
fn nested(a: u32, b: u32) -> bool {
    let within = |inner: u32, outer: u32| match Level::of(outer) {
        Level::Nation => true,
        Level::Province => inner / 10_000 == outer / 10_000,
        Level::Prefecture => inner / 100 == outer / 100,
        Level::County => inner == outer,
    };
    within(a, b) || within(b, a)
}

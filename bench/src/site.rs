//! The site that is measured: a synthetic city in a folder of its own.

use std::{path::Path, sync::Arc, time::Instant};

use anyhow::Result;
use demo::City;
use probity::{Place, Platform, entropy::SystemEntropy};
use vocabulary::{Clock, SystemClock};

/// A city built through the real intake, and how long that took.
pub(crate) struct Site {
    /// The platform.
    pub(crate) platform: Arc<Platform>,
    /// The city.
    pub(crate) city: City,
    /// Rows sent.
    pub(crate) rows: u64,
    /// Records that stand.
    pub(crate) records: u64,
    /// Seconds that intake took, without the making of the files.
    pub(crate) seconds: f64,
    /// Bytes of the database file, all of its log folded in.
    pub(crate) bytes: u64,
}

impl Site {
    /// Builds a city of `subjects` in `folder` on `database` (SQLite if none).
    pub(crate) fn build(folder: &Path, database: Option<String>, subjects: u64) -> Result<Self> {
        let place = Place { database, ..Place::in_folder(folder) };
        let platform = open(&place)?;
        let city = City { seed: 1, subjects, today: SystemClock.today() };
        let sheets = demo::write(city, &platform.law, &folder.join("files"))?;
        let (mut rows, mut records) = (0, 0);
        let start = Instant::now();
        for sheet in &sheets {
            let receipt = demo::send(sheet, &platform.intake)?;
            rows += receipt.received;
            records += receipt.accepted;
        }
        let seconds = start.elapsed().as_secs_f64();
        platform.sequencer.fold()?;
        // SQLite folds its write-ahead log into the file when the last connection closes.
        drop(platform);
        let bytes = std::fs::metadata(folder.join("probity.db")).map_or(0, |file| file.len());
        Ok(Self { platform: Arc::new(open(&place)?), city, rows, records, seconds, bytes })
    }

    /// The code of the `number`-th organisation asked about.
    pub(crate) fn code(&self, number: u64) -> String {
        let index = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % self.city.subjects;
        (index..self.city.subjects)
            .chain(0..index)
            .map(|index| demo::Resident::nth(self.city.seed, index, self.city.today).code)
            .find(|code| !code.is_empty())
            .unwrap_or_default()
    }
}

fn open(place: &Place) -> Result<Platform> {
    Platform::open(place, Arc::new(SystemClock), Arc::new(SystemEntropy))
}

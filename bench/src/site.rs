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
}

impl Site {
    /// Builds a city of `subjects` in `folder` on `database` (SQLite if none).
    pub(crate) fn build(folder: &Path, database: Option<String>, subjects: u64) -> Result<Self> {
        let place = Place { database, ..Place::in_folder(folder) };
        let platform = Platform::open(&place, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
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
        Ok(Self { platform: Arc::new(platform), city, rows, records, seconds })
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

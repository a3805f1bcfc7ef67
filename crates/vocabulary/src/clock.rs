//! Time is a parameter: rooms take a [`Clock`], only the binary makes the real one.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Timestamp, civil::Date, tz::Offset};

/// Where the present comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Today's date in Asia/Shanghai, where all legal periods are counted.
    fn today(&self) -> Date {
        date_in_china(self.now())
    }
}

/// The civil date of an instant in Asia/Shanghai (UTC+8, no daylight saving since 1991).
pub fn date_in_china(at: Timestamp) -> Date {
    Offset::constant(8).to_datetime(at).date()
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is told to move; for tests and the demo.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `at`.
    pub fn new(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.as_microsecond()))
    }

    /// A clock that shows ten in the morning (Asia/Shanghai) of `day`.
    pub fn on(day: Date) -> Self {
        let morning = day.at(10, 0, 0, 0);
        let at = Offset::constant(8).to_timestamp(morning).unwrap_or(Timestamp::UNIX_EPOCH);
        Self::new(at)
    }

    /// Moves the clock to `at`.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

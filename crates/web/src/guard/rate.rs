//! Rate limits: a token bucket for each key and each anonymous address, in this process.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use vocabulary::Timestamp;

/// Buckets are swept when there are more than this.
const BUCKETS: usize = 50_000;

/// How much one caller may ask.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Requests a minute, for as long as one likes.
    pub per_minute: u32,
    /// Requests at once after a rest.
    pub burst: u32,
}

/// The buckets.
#[derive(Default)]
pub(crate) struct Buckets(Mutex<HashMap<String, Bucket>>);

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Timestamp,
}

impl Buckets {
    /// Takes one token of `caller`; if there is none, in how many seconds there will be one.
    pub(crate) fn take(
        &self,
        caller: &str,
        allowance: Allowance,
        now: Timestamp,
    ) -> Result<(), u64> {
        let (rate, full) = (f64::from(allowance.per_minute) / 60.0, f64::from(allowance.burst));
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > BUCKETS {
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs() < 600);
        }
        let bucket = buckets.entry(caller.to_owned()).or_insert(Bucket { tokens: full, at: now });
        let rest = now.duration_since(bucket.at).as_secs_f64().max(0.0);
        bucket.tokens = (bucket.tokens + rest * rate).min(full);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let wait = (1.0 - bucket.tokens) / rate.max(f64::MIN_POSITIVE);
        Err(wait.ceil().clamp(1.0, 3_600.0) as u64)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_burst_is_taken_and_refills_with_time() {
        let (buckets, now) = (Buckets::default(), Timestamp::UNIX_EPOCH);
        let allowance = Allowance { per_minute: 60, burst: 2 };
        assert_eq!(buckets.take("a", allowance, now), Ok(()));
        assert_eq!(buckets.take("a", allowance, now), Ok(()));
        assert_eq!(buckets.take("a", allowance, now), Err(1));
        assert_eq!(buckets.take("b", allowance, now), Ok(()), "each has its own");
        let later = now + SignedDuration::from_secs(1);
        assert_eq!(buckets.take("a", allowance, later), Ok(()));
        assert_eq!(buckets.take("a", allowance, later), Err(1));
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let buckets = Buckets::default();
        let allowance = Allowance { per_minute: 6, burst: 1 };
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(100);
        assert_eq!(buckets.take("a", allowance, now), Ok(()));
        assert_eq!(buckets.take("a", allowance, Timestamp::UNIX_EPOCH), Err(10));
    }
}

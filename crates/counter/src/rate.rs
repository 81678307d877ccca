//! How much one address may ask: a bucket that fills steadily.

use std::collections::HashMap;

/// Requests an address may make at once.
const BURST: f64 = 60.0;

/// Above so many addresses the full buckets are thrown away: they say nothing.
const SWEEP: usize = 10_000;

/// The buckets of all addresses.
pub(crate) struct Rate {
    /// Requests a second that are let through for ever; 0 lets everything through.
    steady: f64,
    buckets: HashMap<String, Bucket>,
}

struct Bucket {
    left: f64,
    at: f64,
}

impl Rate {
    /// `per_minute` requests of one address in the long run, 0 for no limit.
    pub(crate) fn new(per_minute: u32) -> Self {
        Self { steady: f64::from(per_minute) / 60.0, buckets: HashMap::new() }
    }

    /// Takes one request of an address at a moment in seconds, if it may still ask.
    pub(crate) fn takes(&mut self, address: &str, now: f64) -> bool {
        if self.steady == 0.0 {
            return true;
        }
        if self.buckets.len() >= SWEEP {
            let steady = self.steady;
            self.buckets.retain(|_, bucket| filled(bucket, steady, now) < BURST);
        }
        let bucket = self
            .buckets
            .entry(address.to_owned())
            .or_insert(Bucket { left: BURST, at: now });
        bucket.left = filled(bucket, self.steady, now);
        bucket.at = now;
        let takes = bucket.left >= 1.0;
        if takes {
            bucket.left -= 1.0;
        }
        takes
    }
}

fn filled(bucket: &Bucket, steady: f64, now: f64) -> f64 {
    (bucket.left + (now - bucket.at).max(0.0) * steady).min(BURST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_steady_rate() {
        let mut rate = Rate::new(60);
        let passed = (0..100).filter(|_| rate.takes("192.0.2.1", 0.0)).count();
        assert_eq!(passed, 60);
        assert!(!rate.takes("192.0.2.1", 0.5));
        assert!(rate.takes("192.0.2.1", 1.5));
        assert!(rate.takes("192.0.2.2", 0.0), "another address has its own bucket");
    }

    #[test]
    fn full_buckets_do_not_pile_up() {
        let mut rate = Rate::new(60);
        for number in 0..SWEEP * 3 {
            rate.takes(&number.to_string(), number as f64);
        }
        assert!(rate.buckets.len() <= SWEEP);
    }

    #[test]
    fn zero_is_no_limit() {
        let mut rate = Rate::new(0);
        assert!((0..10_000).all(|_| rate.takes("192.0.2.1", 0.0)));
    }
}

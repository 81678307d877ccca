//! Who is here: hashes of visitors, forgotten after 300 s.

use sha2::{Digest, Sha256};
use std::collections::{HashMap, VecDeque};

/// How long a visitor is remembered after the last page, in seconds.
pub(crate) const REMEMBERED: i64 = 300;

/// A visitor, for as long as one is remembered: not the address, and useless without
/// the key, which is never written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Visitor(u64);

/// The visitors of the last [`REMEMBERED`] seconds.
pub(crate) struct Visitors {
    key: [u8; 16],
    seen: HashMap<Visitor, i64>,
    /// In the order of being seen; an entry that is no longer the latest of its visitor
    /// is passed over.
    order: VecDeque<(i64, Visitor)>,
}

impl Visitors {
    /// Nobody yet; `key` is random and never leaves memory.
    pub(crate) fn new(key: [u8; 16]) -> Self {
        Self { key, seen: HashMap::new(), order: VecDeque::new() }
    }

    /// Whoever asks from an address with a program.
    pub(crate) fn who(&self, address: &str, program: &str) -> Visitor {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(address);
        hash.update([0]);
        hash.update(program);
        let hash = hash.finalize();
        Visitor(u64::from_le_bytes(hash[..8].try_into().expect("a hash has 32 bytes")))
    }

    /// Notes a visitor; returns whether a visit begins.
    pub(crate) fn see(&mut self, visitor: Visitor, now: i64) -> bool {
        self.forget(now);
        self.order.push_back((now, visitor));
        self.seen.insert(visitor, now).is_none()
    }

    /// How many are here.
    pub(crate) fn count(&mut self, now: i64) -> usize {
        self.forget(now);
        self.seen.len()
    }

    /// Forgets who was not seen for long. A clock that is set back forgets nobody early
    /// and keeps nobody longer than the time that passes on it.
    fn forget(&mut self, now: i64) {
        while let Some(&(at, visitor)) = self.order.front() {
            if now - at < REMEMBERED {
                break;
            }
            self.order.pop_front();
            if self.seen.get(&visitor) == Some(&at) {
                self.seen.remove(&visitor);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_ends_after_300_seconds_of_silence() {
        let mut visitors = Visitors::new([7; 16]);
        let reader = visitors.who("2001:db8::1", "Firefox");
        let seen: Vec<bool> =
            [0, 200, 499, 800].map(|now| visitors.see(reader, now)).into();
        assert_eq!(seen, [true, false, false, true]);
    }

    #[test]
    fn who_leaves_is_forgotten_wholly() {
        let mut visitors = Visitors::new([7; 16]);
        for number in 0..50 {
            let reader = visitors.who(&format!("192.0.2.{number}"), "Firefox");
            visitors.see(reader, number);
        }
        assert_eq!(visitors.count(49), 50);
        assert_eq!(visitors.count(300), 49);
        assert_eq!(visitors.count(349), 0);
        assert!(visitors.order.is_empty() && visitors.seen.is_empty());
    }

    #[test]
    fn a_visitor_is_nobody_under_another_key() {
        let (one, other) = (Visitors::new([1; 16]), Visitors::new([2; 16]));
        assert_ne!(one.who("192.0.2.1", "F"), other.who("192.0.2.1", "F"));
        assert_ne!(one.who("192.0.2.1", "F"), one.who("192.0.2.1", "G"));
        assert_ne!(one.who("192.0.2.1", "F"), one.who("192.0.2.1F", ""));
    }
}

//! What was set before, kept by what it was set from.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rounds after which what nobody uses is forgotten.
const ROUNDS: u64 = 4;

/// Things made before. What someone still holds is never forgotten: a story that has not
/// been touched for a while is not set anew as a whole when its first letter changes.
pub(crate) struct Memo<T> {
    known: Mutex<BTreeMap<u128, (u64, Arc<T>)>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: Mutex::default() }
    }
}

impl<T> Memo<T> {
    /// What was made from this before, in round `round` or earlier.
    pub(crate) fn get(&self, name: u128, round: u64) -> Option<Arc<T>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (used, made) = known.get_mut(&name)?;
        *used = round;
        Some(Arc::clone(made))
    }

    /// Keeps what was made.
    pub(crate) fn put(&self, name: u128, round: u64, made: T) -> Arc<T> {
        let made = Arc::new(made);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(name, (round, Arc::clone(&made)));
        made
    }

    /// Forgets what the last rounds did not use and nobody holds.
    pub(crate) fn tidy(&self, round: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (used, made)| {
            *used + ROUNDS > round || Arc::strong_count(made) > 1
        });
    }
}

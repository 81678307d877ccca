//! Foreign decoders at arm's length.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a decoder on bytes from outside; `None` when it panicked.
///
/// One malformed photo must not close the program: its bytes are not used again, so
/// nothing half-done is left behind.
pub(crate) fn guarded<T>(decode: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(decode)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_panics_gives_nothing() {
        let empty: Vec<u8> = Vec::new();
        assert_eq!(guarded(|| empty[0]), None);
        assert_eq!(guarded(|| 1), Some(1));
    }
}

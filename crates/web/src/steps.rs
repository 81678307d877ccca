//! Counting the steps of an export for whoever follows it.

use document::{Cancelled, Progress};

/// A count that never runs past its total.
pub(crate) struct Steps<'a> {
    done: usize,
    total: usize,
    progress: &'a dyn Progress,
}

impl<'a> Steps<'a> {
    /// Begins to count, and says so.
    pub(crate) fn begin(
        total: usize,
        progress: &'a dyn Progress,
    ) -> Result<Self, Cancelled> {
        progress.reached(0, total)?;
        Ok(Self { done: 0, total, progress })
    }

    /// One more step is finished.
    pub(crate) fn one(&mut self) -> Result<(), Cancelled> {
        self.done = (self.done + 1).min(self.total);
        self.progress.reached(self.done, self.total)
    }

    /// Everything is finished, also the steps that were not needed.
    pub(crate) fn finish(self) -> Result<(), Cancelled> {
        self.progress.reached(self.total, self.total)
    }
}

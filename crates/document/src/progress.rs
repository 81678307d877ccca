//! Long work tells how far it has come and asks whether to go on.

/// The person does not want the result any more. Nothing may be left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Who follows a long piece of work.
pub trait Progress: Sync {
    /// Hears that `done` of `total` steps are finished.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the work shall stop as soon as it can.
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled>;
}

/// Nobody follows; nothing is ever cancelled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn reached(&self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        Ok(())
    }
}

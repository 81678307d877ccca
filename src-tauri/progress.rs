//! Progress told to the window, and the wish to stop heard from it.

use crate::wire::Progressed;
use document::{Cancelled, Progress};
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::ipc::Channel;

pub(crate) struct Told<'a> {
    pub(crate) on: &'a Channel<Progressed>,
    pub(crate) stop: &'a AtomicBool,
}

impl Progress for Told<'_> {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        // A window that went away needs no answer.
        let _ = self.on.send(Progressed { done, total });
        if self.stop.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}

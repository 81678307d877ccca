//! Work on many things, shared among the cores.

use crate::failure::Failure;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work on each thing and gives what came of it, in the order of the things.
/// `work` hears how many were done before.
///
/// # Errors
///
/// The first failure; things not yet begun are left then.
pub(crate) fn share<I: Sync, T: Send>(
    things: &[I],
    work: impl Fn(&I, usize) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let hand = || {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return Ok(made) };
            let one = work(thing, done.load(Ordering::Relaxed));
            if one.is_err() {
                // Nobody begins another.
                next.store(things.len(), Ordering::Relaxed);
            }
            made.push((at, one?));
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut all = Vec::with_capacity(things.len());
    thread::scope(|scope| -> Result<(), Failure> {
        let hands: Vec<_> =
            (0..cores.min(things.len())).map(|_| scope.spawn(hand)).collect();
        for hand in hands {
            let made: Result<Vec<(usize, T)>, Failure> = match hand.join() {
                Ok(made) => made,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            all.extend(made?);
        }
        Ok(())
    })?;
    all.sort_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, one)| one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_things() {
        let things: Vec<u32> = (0..100).collect();
        let made = share(&things, |thing, _| Ok(thing * 2)).expect("no failure");
        assert_eq!(made, (0..100).map(|thing| thing * 2).collect::<Vec<_>>());
        assert!(share(&[] as &[u32], |_, _| Ok(())).expect("nothing to do").is_empty());
    }

    #[test]
    fn the_first_failure_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let things: Vec<u32> = (0..10_000).collect();
        let made = share(&things, |_, _| -> Result<(), Failure> {
            begun.fetch_add(1, Ordering::Relaxed);
            Err(Failure::new("test", "no"))
        });
        assert!(made.is_err());
        assert!(begun.load(Ordering::Relaxed) < 1000, "most were never begun");
    }
}

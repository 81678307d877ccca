//! What typing asks for next, made ahead: while the answer to a key press is on its way
//! to the window, the sheets are laid out and the one being looked at is drawn.
//!
//! Nothing waits for it, and without it everything comes out the same, only later.

use crate::session::{Session, lock};
use std::sync::Mutex;
use tauri::{AppHandle, Manager};

/// A page drawn before anybody asked for it.
struct Drawn {
    page: usize,
    across: u32,
    fingerprint: u128,
    pixels: Pixels,
}

/// A page as plain pixels.
pub(crate) struct Pixels {
    /// Pixels across.
    pub(crate) width: u32,
    /// Four bytes each.
    pub(crate) rgba: Vec<u8>,
}

/// Which sheet the window fetches first, and that sheet, drawn ahead.
#[derive(Default)]
pub(crate) struct Ahead {
    first: Mutex<First>,
    drawn: Mutex<Option<Drawn>>,
}

#[derive(Default)]
struct First {
    /// The page, and how many pixels across.
    sheet: Option<(usize, u32)>,
    /// The window knows new sheets and has fetched none of them.
    waiting: bool,
}

impl Ahead {
    /// The window is going to know new sheets.
    pub(crate) fn told(&self) {
        lock(&self.first).waiting = true;
    }

    /// Draws the sheet that is fetched first, unless it looks as it did.
    fn draw(
        &self,
        old: impl Fn(usize) -> Option<u128>,
        new: impl Fn(usize) -> u128,
        draw: impl FnOnce(usize, u32) -> Option<Pixels>,
    ) {
        let Some((page, across)) = lock(&self.first).sheet else { return };
        let fingerprint = new(page);
        if old(page) == Some(fingerprint) {
            return;
        }
        // Held while it draws: who fetches this sheet meanwhile waits for it here.
        let mut drawn = lock(&self.drawn);
        *drawn =
            draw(page, across).map(|pixels| Drawn { page, across, fingerprint, pixels });
    }

    /// The sheet that is fetched, when it was drawn ahead.
    pub(crate) fn take(&self, page: usize, across: u32, print: u128) -> Option<Pixels> {
        {
            let mut first = lock(&self.first);
            if first.waiting {
                first.waiting = false;
                first.sheet = Some((page, across));
            }
            if first.sheet != Some((page, across)) {
                return None;
            }
        }
        let mut drawn = lock(&self.drawn);
        let fits = drawn.as_ref().is_some_and(|drawn| {
            (drawn.page, drawn.across, drawn.fingerprint) == (page, across, print)
        });
        if fits { drawn.take().map(|drawn| drawn.pixels) } else { None }
    }
}

/// Lays the sheets out and draws the first of them, on a thread of its own.
pub(crate) fn lay_out(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let session = app.state::<Session>();
        let laid_out = session.with(|desk, _| {
            desk.take_pictures();
            desk.preview()
        });
        // Whoever asks for the sheets hears what is wrong.
        let Ok(preview) = laid_out else { return };
        let shown = session.shown();
        session.ahead.draw(
            |page| shown.as_ref().map(|shown| shown.fingerprint(page)),
            |page| preview.fingerprint(page),
            |page, across| {
                let pixels = preview.pixels(page, across)?;
                Some(Pixels { width: pixels.width, rgba: pixels.rgba })
            },
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(page: usize, across: u32) -> Option<Pixels> {
        Some(Pixels { width: across, rgba: vec![u8::try_from(page).unwrap_or(0)] })
    }

    #[test]
    fn the_sheet_that_is_fetched_first_is_drawn_ahead_once() {
        let ahead = Ahead::default();
        // Nobody fetched anything yet: nothing is known to be drawn.
        ahead.draw(|_| None, |_| 1, |_, _| unreachable!("no sheet is looked at"));
        ahead.told();
        assert!(ahead.take(3, 500, 1).is_none());
        assert!(ahead.take(0, 128, 1).is_none(), "a thumbnail comes after it");
        ahead.draw(|_| Some(1), |_| 2, pixels);
        let drawn = ahead.take(3, 500, 2).expect("the same sheet was drawn");
        assert_eq!((drawn.width, drawn.rgba), (500, vec![3]));
        assert!(ahead.take(3, 500, 2).is_none(), "it was taken");
    }

    #[test]
    fn a_sheet_that_looks_as_it_did_or_is_newer_is_not_taken_from_here() {
        let ahead = Ahead::default();
        ahead.told();
        ahead.take(3, 500, 1);
        ahead.draw(|_| Some(1), |_| 1, |_, _| unreachable!("it did not change"));
        ahead.draw(|_| Some(1), |_| 2, pixels);
        assert!(ahead.take(3, 500, 3).is_none());
        assert!(ahead.take(3, 640, 2).is_none());
    }
}

//! Commands of the hand on the page, and what is wished of a story.
//!
//! The interface counts pages from 1 and names a module by its page and its place
//! there. The first hand on an issue that nobody composed keeps what is shown as its
//! plan, so that what the officer points at is what is changed.

use crate::session::{Session, pack};
use crate::wire::{Changes, Failure, MovedView, Placed, PlanView, WishView};
use crate::wire::{FitView, GridView, module_views};
use desk::{Corner, Desk, ModuleAt, Preview};
use tauri::State;

/// Pins a module where it is, or lets it go. Undoable.
#[tauri::command(async)]
pub(crate) fn pin_module(
    session: State<'_, Session>,
    page: usize,
    index: usize,
    pinned: bool,
) -> Result<MovedView, Failure> {
    arrange(&session, page, index, |desk, at| Ok((at, desk.pin(at, pinned)?)))
}

/// Puts a module somewhere, so wide and so high, pins it and tells where it is now. One
/// step, undoable. Fails with `plan.*`.
#[tauri::command(async)]
pub(crate) fn place_module(
    session: State<'_, Session>,
    page: usize,
    index: usize,
    to: Placed,
) -> Result<MovedView, Failure> {
    let Placed { page: onto, unit, units, line, lines } = to;
    let to = Corner { page: onto.saturating_sub(1), unit, line };
    arrange(&session, page, index, |desk, at| desk.place_module(at, to, (units, lines)))
}

/// Sets a module in so many columns; none leaves that to the press. Undoable.
#[tauri::command(async)]
pub(crate) fn set_legs(
    session: State<'_, Session>,
    page: usize,
    index: usize,
    legs: Option<u32>,
) -> Result<MovedView, Failure> {
    arrange(&session, page, index, |desk, at| Ok((at, desk.set_legs(at, legs)?)))
}

/// Puts a page before or behind others, both counted from 1. One step, undoable. Fails
/// with `plan.*`.
#[tauri::command(async)]
pub(crate) fn move_page(
    session: State<'_, Session>,
    from: usize,
    to: usize,
) -> Result<Changes, Failure> {
    let index = |page: usize| page.saturating_sub(1);
    session.change(|desk, _| desk.move_page(index(from), index(to)))
}

/// What the officer says of a story.
#[tauri::command(async)]
pub(crate) fn wish(
    session: State<'_, Session>,
    article: String,
) -> Result<WishView, Failure> {
    session.with(|desk, _| {
        let article = desk.find_article(&article)?;
        Ok(WishView::from(desk.wish(article)?))
    })
}

/// Says something of a story: keys and values as on the command line. Undoable.
#[tauri::command(async)]
pub(crate) fn set_wishes(
    session: State<'_, Session>,
    article: String,
    wishes: Vec<(String, String)>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        let article = desk.find_article(&article)?;
        desk.set_wishes(article, &wishes)
    })
}

/// What stands where on the sheets shown, and the grid under it.
pub(crate) fn plan_view(
    desk: &mut Desk,
    preview: &Preview,
) -> Result<PlanView, desk::Failure> {
    let saved = desk.plan()?.is_some();
    let pages = module_views(&desk.shown_plan()?, preview.blocks());
    // Left and right pages differ, and the cover does from both.
    let own = [desk.page_grid(0)?, desk.page_grid(1)?, desk.page_grid(2)?];
    let grids = (0..pages.len()).map(|page| match page {
        0 => GridView::from(own[0]),
        page => GridView::from(own[2 - page % 2]),
    });
    let fits = preview.fits().iter().map(|fit| FitView::from(*fit)).collect();
    Ok(PlanView { saved, grids: grids.collect(), pages, fits })
}

/// Runs one hand on a module.
fn arrange(
    session: &Session,
    page: usize,
    index: usize,
    hand: impl FnOnce(&mut Desk, ModuleAt) -> Result<(ModuleAt, desk::Changes), desk::Failure>,
) -> Result<MovedView, Failure> {
    session.with(|desk, lang| {
        let at = ModuleAt { page: page.saturating_sub(1), index };
        let (at, changes) = hand(desk, at)?;
        let changes = pack(desk, lang, &changes)?;
        Ok(MovedView { page: at.page + 1, index: at.index, changes })
    })
}

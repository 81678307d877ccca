//! What to cut when an issue does not fit, proved on the text itself.
//!
//! `plan/` finds the lines that have to go. Here the words are taken out of a copy of the
//! text, which is set and planned again, before anything is said. A story with a picture
//! may keep its words when the picture becomes smaller; that is proved the same way.

use crate::compose::Order;
use crate::error::PressError;
use crate::plan::{Grid, Item, Layout, Part, Piece};
use crate::typeset::{Plate, StorySet};
use document::{ArticleId, Edition, PhotoWish, Progress};
use std::sync::Arc;

/// Times that cuts are tried on the text, and raised when they are not enough.
const PROOFS: usize = 5;
/// Words are told by fives: nobody counts single ones.
const STEP: u32 = 5;
/// So many stories at most are tried with all their words; fewer on many pages, where
/// each try takes seconds.
const TRIES: usize = 6;
const FEW_TRIES: usize = 2;
const MANY_PAGES: u32 = 8;
/// A picture that is less than so much lower would not be seen to be.
const LEAST_MM: u32 = 2;
const MM_A_POINT: f64 = 25.4 / 72.0;

/// What to cut in one story; everything in the list together makes the issue fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The story.
    pub article: ArticleId,
    /// So many words.
    pub words: u32,
    /// Or, instead of the words: the name of a photo of this story, and by how many
    /// millimetres it becomes lower than it is by its own proportions, once the officer
    /// wishes its photos small ([`PhotoWish::Small`]).
    ///
    /// Proved for each story by itself, with the words of the others cut.
    pub photo_mm: Option<(String, u32)>,
}

/// The stories of an edition as they are set, and their order on the pages.
type Made = Result<(Vec<Arc<StorySet>>, Order), PressError>;

/// Cuts as they are said: by fives, enough for the text to fit, with what else would do.
pub(crate) fn proved(
    set: &impl Fn(&Edition) -> Made,
    edition: &Edition,
    grid: &Grid,
    (mut cuts, pages): (Vec<Cut>, u32),
    progress: &dyn Progress,
) -> Result<Vec<Cut>, PressError> {
    for cut in &mut cuts {
        cut.words = cut.words.next_multiple_of(STEP);
    }
    if cuts.is_empty() {
        return Ok(cuts);
    }
    for _ in 0..PROOFS {
        progress.reached(0, 1)?;
        let (_, order) = set(&shortened(edition, &cuts))?;
        if order.fits(grid, pages) {
            break;
        }
        for cut in &mut cuts {
            cut.words += (cut.words / 12).max(8).next_multiple_of(STEP);
        }
    }
    let tries = if pages > MANY_PAGES { FEW_TRIES } else { TRIES };
    // The least words first: the others may have given enough.
    let mut order: Vec<(u32, ArticleId)> =
        cuts.iter().map(|cut| (cut.words, cut.article)).collect();
    order.sort_unstable();
    for (_, article) in order.into_iter().take(tries) {
        progress.reached(0, 1)?;
        let others = but(&cuts, article);
        let (_, order) = set(&shortened(edition, &others))?;
        if order.fits(grid, pages) {
            cuts = others;
        }
    }
    let mut smaller = Vec::new();
    for cut in cuts.iter().filter(|cut| pictured(edition, cut.article)).take(tries) {
        progress.reached(0, 1)?;
        let others = shortened(edition, &but(&cuts, cut.article));
        smaller.push((cut.article, lower(set, others, grid, (cut.article, pages))?));
    }
    for (article, photo_mm) in smaller {
        for cut in cuts.iter_mut().filter(|cut| cut.article == article) {
            cut.photo_mm.clone_from(&photo_mm);
        }
    }
    Ok(cuts)
}

/// The cuts of all other stories.
fn but(cuts: &[Cut], article: ArticleId) -> Vec<Cut> {
    cuts.iter().filter(|cut| cut.article != article).cloned().collect()
}

fn pictured(edition: &Edition, article: ArticleId) -> bool {
    let article = edition.article(article);
    article.is_some_and(|a| !document::body::photo_names(&a.body).is_empty())
}

/// The photo that becomes lower when a story keeps its words, if that is enough.
fn lower(
    set: &impl Fn(&Edition) -> Made,
    mut edition: Edition,
    grid: &Grid,
    (article, pages): (ArticleId, u32),
) -> Result<Option<(String, u32)>, PressError> {
    let wish = edition.wishes.entry(article).or_default();
    if std::mem::replace(&mut wish.photos, PhotoWish::Small) == PhotoWish::Small {
        return Ok(None);
    }
    let (stories, order) = set(&edition)?;
    let Some(story) = stories.iter().position(|story| story.article == article) else {
        return Ok(None);
    };
    let layout = order.best(grid, pages);
    let lower = layout.and_then(|layout| lowered(&layout, grid, story, &stories[story]));
    Ok(lower.filter(|(_, mm)| *mm >= LEAST_MM))
}

/// The picture of a story that lost most of its height, and how much.
fn lowered(
    layout: &Layout,
    grid: &Grid,
    story: usize,
    its: &StorySet,
) -> Option<(String, u32)> {
    let own = layout.items.iter().flatten().filter(|item| item.story == Some(story));
    let shown = own.flat_map(figures).filter_map(|(index, units, picture)| {
        let Plate::Pictures { pictures, .. } = its.plates.get(index)? else {
            return None;
        };
        let [one] = &pictures[..] else { return None };
        let shape = &its.shape.figures[index];
        let whole = grid.picture_height(shape.picture(grid, units, 1.0));
        let less = (whole - grid.picture_height(picture)) * MM_A_POINT;
        Some((less.round().max(0.0) as u32, one.photo.name.clone()))
    });
    // Among equals the first one met.
    let most = shown.reduce(|most, next| if next.0 > most.0 { next } else { most });
    most.map(|(mm, name)| (name, mm))
}

/// The figures of an item: which, over how many units, and the lines of the picture.
fn figures(item: &Item) -> Vec<(usize, u32, u32)> {
    match &item.part {
        Part::Figure { index, picture } if *picture > 0 => {
            vec![(*index, item.units, *picture)]
        }
        Part::Leg { measure, pieces } => pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Figure { index, picture, .. } if *picture > 0 => {
                    Some((*index, *measure, *picture))
                }
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// An edition after cutting.
fn shortened(edition: &Edition, cuts: &[Cut]) -> Edition {
    let mut short = edition.clone();
    for cut in cuts {
        for article in short.articles.iter_mut().filter(|a| a.id == cut.article) {
            article.body = document::body::shortened(&article.body, cut.words as usize);
        }
    }
    short
}

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
/// So many stories at most are told what else they could do.
const ALTERNATIVES: usize = 4;
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
    for _ in 0..PROOFS {
        progress.reached(0, 1)?;
        let (_, order) = set(&shortened(edition, &cuts))?;
        if cuts.is_empty() || order.fits(grid, pages) {
            break;
        }
        for cut in &mut cuts {
            cut.words += (cut.words / 12).max(8).next_multiple_of(STEP);
        }
    }
    let mut asked = 0;
    for at in 0..cuts.len() {
        let pictured = edition
            .article(cuts[at].article)
            .is_some_and(|article| !document::body::photo_names(&article.body).is_empty());
        if !pictured || asked == ALTERNATIVES {
            continue;
        }
        asked += 1;
        progress.reached(0, 1)?;
        cuts[at].photo_mm = smaller(set, edition, grid, (&cuts, at, pages))?;
    }
    Ok(cuts)
}

/// The photo that becomes lower when this story keeps its words, if that is enough.
fn smaller(
    set: &impl Fn(&Edition) -> Made,
    edition: &Edition,
    grid: &Grid,
    (cuts, at, pages): (&[Cut], usize, u32),
) -> Result<Option<(String, u32)>, PressError> {
    let article = cuts[at].article;
    if edition.wish(article).photos == PhotoWish::Small {
        return Ok(None);
    }
    let others: Vec<Cut> =
        cuts.iter().filter(|cut| cut.article != article).cloned().collect();
    let mut short = shortened(edition, &others);
    short.wishes.entry(article).or_default().photos = PhotoWish::Small;
    let (stories, order) = set(&short)?;
    let Some(story) = stories.iter().position(|story| story.article == article) else {
        return Ok(None);
    };
    let Some(layout) = order.best(grid, pages) else { return Ok(None) };
    let lower = lowered(&layout, grid, story, &stories[story]);
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

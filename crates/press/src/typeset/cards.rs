//! What else the issue has, on cards at the foot of a poster: of which section, what it is
//! called, how it begins, and where.

use super::Target;
use super::assemble::Binder;
use super::content::Setter;
use super::draw::panel;
use super::poster::{title, to_page};
use super::rows::{self, Items, push};
use super::story::StorySet;
use crate::error::PressError;
use std::sync::Arc;
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::{Abs, Alignment, Frame, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::utils::hash128;

/// What the words keep away from the edges of a card, at its sides and at its top and
/// foot, in points.
const INSET: (f64, f64) = (11.0, 9.0);
/// From the top of the words to the title, and from there to what follows, in lines.
const TITLE: (f64, f64) = (1.3, 0.35);
/// From the words to where the story is, in lines.
const NUMBER: f64 = 0.5;
/// A sentence is rather cut at a comma, if so much of what fits stands before it.
const CLAUSE: f64 = 0.6;
/// Most lines of how a story begins.
const GIST: usize = 4;

/// The width of the words on a card.
pub(super) fn inner(card: f64) -> f64 {
    card - 2.0 * INSET.0
}

/// The height of the highest of these cards.
pub(super) fn height(
    setter: &Setter<'_, '_>,
    stories: &[&Arc<StorySet>],
    (width, size): (f64, f64),
) -> Result<f64, PressError> {
    let mut highest: f64 = 0.0;
    for story in stories {
        let words = words(setter, story, 1, (inner(width), size))?;
        highest = highest.max(words.height().to_pt());
    }
    let grid = &setter.styles.measures.grid;
    Ok(highest + (1.0 + NUMBER) * grid.baseline + 2.0 * INSET.1)
}

/// The words on a card, but where the story is.
fn words(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    (width, size): (f64, f64),
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let grid = &styles.measures.grid;
    let mut items = Items::new();
    let mut place = |frame: &Frame, y: f64| {
        let to = Point::with_y(Abs::pt(y));
        items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + to, i)));
    };
    let section = ParElem::new(setter.words(&story.section)).pack().into_value();
    let colour = story.colour.as_str().into_value();
    let section = styles.call("kicker", [section, setter.lang(), colour])?;
    place(&styles.lay(&section, width, hash128(&("card section", story.key)))?, 0.0);
    let title = title(setter, story, page, (width, size))?.frame;
    let top = TITLE.0 * grid.baseline;
    place(&title, top);
    let below = top + title.height().to_pt() + TITLE.1 * grid.baseline;
    let gist = gist(setter, story, width)?;
    place(&gist, below);
    Ok(rows::frame(items, width, below + gist.height().to_pt()))
}

/// How a story begins, in a few lines; what is cut off is shown to be.
fn gist(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    width: f64,
) -> Result<Frame, PressError> {
    beginning(setter, &story.gist, (width, GIST), false)
}

/// The first sentence of a text in so much width and at most so many lines; what is cut
/// off is shown to be.
pub(super) fn beginning(
    setter: &Setter<'_, '_>,
    text: &str,
    (width, most): (f64, usize),
    centred: bool,
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let lay = |part: &str| {
        let words = ParElem::new(setter.text(part)).pack().into_value();
        let mut content = styles.call("poster-gist", [words, setter.lang()])?;
        if centred {
            content = content.aligned(Alignment::CENTER);
        }
        styles.lay(&content, width, hash128(&("card gist", part, text)))
    };
    let first = vntext::sentences(text).into_iter().next();
    let first = first.map_or("", |range| &text[range]);
    let most = most as f64 * lay("A")?.height().to_pt() + 0.1;
    let whole = lay(first)?;
    if whole.height().to_pt() <= most {
        return Ok(whole);
    }
    let words: Vec<&str> = first.split(' ').collect();
    let (mut fits, mut over) = (1, words.len());
    let cut = |count: usize| {
        words[..count].join(" ").trim_end_matches([',', ';', ':', ' ', '–']).to_owned()
            + "…"
    };
    while fits + 1 < over {
        let middle = (fits + over) / 2;
        match lay(&cut(middle))?.height().to_pt() <= most {
            true => fits = middle,
            false => over = middle,
        }
    }
    let least = (fits as f64 * CLAUSE) as usize;
    let clause = |count: &usize| words[count - 1].ends_with([',', ';', ':']);
    let fits = (least.max(1)..=fits).rev().find(clause).unwrap_or(fits);
    lay(&cut(fits))
}

impl Binder<'_, '_> {
    /// Puts a card for each of these stories side by side, all of one height.
    pub(super) fn cards(
        &mut self,
        frame: &mut Frame,
        found: &[(usize, &Arc<StorySet>)],
        (x, y, height): (f64, f64, f64),
        (width, size): (f64, f64),
    ) -> Result<(), PressError> {
        let (grid, setter) = (self.grid, self.setter);
        let look = &setter.styles.look;
        let radius = look.corner / 25.4 * 72.0;
        // They stand on the line that text would stand on.
        let (top, high) = (y + grid.hang, height - grid.hang - grid.below);
        for (at, (page, story)) in found.iter().enumerate() {
            let left = x + at as f64 * (width + grid.gutter);
            let colour = self.colour(look.card(&story.colour));
            panel(frame, (left, top), (width, high), radius, colour);
            let words = words(setter, story, *page, (inner(width), size))?;
            let (inset, above) = INSET;
            let to = |y: f64| Point::new(Abs::pt(left + inset), Abs::pt(y));
            push(frame, to(top + above), &words);
            let number = number(setter, story, *page, inner(width))?;
            push(frame, to(top + high - above - number.height().to_pt()), &number);
        }
        Ok(())
    }

    /// What opens the story of a poster, below its headline; gives its height.
    pub(super) fn poster_gist(
        &mut self,
        frame: &mut Frame,
        story: &StorySet,
        (x, y): (f64, f64),
    ) -> Result<f64, PressError> {
        let words = opening(self.setter, story)?;
        push(frame, Point::new(Abs::pt(x), Abs::pt(y)), &words);
        Ok(words.height().to_pt())
    }
}

/// What opens the first story, as wide as the text.
pub(super) fn opening(
    setter: &Setter<'_, '_>,
    story: &StorySet,
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let grid = &styles.measures.grid;
    let words = ParElem::new(setter.text(&story.gist)).pack().into_value();
    let content = styles.call("sapo", [words, setter.lang()])?;
    styles.lay(&content, grid.span(grid.units), hash128(&("poster gist", story.key)))
}

/// "Page 2", in the colour of the section.
fn number(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    width: f64,
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let text = to_page(setter.lang, page);
    let mut words = setter.words(&text);
    if styles.target == Target::Screen {
        let alt = format!("{}, {text}", story.title);
        words = DirectLinkElem::new(story.place(), words, Some(alt.into())).pack();
    }
    let words = ParElem::new(words).pack().into_value();
    let colour = story.colour.as_str().into_value();
    let content = styles.call("card-page", [words, setter.lang(), colour])?;
    styles.lay(&content, width, hash128(&("card page", page, story.key)))
}

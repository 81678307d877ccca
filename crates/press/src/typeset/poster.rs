//! Page 1 as a poster: the headline of the first story under the name of the bulletin,
//! its picture from edge to edge, and at the foot what else the issue has.

use super::Target;
use super::assemble::{Binder, figure_location, push_child};
use super::content::Setter;
use super::draw::line;
use super::figure::{Picture, Plate};
use super::headline::{Headline, Manner};
use super::masthead;
use super::mend::Mender;
use super::phrase::Phrase;
use super::picture::POOR_PPI;
use super::rows::{self, Items, push};
use super::story::StorySet;
use super::style::Styles;
use crate::block::BlockKind;
use crate::error::PressError;
use crate::plan::{Grid, Item, Part, Poster};
use crate::sheets::{self, BLEED_MM};
use document::{Edition, Lang, Mm};
use std::sync::Arc;
use typst::foundations::{Content, IntoValue, NativeElement};
use typst::layout::{Abs, Frame, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::utils::hash128;

/// Fewest and most entries at the foot; a wide page has one more.
const ENTRIES: (usize, usize) = (2, 3);
/// A page so wide has room for it, in millimetres.
const WIDE_MM: f64 = 180.0;
/// From the strip of the masthead to the short rule, and from there to the headline, in
/// lines.
const RULE: f64 = 0.65;
const BELOW_RULE: f64 = 0.7;
/// Length of that rule in millimetres, and its thickness in points.
const RULE_SIZE: (f64, f64) = (16.0, 1.8);
/// From the headline to the line that says where the story is.
const ABOVE_PAGE: f64 = 0.2;
/// From that line to the end of the label: its margin, and what the picture keeps away.
const FOOT: f64 = 2.1;
/// How far the picture reaches up behind the label, in lines.
const BEHIND: f64 = 2.0;
/// What the words keep away from the frame of the label, in points.
const SIDE: f64 = 12.0;
/// From the top of an entry to its rule, and to its title, in lines.
const ENTRY: (f64, f64) = (1.1, 1.25);
/// Leading of titles in em: so much that stacked marks never ask for more.
const LEADING: f64 = 1.28;
/// Most lines of the entries: a poster shows a picture.
const MOST_INDEX: u32 = 7;
/// How much of a picture may be cropped at its sides, and at head and foot: a page has
/// the shape it has, and its cover is the one place where a harder crop is worth it.
const CROPS: [f64; 2] = [0.8, 1.36];
/// A picture narrower than this leaves no room for what is in it.
const LANDSCAPE: f64 = 1.15;

/// What a poster takes of page 1; nothing when the design has none, or when there is no
/// picture for it: the first story has one, wider than high, of pixels enough.
pub(crate) fn measure(
    edition: &Edition,
    styles: &Styles<'_>,
    stories: &[Arc<StorySet>],
) -> Result<Option<Poster>, PressError> {
    let (true, Some(story)) = (styles.look.cover.poster, stories.first()) else {
        return Ok(None);
    };
    let found = story.plates.iter().enumerate().find_map(|(figure, plate)| match plate {
        Plate::Pictures { pictures, .. } => Some((figure, pictures)),
        Plate::Words { .. } => None,
    });
    let Some((figure, [picture])) = found.map(|(at, all)| (at, &all[..])) else {
        return Ok(None);
    };
    if story.title.is_empty() || picture.ratio < LANDSCAPE {
        return Ok(None);
    }
    let mender = Mender::new(styles.world, &styles.families);
    let lang = edition.bulletin.lang;
    let setter = Setter { styles, mender: &mender, lang, notes: Default::default() };
    let grid = &styles.measures.grid;
    let listed: Vec<&Arc<StorySet>> = listed(grid, stories).collect();
    if listed.len() < ENTRIES.0 {
        return Ok(None);
    }
    let width = column(grid, listed.len());
    let mut index = 0;
    for story in &listed {
        let height = entry(&setter, story, 1, width)?.height().to_pt();
        index = index.max(grid.lines_of(height));
    }
    let head = headline(&setter, story, 1)?.frame.height().to_pt();
    let label = strip(&setter, edition)? + grid.lines_of(label_height(grid, head));
    let caption = story.plates[figure].words(grid.units);
    let caption = caption.map_or(0, |words| grid.lines_of(words.height().to_pt()));
    let taken = label + caption + 1 + index;
    let picture_lines = grid.lines.saturating_sub(taken);
    let poster = Poster { story: 0, figure, label, picture: picture_lines, caption, index };
    let is_fit = index <= MOST_INDEX && suits(grid, picture, picture_lines);
    Ok(is_fit.then_some(poster))
}

/// Whether a picture can fill a poster that gives it so many lines.
fn suits(grid: &Grid, picture: &Picture, lines: u32) -> bool {
    let (width, height) = size(grid, lines);
    if height <= 0.0 {
        return false;
    }
    let crop = width / height / picture.ratio;
    let whole = width.max(height * picture.ratio);
    let printed = Mm::new(whole / 72.0 * 25.4);
    let ppi = printed.map_or(0.0, |printed| picture.photo.size.ppi(printed));
    (CROPS[0]..=CROPS[1]).contains(&crop) && ppi >= POOR_PPI
}

/// Width and height of the picture, with what is cut off at the sides.
fn size(grid: &Grid, lines: u32) -> (f64, f64) {
    let height = grid.picture_height(lines) + BEHIND * grid.baseline;
    (grid.width + 2.0 * bleed(), height)
}

fn bleed() -> f64 {
    BLEED_MM / 25.4 * 72.0
}

/// The line below the strip of the masthead.
fn strip(setter: &Setter<'_, '_>, edition: &Edition) -> Result<u32, PressError> {
    let lines = masthead::masthead(setter, edition, None)?.lines;
    Ok((lines + 1).saturating_sub(setter.styles.look.masthead.space))
}

/// From the line below the strip to the end of the label and the room below it.
fn label_height(grid: &Grid, head: f64) -> f64 {
    head + (RULE + BELOW_RULE + ABOVE_PAGE + 1.0 + FOOT) * grid.baseline
}

/// The stories that the foot names, in the officer's order.
fn listed<'s>(
    grid: &Grid,
    stories: &'s [Arc<StorySet>],
) -> impl Iterator<Item = &'s Arc<StorySet>> {
    let wide = grid.width / 72.0 * 25.4 > WIDE_MM;
    let others = stories.iter().skip(1).filter(|story| !story.title.is_empty());
    others.take(ENTRIES.1 + usize::from(wide))
}

/// Width of an entry among so many.
fn column(grid: &Grid, count: usize) -> f64 {
    let gaps = (count.max(1) - 1) as f64 * grid.gutter * 1.5;
    (grid.span(grid.units) - gaps) / count.max(1) as f64
}

/// "Page 2", as words that lead there.
fn to_page(lang: Lang, page: usize) -> String {
    match lang {
        Lang::Vi => format!("Trang {}", page + 1),
        Lang::En => format!("Page {}", page + 1),
    }
}

/// The headline of the first story on the label. It is read as a heading where the story
/// stands.
fn headline(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
) -> Result<Headline, PressError> {
    let styles = setter.styles;
    let grid = &styles.measures.grid;
    let alt = format!("{}, {}", story.title, to_page(setter.lang, page).to_lowercase());
    let size = styles.measures.size("head") + styles.measures.size("lead_head");
    let manner = Manner {
        style: "poster-head",
        size: size / 2.0,
        weight: Some(styles.look.head.name()),
        level: None,
        centred: true,
        most: 3,
        leading: LEADING,
        link: (styles.target == Target::Screen).then_some((story.place(), alt.as_str())),
    };
    let width = grid.span(grid.units) - 2.0 * SIDE;
    let key = hash128(&("poster", story.key));
    setter.headline(&Phrase::plain(setter, &story.title), manner, width, key)
}

/// Words of the index, which lead to a story where the file can.
fn words(
    setter: &Setter<'_, '_>,
    style: &'static str,
    (text, story): (&str, &StorySet),
    width: f64,
) -> Result<Frame, PressError> {
    let mut words = setter.words(text);
    if setter.styles.target == Target::Screen {
        let alt = format!("{}, {text}", story.title);
        words = DirectLinkElem::new(story.place(), words, Some(alt.into())).pack();
    }
    let content = ParElem::new(words).pack().into_value();
    let content = setter.styles.call(style, [content, setter.lang()])?;
    setter.styles.lay(&content, width, hash128(&(style, text, story.key)))
}

/// An entry at the foot: section and page on a rule, the title below.
fn entry(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    width: f64,
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let grid = &styles.measures.grid;
    let mut items = Items::new();
    let mut place = |frame: &Frame, x: f64, y: f64| {
        let to = Point::new(Abs::pt(x), Abs::pt(y));
        items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + to, i)));
    };
    let section = ParElem::new(setter.words(&story.section)).pack().into_value();
    let section = styles.call("index-title", [section, setter.lang()])?;
    let key = hash128(&("poster section", story.key));
    place(&styles.lay(&section, width - grid.gutter, key)?, 0.0, 0.0);
    let number = (page + 1).to_string();
    place(&words(setter, "poster-number", (&number, story), width)?, 0.0, 0.0);
    let alt = format!("{}, {}", story.title, to_page(setter.lang, page).to_lowercase());
    let manner = Manner {
        style: "poster-title",
        size: styles.measures.size("brief_head"),
        weight: Some(styles.look.head.name()),
        level: None,
        centred: false,
        most: 3,
        leading: LEADING,
        link: (styles.target == Target::Screen).then_some((story.place(), alt.as_str())),
    };
    let title = Phrase::plain(setter, &story.title);
    let key = hash128(&("poster title", story.key));
    let title = setter.headline(&title, manner, width, key)?.frame;
    let top = ENTRY.1 * grid.baseline;
    place(&title, 0.0, top);
    let mut frame = rows::frame(items, width, top + title.height().to_pt());
    let colour = styles.colour("accent");
    line(&mut frame, (0.0, ENTRY.0 * grid.baseline), (width, 0.0), colour, 0.6);
    Ok(frame)
}

/// Whether these are the items of a poster.
pub(super) fn is_on(items: &[Item]) -> bool {
    items.iter().any(|item| matches!(item.part, Part::Poster { .. }))
}

/// Where the picture of a poster begins whose label ends with this line.
pub(super) fn top(grid: &Grid, label: u32) -> f64 {
    grid.y(label) + grid.hang - BEHIND * grid.baseline
}

impl Binder<'_, '_> {
    /// The picture of a poster. It lies below the label, and is read where it belongs in
    /// its story.
    pub(super) fn poster_picture(
        &mut self,
        frame: &mut Frame,
        items: &[Item],
    ) -> Result<(), PressError> {
        for item in items {
            let Part::Poster { story, figure, picture } = item.part else { continue };
            let story = Arc::clone(&self.stories[story]);
            let mut own = Frame::soft(frame.size());
            self.picture_below(&mut own, &story, (figure, picture), item.line)?;
            push_child(frame, own, figure_location(&story, figure));
        }
        Ok(())
    }

    /// The words on the label of a poster.
    pub(super) fn poster_words(
        &mut self,
        frame: &mut Frame,
        items: &[Item],
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        for item in items {
            let Part::Poster { story, .. } = item.part else { continue };
            let page = begins[story].unwrap_or(1);
            let story = Arc::clone(&self.stories[story]);
            self.words_on_label(frame, &story, page)?;
        }
        Ok(())
    }

    fn words_on_label(
        &mut self,
        frame: &mut Frame,
        story: &StorySet,
        page: usize,
    ) -> Result<(), PressError> {
        let (grid, setter) = (self.grid, self.setter);
        let (left, width) = (grid.left(0, 0), grid.span(grid.units));
        let mut y = grid.y(strip(setter, self.edition)?) + RULE * grid.baseline;
        let long = RULE_SIZE.0 / 25.4 * 72.0;
        let from = left + (width - long) / 2.0;
        let colour = self.colour(&setter.styles.look.cover.band);
        line(frame, (from, y), (long, 0.0), colour, RULE_SIZE.1);
        y += BELOW_RULE * grid.baseline;
        let head = headline(setter, story, page)?.frame;
        push(frame, Point::new(Abs::pt(left + SIDE), Abs::pt(y)), &head);
        let high = head.height().to_pt();
        self.spot(0, story, sheets::Part::Title, (left, y, width, high));
        y += high + ABOVE_PAGE * grid.baseline;
        let text = to_page(setter.lang, page);
        let number = words(setter, "poster-page", (&text, story), width)?;
        push(frame, Point::new(Abs::pt(left), Abs::pt(y)), &number);
        Ok(())
    }

    fn picture_below(
        &mut self,
        frame: &mut Frame,
        story: &StorySet,
        (figure, lines): (usize, u32),
        from: u32,
    ) -> Result<(), PressError> {
        let grid = self.grid;
        let plate = &story.plates[figure];
        let Plate::Pictures { pictures, caption, block, .. } = plate else {
            return Ok(());
        };
        let [picture] = &pictures[..] else { return Ok(()) };
        let (width, height) = size(&grid, lines);
        let (left, over) = (grid.left(0, 0), top(&grid, from));
        let behind = BEHIND * grid.baseline;
        let top = over + behind;
        // The words stand at the edge of the text, the picture beyond the page's.
        let caption = caption.as_ref().map(|words| self.inset(words, left + bleed()));
        let caption = caption.transpose()?;
        let shown = self.picture(
            (0, story, picture),
            (width, height),
            caption.as_ref(),
            "poster-picture",
        )?;
        let Some(shown) = shown else { return Ok(()) };
        push(frame, Point::new(Abs::pt(-bleed()), Abs::pt(over)), &shown);
        let kind = BlockKind::Picture { ratio: picture.ratio, shown: width / height };
        let height = height - behind;
        self.block(0, None, kind, (0.0, top, grid.width, height));
        let part = sheets::Part::Figure { block: *block };
        let mut foot = top + height;
        if let Some(words) = plate.words(grid.units) {
            let high = f64::from(grid.lines_of(words.height().to_pt())) * grid.baseline;
            let y = grid.y(from + lines);
            let rect = (left, y, grid.span(grid.units), high);
            self.block(0, None, BlockKind::Caption, rect);
            foot = y + high;
        }
        self.spot(0, story, part, (0.0, top, grid.width, foot - top));
        Ok(())
    }

    fn inset(&self, words: &Content, side: f64) -> Result<Content, PressError> {
        let side = Abs::pt(side).into_value();
        let words = words.clone().into_value();
        self.setter.styles.call("poster-caption", [words, side])
    }

    /// What else the issue has, at the foot of a poster.
    pub(super) fn band(
        &mut self,
        frame: &mut Frame,
        (x, y, width, height): (f64, f64, f64, f64),
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        let grid = self.grid;
        let stories = self.stories;
        let page = |story: &Arc<StorySet>| {
            let at = stories.iter().position(|other| Arc::ptr_eq(other, story))?;
            begins[at]
        };
        let mut found: Vec<(usize, &Arc<StorySet>)> = listed(&grid, stories)
            .filter_map(|story| Some((page(story)?, story)))
            .collect();
        found.sort_by_key(|(page, _)| *page);
        let column = column(&grid, found.len());
        for (at, (page, story)) in found.into_iter().enumerate() {
            let entry = entry(self.setter, story, page, column)?;
            let left = x + at as f64 * (column + grid.gutter * 1.5);
            push(frame, Point::new(Abs::pt(left), Abs::pt(y)), &entry);
        }
        self.block(0, None, BlockKind::Index, (x, y, width, height));
        Ok(())
    }
}

//! Page 1 as a poster: the headline and the picture of the first story, and at the foot
//! what else the issue has.
//!
//! On a label the headline stands under the name of the bulletin, and the picture runs
//! from edge to edge below; on a sheet the picture is as wide as the text and the headline
//! stands below it; where the index has a column of its own, white is left at the foot.

use super::Target;
use super::assemble::{Binder, figure_location, push_child};
use super::cards;
use super::content::Setter;
use super::draw::line;
use super::figure::{Picture, Plate};
use super::headline::{Headline, Manner, TIGHTEST};
use super::masthead;
use super::mend::Mender;
use super::phrase::Phrase;
use super::picture::POOR_PPI;
use super::rows::{self, Items, push};
use super::story::StorySet;
use super::style::Styles;
use crate::block::BlockKind;
use crate::error::PressError;
use crate::look::PosterLook;
use crate::plan::{Grid, Item, Part, Poster};
use crate::sheets::{self, BLEED_MM};
use document::{Edition, Lang, Mm, Pt};
use std::sync::Arc;
use typst::foundations::{Content, IntoValue, NativeElement};
use typst::layout::{Abs, Frame, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::utils::hash128;

/// Fewest and most entries at the foot; a wide page and a sheet have one more.
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
const ABOVE_PAGE: f64 = 0.45;
/// From the caption to a headline below it, and where white is planned.
const ABOVE_HEAD: [f64; 2] = [0.5, 1.4];
/// From a headline to what opens the story, in lines.
const GIST: f64 = 0.55;
/// From that line to the end of the label: its margin, and what the picture keeps away.
const FOOT: f64 = 1.95;
/// How far the picture reaches up behind the label, in lines.
const BEHIND: f64 = 2.0;
/// What the words keep away from the frame of the label, in points.
const SIDE: f64 = 12.0;
/// From the top of an entry to its rule, and to its title, in lines.
const ENTRY: (f64, f64) = (1.1, 1.25);
/// Leading of titles in em: so much that stacked marks never ask for more.
const LEADING: f64 = 1.28;
/// How often the titles of the entries are tried in a common size.
const ROUNDS: usize = 4;
/// Most lines of the entries, and of cards: a poster shows a picture.
const MOST_INDEX: [u32; 2] = [7, 12];
/// Leading of what opens a story, in lines.
const SAPO: f64 = 4.0 / 3.0;
/// Most lines of what opens the story, in its own leading.
const MOST_GIST: f64 = 3.0;
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
    let look = styles.look.cover.poster;
    let Some(story) = stories.first().filter(|_| look != PosterLook::None) else {
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
    let listed: Vec<&Arc<StorySet>> = listed(grid, look, stories).collect();
    if listed.len() < ENTRIES.0 {
        return Ok(None);
    }
    let width = column(grid, look, listed.len());
    let size = entry_size(&setter, &listed, width)?;
    let mut index = 0;
    if look == PosterLook::Cards {
        index = grid.lines_of(cards::height(&setter, &listed, (width, size))?);
    } else if grid.aside == 0.0 {
        // A column of its own has room for the entries.
        for story in &listed {
            let height = entry(&setter, story, 1, (width, size))?.height().to_pt();
            index = index.max(grid.lines_of(height));
        }
    }
    let mut high = headline(&setter, story, 1)?.frame.height().to_pt();
    if has_gist(&setter, look, story)? {
        high += cards::opening(&setter, story)?.height().to_pt() + GIST * grid.baseline;
    }
    let (label, head) = match look {
        look if look.is_below() => (
            masthead::masthead(&setter, edition, None)?.lines,
            grid.lines_of(high + (above_head(grid) + ABOVE_PAGE + 1.0) * grid.baseline),
        ),
        _ => (strip(&setter, edition)? + grid.lines_of(label_height(grid, high)), 0),
    };
    let caption = story.plates[figure].words(grid.units);
    let caption = caption.map_or(0, |words| grid.lines_of(words.height().to_pt()));
    let taken = label + caption + head + 1 + index;
    let mut lines = grid.lines.saturating_sub(taken);
    if grid.aside > 0.0 {
        // White is planned at the foot.
        lines = lines.min(most(styles, picture));
    }
    let poster = Poster { story: 0, figure, label, picture: lines, caption, head, index };
    let most = MOST_INDEX[usize::from(look == PosterLook::Cards)];
    let is_fit = index <= most && suits(picture, size_of(styles, lines));
    Ok(is_fit.then_some(poster))
}

/// Lines of a picture that is cropped at its sides as far as that goes.
fn most(styles: &Styles<'_>, picture: &Picture) -> u32 {
    let grid = &styles.measures.grid;
    let (width, _) = size_of(styles, 0);
    let height = width / picture.ratio / CROPS[0];
    ((height + grid.hang + grid.below) / grid.baseline).floor() as u32
}

/// Whether a picture can fill a poster that gives it this size.
fn suits(picture: &Picture, (width, height): (f64, f64)) -> bool {
    if height <= 0.0 {
        return false;
    }
    let crop = width / height / picture.ratio;
    let whole = width.max(height * picture.ratio);
    let printed = Mm::new(whole / 72.0 * 25.4);
    let ppi = printed.map_or(0.0, |printed| picture.photo.size.ppi(printed));
    (CROPS[0]..=CROPS[1]).contains(&crop) && ppi >= POOR_PPI
}

/// Width and height of a picture of so many lines, with what is cut off at the sides and
/// what lies behind the label.
fn size_of(styles: &Styles<'_>, lines: u32) -> (f64, f64) {
    let grid = &styles.measures.grid;
    let height = grid.picture_height(lines);
    match styles.look.cover.poster {
        // Over the outer edge.
        look if look.is_below() && styles.look.bleed => {
            (grid.width + bleed() - grid.left(0, 0), height)
        }
        look if look.is_below() => (grid.span(grid.units), height),
        _ => (grid.width + 2.0 * bleed(), height + BEHIND * grid.baseline),
    }
}

/// From the caption to a headline below it, in lines.
fn above_head(grid: &Grid) -> f64 {
    ABOVE_HEAD[usize::from(grid.aside > 0.0)]
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
    look: PosterLook,
    stories: &'s [Arc<StorySet>],
) -> impl Iterator<Item = &'s Arc<StorySet>> {
    let wide = look == PosterLook::Sheet || grid.width / 72.0 * 25.4 > WIDE_MM;
    let more = wide && look != PosterLook::Cards;
    let others = stories.iter().skip(1).filter(|story| !story.title.is_empty());
    others.take(ENTRIES.1 + usize::from(more))
}

/// Width of an entry among so many.
fn column(grid: &Grid, look: PosterLook, count: usize) -> f64 {
    let gap = if look == PosterLook::Cards { 1.0 } else { 1.5 };
    let gaps = (count.max(1) - 1) as f64 * grid.gutter * gap;
    (grid.span(grid.units) - gaps) / count.max(1) as f64
}

/// "Page 2", as words that lead there.
pub(super) fn to_page(lang: Lang, page: usize) -> String {
    match lang {
        Lang::Vi => format!("Trang {}", page + 1),
        Lang::En => format!("Page {}", page + 1),
    }
}

/// Whether what opens the story stands below its headline.
fn has_gist(
    setter: &Setter<'_, '_>,
    look: PosterLook,
    story: &StorySet,
) -> Result<bool, PressError> {
    if look != PosterLook::Cards || story.opening.frames.is_empty() {
        return Ok(false);
    }
    let high = cards::opening(setter, story)?.height().to_pt();
    Ok(high <= MOST_GIST * setter.styles.measures.grid.baseline * SAPO)
}

/// The headline of the first story. It is read as a heading where the story
/// stands.
fn headline(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
) -> Result<Headline, PressError> {
    let styles = setter.styles;
    let grid = &styles.measures.grid;
    let alt = format!("{}, {}", story.title, to_page(setter.lang, page).to_lowercase());
    let size = |name| styles.measures.size(name);
    // Below the picture a headline of two lines leaves it its room.
    let (size, side, leading, most) = match styles.look.cover.poster {
        look if look.is_below() => {
            (size("cover"), 0.0, TIGHTEST, if grid.aside > 0.0 { 3 } else { 2 })
        }
        _ => ((size("head") + size("lead_head")) / 2.0, SIDE, LEADING, 3),
    };
    let manner = Manner {
        style: "poster-head",
        size,
        weight: Some(styles.look.head.name()),
        level: None,
        centred: styles.look.cover.poster == PosterLook::Label,
        most,
        leading,
        link: (styles.target == Target::Screen).then_some((story.place(), alt.as_str())),
    };
    let width = grid.span(grid.units) - 2.0 * side;
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

/// The size at which the titles of all entries are alike: that of the longest one.
fn entry_size(
    setter: &Setter<'_, '_>,
    stories: &[&Arc<StorySet>],
    width: f64,
) -> Result<f64, PressError> {
    let mut size = setter.styles.measures.size("brief_head");
    let width = match setter.styles.look.cover.poster {
        PosterLook::Cards => cards::inner(width),
        _ => width,
    };
    // A smaller size may break a title elsewhere, and make it smaller still.
    for _ in 0..ROUNDS {
        let before = size;
        for story in stories {
            size = title(setter, story, 1, (width, size))?.size;
        }
        if size == before {
            break;
        }
    }
    Ok(size)
}

/// The title of an entry.
pub(super) fn title(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    (width, size): (f64, f64),
) -> Result<Headline, PressError> {
    let styles = setter.styles;
    let alt = format!("{}, {}", story.title, to_page(setter.lang, page).to_lowercase());
    let manner = Manner {
        style: "poster-title",
        size,
        weight: Some(styles.look.brief.name()),
        level: None,
        centred: false,
        most: 3,
        leading: LEADING,
        link: (styles.target == Target::Screen).then_some((story.place(), alt.as_str())),
    };
    let title = Phrase::plain(setter, &story.title);
    let key = hash128(&("poster title", story.key));
    setter.headline(&title, manner, width, key)
}

/// An entry at the foot: section and page on a rule, the title below.
fn entry(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    (width, size): (f64, f64),
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
    let title = title(setter, story, page, (width, size))?.frame;
    let top = ENTRY.1 * grid.baseline;
    place(&title, 0.0, top);
    let mut frame = rows::frame(items, width, top + title.height().to_pt());
    let colour = styles.colour("accent");
    let thick = styles.look.index.hair.max(0.6);
    line(&mut frame, (0.0, ENTRY.0 * grid.baseline), (width, 0.0), colour, thick);
    Ok(frame)
}

/// Whether these are the items of a poster.
pub(super) fn is_on(items: &[Item]) -> bool {
    items.iter().any(|item| matches!(item.part, Part::Poster { .. }))
}

/// Lines of the picture of a poster.
pub(super) fn lines(items: &[Item]) -> u32 {
    let of = |item: &Item| match item.part {
        Part::Poster { picture, .. } => Some(picture),
        _ => None,
    };
    items.iter().find_map(of).unwrap_or(0)
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

    /// The headline of a poster, on its label or below the picture.
    pub(super) fn poster_words(
        &mut self,
        frame: &mut Frame,
        items: &[Item],
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        for item in items {
            let Part::Poster { story, figure, picture } = item.part else { continue };
            let page = begins[story].unwrap_or(1);
            let story = Arc::clone(&self.stories[story]);
            let grid = self.grid;
            let y = match self.setter.styles.look.cover.poster {
                look if look.is_below() => {
                    let words = story.plates[figure].words(grid.units);
                    let words = words.map_or(0.0, |words| words.height().to_pt());
                    let line = item.line + picture + grid.lines_of(words);
                    grid.y(line) + above_head(&grid) * grid.baseline
                }
                _ => self.rule_on_label(frame)?,
            };
            self.poster_head(frame, &story, page, y)?;
        }
        Ok(())
    }

    /// Draws the short rule on a label; gives the top of the headline below it.
    fn rule_on_label(&self, frame: &mut Frame) -> Result<f64, PressError> {
        let (grid, setter) = (self.grid, self.setter);
        let y = grid.y(strip(setter, self.edition)?) + RULE * grid.baseline;
        let long = RULE_SIZE.0 / 25.4 * 72.0;
        let from = grid.left(0, 0) + (grid.span(grid.units) - long) / 2.0;
        let colour = self.colour(&setter.styles.look.cover.band);
        line(frame, (from, y), (long, 0.0), colour, RULE_SIZE.1);
        Ok(y + BELOW_RULE * grid.baseline)
    }

    fn poster_head(
        &mut self,
        frame: &mut Frame,
        story: &StorySet,
        page: usize,
        y: f64,
    ) -> Result<(), PressError> {
        let (grid, setter) = (self.grid, self.setter);
        let (left, width) = (grid.left(0, 0), grid.span(grid.units));
        let Headline { frame: head, size, .. } = headline(setter, story, page)?;
        let (wide, high) = (head.width().to_pt(), head.height().to_pt());
        let x = left + (width - wide) / 2.0;
        push(frame, Point::new(Abs::pt(x), Abs::pt(y)), &head);
        self.spot(0, story, sheets::Part::Title, (left, y, width, high));
        let look = setter.styles.look.cover.poster;
        let mut foot = y + high;
        if has_gist(setter, look, story)? {
            let top = foot + GIST * grid.baseline;
            foot = top + self.poster_gist(frame, story, (left, top))?;
            self.spot(0, story, sheets::Part::Lead, (left, top, width, foot - top));
        }
        let below = foot + ABOVE_PAGE * grid.baseline;
        let text = to_page(setter.lang, page);
        let number = words(setter, "poster-page", (&text, story), width)?;
        push(frame, Point::new(Abs::pt(left), Abs::pt(below)), &number);
        // On a label it belongs to the masthead.
        if look.is_below() {
            let top = y - above_head(&grid) * grid.baseline;
            let lines = grid.lines_of(below + grid.baseline - top);
            let rect = (left, top, width, f64::from(lines) * grid.baseline);
            self.block(0, None, BlockKind::Head { size: Pt(size), light: false }, rect);
        }
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
        let look = self.setter.styles.look.cover.poster;
        let (width, height) = size_of(self.setter.styles, lines);
        let left = grid.left(0, 0);
        // Where the picture begins, how much of it lies behind the label, and how far its
        // edges are from those of the text.
        let (over, behind, side, style) = match look {
            look if look.is_below() => (grid.y(from) + grid.hang, 0.0, 0.0, "cropped"),
            _ => {
                let behind = BEHIND * grid.baseline;
                (top(&grid, from), behind, left + bleed(), "poster-picture")
            }
        };
        let top = over + behind;
        // The words stand at the edge of the text, the picture beyond the page's.
        let beyond = width - side - grid.span(grid.units);
        let caption = caption.as_ref().map(|words| self.inset(words, (side, beyond)));
        let caption = caption.transpose()?;
        let shown =
            self.picture((0, story, picture), (width, height), caption.as_ref(), style)?;
        let Some(shown) = shown else { return Ok(()) };
        push(frame, Point::new(Abs::pt(left - side), Abs::pt(over)), &shown);
        let kind = BlockKind::Picture { ratio: picture.ratio, shown: width / height };
        let height = height - behind;
        // What is cut off is not there.
        let x = (left - side).max(0.0);
        let wide = (left - side + width).min(grid.width) - x;
        self.block(0, None, kind, (x, top, wide, height));
        let part = sheets::Part::Figure { block: *block };
        let mut foot = top + height;
        if let Some(words) = plate.words(grid.units) {
            let high = f64::from(grid.lines_of(words.height().to_pt())) * grid.baseline;
            let y = grid.y(from + lines);
            let rect = (left, y, grid.span(grid.units), high);
            self.block(0, None, BlockKind::Caption, rect);
            foot = y + high;
        }
        self.spot(0, story, part, (x, top, wide, foot - top));
        Ok(())
    }

    /// Words as far from the edges of their picture as these are from those of the text.
    fn inset(
        &self,
        words: &Content,
        (left, right): (f64, f64),
    ) -> Result<Content, PressError> {
        let [left, right] = [left, right].map(|side| Abs::pt(side).into_value());
        let words = words.clone().into_value();
        self.setter.styles.call("poster-caption", [words, left, right])
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
        let look = self.setter.styles.look.cover.poster;
        let mut found: Vec<(usize, &Arc<StorySet>)> = listed(&grid, look, stories)
            .filter_map(|story| Some((page(story)?, story)))
            .collect();
        found.sort_by_key(|(page, _)| *page);
        let column = column(&grid, look, found.len());
        let all: Vec<&Arc<StorySet>> = found.iter().map(|(_, story)| *story).collect();
        let size = entry_size(self.setter, &all, column)?;
        self.block(0, None, BlockKind::Index, (x, y, width, height));
        if look == PosterLook::Cards {
            return self.cards(frame, &found, (x, y, height), (column, size));
        }
        for (at, (page, story)) in found.into_iter().enumerate() {
            let entry = entry(self.setter, story, page, (column, size))?;
            let left = x + at as f64 * (column + grid.gutter * 1.5);
            push(frame, Point::new(Abs::pt(left), Abs::pt(y)), &entry);
        }
        Ok(())
    }
}

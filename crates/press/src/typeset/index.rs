//! "In this issue": what begins on other pages, with the pages' numbers.

use super::Target;
use super::content::Setter;
use super::headline::Manner;
use super::phrase::Phrase;
use super::rows::{self, Items};
use super::story::StorySet;
use super::style::Styles;
use crate::error::PressError;
use document::Lang;
use ecow::EcoString;
use std::sync::Arc;
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::{DashPattern, FixedStroke, Geometry, LineCap};

/// Room for the number of a page, right of the title, in points.
const NUMBER: f64 = 24.0;

/// Lines that an entry gets at most when there is more room than the list needs.
const LOOSEST: f64 = 1.0;

/// How much larger the entries are set that leave room in a card.
const LARGER: [f64; 3] = [1.3, 1.2, 1.1];

/// Leading in em: so much that stacked marks never ask for more, and all entries are alike.
const LEADING: f64 = 1.28;

/// From the top of an entry to its hairline, and from there to its words, in lines.
const ABOVE: f64 = 0.55;
const BELOW: f64 = 0.35;

/// Height of the least entry there can be, in sizes of its type: one line, made as small
/// as a headline is ever made.
const SHORTEST: f64 = 0.6 * 1.18;

/// One line of the list, with the hairline above it.
struct Entry {
    items: Items,
    height: f64,
}

/// Lists as many stories as there is room for in so many columns of this width and so
/// many lines, in the order of their pages. Nothing at all when not one fits.
pub(crate) fn index(
    setter: &Setter<'_, '_>,
    stories: &[Arc<StorySet>],
    begins: &[Option<usize>],
    (column, columns, lines): (f64, u32, u32),
) -> Result<Items, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let room = (f64::from(lines) - 1.0) * grid.baseline;
    let mut listed: Vec<(usize, &StorySet)> = stories
        .iter()
        .zip(begins)
        .filter_map(|(story, page)| Some(((*page)?, story.as_ref())))
        .filter(|(page, story)| *page > 0 && !story.title.is_empty())
        .collect();
    listed.sort_by_key(|(page, _)| *page);
    let shortest =
        (ABOVE + BELOW) * grid.baseline + styles.measures.size("brief_head") * SHORTEST;
    let mut entries: Vec<Entry> = Vec::new();
    let mut chosen: Vec<(usize, &StorySet)> = Vec::new();
    let mut starts = Vec::new();
    for (page, story) in listed {
        // Not even one line has room: a long issue has more stories than are listed.
        let heights = entries.iter().map(|entry| entry.height);
        if spread(heights.chain([shortest]), columns, room).is_none() {
            break;
        }
        entries.push(entry(setter, story, page, (column, 1.0))?);
        match spread(entries.iter().map(|entry| entry.height), columns, room) {
            Some(found) => {
                starts = found;
                chosen.push((page, story));
            }
            // A shorter title may have room yet.
            None => {
                entries.pop();
            }
        }
    }
    if entries.is_empty() {
        return Ok(Items::new());
    }
    // A card has an edge, so what is left in it looks like a hole.
    for scale in LARGER.into_iter().filter(|_| styles.look.index.card) {
        let larger = chosen
            .iter()
            .map(|(page, story)| entry(setter, story, *page, (column, scale)));
        let larger = larger.collect::<Result<Vec<_>, _>>()?;
        let found = spread(larger.iter().map(|entry| entry.height), columns, room);
        if let Some(found) = found {
            (entries, starts) = (larger, found);
            break;
        }
    }
    let title = match setter.lang {
        Lang::Vi => "Trong số này",
        Lang::En => "In this issue",
    };
    let title = ParElem::new(setter.words(title)).pack().into_value();
    let content = styles.call("index-title", [title, setter.lang()])?;
    let frame = styles.lay(&content, column, hash128("index title"))?;
    let mut items = rows::flatten(&frame);
    let extra = looseness(&entries, &starts, room).min(grid.baseline * LOOSEST);
    let (mut x, mut y) = (0.0, grid.baseline);
    for (number, entry) in entries.into_iter().enumerate() {
        if starts.contains(&number) {
            (x, y) = (x + column + grid.gutter, grid.baseline);
        }
        let to = Point::new(Abs::pt(x), Abs::pt(y));
        items.extend(entry.items.into_iter().map(|(at, item)| (at + to, item)));
        y += entry.height + extra;
    }
    Ok(items)
}

/// What every entry gets of the room that is left over in the highest column.
fn looseness(entries: &[Entry], starts: &[usize], room: f64) -> f64 {
    let ends = starts.iter().copied().chain([entries.len()]);
    let begins = std::iter::once(0).chain(starts.iter().copied());
    let extra = |(from, to): (usize, usize)| {
        let column = &entries[from..to];
        let used: f64 = column.iter().map(|entry| entry.height).sum();
        (room - used) / column.len().max(1) as f64
    };
    begins.zip(ends).map(extra).fold(f64::MAX, f64::min).max(0.0)
}

/// Where columns after the first begin, so that they are as level as can be; nothing
/// when the entries need more than there is.
fn spread(
    heights: impl Iterator<Item = f64> + Clone,
    columns: u32,
    room: f64,
) -> Option<Vec<usize>> {
    let total: f64 = heights.clone().sum();
    let mut limit = total / f64::from(columns);
    loop {
        let mut starts = Vec::new();
        let (mut y, mut highest) = (0.0, 0.0_f64);
        for (number, height) in heights.clone().enumerate() {
            if y > 0.0 && y + height > limit + 0.01 {
                starts.push(number);
                y = 0.0;
            }
            y += height;
            highest = highest.max(y);
        }
        if starts.len() < columns as usize {
            return (highest <= room + 0.01).then_some(starts);
        }
        limit += 1.0;
    }
}

/// Dots from the end of a title of one line to the number of its page.
fn leader(styles: &Styles<'_>, title: &Frame, width: f64) -> Option<(Point, FrameItem)> {
    let words = rows::flatten(title);
    let mut runs = words.iter().filter_map(|(at, item)| match item {
        FrameItem::Text(run) => Some((at.y.to_pt(), (at.x + run.width()).to_pt())),
        _ => None,
    });
    let (y, mut right) = runs.next()?;
    for (other, end) in runs {
        if (other - y).abs() > 1.0 {
            return None;
        }
        right = right.max(end);
    }
    let (from, to) = (right + 5.0, width - NUMBER * 0.6);
    let stroke = FixedStroke {
        paint: styles.colour("hair"),
        thickness: Abs::pt(0.9),
        cap: LineCap::Round,
        dash: Some(DashPattern {
            array: vec![Abs::zero(), Abs::pt(4.0)],
            phase: Abs::zero(),
        }),
        ..FixedStroke::default()
    };
    let line = Geometry::Line(Point::with_x(Abs::pt(to - from))).stroked(stroke);
    let at = Point::new(Abs::pt(from), Abs::pt(y - 0.5));
    (to - from > 8.0).then(|| (at, FrameItem::Shape(line, Span::detached())))
}

fn entry(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    (width, scale): (f64, f64),
) -> Result<Entry, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let links = styles.target == Target::Screen;
    let alt = match setter.lang {
        Lang::Vi => format!("{}, trang {}", story.title, page + 1),
        Lang::En => format!("{}, page {}", story.title, page + 1),
    };
    let manner = Manner {
        style: "head",
        size: styles.measures.size("brief_head") * scale,
        weight: Some(styles.look.brief.name()),
        level: None,
        centred: false,
        most: 4,
        leading: LEADING,
        link: links.then_some((story.place(), alt.as_str())),
    };
    let key = hash128(&("index", story.key));
    let title = Phrase::plain(setter, &story.title);
    let title = setter.headline(&title, manner, width - NUMBER, key)?.frame;
    let above = grid.baseline * ABOVE;
    let mut items = Items::new();
    if styles.look.index.hair > 0.0 {
        let thickness = Abs::pt(styles.look.index.hair);
        let hair = FixedStroke::from_pair(styles.colour("hair"), thickness);
        let line = Geometry::Line(Point::with_x(Abs::pt(width))).stroked(hair);
        let at = Point::with_y(Abs::pt(above));
        items.push((at, FrameItem::Shape(line, Span::detached())));
    }
    let down = Point::with_y(Abs::pt(above + grid.baseline * BELOW));
    let mut words = setter.words(&(page + 1).to_string());
    if links {
        let alt = Some(EcoString::from(alt.as_str()));
        words = DirectLinkElem::new(story.place(), words, alt).pack();
    }
    let words = ParElem::new(words).pack().into_value();
    let content = styles.call("index-number", [words, setter.lang()])?;
    let number = styles.lay(&content, width, hash128(&("index number", story.key)))?;
    if styles.look.index.leaders {
        items.extend(leader(styles, &title, width).map(|(at, dots)| (at + down, dots)));
    }
    for frame in [&title, &number] {
        items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + down, i)));
    }
    Ok(Entry { items, height: down.y.to_pt() + title.height().to_pt() })
}

//! "In this issue": what begins on other pages, with the pages' numbers.

use super::Target;
use super::content::Setter;
use super::headline::Manner;
use super::phrase::Phrase;
use super::rows::{self, Items};
use super::story::StorySet;
use crate::error::PressError;
use document::Lang;
use ecow::EcoString;
use std::sync::Arc;
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::{Abs, FrameItem, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry};

/// Room for the number of a page, right of the title, in points.
const NUMBER: f64 = 24.0;

/// Lines that an entry gets at most when there is more room than the list needs.
const LOOSEST: f64 = 1.0;

/// One line of the list, with the hairline above it.
struct Entry {
    items: Items,
    height: f64,
}

/// Lists as many stories as there is room for over so many units and lines, in the order
/// of their pages. Nothing at all when not one fits.
pub(crate) fn index(
    setter: &Setter<'_, '_>,
    stories: &[Arc<StorySet>],
    begins: &[Option<usize>],
    (units, lines): (u32, u32),
) -> Result<Items, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let columns = grid.abreast(units);
    let gaps = f64::from(columns - 1) * grid.gutter;
    let column = (grid.span(units) - gaps) / f64::from(columns);
    let room = (f64::from(lines) - 1.0) * grid.baseline;
    let mut listed: Vec<(usize, &StorySet)> = stories
        .iter()
        .zip(begins)
        .filter_map(|(story, page)| Some(((*page)?, story.as_ref())))
        .filter(|(page, story)| *page > 0 && !story.title.is_empty())
        .collect();
    listed.sort_by_key(|(page, _)| *page);
    let mut entries = Vec::new();
    let mut starts = Vec::new();
    for (page, story) in listed {
        entries.push(entry(setter, story, page, column)?);
        match spread(&entries, columns, room) {
            Some(found) => starts = found,
            None => {
                entries.pop();
                break;
            }
        }
    }
    if entries.is_empty() {
        return Ok(Items::new());
    }
    let title = match setter.lang {
        Lang::Vi => "Trong số này",
        Lang::En => "In this issue",
    };
    let title = ParElem::new(setter.words(title)).pack().into_value();
    let content = styles.call("index-title", [title, setter.lang()])?;
    let frame = styles.lay(&content, grid.span(units), hash128("index title"))?;
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
fn spread(entries: &[Entry], columns: u32, room: f64) -> Option<Vec<usize>> {
    let total: f64 = entries.iter().map(|entry| entry.height).sum();
    let mut limit = total / f64::from(columns);
    loop {
        let mut starts = Vec::new();
        let (mut y, mut highest) = (0.0, 0.0_f64);
        for (number, entry) in entries.iter().enumerate() {
            if y > 0.0 && y + entry.height > limit + 0.01 {
                starts.push(number);
                y = 0.0;
            }
            y += entry.height;
            highest = highest.max(y);
        }
        if starts.len() < columns as usize {
            return (highest <= room + 0.01).then_some(starts);
        }
        limit += 1.0;
    }
}

fn entry(
    setter: &Setter<'_, '_>,
    story: &StorySet,
    page: usize,
    width: f64,
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
        size: styles.measures.size("brief_head"),
        weight: Some("semibold"),
        level: None,
        most: 4,
        link: links.then_some((story.place(), alt.as_str())),
    };
    let key = hash128(&("index", story.key));
    let title = Phrase::plain(setter, &story.title);
    let title = setter.headline(&title, manner, width - NUMBER, key)?.frame;
    let above = grid.baseline * 0.55;
    let hair = FixedStroke::from_pair(styles.colour("hair"), Abs::pt(0.35));
    let line = Geometry::Line(Point::with_x(Abs::pt(width))).stroked(hair);
    let mut items: Items =
        vec![(Point::with_y(Abs::pt(above)), FrameItem::Shape(line, Span::detached()))];
    let down = Point::with_y(Abs::pt(above + grid.baseline * 0.35));
    let mut words = setter.words(&(page + 1).to_string());
    if links {
        let alt = Some(EcoString::from(alt.as_str()));
        words = DirectLinkElem::new(story.place(), words, alt).pack();
    }
    let words = ParElem::new(words).pack().into_value();
    let content = styles.call("index-number", [words, setter.lang()])?;
    let number = styles.lay(&content, width, hash128(&("index number", story.key)))?;
    for frame in [&title, &number] {
        items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + down, i)));
    }
    Ok(Entry { items, height: down.y.to_pt() + title.height().to_pt() })
}

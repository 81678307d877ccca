//! Frames cut into rows: one line of text each.

use super::content::JOINER;
use std::num::NonZeroUsize;
use typst::foundations::{Content, NativeElement, Smart};
use typst::introspection::{Location, Tag, TagFlags};
use typst::layout::{Abs, Frame, FrameItem, PlaceElem, Point, Size, Transform};
use typst::model::HeadingElem;
use typst::text::{TextElem, TextItem};

/// The items of a row, placed from its top left corner.
pub(crate) type Items = Vec<(Point, FrameItem)>;

/// A stretch of a frame that cannot be cut further.
pub(crate) struct Slice {
    /// Height in lines.
    pub(crate) lines: u32,
    /// What stands in it.
    pub(crate) items: Items,
}

/// Every item of a frame in order, plain groups opened.
pub(crate) fn flatten(frame: &Frame) -> Items {
    let mut items = Vec::new();
    open(frame, Point::zero(), &mut items);
    items
}

fn open(frame: &Frame, origin: Point, items: &mut Items) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group)
                if group.clip.is_none()
                    && group.parent.is_none()
                    && group.label.is_none()
                    && group.transform == Transform::identity() =>
            {
                open(&group.frame, at, items);
            }
            FrameItem::Text(run) => items.push((at, FrameItem::Text(unjoined(run)))),
            other => items.push((at, other.clone())),
        }
    }
}

/// The run without the joiners that kept words on one line; they have no glyphs.
fn unjoined(run: &TextItem) -> TextItem {
    let mut run = run.clone();
    if run.text.contains(JOINER) {
        let text = std::mem::take(&mut run.text);
        let before = |at: u16| {
            let joiners = text[..usize::from(at)].matches(JOINER).count();
            at - (joiners * JOINER.len_utf8()) as u16
        };
        for glyph in &mut run.glyphs {
            glyph.range = before(glyph.range.start)..before(glyph.range.end);
        }
        run.text = text.chars().filter(|c| *c != JOINER).collect();
    }
    run
}

/// Cuts a frame that is set on lines of this height. What reads from one line to the
/// next and back, as table cells do, stays in one slice.
pub(crate) fn slice(frame: &Frame, line: f64) -> Vec<Slice> {
    let count = ((frame.height().to_pt() / line - 0.01).ceil().max(1.0)) as usize;
    let items = flatten(frame);
    let row_of = |at: Point| {
        ((at.y.to_pt() / line + 0.01).floor().max(0.0) as usize).min(count - 1)
    };
    // Rows that are read back and forth, such as cells of several lines, are one.
    let mut joined = vec![false; count];
    let mut current = 0;
    for (at, _) in items.iter().filter(|(_, item)| is_read(item)) {
        let row = row_of(*at);
        if row < current {
            joined[row + 1..=current].fill(true);
        }
        current = row;
    }
    let mut tops = Vec::new();
    let mut cluster_of = Vec::with_capacity(count);
    for (row, joined) in joined.into_iter().enumerate() {
        if !joined {
            tops.push(row);
        }
        cluster_of.push(tops.len() - 1);
    }
    let mut slices: Vec<Slice> = (0..tops.len())
        .map(|index| {
            let below = tops.get(index + 1).copied().unwrap_or(count);
            Slice { lines: (below - tops[index]) as u32, items: Vec::new() }
        })
        .collect();
    let up = |cluster: usize| Point::with_y(Abs::pt(-(tops[cluster] as f64) * line));
    let mut tags: Items = Vec::new();
    let mut current = 0;
    for (at, item) in items {
        if let FrameItem::Tag(tag) = &item {
            // An element begins where its first visible part is and ends at the last.
            if matches!(tag, Tag::Start(..)) || !tags.is_empty() {
                tags.push((Point::zero(), item));
            } else {
                slices[current].items.push((Point::zero(), item));
            }
            continue;
        }
        let cluster = cluster_of[row_of(at)];
        let place = at + up(cluster);
        if is_read(&item) {
            current = cluster;
            slices[cluster].items.append(&mut tags);
        }
        slices[cluster].items.push((place, item));
    }
    slices[current].items.append(&mut tags);
    slices
}

/// The words that stand in these items, as [`vntext::words`] counts them.
pub(crate) fn words(items: &Items) -> u32 {
    let mut text = String::new();
    let mut end: Option<(f64, f64)> = None;
    for (at, item) in items {
        let FrameItem::Text(run) = item else { continue };
        let (x, y, size) = (at.x.to_pt(), at.y.to_pt(), run.size.to_pt());
        // Runs that touch are one word, be it half bold or with a raised number.
        let touches = end.is_some_and(|(right, baseline)| {
            (x - right).abs() < size * 0.1 && (y - baseline).abs() < size * 0.6
        });
        if !touches {
            text.push(' ');
        }
        text.push_str(&run.text);
        end = Some((x + run.width().to_pt(), y));
    }
    vntext::words(&text) as u32
}

/// Where the lines of type stand, in points: baseline, left and right end.
pub(crate) fn extents(items: &Items) -> Vec<(f64, f64, f64)> {
    let mut lines: Vec<(f64, f64, f64)> = Vec::new();
    for (at, item) in items {
        let FrameItem::Text(run) = item else { continue };
        let (y, left) = (at.y.to_pt(), at.x.to_pt());
        let right = left + run.width().to_pt();
        match lines.iter_mut().find(|line| same(line.0, y)) {
            Some(line) => *line = (y, line.1.min(left), line.2.max(right)),
            None => lines.push((y, left, right)),
        }
    }
    lines
}

/// Whether two baselines are one.
pub(crate) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1.0
}

/// Rules and tints stand where they stand; all else has its turn in reading.
fn is_read(item: &FrameItem) -> bool {
    !matches!(item, FrameItem::Tag(_) | FrameItem::Shape(..) | FrameItem::Link(..))
}

/// A frame of this size around items.
pub(crate) fn frame(items: Items, width: f64, height: f64) -> Frame {
    let mut frame = Frame::soft(Size::new(Abs::pt(width), Abs::pt(height)));
    frame.push_multiple(items);
    frame
}

/// Adds the items of a part, placed at `at`.
pub(crate) fn push(frame: &mut Frame, at: Point, part: &Frame) {
    let items = flatten(part).into_iter();
    frame.push_multiple(items.map(|(p, item)| (p + at, item)));
}

/// Tags that say where something set elsewhere belongs in reading order.
pub(crate) fn marker(location: Location) -> [FrameItem; 2] {
    let mut place = PlaceElem::new(Content::empty()).with_float(true).pack();
    place.set_location(location);
    let flags = TagFlags { introspectable: false, tagged: true };
    [
        FrameItem::Tag(Tag::Start(place, flags)),
        FrameItem::Tag(Tag::End(location, location.hash(), flags)),
    ]
}

/// Tags of a place that links lead to; they read as nothing.
pub(crate) fn anchor(location: Location) -> [FrameItem; 2] {
    let mut place = PlaceElem::new(Content::empty()).with_float(true).pack();
    place.set_location(location);
    let flags = TagFlags { introspectable: true, tagged: false };
    [
        FrameItem::Tag(Tag::Start(place, flags)),
        FrameItem::Tag(Tag::End(location, location.hash(), flags)),
    ]
}

/// Tags that enter a place in the file's outline; they read as nothing.
pub(crate) fn outlined(location: Location, name: &str) -> Vec<FrameItem> {
    if name.is_empty() {
        return Vec::new();
    }
    let mut heading = HeadingElem::new(TextElem::packed(name))
        .with_level(Smart::Custom(NonZeroUsize::MIN))
        .with_bookmarked(Smart::Custom(true))
        .pack();
    heading.set_location(location);
    let flags = TagFlags { introspectable: true, tagged: false };
    vec![
        FrameItem::Tag(Tag::Start(heading, flags)),
        FrameItem::Tag(Tag::End(location, location.hash(), flags)),
    ]
}

//! Frames cut into rows: one line of text each.

use super::content::JOINER;
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;

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
    let mut rows: Vec<Items> = vec![Vec::new(); count];
    let mut joined = vec![false; count];
    let mut tags: Items = Vec::new();
    let mut current = 0;
    for (at, item) in flatten(frame) {
        if let FrameItem::Tag(tag) = &item {
            // An element begins where its first visible part is and ends at the last.
            if matches!(tag, Tag::Start(..)) || !tags.is_empty() {
                tags.push((at, item));
            } else {
                rows[current].push((at, item));
            }
            continue;
        }
        let row = ((at.y.to_pt() / line + 0.01).floor().max(0.0) as usize).min(count - 1);
        if row < current {
            joined[row + 1..=current].fill(true);
        }
        current = row;
        rows[row].append(&mut tags);
        rows[row].push((at, item));
    }
    rows[current].append(&mut tags);
    let mut slices: Vec<Slice> = Vec::new();
    let mut top = 0.0;
    for (index, (items, joined)) in rows.into_iter().zip(joined).enumerate() {
        match slices.last_mut().filter(|_| joined) {
            Some(above) => {
                above.lines += 1;
                above.items.extend(moved(items, -top));
            }
            None => {
                top = index as f64 * line;
                slices.push(Slice { lines: 1, items: moved(items, -top).collect() });
            }
        }
    }
    slices
}

fn moved(items: Items, down: f64) -> impl Iterator<Item = (Point, FrameItem)> {
    items.into_iter().map(move |(at, item)| (at + Point::with_y(Abs::pt(down)), item))
}

/// A frame of this size around items.
pub(crate) fn frame(items: Items, width: f64, height: f64) -> Frame {
    let mut frame = Frame::soft(Size::new(Abs::pt(width), Abs::pt(height)));
    frame.push_multiple(items);
    frame
}

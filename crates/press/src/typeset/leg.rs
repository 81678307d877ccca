//! Legs of text at their places, and the markers of what belongs between their lines.

use super::assemble::{Binder, figure_location};
use super::flow::{Row, RowPart};
use super::rows::marker;
use super::story::StorySet;
use crate::block::BlockKind;
use crate::error::PressError;
use crate::plan::{Item, Part, Piece, Plan};
use crate::sheets;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use typst::layout::{Abs, Frame, Point};
use typst::utils::hash128;

/// Where a story's markers stand so far.
pub(super) struct Marks {
    pub(super) begun: bool,
    /// Figures whose marker is still to come, by the row they belong before.
    waiting: Vec<(usize, usize)>,
}

impl Marks {
    /// `measure` is the one the story's text stands in.
    pub(super) fn new(story: &StorySet, measure: u32) -> Self {
        let anchors = story.shape.text.get(&measure);
        let anchors = anchors.map(|text| text.anchors.as_slice()).unwrap_or_default();
        let mut waiting: Vec<(usize, usize)> = anchors.iter().copied().zip(0..).collect();
        waiting.sort_unstable();
        waiting.reverse();
        Self { begun: false, waiting }
    }
}

/// The measure of each story that has legs.
pub(super) fn measures(plan: &Plan) -> BTreeMap<usize, u32> {
    let legs = plan.pages.iter().flatten().filter_map(|item| match item.part {
        Part::Leg { measure, .. } => Some((item.story?, measure)),
        _ => None,
    });
    legs.collect()
}

impl Binder<'_, '_> {
    /// Sets a leg; its figures become children of their own.
    pub(super) fn leg(
        &mut self,
        own: &mut Frame,
        figures: &mut Vec<(usize, Frame)>,
        page: usize,
        index: usize,
        item: &Item,
    ) -> Result<(), PressError> {
        let Part::Leg { measure, pieces } = &item.part else { return Ok(()) };
        let story = Arc::clone(&self.stories[index]);
        let (grid, measure) = (self.grid, *measure);
        let x = grid.left(page, item.unit);
        let mut y = grid.y(item.line);
        let width = grid.span(measure);
        let height = f64::from(item.lines) * grid.baseline;
        self.block(page, Some(&story), BlockKind::Leg, (x, y, width, height));
        let mut text = false;
        for piece in pieces {
            match piece {
                Piece::Rows { from, to } => {
                    self.rows(own, (page, index), (x, y), measure, *from..*to);
                    let rows = story.rows(measure, *from..*to);
                    let lines: u32 = rows.iter().map(|row| row.shape.lines).sum();
                    y += f64::from(lines) * grid.baseline;
                    text = true;
                }
                Piece::Figure { index: figure, picture, lines } => {
                    if text {
                        y += grid.baseline;
                    }
                    let spot = (x, y, measure);
                    let plate = self.plate(page, &story, *figure, spot, *picture)?;
                    figures.push((*figure, plate));
                    y += f64::from(*lines) * grid.baseline;
                    text = false;
                }
            }
        }
        Ok(())
    }

    fn rows(
        &mut self,
        own: &mut Frame,
        (page, index): (usize, usize),
        (x, mut y): (f64, f64),
        measure: u32,
        rows: Range<usize>,
    ) {
        let story = Arc::clone(&self.stories[index]);
        let grid = self.grid;
        let width = grid.span(measure);
        self.tint(own, page, &story, (x, y, measure), rows.clone());
        let mut spot: Option<(RowPart, f64)> = None;
        let set = story.rows(measure, rows.clone());
        for (number, set) in rows.zip(set) {
            self.mark(own, index, number);
            let at = Point::new(Abs::pt(x), Abs::pt(y));
            let items = set.items.iter();
            own.push_multiple(items.map(|(p, item)| (*p + at, item.clone())));
            if spot.is_none_or(|(part, _)| part != set.part) {
                if let Some((part, top)) = spot {
                    self.part(page, &story, part, (x, top, width, y - top));
                }
                spot = Some((set.part, y));
            }
            y += f64::from(set.shape.lines) * grid.baseline;
        }
        if let Some((part, top)) = spot {
            self.part(page, &story, part, (x, top, width, y - top));
        }
    }

    fn part(
        &mut self,
        page: usize,
        story: &StorySet,
        part: RowPart,
        rect: (f64, f64, f64, f64),
    ) {
        self.spot(page, story, part.into(), rect);
        if part == RowPart::Byline {
            self.block(page, Some(story), BlockKind::Byline, rect);
        }
    }

    /// The ground behind the rows of a box that runs with the text.
    fn tint(
        &mut self,
        own: &mut Frame,
        page: usize,
        story: &StorySet,
        (x, mut y, measure): (f64, f64, u32),
        rows: Range<usize>,
    ) {
        let line = self.grid.baseline;
        let width = self.grid.span(measure);
        let mut open: Option<(f64, RowPart)> = None;
        let mut boxes = Vec::new();
        for row in story.rows(measure, rows) {
            match (row.tint, open) {
                (true, None) => open = Some((y, row.part)),
                (false, Some((top, part))) => {
                    boxes.push((top, y, part));
                    open = None;
                }
                _ => {}
            }
            y += f64::from(row.shape.lines) * line;
        }
        boxes.extend(open.map(|(top, part)| (top, y, part)));
        for (top, foot, part) in boxes {
            let block = if let RowPart::Body(block) = part { block } else { 0 };
            let owner = hash128(&(story.article, block));
            let (pad, height) = (line * 0.5, foot - top);
            let rect = (x, top - pad, width, height + 2.0 * pad);
            self.ground(own, (page, owner), rect);
            self.block(page, Some(story), BlockKind::Aside, (x, top, width, height));
        }
    }

    /// Markers of the figures that belong before `row`.
    pub(super) fn mark(&mut self, own: &mut Frame, index: usize, row: usize) {
        let story = &self.stories[index];
        let waiting = &mut self.marks[index].waiting;
        while let Some((anchor, figure)) = waiting.last().copied()
            && (anchor <= row)
        {
            waiting.pop();
            let tags = marker(figure_location(story, figure));
            own.push_multiple(tags.map(|tag| (Point::zero(), tag)));
        }
    }
}

impl StorySet {
    /// Some rows of the text in a measure.
    fn rows(&self, measure: u32, rows: Range<usize>) -> &[Row] {
        self.rows.get(&measure).and_then(|all| all.get(rows)).unwrap_or_default()
    }
}

impl From<RowPart> for sheets::Part {
    fn from(part: RowPart) -> Self {
        match part {
            RowPart::Body(block) => Self::Body { block },
            RowPart::Byline => Self::Byline,
        }
    }
}

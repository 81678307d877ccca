//! What stands apart from the text: pull quotes, boxes, figures.

use super::content::shows;
use super::flow::{Aside, Beside, Flow, Flower, Measure};
use super::headline::{Manner, TIGHTEST};
use super::phrase::Phrase;
use super::rows::{self, Items};
use super::tally::Tally;
use crate::error::PressError;
use document::{Block, Figure, Inline};
use std::collections::BTreeMap;
use typst::foundations::IntoValue;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

/// So much of a line the words of a pull quote may hang into the name below them.
const TAIL: f64 = 0.3;
/// A box taller than this runs with the text.
const TALLEST_BOX: u32 = 26;

impl<'e> Flower<'_, '_, 'e> {
    /// Large words under a rule; a second paragraph says who spoke.
    pub(super) fn pull_quote(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        let asides = self.flow.asides.len();
        let (large, rest) = first_words(blocks);
        let words = large.map(|text| {
            self.pictures(text);
            Phrase::of(setter, text)
        });
        let large_key = self.next_key();
        let mut small = Vec::new();
        for blocks in rest {
            let content = self.nested(blocks)?;
            let content = setter
                .styles
                .call("pull-source", [content.into_value(), setter.lang()])?;
            small.push((content, self.next_key()));
        }
        let manner = Manner {
            style: "pull",
            size: setter.styles.measures.size("pull"),
            weight: None,
            level: None,
            centred: false,
            most: 9,
            leading: TIGHTEST,
            link: None,
        };
        let accent = FixedStroke::from_pair(self.colour("accent"), Abs::pt(1.0));
        let mut frames = BTreeMap::new();
        for units in grid.widths() {
            let width = grid.span(units);
            let line = Geometry::Line(Point::with_x(Abs::pt(width)));
            let rule = FrameItem::Shape(line.stroked(accent.clone()), Span::detached());
            let mut items: Items = vec![(Point::with_y(Abs::pt(grid.hang)), rule)];
            let mut y = grid.baseline * 0.75;
            let mut parts = Vec::new();
            if let Some(words) = &words {
                parts.push(setter.headline(words, manner, width, large_key)?.frame);
            }
            for (content, key) in &small {
                parts.push(setter.styles.lay(content, width, *key)?);
            }
            parts.retain(|frame| frame.height().to_pt() > 0.0);
            if parts.is_empty() {
                return Ok(());
            }
            for frame in &parts {
                let down = Point::with_y(Abs::pt(y));
                let moved = rows::flatten(frame).into_iter();
                items.extend(moved.map(|(at, item)| (at + down, item)));
                // What follows stands on the grid again; a tail may hang into its line.
                let foot = y + frame.height().to_pt() - TAIL * grid.baseline;
                y = f64::from(grid.lines_of(foot)) * grid.baseline;
            }
            if units == grid.leg && grid.lines_of(y) > TALLEST_BOX {
                // Too many words to stand apart: they run with the text.
                self.flow.asides.truncate(asides);
                return self.quote(blocks);
            }
            frames.insert(units, rows::frame(items, width, y));
        }
        self.aside(Beside::Words(frames));
        Ok(())
    }

    /// A box. Low ones stand beside the text, high ones run with it.
    pub(super) fn sidebar(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        if self.tint {
            for block in blocks {
                self.put(block)?;
            }
            return Ok(());
        }
        if let Some(tally) = Tally::of(blocks)
            && self.tally(&tally)?
        {
            return Ok(());
        }
        let grid = self.setter.styles.measures.grid;
        let widths = grid.widths();
        let key = self.next_key();
        let mut inner = Flower {
            block: self.block,
            level: self.level,
            top: self.top,
            tint: true,
            inset: grid.baseline * 0.8,
            ..Flower::new(self.setter, &widths, key, true)
        };
        for block in blocks {
            inner.put(block)?;
        }
        self.level = inner.level;
        let Flow { measures, asides, skipped, .. } = inner.flow;
        self.flow.skipped.extend(skipped);
        let leg = measures.iter().find(|measure| measure.units == grid.leg);
        let lines = leg.map_or(0, Measure::lines);
        if lines > TALLEST_BOX {
            self.run_in(measures, asides);
            return Ok(());
        }
        // Pictures in the box stand beside the text as well, before it.
        let anchors = self.ends();
        let own = asides.into_iter();
        self.flow
            .asides
            .extend(own.map(|aside| Aside { anchors: anchors.clone(), ..aside }));
        if lines == 0 {
            return Ok(());
        }
        let boxes = measures.into_iter().map(|m| (m.units, self.boxed(m))).collect();
        self.aside(Beside::Box(boxes));
        Ok(())
    }

    /// A box as rows among the others, with what stands beside them.
    fn run_in(&mut self, measures: Vec<Measure>, asides: Vec<Aside<'e>>) {
        self.glue();
        let ends = self.ends();
        let of = |units: u32| measures.iter().position(|inner| inner.units == units);
        let units = self.flow.measures.iter().map(|measure| measure.units);
        let places: Vec<usize> = units.filter_map(of).collect();
        for aside in asides {
            let anchors = places.iter().zip(&ends);
            let anchors = anchors.map(|(at, end)| end + aside.anchors[*at]).collect();
            self.flow.asides.push(Aside { anchors, ..aside });
        }
        for inner in measures {
            let own = self.flow.measures.iter_mut().find(|own| own.units == inner.units);
            if let Some(own) = own {
                own.rows.extend(inner.rows);
            }
        }
        self.glue();
    }

    /// The rows of a box, a line in from its edges.
    fn boxed(&self, measure: Measure) -> Frame {
        let line = self.setter.styles.measures.grid.baseline;
        let (mut items, mut y) = (Items::new(), line);
        for row in measure.rows {
            let down = Point::with_y(Abs::pt(y));
            let own = row.items.iter();
            items.extend(own.map(|(at, item)| (*at + down, item.clone())));
            y += f64::from(row.shape.lines) * line;
        }
        rows::frame(items, measure.width, y + line)
    }

    pub(super) fn figure(&mut self, figure: &'e Figure) {
        self.aside(Beside::Figures {
            figures: vec![figure],
            caption: &[],
            gallery: false,
        });
    }

    pub(super) fn aside(&mut self, what: Beside<'e>) {
        let (anchors, block) = (self.ends(), self.block);
        self.flow.asides.push(Aside { what, anchors, block, band: false });
    }
}

/// The words to be set large, and the blocks that come after them.
fn first_words(blocks: &[Block]) -> (Option<&[Inline]>, Vec<&[Block]>) {
    match blocks.split_first() {
        Some((Block::Paragraph(text) | Block::Heading { text, .. }, rest))
            if shows(text) =>
        {
            (Some(text), vec![rest])
        }
        Some((
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. },
            rest,
        )) => {
            let (large, mut after) = first_words(inner);
            after.push(rest);
            (large, after)
        }
        _ => (None, vec![blocks]),
    }
}

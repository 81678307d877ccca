//! One page as it lies there: rectangles, lines of text and the grid under them.

use crate::block::{Block, BlockKind};
use crate::sheets::Line;
use document::ArticleId;
use std::ops::Range;

/// How far two edges may miss each other and still meet, in points.
pub(super) const HAIR: f64 = 1.0;

/// The grid a page was laid on. Lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Width of the cut page.
    pub width: f64,
    /// Height of the cut page.
    pub height: f64,
    /// Left edge of the live area on this page.
    pub left: f64,
    /// Width of a column left of it that holds no stories, with the gutter beside it.
    pub aside: f64,
    /// Top of line 0.
    pub top: f64,
    /// Width of a unit.
    pub unit: f64,
    /// Space between two units.
    pub gutter: f64,
    /// Units across.
    pub units: u32,
    /// Height of a line.
    pub baseline: f64,
    /// Lines down.
    pub lines: u32,
    /// From the top of a line to its baseline.
    pub above: f64,
}

impl Ground {
    /// Width of the live area.
    pub(crate) fn live_width(&self) -> f64 {
        f64::from(self.units) * (self.unit + self.gutter) - self.gutter
    }

    /// Height of the live area.
    pub(crate) fn live_height(&self) -> f64 {
        f64::from(self.lines) * self.baseline
    }

    /// The live area.
    pub(super) fn live(&self) -> Area {
        let (width, height) = (self.live_width(), self.live_height());
        Area { x: self.left, y: self.top, width, height }
    }

    /// Width of so many units with the gutters between them.
    pub(super) fn span(&self, units: f64) -> f64 {
        units * (self.unit + self.gutter) - self.gutter
    }

    /// Distance of a left edge from line 0 of the grid, in units and gutters.
    pub(super) fn units_to(&self, x: f64) -> f64 {
        (x - self.left) / (self.unit + self.gutter)
    }

    /// Units a text column has, of which three kinds exist: a half, a third and a
    /// quarter of the page.
    pub(super) fn column(&self) -> f64 {
        f64::from(self.units) / if self.units > 6 { 3.0 } else { 2.0 }
    }
}

/// A rectangle on a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub(super) fn size(&self) -> f64 {
        self.width * self.height
    }

    /// How much two areas share from left to right; below zero is a gap.
    pub(super) fn beside(&self, other: &Self) -> f64 {
        self.right().min(other.right()) - self.x.max(other.x)
    }

    /// How much two areas share from top to bottom; below zero is a gap.
    pub(super) fn along(&self, other: &Self) -> f64 {
        self.bottom().min(other.bottom()) - self.y.max(other.y)
    }

    /// Whether two areas cover a common place.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.beside(other) > HAIR && self.along(other) > HAIR
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.x <= other.x + HAIR
            && self.y <= other.y + HAIR
            && self.right() >= other.right() - HAIR
            && self.bottom() >= other.bottom() - HAIR
    }

    /// The smallest area around both.
    pub(super) fn around(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let width = self.right().max(other.right()) - x;
        let height = self.bottom().max(other.bottom()) - y;
        Self { x, y, width, height }
    }
}

/// A run of a paragraph on a page: a paragraph that breaks over two legs has two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// The article.
    pub article: ArticleId,
    /// Block of its body, counted from 0.
    pub block: usize,
    /// Where it stands.
    pub area: Area,
}

/// All that a reader sees of one page, and the grid it was laid on.
#[derive(Debug, Clone, PartialEq)]
pub struct PageFrames {
    /// The grid.
    pub grid: Ground,
    /// The rectangles, in reading order.
    pub blocks: Vec<Block>,
    /// The lines of text, in reading order of the file.
    pub lines: Vec<Line>,
    /// The paragraphs, in reading order.
    pub runs: Vec<Run>,
}

/// A block with its place on the grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stood {
    pub(super) block: Block,
    pub(super) area: Area,
    /// First unit.
    pub(super) u0: i32,
    /// Unit after the last.
    pub(super) u1: i32,
    /// First line.
    pub(super) l0: i32,
    /// Line after the last.
    pub(super) l1: i32,
}

impl Stood {
    fn new(grid: &Ground, block: &Block) -> Self {
        let area = Area {
            x: block.x.0,
            y: block.y.0,
            width: block.width.0,
            height: block.height.0,
        };
        let unit = |x: f64| grid.units_to(x).round() as i32;
        // Pictures hang a little below the top of their first line and stand a little
        // above the end of their last.
        let line = |y: f64| (y - grid.top) / grid.baseline;
        Self {
            block: *block,
            area,
            u0: unit(area.x),
            u1: unit(area.right() + grid.gutter),
            l0: (line(area.y) + 0.3).floor() as i32,
            l1: (line(area.bottom()) - 0.3).ceil() as i32,
        }
    }

    pub(super) fn kind(&self) -> BlockKind {
        self.block.kind
    }

    pub(super) fn is_leg(&self) -> bool {
        self.kind() == BlockKind::Leg
    }

    pub(super) fn is_picture(&self) -> bool {
        matches!(self.kind(), BlockKind::Picture { .. })
    }

    pub(super) fn is_head(&self) -> bool {
        matches!(self.kind(), BlockKind::Head { .. })
    }

    /// Size and lightness of a head.
    pub(super) fn head(&self) -> Option<(f64, bool)> {
        match self.kind() {
            BlockKind::Head { size, light } => Some((size.0, light)),
            _ => None,
        }
    }

    pub(super) fn units(&self) -> Range<i32> {
        self.u0..self.u1
    }

    pub(super) fn lines(&self) -> Range<i32> {
        self.l0..self.l1
    }

    /// Whether both stand, in part, in the same units.
    pub(super) fn over(&self, other: &Self) -> bool {
        crosses(&self.units(), &other.units())
    }
}

pub(super) fn crosses(a: &Range<i32>, b: &Range<i32>) -> bool {
    a.start.max(b.start) < a.end.min(b.end)
}

/// A page read: blocks on the grid, and whose they are.
pub(super) struct Sheet<'a> {
    /// Counted from 0.
    pub(super) index: usize,
    pub(super) frames: &'a PageFrames,
    pub(super) grid: Ground,
    pub(super) stood: Vec<Stood>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(index: usize, frames: &'a PageFrames) -> Self {
        let grid = frames.grid;
        let stood = frames.blocks.iter().map(|block| Stood::new(&grid, block)).collect();
        Self { index, frames, grid, stood }
    }

    /// What takes room on the live area: neither lines nor what stands above it.
    pub(super) fn solid(&self) -> impl Iterator<Item = &Stood> {
        self.stood.iter().filter(|stood| {
            !matches!(stood.kind(), BlockKind::Folio | BlockKind::Rule | BlockKind::Hair)
        })
    }

    pub(super) fn heads(&self) -> Vec<&Stood> {
        self.stood.iter().filter(|stood| stood.is_head()).collect()
    }

    pub(super) fn pictures(&self) -> Vec<&Stood> {
        self.stood.iter().filter(|stood| stood.is_picture()).collect()
    }

    /// The stories of the page, in the order they come.
    pub(super) fn stories(&self) -> Vec<Story<'_>> {
        let mut stories: Vec<Story<'_>> = Vec::new();
        for stood in self.solid() {
            let Some(article) = stood.block.article else { continue };
            match stories.iter_mut().find(|story| story.article == article) {
                Some(story) => story.parts.push(stood),
                None => stories.push(Story { article, parts: vec![stood] }),
            }
        }
        stories
    }

    /// The block a line of text stands in: the smallest around it.
    pub(super) fn home(&self, line: &Line) -> Option<&Stood> {
        // Marks may hang out at the left, and the first letter's foot is its place.
        let hang = (line.size.0 * 0.6).min(self.grid.gutter * 0.6);
        let (x, y) = (line.x.0, line.baseline.0 - line.size.0 * 0.25);
        self.stood
            .iter()
            .filter(|stood| {
                let area = &stood.area;
                (area.x - hang..area.right() + HAIR).contains(&x)
                    && (area.y - HAIR..area.bottom() + HAIR).contains(&y)
            })
            .min_by(|a, b| a.area.size().total_cmp(&b.area.size()))
    }

    /// The lines that stand in a block and in no smaller one.
    pub(super) fn lines_in(&self, block: &Stood) -> Vec<&'a Line> {
        self.frames
            .lines
            .iter()
            .filter(|line| self.home(line).is_some_and(|home| home.block == block.block))
            .collect()
    }
}

/// What one article has on one page.
pub(super) struct Story<'p> {
    pub(super) article: ArticleId,
    pub(super) parts: Vec<&'p Stood>,
}

impl<'p> Story<'p> {
    fn pick(&self, wanted: impl Fn(&Stood) -> bool) -> Vec<&'p Stood> {
        self.parts.iter().copied().filter(|part| wanted(part)).collect()
    }

    /// The legs from left to right.
    pub(super) fn legs(&self) -> Vec<&'p Stood> {
        let mut legs = self.pick(Stood::is_leg);
        legs.sort_by_key(|leg| (leg.u0, leg.l0));
        legs
    }

    pub(super) fn heads(&self) -> Vec<&'p Stood> {
        self.pick(Stood::is_head)
    }

    pub(super) fn pictures(&self) -> Vec<&'p Stood> {
        self.pick(Stood::is_picture)
    }

    pub(super) fn of(&self, kind: BlockKind) -> Vec<&'p Stood> {
        self.pick(|part| part.kind() == kind)
    }

    /// The smallest area around all of it.
    pub(super) fn area(&self) -> Area {
        around(self.parts.iter().map(|part| part.area))
    }
}

/// The smallest area around all areas; of none, an empty one.
pub(super) fn around(areas: impl Iterator<Item = Area>) -> Area {
    areas.reduce(|all, area| all.around(&area)).unwrap_or(Area {
        x: 0.0,
        y: 0.0,
        width: 0.0,
        height: 0.0,
    })
}

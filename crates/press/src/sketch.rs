//! A layout as a reader will see it, before anything is set: rectangles on pages.
//!
//! A plan is exact to the line, so its rectangles are those that the typesetter fills.
//! What only type can tell is guessed: how large a headline is set comes from its step.

use crate::block::{Block, BlockKind};
use crate::plan::{self, FigureShape, Grid, Item, Layout, Part, Piece, Step, StoryShape};
use crate::rules::{self, PageFrames};
use document::{ArticleId, Pt};

/// The pages of a layout, as the rules look at them; with house words in its gaps when
/// the bulletin has any. Lines of text are not there.
pub(crate) fn pages(
    layout: &Layout,
    grid: &Grid,
    articles: &[ArticleId],
    shapes: &[StoryShape],
    has_fillers: bool,
) -> Vec<PageFrames> {
    let panels = plan::panels(&layout.items, grid);
    let page = |(page, items): (usize, &Vec<Item>)| {
        let mut draft = Draft { page, grid, articles, shapes, blocks: Vec::new() };
        let panel = &panels[page];
        let shown = |item: &&Item| has_fillers || item.part != Part::Filler;
        let items = items.iter().chain(panel).filter(shown);
        items.for_each(|item| draft.item(item));
        PageFrames {
            grid: rules::ground(grid, page),
            blocks: draft.blocks,
            lines: Vec::new(),
            runs: Vec::new(),
        }
    };
    layout.items.iter().enumerate().map(page).collect()
}

/// A size for a headline of this step, in lines: each step is 1.35 of the next.
fn size(step: Step) -> f64 {
    match step {
        Step::Cover => 2.9,
        Step::Lead => 2.5,
        Step::Head => 1.7,
        Step::Small => 1.2,
        Step::Brief => 0.9,
    }
}

struct Draft<'a> {
    page: usize,
    grid: &'a Grid,
    articles: &'a [ArticleId],
    shapes: &'a [StoryShape],
    blocks: Vec<Block>,
}

impl Draft<'_> {
    fn item(&mut self, item: &Item) {
        let kind = match &item.part {
            Part::Masthead => BlockKind::Masthead,
            Part::Index => BlockKind::Index,
            Part::Imprint => BlockKind::Imprint,
            Part::Head(step) => {
                let narrow = item.units <= self.grid.leg;
                let step = if narrow && *step == Step::Lead { Step::Head } else { *step };
                let size = Pt(size(step) * self.grid.baseline);
                BlockKind::Head { size, light: false }
            }
            Part::Lead => BlockKind::Lead,
            Part::Leg { measure, pieces } => return self.leg(item, *measure, pieces),
            Part::Figure { index, picture } => {
                return self.figure(item, *index, *picture);
            }
            Part::Jump(to) => BlockKind::Jump { to: *to as usize },
            Part::Onward(from) => BlockKind::Onward { from: *from as usize },
            Part::Filler => BlockKind::Filler,
            Part::Poster { story, figure, picture } => {
                return self.poster(
                    item,
                    &self.shapes[*story].figures[*figure],
                    *picture,
                );
            }
            Part::Rule | Part::Hair => return self.line(item),
        };
        let height = f64::from(item.lines) * self.grid.baseline;
        self.put(item, kind, self.grid.y(item.line), height);
    }

    /// Adds a block over the units of an item.
    fn put(&mut self, item: &Item, kind: BlockKind, y: f64, height: f64) {
        let x = self.grid.left(self.page, item.unit);
        let width = self.grid.span(item.units);
        self.block(item, kind, (x, y, width, height));
    }

    fn block(
        &mut self,
        item: &Item,
        kind: BlockKind,
        (x, y, width, height): (f64, f64, f64, f64),
    ) {
        let article = item.story.map(|story| self.articles[story]);
        let [x, y, width, height] = [x, y, width, height].map(Pt);
        self.blocks.push(Block { page: self.page, article, kind, x, y, width, height });
    }

    fn line(&mut self, item: &Item) {
        let (y, left) = (self.grid.y(item.line), self.grid.left(self.page, item.unit));
        if item.part == Part::Rule {
            let y = y + self.grid.baseline / 2.0;
            let width = self.grid.span(item.units);
            return self.block(item, BlockKind::Rule, (left, y, width, 0.0));
        }
        let x = left - self.grid.gutter / 2.0;
        let height = f64::from(item.lines) * self.grid.baseline;
        self.block(item, BlockKind::Hair, (x, y, 0.0, height));
    }

    /// A leg, and the pictures that stand in it.
    fn leg(&mut self, item: &Item, measure: u32, pieces: &[Piece]) {
        let height = f64::from(item.lines) * self.grid.baseline;
        self.put(item, BlockKind::Leg, self.grid.y(item.line), height);
        let Some(story) = item.story else { return };
        let shapes = self.shapes;
        let rows = shapes[story].text.get(&measure).map_or(&[][..], |text| &text.rows);
        let mut line = item.line;
        for piece in pieces {
            match *piece {
                Piece::Rows { from, to } => {
                    let to = to.min(rows.len());
                    let here = rows.get(from.min(to)..to).unwrap_or_default();
                    line += here.iter().map(|row| row.lines).sum::<u32>();
                }
                Piece::Figure { index, picture, lines } => {
                    self.figure(&Item { line, lines, ..item.clone() }, index, picture);
                    line += lines;
                }
            }
        }
    }

    /// Pictures in their rows with the caption below, or words set apart.
    fn figure(&mut self, item: &Item, index: usize, picture: u32) {
        let Some(story) = item.story else { return };
        let shape = &self.shapes[story].figures[index];
        if !shape.has_picture() || picture == 0 {
            let kind =
                if shape.has_picture() { BlockKind::Caption } else { BlockKind::Aside };
            let height = f64::from(item.lines) * self.grid.baseline;
            return self.put(item, kind, self.grid.y(item.line), height);
        }
        self.pictures(item, shape, picture);
        let caption = shape.caption(item.units);
        if caption > 0 {
            let y = self.grid.y(item.line + picture);
            let height = f64::from(caption) * self.grid.baseline;
            self.put(item, BlockKind::Caption, y, height);
        }
    }

    /// The picture of a poster, with the caption and the headline below.
    fn poster(&mut self, item: &Item, shape: &FigureShape, picture: u32) {
        let (grid, y) = (self.grid, self.grid.y(item.line));
        let head = item.lines - picture - shape.caption(item.units);
        // Where the headline stands below it, it is as wide as the text.
        let (x, width) = match head {
            0 => (0.0, grid.width),
            _ => (grid.left(self.page, 0), grid.span(grid.units)),
        };
        let height = grid.picture_height(picture).max(1.0);
        let ratio = shape.ratios.first().copied().unwrap_or(1.0);
        let kind = BlockKind::Picture { ratio, shown: width / height };
        self.block(item, kind, (x, y + grid.hang, width, height));
        let caption = shape.caption(item.units);
        let below = item.line + picture;
        let size = Pt(size(Step::Cover) * grid.baseline);
        let head_kind = BlockKind::Head { size, light: false };
        let parts =
            [(BlockKind::Caption, below, caption), (head_kind, below + caption, head)];
        for (kind, line, lines) in parts.into_iter().filter(|(.., lines)| *lines > 0) {
            self.put(item, kind, grid.y(line), f64::from(lines) * grid.baseline);
        }
    }

    fn pictures(&mut self, item: &Item, shape: &FigureShape, lines: u32) {
        let grid = self.grid;
        let rows: Vec<&[f64]> = shape.rows(grid, item.units).collect();
        let each = lines / (rows.len() as u32).max(1);
        for (line, row) in (item.line..).step_by(each.max(1) as usize).zip(rows) {
            let height = grid.picture_height(each).max(1.0);
            let gaps = (row.len() - 1) as f64 * grid.gutter;
            let all = grid.span(item.units) - gaps;
            let sum: f64 = row.iter().sum();
            let mut x = grid.left(self.page, item.unit);
            for ratio in row {
                let width = all * ratio / sum;
                let kind = BlockKind::Picture { ratio: *ratio, shown: width / height };
                self.block(item, kind, (x, grid.y(line) + grid.hang, width, height));
                x += width + grid.gutter;
            }
        }
    }
}

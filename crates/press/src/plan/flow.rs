//! Pages for stories no form can hold, and for what is left of stories that grew over
//! their rectangles: as far as it takes.
//!
//! Nothing here is beautiful. It is for headlines longer than a page, tables higher
//! than one and the like, so that no word is ever lost.

use super::fill::{Cursor, Text};
use super::job::Portion;
use super::way::kept_back;
use super::{Grid, Item, Part, Piece, Step, StoryShape, nearest};

/// Pages that hold what is left of one story and nothing else, the first from line
/// `top` on.
pub(super) fn pages(
    grid: &Grid,
    portion: &Portion,
    story: &StoryShape,
    top: u32,
) -> Vec<Vec<Item>> {
    let mut flow = Flow { grid, index: portion.story, pages: vec![Vec::new()] };
    let mut line = top;
    if portion.begun() {
        let lines = story.onward.get(&grid.units).copied().unwrap_or(2);
        flow.put(Part::Onward(0), 0, grid.units, line, lines);
        line += lines;
    } else {
        line = flow.opening(story, line);
    }
    line = flow.text(portion, story, line);
    line = flow.gallery(portion, story, line);
    for (at, figure) in story.figures.iter().enumerate() {
        if figure.band && !portion.cursor.placed[at] {
            let lines = figure.caption(grid.units);
            line = flow.room(line, lines);
            let part = Part::Figure { index: at, picture: 0 };
            flow.put(part, 0, grid.units, line, lines);
            line += lines + 1;
        }
    }
    flow.pages
}

struct Flow<'a> {
    grid: &'a Grid,
    index: usize,
    pages: Vec<Vec<Item>>,
}

impl Flow<'_> {
    fn put(&mut self, part: Part, unit: u32, units: u32, line: u32, lines: u32) {
        let story = Some(self.index);
        let page = self.pages.last_mut().expect("there is a page");
        page.push(Item { story, part, unit, units, line, lines });
    }

    /// The headline and the opening paragraph; gives the line below them.
    fn opening(&mut self, story: &StoryShape, mut line: u32) -> u32 {
        let units = self.grid.units;
        if let Some(&lines) = nearest(&story.heads, Step::Lead, units) {
            let of_width = |key: &&(Step, u32)| key.1 == units && key.0 >= Step::Lead;
            let step = story.heads.keys().find(of_width).map_or(Step::Head, |key| key.0);
            self.put(Part::Head(step), 0, units, line, lines);
            line += lines + 1;
        }
        if let Some(&lines) = story.lead.get(&units).filter(|lines| **lines > 0) {
            line = self.room(line, lines);
            self.put(Part::Lead, 0, units, line, lines);
            line += lines + 1;
        }
        line
    }

    /// A line with so many lines below it, on a new page if need be.
    fn room(&mut self, line: u32, lines: u32) -> u32 {
        if line > 0 && line + lines > self.grid.lines {
            self.pages.push(Vec::new());
            return 0;
        }
        line
    }

    /// Pictures in rows; gives the line below them.
    fn gallery(&mut self, portion: &Portion, story: &StoryShape, mut line: u32) -> u32 {
        let (grid, leg) = (self.grid, self.grid.leg);
        let shown: Vec<usize> = (0..story.figures.len())
            .filter(|index| story.figures[*index].has_picture())
            .filter(|index| !portion.cursor.placed[*index])
            .collect();
        // A group alone has the whole width to stand side by side.
        let group = matches!(shown[..], [only] if story.figures[only].ratios.len() > 1);
        let leg = if group { grid.units } else { leg };
        for row in shown.chunks((grid.units / leg).max(1) as usize) {
            let sizes = row.iter().map(|index| {
                let figure = &story.figures[*index];
                let caption = figure.caption(leg);
                let picture = figure.picture(grid, leg, 1.0);
                (picture.min(grid.lines.saturating_sub(caption).max(3)), caption)
            });
            let sizes: Vec<(u32, u32)> = sizes.collect();
            let lines = sizes.iter().map(|(picture, caption)| picture + caption).max();
            let lines = lines.unwrap_or(0);
            line = self.room(line, lines);
            for (at, (index, (picture, caption))) in (0..).zip(row.iter().zip(sizes)) {
                let part = Part::Figure { index: *index, picture };
                self.put(part, at * leg, leg, line, picture + caption);
            }
            line += lines + 1;
        }
        line
    }

    /// The text in legs, standard ones unless it has begun in others; gives the line
    /// below it.
    fn text(&mut self, portion: &Portion, story: &StoryShape, mut line: u32) -> u32 {
        let grid = self.grid;
        let measure = if portion.measure == 0 { grid.leg } else { portion.measure };
        let legs = (grid.units / measure).max(1);
        let Some(shape) = story.text.get(&measure) else { return line };
        let text = Text {
            grid,
            measure,
            rows: &shape.rows,
            anchors: &shape.anchors,
            figures: &story.figures,
            headed: false,
        };
        let mut cursor = portion.cursor.clone();
        // Pictures come in rows below the text.
        kept_back(story, &mut cursor);
        loop {
            if cursor.row >= shape.rows.len() && text.only_bands(&cursor) {
                return line;
            }
            line = self.room(line, 8);
            let before = cursor.clone();
            let most = grid.lines.saturating_sub(line).max(1);
            let height = text.balance(&cursor, legs, 0, most).map_or(most, |(h, _)| h);
            let filled = text.fill(&mut cursor, &vec![height; legs as usize]);
            for (at, leg) in (0..).zip(filled) {
                if !leg.pieces.is_empty() {
                    let part = Part::Leg { measure, pieces: leg.pieces };
                    self.put(part, at * measure, measure, line, leg.lines);
                }
            }
            if cursor == before {
                if line > 0 {
                    self.pages.push(Vec::new());
                    line = 0;
                    continue;
                }
                self.rest(&cursor, measure, shape.rows.len(), story);
                return grid.lines;
            }
            line += height + 1;
            if line + 8 > grid.lines {
                line = self.room(line, grid.lines);
            }
        }
    }

    /// What fits no page at all runs over the foot of one.
    fn rest(&mut self, cursor: &Cursor, measure: u32, rows: usize, story: &StoryShape) {
        let mut pieces = Vec::new();
        for (index, figure) in story.figures.iter().enumerate() {
            if !cursor.placed[index] && !figure.band {
                let lines = figure.in_leg(self.grid, measure, 1.0);
                let picture = lines - 1 - figure.caption(measure);
                pieces.push(Piece::Figure { index, picture, lines });
            }
        }
        if cursor.row < rows {
            pieces.push(Piece::Rows { from: cursor.row, to: rows });
        }
        self.put(Part::Leg { measure, pieces }, 0, measure, 0, self.grid.lines);
    }
}

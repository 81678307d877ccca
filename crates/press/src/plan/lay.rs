//! A form set into its rectangle: every part at its unit and line.

use super::fill::Cursor;
use super::form::{Extent, Form, Forms, Heading, Manner, Sapo};
use super::job::Portion;
use super::way::{kept_back, leave_out};
use super::{Item, Part, Step};

/// Items of one portion, and how far it has come.
pub(super) struct Draft {
    pub(super) items: Vec<Item>,
    /// The line of the rail beside the legs, when there is one.
    pub(super) rail: Option<u32>,
    /// Where the story goes on; `None` when it ends here.
    pub(super) rest: Option<Portion>,
}

/// The rectangle of a portion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) unit: u32,
    pub(super) units: u32,
    pub(super) line: u32,
    pub(super) lines: u32,
}

/// A row of a gallery: figures with their units, and the lines of the row.
pub(super) struct GalleryRow {
    pub(super) figures: Vec<(usize, u32)>,
    pub(super) lines: u32,
}

/// The pictures that wait, in rows of equal width.
pub(super) fn gallery(
    forms: &Forms<'_>,
    portion: &Portion,
    units: u32,
) -> Vec<GalleryRow> {
    let grid = forms.grid;
    let figures = &forms.stories[portion.story].figures;
    let waiting: Vec<usize> =
        (0..figures.len()).filter(|i| !portion.cursor.placed[*i]).collect();
    let across = (units / grid.leg).max(1) as usize;
    waiting
        .chunks(across)
        .map(|row| {
            let each = units / row.len() as u32;
            let each = if forms.widths.contains(&each) { each } else { grid.leg };
            let lines = row
                .iter()
                .map(|i| figures[*i].picture(grid, each, 1.0) + figures[*i].caption(each))
                .max()
                .unwrap_or(0);
            GalleryRow { figures: row.iter().map(|i| (*i, each)).collect(), lines }
        })
        .collect()
}

/// Sets a portion. The pages in jump lines are 0 until all pages are known.
pub(super) fn lay(
    forms: &Forms<'_>,
    portion: &Portion,
    (form, picture): (&Form, u32),
    spot: Spot,
    jumps: bool,
) -> Draft {
    let mut layer = Layer { forms, portion, form, spot, items: Vec::new() };
    let rail = layer.set(picture);
    let (legs, line, less) = rail;
    let rest = layer.text(legs, line, less, jumps);
    let rail = form.rail.then_some(line - layer.across());
    Draft { items: layer.items, rail, rest }
}

struct Layer<'f, 'a> {
    forms: &'f Forms<'a>,
    portion: &'f Portion,
    form: &'f Form,
    spot: Spot,
    items: Vec<Item>,
}

impl Layer<'_, '_> {
    /// Places all but the text and says where its legs begin: unit and line, and the
    /// lines the opening takes of the first leg.
    fn set(&mut self, picture: u32) -> (u32, u32, u32) {
        let grid = self.forms.grid;
        let Spot { unit, units, line, .. } = self.spot;
        match self.form.manner {
            Manner::Plain => {
                let line = self.heading(unit, units, line);
                self.opening(unit, line)
            }
            Manner::Above(figure) => {
                let line = self.picture(figure, unit, units, line, picture) + 1;
                let line = self.heading(unit, units, line);
                self.opening(unit, line)
            }
            Manner::Abreast(first, second) => {
                let half = units / 2;
                let a = self.picture(first, unit, half, line, picture);
                let b = self.picture(second, unit + half, half, line, picture);
                let line = self.heading(unit, units, a.max(b) + 1);
                self.opening(unit, line)
            }
            Manner::BesideHead(figure) => {
                let wide = units - grid.leg;
                let foot = self.picture(figure, unit, wide, line, picture);
                let words = self.heading(unit + wide, grid.leg, line);
                self.sapo(unit + wide, words);
                (unit, foot + 1, 0)
            }
            Manner::AtSide(figure, side) => {
                let caption = self.caption(figure, side);
                self.picture(figure, unit, side, line, picture - caption);
                let line = self.heading(unit + side, units - side, line);
                self.opening(unit + side, line)
            }
            Manner::SideHead => {
                let words = self.heading(unit, grid.leg, line);
                self.sapo(unit, words);
                (unit + grid.leg, line, 0)
            }
            Manner::Upright(figure) => {
                let wide = units - grid.leg;
                let line = self.heading(unit, units, line);
                let foot = self.picture(figure, unit, wide, line, picture);
                self.sapo(unit + wide, line);
                (unit, foot + 1, 0)
            }
            Manner::Gallery => {
                let line = self.heading(unit, units, line);
                self.rows(line);
                (unit, line, 0)
            }
        }
    }

    fn put(&mut self, part: Part, (unit, units): (u32, u32), line: u32, lines: u32) {
        let story = Some(self.portion.story);
        self.items.push(Item { story, part, unit, units, line, lines });
    }

    fn caption(&self, figure: usize, units: u32) -> u32 {
        self.forms.stories[self.portion.story].figures[figure].caption(units)
    }

    /// A picture with its caption; gives the line below.
    fn picture(
        &mut self,
        index: usize,
        unit: u32,
        units: u32,
        line: u32,
        picture: u32,
    ) -> u32 {
        let lines = picture + self.caption(index, units);
        self.put(Part::Figure { index, picture }, (unit, units), line, lines);
        line + lines
    }

    /// The heading; gives the line of what follows.
    fn heading(&mut self, unit: u32, units: u32, line: u32) -> u32 {
        let story = &self.forms.stories[self.portion.story];
        match self.form.heading {
            Heading::Head(step) => match story.heads.get(&(step, units)) {
                Some(&lines) if lines > 0 => {
                    self.put(Part::Head(step), (unit, units), line, lines);
                    line + lines + Step::gap(step)
                }
                _ => line,
            },
            Heading::Onward => {
                let lines = story.onward.get(&units).copied().unwrap_or(2);
                self.put(Part::Onward(0), (unit, units), line, lines);
                line + lines
            }
        }
    }

    /// Lines of the opening across the legs, with the gap below.
    fn across(&self) -> u32 {
        match self.form.sapo {
            Sapo::Across(units) => {
                let story = &self.forms.stories[self.portion.story];
                story.lead.get(&units).map_or(0, |lines| lines + 1)
            }
            _ => 0,
        }
    }

    /// The opening below the headline, and where the legs begin.
    fn opening(&mut self, unit: u32, line: u32) -> (u32, u32, u32) {
        match self.form.sapo {
            Sapo::Without => (unit, line, 0),
            Sapo::Across(units) => {
                let lines = self.across();
                if lines > 0 {
                    self.put(Part::Lead, (unit, units), line, lines - 1);
                }
                (unit, line + lines, 0)
            }
            Sapo::InLeg => {
                let measure = self.form.measure;
                let story = &self.forms.stories[self.portion.story];
                let lines = story.lead.get(&measure).copied().unwrap_or(0);
                self.put(Part::Lead, (unit, measure), line, lines);
                (unit, line, lines + 1)
            }
        }
    }

    /// The opening in a leg of its own.
    fn sapo(&mut self, unit: u32, line: u32) {
        let leg = self.forms.grid.leg;
        let story = &self.forms.stories[self.portion.story];
        if let Some(&lines) = story.lead.get(&leg).filter(|lines| **lines > 0)
            && self.form.sapo != Sapo::Without
        {
            self.put(Part::Lead, (unit, leg), line, lines);
        }
    }

    fn rows(&mut self, mut line: u32) {
        for row in gallery(self.forms, self.portion, self.spot.units) {
            let mut unit = self.spot.unit;
            for (index, units) in row.figures {
                let shape = &self.forms.stories[self.portion.story].figures[index];
                let picture = shape.picture(self.forms.grid, units, 1.0);
                self.picture(index, unit, units, line, picture);
                unit += units;
            }
            line += row.lines + 1;
        }
    }

    /// The legs, and below them what is wider than a leg.
    fn text(&mut self, unit: u32, line: u32, less: u32, jumps: bool) -> Option<Portion> {
        let measure = self.form.measure;
        let text = self.forms.text(self.portion, measure, self.form.headed)?;
        let mut cursor = self.portion.cursor.clone();
        if self.form.bare {
            leave_out(&self.forms.stories[self.portion.story], &mut cursor);
        }
        for figure in self.form.manner.figures() {
            cursor.placed.set(figure, true);
        }
        if self.form.manner == Manner::Gallery {
            let figures = self.forms.stories[self.portion.story].figures.len();
            (0..figures).for_each(|figure| cursor.placed.set(figure, true));
        }
        let waiting = cursor.placed.clone();
        let keeps_back = jumps && self.form.extent != Extent::Over;
        if keeps_back {
            kept_back(&self.forms.stories[self.portion.story], &mut cursor);
        }
        let foot = self.spot.line + self.spot.lines;
        let legs = self.form.legs;
        let height = match jumps {
            true => foot - line,
            false => text
                .balance(&cursor, legs, less, self.form.body)
                .map_or(self.form.body, |(height, _)| height),
        };
        let mut heights = vec![height; legs as usize];
        if let Some(first) = heights.first_mut() {
            *first = first.saturating_sub(less);
        }
        if jumps && let Some(last) = heights.last_mut() {
            // The last line of the last leg says where the story goes on.
            *last -= 1;
        }
        let filled = text.fill(&mut cursor, &heights);
        for (at, leg) in (0..).zip(filled) {
            if leg.pieces.is_empty() {
                continue;
            }
            let down = if at == 0 { less } else { 0 };
            let part = Part::Leg { measure, pieces: leg.pieces };
            self.put(part, (unit + at * measure, measure), line + down, leg.lines);
        }
        if jumps {
            let last = unit + (legs - 1) * measure;
            self.put(Part::Jump(0), (last, measure), foot - 1, 1);
            let figures = &self.forms.stories[self.portion.story].figures;
            for index in 0..figures.len() {
                if keeps_back && figures[index].has_picture() {
                    cursor.placed.set(index, waiting[index]);
                }
            }
            let portion = self.portion;
            let part = portion.part + 1;
            return Some(Portion { cursor, measure, part, ..portion.clone() });
        }
        self.bands(&mut cursor, line + self.form.body);
        None
    }

    /// What is wider than a leg stands below all legs.
    fn bands(&mut self, cursor: &mut Cursor, mut line: u32) {
        let Spot { unit, units, .. } = self.spot;
        let figures = &self.forms.stories[self.portion.story].figures;
        for (index, figure) in figures.iter().enumerate() {
            if cursor.placed[index] {
                continue;
            }
            if line > self.spot.line {
                line += 1;
            }
            let lines = figure.caption(units);
            self.put(Part::Figure { index, picture: 0 }, (unit, units), line, lines);
            cursor.placed.set(index, true);
            line += lines;
        }
    }
}

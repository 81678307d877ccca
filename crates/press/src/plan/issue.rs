//! The pages of an issue: stories in order, each in the mood chosen for it.

use super::fill::Cursor;
use super::page::{Draft, Mood, Room};
use super::{Fixed, Grid, Item, Part, Step, StoryShape, grow};
use std::collections::VecDeque;

/// Fewest lines of the index on page 1.
const LEAST_INDEX: u32 = 6;

/// The last line stories may use.
pub(super) fn foot(grid: &Grid, fixed: Fixed, last: bool) -> u32 {
    match fixed.imprint {
        lines if last && lines > 0 => grid.lines.saturating_sub(lines + 1),
        _ => grid.lines,
    }
}

/// A place on the current page: columns and the line below what stands there.
#[derive(Debug, Clone, Copy)]
struct Region {
    column: u32,
    columns: u32,
    line: u32,
    foot: u32,
}

/// Makes up pages, one after the other.
pub(super) struct Maker<'a> {
    grid: &'a Grid,
    stories: &'a [StoryShape],
    fixed: Fixed,
    /// Of each story.
    moods: &'a [Mood],
    /// Index of the page that keeps room for the imprint.
    last: Option<usize>,
    /// Whether page 1 keeps room for the index.
    index: bool,
    queue: VecDeque<usize>,
    pages: Vec<Vec<Item>>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        grid: &'a Grid,
        stories: &'a [StoryShape],
        fixed: Fixed,
        moods: &'a [Mood],
        last: Option<usize>,
    ) -> Self {
        let queue = (0..stories.len()).collect();
        let pages = Vec::new();
        Self { grid, stories, fixed, moods, last, index: true, queue, pages }
    }

    /// Gives page 1 wholly to stories.
    pub(super) fn without_index(self) -> Self {
        Self { index: false, ..self }
    }

    pub(super) fn run(mut self) -> Vec<Vec<Item>> {
        let mut region = self.turn();
        let mut rest = self.cover(&mut region);
        loop {
            if let Some((story, cursor)) = rest.take() {
                region = self.turn();
                rest = self.onward(&mut region, story, cursor);
                continue;
            }
            if self.queue.is_empty() {
                break;
            }
            match self.next(&mut region) {
                Some(more) => rest = more,
                None if region.line == 0 && region.foot == self.grid.lines => {
                    self.force(&mut region);
                }
                None => region = self.turn(),
            }
        }
        // Without a fixed last page the imprint needs room below the last story.
        if self.last.is_none() && self.fixed.imprint > 0 {
            let used = self.pages.last().map_or(0, |page| grow::used(page));
            if used > foot(self.grid, self.fixed, true) {
                self.pages.push(Vec::new());
            }
        }
        self.pages
    }

    /// Sets a story that no page can hold, such as one with a page-long headline: it
    /// runs over the foot, but nothing is lost.
    fn force(&mut self, region: &mut Region) {
        let Some(story) = self.queue.pop_front() else { return };
        let endless = Region { foot: u32::from(u16::MAX), ..*region };
        if let Some(draft) = self.room(story, &endless).stacked(Step::Lead, None, false) {
            self.put(region, draft);
        }
    }

    /// Begins a page.
    fn turn(&mut self) -> Region {
        self.pages.push(Vec::new());
        let last = self.last == Some(self.pages.len() - 1);
        Region {
            column: 0,
            columns: self.grid.units,
            line: 0,
            foot: foot(self.grid, self.fixed, last),
        }
    }

    fn room(&self, story: usize, region: &Region) -> Room<'a> {
        Room {
            grid: self.grid,
            story: &self.stories[story],
            index: story,
            mood: self.moods[story],
            columns: region.columns,
            lines: region.foot.saturating_sub(region.line),
            page: self.pages.len() as u32,
        }
    }

    /// Puts a draft into the region and moves the region below it.
    fn put(&mut self, region: &mut Region, draft: Draft) -> Option<Cursor> {
        let page = self.pages.last_mut().expect("a page was begun");
        for mut item in draft.items {
            item.unit += region.column;
            item.line += region.line;
            page.push(item);
        }
        region.line += draft.lines;
        draft.rest
    }

    /// A rule above what comes next, unless the page begins here.
    fn divide(&mut self, region: &mut Region) {
        if region.line == 0 {
            return;
        }
        region.line += 1;
        let page = self.pages.last_mut().expect("a page was begun");
        page.push(Item {
            story: None,
            part: Part::Rule,
            unit: region.column,
            units: region.columns,
            line: region.line,
            lines: 0,
        });
    }

    /// Masthead, the first story and, when there are more, what else the issue has.
    fn cover(&mut self, region: &mut Region) -> Option<(usize, Cursor)> {
        let columns = self.grid.units;
        let head = self.fixed.masthead;
        self.pages[0].push(Item {
            story: None,
            part: Part::Masthead,
            unit: 0,
            units: columns,
            line: 0,
            lines: head,
        });
        region.line = head;
        let lead = self.queue.pop_front()?;
        let shape = &self.stories[lead];
        let limit = self.grid.lines / 2 + 2;
        let wanted = self.moods[lead].cover_picture;
        let large = |figure: &super::FigureShape| {
            let low = figure.units_under(self.grid, columns, limit) == columns;
            figure.has_picture() && (figure.is_landscape() || low)
        };
        let wide = shape.figures.iter().position(large).filter(|_| wanted);
        let upright = |figure: &super::FigureShape| figure.ratios.len() == 1;
        let upright = shape.figures.iter().position(upright).filter(|_| wanted);
        let rail = self.index && columns >= 3 && self.stories.len() >= 2;
        let draft = if rail {
            self.cover_with_rail(lead, region, wide, upright)
        } else {
            let room = self.room(lead, region);
            wide.and_then(|figure| room.stacked(Step::Cover, Some(figure), true))
                .or_else(|| upright.and_then(|f| room.with_upright(f, columns)))
                .or_else(|| room.stacked(Step::Cover, None, true))
        };
        let Some(draft) = draft else {
            // A headline so long that page 1 has no room for text under it.
            self.queue.push_front(lead);
            region.line = region.foot;
            return None;
        };
        let side = draft.items.iter().find(|item| item.part == Part::Index).cloned();
        let rest = self.put(region, draft);
        if rail && side.is_some() {
            region.columns = columns - 1;
        }
        rest.map(|cursor| (lead, cursor))
    }

    /// Picture and headline over the page, text left, the index in the last column.
    fn cover_with_rail(
        &self,
        lead: usize,
        region: &Region,
        wide: Option<usize>,
        upright: Option<usize>,
    ) -> Option<Draft> {
        let columns = self.grid.units;
        let room = self.room(lead, region);
        let draft = wide
            .and_then(|figure| room.with_rail(Some(figure)))
            .or_else(|| upright.and_then(|f| room.with_upright(f, columns - 1)))
            .or_else(|| room.with_rail(None))
            .or_else(|| room.stacked(Step::Cover, None, true))?;
        let mut draft = draft;
        let words = |item: &&Item| matches!(item.part, Part::Lead | Part::Leg { .. });
        let top = draft
            .items
            .iter()
            .filter(words)
            .filter(|item| item.units < columns)
            .map(|item| item.line)
            .min();
        // The opening may stand at the head of the last column, nothing else.
        let last = || draft.items.iter().filter(|item| item.unit == columns - 1);
        let opening = last().map(|item| item.end() + 1).max();
        let free = last().all(|item| item.part == Part::Lead);
        let foot = region.foot.saturating_sub(region.line);
        let top = opening.or(top).filter(|top| free && top + LEAST_INDEX <= foot);
        if let Some(top) = top {
            for part in [Part::Hair, Part::Index] {
                draft.items.push(Item {
                    story: None,
                    part,
                    unit: columns - 1,
                    units: 1,
                    line: top,
                    lines: foot.saturating_sub(top),
                });
            }
        }
        Some(draft)
    }

    /// The rest of a story at the head of a page.
    fn onward(
        &mut self,
        region: &mut Region,
        story: usize,
        cursor: Cursor,
    ) -> Option<(usize, Cursor)> {
        let from = self.pages.len() as u32 - 1;
        let room = self.room(story, region);
        let limit = self.grid.lines / 2;
        let figure = (0..room.story.figures.len()).find(|index| {
            let figure = &room.story.figures[*index];
            !cursor.placed[*index]
                && figure.has_picture()
                && self.moods[story].picture > 1
                && figure.units_under(self.grid, region.columns, limit) == region.columns
        });
        let draft = room
            .onward(cursor.clone(), from, figure, false)
            .or_else(|| room.onward(cursor.clone(), from, None, false))
            .or_else(|| room.onward(cursor.clone(), from, figure, true))
            .or_else(|| room.onward(cursor.clone(), from, None, true));
        match draft {
            Some(draft) => self.put(region, draft).map(|cursor| (story, cursor)),
            // Not even a line fits above the imprint: the next page is free of it.
            None => Some((story, cursor)),
        }
    }

    /// Sets the next story, or several side by side. The outer `None` asks for a page.
    fn next(&mut self, region: &mut Region) -> Option<Option<(usize, Cursor)>> {
        let mut below = *region;
        if below.line > 0 {
            below.line += 1;
        }
        if below.line + 6 > below.foot {
            return None;
        }
        let story = *self.queue.front()?;
        if let Some(drafts) = self.row(&below) {
            self.divide(region);
            self.put_row(region, drafts);
            return Some(None);
        }
        if let Some(draft) = self.best(story, &below) {
            self.queue.pop_front();
            self.divide(region);
            let rest = self.put(region, draft);
            return Some(rest.map(|cursor| (story, cursor)));
        }
        // A short story from further back may fill the foot of the page.
        for ahead in 1..self.queue.len().min(4) {
            let story = self.queue[ahead];
            let room = self.room(story, &below);
            let step = self.step(&below);
            if let Some(draft) = self.whole(story, room, step) {
                self.queue.remove(ahead);
                self.divide(region);
                self.put(region, draft);
                return Some(None);
            }
        }
        None
    }

    /// The story whole if it can be, else its beginning.
    fn best(&self, story: usize, region: &Region) -> Option<Draft> {
        let room = self.room(story, region);
        let page = self.grid.lines;
        let begun = region.line > 0;
        if begun && self.moods[story].fresh && room.story.legs().lines() * 2 > page {
            return None;
        }
        let step = self.step(region);
        // A story may run over to the next page for the sake of its picture.
        let spills = room.mood.spill && room.story.legs().lines() * 3 > page;
        let whole = || self.whole(story, room, step);
        if let Some(draft) = if spills { None } else { whole() } {
            return Some(draft);
        }
        if begun && (self.moods[story].fresh || room.lines * 4 < page) {
            return None;
        }
        self.pictured(story, room, region, step, true).or_else(whole)
    }

    /// With a picture as large as the mood has it, or smaller, or among the text.
    fn pictured(
        &self,
        story: usize,
        room: Room<'a>,
        region: &Region,
        step: Step,
        split: bool,
    ) -> Option<Draft> {
        let wide = self.figure(story, region.columns);
        let beside = self.beside(story, region);
        wide.and_then(|figure| room.stacked(step, Some(figure), split))
            .or_else(|| beside.and_then(|f| room.picture_beside_head(f, split)))
            .or_else(|| room.stacked(step, None, split))
    }

    fn whole(&self, story: usize, room: Room<'a>, step: Step) -> Option<Draft> {
        let shape = room.story;
        let first = shape.figures.iter().position(super::FigureShape::has_picture);
        let short = shape.legs().lines() < room.columns * 9;
        if short {
            let draft = first
                .and_then(|figure| room.picture_beside(figure))
                .or_else(|| first.is_none().then(|| room.side()).flatten());
            if draft.is_some() {
                return draft;
            }
        }
        let region =
            Region { column: 0, columns: room.columns, line: 0, foot: room.lines };
        self.pictured(story, room, &region, step, false)
    }

    fn step(&self, region: &Region) -> Step {
        if region.line == 0 && region.columns == self.grid.units {
            Step::Lead
        } else {
            Step::Head
        }
    }

    /// The picture to stand over all columns.
    fn figure(&self, story: usize, columns: u32) -> Option<usize> {
        let wide =
            self.moods[story].picture >= columns && columns > 1 && !self.has_wide();
        self.lead_figure(story, columns).filter(|_| wide)
    }

    /// The picture to stand beside the headline.
    fn beside(&self, story: usize, region: &Region) -> Option<usize> {
        let full = region.columns == self.grid.units && region.columns >= 3;
        let wanted = self.moods[story].picture >= 2;
        self.lead_figure(story, region.columns - 1).filter(|_| full && wanted)
    }

    fn lead_figure(&self, story: usize, columns: u32) -> Option<usize> {
        let limit = self.grid.lines / 2;
        self.stories[story].figures.iter().position(|figure| {
            figure.has_picture()
                && columns >= 1
                && figure.units_under(self.grid, columns, limit) == columns
        })
    }

    /// Whether this page has its dominant picture already.
    fn has_wide(&self) -> bool {
        self.pages.last().is_some_and(|page| {
            page.iter().any(|item| {
                matches!(item.part, Part::Figure { .. }) && item.units == self.grid.units
            })
        })
    }

    /// Short stories side by side, when their feet are nearly level.
    fn row(&self, region: &Region) -> Option<Vec<(usize, Draft)>> {
        let splits: &[&[u32]] = match region.columns {
            3 => &[&[2, 1], &[1, 2], &[1, 1, 1]],
            2 => &[&[1, 1]],
            _ => return None,
        };
        let lines = region.foot.saturating_sub(region.line);
        let mut best: Option<(u32, Vec<(usize, Draft)>)> = None;
        for split in splits {
            if self.queue.len() < split.len() {
                continue;
            }
            let mut drafts = Vec::new();
            for (place, columns) in split.iter().enumerate() {
                let story = self.queue[place];
                let part = Region { columns: *columns, ..*region };
                let step = match (*columns, split.len()) {
                    (1, 2) => Step::Small,
                    (1, _) => Step::Brief,
                    _ => Step::Head,
                };
                match self.room(story, &part).narrow(step) {
                    Some(draft) if draft.lines <= lines => drafts.push((story, draft)),
                    _ => break,
                }
            }
            if drafts.len() < split.len() {
                continue;
            }
            let high = drafts.iter().map(|(_, draft)| draft.lines).max().unwrap_or(0);
            let white: u32 = drafts
                .iter()
                .zip(*split)
                .map(|((_, draft), columns)| (high - draft.lines) * columns)
                .sum();
            let shallow = high * region.columns;
            let few = high <= self.grid.lines * 2 / 3;
            if white * 10 <= shallow && few && best.as_ref().is_none_or(|b| white < b.0) {
                best = Some((white, drafts));
            }
        }
        best.map(|(_, drafts)| drafts)
    }

    fn put_row(&mut self, region: &mut Region, drafts: Vec<(usize, Draft)>) {
        let high = drafts.iter().map(|(_, draft)| draft.lines).max().unwrap_or(0);
        let mut column = region.column;
        for (place, (_, draft)) in drafts.into_iter().enumerate() {
            self.queue.pop_front();
            let columns =
                draft.items.iter().map(|item| item.unit + item.units).max().unwrap_or(1);
            let mut spot = Region { column, columns, ..*region };
            if place > 0 {
                let page = self.pages.last_mut().expect("a page was begun");
                page.push(Item {
                    story: None,
                    part: Part::Hair,
                    unit: column,
                    units: 1,
                    line: region.line,
                    lines: high,
                });
            }
            self.put(&mut spot, draft);
            column += columns;
        }
        region.line += high;
    }
}

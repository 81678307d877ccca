//! The ways a story can stand: each gives a draft of items, or nothing when it cannot.

use super::fill::{Cursor, Text};
use super::{Grid, Item, Part, Step, StoryShape, nearest};

/// Fewest lines of text under a headline before a jump.
const LEAST_LEG: u32 = 7;
/// Fewest lines that may be left for the next page.
const LEAST_REST: u32 = 12;

/// How generously pages are made up. The issue tries moods from loose to tight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mood {
    /// Height of pictures against their natural height.
    pub(super) scale: f64,
    /// Most columns of a picture on inner pages.
    pub(super) picture: u32,
    /// Whether page 1 has its large picture.
    pub(super) cover_picture: bool,
    /// Whether long stories begin on a page of their own.
    pub(super) fresh: bool,
    /// Whether a story with a large picture runs over to the next page rather than
    /// standing whole without it.
    pub(super) spill: bool,
}

impl Mood {
    /// What it costs to do without what the mood does without, in lines of white.
    pub(super) fn meanness(self, grid: &Grid) -> u32 {
        let small = grid.units.saturating_sub(self.picture) * 8;
        small + u32::from(self.fresh) * 4
    }
}

/// Items relative to their own top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) items: Vec<Item>,
    /// Lines used.
    pub(super) lines: u32,
    /// Where the story goes on, when it does not end here.
    pub(super) rest: Option<Cursor>,
}

impl Draft {
    pub(super) fn put(
        &mut self,
        story: usize,
        part: Part,
        (column, columns): (u32, u32),
        line: u32,
        lines: u32,
    ) {
        let (story, unit, units) = (Some(story), column, columns);
        self.items.push(Item { story, part, unit, units, line, lines });
        self.lines = self.lines.max(line + lines);
    }
}

/// One story to be drafted into a room of some columns and lines.
#[derive(Clone, Copy)]
pub(super) struct Room<'a> {
    pub(super) grid: &'a Grid,
    pub(super) story: &'a StoryShape,
    pub(super) index: usize,
    pub(super) mood: Mood,
    /// Columns across.
    pub(super) columns: u32,
    /// Lines down.
    pub(super) lines: u32,
    /// Page the room is on, counted from 1.
    pub(super) page: u32,
}

impl<'a> Room<'a> {
    fn text(self) -> Text<'a> {
        let (legs, figures) = (self.story.legs(), &self.story.figures);
        let (rows, anchors) = (&legs.rows, &legs.anchors);
        let scale = self.mood.scale;
        Text { grid: self.grid, rows, anchors, measure: 1, figures, scale }
    }

    /// Headline over all columns, a picture above it when `figure` says so, legs below.
    pub(super) fn stacked(
        self,
        step: Step,
        figure: Option<usize>,
        split: bool,
    ) -> Option<Draft> {
        let mut draft = Draft::default();
        let mut cursor = Cursor::new(self.story.figures.len());
        let mut y = 0;
        let head = self.story.head(step, self.columns);
        if let Some(index) = figure {
            let lead = self.lead_columns().map_or(0, |c| self.story.lead(c));
            let rest = head + lead + LEAST_LEG;
            let spot = (0, self.columns);
            let least = self.least(index, self.columns, step == Step::Cover);
            y = self.picture(&mut draft, &mut cursor, index, spot, 0, (rest, least))?;
            y += 1;
        }
        self.heading(&mut draft, step, (0, self.columns), y);
        y += head;
        if let Some(columns) = self.lead_columns() {
            y = self.lead(&mut draft, (0, columns), y);
        }
        self.legs(draft, cursor, (0, self.columns), y, split)
    }

    /// Page 1 with a rail: picture and headline over all columns, opening and text
    /// over all but the last.
    pub(super) fn with_rail(self, figure: Option<usize>) -> Option<Draft> {
        let narrow = self.columns - 1;
        let mut draft = Draft::default();
        let mut cursor = Cursor::new(self.story.figures.len());
        let mut y = 0;
        let head = self.story.head(Step::Cover, self.columns);
        if let Some(index) = figure {
            let rest = head + self.story.lead(narrow) + LEAST_LEG;
            let spot = (0, self.columns);
            let least = self.least(index, self.columns, true);
            y = self.picture(&mut draft, &mut cursor, index, spot, 0, (rest, least))?;
            y += 1;
        }
        self.heading(&mut draft, Step::Cover, (0, self.columns), y);
        let y = self.lead(&mut draft, (0, narrow), y + head);
        self.legs(draft, cursor, (0, narrow), y, true)
    }

    /// Page 1 with a picture that is no landscape: the headline over all columns, then
    /// the picture over all but the last, the opening beside it, `legs` legs below.
    pub(super) fn with_upright(self, figure: usize, legs: u32) -> Option<Draft> {
        let wide = self.columns.checked_sub(1).filter(|wide| *wide >= 1)?;
        let mut draft = Draft::default();
        let mut cursor = Cursor::new(self.story.figures.len());
        self.heading(&mut draft, Step::Cover, (0, self.columns), 0);
        let head = self.story.head(Step::Cover, self.columns);
        let least = self.least(figure, wide, true);
        let sizes = (LEAST_LEG, least);
        let below =
            self.picture(&mut draft, &mut cursor, figure, (0, wide), head, sizes)?;
        let words = self.lead(&mut draft, (wide, 1), head);
        if words > self.lines {
            return None;
        }
        let foot = if legs > wide { below.max(words) } else { below };
        self.legs(draft, cursor, (0, legs), foot + 1, true)
    }

    /// The fewest lines a picture may be cut to.
    fn least(self, figure: usize, columns: u32, cover: bool) -> u32 {
        let shape = &self.story.figures[figure];
        match cover {
            true => shape.least_on_cover(self.grid, columns),
            false => shape.picture(self.grid, columns, 0.0),
        }
    }

    /// A picture over all columns but the last, the headline beside it, legs below.
    pub(super) fn picture_beside_head(self, figure: usize, split: bool) -> Option<Draft> {
        let wide = self.columns.checked_sub(1).filter(|wide| *wide >= 1)?;
        let mut draft = Draft::default();
        let mut cursor = Cursor::new(self.story.figures.len());
        let step = Step::Head;
        let head = self.story.head(step, 1);
        let side = head + self.story.lead(1);
        let shape = &self.story.figures[figure];
        let natural = shape.picture(self.grid, wide, self.mood.scale);
        let most = shape.picture(self.grid, wide, 2.0);
        // The picture grows to the foot of the words beside it when it may.
        let picture = natural.max(side.saturating_sub(shape.caption(wide))).min(most);
        // White under a short headline would be shut in.
        if side * 5 < picture * 2 {
            return None;
        }
        let foot = (picture + shape.caption(wide)).max(side);
        if foot + 1 + LEAST_LEG > self.lines {
            return None;
        }
        self.figure(&mut draft, figure, (0, wide), 0, picture);
        cursor.placed[figure] = true;
        self.heading(&mut draft, step, (wide, 1), 0);
        self.lead(&mut draft, (wide, 1), head);
        self.legs(draft, cursor, (0, self.columns), foot + 1, split)
    }

    /// Headline and opening in the first column, legs in the others. Whole or not.
    pub(super) fn side(self) -> Option<Draft> {
        if self.has_bands() {
            return None;
        }
        let legs = self.columns.checked_sub(1).filter(|legs| *legs >= 1)?;
        let mut draft = Draft::default();
        let cursor = Cursor::new(self.story.figures.len());
        let head = self.story.head(Step::Head, 1);
        self.heading(&mut draft, Step::Head, (0, 1), 0);
        let words = self.lead(&mut draft, (0, 1), head);
        let height = self.text().balance(&cursor, legs, self.lines)?;
        if words > self.lines {
            return None;
        }
        // A column of white below the headline would be trapped.
        if words > height + 3 || height > words + 6 || height < 4 {
            return None;
        }
        self.legs(draft, cursor, (1, legs), 0, false)
    }

    /// A picture in the first column, headline and legs in the others. Whole or not.
    pub(super) fn picture_beside(self, figure: usize) -> Option<Draft> {
        if self.has_bands() {
            return None;
        }
        let legs = self.columns.checked_sub(1).filter(|legs| *legs >= 1)?;
        let mut draft = Draft::default();
        let mut cursor = Cursor::new(self.story.figures.len());
        cursor.placed[figure] = true;
        let shape = &self.story.figures[figure];
        let mut words = Draft::default();
        self.heading(&mut words, Step::Small, (1, legs), 0);
        let y = self.story.head(Step::Small, legs);
        let y = self.lead(&mut words, (1, legs), y);
        let words = self.legs(words, cursor, (1, legs), y, false)?;
        let least = shape.picture(self.grid, 1, 0.0);
        let most = shape.picture(self.grid, 1, 2.0);
        let picture = words.lines.checked_sub(shape.caption(1))?;
        if !(least..=most).contains(&picture) {
            return None;
        }
        self.figure(&mut draft, figure, (0, 1), 0, picture);
        draft.items.extend(words.items);
        draft.lines = draft.lines.max(words.lines);
        Some(draft)
    }

    /// A narrow story of few columns, whole or not at all.
    pub(super) fn narrow(self, step: Step) -> Option<Draft> {
        if self.has_bands() {
            return None;
        }
        let mut draft = Draft::default();
        let cursor = Cursor::new(self.story.figures.len());
        self.heading(&mut draft, step, (0, self.columns), 0);
        let y = self.story.head(step, self.columns);
        let y = self.lead(&mut draft, (0, self.columns), y);
        self.legs(draft, cursor, (0, self.columns), y, false)
    }

    /// The rest of a story that began on an earlier page.
    pub(super) fn onward(
        self,
        mut cursor: Cursor,
        from: u32,
        figure: Option<usize>,
        split: bool,
    ) -> Option<Draft> {
        let mut draft = Draft::default();
        let lines = self.story.onward.get(&self.columns).copied().unwrap_or(1);
        draft.put(self.index, Part::Onward(from), (0, self.columns), 0, lines);
        let mut y = lines.max(2);
        if let Some(index) = figure {
            let spot = (0, self.columns);
            let sizes = (LEAST_LEG, self.least(index, self.columns, false));
            y = self.picture(&mut draft, &mut cursor, index, spot, y, sizes)?;
            y += 1;
        }
        self.legs(draft, cursor, (0, self.columns), y, split)
    }

    /// Sets a picture at `y` and gives the line below its caption; `rest` lines must
    /// stay below, and the picture itself may not be cut below `least`.
    fn picture(
        self,
        draft: &mut Draft,
        cursor: &mut Cursor,
        index: usize,
        spot: (u32, u32),
        y: u32,
        (rest, least): (u32, u32),
    ) -> Option<u32> {
        let shape = &self.story.figures[index];
        let caption = shape.caption(spot.1);
        let most = self.lines.checked_sub(y + caption + 1 + rest)?;
        let wish = shape.picture(self.grid, spot.1, self.mood.scale);
        // More than three fifths of the page is a poster.
        let picture = wish.min(most).min((self.grid.lines * 3 / 5).max(least));
        if picture < least {
            return None;
        }
        self.figure(draft, index, spot, y, picture);
        cursor.placed[index] = true;
        Some(y + picture + caption)
    }

    fn figure(
        self,
        draft: &mut Draft,
        index: usize,
        spot: (u32, u32),
        y: u32,
        picture: u32,
    ) {
        let lines = picture + self.story.figures[index].caption(spot.1);
        draft.put(self.index, Part::Figure { index, picture }, spot, y, lines);
    }

    fn heading(self, draft: &mut Draft, step: Step, spot: (u32, u32), y: u32) {
        let lines = nearest(&self.story.heads, step, spot.1);
        if let Some(lines) = lines.filter(|lines| **lines > 0) {
            draft.put(self.index, Part::Head(step), spot, y, *lines);
        }
    }

    fn lead(self, draft: &mut Draft, spot: (u32, u32), y: u32) -> u32 {
        let lines = self.story.lead.get(&spot.1).copied().unwrap_or(0);
        if lines > 0 {
            draft.put(self.index, Part::Lead, spot, y, lines);
        }
        y + self.story.lead(spot.1)
    }

    /// Columns of the opening paragraph: all, unless it would be a block of long lines.
    fn lead_columns(self) -> Option<u32> {
        let all = *self.story.lead.get(&self.columns)?;
        Some(if all > 4 && self.columns >= 3 { self.columns - 1 } else { self.columns })
    }

    /// Whether something of the story wants the whole width.
    fn has_bands(self) -> bool {
        self.story.figures.iter().any(|figure| figure.band)
    }

    /// Sets the text from `y` on: balanced when it ends here, else down to the foot.
    /// What is wider than a leg stands below all legs, where the text has ended.
    fn legs(
        self,
        mut draft: Draft,
        mut cursor: Cursor,
        (column, legs): (u32, u32),
        y: u32,
        split: bool,
    ) -> Option<Draft> {
        let rows = self.story.legs().rows.len();
        if cursor.done(rows) {
            return (draft.lines <= self.lines).then_some(draft);
        }
        let room = self.lines.checked_sub(y).filter(|room| *room > 0)?;
        let text = self.text();
        let before = cursor.clone();
        let mut foot = y;
        let ended = cursor.row >= rows && text.only_bands(&cursor);
        if !ended {
            let most = room - u32::from(self.has_bands());
            let heights = match text.balance(&cursor, legs, most) {
                Some(height) => vec![height; legs as usize],
                None if split && room >= LEAST_LEG => {
                    let mut heights = vec![room; legs as usize];
                    // The last line of the last leg says where the story goes on.
                    if let Some(last) = heights.last_mut() {
                        *last -= 1;
                    }
                    heights
                }
                None => return None,
            };
            for (leg, at) in text.fill(&mut cursor, &heights).into_iter().zip(0..) {
                if leg.pieces.is_empty() {
                    continue;
                }
                foot = foot.max(y + leg.lines + 1);
                let spot = (column + at, 1);
                draft.put(
                    self.index,
                    Part::Leg { measure: 1, pieces: leg.pieces },
                    spot,
                    y,
                    leg.lines,
                );
            }
        }
        if cursor.row >= rows && text.only_bands(&cursor) {
            self.bands(&mut draft, &mut cursor, (column, legs), foot);
        }
        if cursor.done(rows) {
            return (draft.lines <= self.lines).then_some(draft);
        }
        let left: u32 =
            self.story.legs().rows[cursor.row..].iter().map(|row| row.lines).sum();
        let begun = self.lines * 5 < self.grid.lines * 4;
        let scant = left < LEAST_REST && begun && !self.has_bands();
        if !split || cursor == before || scant {
            return None;
        }
        // With the text at its end there may be no line left in the last leg.
        let foot = draft.items.iter().map(Item::end).max().unwrap_or(0);
        let line = if cursor.row >= rows { foot.min(y + room - 1) } else { y + room - 1 };
        let spot = (column + legs - 1, 1);
        draft.put(self.index, Part::Jump(self.page + 1), spot, line, 1);
        draft.rest = Some(cursor);
        Some(draft)
    }

    /// Sets what is wider than a leg from `y` on, as much as there is room for.
    fn bands(self, draft: &mut Draft, cursor: &mut Cursor, spot: (u32, u32), mut y: u32) {
        for (index, figure) in self.story.figures.iter().enumerate() {
            let lines = figure.caption(spot.1);
            if cursor.placed[index] {
                continue;
            }
            // At the head of a page there is no better place to come.
            let head = y <= 2 && spot.1 == self.grid.units;
            if y + lines > self.lines && !head {
                break;
            }
            self.figure(draft, index, spot, y, 0);
            cursor.placed[index] = true;
            y += lines + 1;
        }
    }
}

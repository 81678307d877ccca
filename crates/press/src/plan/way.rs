//! The ways to arrange a story: each becomes a form, unless its parts do not suit.

use super::figure::Shots;
use super::fill::{Cursor, Leg};
use super::form::{
    AFTER_JUMP, BEFORE_JUMP, Crop, Extent, Form, Forms, Heading, LEAST_INDEX, Manner,
    Place, Sapo,
};
use super::job::{Class, Portion};
use super::price::{feet, length};
use super::{Piece, StoryShape, lay};

/// Most lines of a story with its headline at the side.
const MOST_BESIDE: u32 = 12;
/// Fewest lines of text under a headline.
const UNDER_HEAD: u32 = 4;
/// What a headline over fewer lines costs, where no other form is left.
const FLAT: u32 = 3000;
/// What a jump costs.
const JUMP: u32 = 140;
/// What a pull quote costs that is left out.
const UNQUOTED: u32 = 18;
/// What a picture in a wide leg costs that has too few pixels for it.
const BLURRED: u32 = 400;
/// What the first story costs that leads page 1 in a narrow place, under a small head:
/// more than doing without its picture or the index there.
const NARROW_COVER: u32 = 1500;
/// What another measure than the usual one costs, and a document without its margins.
const UNUSUAL: u32 = 15;
const UNMARGINED: u32 = 1500;
/// What every further one of the same story costs: readers turn the page once.
const JUMP_AGAIN: u32 = 1200;

/// Makes the forms of one portion at one place and width.
pub(super) struct Maker<'f, 'a> {
    pub(super) forms: &'f Forms<'a>,
    pub(super) portion: &'f Portion,
    pub(super) extent: Extent,
    pub(super) place: Place,
    pub(super) units: u32,
    pub(super) rail: bool,
    /// Without the words set apart that only repeat the text.
    pub(super) bare: bool,
}

impl<'a> Maker<'_, 'a> {
    pub(super) fn story(&self) -> &'a StoryShape {
        &self.forms.stories[self.portion.story]
    }

    /// Every form there is.
    pub(super) fn all(&self) -> Vec<Form> {
        let grid = self.forms.grid;
        let cursor = &self.portion.cursor;
        let story = self.story();
        let rows = story.text.get(&grid.leg).map_or(0, |text| text.rows.len());
        let free =
            |index: &usize| !cursor.placed[*index] && story.figures[*index].has_picture();
        let pictures: Vec<usize> = (0..story.figures.len()).filter(free).collect();
        let mut all = Vec::new();
        let dropped = if self.bare { UNQUOTED } else { 0 };
        for (heading, dear) in self.headings(self.units) {
            self.below(heading, dear + dropped, &pictures, &mut all);
        }
        if self.rail {
            return all;
        }
        let inner = self.units.checked_sub(grid.leg).filter(|left| *left >= grid.leg);
        if let (Some(left), false) = (inner, self.bands() > 0) {
            for (heading, dear) in self.headings(grid.leg) {
                self.side_head(heading, dear + dropped, left, &mut all);
            }
            for (heading, dear) in self.headings_beside() {
                for &figure in pictures.iter().take(2) {
                    self.beside_head(figure, heading, dear + dropped, left, &mut all);
                }
            }
            for side in [grid.leg, left] {
                let words = self.units - side;
                for (heading, dear) in self.headings(words) {
                    let dear = dear + dropped;
                    for &figure in pictures.iter().take(2) {
                        self.at_side(figure, side, heading, dear, &mut all);
                    }
                }
            }
        }
        if rows == 0 && pictures.len() > 1 && !self.extent.jumps() {
            for (heading, dear) in self.headings(self.units) {
                self.gallery(heading, dear, &mut all);
            }
        }
        all
    }

    /// Lines of what is wider than a leg, below the text.
    fn bands(&self) -> u32 {
        let story = self.story();
        (0..story.figures.len())
            .filter(|i| story.figures[*i].band && !self.portion.cursor.placed[*i])
            .map(|i| story.figures[i].caption(self.units) + 1)
            .sum()
    }

    fn is_sharp(&self, figure: usize, units: u32) -> bool {
        self.story().figures[figure].is_sharp(self.forms.grid, units)
    }

    fn crop(&self, figure: usize, units: u32) -> Crop {
        let grid = self.forms.grid;
        let shape = &self.story().figures[figure];
        let wish = self.forms.wants[self.portion.story].scale;
        let cover = self.place == Place::Cover && units == grid.units;
        let least = match cover || wish < 1.0 {
            true => shape.hardest(grid, units),
            false => shape.picture(grid, units, 0.0),
        };
        // More than three fifths of the page is a poster.
        let most = shape.picture(grid, units, 2.0).min(grid.lines * 3 / 5).max(least);
        Crop { least, natural: shape.picture(grid, units, wish).clamp(least, most), most }
    }

    /// Heading over all units, with or without pictures above it.
    fn below(
        &self,
        heading: Heading,
        dear: u32,
        pictures: &[usize],
        all: &mut Vec<Form>,
    ) {
        let grid = self.forms.grid;
        let head = self.heading(heading, self.units);
        let class = self.forms.class(self.portion);
        let important = matches!(class, Class::Lead | Class::Major);
        let text = if self.rail { self.units - grid.leg } else { self.units };
        let sharp = |figure: &usize| self.is_sharp(*figure, self.units);
        let bare = match (!pictures.iter().any(sharp), self.place) {
            (true, _) => 0,
            (false, Place::Cover) => 900,
            (false, _) if important => 60,
            (false, _) => 15,
        };
        self.legs(Manner::Plain, heading, text, head, Crop::default(), dear + bare, all);
        for &figure in pictures.iter().take(3) {
            let shape = &self.story().figures[figure];
            let crop = self.crop(figure, self.units);
            // A picture over all units that is higher than half the page crowds it out.
            if crop.least > grid.lines / 2 + 2 || !self.is_sharp(figure, self.units) {
                continue;
            }
            let first = if Some(&figure) == pictures.first() { 0 } else { 10 };
            let fixed = shape.caption(self.units) + 1 + head;
            let manner = Manner::Above(figure);
            self.legs(manner, heading, text, fixed, crop, dear + first, all);
        }
        if self.place == Place::Cover && !self.rail {
            for &figure in pictures.iter().take(2) {
                self.upright(figure, heading, head, dear, all);
            }
        }
        if let [first, second, ..] = *pictures {
            self.abreast(first, second, heading, head, dear, all);
        }
    }

    /// Two pictures side by side, of equal height.
    fn abreast(
        &self,
        first: usize,
        second: usize,
        heading: Heading,
        head: u32,
        dear: u32,
        all: &mut Vec<Form>,
    ) {
        let half = self.units / 2;
        let grid = self.forms.grid;
        let figures = &self.story().figures;
        if !self.forms.widths.contains(&half)
            || second != first + 1
            || [first, second].iter().any(|i| figures[*i].ratios.len() != 1)
            || [first, second].iter().any(|i| !self.is_sharp(*i, half))
        {
            return;
        }
        let (a, b) = (self.crop(first, half), self.crop(second, half));
        let least = a.least.max(b.least);
        let most = a.most.min(b.most);
        if least > most {
            return;
        }
        let natural = ((a.natural + b.natural) / 2).clamp(least, most);
        let caption = figures[first].caption(half).max(figures[second].caption(half));
        let text = if self.rail { self.units - grid.leg } else { self.units };
        let crop = Crop { least, natural, most };
        let dear = dear + 25 + if self.place == Place::Below { 0 } else { 40 };
        let manner = Manner::Abreast(first, second);
        self.legs(manner, heading, text, caption + 1 + head, crop, dear, all);
    }

    /// A picture that is no landscape under the headline of page 1.
    fn upright(
        &self,
        figure: usize,
        heading: Heading,
        head: u32,
        dear: u32,
        all: &mut Vec<Form>,
    ) {
        let grid = self.forms.grid;
        let wide = self.units - grid.leg;
        let shape = &self.story().figures[figure];
        let whole = shape.ratios.len() == 1 && self.is_sharp(figure, wide);
        if wide < grid.leg || !whole {
            return;
        }
        let side = self.story().lead.get(&grid.leg).copied().unwrap_or(0);
        let caption = shape.caption(wide);
        let mut crop = self.crop(figure, wide);
        crop.least = crop.least.max(side.saturating_sub(caption));
        crop.most = crop.most.max(crop.least);
        crop.natural = crop.natural.clamp(crop.least, crop.most);
        let fixed = head + caption + 1;
        for measure in self.measures(self.units) {
            let legs = self.units / measure;
            let manner = Manner::Upright(figure);
            let beside = Some(side.saturating_sub(caption));
            let seed = Seed { manner, heading, fixed, crop, beside, cost: dear + 20 };
            self.pour(seed, (Sapo::Across(grid.leg), 0), measure, legs, all);
        }
    }

    /// A picture with the headline beside it.
    fn beside_head(
        &self,
        figure: usize,
        heading: Heading,
        dear: u32,
        wide: u32,
        all: &mut Vec<Form>,
    ) {
        let grid = self.forms.grid;
        let shape = &self.story().figures[figure];
        let whole = shape.ratios.len() == 1 && self.is_sharp(figure, wide);
        if self.portion.begun() || !whole || self.place == Place::Cover {
            return;
        }
        let lead = self.story().lead.get(&grid.leg).copied().unwrap_or(0);
        let side = self.heading(heading, grid.leg) + lead;
        let caption = shape.caption(wide);
        let mut crop = self.crop(figure, wide);
        crop.least = crop.least.max(side.saturating_sub(caption));
        // White under a short headline would be shut in.
        crop.most = crop.most.min((side * 5 / 2).saturating_sub(caption));
        if side == 0 || crop.least > crop.most {
            return;
        }
        crop.natural = crop.natural.clamp(crop.least, crop.most);
        let beside = Some(side.saturating_sub(caption));
        let sapo = if lead > 0 { Sapo::Across(grid.leg) } else { Sapo::Without };
        for measure in self.measures(self.units) {
            let legs = self.units / measure;
            let manner = Manner::BesideHead(figure);
            let (fixed, cost) = (caption + 1, dear + 10);
            let seed = Seed { manner, heading, fixed, crop, beside, cost };
            self.pour(seed, (sapo, 0), measure, legs, all);
        }
    }

    /// A picture at the left as high as the words beside it.
    fn at_side(
        &self,
        figure: usize,
        side: u32,
        heading: Heading,
        dear: u32,
        all: &mut Vec<Form>,
    ) {
        let words = self.units - side;
        let sharp = self.is_sharp(figure, side);
        if self.extent.jumps() || self.place == Place::Cover || !sharp {
            return;
        }
        let head = self.heading(heading, words);
        let caption = self.story().figures[figure].caption(side);
        let crop = self.crop(figure, side);
        let crop = Crop {
            least: crop.least + caption,
            natural: crop.natural + caption,
            most: crop.most + caption,
        };
        for measure in self.measures(words) {
            let legs = words / measure;
            for (sapo, across, less, cost) in self.sapos(words, legs, measure) {
                let manner = Manner::AtSide(figure, side);
                let cost = dear + cost;
                let (fixed, beside) = (head + across, None);
                let seed = Seed { manner, heading, fixed, crop, beside, cost };
                self.pour(seed, (sapo, less), measure, legs, all);
            }
        }
    }

    /// The headline in the first leg.
    fn side_head(&self, heading: Heading, dear: u32, words: u32, all: &mut Vec<Form>) {
        let grid = self.forms.grid;
        if self.extent.jumps() || self.portion.begun() || self.place == Place::Cover {
            return;
        }
        let lead = self.story().lead.get(&grid.leg).copied().unwrap_or(0);
        let side = self.heading(heading, grid.leg) + lead;
        let sapo = if lead > 0 { Sapo::Across(grid.leg) } else { Sapo::Without };
        let mut found = Vec::new();
        for measure in self.measures(words) {
            let legs = words / measure;
            let manner = Manner::SideHead;
            let crop = Crop::default();
            let (fixed, beside, cost) = (0, None, dear + 8);
            let seed = Seed { manner, heading, fixed, crop, beside, cost };
            self.pour(seed, (sapo, 0), measure, legs, &mut found);
        }
        // White beside the longer of the two would be shut in.
        found.retain(|form| {
            form.body.max(side) <= MOST_BESIDE && form.body.abs_diff(side) <= 4
        });
        for form in &mut found {
            form.cost += form.body.abs_diff(side) * 6;
            form.body = form.body.max(side);
        }
        all.append(&mut found);
    }

    /// Pictures in rows, no text.
    fn gallery(&self, heading: Heading, dear: u32, all: &mut Vec<Form>) {
        let head = self.heading(heading, self.units);
        let lines: u32 = lay::gallery(self.forms, self.portion, self.units)
            .iter()
            .map(|row| row.lines + 1)
            .sum();
        all.push(Form {
            manner: Manner::Gallery,
            heading,
            sapo: Sapo::Without,
            measure: self.forms.grid.leg,
            legs: 1,
            rail: false,
            listed: 0,
            headed: true,
            fixed: head + lines.saturating_sub(1),
            body: 0,
            crop: Crop::default(),
            main: None,
            inner: Shots::default(),
            tied: None,
            extent: self.extent,
            beside: None,
            bare: self.bare,
            jump: None,
            cost: dear,
        });
    }

    /// The measures that divide so many units; a story that has begun keeps its own.
    fn measures(&self, units: u32) -> Vec<u32> {
        let fits = |measure: &u32| {
            units.is_multiple_of(*measure)
                && (self.portion.measure == 0 || self.portion.measure == *measure)
                && self.story().text.contains_key(measure)
        };
        let grid = self.forms.grid;
        let others = [grid.document, grid.digest].into_iter().filter(|units| *units > 0);
        let others = others.chain(grid.beside_digest());
        grid.measures.iter().copied().chain(others).filter(fits).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one form")]
    fn legs(
        &self,
        manner: Manner,
        heading: Heading,
        text: u32,
        fixed: u32,
        crop: Crop,
        dear: u32,
        all: &mut Vec<Form>,
    ) {
        for measure in self.measures(text) {
            let legs = text / measure;
            for (sapo, across, less, cost) in self.sapos(self.units, legs, measure) {
                let fixed = fixed + across;
                let (beside, cost) = (None, dear + cost);
                let seed = Seed { manner, heading, fixed, crop, beside, cost };
                self.pour(seed, (sapo, less), measure, legs, all);
            }
        }
    }

    /// Pours the text into legs and keeps the form, when it can be.
    fn pour(
        &self,
        seed: Seed,
        (sapo, less): (Sapo, u32),
        measure: u32,
        legs: u32,
        all: &mut Vec<Form>,
    ) {
        let grid = self.forms.grid;
        let headed = self.heading(seed.heading, self.units) > 0 || less > 0;
        let Some(text) = self.forms.text(self.portion, measure, headed) else { return };
        let mut cursor = self.portion.cursor.clone();
        if self.bare {
            leave_out(self.story(), &mut cursor);
        }
        for figure in seed.manner.figures() {
            cursor.placed.set(figure, true);
        }
        if self.rail && !self.extent.jumps() {
            let across = match sapo {
                Sapo::Across(units) => self.story().lead.get(&units).map_or(0, |l| l + 1),
                _ => 0,
            };
            let lines = text.lines(&cursor) / legs + across;
            if lines < LEAST_INDEX {
                return;
            }
        }
        let bands = self.bands();
        let mut form = Form {
            manner: seed.manner,
            heading: seed.heading,
            sapo,
            measure,
            legs,
            rail: self.rail,
            listed: if self.rail { self.forms.stories.len() as u32 } else { 0 },
            headed,
            fixed: seed.fixed + bands,
            body: 0,
            crop: seed.crop,
            main: seed.manner.main(self.units, grid.leg),
            inner: Shots::default(),
            tied: match seed.manner {
                Manner::AtSide(figure, side) => {
                    Some(self.story().figures[figure].caption(side))
                }
                _ => None,
            },
            extent: self.extent,
            beside: seed.beside,
            bare: self.bare,
            jump: None,
            cost: seed.cost + self.width_cost() + self.measure_cost(measure),
        };
        if self.extent.jumps() {
            let (least, most) = match self.extent {
                Extent::Over => (less + 1, grid.lines),
                _ => {
                    kept_back(self.story(), &mut cursor);
                    let all_lines = text.lines(&cursor);
                    // What is left must be worth turning the page for.
                    let most = (all_lines.saturating_sub(AFTER_JUMP) + less) / legs;
                    // The line that says where it goes on, and a blank one, are no
                    // text.
                    let least = (BEFORE_JUMP + less + 2).div_ceil(legs);
                    (least.max(less + UNDER_HEAD), most)
                }
            };
            if least <= most && bands == 0 {
                form.jump = Some((least, most));
                form.cost += if self.portion.begun() { JUMP_AGAIN } else { JUMP };
                all.push(form);
            }
            return;
        }
        let most = (2 * grid.lines).saturating_sub(form.fixed);
        if cursor.row >= text.rows.len() && text.only_bands(&cursor) {
            all.push(form);
            return;
        }
        let Some((height, filled)) = text.balance(&cursor, legs, less, most) else {
            return;
        };
        let fits = |(at, leg): (usize, &Leg)| {
            leg.lines <= height - if at == 0 { less } else { 0 }
        };
        if !filled.iter().enumerate().all(fits) {
            return;
        }
        if legs > 1 && height < UNDER_HEAD {
            // Only a story that has a page to itself may stand so flat.
            if self.units < grid.units || self.place == Place::Below {
                return;
            }
            form.cost += FLAT;
        }
        form.body = height;
        for piece in filled.iter().flat_map(|leg| &leg.pieces) {
            if let Piece::Figure { index, picture: lines @ 1.., .. } = piece {
                let sharp = self.is_sharp(*index, measure);
                form.cost += if sharp { 0 } else { BLURRED };
                form.inner = form.inner.and(Shots::one(grid, measure, *lines));
            }
        }
        form.cost += feet(height, less, &filled) + length(height, legs);
        let stray = filled.iter().filter(|leg| leg.ends_with_figure()).count();
        form.cost += stray as u32 * 300;
        all.push(form);
    }

    /// What it costs to set the text in this measure.
    fn measure_cost(&self, measure: u32) -> u32 {
        let grid = self.forms.grid;
        match self.story().text.contains_key(&grid.document) {
            true if measure == grid.document => 0,
            true => UNMARGINED,
            false if measure == grid.leg => 0,
            false => UNUSUAL,
        }
    }

    /// What the width costs a story of this rank.
    fn width_cost(&self) -> u32 {
        let grid = self.forms.grid;
        let narrow = self.units * 3 < grid.units * 2;
        match self.forms.class(self.portion) {
            _ if narrow && self.place == Place::Cover => NARROW_COVER,
            Class::Lead | Class::Major if narrow && !self.portion.begun() => 80,
            Class::Brief if self.units == grid.units => 60,
            Class::Brief if !narrow => 15,
            _ => 0,
        }
    }
}

#[derive(Clone, Copy)]
struct Seed {
    manner: Manner,
    heading: Heading,
    fixed: u32,
    crop: Crop,
    /// Lines of the picture that have words beside them, when white would be shut in.
    beside: Option<u32>,
    cost: u32,
}

/// Takes the words set apart out of a text that only repeat it.
pub(super) fn leave_out(story: &StoryShape, cursor: &mut Cursor) {
    for (index, figure) in story.figures.iter().enumerate() {
        if figure.spare {
            cursor.placed.set(index, true);
        }
    }
}

/// Takes the pictures out of a text that goes on elsewhere: each part of a story is to
/// have one of its own.
pub(super) fn kept_back(story: &StoryShape, cursor: &mut Cursor) {
    for (index, figure) in story.figures.iter().enumerate() {
        if figure.has_picture() {
            cursor.placed.set(index, true);
        }
    }
}

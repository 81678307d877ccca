//! The forms a story can take in a rectangle, and what each costs.
//!
//! A form settles everything but one number: how high its main picture is cut. So a
//! form fits a small range of heights, and the solver asks only for the cheapest form
//! at a width and a height.

use super::figure::Shots;
use super::fill::{Cursor, Text};
use super::heads::Headline;
use super::job::{Class, INFEASIBLE, Portion, Want};
use super::lay::{self, Spot};
use super::price::{index, proportion, trapped};
use super::way::Maker;
use super::{FigureShape, Grid, Step, StoryShape};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Fewest leg lines before a jump, and after it.
pub(super) const BEFORE_JUMP: u32 = 24;
pub(super) const AFTER_JUMP: u32 = 36;
/// Lines that may stay white at the foot of a story.
const SLACK: u32 = 1;
/// Fewest lines of the index beside a story on the cover.
pub(super) const LEAST_INDEX: u32 = 8;

/// How much of a story stands in one rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// Its beginning, with a picture as it looks best.
    Begun,
    /// Its beginning, with as much text as there is room for.
    Most,
    /// As much as there is room for, though what is left is no part worth a jump.
    Over,
}

impl Extent {
    /// Whether the story goes on elsewhere.
    pub(super) fn jumps(self) -> bool {
        self != Self::Whole
    }
}

/// Where a story begins on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// First on page 1.
    Cover,
    /// First on another page.
    Lead,
    /// Anywhere else.
    Below,
}

/// How the parts of a story stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Headline, then legs.
    Plain,
    /// A picture over the whole width, then headline and legs.
    Above(usize),
    /// Several pictures side by side over the whole width, then headline and legs.
    Abreast(usize, usize),
    /// A picture, the headline beside it in the last leg, legs below both.
    BesideHead(usize),
    /// A picture of so many units at the left, headline and legs beside it.
    AtSide(usize, u32),
    /// The headline in the first leg, the text in the others.
    SideHead,
    /// Page 1: headline over all, a picture below it with the opening beside, legs.
    Upright(usize),
    /// Pictures alone, in rows, below the headline.
    Gallery,
}

impl Manner {
    /// The figures a form itself places.
    pub(super) fn figures(self) -> Vec<usize> {
        match self {
            Self::Plain | Self::SideHead | Self::Gallery => Vec::new(),
            Self::Above(figure)
            | Self::BesideHead(figure)
            | Self::AtSide(figure, _)
            | Self::Upright(figure) => vec![figure],
            Self::Abreast(first, second) => vec![first, second],
        }
    }

    /// Units of the main picture of a form over `units` with legs of `leg`, and how many
    /// such stand side by side.
    pub(super) fn main(self, units: u32, leg: u32) -> Option<(u32, u32)> {
        match self {
            Self::Plain | Self::SideHead | Self::Gallery => None,
            Self::Above(_) => Some((units, 1)),
            Self::Abreast(..) => Some((units / 2, 2)),
            Self::BesideHead(_) | Self::Upright(_) => Some((units - leg, 1)),
            Self::AtSide(_, side) => Some((side, 1)),
        }
    }
}

/// Where the opening paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sapo {
    /// There is none.
    Without,
    /// Over so many units below the headline.
    Across(u32),
    /// At the head of the first leg.
    InLeg,
}

/// What stands above the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The headline.
    Head(Step),
    /// "Continued from page …".
    Onward,
}

/// A range of picture heights in lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Crop {
    pub(super) least: u32,
    pub(super) natural: u32,
    pub(super) most: u32,
}

/// One way to set a portion over some units.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) manner: Manner,
    pub(super) heading: Heading,
    pub(super) sapo: Sapo,
    /// Units of a leg.
    pub(super) measure: u32,
    /// Legs side by side.
    pub(super) legs: u32,
    /// The index fills the last leg's place.
    pub(super) rail: bool,
    /// Stories of the issue, which it is to list; 0 without it.
    pub(super) listed: u32,
    /// A headline stands above or beside the text: no picture comes before its first line.
    pub(super) headed: bool,
    /// Lines besides the main picture and the legs.
    pub(super) fixed: u32,
    /// Lines of the legs; 0 when the story goes on elsewhere and they may be of any
    /// height.
    pub(super) body: u32,
    pub(super) crop: Crop,
    /// Units of the main picture, and how many such stand side by side.
    pub(super) main: Option<(u32, u32)>,
    /// The pictures within the legs.
    pub(super) inner: Shots,
    /// The picture is as high as the words beside it; so many of its lines are caption.
    pub(super) tied: Option<u32>,
    /// How much of the story it holds.
    pub(super) extent: Extent,
    /// Lines of the main picture that have words beside them, when what is beside the
    /// others is shut in.
    pub(super) beside: Option<u32>,
    /// Words set apart that only repeat the text are left out.
    pub(super) bare: bool,
    /// Fewest and most lines of a leg when the story goes on elsewhere.
    pub(super) jump: Option<(u32, u32)>,
    pub(super) cost: u32,
}

impl Form {
    /// Cost and picture height at exactly `lines` lines.
    pub(super) fn at(&self, lines: u32) -> Option<(u32, u32)> {
        if let Some((least, most)) = self.jump {
            let room = lines.checked_sub(self.fixed + least)?;
            let wish = match self.extent {
                Extent::Most | Extent::Over => self.crop.least,
                Extent::Whole | Extent::Begun => self.crop.natural,
            };
            let picture = wish.min(room);
            if picture < self.crop.least {
                return None;
            }
            let leg = lines - self.fixed - picture;
            return (leg <= most).then(|| {
                let off = self.crop.natural - picture;
                let cost = self.cost + index(leg, self.listed) + self.shut_in(picture);
                (cost + 4 * off * off, picture)
            });
        }
        (0..=SLACK)
            .filter_map(|slack| {
                let used = self.fixed + self.body + slack;
                let picture = lines.checked_sub(used)?;
                let (picture, left) = match self.tied.is_some() {
                    true => (lines - slack, picture),
                    false => (picture, 0),
                };
                let Crop { least, natural, most } = self.crop;
                if left > 0 || !(least..=most).contains(&picture) {
                    return None;
                }
                let off = picture.abs_diff(natural);
                let index = index(self.body, self.listed);
                let cost = self.cost + index + self.shut_in(picture);
                Some((cost + 4 * off * off + slack * 30, picture))
            })
            .min()
    }
}

impl Form {
    /// What the white costs beside a picture of so many lines.
    fn shut_in(&self, picture: u32) -> u32 {
        self.beside.map_or(0, |words| trapped(picture.saturating_sub(words)))
    }

    /// Lines left white below its text in a rectangle of so many lines.
    fn slack(&self, lines: u32, picture: u32) -> u32 {
        match (self.jump, self.tied) {
            (Some(_), _) => 0,
            (None, Some(_)) => lines - picture,
            (None, None) => lines - self.fixed - self.body - picture,
        }
    }

    /// Its pictures, when the main one takes so many lines.
    fn shots(&self, grid: &Grid, picture: u32) -> Shots {
        let Some((units, count)) = self.main else { return self.inner };
        let lines = picture.saturating_sub(self.tied.unwrap_or(0));
        let one = Shots::one(grid, units, lines);
        (0..count).fold(self.inner, |all, _| all.and(one))
    }
}

/// Everything the solver asks again and again about stories, remembered.
pub(super) struct Forms<'a> {
    pub(super) grid: &'a Grid,
    pub(super) stories: &'a [StoryShape],
    pub(super) wants: &'a [Want],
    /// Widths a story may have, in units.
    pub(super) widths: Vec<u32>,
    leaves: RefCell<BTreeMap<LeafKey, Rc<Leaf>>>,
    rests: RefCell<BTreeMap<RestKey, Option<Portion>>>,
}

type LeafKey = (Portion, Extent, Place, u32, bool);
type RestKey = (Portion, Extent, Place, u32, u32, bool);

/// The cheapest cost of a portion over some units at each height.
pub(super) struct Leaf {
    pub(super) costs: Vec<u32>,
    /// Whether a picture stands on top in the cheapest form.
    pub(super) pictured: Vec<bool>,
    /// The pictures of the cheapest form.
    pub(super) shots: Vec<Shots>,
    /// Its lines left white below the text.
    pub(super) slacks: Vec<u32>,
    /// Its headline, from the upper left corner of the rectangle.
    pub(super) heads: Vec<Option<Headline>>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(
        grid: &'a Grid,
        stories: &'a [StoryShape],
        wants: &'a [Want],
    ) -> Self {
        let widths = grid.widths();
        Self {
            grid,
            stories,
            wants,
            widths,
            leaves: RefCell::default(),
            rests: RefCell::default(),
        }
    }

    /// A story from its beginning.
    pub(super) fn whole(&self, story: usize) -> Portion {
        let cursor = Cursor::begin(&self.stories[story]);
        Portion { story, cursor, measure: 0, part: 0 }
    }

    /// Lines in standard legs of all that is left of a portion.
    pub(super) fn leg_lines(&self, portion: &Portion) -> u32 {
        let measure = match portion.measure {
            0 => self.grid.leg,
            measure => measure,
        };
        self.text(portion, measure, true).map_or(0, |text| text.lines(&portion.cursor))
    }

    /// Legs of a portion that stand side by side on a page.
    pub(super) fn legs(&self, portion: &Portion) -> u32 {
        (self.grid.units / portion.measure.max(self.grid.leg)).max(1)
    }

    /// Whether nothing is left of a portion.
    pub(super) fn is_spent(&self, portion: &Portion) -> bool {
        let text = self.stories[portion.story].text.get(&portion.measure);
        text.is_none_or(|text| portion.cursor.row >= text.rows.len())
            && portion.cursor.placed.all()
    }

    /// Lines of running text that are left of a portion, counted in standard legs.
    pub(super) fn text_lines(&self, portion: &Portion) -> u32 {
        let measure = if portion.measure == 0 { self.grid.leg } else { portion.measure };
        let Some(text) = self.stories[portion.story].text.get(&measure) else { return 0 };
        let rows = &text.rows[portion.cursor.row.min(text.rows.len())..];
        let lines: u32 = rows.iter().filter(|row| !row.glue).map(|row| row.lines).sum();
        lines * measure / self.grid.leg
    }

    /// The costs of a portion at every height.
    pub(super) fn leaf(
        &self,
        portion: &Portion,
        extent: Extent,
        place: Place,
        units: u32,
        rail: bool,
    ) -> Rc<Leaf> {
        let key = (portion.clone(), extent, place, units, rail);
        if let Some(leaf) = self.leaves.borrow().get(&key) {
            return Rc::clone(leaf);
        }
        let lines = self.grid.lines as usize;
        let mut costs = vec![INFEASIBLE; lines + 1];
        let mut pictured = vec![false; lines + 1];
        let mut shots = vec![Shots::default(); lines + 1];
        let mut slacks = vec![0; lines + 1];
        let mut heads = vec![None; lines + 1];
        for form in self.forms(portion, extent, place, units, rail) {
            let on_top = matches!(form.manner, Manner::Above(_) | Manner::Abreast(..));
            for height in 1..=lines {
                if let Some((cost, picture)) = form.at(height as u32) {
                    let cost = cost + proportion(self.grid, units, height as u32);
                    if cost < costs[height] {
                        costs[height] = cost;
                        pictured[height] = on_top;
                        shots[height] = form.shots(self.grid, picture);
                        slacks[height] = form.slack(height as u32, picture);
                        heads[height] = self.headline(&form, portion, units, picture);
                    }
                }
            }
        }
        let leaf = Rc::new(Leaf { costs, pictured, shots, slacks, heads });
        self.leaves.borrow_mut().insert(key, Rc::clone(&leaf));
        leaf
    }

    /// The headline of a form whose main picture takes so many lines.
    fn headline(
        &self,
        form: &Form,
        portion: &Portion,
        units: u32,
        picture: u32,
    ) -> Option<Headline> {
        let Heading::Head(step) = form.heading else { return None };
        let story = &self.stories[portion.story];
        let caption = |figure: usize, over| picture + story.figures[figure].caption(over);
        let leg = self.grid.leg;
        let (unit, over, line) = match form.manner {
            Manner::Plain | Manner::Upright(_) | Manner::Gallery => (0, units, 0),
            Manner::Above(figure) => (0, units, caption(figure, units) + 1),
            Manner::Abreast(a, b) => {
                let lines = caption(a, units / 2).max(caption(b, units / 2));
                (0, units, lines + 1)
            }
            Manner::BesideHead(_) => (units - leg, leg, 0),
            Manner::AtSide(_, side) => (side, units - side, 0),
            Manner::SideHead => (0, leg, 0),
        };
        let lines = *story.heads.get(&(step, over))?;
        let size = *story.sizes.get(&(step, over))?;
        let brief = self.class(portion) == Class::Brief;
        Some(Headline { unit, units: over, line, lines, size, brief })
    }

    /// The cheapest form at exactly this size, with its picture's lines.
    pub(super) fn best(
        &self,
        portion: &Portion,
        extent: Extent,
        place: Place,
        units: u32,
        lines: u32,
        rail: bool,
    ) -> Option<(Form, u32)> {
        cheapest(self.forms(portion, extent, place, units, rail), lines)
    }

    /// What is left of a portion that is begun in a rectangle.
    pub(super) fn rest(
        &self,
        portion: &Portion,
        extent: Extent,
        place: Place,
        (units, lines): (u32, u32),
        rail: bool,
    ) -> Option<Portion> {
        let key = (portion.clone(), extent, place, units, lines, rail);
        if let Some(rest) = self.rests.borrow().get(&key) {
            return rest.clone();
        }
        let best = self.best(portion, extent, place, units, lines, rail);
        let rest = best.and_then(|(form, picture)| {
            let spot = Spot { unit: 0, units, line: 0, lines };
            lay::lay(self, portion, (&form, picture), spot, true).rest
        });
        self.rests.borrow_mut().insert(key, rest.clone());
        rest
    }

    /// Every way to begin a portion here, the best first: forms with picture heights.
    pub(super) fn splits(
        &self,
        portion: &Portion,
        place: Place,
        (units, lines): (u32, u32),
        rail: bool,
    ) -> Vec<(Form, u32)> {
        let mut splits = Vec::new();
        for form in self.forms(portion, Extent::Begun, place, units, rail) {
            let Some((least, most)) = form.jump else { continue };
            for picture in form.crop.least..=form.crop.most {
                let Some(leg) = lines.checked_sub(form.fixed + picture) else { break };
                if (least..=most).contains(&leg) {
                    let off = picture.abs_diff(form.crop.natural);
                    splits.push((form.cost + 4 * off * off, form.clone(), picture));
                }
            }
        }
        splits.sort_by_key(|(cost, _, _)| *cost);
        splits.into_iter().map(|(_, form, picture)| (form, picture)).collect()
    }

    /// The text of a portion in legs of a measure.
    pub(super) fn text(
        &self,
        portion: &Portion,
        measure: u32,
        headed: bool,
    ) -> Option<Text<'a>> {
        let story = &self.stories[portion.story];
        let text = story.text.get(&measure)?;
        Some(Text {
            grid: self.grid,
            measure,
            rows: &text.rows,
            anchors: &text.anchors,
            figures: &story.figures,
            headed,
        })
    }

    /// How a story counts among the others.
    pub(super) fn class(&self, portion: &Portion) -> Class {
        let want = &self.wants[portion.story];
        want.class.unwrap_or_else(|| {
            let story = &self.stories[portion.story];
            let lines = self.leg_lines(&Portion {
                cursor: Cursor::new(story.figures.len()),
                measure: 0,
                ..portion.clone()
            });
            let pictured = story.figures.iter().any(FigureShape::has_picture);
            match lines {
                _ if portion.story == 0 => Class::Lead,
                60.. if pictured => Class::Major,
                0..14 => Class::Brief,
                _ => Class::Normal,
            }
        })
    }

    /// Every way to set a portion over `units` units.
    pub(super) fn forms(
        &self,
        portion: &Portion,
        extent: Extent,
        place: Place,
        units: u32,
        rail: bool,
    ) -> Vec<Form> {
        // A width the grid does not have is no wish.
        let only = self.wants[portion.story].units;
        if only.is_some_and(|only| only != units && self.widths.contains(&only)) {
            return Vec::new();
        }
        let bare = false;
        let maker = Maker { forms: self, portion, extent, place, units, rail, bare };
        let mut all = maker.all();
        let figures = self.stories[portion.story].figures.iter().enumerate();
        if figures.into_iter().any(|(at, f)| f.spare && !portion.cursor.placed[at]) {
            all.extend(Maker { bare: true, ..maker }.all());
        }
        if let Some(legs) = self.wants[portion.story].legs {
            all.retain(|form| form.legs == legs);
        }
        all
    }
}

/// The cheapest of these forms at exactly so many lines, with its picture's lines.
pub(super) fn cheapest(forms: Vec<Form>, lines: u32) -> Option<(Form, u32)> {
    forms
        .into_iter()
        .filter_map(|form| form.at(lines).map(|(cost, picture)| (cost, form, picture)))
        .min_by_key(|(cost, _, _)| *cost)
        .map(|(_, form, picture)| (form, picture))
}

/// How many leg lines more a story that has these forms could have in a rectangle of so
/// many lines; below 0 those that are too many.
pub(super) fn spare(forms: &[Form], lines: u32) -> Option<i32> {
    // Only when it helps a story that is over, words may be left out.
    let (bare, full): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(|f| f.bare);
    let spare = |form: &&Form| {
        let used = form.fixed + form.body + form.crop.least;
        let used = if form.tied.is_some() { form.fixed + form.body } else { used };
        (lines as i32 - used as i32) * form.legs as i32
    };
    let full = full.iter().map(spare).max();
    let bare = bare.iter().map(spare).max().map(|lines| lines.min(0));
    full.filter(|lines| *lines >= 0).or(bare.max(full))
}

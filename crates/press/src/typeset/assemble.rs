//! Pages put together: every item of the plan at its place, in reading order.
//!
//! A story that runs over several pages reads on where it broke off: each of its parts
//! is a logical child of one marker that stands where the story begins, and a figure is
//! one of a marker at the place in the text it belongs to. So the tags of a paragraph
//! may open on one page and close on the next.

use super::content::Setter;
use super::draw::{border, line, panel};
use super::leg::{self, Marks};
use super::mend::Mender;
use super::photo::Shots;
use super::rows::{Items, anchor, marker, outlined, push};
use super::story::StorySet;
use super::style::Styles;
use super::{Target, filler, furniture, heads, imprint, index, masthead, poster};
use crate::block::{Block, BlockKind};
use crate::compose::WORDS_A_LINE;
use crate::error::PressError;
use crate::look::{Axis, Boxes};
use crate::plan::{self, Fixed, Grid, Item, Part, Plan};
use crate::sheets::{self, Spot};
use document::{Edition, Progress, Pt, Remark, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use typst::foundations::{Content, Smart};
use typst::introspection::Location;
use typst::layout::{
    Abs, Frame, FrameItem, FrameParent, GroupItem, Inherit, Point, Sides, Size,
};
use typst::utils::hash128;
use typst::visualize::Paint;
use typst_layout::Page;

/// The pages of an edition, with what is to be known about them.
pub(crate) struct Composed {
    pub(crate) pages: Vec<Page>,
    pub(crate) spots: Vec<Spot>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) remarks: Vec<Remark>,
}

/// Sets all pages as they are planned.
pub(crate) fn compose(
    edition: &Edition,
    styles: &Styles<'_>,
    shots: &Shots<'_>,
    stories: &[Arc<StorySet>],
    plan: &Plan,
    progress: &dyn Progress,
) -> Result<Composed, PressError> {
    let grid = styles.measures.grid;
    let mender = Mender::new(styles.world, &styles.families);
    let setter = Setter {
        styles,
        mender: &mender,
        lang: edition.bulletin.lang,
        notes: Default::default(),
    };
    let head = masthead::masthead(&setter, edition, Some(shots))?;
    let foot = imprint::imprint(&setter, edition, plan.pages.len())?;
    let measures = leg::measures(plan);
    let measure = |story: usize| measures.get(&story).copied().unwrap_or(grid.leg);
    let mut binder = Binder {
        edition,
        setter: &setter,
        shots,
        stories,
        grid,
        marks: (0..)
            .zip(stories)
            .map(|(at, story)| Marks::new(story, measure(at)))
            .collect(),
        tinted: BTreeMap::new(),
        evened: BTreeMap::new(),
        fillers: 0,
        spots: Vec::new(),
        blocks: Vec::new(),
        remarks: Vec::new(),
    };
    let begins = begins(plan, stories.len());
    let panels = plan::panels(&plan.pages, &grid);
    let total = plan.pages.len();
    let mut pages = Vec::with_capacity(total);
    for (index, items) in plan.pages.iter().enumerate() {
        progress.reached(index, total)?;
        let mut frame = Frame::hard(Size::new(Abs::pt(grid.width), Abs::pt(grid.height)));
        binder.digest_ground(&mut frame, index, items);
        match index {
            0 => binder.cover(&mut frame, items)?,
            _ => binder.folio(&mut frame, index, items)?,
        }
        binder.masthead(&mut frame, index, items, &head.items);
        binder.poster_words(&mut frame, items, &begins)?;
        binder.evened = heads::evened(stories, items);
        for story in in_order(items) {
            binder.story(&mut frame, index, story, items, plan)?;
        }
        // The imprint is read last.
        if let Some(panel) = &panels[index] {
            let panel = std::slice::from_ref(panel);
            binder.furniture(&mut frame, index, panel, &foot.items, &begins)?;
        }
        binder.furniture(&mut frame, index, items, &foot.items, &begins)?;
        if index == 0 {
            binder.beside(&mut frame, items, &begins)?;
        }
        pages.push(page(frame, index, styles));
    }
    let mut remarks = binder.remarks;
    let (spots, blocks) = (binder.spots, binder.blocks);
    remarks.extend(about(plan, &spots, &mender));
    if let Some(logo) = edition.bulletin.settings().logo
        && edition.photo_named(&logo).is_none_or(|photo| shots.ratio(photo).is_none())
    {
        let missing = Remark::new("design.logo_missing", Severity::Should);
        remarks.push(missing.with("name", logo));
    }
    Ok(Composed { pages, spots, blocks, remarks })
}

/// Lines of the masthead and the imprint.
pub(crate) fn fixed(edition: &Edition, styles: &Styles<'_>) -> Result<Fixed, PressError> {
    let mender = Mender::new(styles.world, &styles.families);
    let lang = edition.bulletin.lang;
    let setter = Setter { styles, mender: &mender, lang, notes: Default::default() };
    let masthead = masthead::masthead(&setter, edition, None)?.lines;
    let imprint = imprint::imprint(&setter, edition, imprint::MOST_PAGES)?.lines;
    Ok(Fixed { masthead, imprint })
}

fn page(frame: Frame, index: usize, styles: &Styles<'_>) -> Page {
    let bleed = match styles.target {
        Target::Press => Abs::mm(sheets::BLEED_MM),
        _ => Abs::zero(),
    };
    Page {
        frame,
        bleed: Sides::splat(bleed),
        fill: match styles.target {
            Target::Preview => Smart::Custom(Some(styles.colour("paper"))),
            _ => Smart::Auto,
        },
        numbering: None,
        supplement: Content::empty(),
        number: index as u64 + 1,
    }
}

/// The stories of a page, in the order their items come.
fn in_order(items: &[Item]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    items
        .iter()
        .filter_map(|item| item.story)
        .filter(|story| seen.insert(*story))
        .collect()
}

/// The page each story begins on.
fn begins(plan: &Plan, stories: usize) -> Vec<Option<usize>> {
    let mut begins = vec![None; stories];
    for (page, items) in plan.pages.iter().enumerate().rev() {
        for story in items.iter().filter_map(|item| item.story) {
            begins[story] = Some(page);
        }
    }
    begins
}

/// What the plan itself has to say.
fn about(plan: &Plan, spots: &[Spot], mender: &Mender<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if plan.excess > 0 {
        // Where the officer gave each story its room, the stories tell what is over.
        let over: u32 =
            plan.spare.values().map(|lines| lines.min(&0).unsigned_abs()).sum();
        let lines = if over > 0 { over } else { plan.excess };
        let words = (f64::from(lines) * WORDS_A_LINE).round();
        remarks.push(
            Remark::new("plan.overfull", Severity::Must)
                .with("asked", plan.asked.unwrap_or_default().to_string())
                .with("pages", plan.pages.len().to_string())
                .with("words", words.to_string()),
        );
    }
    let used: BTreeSet<usize> = spots.iter().map(|spot| spot.page).collect();
    let empty: Vec<String> = (0..plan.pages.len())
        .filter(|page| *page > 0 && !used.contains(page))
        .map(|page| (page + 1).to_string())
        .collect();
    if !empty.is_empty() {
        remarks.push(
            Remark::new("plan.pages_empty", Severity::Should)
                .with("count", empty.len().to_string())
                .with("pages", empty.join(", ")),
        );
    }
    let missing = mender.missing();
    if !missing.is_empty() {
        remarks.push(
            Remark::new("glyph.missing", Severity::Should)
                .with("characters", super::story::words_for(&missing)),
        );
    }
    remarks
}

pub(super) struct Binder<'a, 'w> {
    pub(super) edition: &'a Edition,
    pub(super) setter: &'a Setter<'a, 'w>,
    pub(super) shots: &'a Shots<'a>,
    pub(super) stories: &'a [Arc<StorySet>],
    pub(super) grid: Grid,
    pub(super) marks: Vec<Marks>,
    /// The box of each page that is tinted.
    tinted: BTreeMap<usize, u128>,
    /// Headlines of this page that are set smaller, with the share of their size.
    evened: BTreeMap<usize, f64>,
    /// Fillers so far.
    fillers: usize,
    spots: Vec<Spot>,
    blocks: Vec<Block>,
    pub(super) remarks: Vec<Remark>,
}

impl Binder<'_, '_> {
    fn x(&self, page: usize, item: &Item) -> f64 {
        self.grid.left(page, item.unit)
    }

    fn folio(
        &mut self,
        frame: &mut Frame,
        page: usize,
        items: &[Item],
    ) -> Result<(), PressError> {
        let section = items
            .iter()
            .filter_map(|item| item.story)
            .map(|story| self.stories[story].section.as_str())
            .find(|section| !section.is_empty())
            .unwrap_or_default();
        let folio = furniture::folio(self.setter, self.edition, page, section)?;
        let look = &self.setter.styles.look.rules;
        let left = self.grid.left(page, 0) - self.grid.aside;
        // The folio stands on a line of its own above the rule.
        let rule = self.grid.top - 0.4 * self.grid.baseline;
        let height = folio.height().to_pt();
        let y = rule - look.folio - height;
        frame.push_frame(Point::new(Abs::pt(left), Abs::pt(y)), folio);
        let width = self.grid.span(self.grid.units) + self.grid.aside;
        self.block(page, None, BlockKind::Folio, (left, y, width, height));
        let colour = self.colour(&look.colour);
        line(frame, (left, rule), (width, 0.0), colour.clone(), look.page);
        let foot = self.grid.y(self.grid.lines) + 0.7 * self.grid.baseline;
        line(frame, (left, foot), (width, 0.0), colour, look.page_foot);
        Ok(())
    }

    fn masthead(&mut self, frame: &mut Frame, page: usize, items: &[Item], head: &Items) {
        for item in items.iter().filter(|item| item.part == Part::Masthead) {
            let to = Point::with_x(Abs::pt(self.x(page, item) - self.grid.aside));
            frame.push_multiple(head.iter().map(|(at, item)| (*at + to, item.clone())));
            let (x, y, width, height) = self.rect(page, item);
            // It stands in the head margin as well.
            let rect = (x, 0.0, width, y + height);
            self.block(page, None, BlockKind::Masthead, rect);
        }
    }

    /// What belongs to no story; it reads after them.
    fn furniture(
        &mut self,
        frame: &mut Frame,
        page: usize,
        items: &[Item],
        foot: &Items,
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        let grid = self.grid;
        let rules = &self.setter.styles.look.rules;
        let ink = self.colour(&rules.colour);
        for item in items {
            let rect = self.rect(page, item);
            let (x, y, width, height) = rect;
            let to = Point::new(Abs::pt(x), Abs::pt(y));
            let rule = y - 0.45 * grid.baseline;
            let level = (x, rule, width, 0.0);
            match &item.part {
                Part::Index if poster::is_on(items) => self.band(frame, rect, begins)?,
                Part::Index => {
                    let card = self.setter.styles.look.index.card;
                    // A card keeps a margin of its own.
                    let pad = if card { grid.baseline } else { 0.0 };
                    let columns = grid.abreast(item.units);
                    let gaps = f64::from(columns - 1) * grid.gutter + 2.0 * pad;
                    let column = (grid.span(item.units) - gaps) / f64::from(columns);
                    let inset = if card { 2 } else { 0 };
                    let size = (column, columns, item.lines.saturating_sub(inset));
                    let items = index::index(self.setter, self.stories, begins, size)?;
                    let to = to + Point::splat(Abs::pt(pad));
                    if !items.is_empty() {
                        if card {
                            self.ground(frame, (page, hash128("index")), rect);
                        }
                        self.block(page, None, BlockKind::Index, rect);
                    }
                    frame.push_multiple(items.into_iter().map(|(at, i)| (at + to, i)));
                }
                Part::Filler => {
                    let key = hash128(&("filler", page, item.unit, item.line));
                    let size = (item.units, item.lines);
                    let (setter, turn) = (self.setter, self.fillers);
                    let panel = filler::filler(setter, self.edition, size, turn, key)?;
                    let Some(panel) = panel else { continue };
                    self.fillers += 1;
                    self.ground(frame, (page, key), rect);
                    push(frame, to, &panel);
                    self.block(page, None, BlockKind::Filler, rect);
                }
                Part::Imprint => {
                    let items = foot.iter();
                    frame.push_multiple(items.map(|(at, i)| (*at + to, i.clone())));
                    line(
                        frame,
                        (x, rule),
                        (width, 0.0),
                        ink.clone(),
                        rules.story.max(0.5),
                    );
                    self.block(page, None, BlockKind::Imprint, rect);
                }
                Part::Rule => {
                    line(frame, (x, rule), (width, 0.0), ink.clone(), rules.story);
                    self.block(page, None, BlockKind::Rule, level);
                }
                Part::Hair => {
                    let high = grid.picture_height(item.lines).max(0.0);
                    let at = (x - grid.gutter / 2.0, y + grid.hang);
                    line(frame, at, (0.0, high), self.colour("hair"), rules.hair);
                    let upright = (at.0, y, 0.0, height);
                    self.block(page, None, BlockKind::Hair, upright);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// All items of one story on one page.
    fn story(
        &mut self,
        frame: &mut Frame,
        page: usize,
        index: usize,
        items: &[Item],
        plan: &Plan,
    ) -> Result<(), PressError> {
        let story = Arc::clone(&self.stories[index]);
        let location = Location::new(hash128(&("story", story.key)));
        let corner = self.corner(page, index, items);
        frame.push_multiple(anchor(story.part(page)).map(|tag| (corner, tag)));
        if !std::mem::replace(&mut self.marks[index].begun, true) {
            let entry = outlined(story.place(), &story.name);
            frame.push_multiple(entry.into_iter().map(|tag| (corner, tag)));
            frame.push_multiple(marker(location).map(|tag| (Point::zero(), tag)));
        }
        let mut own = Frame::soft(frame.size());
        let mut figures = Vec::new();
        let mut loose = Vec::new();
        for item in items.iter().filter(|item| item.story == Some(index)) {
            let mut rect = self.rect(page, item);
            rect.1 += self.lowered(index, items, item);
            let (x, y, width, _) = rect;
            let at = Point::new(Abs::pt(x), Abs::pt(y));
            match &item.part {
                Part::Head(step) => {
                    let Some(head) = story.head(*step, item.units) else { continue };
                    let axis = self.setter.styles.look.axis;
                    let smaller = self.evened.get(&index);
                    let smaller = smaller.map(|share| head.smaller(*share, axis));
                    let head = smaller.as_ref().unwrap_or(head);
                    push(&mut own, at, &head.frame);
                    let height = head.frame.height().to_pt();
                    if head.title > 0.0 {
                        let kicker = (x, y, width, head.title);
                        self.spot(page, &story, sheets::Part::Kicker, kicker);
                    }
                    let title = (x, y + head.title, width, height - head.title);
                    self.spot(page, &story, sheets::Part::Title, title);
                    let kind = BlockKind::Head { size: Pt(head.size), light: head.light };
                    self.block(page, Some(&story), kind, rect);
                }
                Part::Lead => {
                    let Some(lead) = story.opening.frames.get(&item.units) else {
                        continue;
                    };
                    push(&mut own, at, lead);
                    let height = lead.height().to_pt();
                    self.spot(page, &story, sheets::Part::Lead, (x, y, width, height));
                    self.block(page, Some(&story), BlockKind::Lead, rect);
                }
                Part::Leg { .. } => {
                    self.leg(&mut own, &mut figures, page, index, item)?;
                }
                Part::Figure { index: figure, picture } => {
                    let spot = (x, y, item.units);
                    let plate = self.plate(page, &story, *figure, spot, *picture)?;
                    figures.push((*figure, plate));
                }
                Part::Jump(to) => {
                    loose.push((at, furniture::jump(self.setter, *to, &story, width)?));
                    let kind = BlockKind::Jump { to: *to as usize };
                    self.block(page, Some(&story), kind, rect);
                }
                Part::Onward(from) => {
                    let line = furniture::onward(self.setter, *from, &story, width)?;
                    loose.push((at, line));
                    if let Some(words) = story.top.onwards.get(&item.units) {
                        push(frame, at, &words.frame);
                    }
                    let kind = BlockKind::Onward { from: *from as usize };
                    self.block(page, Some(&story), kind, rect);
                }
                _ => {}
            }
        }
        let last =
            plan.pages[page + 1..].iter().flatten().all(|item| item.story != Some(index));
        if last {
            self.mark(&mut own, index, usize::MAX);
        }
        push_child(frame, own, location);
        for (figure, plate) in figures {
            push_child(frame, plate, figure_location(&story, figure));
        }
        for (at, line) in loose {
            frame.push_frame(at, line);
        }
        Ok(())
    }

    /// How far the words at the head of a story stand below their place: where a design
    /// has everything on a middle line and a picture stands beside them that is higher,
    /// they stand at the middle of it.
    fn lowered(&self, story: usize, items: &[Item], lowered: &Item) -> f64 {
        if self.setter.styles.look.axis == Axis::Start {
            return 0.0;
        }
        let own = || items.iter().filter(|item| item.story == Some(story));
        let picture = own().find_map(|item| match item.part {
            Part::Figure { picture, .. } if picture > 0 => Some((item, picture)),
            _ => None,
        });
        let Some((figure, picture)) = picture else { return 0.0 };
        let words =
            || own().filter(|item| matches!(item.part, Part::Head(_) | Part::Lead));
        let foot = figure.line + picture;
        let beside = |item: &Item| {
            let apart = item.unit >= figure.unit + figure.units
                || item.unit + item.units <= figure.unit;
            apart && item.line >= figure.line && item.line + item.lines <= foot
        };
        // Only a head with its opening, or an opening below a head over everything.
        let aside: Vec<&Item> = words().filter(|item| beside(item)).collect();
        if !aside.iter().any(|item| std::ptr::eq(*item, lowered)) {
            return 0.0;
        }
        let below = own().any(|item| {
            matches!(item.part, Part::Leg { .. })
                && item.line < foot
                && aside.iter().any(|word| word.unit == item.unit)
        });
        let last = aside.iter().map(|item| item.line + item.lines).max();
        match last.filter(|_| !below) {
            Some(last) => f64::from((foot - last) / 2) * self.grid.baseline,
            None => 0.0,
        }
    }

    /// The top left corner of what a story has on a page.
    fn corner(&self, page: usize, story: usize, items: &[Item]) -> Point {
        let own = || items.iter().filter(|item| item.story == Some(story));
        let x = own().map(|item| self.x(page, item)).fold(self.grid.width, f64::min);
        let y = own().map(|item| self.grid.y(item.line)).fold(self.grid.height, f64::min);
        Point::new(Abs::pt(x), Abs::pt(y))
    }

    pub(super) fn spot(
        &mut self,
        page: usize,
        story: &StorySet,
        part: sheets::Part,
        (x, y, width, height): (f64, f64, f64, f64),
    ) {
        let article = story.article;
        self.spots.push(Spot { page, article, part, x, y, width, height });
    }

    /// Notes what stands there, for whoever checks the pages.
    pub(super) fn block(
        &mut self,
        page: usize,
        story: Option<&StorySet>,
        kind: BlockKind,
        (x, y, width, height): (f64, f64, f64, f64),
    ) {
        let article = story.map(|story| story.article);
        let [x, y, width, height] = [x, y, width, height].map(Pt);
        self.blocks.push(Block { page, article, kind, x, y, width, height });
    }

    /// What a box stands on: it hangs from the capitals of its first line and stands on
    /// the baseline of its last. One tint a page is enough; other boxes stand between
    /// two rules. `owner` names what is boxed, which may run over two legs.
    pub(super) fn ground(
        &mut self,
        frame: &mut Frame,
        (page, owner): (usize, u128),
        (x, y, width, height): (f64, f64, f64, f64),
    ) {
        let (top, foot) = (y + self.grid.hang, y + height - self.grid.below);
        let look = &self.setter.styles.look;
        let radius = look.corner / 25.4 * 72.0;
        let size = (width, foot - top);
        let first = *self.tinted.entry(page).or_insert(owner) == owner;
        let tinted = match look.boxes {
            Boxes::Card => true,
            Boxes::Tint => first,
            Boxes::Frame | Boxes::Rules => false,
        };
        if tinted {
            panel(frame, (x, top), size, radius, self.colour("tint"));
        } else if look.boxes == Boxes::Frame {
            // The frame's own thickness lies inside.
            let (x, top) = (x + 0.75, top + 0.75);
            let size = (size.0 - 1.5, size.1 - 1.5);
            border(frame, (x, top), size, radius, (self.colour("ink"), 1.5));
        } else {
            line(frame, (x, top), (width, 0.0), self.colour("ink"), 0.5);
            line(frame, (x, foot), (width, 0.0), self.colour("hair"), 0.35);
        }
    }

    /// Where an item stands: left, top, width and height.
    fn rect(&self, page: usize, item: &Item) -> (f64, f64, f64, f64) {
        let (x, y) = (self.x(page, item), self.grid.y(item.line));
        let height = f64::from(item.lines) * self.grid.baseline;
        (x, y, self.grid.span(item.units), height)
    }

    pub(super) fn colour(&self, name: &str) -> Paint {
        self.setter.styles.colour(name)
    }
}

pub(super) fn figure_location(story: &StorySet, figure: usize) -> Location {
    Location::new(hash128(&("figure", story.key, figure)))
}

/// Adds a frame that reads as a child of the marker at `location`.
pub(super) fn push_child(frame: &mut Frame, child: Frame, location: Location) {
    let mut group = GroupItem::new(child);
    group.parent = Some(FrameParent::new(location, Inherit::No));
    frame.push(Point::zero(), FrameItem::Group(group));
}

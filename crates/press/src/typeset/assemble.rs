//! Pages put together: every item of the plan at its place, in reading order.
//!
//! A story that runs over several pages reads on where it broke off: each of its parts
//! is a logical child of one marker that stands where the story begins, and a figure is
//! one of a marker at the place in the text it belongs to. So the tags of a paragraph
//! may open on one page and close on the next.

use super::content::Setter;
use super::flow::RowPart;
use super::mend::Mender;
use super::photo::Shots;
use super::rows::{Items, marker, outlined, push};
use super::story::StorySet;
use super::style::Styles;
use super::{Target, furniture, imprint, masthead};
use crate::error::PressError;
use crate::plan::{self, Fixed, Grid, Item, Part, Piece, Plan};
use crate::sheets::{self, Spot};
use document::{Edition, Progress, Remark, Severity};
use std::collections::BTreeSet;
use std::sync::Arc;
use typst::foundations::{Content, Smart};
use typst::introspection::Location;
use typst::layout::{
    Abs, Frame, FrameItem, FrameParent, GroupItem, Inherit, Point, Sides, Size,
};
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry, Paint};
use typst_layout::Page;

/// The pages of an edition, with what is to be known about them.
pub(crate) struct Composed {
    pub(crate) pages: Vec<Page>,
    pub(crate) spots: Vec<Spot>,
    pub(crate) remarks: Vec<Remark>,
}

/// Plans and sets all pages.
pub(crate) fn compose(
    edition: &Edition,
    styles: &Styles<'_>,
    shots: &Shots<'_>,
    stories: &[Arc<StorySet>],
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
    let head = masthead::masthead(&setter, edition)?;
    let foot = imprint::imprint(&setter, edition)?;
    let shapes: Vec<_> = stories.iter().map(|story| story.shape.clone()).collect();
    let planned = edition.plan.as_ref().and_then(|p| u32::try_from(p.pages.len()).ok());
    let pages = planned.or(edition.issue.pages);
    let fixed = Fixed { masthead: head.lines, imprint: foot.lines, pages };
    let plan = plan::plan(&grid, &shapes, fixed);
    let mut binder = Binder {
        edition,
        setter: &setter,
        shots,
        stories,
        grid,
        marks: stories.iter().map(|story| Marks::new(story)).collect(),
        spots: Vec::new(),
        remarks: Vec::new(),
    };
    let begins = begins(&plan, stories.len());
    let total = plan.pages.len();
    let mut pages = Vec::with_capacity(total);
    for (index, items) in plan.pages.iter().enumerate() {
        progress.reached(index, total)?;
        let mut frame = Frame::hard(Size::new(Abs::pt(grid.width), Abs::pt(grid.height)));
        if index > 0 {
            binder.folio(&mut frame, index, items)?;
        }
        binder.masthead(&mut frame, index, items, &head.items);
        for story in in_order(items) {
            binder.story(&mut frame, index, story, items, &plan)?;
        }
        binder.furniture(&mut frame, index, items, &foot.items, &begins)?;
        pages.push(page(frame, index, styles));
    }
    let mut remarks = binder.remarks;
    let spots = binder.spots;
    remarks.extend(about(&plan, edition, &spots, &mender));
    Ok(Composed { pages, spots, remarks })
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
fn about(
    plan: &Plan,
    edition: &Edition,
    spots: &[Spot],
    mender: &Mender<'_>,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if plan.excess > 0 {
        // A line of a column holds 7.3 syllables on average.
        let words = (f64::from(plan.excess) * 7.3).round();
        remarks.push(
            Remark::new("plan.overfull", Severity::Must)
                .with("asked", edition.issue.pages.unwrap_or_default().to_string())
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

/// Where a story's markers stand so far.
struct Marks {
    begun: bool,
    /// Figures whose marker is still to come, by the row they belong before.
    waiting: Vec<(usize, usize)>,
}

impl Marks {
    fn new(story: &StorySet) -> Self {
        let mut waiting: Vec<(usize, usize)> = story
            .shape
            .figures
            .iter()
            .enumerate()
            .map(|(index, figure)| (figure.anchor, index))
            .collect();
        waiting.sort_unstable();
        waiting.reverse();
        Self { begun: false, waiting }
    }
}

pub(super) struct Binder<'a, 'w> {
    edition: &'a Edition,
    pub(super) setter: &'a Setter<'a, 'w>,
    pub(super) shots: &'a Shots<'a>,
    stories: &'a [Arc<StorySet>],
    pub(super) grid: Grid,
    marks: Vec<Marks>,
    spots: Vec<Spot>,
    pub(super) remarks: Vec<Remark>,
}

impl Binder<'_, '_> {
    fn x(&self, page: usize, item: &Item) -> f64 {
        self.grid.left(page, item.column)
    }

    fn folio(
        &self,
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
        let left = self.grid.left(page, 0);
        // The folio stands on a line of its own above the rule.
        let rule = self.grid.top - 0.4 * self.grid.baseline;
        let y = rule - 7.0 - folio.height().to_pt();
        frame.push_frame(Point::new(Abs::pt(left), Abs::pt(y)), folio);
        let width = self.grid.span(self.grid.columns);
        line(frame, (left, rule), (width, 0.0), self.colour("ink"), 2.2);
        Ok(())
    }

    fn masthead(&self, frame: &mut Frame, page: usize, items: &[Item], head: &Items) {
        for item in items.iter().filter(|item| item.part == Part::Masthead) {
            let to = Point::with_x(Abs::pt(self.x(page, item)));
            frame.push_multiple(head.iter().map(|(at, item)| (*at + to, item.clone())));
        }
    }

    /// What belongs to no story; it reads after them.
    fn furniture(
        &self,
        frame: &mut Frame,
        page: usize,
        items: &[Item],
        foot: &Items,
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        let grid = self.grid;
        let ink = || self.colour("ink");
        for item in items {
            let (x, y) = (self.x(page, item), grid.y(item.line));
            let to = Point::new(Abs::pt(x), Abs::pt(y));
            let width = grid.span(item.columns);
            let rule = y - 0.45 * grid.baseline;
            match &item.part {
                Part::Index => {
                    let items =
                        furniture::index(self.setter, self.stories, begins, item.lines)?;
                    frame.push_multiple(items.into_iter().map(|(at, i)| (at + to, i)));
                }
                Part::Imprint => {
                    let items = foot.iter();
                    frame.push_multiple(items.map(|(at, i)| (*at + to, i.clone())));
                    line(frame, (x, rule), (width, 0.0), ink(), 0.5);
                }
                Part::Rule => line(frame, (x, rule), (width, 0.0), ink(), 0.5),
                Part::Hair => {
                    let height = grid.picture_height(item.lines).max(0.0);
                    let at = (x - grid.gutter / 2.0, y + grid.hang);
                    line(frame, at, (0.0, height), self.colour("hair"), 0.35);
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
        if !std::mem::replace(&mut self.marks[index].begun, true) {
            let corner = self.corner(page, index, items);
            let entry = outlined(story.place(), &story.name);
            frame.push_multiple(entry.into_iter().map(|tag| (corner, tag)));
            frame.push_multiple(marker(location).map(|tag| (Point::zero(), tag)));
        }
        let mut own = Frame::soft(frame.size());
        let mut figures = Vec::new();
        let mut loose = Vec::new();
        for item in items.iter().filter(|item| item.story == Some(index)) {
            let (x, y) = (self.x(page, item), self.grid.y(item.line));
            let width = self.grid.span(item.columns);
            let at = Point::new(Abs::pt(x), Abs::pt(y));
            match &item.part {
                Part::Head(step) => {
                    let Some(head) = story.heads.get(&(*step, item.columns)) else {
                        continue;
                    };
                    push(&mut own, at, &head.frame);
                    let height = head.frame.height().to_pt();
                    if head.title > 0.0 {
                        self.spot(
                            page,
                            &story,
                            sheets::Part::Kicker,
                            (x, y, width, head.title),
                        );
                    }
                    let title = (x, y + head.title, width, height - head.title);
                    self.spot(page, &story, sheets::Part::Title, title);
                }
                Part::Lead => {
                    let Some(lead) = story.leads.get(item.columns as usize - 1) else {
                        continue;
                    };
                    push(&mut own, at, lead);
                    let height = lead.height().to_pt();
                    self.spot(page, &story, sheets::Part::Lead, (x, y, width, height));
                }
                Part::Leg(pieces) => {
                    self.leg(&mut own, &mut figures, page, index, (x, y), pieces)?;
                }
                Part::Figure { index: figure, picture } => {
                    let plate = self.plate(
                        page,
                        &story,
                        *figure,
                        (x, y),
                        item.columns,
                        *picture,
                    )?;
                    figures.push((*figure, plate));
                }
                Part::Jump(to) => {
                    loose.push((at, furniture::jump(self.setter, *to, story.key)?));
                }
                Part::Onward(from) => {
                    let line = furniture::onward(self.setter, *from, &story, width)?;
                    loose.push((at, line));
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

    /// The top left corner of what a story has on a page.
    fn corner(&self, page: usize, story: usize, items: &[Item]) -> Point {
        let own = || items.iter().filter(|item| item.story == Some(story));
        let x = own().map(|item| self.x(page, item)).fold(self.grid.width, f64::min);
        let y = own().map(|item| self.grid.y(item.line)).fold(self.grid.height, f64::min);
        Point::new(Abs::pt(x), Abs::pt(y))
    }

    fn leg(
        &mut self,
        own: &mut Frame,
        figures: &mut Vec<(usize, Frame)>,
        page: usize,
        index: usize,
        (x, mut y): (f64, f64),
        pieces: &[Piece],
    ) -> Result<(), PressError> {
        let story = Arc::clone(&self.stories[index]);
        let grid = self.grid;
        let width = grid.span(1);
        let mut text = false;
        for piece in pieces {
            match piece {
                Piece::Rows { from, to } => {
                    self.tint(own, &story, (x, y), *from..*to);
                    let mut spot: Option<(RowPart, f64)> = None;
                    for row in *from..*to {
                        self.mark(own, index, row);
                        let set = &story.rows[row];
                        let at = Point::new(Abs::pt(x), Abs::pt(y));
                        let items = set.items.iter();
                        own.push_multiple(items.map(|(p, item)| (*p + at, item.clone())));
                        if spot.is_none_or(|(part, _)| part != set.part) {
                            if let Some((part, top)) = spot {
                                self.spot(
                                    page,
                                    &story,
                                    part.into(),
                                    (x, top, width, y - top),
                                );
                            }
                            spot = Some((set.part, y));
                        }
                        y += f64::from(set.shape.lines) * grid.baseline;
                    }
                    if let Some((part, top)) = spot {
                        self.spot(page, &story, part.into(), (x, top, width, y - top));
                    }
                    text = true;
                }
                Piece::Figure { index: figure, picture, lines } => {
                    if text {
                        y += grid.baseline;
                    }
                    let plate = self.plate(page, &story, *figure, (x, y), 1, *picture)?;
                    figures.push((*figure, plate));
                    y += f64::from(*lines) * grid.baseline;
                    text = false;
                }
            }
        }
        Ok(())
    }

    /// The tint behind the rows of a box that runs with the text.
    fn tint(
        &self,
        own: &mut Frame,
        story: &StorySet,
        (x, mut y): (f64, f64),
        rows: std::ops::Range<usize>,
    ) {
        let line = self.grid.baseline;
        let mut from: Option<f64> = None;
        let mut boxes = Vec::new();
        for row in &story.rows[rows] {
            match (row.tint, from) {
                (true, None) => from = Some(y),
                (false, Some(top)) => {
                    boxes.push((top, y));
                    from = None;
                }
                _ => {}
            }
            y += f64::from(row.shape.lines) * line;
        }
        boxes.extend(from.map(|top| (top, y)));
        for (top, foot) in boxes {
            let pad = line * 0.3;
            let size =
                Size::new(Abs::pt(self.grid.span(1)), Abs::pt(foot - top + 2.0 * pad));
            let tint = Geometry::Rect(size).filled(self.colour("tint"));
            let at = Point::new(Abs::pt(x), Abs::pt(top - pad));
            own.push(at, FrameItem::Shape(tint, Span::detached()));
        }
    }

    /// Markers of the figures that belong before `row`.
    fn mark(&mut self, own: &mut Frame, index: usize, row: usize) {
        let story = &self.stories[index];
        let waiting = &mut self.marks[index].waiting;
        while let Some((anchor, figure)) = waiting.last().copied()
            && (anchor <= row)
        {
            waiting.pop();
            let tags = marker(figure_location(story, figure));
            own.push_multiple(tags.map(|tag| (Point::zero(), tag)));
        }
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

    fn colour(&self, name: &str) -> Paint {
        self.setter.styles.colour(name)
    }
}

impl From<RowPart> for sheets::Part {
    fn from(part: RowPart) -> Self {
        match part {
            RowPart::Body(block) => Self::Body { block },
            RowPart::Byline => Self::Byline,
        }
    }
}

fn figure_location(story: &StorySet, figure: usize) -> Location {
    Location::new(hash128(&("figure", story.key, figure)))
}

/// Adds a frame that reads as a child of the marker at `location`.
fn push_child(frame: &mut Frame, child: Frame, location: Location) {
    let mut group = GroupItem::new(child);
    group.parent = Some(FrameParent::new(location, Inherit::No));
    frame.push(Point::zero(), FrameItem::Group(group));
}

fn line(
    frame: &mut Frame,
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    colour: Paint,
    thickness: f64,
) {
    let stroke = FixedStroke::from_pair(colour, Abs::pt(thickness));
    let shape = Geometry::Line(Point::new(Abs::pt(dx), Abs::pt(dy))).stroked(stroke);
    let at = Point::new(Abs::pt(x), Abs::pt(y));
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

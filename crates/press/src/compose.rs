//! Composing: whole issues planned to an exact number of pages, to choose from.

use crate::block::Block;
use crate::cut::{self, Cut};
use crate::design::Design;
use crate::error::PressError;
use crate::plan::{
    self, Class, Fixed, Grid, Job, Kind, Layout, Module, Pin, StoryShape, Want,
};
use crate::score::Marks;
use crate::sketch;
use crate::typeset::{self, Originals, StorySet, Styles, Target};
use crate::wish::want;
use crate::{Press, Work};
use document::{
    ArticleId, Edition, ModuleKind, PagePlan, PhotoLibrary, Progress, Pt, Remark,
    Severity, Trim,
};
use std::cmp::Reverse;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use typst::utils::hash128;

/// Words in a line of a standard leg, on average.
pub(crate) const WORDS_A_LINE: f64 = 7.3;
/// Points by which pages must be better that have no poster, or no column of short news,
/// where the design was drawn with them.
const CHARACTER: u32 = 4;
/// Most pages an issue can have.
const MOST_PAGES: usize = 64;

/// What is asked for.
///
/// What the officer wishes of each story, and the modules that must stay where they
/// are, come with the edition: its wishes, and the pinned modules of its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Pages; `None` for the smallest multiple of 4 that holds the text.
    pub pages: Option<u32>,
    /// How many different proposals at most.
    pub proposals: usize,
    /// Pages from the first on that stay as the edition's plan has them, if the others
    /// can be composed so; 0 to compose all.
    pub kept: usize,
}

/// What came out: proposals, or what to cut so that there are some.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Composition {
    /// Pages of every proposal.
    pub pages: u32,
    /// The best one first; none when the stories do not fit.
    pub proposals: Vec<Proposal>,
    /// What has to go before they fit; none when they do.
    pub cuts: Vec<Cut>,
}

impl Composition {
    /// Whether there is a plan that holds everything.
    pub fn fits(&self) -> bool {
        !self.proposals.is_empty()
    }
}

/// One way to lay out the issue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// What stands where.
    pub plan: PagePlan,
    /// How good it is.
    pub marks: Marks,
    /// How often a story goes on on another page.
    pub jumps: u32,
    /// What a reader will see of it, as rectangles: page by page in reading order.
    pub blocks: Vec<Block>,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
}

/// How a story fits the room that the saved plan gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// The story.
    pub article: ArticleId,
    /// Lines left; below 0 those that are over.
    pub lines: i32,
    /// About so many words left; below 0 those that are over.
    pub words: i32,
}

/// The grid of one page, from the upper left corner of the cut sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageGrid {
    /// Units across.
    pub units: u32,
    /// Lines down.
    pub lines: u32,
    /// Left edge of the first unit.
    pub left: Pt,
    /// Top of the first line.
    pub top: Pt,
    /// Width of a unit.
    pub unit: Pt,
    /// Between two units.
    pub gutter: Pt,
    /// Height of a line.
    pub baseline: Pt,
}

impl Design {
    /// Every width in units that a story can have on sheets of this size.
    pub fn widths(&self, trim: Trim) -> Vec<u32> {
        let grid = self.measures(trim).grid;
        let mut widths = grid.widths();
        widths.retain(|units| Some(*units) != grid.beside_digest());
        widths
    }

    /// The grid of a page, counted from 0, on sheets of this size.
    pub fn grid(&self, trim: Trim, page: usize) -> PageGrid {
        let grid = self.measures(trim).grid;
        PageGrid {
            units: grid.units,
            lines: grid.lines,
            left: Pt(grid.left(page, 0)),
            top: Pt(grid.top),
            unit: Pt(grid.span(1)),
            gutter: Pt(grid.gutter),
            baseline: Pt(grid.baseline),
        }
    }
}

impl Press {
    /// Plans an issue in up to `ask.proposals` different ways.
    ///
    /// The pinned modules of the edition's plan stay as they are, and the pages that
    /// `ask` keeps; the rest of that plan is not looked at. No text is ever left out to make an issue fit.
    ///
    /// # Errors
    ///
    /// [`PressError::Cancelled`] when `progress` says so, and as for
    /// [`Press::compose`]. That the text does not fit is no error: see
    /// [`Composition::cuts`].
    pub fn propose(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
        ask: &Ask,
        progress: &dyn Progress,
    ) -> Result<Composition, PressError> {
        let target = Target::Preview;
        let photos = &Originals::new(photos);
        self.set(edition, design, photos, target, progress, |work, stories| {
            let Work { styles, shots, shelf, round } = work;
            let grid = &styles.measures.grid;
            let order = Order::new(edition, styles, stories)?;
            let mut found = order.propose(grid, ask, progress)?;
            let set = |short: &Edition| {
                let set = |article| shelf.story(short, article, styles, shots, round);
                let stories = short.articles.iter().map(set);
                let stories = stories.collect::<Result<Vec<_>, _>>()?;
                let order = Order::new(short, styles, &stories)?;
                Ok((stories, order))
            };
            let cuts = (std::mem::take(&mut found.cuts), found.pages);
            found.cuts = cut::proved(&set, edition, grid, cuts, progress)?;
            Ok(found)
        })
    }
}

/// An edition as the plan sees it.
#[derive(Clone)]
pub(crate) struct Order {
    pub(super) articles: Vec<ArticleId>,
    /// What each is called, or how it begins.
    pub(super) names: Vec<String>,
    pub(super) shapes: Vec<StoryShape>,
    pub(super) wants: Vec<Want>,
    fixed: Fixed,
    /// How large the design wants the picture of page 1, in ten thousandths.
    cover: u32,
    /// What a poster takes, where there can be one.
    poster: Option<plan::Poster>,
    /// Whether gaps are filled with house words.
    has_fillers: bool,
    /// Pages the issue wants.
    pages: Option<usize>,
    saved: Option<Vec<Vec<Module>>>,
    pub(super) pins: Vec<Vec<Pin>>,
}

impl Order {
    pub(crate) fn new(
        edition: &Edition,
        styles: &Styles<'_>,
        stories: &[Arc<StorySet>],
    ) -> Result<Self, PressError> {
        let articles: Vec<ArticleId> = stories.iter().map(|s| s.article).collect();
        let story = |id: Option<ArticleId>| articles.iter().position(|a| Some(*a) == id);
        let mut wants: Vec<Want> =
            articles.iter().map(|id| want(edition.wishes.get(id))).collect();
        let mut saved = Vec::new();
        let mut pins = Vec::new();
        let grid = styles.measures.grid;
        let pages = edition.plan.iter().flat_map(|plan| &plan.pages);
        for (number, page) in pages.enumerate() {
            let mut modules = Vec::new();
            let mut pinned = Vec::new();
            for module in page {
                let document::Module { unit, units, line, lines, .. } = *module;
                let unit = grid.turned(number, unit, units);
                let kind = match module.kind {
                    ModuleKind::Masthead | ModuleKind::Imprint => continue,
                    ModuleKind::Index => Kind::Index,
                    ModuleKind::Filler => Kind::Filler,
                    _ => match story(module.article) {
                        Some(story) => Kind::Story { story, part: module.part },
                        None => continue,
                    },
                };
                modules.push(Module { kind, unit, units, line, lines });
                if let Kind::Story { story, part: 0 } = kind {
                    wants[story].legs = module.legs;
                    if module.pinned {
                        pinned.push(Pin { story, unit, units, line, lines });
                    }
                }
            }
            saved.push(modules);
            pins.push(pinned);
        }
        Ok(Self {
            shapes: stories.iter().zip(&wants).map(shape).collect(),
            names: stories.iter().map(|story| story.name.clone()).collect(),
            articles,
            wants,
            fixed: typeset::assemble::fixed(edition, styles)?,
            cover: (styles.look.cover.picture * 10_000.0).round() as u32,
            poster: typeset::poster::measure(edition, styles, stories)?,
            has_fillers: typeset::filler::has_words(edition),
            pages: edition.issue.pages.map(|pages| pages as usize),
            saved: edition.plan.is_some().then_some(saved),
            pins,
        })
    }

    pub(super) fn job<'a>(&'a self, grid: &'a Grid) -> Job<'a> {
        Job {
            grid,
            stories: &self.shapes,
            wants: &self.wants,
            fixed: self.fixed,
            pages: 1,
            // Beside the stories there is a place of its own for it.
            index: grid.aside == 0.0
                && self.shapes.iter().filter(|shape| shape.titled).count() > 2,
            cover: self.cover,
            poster: self.poster,
            apart: &[],
            pins: &self.pins,
            kept: &[],
        }
    }

    /// The stories that do not fill what the saved plan gives them; only `story` is looked
    /// at if one is named.
    pub(crate) fn loose(&self, grid: &Grid, story: Option<usize>) -> plan::Spare {
        let Some(saved) = self.saved.as_deref() else { return plan::Spare::default() };
        plan::loose(&self.job(grid), saved, story)
    }

    /// The same order with one story set otherwise.
    pub(crate) fn with(&self, story: usize, shape: &StoryShape) -> Self {
        let mut other = self.clone();
        other.shapes[story] = shape.clone();
        other
    }

    /// Names the plan by all that it follows from; `None` where a saved plan is followed,
    /// which is quick.
    pub(crate) fn name(&self, grid: &Grid) -> Option<u128> {
        if self.saved.is_some() {
            return None;
        }
        let fixed = (self.fixed, self.cover, self.poster, self.has_fillers, self.pages);
        Some(hash128(&Spelt((&self.shapes, &self.wants, &self.pins, fixed, grid))))
    }

    /// The plan to typeset.
    pub(crate) fn plan(&self, grid: &Grid) -> plan::Plan {
        plan::plan(&self.job(grid), self.pages, self.saved.as_deref())
    }

    /// Whether a quick look finds a plan on so many pages.
    pub(crate) fn fits(&self, grid: &Grid, pages: u32) -> bool {
        self.best(grid, pages).is_some()
    }

    /// The best plan on so many pages that a quick look finds.
    pub(crate) fn best(&self, grid: &Grid, pages: u32) -> Option<Layout> {
        let odd: Vec<usize> = plan::odd(&self.job(grid));
        let job = Job { apart: &odd, pages: pages as usize, ..self.job(grid) };
        plan::fitting(&job)
    }

    fn propose(
        &self,
        grid: &Grid,
        ask: &Ask,
        progress: &dyn Progress,
    ) -> Result<Composition, PressError> {
        let odd: Vec<usize> = plan::odd(&self.job(grid));
        let job = Job { apart: &odd, ..self.job(grid) };
        let mut pages = ask.pages.map_or(1, |pages| pages.max(1) as usize);
        loop {
            progress.reached(0, 1)?;
            let job = Job { pages, ..job };
            let saved = self.saved.as_deref().filter(|saved| saved.len() == pages);
            let kept = saved.map_or(&[][..], |saved| &saved[..ask.kept.min(pages)]);
            let job = Job { kept, ..job };
            let wanted = ask.proposals.max(1);
            let mut layouts = plan::relaxed(&job, wanted);
            if !layouts.is_empty() {
                layouts.extend(plan::others(&job));
            }
            let count = u32::try_from(pages).unwrap_or(u32::MAX);
            if !layouts.is_empty() {
                progress.reached(1, 1)?;
                let mut proposals: Vec<_> = layouts
                    .iter()
                    .map(|layout| {
                        let character = plan::character(layout, grid) * CHARACTER;
                        (self.proposal(grid, layout), character, layout.cost)
                    })
                    .collect();
                proposals.sort_by_key(|(found, character, cost)| {
                    (Reverse(found.marks.score + character), *cost)
                });
                let proposals = proposals.into_iter().map(|(found, ..)| found);
                let proposals = proposals.take(wanted).collect();
                return Ok(Composition { pages: count, proposals, cuts: Vec::new() });
            }
            if ask.pages.is_some() || pages > MOST_PAGES {
                let cuts = plan::cuts(&job).into_iter().map(|(story, words)| Cut {
                    article: self.articles[story],
                    words,
                    photo_mm: None,
                });
                let (proposals, cuts) = (Vec::new(), cuts.collect());
                return Ok(Composition { pages: count, proposals, cuts });
            }
            pages = plan::more(pages);
        }
    }

    fn proposal(&self, grid: &Grid, layout: &Layout) -> Proposal {
        let mut remarks: Vec<Remark> =
            self.room_left(grid, &layout.modules).into_iter().collect();
        remarks.extend(self.not_as_wished(grid, &layout.modules));
        remarks.extend(self.about(&layout.held, "plan.held", Severity::Could));
        let fillers = self.has_fillers;
        let pages = sketch::pages(layout, grid, &self.articles, &self.shapes, fillers);
        Proposal {
            plan: self.page_plan(&layout.modules, grid),
            marks: Marks::of(&pages),
            jumps: layout.jumps,
            blocks: pages.into_iter().flat_map(|page| page.blocks).collect(),
            remarks,
        }
    }

    /// What is to be said about a plan.
    pub(crate) fn remarks(&self, plan: &plan::Plan, grid: &Grid) -> Vec<Remark> {
        let mut remarks: Vec<Remark> =
            self.room_left(grid, &plan.modules).into_iter().collect();
        remarks.extend(self.not_as_wished(grid, &plan.modules));
        let stands = |story: usize| {
            plan.pages.iter().flatten().any(|item| item.story == Some(story))
        };
        let held: Vec<usize> = (0..self.shapes.len())
            .filter(|story| !stands(*story) && !self.shapes[*story].is_empty())
            .collect();
        remarks.extend(self.about(&held, "plan.held", Severity::Could));
        remarks
    }

    pub(super) fn about(
        &self,
        stories: &[usize],
        code: &'static str,
        severity: Severity,
    ) -> impl Iterator<Item = Remark> {
        let remark = move |story: &usize| {
            Remark::new(code, severity).article(self.articles[*story])
        };
        stories.iter().map(remark)
    }

    /// How many words an issue lacks whose pages are not full.
    fn room_left(&self, grid: &Grid, modules: &[Vec<Module>]) -> Option<Remark> {
        let room = grid.units * grid.lines * modules.len() as u32;
        let white = self.white(grid, modules);
        // A story alone on its sheet needs no company.
        if white * 16 < room || modules.len() < 3 {
            return None;
        }
        let words = f64::from(white / grid.leg) * WORDS_A_LINE;
        let words = ((words / 10.0).round() as u32 * 10).to_string();
        Some(Remark::new("plan.room_left", Severity::Could).with("words", words))
    }

    /// Units times lines that hold nothing, or a filler.
    fn white(&self, grid: &Grid, modules: &[Vec<Module>]) -> u32 {
        let last = modules.len().saturating_sub(1);
        let head = self.head(grid, modules);
        let mut white = 0;
        for (page, modules) in modules.iter().enumerate() {
            let mut used = vec![vec![false; grid.lines as usize]; grid.units as usize];
            let mut cover = |unit: u32, units: u32, line: u32, lines: u32| {
                for column in used.iter_mut().skip(unit as usize).take(units as usize) {
                    // The line below holds the rule, or is the foot.
                    let rows = column.iter_mut().skip(line as usize);
                    rows.take(lines as usize + 1).for_each(|cell| *cell = true);
                }
            };
            let imprint = self.fixed.imprint;
            if page == 0 {
                cover(0, grid.units, 0, head);
            }
            if page == last && imprint > 0 {
                cover(0, grid.units, grid.lines.saturating_sub(imprint), imprint);
            }
            for module in modules.iter().filter(|module| module.kind != Kind::Filler) {
                cover(module.unit, module.units, module.line, module.lines);
            }
            white += used.iter().flatten().filter(|cell| !**cell).count() as u32;
        }
        white
    }

    /// Lines at the head of page 1 that no story may use: a poster leaves only the index.
    fn head(&self, grid: &Grid, modules: &[Vec<Module>]) -> u32 {
        let poster = self.poster.filter(|_| plan::is_poster(modules, grid));
        poster.map_or(self.fixed.masthead, |poster| poster.foot() - 1)
    }

    /// The plan as the document keeps it.
    pub(crate) fn page_plan(&self, modules: &[Vec<Module>], grid: &Grid) -> PagePlan {
        let last = modules.len().saturating_sub(1);
        let own = |kind, line, lines| document::Module {
            kind,
            article: None,
            part: 0,
            unit: 0,
            units: grid.units,
            line,
            lines,
            legs: None,
            pinned: false,
        };
        let masthead = self.head(grid, modules);
        let pages = modules.iter().enumerate().map(|(page, modules)| {
            let imprint = self.fixed.imprint;
            let head = (page == 0 && masthead > 0)
                .then(|| own(ModuleKind::Masthead, 0, masthead));
            let foot = (page == last && imprint > 0).then(|| {
                own(ModuleKind::Imprint, grid.lines.saturating_sub(imprint), imprint)
            });
            let modules = modules.iter().map(|module| self.module(page, module));
            head.into_iter().chain(modules).chain(foot).collect()
        });
        PagePlan { pages: pages.collect() }
    }

    fn module(&self, page: usize, module: &Module) -> document::Module {
        let Module { unit, units, line, lines, .. } = *module;
        let (kind, story, part) = match module.kind {
            Kind::Index => (ModuleKind::Index, None, 0),
            Kind::Filler => (ModuleKind::Filler, None, 0),
            Kind::Story { story, part } => (self.kind(page, story), Some(story), part),
        };
        let pinned = self.pins.get(page).is_some_and(|pins| {
            pins.iter().any(|pin| Some(pin.story) == story) && part == 0
        });
        document::Module {
            kind,
            article: story.map(|story| self.articles[story]),
            part,
            unit,
            units,
            line,
            lines,
            legs: story.filter(|_| part == 0).and_then(|story| self.wants[story].legs),
            pinned,
        }
    }

    fn kind(&self, page: usize, story: usize) -> ModuleKind {
        let shape = &self.shapes[story];
        let lines = shape.text.values().next().map_or(0, plan::TextShape::lines);
        let pictures = shape.figures.iter().filter(|figure| figure.has_picture()).count();
        match self.wants[story].class {
            Some(Class::Major) => ModuleKind::Major,
            Some(Class::Brief) => ModuleKind::Brief,
            Some(Class::Lead) => ModuleKind::Lead,
            _ if story == 0 && page == 0 => ModuleKind::Lead,
            _ if lines == 0 && pictures > 0 => ModuleKind::PhotoStory,
            _ if shape.is_box() => ModuleKind::Box,
            // Nothing but a table, or words set apart.
            _ if lines == 0 && !shape.figures.is_empty() => ModuleKind::Notice,
            _ if lines < 14 => ModuleKind::Brief,
            _ if lines >= 60 && pictures > 0 => ModuleKind::Major,
            _ => ModuleKind::Normal,
        }
    }

    /// How every story fits the room it has.
    pub(crate) fn rooms(&self, plan: &plan::Plan) -> Vec<Fit> {
        let fit = |(story, lines): (usize, i32)| Fit {
            article: self.articles[story],
            lines,
            words: (f64::from(lines) * WORDS_A_LINE).round() as i32,
        };
        plan.spare.iter().map(|(story, lines)| (*story, *lines)).map(fit).collect()
    }
}

/// A story as the plan sees it, its pictures as large as it is wanted.
fn shape((story, want): (&Arc<StorySet>, &Want)) -> StoryShape {
    let mut shape = story.shape.clone();
    for figure in &mut shape.figures {
        figure.small = want.scale < 1.0;
    }
    shape
}

/// Hashes what can be spelt out: lengths have no hash of their own.
struct Spelt<T>(T);

impl<T: fmt::Debug> Hash for Spelt<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        struct Into<'h, H>(&'h mut H);
        impl<H: Hasher> fmt::Write for Into<'_, H> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.write(text.as_bytes());
                Ok(())
            }
        }
        write!(Into(state), "{:?}", self.0).expect("a hash takes everything");
    }
}

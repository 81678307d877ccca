//! Composing: whole issues planned to an exact number of pages, to choose from.

use crate::design::Design;
use crate::error::PressError;
use crate::plan::Grid;
use crate::sheets::{Place, Sheets};
use crate::{Press, Target};
use document::{
    Article, ArticleId, Edition, Module, ModuleKind, PagePlan, PhotoLibrary, Progress,
    Pt, Remark, Trim,
};
use std::collections::BTreeMap;

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
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What stands where.
    pub plan: PagePlan,
    /// Share of the live area that is used, 0 to 1.
    pub filled: f64,
    /// Stories that continue on another page.
    pub jumps: u32,
    /// How good it is all in all, 0 to 100.
    pub score: u32,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
}

/// What to cut in one story; everything in the list together makes the issue fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The story.
    pub article: ArticleId,
    /// So many words.
    pub words: u32,
    /// Or, instead of the words: make this photo so many millimetres lower.
    pub photo_mm: Option<(String, u32)>,
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
    /// The grid of a page, counted from 0, on sheets of this size.
    pub fn grid(&self, trim: Trim, page: usize) -> PageGrid {
        let grid = self.measures(trim).grid;
        let each = units_of_column(&grid);
        let inside = f64::from(each - 1) * grid.gutter;
        PageGrid {
            units: grid.columns * each,
            lines: grid.lines,
            left: Pt(grid.left(page, 0)),
            top: Pt(grid.top),
            unit: Pt((grid.span(1) - inside) / f64::from(each)),
            gutter: Pt(grid.gutter),
            baseline: Pt(grid.baseline),
        }
    }
}

impl Press {
    /// Plans an issue in up to `ask.proposals` different ways.
    ///
    /// The pinned modules of the edition's plan stay as they are; the rest of that plan
    /// is not looked at. No text is ever left out to make an issue fit.
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
        let mut edition = edition.clone();
        edition.issue.pages = ask.pages;
        edition.plan = None;
        let sheets = self.sheets(&edition, design, photos, Target::Preview, progress)?;
        let pages = u32::try_from(sheets.count()).unwrap_or(u32::MAX);
        let words = sheets
            .remarks()
            .iter()
            .filter(|remark| remark.code == "plan.overfull")
            .flat_map(|remark| &remark.values)
            .find_map(|(name, words)| words.parse().ok().filter(|_| *name == "words"));
        if let Some(words) = words {
            let last = edition.articles.last().map(|article| article.id);
            let cut = |article| Cut { article, words, photo_mm: None };
            return Ok(Composition {
                pages: ask.pages.unwrap_or(pages),
                proposals: Vec::new(),
                cuts: last.into_iter().map(cut).collect(),
            });
        }
        let plan = traced(&edition, design, &sheets);
        let covered: u32 = plan.modules().map(|(_, m)| m.units * m.lines).sum();
        let grid = design.grid(edition.bulletin.trim, 0);
        let area = f64::from(grid.units * grid.lines * pages.max(1));
        let filled = (f64::from(covered) / area).min(1.0);
        let jumps = plan.modules().filter(|(_, module)| module.part > 0).count();
        let proposal = Proposal {
            plan,
            filled,
            jumps: u32::try_from(jumps).unwrap_or(u32::MAX),
            score: (filled * 100.0).round() as u32,
            remarks: sheets.remarks().to_vec(),
        };
        Ok(Composition { pages, proposals: vec![proposal], cuts: Vec::new() })
    }
}

impl Sheets {
    /// How every story fits the room that the saved plan gives it; none without one.
    pub fn fits(&self) -> Vec<Fit> {
        Vec::new()
    }
}

fn units_of_column(grid: &Grid) -> u32 {
    if grid.columns == 2 { 3 } else { 4 }
}

/// The plan that the sheets were made by, read off where the stories stand.
fn traced(edition: &Edition, design: &Design, sheets: &Sheets) -> PagePlan {
    let mut pages = vec![Vec::new(); sheets.count()];
    for (order, article) in edition.articles.iter().enumerate() {
        let mut parts: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        for place in sheets.frames_of(article.id) {
            parts.entry(place.page).or_default().push(place);
        }
        for (part, (page, places)) in (0..).zip(parts) {
            let grid = design.grid(edition.bulletin.trim, page);
            pages[page].push(module(article, order, part, &grid, &places));
        }
    }
    PagePlan { pages }
}

fn module(
    article: &Article,
    order: usize,
    part: u32,
    grid: &PageGrid,
    places: &[Place],
) -> Module {
    let step = grid.unit.0 + grid.gutter.0;
    let across = |x: f64| ((x - grid.left.0) / step).round().max(0.0) as u32;
    let down = |y: f64| ((y - grid.top.0) / grid.baseline.0).max(0.0);
    let low = |of: fn(&Place) -> f64| places.iter().map(of).fold(f64::MAX, f64::min);
    let high = |of: fn(&Place) -> f64| places.iter().map(of).fold(0.0, f64::max);
    let unit = across(low(|place| place.x.0)).min(grid.units - 1);
    let line = (down(low(|place| place.y.0)) + 0.1).floor() as u32;
    let right = across(high(|place| place.x.0 + place.width.0) + grid.gutter.0);
    let foot = (down(high(|place| place.y.0 + place.height.0)) - 0.1).ceil() as u32;
    Module {
        kind: if order == 0 { ModuleKind::Lead } else { ModuleKind::Normal },
        article: Some(article.id),
        part,
        unit,
        units: right.clamp(unit + 1, grid.units) - unit,
        line: line.min(grid.lines - 1),
        lines: foot.clamp(line + 1, grid.lines) - line,
        legs: None,
        pinned: false,
    }
}

//! A saved plan, set again: every story in the rectangle it had.
//!
//! A plan holds places, not words, so after an edit a story may no longer fill its
//! rectangle. Its picture takes up what it can; else its page is made up again with the
//! same stories, round what is pinned. Where that is no help either the story stands in
//! its rectangle all the same: what it lacks stays white, and what is over goes on after
//! the last page.

use super::form::{self, Extent, Form, Forms};
use super::job::{INFEASIBLE, Job, Kind, Layout, Module, Portion, Spare};
use super::lay::{self, Spot};
use super::page::{Piece, Table, Tile, What, Window, place};
use super::pins::{Area, Filling, carve};
use super::poster::{is_poster, posted};
use super::setting::{Filled, Setting, Stance};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Ways to divide a story over its rectangles that are followed up.
const WAYS: usize = 48;
/// White lines at the foot of a page that is made up again.
const WHITE: u32 = 30;

/// A saved plan as it stands now.
pub(super) struct Restored {
    pub(super) layout: Layout,
    pub(super) spare: Spare,
    /// What found no room: the ends of stories that grew over their rectangles, and
    /// stories that have no place in the plan.
    pub(super) over: Vec<Portion>,
}

/// Sets a plan again. Nothing when it is none: a story begins in it twice.
pub(super) fn restore(job: &Job<'_>, modules: &[Vec<Module>]) -> Option<Restored> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    Restorer::new(job, &forms, modules).run()
}

/// The stories that do not fill the rectangles a saved plan gives them, with the lines
/// they have left; below 0 those that are over.
///
/// Only `story` is looked at if one is named: a rectangle holds one story, whatever
/// becomes of the others.
pub(crate) fn loose(
    job: &Job<'_>,
    modules: &[Vec<Module>],
    story: Option<usize>,
) -> Spare {
    let job = &Job { pages: modules.len(), ..*job };
    posted(job, is_poster(modules, job.grid), |job| loose_as(job, modules, story))
}

/// The same with page 1 as the job has it.
fn loose_as(job: &Job<'_>, modules: &[Vec<Module>], story: Option<usize>) -> Spare {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let mut restorer = Restorer::new(job, &forms, modules);
    let pages: Vec<Vec<Stood>> =
        (0..modules.len()).map(|page| restorer.page(page, story)).collect();
    let short = pages.iter().flatten().filter(|stood| stood.stance.is_none());
    let stories: BTreeSet<usize> = short.map(|stood| stood.portion.story).collect();
    restorer.spare.retain(|story, _| stories.contains(story));
    restorer.spare
}

/// The pages that are kept, set as they were, and what is left for the others: the
/// stories begun on them first. Nothing when they cannot stay as they are.
pub(super) fn kept<'j, 'a>(
    job: &'j Job<'a>,
    forms: &'j Forms<'a>,
) -> Option<(Setting<'j, 'a>, Vec<Portion>)> {
    let mut restorer = Restorer::new(job, forms, job.kept);
    for page in 0..job.kept.len() {
        let stood = restorer.page(page, None);
        let stories = job.kept[page].iter();
        let stories = stories.filter(|module| matches!(module.kind, Kind::Story { .. }));
        let stands = |stood: &Stood| stood.stance.is_some();
        if stood.len() != stories.count() || !stood.iter().all(stands) {
            return None;
        }
        restorer.setting.begin(page);
        restorer.keep(page, stood);
        restorer.setting.end(page);
    }
    let begun = |story: &usize| {
        let begins = Kind::Story { story: *story, part: 0 };
        job.kept.iter().flatten().any(|module| module.kind == begins)
    };
    let all = 0..job.stories.len();
    let others = all.filter(|story| !job.apart.contains(story) && !begun(story));
    let queue =
        restorer.rests.into_values().chain(others.map(|story| forms.whole(story)));
    Some((restorer.setting, queue.collect()))
}

struct Restorer<'j, 'a> {
    job: &'j Job<'a>,
    forms: &'j Forms<'a>,
    modules: &'j [Vec<Module>],
    /// What is left of stories that have begun.
    rests: BTreeMap<usize, Portion>,
    spare: Spare,
    over: Vec<Portion>,
    setting: Setting<'j, 'a>,
}

/// A story as it stands in its rectangle.
struct Stood {
    module: Module,
    portion: Portion,
    lead: bool,
    rail: bool,
    /// How it fills it; nothing when it does not.
    stance: Option<Stance>,
    rest: Option<Portion>,
}

impl<'j, 'a> Restorer<'j, 'a> {
    fn new(job: &'j Job<'a>, forms: &'j Forms<'a>, modules: &'j [Vec<Module>]) -> Self {
        let (rests, spare, over) = Default::default();
        let setting = Setting::new(job, forms);
        Self { job, forms, modules, rests, spare, over, setting }
    }

    fn run(mut self) -> Option<Restored> {
        let missing = self.missing()?;
        for page in 0..self.modules.len() {
            let mut stood = self.page(page, None);
            self.setting.begin(page);
            let fills = |stood: &Stood| stood.stance.is_some();
            for one in stood.iter_mut().filter(|one| !fills(one)) {
                if self.is_pinned(page, one) {
                    self.settle(page, one);
                }
            }
            let given = |one: &Stood| fills(one) || self.is_pinned(page, one);
            if stood.iter().all(given) {
                self.keep(page, stood);
            } else if !self.mend(page, &stood) {
                for one in stood.iter_mut().filter(|one| !fills(one)) {
                    if !self.is_pinned(page, one) {
                        self.settle(page, one);
                    }
                }
                self.keep(page, stood);
            }
            self.setting.end(page);
        }
        // Stories whose end has no place any more.
        self.over.extend(std::mem::take(&mut self.rests).into_values());
        self.over.extend(missing.into_iter().map(|story| self.forms.whole(story)));
        let Self { spare, over, setting, .. } = self;
        Some(Restored { layout: setting.layout(0, Vec::new()), spare, over })
    }

    /// The stories that must run and begin nowhere; nothing when one begins twice.
    fn missing(&self) -> Option<Vec<usize>> {
        let mut missing = Vec::new();
        for story in 0..self.job.stories.len() {
            if self.job.apart.contains(&story) || self.job.stories[story].is_empty() {
                continue;
            }
            let begins = Kind::Story { story, part: 0 };
            let modules = self.modules.iter().flatten();
            match modules.filter(|module| module.kind == begins).count() {
                0 if self.job.wants[story].may_hold => {}
                0 => missing.push(story),
                1 => {}
                _ => return None,
            }
        }
        Some(missing)
    }
    /// Where a story goes on, if it does.
    fn onward(&self, story: usize, part: u32) -> Option<(usize, Module)> {
        self.modules.iter().enumerate().find_map(|(page, modules)| {
            let next = Kind::Story { story, part: part + 1 };
            modules.iter().find(|module| module.kind == next).map(|m| (page, *m))
        })
    }

    /// The stories of a page in their rectangles, or only one of them.
    fn page(&mut self, page: usize, only: Option<usize>) -> Vec<Stood> {
        let mut all = Vec::new();
        let mut lead = true;
        for module in &self.modules[page] {
            let Kind::Story { story, part } = module.kind else { continue };
            if only.is_some_and(|only| only != story) {
                lead = false;
                continue;
            }
            let portion = match part {
                0 => self.forms.whole(story),
                _ => match self.rests.remove(&story) {
                    Some(rest) => rest,
                    // Its beginning holds all of it: the place is free.
                    None => continue,
                },
            };
            let stood = self.stand(page, *module, portion, lead);
            lead = false;
            if let Some(rest) = &stood.rest {
                self.rests.insert(story, rest.clone());
            }
            all.push(stood);
        }
        all
    }

    fn stand(
        &mut self,
        page: usize,
        module: Module,
        portion: Portion,
        lead: bool,
    ) -> Stood {
        let rail = self.rail(page, &module);
        let mut stood = Stood { module, portion, lead, rail, stance: None, rest: None };
        let Kind::Story { story, part } = module.kind else { return stood };
        let Module { units, lines, .. } = module;
        let portion = &stood.portion;
        if self.onward(story, part).is_some()
            && let Some((form, picture)) = self.split(portion, page, module)
        {
            stood.rest = self.lay(portion, &form, picture, &module);
            stood.stance = Some(Stance { form, picture, lines, jumps: true });
            return stood;
        }
        let place = place(page == 0, lead);
        let forms = self.forms.forms(portion, Extent::Whole, place, units, rail);
        if let Some(spare) = form::spare(&forms, lines) {
            self.spare.insert(story, spare);
        }
        stood.stance = form::cheapest(forms, lines).map(|(form, picture)| {
            let jumps = false;
            Stance { form, picture, lines, jumps }
        });
        stood
    }

    /// Stands a story in a rectangle that it does not fill or that is too small for it.
    fn settle(&mut self, page: usize, stood: &mut Stood) {
        let Stood { module, portion, lead, rail, .. } = stood;
        let Kind::Story { story, part } = module.kind else { return };
        let (place, units) = (place(page == 0, *lead), module.units);
        let best = |extent, lines| {
            let found = self.forms.best(portion, extent, place, units, lines, *rail);
            let jumps = extent == Extent::Over;
            found.map(|(form, picture)| Stance { form, picture, lines, jumps })
        };
        let lower = (1..module.lines).rev().find_map(|lines| best(Extent::Whole, lines));
        let stance = lower.or_else(|| best(Extent::Over, module.lines));
        let mut rest = None;
        if let Some(stance) = stance.as_ref().filter(|stance| stance.jumps) {
            rest = self.lay(portion, &stance.form, stance.picture, module);
            if rest.as_ref().is_none_or(|rest| self.forms.is_spent(rest)) {
                return self.over.push(portion.clone());
            }
        }
        match (&stance, &rest) {
            (None, _) => self.over.push(portion.clone()),
            (Some(_), None) => {}
            (Some(_), Some(rest)) if self.onward(story, part).is_some() => {
                self.rests.insert(story, rest.clone());
            }
            (Some(_), Some(rest)) => self.over.push(rest.clone()),
        }
        (stood.stance, stood.rest) = (stance, rest);
    }

    /// Whether it stays where it is when its page is made up again.
    fn is_pinned(&self, page: usize, stood: &Stood) -> bool {
        if self.job.grid.is_digest(stood.module.units) {
            return true;
        }
        let Kind::Story { story, .. } = stood.module.kind else { return false };
        self.job.pins(page).iter().any(|pin| pin.story == story)
    }

    /// How a story is begun here so that its end fills its last rectangle; when nothing
    /// does that, as it looks best.
    fn split(
        &self,
        portion: &Portion,
        page: usize,
        module: Module,
    ) -> Option<(Form, u32)> {
        let mut ways = vec![(portion.clone(), None)];
        let (mut page, mut module) = (page, module);
        let mut first = None;
        while let Kind::Story { story, part } = module.kind
            && let Some(next) = self.onward(story, part)
        {
            let mut seen = BTreeSet::new();
            let mut onward = Vec::new();
            let place = place(page == 0, self.leads(page, &module));
            let (size, rail) = ((module.units, module.lines), self.rail(page, &module));
            for (portion, way) in &ways {
                for (form, picture) in self.forms.splits(portion, place, size, rail) {
                    let Some(rest) = self.lay(portion, &form, picture, &module) else {
                        continue;
                    };
                    if onward.len() < WAYS && seen.insert(rest.clone()) {
                        let way = way.clone().unwrap_or((form, picture));
                        onward.push((rest, Some(way)));
                    }
                }
            }
            first = first.or_else(|| onward.first().and_then(|(_, way)| way.clone()));
            ways = onward;
            (page, module) = next;
        }
        let place = place(page == 0, self.leads(page, &module));
        let ends = |(rest, _): &&(Portion, Option<(Form, u32)>)| {
            let (units, lines) = (module.units, module.lines);
            self.forms.best(rest, Extent::Whole, place, units, lines, false).is_some()
        };
        ways.iter().find(ends).and_then(|(_, way)| way.clone()).or(first)
    }

    fn lay(
        &self,
        portion: &Portion,
        form: &Form,
        picture: u32,
        module: &Module,
    ) -> Option<Portion> {
        let spot = spot(module);
        lay::lay(self.forms, portion, (form, picture), spot, true).rest
    }

    fn leads(&self, page: usize, module: &Module) -> bool {
        let story = |module: &&Module| matches!(module.kind, Kind::Story { .. });
        self.modules[page].iter().find(story) == Some(module)
    }

    /// Whether the index stands beside the legs of this story.
    fn rail(&self, page: usize, module: &Module) -> bool {
        let index = self.modules[page].iter().find(|other| other.kind == Kind::Index);
        index.is_some_and(|index| {
            module.units == self.job.grid.units
                && (module.line..module.line + module.lines).contains(&index.line)
        })
    }

    /// Sets a page as it was.
    fn keep(&mut self, page: usize, stood: Vec<Stood>) {
        let head = self.job.head(page);
        let lines = self.job.foot(page) - head;
        let area = Area { unit: 0, units: self.job.grid.units, line: 0, lines };
        let areas: Vec<Area> = self.modules[page]
            .iter()
            .filter(|module| {
                let railed = module.kind == Kind::Index
                    && self.modules[page].iter().any(|story| {
                        matches!(story.kind, Kind::Story { .. }) && self.rail(page, story)
                    });
                !railed
            })
            .map(|m| Area {
                unit: m.unit,
                units: m.units,
                line: m.line.saturating_sub(head),
                lines: m.lines,
            })
            .collect();
        let carved = carve(area, &areas, self.job.grid.digest);
        let marks = carved.map(|carved| carved.marks).unwrap_or_default();
        let mut stood = stood.into_iter().peekable();
        for module in &self.modules[page] {
            match module.kind {
                // The rail sets it with its story.
                Kind::Index if self.setting.has_index(page) => {}
                Kind::Index | Kind::Filler => {
                    let poster = self.job.poster.filter(|_| page == 0);
                    let units = self.job.grid.units;
                    let own = poster.map(|poster| poster.module(units));
                    self.setting.part(page, own.unwrap_or(*module));
                }
                Kind::Story { .. } => {
                    let Some(one) = stood.next_if(|one| one.module == *module) else {
                        continue;
                    };
                    let Some(stance) = one.stance else { continue };
                    self.setting.put(page, &one.portion, &stance, module);
                }
            }
        }
        for mark in marks {
            let tile = Tile { line: mark.line + head, ..mark };
            // A rule above nothing or a filler, or a hairline beside such, is none.
            let divides = self.modules[page].iter().any(|module| {
                let here = (tile.unit..tile.unit + tile.units).contains(&module.unit);
                here && module.line >= tile.line && module.kind != Kind::Filler
            });
            if divides {
                self.setting.mark(page, &tile);
            }
        }
    }

    /// Makes a page up again with the same stories.
    fn mend(&mut self, page: usize, stood: &[Stood]) -> bool {
        let pinned = |stood: &&Stood| self.is_pinned(page, stood);
        // What is pinned and over takes more than the page has.
        let is_over = |stood: &Stood| {
            stood.stance.as_ref().is_none_or(|s| s.form.extent == Extent::Over)
        };
        if stood.iter().filter(pinned).any(is_over) {
            return false;
        }
        let mut pieces = Vec::new();
        let mut must = Vec::new();
        for one in stood.iter().filter(|stood| !pinned(stood)) {
            must.push(1usize << pieces.len());
            pieces.push(Piece::Whole(one.portion.clone()));
            let Kind::Story { story, part } = one.module.kind else { continue };
            if self.onward(story, part).is_some() {
                let last = must.last_mut().expect("one was pushed");
                if one.rest.is_some() {
                    *last = 0;
                }
                for extent in [Extent::Begun, Extent::Most] {
                    *last |= 1 << pieces.len();
                    pieces.push(Piece::Begun(one.portion.clone(), extent));
                }
            }
        }
        let index = self.modules[page].iter().any(|module| module.kind == Kind::Index);
        if index {
            must.push(1 << pieces.len());
            pieces.push(Piece::Index);
        }
        if pieces.len() > 12 {
            return false;
        }
        let count = pieces.len();
        let mut window = Window { pieces, cover: page == 0 };
        let table = Rc::new(Table::new(self.forms, &window, u32::MAX));
        let all = |subset: usize| must.iter().all(|one| (subset & one).count_ones() == 1);
        let (head, units) = (self.job.head(page), self.job.grid.units);
        let lines = self.job.foot(page) - head;
        let mut tiles = Vec::new();
        let mut areas = Vec::new();
        for one in stood.iter().filter(pinned) {
            let index = window.pieces.len();
            window.pieces.push(match one.rest {
                None => Piece::Whole(one.portion.clone()),
                Some(_) => Piece::Begun(one.portion.clone(), Extent::Begun),
            });
            let Module { unit, units, line, lines, .. } = one.module;
            let line = line.saturating_sub(head);
            let lead = tiles.is_empty() && !self.job.grid.is_digest(one.module.units);
            let what = What::Piece { index, lead, rail: false };
            let stands = one.stance.as_ref().map_or(lines, |stance| stance.lines);
            tiles.push(Tile { what, unit, units, line, lines: stands });
            areas.push(Area { unit, units, line, lines });
        }
        let found = if areas.is_empty() {
            let candidates = (1..1usize << count).filter(|s| table.allows(*s) && all(*s));
            candidates
                .flat_map(|subset| (0..lines).map(move |white| (subset, white)))
                .map(|(subset, white)| {
                    let cost = table.cost_in(subset, true, units, lines - white);
                    (cost.saturating_add(white * WHITE), subset, lines - white)
                })
                .filter(|(cost, ..)| *cost < INFEASIBLE)
                .min()
                .map(|(_, subset, lines)| table.tiles_in(subset, true, units, lines))
        } else {
            let page = Area { unit: 0, units, line: 0, lines };
            carve(page, &areas, self.job.grid.digest).and_then(|carved| {
                let filling = Filling::new(Rc::clone(&table), &carved.free, count);
                let best = filling.subsets().filter(|(subset, _)| all(*subset));
                let (_, subset) = best.map(|(subset, cost)| (cost, subset)).min()?;
                let mut tiles = carved.marks.clone();
                tiles.extend(filling.tiles(subset));
                Some(tiles)
            })
        };
        let Some(found) = found else { return false };
        tiles.extend(found);
        let filled = Filled { window: Rc::new(window), tiles };
        for (story, rest) in self.setting.fill(page, &filled) {
            self.rests.insert(story, rest);
        }
        true
    }
}

fn spot(module: &Module) -> Spot {
    let Module { unit, units, line, lines, .. } = *module;
    Spot { unit, units, line, lines }
}

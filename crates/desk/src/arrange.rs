//! The hand on the page: one module moved, resized, pinned or set in other columns.
//!
//! Whatever was placed by hand is pinned. When that leaves no room for something that is
//! not pinned, the rest of the issue is composed again in the same step, so that a saved
//! plan never has two things in one place.

use crate::compose::page_count;
use crate::desk::Desk;
use crate::failure::Failure;
use document::{ArticleId, Module, ModuleKind, PagePlan, Wish};
use press::Ask;
use store::{Changes, Op};

/// Which module of the saved plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleAt {
    /// Page, counted from 0.
    pub page: usize,
    /// Its place among the modules of the page.
    pub index: usize,
}

/// Where a module shall begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// Page, counted from 0.
    pub page: usize,
    /// First unit.
    pub unit: u32,
    /// First line.
    pub line: u32,
}

impl Desk {
    /// Pins a module where it is, or lets it go again.
    ///
    /// # Errors
    ///
    /// `plan.none` and `plan.no_module`, as for every verb here.
    pub fn pin(&mut self, at: ModuleAt, pinned: bool) -> Result<Changes, Failure> {
        let mut plan = self.shown_plan()?;
        found(&mut plan, at)?.pinned = pinned;
        self.save_plan(Op::Plan, Some(&plan))
    }

    /// Puts a module somewhere, so many units wide and so many lines high, pins it and
    /// tells where it is now: one step, whether it is moved, made larger or both.
    ///
    /// A story may be over or short afterwards: the sheets tell
    /// ([`press::Sheets::fits`]).
    ///
    /// # Errors
    ///
    /// Nothing is changed then:
    /// - `plan.fixed`, `plan.fixed_imprint`: the masthead stays at the head of page 1,
    ///   the imprint at the foot of the last.
    /// - `plan.off_page`: it would leave the grid.
    /// - `plan.masthead`, `plan.imprint`: it would cover one of these.
    /// - `plan.taken`: something pinned stands there.
    /// - `plan.continuation`: a story would go on before it begins.
    /// - `plan.no_room`: the rest of the issue does not fit round it.
    pub fn place_module(
        &mut self,
        at: ModuleAt,
        to: Corner,
        (units, lines): (u32, u32),
    ) -> Result<(ModuleAt, Changes), Failure> {
        let mut plan = self.shown_plan()?;
        let was = found(&mut plan, at)?.clone();
        match was.kind {
            ModuleKind::Masthead => return Err(Failure::new("plan.fixed", "masthead")),
            ModuleKind::Imprint => {
                return Err(Failure::new("plan.fixed_imprint", "imprint"));
            }
            _ => {}
        }
        let Corner { page, unit, line } = to;
        let module = Module { unit, units, line, lines, pinned: true, ..was };
        let grid = self.page_grid(page)?;
        let inside = page < plan.pages.len()
            && !module.across().is_empty()
            && !module.down().is_empty()
            && module.across().end <= grid.units
            && module.down().end <= grid.lines;
        if !inside {
            return Err(Failure::new("plan.off_page", format!("{module:?}")));
        }
        plan.pages[at.page].remove(at.index);
        let crowded = crowded(&plan, page, &module)?;
        put(&mut plan, page, module.clone());
        // The pages before keep what they have, if they can.
        let kept = at.page.min(page);
        let plan = if crowded { self.solved(&plan, kept)? } else { plan };
        let changes = self.save_plan(Op::Plan, Some(&plan))?;
        let index = plan.pages[page].iter().position(|known| *known == module);
        Ok((ModuleAt { page, index: index.unwrap_or_default() }, changes))
    }

    /// Sets the text of a module in so many columns; `None` leaves that to the press.
    ///
    /// # Errors
    ///
    /// `plan.legs` when there is no room for so many, or it holds no story.
    pub fn set_legs(
        &mut self,
        at: ModuleAt,
        legs: Option<u32>,
    ) -> Result<Changes, Failure> {
        let mut plan = self.shown_plan()?;
        let module = found(&mut plan, at)?;
        let possible =
            |legs: u32| module.article.is_some() && (1..=module.units).contains(&legs);
        if let Some(legs) = legs.filter(|legs| !possible(*legs)) {
            return Err(Failure::new("plan.legs", legs).with("legs", legs));
        }
        module.legs = legs;
        module.pinned |= legs.is_some();
        self.save_plan(Op::Plan, Some(&plan))
    }

    /// Puts a page before or behind others, both counted from 0: its stories, its pins and
    /// what the officer wished of their page go with it, in one step. The pages between
    /// make room; running heads and jump lines follow by themselves.
    ///
    /// # Errors
    ///
    /// Nothing is changed then:
    /// - `plan.page_fixed`: page 1 and the page with the imprint keep their place.
    /// - `plan.off_page`: there is no such page.
    /// - `plan.continuation`: a story would go on before it begins.
    pub fn move_page(&mut self, from: usize, to: usize) -> Result<Changes, Failure> {
        let mut plan = self.shown_plan()?;
        if from.max(to) >= plan.pages.len() {
            return Err(Failure::new("plan.off_page", format!("{from} to {to}")));
        }
        let imprint = |module: &Module| module.kind == ModuleKind::Imprint;
        let is_fixed = |page: usize| page == 0 || plan.pages[page].iter().any(imprint);
        if is_fixed(from) || is_fixed(to) {
            return Err(Failure::new("plan.page_fixed", format!("{from} to {to}")));
        }
        let moved = plan.pages.remove(from);
        plan.pages.insert(to, moved);
        let in_order = plan.modules().all(|(page, module)| {
            plan.modules().all(|(other_page, other)| {
                module.article.is_none()
                    || other.article != module.article
                    || (other.part < module.part) == (other_page < page)
            })
        });
        if !in_order {
            return Err(Failure::new("plan.continuation", format!("{from} to {to}")));
        }
        let issue = self.current()?;
        let edition = self.edition()?;
        let begins = plan.modules().filter(|(_, module)| module.part == 0);
        let wishes: Vec<(ArticleId, Wish)> = begins
            .filter_map(|(page, module)| {
                let article = module.article?;
                let wish = edition.wish(article);
                let page = u32::try_from(page + 1).ok();
                let follows = wish.page.is_some() && wish.page != page;
                follows.then_some((article, Wish { page, ..wish }))
            })
            .collect();
        let saved = self.edit(Op::Plan, |edit| {
            for (article, wish) in &wishes {
                edit.set_wish(issue, *article, wish)?;
            }
            edit.set_plan(issue, Some(&plan))
        })?;
        Ok(saved.1)
    }

    /// The best plan round what is pinned in this one, from a page on.
    fn solved(&mut self, plan: &PagePlan, kept: usize) -> Result<PagePlan, Failure> {
        let pinned = plan.pinned();
        let refuse = || Failure::new("plan.no_room", "the rest does not fit");
        let ask = Ask { pages: Some(page_count(plan)), proposals: 1, kept };
        let job = self.compose_round(plan, ask)?;
        let found = job.run(&document::Unwatched)?;
        let best = found.proposals.into_iter().next().ok_or_else(refuse)?.plan;
        let kept = pinned.modules().all(|(page, module)| {
            best.pages.get(page).is_some_and(|modules| modules.contains(module))
        });
        if kept { Ok(best) } else { Err(refuse()) }
    }
}

fn found(plan: &mut PagePlan, at: ModuleAt) -> Result<&mut Module, Failure> {
    let module = plan.pages.get_mut(at.page).and_then(|page| page.get_mut(at.index));
    module.ok_or_else(|| Failure::new("plan.no_module", format!("{at:?}")))
}

/// Whether something that is not pinned has to give way to a module on this page.
fn crowded(plan: &PagePlan, page: usize, module: &Module) -> Result<bool, Failure> {
    let mut crowded = false;
    for other in plan.pages[page].iter().filter(|other| other.overlaps(module)) {
        let refused = match other.kind {
            ModuleKind::Masthead => Some("plan.masthead"),
            ModuleKind::Imprint => Some("plan.imprint"),
            _ => other.pinned.then_some("plan.taken"),
        };
        if let Some(code) = refused {
            return Err(Failure::new(code, format!("{other:?}")));
        }
        crowded = true;
    }
    for (place, other) in plan.modules() {
        let in_order = match other.part.cmp(&module.part) {
            _ if other.article.is_none() || other.article != module.article => true,
            std::cmp::Ordering::Less => place < page,
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Greater => place > page,
        };
        if !in_order && other.pinned {
            return Err(Failure::new("plan.continuation", format!("{other:?}")));
        }
        crowded |= !in_order;
    }
    Ok(crowded)
}

/// Puts a module where it is read: before what begins below or beside it.
fn put(plan: &mut PagePlan, page: usize, module: Module) {
    let modules = &mut plan.pages[page];
    let after = |other: &Module| (other.line, other.unit) > (module.line, module.unit);
    let index = modules.iter().position(after).unwrap_or(modules.len());
    modules.insert(index, module);
}

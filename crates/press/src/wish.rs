//! What the officer wishes of stories, and what is said when a plan does not keep it.

use crate::compose::Order;
use crate::plan::{Class, Grid, Job, Kind, Module, Vain, Want, vain};
use document::{PhotoWish, Rank, Remark, Severity, Wish};

impl Order {
    /// What is to be said of wishes that a plan does not keep: why, where that is known.
    pub(super) fn not_as_wished(
        &self,
        grid: &Grid,
        modules: &[Vec<Module>],
    ) -> Vec<Remark> {
        let pages = modules.len();
        let vain = vain(&Job { pages, ..self.job(grid) });
        let mut lost = self.lost(modules);
        lost.retain(|story| vain.iter().all(|(other, _)| other != story));
        let vain = vain.into_iter().map(|(story, why)| {
            let remark = match why {
                Vain::Page(page) => Remark::new("plan.wish_page", Severity::Should)
                    .with("wished", (page + 1).to_string())
                    .with("pages", pages.to_string()),
                Vain::Taken(other) => Remark::new("plan.wish_taken", Severity::Should)
                    .with("other", self.names[other].clone()),
            };
            remark.article(self.articles[story])
        });
        vain.chain(self.about(&lost, "plan.wish_lost", Severity::Should)).collect()
    }

    /// Stories that do not stand as the officer wished.
    fn lost(&self, modules: &[Vec<Module>]) -> Vec<usize> {
        let stands = |story: usize| {
            modules.iter().enumerate().flat_map(move |(page, modules)| {
                modules.iter().filter_map(move |module| match module.kind {
                    Kind::Story { story: its, part } if its == story => {
                        Some((page, part, module))
                    }
                    _ => None,
                })
            })
        };
        let is_lost = |story: &usize| {
            let Want { page, units, whole, legs: _, .. } = &self.wants[*story];
            let begins =
                stands(*story).find(|(_, part, _)| *part == 0).map(|found| found.0);
            let pinned = self.pins.iter().enumerate().any(|(page, pins)| {
                pins.iter().any(|pin| {
                    pin.story == *story
                        && !stands(*story).any(|(at, part, module)| {
                            (at, part) == (page, 0)
                                && (module.unit, module.line) == (pin.unit, pin.line)
                        })
                })
            });
            begins.is_some_and(|begins| page.is_some_and(|page| page != begins))
                || units.is_some_and(|only| stands(*story).any(|(.., m)| m.units != only))
                || (*whole && stands(*story).any(|(_, part, _)| part > 0))
                || pinned
        };
        (0..self.shapes.len()).filter(is_lost).collect()
    }
}

/// What the officer says of a story, as the plan wants it.
pub(crate) fn want(wish: Option<&Wish>) -> Want {
    let Some(wish) = wish else { return Want::default() };
    Want {
        class: wish.rank.map(|rank| match rank {
            Rank::Lead => Class::Lead,
            Rank::Major => Class::Major,
            Rank::Normal => Class::Normal,
            Rank::Brief => Class::Brief,
        }),
        whole: wish.whole,
        may_hold: wish.may_hold,
        page: wish.page.map(|page| page.saturating_sub(1) as usize),
        units: wish.units,
        legs: None,
        scale: match wish.photos {
            PhotoWish::Small => 0.88,
            PhotoWish::Normal => 1.0,
            PhotoWish::Large => 1.12,
        },
    }
}

//! How much room stories need, and how far an issue is ahead of its pages or behind.

use super::form::{Extent, Place};
use super::issue::Solver;
use super::job::{INFEASIBLE, Portion};

/// What it costs to leave more room than the other stories like: as much as the whole
/// of what is left.
const AHEAD_OF_PAGES: u32 = 900;

/// Room that a portion needs in units times lines: the least, and at its best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    pub(super) least: u32,
    pub(super) best: u32,
}

impl Solver<'_, '_> {
    pub(super) fn have(&self, from: usize) -> u32 {
        (from.max(self.job.front())..self.job.pages)
            .map(|page| self.foot(page) + 1)
            .sum::<u32>()
            * self.job.grid.units
    }

    /// Whether there is far more room than stories.
    pub(super) fn is_sparse(&mut self, queue: &[Portion]) -> bool {
        let need: u32 = queue.iter().map(|portion| self.need(portion).best).sum();
        need * 100 < self.have(self.job.kept.len()) * 88
    }

    /// Room that the stories that must run take at least.
    pub(super) fn least(&mut self, queue: &[Portion]) -> u32 {
        let must = |portion: &&Portion| !self.job.wants[portion.story].may_hold;
        let must: Vec<&Portion> = queue.iter().filter(must).collect();
        must.into_iter().map(|portion| self.need(portion).least).sum()
    }

    pub(super) fn need(&mut self, portion: &Portion) -> Need {
        if let Some(need) = self.needs.get(portion) {
            return *need;
        }
        let mut least = u32::MAX;
        let mut best = (INFEASIBLE, 0);
        for &units in &self.forms.widths {
            let leaf =
                self.forms.leaf(portion, Extent::Whole, Place::Below, units, false);
            for (lines, cost) in leaf.costs.iter().enumerate() {
                if *cost < INFEASIBLE {
                    let area = units * (lines as u32 + 1);
                    least = least.min(area);
                    best = best.min((*cost, area));
                }
            }
        }
        if least == u32::MAX {
            // Longer than a page: as much as its text takes.
            let lines = self.forms.leg_lines(portion).div_ceil(self.forms.legs(portion));
            let lines = lines + 8;
            least = lines * self.job.grid.units;
            best.1 = least;
        }
        let need = Need { least, best: best.1 };
        self.needs.insert(portion.clone(), need);
        need
    }

    /// What it costs to be ahead of the pages left, or behind them.
    pub(super) fn pace(&self, best: u32, least: u32, have: u32) -> u32 {
        let have = have.max(1);
        let ahead = have.saturating_sub(best) * AHEAD_OF_PAGES / have;
        let behind = best.saturating_sub(have) * self.hurry / have;
        // Stories at their smallest leave nothing to choose.
        let tight = (least * 100 / have).saturating_sub(90) * self.hurry / 100;
        ahead + behind + tight
    }
}

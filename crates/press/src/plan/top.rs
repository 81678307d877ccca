//! What stands above a story's text: the headings and openings that suit its place.

use super::Step;
use super::form::{Heading, Place, Sapo};
use super::job::Class;
use super::way::Maker;

impl Maker<'_, '_> {
    /// The headings that suit the place, with what each costs.
    pub(super) fn headings(&self, units: u32) -> Vec<(Heading, u32)> {
        if self.portion.begun() {
            return vec![(Heading::Onward, 0)];
        }
        let wish: &[Step] = match (self.place, self.forms.class(self.portion)) {
            (Place::Cover, _) => &[Step::Cover],
            (Place::Lead, Class::Brief) => &[Step::Head, Step::Small, Step::Brief],
            (Place::Lead, _) => &[Step::Lead, Step::Head],
            (Place::Below, Class::Lead | Class::Major) => &[Step::Head, Step::Small],
            (Place::Below, Class::Normal) if units > self.forms.grid.leg => {
                &[Step::Head, Step::Small]
            }
            (Place::Below, Class::Normal) => &[Step::Small, Step::Head, Step::Brief],
            (Place::Below, Class::Brief) => &[Step::Brief, Step::Small],
        };
        let heads = &self.story().heads;
        let mut headings: Vec<(Heading, u32)> = wish
            .iter()
            .filter(|step| heads.contains_key(&(**step, units)))
            .zip([0, 14, 40])
            .map(|(step, dear)| (Heading::Head(*step), dear))
            .collect();
        if headings.is_empty() {
            let at_width = heads.keys().filter(|(_, over)| *over == units);
            match at_width.map(|(step, _)| *step).next_back() {
                Some(step) => headings.push((Heading::Head(step), 40)),
                // A story without a title.
                None if heads.is_empty() => {
                    headings.push((Heading::Head(Step::Brief), 0));
                }
                None => {}
            }
        }
        headings
    }

    /// The headings that suit a leg beside a picture: a larger one too, which leaves less
    /// white under it.
    pub(super) fn headings_beside(&self) -> Vec<(Heading, u32)> {
        let leg = self.forms.grid.leg;
        let mut headings = self.headings(leg);
        let large = Heading::Head(Step::Lead);
        let has_large = self.story().heads.contains_key(&(Step::Lead, leg));
        if !self.portion.begun()
            && has_large
            && self.forms.class(self.portion) != Class::Brief
            && headings.iter().all(|(heading, _)| *heading != large)
        {
            headings.push((large, 10));
        }
        headings
    }

    /// Lines of a heading with the gap below it.
    pub(super) fn heading(&self, heading: Heading, units: u32) -> u32 {
        let story = self.story();
        match heading {
            Heading::Onward => story.onward.get(&units).copied().unwrap_or(2),
            Heading::Head(step) => match story.heads.get(&(step, units)) {
                Some(0) | None => 0,
                Some(lines) => lines + step.gap(),
            },
        }
    }

    /// The places for the opening paragraph below a headline over `units`, with their
    /// lines across and in the first leg, and what each costs.
    pub(super) fn sapos(
        &self,
        units: u32,
        legs: u32,
        measure: u32,
    ) -> Vec<(Sapo, u32, u32, u32)> {
        let lead = &self.story().lead;
        let lines = |over: u32| lead.get(&over).copied().unwrap_or(0);
        if self.portion.begun() || lines(self.forms.grid.leg) == 0 {
            return vec![(Sapo::Without, 0, 0, 0)];
        }
        let mut sapos = Vec::new();
        let across = if self.rail { units - self.forms.grid.leg } else { units };
        let wide = lines(across);
        // Long lines of large type are hard to follow.
        if wide > 0 && (across < self.forms.grid.units || wide <= 3) {
            sapos.push((Sapo::Across(across), wide + 1, 0, 0));
        }
        if legs >= 2 && lines(measure) > 0 {
            let dear = if sapos.is_empty() { 0 } else { 12 };
            sapos.push((Sapo::InLeg, 0, lines(measure) + 1, dear));
        }
        if sapos.is_empty() && wide > 0 {
            sapos.push((Sapo::Across(across), wide + 1, 0, 20));
        }
        sapos
    }
}

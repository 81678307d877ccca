//! The planner's view in columns: one unit is one leg.
//!
//! The planner beside this module knows legs only. It is given a grid whose units are
//! legs, stories as they stand over whole legs, and what it plans is put back into the
//! units of the page.

use super::{Grid, Item, Part, StoryShape, TextShape, Units, nearest};
use std::collections::BTreeMap;

static NOTHING: TextShape = TextShape { rows: Vec::new(), anchors: Vec::new() };

impl Grid {
    /// The same page, cut into legs.
    pub(super) fn in_columns(&self) -> Self {
        let units = self.units / self.leg;
        Self { units, leg: 1, measures: Units::new(&[1]), ..*self }
    }
}

impl StoryShape {
    /// The story over 1, 2, … legs of so many units.
    pub(super) fn in_columns(&self, leg: u32) -> Self {
        let mut shape = self.clone();
        shape.heads =
            thinned(&self.heads, |(step, units)| Some((step, whole(units, leg)?)));
        shape.lead = thinned(&self.lead, |units| whole(units, leg));
        shape.text.retain(|units, _| *units == leg);
        shape.text =
            std::mem::take(&mut shape.text).into_values().map(|t| (1, t)).collect();
        shape.onward = thinned(&self.onward, |units| whole(units, leg));
        for figure in &mut shape.figures {
            figure.captions = thinned(&figure.captions, |units| whole(units, leg));
        }
        shape
    }

    /// The text in the only measure there is here.
    pub(super) fn legs(&self) -> &TextShape {
        self.text.get(&1).unwrap_or(&NOTHING)
    }

    /// Lines of the headline with the gap below it.
    pub(super) fn head(&self, step: super::Step, columns: u32) -> u32 {
        match nearest(&self.heads, step, columns).copied().unwrap_or(0) {
            0 => 0,
            head => head + step.gap(),
        }
    }

    /// Lines of the opening paragraph with the gap below it.
    pub(super) fn lead(&self, columns: u32) -> u32 {
        match self.lead.get(&columns).copied().unwrap_or(0) {
            0 => 0,
            lines => lines + u32::from(!self.legs().rows.is_empty()),
        }
    }
}

/// Items planned in legs, in the units of the page.
pub(super) fn in_units(pages: &mut [Vec<Item>], leg: u32) {
    for item in pages.iter_mut().flatten() {
        item.unit *= leg;
        item.units *= leg;
        if let Part::Leg { measure, .. } = &mut item.part {
            *measure *= leg;
        }
    }
}

/// Legs in so many units, if they are whole.
fn whole(units: u32, leg: u32) -> Option<u32> {
    units.is_multiple_of(leg).then_some(units / leg)
}

fn thinned<K: Ord + Copy>(
    lines: &BTreeMap<K, u32>,
    key: impl Fn(K) -> Option<K>,
) -> BTreeMap<K, u32> {
    lines.iter().filter_map(|(from, lines)| Some((key(*from)?, *lines))).collect()
}

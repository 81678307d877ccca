//! Letter-fit: a story that does not fill its place in a saved plan by a line or two is
//! set a little tighter or wider, as a compositor would.

use crate::Press;
use crate::compose::Order;
use crate::design::Design;
use crate::error::PressError;
use crate::typeset::{Shelf, Shots, StorySet, Styles};
use document::Edition;
use std::sync::Arc;

/// How much tighter or wider, in thousandths of the type size between two letters. A
/// letter of Vietnamese text is half as wide as its size, so ten change the length of a
/// line by two in a hundred, which no reader sees.
const FITS: [i32; 2] = [5, 10];

impl Press {
    /// The stories, set so that as many as can fill their places in the saved plan.
    pub(crate) fn fitted(
        &self,
        edition: &Edition,
        design: &Design,
        (styles, shots): (&Styles<'_>, &Shots<'_>),
        stories: &[Arc<StorySet>],
        (shelf, round): (&Shelf, u64),
    ) -> Result<(Vec<Arc<StorySet>>, Order), PressError> {
        let grid = &styles.measures.grid;
        let mut stories = stories.to_vec();
        let mut order = Order::new(edition, styles, &stories)?;
        for (story, spare) in order.loose(grid, None) {
            for fit in FITS.map(|fit| if spare < 0 { -fit } else { fit }) {
                let (measures, target) = (styles.measures.clone(), styles.target);
                let styles =
                    Styles::new(&self.world, design, measures, target, fit, round)?;
                let article = &edition.articles[story];
                let set = shelf.story(edition, article, &styles, shots, round)?;
                let tried = order.with(story, &set.shape);
                if tried.loose(grid, Some(story)).is_empty() {
                    (order, stories[story]) = (tried, set);
                    break;
                }
            }
        }
        Ok((stories, order))
    }
}

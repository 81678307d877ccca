//! What the cover stands on: a band, a label hung from the edge, rules at its foot.

use super::assemble::Binder;
use super::draw::{border, line, panel};
use super::index;
use super::poster;
use crate::block::BlockKind;
use crate::error::PressError;
use crate::look::{CoverGround, PosterLook};
use crate::plan::{Item, Part};
use crate::sheets::BLEED_MM;
use typst::layout::{Abs, Frame, Point};

/// How much of a picture right below the masthead lies on the band.
const OVERLAP: f64 = 0.45;
/// Radius of a label's corners and how far in its frame runs, in points.
const LABEL: (f64, f64) = (14.0, 8.5);
/// How far a label reaches beyond the masthead on either side, in points.
const BEYOND: f64 = 11.0;

impl Binder<'_, '_> {
    /// Puts "In this issue" into the column beside the stories, where there is one.
    pub(super) fn beside(
        &mut self,
        frame: &mut Frame,
        items: &[Item],
        begins: &[Option<usize>],
    ) -> Result<(), PressError> {
        let grid = self.grid;
        let head = items.iter().find(|item| item.part == Part::Masthead);
        let (Some(head), true) = (head, grid.aside > 0.0) else { return Ok(()) };
        let line = head.line + head.lines;
        let lines = grid.lines.saturating_sub(line) / 2;
        let width = grid.aside - grid.gutter;
        let room = (width, 1, lines);
        // A poster names its own story.
        let mut begins = begins.to_vec();
        for item in items {
            if let Part::Poster { story, .. } = item.part {
                begins[story] = None;
            }
        }
        let items = index::index(self.setter, self.stories, &begins, room)?;
        if items.is_empty() {
            return Ok(());
        }
        let (x, y) = (grid.left(0, 0) - grid.aside, grid.y(line));
        let to = Point::new(Abs::pt(x), Abs::pt(y));
        frame.push_multiple(items.into_iter().map(|(at, item)| (at + to, item)));
        let height = f64::from(lines) * grid.baseline;
        self.block(0, None, BlockKind::Index, (x, y, width, height));
        Ok(())
    }

    /// Draws what lies below everything on page 1.
    pub(super) fn cover(
        &mut self,
        frame: &mut Frame,
        items: &[Item],
    ) -> Result<(), PressError> {
        let styles = self.setter.styles;
        let (look, grid) = (&styles.look.cover, self.grid);
        let bleed = BLEED_MM / 25.4 * 72.0;
        let across = grid.width + 2.0 * bleed;
        if !look.page.is_empty() {
            let size = (across, grid.height + 2.0 * bleed);
            panel(frame, (-bleed, -bleed), size, 0.0, self.colour(&look.page));
        }
        let head = items.iter().find(|item| item.part == Part::Masthead);
        if look.ground == CoverGround::Plain {
            self.poster_picture(frame, items)?;
        } else if let Some(head) = head {
            let under = head.line + head.lines;
            // A picture that follows from edge to edge lies half on the band.
            let below = items.iter().filter(|item| item.line.abs_diff(under) <= 1);
            let picture = below.into_iter().find_map(|item| match item.part {
                Part::Figure { picture, .. }
                    if picture > 0 && item.units == grid.units =>
                {
                    Some(grid.y(item.line) + grid.picture_height(picture) * OVERLAP)
                }
                _ => None,
            });
            let foot = match picture {
                Some(picture) => picture,
                None if look.poster == PosterLook::Cards && poster::is_on(items) => {
                    let lines = poster::lines(items);
                    grid.y(under) + grid.picture_height(lines) * OVERLAP
                }
                // A poster's picture begins where the band ends.
                None if poster::is_on(items) => poster::top(&grid, under) + grid.hang,
                None => grid.y(under) - 0.4 * grid.baseline,
            };
            let size = (across, foot + bleed);
            panel(frame, (-bleed, -bleed), size, 0.0, self.colour(&look.band));
            self.poster_picture(frame, items)?;
            if look.ground == CoverGround::Label {
                let left = grid.left(0, 0) - BEYOND;
                let wide = grid.span(grid.units) + 2.0 * BEYOND;
                let high = grid.y(under) - 0.9 * grid.baseline;
                let (radius, inset) = LABEL;
                // Hung from the edge: its upper corners lie outside.
                let top = -bleed - radius;
                panel(
                    frame,
                    (left, top),
                    (wide, high - top),
                    radius,
                    self.colour(&look.label),
                );
                let at = (left + inset, top - inset);
                let size = (wide - 2.0 * inset, high - top);
                let inner = radius * 0.7;
                border(frame, at, size, inner, (self.colour(&look.frame), 0.8));
            }
        }
        let mut y = grid.y(grid.lines) + 0.55 * grid.baseline;
        for thickness in &styles.look.rules.cover_foot {
            let (x, wide) = (grid.left(0, 0), grid.span(grid.units));
            let colour = self.colour(&styles.look.rules.colour);
            line(frame, (x, y + thickness / 2.0), (wide, 0.0), colour, *thickness);
            y += thickness + 1.6;
        }
        Ok(())
    }
}

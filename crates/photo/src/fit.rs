//! From a recipe to pixels: which part of the upright picture, and how large.

use crate::orient::Area;
use document::{Fit, Focus, PixelSize};

/// Longest side JPEG and AVIF can state.
pub(crate) const LONGEST_SIDE: u32 = 65_535;

/// What to cut out of the upright picture and how large it becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plan {
    /// The part to show, within the picture.
    pub(crate) area: Area,
    /// Its size once resampled: never larger than the part.
    pub(crate) size: PixelSize,
    /// How long the longer side of the whole picture would be at this scale.
    whole: u32,
}

impl Plan {
    fn new(full: PixelSize, area: Area, size: PixelSize) -> Self {
        // Both scales agree but for rounding; the smaller one keeps 1,600 at 1,600.
        let across = f64::from(size.width) / area.width;
        let scale = across.min(f64::from(size.height) / area.height);
        let long = f64::from(full.width.max(full.height));
        let whole = (long * scale).round() as u32;
        Self { area, size, whole }
    }
}

/// How finely a picture must be decoded. Plans of one level share the decoded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The longer side of the whole picture would be at most this, in pixels of the
    /// rendition.
    Below(u32),
    /// Every pixel counts.
    Full,
}

impl Plan {
    /// The plan for a part of a picture, as a plan for the picture: `self` is made for the
    /// part alone, whose first pixel is at `start`.
    pub(crate) fn within(
        self,
        full: PixelSize,
        part: PixelSize,
        start: (u32, u32),
    ) -> Self {
        let long = |size: PixelSize| f64::from(size.width.max(size.height));
        let times = long(full) / long(part);
        let area = Area {
            left: self.area.left + f64::from(start.0),
            top: self.area.top + f64::from(start.1),
            ..self.area
        };
        let whole = (f64::from(self.whole) * times).round() as u32;
        Self { area, whole, ..self }
    }

    /// Level of this plan. Few levels, so that the usual widths for the web share one.
    ///
    /// A glance, and the previews of sheets, 900 pixels wide, have levels of their own:
    /// they are asked for alone, and somebody waits. The preview of a photo that stands
    /// has not: 900 pixels across are among the sizes that the web asks of it.
    pub(crate) fn level(&self) -> Level {
        match self.whole {
            0..=200 => Level::Below(200),
            850..=950 => Level::Below(950),
            201..=1600 => Level::Below(1600),
            // Photos that stand, 1,600 pixels across.
            1601..=2400 => Level::Below(2400),
            2401..=3200 => Level::Below(3200),
            _ => Level::Full,
        }
    }
}

impl Level {
    /// How many pixels along one side may become one while decoding, if at least
    /// `spare` times the pixels needed shall be left.
    pub(crate) fn reduction(self, size: PixelSize, spare: f64) -> f64 {
        let long = f64::from(size.width.max(size.height));
        match self {
            Self::Below(needed) => (long / (f64::from(needed) * spare)).max(1.0),
            Self::Full => 1.0,
        }
    }
}

/// Decides crop and size of one rendition.
pub(crate) fn plan(size: PixelSize, fit: Fit) -> Plan {
    match fit {
        Fit::Within { width } => within(size, width),
        Fit::Cover { width, height, focus } => cover(size, width, height, focus),
    }
}

/// The focus with both fractions between 0 and 1; what is no number is the middle.
pub(crate) fn bounded(focus: Focus) -> Focus {
    let bound = |part: f64| if part.is_nan() { 0.5 } else { part.clamp(0.0, 1.0) };
    Focus { x: bound(focus.x), y: bound(focus.y) }
}

fn within(size: PixelSize, width: u32) -> Plan {
    let width = width.clamp(1, size.width.min(LONGEST_SIDE));
    let height = scaled(size.height, f64::from(width) / f64::from(size.width));
    let whole = Area {
        left: 0.0,
        top: 0.0,
        width: f64::from(size.width),
        height: f64::from(size.height),
    };
    Plan::new(size, whole, PixelSize { width, height })
}

fn cover(size: PixelSize, width: u32, height: u32, focus: Focus) -> Plan {
    let (full_x, full_y) = (f64::from(size.width), f64::from(size.height));
    let (width, height) = (width.clamp(1, LONGEST_SIDE), height.clamp(1, LONGEST_SIDE));
    let ratio = f64::from(width) / f64::from(height);

    // The largest crop of this ratio: it touches two opposite sides.
    let across = full_x.min(full_y * ratio);
    let down = full_y.min(full_x / ratio);
    let focus = bounded(focus);

    if f64::from(width) > across - 0.5 && f64::from(height) > down - 0.5 {
        // Nothing to shrink: whole pixels, so that none is blurred.
        let (across, down) = (across.round().max(1.0), down.round().max(1.0));
        let area = Area {
            left: start(focus.x, across, full_x).round().min(full_x - across),
            top: start(focus.y, down, full_y).round().min(full_y - down),
            width: across,
            height: down,
        };
        let cut = PixelSize { width: across as u32, height: down as u32 };
        return Plan::new(size, area, cut);
    }
    let area = Area {
        left: start(focus.x, across, full_x),
        top: start(focus.y, down, full_y),
        width: across,
        height: down,
    };
    let limit = |side: u32, room: f64| side.min(room.floor() as u32).max(1);
    let cut = PixelSize { width: limit(width, across), height: limit(height, down) };
    Plan::new(size, area, cut)
}

/// Where a span of `length` begins so that `focus` is as central in it as the edges
/// of the picture allow.
fn start(focus: f64, length: f64, full: f64) -> f64 {
    (focus * full - length / 2.0).clamp(0.0, (full - length).max(0.0))
}

fn scaled(side: u32, scale: f64) -> u32 {
    ((f64::from(side) * scale).round() as u32).clamp(1, side.min(LONGEST_SIDE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: u32, height: u32, within: u32, expected: Level) {
        let size = PixelSize { width, height };
        assert_eq!(plan(size, Fit::Within { width: within }).level(), expected);
    }

    #[test]
    fn widths_for_the_web_share_one_level_whatever_rounding_does_to_the_height() {
        for (width, height) in [(6000, 4000), (6016, 4016), (5184, 3456)] {
            for long in [480, 800, 1200, 1600] {
                check(width, height, long, Level::Below(1600));
                // Upright, the longer side is as long.
                check(height, width, long * height / width, Level::Below(1600));
            }
        }
        check(4000, 6000, 1600, Level::Below(2400));
        check(6000, 4000, 900, Level::Below(950));
        check(4000, 6000, 900, Level::Below(1600));
        check(6000, 4000, 2000, Level::Below(2400));
        check(6000, 4000, 3000, Level::Below(3200));
        check(6000, 4000, 6000, Level::Full);
    }

    #[test]
    fn decoding_leaves_what_is_needed_to_spare() {
        let lying = |width| PixelSize { width, height: width / 2 };
        assert_eq!(Level::Below(1600).reduction(lying(6000), 1.25), 3.0);
        let standing = PixelSize { width: 4000, height: 6000 };
        assert_eq!(Level::Below(1600).reduction(standing, 1.25), 3.0);
        assert_eq!(Level::Below(1600).reduction(lying(1700), 1.25), 1.0);
        assert_eq!(Level::Full.reduction(lying(60_000), 1.25), 1.0);
    }
}

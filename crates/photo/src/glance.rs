//! What the pixels of a picture tell at a glance: where to look, and what it is like.
//!
//! Both are computed in whole numbers from a picture of some hundred pixels, so every
//! machine finds the same.

use crate::PhotoRefused;
use crate::canvas::Picture;
use crate::fit;
use crate::source::Source;
use document::{Fit, Focus, PixelSize};

/// What a glance finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glance {
    /// The point that crops had best keep, for photos where nobody chose one.
    pub focus: Focus,
    /// A fingerprint of what is to be seen.
    pub likeness: Likeness,
}

/// A fingerprint of what is to be seen: copies of one photo in other sizes, formats or
/// qualities have nearly the same.
///
/// Sixty-four comparisons of neighbouring patches of grey ("dHash").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Likeness(pub u64);

impl Likeness {
    /// In how many of the 64 comparisons two pictures differ. Copies of one photo
    /// differ in hardly any, photos of the same place in twenty or so.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// Whether a person should be asked if both are the same photo. Plain pictures, of
    /// which there is little to tell, resemble no other.
    pub fn resembles(self, other: Self) -> bool {
        let tells = |one: Self| one.0.count_ones() >= LEAST;
        tells(self) && tells(other) && self.distance(other) <= NEAR
    }
}

/// Most comparisons in which copies of one photo differ.
const NEAR: u32 = 6;

/// Fewest comparisons that must find a difference for a picture to be known by them.
const LEAST: u32 = 8;

/// Longer side of the picture that is looked at.
const SIDE: u32 = 96;

/// Looks at a picture.
///
/// Any file of it will do: the preview that is made first costs a few milliseconds,
/// the original as much as decoding it.
///
/// The focus is where contrast, strong colours and the tones of skin are densest,
/// faces before feet: a little above the middle weighs most. It is a guess, and the
/// middle where there is nothing to see.
///
/// # Errors
///
/// [`PhotoRefused`] as from [`render`](crate::render).
pub fn glance(bytes: &[u8]) -> Result<Glance, PhotoRefused> {
    let source = Source::open(bytes)?;
    let PixelSize { width, height } = source.upright();
    let across = if width >= height {
        SIDE
    } else {
        (u64::from(SIDE) * u64::from(width) / u64::from(height)) as u32
    };
    let plan = fit::plan(source.upright(), Fit::Within { width: across.max(1) });
    let canvas = source.decode(plan.level())?;
    let picture = canvas.cut(&plan, source.orientation(), source.stored());
    Ok(Glance { focus: focus(&picture), likeness: likeness(&picture) })
}

/// A pixel as brightness and two differences of colour, each within ±255 (ITU-T
/// T.871, in 1/256).
fn parts(pixel: &[u8; 3]) -> [i64; 3] {
    let [r, g, b] = pixel.map(i64::from);
    [
        (77 * r + 150 * g + 29 * b) >> 8,
        (-43 * r - 85 * g + 128 * b) >> 8,
        (128 * r - 107 * g - 21 * b) >> 8,
    ]
}

fn focus(picture: &Picture) -> Focus {
    let (width, height) = (picture.size.width as usize, picture.size.height as usize);
    let pixels: Vec<[i64; 3]> =
        picture.rgb.as_chunks::<3>().0.iter().map(parts).collect();
    let interest = interest(&pixels, width, height);
    let sums = Sums::new(&interest, width, height);

    // The window of half the sides that holds the most; of equals, the most central.
    let (across, down) = (width.div_ceil(2), height.div_ceil(2));
    let mut best: Option<(i64, usize, usize)> = None;
    let mut farthest = 0;
    for top in 0..=height - down {
        for left in 0..=width - across {
            let sum = sums.within(left, top, left + across, top + down);
            let off =
                (2 * left + across).abs_diff(width) + (2 * top + down).abs_diff(height);
            let better =
                best.is_none_or(|(most, ..)| sum > most || sum == most && off < farthest);
            if better {
                best = Some((sum, left, top));
                farthest = off;
            }
        }
    }
    let Some((sum, left, top)) = best.filter(|(sum, ..)| *sum > 0) else {
        return Focus::CENTRE;
    };
    // Within the window, the middle of what is of interest, in 1/65,536.
    let (mut x_sum, mut y_sum) = (0, 0);
    for y in top..top + down {
        for x in left..left + across {
            let weight = interest[y * width + x];
            x_sum += weight * (2 * x as i64 + 1);
            y_sum += weight * (2 * y as i64 + 1);
        }
    }
    let part = |weighed: i64, side: usize| {
        let part = i128::from(weighed) * 65_536 / (i128::from(sum) * 2 * side as i128);
        // A power of two: the fraction is exact on every machine.
        part as f64 / 65_536.0
    };
    Focus { x: part(x_sum, width), y: part(y_sum, height) }
}

/// How much there is to see at each pixel.
fn interest(pixels: &[[i64; 3]], width: usize, height: usize) -> Vec<i64> {
    let count = pixels.len() as i64;
    let mean = |part: usize| pixels.iter().map(|pixel| pixel[part]).sum::<i64>() / count;
    let means = [mean(0), mean(1), mean(2)];
    let at = |x: usize, y: usize| pixels[y * width + x];
    let mut interest = Vec::with_capacity(pixels.len());
    for y in 0..height {
        for x in 0..width {
            let here = at(x, y);
            let step = |there: [i64; 3]| (here[0] - there[0]).abs();
            let edge = step(at(x.saturating_sub(1), y))
                + step(at((x + 1).min(width - 1), y))
                + step(at(x, y.saturating_sub(1)))
                + step(at(x, (y + 1).min(height - 1)));
            let colour = (here[1] - means[1]).abs() + (here[2] - means[2]).abs();
            // Skin of every shade lies in one small field of colours (Chai and Ngan,
            // 1999: 77–127 and 133–173 about 128), and is neither black nor white.
            let skin = (-51..=-1).contains(&here[1])
                && (5..=45).contains(&here[2])
                && (40..=240).contains(&here[0]);
            let found = edge + colour / 2 + if skin { 60 } else { 0 };
            // Texture everywhere, such as leaves or noise, tells nothing.
            let found = (found - 16).max(0);
            interest.push(found * central(x, width, 1, 2) * central(y, height, 2, 5));
        }
    }
    interest
}

/// Weight of a place along one side, greatest at `part`/`of` of it: 64 there, and
/// never below 16.
fn central(at: usize, side: usize, part: i64, of: i64) -> i64 {
    // Twice the distance from the best place, in 1/(64 · side).
    let place = (2 * at as i64 + 1) * 32 / side as i64;
    let off = (place - 64 * part / of).abs();
    (64 - off * off / 32).max(16)
}

/// Sums over rectangles, in constant time.
struct Sums {
    stride: usize,
    sums: Vec<i64>,
}

impl Sums {
    fn new(values: &[i64], width: usize, height: usize) -> Self {
        let stride = width + 1;
        let mut sums = vec![0; stride * (height + 1)];
        for y in 0..height {
            let mut row = 0;
            for x in 0..width {
                row += values[y * width + x];
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
            }
        }
        Self { stride, sums }
    }

    fn within(&self, left: usize, top: usize, right: usize, bottom: usize) -> i64 {
        let at = |x: usize, y: usize| self.sums[y * self.stride + x];
        at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)
    }
}

/// Compares patches of nine columns and eight rows with their neighbours to the right.
fn likeness(picture: &Picture) -> Likeness {
    const COLUMNS: usize = 9;
    const ROWS: usize = 8;
    let (width, height) = (picture.size.width as usize, picture.size.height as usize);
    let pixels = picture.rgb.as_chunks::<3>().0;
    let span = |at: usize, count: usize, side: usize| {
        let begin = (at * side / count).min(side - 1);
        begin..((at + 1) * side / count).clamp(begin + 1, side)
    };
    let patch = |column: usize, row: usize| {
        let (xs, ys) = (span(column, COLUMNS, width), span(row, ROWS, height));
        let count = (xs.len() * ys.len()) as i64;
        let sum: i64 = ys
            .flat_map(|y| xs.clone().map(move |x| y * width + x))
            .map(|at| parts(&pixels[at])[0])
            .sum();
        // In 1/16, so that slopes of less than a step count.
        sum * 16 / count
    };
    let mut bits = 0;
    for row in 0..ROWS {
        for column in 0..COLUMNS - 1 {
            // Flat patches are equal; compression must not decide which is brighter.
            let brighter = patch(column + 1, row) > patch(column, row) + 16;
            bits = bits << 1 | u64::from(brighter);
        }
    }
    Likeness(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREY: [u8; 3] = [120, 120, 120];
    const SKIN: [u8; 3] = [224, 172, 136];

    fn picture(width: u32, height: u32, paint: impl Fn(u32, u32) -> [u8; 3]) -> Picture {
        let rgb = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| paint(x, y));
        Picture { size: PixelSize { width, height }, rgb: rgb.collect() }
    }

    /// A spot of a colour on grey.
    fn spot(x: u32, y: u32, colour: [u8; 3]) -> Picture {
        picture(96, 64, |px, py| {
            if px.abs_diff(x) < 6 && py.abs_diff(y) < 6 { colour } else { GREY }
        })
    }

    #[track_caller]
    fn check(picture: &Picture, x: f64, y: f64, by: f64) {
        let found = focus(picture);
        assert!((found.x - x).abs() <= by && (found.y - y).abs() <= by, "{found:?}");
    }

    #[test]
    fn nothing_to_see_means_the_middle() {
        for size in [(1, 1), (96, 1), (1, 96), (96, 64)] {
            assert_eq!(focus(&picture(size.0, size.1, |_, _| GREY)), Focus::CENTRE);
        }
    }

    #[test]
    fn the_focus_is_on_what_stands_out() {
        for (x, y) in [(20, 16), (76, 16), (48, 32), (20, 50), (80, 44)] {
            for colour in [SKIN, [250, 250, 250], [200, 20, 20]] {
                check(
                    &spot(x, y, colour),
                    f64::from(x) / 96.0,
                    f64::from(y) / 64.0,
                    0.06,
                );
            }
        }
    }

    #[test]
    fn a_face_goes_before_a_bright_spot_of_the_same_size() {
        let both = picture(96, 64, |x, y| {
            if x.abs_diff(24) < 6 && y.abs_diff(20) < 6 {
                SKIN
            } else if x.abs_diff(72) < 6 && y.abs_diff(44) < 6 {
                [190, 190, 190]
            } else {
                GREY
            }
        });
        check(&both, 0.25, 0.31, 0.08);
    }

    #[test]
    fn of_two_faces_the_higher_one_is_kept() {
        let two = picture(64, 96, |x, y| {
            let near = |cy: u32| x.abs_diff(32) < 5 && y.abs_diff(cy) < 5;
            if near(20) || near(84) { SKIN } else { GREY }
        });
        check(&two, 0.5, 20.0 / 96.0, 0.1);
    }

    #[test]
    fn a_mirrored_picture_has_a_mirrored_focus() {
        let (one, other) = (focus(&spot(20, 20, SKIN)), focus(&spot(75, 20, SKIN)));
        assert!((one.x - (1.0 - other.x)).abs() < 0.02 && (one.y - other.y).abs() < 0.02);
    }

    #[test]
    fn copies_resemble_each_other_and_other_pictures_do_not() {
        let scene = |x: u32, y: u32, width: u32, height: u32| {
            let (x, y) = (x * 900 / width, y * 600 / height);
            let hill = y > 300 + (x / 7) % 200;
            let house = x.abs_diff(300) < 80 && y.abs_diff(350) < 90;
            if house {
                [180, 40, 30]
            } else if hill {
                [60, 120, 50]
            } else {
                [140, 180, 230]
            }
        };
        let large = likeness(&picture(96, 64, |x, y| scene(x, y, 96, 64)));
        let small = likeness(&picture(60, 40, |x, y| scene(x, y, 60, 40)));
        let dull = likeness(&picture(96, 64, |x, y| {
            scene(x, y, 96, 64).map(|v| v / 4 * 3 + 30)
        }));
        let mirrored = likeness(&picture(96, 64, |x, y| scene(95 - x, y, 96, 64)));
        assert!(large.resembles(small), "{}", large.distance(small));
        assert!(large.resembles(dull), "{}", large.distance(dull));
        assert!(!large.resembles(mirrored), "{}", large.distance(mirrored));
        assert_eq!(large.distance(large), 0);
        let plain = likeness(&picture(96, 64, |_, _| GREY));
        assert!(!plain.resembles(plain), "all plain pictures are alike");
    }
}

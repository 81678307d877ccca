//! Resampling in linear light: fewer pixels, each made of those it covers.
//!
//! First along the rows, each of them once, then down the columns of those few rows that
//! one row of the result is made of. So hardly more than the result is ever held.
//! Additions and multiplications of `f32` in a fixed order, with weights that are
//! rounded, give the same on every processor.

use crate::orient::Area;
use crate::tone::TONE;
use crate::wide::wide;
use std::f64::consts::PI;

/// Red, green and blue in linear light, each in 16 bits.
pub(crate) type Light = [u16; 3];

/// Values of a row that are worked on together.
const TOGETHER: usize = 16;

/// Added to a number from 0 to 65,535, leaves it, rounded, in the lowest 16 bits.
const ROUNDING: f32 = 12_582_912.0;

/// What the weights of a pixel are rounded to parts of.
const PARTS: f64 = 1_048_576.0;

/// How neighbours weigh by their distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// Catmull and Rom's cubic: keeps edges; reaches two pixels of the result.
    Sharp,
    /// Hamming's window; reaches one. Where many pixels become one it is as good, at half
    /// the work.
    Narrow,
}

impl Filter {
    fn reach(self) -> f64 {
        match self {
            Self::Sharp => 2.0,
            Self::Narrow => 1.0,
        }
    }

    /// Weight at a distance in pixels of the result.
    fn weight(self, distance: f64) -> f64 {
        let x = distance.abs();
        match self {
            _ if x >= self.reach() => 0.0,
            _ if x < 1e-9 => 1.0,
            Self::Sharp if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
            Self::Sharp => ((2.5 - 0.5 * x) * x - 4.0) * x + 2.0,
            Self::Narrow => (PI * x).sin() / (PI * x) * (0.54 + 0.46 * (PI * x).cos()),
        }
    }
}

/// What the pixels of the result are made of, along one side: as many pixels of the
/// picture each, some of which may weigh nothing.
struct Side {
    /// The first of them.
    firsts: Vec<usize>,
    taps: usize,
    /// `taps` for each.
    weights: Vec<f32>,
}

impl Side {
    /// `count` pixels out of `length` from `start` of a side of `full` pixels. Pixels
    /// beside the part are seen by the filter, so parts join without a seam.
    fn new(
        filter: Filter,
        (start, length): (f64, f64),
        count: usize,
        full: usize,
    ) -> Self {
        let scale = length / count as f64;
        let wide = scale.max(1.0);
        let reach = filter.reach() * wide;
        // What lies at the very end of the reach weighs nothing.
        let taps = ((2.0 * reach).ceil() as usize).clamp(1, full);
        let mut side = Self { firsts: vec![], taps, weights: vec![] };
        for at in 0..count {
            let centre = start + (at as f64 + 0.5) * scale;
            let first =
                ((centre - reach - 0.5).ceil().max(0.0) as usize).min(full - taps);
            let weights = (first..first + taps)
                .map(|pixel| filter.weight((pixel as f64 + 0.5 - centre) / wide));
            let whole: f64 = weights.clone().sum();
            side.weights.extend(
                weights.map(|weight| ((weight / whole * PARTS).round() / PARTS) as f32),
            );
            side.firsts.push(first);
        }
        side
    }
}

/// Resamples `area` of rows of `across` pixels to `width` × `height`, and hands over the
/// result, in coded sRGB, row by row from the top.
pub(crate) fn resample(
    light: &[Light],
    across: usize,
    area: Area,
    size: (usize, usize),
    take: impl FnMut(&[[u8; 3]]),
) {
    wide(
        #[inline(always)]
        || resample_plainly(light, across, area, size, take),
    );
}

#[inline(always)]
fn resample_plainly(
    light: &[Light],
    across: usize,
    area: Area,
    (width, height): (usize, usize),
    mut take: impl FnMut(&[[u8; 3]]),
) {
    let filter =
        if area.width >= 1.5 * width as f64 { Filter::Narrow } else { Filter::Sharp };
    let down = light.len() / across;
    let columns = Side::new(filter, (area.left, area.width), width, across);
    let rows = Side::new(filter, (area.top, area.height), height, down);

    // Rows of the picture, narrowed, each at its number modulo their count.
    let stride = (width * 3 + 1).next_multiple_of(TOGETHER);
    let mut narrowed = vec![0.0_f32; rows.taps * stride];
    let mut lit = vec![0.0_f32; across * 3 + 1];
    let mut coded = vec![0_u8; stride];
    let mut next = 0;
    for (first, weights) in rows.firsts.iter().zip(rows.weights.chunks_exact(rows.taps)) {
        for row in next.max(*first)..first + rows.taps {
            let light = light[row * across..][..across].as_flattened();
            for (to, from) in lit.iter_mut().zip(light) {
                *to = f32::from(*from);
            }
            let into = &mut narrowed[row % rows.taps * stride..][..stride];
            narrow(&lit, &columns, into);
            next = row + 1;
        }
        let parts: Vec<(&[[f32; TOGETHER]], f32)> = (*first..)
            .zip(weights)
            .filter(|(_, weight)| **weight != 0.0)
            .map(|(row, weight)| {
                let row = &narrowed[row % rows.taps * stride..][..stride];
                (row.as_chunks().0, *weight)
            })
            .collect();
        mix(&parts, coded.as_chunks_mut().0);
        take(&coded.as_chunks().0[..width]);
    }
}

/// Makes a row narrower. Behind the last pixel of both rows is room for one value more:
/// pixels are worked on four values at a time.
#[inline(always)]
fn narrow(row: &[f32], columns: &Side, into: &mut [f32]) {
    match columns.taps {
        3 => narrow_by::<3>(row, columns, into),
        4 => narrow_by::<4>(row, columns, into),
        5 => narrow_by::<5>(row, columns, into),
        6 => narrow_by::<6>(row, columns, into),
        7 => narrow_by::<7>(row, columns, into),
        taps => {
            let weights = columns.weights.chunks_exact(taps);
            for ((first, weights), at) in columns.firsts.iter().zip(weights).zip(0..) {
                add(row, *first, weights, into, at);
            }
        }
    }
}

/// As [`narrow`], for the usual numbers: the compiler unrolls what it can count.
#[inline(always)]
fn narrow_by<const TAPS: usize>(row: &[f32], columns: &Side, into: &mut [f32]) {
    let weights = columns.weights.as_chunks::<TAPS>().0;
    for ((first, weights), at) in columns.firsts.iter().zip(weights).zip(0..) {
        add(row, *first, weights, into, at);
    }
}

#[inline(always)]
fn add(row: &[f32], first: usize, weights: &[f32], into: &mut [f32], at: usize) {
    let Some(from) =
        row.get(first * 3..).and_then(|row| row.get(..weights.len() * 3 + 1))
    else {
        return;
    };
    let mut sums = [0.0_f32; 4];
    for (weight, values) in weights.iter().zip(from.windows(4).step_by(3)) {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += weight * value;
        }
    }
    if let Some(into) = into.get_mut(at * 3..).and_then(<[f32]>::first_chunk_mut::<4>) {
        *into = sums;
    }
}

/// Weighs rows together and codes what comes out.
#[inline(always)]
fn mix(rows: &[(&[[f32; TOGETHER]], f32)], coded: &mut [[u8; TOGETHER]]) {
    let codes: &[u8; 65_536] = TONE.code8.as_slice().try_into().expect("so many");
    for (at, coded) in coded.iter_mut().enumerate() {
        let mut sums = [0.0_f32; TOGETHER];
        for (row, weight) in rows {
            for (sum, value) in sums.iter_mut().zip(&row[at]) {
                *sum += weight * value;
            }
        }
        let lights = sums.map(|sum| {
            let sum = if sum > 0.0 { sum } else { 0.0 };
            let sum = if sum < 65_535.0 { sum } else { 65_535.0 };
            (sum + ROUNDING).to_bits() as u16
        });
        for (code, light) in coded.iter_mut().zip(lights) {
            *code = codes[usize::from(light)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resampled(
        light: &[Light],
        across: usize,
        area: Area,
        size: (usize, usize),
    ) -> Vec<[u8; 3]> {
        let mut result = Vec::new();
        resample(light, across, area, size, |row| result.extend_from_slice(row));
        assert_eq!(result.len(), size.0 * size.1);
        result
    }

    /// A picture of `width` × `height` whose light is painted between 0 and 1.
    fn painted(
        width: usize,
        height: usize,
        paint: impl Fn(f64, f64) -> f64,
    ) -> Vec<Light> {
        let place = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
        let light = |x, y| (paint(place(x, width), place(y, height)) * 65_535.0) as u16;
        (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| [light(x, y), 65_535 - light(x, y), 0])
            .collect()
    }

    fn whole(width: usize, height: usize) -> Area {
        Area { left: 0.0, top: 0.0, width: width as f64, height: height as f64 }
    }

    fn code(light: f64) -> u8 {
        TONE.code8[(light * 65_535.0) as usize]
    }

    #[test]
    fn a_slope_stays_the_slope_at_every_size() {
        let paint = |x: f64, y: f64| 0.2 + 0.3 * x + 0.4 * y;
        let light = painted(60, 40, paint);
        for (width, height) in [(60, 40), (59, 39), (45, 30), (31, 20), (9, 6), (1, 1)] {
            let result = resampled(&light, 60, whole(60, 40), (width, height));
            for (at, [red, green, blue]) in result.into_iter().enumerate() {
                let (x, y) = (at % width, at / width);
                let edge = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
                let place = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
                let expected = paint(place(x, width), place(y, height));
                // At an edge the filter has nothing beyond to look at.
                let by = if edge { 12 } else { 1 };
                assert!(red.abs_diff(code(expected)) <= by, "{width} at {x}, {y}");
                assert!(green.abs_diff(code(1.0 - expected)) <= by);
                assert_eq!(blue, 0);
            }
        }
    }

    #[test]
    fn as_many_pixels_stay_as_they_are() {
        let light = painted(23, 7, |x, y| ((x * 37.0 + y * 91.0) * 7.0).sin().abs());
        let same = resampled(&light, 23, whole(23, 7), (23, 7));
        let expected: Vec<[u8; 3]> = light
            .iter()
            .map(|pixel| pixel.map(|light| TONE.code8[usize::from(light)]))
            .collect();
        assert_eq!(same, expected);
    }

    #[test]
    fn light_is_averaged_and_not_its_code() {
        // A board of black and white is half the light: 188, not 128.
        let light: Vec<Light> = (0..64 * 64)
            .map(|at| if (at % 64 + at / 64) % 2 == 0 { [65_535; 3] } else { [0; 3] })
            .collect();
        let grey = resampled(&light, 64, whole(64, 64), (16, 16));
        assert!(
            grey.iter().all(|pixel| pixel.iter().all(|code| code.abs_diff(188) <= 1))
        );
    }

    #[test]
    fn every_processor_gives_the_same() {
        let light = painted(61, 43, |x, y| ((x * 37.0 + y * 91.0) * 7.0).sin().abs());
        for size in [(60, 42), (40, 29), (23, 17), (9, 5)] {
            let mut plain: Vec<[u8; 3]> = Vec::new();
            resample_plainly(&light, 61, whole(61, 43), size, |row| {
                plain.extend_from_slice(row);
            });
            assert_eq!(resampled(&light, 61, whole(61, 43), size), plain, "{size:?}");
        }
    }

    #[test]
    fn parts_join_without_a_seam() {
        let light = painted(48, 32, |x, y| ((x * 21.0).sin() * (y * 17.0).cos()).abs());
        let all = resampled(&light, 48, whole(48, 32), (36, 24));
        let half = Area { top: 16.0, height: 16.0, ..whole(48, 32) };
        assert_eq!(resampled(&light, 48, half, (36, 12)), all[36 * 12..]);
    }

    #[test]
    fn an_edge_too_bright_or_too_dark_is_cut_off() {
        let light = painted(40, 3, |x, _| if x < 0.5 { 0.0 } else { 1.0 });
        let edge = resampled(&light, 40, whole(40, 3), (30, 2));
        assert!(edge.iter().all(
            |[red, green, _]| (*red <= 1 || *red >= 254) || (1..=254).contains(green)
        ));
        assert_eq!((edge[0][0], edge[29][0]), (0, 255));
    }
}

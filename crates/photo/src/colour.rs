//! From the colours a file is kept in to linear light in the primaries of sRGB.
//!
//! Profiles made of curves and a matrix (Display P3, Adobe RGB, grey) are applied
//! directly, in integers; all others, and CMYK, through a [`Lattice`].

use crate::lattice::Lattice;
use crate::resample::Light;
use crate::tone::TONE;
use crate::wide::wide;
use document::PRINT_CONDITION;
use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile,
    DataColorSpace, Layout, MatrixCoefficients, RenderingIntent, ToneReprCurve,
    TransferCharacteristics, TransformOptions, curve_from_gamma,
};

/// Samples of one row, alpha already gone.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Samples<'a> {
    /// 8 bits each.
    Eight(&'a [u8]),
    /// 16 bits each.
    Sixteen(&'a [u16]),
    /// Red, green and blue apart, 8 bits each.
    Planes([&'a [u8]; 3]),
}

/// The channels of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channels {
    Grey,
    Rgb,
    /// Inks: 0 is bare paper.
    Cmyk,
}

impl Channels {
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// What 1 is in the matrix of a profile.
const ONE: i32 = 1 << 13;

/// Turns samples of one file into light.
pub(crate) enum Colour {
    /// Curve from grey to light.
    Grey(Vec<u16>),
    /// Curves from red, green and blue to light in sRGB primaries.
    Curves([Vec<u16>; 3]),
    /// What each code of 8 bits of red, green and blue adds to light in sRGB primaries, in
    /// parts of [`ONE`]; the fourth is room, so that all are added at once.
    Shares(Box<[[[i32; 4]; 256]; 3]>),
    /// Curves to light in the primaries of the file, then a matrix in parts of [`ONE`].
    Matrix([Vec<u16>; 3], [[i32; 3]; 3]),
    /// RGB to coded sRGB.
    Rgb(Lattice<3, 3>),
    /// CMYK to coded sRGB.
    Cmyk(Lattice<4, 3>),
}

impl Colour {
    /// Chooses the conversion for samples of `bits` (8 or 16) with this profile. A
    /// profile that is broken or belongs to other channels counts as none, and none
    /// as sRGB, sRGB's grey or the printing condition.
    pub(crate) fn new(
        channels: Channels,
        profile: Option<&ColorProfile>,
        bits: u8,
    ) -> Self {
        match channels {
            Channels::Grey => profile
                .and_then(|profile| profile.gray_trc.as_ref())
                .and_then(|curve| light_curve(curve, bits))
                .map_or_else(|| Self::Grey(plain_curve(bits)), Self::Grey),
            Channels::Rgb => profile
                .and_then(|profile| rgb(profile, bits))
                .unwrap_or_else(|| Self::Curves([(); 3].map(|()| plain_curve(bits)))),
            Channels::Cmyk => {
                let own = profile.and_then(cmyk);
                own.or_else(|| cmyk(&print_profile()?)).map_or_else(
                    // Not reached while the built-in profile is whole.
                    || Self::Grey(plain_curve(bits)),
                    Self::Cmyk,
                )
            }
        }
    }

    /// Appends the light of a row of samples to `light`.
    pub(crate) fn lighten(&self, samples: Samples<'_>, light: &mut Vec<Light>) {
        match samples {
            Samples::Eight(row) => self.lighten_row(row, 255, light),
            Samples::Sixteen(row) => self.lighten_row(row, 65_535, light),
            Samples::Planes([red, green, blue]) => {
                let pixels = red.iter().zip(green).zip(blue);
                let pixels = pixels.map(|((r, g), b)| [*r, *g, *b]);
                match self {
                    Self::Curves(curves) => light.extend(lit(pixels, curves)),
                    Self::Shares(shares) => add_up(pixels, shares, light),
                    _ => self.lighten_rgb(pixels, 255, light),
                }
            }
        }
    }

    fn lighten_row<S: Copy + Into<u16>>(
        &self,
        row: &[S],
        full: u16,
        light: &mut Vec<Light>,
    ) {
        match self {
            Self::Grey(curve) => {
                let at = |sample: &S| curve[usize::from((*sample).into())];
                light.extend(row.iter().map(|sample| [at(sample); 3]));
            }
            Self::Cmyk(lattice) => {
                light.extend(
                    row.as_chunks::<4>()
                        .0
                        .iter()
                        .map(|pixel| from_code(lattice.at(pixel.map(Into::into), full))),
                );
            }
            Self::Curves(_) | Self::Shares(_) | Self::Matrix(..) | Self::Rgb(_) => {
                self.lighten_rgb(row.as_chunks::<3>().0.iter().copied(), full, light);
            }
        }
    }

    fn lighten_rgb<S: Copy + Into<u16>>(
        &self,
        pixels: impl ExactSizeIterator<Item = [S; 3]>,
        full: u16,
        light: &mut Vec<Light>,
    ) {
        let at = |curve: &[u16], sample: S| curve[usize::from(sample.into())];
        match self {
            Self::Curves([red, green, blue]) => {
                light.extend(
                    pixels.map(|[r, g, b]| [at(red, r), at(green, g), at(blue, b)]),
                );
            }
            Self::Shares(shares) => {
                // Made for samples of 8 bits only.
                let pixels = pixels.map(|pixel| pixel.map(|code| code.into() as u8));
                add_up(pixels, shares, light);
            }
            Self::Matrix([red, green, blue], matrix) => {
                light.extend(pixels.map(|[r, g, b]| {
                    mixed([at(red, r), at(green, g), at(blue, b)], matrix)
                }));
            }
            Self::Rgb(lattice) => {
                light.extend(
                    pixels
                        .map(|pixel| from_code(lattice.at(pixel.map(Into::into), full))),
                );
            }
            // Never made for three channels.
            Self::Grey(_) | Self::Cmyk(_) => {}
        }
    }
}

/// Light of samples of 8 bits, for which tables of curves are just long enough: nothing
/// is left to check for each pixel.
fn lit(
    pixels: impl Iterator<Item = [u8; 3]>,
    curves: &[Vec<u16>; 3],
) -> impl Iterator<Item = Light> {
    let curves = curves.each_ref().map(|curve| {
        let curve: &[u16; 256] =
            curve.as_slice().try_into().expect("a value for each code");
        curve
    });
    pixels.map(move |[r, g, b]| {
        let [red, green, blue] = curves;
        [red[usize::from(r)], green[usize::from(g)], blue[usize::from(b)]]
    })
}

/// Light in other primaries, with a matrix in parts of [`ONE`].
#[inline]
fn mixed(light: Light, matrix: &[[i32; 3]; 3]) -> Light {
    let [r, g, b] = light.map(i32::from);
    matrix.map(|row| rounded(row[0] * r + row[1] * g + row[2] * b))
}

/// As [`mixed`], of samples of 8 bits, with everything multiplied beforehand. Appends
/// the light.
fn add_up(
    pixels: impl ExactSizeIterator<Item = [u8; 3]>,
    [red, green, blue]: &[[[i32; 4]; 256]; 3],
    light: &mut Vec<Light>,
) {
    let (begin, count) = (light.len(), pixels.len());
    // One more than wanted: four values are written of each pixel.
    light.resize(begin + count + 1, [0; 3]);
    let into = light[begin..].as_flattened_mut();
    wide(
        #[inline(always)]
        || {
            for (at, [r, g, b]) in pixels.enumerate() {
                let Some(into) = into.get_mut(at * 3..at * 3 + 4) else { return };
                let mut sums = red[usize::from(r)];
                let others = green[usize::from(g)].iter().zip(&blue[usize::from(b)]);
                for (sum, (green, blue)) in sums.iter_mut().zip(others) {
                    *sum += green + blue;
                }
                for (light, sum) in into.iter_mut().zip(sums) {
                    *light = rounded(sum);
                }
            }
        },
    );
    light.truncate(begin + count);
}

/// What each code of 8 bits adds, by its curve and its column of the matrix.
fn shares(curves: &[Vec<u16>; 3], matrix: &[[i32; 3]; 3]) -> Box<[[[i32; 4]; 256]; 3]> {
    let mut shares = Box::new([[[0; 4]; 256]; 3]);
    for (column, (shares, curve)) in shares.iter_mut().zip(curves).enumerate() {
        for (share, light) in shares.iter_mut().zip(curve) {
            for (sum, row) in share.iter_mut().zip(matrix) {
                *sum = row[column] * i32::from(*light);
            }
        }
    }
    shares
}

#[inline(always)]
fn rounded(sum: i32) -> u16 {
    ((sum + ONE / 2) >> ONE.ilog2()).clamp(0, 65_535) as u16
}

/// Reads a profile if it is whole and describes these channels.
pub(crate) fn profile(icc: &[u8], channels: Channels) -> Option<ColorProfile> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    let space = match channels {
        Channels::Grey => DataColorSpace::Gray,
        Channels::Rgb => DataColorSpace::Rgb,
        Channels::Cmyk => DataColorSpace::Cmyk,
    };
    (profile.color_space == space).then_some(profile)
}

/// Whether a file's profile, if it has one, can be read at all.
pub(crate) fn is_readable(icc: &[u8]) -> bool {
    icc.is_empty() || ColorProfile::new_from_slice(icc).is_ok()
}

/// The profile of RGB described by code points (ITU-T H.273, 8.1 and 8.2). `None` for
/// sRGB and for what is not specified.
///
/// Pictures for screens of high dynamic range are shown as if their curve were that of
/// sRGB: dull, but whole.
pub(crate) fn profile_of_code_points(
    primaries: u8,
    transfer: u8,
) -> Option<ColorProfile> {
    let color_primaries = CicpColorPrimaries::try_from(primaries).ok()?;
    let transfer_characteristics =
        match TransferCharacteristics::try_from(transfer).ok()? {
            TransferCharacteristics::Smpte2084
            | TransferCharacteristics::Hlg
            | TransferCharacteristics::Unspecified => TransferCharacteristics::Srgb,
            other => other,
        };
    let plain = color_primaries == CicpColorPrimaries::Bt709
        && transfer_characteristics == TransferCharacteristics::Srgb;
    if plain {
        return None;
    }
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    profile.red_trc.is_some().then_some(profile)
}

/// The profile of a PNG that names its gamma, and perhaps the chromaticities of white,
/// red, green and blue. `None` for what amounts to sRGB, and for nonsense.
pub(crate) fn profile_of_gamma(
    gamma: f32,
    points: Option<[(f32, f32); 4]>,
    channels: Channels,
) -> Option<ColorProfile> {
    const SRGB: [(f32, f32); 4] =
        [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    let usual = points.is_none_or(|points| {
        points.iter().zip(SRGB).all(|((x, y), (u, v))| near(*x, u) && near(*y, v))
    });
    if !(0.1..=4.0).contains(&gamma) || usual && near(gamma, 0.4545) {
        return None;
    }
    if channels == Channels::Grey {
        return Some(ColorProfile::new_gray_with_gamma(1.0 / gamma));
    }
    let mut profile = ColorProfile::new_srgb();
    if let Some([white, red, green, blue]) = points.filter(|_| !usual) {
        let point = |(x, y)| Chromaticity::new(x, y);
        // Light of no colour, or white on an edge, cannot be computed with.
        if [white, red, green, blue].iter().any(|(_, y)| *y < 0.001) {
            return None;
        }
        let primaries =
            ColorPrimaries { red: point(red), green: point(green), blue: point(blue) };
        profile.update_rgb_colorimetry(point(white).to_xyyb(), primaries);
    }
    let curve = curve_from_gamma(1.0 / gamma);
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    Some(profile)
}

/// The profile of the printing condition.
pub(crate) fn print_profile() -> Option<ColorProfile> {
    profile(PRINT_CONDITION.icc, Channels::Cmyk)
}

/// Perceptual: photos keep their relations, and the darkest black of the screen
/// becomes the darkest black of the paper.
pub(crate) fn perceptual() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::Perceptual,
        ..TransformOptions::default()
    }
}

fn rgb(profile: &ColorProfile, bits: u8) -> Option<Colour> {
    if profile.is_matrix_shaper() && profile.lut_a_to_b_perceptual.is_none() {
        let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc];
        let [red, green, blue] = curves.map(|curve| light_curve(curve.as_ref()?, bits));
        let matrix = profile.transform_matrix(&ColorProfile::new_srgb()).v;
        // Light of 16 bits times such parts still fits 32 bits. Larger ones belong to no
        // space that pictures are kept in.
        let whole = |row: &[f64; 3]| row.iter().map(|part| part.abs()).sum::<f64>();
        if !matrix.iter().all(|row| whole(row) < 3.9) {
            return None;
        }
        let matrix =
            matrix.map(|row| row.map(|part| (part * f64::from(ONE)).round() as i32));
        let (curves, matrix) = ([red?, green?, blue?], balanced(matrix));
        return Some(match bits {
            8 if is_srgb(&matrix) => Colour::Curves(curves),
            8 => Colour::Shares(shares(&curves, &matrix)),
            _ => Colour::Matrix(curves, matrix),
        });
    }
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_f64(Layout::Rgb, &srgb, Layout::Rgb, perceptual())
        .ok()?;
    let lattice =
        Lattice::sample(33, |given, found| transform.transform(given, found).ok());
    lattice.map(Colour::Rgb)
}

fn cmyk(profile: &ColorProfile) -> Option<Lattice<4, 3>> {
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_f64(Layout::Rgba, &srgb, Layout::Rgb, perceptual())
        .ok()?;
    Lattice::sample(17, |given, found| transform.transform(given, found).ok())
}

/// Whether a matrix hardly changes anything: the primaries of sRGB, rounded by whoever
/// wrote the profile. Of the light of one primary at most a part in 2,000 is lost.
fn is_srgb(matrix: &[[i32; 3]; 3]) -> bool {
    matrix.iter().enumerate().all(|(row, parts)| {
        parts.iter().enumerate().all(|(column, part)| {
            let plain = if row == column { ONE } else { 0 };
            (part - plain).abs() <= ONE / 2048
        })
    })
}

/// Makes every row of the matrix add up to 1, so that greys stay grey: profiles round
/// their white, which would tint every picture by a shade. A matrix whose white is far
/// from that of the screen is left alone.
fn balanced(mut matrix: [[i32; 3]; 3]) -> [[i32; 3]; 3] {
    for (channel, row) in matrix.iter_mut().enumerate() {
        let off = ONE - row.iter().sum::<i32>();
        if off.abs() < ONE / 100 {
            row[channel] += off;
        }
    }
    matrix
}

/// The curve of a profile as a table to light in 16 bits.
fn light_curve(curve: &ToneReprCurve, bits: u8) -> Option<Vec<u16>> {
    let evaluator = curve.make_linear_evaluator().ok()?;
    let top = full(bits);
    let light = |code: u16| {
        let light = evaluator.evaluate_value(f32::from(code) / f32::from(top));
        (f64::from(light).clamp(0.0, 1.0) * 65_535.0).round() as u16
    };
    Some((0..=top).map(light).collect())
}

fn plain_curve(bits: u8) -> Vec<u16> {
    if full(bits) == 255 { TONE.light8.clone() } else { TONE.light16.clone() }
}

fn full(bits: u8) -> u16 {
    if bits > 8 { u16::MAX } else { 255 }
}

fn from_code(code: [u16; 3]) -> Light {
    code.map(|code| TONE.light16[usize::from(code)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The light of rows of eight bits, apart and together.
    fn light(colour: &Colour, pixels: &[[u8; 3]]) -> Vec<Light> {
        let planes =
            [0, 1, 2].map(|at| pixels.iter().map(|pixel| pixel[at]).collect::<Vec<_>>());
        let (mut apart, mut together) = (vec![[7; 3]], vec![[7; 3]]);
        colour.lighten(Samples::Planes(planes.each_ref().map(Vec::as_slice)), &mut apart);
        colour.lighten(Samples::Eight(pixels.as_flattened()), &mut together);
        assert_eq!(apart, together);
        assert_eq!((apart.len(), apart[0]), (pixels.len() + 1, [7; 3]));
        apart.split_off(1)
    }

    fn codes() -> Vec<[u8; 3]> {
        let steps = || (0..=255).step_by(15);
        steps()
            .flat_map(|r| steps().flat_map(move |g| steps().map(move |b| [r, g, b])))
            .map(|code| code.map(|code: i32| code as u8))
            .collect()
    }

    #[test]
    fn what_is_multiplied_beforehand_is_what_is_multiplied_for_each_pixel() {
        for profile in [ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb()] {
            let fast = Colour::new(Channels::Rgb, Some(&profile), 8);
            assert!(matches!(fast, Colour::Shares(_)));
            let Colour::Matrix(_, matrix) =
                Colour::new(Channels::Rgb, Some(&profile), 16)
            else {
                panic!("a matrix");
            };
            let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc]
                .map(|curve| light_curve(curve.as_ref().unwrap(), 8).unwrap());
            let at = |channel: usize, code: u8| curves[channel][usize::from(code)];
            let expected: Vec<Light> = codes()
                .into_iter()
                .map(|[r, g, b]| mixed([at(0, r), at(1, g), at(2, b)], &matrix))
                .collect();
            assert!(light(&fast, &codes()) == expected);
        }
    }

    #[test]
    fn the_profile_of_srgb_changes_next_to_nothing() {
        let named = Colour::new(Channels::Rgb, Some(&ColorProfile::new_srgb()), 8);
        let none = Colour::new(Channels::Rgb, None, 8);
        let both = light(&named, &codes()).into_iter().zip(light(&none, &codes()));
        for (named, none) in both {
            for (one, other) in named.into_iter().zip(none) {
                // A part of 65,535 each; the codes of black lie 20 apart.
                assert!(one.abs_diff(other) <= 3, "{named:?}, {none:?}");
            }
        }
    }
}

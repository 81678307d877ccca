//! Pictures as line engravings: black lines on white whose thickness is the tone.
//!
//! A copier and a risograph know no grey: a photo with tones comes out as mud. Lines of
//! solid ink survive both. The tone of every pixel is compared with a wave across the
//! lines, as a halftone screen does, but the lines run through the whole picture and
//! swing a little, as a burin does. Very light tones stay bare, very dark ones solid.

use crate::PhotoRefused;
use crate::canvas::Picture;
use ::png::{BitDepth, ColorType, Compression, Encoder};
use document::PixelSize;

/// Tones lighter than this stay bare, and darker than that are solid, as shares of ink.
const BARE: f32 = 0.06;
const SOLID: f32 = 0.90;
/// How far a line swings, of the pitch, and how long its swings are, in pitches.
const SWING: [(f32, f32); 2] = [(0.42, 23.0), (0.2, 9.0)];
/// Ink spreads on a copier: middle tones are drawn lighter than they are.
const GAIN: f32 = 1.2;
/// How much of the difference to its surroundings is added to a tone, so that edges
/// stay where the lines are too coarse to draw them.
const EDGE: f32 = 0.9;
/// Shares of pixels that become bare paper and solid ink when tones are spread.
const ENDS: f32 = 0.02;

/// Pixels from one line to the next that make lines smooth, and how many times as many
/// pixels a picture gets for it at most.
const SMOOTH: f32 = 12.0;
const MOST_LARGER: u32 = 6;

/// Writes a picture as a PNG of one bit a pixel, black lines on white.
pub(crate) fn engrave(picture: &Picture, across: u16) -> Result<Vec<u8>, PhotoRefused> {
    let PixelSize { width, height } = picture.size;
    let own = (width as f32 / f32::from(across.max(1))).max(0.5);
    let tones = Tones::of(picture, own);
    let larger = ((SMOOTH / own).ceil() as u32).clamp(1, MOST_LARGER);
    let pitch = own * larger as f32;
    let size = PixelSize { width: width * larger, height: height * larger };
    let (width, height) = (size.width as usize, size.height as usize);
    let stride = width.div_ceil(8);
    let mut bits = vec![0xff_u8; stride * height];
    for y in 0..height {
        for x in 0..width {
            let tone = tones.at(x as f32 / larger as f32, y as f32 / larger as f32);
            if inked(tone, (x as f32, y as f32), pitch) {
                bits[y * stride + x / 8] &= !(0x80 >> (x % 8));
            }
        }
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size.width, size.height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().map_err(PhotoRefused::damaged)?;
    writer.write_image_data(&bits).map_err(PhotoRefused::damaged)?;
    writer.finish().map_err(PhotoRefused::damaged)?;
    Ok(file)
}

/// Whether ink stands at a pixel of this tone.
fn inked(tone: f32, (x, y): (f32, f32), pitch: f32) -> bool {
    if !(BARE..=SOLID).contains(&tone) {
        return tone > SOLID;
    }
    let swing = SWING.iter().map(|(far, long)| {
        far * pitch * (x / (long * pitch) * std::f32::consts::TAU).sin()
    });
    let phase = (y + swing.sum::<f32>()) / pitch;
    // A triangle between 0 in the middle of a line and 1 between two lines.
    let across = (phase.rem_euclid(1.0) * 2.0 - 1.0).abs();
    across < tone
}

/// The share of ink of each pixel.
struct Tones {
    all: Vec<f32>,
    width: usize,
    height: usize,
}

impl Tones {
    fn of(picture: &Picture, pitch: f32) -> Self {
        let (width, height) = (picture.size.width as usize, picture.size.height as usize);
        Self { all: tones(picture, pitch), width, height }
    }

    /// The tone between pixels.
    fn at(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x as usize, y as usize);
        let (right, low) =
            ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (across, down) = (x - left as f32, y - top as f32);
        let tone = |x: usize, y: usize| self.all[y * self.width + x];
        let above = tone(left, top) * (1.0 - across) + tone(right, top) * across;
        let below = tone(left, low) * (1.0 - across) + tone(right, low) * across;
        above * (1.0 - down) + below * down
    }
}

/// The tones of a picture, spread over the whole scale, edges drawn out.
fn tones(picture: &Picture, pitch: f32) -> Vec<f32> {
    let (width, height) = (picture.size.width as usize, picture.size.height as usize);
    let grey = |[r, g, b]: &[u8; 3]| {
        let mixed = 0.299 * f32::from(*r) + 0.587 * f32::from(*g) + 0.114 * f32::from(*b);
        1.0 - mixed / 255.0
    };
    let plain: Vec<f32> = picture.rgb.as_chunks::<3>().0.iter().map(grey).collect();
    let (light, dark) = ends(&plain);
    let radius = (pitch * 0.8) as usize;
    let around = blurred(&plain, (width, height), radius.max(1));
    let spread = |(own, around): (&f32, &f32)| {
        let drawn = own + (own - around) * EDGE;
        ((drawn - light) / (dark - light).max(0.2)).clamp(0.0, 1.0).powf(GAIN)
    };
    plain.iter().zip(&around).map(spread).collect()
}

/// The tones that so few pixels lie beyond.
fn ends(tones: &[f32]) -> (f32, f32) {
    let mut counts = [0_usize; 256];
    for tone in tones {
        counts[(tone * 255.0) as usize & 255] += 1;
    }
    let few = (tones.len() as f32 * ENDS) as usize;
    let beyond = |mut values: Box<dyn Iterator<Item = usize>>| {
        let mut seen = 0;
        let found = values.find(|at| {
            seen += counts[*at];
            seen > few
        });
        found.unwrap_or(0) as f32 / 255.0
    };
    (beyond(Box::new(0..256)), beyond(Box::new((0..256).rev())))
}

/// Means over squares of this radius.
fn blurred(tones: &[f32], (width, height): (usize, usize), radius: usize) -> Vec<f32> {
    let along = |from: &[f32], count: usize, step: usize, out: &mut [f32], at: usize| {
        let value = |place: usize| from[at + place * step];
        let mut sum: f32 = (0..radius.min(count)).map(value).sum();
        for place in 0..count {
            if place + radius < count {
                sum += value(place + radius);
            }
            if place > radius {
                sum -= value(place - radius - 1);
            }
            let (first, last) =
                (place.saturating_sub(radius), (place + radius).min(count - 1));
            out[at + place * step] = sum / (last - first + 1) as f32;
        }
    };
    let mut rows = tones.to_vec();
    for y in 0..height {
        along(tones, width, 1, &mut rows, y * width);
    }
    let mut all = rows.clone();
    for x in 0..width {
        along(&rows, height, width, &mut all, x);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of ink on a picture of one grey between black and white corners.
    fn ink(grey: u8) -> f32 {
        let side = 120_u32;
        let mut rgb = vec![grey; (side * side * 3) as usize];
        // Black and white at the edges, so that the scale is known.
        let rows = (side * 3 * 6) as usize;
        rgb[..rows].fill(0);
        let end = rgb.len() - rows;
        rgb[end..].fill(255);
        let picture = Picture { size: PixelSize { width: side, height: side }, rgb };
        let file = engrave(&picture, 10).expect("a PNG");
        let decoder = ::png::Decoder::new(std::io::Cursor::new(file));
        let mut reader = decoder.read_info().expect("a header");
        assert_eq!(reader.info().bit_depth, BitDepth::One, "no grey at all");
        let mut bits = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut bits).expect("pixels");
        // The middle, away from the edges that are drawn out.
        let stride = (side as usize).div_ceil(8);
        let middle = &bits[stride * 36..stride * 84];
        let black: u32 = middle.iter().map(|byte| byte.count_zeros()).sum();
        black as f32 / (middle.len() * 8) as f32
    }

    #[test]
    fn darker_tones_give_thicker_lines() {
        let found = [250, 190, 128, 64, 5].map(ink);
        assert!(found[0] == 0.0, "very light tones stay bare: {found:?}");
        assert!(found[4] == 1.0, "very dark ones are solid: {found:?}");
        assert!(found.is_sorted(), "{found:?}");
        let half = 0.5_f32.powf(GAIN);
        assert!(
            (found[2] - half).abs() < 0.06,
            "half a tone is a little less: {found:?}"
        );
    }

    #[test]
    fn equal_pictures_give_equal_bytes() {
        let size = PixelSize { width: 40, height: 30 };
        let rgb = (0..40 * 30 * 3).map(|at| (at * 7 % 251) as u8).collect();
        let picture = Picture { size, rgb };
        let once = engrave(&picture, 8).expect("a PNG");
        assert_eq!(once, engrave(&picture, 8).expect("a PNG"));
    }
}

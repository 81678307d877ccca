//! Photos that are quick to draw and easy to tell apart: a sky, a river, a sun or a hill.

use super::chance::Chance;
use jpeg_encoder::{ColorType, Encoder};

/// Draws the photo of a seed in this size, as a JPEG.
///
/// A crop shows the middle: the disc stays round, whatever the ratio.
pub fn draw(seed: u64, width: u16, height: u16) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let mut colour = |low: i32, span: usize| -> [i32; 3] {
        [0; 3].map(|_| low + chance.below(span) as i32)
    };
    let (sky, water, disc) = (colour(150, 90), colour(40, 90), colour(120, 130));
    let (across, down) = (i32::from(width), i32::from(height));
    let horizon = down * (35 + chance.below(30) as i32) / 100;
    let radius = across.min(down) * (10 + chance.below(12) as i32) / 100;
    let centre = (across * (25 + chance.below(50) as i32) / 100, horizon - radius / 3);
    let slope = chance.below(5) as i32 - 2;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..down {
        for x in 0..across {
            let edge = horizon + (x - across / 2) * slope / 24;
            let off = (x - centre.0, y - centre.1);
            let in_disc = off.0 * off.0 + off.1 * off.1 < radius * radius;
            let wave = (y - edge) * 40 / down.max(1) % 4 == 0;
            let base = match (y > edge, in_disc) {
                (true, _) if wave => water.map(|c| c + 28),
                (true, _) => water,
                (false, true) => disc,
                (false, false) => sky.map(|c| c - (edge - y) * 60 / down.max(1)),
            };
            pixels.extend(base.map(|c| c.clamp(0, 255) as u8));
        }
    }
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 80)
        .encode(&pixels, width, height, ColorType::Rgb)
        .expect("a vector takes all bytes and the size fits a JPEG");
    jpeg
}

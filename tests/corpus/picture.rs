//! Photos of a camera's size: soft shapes under a grain that no codec can skip.

use crate::chance::Chance;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Twelve megapixels, as most telephones make them.
const WIDTH: usize = 4032;
const HEIGHT: usize = 3024;
const PATCH: usize = 96;

/// The file name of a photo.
pub(crate) fn name(number: u32) -> String {
    format!("p{number:03}.jpg")
}

/// Draws one photo as a JPEG.
pub(crate) fn draw(number: u32) -> Vec<u8> {
    let mut chance = Chance::new(0x5eed_0000 + u64::from(number));
    let columns = WIDTH / PATCH + 2;
    let rows = HEIGHT / PATCH + 2;
    let corners: Vec<[i32; 3]> = (0..columns * rows)
        .map(|_| std::array::from_fn(|_| 40 + chance.below(170) as i32))
        .collect();
    let patch = PATCH as i32;
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT * 3);
    for y in 0..HEIGHT {
        let (row, down) = (y / PATCH, (y % PATCH) as i32);
        let mut grain = 0;
        for x in 0..WIDTH {
            let (column, right) = (x / PATCH, (x % PATCH) as i32);
            if x % 8 == 0 {
                grain = chance.next();
            }
            let noise = ((grain >> (x % 8 * 8)) & 15) as i32 - 8;
            let at = row * columns + column;
            let [top_left, top_right] = [corners[at], corners[at + 1]];
            let [low_left, low_right] =
                [corners[at + columns], corners[at + columns + 1]];
            let channel = |channel: usize| {
                let blend = |left: i32, from: i32| left * (patch - right) + from * right;
                let top = blend(top_left[channel], top_right[channel]);
                let low = blend(low_left[channel], low_right[channel]);
                let value = (top * (patch - down) + low * down) / (patch * patch);
                (value + noise).clamp(0, 255) as u8
            };
            pixels.extend([channel(0), channel(1), channel(2)]);
        }
    }
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 88);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .encode(&pixels, WIDTH as u16, HEIGHT as u16, ColorType::Rgb)
        .expect("a vector takes all bytes and the size fits a JPEG");
    jpeg
}

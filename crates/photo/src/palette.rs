//! Pictures of few colours: a card of type and a photo as a small PNG.
//!
//! A card is read on telephones, so its bytes count. Type and flat colours are small as
//! they are; with a photo in it the picture gets the 256 colours that suit it best, and
//! what a pixel is off by is handed on to its neighbours.
//!
//! Invariant: whole numbers only, so that every machine finds the same colours.

use ::png::{BitDepth, ColorType, Compression, Encoder, Filter};
use document::PixelSize;

/// A file larger than this gets few colours.
const LARGE: usize = 180_000;
/// Colours of a PNG with a palette.
const COLOURS: usize = 256;
/// Bits of a channel by which colours are told apart while the palette is looked for.
const BITS: u32 = 6;
/// Rounds in which the colours move to the middle of what is nearest to them.
const ROUNDS: usize = 4;
/// How much red, green and blue count when colours are compared.
const WEIGHTS: [i64; 3] = [3, 6, 2];
/// Of what a pixel is off by so much is handed on, in sixteenths: all of it would make
/// noise that no file holds in few bytes.
const HANDED_ON: i32 = 10;

/// Writes opaque pixels, four bytes each, as a small PNG without metadata: as they are
/// when that is small, else in 256 colours.
///
/// `None` when there are not as many pixels as the size says.
pub fn card(size: PixelSize, rgba: &[u8]) -> Option<Vec<u8>> {
    let pixels = usize::try_from(u64::from(size.width) * u64::from(size.height)).ok()?;
    if pixels == 0 || rgba.len() != pixels * 4 {
        return None;
    }
    let rgb: Vec<u8> =
        rgba.as_chunks::<4>().0.iter().flat_map(|p| [p[0], p[1], p[2]]).collect();
    let whole = encode(size, &rgb, None)?;
    if whole.len() <= LARGE {
        return Some(whole);
    }
    let palette = palette(&rgb);
    let indexed = spread(size, &rgb, &palette);
    let flat: Vec<u8> = palette.iter().flatten().copied().collect();
    let few = encode(size, &indexed, Some(flat))?;
    Some(if few.len() < whole.len() { few } else { whole })
}

fn encode(size: PixelSize, data: &[u8], palette: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size.width, size.height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    match palette {
        Some(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            // Neighbours in a palette are no neighbours in colour.
            encoder.set_filter(Filter::NoFilter);
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            encoder.set_filter(Filter::Adaptive);
        }
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(file)
}

type Colour = [u8; 3];

/// Pixels of nearly one colour.
#[derive(Clone, Copy)]
struct Spot {
    count: i64,
    sum: [i64; 3],
}

impl Spot {
    fn mean(&self) -> [i64; 3] {
        self.sum.map(|sum| (sum + self.count / 2) / self.count)
    }
}

fn place(colour: Colour) -> usize {
    let part = |channel: u8| usize::from(channel >> (8 - BITS));
    (part(colour[0]) << (2 * BITS)) | (part(colour[1]) << BITS) | part(colour[2])
}

/// The colours that stand for all others, the darkest first.
fn palette(rgb: &[u8]) -> Vec<Colour> {
    let mut all = vec![Spot { count: 0, sum: [0; 3] }; 1 << (3 * BITS)];
    for pixel in rgb.as_chunks::<3>().0 {
        let spot = &mut all[place(*pixel)];
        spot.count += 1;
        for (sum, channel) in spot.sum.iter_mut().zip(pixel) {
            *sum += i64::from(*channel);
        }
    }
    all.retain(|spot| spot.count > 0);
    let mut boxes = vec![all.clone()];
    while boxes.len() < COLOURS {
        // The box that is worst served by one colour is cut in two.
        let worst = boxes.iter().enumerate().map(|(at, spots)| (worth(spots), at)).max();
        let Some(((_, axis), at)) = worst.filter(|((off, _), _)| *off > 0) else { break };
        let mut spots = boxes.swap_remove(at);
        spots.sort_by_key(|spot| spot.mean()[axis]);
        let middle = cut(&spots, axis);
        boxes.push(spots.split_off(middle));
        boxes.push(spots);
    }
    let mut colours: Vec<[i64; 3]> = boxes.iter().map(|spots| middle(spots)).collect();
    for _ in 0..ROUNDS {
        let mut gathered = vec![Spot { count: 0, sum: [0; 3] }; colours.len()];
        for spot in &all {
            let near = &mut gathered[nearest(&colours, spot.mean())];
            near.count += spot.count;
            for (sum, more) in near.sum.iter_mut().zip(spot.sum) {
                *sum += more;
            }
        }
        for (colour, spot) in colours.iter_mut().zip(&gathered) {
            if spot.count > 0 {
                *colour = spot.mean();
            }
        }
    }
    let byte = |channel: i64| u8::try_from(channel.clamp(0, 255)).unwrap_or(u8::MAX);
    let mut colours: Vec<Colour> = colours.into_iter().map(|c| c.map(byte)).collect();
    colours.sort_by_key(|c| c.iter().map(|channel| u32::from(*channel)).sum::<u32>());
    colours.dedup();
    colours
}

/// How badly one colour serves these, and along which channel they differ most.
fn worth(spots: &[Spot]) -> (i64, usize) {
    let middle = middle(spots);
    let mut off = [0_i64; 3];
    for spot in spots {
        let mean = spot.mean();
        for channel in 0..3 {
            let by = mean[channel] - middle[channel];
            off[channel] += by * by * spot.count * WEIGHTS[channel];
        }
    }
    let axis = (0..3).max_by_key(|axis| (off[*axis], *axis)).unwrap_or(1);
    if spots.len() < 2 { (0, axis) } else { (off.iter().sum(), axis) }
}

fn middle(spots: &[Spot]) -> [i64; 3] {
    let mut whole = Spot { count: 0, sum: [0; 3] };
    for spot in spots {
        whole.count += spot.count;
        for (sum, more) in whole.sum.iter_mut().zip(spot.sum) {
            *sum += more;
        }
    }
    whole.mean()
}

/// Where spots in order part best: at the mean, so that a small patch of another colour
/// gets its own.
fn cut(spots: &[Spot], axis: usize) -> usize {
    let mean = middle(spots)[axis];
    spots.partition_point(|spot| spot.mean()[axis] <= mean).clamp(1, spots.len() - 1)
}

fn nearest(colours: &[[i64; 3]], to: [i64; 3]) -> usize {
    let far = |colour: &[i64; 3]| -> i64 {
        (0..3).map(|c| (colour[c] - to[c]) * (colour[c] - to[c]) * WEIGHTS[c]).sum()
    };
    let all = colours.iter().enumerate();
    all.min_by_key(|(at, colour)| (far(colour), *at)).map_or(0, |(at, _)| at)
}

/// The pixels as places in the palette.
fn spread(size: PixelSize, rgb: &[u8], palette: &[Colour]) -> Vec<u8> {
    let width = size.width as usize;
    let colours: Vec<[i64; 3]> = palette.iter().map(|c| c.map(i64::from)).collect();
    let mut known = vec![u16::MAX; 1 << (3 * BITS)];
    let mut out = Vec::with_capacity(rgb.len() / 3);
    let mut off = vec![[0_i32; 3]; width + 2];
    let mut below = vec![[0_i32; 3]; width + 2];
    for row in rgb.chunks_exact(width * 3) {
        for (x, pixel) in row.as_chunks::<3>().0.iter().enumerate() {
            let wanted: [i32; 3] = std::array::from_fn(|c| {
                (i32::from(pixel[c]) + off[x + 1][c] / 16).clamp(0, 255)
            });
            let colour = wanted.map(|c| u8::try_from(c).unwrap_or(u8::MAX));
            let found = &mut known[place(colour)];
            if *found == u16::MAX {
                *found = nearest(&colours, colour.map(i64::from)) as u16;
            }
            let chosen = usize::from(*found);
            out.push(chosen as u8);
            for c in 0..3 {
                let by = (wanted[c] - i32::from(palette[chosen][c])) * HANDED_ON / 16;
                off[x + 2][c] += by * 7;
                below[x][c] += by * 3;
                below[x + 1][c] += by * 5;
                below[x + 2][c] += by;
            }
        }
        std::mem::swap(&mut off, &mut below);
        below.fill([0; 3]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PixelSize = PixelSize { width: 600, height: 400 };

    /// A picture that no plain PNG holds in few bytes: soft, with grain.
    fn grainy() -> Vec<u8> {
        let mut seed = 7_u32;
        let mut grain = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 28) as u8
        };
        (0..SIZE.width * SIZE.height)
            .flat_map(|at| {
                let (x, y) = (at % SIZE.width, at / SIZE.width);
                let tone = |by: u32| (by * 200 / 600) as u8;
                [tone(x) + grain(), tone(y) + grain(), tone((x + y) / 2) + grain(), 255]
            })
            .collect()
    }

    fn decoded(file: &[u8]) -> Vec<u8> {
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a header");
        let mut rgb = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut rgb).expect("pixels");
        rgb
    }

    #[test]
    fn flat_pictures_keep_every_pixel() {
        let rgba: Vec<u8> =
            [[255, 254, 251, 255], [166, 18, 31, 255]].concat().repeat(120_000);
        let file = card(SIZE, &rgba).expect("a PNG");
        let same = decoded(&file)
            .as_chunks::<3>()
            .0
            .iter()
            .zip(rgba.as_chunks::<4>().0)
            .all(|(a, b)| a[..] == b[..3]);
        assert!(same, "no colour was changed");
    }

    #[test]
    fn photos_get_few_colours_that_suit_them() {
        let rgba = grainy();
        let file = card(SIZE, &rgba).expect("a PNG");
        assert_eq!(file, card(SIZE, &rgba).expect("a PNG"), "the same every time");
        assert!(file.len() < 240_000, "{} bytes", file.len());
        let rgb = decoded(&file);
        let off: u64 = rgb
            .as_chunks::<3>()
            .0
            .iter()
            .zip(rgba.as_chunks::<4>().0)
            .map(|(a, b)| (0..3).map(|c| u64::from(a[c].abs_diff(b[c]))).sum::<u64>())
            .sum();
        let mean = off as f64 / rgb.len() as f64;
        assert!(mean < 8.0, "off by {mean} of 255 in the mean");
    }

    #[test]
    fn pixels_that_are_missing_are_no_picture() {
        assert_eq!(card(SIZE, &[0; 4]), None);
        assert_eq!(card(PixelSize { width: 0, height: 9 }, &[]), None);
    }
}

//! Files that end early show what is there.

use crate::corpus::{Pixels, Seen, assert_near, jpeg_within, one};
use crate::refusal::crc;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use photo::{Caveat, inspect, render};

/// The grey that stands for what is missing.
const MISSING: [u8; 3] = [0xe4, 0xe2, 0xdd];

fn picture() -> Pixels {
    // Fine detail everywhere, so that every row takes its share of the file.
    Pixels::new(320, 240, |x, y| {
        let grain = (x * 7919 + y * 104_729) % 61;
        [(x / 2) as u8 + grain as u8, (y as u8).wrapping_add(10), 128]
    })
}

fn encoded(progressive: bool, restarts: u16, optimised: bool) -> Vec<u8> {
    let pixels = picture();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    encoder.set_progressive(progressive);
    encoder.set_restart_interval(restarts);
    encoder.set_optimized_huffman_tables(optimised && progressive);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&pixels.samples, 320, 240, ColorType::Rgb).unwrap();
    file
}

/// Compares the rows above `rows` with those of the whole file.
#[track_caller]
fn check(file: &[u8], whole: &[u8], rows: usize, by: u8) -> Seen {
    assert_eq!(inspect(file).unwrap().caveats, [Caveat::CutOff]);
    assert_eq!(inspect(whole).unwrap().caveats, []);
    let found = Seen::new(&one(file, jpeg_within(320)));
    let whole = Seen::new(&one(whole, jpeg_within(320)));
    let width = whole.width as usize;
    let same = found.pixels::<3>().iter().zip(whole.pixels::<3>()).take(rows * width);
    for (at, (found, expected)) in same.enumerate() {
        let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= by);
        assert!(near, "row {}: {found:?}, expected {expected:?}", at / width);
    }
    found
}

#[test]
fn a_jpeg_cut_off_shows_its_upper_part_and_grey_below() {
    for restarts in [0, 7, 20] {
        let whole = encoded(false, restarts, false);
        for part in [3, 5, 7] {
            let cut = &whole[..whole.len() * part / 10];
            // A twentieth less than the share of the bytes: headers and the last units.
            let rows = 240 * part / 10;
            let found = check(cut, &whole, rows - 40, 0);
            assert_near(found.at(0.5, 0.97), MISSING, 3);
        }
    }
}

#[test]
fn a_copy_interrupted_and_filled_with_zeros_is_cut_off_too() {
    let whole = encoded(false, 0, false);
    let mut file = whole[..whole.len() / 2].to_vec();
    file.resize(whole.len() + 1000, 0);
    let found = check(&file, &whole, 80, 0);
    assert_near(found.at(0.5, 0.97), MISSING, 3);
}

#[test]
fn a_progressive_jpeg_cut_off_shows_all_of_the_picture_coarsely() {
    for optimised in [false, true] {
        let whole = encoded(true, 0, optimised);
        let cut = &whole[..whole.len() * 9 / 10];
        // The grain is lost, the shapes are there to the last row.
        check(cut, &whole, 240, 60);
    }
}

#[test]
fn a_png_cut_off_shows_its_upper_part_and_grey_below() {
    let whole = picture().png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {});
    let cut = &whole[..whole.len() / 2];
    let found = check(cut, &whole, 80, 0);
    assert_near(found.at(0.5, 0.97), MISSING, 3);
}

#[test]
fn hardly_anything_is_not_enough() {
    let png = picture().png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {});
    let progressive = encoded(true, 0, true);
    let scan = progressive.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let baseline = encoded(false, 0, false);
    let files = [
        &baseline[..baseline.len() / 20],
        &progressive[..scan + 120],
        &png[..png.len() / 20],
    ];
    for cut in files {
        let refused = render(cut, &[jpeg_within(50)]).unwrap_err();
        assert_eq!(refused.code(), "photo.damaged");
    }
}

#[test]
fn notes_behind_the_end_do_not_count_as_pixels() {
    // Telephones append further pictures and films.
    let mut file = encoded(false, 0, false);
    let trailer: Vec<u8> = (0..5000_u32).map(|at| (at * 37 % 251) as u8).collect();
    file.extend(trailer);
    assert_eq!(inspect(&file).unwrap().caveats, []);
    assert!(render(&file, &[jpeg_within(50)]).is_ok());
}

#[test]
fn words_behind_the_pixels_of_a_png_are_read() {
    let mut png = picture().png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {});
    let end = png.split_off(png.len() - 12);
    for chunk in ["tEXtDescription\0Quang cảnh Hội nghị", "tEXtAuthor\0Đan Phượng"]
    {
        png.extend((chunk.len() as u32 - 4).to_be_bytes());
        png.extend(chunk.as_bytes());
        png.extend(crc(chunk.as_bytes()).to_be_bytes());
    }
    png.extend(end);
    let words = inspect(&png).unwrap().words;
    assert_eq!(words.caption, "Quang cảnh Hội nghị");
    assert_eq!(words.byline, "Đan Phượng");
}

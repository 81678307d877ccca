//! What is not taken, and that nothing else falls over.

use crate::corpus::{Pixels, exif, jpeg_within};
use photo::{Kind, PhotoRefused, Words, inspect, render, with_words};
use png::{BitDepth, ColorType};
use proptest::prelude::*;

fn picture() -> Pixels {
    Pixels::new(120, 80, |x, y| [x as u8, y as u8, (x * y) as u8])
}

#[track_caller]
fn check(bytes: &[u8], code: &str) {
    assert_eq!(render(bytes, &[jpeg_within(50)]).unwrap_err().code(), code);
}

#[test]
fn other_files_are_unsupported() {
    check(b"GIF89a\x01\0\x01\0", "photo.unsupported");
    check(b"%PDF-1.7", "photo.unsupported");
    check(b"\xFF", "photo.unsupported");
}

#[test]
fn empty_and_cut_off_files_are_damaged() {
    check(b"", "photo.damaged");
    let jpeg = picture().jpeg(&[]);
    let png = picture().png(ColorType::Rgb, BitDepth::Eight, |_| {});
    for file in [jpeg, png] {
        for part in [0.02, 0.1, 0.5, 0.9] {
            check(&file[..(file.len() as f64 * part) as usize + 8], "photo.damaged");
        }
    }
}

#[test]
fn the_content_tells_the_kind() {
    let png = picture().png(ColorType::Rgb, BitDepth::Eight, |_| {});
    assert_eq!(inspect(&png).unwrap().kind, Kind::Png);
    assert_eq!(inspect(&picture().jpeg(&[])).unwrap().kind, Kind::Jpeg);
}

#[test]
fn a_forged_size_is_refused_before_memory_is_taken() {
    let forged = PhotoRefused::TooLarge { width: 60_000, height: 60_000 };
    let side = 60_000_u16.to_be_bytes();
    let mut jpeg = picture().jpeg(&[]);
    let frame = jpeg.windows(2).position(|window| window == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());
    assert_eq!(inspect(&jpeg).unwrap_err(), forged);
    assert_eq!(render(&jpeg, &[jpeg_within(50)]).unwrap_err(), forged);

    // A header alone, with its checksum.
    let side = 60_000_u32.to_be_bytes();
    let header = [b"IHDR".as_slice(), &side, &side, &[8, 2, 0, 0, 0]].concat();
    let png =
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0D".as_slice(), &header, &crc(&header).to_be_bytes()]
            .concat();
    assert_eq!(inspect(&png).unwrap_err(), forged);
    assert_eq!(render(&png, &[jpeg_within(50)]).unwrap_err(), forged);
    assert_eq!(forged.code(), "photo.too_large");
}

#[test]
fn words_go_into_jpeg_only() {
    let png = picture().png(ColorType::Rgb, BitDepth::Eight, |_| {});
    assert_eq!(with_words(&png, &Words::default()), Err(PhotoRefused::Unsupported));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever a file has suffered, it is rendered or refused.
    #[test]
    fn damaged_files_do_not_panic(
        as_png in any::<bool>(),
        harm in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = if as_png {
            picture().png(ColorType::Rgb, BitDepth::Eight, |_| {})
        } else {
            let jpeg = picture().jpeg(&[exif(6)]);
            let caption = "Lễ ký".to_owned();
            with_words(&jpeg, &Words { caption, ..Words::default() }).unwrap()
        };
        for (at, byte) in harm {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = inspect(&file);
        let _ = render(&file, &[jpeg_within(50)]);
        let _ = with_words(&file, &Words::default());
    }
}

/// The checksum of PNG (ISO/IEC 15948, annex D), bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

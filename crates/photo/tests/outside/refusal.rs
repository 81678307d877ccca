//! What is not taken, and that nothing else falls over.

use crate::corpus::{Pixels, exif, jpeg_within};
use crate::directory::{Value, structure};
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
    check(b"%PDF-1.7", "photo.unsupported");
    check(b"\xFF", "photo.unsupported");
    // Whatever they are called: a letter, an article, a table.
    check("Kính gửi các đồng chí".as_bytes(), "photo.unsupported");
    check(b"BMW opens a plant in Can Tho", "photo.unsupported");
    check(b"GIF is a picture format", "photo.unsupported");
    check(b"PK\x03\x04\x14\0\x06\0", "photo.unsupported");
    check(b"RIFF\x24\0\0\0WAVEfmt ", "photo.unsupported");
}

#[test]
fn empty_and_cut_off_files_are_damaged() {
    check(b"", "photo.damaged");
    let files = [
        picture().jpeg(&[]),
        picture().png(ColorType::Rgb, BitDepth::Eight, |_| {}),
        picture().webp(|_| ()),
        picture().bmp(),
        include_bytes!("../fixtures/telephone.heic").to_vec(),
    ];
    for file in files {
        for part in [0.02, 0.05] {
            check(&file[..(file.len() as f64 * part) as usize + 12], "photo.damaged");
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

    // The other kinds, by their headers alone.
    let tiff = structure(
        false,
        &[vec![0; 16]],
        vec![
            (256, Value::Long(vec![60_000])),
            (257, Value::Long(vec![60_000])),
            (258, Value::Short(vec![8; 3])),
            (259, Value::Short(vec![1])),
            (262, Value::Short(vec![2])),
            (273, Value::Offsets),
            (277, Value::Short(vec![3])),
            (278, Value::Long(vec![60_000])),
            (279, Value::Lengths),
        ],
    );
    let gif =
        [b"GIF89a", &[0x60, 0xEA, 0x60, 0xEA, 0x80, 0, 0][..], &[0; 6], &[0x2C; 40]];
    let mut bmp = picture().bmp();
    bmp[18..22].copy_from_slice(&60_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&60_000_u32.to_le_bytes());
    let mut heic = include_bytes!("../fixtures/telephone.heic").to_vec();
    let grid =
        heic.windows(8).position(|part| part == [0, 0, 0, 1, 0, 112, 0, 96]).unwrap();
    heic[grid + 4..grid + 8].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    for file in [tiff, gif.concat(), bmp, heic] {
        let refused = inspect(&file).unwrap_err();
        assert_eq!(refused.code(), "photo.too_large", "{refused}");
        assert_eq!(render(&file, &[jpeg_within(50)]).unwrap_err(), refused);
    }
}

#[test]
fn bombs_do_not_go_off() {
    // A progressive picture of a thousand scans, each of which costs a walk over it.
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder.set_progressive(true);
    let pixels = picture();
    encoder.encode(&pixels.samples, 120, 80, jpeg_encoder::ColorType::Rgb).unwrap();
    let scan = jpeg.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let last = jpeg[scan..jpeg.len() - 2].to_vec();
    let mut bomb = jpeg[..jpeg.len() - 2].to_vec();
    bomb.extend(last.repeat(1000));
    bomb.extend([0xFF, 0xD9]);
    check(&bomb, "photo.damaged");
    assert!(render(&jpeg, &[jpeg_within(50)]).is_ok());

    // A hundred million pixels of nothing in a few kilobytes are decoded row by row.
    let side = 10_000_u32;
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0; (side / 8 * side) as usize]).unwrap();
    writer.finish().unwrap();
    assert!(png.len() < 100_000);
    let rendition = crate::corpus::one(&png, jpeg_within(50));
    assert_eq!((rendition.size.width, rendition.size.height), (50, 50));
}

#[test]
fn directories_that_point_to_themselves_end() {
    let mut block = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    for tag in [0x8769_u16, 0xA005] {
        block.extend(tag.to_be_bytes());
        block.extend([0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    }
    // And so does the chain of directories.
    block.extend([0, 0, 0, 8]);
    let file = picture().jpeg(&[(1, block)]);
    assert_eq!(inspect(&file).unwrap().words, Words::default());
}

#[test]
fn a_large_tiff_is_read_strip_by_strip() {
    let (width, height) = (4000_u32, 3000_u32);
    let row: Vec<u8> = (0..width).flat_map(|x| [(x / 16) as u8, 90, 120]).collect();
    let strips: Vec<Vec<u8>> = (0..height / 100).map(|_| row.repeat(100)).collect();
    let file = structure(
        false,
        &strips,
        vec![
            (256, Value::Long(vec![width])),
            (257, Value::Long(vec![height])),
            (258, Value::Short(vec![8; 3])),
            (259, Value::Short(vec![1])),
            (262, Value::Short(vec![2])),
            (273, Value::Offsets),
            (277, Value::Short(vec![3])),
            (278, Value::Long(vec![100])),
            (279, Value::Lengths),
        ],
    );
    let rendition = crate::corpus::one(&file, jpeg_within(400));
    assert_eq!((rendition.size.width, rendition.size.height), (400, 300));
    // Without its last strips it contradicts itself.
    let end = file.len() / 2;
    assert_eq!(
        render(&file[..end], &[jpeg_within(50)]).unwrap_err().code(),
        "photo.damaged"
    );
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
        kind in 0..7_usize,
        harm in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = match kind {
            0 => picture().png(ColorType::Rgb, BitDepth::Eight, |_| {}),
            1 => picture().webp(|_| ()),
            2 => picture().bmp(),
            3 => Pixels { samples: vec![3; 120 * 80], ..picture() }
                .gif((120, 80), &[9; 24], &[(0, 0), (2, 2)]),
            4 => include_bytes!("../fixtures/telephone.heic").to_vec(),
            5 => include_bytes!("../fixtures/tiles.heic").to_vec(),
            _ => {
                let jpeg = picture().jpeg(&[exif(6)]);
                let caption = "Lễ ký".to_owned();
                with_words(&jpeg, &Words { caption, ..Words::default() }).unwrap()
            }
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

/// The decoder would reserve 100 GB for what these 600 bytes claim.
#[test]
#[cfg(feature = "heic")]
fn an_heic_that_claims_more_than_there_can_be_is_refused() {
    let file = include_bytes!("../fixtures/endless.heic");
    assert_eq!(inspect(file).unwrap_err().code(), "photo.damaged");
}

/// The checksum of PNG (ISO/IEC 15948, annex D), bit by bit.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

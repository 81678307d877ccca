//! Forty photos, made here with the truth beside them: every orientation, every way to
//! carry words, every kind of file that keeps both, and the usual colour profiles.

use crate::carrier::{self, CARRIERS, Carrier, Written};
use crate::corpus::{Pixels, Seen, assert_near, exif, icc, jpeg_within, one};
use crate::directory::{Value, structure};
use moxcms::{ColorProfile, Layout, TransformOptions};
use photo::{Kind, inspect};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Encoding {
    Jpeg,
    Progressive,
    Png,
    DeepPng,
    WebP,
    Strips,
    Tiles,
}

const ENCODINGS: [Encoding; 7] = [
    Encoding::Jpeg,
    Encoding::Progressive,
    Encoding::Png,
    Encoding::DeepPng,
    Encoding::WebP,
    Encoding::Strips,
    Encoding::Tiles,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Profile {
    None,
    Srgb,
    DisplayP3,
    AdobeRgb,
    Unreadable,
}

const PROFILES: [Profile; 5] = [
    Profile::None,
    Profile::Srgb,
    Profile::DisplayP3,
    Profile::AdobeRgb,
    Profile::Unreadable,
];

/// Upright corners, in reading order.
const CORNERS: [[u8; 3]; 4] =
    [[200, 60, 50], [60, 160, 80], [50, 80, 190], [225, 215, 190]];

impl Profile {
    fn read(self) -> Option<ColorProfile> {
        match self {
            Self::None | Self::Unreadable => None,
            Self::Srgb => Some(ColorProfile::new_srgb()),
            Self::DisplayP3 => Some(ColorProfile::new_display_p3()),
            Self::AdobeRgb => Some(ColorProfile::new_adobe_rgb()),
        }
    }

    fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Unreadable => Some(b"no profile at all".repeat(12)),
            _ => self.read().map(|profile| profile.encode().unwrap()),
        }
    }

    /// The values that show an sRGB colour under this profile.
    fn coded(self, colour: [u8; 3]) -> [u8; 3] {
        let Some(profile) = self.read() else { return colour };
        let srgb = ColorProfile::new_srgb();
        let transform = srgb
            .create_transform_8bit(
                Layout::Rgb,
                &profile,
                Layout::Rgb,
                TransformOptions::default(),
            )
            .unwrap();
        let mut coded = [0; 3];
        transform.transform(&colour, &mut coded).unwrap();
        coded
    }
}

/// The picture as it lies in the file: EXIF's table, read backwards. Row 0 and column 0
/// of what is stored are at the upright sides that the standard names.
fn stored(orientation: u16, profile: Profile) -> Pixels {
    let corners = CORNERS.map(|corner| profile.coded(corner));
    // Where a stored quarter (right?, below?) stands once upright.
    let upright = |right: bool, below: bool| match orientation {
        1 => (right, below),
        2 => (!right, below),
        3 => (!right, !below),
        4 => (right, !below),
        5 => (below, right),
        6 => (!below, right),
        7 => (!below, !right),
        8 => (below, !right),
        _ => unreachable!(),
    };
    let (width, height) = if orientation < 5 { (96, 64) } else { (64, 96) };
    Pixels::new(width, height, |x, y| {
        let (right, below) = upright(x >= width / 2, y >= height / 2);
        corners[usize::from(below) * 2 + usize::from(right)]
    })
}

fn file(
    encoding: Encoding,
    pixels: &Pixels,
    profile: Profile,
    written: Written,
) -> Vec<u8> {
    let profile = profile.bytes();
    match encoding {
        Encoding::Jpeg | Encoding::Progressive => {
            let mut segments =
                vec![(1, [b"Exif\0\0".as_slice(), &written.exif].concat())];
            segments.extend(written.xmp.map(|xmp| {
                (1, [b"http://ns.adobe.com/xap/1.0/\0", xmp.as_bytes()].concat())
            }));
            if let Some(extension) = written.extension {
                // In two parts, the later one first.
                let (one, two) = extension.as_bytes().split_at(40);
                let part = |at: usize, part: &[u8]| {
                    let mut content = b"http://ns.adobe.com/xmp/extension/\0".to_vec();
                    content.extend(carrier::NAME.as_bytes());
                    content.extend((extension.len() as u32).to_be_bytes());
                    content.extend((at as u32).to_be_bytes());
                    content.extend(part);
                    (1, content)
                };
                segments.extend([part(40, two), part(0, one)]);
            }
            segments.extend(written.iptc.map(|iptc| {
                (13, [b"Photoshop 3.0\0".as_slice(), &carrier::resources(&iptc)].concat())
            }));
            segments.extend(profile.map(|profile| {
                (2, [b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat())
            }));
            let progressive = encoding == Encoding::Progressive;
            pixels.jpeg_as(jpeg_encoder::ColorType::Rgb, progressive, &segments)
        }
        Encoding::Png | Encoding::DeepPng => {
            let deep = encoding == Encoding::DeepPng;
            let wide: Vec<u8> = pixels.samples.iter().flat_map(|s| [*s, *s]).collect();
            let (pixels, depth) = match deep {
                true => {
                    (Pixels { samples: wide, ..pixels.clone() }, png::BitDepth::Sixteen)
                }
                false => (pixels.clone(), png::BitDepth::Eight),
            };
            pixels.png(png::ColorType::Rgb, depth, |info| {
                info.exif_metadata = Some(written.exif.into());
                info.icc_profile = profile.map(Into::into);
                if let Some(xmp) = written.xmp {
                    let keyword = "XML:com.adobe.xmp";
                    info.utf8_text.push(png::text_metadata::ITXtChunk::new(keyword, xmp));
                }
                if let Some(iptc) = written.iptc {
                    // As ImageMagick writes them.
                    let content = carrier::resources(&iptc);
                    let digits: String =
                        content.iter().map(|byte| format!("{byte:02x}")).collect();
                    let text = format!("\n8bim\n{:>8}\n{digits}\n", content.len());
                    info.compressed_latin1_text.push(png::text_metadata::ZTXtChunk::new(
                        "Raw profile type 8bim",
                        text,
                    ));
                }
            })
        }
        Encoding::WebP => pixels.webp(|encoder| {
            encoder.set_exif_metadata(written.exif);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile);
            }
            if let Some(xmp) = written.xmp {
                encoder.set_xmp_metadata(xmp.into_bytes());
            }
        }),
        Encoding::Strips | Encoding::Tiles => {
            let tiles = encoding == Encoding::Tiles;
            let mut tags = written.tags;
            let Pixels { width, height, samples } = pixels;
            tags.extend([
                (256, Value::Short(vec![*width as u16])),
                (257, Value::Long(vec![*height])),
                (258, Value::Short(vec![8; 3])),
                (259, Value::Short(vec![1])),
                (262, Value::Short(vec![2])),
                (277, Value::Short(vec![3])),
            ]);
            let chunks: Vec<Vec<u8>> = if tiles {
                tags.extend([
                    (322, Value::Short(vec![48])),
                    (323, Value::Short(vec![48])),
                    (324, Value::Offsets),
                    (325, Value::Lengths),
                ]);
                tiled(pixels, 48)
            } else {
                tags.extend([
                    (273, Value::Offsets),
                    (278, Value::Short(vec![10])),
                    (279, Value::Lengths),
                ]);
                samples.chunks(*width as usize * 3 * 10).map(<[u8]>::to_vec).collect()
            };
            if let Some(xmp) = written.xmp {
                tags.push((700, Value::Bytes(xmp.into_bytes())));
            }
            if let Some(iptc) = written.iptc {
                // Bare in one of the two, among Photoshop's resources in the other.
                tags.push(match tiles {
                    true => (33_723, Value::Undefined(iptc)),
                    false => (34_377, Value::Bytes(carrier::resources(&iptc))),
                });
            }
            tags.extend(profile.map(|profile| (34_675, Value::Undefined(profile))));
            tags.sort_by_key(|(tag, _)| *tag);
            structure(!tiles, &chunks, tags)
        }
    }
}

/// Squares of a picture, padded at its edges.
fn tiled(pixels: &Pixels, side: usize) -> Vec<Vec<u8>> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let squares = (0..height)
        .step_by(side)
        .flat_map(|y| (0..width).step_by(side).map(move |x| (x, y)));
    squares
        .map(|(left, top)| {
            let mut tile = Vec::new();
            for y in top..top + side {
                for x in left..left + side {
                    let at = (y.min(height - 1) * width + x.min(width - 1)) * 3;
                    // Padding is no part of the picture.
                    let outside = x >= width || y >= height;
                    tile.extend(if outside {
                        &[255, 0, 255]
                    } else {
                        &pixels.samples[at..at + 3]
                    });
                }
            }
            tile
        })
        .collect()
}

fn can_keep(encoding: Encoding, carrier: Carrier) -> bool {
    let jpeg = matches!(encoding, Encoding::Jpeg | Encoding::Progressive);
    match carrier {
        Carrier::ExtendedXmp => jpeg,
        Carrier::IptcUtf8 | Carrier::Iptc1258 | Carrier::IptcTcvn3 => {
            encoding != Encoding::WebP
        }
        _ => true,
    }
}

#[track_caller]
fn check(orientation: u16, encoding: Encoding, carrier: Carrier, profile: Profile) {
    let case = format!("{orientation} {encoding:?} {carrier:?} {profile:?}");
    let written = carrier::write(carrier, orientation, orientation.is_multiple_of(2));
    let file = file(encoding, &stored(orientation, profile), profile, written);

    let found = inspect(&file).unwrap();
    assert_eq!(found.words, carrier::truth(carrier), "{case}");
    assert_eq!((found.size.width, found.size.height), (96, 64), "{case}");
    let kind = match encoding {
        Encoding::Jpeg | Encoding::Progressive => Kind::Jpeg,
        Encoding::Png | Encoding::DeepPng => Kind::Png,
        Encoding::WebP => Kind::WebP,
        Encoding::Strips | Encoding::Tiles => Kind::Tiff,
    };
    assert_eq!(found.kind, kind, "{case}");
    let caveats: Vec<_> = found.caveats.iter().map(|caveat| caveat.code()).collect();
    let expected = if profile == Profile::Unreadable {
        vec!["photo.profile_unreadable"]
    } else {
        vec![]
    };
    assert_eq!(caveats, expected, "{case}");

    let seen = Seen::new(&one(&file, jpeg_within(4000)));
    assert_eq!((seen.width, seen.height), (96, 64), "{case}");
    let at = |corner: usize| {
        (0.25 + 0.5 * (corner % 2) as f64, 0.25 + 0.5 * (corner / 2) as f64)
    };
    for (corner, expected) in CORNERS.into_iter().enumerate() {
        let (x, y) = at(corner);
        assert_near(seen.at(x, y), expected, 6);
    }
}

#[test]
fn forty_photos_say_what_they_mean_and_show_what_they_are() {
    let mut seen = BTreeSet::new();
    let mut encodings = ENCODINGS.into_iter().cycle();
    for number in 0..40 {
        let orientation = number % 8 + 1;
        let encoding = encodings.next().unwrap();
        let profile = PROFILES[usize::from(number / 8 + number) % 5];
        // The carriers in turn; where a file cannot keep one, the next.
        let first = usize::from(number) * 3 / 2;
        let carrier = (first..).map(|at| CARRIERS[at % CARRIERS.len()]);
        let carrier =
            carrier.into_iter().find(|carrier| can_keep(encoding, *carrier)).unwrap();
        check(orientation, encoding, carrier, profile);
        seen.insert((orientation, encoding, carrier, profile));
    }
    assert_eq!(seen.len(), 40, "forty different photos");
    let count =
        |of: usize, found: BTreeSet<String>| assert_eq!(found.len(), of, "{found:?}");
    count(8, seen.iter().map(|case| case.0.to_string()).collect());
    count(7, seen.iter().map(|case| format!("{:?}", case.1)).collect());
    count(8, seen.iter().map(|case| format!("{:?}", case.2)).collect());
    count(5, seen.iter().map(|case| format!("{:?}", case.3)).collect());
}

#[test]
fn every_carrier_is_read_in_every_kind_of_file_that_can_keep_it() {
    for encoding in ENCODINGS {
        for carrier in CARRIERS {
            if can_keep(encoding, carrier) {
                check(1, encoding, carrier, Profile::None);
            }
        }
    }
}

#[test]
fn every_orientation_is_turned_in_every_kind_of_file() {
    for encoding in ENCODINGS {
        for orientation in 1..=8 {
            check(orientation, encoding, Carrier::Exif, Profile::DisplayP3);
        }
    }
}

#[test]
fn a_profile_for_other_channels_is_no_fault_of_the_file() {
    let grey = Pixels::plain([100]);
    let profile = icc(&ColorProfile::new_display_p3());
    let file = grey.jpeg_as(jpeg_encoder::ColorType::Luma, false, &[exif(1), profile]);
    assert_eq!(inspect(&file).unwrap().caveats, []);
    assert_near(Seen::new(&one(&file, jpeg_within(16))).at(0.5, 0.5), [100; 3], 2);
}

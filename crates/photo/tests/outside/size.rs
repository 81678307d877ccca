//! Sizes and crops.

use crate::corpus::{Pixels, Seen, jpeg_within, one};
use document::{Crop, Fit, Focus, Format, PixelSize, Recipe};
use photo::cut;
use proptest::prelude::*;

const JPEG: Format = Format::Jpeg { quality: 90 };

fn cover(width: u32, height: u32, focus: Focus) -> Recipe {
    Recipe { fit: Fit::Cover { width, height, focus }, format: JPEG }
}

#[track_caller]
fn check(original: (u32, u32), fit: Fit, expected: (u32, u32)) {
    let file = Pixels::new(original.0, original.1, |_, _| [90, 120, 150]).jpeg(&[]);
    let rendition = one(&file, Recipe { fit, format: JPEG });
    let seen = Seen::new(&rendition);
    assert_eq!((seen.width, seen.height), expected);
}

#[test]
fn within_keeps_the_proportions() {
    check((300, 200), Fit::Within { width: 150 }, (150, 100));
    check((300, 200), Fit::Within { width: 7 }, (7, 5));
    check((300, 1), Fit::Within { width: 10 }, (10, 1));
}

#[test]
fn nothing_is_ever_enlarged() {
    check((300, 200), Fit::Within { width: 301 }, (300, 200));
    check((300, 200), Fit::Within { width: u32::MAX }, (300, 200));
    let focus = Focus::CENTRE;
    check((300, 200), Fit::Cover { width: 1200, height: 630, focus }, (300, 158));
    check((300, 200), Fit::Cover { width: 4000, height: 4000, focus }, (200, 200));
    // Narrow crops, where half a pixel across is many down.
    check((300, 312), Fit::Cover { width: 10, height: 300, focus }, (10, 300));
    check((312, 300), Fit::Cover { width: 300, height: 10, focus }, (300, 10));
}

#[test]
fn values_out_of_range_are_taken_as_the_nearest() {
    check((30, 20), Fit::Within { width: 0 }, (1, 1));
    let focus = Focus { x: f64::NAN, y: -7.0 };
    check((30, 20), Fit::Cover { width: 0, height: 0, focus }, (1, 1));
}

#[test]
fn small_large_and_huge_reductions_show_the_same_picture() {
    // Left dark, right light: a quarter in, and three quarters in.
    let wide = Pixels::new(4100, 210, |x, _| if x < 2050 { [40; 3] } else { [200; 3] });
    for file in
        [wide.jpeg(&[]), wide.png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {})]
    {
        for width in [40, 64, 500, 1500, 1700, 4100] {
            let seen = Seen::new(&one(&file, jpeg_within(width)));
            let [left, ..]: [u8; 3] = seen.at(0.2, 0.5);
            let [right, ..]: [u8; 3] = seen.at(0.8, 0.5);
            assert!(left.abs_diff(40) < 5 && right.abs_diff(200) < 5, "{width}");
        }
    }
}

#[test]
fn bytes_do_not_depend_on_the_company() {
    let file =
        Pixels::new(2100, 900, |x, y| [x as u8, y as u8, (x / 3 + y) as u8]).jpeg(&[]);
    let recipes = [
        jpeg_within(200),
        jpeg_within(2000),
        cover(300, 300, Focus { x: 0.1, y: 0.9 }),
        Recipe { fit: Fit::Within { width: 60 }, format: Format::Avif { quality: 60 } },
        Recipe {
            fit: Fit::Within { width: 60 },
            format: Format::CmykJpeg { quality: 90 },
        },
    ];
    let together = photo::render(&file, &recipes).unwrap();
    let again = photo::render(&file, &recipes).unwrap();
    for ((recipe, together), again) in recipes.iter().zip(&together).zip(&again) {
        assert_eq!(together.bytes, again.bytes);
        assert_eq!(together.bytes, one(&file, *recipe).bytes, "{recipe:?}");
    }
    assert!(photo::render(&file, &[]).unwrap().is_empty());
}

#[test]
fn avif_states_its_size() {
    let file = Pixels::new(90, 60, |x, y| [x as u8, y as u8, 90]).jpeg(&[]);
    let format = Format::Avif { quality: 60 };
    let avif = one(&file, Recipe { fit: Fit::Within { width: 45 }, format });
    assert_eq!(avif.size, PixelSize { width: 45, height: 30 });
    assert_eq!(&avif.bytes[4..12], b"ftypavif");
    let at = avif.bytes.windows(4).position(|window| window == b"ispe").unwrap();
    assert_eq!(avif.bytes[at + 8..at + 16], [0, 0, 0, 45, 0, 0, 0, 30]);
}

#[test]
fn keys_tell_recipes_apart() {
    let focus = Focus { x: 0.25, y: 0.5 };
    let recipes = [
        jpeg_within(800),
        jpeg_within(801),
        cover(800, 600, Focus::CENTRE),
        cover(800, 600, focus),
        cover(600, 800, focus),
        Recipe { fit: Fit::Within { width: 800 }, format: Format::Avif { quality: 95 } },
        Recipe {
            fit: Fit::Within { width: 800 },
            format: Format::CmykJpeg { quality: 95 },
        },
        Recipe { fit: Fit::Within { width: 800 }, format: Format::Jpeg { quality: 94 } },
    ];
    let keys: std::collections::BTreeSet<String> =
        recipes.iter().map(photo::key).collect();
    assert_eq!(keys.len(), recipes.len());
    let key = photo::key(&cover(800, 600, focus));
    assert!(key.ends_with(" cover 800x600 0.25,0.5 jpeg 90"), "{key}");
}

/// A picture whose red tells x and whose green tells y, so that a crop can be located.
fn ramp(width: u32, height: u32) -> Vec<u8> {
    let pixels = Pixels::new(width, height, |x, y| {
        [(x * 255 / (width - 1)) as u8, (y * 255 / (height - 1)) as u8, 128]
    });
    pixels.png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn crops_keep_the_focus_and_centre_it_where_they_can(
        (width, height) in (40_u32..160, 40_u32..160),
        (across, down) in (8_u32..300, 8_u32..300),
        (x, y) in (0.0..=1.0_f64, 0.0..=1.0_f64),
    ) {
        let rendition =
            one(&ramp(width, height), cover(across, down, Focus { x, y }));
        let size = rendition.size;
        prop_assert!(size.width <= width.min(across) && size.height <= height.min(down));
        // The ratio holds to a pixel.
        let ratio = f64::from(across) / f64::from(down);
        prop_assert!((f64::from(size.width) - f64::from(size.height) * ratio).abs()
            <= 1.0 + ratio);

        let seen = Seen::new(&rendition);
        let [left, top, _]: [u8; 3] = seen.at(0.0, 0.0);
        let [right, bottom, _]: [u8; 3] = seen.at(0.999, 0.999);
        let spans = [(left, right, x), (top, bottom, y)];
        for (begin, end, focus) in spans {
            let (begin, end) = (f64::from(begin) / 255.0, f64::from(end) / 255.0);
            // JPEG, and pixels of a small picture, blur where a crop begins.
            let blur = 0.08;
            prop_assert!(begin - blur <= focus && focus <= end + blur);
            let middle = f64::midpoint(begin, end);
            let held_by_an_edge = begin < blur || end > 1.0 - blur;
            prop_assert!(held_by_an_edge || (middle - focus).abs() < blur);
        }
    }
}

#[test]
fn a_part_has_the_pixels_of_the_crop_and_nothing_beside_them() {
    // Every pixel tells where it stands.
    let tell = |x: u32, y: u32| [x as u8 * 2, y as u8 * 3, 90];
    let file =
        Pixels::new(120, 80, tell).png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {});
    let size = PixelSize { width: 120, height: 80 };
    for (left, top, width, height) in [
        (0.25, 0.1, 0.5, 0.5),
        (0.0, 0.0, 0.3333, 1.0),
        (0.9, 0.97, 0.1, 0.03),
        (0.0, 0.5, 1.0, 0.5),
        (0.0, 0.0, 1.0, 1.0),
    ] {
        let crop = Crop::new(left, top, width, height).unwrap();
        let best = Format::Jpeg { quality: 100 };
        let fit = Fit::Within { width: 1000 };
        let part = cut(&file, crop, &[Recipe { fit, format: best }]).unwrap().remove(0);
        assert_eq!(part.size, crop.size(size));
        let seen = Seen::new(&part);
        for (x, y) in [(0.0, 0.0), (0.999, 0.0), (0.0, 0.999), (0.5, 0.5), (0.999, 0.999)]
        {
            let at = |start: f64, share: f64, side: u32, length: u32| {
                (start * f64::from(side)).round().min(f64::from(side - length))
                    + (share * f64::from(length)).floor()
            };
            let expected = tell(
                at(left, x, 120, part.size.width) as u32,
                at(top, y, 80, part.size.height) as u32,
            );
            let found: [u8; 3] = seen.at(x, y);
            let off = found.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
            assert!(off <= Some(4), "{crop:?} at {x}, {y}: {found:?}, {expected:?}");
        }
    }
}

#[test]
fn a_part_is_cut_like_a_picture_of_its_own() {
    let file = Pixels::new(300, 200, |x, y| [x as u8, y as u8, 90]).jpeg(&[]);
    let half = Crop::new(0.5, 0.0, 0.5, 1.0).unwrap();
    let right = Focus { x: 1.0, y: 0.5 };
    let whole = one(&file, cover(150, 200, right));
    let recipe = Recipe { fit: Fit::Within { width: 150 }, format: JPEG };
    let part = cut(&file, half, &[recipe]).unwrap().remove(0);
    assert_eq!((part.size, part.bytes), (whole.size, whole.bytes), "without a seam");
    // A crop of the part: its focal point is of the part, too.
    let square = cut(&file, half, &[cover(60, 60, Focus { x: 0.0, y: 0.0 })]).unwrap();
    let seen = Seen::new(&square[0]);
    let [r, g, _]: [u8; 3] = seen.at(0.0, 0.0);
    assert!((seen.width, seen.height) == (60, 60) && r.abs_diff(150) < 6 && g < 6);
}

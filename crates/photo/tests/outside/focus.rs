//! Crops keep the point that matters, wherever it is.

use crate::corpus::{Pixels, Seen, jpeg_within, one};
use document::{Fit, Focus, Format, Recipe};

/// Boxes that are asked for: print columns and spreads, social networks, squares,
/// letters, telephones.
const BOXES: [(u32, u32); 8] = [
    (1200, 630),
    (600, 600),
    (840, 560),
    (1050, 450),
    (420, 560),
    (1600, 900),
    (900, 1600),
    (2480, 700),
];

const SPOT: [u8; 3] = [230, 30, 30];

/// A small red spot on grey, whose middle is at these fractions.
fn spotted(width: u32, height: u32, focus: Focus) -> Vec<u8> {
    let middle = |part: f64, side: u32| (part * f64::from(side)) as u32;
    let (x, y) = (middle(focus.x, width), middle(focus.y, height));
    let radius = width.min(height) / 24;
    let paint = |px: u32, py: u32| {
        if px.abs_diff(x) <= radius && py.abs_diff(y) <= radius { SPOT } else { [120; 3] }
    };
    Pixels::new(width, height, paint).jpeg(&[])
}

/// The middle of what is red in a rendition, as fractions.
fn red(seen: &Seen) -> Option<Focus> {
    let found: Vec<(usize, usize)> = seen
        .pixels::<3>()
        .iter()
        .enumerate()
        .filter(|(_, [r, g, b])| *r > 180 && *g < 90 && *b < 90)
        .map(|(at, _)| (at % seen.width as usize, at / seen.width as usize))
        .collect();
    let count = found.len() as f64;
    let mean =
        |sum: usize, side: u32| (sum as f64 + 0.5 * count) / (count * f64::from(side));
    (!found.is_empty()).then(|| Focus {
        x: mean(found.iter().map(|(x, _)| x).sum(), seen.width),
        y: mean(found.iter().map(|(_, y)| y).sum(), seen.height),
    })
}

#[test]
fn every_box_keeps_the_focus_inside() {
    let places = [0.08, 0.35, 0.5, 0.92];
    for (width, height) in [(360, 240), (240, 360), (300, 300)] {
        for focus in places.into_iter().flat_map(|x| places.map(|y| Focus { x, y })) {
            let file = spotted(width, height, focus);
            for (across, down) in BOXES {
                let fit = Fit::Cover { width: across, height: down, focus };
                let recipe = Recipe { fit, format: Format::Jpeg { quality: 90 } };
                let seen = Seen::new(&one(&file, recipe));
                let found = red(&seen).unwrap_or_else(|| {
                    panic!("{width} × {height}: {focus:?} is outside {across} × {down}")
                });
                // Whole, not merely touched: its middle is away from the edges.
                let inside = |part: f64| (0.02..=0.98).contains(&part);
                assert!(
                    inside(found.x) && inside(found.y),
                    "{found:?} in {across} × {down}"
                );
            }
        }
    }
}

#[test]
fn widths_for_the_web_show_all_of_the_picture() {
    let focus = Focus { x: 0.9, y: 0.1 };
    let file = spotted(1800, 1200, focus);
    for width in [480, 800, 1200, 1600] {
        let found = red(&Seen::new(&one(&file, jpeg_within(width)))).unwrap();
        assert!(
            (found.x - 0.9).abs() < 0.01 && (found.y - 0.1).abs() < 0.01,
            "{found:?}"
        );
    }
}

#[test]
fn without_a_chosen_point_a_glance_finds_one_that_crops_can_keep() {
    for (width, height) in [(900, 600), (600, 900)] {
        for (x, y) in [(0.2, 0.25), (0.8, 0.25), (0.5, 0.5), (0.3, 0.7)] {
            let file = spotted(width, height, Focus { x, y });
            let preview = one(&file, jpeg_within(900));
            for bytes in [&file[..], &preview.bytes] {
                let focus = photo::glance(bytes).unwrap().focus;
                assert!(
                    (focus.x - x).abs() < 0.06 && (focus.y - y).abs() < 0.06,
                    "{focus:?}"
                );
            }
            let focus = photo::glance(&file).unwrap().focus;
            let fit = Fit::Cover { width: 300, height: 300, focus };
            let square = one(&file, Recipe { fit, format: Format::Jpeg { quality: 90 } });
            assert!(red(&Seen::new(&square)).is_some());
        }
    }
}

#[test]
fn a_glance_sees_the_picture_upright() {
    let pixels = |x: u32, y: u32| {
        if x.abs_diff(80) < 20 && y.abs_diff(60) < 20 { SPOT } else { [120; 3] }
    };
    let stored = Pixels::new(600, 400, pixels);
    // Orientation 6 brings the stored top left to the top right.
    let turned = photo::glance(&stored.jpeg(&[crate::corpus::exif(6)])).unwrap();
    assert!((turned.focus.x - 0.85).abs() < 0.06, "{:?}", turned.focus);
    assert!((turned.focus.y - 0.133).abs() < 0.06, "{:?}", turned.focus);
}

#[test]
fn copies_of_a_photo_resemble_each_other_and_others_do_not() {
    let scene = |seed: u32| {
        Pixels::new(640, 480, move |x, y| {
            let wave = (x * (3 + seed % 5) / 9 + seed * 37) % 160;
            let sky = [150, 190, 235].map(|part| part - (y / 8) as u8);
            let house = x.abs_diff(120 + seed * 53 % 400) < 70 && y.abs_diff(260) < 80;
            if house {
                [170, 60, 40]
            } else if y > 220 + wave {
                [70, 110 + (seed * 11 % 60) as u8, 60]
            } else {
                sky
            }
        })
    };
    let original = scene(1).jpeg(&[]);
    let glance = |bytes: &[u8]| photo::glance(bytes).unwrap().likeness;
    let small = one(&original, jpeg_within(200));
    let poor = one(
        &original,
        Recipe { fit: Fit::Within { width: 500 }, format: Format::Jpeg { quality: 25 } },
    );
    let png = scene(1).png(png::ColorType::Rgb, png::BitDepth::Eight, |_| {});
    for copy in [&small.bytes[..], &poor.bytes, &png] {
        let distance = glance(&original).distance(glance(copy));
        assert!(glance(&original).resembles(glance(copy)), "{distance}");
    }
    for seed in 2..9 {
        let other = glance(&scene(seed).jpeg(&[]));
        let distance = glance(&original).distance(other);
        assert!(!glance(&original).resembles(other), "{seed}: {distance}");
    }
}

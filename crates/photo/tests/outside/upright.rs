//! Pictures stand upright, however the camera was held.

use crate::corpus::{Pixels, Seen, assert_near, exif, jpeg_within, one};
use document::{Fit, Focus, Format, Recipe};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 180, 60];
const BLUE: [u8; 3] = [30, 60, 200];
const SAND: [u8; 3] = [230, 220, 190];

/// Stored: red and green above, blue and sand below.
fn quarters() -> Pixels {
    Pixels::new(96, 64, |x, y| match (x < 48, y < 32) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => SAND,
    })
}

#[track_caller]
fn check(orientation: u16, above: [[u8; 3]; 2], below: [[u8; 3]; 2]) {
    let file = quarters().jpeg(&[exif(orientation)]);
    let size = photo::inspect(&file).unwrap().size;
    let seen = Seen::new(&one(&file, jpeg_within(4000)));
    let expected = if orientation < 5 { (96, 64) } else { (64, 96) };
    assert_eq!((size.width, size.height), expected);
    assert_eq!((seen.width, seen.height), expected);
    assert_near(seen.at(0.25, 0.25), above[0], 6);
    assert_near(seen.at(0.75, 0.25), above[1], 6);
    assert_near(seen.at(0.25, 0.75), below[0], 6);
    assert_near(seen.at(0.75, 0.75), below[1], 6);
}

#[test]
fn all_eight_orientations_are_turned_upright() {
    check(1, [RED, GREEN], [BLUE, SAND]);
    check(2, [GREEN, RED], [SAND, BLUE]);
    check(3, [SAND, BLUE], [GREEN, RED]);
    check(4, [BLUE, SAND], [RED, GREEN]);
    check(5, [RED, BLUE], [GREEN, SAND]);
    check(6, [BLUE, RED], [SAND, GREEN]);
    check(7, [SAND, GREEN], [BLUE, RED]);
    check(8, [GREEN, SAND], [RED, BLUE]);
}

#[test]
fn orientations_that_do_not_exist_mean_upright() {
    check(0, [RED, GREEN], [BLUE, SAND]);
}

#[test]
fn a_crop_is_taken_from_the_upright_picture() {
    // Orientation 6 brings the stored blue quarter to the top left.
    let file = quarters().jpeg(&[exif(6)]);
    let focus = Focus { x: 0.25, y: 0.2 };
    let fit = Fit::Cover { width: 24, height: 24, focus };
    let seen =
        Seen::new(&one(&file, Recipe { fit, format: Format::Jpeg { quality: 95 } }));
    assert_near(seen.at(0.2, 0.2), BLUE, 6);
    assert_near(seen.at(0.8, 0.2), RED, 6);
}

#[test]
fn a_png_is_turned_too() {
    let (_, segment) = exif(3);
    let file = quarters().png(png::ColorType::Rgb, png::BitDepth::Eight, |info| {
        info.exif_metadata = Some(segment[6..].to_vec().into());
    });
    let seen = Seen::new(&one(&file, jpeg_within(96)));
    assert_near(seen.at(0.25, 0.25), SAND, 6);
}

//! Colours on screen are those the file means.

use crate::corpus::{Pixels, Seen, assert_near, icc, jpeg_within, one};
use jpeg_encoder::ColorType as Jpeg;
use moxcms::ColorProfile;
use png::{BitDepth, ColorType};

#[track_caller]
fn check(file: &[u8], expected: [u8; 3], by: u8) {
    let seen = Seen::new(&one(file, jpeg_within(4000)));
    assert_near(seen.at(0.5, 0.5), expected, by);
}

#[test]
fn without_a_profile_colours_stay() {
    for colour in [[255, 255, 255], [0, 0, 0], [200, 80, 40], [12, 200, 90]] {
        check(&Pixels::plain(colour).jpeg(&[]), colour, 3);
        let png = Pixels::plain(colour).png(ColorType::Rgb, BitDepth::Eight, |_| {});
        check(&png, colour, 3);
    }
}

#[test]
fn the_profile_of_srgb_changes_nothing() {
    let profile = icc(&ColorProfile::new_srgb());
    check(&Pixels::plain([200, 80, 40]).jpeg(&[profile]), [200, 80, 40], 3);
}

#[test]
fn display_p3_is_converted() {
    // Expected: computed from the primaries of both spaces, in floating point.
    let profile = icc(&ColorProfile::new_display_p3());
    check(
        &Pixels::plain([200, 100, 50]).jpeg(std::slice::from_ref(&profile)),
        [215, 93, 31],
        2,
    );
    check(&Pixels::plain([128; 3]).jpeg(std::slice::from_ref(&profile)), [128; 3], 2);
    check(&Pixels::plain([255; 3]).jpeg(&[profile]), [255; 3], 1);
}

#[test]
fn adobe_rgb_is_converted_in_png_too() {
    let profile = ColorProfile::new_adobe_rgb().encode().unwrap();
    let file =
        Pixels::plain([100, 150, 100]).png(ColorType::Rgb, BitDepth::Eight, |info| {
            info.icc_profile = Some(profile.into());
        });
    // Expected: computed from the primaries, in floating point.
    check(&file, [66, 151, 97], 2);
}

#[test]
fn grey_stays_grey_and_follows_its_profile() {
    check(&Pixels::plain([100]).jpeg_as(Jpeg::Luma, false, &[]), [100; 3], 2);
    let linear = icc(&ColorProfile::new_gray_with_gamma(1.0));
    check(&Pixels::plain([55]).jpeg_as(Jpeg::Luma, false, &[linear]), [128; 3], 3);
}

#[test]
fn a_broken_profile_counts_as_none() {
    let broken = (2, b"ICC_PROFILE\0\x01\x01 not a profile".to_vec());
    check(&Pixels::plain([200, 80, 40]).jpeg(&[broken]), [200, 80, 40], 3);
}

#[test]
fn progressive_jpeg_is_read() {
    let file = Pixels::plain([200, 80, 40]).jpeg_as(Jpeg::Rgb, true, &[]);
    check(&file, [200, 80, 40], 3);
}

#[test]
fn four_inks_become_colours_and_bare_paper_white() {
    // Adobe's way: inverted, with the marker.
    let cmyk = |inks: [u8; 4]| Pixels::plain(inks).jpeg_as(Jpeg::Cmyk, false, &[]);
    check(&cmyk([0, 0, 0, 0]), [255; 3], 3);
    let ycck = |inks: [u8; 4]| Pixels::plain(inks).jpeg_as(Jpeg::CmykAsYcck, false, &[]);
    check(&ycck([0, 0, 0, 0]), [255; 3], 3);
    for file in [cmyk([0, 255, 255, 0]), ycck([0, 255, 255, 0])] {
        let [r, g, b] = Seen::new(&one(&file, jpeg_within(16))).at(0.5, 0.5);
        assert!(r > 190 && g < 70 && b < 70, "red ink became {r} {g} {b}");
    }
}

#[test]
fn four_inks_without_adobes_marker_are_not_inverted() {
    // The encoder inverts: give it the inverse, and take its marker away.
    let mut file = Pixels::plain([255, 255, 255, 255]).jpeg_as(Jpeg::Cmyk, false, &[]);
    let at = file.windows(5).position(|window| window == b"Adobe").unwrap();
    file.drain(at - 4..at + 12);
    check(&file, [255; 3], 3);
}

#[test]
fn adobes_marker_can_say_that_three_components_are_rgb() {
    let mut file = Pixels::plain([120, 128, 128]).jpeg_as(
        Jpeg::Ycbcr,
        false,
        &[(14, b"Adobe\0\x64\0\0\0\0\0".to_vec())],
    );
    // JFIF would speak against it.
    let at = file.windows(4).position(|window| window == b"JFIF").unwrap();
    file[at] = b'X';
    check(&file, [120, 128, 128], 3);
}

#[test]
fn every_kind_of_png_is_read() {
    let deep = Pixels::plain([0xC8, 0xC8, 0x50, 0x50, 0x28, 0x28]);
    check(&deep.png(ColorType::Rgb, BitDepth::Sixteen, |_| {}), [200, 80, 40], 3);
    let grey = Pixels::plain([100]).png(ColorType::Grayscale, BitDepth::Eight, |_| {});
    check(&grey, [100; 3], 2);
    let palette = Pixels::plain([1]).png(ColorType::Indexed, BitDepth::Eight, |info| {
        info.palette = Some([[0, 0, 0], [200, 80, 40]].concat().into());
    });
    check(&palette, [200, 80, 40], 3);
    // Two pixels of one bit: 16 wide are two bytes.
    let bits = Pixels { width: 16, height: 16, samples: [0xFF; 32].to_vec() };
    check(&bits.png(ColorType::Grayscale, BitDepth::One, |_| {}), [255; 3], 1);
}

#[test]
fn what_is_transparent_shows_white_paper() {
    let clear = Pixels::plain([10, 20, 30, 0]);
    check(&clear.png(ColorType::Rgba, BitDepth::Eight, |_| {}), [255; 3], 1);
    let half = Pixels::plain([0, 0, 0, 128]);
    check(&half.png(ColorType::Rgba, BitDepth::Eight, |_| {}), [127; 3], 2);
    let deep = Pixels::plain([0, 0, 0x80, 0]);
    let file = deep.png(ColorType::GrayscaleAlpha, BitDepth::Sixteen, |_| {});
    check(&file, [127; 3], 2);
    let palette = Pixels::plain([0]).png(ColorType::Indexed, BitDepth::Eight, |info| {
        info.palette = Some([9, 9, 9].to_vec().into());
        info.trns = Some([0].to_vec().into());
    });
    check(&palette, [255; 3], 1);
}

#[test]
fn fine_patterns_keep_their_light() {
    // Black and white lines of one pixel give half the light, not half the code.
    let lines = Pixels::new(512, 512, |x, _| if x % 2 == 0 { [255; 3] } else { [0; 3] });
    let file = lines.png(ColorType::Rgb, BitDepth::Eight, |_| {});
    let seen = Seen::new(&one(&file, jpeg_within(64)));
    assert_near(seen.at(0.5, 0.5), [188; 3], 3);
}

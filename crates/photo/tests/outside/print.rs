//! Pictures for paper: four inks, never more than the paper takes.

use crate::corpus::{Pixels, Seen, one};
use document::{Fit, Format, Recipe};

fn print(pixels: &Pixels, quality: u8) -> document::Rendition {
    let fit = Fit::Within { width: 4000 };
    one(&pixels.jpeg(&[]), Recipe { fit, format: Format::CmykJpeg { quality } })
}

#[test]
fn white_stays_bare_paper() {
    let seen = Seen::new(&print(&Pixels::plain([255; 3]), 90));
    assert!(seen.pixels::<4>().iter().all(|inks| *inks == [0; 4]));
}

#[test]
fn the_file_is_what_pdf_writers_expect() {
    let rendition = print(&Pixels::plain([200, 80, 40]), 90);
    let bytes = &rendition.bytes;
    let find = |what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let adobe = find(b"Adobe").expect("Adobe's marker tells that inks are inverted");
    assert_eq!(bytes[adobe + 11], 0, "no colour transform");
    assert_eq!(find(b"ICC_PROFILE"), None);
    let frame = find(&[0xFF, 0xC0]).expect("baseline");
    assert_eq!(bytes[frame + 9], 4);
}

#[test]
fn ink_stays_within_three_hundred_percent() {
    // The worst for JPEG: noise and hard edges in the darkest colours.
    let mut seed = 1_u32;
    let noise: Vec<u8> = (0..128 * 96 * 3)
        .map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if seed >> 31 == 0 { 0 } else { (seed >> 26) as u8 }
        })
        .collect();
    let noise = Pixels { width: 128, height: 96, samples: noise };
    let edges =
        Pixels::new(
            90,
            70,
            |x, y| if (x / 5 + y / 3) % 2 == 0 { [0; 3] } else { [255; 3] },
        );
    for pixels in [noise, edges, Pixels::plain([0; 3])] {
        for quality in [100, 90, 60, 20] {
            let seen = Seen::new(&print(&pixels, quality));
            let sum = |inks: &[u8; 4]| inks.iter().copied().map(u32::from).sum::<u32>();
            let most = seen.pixels::<4>().iter().map(sum).max().unwrap();
            assert!(most <= 3 * 255, "{most} of 765 at quality {quality}");
        }
    }
}

#[test]
fn one_ink_is_one_channel_without_a_profile() {
    let fit = Fit::Within { width: 4000 };
    let format = Format::GreyJpeg { quality: 90 };
    let of = |rgb: [u8; 3]| one(&Pixels::plain(rgb).jpeg(&[]), Recipe { fit, format });
    let [white, grey, black] = [[255; 3], [128; 3], [0; 3]].map(of);
    let bytes = &grey.bytes;
    let find = |what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let frame = find(&[0xFF, 0xC0]).expect("baseline");
    assert_eq!(bytes[frame + 9], 1);
    assert_eq!(find(b"ICC_PROFILE"), None);
    let light = |rendition| Seen::new(rendition).at::<1>(0.5, 0.5)[0];
    assert_eq!((light(&white), light(&black)), (255, 0), "bare paper, and all the ink");
    // Lighter than black mixed of four inks would be, for one ink spreads as well.
    assert!((80..=135).contains(&light(&grey)), "{}", light(&grey));
}

#[test]
fn black_is_deep() {
    let seen = Seen::new(&print(&Pixels::plain([0; 3]), 90));
    let inks: [u8; 4] = seen.at(0.5, 0.5);
    let sum: u32 = inks.into_iter().map(u32::from).sum();
    assert!(inks[3] > 200 && sum > 650, "{inks:?}");
}

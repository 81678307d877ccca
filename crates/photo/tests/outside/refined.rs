//! JPEG in many scans, each finer than the one before: the same frequencies as in one scan
//! give the same rendition, byte by byte.

use crate::corpus::{jpeg_within, one};
use proptest::prelude::*;

const ONCE: &[u8] = include_bytes!("../fixtures/once.jpg");
const REFINED: &[u8] = include_bytes!("../fixtures/refined.jpg");
const RESTARTED: &[u8] = include_bytes!("../fixtures/restarted.jpg");

/// Widths from every eighth of a picture 277 pixels wide but the whole.
const WIDTHS: [u32; 9] = [20, 33, 60, 95, 130, 165, 190, 230, 17];

#[track_caller]
fn check(once: &[u8], refined: &[u8]) {
    for width in WIDTHS {
        let [once, refined] = [once, refined].map(|file| one(file, jpeg_within(width)));
        assert!(once.bytes == refined.bytes, "{width} pixels wide");
    }
}

#[test]
fn many_scans_give_what_one_gives() {
    check(ONCE, REFINED);
}

#[test]
fn scans_of_any_order_with_restarts_give_what_one_gives() {
    check(ONCE, RESTARTED);
}

#[test]
fn grey_and_colour_at_half_the_width_are_refined_alike() {
    check(
        include_bytes!("../fixtures/grey-once.jpg"),
        include_bytes!("../fixtures/grey-refined.jpg"),
    );
    check(
        include_bytes!("../fixtures/wide-once.jpg"),
        include_bytes!("../fixtures/wide-refined.jpg"),
    );
}

proptest! {
    #[test]
    fn damage_is_refused_or_shown(
        at in 0.0..1.0_f64,
        bits in 1_u8..=255,
        width in 10_u32..250,
        restarted: bool,
    ) {
        let mut file = if restarted { RESTARTED } else { REFINED }.to_vec();
        let at = (file.len() as f64 * at) as usize;
        file[at] ^= bits;
        if let Ok(made) = photo::render(&file, &[jpeg_within(width)]) {
            prop_assert_eq!(made.len(), 1);
        }
    }
}

//! Tones for black ink alone, for bulletins printed in one ink.
//!
//! Ink spreads on paper: half of it gives less than half the light. So each tone is
//! looked up in what the profile of the printing condition says of its black, and the
//! blackest pixel becomes the blackest that one ink can be. Two tones that differ on the
//! screen differ on paper.

use crate::PhotoRefused;
use crate::canvas::Picture;
use crate::colour::{perceptual, print_profile};
use crate::tone::TONE;
use moxcms::{ColorProfile, Layout};
use std::sync::LazyLock;

/// Shares of red, green and blue in the light that is seen (Rec. ITU-R BT.709-6, 3), in
/// parts of [`WHOLE`].
const SHARES: [u32; 3] = [2126, 7152, 722];
const WHOLE: u32 = 10_000;

/// Light that paper gives back under 255 steps of black ink and more, from the most ink
/// to none: tones between two neighbours take the ink of the darker one's end. `None`
/// never happens while the profile that is built in is whole.
static STEPS: LazyLock<Option<Vec<u16>>> = LazyLock::new(|| {
    let transform = print_profile()?
        .create_transform_f64(
            Layout::Rgba,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            perceptual(),
        )
        .ok()?;
    let given: Vec<f64> =
        (0..=255).flat_map(|ink| [0.0, 0.0, 0.0, f64::from(ink) / 255.0]).collect();
    let mut found = vec![0.0; 256 * 3];
    transform.transform(&given, &mut found).ok()?;
    let lights = found.as_chunks::<3>().0.iter().map(|rgb| {
        let code = rgb.map(|part| (part.clamp(0.0, 1.0) * 65_535.0).round() as u16);
        f64::from(seen(code.map(|code| TONE.light16[usize::from(code)])))
    });
    let lights: Vec<f64> = lights.collect();
    // Spread from the black that can be had to the white of the paper.
    let (white, black) = (*lights.first()?, *lights.last()?);
    let spread = |light: &f64| (light - black) / (white - black).max(1.0);
    let mut steps = Vec::with_capacity(256);
    // From the most ink on. What a profile measured is never quite even: no more ink gives
    // more light.
    let mut most = 0.0_f64;
    for light in lights.iter().rev() {
        most = most.max(spread(light));
        steps.push((most.clamp(0.0, 1.0) * 65_535.0).round() as u16);
    }
    Some(steps)
});

/// The black ink of each pixel: 0 is bare paper, 255 is full ink.
pub(crate) fn inks(picture: &Picture) -> Result<Vec<u8>, PhotoRefused> {
    let steps = STEPS
        .as_ref()
        .ok_or_else(|| PhotoRefused::damaged("the print profile is unreadable"))?;
    let pixels = picture.rgb.as_chunks::<3>().0.iter();
    Ok(pixels
        .map(|pixel| {
            let light = seen(pixel.map(|code| TONE.light8[usize::from(code)]));
            ink(steps, light)
        })
        .collect())
}

/// The ink whose light is nearest.
fn ink(steps: &[u16], light: u16) -> u8 {
    let above = steps.partition_point(|step| *step < light).min(255);
    let below = above.saturating_sub(1);
    let nearer = steps[above].abs_diff(light) <= steps[below].abs_diff(light);
    let step = if nearer { above } else { below };
    255 - u8::try_from(step).expect("there are 256 steps")
}

fn seen(light: [u16; 3]) -> u16 {
    let sum: u32 =
        light.into_iter().zip(SHARES).map(|(l, share)| u32::from(l) * share).sum();
    u16::try_from((sum + WHOLE / 2) / WHOLE).expect("shares of a whole")
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::PixelSize;

    fn ink_of(rgb: [u8; 3]) -> u8 {
        let size = PixelSize { width: 1, height: 1 };
        inks(&Picture { size, rgb: rgb.to_vec() }).unwrap()[0]
    }

    #[test]
    fn white_is_bare_paper_and_black_is_all_the_ink() {
        assert_eq!(ink_of([255; 3]), 0);
        assert_eq!(ink_of([0; 3]), 255);
    }

    #[test]
    fn every_darker_grey_takes_as_much_ink_or_more() {
        let found: Vec<u8> = (0..=255).rev().map(|grey| ink_of([grey; 3])).collect();
        assert!(found.is_sorted(), "{found:?}");
        let steps: std::collections::BTreeSet<u8> = found.iter().copied().collect();
        assert!(steps.len() > 150, "tones that differ stay apart: {}", steps.len());
    }

    #[test]
    fn ink_that_spreads_is_given_less_of() {
        // Half the codes of the screen are a fifth of its light. Without the spread of
        // ink, four fifths of the paper would be covered.
        let middle = ink_of([128; 3]);
        assert!((120..=175).contains(&middle), "{middle}");
    }

    #[test]
    fn colours_weigh_as_the_eye_sees_them() {
        let [red, green, blue] = [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(ink_of);
        assert!(green < red && red < blue, "{green} {red} {blue}");
    }
}

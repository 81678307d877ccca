//! Pictures: asked of the library once, kept for the next keystroke.

use super::Target;
use crate::look::Pictures;
use document::{Fit, Focus, Format, Photo, PhotoId, PhotoLibrary, Recipe};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use typst::foundations::Bytes;

/// Width of a preview proxy in pixels.
const PROXY: u32 = 900;
/// Pixels per inch in a PDF.
const PRINT_PPI: f64 = 300.0;
/// Pixels per inch of an engraving in a PDF, and on the screen.
const ENGRAVED_PPI: [f64; 2] = [600.0, 300.0];
/// From one line of an engraving to the next, in millimetres: 31 lines an inch in large
/// pictures, which every copier holds. Small ones would lose what they show and get up
/// to 46, which most hold.
const PITCH_MM: [f64; 2] = [0.55, 0.83];
/// Lines that a picture is to have across, where the pitch allows it.
const LINES: f64 = 150.0;

/// Proxies by the hash of their original: a `Press` keeps them between previews.
#[derive(Default)]
pub(crate) struct Studio {
    proxies: Mutex<BTreeMap<String, Proxy>>,
}

struct Proxy {
    shot: Shot,
    /// Round of the last use.
    used: u64,
}

/// A picture ready to be placed.
#[derive(Clone)]
pub(crate) struct Shot {
    pub(crate) bytes: Bytes,
    /// Width : height.
    pub(crate) ratio: f64,
    /// Cut to its box already.
    pub(crate) cut: bool,
}

/// The photos of an edition, and those whose print could not be had.
pub(crate) struct Originals<'a> {
    library: &'a dyn PhotoLibrary,
    lost: Mutex<BTreeSet<PhotoId>>,
}

impl<'a> Originals<'a> {
    pub(crate) fn new(library: &'a dyn PhotoLibrary) -> Self {
        Self { library, lost: Mutex::default() }
    }

    /// How many prints could not be had so far.
    pub(crate) fn lost(&self) -> usize {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// The pictures of one composition.
pub(crate) struct Shots<'a> {
    studio: &'a Studio,
    originals: &'a Originals<'a>,
    target: Target,
    round: u64,
    looks: Pictures,
    /// Whether all that is printed is printed in black.
    one_ink: bool,
}

impl Studio {
    /// Forgets proxies that the last rounds did not use.
    pub(crate) fn tidy(&self, round: u64) {
        let mut proxies = self.proxies.lock().unwrap_or_else(PoisonError::into_inner);
        proxies.retain(|_, proxy| proxy.used + 8 > round);
    }
}

impl<'a> Shots<'a> {
    pub(crate) fn new(
        studio: &'a Studio,
        originals: &'a Originals<'a>,
        target: Target,
        round: u64,
        (looks, one_ink): (Pictures, bool),
    ) -> Self {
        Self { studio, originals, target, round, looks, one_ink }
    }

    /// Width : height of a photo that can be shown; `None` when it cannot be had.
    pub(crate) fn ratio(&self, photo: &Photo) -> Option<f64> {
        let size = photo.size;
        let known = (size.width > 0 && size.height > 0)
            .then(|| f64::from(size.width) / f64::from(size.height));
        if self.target == Target::Preview {
            // What is looked at is small: whoever cannot give a proxy gives nothing.
            return self.proxy(photo).map(|proxy| known.unwrap_or(proxy.ratio));
        }
        // To decode a photo twice for a file would cost as much again as its print.
        let lost = self.originals.lost.lock().unwrap_or_else(PoisonError::into_inner);
        match known {
            _ if lost.contains(&photo.id) => None,
            Some(known) => Some(known),
            None => {
                drop(lost);
                self.proxy(photo).map(|proxy| proxy.ratio)
            }
        }
    }

    /// The picture for a box of `width` × `height` points.
    pub(crate) fn shot(
        &self,
        photo: &Photo,
        focus: Focus,
        width: f64,
        height: f64,
    ) -> Option<Shot> {
        if self.looks == Pictures::Engraving {
            let engraved = self.engraved(photo, focus, (width, height));
            // Whoever makes no engravings shows the photo.
            if engraved.is_some() {
                return engraved;
            }
        }
        if self.target == Target::Preview {
            return self.proxy(photo);
        }
        let pixels = |points: f64| (points / 72.0 * PRINT_PPI).round().max(1.0) as u32;
        let fit = Fit::Cover { width: pixels(width), height: pixels(height), focus };
        // A picture that cannot be had in inks is missing: colours of screens have no
        // place in a file for the press.
        let format = match self.target {
            // A bulletin in one ink has no plates for others, and a copier makes grey of
            // colours anyway.
            Target::Press | Target::Office if self.one_ink => {
                Format::GreyJpeg { quality: 92 }
            }
            Target::Press => Format::CmykJpeg { quality: 92 },
            _ => Format::Jpeg { quality: 86 },
        };
        let shot = self.ask(photo.id, Recipe { fit, format });
        if shot.is_none() {
            let lost = &self.originals.lost;
            lost.lock().unwrap_or_else(PoisonError::into_inner).insert(photo.id);
        }
        shot.map(|shot| Shot { cut: true, ..shot })
    }

    fn engraved(
        &self,
        photo: &Photo,
        focus: Focus,
        (width, height): (f64, f64),
    ) -> Option<Shot> {
        let [paper, screen] = ENGRAVED_PPI;
        let ppi = if self.target == Target::Preview { screen } else { paper };
        let pixels = |points: f64| (points / 72.0 * ppi).round().max(1.0) as u32;
        let fit = Fit::Cover { width: pixels(width), height: pixels(height), focus };
        let wide = width / 72.0 * 25.4;
        let pitch = (wide / LINES).clamp(PITCH_MM[0], PITCH_MM[1]);
        let across = (wide / pitch).round().max(1.0) as u16;
        let shot =
            self.ask(photo.id, Recipe { fit, format: Format::Engraving { across } });
        // A library without engravings may give what it has.
        shot.filter(|shot| shot.bytes.starts_with(b"\x89PNG"))
            .map(|shot| Shot { cut: true, ..shot })
    }

    fn proxy(&self, photo: &Photo) -> Option<Shot> {
        let mut proxies =
            self.studio.proxies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(proxy) = proxies.get_mut(&photo.hash) {
            proxy.used = self.round;
            return Some(proxy.shot.clone());
        }
        let recipe = Recipe {
            fit: Fit::Within { width: PROXY },
            format: Format::Jpeg { quality: 80 },
        };
        let shot = self.ask(photo.id, recipe)?;
        let proxy = Proxy { shot: shot.clone(), used: self.round };
        proxies.insert(photo.hash.clone(), proxy);
        Some(shot)
    }

    fn ask(&self, photo: PhotoId, recipe: Recipe) -> Option<Shot> {
        let rendition = self.originals.library.rendition(photo, &recipe).ok()?;
        let size = rendition.size;
        let ratio = f64::from(size.width.max(1)) / f64::from(size.height.max(1));
        Some(Shot { bytes: Bytes::new(Pixels(rendition.bytes)), ratio, cut: false })
    }
}

/// The bytes of a rendition, shared with whoever made it.
struct Pixels(std::sync::Arc<[u8]>);

impl AsRef<[u8]> for Pixels {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

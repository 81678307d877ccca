//! From a file and recipes to renditions.

use crate::canvas::{PLATE, Picture};
use crate::encode;
use crate::fit::{self, Level, Plan};
use crate::source::Source;
use crate::{PhotoRefused, Words};
use document::{Crop, Fit, Format, PixelSize, Recipe, Rendition};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Goes up whenever the same recipe would give other bytes: a new encoder, another
/// filter. Caches keyed by [`key`] then forget what they hold.
const ENGINE: u32 = 8;

/// Makes the renditions of one photo, in the order of the recipes.
///
/// The file is decoded once for all recipes of a like size; a large JPEG at a half, a
/// quarter or an eighth where they are small. What is decoded for a recipe depends on
/// that recipe alone, so its bytes are the same in whatever company it is asked for.
///
/// Recipes never enlarge: [`Rendition::size`] tells the true size. Values out of
/// range (a width of 0, a quality of 0 or 200) are taken as the nearest in range.
///
/// # Errors
///
/// [`PhotoRefused`] when the file is of another kind, damaged, or too large. A file that
/// merely ends early gives what is there, if that is an eighth of its height at least:
/// [`inspect`](crate::inspect) tells.
pub fn render(bytes: &[u8], recipes: &[Recipe]) -> Result<Vec<Rendition>, PhotoRefused> {
    let source = Source::open(bytes)?;
    let plan = |recipe: &Recipe| fit::plan(source.upright(), recipe.fit);
    made(&source, recipes, recipes.iter().map(plan).collect())
}

/// Makes renditions of a part of a photo, as [`render`] does of the whole: as if nothing
/// else had ever been photographed. The part has the [size](Crop::size) of the crop and
/// begins at a whole pixel.
///
/// # Errors
///
/// As [`render`].
pub fn cut(
    bytes: &[u8],
    crop: Crop,
    recipes: &[Recipe],
) -> Result<Vec<Rendition>, PhotoRefused> {
    let source = Source::open(bytes)?;
    let full = source.upright();
    let part = crop.size(full);
    let start = |share: f64, side: u32, length: u32| {
        ((share * f64::from(side)).round() as u32).min(side - length)
    };
    let start = (
        start(crop.left(), full.width, part.width),
        start(crop.top(), full.height, part.height),
    );
    let plan = |recipe: &Recipe| fit::plan(part, recipe.fit).within(full, part, start);
    made(&source, recipes, recipes.iter().map(plan).collect())
}

fn made(
    source: &Source<'_>,
    recipes: &[Recipe],
    plans: Vec<Plan>,
) -> Result<Vec<Rendition>, PhotoRefused> {
    let words = source.words();
    let levels: BTreeSet<Level> = plans.iter().map(Plan::level).collect();

    let mut renditions = BTreeMap::new();
    for level in levels {
        let canvas = source.decode(level)?;
        // JPEG and AVIF of one size, as the web asks for them, share their cut.
        let mut last: Option<(Plan, Picture)> = None;
        for (at, (recipe, plan)) in recipes.iter().zip(&plans).enumerate() {
            if plan.level() != level {
                continue;
            }
            let picture = match &mut last {
                Some((done, picture)) if done == plan => picture,
                last => {
                    let cut = canvas.cut(plan, source.orientation(), source.stored());
                    &mut last.insert((*plan, cut)).1
                }
            };
            let bytes = encode::encode(picture, recipe.format, &words)?;
            let rendition = Rendition { bytes: Arc::from(bytes), size: picture.size };
            renditions.insert(at, rendition);
        }
    }
    Ok(renditions.into_values().collect())
}

/// Makes a plain grey JPEG that stands for a picture still to come.
///
/// It is small and meant to be stretched to any shape.
pub fn plate() -> Vec<u8> {
    const SIDE: u32 = 16;
    let size = PixelSize { width: SIDE, height: SIDE };
    let rgb = PLATE.repeat((SIDE * SIDE) as usize);
    let plain = Format::Jpeg { quality: 90 };
    encode::encode(&Picture { size, rgb }, plain, &Words::default())
        .expect("sixteen grey pixels square can be encoded")
}

/// Names a recipe for a cache, together with the hash of the original.
///
/// Two recipes share a key exactly when they ask for the same thing. The key is short
/// ASCII and also changes when a new version of this crate makes other bytes.
///
/// ```
/// use document::{Fit, Format, Recipe};
/// let recipe =
///     Recipe { fit: Fit::Within { width: 800 }, format: Format::Jpeg { quality: 80 } };
/// assert!(photo::key(&recipe).ends_with(" within 800 jpeg 80"));
/// ```
pub fn key(recipe: &Recipe) -> String {
    let fit = match recipe.fit {
        Fit::Within { width } => format!("within {}", width.max(1)),
        Fit::Cover { width, height, focus } => {
            let focus = fit::bounded(focus);
            // Zero without its sign, which means nothing here.
            let (x, y) = (focus.x + 0.0, focus.y + 0.0);
            format!("cover {}x{} {x},{y}", width.max(1), height.max(1))
        }
    };
    let (name, quality) = match recipe.format {
        Format::Jpeg { quality } => ("jpeg", u16::from(quality.clamp(1, 100))),
        Format::Avif { quality } => ("avif", u16::from(quality.clamp(1, 100))),
        Format::CmykJpeg { quality } => ("cmyk-jpeg", u16::from(quality.clamp(1, 100))),
        Format::GreyJpeg { quality } => ("grey-jpeg", u16::from(quality.clamp(1, 100))),
        Format::Engraving { across } => ("engraving", across),
    };
    format!("{ENGINE} {fit} {name} {quality}")
}

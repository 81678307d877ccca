//! Cards for social networks: one story, drawn in the design of its bulletin.

use crate::design::Design;
use crate::error::PressError;
use crate::sheets::Pixels;
use crate::typeset::social::{Card, scenery};
use crate::typeset::{self, Originals, Shots, Styles, Target};
use crate::{Press, look};
use document::{
    Article, Edition, Figure, Fit, Focus, Format, Mm, Photo, PhotoLibrary, Recipe, Trim,
};
use std::sync::atomic::Ordering;
use typst::foundations::Smart;
use typst::layout::{Abs, Sides};
use typst_layout::Page;
use typst_render::RenderOptions;

/// The shapes that networks show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardShape {
    /// 1200 × 630 pixels, for links.
    Wide,
    /// 1080 × 1080 pixels, for posts.
    Square,
}

impl CardShape {
    /// Both shapes.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Square];

    /// Pixels across and down.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 630),
            Self::Square => (1080, 1080),
        }
    }
}

/// Pixels to a point: type of a small page is as large on a card as a thumb's width asks.
const SCALE: f64 = 10.0 / 3.0;
/// The page size whose type a card has, in millimetres.
const PAGE: (f64, f64) = (148.0, 210.0);
/// Lines of an engraving across a picture: fewer than on paper, as pixels are larger.
const ENGRAVED_LINES: u16 = 110;

impl Press {
    /// Draws the card of an article. A photo that cannot be had is left out.
    ///
    /// # Errors
    ///
    /// As for [`Press::compose`].
    pub fn card(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
        article: &Article,
        shape: CardShape,
    ) -> Result<Pixels, PressError> {
        let round = self.round.fetch_add(1, Ordering::Relaxed) + 1;
        let side = |mm| Mm::new(mm).expect("a page has a size");
        let trim = Trim { width: side(PAGE.0), height: side(PAGE.1) };
        let target = Target::Screen;
        let measures = design.measures(trim);
        let styles = Styles::new(&self.world, design, measures, target, 0, round)?;
        let originals = Originals::new(photos);
        // A logo is no photo: it is never engraved.
        let looks = (look::Pictures::Photo, false);
        let shots = Shots::new(&self.studio, &originals, target, round, looks);
        let (across, down) = shape.pixels();
        let size = (f64::from(across) / SCALE, f64::from(down) / SCALE);
        let shown = shown(edition, article);
        let picture = |size: (f64, f64)| {
            let Some((photo, focus)) = shown else { return Ok(None) };
            let pixels = |points: f64| (points * SCALE).round().max(1.0) as u32;
            let fit = Fit::Cover { width: pixels(size.0), height: pixels(size.1), focus };
            let format = match styles.look.pictures {
                look::Pictures::Photo => Format::Jpeg { quality: 92 },
                look::Pictures::Engraving => Format::Engraving { across: ENGRAVED_LINES },
            };
            let made = photos.rendition(photo.id, &Recipe { fit, format }).ok();
            made.map(|made| scenery(&styles, made.bytes, size)).transpose()
        };
        let colour = typeset::colour(edition, article, &styles);
        let card = Card { edition, article, colour, size, picture: &picture };
        let frame = card.set(&styles, &shots);
        self.world.tidy(round);
        comemo::evict(10);
        let page = Page {
            frame: frame?,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Auto,
            numbering: None,
            supplement: typst::foundations::Content::empty(),
            number: 1,
        };
        let options = RenderOptions { pixel_per_pt: SCALE.into(), render_bleed: false };
        let drawn = typst_render::render(&page, &options);
        Ok(Pixels { width: drawn.width(), height: drawn.height(), rgba: drawn.take() })
    }
}

/// The first photo of an article, and the point of it to keep in view.
fn shown<'e>(edition: &'e Edition, article: &Article) -> Option<(&'e Photo, Focus)> {
    let mut body = article.body.clone();
    let mut figures: Vec<Figure> = Vec::new();
    document::body::edit_figures(&mut body, &mut |figure| figures.push(figure.clone()));
    figures.iter().find_map(|figure| {
        let shown = edition.resolve(figure);
        shown.photo.map(|photo| (photo, shown.focus))
    })
}

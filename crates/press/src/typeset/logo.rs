//! The logo of a bulletin, in the masthead.
//!
//! Its place follows from the picture's size alone, so that lines are known before any
//! pixel is; it is never cut.

use super::content::Setter;
use super::draw::panel;
use super::photo::Shots;
use super::rows::{self, Items};
use crate::error::PressError;
use crate::look::{Axis, CoverGround};
use document::{Edition, Focus, Photo};
use typst::foundations::{Derived, IntoValue, NativeElement, Smart, Value};
use typst::layout::{Abs, Frame, Length, Point, Rel, Size};
use typst::loading::{DataSource, LoadSource, Loaded};
use typst::syntax::Spanned;
use typst::utils::hash128;
use typst::visualize::{ImageElem, ImageFit};

/// Most height it takes, of the page's: beside the name, and above it.
const TALLEST: (f64, f64) = (0.085, 0.06);
/// Most width it takes, of the masthead's: beside the name, and above it.
const WIDEST: (f64, f64) = (0.24, 0.4);
/// How far the ground it stands on reaches beyond it on a band, in points.
const GROUND: f64 = 4.0;

/// A logo and how large it stands, in points.
pub(crate) struct Logo<'e> {
    photo: &'e Photo,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl<'e> Logo<'e> {
    /// The logo of a bulletin that has one, in a masthead so wide.
    pub(crate) fn of(
        edition: &'e Edition,
        axis: Axis,
        (width, page): (f64, f64),
    ) -> Option<Self> {
        let name = edition.bulletin.settings().logo?;
        let photo = edition.photo_named(&name)?;
        let size = photo.size;
        if size.width == 0 || size.height == 0 {
            return None;
        }
        let (tallest, widest) = match axis {
            Axis::Start => (TALLEST.0, WIDEST.0),
            Axis::Centre => (TALLEST.1, WIDEST.1),
        };
        let ratio = f64::from(size.width) / f64::from(size.height);
        let height = (page * tallest).min(width * widest / ratio);
        Some(Self { photo, width: height * ratio, height })
    }

    /// The picture at this place; nothing when it cannot be had.
    pub(crate) fn place(
        &self,
        items: &mut Items,
        (x, y): (f64, f64),
        setter: &Setter<'_, '_>,
        edition: &Edition,
        shots: &Shots<'_>,
    ) -> Result<(), PressError> {
        let (width, height) = (self.width, self.height);
        let shot = shots.shot(self.photo, Focus::CENTRE, width, height);
        let Some(shot) = shot else { return Ok(()) };
        let styles = setter.styles;
        let mut ground = Frame::soft(Size::zero());
        // A logo with a white ground is no patch on the band: it stands on a card.
        if styles.look.cover.ground == CoverGround::Band {
            let at = (x - GROUND, y - GROUND);
            let size = (width + 2.0 * GROUND, height + 2.0 * GROUND);
            panel(&mut ground, at, size, 2.0 * GROUND, styles.colour("paper"));
        }
        items.extend(rows::flatten(&ground));
        let alt = match self.photo.alt.trim() {
            "" => edition.bulletin.name().trim(),
            own => own,
        };
        let source = Derived::new(
            DataSource::Bytes(shot.bytes.clone()),
            Loaded::new(Spanned::detached(LoadSource::Bytes), shot.bytes),
        );
        let length = |points: f64| Rel::from(Length::from(Abs::pt(points)));
        let image = ImageElem::new(source)
            .with_width(Smart::Custom(length(width)))
            .with_height(Length::from(Abs::pt(height)).into())
            .with_fit(ImageFit::Stretch)
            .with_alt(Some(if alt.is_empty() { "Logo" } else { alt }.into()))
            .pack();
        let lengths = [width, height, 0.0, 0.0].map(|l| Abs::pt(l).into_value());
        let arguments = std::iter::once(image.into_value()).chain(lengths);
        let whole = styles.call("cropped", arguments)?.into_value();
        let gap = Abs::zero().into_value();
        let figure = styles.call("picture", [whole, Value::None, gap, setter.lang()])?;
        let key = hash128(&("logo", self.photo.id));
        let frame = styles.lay(&figure, width, key)?;
        let to = Point::new(Abs::pt(x), Abs::pt(y));
        items.extend(rows::flatten(&frame).into_iter().map(|(at, item)| (at + to, item)));
        Ok(())
    }
}

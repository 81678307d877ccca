//! Figures at their places: pictures cut to their boxes, with captions and tags.

use super::assemble::Binder;
use super::figure::{Picture, Plate};
use super::rows::push;
use super::story::StorySet;
use crate::block::BlockKind;
use crate::error::PressError;
use crate::sheets;
use document::{Mm, Remark, Severity};
use typst::foundations::{Content, Derived, IntoValue, NativeElement, Smart, Value};
use typst::layout::{Abs, Frame, Length, Point, Rel, Size};
use typst::loading::{DataSource, LoadSource, Loaded};
use typst::syntax::Spanned;
use typst::utils::hash128;
use typst::visualize::{ImageElem, ImageFit};

/// Below this many pixels per inch a reader sees that a picture is poor.
pub(super) const POOR_PPI: f64 = 150.0;
/// Below this many a picture is softer than the printer can show.
const SOFT_PPI: f64 = 200.0;

impl Binder<'_, '_> {
    /// A figure at its place on the page, over so many units: pictures, then the words
    /// below.
    pub(super) fn plate(
        &mut self,
        page: usize,
        story: &StorySet,
        index: usize,
        (x, y, units): (f64, f64, u32),
        lines: u32,
    ) -> Result<Frame, PressError> {
        let grid = self.grid;
        let mut frame = Frame::soft(Size::new(Abs::pt(grid.width), Abs::pt(grid.height)));
        let plate = &story.plates[index];
        let words = plate.words(units);
        let height = words.map_or(0.0, |words| words.height().to_pt());
        let whole = f64::from(grid.lines_of(height)) * grid.baseline;
        let width = grid.span(units);
        let (block, height) = match plate {
            Plate::Words { boxed, block, .. } => {
                if let Some(words) = words {
                    if *boxed {
                        let owner = hash128(&(story.article, *block));
                        self.ground(&mut frame, (page, owner), (x, y, width, whole));
                    }
                    push(&mut frame, Point::new(Abs::pt(x), Abs::pt(y)), words);
                    let rect = (x, y, width, whole);
                    self.block(page, Some(story), BlockKind::Aside, rect);
                }
                (*block, height)
            }
            Plate::Pictures { pictures, caption, block, .. } => {
                let mut top = y;
                let rows: Vec<&[Picture]> =
                    pictures.chunks(grid.abreast(units) as usize).collect();
                let count = rows.len() as u32;
                let alone = pictures.len() == 1;
                for (number, row) in rows.into_iter().enumerate() {
                    // Rows share the lines; the first ones take what is left over.
                    let extra = u32::from((number as u32) < lines % count.max(1));
                    let row_lines = lines / count.max(1) + extra;
                    let height = grid.picture_height(row_lines);
                    let ratios: f64 = row.iter().map(|picture| picture.ratio).sum();
                    let gap = grid.between_pictures();
                    let gaps = (row.len() - 1) as f64 * gap;
                    let mut left = x;
                    for picture in row {
                        let mut width = (width - gaps) * picture.ratio / ratios;
                        let box_width = width;
                        // The outer edge of a right-hand page.
                        let look = &self.setter.styles.look;
                        if look.bleed
                            && units == grid.units
                            && alone
                            && page.is_multiple_of(2)
                        {
                            let bleed = sheets::BLEED_MM / 25.4 * 72.0;
                            width = grid.width + bleed - left;
                        }
                        let words = caption.as_ref().filter(|_| alone);
                        let (what, size) = ((page, story, picture), (width, height));
                        let set = self.picture(what, size, words, "cropped")?;
                        let hung = top + grid.hang;
                        let at = Point::new(Abs::pt(left), Abs::pt(hung));
                        if let Some(set) = set {
                            push(&mut frame, at, &set);
                            let (ratio, shown) = (picture.ratio, width / height);
                            let kind = BlockKind::Picture { ratio, shown };
                            let rect = (left, hung, box_width, height);
                            self.block(page, Some(story), kind, rect);
                        }
                        left += box_width + gap;
                    }
                    top += f64::from(row_lines) * grid.baseline;
                }
                if let Some(words) = words.filter(|_| !alone) {
                    push(&mut frame, Point::new(Abs::pt(x), Abs::pt(top)), words);
                }
                if words.is_some() {
                    let rect = (x, top, width, whole);
                    self.block(page, Some(story), BlockKind::Caption, rect);
                }
                (*block, top - y + height)
            }
        };
        let spot = (x, y, width, height);
        self.spot(page, story, sheets::Part::Figure { block }, spot);
        Ok(frame)
    }

    /// One picture cut to its box in this style, tagged with its alternative text and
    /// caption.
    pub(super) fn picture(
        &mut self,
        (page, story, picture): (usize, &StorySet, &Picture),
        (width, height): (f64, f64),
        caption: Option<&Content>,
        style: &'static str,
    ) -> Result<Option<Frame>, PressError> {
        self.check_ppi(page, story, picture, (width, height));
        let styles = self.setter.styles;
        let shot = self.shots.shot(&picture.photo, picture.focus, width, height);
        let Some(shot) = shot else {
            self.remarks.push(
                Remark::new("photo.missing", Severity::Must)
                    .article(story.article)
                    .photo(picture.photo.id)
                    .with("name", picture.name.clone()),
            );
            return Ok(None);
        };
        let (mut wide, mut high, mut dx, mut dy) = (width, height, 0.0, 0.0);
        if !shot.cut {
            if shot.ratio > width / height {
                wide = height * shot.ratio;
            } else {
                high = width / shot.ratio;
            }
            let shift = |box_: f64, all: f64, focus: f64| {
                (box_ / 2.0 - all * focus).clamp((box_ - all).min(0.0), 0.0)
            };
            dx = shift(width, wide, picture.focus.x);
            dy = shift(height, high, picture.focus.y);
        }
        let source = Derived::new(
            DataSource::Bytes(shot.bytes.clone()),
            Loaded::new(Spanned::detached(LoadSource::Bytes), shot.bytes),
        );
        let length = |points: f64| Rel::from(Length::from(Abs::pt(points)));
        let image = ImageElem::new(source)
            .with_width(Smart::Custom(length(wide)))
            .with_height(Length::from(Abs::pt(high)).into())
            .with_fit(ImageFit::Stretch)
            .with_alt(Some(picture.alt.as_str().into()))
            .pack();
        let lengths = [width, height, dx, dy].map(|l| Abs::pt(l).into_value());
        let arguments = std::iter::once(image.into_value()).chain(lengths);
        let cropped = styles.call(style, arguments)?;
        let lang = story.lang.as_str().into_value();
        let caption = caption.map_or(Value::None, |c| c.clone().into_value());
        let gap = Abs::pt(self.grid.below).into_value();
        let figure =
            styles.call("picture", [cropped.into_value(), caption, gap, lang])?;
        let key = hash128(&("picture", story.key, picture.photo.id, page, &picture.alt));
        styles.lay(&figure, width, key).map(Some)
    }

    pub(super) fn check_ppi(
        &mut self,
        page: usize,
        story: &StorySet,
        picture: &Picture,
        (width, height): (f64, f64),
    ) {
        // The whole picture is as wide as it must be for its crop to fill the box.
        let whole = width.max(height * picture.ratio);
        let Some(printed) = Mm::new(whole / 72.0 * 25.4) else { return };
        let ppi = picture.photo.size.ppi(printed);
        if picture.photo.size.width > 0 && ppi < SOFT_PPI {
            let remark = match ppi < POOR_PPI {
                true => Remark::new("photo.low_ppi", Severity::Should),
                false => Remark::new("photo.soft_ppi", Severity::Could),
            };
            self.remarks.push(
                remark
                    .article(story.article)
                    .photo(picture.photo.id)
                    .page(page as u32 + 1)
                    .with("name", picture.name.clone())
                    .with("ppi", ppi.round().to_string()),
            );
        }
    }
}

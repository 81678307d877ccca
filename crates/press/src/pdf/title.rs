//! The title alone, as it stands at the head of page 1: what a licence file asks for.

use super::{Meta, PdfRefused, info, numbered, plain};
use typst::foundations::Smart;
use typst::layout::{Abs, Frame, Point, Sides, Size};
use typst_layout::{Page, PagedDocument};

/// Keeps the head of the first page, down to `height` points, and drops everything that
/// begins below it.
pub(crate) fn cut(document: &PagedDocument, height: f64) -> Option<PagedDocument> {
    let first = document.pages().first()?;
    let (whole, height) = (numbered(first, 0), Abs::pt(height));
    let mut frame = Frame::hard(Size::new(whole.frame.width(), height));
    let above = |(at, _): &&(Point, _)| at.y < height - Abs::pt(1.0);
    for (at, item) in whole.frame.items().filter(above) {
        frame.push(*at, item.clone());
    }
    let bleed = Sides::splat(Abs::zero());
    let page = Page { frame, bleed, fill: Smart::Auto, ..whole };
    let info = typst::model::DocumentInfo::default();
    Some(PagedDocument::new([page].into_iter().collect(), info))
}

/// Writes the title as a PDF.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] when it cannot be exported.
pub(crate) fn write(
    document: &PagedDocument,
    meta: &Meta,
) -> Result<Vec<u8>, PdfRefused> {
    let pages = document.pages().iter().cloned().collect();
    plain(&PagedDocument::new(pages, info(meta)), meta, "masthead", false)
}

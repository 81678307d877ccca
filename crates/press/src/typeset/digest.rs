//! Short news in a column of its own at the outer edge: set small, below a date or a
//! figure as large as it is told about in the village.

use super::assemble::Binder;
use super::content::Setter;
use super::draw::panel;
use super::flow::{Flower, Row};
use super::heads::Head;
use super::rows;
use crate::error::PressError;
use crate::plan::Item;
use crate::sheets::BLEED_MM;
use document::{Article, Block, Inline};
use std::num::NonZeroUsize;
use typst::foundations::{Content, IntoValue, NativeElement, Smart};
use typst::layout::{Abs, Frame, Point};
use typst::model::{HeadingElem, ParElem};
use typst::text::{LinebreakElem, TextElem};
use typst::utils::hash128;

/// Most words of a story that stands there.
const MOST_WORDS: usize = 60;
/// Most characters of the date or figure above it.
const MOST_LETTERS: usize = 8;

/// A story as it stands in the column.
pub(super) struct Digest {
    pub(super) head: Head,
    pub(super) rows: Vec<Row>,
}

/// Sets a story that is short enough, and nothing but words; `None` when it is not.
pub(super) fn digest(
    setter: &Setter<'_, '_>,
    article: &Article,
    (title, byline): (&str, &str),
    key: u128,
) -> Result<Option<Digest>, PressError> {
    let grid = setter.styles.measures.grid;
    if grid.digest == 0 || title.is_empty() || !is_short(article) {
        return Ok(None);
    }
    let key = hash128(&(key, "digest"));
    let head = head(setter, &article.kicker, title, key)?;
    let mut flower = Flower::new(setter, &[grid.digest], key, true);
    for (index, block) in article.body.blocks.iter().enumerate() {
        let Block::Paragraph(text) = block else { continue };
        flower.block = index;
        let content = setter.paragraph(text)?.into_value();
        let content = setter.styles.call("digest", [content, setter.lang()])?;
        flower.rows(&content, true)?;
    }
    if !byline.is_empty() {
        flower.byline(byline)?;
    }
    let mut rows = flower.flow.measures.pop().map(|measure| measure.rows);
    let mut rows = rows.take().unwrap_or_default();
    let Some(last) = rows.last_mut() else { return Ok(None) };
    // Air before what comes next.
    last.shape.lines += 1;
    Ok(Some(Digest { head, rows }))
}

fn is_short(article: &Article) -> bool {
    let body = &article.body;
    let plain = |block: &Block| matches!(block, Block::Paragraph(_));
    let words: usize =
        document::body::paragraphs(body).iter().map(|text| vntext::words(text)).sum();
    body.blocks.iter().all(plain)
        && body.notes.is_empty()
        && document::body::photo_names(body).is_empty()
        && article.lead.trim().is_empty()
        && (1..=MOST_WORDS).contains(&words)
}

/// The words above: a date or a figure if there is one, and the title.
fn head(
    setter: &Setter<'_, '_>,
    kicker: &str,
    title: &str,
    key: u128,
) -> Result<Head, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let width = grid.span(grid.digest);
    let (label, entry, title) = split(kicker.trim(), title);
    let mut items = Vec::new();
    let mut top = 0.0;
    if !label.is_empty() {
        let content = ParElem::new(setter.words(label)).pack().into_value();
        let arguments = [content, setter.lang(), "accent".into_value()];
        let content = styles.call("kicker", arguments)?;
        let frame = styles.lay(&content, width, hash128(&(key, "kicker")))?;
        top = f64::from(grid.lines_of(frame.height().to_pt())) * grid.baseline;
        items.extend(rows::flatten(&frame));
    }
    let mut parts = Vec::new();
    if !entry.is_empty() {
        parts.push(styles.call("digest-entry", [TextElem::packed(entry).into_value()])?);
        parts.push(LinebreakElem::shared().clone());
    }
    parts.push(setter.heads(&[Inline::Text(title.to_owned())])?);
    let heading = HeadingElem::new(Content::sequence(parts))
        .with_level(Smart::Custom(NonZeroUsize::MIN))
        .with_bookmarked(Smart::Custom(false))
        .pack();
    let content = styles.call("digest-head", [heading.into_value(), setter.lang()])?;
    let frame = styles.lay(&content, width, hash128(&(key, "title")))?;
    let down = Point::with_y(Abs::pt(top));
    let below = rows::flatten(&frame).into_iter();
    items.extend(below.map(|(at, item)| (at + down, item)));
    let lines = grid.lines_of(top + frame.height().to_pt());
    let frame = rows::frame(items, width, f64::from(lines) * grid.baseline);
    Ok(Head { frame, title: top, size: styles.measures.size("furniture"), light: false })
}

/// The words above the title, the date or figure, and the title: what is short enough
/// stands large, be it the words above or what comes before a colon.
fn split<'t>(kicker: &'t str, title: &'t str) -> (&'t str, &'t str, &'t str) {
    let is_entry = |text: &str| {
        let letters = text.chars().count();
        (1..=MOST_LETTERS).contains(&letters)
    };
    if is_entry(kicker) && kicker.contains(|c: char| c.is_ascii_digit()) {
        return ("", kicker, title);
    }
    if let Some((before, rest)) = title.split_once(':') {
        let day = before.trim().trim_start_matches("Ngày ").trim();
        if is_entry(day) && !rest.trim().is_empty() {
            return (kicker, day, rest.trim());
        }
    }
    (kicker, "", title)
}

impl Binder<'_, '_> {
    /// The ground of the short news, off the sheet at the outer edge.
    pub(super) fn digest_ground(&self, frame: &mut Frame, page: usize, items: &[Item]) {
        let grid = self.grid;
        if !items.iter().any(|item| item.story.is_some() && grid.is_digest(item.units)) {
            return;
        }
        let bleed = BLEED_MM / 25.4 * 72.0;
        let gap = grid.gutter * 0.5;
        let width = grid.outer + grid.span(grid.digest) + gap + bleed;
        let left = match page % 2 {
            1 => -bleed,
            _ => grid.width - width + bleed,
        };
        // From the rule below the folio to the foot of the sheet.
        let top = grid.top - 0.4 * grid.baseline;
        let size = (width, grid.height - top + bleed);
        panel(frame, (left, top), size, 0.0, self.colour("tint"));
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_date_or_a_figure_stands_large() {
        assert_eq!(split("", "18-3: Đổi công"), ("", "18-3", "Đổi công"));
        assert_eq!(split("", "Ngày 18-3: Đổi công"), ("", "18-3", "Đổi công"));
        assert_eq!(split("86.000", "Giá mật"), ("", "86.000", "Giá mật"));
        assert_eq!(split("Báo bà con", "Rằm: Họp mặt"), ("Báo bà con", "Rằm", "Họp mặt"));
        assert_eq!(split("Tin", "Đổi công"), ("Tin", "", "Đổi công"));
        let long = "Trung tâm học tập cộng đồng: lịch mở lớp";
        assert_eq!(split("", long), ("", "", long));
    }
}

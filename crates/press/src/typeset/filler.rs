//! House words that fill a gap: the bulletin's name, and where to send news.
//!
//! The name is decoration and not read; where to write to is a paragraph like any other.

use super::content::Setter;
use super::masthead::{Fitted, fit};
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Edition, Key, Lang};
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::ParElem;
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::Geometry;

/// The name is never larger than this much of the width it may have.
const SHARE: f64 = 0.78;
/// A panel as low as this has the name and the words side by side, if it is wide enough.
const LOW: u32 = 9;

/// Sets the panel over so many units and lines. Like a picture it hangs from the
/// capitals of its first line and stands on the baseline of its last.
pub(crate) fn filler(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    (units, lines): (u32, u32),
    key: u128,
) -> Result<Frame, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let (width, height) = (grid.span(units), grid.picture_height(lines).max(0.0));
    let size = Size::new(Abs::pt(width), Abs::pt(height));
    let tint = Geometry::Rect(size).filled(styles.colour("tint"));
    let mut items: Items = vec![(
        Point::with_y(Abs::pt(grid.hang)),
        FrameItem::Shape(tint, Span::detached()),
    )];
    let pad = (grid.baseline * 1.1).min(height / 8.0);
    let (across, down) = (width - 2.0 * pad, height - 2.0 * pad);
    let beside = lines <= LOW && units > grid.leg && units * 3 > grid.units;
    let (name_width, words_width) = match beside {
        true => (across * 0.56 - grid.gutter / 2.0, across * 0.44 - grid.gutter / 2.0),
        false => (across, across),
    };
    let most = if beside { down } else { down * 0.55 };
    let words = words(setter, edition, words_width, most, key)?;
    let words_height = words.as_ref().map_or(0.0, |words| words.height().to_pt());
    let gap = (grid.baseline * 0.8).min(down * 0.12);
    let gap = if beside || words.is_none() { 0.0 } else { gap };
    let room = if beside { down } else { down - words_height - gap };
    let name = name(setter, edition, name_width, room.min(grid.baseline * 7.0))?;
    let name_height = name.as_ref().map_or(0.0, |name| name.height);
    let top = grid.hang + pad;
    let (name_y, words_at) = match beside {
        // Both end on one line.
        true => {
            let foot = top + (down + name_height.max(words_height)) / 2.0;
            let x = width - pad - words_width;
            (foot - name_height, (x, foot - words_height))
        }
        false => {
            let y = top + (down - name_height - gap - words_height) / 2.0;
            (y, (pad, y + name_height + gap))
        }
    };
    if let Some(name) = name {
        put(&mut items, &name.frame, (pad - name.left, name_y));
    }
    if let Some(words) = words {
        put(&mut items, &words, words_at);
    }
    Ok(rows::frame(items, width, grid.hang + height))
}

fn name(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    width: f64,
    height: f64,
) -> Result<Option<Fitted>, PressError> {
    let name = edition.bulletin.name().trim();
    if name.is_empty() || height < setter.styles.measures.grid.baseline {
        return Ok(None);
    }
    fit(setter, ("filler-name", name), (width, SHARE), height).map(Some)
}

/// Where to send news; as much of it as stays below `most` points of height.
fn words(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    width: f64,
    most: f64,
    key: u128,
) -> Result<Option<Frame>, PressError> {
    let text = |key: Key| edition.text(key).trim();
    let mut ways = vec![text(Key::Email), text(Key::Phone), text(Key::Address)];
    ways.retain(|way| !way.is_empty());
    let ask = match setter.lang {
        Lang::Vi => "Gửi tin, bài, ảnh về ban biên tập",
        Lang::En => "Send news, stories and pictures to the editors",
    };
    let known = ways.len();
    for count in (0..=known).rev() {
        let words = match count {
            // Without an address the line would lead nowhere.
            0 => [text(Key::Tagline), text(Key::PublishingBody)]
                .into_iter()
                .find(|words| !words.is_empty())
                .unwrap_or_default()
                .to_owned(),
            _ => format!("{ask}: {}", ways[..count].join(" · ")),
        };
        if words.is_empty() {
            continue;
        }
        let content = ParElem::new(setter.text(&words)).pack().into_value();
        let content = setter.styles.call("filler-words", [content, setter.lang()])?;
        let frame = setter.styles.lay(&content, width, hash128(&(key, "words")))?;
        if frame.height().to_pt() <= most {
            return Ok(Some(frame));
        }
    }
    Ok(None)
}

fn put(items: &mut Items, frame: &Frame, (x, y): (f64, f64)) {
    let to = Point::new(Abs::pt(x), Abs::pt(y));
    items.extend(rows::flatten(frame).into_iter().map(|(at, item)| (at + to, item)));
}

//! What pages carry beside stories: folios, and the lines that send a reader on.

use super::Target;
use super::content::Setter;
use super::masthead;
use super::story::StorySet;
use crate::error::PressError;
use document::{Edition, Lang};
use ecow::EcoString;
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::Frame;
use typst::model::{DirectLinkElem, ParElem};
use typst::utils::hash128;

/// The line at the head of an inner page.
pub(crate) fn folio(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    page: usize,
    section: &str,
) -> Result<Frame, PressError> {
    let grid = setter.styles.measures.grid;
    let date = format!(
        "{} · {}",
        masthead::number(edition),
        edition.issue.date.long(setter.lang)
    );
    let content = setter.styles.call(
        "folio",
        [
            setter.words(&(page + 1).to_string()).into_value(),
            setter.words(edition.bulletin.name()).into_value(),
            setter.words(&date).into_value(),
            setter.words(section).into_value(),
            page.is_multiple_of(2).into_value(),
            setter.lang(),
        ],
    )?;
    let width = grid.span(grid.units) + grid.aside;
    setter.styles.lay(&content, width, hash128(&("folio", page)))
}

/// "Continued on page …". In the file to read it leads there.
pub(crate) fn jump(
    setter: &Setter<'_, '_>,
    page: u32,
    story: &StorySet,
    width: f64,
) -> Result<Frame, PressError> {
    let text = match setter.lang {
        Lang::Vi => format!("Xem tiếp trang {page}"),
        Lang::En => format!("Continued on page {page}"),
    };
    turn(setter, ("jump", &text), page, story, width)
}

/// "Continued from page …". In the file to read it leads back.
pub(crate) fn onward(
    setter: &Setter<'_, '_>,
    page: u32,
    story: &StorySet,
    width: f64,
) -> Result<Frame, PressError> {
    let text = match setter.lang {
        Lang::Vi => format!("Tiếp theo trang {page}"),
        Lang::En => format!("Continued from page {page}"),
    };
    turn(setter, ("onward", &text), page, story, width)
}

/// A line that sends the reader to another page. The file reads a story in one go, so
/// to a listener it is no part of it; where it is a link it must be read all the same.
fn turn(
    setter: &Setter<'_, '_>,
    (style, text): (&'static str, &str),
    page: u32,
    story: &StorySet,
    width: f64,
) -> Result<Frame, PressError> {
    let words = setter.words(text);
    let words = match setter.styles.target {
        Target::Screen => {
            let to = story.part((page as usize).saturating_sub(1));
            let alt = EcoString::from(format!("{text}: {}", story.name));
            ParElem::new(DirectLinkElem::new(to, words, Some(alt)).pack()).pack()
        }
        _ => setter.styles.call("unread", [words.into_value()])?,
    };
    let content = setter.styles.call(style, [words.into_value(), setter.lang()])?;
    setter.styles.lay(&content, width, hash128(&(style, story.key, page)))
}

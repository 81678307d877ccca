//! What pages carry beside stories: folios, jump lines and "in this issue".

use super::Target;
use super::content::Setter;
use super::headline::Manner;
use super::masthead;
use super::phrase::Phrase;
use super::rows::{self, Items};
use super::story::StorySet;
use crate::error::PressError;
use document::{Edition, Lang};
use ecow::EcoString;
use std::sync::Arc;
use typst::foundations::{IntoValue, NativeElement, Value};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{DirectLinkElem, ParElem};
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry};

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
    setter.styles.lay(&content, grid.span(grid.columns), hash128(&("folio", page)))
}

/// "Continued on page …".
pub(crate) fn jump(
    setter: &Setter<'_, '_>,
    page: u32,
    key: u128,
) -> Result<Frame, PressError> {
    let text = match setter.lang {
        Lang::Vi => format!("Xem tiếp trang {page}"),
        Lang::En => format!("Continued on page {page}"),
    };
    let words = setter.words(&text).into_value();
    let content = setter.styles.call("jump", [words, setter.lang()])?;
    let width = setter.styles.measures.grid.span(1);
    setter.styles.lay(&content, width, hash128(&("jump", key, page)))
}

/// "Continued from page …", with the title when there is room for it.
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
    let line = setter.styles.measures.grid.baseline * 1.5;
    let mut frame = Frame::default();
    for title in [setter.words(&story.title).into_value(), Value::None] {
        let words = setter.words(&text).into_value();
        let content = setter.styles.call("onward", [words, title, setter.lang()])?;
        let key = hash128(&("onward", story.key, page));
        frame = setter.styles.lay(&content, width, key)?;
        if frame.height().to_pt() < line {
            break;
        }
    }
    Ok(frame)
}

/// "In this issue": the stories that begin on other pages, as many as there is room for.
pub(crate) fn index(
    setter: &Setter<'_, '_>,
    stories: &[Arc<StorySet>],
    begins: &[Option<usize>],
    lines: u32,
) -> Result<Items, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let width = grid.span(1);
    let mut items = Items::new();
    let title = match setter.lang {
        Lang::Vi => "Trong số này",
        Lang::En => "In this issue",
    };
    let title = ParElem::new(setter.words(title)).pack().into_value();
    let content = styles.call("index-title", [title, setter.lang()])?;
    let frame = styles.lay(&content, width, hash128("index title"))?;
    items.extend(rows::flatten(&frame));
    let mut y = grid.baseline;
    let room = f64::from(lines) * grid.baseline;
    let mut entries: Vec<(usize, &StorySet)> = stories
        .iter()
        .zip(begins)
        .filter_map(|(story, page)| Some(((*page)?, story.as_ref())))
        .filter(|(page, story)| *page > 0 && !story.title.is_empty())
        .collect();
    entries.sort_by_key(|(page, _)| *page);
    let links = styles.target == Target::Screen;
    for (page, story) in entries {
        let alt = match setter.lang {
            Lang::Vi => format!("{}, trang {}", story.title, page + 1),
            Lang::En => format!("{}, page {}", story.title, page + 1),
        };
        let manner = Manner {
            style: "head",
            size: styles.measures.size("brief_head"),
            weight: Some("semibold"),
            level: None,
            most: 4,
            link: links.then_some((story.place(), alt.as_str())),
        };
        let key = hash128(&("index", story.key));
        let title = Phrase::plain(setter, &story.title);
        let title = setter.headline(&title, manner, width - 24.0, key)?;
        let height = title.height().to_pt();
        if y + grid.baseline * 0.9 + height > room {
            break;
        }
        y += grid.baseline * 0.55;
        let hair = FixedStroke::from_pair(styles.colour("hair"), Abs::pt(0.35));
        let line = Geometry::Line(Point::with_x(Abs::pt(width))).stroked(hair);
        let at = Point::with_y(Abs::pt(y));
        items.push((at, FrameItem::Shape(line, Span::detached())));
        y += grid.baseline * 0.35;
        let mut words = setter.words(&(page + 1).to_string());
        if links {
            let alt = Some(EcoString::from(alt.as_str()));
            words = DirectLinkElem::new(story.place(), words, alt).pack();
        }
        let words = ParElem::new(words).pack().into_value();
        let content = styles.call("index-number", [words, setter.lang()])?;
        let number =
            styles.lay(&content, width, hash128(&("index number", story.key)))?;
        let down = Point::with_y(Abs::pt(y));
        for frame in [&title, &number] {
            items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + down, i)));
        }
        y += height;
    }
    Ok(items)
}

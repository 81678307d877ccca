//! The head of page 1: what the law asks for, set to fit any name.
//!
//! Press Law 103/2016/QH13 art. 34(1)b: the words "BẢN TIN" at the top, the name under
//! them, then the publishing body and the day of publication.

use super::breaks;
use super::content::Setter;
use super::headline::{TIGHTEST, restack};
use super::logo::Logo;
use super::photo::Shots;
use super::rows::{self, Items};
use super::style::{Styles, WIDE};
use crate::error::PressError;
use crate::look::Axis;
use document::{Edition, Key, Lang};
use typst::foundations::{Content, IntoValue, NativeElement, Value};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::ParElem;
use typst::syntax::Span;
use typst::text::{LinebreakElem, TextElem};
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry};

/// Ways to set the name, the best one first; the others must earn their place by setting
/// it larger. A masthead is read as one word, so a line more is worse than a line from
/// edge to edge.
const WAYS: [Way; 5] = [
    Way { lines: 1, share: 0.68, tallest: 0.108, worth: 1.0 },
    Way { lines: 1, share: 1.0, tallest: 0.108, worth: 0.72 },
    Way { lines: 2, share: 0.72, tallest: 0.125, worth: 0.66 },
    Way { lines: 2, share: 1.0, tallest: 0.125, worth: 0.56 },
    Way { lines: 3, share: 1.0, tallest: 0.14, worth: 0.42 },
];

/// One way to set a name.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) lines: usize,
    /// Of the width it may have.
    pub(crate) share: f64,
    /// Of the height it may have.
    pub(crate) tallest: f64,
    /// By this the type size counts when ways are compared.
    pub(crate) worth: f64,
}

/// The head of page 1, placed from the left edge of the text and the top of the page.
pub(crate) struct Masthead {
    pub(crate) items: Items,
    /// Lines of the grid it takes, with the space below.
    pub(crate) lines: u32,
}

/// The number of the issue as the masthead prints it: `Số 9` or `No. 9`.
pub(crate) fn number(edition: &Edition) -> String {
    let number = edition.issue.number;
    let running = edition.text(Key::RunningNo).trim();
    let mut text = match edition.bulletin.lang {
        Lang::Vi => format!("Số {number}"),
        Lang::En => format!("No. {number}"),
    };
    // A series that counts through says the same twice.
    if !running.is_empty() && running != number.to_string() {
        text.push_str(&format!(" ({running})"));
    }
    text
}

/// Sets the masthead. Without `shots` its logo stays blank: lines are all that is
/// wanted.
pub(crate) fn masthead(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    shots: Option<&Shots<'_>>,
) -> Result<Masthead, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let look = &styles.look.masthead;
    let width = grid.span(grid.units) + grid.aside;
    let centred = look.axis == Axis::Centre;
    let name = edition.bulletin.name().trim();
    let mut items: Items = Vec::new();
    let mut y = match look.top > 0.0 {
        true => look.top / 25.4 * 72.0,
        false => (grid.top * 0.5).max(17.0),
    };
    for thickness in &look.above {
        rule(&mut items, styles, y + thickness / 2.0, width, *thickness);
        y += thickness + 1.6;
    }
    if !look.above.is_empty() {
        y += grid.baseline * if centred { 0.8 } else { 0.3 };
    }

    // A logo stands above the words on the centre line, else beside them.
    let logo = Logo::of(edition, look.axis, (width, grid.height));
    let beside = logo.as_ref().filter(|_| !centred);
    let inset = beside.map_or(0.0, |logo| logo.width + grid.gutter);
    if let (Some(logo), true) = (&logo, centred) {
        if let Some(shots) = shots {
            let at = ((width - logo.width) / 2.0, y);
            logo.place(&mut items, at, setter, edition, shots)?;
        }
        y += logo.height + grid.baseline * 0.6;
    }
    let top = y;
    // What stands beside a logo has the rest of the width.
    let (whole, width) = (width, width - inset);

    let kind = match (edition.text(Key::KindWord).trim(), setter.lang) {
        ("", Lang::Vi) => "BẢN TIN",
        ("", Lang::En) => "BULLETIN",
        (own, _) => own,
    };
    // "BẢN TIN / Bản tin Hậu Giang" says the same twice.
    if !crate::begins_with(name, kind) {
        let frame =
            part(setter, "kind-word", [setter.words(kind).into_value()], width, 1)?;
        // The grid's own space above the letters is not wanted here.
        let kind_height = grid.above;
        place(&mut items, &frame, inset, y - grid.hang);
        y += kind_height - grid.hang;
    }

    // The description, when there is no room beside the name.
    let mut below = "";
    if !name.is_empty() {
        let mut ways = WAYS;
        ways[0].share = look.share;
        for way in &mut ways {
            way.tallest *= look.tallest / WAYS[0].tallest;
        }
        let fitted = fit(setter, ("name", name), (width, grid.height), &ways)?;
        y += look.gap;
        let x = if centred { (width - fitted.width) / 2.0 } else { inset };
        place(&mut items, &fitted.frame, x - fitted.left, y);
        let tagline = edition.text(Key::Tagline).trim();
        if !tagline.is_empty() {
            let room = width - fitted.width - grid.gutter;
            let mut column = room.min(grid.span(grid.leg)).max(1.0);
            let set = |width| {
                part(setter, "tagline", [setter.text(tagline).into_value()], width, 2)
            };
            let mut frame = set(column)?;
            // As narrow as its lines allow, so that they are of one length.
            for share in [0.9, 0.8, 0.7, 0.6] {
                let narrow = set(room.min(grid.span(grid.leg)).max(1.0) * share)?;
                if narrow.height() > frame.height() {
                    break;
                }
                column = room.min(grid.span(grid.leg)).max(1.0) * share;
                frame = narrow;
            }
            if !centred && room > 60.0 && frame.height().to_pt() <= fitted.baseline {
                // Its last line stands on the baseline of the name.
                let up = frame.height().to_pt() - grid.below;
                let x = inset + width - column;
                place(&mut items, &frame, x, y + fitted.baseline - up);
                y += fitted.height;
            } else {
                y += fitted.height;
                below = tagline;
            }
        } else {
            y += fitted.height;
        }
    }

    if let Some(logo) = beside {
        // At the middle of the words beside it.
        let at = (0.0, top + (y - top - logo.height).max(0.0) / 2.0);
        if let Some(shots) = shots {
            logo.place(&mut items, at, setter, edition, shots)?;
        }
        y = y.max(top + logo.height);
    }
    let width = whole;

    let words = |key| {
        let text = edition.text(key).trim();
        if text.is_empty() { Value::None } else { setter.text(text).into_value() }
    };
    let (above, body) = (words(Key::GoverningBody), words(Key::PublishingBody));
    let mut taken = 0.0;
    let line_y = y + 2.0;
    if above != Value::None || body != Value::None {
        let frame = part(setter, "publisher", [above, body], width, 3)?;
        place(&mut items, &frame, 0.0, line_y);
        y = line_y + frame.height().to_pt();
        let lines = grid.lines_of(frame.height().to_pt());
        taken = if lines > 1 { width } else { right(&frame) };
    }
    if !below.is_empty() {
        let text = setter.text(below).into_value();
        let frame = part(setter, "publisher", [text, Value::None], width, 2)?;
        let (wide, high) = (right(&frame), frame.height().to_pt());
        // On the line of the publisher, at the right, when both have room there.
        let beside =
            !centred && grid.lines_of(high) < 2 && taken + grid.gutter + wide <= width;
        let (x, at) =
            if beside && taken > 0.0 { (width - wide, line_y) } else { (0.0, y + 2.0) };
        place(&mut items, &frame, x, at);
        y = y.max(at + high);
    }

    // The strip stands on the grid, between two rules.
    let above = if look.strip[0] > 0.0 { 0.35 } else { -0.15 };
    let line = ((y - grid.top) / grid.baseline + above).ceil().max(1.0);
    let top = grid.top + line * grid.baseline;
    let year = edition.text(Key::YearNo).trim();
    let year = match (year, setter.lang) {
        ("", _) => String::new(),
        ("1", Lang::Vi) => "Năm thứ nhất".into(),
        ("4", Lang::Vi) => "Năm thứ tư".into(),
        (year, Lang::Vi) => format!("Năm thứ {year}"),
        (year, Lang::En) => format!("Year {year}"),
    };
    let date = edition.issue.date.long(setter.lang);
    // Two facts stand at the ends, three share the line.
    let strip = match year.is_empty() {
        true => [number(edition), String::new(), date],
        false => [number(edition), date, year],
    };
    let strip = strip.map(|text| match text.is_empty() {
        true => Value::None,
        false => setter.text(&text).into_value(),
    });
    let frame = part(setter, "strip", strip, width, 4)?;
    place(&mut items, &frame, 0.0, top);
    for (y, thickness) in [top - grid.baseline * 0.1, top + grid.baseline * 1.15]
        .into_iter()
        .zip(look.strip)
    {
        rule(&mut items, styles, y, width, thickness);
    }
    Ok(Masthead { items, lines: line as u32 + look.space })
}

fn rule(items: &mut Items, styles: &Styles<'_>, y: f64, width: f64, thickness: f64) {
    if thickness > 0.0 {
        let colour = styles.colour(&styles.look.rules.colour);
        let stroke = FixedStroke::from_pair(colour, Abs::pt(thickness));
        let shape = Geometry::Line(Point::with_x(Abs::pt(width))).stroked(stroke);
        let at = Point::with_y(Abs::pt(y));
        items.push((at, FrameItem::Shape(shape, Span::detached())));
    }
}

/// A name, set as large as it can be.
pub(crate) struct Fitted {
    /// It begins at the top of the first ink.
    pub(crate) frame: Frame,
    /// From the frame's edge to the first ink.
    pub(crate) left: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Of the last line.
    baseline: f64,
}

/// Sets the name in this style in whichever way sets it largest, as the ways count.
pub(crate) fn fit(
    setter: &Setter<'_, '_>,
    (style, name): (&'static str, &str),
    (width, height): (f64, f64),
    ways: &[Way],
) -> Result<Fitted, PressError> {
    let name = setter.mender.text(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut best: Option<(f64, Fitted)> = None;
    for way in ways.iter().filter(|way| way.lines <= words.len().max(1)) {
        let text = balanced(&words, way.lines);
        let trial = set_name(setter, style, &text, 100.0, width)?;
        let by_width = width * way.share / trial.width.max(1.0) * 100.0;
        let by_height = height * way.tallest / trial.height.max(1.0) * 100.0;
        let size = by_width.min(by_height);
        let worth = size * way.worth;
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, set_name(setter, style, &text, size, width)?));
        }
    }
    Ok(best.expect("a name of no words has one line").1)
}

/// The words on so many lines, the longest as short as can be without a break that makes
/// no sense.
fn balanced(words: &[&str], lines: usize) -> Vec<String> {
    let costs = breaks::costs(words);
    let joined = |ends: &[usize]| -> Vec<String> {
        let from = std::iter::once(&0).chain(ends);
        from.zip(ends.iter().chain([&words.len()]))
            .map(|(a, b)| words[*a..*b].join(" "))
            .collect()
    };
    let cost = |ends: &Vec<usize>| {
        let length = |line: &String| line.chars().count() as f64;
        let longest = joined(ends).iter().map(length).fold(0.0, f64::max);
        // A torn word is worth a line nine letters longer.
        longest + ends.iter().map(|end| costs[end - 1].max(0.0) * 0.3).sum::<f64>()
    };
    let ends = ends(1, words.len(), lines.saturating_sub(1));
    let best = ends.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
    joined(best.map(Vec::as_slice).unwrap_or_default())
}

/// Every choice of so many ascending numbers from `from` to before `to`.
fn ends(from: usize, to: usize, count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let first = |first: usize| {
        let rest = ends(first + 1, to, count - 1).into_iter();
        rest.map(move |rest| [vec![first], rest].concat())
    };
    (from..to).flat_map(first).collect()
}

fn set_name(
    setter: &Setter<'_, '_>,
    style: &'static str,
    lines: &[String],
    size: f64,
    width: f64,
) -> Result<Fitted, PressError> {
    let mut parts = Vec::new();
    for line in lines {
        if !parts.is_empty() {
            parts.push(LinebreakElem::shared().clone());
        }
        parts.push(TextElem::packed(line.as_str()));
    }
    let content = ParElem::new(Content::sequence(parts)).pack().into_value();
    let size_value = Abs::pt(size).into_value();
    let content = setter.styles.call(style, [content, setter.lang(), size_value])?;
    let frame = setter.styles.lay(&content, WIDE, hash128(&("masthead", style)))?;
    let frame = restack(&frame, (size, TIGHTEST), 0.25, width);
    let (mut left, mut right, mut top, mut bottom, mut baseline) =
        (f64::MAX, 0.0_f64, f64::MAX, 0.0_f64, 0.0_f64);
    for (at, item) in frame.items() {
        let FrameItem::Text(run) = item else { continue };
        let ink = run.bbox();
        left = left.min((at.x + ink.min.x).to_pt());
        right = right.max((at.x + ink.max.x).to_pt());
        top = top.min((at.y + ink.max.y).to_pt());
        bottom = bottom.max((at.y + ink.min.y).to_pt());
        baseline = baseline.max(at.y.to_pt());
    }
    if right <= left {
        (left, right, top, bottom) = (0.0, 1.0, 0.0, 1.0);
    }
    // The frame begins at the first ink.
    let up = Point::with_y(Abs::pt(-top));
    let items =
        rows::flatten(&frame).into_iter().map(|(at, item)| (at + up, item)).collect();
    Ok(Fitted {
        frame: rows::frame(items, width, bottom - top),
        left,
        width: right - left,
        height: bottom - top,
        baseline: baseline - top,
    })
}

fn part<const N: usize>(
    setter: &Setter<'_, '_>,
    name: &'static str,
    arguments: [Value; N],
    width: f64,
    key: u8,
) -> Result<Frame, PressError> {
    let arguments = arguments.into_iter().chain([setter.lang()]);
    let content = setter.styles.call(name, arguments)?;
    setter.styles.lay(&content, width, hash128(&("masthead", key)))
}

/// Where the last letter of a frame ends.
fn right(frame: &Frame) -> f64 {
    let ends = rows::flatten(frame).into_iter().filter_map(|(at, item)| match item {
        FrameItem::Text(run) => Some((at.x + run.width()).to_pt()),
        _ => None,
    });
    ends.fold(0.0, f64::max)
}

fn place(items: &mut Items, frame: &Frame, x: f64, y: f64) {
    let to = Point::new(Abs::pt(x), Abs::pt(y));
    items.extend(rows::flatten(frame).into_iter().map(|(at, item)| (at + to, item)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, lines: usize, expected: &[&str]) {
        let words: Vec<&str> = name.split_whitespace().collect();
        assert_eq!(balanced(&words, lines), expected);
    }

    #[test]
    fn a_name_on_several_lines_keeps_its_words_whole() {
        check("Hậu Giang", 1, &["Hậu Giang"]);
        check("Nhịp cầu xã Vị Thủy", 2, &["Nhịp cầu", "xã Vị Thủy"]);
        check(
            "Khoa học và Công nghệ tỉnh Hậu Giang",
            2,
            &["Khoa học và Công nghệ", "tỉnh Hậu Giang"],
        );
        check("Một hai ba", 3, &["Một", "hai", "ba"]);
        check("", 1, &[""]);
    }
}

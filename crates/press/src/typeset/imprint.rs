//! The legal notice at the foot of the last page.
//!
//! Press Law 103/2016/QH13 art. 34(1)c asks for licence, place of printing, print run,
//! period and the person responsible. Every field the officer filled is printed.

use super::content::Setter;
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Edition, Key, Lang};
use typst::foundations::{IntoValue, Value};
use typst::layout::{Abs, Point};
use typst::utils::hash128;

/// Pages of the largest bulletin that the law allows: the notice is measured with as
/// many.
pub(crate) const MOST_PAGES: usize = 64;

/// The notice, placed from the left edge of the text and its own top.
pub(crate) struct Imprint {
    pub(crate) items: Items,
    /// Lines it takes; 0 when no field is filled.
    pub(crate) lines: u32,
}

/// Sets the notice in the columns of the page, for an issue of so many pages. Its height
/// does not depend on their number.
pub(crate) fn imprint(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    pages: usize,
) -> Result<Imprint, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let mut frames = Vec::new();
    for (index, (label, value)) in entries(edition, pages).into_iter().enumerate() {
        let label = match label {
            "" => Value::None,
            label => setter.words(label).into_value(),
        };
        let value = setter.few_words(&value).into_value();
        let content = styles.call("imprint", [label, value, setter.lang()])?;
        frames.push(styles.lay(
            &content,
            grid.span(grid.leg),
            hash128(&("imprint", index)),
        )?);
    }
    if frames.is_empty() {
        return Ok(Imprint { items: Vec::new(), lines: 0 });
    }
    let heights: Vec<f64> = frames.iter().map(|frame| frame.height().to_pt()).collect();
    let (starts, height) = spread(&heights, grid.abreast(grid.units) as usize);
    let mut items = Items::new();
    let (mut column, mut y) = (0, 0.0);
    for (index, frame) in frames.iter().enumerate() {
        if starts.contains(&index) {
            (column, y) = (column + 1, 0.0);
        }
        let x = f64::from(column) * (grid.span(grid.leg) + grid.gutter);
        let to = Point::new(Abs::pt(x), Abs::pt(y));
        items.extend(rows::flatten(frame).into_iter().map(|(at, i)| (at + to, i)));
        y += heights[index];
    }
    Ok(Imprint { items, lines: grid.lines_of(height).max(1) })
}

/// Where new columns begin so that the highest is as low as can be; its height.
fn spread(heights: &[f64], columns: usize) -> (Vec<usize>, f64) {
    let total: f64 = heights.iter().sum();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let mut limit = (total / columns as f64).max(tallest);
    loop {
        let mut starts = Vec::new();
        let mut y = 0.0;
        for (index, height) in heights.iter().enumerate() {
            if y + height > limit + 0.01 && index > 0 {
                starts.push(index);
                y = 0.0;
            }
            y += height;
        }
        if starts.len() < columns {
            return (starts, limit);
        }
        limit += tallest / 8.0 + 0.5;
    }
}

/// Every filled field, with its label, in the order of custom.
fn entries(edition: &Edition, pages: usize) -> Vec<(&'static str, String)> {
    let lang = edition.bulletin.lang;
    let vi = lang == Lang::Vi;
    let text = |key: Key| edition.text(key).trim().to_owned();
    let mut out: Vec<(&'static str, String)> = Vec::new();
    let mut put = |labels: (&'static str, &'static str), value: String| {
        if !value.is_empty() {
            out.push((if vi { labels.0 } else { labels.1 }, value));
        }
    };
    put(("Cơ quan chủ quản", "Governing body"), text(Key::GoverningBody));
    put(("Cơ quan xuất bản", "Published by"), text(Key::PublishingBody));
    put(
        ("Chịu trách nhiệm xuất bản", "Responsible for publication"),
        text(Key::Responsible),
    );
    put(("Ban biên tập", "Editorial board"), text(Key::EditorialBoard));
    put(("Thư ký", "Secretary"), text(Key::Secretary));
    put(("Trình bày", "Layout"), text(Key::Layout));
    put(("Ảnh bìa", "Cover photo"), text(Key::CoverPhoto));
    put(("Sửa bản in", "Proof-reading"), text(Key::Proof));
    put(("", ""), licence(edition, lang));
    put(("Kỳ hạn xuất bản", "Frequency"), text(Key::Period));
    put(("Số lượng", "Print run"), print_run(&text(Key::PrintRun), lang));
    put(
        ("Khuôn khổ", "Size"),
        format!("{} cm, {}", centimetres(edition), count(pages, lang)),
    );
    let printer = [text(Key::Printer), text(Key::PrinterAddress)];
    let printer: Vec<String> = printer.into_iter().filter(|t| !t.is_empty()).collect();
    put(("In tại", "Printed by"), printer.join(", "));
    put(("", ""), deposit(&text(Key::Deposit), lang));
    put(("Ngôn ngữ", "Language"), text(Key::Language));
    put(("ISSN", "ISSN"), text(Key::Issn));
    put(("Giá", "Price"), text(Key::Price));
    put(("Địa chỉ", "Address"), text(Key::Address));
    put(("Điện thoại", "Telephone"), text(Key::Phone));
    put(("Fax", "Fax"), text(Key::Fax));
    put(("E-mail", "E-mail"), text(Key::Email));
    put(("Trang thông tin", "Web site"), text(Key::Web));
    // The size alone is no imprint.
    if out.len() == 1 { Vec::new() } else { out }
}

/// `Giấy phép xuất bản số … do … cấp ngày …`, with the parts that are known.
fn licence(edition: &Edition, lang: Lang) -> String {
    let part = |key: Key| edition.text(key).trim();
    let (number, day, by) =
        (part(Key::LicenceNo), part(Key::LicenceDate), part(Key::LicenceBy));
    if [number, day, by].iter().all(|part| part.is_empty()) {
        return String::new();
    }
    let day = day.parse::<document::Date>().map_or_else(
        |_| day.to_owned(),
        |date| format!("{}-{}-{}", date.day(), date.month(), date.year()),
    );
    let (mut out, joins) = match lang {
        Lang::Vi => (String::from("Giấy phép xuất bản"), [" số ", " do ", " cấp"]),
        Lang::En => (String::from("Publishing licence"), [" no. ", " granted by ", ""]),
    };
    if !number.is_empty() {
        out.push_str(joins[0]);
        out.push_str(number);
    }
    if !by.is_empty() {
        out.push_str(joins[1]);
        out.push_str(by);
    }
    if !by.is_empty() || !day.is_empty() {
        out.push_str(joins[2]);
    }
    if !day.is_empty() {
        out.push_str(match lang {
            Lang::Vi => " ngày ",
            Lang::En => " on ",
        });
        out.push_str(&day);
    }
    out
}

fn count(pages: usize, lang: Lang) -> String {
    match (pages, lang) {
        (_, Lang::Vi) => format!("{pages} trang"),
        (1, Lang::En) => "1 page".into(),
        (_, Lang::En) => format!("{pages} pages"),
    }
}

/// A bare number of copies gets its unit.
fn print_run(run: &str, lang: Lang) -> String {
    let bare = !run.is_empty() && run.chars().all(|c| c.is_ascii_digit() || c == '.');
    match (bare, lang) {
        (true, Lang::Vi) => format!("{run} bản"),
        (true, Lang::En) => format!("{run} copies"),
        _ => run.to_owned(),
    }
}

/// `In xong và nộp lưu chiểu …`, unless the officer wrote the sentence.
fn deposit(when: &str, lang: Lang) -> String {
    let lower = when.to_lowercase();
    if when.is_empty() || lower.contains("lưu chiểu") || lower.contains("deposit") {
        return when.to_owned();
    }
    match lang {
        Lang::Vi => format!("In xong và nộp lưu chiểu {when}"),
        Lang::En => format!("Printed and deposited {when}"),
    }
}

/// The page size as bulletins print it: `19 × 27`.
fn centimetres(edition: &Edition) -> String {
    let trim = edition.bulletin.trim;
    let cm = |mm: f64| {
        let text = format!("{:.1}", mm / 10.0);
        let text = text.strip_suffix(".0").unwrap_or(&text).to_owned();
        match edition.bulletin.lang {
            Lang::Vi => text.replace('.', ","),
            Lang::En => text,
        }
    };
    format!("{} × {}", cm(trim.width.get()), cm(trim.height.get()))
}

//! Numbers, units and dates.

use super::DateStyle;
use super::page::Page;
use crate::Date;
use crate::finding::{Finding, Rule};
use crate::tidy::is_space;

/// Units as they are written; the first of a pair is what is met, the second is right.
const UNITS: [&str; 24] = [
    "km", "m", "dm", "cm", "mm", "ha", "kg", "mg", "ml", "km²", "m²", "dm²", "cm²",
    "mm²", "m³", "dm³", "cm³", "kWh", "kW", "MW", "MWh", "kVA", "tấn", "lít",
];

/// Units that decide that a number with a point is a decimal.
const MEASURES: [&str; 17] = [
    "%", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "km", "kg", "ha", "cm", "mm", "tấn", "tạ",
    "lít", "độ", "°C", "lần",
];

pub(super) fn check(page: &Page<'_>, dates: DateStyle, findings: &mut Vec<Finding>) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let digit = page.get(at).is_some_and(|letter| letter.is_ascii_digit());
        if !digit || page.in_address(at) {
            at += 1;
            continue;
        }
        let end = page.run(at, is_part);
        let free = page.before(at, 1).is_none_or(|b| !b.is_alphanumeric() && b != '_');
        if free {
            let last = end - trailing(page, at, end);
            if let Some((date, mark)) = date(page.slice(at, last)) {
                found.push((at, last, date, mark));
            } else {
                number(page, at, last, findings);
            }
        }
        at = end;
    }
    for at in 0..page.len() {
        power(page, at, findings);
    }
    check_dates(page, dates, &found, findings);
}

/// What a number or a date is made of.
fn is_part(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '/' | '-')
}

/// How many marks at the end belong to the sentence.
fn trailing(page: &Page<'_>, at: usize, end: usize) -> usize {
    let start = page.run_back(end, |letter| !letter.is_ascii_digit() && is_part(letter));
    end - start.max(at + 1)
}

/// A number alone: thousands, decimals and what stands behind it.
fn number(page: &Page<'_>, at: usize, end: usize, findings: &mut Vec<Finding>) {
    let text = page.slice(at, end);
    let range = page.bytes(at, end);
    let groups: Vec<&str> = text.split(',').collect();
    let is_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (last, decimals) = match groups.last().and_then(|last| last.split_once('.')) {
        Some((last, decimals)) => (last, Some(decimals)),
        None => (groups.last().copied().unwrap_or(""), None),
    };
    let thousands = groups.len() >= 2
        && (1..=3).contains(&groups[0].len())
        && !groups[0].starts_with('0')
        && groups[1..groups.len() - 1].iter().all(|g| g.len() == 3)
        && last.len() == 3
        && groups[..groups.len() - 1].iter().all(|g| is_digits(g))
        && is_digits(last)
        && decimals.is_none_or(is_digits);
    // One group alone may be a decimal: "1,125 ha".
    if thousands && (groups.len() > 2 || decimals.is_some()) {
        let mut fixed = groups[..groups.len() - 1].join(".");
        fixed = format!("{fixed}.{last}");
        if let Some(decimals) = decimals {
            fixed = format!("{fixed},{decimals}");
        }
        findings.push(Finding::new(range, Rule::NumberThousands, fixed));
    } else if let Some((whole, part)) = text.split_once('.')
        && is_digits(whole)
        && is_digits(part)
        && part.len() <= 2
        && is_measured(page, end)
    {
        findings.push(Finding::new(
            range,
            Rule::NumberDecimal,
            format!("{whole},{part}"),
        ));
    }
    unit(page, end, findings);
}

/// Whether a unit of measure follows, spaced or not.
fn is_measured(page: &Page<'_>, end: usize) -> bool {
    let from = page.run(end, is_space);
    let to = page.run(from, |l| l.is_alphanumeric() || matches!(l, '%' | '°'));
    let word = page.slice(from, to);
    MEASURES.iter().any(|unit| word == *unit || *unit == "%" && word.starts_with('%'))
}

/// The unit behind a number: its space and its case.
fn unit(page: &Page<'_>, end: usize, findings: &mut Vec<Finding>) {
    let from = page.run(end, is_space);
    let to = page.run(from, char::is_alphanumeric);
    let word = page.slice(from, to);
    if word.is_empty() {
        return;
    }
    let plain = word.replace('2', "²").replace('3', "³");
    if UNITS.contains(&plain.as_str()) {
        if from == end {
            let byte = page.byte(end);
            findings.push(Finding::new(byte..byte, Rule::UnitSpace, " "));
        }
        return;
    }
    // "50 Kg", but not the "M" of a size or the "HA" of a name; "Km" alone is a milestone.
    let right = match word {
        "Kg" | "KG" | "kG" => "kg",
        "KM" | "Km" if from > end || page.before(end, 1).is_some() => "km",
        "CM" | "Cm" if from > end => "cm",
        "Ha" if from > end && page.get(to).is_none_or(|l| !is_space(l)) => "ha",
        "Mm" | "MM" if from > end => "mm",
        "Km2" | "KM2" => "km²",
        "KWh" | "KWH" | "kwh" | "Kwh" => "kWh",
        "KW" | "Kw" | "kw" => "kW",
        _ => return,
    };
    findings.push(Finding::new(page.bytes(from, to), Rule::UnitCase, right));
}

/// `m2`, `km2`, `m3`: behind a number, a slash or a space.
fn power(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    let power = match page.get(at) {
        Some('2') => "²",
        Some('3') => "³",
        _ => return,
    };
    let start = page.run_back(at, |l| l.is_ascii_alphabetic());
    let metre = matches!(page.slice(start, at), "m" | "km" | "dm" | "cm" | "mm" | "hm");
    let number = page.run_back(start, is_space);
    let behind = match page.before(start, 1) {
        Some('/') => true,
        _ => page.before(number, 1).is_some_and(|b| {
            b.is_ascii_digit()
                || page.slice(page.run_back(number, char::is_alphabetic), number)
                    == "triệu"
        }),
    };
    let ends = page.get(at + 1).is_none_or(|l| !l.is_alphanumeric());
    if metre && behind && ends && !page.in_address(at) {
        findings.push(Finding::new(page.bytes(at, at + 1), Rule::UnitPower, power));
    }
}

/// A date of day, month and year, with the mark between them.
fn date(text: &str) -> Option<(Result<Date, ()>, char)> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [day, month, year] = parts[..] else { return None };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let shaped = is_short(day)
        && is_short(month)
        && year.len() == 4
        && parts.iter().all(|part| digits(part))
        && matches!(mark, '-' | '/' | '.');
    let (day, month, year) = shaped.then(|| {
        Some((day.parse().ok()?, month.parse().ok()?, year.parse::<u16>().ok()?))
    })??;
    // "52/12/2021" may be the number of a document.
    let near = (1..=39).contains(&day) && (1..=19).contains(&month);
    let range = (1800..=2200).contains(&year);
    (near && range).then(|| (Date::new(year, month, day).ok_or(()), mark))
}

/// Dates against the style laid down, or the rarer ones of a text that mixes them.
fn check_dates(
    page: &Page<'_>,
    style: DateStyle,
    found: &[(usize, usize, Result<Date, ()>, char)],
    findings: &mut Vec<Finding>,
) {
    let count = |mark: char| found.iter().filter(|(.., m)| *m == mark).count();
    let (hyphens, slashes) = (count('-'), count('/'));
    let press = match style {
        DateStyle::Press => true,
        DateStyle::Office => false,
        // With as many of each, the first one sets the style.
        DateStyle::Keep if hyphens == slashes => {
            found.first().is_some_and(|f| f.3 == '-')
        }
        DateStyle::Keep => hyphens > slashes,
    };
    for (at, end, date, mark) in found {
        let range = page.bytes(*at, *end);
        let Ok(date) = date else {
            findings.push(Finding::bare(range, Rule::DateUnreal));
            continue;
        };
        let right = match press {
            true => format!("{}-{}-{}", date.day(), date.month(), date.year()),
            false => date.slashed(),
        };
        let wrong = match style {
            DateStyle::Keep => *mark != if press { '-' } else { '/' },
            _ => page.slice(*at, *end) != right,
        };
        if wrong {
            findings.push(Finding::new(range, Rule::DateStyle, right));
        }
    }
}

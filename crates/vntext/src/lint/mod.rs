//! Typing mistakes: spaces, marks, quotes, dashes, numbers, units, dates, stray characters.
//!
//! The checks look at characters and numbers, not at words (that is [`crate::spelling`])
//! nor at capitals ([`crate::capitals`]). They prefer silence to a false alarm: what is
//! common in print is not reproved, and addresses of the web are left alone.
//!
//! Invariants:
//! - Ranges lie between characters and are sorted by where they begin.
//! - [`mend_typography`] twice is the same as once.

mod character;
mod mark;
mod number;
mod page;
mod quote;
mod space;
mod usage;

use crate::finding::{Finding, Rule, mend};
use crate::lang::Lang;
use crate::tone::ToneStyle;
pub(crate) use page::is_address;

use page::Page;

/// How often fixes are applied at most: each round removes what the one before uncovered.
const ROUNDS: usize = 16;

/// How dates of day, month and year are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// As the author has it; only the rarer style of a text that mixes them is found.
    #[default]
    Keep,
    /// `26-2-2021`, as newspapers write.
    Press,
    /// `26/02/2021`, as offices write.
    Office,
}

/// What a publication has laid down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TextStyle {
    /// Language of the text. In English numbers, dates, units, tones and marks of
    /// Vietnamese are not asked for, and a dash may be long.
    pub lang: Lang,
    /// How dates are written.
    pub dates: DateStyle,
    /// Where tone marks stand.
    pub tones: ToneStyle,
}

/// Finds what is mistyped in a plain text of one or more paragraphs, parted by line ends.
///
/// ```
/// # use vntext::{typography, Rule, TextStyle};
/// let text = "Ngày 26-2-2021,tại Hậu Giang: 12.5% so với \"năm trước\"";
/// let findings = typography(text, &TextStyle::default());
/// let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
/// assert_eq!(
///     rules,
///     [Rule::SpaceMissing, Rule::NumberDecimal, Rule::QuoteStraight, Rule::QuoteStraight],
/// );
/// ```
pub fn typography(text: &str, style: &TextStyle) -> Vec<Finding> {
    let page = Page::new(text);
    let mut findings = Vec::new();
    character::check(&page, &mut findings);
    space::check(&page, &mut findings);
    mark::check(&page, &mut findings);
    quote::check(&page, &mut findings);
    match style.lang {
        Lang::Vi => {
            number::check(&page, style.dates, &mut findings);
            usage::check(&page, style, &mut findings);
        }
        Lang::En => {
            findings.retain(|finding| english(&page, finding));
            quote::apostrophes(&page, &mut findings);
            usage::dashes(&page, &mut findings);
        }
    }
    findings.sort_by(|a, b| {
        (a.range.start, a.range.end, a.rule).cmp(&(b.range.start, b.range.end, b.rule))
    });
    findings
}

/// Whether a finding holds for English: its long dashes are good usage, and so are
/// hyphens that wait for their word, as in "pre- and post-war".
fn english(page: &Page<'_>, finding: &Finding) -> bool {
    match finding.rule {
        Rule::DashLong => false,
        Rule::DashLopsided => &page.text[finding.range.clone()] != "-",
        _ => true,
    }
}

/// Applies every fix that is safe unseen ([`crate::Rule::is_sure`]), until none is left.
///
/// ```
/// # use vntext::{mend_typography, TextStyle};
/// let text = "tỉnh –thành,\u{a0}tăng 1,250,000 m2...";
/// assert_eq!(
///     mend_typography(text, &TextStyle::default()),
///     "tỉnh – thành, tăng 1.250.000 m²…",
/// );
/// ```
pub fn mend_typography(text: &str, style: &TextStyle) -> String {
    let mut mended = text.to_owned();
    for _ in 0..ROUNDS {
        let mut findings = typography(&mended, style);
        findings.retain(|finding| finding.rule.is_sure());
        let next = mend(&mended, &findings);
        if next == mended {
            break;
        }
        mended = next;
    }
    mended
}

#[cfg(test)]
mod tests;

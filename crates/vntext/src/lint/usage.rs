//! Two ways of writing in one text.

use super::TextStyle;
use super::page::Page;
use crate::finding::{Finding, Rule};
use crate::syllable::{Syllable, respell};
use crate::tidy::{is_space, pieces};
use crate::tone::{ToneStyle, movable, style_of};

pub(super) fn check(page: &Page<'_>, style: &TextStyle, findings: &mut Vec<Finding>) {
    dashes(page, findings);
    tones(page, style.tones, findings);
    vowels(page, findings);
}

/// Spaced hyphens between words, when the text has spaced dashes too.
pub(super) fn dashes(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let spaced = |mark: char| {
        (1..page.len().saturating_sub(1)).filter(move |at| {
            page.get(*at) == Some(mark)
                && page.before(*at, 1).is_some_and(is_space)
                && page.get(at + 1).is_some_and(is_space)
                && page.before(*at, 2).is_some_and(char::is_alphabetic)
                && page.get(at + 2).is_some_and(char::is_alphabetic)
        })
    };
    if spaced('–').next().is_some() {
        for at in spaced('-') {
            findings.push(Finding::new(page.bytes(at, at + 1), Rule::DashMixed, "–"));
        }
    }
}

/// Tone marks placed otherwise than laid down, or than in most of the text.
fn tones(page: &Page<'_>, style: ToneStyle, findings: &mut Vec<Finding>) {
    let words: Vec<(usize, &str)> = movable(page.text).collect();
    let old =
        words.iter().filter(|(_, word)| style_of(word) == Some(ToneStyle::Old)).count();
    let style = match style {
        ToneStyle::Keep if old * 2 >= words.len() => ToneStyle::Old,
        ToneStyle::Keep => ToneStyle::New,
        laid_down => laid_down,
    };
    for (at, word) in words {
        if style_of(word) != Some(style)
            && let Some(syllable) = Syllable::parse(word)
        {
            let fix = respell(word, syllable, style);
            findings.push(Finding::new(at..at + word.len(), Rule::ToneMixed, fix));
        }
    }
}

/// Syllables that usage writes with `i` or with `y` in the same words. Pairs that are
/// different words ("tỉ mỉ", "tỷ đồng"; "li", "ly") are not among them.
const VARIANTS: [(&str, &str); 9] = [
    ("hi", "hy"),
    ("kì", "kỳ"),
    ("kí", "ký"),
    ("kĩ", "kỹ"),
    ("kỉ", "kỷ"),
    ("lí", "lý"),
    ("qui", "quy"),
    ("quí", "quý"),
    ("sĩ", "sỹ"),
];

/// "kĩ" beside "kỹ": the rarer one, in small letters only, since names keep theirs.
fn vowels(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let words: Vec<(usize, &str)> = pieces(page.text, |letter| !letter.is_alphanumeric())
        .filter(|(_, word)| VARIANTS.iter().any(|(i, y)| word == i || word == y))
        .collect();
    for (i, y) in VARIANTS {
        let count =
            |variant: &str| words.iter().filter(|(_, word)| *word == variant).count();
        let (with_i, with_y) = (count(i), count(y));
        if with_i == 0 || with_y == 0 {
            continue;
        }
        let (rare, usual) = if with_i > with_y { (y, i) } else { (i, y) };
        for (at, _) in words.iter().filter(|(_, word)| *word == rare) {
            let range = *at..at + rare.len();
            findings.push(Finding::new(range, Rule::IyMixed, usual));
        }
    }
}

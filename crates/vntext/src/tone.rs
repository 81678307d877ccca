//! Where the tone mark stands in open `oa`, `oe` and `uy`: "hòa" or "hoà".
//!
//! Both ways are in use. The old one marks the first vowel ("hòa, khỏe, thủy") and is
//! what laws and most newspapers print; the new one marks the main vowel ("hoà, khoẻ,
//! thuỷ") and binds schoolbooks (Quyết định 1989/QĐ-BGDĐT of 2018, article 8). Everywhere
//! else, after `qu` ("quý"), before a coda ("hoàn") and in "oai", "oay", "uyên" and the
//! like, there is one way only.
//!
//! Invariants: converting twice is converting once; old to new and back gives the old
//! text; nothing but those three rimes changes.

use crate::syllable::{Syllable, respell};
use crate::tidy::{nfc, pieces};
use std::borrow::Cow;

/// A way to place the tone mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ToneStyle {
    /// As the author wrote it.
    #[default]
    Keep,
    /// "hòa, khỏe, thủy".
    Old,
    /// "hoà, khoẻ, thuỷ".
    New,
}

/// Writes every open `oa`, `oe` and `uy` in one style.
///
/// With [`ToneStyle::Keep`] nothing happens; otherwise the text comes back in NFC.
/// Personal names are converted like any word, so `Keep` is the default of the house:
/// people are asked before their names are changed.
///
/// ```
/// # use vntext::{ToneStyle, set_tone_style};
/// let text = "Ủy ban Hòa Bình: sức khỏe, quý, hoàn";
/// assert_eq!(set_tone_style(text, ToneStyle::New), "Uỷ ban Hoà Bình: sức khoẻ, quý, hoàn");
/// ```
pub fn set_tone_style(text: &str, style: ToneStyle) -> Cow<'_, str> {
    if style == ToneStyle::Keep {
        return Cow::Borrowed(text);
    }
    let text = nfc(text);
    let mut written = String::with_capacity(text.len());
    let mut from = 0;
    for (at, word) in movable(&text) {
        let Some(syllable) = Syllable::parse(word) else { continue };
        written.push_str(&text[from..at]);
        written.push_str(&respell(word, syllable, style));
        from = at + word.len();
    }
    if from == 0 {
        return text;
    }
    written.push_str(&text[from..]);
    Cow::Owned(written)
}

/// The style of a word, if it has one of the two: "hòa" is old, "hoà" new.
pub(crate) fn style_of(word: &str) -> Option<ToneStyle> {
    let syllable = Syllable::parse(word)?;
    let (old, new) = (syllable.spell(ToneStyle::Old), syllable.spell(ToneStyle::New));
    let word = word.to_lowercase();
    match () {
        () if old == new => None,
        () if word == old => Some(ToneStyle::Old),
        () if word == new => Some(ToneStyle::New),
        () => None,
    }
}

/// The words of NFC text whose mark could stand elsewhere, with their place.
pub(crate) fn movable(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // A loose mark that composes with nothing is part of its word: "hoà́" has two tones.
    let parts = |l: char| !l.is_alphanumeric() && !matches!(l, '\u{300}'..='\u{36F}');
    pieces(text, parts).filter(|(_, word)| !word.is_ascii() && style_of(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifteen pairs, old and new.
    const PAIRS: &str = "òa oà ỏa oả õa oã óa oá ọa oạ òe oè ỏe oẻ õe oẽ óe oé ọe oẹ \
        ùy uỳ ủy uỷ ũy uỹ úy uý ụy uỵ";

    #[test]
    fn the_fifteen_pairs_go_both_ways_in_every_case() {
        let words: Vec<&str> = PAIRS.split_whitespace().collect();
        let mut pairs = 0;
        for pair in words.chunks(2) {
            for (old, new) in [
                (format!("th{}", pair[0]), format!("th{}", pair[1])),
                (format!("Th{}", pair[0]), format!("Th{}", pair[1])),
                (
                    format!("TH{}", pair[0].to_uppercase()),
                    format!("TH{}", pair[1].to_uppercase()),
                ),
                (pair[0].to_owned(), pair[1].to_owned()),
            ] {
                assert_eq!(set_tone_style(&old, ToneStyle::New), new);
                assert_eq!(set_tone_style(&new, ToneStyle::Old), old);
                assert_eq!(set_tone_style(&old, ToneStyle::Old), old);
                pairs += 1;
            }
        }
        assert_eq!(pairs, 60);
    }

    #[test]
    fn everything_else_stays() {
        let text = "quý quả hoàn thuyền ngoài khuỷu của mía múa lửa già giữa loay hoáy \
            tuần khuya Hoàng NGOÀI òa1";
        for style in [ToneStyle::Keep, ToneStyle::Old, ToneStyle::New] {
            assert_eq!(set_tone_style(text, style), text);
        }
        assert_eq!(set_tone_style("hòa hoà", ToneStyle::Keep), "hòa hoà");
    }

    #[test]
    fn decomposed_words_are_read_as_composed_ones() {
        assert_eq!(set_tone_style("ho\u{300}a", ToneStyle::New), "hoà");
    }
}

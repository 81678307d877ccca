//! Whether a word can be a Vietnamese syllable, and where its tone mark belongs.
//!
//! A rule, not a dictionary: onset, rime, and the law that syllables closed by a stop
//! carry only sắc or nặng. It accepts syllables nobody uses; it refuses nearly every
//! foreign word with accents and every word read in the wrong encoding, which is what
//! it is for. The rimes are those of the spelling laid down for schoolbooks (Quyết định
//! 1989/QĐ-BGDĐT of 2018), with the few that stand only in sound words and loans.
//!
//! Invariant: what [`Syllable::spell`] writes, [`Syllable::parse`] reads back.

use crate::letter::{Tone, capital_of, is_vowel, join, split};
use crate::tone::ToneStyle;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Onsets, longest first; `gi` and `qu` share their vowel with the rime when it has none.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rimes without their tone.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ă",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu",
    "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh",
    "êp", "êt", "êu", "i", "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach", "oai", "oam", "oan",
    "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oăc", "oăm", "oăn", "oăng", "oăp",
    "oăt", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong",
    "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn",
    "ơp", "ơt", "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uênh",
    "uêu", "ui", "um", "un", "ung", "uơ", "uôc", "uôi", "uôm", "uôn", "uông", "uôt",
    "up", "ut", "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyp", "uyt", "uyu", "ư",
    "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ươc", "ươi", "ươm", "ươn", "ương", "ươp",
    "ươt", "ươu", "ưt", "ưu", "y", "yêm", "yên", "yêng", "yêt", "yêu",
];

/// A syllable taken apart, in small letters.
///
/// ```
/// # use vntext::{Syllable, Tone};
/// let syllable = Syllable::parse("Nghị").unwrap();
/// assert_eq!((syllable.onset(), syllable.rime()), ("ngh", "i"));
/// assert_eq!(syllable.tone(), Tone::Nang);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Syllable {
    onset: &'static str,
    rime: &'static str,
    tone: Tone,
    /// The first letter of the rime is the last one of the onset: "gì", "quỳnh".
    shared: bool,
}

impl Syllable {
    /// Takes a word apart, in any Unicode form and case, wherever its tone mark sits.
    ///
    /// `None` when it is no single syllable: several tone marks, an unknown rime, a stop
    /// under another tone than sắc or nặng.
    pub fn parse(word: &str) -> Option<Self> {
        let mut tone = Tone::Ngang;
        let mut bare = String::with_capacity(word.len());
        // Most words are composed already, and every check asks every word of an issue.
        let composed = is_nfc_quick(word.chars()) == IsNormalized::Yes;
        let small = word.chars().flat_map(char::to_lowercase);
        let letters: &mut dyn Iterator<Item = char> = match composed {
            true => &mut { small },
            false => &mut word.nfc().flat_map(char::to_lowercase).nfc(),
        };
        for letter in letters {
            let (letter, mark) = split(letter);
            bare.push(letter);
            if mark != Tone::Ngang {
                if tone != Tone::Ngang {
                    return None;
                }
                tone = mark;
            }
        }
        ONSETS.iter().find_map(|onset| {
            let rest = bare.strip_prefix(onset)?;
            let (rime, shared) = rime_after(onset, rest)?;
            let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
            (!stopped || tone.goes_with_stops()).then_some(Self {
                onset,
                rime,
                tone,
                shared,
            })
        })
    }

    /// The consonants it begins with, such as `ngh`; empty in "ăn".
    pub fn onset(self) -> &'static str {
        self.onset
    }

    /// The vowels and the consonants it ends with, without the tone: `iêng` in "giếng".
    pub fn rime(self) -> &'static str {
        self.rime
    }

    /// Its tone.
    pub fn tone(self) -> Tone {
        self.tone
    }

    /// The same syllable in another tone; `None` when its stop does not allow that.
    pub fn with_tone(self, tone: Tone) -> Option<Self> {
        let stopped = self.rime.ends_with(['c', 'p', 't']) || self.rime.ends_with("ch");
        (!stopped || tone.goes_with_stops()).then_some(Self { tone, ..self })
    }

    /// Whether onset and rime go together in spelling: `k`, `gh`, `ngh` before `e ê i`,
    /// `c`, `g`, `ng` before the others; `yê` without an onset, `iê` behind one; `y`
    /// alone only where usage has it.
    pub fn is_well_spelt(self) -> bool {
        let front = self.rime.starts_with(['e', 'ê', 'i', 'y']);
        let letters = match self.onset {
            "k" | "gh" | "ngh" => front,
            "c" | "g" | "ng" => !front,
            _ => true,
        };
        let apart = match self.rime {
            "y" => {
                matches!(self.onset, "" | "h" | "k" | "l" | "m" | "s" | "t" | "v" | "qu")
            }
            rime if rime.starts_with("yê") => matches!(self.onset, "" | "qu"),
            rime if rime.starts_with("iê") => !self.onset.is_empty(),
            _ => true,
        };
        letters && apart
    }

    /// Writes the syllable in small letters with its tone mark where `style` puts it;
    /// [`ToneStyle::Keep`] writes the new style.
    ///
    /// ```
    /// # use vntext::{Syllable, ToneStyle};
    /// let syllable = Syllable::parse("qủa").unwrap();
    /// assert_eq!(syllable.spell(ToneStyle::Old), "quả");
    /// let syllable = Syllable::parse("hoá").unwrap();
    /// assert_eq!(syllable.spell(ToneStyle::Old), "hóa");
    /// ```
    pub fn spell(self, style: ToneStyle) -> String {
        let tail = &self.rime[if self.shared { 1 } else { 0 }..];
        let mut letters: Vec<char> = self.onset.chars().chain(tail.chars()).collect();
        let start = match self.onset.chars().count() {
            count if self.shared && !tail.starts_with(is_vowel) => count - 1,
            count => count,
        };
        let at = start + marked(&letters[start..], style);
        letters[at] = join(letters[at], self.tone);
        letters.into_iter().collect()
    }
}

/// Tells whether a word, in any Unicode form and case, is built like a Vietnamese
/// syllable. Words of several syllables, foreign words and numbers mostly are not.
///
/// ```
/// # use vntext::is_syllable;
/// assert!(is_syllable("Nghị") && is_syllable("quyết"));
/// assert!(!is_syllable("élève") && !is_syllable("tết2") && !is_syllable("càt"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    Syllable::parse(word).is_some()
}

/// A word of NFC text with its tone mark moved where `style` puts it, each letter in the
/// case it had.
pub(crate) fn respell(word: &str, syllable: Syllable, style: ToneStyle) -> String {
    let spelt = syllable.spell(style);
    let capital = word.chars().map(char::is_uppercase);
    spelt
        .chars()
        .zip(capital)
        .map(|(letter, capital)| if capital { capital_of(letter) } else { letter })
        .collect()
}

/// The rime that `rest` is behind `onset`, and whether it takes the onset's vowel.
fn rime_after(onset: &str, rest: &str) -> Option<(&'static str, bool)> {
    // "gì", "gìn", "giếng", "quỳnh": the vowel of the onset is one of the syllable.
    let shared = match onset {
        "gi" => Some("i"),
        "qu" if !rest.is_empty() => Some("u"),
        _ => None,
    };
    known(rest)
        .map(|rime| (rime, false))
        .or_else(|| known(&format!("{}{rest}", shared?)).map(|rime| (rime, true)))
}

fn known(rime: &str) -> Option<&'static str> {
    static SORTED: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| RIMES.iter().copied().collect());
    SORTED.get(rime).copied()
}

/// Which of the vowels that `letters` begin with carries the tone mark.
fn marked(letters: &[char], style: ToneStyle) -> usize {
    let vowels = letters.iter().take_while(|letter| is_vowel(**letter)).count();
    let vowels = &letters[..vowels.max(1).min(letters.len())];
    let special = |set: &[char]| vowels.iter().rposition(|letter| set.contains(letter));
    if let Some(at) = special(&['ă', 'â', 'ê', 'ô', 'ơ']).or_else(|| special(&['ư']))
    {
        return at;
    }
    match (vowels, letters.len() - vowels.len()) {
        ([_], _) => 0,
        (_, 1..) => vowels.len() - 1,
        ([_, _, _], _) => 1,
        (['o', 'a' | 'e'] | ['u', 'y'], _) if style != ToneStyle::Old => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_the_language_are_accepted() {
        let text = "Chiều diễn hội nghị sơ kết và ký phát triển giữa tỉnh Hậu Giang với Cần Thơ \
            giai đoạn nghiệp nông thôn khuyến xuất nguyên liệu ngoài quốc quản quỹ khoẻ khỏe thuỷ \
            thủy hoà hòa gì gìn giếng giữ yêu khuya khuỷu xoong rượu bướu ngoằn khoáy Ủy ỷ ưu \
            Quỳnh quýt quỵt huỳnh thuở nguều oái uỵch giết giặt ổi ươm";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        assert!(is_syllable("Ca\u{302}\u{300}n"));
    }

    #[test]
    fn foreign_words_are_refused() {
        for word in
            ["élève", "été", "façon", "château", "Müller", "niño", "càt", "", "26", "ngg"]
        {
            assert!(!is_syllable(word), "{word}");
        }
        for word in ["qu", "q", "gh", "thuơng", "nguời", "àá", "hànội", "tết2"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn spelling_pairs_onsets_and_rimes() {
        for (word, well) in [
            ("nghành", false),
            ("ngành", true),
            ("ghế", true),
            ("gế", false),
            ("kông", false),
            ("cẻ", false),
            ("kỹ", true),
            ("quyết", true),
            ("iêu", false),
            ("yêu", true),
            ("tyết", false),
            ("gì", true),
        ] {
            let syllable = Syllable::parse(word).unwrap();
            assert_eq!(syllable.is_well_spelt(), well, "{word}");
        }
    }

    #[test]
    fn marks_go_where_the_styles_put_them() {
        for (word, old, new) in [
            ("hoà", "hòa", "hoà"),
            ("khỏe", "khỏe", "khoẻ"),
            ("thuỷ", "thủy", "thuỷ"),
            ("qúy", "quý", "quý"),
            ("qủa", "quả", "quả"),
            ("gìa", "già", "già"),
            ("gí", "gí", "gí"),
            ("gỉai", "giải", "giải"),
            ("giừơng", "giường", "giường"),
            ("hòan", "hoàn", "hoàn"),
            ("ngòai", "ngoài", "ngoài"),
            ("khủyu", "khuỷu", "khuỷu"),
            ("cuả", "của", "của"),
            ("muà", "mùa", "mùa"),
            ("gíêng", "giếng", "giếng"),
            ("tuýên", "tuyến", "tuyến"),
            ("thuở", "thuở", "thuở"),
            ("xòong", "xoòng", "xoòng"),
            ("quỳnh", "quỳnh", "quỳnh"),
        ] {
            let syllable = Syllable::parse(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!(syllable.spell(ToneStyle::Old), old, "{word}");
            assert_eq!(syllable.spell(ToneStyle::New), new, "{word}");
        }
    }

    #[test]
    fn what_is_spelt_is_read_back() {
        for onset in ONSETS {
            for rime in RIMES {
                for tone in Tone::ALL {
                    let word = format!("{onset}{rime}");
                    let Some(syllable) =
                        Syllable::parse(&word).and_then(|s| s.with_tone(tone))
                    else {
                        continue;
                    };
                    for style in [ToneStyle::Old, ToneStyle::New] {
                        let spelt = syllable.spell(style);
                        assert_eq!(Syllable::parse(&spelt), Some(syllable), "{spelt}");
                    }
                }
            }
        }
    }
}

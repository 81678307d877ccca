//! Whether a word can be a Vietnamese syllable.
//!
//! A rule, not a dictionary: onset, vowels, coda, and the law that syllables closed by
//! a stop carry only the sharp or the heavy tone. It accepts syllables nobody uses;
//! it refuses nearly every foreign word with accents, which is what it is for.

use unicode_normalization::UnicodeNormalization;

/// Onsets, longest first; `gi` and `qu` take their vowel along.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Vowels that may stand before a coda.
const CLOSED: &str = "a ă â e ê i o ô ơ u ư y iê yê uô ươ oa oă oe uâ uê uy uyê oo";

/// Vowels that end a syllable.
const OPEN: &str = "a e ê i o ô ơ u ư y ia ya ua ưa ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi \
    ưu iêu yêu uôi ươi ươu oa oe oai oao oay oeo uê uy uơ uya uyu uây uêu";

/// Tells whether a word, in any Unicode form and case, is built like a Vietnamese
/// syllable. Words of several syllables, foreign words and numbers mostly are not.
///
/// ```
/// # use vntext::is_syllable;
/// assert!(is_syllable("Nghị") && is_syllable("quyết"));
/// assert!(!is_syllable("élève") && !is_syllable("tết2") && !is_syllable("càt"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let mut stop_tone = false;
    let plain: String = word
        .nfd()
        .filter(|mark| {
            let tone =
                matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            tones += usize::from(tone);
            stop_tone |= matches!(mark, '\u{301}' | '\u{323}');
            !tone
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .collect();
    tones <= 1
        && ONSETS.iter().any(|onset| {
            let Some(rime) = plain.strip_prefix(onset) else { return false };
            // "gì", "gìn", "quốc": the vowel of the onset is the vowel of the syllable.
            let shared = match *onset {
                "gi" => "i",
                "qu" => "u",
                _ => "",
            };
            [rime.to_owned(), format!("{shared}{rime}")]
                .iter()
                .any(|rime| is_rime(rime, tones == 1 && stop_tone))
        })
}

/// Whether `rime` is one; `stops` says that the tone allows a stop at its end.
fn is_rime(rime: &str, stops: bool) -> bool {
    CODAS.iter().any(|coda| {
        let Some(vowels) = rime.strip_suffix(coda) else { return false };
        let stop = matches!(*coda, "ch" | "c" | "p" | "t");
        let listed = if coda.is_empty() { OPEN } else { CLOSED };
        !vowels.is_empty()
            && listed.split_whitespace().any(|known| known == vowels)
            && (!stop || stops)
    })
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_of_the_language_are_accepted() {
        let text = "Chiều diễn hội nghị sơ kết và ký phát triển giữa tỉnh Hậu Giang với Cần Thơ \
            giai đoạn nghiệp nông thôn khuyến xuất nguyên liệu ngoài quốc quản quỹ khoẻ khỏe thuỷ \
            thủy hoà hòa gì gìn giếng giữ yêu khuya khuỷu xoong rượu bướu ngoằn khoáy Ủy ỷ ưu";
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
    }
}

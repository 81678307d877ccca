//! The letters of Vietnamese: twelve vowels in six tones, and `đ`.
//!
//! Every table of this crate that runs through the alphabet runs in this order: vowels
//! `a ă â e ê i o ô ơ u ư y`, each in the tones ngang, huyền, hỏi, ngã, sắc, nặng, and
//! `đ` at the end. It is the order of Vietnamese dictionaries.

/// A tone, in the order of dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Ngang: no mark.
    Ngang,
    /// Huyền: `à`.
    Huyen,
    /// Hỏi: `ả`.
    Hoi,
    /// Ngã: `ã`.
    Nga,
    /// Sắc: `á`.
    Sac,
    /// Nặng: `ạ`.
    Nang,
}

impl Tone {
    /// All six, in order.
    pub const ALL: [Self; 6] =
        [Self::Ngang, Self::Huyen, Self::Hoi, Self::Nga, Self::Sac, Self::Nang];

    /// Whether a syllable closed by `c`, `ch`, `p` or `t` may carry it.
    pub fn goes_with_stops(self) -> bool {
        matches!(self, Self::Sac | Self::Nang)
    }
}

/// How many letters differ from each other when case does not count.
pub(crate) const COUNT: usize = 73;

/// The small letters in the order of this module.
pub(crate) const SMALL: [char; COUNT] = [
    'a', 'à', 'ả', 'ã', 'á', 'ạ', 'ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ', 'â', 'ầ', 'ẩ', 'ẫ', 'ấ',
    'ậ', 'e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ', 'ê', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'i', 'ì', 'ỉ', 'ĩ',
    'í', 'ị', 'o', 'ò', 'ỏ', 'õ', 'ó', 'ọ', 'ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ơ', 'ờ', 'ở',
    'ỡ', 'ớ', 'ợ', 'u', 'ù', 'ủ', 'ũ', 'ú', 'ụ', 'ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'y', 'ỳ',
    'ỷ', 'ỹ', 'ý', 'ỵ', 'đ',
];

/// The capitals in the order of this module.
pub(crate) const CAPITAL: [char; COUNT] = [
    'A', 'À', 'Ả', 'Ã', 'Á', 'Ạ', 'Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ', 'Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ',
    'Ậ', 'E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ', 'Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ', 'I', 'Ì', 'Ỉ', 'Ĩ',
    'Í', 'Ị', 'O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ', 'Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ', 'Ơ', 'Ờ', 'Ở',
    'Ỡ', 'Ớ', 'Ợ', 'U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ', 'Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự', 'Y', 'Ỳ',
    'Ỷ', 'Ỹ', 'Ý', 'Ỵ', 'Đ',
];

/// Where the letter stands in the order, and whether it is a capital.
pub(crate) fn place(letter: char) -> Option<(usize, bool)> {
    // Most characters asked for are in none: ASCII consonants, marks, other alphabets.
    let vowel = matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if letter.is_ascii() && !vowel || letter > '\u{1EF9}' {
        return None;
    }
    let at = |letters: &[char; COUNT]| letters.iter().position(|&known| known == letter);
    at(&SMALL).map(|at| (at, false)).or_else(|| at(&CAPITAL).map(|at| (at, true)))
}

/// Splits a letter into itself without its tone, and the tone. Anything else comes back
/// as it is, in the tone ngang.
pub(crate) fn split(letter: char) -> (char, Tone) {
    if letter.is_ascii() {
        return (letter, Tone::Ngang);
    }
    match place(letter) {
        Some((at, capital)) if at < COUNT - 1 => {
            let letters = if capital { &CAPITAL } else { &SMALL };
            (letters[at - at % 6], Tone::ALL[at % 6])
        }
        _ => (letter, Tone::Ngang),
    }
}

/// Puts a tone on a vowel without one. Anything else comes back as it is.
pub(crate) fn join(letter: char, tone: Tone) -> char {
    match place(letter) {
        Some((at, capital)) if at < COUNT - 1 && at % 6 == 0 => {
            let letters = if capital { &CAPITAL } else { &SMALL };
            letters[at + tone as usize]
        }
        _ => letter,
    }
}

/// Whether a letter without its tone is a Vietnamese vowel; small letters only.
pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

/// The capital of a Vietnamese letter or another one that has a single capital.
pub(crate) fn capital_of(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

/// Gives `word` the case of `pattern`, letter by letter: first letter and rest.
pub(crate) fn with_case_of(word: &str, pattern: &str) -> String {
    let mut marks = pattern.chars().filter(|letter| letter.is_alphabetic());
    let first = marks.next().is_some_and(char::is_uppercase);
    let mut rest = marks.peekable();
    let all = first && rest.peek().is_some() && rest.all(char::is_uppercase);
    if all {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    match letters.next() {
        Some(letter) if first => letter.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_splits_and_joins() {
        for letter in SMALL.into_iter().chain(CAPITAL) {
            let (bare, tone) = split(letter);
            assert_eq!(join(bare, tone), letter);
            assert_eq!(split(bare).1, Tone::Ngang);
        }
        assert_eq!(split('Ậ'), ('Â', Tone::Nang));
        assert_eq!(join('ơ', Tone::Hoi), 'ở');
        assert_eq!((split('đ'), split('ñ')), (('đ', Tone::Ngang), ('ñ', Tone::Ngang)));
    }

    #[test]
    fn capitals_are_those_of_the_small_letters() {
        for (small, capital) in SMALL.into_iter().zip(CAPITAL) {
            assert!(small.to_uppercase().eq([capital]), "{small} {capital}");
        }
    }

    #[test]
    fn case_is_carried_over() {
        assert_eq!(with_case_of("hoàn", "Hòan"), "Hoàn");
        assert_eq!(with_case_of("hoàn", "HÒAN"), "HOÀN");
        assert_eq!(with_case_of("hoàn", "hòan"), "hoàn");
        assert_eq!(with_case_of("ý", "Í"), "Ý");
    }
}

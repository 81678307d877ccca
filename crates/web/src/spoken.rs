//! What is read aloud, for a person at a microphone: each article in breaths, and how
//! long it takes.
//!
//! The words are those of the SSML, as they are said, but cut at clauses alone: where an
//! engine would fall silent a person does not. A breath ends where a sentence ends, or a
//! clause that is long enough.

use crate::reading::{said, sentences};
use document::{Edition, Lang, read_aloud};

/// An article as an announcer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Its section; may be empty.
    pub section: String,
    /// Its title as written.
    pub title: String,
    /// Language it is read in.
    pub lang: Lang,
    /// What is said, breath by breath.
    pub breaths: Vec<Breath>,
    /// How long it takes, in seconds, at the pace of a loudspeaker.
    pub seconds: u32,
}

/// Words said in one breath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breath {
    /// The words.
    pub words: String,
    /// Whether a sentence ends here, where SSML pauses.
    pub ends_sentence: bool,
}

/// Characters a clause must have to be a breath: shorter ones would make reading choppy.
const SHORTEST: usize = 24;
/// Syllables a minute in Vietnamese, words a minute in English: slow enough for a
/// loudspeaker over a market.
const PACE: [u32; 2] = [190, 140];
/// A pause at a sentence's end and at a breath within one, in thousandths of a second.
const PAUSES: [u32; 2] = [700, 300];

/// The articles of an edition that have words, as they are read aloud, in order.
pub(crate) fn spoken(edition: &Edition) -> Vec<Spoken> {
    let lexicon = read_aloud::lexicon(edition);
    let all = edition.articles.iter().filter_map(|article| {
        let script = read_aloud::script(edition, article)?;
        let lang = edition.lang_of(article);
        let mut breaths = Vec::new();
        for sentence in sentences(&script) {
            breathe(&said(sentence, lang, &lexicon), &mut breaths);
        }
        let section = edition.section_of(article);
        Some(Spoken {
            section: section.map(|section| section.name.clone()).unwrap_or_default(),
            title: article.title.trim().to_owned(),
            lang,
            seconds: seconds(&breaths, lang),
            breaths,
        })
    });
    all.collect()
}

/// Cuts a sentence at the marks of its clauses.
fn breathe(said: &str, breaths: &mut Vec<Breath>) {
    let said = said.trim();
    let mut from = 0;
    let mut before = ' ';
    for (at, letter) in said.char_indices() {
        if letter.is_whitespace() && matches!(before, ',' | ';' | ':' | '–' | '—') {
            let (words, rest) = (&said[from..at], &said[at..]);
            let long = |text: &str| text.trim().chars().count() >= SHORTEST;
            if long(words) && long(rest) {
                breaths.push(Breath { words: words.trim().into(), ends_sentence: false });
                from = at;
            }
        }
        before = letter;
    }
    let words = said[from..].trim();
    if !words.is_empty() {
        breaths.push(Breath { words: words.into(), ends_sentence: true });
    }
}

/// How long it takes to say, pauses included.
fn seconds(breaths: &[Breath], lang: Lang) -> u32 {
    let pace = match lang {
        Lang::Vi => PACE[0],
        Lang::En => PACE[1],
    };
    let mut thousandths = 0;
    for breath in breaths {
        let said: u32 = breath.words.split_whitespace().map(syllables).sum();
        thousandths += said * 60_000 / pace;
        thousandths += PAUSES[usize::from(!breath.ends_sentence)];
    }
    thousandths.div_ceil(1000)
}

/// How often a voice begins anew in a word: once, and for numbers about once and a half
/// a digit, as in "hai mươi bảy".
fn syllables(word: &str) -> u32 {
    let digits = word.chars().filter(char::is_ascii_digit).count() as u32;
    match digits {
        0 if word.chars().any(char::is_alphabetic) => 1,
        0 => 0,
        digits => (digits * 3 / 2).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: &[&str]) {
        let mut breaths = Vec::new();
        breathe(said, &mut breaths);
        let got: Vec<&str> = breaths.iter().map(|breath| breath.words.as_str()).collect();
        assert_eq!(got, expected);
        assert_eq!(got.join(" "), said.trim(), "nothing is lost");
        let ends = breaths.iter().filter(|breath| breath.ends_sentence).count();
        assert_eq!(ends, 1, "only the last one ends the sentence");
    }

    #[test]
    fn a_breath_is_a_clause_that_is_long_enough() {
        check("Sáng qua, bà con ra đồng.", &["Sáng qua, bà con ra đồng."]);
        check(
            "Cán bộ thú y đến từng ấp trước ngày 20, bà con ở nhà chờ và giữ đàn vịt lại.",
            &[
                "Cán bộ thú y đến từng ấp trước ngày 20,",
                "bà con ở nhà chờ và giữ đàn vịt lại.",
            ],
        );
        check("Lúa gạo, trái cây, cá.", &["Lúa gạo, trái cây, cá."]);
    }

    #[test]
    fn time_is_that_of_a_slow_voice() {
        let words = |count: usize| Breath {
            words: vec!["tiếng"; count].join(" "),
            ends_sentence: true,
        };
        assert_eq!(seconds(&[words(190)], Lang::Vi), 61);
        assert_eq!(seconds(&[], Lang::Vi), 0);
        assert_eq!(syllables("27") + syllables("–") + syllables("xã"), 4);
    }
}

//! The script of an article in pieces that speech engines can hold.
//!
//! Some voices fall silent in the middle of a long utterance, so each piece is a
//! clause that is said in at most [`LONGEST`] characters.
//!
//! Invariant: the pieces, one after the other, are the script, to the last space.

use crate::html::json_block;
use document::{Article, Edition, Lang, read_aloud};
use vntext::Lexicon;

/// Longest utterance, in characters.
const LONGEST: usize = 180;

/// The data block of the reading; `None` when there is nothing to read.
pub(crate) fn data(edition: &Edition, article: &Article) -> Option<String> {
    let script = read_aloud::script(edition, article)?;
    let lang = edition.lang_of(article);
    let lexicon = read_aloud::lexicon(edition);
    let (pieces, said): (Vec<&str>, Vec<String>) =
        utterances(&script, lang, &lexicon).into_iter().unzip();
    Some(json_block(&serde_json::json!({
        "lang": voice(lang),
        "utterances": pieces,
        "said": said,
        "script": script,
    })))
}

/// The language of the voice (BCP 47).
pub(crate) fn voice(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    }
}

/// How a piece is said: dates, numbers and abbreviations written out, which engines
/// stumble over.
pub(crate) fn said(piece: &str, lang: Lang, lexicon: &Lexicon) -> String {
    match lang {
        Lang::Vi => vntext::speak(piece, lexicon),
        Lang::En => piece.trim().to_owned(),
    }
}

/// Cuts a script at sentences; a longer sentence at clauses, a longer clause between
/// words, a longer word anywhere. Beside each piece stands how it is said.
pub(crate) fn utterances<'s>(
    script: &'s str,
    lang: Lang,
    lexicon: &Lexicon,
) -> Vec<(&'s str, String)> {
    let mut pieces = Vec::new();
    for mut rest in sentences(script) {
        while !rest.is_empty() {
            let mut piece = rest;
            let mut spoken = said(piece, lang, lexicon);
            loop {
                let (length, longest) = (piece.chars().count(), spoken.chars().count());
                if length.max(longest) <= LONGEST || length == 1 {
                    break;
                }
                // What is written out grows: the piece is cut by as much.
                let most = LONGEST.min(length * LONGEST / longest.max(1)).max(1);
                piece = &piece[..place_to_cut(piece, most)];
                spoken = said(piece, lang, lexicon);
            }
            pieces.push((piece, spoken));
            rest = &rest[piece.len()..];
        }
    }
    pieces
}

/// The sentences of a script, with the spaces behind them.
pub(crate) fn sentences(script: &str) -> Vec<&str> {
    cut_after(script, &['.', '!', '?', '…'])
}

/// Stretches that end after one of `marks`, closing marks and white space included.
fn cut_after<'t>(text: &'t str, marks: &[char]) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut ended = false;
    let mut spaced = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            spaced = ended;
        } else {
            if spaced {
                pieces.push(&text[start..at]);
                start = at;
            }
            spaced = false;
            let closing = matches!(letter, '”' | '"' | '’' | ')' | '»');
            ended = marks.contains(&letter) || (ended && closing);
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Where a piece of at most `most` characters of a long sentence ends, in bytes.
fn place_to_cut(sentence: &str, most: usize) -> usize {
    let limit = sentence.char_indices().nth(most).map_or(sentence.len(), |(at, _)| at);
    // The space after a clause may stand just beyond the limit: it stays behind.
    let head = &sentence[..limit];
    let mut clause = None;
    let mut word = None;
    let mut before = ' ';
    for (at, letter) in head.char_indices() {
        if letter.is_whitespace() {
            let end = at + letter.len_utf8();
            word = Some(end);
            if matches!(before, ',' | ';' | ':' | '–' | '—' | '”') {
                clause = Some(end);
            }
        }
        before = letter;
    }
    // A clause in the first third would make listening choppy.
    clause.filter(|end| *end * 3 > limit).or(word).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &[&str]) {
        let (pieces, said): (Vec<&str>, Vec<String>) =
            utterances(script, Lang::Vi, &Lexicon::office()).into_iter().unzip();
        assert_eq!(pieces.concat(), script);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= LONGEST));
        assert!(said.iter().all(|said| said.chars().count() <= LONGEST));
        if !expected.is_empty() {
            assert_eq!(pieces, expected);
        }
    }

    #[test]
    fn sentences_are_pieces_and_nothing_is_lost() {
        check(
            "Tiêu đề bài viết: Ký kết. Nội dung như sau: “Vì sao?” Vì 3.270 em… Hết.",
            &[
                "Tiêu đề bài viết: Ký kết. ",
                "Nội dung như sau: “Vì sao?” ",
                "Vì 3.270 em… ",
                "Hết.",
            ],
        );
        check("  Hai  khoảng. \n Trắng ", &[]);
        check("", &[]);
    }

    #[test]
    fn what_engines_stumble_over_is_written_out() {
        assert_eq!(
            said(
                "Ngày 26-2-2021, UBND TP Cần Thơ ký kết. ",
                Lang::Vi,
                &Lexicon::office()
            ),
            "Ngày 26 tháng 2 năm 2021, Ủy ban nhân dân thành phố Cần Thơ ký kết.",
        );
        assert_eq!(said("On 26-2-2021. ", Lang::En, &Lexicon::office()), "On 26-2-2021.");
    }

    #[test]
    fn long_sentences_are_cut_at_clauses_then_words() {
        let clauses =
            "mười lăm năm qua hai địa phương đã ký kết nhiều chương trình, ".repeat(6);
        check(&clauses, &[]);
        assert!(utterances(&clauses, Lang::Vi, &Lexicon::office())[0].0.ends_with(", "));
        check(&"ký kết ".repeat(80), &[]);
        check(&"ô".repeat(500), &[]);
        check(&"ư ".repeat(90), &[]);
        check(&format!("{}. Hết.", "ư".repeat(179)), &[]);
    }
}

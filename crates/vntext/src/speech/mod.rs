//! Text as it is said.
//!
//! Speech engines stumble where writing is short: they read "UBND" as English, a date as
//! three numbers and a telephone number as one. [`speak`] writes such places out. It
//! leaves whole numbers in digits, since every engine reads them and people differ
//! (nghìn, ngàn; linh, lẻ), and leaves ordinary words alone.
//!
//! What an article's script consists of is decided where the article is known; here is
//! only its sound. Abbreviations are the caller's: a [`Lexicon`], which may begin with
//! ours.
//!
//! Invariants:
//! - Syllables of the language come out as they went in.
//! - The result has one line for each line of the text, single spaces, and no pause mark
//!   twice.

mod code;
mod day;
mod lexicon;
mod measure;
mod number;
mod reader;
mod utterance;

pub use lexicon::Lexicon;
pub use utterance::utterances;

use crate::tidy::nfc;
use reader::Reader;

/// Writes a text out for a speech engine.
///
/// ```
/// # use vntext::{Lexicon, speak};
/// let lexicon = Lexicon::office();
/// assert_eq!(
///     speak("Ngày 26-2-2021, UBND TP Cần Thơ hỗ trợ 12,5%", &lexicon),
///     "Ngày 26 tháng 2 năm 2021, Ủy ban nhân dân thành phố Cần Thơ hỗ trợ 12 phẩy 5 phần trăm",
/// );
/// ```
pub fn speak(text: &str, lexicon: &Lexicon) -> String {
    let text = nfc(text);
    let lines: Vec<String> =
        text.lines().map(|line| tidied(&Reader::new(line, lexicon).read())).collect();
    lines.join("\n")
}

/// Single spaces, none before a mark, and of pause marks in a row the strongest.
fn tidied(read: &str) -> String {
    let mut tidied = String::with_capacity(read.len());
    for letter in read.chars() {
        let last = tidied.chars().next_back();
        match letter {
            _ if letter.is_whitespace() => {
                if last.is_some_and(|last| last != ' ') {
                    tidied.push(' ');
                }
            }
            ',' | ';' | '.' | '!' | '?' => {
                while tidied.ends_with(' ') {
                    tidied.pop();
                }
                match tidied.chars().next_back() {
                    // A pause needs something before it.
                    None => {}
                    Some(',' | ';') => {
                        tidied.pop();
                        tidied.push(letter);
                    }
                    Some('.' | '!' | '?' | ':') if matches!(letter, ',' | ';' | '.') => {}
                    Some(_) => tidied.push(letter),
                }
            }
            _ => {
                let joined = matches!(last, Some(',' | ';')) && letter.is_alphabetic();
                if joined {
                    tidied.push(' ');
                }
                tidied.push(letter);
            }
        }
    }
    let end = tidied.trim_end().trim_end_matches([',', ';']).trim_end().len();
    tidied.truncate(end);
    tidied
}

#[cfg(test)]
mod tests;

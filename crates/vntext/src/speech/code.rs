//! Numbers of documents and other codes, said letter by letter.

use super::lexicon::Lexicon;
use super::number::{digits, spelt};
use crate::syllable::is_syllable;

/// Longest signs of a document, in characters.
const LONGEST_SIGNS: usize = 48;

/// The number of a document at the beginning of `text`, given the word before it:
/// `42/2022/NĐ-CP`, `20-NQ/TW`, `126/2025/QH15`.
///
/// "số" is said unless it stands there; the signs behind are looked up as a whole, then
/// spelt.
pub(super) fn document(
    text: &str,
    before: &str,
    lexicon: &Lexicon,
) -> Option<(String, usize)> {
    let count = digits(text);
    let mark = text[count..].chars().next()?;
    if count == 0 || !matches!(mark, '/' | '-') {
        return None;
    }
    let mut at = count + 1;
    let mut said = text[..count].trim_start_matches('0').to_owned();
    let year = digits(&text[at..]);
    if mark == '/' && year == 4 && text[at + 4..].starts_with('/') {
        said = format!("{said} năm {}", &text[at..at + 4]);
        at += 5;
    }
    let signs = signs(&text[at..])?;
    let named = if before.to_lowercase() == "số" { "" } else { "số " };
    let signs_said = match lexicon.get(signs) {
        Some(said) => said.to_owned(),
        None => spelt_apart(signs),
    };
    Some((format!("{named}{said} {signs_said}"), at + signs.len()))
}

/// "NĐ-CP", "NQ/TW", "QĐ-TTg", "QH15": capitals and what ties them, to the end of the word.
fn signs(text: &str) -> Option<&str> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let is_part = |l: char| l.is_alphanumeric() || matches!(l, '-' | '/' | '&');
    let near = text.char_indices().take(LONGEST_SIGNS + 1);
    let end = near.take_while(|(_, letter)| is_part(*letter)).last();
    let end = end.map_or(0, |(at, letter)| at + letter.len_utf8());
    if text[..end].chars().count() > LONGEST_SIGNS {
        return None;
    }
    let signs = text[..end].trim_end_matches(['-', '/', '&']);
    let parts: Vec<&str> = signs.split(['-', '/', '&']).collect();
    // At least two capitals: "12-A" may be a house.
    let capitals = signs.chars().filter(|letter| letter.is_uppercase()).count();
    let shaped = parts.iter().all(|part| part.starts_with(char::is_uppercase))
        && capitals >= 2
        && parts
            .iter()
            .all(|part| part.chars().skip(1).filter(|l| l.is_lowercase()).count() <= 1);
    shaped.then_some(signs)
}

/// Letters one by one, numbers whole: "QH15" is "Q H 15".
pub(super) fn spelt_apart(text: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut number = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if !number.is_empty() {
            said.push(std::mem::take(&mut number));
        }
        if letter.is_alphabetic() {
            said.push(letter.to_uppercase().collect());
        }
    }
    if !number.is_empty() {
        said.push(number);
    }
    said.join(" ")
}

/// Whether capitals are said one by one: no syllable, and short or with three consonants
/// in a row ("UBND", but not "UNESCO").
pub(super) fn is_spelt(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().all(|l| l.is_uppercase() || l.is_ascii_digit());
    let marked = word.chars().any(|letter| !letter.is_ascii() && letter != 'Đ');
    let crowded = word
        .split(['A', 'E', 'I', 'O', 'U', 'Y'])
        .any(|consonants| consonants.chars().count() >= 3);
    capitals
        && (2..=7).contains(&letters)
        && !marked
        && !is_syllable(word)
        && (letters <= 3 || crowded)
}

/// An address as it is said: "a còng" and "chấm".
pub(super) fn address(word: &str) -> String {
    let mut said = String::new();
    let word = word.trim_start_matches("https://").trim_start_matches("http://");
    for letter in word.trim_end_matches('/').chars() {
        match letter {
            '.' => said.push_str(" chấm "),
            '@' => said.push_str(" a còng "),
            '/' => said.push_str(" gạch chéo "),
            '-' => said.push_str(" gạch nối "),
            '_' => said.push_str(" gạch dưới "),
            _ => said.push(letter),
        }
    }
    match said.strip_prefix("www ") {
        Some(rest) => format!("{} {rest}", spelt("WWW")),
        None => said,
    }
}

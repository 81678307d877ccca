//! Pieces short enough to be spoken at once.

use crate::sentence::sentences;
use std::ops::Range;

/// Splits a text into utterances of at most `longest` characters: sentences, and parts
/// of long ones, cut at the last pause, else at the last space that fits.
///
/// Browsers stop speaking in the middle of long utterances; 200 characters are safe. A
/// word longer than `longest` stays whole.
///
/// ```
/// # use vntext::utterances;
/// let text = "Câu ngắn. Câu thứ hai dài hơn, có một chỗ nghỉ.";
/// let parts: Vec<&str> = utterances(text, 30).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(parts, ["Câu ngắn.", "Câu thứ hai dài hơn,", "có một chỗ nghỉ."]);
/// ```
pub fn utterances(text: &str, longest: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let mut from = sentence.start;
        while let Some(end) = cut(&text[from..sentence.end], longest) {
            found.push(from..from + end);
            let rest = &text[from + end..sentence.end];
            from = sentence.end - rest.trim_start().len();
        }
        found.push(from..sentence.end);
    }
    found
}

/// Where to cut, if the text is too long and can be cut; never at its end.
fn cut(text: &str, longest: usize) -> Option<usize> {
    if text.chars().count() <= longest {
        return None;
    }
    let limit = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    let spaces = || text.char_indices().filter(|(at, l)| *at > 0 && l.is_whitespace());
    let fits = |(at, _): &(usize, char)| *at <= limit;
    let marks = [',', ';', ':', '.', '!', '?', '…', '–', ')', '”'];
    let pause = spaces().rfind(|space| fits(space) && text[..space.0].ends_with(marks));
    // A pause in the first third would leave a stub.
    let pause = pause.filter(|(at, _)| text[..*at].chars().count() * 3 >= longest);
    let (at, _) = pause.or_else(|| spaces().rfind(fits)).or_else(|| spaces().next())?;
    let at = text[..at].trim_end().len();
    (at > 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, longest: usize, expected: &[&str]) {
        let parts: Vec<&str> =
            utterances(text, longest).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn long_sentences_are_cut_where_a_voice_pauses() {
        check("một hai, ba bốn năm sáu", 12, &["một hai,", "ba bốn năm", "sáu"]);
        check("một, hai ba bốn năm sáu", 18, &["một, hai ba bốn", "năm sáu"]);
        check("dàidàidàidàidài hai", 5, &["dàidàidàidàidài", "hai"]);
        check("Một. Hai.\nBa", 200, &["Một.", "Hai.", "Ba"]);
        check("", 10, &[]);
        check("một hai", 0, &["một", "hai"]);
    }
}

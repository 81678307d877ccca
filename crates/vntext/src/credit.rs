//! Captions that carry their credit: "Quang cảnh Hội nghị. Ảnh: Đan Phượng".

/// The words a credit begins with, before their colon.
const OPENINGS: [&str; 20] = [
    "Ảnh minh họa",
    "Ảnh minh hoạ",
    "Ảnh tư liệu",
    "Nguồn ảnh",
    "Ảnh",
    "Minh họa",
    "Minh hoạ",
    "Đồ họa",
    "Đồ hoạ",
    "Tranh",
    "Nguồn",
    "Photographs",
    "Photograph",
    "Photos",
    "Photo",
    "Picture",
    "Illustration",
    "Graphic",
    "Credit",
    "Source",
];

/// Longest credit, in characters; anything longer is a sentence of the caption.
const LONGEST_CREDIT: usize = 120;

/// Splits a caption from the credit at its end.
///
/// The credit keeps its word ("Ảnh: …"), since newspapers print it so; brackets,
/// dashes and emphasis that only set it apart are gone. Without a credit the caption
/// comes back whole, trimmed, beside an empty credit.
///
/// ```
/// # use vntext::split_credit;
/// let (caption, credit) = split_credit("Quang cảnh Hội nghị (Ảnh: Đan Phượng)");
/// assert_eq!((caption.as_str(), credit.as_str()), ("Quang cảnh Hội nghị", "Ảnh: Đan Phượng"));
/// ```
pub fn split_credit(text: &str) -> (String, String) {
    let text = text.trim();
    for (at, _) in text.char_indices() {
        let Some(opening) = opening(text, at) else { continue };
        let (before, after) = (&text[..at], &text[at..]);
        let (caption, wrapping) = unwrap(before);
        if let Some(credit) = credit(after, opening, wrapping) {
            return (caption.to_owned(), credit);
        }
    }
    (text.to_owned(), String::new())
}

/// The length of the credit word at `at` with its colon, if a credit begins there.
///
/// Between words it must be capitalised: "tấm ảnh: …" is part of a sentence.
fn opening(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].chars().next_back();
    // What is raised or struck goes on with the word before it.
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '^' | '~')) {
        return None;
    }
    let set_apart = matches!(before, None | Some('(' | '[' | '*' | '_'));
    OPENINGS.iter().find_map(|word| {
        let rest = strip(&text[at..], word, set_apart)?;
        let colon = rest.trim_start_matches(is_blank).strip_prefix([':', '：'])?;
        Some(text.len() - at - colon.len())
    })
}

/// Strips `word`; its first letter may be small when `any_case`.
fn strip<'a>(text: &'a str, word: &str, any_case: bool) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix(word) {
        return Some(rest);
    }
    let mut letters = word.chars();
    let first: String = letters.next()?.to_lowercase().collect();
    text.strip_prefix(&first).filter(|_| any_case)?.strip_prefix(letters.as_str())
}

/// Takes the marks off the end of a caption that only set the credit apart.
fn unwrap(before: &str) -> (&str, &str) {
    let caption = before.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '*' | '_' | '-' | '–' | '—' | '|' | ',' | ';')
    });
    (caption, before[caption.len()..].trim())
}

/// Reads the credit `text`, whose word and colon are `opening` bytes long.
fn credit(text: &str, opening: usize, wrapping: &str) -> Option<String> {
    let mut credit = text.trim_end();
    for mark in wrapping.chars().rev() {
        credit = match mark {
            '(' => strip_end(credit, ')'),
            '[' => strip_end(credit, ']'),
            '*' | '_' => strip_end(credit, mark),
            _ => credit,
        };
    }
    // "Ảnh: TTXVN." but not "Ảnh: T.V.A."
    if let Some(rest) = credit.strip_suffix('.')
        && !rest.chars().rev().nth(1).is_some_and(|c| matches!(c, '.' | ' '))
        && !rest.ends_with('.')
    {
        credit = rest;
    }
    let name = credit.get(opening..)?;
    let fits = name.contains(char::is_alphanumeric)
        && credit.chars().count() <= LONGEST_CREDIT
        && !credit.contains('\n')
        && only_credits(name);
    fits.then(|| credit.trim_end().to_owned())
}

/// Strips a closing mark, looking through a full stop after it.
fn strip_end(text: &str, mark: char) -> &str {
    let bare = text.trim_end();
    let bare = bare.strip_suffix('.').filter(|rest| rest.ends_with(mark)).unwrap_or(bare);
    bare.strip_suffix(mark).unwrap_or(text).trim_end()
}

/// Whether every sentence after the first is a credit too.
fn only_credits(name: &str) -> bool {
    name.match_indices([' ', '\u{a0}']).all(|(at, _)| {
        let before = &name[..at];
        let Some(word) = before.strip_suffix(['.', '!', '?', '…', ')']) else {
            return true;
        };
        // "T. Vũ" is a name, not the end of a sentence.
        let initial = word.chars().rev().take_while(|c| c.is_alphanumeric()).count() < 2;
        let rest = name[at..].trim_start();
        initial && !word.is_empty()
            || !rest.starts_with(char::is_uppercase)
            || opening(rest, 0).is_some()
    })
}

fn is_blank(letter: char) -> bool {
    crate::tidy::is_space(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, caption: &str, credit: &str) {
        assert_eq!(split_credit(text), (caption.to_owned(), credit.to_owned()), "{text}");
    }

    #[test]
    fn credits_at_the_end_are_found() {
        check(
            "Quang cảnh Hội nghị. Ảnh: Đan Phượng",
            "Quang cảnh Hội nghị.",
            "Ảnh: Đan Phượng",
        );
        check(
            "Quang cảnh Hội nghị (Ảnh: Đan Phượng)",
            "Quang cảnh Hội nghị",
            "Ảnh: Đan Phượng",
        );
        check(
            "Quang cảnh Hội nghị (ảnh: Đan Phượng).",
            "Quang cảnh Hội nghị",
            "ảnh: Đan Phượng",
        );
        check("Bến Ninh Kiều – Ảnh: TTXVN.", "Bến Ninh Kiều", "Ảnh: TTXVN");
        check("Bến Ninh Kiều Ảnh : T.V.A.", "Bến Ninh Kiều", "Ảnh : T.V.A.");
        check("Sông Hậu. Minh họa: Bản tin", "Sông Hậu.", "Minh họa: Bản tin");
        check("The river. Photo: J. Smith", "The river.", "Photo: J. Smith");
        check("Lễ ký. *Ảnh: Đan Phượng*", "Lễ ký.", "Ảnh: Đan Phượng");
        check("Ảnh: Đan Phượng", "", "Ảnh: Đan Phượng");
        check(
            "Lễ ký. Ảnh: Đan Phượng. Đồ họa: Mỹ Lệ",
            "Lễ ký.",
            "Ảnh: Đan Phượng. Đồ họa: Mỹ Lệ",
        );
    }

    #[test]
    fn sentences_are_no_credits() {
        for text in [
            "Quang cảnh Hội nghị",
            "",
            "Ảnh chụp tại Hậu Giang",
            "Người dân xem tấm ảnh: một kỷ niệm",
            "Ảnh: Lãnh đạo ký kết. Toàn cảnh Hội nghị chiều 26-2",
            "Ảnh:",
        ] {
            check(text, text, "");
        }
    }
}

//! What the look of a paragraph tells.

use crate::manuscript::{Para, Placed, Role};

/// Longest title, in words.
pub(super) const LONGEST_TITLE: usize = 40;

/// Longest faked heading, in words.
const LONGEST_HEADING: usize = 20;

/// Longest caption, in words.
const LONGEST_CAPTION: usize = 60;

/// Longest line that is a caption by its place alone, in words.
const LONGEST_BARE_CAPTION: usize = 25;

/// Longest line of names, in words.
const LONGEST_NAMES: usize = 10;

/// How captions and credits begin, folded.
const CAPTION_WORDS: [&str; 9] = [
    "anh:",
    "anh minh hoa",
    "hinh:",
    "chu thich:",
    "chu thich anh:",
    "minh hoa:",
    "(anh",
    "photo:",
    "caption:",
];

/// How lines of authors begin, folded.
const BYLINE_WORDS: [&str; 16] = [
    "tac gia:",
    "bai va anh:",
    "bai, anh:",
    "bai - anh:",
    "bai:",
    "tin, anh:",
    "tin va anh:",
    "tin:",
    "thuc hien:",
    "nguoi viet:",
    "theo tac gia:",
    "but danh:",
    "bai viet:",
    "by:",
    "author:",
    "words:",
];

/// How a source begins, folded.
const SOURCE_WORDS: [&str; 4] = ["nguon:", "(nguon:", "source:", "nguon tin:"];

/// Whether it is a caption wherever it stands.
pub(super) fn is_surely_caption(para: &Para) -> bool {
    let words = para.words();
    let folded = vntext::fold(words.trim());
    if para.role == Role::Caption {
        return true;
    }
    if vntext::words(&words) > LONGEST_CAPTION
        || matches!(para.role, Role::Heading(_) | Role::Title)
    {
        return false;
    }
    CAPTION_WORDS.iter().any(|start| folded.starts_with(start))
        || numbered(&folded)
        || !vntext::split_credit(words.trim()).1.is_empty() && !begins_byline(&folded)
}

/// "Hình 1. …", "Ảnh 2: …".
fn numbered(folded: &str) -> bool {
    ["hinh ", "anh ", "fig. ", "figure "].iter().any(|word| {
        folded.strip_prefix(word).is_some_and(|rest| {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            after.len() < rest.len() && after.starts_with(['.', ':', ' ', '-', '–'])
        })
    })
}

/// Whether it may be the caption of a picture right before it.
pub(super) fn could_be_caption(para: &Para, body: u16) -> bool {
    if is_surely_caption(para) {
        return true;
    }
    let is_smaller = is_smaller(para, body);
    let words = para.words();
    let count = vntext::words(&words);
    let is_set_apart =
        is_smaller || para.is_all(|look| look.italic) || para.placed == Placed::Centre;
    // A short bold line at the left is a heading, unless it is small.
    let is_bold = para.is_all(|look| look.bold) && !is_smaller;
    let could_head = is_bold && count <= LONGEST_HEADING && para.placed != Placed::Centre;
    let is_bare = count <= LONGEST_BARE_CAPTION && !ends_sentence(&words) && !is_bold;
    let plain = para.role == Role::Plain && para.list.is_none();
    plain && (is_set_apart && count <= LONGEST_CAPTION && !could_head || is_bare)
}

/// Whether it is set smaller than the text; `body` is the usual size.
fn is_smaller(para: &Para, body: u16) -> bool {
    para.size() > 0 && para.size() < body
}

/// The level of a heading, also of one that only looks so; `body` is the usual size.
pub(super) fn heading(para: &Para, body: u16) -> Option<u8> {
    if let Role::Heading(level) = para.role {
        return Some(level);
    }
    let words = para.words();
    let words = words.trim();
    let count = vntext::words(words);
    let shape = para.role == Role::Plain
        && para.list.is_none()
        && (1..=LONGEST_HEADING).contains(&count)
        && !words.ends_with(['.', ',', ';', '”', '…'])
        && !is_surely_caption(para)
        && !is_smaller(para, body);
    let is_larger = body > 0 && para.size() >= body + 4;
    (shape && (para.is_all(|look| look.bold) || is_larger || is_capitals(words)))
        .then_some(2)
}

/// Whether a line is written in capitals: two words of letters at least.
pub(super) fn is_capitals(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 4
        && letters().all(|c| !c.is_lowercase())
        && vntext::words(words) >= 2
}

/// Whether a first paragraph may be the title.
pub(super) fn could_be_title(para: &Para, body: u16) -> bool {
    let words = para.words();
    let count = vntext::words(&words);
    if para.list.is_some()
        || count == 0
        || count > LONGEST_TITLE
        || is_surely_caption(para)
    {
        return false;
    }
    let stands_out = para.is_all(|look| look.bold)
        || para.placed == Placed::Centre
        || is_capitals(&words)
        || body > 0 && para.size() >= body + 4;
    matches!(para.role, Role::Title | Role::Heading(_))
        || stands_out && !words.trim().ends_with('.')
        || !ends_sentence(&words)
}

/// Whether a paragraph opens an article by its look: a heading or title that stands out.
pub(super) fn opens(para: &Para, body: u16) -> bool {
    let bold = para.is_all(|look| look.bold);
    could_be_title(para, body)
        && (matches!(para.role, Role::Title | Role::Heading(1))
            || bold && (para.placed == Placed::Centre || body > 0 && para.size() > body)
            || bold && is_capitals(&para.words()))
}

/// Who wrote it: the words after "Tác giả:", or a line that is only names, set apart.
pub(super) fn byline(para: &Para) -> Option<(String, bool)> {
    let words = vntext::tidy(&para.words());
    let folded = vntext::fold(&words);
    if begins_byline(&folded) {
        let (_, names) = words.split_once(':')?;
        let few = vntext::words(names) <= 2 * LONGEST_NAMES;
        return (few && !names.trim().is_empty())
            .then(|| (names.trim().to_owned(), false));
    }
    if para.role == Role::Author {
        return Some((words, false));
    }
    let is_apart = para.placed == Placed::Right
        || para.is_all(|look| look.bold)
        || para.is_all(|look| look.italic);
    let shape = para.list.is_none()
        && para.role == Role::Plain
        && vntext::words(&words) <= LONGEST_NAMES
        && !ends_sentence(&words)
        && !words.contains(char::is_numeric);
    (is_apart && are_names(&words) && shape).then_some((words, true))
}

/// Whether all words begin with a capital, as those of names do.
pub(super) fn are_names(words: &str) -> bool {
    words
        .split([' ', '-', '–', ',', '&', '.', '/'])
        .filter(|word| !word.is_empty() && *word != "và")
        .all(|word| word.starts_with(char::is_uppercase))
}

fn begins_byline(folded: &str) -> bool {
    BYLINE_WORDS.iter().any(|start| folded.starts_with(start))
}

/// Where it was taken from: "Nguồn: …", "(Theo TTXVN)".
pub(super) fn source(para: &Para) -> Option<String> {
    let words = vntext::tidy(&para.words());
    let folded = vntext::fold(&words);
    let few = vntext::words(&words) <= LONGEST_NAMES;
    if SOURCE_WORDS.iter().any(|start| folded.starts_with(start)) && few {
        let (_, source) = words.split_once(':')?;
        return Some(source.trim().trim_end_matches(')').to_owned());
    }
    let theo = words.trim_matches(['(', ')', '.']);
    let rest = theo.strip_prefix("Theo ")?;
    let named = rest.starts_with(char::is_uppercase);
    (few && named && (words.starts_with('(') || para.placed == Placed::Right))
        .then(|| rest.to_owned())
}

/// Whether a line ends as sentences end.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', '…', ':', ';', ',', '”', '"'])
}

//! One caption for several pictures: `Ảnh trái: Lễ ký. Ảnh phải: Quang cảnh.`
//!
//! Newspapers set the words of pictures that stand together as one line below them and
//! tell them apart by place: left and right for two, from left to right for three and
//! more. [`join`] makes such a line of the captions there are; [`part`] takes it apart.
//! Where the line is set is the press's and the web's business.

use crate::Lang;
use crate::body::{self, Inline};

/// Joins the captions of pictures that stand side by side, in their order; those
/// without words are left out. Markup stays.
///
/// ```
/// use document::{Lang, body, caption};
/// let captions = ["Lễ ký.", "*Quang cảnh* Hội nghị"].map(|text| body::parse_inline(text));
/// let joined = caption::join(&captions, Lang::Vi);
/// assert_eq!(body::write_inline(&joined), "Ảnh trái: Lễ ký. Ảnh phải: *Quang cảnh* Hội nghị.");
/// ```
pub fn join(captions: &[Vec<Inline>], lang: Lang) -> Vec<Inline> {
    let mut joined = Vec::new();
    let said = |caption: &[Inline]| body::plain_text(caption).trim().to_owned();
    for (place, caption) in captions.iter().enumerate() {
        let words = said(caption);
        if words.is_empty() {
            continue;
        }
        let space = if joined.is_empty() { "" } else { " " };
        joined
            .push(Inline::Text(format!("{space}{}", label(place, captions.len(), lang))));
        joined.extend(caption.iter().cloned());
        if !words.ends_with(['.', '!', '?', '…']) {
            joined.push(Inline::Text(".".into()));
        }
    }
    // Parsed again so that neighbouring words are one piece.
    body::parse_inline(&body::write_inline(&joined))
}

/// Takes a caption for `count` pictures apart, by `Ảnh trái:` and `Ảnh phải:` or by
/// numbers. `None` unless each picture gets words.
///
/// It knows what people write: `Trái:`, `Bên phải:`, `Left:`, `1.`, `(2)`, `Ảnh 3:`.
pub fn part(caption: &[Inline], count: usize) -> Option<Vec<String>> {
    let text = body::plain_text(caption);
    let mut begins: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for place in 0..count {
        let (at, length) = find_label(&text, from, place, count)?;
        begins.push((at, at + length));
        from = at + length;
    }
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let parts: Vec<String> = begins
        .iter()
        .zip(ends)
        .map(|((_, begin), end)| {
            text[*begin..end].trim().trim_end_matches([';', ',']).trim().to_owned()
        })
        .collect();
    (count > 1 && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}

fn label(place: usize, count: usize, lang: Lang) -> String {
    match (count, place, lang) {
        (1, ..) => String::new(),
        (2, 0, Lang::Vi) => "Ảnh trái: ".into(),
        (2, _, Lang::Vi) => "Ảnh phải: ".into(),
        (2, 0, Lang::En) => "Left: ".into(),
        (2, _, Lang::En) => "Right: ".into(),
        (_, _, Lang::Vi) => format!("Ảnh {}: ", place + 1),
        (_, _, Lang::En) => format!("Photo {}: ", place + 1),
    }
}

/// Where the label of the picture at `place` stands from `from` on, and how long it is.
fn find_label(
    text: &str,
    from: usize,
    place: usize,
    count: usize,
) -> Option<(usize, usize)> {
    let sides: [&[&str]; 2] = [
        &["Ảnh bên trái", "Ảnh trái", "Bên trái", "Trái", "Left"],
        &["Ảnh bên phải", "Ảnh phải", "Bên phải", "Phải", "Right"],
    ];
    let number = place + 1;
    let numbers = [
        format!("Ảnh {number}:"),
        format!("Photo {number}:"),
        format!("({number})"),
        format!("{number}."),
        format!("{number}:"),
    ];
    for (at, _) in text[from..].char_indices().map(|(at, c)| (at + from, c)) {
        if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = &text[at..];
        for label in if count == 2 { sides[place] } else { &[] } {
            let bare = rest.strip_prefix('(').unwrap_or(rest);
            let Some(after) = strip_any_case(bare, label) else { continue };
            let marks = after.trim_start_matches([')', ' ', '\u{a0}']);
            if let Some(words) = marks.strip_prefix(':').or_else(|| {
                // "(trái)" needs no colon.
                (bare.len() < rest.len() && after.starts_with(')')).then_some(marks)
            }) {
                return Some((at, rest.len() - words.len()));
            }
        }
        if let Some(found) = numbers.iter().find(|label| rest.starts_with(label.as_str()))
        {
            return Some((at, found.len()));
        }
    }
    None
}

/// Strips `word`, whose first letter may be small.
fn strip_any_case<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix(word) {
        return Some(rest);
    }
    let mut letters = word.chars();
    let first: String = letters.next()?.to_lowercase().collect();
    text.strip_prefix(&first)?.strip_prefix(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(captions: &[&str], lang: Lang, expected: &str) {
        let captions: Vec<_> =
            captions.iter().map(|caption| body::parse_inline(caption)).collect();
        let joined = join(&captions, lang);
        assert_eq!(body::write_inline(&joined), expected);
    }

    #[track_caller]
    fn parts(caption: &str, count: usize, expected: Option<&[&str]>) {
        let found = part(&body::parse_inline(caption), count);
        let found =
            found.as_ref().map(|parts| parts.iter().map(String::as_str).collect());
        assert_eq!(found, expected.map(<[&str]>::to_vec), "{caption}");
    }

    #[test]
    fn two_are_left_and_right_and_more_are_counted() {
        check(&["Một", "Hai"], Lang::Vi, "Ảnh trái: Một. Ảnh phải: Hai.");
        check(&["One", "Two!"], Lang::En, "Left: One. Right: Two!");
        check(&["A", "B", "C"], Lang::Vi, "Ảnh 1: A. Ảnh 2: B. Ảnh 3: C.");
        check(&["A", "", "C"], Lang::En, "Photo 1: A. Photo 3: C.");
        check(&["Một mình"], Lang::Vi, "Một mình.");
        check(&["", ""], Lang::Vi, "");
    }

    #[test]
    fn a_caption_for_all_is_taken_apart_by_its_places() {
        parts(
            "Ảnh trái: Lễ ký. Ảnh phải: Quang cảnh.",
            2,
            Some(&["Lễ ký.", "Quang cảnh."]),
        );
        parts("(Trái) Lễ ký; (phải) Quang cảnh", 2, Some(&["Lễ ký", "Quang cảnh"]));
        parts("Bên trái: A. Bên phải: B", 2, Some(&["A.", "B"]));
        parts(
            "1. Lễ ký. 2. Quang cảnh. 3. Đại biểu.",
            3,
            Some(&["Lễ ký.", "Quang cảnh.", "Đại biểu."]),
        );
        parts("Ảnh 1: A. Ảnh 2: B.", 2, Some(&["A.", "B."]));
        parts("Left: A. Right: *B*.", 2, Some(&["A.", "B."]));
        parts("Quang cảnh Hội nghị", 2, None);
        parts("Ảnh trái: . Ảnh phải: B", 3, None);
        parts("Phía bên trái là sông Hậu", 2, None);
    }

    proptest::proptest! {
        #[test]
        fn any_caption_comes_apart_or_stays(
            text in "(Ảnh |Bên |\\()?(trái|phải|Trái|Left|1|2)?[).: ]{0,2}\\PC{0,20}{0,4}",
            count in 0_usize..5,
        ) {
            let caption = vec![Inline::Text(text)];
            if let Some(parts) = part(&caption, count) {
                proptest::prop_assert_eq!(parts.len(), count);
                proptest::prop_assert!(parts.iter().all(|part| !part.is_empty()));
            }
        }
    }

    #[test]
    fn what_is_joined_comes_apart_again() {
        for count in 2..5 {
            let captions: Vec<_> = (0..count)
                .map(|n| body::parse_inline(&format!("Chú thích số {n} của Hậu Giang")))
                .collect();
            for lang in [Lang::Vi, Lang::En] {
                let apart = part(&join(&captions, lang), count).expect("as many parts");
                for (n, words) in apart.iter().enumerate() {
                    assert_eq!(words, &format!("Chú thích số {n} của Hậu Giang."));
                }
            }
        }
    }
}

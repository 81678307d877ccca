//! The passages of an article that a reviewer can say something of, and finding one
//! again after the text was changed.

use crate::body::{self, Body};
use crate::{Article, Edition};

/// What a passage is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// The headline.
    Title,
    /// The opening paragraph.
    Lead,
    /// A paragraph, heading, list item or table cell.
    Paragraph,
    /// The caption of a figure.
    Caption,
}

/// A passage, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is to a reader.
    pub kind: PassageKind,
    /// Its words; only those of title and lead may be empty.
    pub text: String,
}

/// Where a passage is by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The same words, at this place among the passages.
    Same(usize),
    /// Other words by now, at this place.
    Changed(usize),
    /// It is no longer there.
    Gone,
}

/// The passages of an article: title, lead, the text, then the captions. Title and lead
/// always stand first, so that a text keeps its numbers when it gets a lead.
pub fn passages(edition: &Edition, article: &Article) -> Vec<Passage> {
    use PassageKind::{Caption, Lead, Paragraph, Title};
    let lead = body::plain_text(&body::parse_inline(&article.lead));
    let mut all = vec![
        Passage { kind: Title, text: article.title.clone() },
        Passage { kind: Lead, text: lead },
    ];
    let mut add = |kind, text: String| {
        if !text.trim().is_empty() {
            all.push(Passage { kind, text });
        }
    };
    for text in body::paragraphs(&article.body) {
        add(Paragraph, text);
    }
    for caption in captions(edition, &article.body) {
        add(Caption, caption);
    }
    all
}

/// Finds the passage that had these words and stood at this place.
///
/// The same words win wherever they stand, nearest to their old place first. Else it is
/// the passage that still shares most of its words, if that is half of them or more.
///
/// ```
/// # use document::passage::{Found, locate};
/// let now = ["Ký kết", "", "Chiều 27-2, hai bên đã ký kết."];
/// assert_eq!(locate(&now, 5, "Chiều 27-2, hai bên ký kết."), Found::Changed(2));
/// assert_eq!(locate(&now, 1, "Trạm y tế đạt chuẩn."), Found::Gone);
/// ```
pub fn locate<T: AsRef<str>>(passages: &[T], place: usize, words: &str) -> Found {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = squeezed(words);
    let near = |at: &usize| at.abs_diff(place);
    let same =
        (0..passages.len()).filter(|at| squeezed(passages[*at].as_ref()) == wanted);
    if let Some(at) = same.min_by_key(near) {
        return Found::Same(at);
    }
    let likeness = |at: usize| likeness(&wanted, passages[at].as_ref());
    let best = (0..passages.len())
        .map(|at| (likeness(at), at))
        .filter(|(likeness, _)| *likeness >= 500)
        .max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(near(at))));
    best.map_or(Found::Gone, |(_, at)| Found::Changed(at))
}

/// How many of a thousand words two texts share (Dice's coefficient over the words).
fn likeness(a: &str, b: &str) -> usize {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (sorted(a), sorted(b));
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (2000 * shared).checked_div(a.len() + b.len()).unwrap_or(0)
}

fn captions(edition: &Edition, body: &Body) -> Vec<String> {
    let mut captions = Vec::new();
    body::edit_figures(&mut body.clone(), &mut |figure| {
        let shown = edition.resolve(figure).caption;
        captions.push(body::plain_text(&body::parse_inline(&shown)));
    });
    captions
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: [&str; 5] = [
        "Ký kết hợp tác",
        "",
        "Chiều 27-2, hai địa phương ký kết hợp tác giai đoạn mới.",
        "Trạm y tế xã đạt chuẩn.",
        "Trạm y tế xã đạt chuẩn.",
    ];

    #[track_caller]
    fn check(place: usize, words: &str, expected: Found) {
        assert_eq!(locate(&NOW, place, words), expected);
    }

    #[test]
    fn the_same_words_are_found_wherever_they_moved() {
        check(2, NOW[2], Found::Same(2));
        check(9, NOW[2], Found::Same(2));
        check(4, "Trạm y tế  xã đạt chuẩn.", Found::Same(4));
        check(3, NOW[3], Found::Same(3));
    }

    #[test]
    fn changed_words_are_found_while_half_of_them_stand() {
        check(2, "Chiều 27-2, hai bên ký kết hợp tác giai đoạn 2021.", Found::Changed(2));
        check(0, "Ký kết", Found::Changed(0));
        check(3, "Trạm thú y của huyện vừa khánh thành sáng nay.", Found::Gone);
    }

    #[test]
    fn nothing_is_like_no_words() {
        check(1, "…", Found::Gone);
        assert_eq!(locate::<&str>(&[], 0, "A"), Found::Gone);
    }
}

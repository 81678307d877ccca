//! The words a reader hears when an article is read aloud.
//!
//! A portal page carries a speech button beside the article. What it says is fixed by
//! the newsroom, not by the browser: title, then lead and text, then author, each
//! introduced by its own phrase. This module composes that text and nothing else;
//! choosing a voice and playing it belong to the web page.
//!
//! Invariants:
//! - The text is spoken in reading order, captions and markup excluded.
//! - An article without words in lead and text has no script: we never speak a lone
//!   introduction.

use crate::{Article, Edition, Key, Lang, body};
use vntext::Lexicon;

/// What is said for abbreviations in an edition: those every office knows, and the
/// bulletin's own list over them.
pub fn lexicon(edition: &Edition) -> Lexicon {
    Lexicon::office().amended(edition.text(Key::Lexicon))
}

/// Composes the script of one article.
///
/// Returns `None` when there is nothing to say. Every part ends in a sentence mark, so
/// that speech engines pause there; one that has its own keeps it.
pub fn script(edition: &Edition, article: &Article) -> Option<String> {
    let mut paragraphs = vec![body::plain_text(&body::parse_inline(&article.lead))];
    paragraphs.extend(body::paragraphs(&article.body));
    compose(edition.lang_of(article), &article.title, &paragraphs, &article.bylines)
}

fn compose(
    lang: Lang,
    title: &str,
    paragraphs: &[String],
    bylines: &[String],
) -> Option<String> {
    let said: Vec<String> = paragraphs
        .iter()
        .filter(|text| text.chars().any(char::is_alphanumeric))
        .map(|text| sentence(text))
        .collect();
    if said.is_empty() {
        return None;
    }
    let (title_is, text_is, author_is) = match lang {
        Lang::Vi => ("Tiêu đề bài viết", "Nội dung như sau", "Theo tác giả"),
        Lang::En => ("Title of the article", "The text", "Written by"),
    };
    let mut parts = Vec::new();
    if !title.trim().is_empty() {
        parts.push(format!("{title_is}: {}", sentence(title)));
    }
    parts.push(format!("{text_is}: {}", said.join(" ")));
    if !bylines.is_empty() {
        parts.push(format!("{author_is}: {}", sentence(&bylines.join(", "))));
    }
    Some(parts.join(" "))
}

/// Words on one line, ending in a sentence mark.
fn sentence(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let open = text.trim_end_matches(['”', '"', '’', ')', '»']);
    if !open.ends_with(['.', '!', '?', '…']) {
        let cut = text.trim_end_matches([',', ';', ':']).len();
        text.truncate(cut);
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraphs: &[&str], bylines: &[&str], expected: Option<&str>) {
        let own = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        let (paragraphs, bylines): (Vec<String>, Vec<String>) =
            (own(paragraphs), own(bylines));
        let got = compose(Lang::Vi, "Ký kết hợp tác", &paragraphs, &bylines);
        assert_eq!(got.as_deref(), expected);
    }

    #[test]
    fn each_part_is_introduced_and_closed() {
        check(
            &["Hai địa phương ký kết"],
            &["Đan Phượng"],
            Some(
                "Tiêu đề bài viết: Ký kết hợp tác. Nội dung như sau: Hai địa phương ký \
                 kết. Theo tác giả: Đan Phượng.",
            ),
        );
    }

    #[test]
    fn an_article_without_words_has_no_script() {
        check(&["  ", "—"], &["Đan Phượng"], None);
    }

    #[test]
    fn existing_sentence_marks_are_kept() {
        check(
            &["Đường tỉnh 931B…", "Vì sao?", "“Kết quả sẽ cao hơn.”", "gồm:"],
            &[],
            Some(
                "Tiêu đề bài viết: Ký kết hợp tác. Nội dung như sau: Đường tỉnh 931B… \
                 Vì sao? “Kết quả sẽ cao hơn.” gồm.",
            ),
        );
    }
}

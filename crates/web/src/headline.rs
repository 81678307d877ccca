//! What stands as the headline of an article, also while it has no title yet.
//!
//! Invariant: never empty, so that no link and no heading on a page is.

use crate::html::plain;
use crate::words::words;
use document::{Article, Edition, body};
use std::borrow::Cow;

/// Words of the text that stand for a missing title.
const WORDS: usize = 8;

/// The headline on screens.
pub(crate) fn on_web<'a>(edition: &Edition, article: &'a Article) -> Cow<'a, str> {
    named(edition, article, article.headline_on_web())
}

/// The headline on paper.
pub(crate) fn on_paper<'a>(edition: &Edition, article: &'a Article) -> Cow<'a, str> {
    named(edition, article, article.headline_on_paper())
}

fn named<'a>(edition: &Edition, article: &'a Article, title: &'a str) -> Cow<'a, str> {
    let titles = [title, &article.title, &article.print_title, &article.web_title];
    if let Some(title) = titles.into_iter().find(|title| !title.trim().is_empty()) {
        return Cow::Borrowed(title);
    }
    let texts =
        std::iter::once(plain(&article.lead)).chain(body::paragraphs(&article.body));
    let first = texts.map(|text| first_words(&text)).find(|words| !words.is_empty());
    Cow::Owned(
        first.unwrap_or_else(|| words(edition.lang_of(article)).untitled.to_owned()),
    )
}

fn first_words(text: &str) -> String {
    let mut rest = text.split_whitespace();
    let words: Vec<&str> = rest.by_ref().take(WORDS).collect();
    let words = words.join(" ");
    if rest.next().is_none() {
        return words;
    }
    let end = |c: char| c.is_whitespace() || ".,;:–—-…".contains(c);
    format!("{}…", words.trim_end_matches(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_words_stand_for_a_title() {
        for (text, expected) in [
            ("", ""),
            (" \n ", ""),
            ("Một hai  ba", "Một hai ba"),
            ("Một hai ba bốn năm sáu bảy tám", "Một hai ba bốn năm sáu bảy tám"),
            ("Một hai ba bốn năm sáu bảy tám, chín", "Một hai ba bốn năm sáu bảy tám…"),
        ] {
            assert_eq!(first_words(text), expected, "{text}");
        }
    }
}

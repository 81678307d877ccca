//! Which stories wear a light headline.
//!
//! News is set bold. A headline that is someone's words, and a story of a kind that is
//! told rather than reported, are set light and a little larger, so that a reader knows
//! before the first line what to expect; and two stories of one weight look different.
//! Nothing is guessed from the text: the officer wrote the marks or named the genre.

use document::Article;

/// Kinds of stories that are told, as officers name them.
const TOLD: &str = "\
    bút ký|chân dung|ghi chép|ký|ký sự|phóng sự|phỏng vấn|tản văn|tạp bút|thơ|\
    truyện|truyện ngắn|tùy bút|văn nghệ|essay|feature|interview|poem|portrait|\
    profile|short story";

/// Whether the headline of a story is set light.
pub(super) fn is_feature(article: &Article) -> bool {
    let genre = article.genre.trim().to_lowercase();
    TOLD.split('|').any(|told| told == genre) || is_quoted(article.headline_on_paper())
}

/// Whether a headline is all someone's words, from the first letter to the last.
fn is_quoted(title: &str) -> bool {
    let title = title.trim().trim_end_matches(['.', '!', '?', '…']);
    let pairs = [('“', '”'), ('«', '»'), ('"', '"'), ('‘', '’')];
    pairs.into_iter().any(|(open, close)| {
        let inner = title.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        // “Một” và “hai” begins and ends with marks, but is no quotation.
        inner.is_some_and(|words| {
            !words.trim().is_empty() && !words.contains([open, close])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, genre: &str, expected: bool) {
        let id = "00000000000000000000000000000001".parse().expect("an id");
        let mut article = Article::new(id);
        (article.title, article.genre) = (title.into(), genre.into());
        assert_eq!(is_feature(&article), expected, "{title} ({genre})");
    }

    #[test]
    fn words_in_quotation_marks_and_told_stories_are_features() {
        check("“Liên kết vùng là xu thế tất yếu”", "", true);
        check(" \"Liên kết vùng\"! ", "tin", true);
        check("Về lại bến sông xưa", "Thơ", true);
        check("Về lại bến sông xưa", "", false);
        check("“Liên kết” hay “gắn kết”", "", false);
        check("“Liên kết vùng”: một năm nhìn lại", "tin", false);
        check("“”", "", false);
        check("", "", false);
    }
}

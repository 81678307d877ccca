//! The words around a match.

const BEFORE: usize = 6;
const AFTER: usize = 18;

/// Cuts a piece around the first match out of the first text that has one; of several
/// words searched for, the place where they stand side by side comes first. Without a
/// match (it was in the title), the first text begins the piece.
pub(super) fn snippet(texts: &[String], query: &str, exact: bool) -> String {
    let like = |word: &str| if exact { word.to_lowercase() } else { vntext::fold(word) };
    let wanted: Vec<String> = words(&like(query)).map(str::to_owned).collect();
    let folded: Vec<String> = texts.iter().map(|text| like(text)).collect();
    for length in [wanted.len(), 1] {
        let wanted = &wanted[..length.min(wanted.len())];
        for (text, folded) in texts.iter().zip(&folded) {
            let folded: Vec<&str> = folded.split_whitespace().collect();
            if let Some(place) =
                (0..folded.len()).find(|at| matches(&folded[*at..], wanted))
            {
                return cut(text, place);
            }
        }
    }
    texts.iter().find(|text| !text.trim().is_empty()).map_or(String::new(), |t| cut(t, 0))
}

/// Words without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(bare).filter(|word| !word.is_empty())
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether the words begin with those wanted, the last of which may be a beginning.
fn matches(words: &[&str], wanted: &[String]) -> bool {
    let Some((last, first)) = wanted.split_last() else { return false };
    words.len() >= wanted.len()
        && first.iter().zip(words).all(|(wanted, word)| bare(word) == wanted)
        && bare(words[first.len()]).starts_with(last.as_str())
}

fn cut(text: &str, place: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = place.saturating_sub(BEFORE);
    let end = (place + AFTER).min(words.len());
    let piece = words.get(start..end).unwrap_or_default().join(" ");
    let before = if start > 0 { "… " } else { "" };
    let after = if end < words.len() { " …" } else { "" };
    format!("{before}{piece}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Chiều 27-2, tại thành phố Vị Thanh, lãnh đạo thành phố Cần Thơ và \
        tỉnh Hậu Giang tổ chức ký kết “hợp tác” giai đoạn 2021 – 2025 về kinh tế và xã hội.";

    #[track_caller]
    fn check(query: &str, exact: bool, expected: &str) {
        let texts = [TEXT.to_owned(), "Ảnh: Đan Phượng".to_owned()];
        assert_eq!(snippet(&texts, query, exact), expected);
    }

    #[test]
    fn words_side_by_side_come_before_single_ones() {
        check(
            "pho can",
            false,
            "… phố Vị Thanh, lãnh đạo thành phố Cần Thơ và tỉnh Hậu Giang tổ chức ký kết \
             “hợp tác” giai đoạn 2021 – 2025 …",
        );
    }

    #[test]
    fn marks_around_a_word_do_not_hide_it() {
        check(
            "hợp tác",
            true,
            "… Hậu Giang tổ chức ký kết “hợp tác” giai đoạn 2021 – 2025 về kinh tế và xã hội.",
        );
        check("dan phu", false, "Ảnh: Đan Phượng");
    }

    #[test]
    fn a_match_elsewhere_shows_the_beginning() {
        check(
            "nông nghiệp",
            true,
            "Chiều 27-2, tại thành phố Vị Thanh, lãnh đạo thành phố Cần Thơ và tỉnh Hậu Giang tổ …",
        );
    }
}

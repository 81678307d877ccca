//! Lists whose items each begin with a year: the year hangs beside its words.

use document::{Block, Inline};

/// Marks between a year and what happened in it.
const MARKS: &[char] = &[':', '–', '—', '-', ','];

/// The items of a list as years with their words; nothing when it is another list.
///
/// An item is one paragraph that begins with a year in bold, or with a year and one of
/// the marks after it, which the setting replaces.
pub(super) fn years(items: &[Vec<Block>]) -> Option<Vec<(u32, Vec<Inline>)>> {
    let all: Option<Vec<_>> = items.iter().map(|item| dated(item)).collect();
    all.filter(|all| all.len() > 1)
}

fn dated(item: &[Block]) -> Option<(u32, Vec<Inline>)> {
    let [Block::Paragraph(text)] = item else { return None };
    let mut words = text.clone();
    let (year, marked) = match words.first()? {
        Inline::Strong(bold) => match bold.as_slice() {
            [Inline::Text(text)] => {
                let text = text.trim();
                let year = text.trim_end_matches(MARKS).trim_end();
                let found = (year_of(year)?, false);
                words.remove(0);
                found
            }
            _ => return None,
        },
        Inline::Text(text) => {
            let (year, rest) = text.split_at_checked(4)?;
            let found = (year_of(year)?, true);
            let rest = rest.to_owned();
            words[0] = Inline::Text(rest);
            found
        }
        _ => return None,
    };
    if let Some(Inline::Text(text)) = words.first_mut() {
        let bare = text.trim_start();
        let rest = bare.strip_prefix(MARKS).unwrap_or(bare);
        // "2007-2010" and "2007 người" tell of no year.
        if marked && (rest.len() == bare.len() || !rest.starts_with(' ')) {
            return None;
        }
        *text = rest.trim_start().to_owned();
    }
    let says = !document::body::plain_text(&words).trim().is_empty();
    let plain = !words.iter().any(|inline| matches!(inline, Inline::Image(_)));
    (says && plain).then_some((year, words))
}

fn year_of(text: &str) -> Option<u32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|_| digits)?;
    (1000..=2199).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[(u32, &str)]>) {
        let body = document::body::parse(text).0;
        let Some(Block::List { items, .. }) = body.blocks.first() else {
            panic!("no list in {text}");
        };
        let found = years(items).map(|all| {
            let words = |words: &[Inline]| document::body::plain_text(words);
            all.iter().map(|(year, text)| (*year, words(text))).collect::<Vec<_>>()
        });
        let expected = expected
            .map(|all| all.iter().map(|(y, words)| (*y, (*words).to_owned())).collect());
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn items_that_begin_with_a_year_are_a_list_of_years() {
        check(
            "- 2006: Ký kết\n- 2021 – Sơ kết",
            Some(&[(2006, "Ký kết"), (2021, "Sơ kết")]),
        );
        check("- **2006** Ký\n- **2021:** Sơ", Some(&[(2006, "Ký"), (2021, "Sơ")]));
    }

    #[test]
    fn numbers_that_are_no_years_stay_in_their_words() {
        check("- 2006: Ký kết", None);
        check("- 2006 người\n- 2007 người", None);
        check("- 2006-2010: Giai đoạn đầu\n- 2011: Sau", None);
        check("- 2006: Ký\n- Sơ kết", None);
        check("- 20065: Ký\n- 2007: Ký", None);
        check("- **2006**\n- **2007**", None);
    }
}

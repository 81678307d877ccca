//! Pull quotes that only repeat what the text says: they may be left out.

use document::{Block, Body, Inline};

/// Fewest words worth looking for: less stands in every text.
const FEWEST: usize = 4;

/// Whether a block is a pull quote every paragraph of which stands in the text as well,
/// so that no word is lost when the plan has no room for it.
pub(super) fn is_repeat(body: &Body, block: usize) -> bool {
    let Some(Block::PullQuote(quote)) = body.blocks.get(block) else { return false };
    let mut said = String::from(" ");
    for (at, other) in body.blocks.iter().enumerate() {
        if at != block && !matches!(other, Block::PullQuote(_)) {
            words_of(other, &mut said);
            // No match runs over two blocks.
            said.push_str("| ");
        }
    }
    let repeats = |(at, part): (usize, &Block)| {
        let Block::Paragraph(text) = part else { return false };
        let mut words = String::from(" ");
        push(&document::body::plain_text(text), &mut words);
        let enough = at > 0 || words.split_whitespace().count() >= FEWEST;
        plain(text) && enough && said.contains(&words)
    };
    !quote.is_empty() && quote.iter().enumerate().all(repeats)
}

/// Words alone: no picture, no note and nothing to follow would go with them.
fn plain(text: &[Inline]) -> bool {
    text.iter().all(|inline| match inline {
        Inline::Text(_) | Inline::Break => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) => plain(inner),
        _ => false,
    })
}

fn words_of(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(text) => push(&document::body::plain_text(text), out),
        Block::Quote(inner) => inner.iter().for_each(|block| words_of(block, out)),
        Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| words_of(block, out));
        }
        _ => {}
    }
}

/// The words in small letters, each with a blank after it.
fn push(text: &str, out: &mut String) {
    let words =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        out.extend(word.chars().flat_map(char::to_lowercase));
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(quote: &str, expected: bool) {
        let text = format!(
            "Ông Nam nói: “Vụ này *trúng mùa*, bà con rất mừng.” Giá lúa lên.\n\n\
             :::pullquote\n{quote}\n:::\n\nÔng Nam kể tiếp."
        );
        let body = document::body::parse(&text).0;
        let block = body.blocks.iter().position(|b| matches!(b, Block::PullQuote(_)));
        assert_eq!(is_repeat(&body, block.expect("a quote")), expected, "{quote}");
    }

    #[test]
    fn only_what_the_text_says_too_may_go() {
        check("Vụ này trúng mùa, bà con rất mừng", true);
        check("“Vụ này **trúng mùa**”", true);
        check("Vụ này trúng mùa\n\nÔng Nam", true);
        check("Vụ này trúng mùa\n\nÔng Tư", false);
        check("Vụ này mất mùa, bà con rất buồn", false);
        // Over the end of a block.
        check("Giá lúa lên. Ông Nam kể", false);
        check("trúng mùa", false);
        check("Vụ này trúng mùa[^1]", false);
        check("Vụ này trúng mùa ![](media/a.jpg)", false);
        // A part of a word is no word.
        check("ụ này trúng mùa, bà con", false);
    }
}

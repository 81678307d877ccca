//! Notes of those who work on a text: what a reviser wrote beside a paragraph.
//!
//! Markdown has no such thing; an HTML comment behind the paragraph does the work, and
//! every program that reads Markdown leaves it out: `<!-- [Nguyễn An] Xem lại -->`.
//!
//! Invariant: an aside is in no export. Paper and pages drop comments by themselves;
//! where the source goes along, [`without_asides`] takes them out.

use super::{Block, Body, write};

/// A note by the side of the text, as a block behind the paragraph it is about. `by` may
/// be empty.
///
/// ```
/// # use document::body::{aside, aside_of};
/// let block = aside("Nguyễn An", "Xem lại số liệu -- năm nào?");
/// assert_eq!(aside_of(&block), Some(("Nguyễn An", "Xem lại số liệu – năm nào?")));
/// ```
pub fn aside(by: &str, words: &str) -> Block {
    // A comment ends at its first "-->" (CommonMark 0.31.2, 4.6, condition 2).
    let plain = |text: &str| {
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut plain = one_line.replace('<', "‹").replace('>', "›");
        while plain.contains("--") {
            plain = plain.replace("--", "–");
        }
        plain.trim_matches('-').to_owned()
    };
    let by = plain(by).replace(['[', ']'], "");
    let words = plain(words);
    Block::Html(match by.is_empty() {
        true => format!("<!-- {words} -->"),
        false => format!("<!-- [{by}] {words} -->"),
    })
}

/// Who wrote it, empty when unknown, and the words, when a block is such a note.
pub fn aside_of(block: &Block) -> Option<(&str, &str)> {
    let Block::Html(html) = block else { return None };
    let inside = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    if inside.contains("-->") {
        return None;
    }
    let inside = inside.trim();
    let named = inside.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    Some(named.map_or(("", inside), |(by, words)| (by, words.trim())))
}

/// The Markdown of a text without such notes; as written when there are none.
pub fn without_asides(source: &str) -> String {
    if !source.contains("<!--") {
        return source.to_owned();
    }
    let mut body: Body = super::parse(source).0;
    take_out(&mut body.blocks);
    for note in &mut body.notes {
        take_out(&mut note.blocks);
    }
    write(&body)
}

fn take_out(blocks: &mut Vec<Block>) {
    blocks.retain(|block| aside_of(block).is_none());
    for block in blocks {
        match block {
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => take_out(inner),
            Block::List { items, .. } => items.iter_mut().for_each(take_out),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::parse;

    #[test]
    fn a_note_comes_back_from_markdown() {
        for (by, words) in [
            ("Nguyễn An", "Xem lại"),
            ("", "a <b> --> c\n\nd"),
            ("[x]", "-"),
            ("An", "-- ---> <!-- -"),
            ("", ""),
        ] {
            let body = Body {
                blocks: vec![
                    parse("Một.").0.blocks.remove(0),
                    aside(by, words),
                    parse("Hai.").0.blocks.remove(0),
                ],
                notes: Vec::new(),
            };
            let markdown = write(&body);
            assert_eq!(parse(&markdown).0, body, "{markdown}");
            assert!(aside_of(&body.blocks[1]).is_some());
            assert_eq!(without_asides(&markdown), "Một.\n\nHai.\n");
        }
    }

    #[test]
    fn notes_go_from_lists_and_boxes_too() {
        let source =
            ":::sidebar\nMột.\n\n<!-- [An] Xem -->\n:::\n\n- a\n\n  <!-- Bình -->\n";
        let plain = without_asides(source);
        assert!(!plain.contains("An") && !plain.contains("Bình"), "{plain}");
        assert!(plain.contains("Một."), "{plain}");
    }

    #[test]
    fn other_html_is_no_note() {
        for html in ["<div>a</div>", "<!-- a --> b <!-- c -->", "chữ"] {
            assert_eq!(aside_of(&Block::Html(html.to_owned())), None, "{html}");
        }
    }
}

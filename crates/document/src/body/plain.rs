//! The words of a text without their markup.

use super::{Block, Body, Inline};

/// The words of running text; a line break counts as a space.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push(inlines, &mut out);
    out
}

/// The words of every paragraph, heading, list item and table cell, in reading
/// order. Captions and footnotes are left out.
pub fn paragraphs(body: &Body) -> Vec<String> {
    let mut out = Vec::new();
    collect(&body.blocks, &mut out);
    out.retain(|text| !text.trim().is_empty());
    out
}

/// The labels of the notes a block refers to, in reading order.
pub fn references(block: &Block) -> Vec<String> {
    let mut labels = Vec::new();
    super::normal::for_each_inlines(&mut [block.clone()], &mut |inlines| {
        super::normal::references(inlines, &mut labels);
    });
    labels
}

/// Lines that a writer parted by hand: a stanza of at least three, alone or quoted. Nobody
/// takes the last words of a poem away.
pub fn is_verse(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) => {
            text.iter().filter(|inline| matches!(inline, Inline::Break)).count() >= 2
        }
        Block::Quote(inner) => inner.iter().any(is_verse),
        _ => false,
    }
}

/// The text without its last so many words, as an editor in haste cuts it: from the end
/// of its paragraphs and lists, headings that head nothing any more included. Verse,
/// figures, tables, boxes and notes stay.
pub fn shortened(body: &Body, words: usize) -> Body {
    let mut body = body.clone();
    let mut left = words;
    cut_blocks(&mut body.blocks, &mut left);
    body
}

fn cut_blocks(blocks: &mut Vec<Block>, left: &mut usize) {
    let mut kept_below = false;
    for at in (0..blocks.len()).rev() {
        if *left == 0 {
            return;
        }
        let empty = match &mut blocks[at] {
            verse if is_verse(verse) => false,
            Block::Paragraph(text) => {
                cut_inlines(text, left);
                text.is_empty()
            }
            Block::Quote(inner) => {
                cut_blocks(inner, left);
                inner.is_empty()
            }
            Block::List { items, .. } => {
                while *left > 0
                    && let Some(item) = items.last_mut()
                {
                    cut_blocks(item, left);
                    if !item.is_empty() {
                        break;
                    }
                    items.pop();
                }
                items.is_empty()
            }
            Block::Heading { text, .. } if !kept_below => {
                *left = left.saturating_sub(plain_text(text).split_whitespace().count());
                true
            }
            _ => false,
        };
        if empty {
            blocks.remove(at);
        } else {
            kept_below = true;
        }
    }
}

fn cut_inlines(text: &mut Vec<Inline>, left: &mut usize) {
    while *left > 0
        && let Some(last) = text.last_mut()
    {
        let empty = match last {
            Inline::Text(words) | Inline::Code(words) => {
                while *left > 0 && !words.trim_end().is_empty() {
                    let end = words.trim_end();
                    let start = end.rfind(char::is_whitespace).map_or(0, |at| {
                        at + end[at..].chars().next().map_or(1, char::len_utf8)
                    });
                    words.truncate(start);
                    *left -= 1;
                }
                words.trim().is_empty()
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => {
                cut_inlines(inner, left);
                inner.is_empty()
            }
            // A reference goes with the words it stands at.
            Inline::Break | Inline::NoteRef(_) | Inline::Html(_) => true,
            Inline::Image(_) => return,
        };
        if !empty {
            return;
        }
        text.pop();
    }
}

/// The words of a piece of raw HTML: its tags, comments, scripts and styles are left
/// out, the usual character references are read.
pub fn html_words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.push_str(&rest[..open]);
        let tag = &rest[open..];
        let end = match (tag.starts_with("<!--"), unread(tag)) {
            (true, _) => tag.find("-->").map(|at| at + 3),
            (_, Some(end)) => Some(end),
            _ => tag.find('>').map(|at| at + 1),
        };
        // The end of one element is no reason for words to run together.
        words.push(' ');
        rest = end.map_or("", |end| &tag[end..]);
    }
    words.push_str(rest);
    for (reference, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")]
    {
        words = words.replace(reference, character);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the code of a script or a style ends, when `tag` begins one: it is no text.
fn unread(tag: &str) -> Option<usize> {
    let begins = |text: &str, name: &str| {
        text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let name = ["script", "style"].into_iter().find(|name| begins(&tag[1..], name))?;
    let ends = |at: &usize| begins(&tag[at + 2..], name);
    Some(tag.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(tag.len()))
}

fn collect(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => {
                out.push(plain_text(text));
            }
            Block::List { items, .. } => {
                for item in items {
                    collect(item, out);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => collect(inner, out),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                out.extend(cells.map(|cell| plain_text(cell)));
            }
            Block::Code { text, .. } => out.push(text.trim_end().to_owned()),
            Block::Html(html) => out.push(html_words(html)),
            Block::Figure(_) | Block::Gallery { .. } | Block::Rule => {}
        }
    }
}

fn push(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => push(inner, out),
            Inline::Break => out.push(' '),
            Inline::Image(figure) => out.push_str(&figure.alt),
            Inline::NoteRef(_) | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_gives_its_words_alone() {
        let words = html_words("<div>Một <b>hai</b><br>ba &amp; bốn<!-- > --></div>");
        assert_eq!(words, "Một hai ba & bốn");
        assert_eq!(html_words("<!-- ghi chú -->"), "");
        assert_eq!(html_words("a < b"), "a");
        assert_eq!(html_words("Một<SCRIPT>a</b>(1)</Script> hai"), "Một hai");
        assert_eq!(html_words("<style>p{}</style>ba<script>đỏ"), "ba");
    }
}

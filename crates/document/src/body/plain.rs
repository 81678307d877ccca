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

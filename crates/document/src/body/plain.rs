//! The words of a text without their markup.

use super::{Block, Body, Inline};

/// The words of running text; a line break counts as a space.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push(inlines, &mut out);
    out
}

/// The words of every paragraph, heading, list item and table cell, in reading
/// order. Captions, footnotes and raw HTML are left out.
pub fn paragraphs(body: &Body) -> Vec<String> {
    let mut out = Vec::new();
    collect(&body.blocks, &mut out);
    out.retain(|text| !text.trim().is_empty());
    out
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
            Block::Figure(_) | Block::Gallery { .. } | Block::Rule | Block::Html(_) => {}
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

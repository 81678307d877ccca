//! Going through the text of an article in reading order.

use document::body::Figure;
use document::{Block, Body, Inline};

/// What is met on the way.
pub(crate) enum Met<'a> {
    /// A picture, alone or inside a line.
    Figure(&'a Figure),
    /// The address of a link.
    Link(&'a str),
}

/// Goes through a text, footnotes last.
pub(crate) fn body<'a>(body: &'a Body, meet: &mut dyn FnMut(Met<'a>)) {
    in_blocks(&body.blocks, meet);
    for note in &body.notes {
        in_blocks(&note.blocks, meet);
    }
}

fn in_blocks<'a>(blocks: &'a [Block], meet: &mut dyn FnMut(Met<'a>)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => in_figure(figure, meet),
            Block::Gallery { figures, caption } => {
                for figure in figures {
                    in_figure(figure, meet);
                }
                in_line(caption, meet);
            }
            Block::Paragraph(text) | Block::Heading { text, .. } => in_line(text, meet),
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(item, meet);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => in_blocks(inner, meet),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    in_line(cell, meet);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn in_figure<'a>(figure: &'a Figure, meet: &mut dyn FnMut(Met<'a>)) {
    meet(Met::Figure(figure));
    in_line(&figure.caption, meet);
}

fn in_line<'a>(text: &'a [Inline], meet: &mut dyn FnMut(Met<'a>)) {
    for inline in text {
        match inline {
            Inline::Image(figure) => meet(Met::Figure(figure)),
            Inline::Link { url, text, .. } => {
                meet(Met::Link(url));
                in_line(text, meet);
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner) => in_line(inner, meet),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Break
            | Inline::NoteRef(_)
            | Inline::Html(_) => {}
        }
    }
}

//! Tidying a text without touching its words.

use document::Figure;
use document::body::{Block, Inline};

/// Tidies the spaces of a block's words; code keeps its own. Says whether anything
/// changed.
pub(crate) fn tidy(block: &mut Block) -> bool {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => tidy_inlines(text),
        Block::Figure(figure) => tidy_figure(figure),
        Block::Gallery { figures, caption } => {
            let mut changed = tidy_inlines(caption);
            for figure in figures {
                changed |= tidy_figure(figure);
            }
            changed
        }
        Block::List { items, .. } => {
            items.iter_mut().flatten().fold(false, |c, b| tidy(b) | c)
        }
        Block::Quote(inner)
        | Block::PullQuote(inner)
        | Block::Sidebar(inner)
        | Block::Directive { blocks: inner, .. } => {
            inner.iter_mut().fold(false, |changed, block| tidy(block) | changed)
        }
        Block::Table(table) => table
            .head
            .iter_mut()
            .chain(table.rows.iter_mut().flatten())
            .fold(false, |changed, cell| tidy_inlines(cell) | changed),
        Block::Code { .. } | Block::Rule | Block::Html(_) => false,
    }
}

fn tidy_figure(figure: &mut Figure) -> bool {
    let alt = vntext::tidy(&figure.alt);
    let changed = alt != figure.alt;
    figure.alt = alt;
    tidy_inlines(&mut figure.caption) | changed
}

fn tidy_inlines(inlines: &mut [Inline]) -> bool {
    let mut changed = false;
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let tidy = tidy_between(text);
                changed |= tidy != *text;
                *text = tidy;
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => changed |= tidy_inlines(inner),
            Inline::Image(figure) => changed |= tidy_figure(figure),
            _ => {}
        }
    }
    changed
}

/// Tidies text that stands between other pieces: a space at its ends parts it from them.
fn tidy_between(text: &str) -> String {
    let tidy = vntext::tidy(text);
    let space = |there: bool| if there { " " } else { "" };
    if tidy.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    let (start, end) =
        (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{tidy}{}", space(start), space(end))
}

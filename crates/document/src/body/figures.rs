//! Every picture of a text, wherever it stands.

use super::normal::for_each_inlines;
use super::{Block, Body, Figure, Inline};
use crate::Crop;

/// Calls `edit` for every figure and inline image, in reading order, those of the
/// footnotes last.
pub fn edit_figures(body: &mut Body, edit: &mut dyn FnMut(&mut Figure)) {
    in_blocks(&mut body.blocks, edit);
    for note in &mut body.notes {
        in_blocks(&mut note.blocks, edit);
    }
}

/// The names of the photos a text shows, in reading order, each once.
pub fn photo_names(body: &Body) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    edit_figures(&mut body.clone(), &mut |figure| {
        if let Some(name) = figure.photo_name()
            && !names.iter().any(|seen| seen == name)
        {
            names.push(name.to_owned());
        }
    });
    names
}

/// The parts of photos a text shows, by name of the photo, in reading order.
pub fn crops(body: &Body) -> Vec<(String, Crop)> {
    let mut crops = Vec::new();
    edit_figures(&mut body.clone(), &mut |figure| {
        if let Some((name, crop)) = figure.photo_name().zip(figure.crop()) {
            crops.push((name.to_owned(), crop));
        }
    });
    crops
}

/// Calls `edit` for the plain words of running text, whatever markup they stand in.
/// Code and HTML are left alone.
pub fn edit_words(inlines: &mut [Inline], edit: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => edit(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => edit_words(inner, edit),
            _ => {}
        }
    }
}

/// Calls `edit` for the plain words of a whole text and its notes, captions of figures
/// among them. Code and HTML are left alone.
pub fn edit_text(body: &mut Body, edit: &mut dyn FnMut(&mut String)) {
    let mut words = |inlines: &mut Vec<Inline>| edit_words(inlines, edit);
    for_each_inlines(&mut body.blocks, &mut words);
    for note in &mut body.notes {
        for_each_inlines(&mut note.blocks, &mut words);
    }
}

fn in_blocks(blocks: &mut [Block], edit: &mut dyn FnMut(&mut Figure)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => {
                in_inlines(text, edit);
            }
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(item, edit);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => in_blocks(inner, edit),
            Block::Figure(figure) => {
                edit(figure);
                in_inlines(&mut figure.caption, edit);
            }
            Block::Gallery { figures, caption } => {
                for figure in figures {
                    edit(figure);
                    in_inlines(&mut figure.caption, edit);
                }
                in_inlines(caption, edit);
            }
            Block::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    in_inlines(cell, edit);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn in_inlines(inlines: &mut [Inline], edit: &mut dyn FnMut(&mut Figure)) {
    for inline in inlines {
        match inline {
            Inline::Image(figure) => edit(figure),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => in_inlines(inner, edit),
            _ => {}
        }
    }
}

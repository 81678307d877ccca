//! The parts of a manuscript as one stream: layout undone, pictures set apart.

use super::look;
use crate::draft::Report;
use crate::manuscript::{Cell, Para, Part, Piece, Role};

/// Something in the stream of an article.
#[derive(Debug, Clone)]
pub(super) enum Flow {
    Para(Para),
    /// Pictures that stand together, with the paragraphs of their caption.
    Figure {
        pictures: Vec<(usize, String)>,
        caption: Vec<Para>,
    },
    Table(Vec<Vec<Cell>>),
    Box(Vec<Flow>),
    /// A new page, or a line across.
    Break,
}

/// Most words of a text box that is a caption set over or under its picture.
const LONGEST_LABEL: usize = 40;

/// Makes one stream of parts.
pub(super) fn flow(parts: Vec<Part>, report: &mut Report) -> Vec<Flow> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Part::Paragraph(para) => paragraph(para, &mut out),
            Part::Table(rows) => table(rows, &mut out, report),
            Part::Box(parts) => boxed(flow(parts, report), &mut out, report),
            Part::Break => out.push(Flow::Break),
        }
    }
    out
}

/// Sets the pictures of a paragraph apart from its words.
fn paragraph(mut para: Para, out: &mut Vec<Flow>) {
    let pictures: Vec<(usize, String)> =
        para.pictures().map(|(index, alt)| (index, alt.to_owned())).collect();
    if pictures.is_empty() {
        if !para.is_blank() {
            if para.new_page {
                out.push(Flow::Break);
            }
            out.push(Flow::Para(para));
        } else if para.new_page {
            out.push(Flow::Break);
        } else if para
            .pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Note(_) | Piece::Comment(_)))
        {
            out.push(Flow::Para(para));
        }
        return;
    }
    if para.new_page {
        out.push(Flow::Break);
        para.new_page = false;
    }
    let first = para.pieces.iter().position(|piece| matches!(piece, Piece::Picture(..)));
    let words_first = para.pieces[..first.unwrap_or(0)]
        .iter()
        .any(|piece| matches!(piece, Piece::Text(text) if !text.words.trim().is_empty()));
    // Line breaks beside a picture parted it from its words.
    para.pieces.retain(|piece| !matches!(piece, Piece::Picture(..)));
    while matches!(para.pieces.first(), Some(Piece::Break)) {
        para.pieces.remove(0);
    }
    while matches!(para.pieces.last(), Some(Piece::Break)) {
        para.pieces.pop();
    }
    let figure = Flow::Figure { pictures, caption: Vec::new() };
    match (para.is_blank(), words_first) {
        (true, _) => out.push(figure),
        (false, true) => out.extend([Flow::Para(para), figure]),
        (false, false) => out.extend([figure, Flow::Para(para)]),
    }
}

/// A box is a box beside the text, unless it only holds a picture in its place.
fn boxed(inside: Vec<Flow>, out: &mut Vec<Flow>, report: &mut Report) {
    let words: usize = inside.iter().map(words).sum();
    let pictures = inside.iter().any(|flow| matches!(flow, Flow::Figure { .. }));
    if inside.is_empty() {
        return;
    }
    if pictures && words <= LONGEST_LABEL || words == 0 {
        report.changed("box", "box.of_picture", &first_words(&inside));
        out.extend(inside);
        return;
    }
    let after_picture =
        matches!(out.last(), Some(Flow::Figure { caption, .. }) if caption.is_empty());
    let label = words <= LONGEST_LABEL
        && inside.iter().all(|flow| match flow {
            Flow::Para(para) => {
                after_picture && look::could_be_caption(para, 0)
                    || look::is_surely_caption(para)
            }
            _ => false,
        });
    if label {
        report.changed("box", "box.of_caption", &first_words(&inside));
        out.extend(inside.into_iter().map(|flow| match flow {
            Flow::Para(para) => Flow::Para(Para { role: Role::Caption, ..para }),
            flow => flow,
        }));
        return;
    }
    report.changed("box", "box.as_sidebar", &first_words(&inside));
    out.push(Flow::Box(inside));
}

/// Undoes tables that only place things on the page.
fn table(rows: Vec<Vec<Cell>>, out: &mut Vec<Flow>, report: &mut Report) {
    let columns = rows.iter().map(|row| row.iter().map(|cell| cell.span).sum()).max();
    let columns: usize = columns.unwrap_or(0);
    let cells = rows.iter().flatten();
    let with_picture = cells.clone().filter(|cell| has_picture(&cell.parts)).count();
    let in_words = cells.filter(|cell| is_words(&cell.parts)).count();
    let is_layout = columns <= 1
        || rows.len() <= 1
        || with_picture > 0 && in_words <= 2 * with_picture.max(1);
    if !is_layout {
        let pictures: Vec<Flow> = rows
            .iter()
            .flatten()
            .flat_map(|cell| flow(cell.parts.clone(), &mut Report::default()))
            .filter(|flow| matches!(flow, Flow::Figure { .. }))
            .collect();
        out.push(Flow::Table(rows));
        out.extend(pictures);
        return;
    }
    let before = out.len();
    let is_box = columns <= 1 && rows.len() == 1;
    let mut inside = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        // A row of pictures over a row of their captions.
        let over = row.len() > 1
            && row.iter().all(|cell| has_picture(&cell.parts) && !is_words(&cell.parts))
            && rows.peek().is_some_and(|next| {
                next.len() == row.len()
                    && !next.iter().any(|cell| has_picture(&cell.parts))
            });
        match over {
            true => {
                let captions = rows.next().unwrap_or_default();
                for (picture, caption) in row.into_iter().zip(captions) {
                    inside.extend(flow(picture.parts, report));
                    inside.extend(captioned(flow(caption.parts, report)));
                }
            }
            false => {
                for cell in row {
                    inside.extend(flow(cell.parts, report));
                }
            }
        }
    }
    match is_box && with_picture == 0 {
        true => boxed(inside, out, report),
        false => out.extend(inside),
    }
    let text = out.get(before..).map(first_words).unwrap_or_default();
    report.changed("table", "table.of_layout", &text);
}

fn captioned(flow: Vec<Flow>) -> impl Iterator<Item = Flow> {
    flow.into_iter().map(|flow| match flow {
        Flow::Para(para) => Flow::Para(Para { role: Role::Caption, ..para }),
        flow => flow,
    })
}

fn has_picture(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Paragraph(para) => para.pictures().next().is_some(),
        Part::Box(parts) => has_picture(parts),
        Part::Table(rows) => rows.iter().flatten().any(|cell| has_picture(&cell.parts)),
        Part::Break => false,
    })
}

fn is_words(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Paragraph(para) => !para.is_blank(),
        Part::Box(parts) => is_words(parts),
        Part::Table(rows) => rows.iter().flatten().any(|cell| is_words(&cell.parts)),
        Part::Break => false,
    })
}

/// Words of a piece of the stream, counted.
pub(super) fn words(flow: &Flow) -> usize {
    match flow {
        Flow::Para(para) => vntext::words(&para.words()),
        Flow::Figure { caption, .. } => {
            caption.iter().map(|para| vntext::words(&para.words())).sum()
        }
        Flow::Table(rows) => rows
            .iter()
            .flatten()
            .flat_map(|cell| flow_words(&cell.parts))
            .map(|words| vntext::words(&words))
            .sum(),
        Flow::Box(inside) => inside.iter().map(words).sum(),
        Flow::Break => 0,
    }
}

fn flow_words(parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    crate::manuscript::paragraphs(parts, &mut found);
    found.iter().map(|para| para.words()).collect()
}

/// How a stretch of the stream begins, for the report.
pub(super) fn first_words(flow: &[Flow]) -> String {
    let first = flow.iter().find_map(|flow| match flow {
        Flow::Para(para) => Some(para.words()),
        Flow::Figure { caption, .. } => caption.first().map(Para::words),
        Flow::Box(inside) => Some(first_words(inside)),
        Flow::Table(_) | Flow::Break => None,
    });
    first.unwrap_or_default()
}

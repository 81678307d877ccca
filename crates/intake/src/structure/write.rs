//! The stream of an article as the tree that Bantin saves.

use super::flow::Flow;
use super::{look, part};
use crate::draft::Report;
use crate::manuscript::{
    self, Cell, Item, Look, Manuscript, Para, Part, Piece, Role, Text,
};
use document::Figure;
use document::body::{self, Align, Block, Body, Inline, Note, Table};
use std::collections::BTreeSet;

/// Writes the stream as a body.
pub(super) fn body(
    flow: Vec<Flow>,
    manuscript: &Manuscript,
    report: &mut Report,
) -> Body {
    let size = part::usual_size(&flow);
    let levels = levels(&flow, size);
    let (notes, comments) = (Vec::new(), Vec::new());
    let mut writer = Writer { manuscript, report, size, levels, notes, comments };
    let blocks = writer.blocks(&flow);
    let mut body = Body { blocks, notes: Vec::new() };
    // A note may refer to another, which is then met while this one is written.
    let mut at = 0;
    while at < writer.notes.len() {
        let parts = &manuscript.notes[writer.notes[at]];
        let mut paras = Vec::new();
        manuscript::paragraphs(parts, &mut paras);
        let blocks = paras
            .into_iter()
            .filter(|para| !para.is_blank())
            .map(|para| Block::Paragraph(writer.inlines(para, &|_| {})))
            .collect();
        // A note of the text holds none of its own: what is said about it comes last.
        writer.asides(&mut body.blocks);
        body.notes.push(Note { label: (at + 1).to_string(), blocks });
        at += 1;
    }
    for note in &body.notes {
        let own = Body { blocks: note.blocks.clone(), notes: Vec::new() };
        report.kept("note", &words(&own));
    }
    body
}

/// The words of a lead, inline Markdown.
pub(super) fn lead(para: &Para) -> String {
    // Bold and italic all through is how it was marked, not a part of it.
    let inlines: Vec<Inline> = para
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(Inline::Text(text.words.clone())),
            Piece::Break => Some(Inline::Text(" ".to_owned())),
            _ => None,
        })
        .collect();
    vntext::tidy(&body::write_inline(&[Inline::Text(body::plain_text(&inlines))]))
}

/// Notes of a paragraph that leaves the text stay where it stood: title and lead can hold
/// none.
pub(super) fn notes_stay(para: &Para, stream: &mut Vec<Flow>, at: usize) {
    let notes: Vec<Piece> = para
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Note(_) | Piece::Comment(_)))
        .cloned()
        .collect();
    if notes.is_empty() {
        return;
    }
    match stream.iter_mut().skip(at).find_map(|part| match part {
        Flow::Para(next) => Some(next),
        _ => None,
    }) {
        Some(next) => next.pieces.extend(notes),
        None => stream.push(Flow::Para(Para { pieces: notes, ..Para::default() })),
    }
}

/// The file names of all pictures in a body.
pub(super) fn pictures(body: &Body) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    body::edit_figures(&mut body.clone(), &mut |figure| {
        names.insert(figure.src.clone());
    });
    names
}

/// All words of a body: also of captions, credits, tables and notes.
pub(super) fn words(body: &Body) -> String {
    let mut out = String::new();
    for block in body.blocks.iter().chain(body.notes.iter().flat_map(|n| &n.blocks)) {
        block_words(block, &mut out);
    }
    out
}

fn block_words(block: &Block, out: &mut String) {
    let mut line = |inlines: &[Inline]| {
        out.push_str(&plain(inlines));
        out.push('\n');
    };
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => line(text),
        Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| block_words(block, out));
        }
        Block::Quote(inner)
        | Block::PullQuote(inner)
        | Block::Sidebar(inner)
        | Block::Directive { blocks: inner, .. } => {
            inner.iter().for_each(|block| block_words(block, out));
        }
        Block::Figure(figure) => {
            line(&figure.caption);
            line(&[Inline::Text(figure.credit().to_owned())]);
        }
        Block::Gallery { figures, caption } => {
            line(caption);
            for figure in figures {
                line(&figure.caption);
                line(&[Inline::Text(figure.credit().to_owned())]);
            }
        }
        Block::Table(table) => {
            table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .for_each(|cell| line(cell));
        }
        Block::Html(text) if body::aside_of(block).is_some() => {
            let (_, words) = body::aside_of(block).unwrap_or(("", text));
            line(&[Inline::Text(words.to_owned())]);
        }
        Block::Code { text, .. } | Block::Html(text) => {
            line(&[Inline::Text(text.clone())]);
        }
        Block::Rule => {}
    }
}

/// Words of a line, breaks as spaces.
fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Html(text) => text.clone(),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => plain(inner),
            Inline::Break => " ".to_owned(),
            Inline::Image(_) | Inline::NoteRef(_) => String::new(),
        })
        .collect()
}

/// The levels of headings in use, so that they can be counted from 1 without gaps.
fn levels(flow: &[Flow], size: u16) -> Vec<u8> {
    let mut levels: Vec<u8> = flow
        .iter()
        .filter_map(|part| match part {
            Flow::Para(para) => look::heading(para, size),
            _ => None,
        })
        .collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

struct Writer<'m, 'r> {
    manuscript: &'m Manuscript,
    report: &'r mut Report,
    size: u16,
    levels: Vec<u8>,
    /// Indices of notes referred to, in order.
    notes: Vec<usize>,
    /// Indices of comments on the block being written.
    comments: Vec<usize>,
}

impl Writer<'_, '_> {
    fn blocks(&mut self, flow: &[Flow]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < flow.len() {
            match &flow[at] {
                Flow::Para(Para { list: Some(first), .. }) => {
                    let items: Vec<(&Para, Item)> = flow[at..]
                        .iter()
                        .map_while(|part| match part {
                            Flow::Para(para) => Some((para, para.list?)),
                            _ => None,
                        })
                        .take_while(|(_, item)| item.list == first.list || item.level > 0)
                        .collect();
                    blocks.push(self.list(&items));
                    self.asides(&mut blocks);
                    at += items.len();
                    continue;
                }
                Flow::Para(para) if para.role == Role::Quote => {
                    let quoted = flow[at..].iter().take_while(
                        |part| matches!(part, Flow::Para(own) if own.role == Role::Quote),
                    );
                    let mut inside = Vec::new();
                    for part in quoted {
                        if let Flow::Para(own) = part {
                            let text = self.inlines(own, &|_| {});
                            self.report.kept("quote", &own.words());
                            inside.push(Block::Paragraph(text));
                            at += 1;
                        }
                    }
                    blocks.push(Block::Quote(inside));
                    self.asides(&mut blocks);
                    continue;
                }
                Flow::Para(para) => {
                    if para.is_blank()
                        && !para.pieces.iter().any(|own| matches!(own, Piece::Note(_)))
                    {
                        self.inlines(para, &|_| {});
                        self.asides(&mut blocks);
                        at += 1;
                        continue;
                    }
                    let is_last =
                        flow[at + 1..].iter().all(|part| matches!(part, Flow::Break));
                    blocks.push(self.paragraph(para, is_last));
                }
                Flow::Figure { pictures, caption } => {
                    let block = self.figure(pictures, caption);
                    blocks.push(block);
                }
                Flow::Table(rows) => blocks.push(self.table(rows)),
                Flow::Box(inside) => blocks.push(Block::Sidebar(self.blocks(inside))),
                Flow::Break => {}
            }
            self.asides(&mut blocks);
            at += 1;
        }
        blocks
    }

    /// Sets what others wrote about a block behind it.
    fn asides(&mut self, blocks: &mut Vec<Block>) {
        for index in std::mem::take(&mut self.comments) {
            let comment = &self.manuscript.comments[index];
            let words = comment.words();
            self.report.kept_as("comment", "comment.beside", &words);
            blocks.push(body::aside(&comment.by, &words));
        }
    }

    fn paragraph(&mut self, para: &Para, is_last: bool) -> Block {
        let words = para.words();
        match look::heading(para, self.size)
            .filter(|_| !is_last || para.role != Role::Plain)
        {
            Some(level) => {
                match para.role {
                    Role::Plain => {
                        self.report.changed("heading", "heading.guessed", &words);
                    }
                    _ => self.report.kept("heading", &words),
                }
                let rank = self.levels.iter().position(|own| *own == level).unwrap_or(0);
                let level = u8::try_from(rank + 1).unwrap_or(6).min(6);
                // A heading is set as headings are.
                let text = self.inlines(para, &|look| look.bold = false);
                Block::Heading { level, text }
            }
            None => {
                self.spaces("paragraph", &words);
                self.runs(para);
                Block::Paragraph(self.inlines(para, &|_| {}))
            }
        }
    }

    /// Tells whether a paragraph's spaces are as they were.
    fn spaces(&mut self, kind: &'static str, words: &str) {
        let tidy = vntext::tidy(words);
        match tidy == words.trim_matches(' ') {
            true => self.report.kept(kind, &tidy),
            false => self.report.changed(kind, "spaces.tidied", &tidy),
        }
    }

    /// Tells of words that look unlike those around them.
    fn runs(&mut self, para: &Para) {
        for piece in &para.pieces {
            if let Piece::Text(text) = piece
                && is_marked(&text.look)
                && !text.words.trim().is_empty()
            {
                self.report.kept("run", &text.words);
            }
        }
    }

    fn list(&mut self, items: &[(&Para, Item)]) -> Block {
        let (start, level) =
            items.first().map_or((None, 0), |(_, own)| (own.start, own.level));
        let mut list: Vec<Vec<Block>> = Vec::new();
        let mut at = 0;
        while at < items.len() {
            let (para, item) = items[at];
            if item.level > level && !list.is_empty() {
                let inner = items[at..].iter().take_while(|(_, own)| own.level > level);
                let inner = inner.count();
                let nested = self.list(&items[at..at + inner]);
                if let Some(last) = list.last_mut() {
                    last.push(nested);
                }
                at += inner;
                continue;
            }
            self.report.kept("item", &para.words());
            list.push(vec![Block::Paragraph(self.inlines(para, &|_| {}))]);
            at += 1;
        }
        Block::List { start, tight: true, items: list }
    }

    fn figure(&mut self, pictures: &[(usize, String)], caption: &[Para]) -> Block {
        let mut text: Vec<Inline> = Vec::new();
        for para in caption {
            if !text.is_empty() {
                text.push(Inline::Text(" ".to_owned()));
            }
            // The look of captions is the design's.
            text.extend(
                self.inlines(para, &|look| (look.italic, look.bold) = (false, false)),
            );
        }
        let whole = body::write_inline(&text);
        let (mut said, mut credit) = vntext::split_credit(&whole);
        // Cut within a mark, its signs would be words.
        let signs = |text: &str| {
            let words = plain(&body::parse_inline(text));
            words.chars().filter(|c| "^*~_`<>".contains(*c)).count()
        };
        if signs(&said) + signs(&credit) > signs(&whole) {
            (said, credit) = (whole, String::new());
        }
        // "Ảnh: Nông dân thu hoạch khóm" says what is seen, not who took it.
        if said.trim().is_empty()
            && let Some((label, rest)) = credit.split_once(':')
            && !look::are_names(rest)
        {
            self.report.dropped("label", "label.dropped", label);
            said = rest.trim().to_owned();
            text = body::parse_inline(&said);
            credit.clear();
        }
        let mut figures: Vec<Figure> = Vec::new();
        for (index, alt) in pictures {
            let name = self.manuscript.name_of(*index);
            self.report.kept("picture", name);
            figures.push(Figure {
                src: name.to_owned(),
                alt: alt.clone(),
                ..Figure::default()
            });
        }
        let caption = match credit.is_empty() {
            true => text,
            false => body::parse_inline(&said),
        };
        if !credit.is_empty() {
            let credit = vntext::tidy(&plain(&body::parse_inline(&credit)));
            self.report.changed("credit", "credit.from_caption", &credit);
            // Said once, with the first of those that stand together.
            if let Some(figure) = figures.first_mut() {
                figure.set_pair("credit", &credit);
            }
        }
        match figures.len() {
            1 => {
                let mut figure = figures.remove(0);
                figure.caption = caption;
                Block::Figure(figure)
            }
            _ => Block::Gallery { figures, caption },
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) -> Block {
        let width = |row: &Vec<Cell>| row.iter().map(|cell| cell.span).sum::<usize>();
        let columns = rows.iter().map(width).max().unwrap_or(0);
        let mut merged = false;
        let mut all: Vec<Vec<Vec<Inline>>> = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                merged |= cell.span > 1 || cell.continues;
                cells.push(self.cell(&cell.parts));
                cells.extend((1..cell.span).map(|_| Vec::new()));
            }
            cells.resize(columns, Vec::new());
            all.push(cells);
        }
        let first = rows.first().and_then(|row| row.first());
        let mut found = Vec::new();
        if let Some(cell) = first {
            manuscript::paragraphs(&cell.parts, &mut found);
        }
        let words = found.first().map(|para| para.words()).unwrap_or_default();
        match merged {
            true => self.report.changed("table", "table.unmerged", &words),
            false => self.report.kept("table", &words),
        }
        let head = match all.is_empty() {
            true => Vec::new(),
            false => all.remove(0),
        };
        Block::Table(Table { align: vec![Align::Auto; columns], head, rows: all })
    }

    /// The words of a cell on one line: a cell of ours holds no blocks.
    fn cell(&mut self, parts: &[Part]) -> Vec<Inline> {
        let mut found = Vec::new();
        manuscript::paragraphs(parts, &mut found);
        let mut out: Vec<Inline> = Vec::new();
        for para in found.into_iter().filter(|para| !para.is_blank()) {
            if !out.is_empty() {
                out.push(Inline::Text(" ".to_owned()));
            }
            let inlines = self.inlines(para, &|_| {});
            out.extend(inlines.into_iter().map(|inline| match inline {
                Inline::Break => Inline::Text(" ".to_owned()),
                inline => inline,
            }));
        }
        out
    }

    fn inlines(&mut self, para: &Para, change: &dyn Fn(&mut Look)) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for piece in &para.pieces {
            match piece {
                Piece::Text(text) => {
                    let mut text = text.clone();
                    change(&mut text.look);
                    add(&mut out, &text);
                }
                Piece::Break => out.push(Inline::Break),
                Piece::Note(index) => {
                    let known = self.notes.iter().position(|own| own == index);
                    let at = known.unwrap_or_else(|| {
                        self.notes.push(*index);
                        self.notes.len() - 1
                    });
                    out.push(Inline::NoteRef((at + 1).to_string()));
                }
                Piece::Comment(index) => self.comments.push(*index),
                Piece::Picture(..) => {}
            }
        }
        trim(&mut out);
        out
    }
}

fn is_marked(look: &Look) -> bool {
    look.bold || look.italic || look.strike || look.superscript || look.subscript
}

/// Adds words with their marks; spaces at their ends stay outside, as Markdown wants it.
fn add(out: &mut Vec<Inline>, text: &Text) {
    let words = spaced(&text.words);
    let core = words.trim();
    if core.is_empty() {
        return push_text(out, &words);
    }
    let start = &words[..words.len() - words.trim_start().len()];
    let end = &words[words.trim_end().len()..];
    push_text(out, start);
    let look = &text.look;
    let plain = || vec![Inline::Text(core.to_owned())];
    let has_letters = core.contains(char::is_alphanumeric);
    let mut inner = plain();
    type Mark = fn(Vec<Inline>) -> Inline;
    let marks: [(bool, Mark); 5] = [
        (look.superscript, Inline::Superscript),
        (look.subscript, Inline::Subscript),
        (look.strike, Inline::Strike),
        (look.italic, Inline::Emphasis),
        (look.bold, Inline::Strong),
    ];
    for (on, mark) in marks {
        // A mark around a comma alone says nothing.
        if on && has_letters {
            inner = vec![mark(inner)];
        }
    }
    // Addresses within the document lead nowhere outside it.
    if let Some(url) = text.link.as_deref().filter(|url| url.contains(':')) {
        inner =
            vec![Inline::Link { url: url.to_owned(), title: String::new(), text: inner }];
    }
    for inline in inner {
        match inline {
            Inline::Text(text) => push_text(out, &text),
            inline => out.push(inline),
        }
    }
    push_text(out, end);
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(Inline::Text(last)) => {
            if last.ends_with(' ') && text.starts_with(' ') {
                last.push_str(text.trim_start());
            } else {
                last.push_str(text);
            }
        }
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// Single spaces, no tabs, no odd spaces; those at the ends stay.
fn spaced(words: &str) -> String {
    let tidy = vntext::tidy(words);
    if tidy.is_empty() {
        return if words.is_empty() { String::new() } else { " ".to_owned() };
    }
    let space = |there: bool| if there { " " } else { "" };
    let start = space(words.starts_with(char::is_whitespace));
    let end = space(words.ends_with(char::is_whitespace));
    format!("{start}{tidy}{end}")
}

/// No spaces or breaks at the ends of a line.
fn trim(line: &mut Vec<Inline>) {
    while matches!(line.first(), Some(Inline::Break))
        || matches!(line.first(), Some(Inline::Text(text)) if text.trim().is_empty())
    {
        line.remove(0);
    }
    while matches!(line.last(), Some(Inline::Break))
        || matches!(line.last(), Some(Inline::Text(text)) if text.trim().is_empty())
    {
        line.pop();
    }
    if let Some(Inline::Text(text)) = line.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = line.last_mut() {
        *text = text.trim_end().to_owned();
    }
}

//! The one form of a tree that has the same meaning as many others.
//!
//! Parsing gives this form and writing starts from it, so that both are inverse.

use super::{Align, Block, Body, Figure, Inline, Note, Table};
use std::collections::VecDeque;

/// Brings a whole text into normal form.
pub(super) fn body(mut body: Body) -> Body {
    name_notes(&mut body);
    // A reference to a note that is not there says nothing; without it another note may
    // be empty.
    loop {
        let before = body.notes.clone();
        let mut notes: Vec<Note> = Vec::new();
        for Note { label, blocks } in body.notes {
            let blocks = self::blocks(blocks);
            if !blocks.is_empty() && !notes.iter().any(|seen| seen.label == label) {
                notes.push(Note { label, blocks });
            }
        }
        let labels: Vec<String> = notes.iter().map(|note| note.label.clone()).collect();
        let mut noted = |inlines: &mut Vec<Inline>| {
            *inlines = only_noted(std::mem::take(inlines), &labels);
        };
        for_each_inlines(&mut body.blocks, &mut noted);
        notes.iter_mut().for_each(|note| for_each_inlines(&mut note.blocks, &mut noted));
        body.notes = notes;
        if body.notes == before {
            break;
        }
    }
    let Body { blocks, mut notes } = body;
    let mut blocks = self::blocks(blocks);
    // Notes stand as they are first referred to: from the text, then from each other;
    // one nobody refers to comes last.
    let mut wanted: Vec<String> = Vec::new();
    for_each_inlines(&mut blocks, &mut |inlines| references(inlines, &mut wanted));
    let mut ordered: Vec<Note> = Vec::with_capacity(notes.len());
    let mut wanted = VecDeque::from(wanted);
    while !notes.is_empty() {
        let next = wanted.pop_front();
        let place = match &next {
            Some(label) => notes.iter().position(|note| note.label == *label),
            None => Some(0),
        };
        let Some(place) = place else { continue };
        let mut note = notes.remove(place);
        let mut further = Vec::new();
        for_each_inlines(&mut note.blocks, &mut |inlines| {
            references(inlines, &mut further);
        });
        wanted.extend(further);
        ordered.push(note);
    }
    Body { blocks, notes: ordered }
}

/// Brings blocks into normal form: empty ones go, a paragraph that is one picture
/// is a figure.
pub(super) fn blocks(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter_map(block).collect()
}

fn block(block: Block) -> Option<Block> {
    Some(match block {
        Block::Paragraph(text) => {
            let mut text = inlines(text);
            match text.as_mut_slice() {
                [] => return None,
                [Inline::Image(figure)] => Block::Figure(std::mem::take(figure)),
                // A tag alone on its line would be a block when it is read again.
                [Inline::Html(tag)] => Block::Paragraph(vec![Inline::Text(clean(tag))]),
                _ => Block::Paragraph(text),
            }
        }
        Block::Heading { level, text } => {
            let text = inlines(without_breaks(text));
            if text.is_empty() {
                return None;
            }
            Block::Heading { level: level.clamp(1, 6), text }
        }
        Block::List { start, items, .. } => {
            // An item without content is a bullet nobody would print.
            let items: Vec<Vec<Block>> = items.into_iter().filter_map(some).collect();
            if items.is_empty() {
                return None;
            }
            let start = start.map(|number| number.min(999_999_999));
            // Blank lines between simple items say nothing.
            let tight = items.iter().all(|item| fits_tight(item));
            Block::List { start, tight, items }
        }
        Block::Quote(inner) => Block::Quote(some(inner)?),
        Block::PullQuote(inner) => Block::PullQuote(some(inner)?),
        Block::Sidebar(inner) => Block::Sidebar(some(inner)?),
        Block::Directive { name, blocks: inner } => {
            Block::Directive { name, blocks: some(inner)? }
        }
        Block::Figure(inner) => Block::Figure(figure(inner)),
        Block::Gallery { figures, caption } => {
            let caption = inlines(caption);
            if figures.is_empty() && caption.is_empty() {
                return None;
            }
            let figures = figures.into_iter().map(figure).collect();
            Block::Gallery { figures, caption }
        }
        Block::Table(table) => Block::Table(self::table(table)?),
        Block::Code { language, mut text } => {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            let kept = |c: &char| c.is_ascii_alphanumeric() || "+#._-".contains(*c);
            Block::Code { language: language.chars().filter(kept).collect(), text }
        }
        Block::Html(html) => match html.trim() {
            "" => return None,
            trimmed => Block::Html(closed(trimmed)),
        },
        Block::Rule => Block::Rule,
    })
}

/// Raw HTML with the end without which it would swallow what follows, by the start and
/// end conditions 1 to 5 of HTML blocks in CommonMark 0.31.
fn closed(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let verbatim = ["script", "pre", "style", "textarea"];
    let ends: Vec<String> = if lower.starts_with("<!--") {
        vec!["-->".to_owned()]
    } else if lower.starts_with("<?") {
        vec!["?>".to_owned()]
    } else if lower.starts_with("<![cdata[") {
        vec!["]]>".to_owned()]
    } else if lower.starts_with("<!") {
        vec![">".to_owned()]
    } else if let Some(name) = verbatim.iter().find(|name| {
        let rest = lower.strip_prefix('<').and_then(|rest| rest.strip_prefix(**name));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    }) {
        let first = std::iter::once(name).chain(&verbatim);
        first.map(|name| format!("</{name}>")).collect()
    } else {
        return html.to_owned();
    };
    match ends.iter().any(|end| lower.contains(end)) {
        true => html.to_owned(),
        false => format!("{html}\n{}", ends[0]),
    }
}

fn some(inner: Vec<Block>) -> Option<Vec<Block>> {
    let inner = blocks(inner);
    (!inner.is_empty()).then_some(inner)
}

/// Without blank lines an item can hold a paragraph and lists that may follow one.
fn fits_tight(item: &[Block]) -> bool {
    item.iter().enumerate().all(|(place, block)| match block {
        Block::Paragraph(_) => place == 0,
        Block::List { start, tight, .. } => {
            let interrupts = start.is_none_or(|number| number == 1);
            *tight && (place == 0 || interrupts) && place <= 1
        }
        _ => item.len() == 1,
    })
}

fn figure(mut figure: Figure) -> Figure {
    figure.src = address(&figure.src);
    figure.alt = one_line(&figure.alt);
    figure.caption = inlines(figure.caption);
    let word = |text: &str| -> String {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect()
    };
    figure.id = word(&figure.id);
    figure.classes = figure.classes.iter().map(|class| word(class)).collect();
    figure.classes.retain(|class| !class.is_empty());
    figure.pairs = figure
        .pairs
        .into_iter()
        .map(|(name, value)| (word(&name), one_line(&value).replace(['"', '\\'], "”")))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .collect();
    figure
}

fn table(table: Table) -> Option<Table> {
    let columns = table.head.len();
    if columns == 0 {
        return None;
    }
    let row = |cells: Vec<Vec<Inline>>| -> Vec<Vec<Inline>> {
        let mut cells: Vec<_> = cells.into_iter().map(inlines).collect();
        cells.resize(columns, Vec::new());
        cells
    };
    let mut align = table.align;
    align.resize(columns, Align::Auto);
    Some(Table {
        align,
        head: row(table.head),
        rows: table.rows.into_iter().map(row).collect(),
    })
}

/// Brings running text into normal form: neighbours of one kind are joined, spaces
/// stand outside of marks, none stand at the ends or beside a break.
pub(super) fn inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = join(inlines);
    trim_ends(&mut out);
    out
}

fn trim_ends(out: &mut Vec<Inline>) {
    loop {
        let before = out.len();
        for place in 0..out.len() {
            let after_break = place == 0 || out[place - 1] == Inline::Break;
            let before_break =
                place + 1 == out.len() || out.get(place + 1) == Some(&Inline::Break);
            if let Inline::Text(text) = &mut out[place] {
                if after_break {
                    *text = text.trim_start().to_owned();
                }
                if before_break {
                    *text = text.trim_end().to_owned();
                }
            }
        }
        out.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
        while matches!(out.last(), Some(Inline::Break)) {
            out.pop();
        }
        while matches!(out.first(), Some(Inline::Break)) {
            out.remove(0);
        }
        // Two breaks in a row would leave an empty line, which Markdown cannot hold.
        out.dedup_by(|next, kept| *kept == Inline::Break && *next == Inline::Break);
        if out.len() == before {
            return;
        }
    }
}

fn join(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => push_text(&mut out, &clean(&text)),
            Inline::Code(code) => match one_line(&code) {
                code if code.is_empty() => {}
                code => push(&mut out, Inline::Code(code)),
            },
            Inline::Emphasis(inner) => push_marked(&mut out, inner, Mark::Emphasis),
            Inline::Strong(inner) => push_marked(&mut out, inner, Mark::Strong),
            Inline::Strike(inner) => push_marked(&mut out, inner, Mark::Strike),
            Inline::Superscript(inner) => {
                push_marked(&mut out, inner, Mark::Superscript);
            }
            Inline::Subscript(inner) => push_marked(&mut out, inner, Mark::Subscript),
            Inline::Link { url, title, text } => {
                let mut text = join(unlinked(text));
                let (before, after) = hoist(&mut text);
                before.into_iter().for_each(|inline| push(&mut out, inline));
                if url.trim().is_empty() {
                    text.into_iter().for_each(|inline| push(&mut out, inline));
                } else if !text.is_empty() {
                    let title = one_line(&title);
                    out.push(Inline::Link { url: address(&url), title, text });
                }
                after.into_iter().for_each(|inline| push(&mut out, inline));
            }
            Inline::Image(inner) => out.push(Inline::Image(figure(inner))),
            Inline::Html(html) if html.trim().is_empty() => {}
            // The tag of a mark that stands alone would be paired with another one.
            Inline::Html(html) if Mark::of_tag(&tag_name(&html)).is_some() => {
                push_text(&mut out, &clean(&html));
            }
            // A line that begins within it would be read as the beginning of something.
            Inline::Html(html) => out.push(Inline::Html(clean(&html))),
            other => out.push(other),
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
}

/// What a tag is called, whether it opens or closes.
pub(super) fn tag_name(tag: &str) -> String {
    let inner = tag.trim_matches(['<', '>', '/', ' ']);
    inner.split_whitespace().next().unwrap_or("").to_ascii_lowercase()
}

impl Mark {
    pub(super) fn of_tag(name: &str) -> Option<Self> {
        Some(match name {
            "strong" | "b" => Self::Strong,
            "em" | "i" => Self::Emphasis,
            "s" | "del" => Self::Strike,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            _ => return None,
        })
    }

    pub(super) fn wrap(self, inner: Vec<Inline>) -> Inline {
        match self {
            Self::Emphasis => Inline::Emphasis(inner),
            Self::Strong => Inline::Strong(inner),
            Self::Strike => Inline::Strike(inner),
            Self::Superscript => Inline::Superscript(inner),
            Self::Subscript => Inline::Subscript(inner),
        }
    }
}

fn inner_of(inline: &mut Inline, mark: Mark) -> Option<&mut Vec<Inline>> {
    match (inline, mark) {
        (Inline::Emphasis(inner), Mark::Emphasis)
        | (Inline::Strong(inner), Mark::Strong)
        | (Inline::Strike(inner), Mark::Strike)
        | (Inline::Superscript(inner), Mark::Superscript)
        | (Inline::Subscript(inner), Mark::Subscript) => Some(inner),
        _ => None,
    }
}

fn push_marked(out: &mut Vec<Inline>, inner: Vec<Inline>, mark: Mark) {
    let mut inner = join(unmarked(inner, mark));
    let (before, after) = hoist(&mut inner);
    before.into_iter().for_each(|inline| push(out, inline));
    if !inner.is_empty() {
        push(out, mark.wrap(inner));
    }
    after.into_iter().for_each(|inline| push(out, inline));
}

/// A mark inside the same mark says nothing.
fn unmarked(inlines: Vec<Inline>, mark: Mark) -> Vec<Inline> {
    let mut out = Vec::new();
    for mut inline in inlines {
        if let Some(inner) = inner_of(&mut inline, mark) {
            out.extend(unmarked(std::mem::take(inner), mark));
        } else {
            out.push(map_inner(inline, &|inner| unmarked(inner, mark)));
        }
    }
    out
}

fn unlinked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Link { text, .. } => out.extend(unlinked(text)),
            other => out.push(map_inner(other, &unlinked)),
        }
    }
    out
}

fn map_inner(inline: Inline, change: &dyn Fn(Vec<Inline>) -> Vec<Inline>) -> Inline {
    match inline {
        Inline::Emphasis(inner) => Inline::Emphasis(change(inner)),
        Inline::Strong(inner) => Inline::Strong(change(inner)),
        Inline::Strike(inner) => Inline::Strike(change(inner)),
        Inline::Superscript(inner) => Inline::Superscript(change(inner)),
        Inline::Subscript(inner) => Inline::Subscript(change(inner)),
        Inline::Link { url, title, text } => {
            Inline::Link { url, title, text: change(text) }
        }
        other => other,
    }
}

fn push(out: &mut Vec<Inline>, inline: Inline) {
    for mark in
        [Mark::Emphasis, Mark::Strong, Mark::Strike, Mark::Superscript, Mark::Subscript]
    {
        let mut inline = inline.clone();
        if let (Some(last), Some(inner)) = (
            out.last_mut().and_then(|last| inner_of(last, mark)),
            inner_of(&mut inline, mark),
        ) {
            for inline in std::mem::take(inner) {
                push(last, inline);
            }
            return;
        }
    }
    match (inline, out.last_mut()) {
        (Inline::Text(text), _) => push_text(out, &text),
        (Inline::Code(code), Some(Inline::Code(last))) => last.push_str(&code),
        (other, _) => out.push(other),
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Inline::Text(last)) = out.last_mut() {
        last.push_str(text);
    } else {
        out.push(Inline::Text(text.to_owned()));
    }
}

/// Takes spaces and breaks off both ends and returns them: they stand outside of a
/// mark or link.
fn hoist(inner: &mut Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let outside = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim_matches(' ').is_empty(),
        _ => false,
    };
    let lead = inner.iter().take_while(|inline| outside(inline)).count();
    let mut before: Vec<Inline> = inner.drain(..lead).collect();
    let tail = inner.iter().rev().take_while(|inline| outside(inline)).count();
    let mut after = inner.split_off(inner.len() - tail);
    let space = || Inline::Text(" ".to_owned());
    if let Some(Inline::Text(text)) = inner.first_mut()
        && text.starts_with(' ')
    {
        before.push(space());
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(text)) = inner.last_mut()
        && text.ends_with(' ')
    {
        after.insert(0, space());
        *text = text.trim_end_matches(' ').to_owned();
    }
    trim_ends(inner);
    (before, after)
}

/// Control characters and line ends are no words.
fn clean(text: &str) -> String {
    // Most texts have none: U+0080 to U+009F begin with the byte C2, as a few others do.
    if !text.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7F | 0xC2)) {
        return text.to_owned();
    }
    text.chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .map(|c| if c == '\n' || c == '\t' || c == '\r' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}

/// An address without the characters that end it or split a table cell.
fn address(url: &str) -> String {
    let url = clean(url).split_whitespace().collect::<Vec<_>>().join("%20");
    url.replace('|', "%7C")
}

pub(super) fn one_line(text: &str) -> String {
    clean(text).trim().to_owned()
}

fn without_breaks(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines
        .into_iter()
        .map(|inline| match inline {
            Inline::Break => Inline::Text(" ".to_owned()),
            other => map_inner(other, &without_breaks),
        })
        .collect()
}

/// Gives notes names of letters, digits and dashes, no two of them the same.
fn name_notes(body: &mut Body) {
    let mut names: Vec<(String, String)> = Vec::new();
    for note in &body.notes {
        if names.iter().any(|(label, _)| *label == note.label) {
            continue;
        }
        let plain = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let plain: String = note.label.chars().filter(plain).collect();
        let taken = |name: &str| {
            let same = |(_, other): &(String, String)| {
                other.to_lowercase() == name.to_lowercase()
            };
            name.is_empty() || names.iter().any(same)
        };
        let mut name = plain.clone();
        let mut number = 1;
        while taken(&name) {
            number += 1;
            name = format!("{plain}{number}");
        }
        names.push((note.label.clone(), name));
    }
    if names.iter().all(|(label, name)| label == name) {
        return;
    }
    let new = |label: &String| {
        let found = names.iter().find(|(old, _)| old == label);
        found.map_or_else(|| label.clone(), |(_, name)| name.clone())
    };
    let mut rename = |inlines: &mut Vec<Inline>| renamed(inlines, &new);
    for_each_inlines(&mut body.blocks, &mut rename);
    for note in &mut body.notes {
        note.label = new(&note.label);
        for_each_inlines(&mut note.blocks, &mut rename);
    }
}

fn renamed(inlines: &mut [Inline], new: &dyn Fn(&String) -> String) {
    for inline in inlines {
        match inline {
            Inline::NoteRef(label) => *label = new(label),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => renamed(inner, new),
            _ => {}
        }
    }
}

fn only_noted(inlines: Vec<Inline>, labels: &[String]) -> Vec<Inline> {
    let there = |inline: &Inline| match inline {
        Inline::NoteRef(label) => labels.contains(label),
        _ => true,
    };
    let kept = inlines.into_iter().filter(there);
    kept.map(|inline| map_inner(inline, &|inner| only_noted(inner, labels))).collect()
}

pub(super) fn references(inlines: &[Inline], order: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::NoteRef(label) => order.push(label.clone()),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => references(inner, order),
            _ => {}
        }
    }
}

pub(super) fn for_each_inlines(
    blocks: &mut [Block],
    visit: &mut dyn FnMut(&mut Vec<Inline>),
) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => visit(text),
            Block::List { items, .. } => {
                for item in items {
                    for_each_inlines(item, visit);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => for_each_inlines(inner, visit),
            Block::Figure(figure) => visit(&mut figure.caption),
            Block::Gallery { figures, caption } => {
                for figure in figures {
                    visit(&mut figure.caption);
                }
                visit(caption);
            }
            Block::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    visit(cell);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

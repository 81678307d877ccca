//! Tree to Markdown.
//!
//! A paragraph is first written the way a person would write it and read back. Only
//! when that gives other words is it written again with every mark of punctuation
//! escaped, which always holds ("26. Tháng hai" is not a list, "* * *" not a rule).

use super::{Align, Block, Body, Figure, Inline, Note, Table, normal, parse};

/// Writes a text so that [`super::parse`] gives the same tree again.
///
/// What Markdown cannot hold is dropped: empty paragraphs, spaces at the ends of a
/// line, a reference to a footnote that does not exist.
///
/// ```
/// let (body, _) = document::body::parse("**Sa-pô** đây.\n\n\n26\\. Tháng hai");
/// assert_eq!(document::body::write(&body), "**Sa-pô** đây.\n\n26\\. Tháng hai\n");
/// ```
pub fn write(body: &Body) -> String {
    let body = normal::body(body.clone());
    let mut out = blocks(&body.blocks, false);
    for note in &body.notes {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&self::note(note));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Writes one line of running text.
pub fn write_inline(inlines: &[Inline]) -> String {
    let inlines = normal::inlines(inlines.to_vec());
    paragraph(&inlines)
}

fn note(note: &Note) -> String {
    format!("[^{}]: {}", note.label, indent(&blocks(&note.blocks, false), 4))
}

fn blocks(blocks: &[Block], tight: bool) -> String {
    let mut out = String::new();
    let mut other_marker = false;
    for (place, block) in blocks.iter().enumerate() {
        let previous = place.checked_sub(1).map(|before| &blocks[before]);
        // Two lists of one kind in a row would be one list.
        other_marker = same_list(previous, block) && !other_marker;
        if place > 0 {
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        out.push_str(&self::block(block, other_marker));
    }
    out
}

fn same_list(previous: Option<&Block>, block: &Block) -> bool {
    match (previous, block) {
        (Some(Block::List { start: a, .. }), Block::List { start: b, .. }) => {
            a.is_some() == b.is_some()
        }
        _ => false,
    }
}

fn block(block: &Block, other_marker: bool) -> String {
    match block {
        Block::Paragraph(text) => paragraph(text),
        Block::Heading { level, text } => heading(*level, text),
        Block::List { start, tight, items } => list(*start, *tight, items, other_marker),
        Block::Quote(inner) => blocks(inner, false)
            .lines()
            .map(|line| if line.is_empty() { ">".into() } else { format!("> {line}") })
            .collect::<Vec<String>>()
            .join("\n"),
        Block::PullQuote(inner) => directive("pullquote", inner),
        Block::Sidebar(inner) => directive("sidebar", inner),
        Block::Directive { name, blocks } => {
            // Its own marks of escape are read once more.
            directive(&name.replace('\\', r"\\").replace('&', "&amp;"), blocks)
        }
        Block::Figure(figure) => self::figure(figure),
        Block::Gallery { figures, caption } => {
            let mut inner: Vec<Block> =
                figures.iter().cloned().map(Block::Figure).collect();
            if !caption.is_empty() {
                inner.push(Block::Paragraph(caption.clone()));
            }
            directive("gallery", &inner)
        }
        Block::Table(table) => self::table(table),
        Block::Code { language, text } => {
            let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
            format!("{fence}{language}\n{text}{fence}")
        }
        Block::Rule => "___".to_owned(),
        Block::Html(html) => match parse(&format!("{html}\n")).0.blocks.as_slice() {
            [Block::Html(same)] if same == html => html.clone(),
            _ => paragraph(&normal::inlines(vec![Inline::Text(html.clone())])),
        },
    }
}

fn list(
    start: Option<u32>,
    tight: bool,
    items: &[Vec<Block>],
    other_marker: bool,
) -> String {
    let mut written = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let marker = match (start, other_marker) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(first), other) => {
                let number = u64::from(first) + place as u64;
                format!("{}{} ", number.min(999_999_999), if other { ")" } else { "." })
            }
        };
        let text = indent(&blocks(item, tight), marker.len());
        written.push(format!("{marker}{text}").trim_end().to_owned());
    }
    written.join(if tight { "\n" } else { "\n\n" })
}

fn indent(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    let mut out = String::with_capacity(text.len());
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&pad);
            }
        }
        out.push_str(line);
    }
    out
}

fn directive(name: &str, inner: &[Block]) -> String {
    let fence = ":".repeat(3 + depth(inner));
    format!("{fence}{name}\n{}\n{fence}", blocks(inner, false))
}

/// How many directives stand inside one another: the outer fence must be longer, and
/// longer than what looks like one in code.
fn depth(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::PullQuote(inner)
        | Block::Sidebar(inner)
        | Block::Directive { blocks: inner, .. } => 1 + depth(inner),
        Block::Figure(figure) => usize::from(!figure.caption.is_empty()),
        Block::Gallery { .. } => 2,
        Block::Quote(inner) => depth(inner),
        Block::List { items, .. } => {
            items.iter().map(|item| depth(item)).max().unwrap_or(0)
        }
        Block::Code { text, .. } | Block::Html(text) => {
            longest_run(text, ':').saturating_sub(2)
        }
        _ => 0,
    };
    blocks.iter().map(of).max().unwrap_or(0)
}

fn figure(figure: &Figure) -> String {
    let image = image(figure);
    if figure.caption.is_empty() {
        return image;
    }
    format!(":::figure\n{image}\n\n{}\n:::", paragraph(&figure.caption))
}

fn image(figure: &Figure) -> String {
    let mut attributes = Vec::new();
    if !figure.id.is_empty() {
        attributes.push(format!("#{}", figure.id));
    }
    attributes.extend(figure.classes.iter().map(|class| format!(".{class}")));
    attributes
        .extend(figure.pairs.iter().map(|(name, value)| format!("{name}=\"{value}\"")));
    let attributes = match attributes.is_empty() {
        true => String::new(),
        false => format!("{{{}}}", attributes.join(" ")),
    };
    let alt = escape(&figure.alt, Care::Heavy);
    let alt = if figure.alt.chars().any(|c| "\\[]*_`<>&~^".contains(c)) {
        alt
    } else {
        figure.alt.clone()
    };
    format!("![{alt}]({}){attributes}", address(&figure.src))
}

fn address(url: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c);
    if url.is_empty() || url.chars().all(plain) {
        return url.replace('&', "&amp;");
    }
    let escaped: String = url
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| match c {
            '<' | '>' | '\\' => vec!['\\', c],
            '&' => "&amp;".chars().collect(),
            c => vec![c],
        })
        .collect();
    format!("<{escaped}>")
}

fn table(table: &Table) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule: Vec<&str> = table
        .align
        .iter()
        .map(|align| match align {
            Align::Auto => "---",
            Align::Left => ":--",
            Align::Centre => ":-:",
            Align::Right => "--:",
        })
        .collect();
    let mut out = format!("{}\n| {} |", row(&table.head), rule.join(" | "));
    for cells in &table.rows {
        out.push('\n');
        out.push_str(&row(cells));
    }
    out
}

fn cell(text: &[Inline]) -> String {
    let holds = |written: &str| {
        let probe = format!("| {written} |\n| --- |\n{}", notes_for(text));
        match parse(&probe).0.blocks.as_slice() {
            [Block::Table(table)] => {
                table.head.len() == 1 && table.head[0].as_slice() == text
            }
            _ => text.is_empty(),
        }
    };
    // Inside a table a bar in code is escaped too, and read without its backslash.
    let escaped = |written: &str| holds(&bars(written));
    bars(&attempt(text, true, &escaped))
}

/// Escapes the bars that are not escaped yet.
fn bars(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut escaped = false;
    for c in written.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

fn heading(level: u8, text: &[Inline]) -> String {
    let hashes = "#".repeat(usize::from(level));
    let expected = [Block::Heading { level, text: text.to_vec() }];
    let holds = |written: &str| {
        let probe = format!("{hashes} {written}\n{}", notes_for(text));
        parse(&probe).0.blocks == expected
    };
    format!("{hashes} {}", attempt(text, true, &holds))
}

fn paragraph(text: &[Inline]) -> String {
    let expected = normal::blocks(vec![Block::Paragraph(text.to_vec())]);
    // Behind the dash of a list dashes alone would be a rule.
    let dashes = |written: &str| written.chars().all(|c| matches!(c, '-' | ' '));
    let holds = |written: &str| {
        !dashes(written)
            && parse(&format!("{written}\n{}", notes_for(text))).0.blocks == expected
    };
    attempt(text, false, &holds)
}

/// Footnotes must be defined for a reference to be read as one.
fn notes_for(text: &[Inline]) -> String {
    let mut out = String::new();
    for inline in text {
        match inline {
            Inline::NoteRef(label) => out.push_str(&format!("\n[^{label}]: x\n")),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => out.push_str(&notes_for(inner)),
            _ => {}
        }
    }
    out
}

/// How much is escaped.
#[derive(Clone, Copy, PartialEq)]
enum Care {
    /// What usually matters.
    Light,
    /// Every mark of punctuation.
    Firm,
    /// As `Firm`, and marks are HTML tags.
    Heavy,
    /// As `Heavy`, and code and raw HTML become plain words.
    Words,
}

fn attempt(text: &[Inline], one_line: bool, holds: &dyn Fn(&str) -> bool) -> String {
    let cares = [Care::Light, Care::Firm, Care::Heavy];
    let plain = cares.map(|care| (care, one_line, ""));
    // A tag that would begin a block must not begin a line; a break before everything
    // says nothing.
    let guarded = cares.map(|care| (care, true, "<br>"));
    for (care, one_line, before) in plain.into_iter().chain(guarded) {
        let written = before.to_owned() + &line(text, care, one_line);
        if holds(&written) {
            return written;
        }
    }
    line(text, Care::Words, one_line)
}

fn line(text: &[Inline], care: Care, one_line: bool) -> String {
    let mut out = String::new();
    for inline in text {
        write_one(inline, care, one_line, &mut out);
    }
    out
}

fn write_one(inline: &Inline, care: Care, one_line: bool, out: &mut String) {
    let mut marked = |mark: &str, tag: &str, inner: &[Inline]| {
        let inner = line(inner, care, one_line);
        match care {
            Care::Light | Care::Firm => out.push_str(&format!("{mark}{inner}{mark}")),
            Care::Heavy | Care::Words => out.push_str(&format!("<{tag}>{inner}</{tag}>")),
        }
    };
    match inline {
        Inline::Text(text) => out.push_str(&escape(text, care)),
        Inline::Emphasis(inner) => marked("*", "em", inner),
        Inline::Strong(inner) => marked("**", "strong", inner),
        Inline::Strike(inner) => marked("~~", "s", inner),
        Inline::Superscript(inner) => marked("^", "sup", inner),
        Inline::Subscript(inner) => marked("~", "sub", inner),
        Inline::Code(code) if care == Care::Words => out.push_str(&escape(code, care)),
        Inline::Code(code) => {
            let fence = fence_of_code(code);
            let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
            out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
        }
        Inline::Link { url, title, text } => {
            let title = match title.as_str() {
                "" => String::new(),
                title => format!(" \"{}\"", escape(title, Care::Heavy)),
            };
            let words = line(text, care, one_line);
            out.push_str(&format!("[{words}]({}{title})", address(url)));
        }
        Inline::Image(figure) => {
            let mut written = image(figure);
            if !figure.caption.is_empty() {
                let title = escape(&write_inline(&figure.caption), Care::Heavy);
                let close = written.find("](").map(|at| at + 2).unwrap_or(0);
                if let Some(end) = written[close..].find(')') {
                    written.insert_str(close + end, &format!(" \"{title}\""));
                }
            }
            out.push_str(&written);
        }
        Inline::Break => out.push_str(if one_line { "<br>" } else { "\\\n" }),
        Inline::NoteRef(label) => out.push_str(&format!("[^{label}]")),
        Inline::Html(html) if care == Care::Words => out.push_str(&escape(html, care)),
        Inline::Html(html) => out.push_str(html),
    }
}

fn escape(text: &str, care: Care) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        let matters = match care {
            Care::Light => "\\`*_[]<>~^|&".contains(c),
            Care::Firm | Care::Heavy | Care::Words => c.is_ascii_punctuation(),
        };
        if matters {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The shortest run of backticks that the code does not have: readers of Markdown stop
/// counting at some length.
fn fence_of_code(code: &str) -> String {
    let runs: Vec<usize> = code.split(|c| c != '`').map(str::len).collect();
    let length = (1..).find(|length| !runs.contains(length)).unwrap_or(1);
    "`".repeat(length)
}

fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

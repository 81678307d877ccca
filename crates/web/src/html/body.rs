//! The text of an article as HTML.

use super::figure::{self, Shape};
use super::{escape, link_target};
use crate::pictures::Pictures;
use crate::words::Words;
use document::body::{self, Align, Note, Table, parse_inline, plain_text};
use document::{Block, Body, Edition, Inline, Lang};
use std::ops::Range;

/// What the HTML is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// A page on a screen: several picture sizes, full view.
    Screen,
    /// The print version: one large picture, footnotes at the end.
    Paper,
    /// A file that is read alone, pictures inside it.
    Alone,
    /// A fragment to paste elsewhere: plain elements, pictures beside it.
    Fragment,
    /// A chapter of an EPUB: notes that open in place, no foreign elements.
    Book,
}

/// Where and for what a text is written.
pub(crate) struct Setting<'a> {
    /// The edition the text belongs to.
    pub(crate) edition: &'a Edition,
    /// The pictures that were made.
    pub(crate) pictures: &'a Pictures,
    /// Way from the page to the root of the bundle: empty or `../`.
    pub(crate) root: &'a str,
    /// Prefix of every `id`, so that several articles can share a page.
    pub(crate) ids: String,
    /// What the HTML is for.
    pub(crate) usage: Usage,
    /// Language of the text.
    pub(crate) lang: Lang,
    /// Words of the page.
    pub(crate) words: &'a Words,
}

/// Writes the text of an article, footnotes last.
pub(crate) fn body(setting: &Setting<'_>, body: &Body) -> String {
    let mut writer =
        Writer { setting, notes: &body.notes, level: 1, figures: 0, out: String::new() };
    writer.blocks(&body.blocks);
    writer.footnotes();
    writer.out
}

/// Writes one line of running text, such as a lead or a caption.
pub(crate) fn inline(setting: &Setting<'_>, markdown: &str) -> String {
    inlines(setting, &parse_inline(markdown))
}

/// Writes running text that is already a tree.
pub(super) fn inlines(setting: &Setting<'_>, text: &[Inline]) -> String {
    let mut writer =
        Writer { setting, notes: &[], level: 1, figures: 0, out: String::new() };
    writer.running(text);
    writer.out
}

/// Writes plain text, with the words that belong together held on one line.
pub(crate) fn keep_together(text: &str, lang: Lang) -> String {
    let mut out = String::new();
    write_bound(&mut out, text, 0, &spans(text, lang));
    out
}

/// Words that belong on one line. Only Vietnamese is bound: its words are several
/// syllables with spaces between them.
fn spans(text: &str, lang: Lang) -> Vec<Range<usize>> {
    if lang == Lang::Vi { vntext::bind(text) } else { Vec::new() }
}

/// Writes the stretch `text` that begins at `start` of the paragraph `spans` speak of.
/// A span that reaches over the edge of the stretch is left to the line breaker.
fn write_bound(out: &mut String, text: &str, start: usize, spans: &[Range<usize>]) {
    let mut done = 0;
    for span in spans {
        if span.start < start + done || span.end > start + text.len() {
            continue;
        }
        let (from, to) = (span.start - start, span.end - start);
        out.push_str(&escape(&text[done..from]));
        out.push_str("<span class=\"k\">");
        out.push_str(&escape(&text[from..to]));
        out.push_str("</span>");
        done = to;
    }
    out.push_str(&escape(&text[done..]));
}

struct Writer<'a> {
    setting: &'a Setting<'a>,
    notes: &'a [Note],
    /// Level of the heading written last: the next may be one deeper at most.
    level: u8,
    /// Figures written so far; the first one is wanted at once.
    figures: usize,
    out: String,
}

impl Writer<'_> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.push("<p>");
                self.running(text);
                self.push("</p>\n");
            }
            Block::Heading { level, text } => {
                // The title is level 1. A level left out would puzzle listeners.
                let level = (level + 1).min(self.level + 1).min(6);
                self.level = level;
                self.push(&format!("<h{level}>"));
                self.running(text);
                self.push(&format!("</h{level}>\n"));
            }
            Block::List { start, tight, items } => self.list(*start, *tight, items),
            Block::Quote(blocks) => {
                self.wrap("<blockquote>\n", blocks, "</blockquote>\n");
            }
            Block::PullQuote(blocks) => {
                self.wrap("<blockquote class=\"pull\">\n", blocks, "</blockquote>\n");
            }
            Block::Sidebar(blocks) => {
                self.wrap("<div class=\"box\" role=\"note\">\n", blocks, "</div>\n");
            }
            Block::Directive { blocks, .. } => self.wrap("<div>\n", blocks, "</div>\n"),
            Block::Figure(shown) => {
                let shape = if self.figures == 0 { Shape::First } else { Shape::Later };
                self.figures += 1;
                let html = figure::figure(self.setting, shown, shape);
                self.push(&html);
            }
            Block::Gallery { figures, caption } => {
                self.push("<div class=\"gallery\" role=\"group\">\n");
                let shared = self.setting.edition.shared_words(figures, caption);
                let has_words = !shared.caption.is_empty();
                let shape = match caption.is_empty() {
                    true => Shape::Part,
                    false => Shape::Shared { has_words },
                };
                for shown in figures {
                    self.figures += 1;
                    let html = figure::figure(self.setting, shown, shape);
                    self.push(&html);
                }
                if shape != Shape::Part {
                    self.push("<p class=\"shared-caption\">");
                    self.running(&shared.caption);
                    let credit = figure::credit(&shared.credit);
                    self.push(if has_words { &credit } else { credit.trim_start() });
                    self.push("</p>\n");
                }
                self.push("</div>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                let scrolls = self.setting.usage == Usage::Screen;
                self.push(if scrolls {
                    "<pre tabindex=\"0\"><code>"
                } else {
                    "<pre><code>"
                });
                let text = escape(text);
                self.push(&text);
                self.push("</code></pre>\n");
            }
            Block::Rule => self.push("<hr>\n"),
            // Elements in an order of their own would break the rules of a book: it has
            // the words, as paper does.
            Block::Html(raw) if self.setting.usage == Usage::Book => {
                let words = body::html_words(raw);
                if !words.is_empty() {
                    self.push(&format!("<p>{}</p>\n", escape(&words)));
                }
            }
            Block::Html(raw) => {
                let clean = clean(raw);
                self.push(&clean);
                self.push("\n");
            }
        }
    }

    fn wrap(&mut self, before: &str, blocks: &[Block], after: &str) {
        self.push(before);
        self.blocks(blocks);
        self.push(after);
    }

    fn list(&mut self, start: Option<u32>, tight: bool, items: &[Vec<Block>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(first) if first != 1 => self.push(&format!("<ol start=\"{first}\">\n")),
            _ => self.push(&format!("<{name}>\n")),
        }
        for item in items {
            self.push("<li>");
            for block in item {
                match block {
                    Block::Paragraph(text) if tight => {
                        self.running(text);
                        self.push("\n");
                    }
                    other => self.block(other),
                }
            }
            self.push("</li>\n");
        }
        self.push(&format!("</{name}>\n"));
    }

    fn table(&mut self, table: &Table) {
        let label = escape(self.setting.words.table);
        if self.setting.usage == Usage::Screen {
            self.push(&format!(
                "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"
            ));
        }
        self.push("<table>\n<thead><tr>");
        for (column, cell) in table.head.iter().enumerate() {
            // An empty head cell heads nothing.
            let (open, close) = if cell.is_empty() {
                ("<td", "</td>")
            } else {
                ("<th scope=\"col\"", "</th>")
            };
            self.cell(open, table.align.get(column), cell, close);
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.cell("<td", table.align.get(column), cell, "</td>");
            }
            self.push("</tr>\n");
        }
        self.push("</tbody></table>");
        self.push(if self.setting.usage == Usage::Screen { "</div>\n" } else { "\n" });
    }

    fn cell(&mut self, open: &str, align: Option<&Align>, text: &[Inline], close: &str) {
        self.push(open);
        self.push(match align {
            Some(Align::Left) => " class=\"to-left\">",
            Some(Align::Centre) => " class=\"to-centre\">",
            Some(Align::Right) => " class=\"to-right\">",
            _ => ">",
        });
        self.running(text);
        self.push(close);
    }

    /// Writes the inlines of one paragraph.
    fn running(&mut self, text: &[Inline]) {
        let mut plain = String::new();
        words_of(text, &mut plain);
        let spans = spans(&plain, self.setting.lang);
        let mut at = 0;
        self.inlines(text, &spans, &mut at);
    }

    fn inlines(&mut self, text: &[Inline], spans: &[Range<usize>], at: &mut usize) {
        for inline in text {
            match inline {
                Inline::Text(words) => {
                    write_bound(&mut self.out, words, *at, spans);
                    *at += words.len();
                }
                Inline::Emphasis(inner) => self.nest("em", inner, spans, at),
                Inline::Strong(inner) => self.nest("strong", inner, spans, at),
                Inline::Strike(inner) => self.nest("s", inner, spans, at),
                Inline::Superscript(inner) => self.nest("sup", inner, spans, at),
                Inline::Subscript(inner) => self.nest("sub", inner, spans, at),
                Inline::Code(code) => {
                    let code = escape(code);
                    self.push(&format!("<code>{code}</code>"));
                    *at += 1;
                }
                Inline::Link { url, title, text } => match link_target(url) {
                    Some(target) => {
                        self.push(&format!("<a href=\"{}\"", escape(target)));
                        if !title.is_empty() {
                            self.push(&format!(" title=\"{}\"", escape(title)));
                        }
                        self.push(">");
                        self.inlines(text, spans, at);
                        self.push("</a>");
                    }
                    None => self.inlines(text, spans, at),
                },
                Inline::Image(shown) => {
                    let html = figure::in_line(self.setting, shown);
                    self.push(&html);
                    *at += 1;
                }
                Inline::Break => {
                    self.push("<br>\n");
                    *at += 1;
                }
                Inline::NoteRef(label) => {
                    self.note_ref(label);
                    *at += 1;
                }
                // A lone opening or closing element means nothing by itself.
                Inline::Html(_) => *at += 1,
            }
        }
    }

    fn nest(
        &mut self,
        name: &str,
        inner: &[Inline],
        spans: &[Range<usize>],
        at: &mut usize,
    ) {
        self.push(&format!("<{name}>"));
        self.inlines(inner, spans, at);
        self.push(&format!("</{name}>"));
    }

    fn note_ref(&mut self, label: &str) {
        let Some(place) = self.notes.iter().position(|note| note.label == label) else {
            return;
        };
        let (ids, number) = (&self.setting.ids, place + 1);
        let mut html = format!("<sup class=\"ref\"><a href=\"#{ids}ghi-chu-{number}\"");
        // A note may be referred to twice; an identity must not be.
        let id = format!(" id=\"{ids}cho-{number}\"");
        if !self.out.contains(&id) {
            html.push_str(&id);
        }
        if self.setting.usage == Usage::Book {
            html.push_str(" epub:type=\"noteref\"");
        }
        html.push_str(&format!(" role=\"doc-noteref\">{number}</a></sup>"));
        self.push(&html);
    }

    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let title = escape(self.setting.words.notes);
        let back = escape(self.setting.words.back_to_text);
        if self.setting.usage == Usage::Book {
            return self.notes_of_book(&title, &back);
        }
        self.push(&format!(
            "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"
        ));
        for (place, note) in self.notes.iter().enumerate() {
            let (ids, number) = (self.setting.ids.clone(), place + 1);
            self.push(&format!("<li id=\"{ids}ghi-chu-{number}\">"));
            self.blocks(&note.blocks);
            self.push(&format!(
                "<a class=\"back\" href=\"#{ids}cho-{number}\" role=\"doc-backlink\" \
                 aria-label=\"{back} {number}\">↩</a></li>\n"
            ));
        }
        self.push("</ol>\n</section>\n");
    }

    /// Notes that reading systems show beside the text: each stands for itself.
    fn notes_of_book(&mut self, title: &str, back: &str) {
        self.push(&format!(
            "{NOTES_OF_BOOK} epub:type=\"footnotes\" aria-label=\"{title}\">\n"
        ));
        for (place, note) in self.notes.iter().enumerate() {
            let (ids, number) = (self.setting.ids.clone(), place + 1);
            self.push(&format!(
                "<aside id=\"{ids}ghi-chu-{number}\" epub:type=\"footnote\" \
                 role=\"doc-footnote\">\n<p class=\"number\"><a \
                 href=\"#{ids}cho-{number}\" role=\"doc-backlink\" \
                 aria-label=\"{back} {number}\">{number}.</a></p>\n"
            ));
            self.blocks(&note.blocks);
            self.push("</aside>\n");
        }
        self.push("</section>\n");
    }
}

/// How the notes of a chapter begin.
pub(crate) const NOTES_OF_BOOK: &str = "<section class=\"notes\"";

/// The words of running text, one character for everything that is no word: the
/// offsets agree with those that [`Writer::inlines`] counts.
fn words_of(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => words_of(inner, out),
            Inline::Break => out.push('\n'),
            Inline::Code(_) | Inline::Image(_) | Inline::NoteRef(_) | Inline::Html(_) => {
                out.push('#');
            }
        }
    }
}

/// Cleans a raw HTML block: no script, no style, no picture, no frame.
fn clean(raw: &str) -> String {
    ammonia::Builder::default()
        .rm_tags(["img", "map", "area"])
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener"))
        .clean(raw)
        .to_string()
}

/// The words of a line of Markdown.
pub(crate) fn plain(markdown: &str) -> String {
    plain_text(&parse_inline(markdown))
}

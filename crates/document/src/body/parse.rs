//! Markdown to tree: the only place that knows the Markdown library.
//!
//! The library reads CommonMark with the extensions named in [`options`]; this module
//! turns its nodes into our tree and ends with [`normal::body`], so that a parsed text
//! is always in normal form.

use super::normal::{self, Mark};
use super::{Align, Block, Body, Figure, Inline, Note, Table};
use crate::{Remark, Severity};
use comrak::nodes::{AstNode, ListType, NodeLink, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};
use std::borrow::Cow;

/// Reads the text of an article. Never fails.
///
/// Remarks: `html.dropped` for raw HTML, of which paper shows the words only, and
/// `directive.unknown` for a directive Bantin does not know.
pub fn parse(text: &str) -> (Body, Vec<Remark>) {
    let arena = Arena::new();
    let text = readable(text);
    let root = parse_document(&arena, &text, &options());
    let mut reader = Reader::default();
    let blocks = reader.blocks(root);
    let body = normal::body(Body { blocks, notes: reader.notes });
    (body, reader.remarks)
}

/// What CommonMark reads in one way only, wherever it stands: it keeps a carriage return
/// within code, U+0000 within raw HTML, and takes other control characters for letters,
/// so that without them a line would be read as something else.
fn readable(text: &str) -> Cow<'_, str> {
    let troubles = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(troubles) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}");
    Cow::Owned(lines.replace(troubles, ""))
}

/// Reads one line of running text, such as a caption or a lead.
///
/// What would be a block of its own (a heading, a list) is read as its words.
pub fn parse_inline(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in parse(text).0.blocks {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        match block {
            Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } => {
                out.extend(inlines);
            }
            Block::Figure(figure) if figure.caption.is_empty() => {
                out.push(Inline::Image(figure));
            }
            _ => return normal::inlines(vec![Inline::Text(text.to_owned())]),
        }
    }
    normal::inlines(out)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.footnotes = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.block_directive = true;
    extension.link_attributes = true;
    // Definitions stay where they stand, so that unused ones are not lost.
    options.parse.leave_footnote_definitions = true;
    options
}

/// Deepest nesting of blocks and marks that is kept. A hostile file nests fifty
/// thousand quotations, which would overflow the stack of everyone who walks the tree.
const DEEPEST: usize = 64;

#[derive(Default)]
struct Reader {
    depth: usize,
    notes: Vec<Note>,
    remarks: Vec<Remark>,
}

impl Reader {
    fn blocks<'a>(&mut self, parent: &'a AstNode<'a>) -> Vec<Block> {
        if self.depth == DEEPEST {
            return vec![Block::Paragraph(vec![words(parent)])];
        }
        self.depth += 1;
        let blocks = parent.children().filter_map(|child| self.block(child)).collect();
        self.depth -= 1;
        blocks
    }

    fn block<'a>(&mut self, node: &'a AstNode<'a>) -> Option<Block> {
        let data = node.data();
        Some(match &data.value {
            NodeValue::Paragraph => Block::Paragraph(self.inlines(node)),
            NodeValue::Heading(heading) => {
                Block::Heading { level: heading.level, text: self.inlines(node) }
            }
            NodeValue::BlockQuote => Block::Quote(self.blocks(node)),
            NodeValue::ThematicBreak => Block::Rule,
            NodeValue::CodeBlock(code) => Block::Code {
                language: code.info.split_whitespace().next().unwrap_or("").to_owned(),
                text: code.literal.clone(),
            },
            NodeValue::HtmlBlock(html) => {
                let literal = html.literal.trim().to_owned();
                if !literal.starts_with("<!--") {
                    self.remarks.push(Remark::new("html.dropped", Severity::Could));
                }
                Block::Html(literal)
            }
            NodeValue::List(list) => Block::List {
                start: match list.list_type {
                    ListType::Bullet => None,
                    ListType::Ordered => u32::try_from(list.start).ok(),
                },
                tight: list.tight,
                items: node.children().map(|item| self.blocks(item)).collect(),
            },
            NodeValue::Table(table) => {
                let align = table.alignments.iter().map(align).collect();
                let mut rows = node.children().map(|row| {
                    row.children().map(|cell| self.inlines(cell)).collect::<Vec<_>>()
                });
                let head = rows.next().unwrap_or_default();
                let rows = rows.collect();
                Block::Table(Table { align, head, rows })
            }
            NodeValue::FootnoteDefinition(definition) => {
                let note =
                    Note { label: definition.name.clone(), blocks: self.blocks(node) };
                self.notes.push(note);
                return None;
            }
            NodeValue::BlockDirective(directive) => {
                let blocks = self.blocks(node);
                self.directive(&normal::one_line(&directive.info), blocks)
            }
            _ => Block::Paragraph(self.inlines(node)),
        })
    }

    fn directive(&mut self, info: &str, blocks: Vec<Block>) -> Block {
        let blocks = normal::blocks(blocks);
        let word = info.split(|c: char| c.is_whitespace() || c == '{').next();
        match word.unwrap_or("") {
            "figure" => figure(blocks),
            "gallery" => gallery(blocks),
            "pullquote" => Block::PullQuote(blocks),
            "sidebar" => Block::Sidebar(blocks),
            other => {
                let remark = Remark::new("directive.unknown", Severity::Could);
                self.remarks.push(remark.with("name", other));
                Block::Directive { name: info.to_owned(), blocks }
            }
        }
    }

    fn inlines<'a>(&mut self, parent: &'a AstNode<'a>) -> Vec<Inline> {
        if self.depth == DEEPEST {
            return vec![words(parent)];
        }
        self.depth += 1;
        let flat = parent.children().map(|child| self.inline(child)).collect();
        self.depth -= 1;
        pair_tags(flat)
    }

    fn inline<'a>(&mut self, node: &'a AstNode<'a>) -> Inline {
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => Inline::Text(text.to_string()),
            NodeValue::SoftBreak => Inline::Text(" ".to_owned()),
            NodeValue::LineBreak => Inline::Break,
            NodeValue::Code(code) => Inline::Code(code.literal.clone()),
            NodeValue::HtmlInline(html) => Inline::Html(html.clone()),
            NodeValue::Emph => Inline::Emphasis(self.inlines(node)),
            NodeValue::Strong => Inline::Strong(self.inlines(node)),
            NodeValue::Strikethrough => Inline::Strike(self.inlines(node)),
            NodeValue::Superscript => Inline::Superscript(self.inlines(node)),
            NodeValue::Subscript => Inline::Subscript(self.inlines(node)),
            NodeValue::FootnoteReference(note) => Inline::NoteRef(note.name.clone()),
            NodeValue::Link(link) => Inline::Link {
                url: link.url.clone(),
                title: link.title.clone(),
                text: self.inlines(node),
            },
            NodeValue::Image(link) => Inline::Image(self.image(node, link)),
            _ => Inline::Text(super::plain_text(&self.inlines(node))),
        }
    }

    fn image<'a>(&mut self, node: &'a AstNode<'a>, link: &NodeLink) -> Figure {
        let attributes = node.data().attrs.clone().unwrap_or_default();
        let caption = match link.title.as_str() {
            "" => Vec::new(),
            title => parse_inline(title),
        };
        Figure {
            src: link.url.clone(),
            alt: super::plain_text(&self.inlines(node)).trim().to_owned(),
            caption,
            id: attributes.id.unwrap_or_default(),
            classes: attributes.classes,
            pairs: attributes.pairs,
        }
    }
}

/// The words below a node, for what is nested too deep to keep its form.
fn words<'a>(parent: &'a AstNode<'a>) -> Inline {
    let mut out = String::new();
    for node in parent.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::CodeBlock(code) => out.push_str(&code.literal),
            NodeValue::HtmlInline(html) => out.push_str(html),
            NodeValue::HtmlBlock(html) => out.push_str(&html.literal),
            NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => {}
            _ if !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    Inline::Text(out.trim().to_owned())
}

/// `<strong>…</strong>` and its like mean the same as the marks; `<br>` is a break.
fn pair_tags(flat: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut open: Vec<(String, Vec<Inline>, String)> = Vec::new();
    for inline in flat {
        let Inline::Html(tag) = &inline else {
            out.push(inline);
            continue;
        };
        let name = normal::tag_name(tag);
        let mark = Mark::of_tag(&name);
        if name == "br" {
            out.push(Inline::Break);
        } else if !tag.starts_with("</") && open.len() < DEEPEST && mark.is_some() {
            open.push((name, std::mem::take(&mut out), tag.clone()));
        } else if open.last().is_some_and(|(last, ..)| *last == name)
            && tag.starts_with("</")
        {
            let (_, before, _) = open.pop().expect("an open tag was just seen");
            let inner = std::mem::replace(&mut out, before);
            out.extend(mark.map(|mark| mark.wrap(inner)));
        } else {
            out.push(inline);
        }
    }
    // Tags nobody closed are words.
    while let Some((_, mut before, tag)) = open.pop() {
        before.push(Inline::Html(tag));
        before.append(&mut out);
        out = before;
    }
    out
}

fn align(align: &TableAlignment) -> Align {
    match align {
        TableAlignment::None => Align::Auto,
        TableAlignment::Left => Align::Left,
        TableAlignment::Center => Align::Centre,
        TableAlignment::Right => Align::Right,
    }
}

/// A figure is one image and the paragraphs of its caption. Anything else inside
/// keeps the directive as it stands.
fn figure(blocks: Vec<Block>) -> Block {
    let plain = |block: &Block| matches!(block, Block::Paragraph(_) | Block::Figure(_));
    if !blocks.iter().all(plain) {
        return Block::Directive { name: "figure".to_owned(), blocks };
    }
    let mut image = None;
    let mut caption: Vec<Inline> = Vec::new();
    for block in blocks {
        let inlines = match block {
            Block::Figure(figure) if image.is_none() => {
                image = Some(figure);
                continue;
            }
            Block::Figure(figure) => vec![Inline::Image(figure)],
            Block::Paragraph(mut inlines) => {
                if image.is_none()
                    && matches!(inlines.first(), Some(Inline::Image(_)))
                    && let Inline::Image(figure) = inlines.remove(0)
                {
                    image = Some(figure);
                }
                inlines
            }
            _ => continue,
        };
        if !caption.is_empty() {
            caption.push(Inline::Break);
        }
        caption.extend(inlines);
    }
    let mut image = image.unwrap_or_default();
    if !caption.is_empty() {
        image.caption = normal::inlines(caption);
    }
    Block::Figure(image)
}

fn gallery(blocks: Vec<Block>) -> Block {
    let fits = |block: &Block| matches!(block, Block::Figure(_) | Block::Paragraph(_));
    if !blocks.iter().all(fits) {
        return Block::Directive { name: "gallery".to_owned(), blocks };
    }
    let mut figures = Vec::new();
    let mut caption: Vec<Inline> = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => figures.push(figure),
            Block::Paragraph(inlines) => {
                // Images on lines of one paragraph are pictures of the gallery too.
                let only_images = inlines.iter().all(|inline| match inline {
                    Inline::Image(_) | Inline::Break => true,
                    Inline::Text(text) => text.trim().is_empty(),
                    _ => false,
                });
                if only_images {
                    figures.extend(inlines.into_iter().filter_map(
                        |inline| match inline {
                            Inline::Image(figure) => Some(figure),
                            _ => None,
                        },
                    ));
                    continue;
                }
                if !caption.is_empty() {
                    caption.push(Inline::Break);
                }
                caption.extend(inlines);
            }
            _ => {}
        }
    }
    Block::Gallery { figures, caption: normal::inlines(caption) }
}

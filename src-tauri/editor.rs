//! The article text as the editor holds it: `ProseMirror` JSON from the tree and back.
//!
//! The editor is a view. What it sends is turned into the same tree that parsing
//! Markdown gives, and only [`document::body::write`] makes Markdown of it.

use document::body::{Align, Block, Body, Figure, Inline, Note, Table};
use serde_json::{Map, Value, json};

/// The tree as the editor's document.
pub(crate) fn to_editor(body: &Body) -> Value {
    let mut content = blocks(&body.blocks);
    for note in &body.notes {
        content.push(json!({
            "type": "footnote",
            "attrs": { "label": note.label },
            "content": some_blocks(&note.blocks),
        }));
    }
    if content.is_empty() {
        content.push(json!({ "type": "paragraph" }));
    }
    json!({ "type": "doc", "content": content })
}

/// The editor's document as the tree. `None` when it is not such a document at all;
/// nodes of unknown kinds give their words.
pub(crate) fn from_editor(doc: &Value) -> Option<Body> {
    if kind(doc) != "doc" {
        return None;
    }
    let mut body = Body::default();
    for node in children(doc) {
        if kind(node) == "footnote" {
            let label = text_attr(node, "label");
            body.notes.push(Note { label, blocks: read_blocks(children(node)) });
        } else {
            body.blocks.extend(read_block(node));
        }
    }
    Some(body)
}

fn blocks(blocks: &[Block]) -> Vec<Value> {
    blocks.iter().map(block).collect()
}

/// Containers of the editor hold at least one block.
fn some_blocks(inner: &[Block]) -> Vec<Value> {
    match inner {
        [] => vec![json!({ "type": "paragraph" })],
        inner => blocks(inner),
    }
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph(text) => with_inlines("paragraph", json!({}), text),
        Block::Heading { level, text } => {
            with_inlines("heading", json!({ "level": level }), text)
        }
        Block::List { start, tight, items } => {
            let items: Vec<Value> = items
                .iter()
                .map(|item| json!({ "type": "listItem", "content": list_item(item) }))
                .collect();
            match start {
                None => json!({
                    "type": "bulletList", "attrs": { "tight": tight }, "content": items,
                }),
                Some(start) => json!({
                    "type": "orderedList",
                    "attrs": { "start": start, "tight": tight },
                    "content": items,
                }),
            }
        }
        Block::Quote(inner) => container("blockquote", inner),
        Block::PullQuote(inner) => container("pullquote", inner),
        Block::Sidebar(inner) => container("sidebar", inner),
        Block::Directive { name, blocks: inner } => json!({
            "type": "directive", "attrs": { "name": name }, "content": some_blocks(inner),
        }),
        Block::Figure(figure) => self::figure(figure),
        Block::Gallery { figures, caption } => {
            let mut content: Vec<Value> = figures.iter().map(self::figure).collect();
            if content.is_empty() {
                content.push(self::figure(&Figure::default()));
            }
            content.push(with_inlines("galleryCaption", json!({}), caption));
            json!({ "type": "gallery", "content": content })
        }
        Block::Table(table) => self::table(table),
        Block::Code { language, text } => {
            let text = text.strip_suffix('\n').unwrap_or(text);
            let content: Vec<Value> = match text {
                "" => Vec::new(),
                text => vec![json!({ "type": "text", "text": text })],
            };
            json!({
                "type": "codeBlock", "attrs": { "language": language }, "content": content,
            })
        }
        Block::Rule => json!({ "type": "horizontalRule" }),
        Block::Html(literal) => {
            json!({ "type": "htmlBlock", "attrs": { "literal": literal } })
        }
    }
}

/// The editor wants a paragraph first in every list item.
fn list_item(item: &[Block]) -> Vec<Value> {
    let mut content = blocks(item);
    if !matches!(item.first(), Some(Block::Paragraph(_))) {
        content.insert(0, json!({ "type": "paragraph" }));
    }
    content
}

fn container(kind: &str, inner: &[Block]) -> Value {
    json!({ "type": kind, "content": some_blocks(inner) })
}

fn with_inlines(kind: &str, attrs: Value, text: &[Inline]) -> Value {
    let mut content = Vec::new();
    flatten(text, &[], &mut content);
    let mut node = json!({ "type": kind, "attrs": attrs });
    if !content.is_empty() {
        node["content"] = Value::Array(content);
    }
    node
}

fn figure(figure: &Figure) -> Value {
    with_inlines("figure", image_attrs(figure), &figure.caption)
}

fn image_attrs(figure: &Figure) -> Value {
    json!({
        "src": figure.src,
        "alt": figure.alt,
        "id": figure.id,
        "classes": figure.classes,
        "pairs": figure.pairs,
    })
}

fn table(table: &Table) -> Value {
    let row = |cells: &[Vec<Inline>], kind: &str| {
        let cells: Vec<Value> = cells
            .iter()
            .zip(&table.align)
            .map(|(text, align)| {
                let align = match align {
                    Align::Auto => Value::Null,
                    Align::Left => json!("left"),
                    Align::Centre => json!("center"),
                    Align::Right => json!("right"),
                };
                json!({
                    "type": kind,
                    "attrs": { "align": align },
                    "content": [with_inlines("paragraph", json!({}), text)],
                })
            })
            .collect();
        json!({ "type": "tableRow", "content": cells })
    };
    let mut rows = vec![row(&table.head, "tableHeader")];
    rows.extend(table.rows.iter().map(|cells| row(cells, "tableCell")));
    json!({ "type": "table", "content": rows })
}

fn flatten(text: &[Inline], marks: &[Value], out: &mut Vec<Value>) {
    let marked = |mut node: Value| {
        if !marks.is_empty() {
            node["marks"] = json!(marks);
        }
        node
    };
    for inline in text {
        let mut inner = |inner: &[Inline], mark: Value| {
            let marks: Vec<Value> = marks.iter().cloned().chain([mark]).collect();
            flatten(inner, &marks, out);
        };
        match inline {
            Inline::Emphasis(text) => inner(text, json!({ "type": "italic" })),
            Inline::Strong(text) => inner(text, json!({ "type": "bold" })),
            Inline::Strike(text) => inner(text, json!({ "type": "strike" })),
            Inline::Superscript(text) => inner(text, json!({ "type": "superscript" })),
            Inline::Subscript(text) => inner(text, json!({ "type": "subscript" })),
            Inline::Link { url, title, text } => inner(
                text,
                json!({ "type": "link", "attrs": { "href": url, "title": title } }),
            ),
            Inline::Text(text) => {
                out.push(marked(json!({ "type": "text", "text": text })));
            }
            Inline::Code(code) => {
                let marks: Vec<Value> =
                    marks.iter().cloned().chain([json!({ "type": "code" })]).collect();
                out.push(json!({ "type": "text", "text": code, "marks": marks }));
            }
            Inline::Break => out.push(marked(json!({ "type": "hardBreak" }))),
            Inline::NoteRef(label) => out
                .push(marked(json!({ "type": "noteRef", "attrs": { "label": label } }))),
            Inline::Image(figure) => {
                out.push(marked(
                    json!({ "type": "image", "attrs": image_attrs(figure) }),
                ));
            }
            Inline::Html(literal) => out.push(marked(
                json!({ "type": "htmlInline", "attrs": { "literal": literal } }),
            )),
        }
    }
}

fn read_blocks(nodes: &[Value]) -> Vec<Block> {
    nodes.iter().filter_map(read_block).collect()
}

fn read_block(node: &Value) -> Option<Block> {
    let inner = || read_blocks(children(node));
    Some(match kind(node) {
        "paragraph" => Block::Paragraph(read_inlines(children(node))),
        "heading" => {
            let level = node["attrs"]["level"].as_u64().unwrap_or(1).clamp(1, 6);
            let level = u8::try_from(level).unwrap_or(1);
            Block::Heading { level, text: read_inlines(children(node)) }
        }
        "bulletList" => Block::List { start: None, tight: true, items: items(node) },
        "orderedList" => {
            let start = node["attrs"]["start"].as_u64().unwrap_or(1);
            let start = Some(u32::try_from(start).unwrap_or(1));
            Block::List { start, tight: true, items: items(node) }
        }
        "blockquote" => Block::Quote(inner()),
        "pullquote" => Block::PullQuote(inner()),
        "sidebar" => Block::Sidebar(inner()),
        "directive" => {
            Block::Directive { name: text_attr(node, "name"), blocks: inner() }
        }
        "figure" => Block::Figure(read_figure(node)),
        "gallery" => {
            let of = |wanted| children(node).iter().filter(move |n| kind(n) == wanted);
            let figures = of("figure").map(read_figure);
            let figures = figures.filter(|figure| *figure != Figure::default()).collect();
            let caption =
                of("galleryCaption").flat_map(|n| read_inlines(children(n))).collect();
            Block::Gallery { figures, caption }
        }
        "table" => Block::Table(read_table(node)),
        "codeBlock" => Block::Code {
            language: text_attr(node, "language"),
            text: children(node).iter().filter_map(|n| n["text"].as_str()).collect(),
        },
        "horizontalRule" => Block::Rule,
        "htmlBlock" => Block::Html(text_attr(node, "literal")),
        _ if children(node).is_empty() => return None,
        _ => Block::Paragraph(read_inlines(children(node))),
    })
}

fn items(list: &Value) -> Vec<Vec<Block>> {
    children(list).iter().map(|item| read_blocks(children(item))).collect()
}

fn read_figure(node: &Value) -> Figure {
    let words = |name: &str| -> Vec<String> {
        let list = node["attrs"][name].as_array();
        let list = list.into_iter().flatten().filter_map(Value::as_str);
        list.map(str::to_owned).collect()
    };
    let pair = |pair: &Value| {
        Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()))
    };
    Figure {
        src: text_attr(node, "src"),
        alt: text_attr(node, "alt"),
        caption: read_inlines(children(node)),
        id: text_attr(node, "id"),
        classes: words("classes"),
        pairs: node["attrs"]["pairs"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(pair)
            .collect(),
    }
}

fn read_table(node: &Value) -> Table {
    let cell = |cell: &Value| -> Vec<Inline> {
        let mut text = Vec::new();
        for block in children(cell) {
            if !text.is_empty() {
                text.push(Inline::Break);
            }
            text.extend(read_inlines(children(block)));
        }
        text
    };
    let align = |cell: &Value| match cell["attrs"]["align"].as_str() {
        Some("left") => Align::Left,
        Some("center") => Align::Centre,
        Some("right") => Align::Right,
        _ => Align::Auto,
    };
    let mut rows = children(node).iter();
    let head = rows.next().map(children).unwrap_or_default();
    Table {
        align: head.iter().map(align).collect(),
        head: head.iter().map(cell).collect(),
        rows: rows.map(|row| children(row).iter().map(cell).collect()).collect(),
    }
}

/// A leaf of running text with the marks on it.
type Leaf = (Vec<Value>, Inline);

fn read_inlines(nodes: &[Value]) -> Vec<Inline> {
    let leaves: Vec<Leaf> = nodes.iter().filter_map(leaf).collect();
    nest(&leaves)
}

fn leaf(node: &Value) -> Option<Leaf> {
    let mut marks: Vec<Value> = node["marks"].as_array().cloned().unwrap_or_default();
    let is_code = marks.iter().any(|mark| kind(mark) == "code");
    marks.retain(|mark| wrap(mark, Vec::new()).is_some());
    let inline = match kind(node) {
        "text" => {
            let text = node["text"].as_str()?.to_owned();
            if is_code { Inline::Code(text) } else { Inline::Text(text) }
        }
        "hardBreak" => Inline::Break,
        "noteRef" => Inline::NoteRef(text_attr(node, "label")),
        "image" => Inline::Image(Figure { caption: Vec::new(), ..read_figure(node) }),
        "htmlInline" => Inline::Html(text_attr(node, "literal")),
        _ => return None,
    };
    Some((marks, inline))
}

/// Flat marks to a tree: the mark that reaches farthest goes outside.
fn nest(leaves: &[Leaf]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < leaves.len() {
        let reach = |mark: &Value| {
            leaves[at..].iter().take_while(|(marks, _)| marks.contains(mark)).count()
        };
        // The first of equals, so that the same text gives the same tree.
        let farthest =
            leaves[at].0.iter().rev().map(|mark| (reach(mark), mark)).max_by_key(|m| m.0);
        let Some((run, mark)) = farthest else {
            out.push(leaves[at].1.clone());
            at += 1;
            continue;
        };
        let inner: Vec<Leaf> = leaves[at..at + run]
            .iter()
            .map(|(marks, inline)| {
                let rest = marks.iter().filter(|other| *other != mark).cloned().collect();
                (rest, inline.clone())
            })
            .collect();
        out.extend(wrap(mark, nest(&inner)));
        at += run;
    }
    out
}

fn wrap(mark: &Value, text: Vec<Inline>) -> Option<Inline> {
    Some(match kind(mark) {
        "bold" => Inline::Strong(text),
        "italic" => Inline::Emphasis(text),
        "strike" => Inline::Strike(text),
        "superscript" => Inline::Superscript(text),
        "subscript" => Inline::Subscript(text),
        "link" => Inline::Link {
            url: text_attr(mark, "href"),
            title: text_attr(mark, "title"),
            text,
        },
        _ => return None,
    })
}

fn kind(node: &Value) -> &str {
    node["type"].as_str().unwrap_or_default()
}

fn children(node: &Value) -> &[Value] {
    node["content"].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text_attr(node: &Value, name: &str) -> String {
    let attrs: Option<&Map<String, Value>> = node["attrs"].as_object();
    attrs
        .and_then(|attrs| attrs.get(name))
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::body::{parse, write};

    #[track_caller]
    fn check(markdown: &str) {
        let (body, _) = parse(markdown);
        let back = from_editor(&to_editor(&body)).expect("a document");
        assert_eq!(write(&back), write(&body));
    }

    #[test]
    fn every_kind_of_node_comes_back() {
        for markdown in [
            "Một đoạn **đậm *và nghiêng*** với `mã`, x^2^ và [chữ](https://a.vn).",
            "## Tít phụ\n\n- một\n- hai\n\n  thêm\n\n3. ba",
            "> trích\n\n:::pullquote\nlời\n:::\n\n:::sidebar\n# Hộp\n\nchữ\n:::",
            ":::figure\n![alt](media/a.jpg){#a .wide credit=\"Ảnh: B\"}\n\nChú *thích*\n:::",
            ":::figure\n![]()\n\nChỉ chú thích\n:::",
            "::::gallery\n![a](media/a.jpg)\n\n![b](media/b.jpg)\n\nHai ảnh\n::::",
            "| A | B |\n|:--|--:|\n| 1 | **2** |",
            "Có chú thích[^1].\n\n[^1]: Ở cuối bài.",
            "```\nmã\n```\n\n___\n\n<div>x</div>\n\n:::khac\nchữ\n:::",
            "dòng\\\nhai ![ảnh](media/x.png) trong dòng",
        ] {
            check(markdown);
        }
    }

    #[test]
    fn a_number_at_a_line_start_stays_a_sentence() {
        let doc = json!({ "type": "doc", "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": "26. Tháng hai" }] },
        ] });
        let body = from_editor(&doc).expect("a document");
        assert_eq!(parse(&write(&body)).0, body);
    }

    #[test]
    fn something_else_is_no_document() {
        assert_eq!(from_editor(&json!({ "type": "paragraph" })), None);
        assert_eq!(from_editor(&json!(null)), None);
    }
}

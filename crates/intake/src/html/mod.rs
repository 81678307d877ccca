//! HTML: pages, and what Word, Google Docs, `LibreOffice` and browsers put on a clipboard.
//!
//! A saved page of a portal is more page than article; `page` finds the article in it.

mod page;
mod style;
mod tree;

use crate::manuscript::{
    Cell, Item, Look, Manuscript, Para, Part, Piece, Placed, Role, role_named,
};
use crate::xml::{Element, Node};
use std::collections::BTreeMap;
use std::rc::Rc;
use style::Sheet;

/// Reads a page or a piece of one.
pub(crate) fn read(text: &str) -> Manuscript {
    walk(text, page::find)
}

/// Reads what a clipboard holds: all of it, a page or not.
pub(crate) fn fragment(text: &str) -> Manuscript {
    walk(text, |_| None)
}

fn walk(text: &str, find: fn(&Element) -> Option<page::Page<'_>>) -> Manuscript {
    let root = tree::parse(text);
    let mut walk = Walk {
        sheet: Sheet::read(&root),
        manuscript: Manuscript::default(),
        out: Vec::new(),
        para: Para::default(),
        notes: BTreeMap::new(),
        met: BTreeMap::new(),
        lists: 0,
    };
    walk.find_notes(&root);
    let page = find(&root);
    let context = Context::default();
    match &page {
        Some(page) => {
            for part in &page.article {
                walk.element(part, &context);
                walk.end_paragraph(&context);
            }
            for (kind, words) in &page.dropped {
                walk.manuscript.lose(kind, "portal.unknown_line", words);
            }
        }
        None => walk.inside(&root, &context),
    }
    walk.end_paragraph(&context);
    walk.manuscript.parts = walk.out;
    walk.manuscript.head = page.map(|page| page.head);
    walk.manuscript
}

/// What holds for the words inside an element.
#[derive(Clone, Default)]
struct Context {
    look: Look,
    role: Role,
    placed: Placed,
    link: Option<Rc<str>>,
    list: Option<Item>,
    preformatted: bool,
}

struct Walk<'a> {
    sheet: Sheet,
    manuscript: Manuscript,
    out: Vec<Part>,
    para: Para,
    /// Elements that hold notes, by identifier.
    notes: BTreeMap<String, &'a Element>,
    /// Notes met, by identifier.
    met: BTreeMap<String, usize>,
    lists: u32,
}

impl<'a> Walk<'a> {
    /// Notes stand at the end, in elements that references name.
    fn find_notes(&mut self, element: &'a Element) {
        for own in element.elements() {
            if let Some(id) = own.attribute("id")
                && own.name == "div"
                && ["sdfootnote", "sdendnote", "ftn", "edn"].iter().any(|start| {
                    id.strip_prefix(start).is_some_and(|n| {
                        !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())
                    })
                })
            {
                self.notes.insert(id.to_owned(), own);
            } else {
                self.find_notes(own);
            }
        }
    }

    fn inside(&mut self, element: &'a Element, context: &Context) {
        for node in &element.children {
            match node {
                Node::Element(own) => self.element(own, context),
                Node::Text(text) => self.text(text, context),
            }
        }
    }

    fn text(&mut self, text: &str, context: &Context) {
        if context.preformatted {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.para.pieces.push(Piece::Break);
                }
                self.para.push(line, &context.look, context.link.as_ref());
            }
            return;
        }
        let mut words = String::with_capacity(text.len());
        for letter in text.chars() {
            let space = matches!(letter, ' ' | '\n' | '\r' | '\t' | '\u{c}');
            match space {
                true if words.ends_with(' ') => {}
                true => words.push(' '),
                false => words.push(letter),
            }
        }
        let begins = self.para.pieces.is_empty();
        let words = if begins { words.trim_start() } else { &words };
        self.para.push(words, &context.look, context.link.as_ref());
    }

    fn end_paragraph(&mut self, context: &Context) {
        let mut para = std::mem::take(&mut self.para);
        if para.pieces.is_empty() {
            return;
        }
        para.role = context.role;
        para.placed = context.placed;
        para.list = context.list;
        self.out.push(Part::Paragraph(para));
    }

    fn apart(&mut self, element: &'a Element, context: &Context) -> Vec<Part> {
        let out = std::mem::take(&mut self.out);
        let para = std::mem::take(&mut self.para);
        self.inside(element, context);
        self.end_paragraph(context);
        self.para = para;
        std::mem::replace(&mut self.out, out)
    }

    fn element(&mut self, element: &'a Element, outer: &Context) {
        let mut context = outer.clone();
        let mut is_shown = true;
        let mut breaks = false;
        let declared = element.attribute("style").unwrap_or_default();
        let class = element.attribute("class").unwrap_or_default();
        let mut of_list = false;
        if !matches!(element.name.as_str(), "body" | "html") {
            for (name, value) in self.sheet.of(&element.name, class) {
                style::change(&mut context.look, name, value);
                if name == "text-align" {
                    context.placed = style::placed(value);
                }
            }
        }
        for (name, value) in style::declarations(declared) {
            style::change(&mut context.look, &name, &value);
            match (name.as_str(), value.as_str()) {
                ("text-align", value) => context.placed = style::placed(value),
                ("display", "none") => is_shown = false,
                // Word's own bullet, drawn before the words of an item.
                ("mso-list", value) if value.to_ascii_lowercase().contains("ignore") => {
                    return;
                }
                ("mso-list", value) => {
                    of_list = true;
                    context.list = word_item(value);
                }
                ("page-break-before" | "break-before", "always" | "page") => {
                    breaks = true;
                }
                ("mso-element", value) if value.contains("comment") => {
                    let words = element.text();
                    return self.manuscript.lose("comment", "comment.left_out", &words);
                }
                _ => {}
            }
        }
        if !is_shown {
            let words = element.text();
            if words.contains(char::is_alphanumeric) {
                self.manuscript.lose("text", "text.hidden", &words);
            }
            return;
        }
        if let Some(align) = element.attribute("align") {
            context.placed = style::placed(align);
        }
        if let Some(id) = element.attribute("id")
            && self.notes.contains_key(id)
        {
            // Read where it is referred to.
            return;
        }
        if breaks {
            self.end_paragraph(outer);
            self.out.push(Part::Break);
        }
        match element.name.as_str() {
            "head" | "script" | "style" | "template" | "noscript" | "iframe"
            | "select" | "object" | "svg" | "math" | "xml" | "o:p" | "button"
            | "textarea" | "title" => {
                if element.name == "o:p" {
                    return self.inside(element, &context);
                }
                if element.name == "math" {
                    let words = element.text();
                    self.manuscript.change("equation", "equation.as_text", &words);
                    self.para.push(words.trim(), &context.look, context.link.as_ref());
                }
            }
            "br" => self.para.pieces.push(Piece::Break),
            "hr" => {
                self.end_paragraph(outer);
                self.out.push(Part::Break);
            }
            "img" => self.image(element),
            "b" | "strong" if !declared.contains("font-weight") => {
                context.look.bold = true;
                self.inside(element, &context);
            }
            "i" | "em" | "cite" => {
                context.look.italic =
                    !declared.contains("font-style") || context.look.italic;
                self.inside(element, &context);
            }
            "s" | "strike" => {
                context.look.strike = true;
                self.inside(element, &context);
            }
            "del" => {
                self.manuscript.lose("revision", "revision.deleted", &element.text());
            }
            "ins" => {
                self.manuscript.change("revision", "revision.accepted", &element.text());
                self.inside(element, &context);
            }
            "sup" => {
                context.look.superscript = true;
                self.inside(element, &context);
            }
            "sub" => {
                context.look.subscript = true;
                self.inside(element, &context);
            }
            "font" => {
                if let Some(face) = element.attribute("face") {
                    style::change(&mut context.look, "font-family", face);
                }
                if let Some(size) = element.attribute("size").and_then(style::font_size)
                    && !declared.contains("font-size")
                {
                    context.look.half_points = size;
                }
                self.inside(element, &context);
            }
            "a" => self.link(element, &context),
            "ul" | "ol" => self.list(element, outer, &context),
            "table" => {
                self.end_paragraph(outer);
                self.table(element, &context);
            }
            "pre" => {
                context.preformatted = true;
                self.paragraph(element, outer, context);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name[1..].parse().unwrap_or(1);
                context.role = Role::Heading(level);
                let named = class.to_ascii_lowercase();
                if named.split_whitespace().any(|own| own == "title" || own == "msotitle")
                {
                    context.role = Role::Title;
                }
                context.list = None;
                // Headings are bold by themselves.
                self.paragraph(element, outer, context);
            }
            "p" | "figcaption" | "caption" | "blockquote" | "dt" | "dd" | "address" => {
                let named = class.strip_prefix("Mso").unwrap_or(class);
                let role = match role_named(named.split_whitespace().next().unwrap_or(""))
                {
                    Role::Plain
                        if matches!(element.name.as_str(), "figcaption" | "caption") =>
                    {
                        Role::Caption
                    }
                    Role::Plain if element.name == "blockquote" => Role::Quote,
                    role => role,
                };
                if role != Role::Plain {
                    context.role = role;
                }
                if class.starts_with("MsoListParagraph") && !of_list {
                    context.list = None;
                }
                self.paragraph(element, outer, context);
            }
            "span" | "u" | "b" | "strong" | "small" | "big" | "label" | "abbr"
            | "mark" | "code" | "tt" | "time" | "st1:place" => {
                self.inside(element, &context);
            }
            "html" | "body" | "div" | "section" | "article" | "main" | "figure"
            | "center" | "header" | "footer" | "nav" | "aside" | "dl" | "form"
            | "fieldset" | "li" => {
                if element.name == "center" {
                    context.placed = Placed::Centre;
                }
                self.paragraph(element, outer, context);
            }
            _ => self.inside(element, &context),
        }
    }

    fn paragraph(&mut self, element: &'a Element, outer: &Context, context: Context) {
        self.end_paragraph(outer);
        self.inside(element, &context);
        self.end_paragraph(&context);
    }

    fn link(&mut self, element: &'a Element, context: &Context) {
        let address = element.attribute("href").unwrap_or_default();
        if let Some(name) = address.strip_prefix('#') {
            let id = name.trim_start_matches('_').trim_end_matches("sym");
            if let Some(note) = self.notes.get(id).copied() {
                let next = self.manuscript.notes.len();
                let index = *self.met.entry(id.to_owned()).or_insert(next);
                if index == next {
                    self.manuscript.notes.push(Vec::new());
                    self.manuscript.notes[index] = self.apart(note, &Context::default());
                }
                return self.para.pieces.push(Piece::Note(index));
            }
            // The number before a note's own words leads back to its place.
            let back = ["sdfootnote", "sdendnote", "_ftnref", "_ednref"];
            if back.iter().any(|start| name.starts_with(start)) {
                return;
            }
            return self.inside(element, context);
        }
        let mut own = context.clone();
        if !address.is_empty() && !address.to_ascii_lowercase().starts_with("javascript:")
        {
            own.link = Some(address.into());
        }
        self.inside(element, &own);
    }

    fn list(&mut self, element: &'a Element, outer: &Context, context: &Context) {
        self.end_paragraph(outer);
        let start = element.attribute("start").and_then(|start| start.parse().ok());
        let start = (element.name == "ol").then_some(start.unwrap_or(1));
        let (level, list) = match context.list {
            Some(item) => ((item.level + 1).min(8), item.list),
            None => {
                self.lists += 1;
                (0, self.lists)
            }
        };
        let item = Item { level, start, list };
        let own = Context { list: Some(item), ..context.clone() };
        for node in &element.children {
            match node {
                Node::Element(entry) => {
                    self.element(entry, &own);
                    self.end_paragraph(&own);
                }
                Node::Text(text) if !text.trim().is_empty() => self.text(text, &own),
                Node::Text(_) => {}
            }
        }
        self.end_paragraph(&own);
    }

    fn table(&mut self, table: &'a Element, context: &Context) {
        let context = Context { list: None, placed: Placed::Left, ..context.clone() };
        let mut found = Vec::new();
        rows_of(table, &mut found);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // How many rows below each column is still covered by a cell above.
        let mut covered: Vec<usize> = Vec::new();
        for row in found {
            let mut cells: Vec<Cell> = Vec::new();
            let mut column = 0;
            for cell in
                row.elements().filter(|own| matches!(own.name.as_str(), "td" | "th"))
            {
                while covered.get(column).is_some_and(|rows| *rows > 0) {
                    cells.push(Cell { span: 1, continues: true, ..Cell::default() });
                    covered[column] -= 1;
                    column += 1;
                }
                let number = |name: &str| {
                    let own = cell.attribute(name).and_then(|n| n.parse::<usize>().ok());
                    own.unwrap_or(1).clamp(1, 64)
                };
                let (span, down) = (number("colspan"), number("rowspan"));
                if covered.len() < column + span {
                    covered.resize(column + span, 0);
                }
                covered[column..column + span].fill(down - 1);
                column += span;
                let parts = self.apart(cell, &context);
                cells.push(Cell { parts, span, continues: false });
            }
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                cells.push(Cell { span: 1, continues: true, ..Cell::default() });
                covered[column] -= 1;
                column += 1;
            }
            rows.push(cells);
        }
        if let Some(caption) = table.child("caption") {
            self.element(caption, &context);
        }
        self.out.push(Part::Table(rows));
    }

    fn image(&mut self, element: &Element) {
        let of = |name: &str| element.attribute(name).filter(|value| !value.is_empty());
        let lazy = of("data-src").or(of("data-original"));
        let source = of("src").filter(|src| lazy.is_none() || !src.starts_with("data:"));
        let Some(source) = source.or(lazy) else { return };
        let alt = element.attribute("alt").unwrap_or_default();
        let tiny = |name: &str| {
            let size = element.attribute(name).and_then(|n| n.parse::<u32>().ok());
            size.is_some_and(|size| size <= 2)
        };
        if tiny("width") || tiny("height") {
            return self.manuscript.lose("tracker", "picture.of_page", alt);
        }
        match inline_picture(source) {
            Some((name, bytes)) => {
                let name = format!("hinh-{}.{name}", self.manuscript.pictures.len() + 1);
                let index = self.manuscript.picture(&name, bytes);
                self.para.pieces.push(Piece::Picture(index, alt.to_owned()));
            }
            None if source.starts_with("data:") => {
                self.manuscript.lose("picture", "picture.lost", alt);
            }
            None => {
                // A file beside the page, or an address: `desk` looks for it.
                let index = self.manuscript.reference(source);
                self.para.pieces.push(Piece::Picture(index, alt.to_owned()));
            }
        }
    }
}

fn rows_of<'e>(table: &'e Element, found: &mut Vec<&'e Element>) {
    for element in table.elements() {
        match element.name.as_str() {
            "tr" => found.push(element),
            "thead" | "tbody" | "tfoot" => rows_of(element, found),
            _ => {}
        }
    }
}

/// `mso-list:l0 level2 lfo1`: which list, and how deep.
fn word_item(value: &str) -> Option<Item> {
    let mut level = 0;
    let mut list = 0;
    for word in value.split_whitespace() {
        if let Some(number) =
            word.strip_prefix("level").and_then(|n| n.parse::<u8>().ok())
        {
            level = number.saturating_sub(1).min(8);
        } else if let Some(number) = word.strip_prefix('l').and_then(|n| n.parse().ok()) {
            list = number;
        } else if word == "none" {
            return None;
        }
    }
    // Which kind of list it is stands in styles that clipboards leave out.
    Some(Item { level, start: None, list: 10_000 + list % 10_000 })
}

/// A picture written into its own address, with the ending of its kind.
fn inline_picture(source: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, data) = source.strip_prefix("data:")?.split_once(";base64,")?;
    let ending = match kind.to_ascii_lowercase().as_str() {
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/jpeg" | "image/jpg" => "jpg",
        _ => "bin",
    };
    Some((ending, base_64(data)?))
}

/// Reads base64 (RFC 4648), spaces passed over; `None` when it is none.
fn base_64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' | b' ' | b'\n' | b'\r' | b'\t' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

//! `OpenDocument` texts (ISO/IEC 26300), as `LibreOffice` writes them.

mod style;

use crate::Unreadable;
use crate::archive::Archive;
use crate::manuscript::{Cell, Item, Look, Manuscript, Para, Part, Piece, Role};
use crate::xml::{self, Element, Node};
use std::collections::BTreeMap;
use std::rc::Rc;
use style::{Style, Styles};

/// Most spaces one element may stand for.
const MOST_SPACES: usize = 200;

/// Reads a document.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Manuscript, Unreadable> {
    if let Some(list) = archive.text("META-INF/manifest.xml")?
        && list.contains("manifest:encryption-data")
    {
        return Err(Unreadable::Encrypted);
    }
    let Some(content) = archive.text("content.xml")? else {
        return Err(Unreadable::Damaged);
    };
    let content = xml::parse(&content);
    let other = xml::parse(&archive.text("styles.xml")?.unwrap_or_default());
    let mut media = BTreeMap::new();
    for name in archive.names() {
        if name.starts_with("Pictures/") || name.starts_with("media/") {
            media.insert(name.clone(), archive.bytes(&name)?.unwrap_or_default());
        }
    }
    let mut formulas = BTreeMap::new();
    for name in archive.names() {
        if let Some(folder) = name.strip_suffix("/content.xml") {
            let text = archive.text(&name)?.unwrap_or_default();
            formulas.insert(folder.to_owned(), xml::parse(&text));
        }
    }
    let styles = Styles::read(&[&other, &content]);
    let mut walk = Walk {
        styles,
        media,
        formulas,
        manuscript: Manuscript::default(),
        out: Vec::new(),
        lists: 0,
    };
    if let Some(body) = content.find("office:text") {
        walk.parts(body, None);
    }
    for part in ["style:header", "style:footer"] {
        let mut found = Vec::new();
        other.find_all(part, &mut found);
        for element in found {
            let text = element.text();
            if text.contains(char::is_alphanumeric) {
                walk.manuscript.lose("page_head", "page.furniture", &text);
            }
        }
    }
    if archive.names().iter().any(|name| name.starts_with("Basic/")) {
        walk.manuscript.lose("macro", "macro.never_run", "");
    }
    walk.manuscript.parts = walk.out;
    Ok(walk.manuscript)
}

struct Walk {
    styles: Styles,
    media: BTreeMap<String, Vec<u8>>,
    /// Objects of their own within the archive, by folder.
    formulas: BTreeMap<String, Element>,
    manuscript: Manuscript,
    out: Vec<Part>,
    /// Lists met so far.
    lists: u32,
}

impl Walk {
    fn parts(&mut self, container: &Element, list: Option<Item>) {
        for element in container.elements() {
            match element.name.as_str() {
                "text:p" | "text:h" => self.paragraph(element, list),
                "text:list" => self.list(element, None),
                "table:table" => self.table(element),
                "text:section" | "text:index-body" | "text:numbered-paragraph" => {
                    self.parts(element, list);
                }
                "text:tracked-changes" => self.changes(element),
                "text:table-of-content" | "text:alphabetical-index" => {
                    self.manuscript.lose("page_head", "page.furniture", &element.text());
                }
                "draw:frame" | "draw:custom-shape" | "draw:g" => {
                    let mut para = Para::default();
                    let mut after = Vec::new();
                    self.frame(element, &mut para, &mut after);
                    self.out.push(Part::Paragraph(para));
                    self.out.extend(after);
                }
                _ => {}
            }
        }
    }

    fn apart(&mut self, container: &Element) -> Vec<Part> {
        let outer = std::mem::take(&mut self.out);
        self.parts(container, None);
        std::mem::replace(&mut self.out, outer)
    }

    fn list(&mut self, element: &Element, outer: Option<(Item, String)>) {
        let (level, list, name) = match &outer {
            Some((item, name)) => (item.level + 1, item.list, name.clone()),
            None => {
                self.lists += 1;
                (0, self.lists, String::new())
            }
        };
        let name = element.attribute("text:style-name").map_or(name, str::to_owned);
        let start = self.styles.list_start(&name, level);
        let item = Item { level: level.min(8), start, list };
        for entry in element.elements() {
            for inner in entry.elements() {
                match inner.name.as_str() {
                    "text:list" => self.list(inner, Some((item, name.clone()))),
                    "text:p" | "text:h" => {
                        let plain = entry.name == "text:list-header";
                        self.paragraph(inner, (!plain).then_some(item));
                    }
                    _ => {}
                }
            }
        }
    }

    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        let mut found = Vec::new();
        rows_of(table, &mut found);
        for row in found {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.elements() {
                let number = |name: &str| {
                    let own = cell.attribute(name).and_then(|n| n.parse::<usize>().ok());
                    own.unwrap_or(1).clamp(1, 64)
                };
                match cell.name.as_str() {
                    "table:table-cell" => {
                        let span = number("table:number-columns-spanned");
                        let repeated = number("table:number-columns-repeated");
                        let parts = self.apart(cell);
                        for _ in 1..repeated {
                            let parts = parts.clone();
                            cells.push(Cell { parts, span, continues: false });
                        }
                        cells.push(Cell { parts, span, continues: false });
                    }
                    "table:covered-table-cell" => {
                        // Covered from the left it is a part of that cell's span.
                        let before: usize = cells.iter().map(|cell| cell.span).sum();
                        let index = row
                            .elements()
                            .take_while(|own| !std::ptr::eq(*own, cell))
                            .count();
                        if before <= index {
                            cells.push(Cell {
                                span: 1,
                                continues: true,
                                ..Cell::default()
                            });
                        }
                    }
                    _ => {}
                }
            }
            rows.push(cells);
        }
        self.out.push(Part::Table(rows));
    }

    /// Text that was deleted is kept in a place of its own.
    fn changes(&mut self, element: &Element) {
        for region in element.elements() {
            if let Some(deleted) = region.child("text:deletion") {
                let mut paragraphs = Vec::new();
                deleted.find_all("text:p", &mut paragraphs);
                let words: Vec<String> = paragraphs.iter().map(|p| p.text()).collect();
                self.manuscript.lose("revision", "revision.deleted", &words.join(" "));
            } else if region.child("text:insertion").is_some() {
                self.manuscript.change("revision", "revision.accepted", "");
            }
        }
    }

    fn paragraph(&mut self, element: &Element, list: Option<Item>) {
        let style = self.styles.get(element.attribute("text:style-name"));
        let level = element.attribute("text:outline-level").and_then(|l| l.parse().ok());
        let role = match (style.role, element.name.as_str(), level) {
            (Role::Plain, "text:h", Some(level)) => Role::Heading(u8::clamp(level, 1, 6)),
            (role, ..) => role,
        };
        let is_heading = matches!(role, Role::Heading(_) | Role::Title);
        let mut para = Para {
            role,
            list: list.filter(|_| !is_heading),
            placed: style.placed,
            new_page: style.new_page,
            ..Para::default()
        };
        let mut after = Vec::new();
        self.pieces(element, &style, None, &mut para, &mut after);
        self.out.push(Part::Paragraph(para));
        self.out.extend(after);
    }

    fn pieces(
        &mut self,
        container: &Element,
        style: &Style,
        link: Option<&Rc<str>>,
        para: &mut Para,
        after: &mut Vec<Part>,
    ) {
        for node in &container.children {
            let element = match node {
                Node::Text(words) => {
                    para.push(&words.replace(['\n', '\r', '\t'], " "), &style.look, link);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "text:span" => {
                    let own =
                        self.styles.over(style, element.attribute("text:style-name"));
                    self.pieces(element, &own, link, para, after);
                }
                "text:a" => {
                    let own = element.attribute("xlink:href").map(Rc::from);
                    self.pieces(element, style, own.as_ref().or(link), para, after);
                }
                "text:s" => {
                    let count = element.attribute("text:c").and_then(|c| c.parse().ok());
                    let count = count.unwrap_or(1).min(MOST_SPACES);
                    para.push(&" ".repeat(count), &style.look, link);
                }
                "text:tab" => para.push("\t", &style.look, link),
                "text:line-break" => para.pieces.push(Piece::Break),
                "text:note" => self.note(element, para),
                "office:annotation" => {
                    let by = element.child("dc:creator").map(|by| by.text());
                    let mut said = Para::default();
                    let mut lines = Vec::new();
                    element.find_all("text:p", &mut lines);
                    for line in lines {
                        said.push(" ", &Look::default(), None);
                        let style = self.styles.get(line.attribute("text:style-name"));
                        self.say(line, &style, &mut said);
                    }
                    let piece = self.manuscript.comment(&by.unwrap_or_default(), said);
                    para.pieces.extend(piece);
                }
                "draw:frame" | "draw:custom-shape" | "draw:g" | "draw:rect"
                | "draw:a" => {
                    self.frame(element, para, after);
                }
                "text:soft-page-break" | "office:annotation-end" => {}
                "text:ruby" => {
                    if let Some(base) = element.child("text:ruby-base") {
                        self.pieces(base, style, link, para, after);
                    }
                }
                _ => self.pieces(element, style, link, para, after),
            }
        }
    }

    /// The words of a comment, each in its font.
    fn say(&self, container: &Element, style: &Style, said: &mut Para) {
        for node in &container.children {
            match node {
                Node::Text(words) => said.push(words, &style.look, None),
                Node::Element(element) => {
                    let name = element.attribute("text:style-name");
                    self.say(element, &self.styles.over(style, name), said);
                }
            }
        }
    }

    fn note(&mut self, element: &Element, para: &mut Para) {
        let index = self.manuscript.notes.len();
        self.manuscript.notes.push(Vec::new());
        if let Some(body) = element.child("text:note-body") {
            self.manuscript.notes[index] = self.apart(body);
        }
        para.pieces.push(Piece::Note(index));
    }

    /// A frame holds a picture, a box of text, an equation or something unreadable.
    fn frame(&mut self, element: &Element, para: &mut Para, after: &mut Vec<Part>) {
        let described = |name: &str| element.child(name).map(Element::text);
        let alt = described("svg:desc").or(described("svg:title")).unwrap_or_default();
        let mut seen = false;
        for own in element.elements() {
            match own.name.as_str() {
                "draw:text-box" => {
                    seen = true;
                    let parts = self.apart(own);
                    after.push(Part::Box(parts));
                }
                "draw:image" if !seen => {
                    seen = true;
                    self.image(own, &alt, para);
                }
                "draw:object" => {
                    seen = true;
                    let folder = own.attribute("xlink:href").unwrap_or_default();
                    let folder = folder.trim_start_matches("./").to_owned();
                    self.object(own, &folder, para);
                }
                "draw:object-ole" | "draw:plugin" => {
                    seen = true;
                    self.manuscript.lose("object", "object.embedded", &alt);
                }
                "draw:frame" | "draw:custom-shape" | "draw:g" => {
                    self.frame(own, para, after);
                }
                "text:p" => {
                    // Text within a drawn shape.
                    let parts = self.apart(element);
                    after.push(Part::Box(parts));
                    break;
                }
                _ => {}
            }
        }
    }

    fn image(&mut self, own: &Element, alt: &str, para: &mut Para) {
        let path = own.attribute("xlink:href").unwrap_or_default();
        let path = path.trim_start_matches("./");
        if let Some(bytes) = self.media.get(path) {
            let index = self.manuscript.picture(path, bytes.clone());
            para.pieces.push(Piece::Picture(index, alt.to_owned()));
        } else if path.contains("://") {
            self.manuscript.lose("picture", "picture.remote", path);
        } else {
            self.manuscript.lose("picture", "picture.lost", alt);
        }
    }

    fn object(&mut self, own: &Element, folder: &str, para: &mut Para) {
        let math = own.child("math").or(own.child("math:math"));
        let stored = self.formulas.get(folder);
        let inside =
            stored.and_then(|root| root.child("math").or(root.child("math:math")));
        match math.or(inside) {
            Some(math) => {
                let words = mathml(math);
                self.manuscript.change("equation", "equation.as_text", &words);
                para.push(&words, &Look::default(), None);
            }
            None if stored.is_some_and(|root| root.find("chart:chart").is_some()) => {
                self.manuscript.lose("chart", "chart.unread", "");
            }
            None => self.manuscript.lose("object", "object.embedded", ""),
        }
    }
}

fn rows_of<'e>(table: &'e Element, found: &mut Vec<&'e Element>) {
    for element in table.elements() {
        match element.name.as_str() {
            "table:table-row" => found.push(element),
            "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => {
                rows_of(element, found);
            }
            _ => {}
        }
    }
}

/// `MathML` on one line.
fn mathml(element: &Element) -> String {
    let parts: Vec<&Element> = element.elements().collect();
    let own = |at: usize| parts.get(at).map(|part| mathml(part)).unwrap_or_default();
    match element.name.trim_start_matches("math:") {
        "annotation" => String::new(),
        "mfrac" => format!("{}/{}", own(0), own(1)),
        "msup" => format!("{}^{}", own(0), own(1)),
        "msub" => format!("{}_{}", own(0), own(1)),
        "msqrt" => format!("√({})", own(0)),
        _ if parts.is_empty() => element.text(),
        _ => parts.iter().map(|part| mathml(part)).collect(),
    }
}

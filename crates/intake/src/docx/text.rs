//! The text itself: paragraphs, runs, tables, boxes, pictures.

use super::style::{self, Style, Styles};
use super::{Parts, Target, spaced};
use crate::manuscript::{Cell, Look, Manuscript, Para, Part, Piece, Placed, Role};
use crate::xml::{Element, Node};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Walks through a document and writes down what it meets.
pub(super) struct Walk<'a> {
    parts: &'a Parts,
    notes: BTreeMap<(&'static str, String), &'a Element>,
    /// Comments that no paragraph has referred to yet.
    comments: BTreeMap<String, &'a Element>,
    /// Notes met, in their order.
    met: BTreeMap<(&'static str, String), usize>,
    manuscript: Manuscript,
    /// Instructions of fields that are open; their text is not shown.
    field_depth: Vec<Field>,
    out: Vec<Part>,
}

#[derive(Default)]
struct Field {
    instruction: String,
    shows: bool,
    link: Option<Rc<str>>,
}

/// A paragraph being written, and what stands after it.
struct Open<'s> {
    para: Para,
    style: &'s Style,
    after: Vec<Part>,
    link: Option<Rc<str>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        parts: &'a Parts,
        footnotes: &'a Element,
        endnotes: &'a Element,
        comments: &'a Element,
    ) -> Self {
        let mut notes = BTreeMap::new();
        for (kind, root) in [("footnote", footnotes), ("endnote", endnotes)] {
            for note in root.elements().flat_map(Element::elements) {
                let separates = note.attribute("w:type").is_some_and(|t| t != "normal");
                if let (Some(id), false) = (note.attribute("w:id"), separates) {
                    notes.insert((kind, id.to_owned()), note);
                }
            }
        }
        let comments = comments.elements().flat_map(Element::elements);
        let comments = comments.enumerate().map(|(at, own)| {
            let id = own.attribute("w:id").map_or(format!("?{at}"), str::to_owned);
            (id, own)
        });
        Self {
            parts,
            notes,
            comments: comments.collect(),
            met: BTreeMap::new(),
            manuscript: Manuscript::default(),
            field_depth: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Ends the walk: notes that no text refers to are told.
    pub(super) fn finish(mut self) -> Manuscript {
        self.manuscript.parts = std::mem::take(&mut self.out);
        for (key, note) in &self.notes {
            if !self.met.contains_key(key) {
                self.manuscript.lose("note", "note.without_place", &note.text());
            }
        }
        for comment in std::mem::take(&mut self.comments).into_values() {
            self.manuscript.lose("comment", "comment.left_out", &spaced(comment));
        }
        self.manuscript
    }

    /// Reads what is inside a container of paragraphs and tables.
    pub(super) fn parts(&mut self, container: &'a Element) {
        for element in container.elements() {
            self.part(element);
        }
    }

    fn part(&mut self, element: &'a Element) {
        match element.name.as_str() {
            "w:p" => self.paragraph(element),
            "w:tbl" => self.table(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:smartTag" | "w:ins"
            | "w:moveTo" => self.parts(element),
            "mc:AlternateContent" => {
                if let Some(chosen) = alternative(element) {
                    self.parts(chosen);
                }
            }
            "w:del" | "w:moveFrom" => self.deleted(element),
            "w:altChunk" => self.manuscript.lose("object", "object.embedded", ""),
            "m:oMathPara" | "m:oMath" => {
                let mut para = Para::default();
                self.equation(element, &mut para, &Look::default());
                self.out.push(Part::Paragraph(para));
            }
            _ => {}
        }
    }

    /// Reads parts into a list of their own.
    fn apart(&mut self, container: &'a Element) -> Vec<Part> {
        let outer = std::mem::take(&mut self.out);
        let fields = std::mem::take(&mut self.field_depth);
        self.parts(container);
        self.field_depth = fields;
        std::mem::replace(&mut self.out, outer)
    }

    fn table(&mut self, table: &'a Element) {
        let mut rows = Vec::new();
        for row in inner(table, "w:tr") {
            let is_deleted =
                row.find("w:trPr").is_some_and(|own| own.child("w:del").is_some());
            if is_deleted {
                self.deleted(row);
                continue;
            }
            let mut cells = Vec::new();
            for cell in inner(row, "w:tc") {
                let own = cell.child("w:tcPr");
                let span = own.and_then(|own| own.value("w:gridSpan", "w:val"));
                let merge = own.and_then(|own| own.child("w:vMerge"));
                let continues =
                    merge.is_some_and(|own| own.attribute("w:val") != Some("restart"));
                let span = span.and_then(|span| span.parse().ok()).unwrap_or(1);
                let parts = self.apart(cell);
                cells.push(Cell { parts, span: usize::clamp(span, 1, 64), continues });
            }
            rows.push(cells);
        }
        self.out.push(Part::Table(rows));
    }

    fn paragraph(&mut self, element: &'a Element) {
        let properties = element.child("w:pPr");
        let named = properties.and_then(|own| own.value("w:pStyle", "w:val"));
        let mut style = self.parts.styles.get(named).clone();
        let mut new_page = false;
        if let Some(own) = properties {
            style.apply_paragraph(own);
            new_page = own.child("w:pageBreakBefore").is_some();
            if own.child("w:pPrChange").is_some() {
                self.manuscript.change("format", "revision.accepted", "");
            }
        }
        let list = style.list.as_ref();
        let list = list.and_then(|list| style::item(list, &self.parts.numbering));
        let is_heading = matches!(style.role, Role::Heading(_) | Role::Title);
        let para = Para {
            role: style.role,
            list: list.filter(|_| !is_heading),
            placed: style.placed,
            new_page,
            ..Para::default()
        };
        let mut open = Open { para, style: &style, after: Vec::new(), link: None };
        self.pieces(element, &mut open);
        let Open { para, after, .. } = open;
        // A frame (old text box) is a paragraph of its own kind.
        let frame = properties.and_then(|own| own.child("w:framePr"));
        let drop_cap = frame.is_some_and(|own| own.attribute("w:dropCap").is_some());
        match frame.is_some() && !drop_cap {
            true => self.out.push(Part::Box(vec![Part::Paragraph(para)])),
            false => self.out.push(Part::Paragraph(para)),
        }
        self.out.extend(after);
    }

    fn pieces(&mut self, container: &'a Element, open: &mut Open<'_>) {
        for element in container.elements() {
            match element.name.as_str() {
                "w:r" => self.run(element, open),
                "w:hyperlink" => {
                    let target = element.attribute("r:id");
                    let target = target.and_then(|id| self.parts.targets.get(id));
                    let outer = open.link.take();
                    open.link = target.map(|target| target.path.as_str().into());
                    self.pieces(element, open);
                    open.link = outer;
                }
                "w:ins" | "w:moveTo" => {
                    self.manuscript.change(
                        "revision",
                        "revision.accepted",
                        &element.text(),
                    );
                    self.pieces(element, open);
                }
                "w:del" | "w:moveFrom" => self.deleted(element),
                "w:fldSimple" | "w:smartTag" | "w:sdt" | "w:sdtContent"
                | "w:customXml" | "w:dir" | "w:bdo" => self.pieces(element, open),
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.pieces(chosen, open);
                    }
                }
                "m:oMath" | "m:oMathPara" => {
                    let look = open.style.look.clone();
                    self.equation(element, &mut open.para, &look);
                }
                _ => {}
            }
        }
    }

    fn deleted(&mut self, element: &Element) {
        if element.name == "w:moveFrom" {
            // Its words stand where they were moved to.
            return;
        }
        self.manuscript.lose("revision", "revision.deleted", &element.text());
    }

    fn run(&mut self, run: &'a Element, open: &mut Open<'_>) {
        let mut look = open.style.look.clone();
        if let Some(own) = run.child("w:rPr") {
            style::change(&mut look, own);
            if own.child("w:del").is_some() {
                return self.deleted(run);
            }
        }
        self.run_pieces(run, &look, open);
    }

    fn run_pieces(&mut self, run: &'a Element, look: &Look, open: &mut Open<'_>) {
        for element in run.elements() {
            let shows = self.field_depth.iter().all(|field| field.shows);
            let link = self.field_depth.iter().rev().find_map(|field| field.link.clone());
            let link = open.link.clone().or(link);
            let mut say = |words: &str| open.para.push(words, look, link.as_ref());
            match element.name.as_str() {
                "w:t" if shows => say(&element.text()),
                "w:tab" | "w:ptab" if shows => say("\t"),
                "w:noBreakHyphen" => say("-"),
                "w:softHyphen" => say("\u{AD}"),
                "w:sym" => say(symbol(element)),
                "w:cr" => open.para.pieces.push(Piece::Break),
                "w:br" => match element.attribute("w:type") {
                    Some("page") if open.para.is_blank() => open.para.new_page = true,
                    Some("page") => open.after.push(Part::Break),
                    Some("column") => open.para.pieces.push(Piece::Break),
                    _ => open.para.pieces.push(Piece::Break),
                },
                "w:fldChar" => self.field(element),
                "w:instrText" => {
                    if let Some(field) = self.field_depth.last_mut() {
                        field.instruction.push_str(&element.text());
                    }
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element, open),
                "w:footnoteReference" => self.note("footnote", element, open),
                "w:endnoteReference" => self.note("endnote", element, open),
                "w:commentReference" => {
                    let id = element.attribute("w:id").unwrap_or_default();
                    if let Some(comment) = self.comments.remove(id) {
                        let by = comment.attribute("w:author").unwrap_or_default();
                        let said = said(comment, &self.parts.styles);
                        open.para.pieces.extend(self.manuscript.comment(by, said));
                    }
                }
                "w:ruby" => {
                    let mut bases = Vec::new();
                    element.find_all("w:rubyBase", &mut bases);
                    for base in bases {
                        self.pieces(base, open);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.run_pieces(chosen, look, open);
                    }
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("w:fldCharType") {
            Some("begin") => self.field_depth.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.field_depth.last_mut() {
                    field.shows = true;
                    let mut words = field.instruction.split_whitespace();
                    if words.next() == Some("HYPERLINK") {
                        let address = words.find(|word| word.starts_with('"'));
                        field.link = address.map(|word| word.trim_matches('"').into());
                    }
                }
            }
            Some("end") => drop(self.field_depth.pop()),
            _ => {}
        }
    }

    fn note(&mut self, kind: &'static str, element: &'a Element, open: &mut Open<'_>) {
        let key = (kind, element.attribute("w:id").unwrap_or_default().to_owned());
        let Some(note) = self.notes.get(&key).copied() else { return };
        let next = self.manuscript.notes.len();
        let index = *self.met.entry(key).or_insert(next);
        if index == next {
            // Its place is taken first: a note may hold another.
            self.manuscript.notes.push(Vec::new());
            self.manuscript.notes[index] = self.apart(note);
        }
        open.para.pieces.push(Piece::Note(index));
    }

    /// A drawing holds pictures, boxes of text, or something we cannot show.
    fn drawing(&mut self, element: &'a Element, open: &mut Open<'_>) {
        let alt = alt(element);
        let (mut boxes, mut ids) = (Vec::new(), Vec::new());
        shown(element, &mut boxes, &mut ids);
        let is_empty = boxes.is_empty() && ids.is_empty();
        for id in ids {
            match id.and_then(|id| self.parts.targets.get(id)) {
                Some(Target { path, is_outside: false, .. })
                    if self.parts.media.contains_key(path) =>
                {
                    let bytes = self.parts.media[path].clone();
                    let index = self.manuscript.picture(path, bytes);
                    open.para.pieces.push(Piece::Picture(index, alt.clone()));
                }
                Some(Target { path, is_outside: true, .. }) => {
                    self.manuscript.lose("picture", "picture.remote", path);
                }
                _ => self.manuscript.lose("picture", "picture.lost", &alt),
            }
        }
        for content in boxes {
            let parts = self.apart(content);
            open.after.push(Part::Box(parts));
        }
        let is_chart =
            element.find("c:chart").is_some() || element.find("dgm:relIds").is_some();
        if is_chart {
            self.manuscript.lose("chart", "chart.unread", &alt);
        } else if element.name == "w:object" {
            self.manuscript.lose("object", "object.embedded", &alt);
        } else if is_empty && !alt.is_empty() {
            self.manuscript.lose("drawing", "drawing.unread", &alt);
        }
    }

    fn equation(&mut self, element: &Element, para: &mut Para, look: &Look) {
        let words = linear(element);
        self.manuscript.change("equation", "equation.as_text", &words);
        para.push(&words, look, None);
        if element.name == "m:oMathPara" && para.placed == Placed::Left {
            para.placed = Placed::Centre;
        }
    }
}

/// Elements of that name inside, also within content controls and tracked changes.
fn inner<'e>(container: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for element in container.elements() {
        match element.name.as_str() {
            own if own == name => found.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" => {
                found.extend(inner(element, name));
            }
            _ => {}
        }
    }
    found
}

/// The boxes of text in a drawing, and the relationships of its pictures outside them.
fn shown<'e>(
    element: &'e Element,
    boxes: &mut Vec<&'e Element>,
    ids: &mut Vec<Option<&'e str>>,
) {
    for own in element.elements() {
        match own.name.as_str() {
            "w:txbxContent" => boxes.push(own),
            "a:blip" => ids.push(own.attribute("r:embed").or(own.attribute("r:link"))),
            "v:imagedata" => ids.push(own.attribute("r:id")),
            _ => shown(own, boxes, ids),
        }
    }
}

/// Of versions of the same content the first one that says something.
fn alternative(element: &Element) -> Option<&Element> {
    let says = |own: &Element| {
        own.find("w:t").is_some()
            || own.find("a:blip").is_some()
            || own.find("v:imagedata").is_some()
    };
    let mut versions = element.elements();
    let first = versions.next();
    first.filter(|own| says(own)).or(versions.find(|own| says(own))).or(first)
}

fn alt(element: &Element) -> String {
    let described = element.find("wp:docPr").and_then(|own| own.attribute("descr"));
    let shape = || element.find("v:shape")?.attribute("alt");
    described.or_else(shape).unwrap_or_default().to_owned()
}

/// Symbol fonts draw their own signs at the codes of letters.
fn symbol(element: &Element) -> &'static str {
    let code = element.attribute("w:char").unwrap_or_default();
    let code = u32::from_str_radix(code, 16).unwrap_or(0) & 0xFF;
    match (element.attribute("w:font").unwrap_or_default(), code) {
        ("Symbol", 0x61) => "α",
        ("Symbol", 0x62) => "β",
        ("Symbol", 0xB0) => "°",
        ("Symbol", 0xB1) => "±",
        ("Symbol", 0xB4) => "×",
        ("Symbol", 0xA3) => "≤",
        ("Symbol", 0xB3) => "≥",
        ("Symbol", 0xAE) | ("Wingdings", 0xE0) => "→",
        ("Symbol", 0x2D) => "−",
        ("Symbol", 0x6D) => "μ",
        ("Wingdings", 0xFC | 0xFE) => "✓",
        ("Wingdings", 0x28) => "☎",
        ("Wingdings", 0x2A) => "✉",
        _ => "•",
    }
}

/// An equation on one line: `a/b`, `x^2`, `√(x)`.
fn linear(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        let Node::Element(own) = node else { continue };
        let part = |name: &str| own.child(name).map(linear).unwrap_or_default();
        match own.name.as_str() {
            "m:t" | "w:t" => out.push_str(&own.text()),
            "m:f" => {
                out +=
                    &format!("{}/{}", grouped(&part("m:num")), grouped(&part("m:den")));
            }
            "m:sSup" => out += &format!("{}^{}", part("m:e"), grouped(&part("m:sup"))),
            "m:sSub" => out += &format!("{}_{}", part("m:e"), grouped(&part("m:sub"))),
            "m:rad" => out += &format!("{}√({})", part("m:deg"), part("m:e")),
            "m:d" => out += &format!("({})", part("m:e")),
            "m:r" | "m:e" | "m:num" | "m:den" | "m:sub" | "m:sup" | "m:oMath" => {
                out.push_str(&linear(own));
            }
            name if name.ends_with("Pr") => {}
            _ => out.push_str(&linear(own)),
        }
    }
    out
}

fn grouped(text: &str) -> String {
    match text.chars().count() > 1 && !text.chars().all(char::is_numeric) {
        true => format!("({text})"),
        false => text.to_owned(),
    }
}

/// The words of a comment on one line, each in its font.
fn said(comment: &Element, styles: &Styles) -> Para {
    let mut said = Para::default();
    let mut paragraphs = Vec::new();
    comment.find_all("w:p", &mut paragraphs);
    for paragraph in paragraphs {
        said.push(" ", &Look::default(), None);
        let named =
            paragraph.child("w:pPr").and_then(|own| own.value("w:pStyle", "w:val"));
        let style = &styles.get(named).look;
        let mut runs = Vec::new();
        paragraph.find_all("w:r", &mut runs);
        for run in runs {
            let mut look = style.clone();
            if let Some(own) = run.child("w:rPr") {
                style::change(&mut look, own);
            }
            for element in run.elements() {
                match element.name.as_str() {
                    "w:t" => said.push(&element.text(), &look, None),
                    // A letter in an old encoding.
                    "w:softHyphen" => said.push("\u{AD}", &look, None),
                    "w:tab" | "w:br" | "w:cr" => said.push(" ", &look, None),
                    _ => {}
                }
            }
        }
    }
    said
}

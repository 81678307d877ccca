//! XML as a tree, bounded in depth and size.
//!
//! Names keep the prefix they are written with (`w:p`): every program that writes these
//! formats uses the prefixes of their standards. Entities are not expanded but for the
//! five of XML; a document type is passed over, so that none can be declared.
//!
//! Invariants:
//! - The tree is at most [`DEEPEST`] levels deep; what lies deeper hangs at that level.
//! - A file that ends or breaks off in the middle gives what stands before.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Most levels kept. Word's own nested tables and boxes stay below eighty.
const DEEPEST: usize = 200;

/// Most elements and texts kept.
const MOST: usize = 2_000_000;

/// An element with what is inside.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Name as written, with its prefix.
    pub(crate) name: String,
    /// Attributes as written.
    attributes: Vec<(String, String)>,
    /// What is inside.
    pub(crate) children: Vec<Node>,
}

/// Something inside an element.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Text, entities resolved.
    Text(String),
}

impl Element {
    pub(crate) fn new(name: String, attributes: Vec<(String, String)>) -> Self {
        Self { name, attributes, children: Vec::new() }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly inside.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The attribute of the first element of that name directly inside.
    pub(crate) fn value(&self, child: &str, attribute: &str) -> Option<&str> {
        self.child(child)?.attribute(attribute)
    }

    /// The first element of that name anywhere inside.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| match element.name == name {
            true => Some(element),
            false => element.find(name),
        })
    }

    /// All elements of that name inside, outermost ones only.
    pub(crate) fn find_all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            match element.name == name {
                true => found.push(element),
                false => element.find_all(name, found),
            }
        }
    }

    /// All text inside.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => element.add_text(text),
            }
        }
    }
}

/// A tree being built from tags, open ones above one another.
pub(crate) struct Builder {
    open: Vec<Element>,
    /// Open elements too deep to be kept.
    beyond: usize,
    count: usize,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self { open: vec![Element::default()], beyond: 0, count: 0 }
    }

    /// Whether more can be taken in.
    pub(crate) fn has_room(&self) -> bool {
        self.count < MOST
    }

    pub(crate) fn start(&mut self, element: Element) {
        self.count += 1;
        match self.open.len() < DEEPEST {
            true => self.open.push(element),
            false => self.beyond += 1,
        }
    }

    pub(crate) fn empty(&mut self, element: Element) {
        self.count += 1;
        self.push(Node::Element(element));
    }

    pub(crate) fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.len() > 1
            && let Some(element) = self.open.pop()
        {
            self.push(Node::Element(element));
        }
    }

    /// The names of the open elements, outermost first.
    pub(crate) fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.open.iter().skip(1).map(|element| element.name.as_str())
    }

    pub(crate) fn text(&mut self, text: &str) {
        let Some(last) = self.open.last_mut() else { return };
        match last.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => {
                self.count += 1;
                last.children.push(Node::Text(text.to_owned()));
            }
        }
    }

    pub(crate) fn finish(mut self) -> Element {
        self.beyond = 0;
        while self.open.len() > 1 {
            self.end();
        }
        self.open.pop().unwrap_or_default()
    }

    fn push(&mut self, node: Node) {
        if let Some(last) = self.open.last_mut() {
            last.children.push(node);
        }
    }
}

/// Reads a document; its root element is the only child of what is returned.
pub(crate) fn parse(text: &str) -> Element {
    let mut builder = Builder::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    while builder.has_room() {
        match reader.read_event() {
            Ok(Event::Start(tag)) => builder.start(element(&tag)),
            Ok(Event::Empty(tag)) => builder.empty(element(&tag)),
            Ok(Event::End(_)) => builder.end(),
            Ok(Event::Text(words)) => builder.text(&words.xml10_content()),
            Ok(Event::CData(words)) => builder.text(&words.xml10_content()),
            Ok(Event::GeneralRef(entity)) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => builder.text(letter.encode_utf8(&mut [0; 4])),
                _ => match resolve_predefined_entity(&entity) {
                    Some(words) => builder.text(words),
                    // Declared by the file itself, or nowhere: shown as it stands.
                    None => builder.text(&format!("&{};", &*entity)),
                },
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    builder.finish()
}

fn element(tag: &BytesStart<'_>) -> Element {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = match attribute.normalized_value(XmlVersion::default()) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.to_string(),
        };
        (attribute.key.as_ref().to_owned(), value)
    });
    let attributes = attributes.collect();
    Element::new(tag.name().as_ref().to_owned(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xml: &str, expected: &str) {
        assert_eq!(parse(xml).text(), expected);
    }

    #[test]
    fn text_is_read_with_its_marks() {
        check("<a>Cần &amp; <b x='1'>Thơ</b> &#x1EA1;</a>", "Cần & Thơ ạ");
        check("<a><![CDATA[<x>]]></a>", "<x>");
        assert_eq!(
            parse("<a><b k='1 &lt; 2'/></a>").find("b").unwrap().attribute("k"),
            Some("1 < 2")
        );
    }

    #[test]
    fn entities_of_the_file_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'aaaa'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
        check(bomb, "&y;");
    }

    #[test]
    fn what_breaks_off_gives_what_stands_before() {
        check("<a><b>Hậu Gia", "Hậu Gia");
        check("<a><b>Hậu</b", "Hậu");
        check("", "");
    }

    #[test]
    fn nesting_without_end_is_bounded() {
        let deep = format!("{}x{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        check(&format!("<r>{deep}y</r>"), "xy");
    }
}

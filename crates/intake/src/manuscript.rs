//! A word processor's document before anybody has understood it.
//!
//! Every reader of such a format gives one of these: paragraphs in pieces, tables, boxes
//! and pictures as the file has them, with the few looks that tell a heading from a
//! caption. What a part *is* is found out in `structure`, once for all formats.
//!
//! Invariant: every letter and picture of the file is in it, in [`Manuscript::parts`],
//! [`Manuscript::notes`] or [`Manuscript::losses`].

use std::rc::Rc;

/// Everything a file holds.
#[derive(Debug, Default)]
pub(crate) struct Manuscript {
    /// The text, in reading order.
    pub(crate) parts: Vec<Part>,
    /// Footnotes and endnotes; [`Piece::Note`] is the index.
    pub(crate) notes: Vec<Vec<Part>>,
    /// What others wrote about the text; [`Piece::Comment`] is the index.
    pub(crate) comments: Vec<Comment>,
    /// Pictures inside; [`Piece::Picture`] is the index.
    pub(crate) pictures: Vec<Embedded>,
    /// What is not in the text, with the reason.
    pub(crate) losses: Vec<Loss>,
    /// What is in the text, but not as it was: kind, reason, beginning.
    pub(crate) changes: Vec<Loss>,
    /// What the file itself says about its article.
    pub(crate) head: Option<Head>,
    /// Addresses of pictures that are not inside.
    pub(crate) references: Vec<String>,
}

/// What a file says about its article, so that nothing need be guessed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) id: Option<document::ArticleId>,
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) bylines: Vec<String>,
    pub(crate) source: Option<String>,
    pub(crate) posted: Option<document::Date>,
    pub(crate) modified: Option<document::Date>,
}

impl Head {
    /// The words of it that go into a draft.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let fields = [&self.title, &self.lead, &self.section, &self.source];
        let fields = fields.into_iter().flatten().map(String::as_str);
        fields.chain(self.bylines.iter().map(String::as_str))
    }
}

/// Indices from here on are those of pictures outside the file.
const OUTSIDE: usize = 1 << 30;

/// A file within a document, or a picture of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    /// A file name, unique in its document.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What somebody wrote about a place of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Comment {
    /// Who; empty when the file does not tell.
    pub(crate) by: String,
    /// What, on one line; in fonts, since old encodings are found in comments too.
    pub(crate) said: Para,
}

impl Comment {
    /// Its words in plain text.
    pub(crate) fn words(&self) -> String {
        vntext::tidy(&self.said.words())
    }
}

/// Something of the file that is told about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    pub(crate) kind: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) text: String,
}

/// A part of the text.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Paragraph(Para),
    /// Rows of cells.
    Table(Vec<Vec<Cell>>),
    /// A text box or frame.
    Box(Vec<Part>),
    /// A line across, or a new page.
    Break,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) parts: Vec<Part>,
    /// Columns it covers, at least 1.
    pub(crate) span: usize,
    /// It goes on with the cell above.
    pub(crate) continues: bool,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(crate) struct Para {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) role: Role,
    pub(crate) list: Option<Item>,
    /// Set to the middle or to the right.
    pub(crate) placed: Placed,
    /// A page begins with it.
    pub(crate) new_page: bool,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Placed {
    #[default]
    Left,
    Centre,
    Right,
}

/// What the style of a paragraph says it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Role {
    #[default]
    Plain,
    Title,
    Lead,
    Heading(u8),
    Caption,
    Quote,
    Author,
}

/// A paragraph's place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    /// 0 is the outermost.
    pub(crate) level: u8,
    /// Number of the first item, or `None` for bullets.
    pub(crate) start: Option<u32>,
    /// Which list.
    pub(crate) list: u32,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Text(Text),
    /// Index into [`Manuscript::pictures`], and the alternative text.
    Picture(usize, String),
    /// Index into [`Manuscript::notes`].
    Note(usize),
    /// Index into [`Manuscript::comments`]: somebody wrote something about this place.
    Comment(usize),
    /// A line break.
    Break,
}

/// Words in one look.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) words: String,
    pub(crate) look: Look,
    /// Address they lead to.
    pub(crate) link: Option<Rc<str>>,
}

/// How words look.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strike: bool,
    pub(crate) superscript: bool,
    pub(crate) subscript: bool,
    /// The font, when the file names it.
    pub(crate) font: Option<Rc<str>>,
    /// Size in half points; 0 when the file does not tell.
    pub(crate) half_points: u16,
}

impl Para {
    /// A paragraph of these words and no look.
    pub(crate) fn plain(words: &str) -> Self {
        let mut para = Self::default();
        para.push(words, &Look::default(), None);
        para
    }

    /// Adds words; those of the same look are joined.
    pub(crate) fn push(&mut self, words: &str, look: &Look, link: Option<&Rc<str>>) {
        if words.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut()
            && last.look == *look
            && last.link.as_ref() == link
        {
            last.words.push_str(words);
            return;
        }
        let (words, look, link) = (words.to_owned(), look.clone(), link.cloned());
        self.pieces.push(Piece::Text(Text { words, look, link }));
    }

    /// Its words, line breaks as spaces.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => words.push_str(&text.words),
                Piece::Break => words.push(' '),
                Piece::Picture(..) | Piece::Note(_) | Piece::Comment(_) => {}
            }
        }
        words
    }

    /// Whether it holds no words.
    pub(crate) fn is_blank(&self) -> bool {
        self.words().trim().is_empty()
    }

    /// Whether all its words have a look.
    pub(crate) fn is_all(&self, has: impl Fn(&Look) -> bool) -> bool {
        !self.is_blank()
            && self.pieces.iter().all(|piece| match piece {
                Piece::Text(text) => text.words.trim().is_empty() || has(&text.look),
                _ => true,
            })
    }

    /// The size of its largest words in half points.
    pub(crate) fn size(&self) -> u16 {
        let sizes = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) if !text.words.trim().is_empty() => {
                Some(text.look.half_points)
            }
            _ => None,
        });
        sizes.max().unwrap_or(0)
    }

    /// The pictures in it.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = (usize, &str)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Picture(index, alt) => Some((*index, alt.as_str())),
            _ => None,
        })
    }
}

impl Manuscript {
    /// Tells that something is not in the text.
    pub(crate) fn lose(&mut self, kind: &'static str, reason: &'static str, text: &str) {
        let text = text.trim().to_owned();
        self.losses.push(Loss { kind, reason, text });
    }

    /// Tells that something is in the text, but not as it was.
    pub(crate) fn change(
        &mut self,
        kind: &'static str,
        reason: &'static str,
        text: &str,
    ) {
        let text = text.trim().to_owned();
        self.changes.push(Loss { kind, reason, text });
    }

    /// Keeps what somebody wrote about a place, and gives the piece that marks it; `None`
    /// when it says nothing.
    pub(crate) fn comment(&mut self, by: &str, said: Para) -> Option<Piece> {
        if !said.words().contains(char::is_alphanumeric) {
            return None;
        }
        let by = vntext::tidy(&vntext::nfc(&by.replace('\n', " ")));
        self.comments.push(Comment { by, said });
        Some(Piece::Comment(self.comments.len() - 1))
    }

    /// Keeps a picture and gives its index.
    pub(crate) fn picture(&mut self, name: &str, bytes: Vec<u8>) -> usize {
        let known = self.pictures.iter().position(|own| own.bytes == bytes);
        if let Some(known) = known {
            return known;
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let file = match file.rsplit_once('.') {
            Some((stem, end)) => {
                format!("{}.{}", vntext::slug(stem), end.to_ascii_lowercase())
            }
            None => vntext::slug(file),
        };
        let taken = |name: &str| self.pictures.iter().any(|own| own.name == name);
        let name = match taken(&file) {
            true => format!("{}-{file}", self.pictures.len() + 1),
            false => file,
        };
        self.pictures.push(Embedded { name, bytes });
        self.pictures.len() - 1
    }

    /// Keeps the address of a picture outside and gives its index.
    pub(crate) fn reference(&mut self, address: &str) -> usize {
        // Addresses hold no control characters; Markdown leaves them out.
        let address: String =
            address.trim().chars().filter(|c| !c.is_control()).collect();
        let known = self.references.iter().position(|own| *own == address);
        let at = known.unwrap_or_else(|| {
            self.references.push(address);
            self.references.len() - 1
        });
        OUTSIDE + at
    }

    /// How a body names the picture of that index.
    pub(crate) fn name_of(&self, index: usize) -> &str {
        match index.checked_sub(OUTSIDE) {
            Some(at) => self.references.get(at).map_or("", String::as_str),
            None => self.pictures.get(index).map_or("", |own| own.name.as_str()),
        }
    }

    /// Calls `see` for every paragraph, those of notes and comments last.
    pub(crate) fn edit(&mut self, see: &mut dyn FnMut(&mut Para)) {
        edit(&mut self.parts, see);
        for note in &mut self.notes {
            edit(note, see);
        }
        for comment in &mut self.comments {
            see(&mut comment.said);
        }
    }
}

/// Calls `see` for every paragraph of the parts, in reading order.
pub(crate) fn edit(parts: &mut [Part], see: &mut dyn FnMut(&mut Para)) {
    for part in parts {
        match part {
            Part::Paragraph(para) => see(para),
            Part::Box(parts) => edit(parts, see),
            Part::Table(rows) => {
                for cell in rows.iter_mut().flatten() {
                    edit(&mut cell.parts, see);
                }
            }
            Part::Break => {}
        }
    }
}

/// The paragraphs of the parts, in reading order.
pub(crate) fn paragraphs<'p>(parts: &'p [Part], found: &mut Vec<&'p Para>) {
    for part in parts {
        match part {
            Part::Paragraph(para) => found.push(para),
            Part::Box(parts) => paragraphs(parts, found),
            Part::Table(rows) => {
                for cell in rows.iter().flatten() {
                    paragraphs(&cell.parts, found);
                }
            }
            Part::Break => {}
        }
    }
}

/// What a style's name says of its paragraphs; names are English or Vietnamese.
pub(crate) fn role_named(name: &str) -> Role {
    let name = vntext::fold(name).replace(['-', '_'], " ");
    let level = |rest: &str| {
        let digit = rest.trim().chars().next().and_then(|c| c.to_digit(10)).unwrap_or(1);
        Role::Heading(u8::try_from(digit.clamp(1, 6)).unwrap_or(1))
    };
    for heading in ["heading", "tieu de", "de muc"] {
        if let Some(rest) = name.strip_prefix(heading)
            && (heading == "heading"
                || rest.trim().starts_with(|c: char| c.is_ascii_digit()))
        {
            return level(rest);
        }
    }
    match name.as_str() {
        "title" | "tieu de" | "tit" | "tua de" | "ten bai" => Role::Title,
        "subtitle" | "sapo" | "sa po" | "lead" | "tom tat" => Role::Lead,
        "author" | "byline" | "tac gia" => Role::Author,
        _ if name.contains("caption") || name.starts_with("chu thich") => Role::Caption,
        "illustration" | "figure" | "drawing" | "msocaption" => Role::Caption,
        _ if name.contains("quot") || name.starts_with("trich") => Role::Quote,
        _ => Role::Plain,
    }
}

//! The text of an article: CommonMark in the file, a tree in memory.
//!
//! [`parse`] reads any text and never fails. [`write()`] is its inverse: parsing what
//! it wrote gives the same tree, for every tree that parsing can give.
//!
//! Beside CommonMark the text may hold tables, footnotes, strikethrough, superscript,
//! subscript and the block directives `figure`, `gallery`, `pullquote` and `sidebar`.
//! A directive we do not know is kept as it stands.

mod aside;
mod figures;
mod normal;
mod parse;
mod plain;
mod write;

pub use aside::{aside, aside_of, without_asides};
pub use figures::{crops, edit_figures, edit_text, edit_words, photo_names};
pub use parse::{parse, parse_inline};
pub use plain::{html_words, is_verse, paragraphs, plain_text, references, shortened};
pub use write::{write, write_inline};

use crate::{Crop, Focus};

/// The text of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Body {
    /// What stands in it, in reading order.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first reference.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// The label it is referred to by.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; level 1 is the highest an officer can write.
    Heading {
        /// 1–6.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// Number of the first item, or `None` for bullets.
        start: Option<u32>,
        /// Whether items stand without space between them: all of them are short,
        /// a paragraph and perhaps a list under it.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Words of the text set large as an entry point (`:::pullquote`).
    PullQuote(Vec<Block>),
    /// A box beside the text (`::::sidebar`). A heading inside is its title.
    Sidebar(Vec<Block>),
    /// One picture with its caption.
    Figure(Figure),
    /// Several pictures with one caption (`::::gallery`).
    Gallery {
        /// The pictures.
        figures: Vec<Figure>,
        /// The caption they share.
        caption: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// Preformatted text.
    Code {
        /// Language named after the fence.
        language: String,
        /// The text, with its line ends.
        text: String,
    },
    /// A break between parts of the text.
    Rule,
    /// Raw HTML, kept as it stands; paper prints its words.
    Html(String),
    /// A directive Bantin does not know; its content is shown, its name kept.
    Directive {
        /// Its name.
        name: String,
        /// Its content.
        blocks: Vec<Block>,
    },
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Words.
    Text(String),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `~~struck out~~`
    Strike(Vec<Inline>),
    /// `^superscript^`
    Superscript(Vec<Inline>),
    /// `~subscript~`
    Subscript(Vec<Inline>),
    /// `` `code` ``
    Code(String),
    /// A link.
    Link {
        /// Address.
        url: String,
        /// Words shown when pointed at. Mostly empty.
        title: String,
        /// What is linked.
        text: Vec<Inline>,
    },
    /// A picture inside a line; a picture alone in its paragraph is a [`Figure`].
    Image(Figure),
    /// A line break the author asked for.
    Break,
    /// The reference to a footnote.
    NoteRef(String),
    /// Raw HTML inside a line; printed as nothing.
    Html(String),
}

/// A picture placed in the text.
///
/// Its own words come before those of the photo: see `Edition::resolve`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Where the picture is: `media/<photo name>`; empty when there is none yet.
    pub src: String,
    /// Alternative text of this placement; empty means the photo's.
    pub alt: String,
    /// Caption of this placement; empty means the photo's.
    pub caption: Vec<Inline>,
    /// `#identifier` of the image.
    pub id: String,
    /// `.classes` of the image, such as `wide`.
    pub classes: Vec<String>,
    /// `name="value"` pairs of the image, in the order written.
    pub pairs: Vec<(String, String)>,
}

impl Figure {
    /// The name of the bulletin's photo it shows; `None` when it shows none.
    pub fn photo_name(&self) -> Option<&str> {
        self.src.strip_prefix("media/").filter(|name| !name.is_empty())
    }

    /// Credit of this placement; empty means the photo's.
    pub fn credit(&self) -> &str {
        self.pair("credit").unwrap_or_default()
    }

    /// Focal point of this placement, written `focus="0.42 0.31"`.
    pub fn focus(&self) -> Option<Focus> {
        let (x, y) = self.pair("focus")?.split_once(' ')?;
        let fraction = |text: &str| {
            text.trim().parse().ok().filter(|v: &f64| (0.0..=1.0).contains(v))
        };
        Some(Focus { x: fraction(x)?, y: fraction(y)? })
    }

    /// The part of the photo this placement shows, written `crop="0.1 0.2 0.6 0.5"`;
    /// `None` shows the whole.
    pub fn crop(&self) -> Option<Crop> {
        self.pair("crop")?.parse().ok().filter(|crop: &Crop| !crop.is_whole())
    }

    /// Writes a `name="value"` pair in place of an earlier one; an empty value takes it
    /// away.
    pub fn set_pair(&mut self, name: &str, value: &str) {
        let place = self.pairs.iter().position(|(key, _)| key == name);
        match (place, value) {
            (Some(place), "") => drop(self.pairs.remove(place)),
            (Some(place), _) => value.clone_into(&mut self.pairs[place].1),
            (None, "") => {}
            (None, _) => self.pairs.push((name.to_owned(), value.to_owned())),
        }
    }

    fn pair(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// How a table column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the design wants.
    #[default]
    Auto,
    /// To the left.
    Left,
    /// Centred.
    Centre,
    /// To the right.
    Right,
}

/// A table: one head row, then the others, all of the same length.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Table {
    /// How each column is set.
    pub align: Vec<Align>,
    /// The head row.
    pub head: Vec<Vec<Inline>>,
    /// The other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

#[cfg(test)]
mod tests;

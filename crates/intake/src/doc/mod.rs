//! Word documents from before 2007 (\[MS-DOC\]): text, tables, notes and pictures.
//!
//! Looks come from `looks`. Pictures are found by their records and given to their places
//! in order.

mod bytes;
mod lists;
mod looks;
mod sprm;
mod styles;

use crate::Unreadable;
use crate::blip::pictures;
use crate::manuscript::{Cell, Manuscript, Para, Part, Piece};
use bytes::{part, u16_at, u32_at};
use looks::Looks;
use std::io::{Cursor, Read};

/// Largest stream read, in bytes.
const LARGEST_STREAM: u64 = 64 << 20;

/// Where the lengths of the texts stand in the file information block: main text,
/// footnotes, page heads, macros, comments, endnotes, text boxes (\[MS-DOC\] 2.5.5).
const LENGTHS: [usize; 7] = [0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64];

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Unreadable> {
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let main = stream(&mut file, "/WordDocument").ok_or(Unreadable::Damaged)?;
    let flags = u16_at(&main, 0x0A).ok_or(Unreadable::Damaged)?;
    if flags & 0x0100 != 0 {
        return Err(Unreadable::Encrypted);
    }
    let table = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
    let table = stream(&mut file, table).ok_or(Unreadable::Damaged)?;
    let text = text(&main, &table).ok_or(Unreadable::Damaged)?;
    let inline = pictures(&stream(&mut file, "/Data").unwrap_or_default());
    let floating = pictures(&main);
    let mut manuscript = Manuscript::default();
    if file.exists("/Macros") {
        manuscript.lose("macro", "macro.never_run", "");
    }
    let mut looks = Looks::read(&main, &table);
    let mut stories = Stories::new(&main, &text);
    let (body, notes) = (stories.next(), stories.next());
    let heads = stories.next();
    let _macros = stories.next();
    let comments = stories.next();
    let (ends, boxes) = (stories.next(), stories.next());
    for note in split_notes(notes).chain(split_notes(ends)) {
        let mut reader = Reader::default();
        reader.read(note, &mut looks);
        manuscript.notes.push(reader.finish());
    }
    let mut reader = Reader { inline, floating, ..Reader::default() };
    reader.read(body, &mut looks);
    for words in std::mem::take(&mut reader.deleted) {
        manuscript.lose("revision", "revision.deleted", &words);
    }
    for words in std::mem::take(&mut reader.inserted) {
        manuscript.change("revision", "revision.accepted", &words);
    }
    for (name, bytes) in std::mem::take(&mut reader.shown) {
        let index = manuscript.picture(&name, bytes);
        reader.places.push(index);
    }
    let marks = reader.comments;
    manuscript.parts = reader.finish();
    for text in split_notes(boxes) {
        let mut reader = Reader::default();
        reader.read(text, &mut looks);
        let parts = reader.finish();
        if !parts.is_empty() {
            manuscript.parts.push(Part::Box(parts));
        }
    }
    let comments: Vec<String> = split_notes(comments).map(visible).collect();
    // Only when each has its mark is it known which belongs where.
    let placed = comments.len() == marks;
    for words in &comments {
        if !placed || manuscript.comment("", Para::plain(words)).is_none() {
            manuscript.lose("comment", "comment.left_out", words);
        }
    }
    let known = manuscript.comments.len();
    manuscript.edit(&mut |para| {
        para.pieces
            .retain(|piece| !matches!(piece, Piece::Comment(index) if *index >= known));
    });
    for text in heads.split(|own| own.letter == '\r') {
        let words = visible(text);
        if words.contains(char::is_alphanumeric) {
            manuscript.lose("page_head", "page.furniture", &words);
        }
    }
    let noted = manuscript.notes.len();
    drop_stray_notes(&mut manuscript, noted);
    Ok(manuscript)
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.take(LARGEST_STREAM).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A letter and where it stands in the file.
#[derive(Clone, Copy)]
struct Letter {
    letter: char,
    at: u32,
}

/// All text of the file, put together from its pieces (\[MS-DOC\] 2.8.35, 2.9.38).
fn text(main: &[u8], table: &[u8]) -> Option<Vec<Letter>> {
    let mut clx = part(main, table, 0x01A2)?;
    while clx.first() == Some(&1) {
        let size = usize::from(u16_at(clx, 1)?);
        clx = clx.get(3 + size..)?;
    }
    if clx.first() != Some(&2) {
        return None;
    }
    let size = u32_at(clx, 1)?;
    let pieces = clx.get(5..5usize.checked_add(size)?)?;
    let count = pieces.len().checked_sub(4)? / 12;
    let mut text = Vec::new();
    for piece in 0..count {
        let (start, end) = (u32_at(pieces, piece * 4)?, u32_at(pieces, piece * 4 + 4)?);
        let length = end.checked_sub(start)?;
        let place = u32_at(pieces, (count + 1) * 4 + piece * 8 + 2)?;
        let is_narrow = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        if is_narrow {
            let at = place / 2;
            let bytes = main.get(at..at.checked_add(length)?.min(main.len()))?;
            let (words, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            text.extend(
                words
                    .chars()
                    .zip(at..)
                    .map(|(letter, at)| Letter { letter, at: at as u32 }),
            );
        } else {
            let end = place.checked_add(length.checked_mul(2)?)?.min(main.len());
            let bytes = main.get(place..end)?;
            let (units, _) = bytes.as_chunks::<2>();
            // Positions count units, so a pair of surrogates must stay two.
            text.extend(units.iter().zip((place..).step_by(2)).map(|(unit, at)| {
                let unit = u32::from(u16::from_le_bytes(*unit));
                let letter = char::from_u32(unit).unwrap_or('\u{FFFD}');
                Letter { letter, at: at as u32 }
            }));
        }
    }
    Some(text)
}

/// The texts of a file one after the other.
struct Stories<'a> {
    lengths: [usize; 7],
    text: &'a [Letter],
    at: usize,
}

impl<'a> Stories<'a> {
    fn new(main: &[u8], text: &'a [Letter]) -> Self {
        Self { lengths: LENGTHS.map(|at| u32_at(main, at).unwrap_or(0)), text, at: 0 }
    }

    fn next(&mut self) -> &'a [Letter] {
        let length = self.lengths.get(self.at).copied().unwrap_or(0).min(self.text.len());
        self.at += 1;
        let (own, rest) = self.text.split_at(length);
        self.text = rest;
        own
    }
}

/// Notes, comments and boxes begin with the mark of their number or end in a paragraph.
fn split_notes(text: &[Letter]) -> impl Iterator<Item = &[Letter]> {
    let ends = |own: &Letter| matches!(own.letter, '\u{2}' | '\u{5}');
    text.split(ends).filter(|note| visible(note).contains(char::is_alphanumeric))
}

fn visible(text: &[Letter]) -> String {
    let shown = |own: &Letter| if own.letter.is_control() { ' ' } else { own.letter };
    text.iter().map(shown).collect()
}

/// References to notes that the file has no text for.
fn drop_stray_notes(manuscript: &mut Manuscript, count: usize) {
    manuscript.edit(&mut |para| {
        para.pieces
            .retain(|piece| !matches!(piece, Piece::Note(index) if *index >= count));
    });
}

#[derive(Default)]
struct Reader {
    inline: Vec<(String, Vec<u8>)>,
    floating: Vec<(String, Vec<u8>)>,
    /// Pictures in the order of their places.
    shown: Vec<(String, Vec<u8>)>,
    /// Index of each shown picture in the manuscript.
    places: Vec<usize>,
    out: Vec<Part>,
    para: Para,
    cell: Vec<Part>,
    row: Vec<Cell>,
    notes: usize,
    /// Marks of comments met.
    comments: usize,
    /// Fields that are open; whether each shows its result yet.
    fields: Vec<bool>,
    new_page: bool,
    /// Words that tracked changes took out and brought in.
    deleted: Vec<String>,
    inserted: Vec<String>,
    /// The change in hand: whether it took out.
    change: Option<bool>,
}

impl Reader {
    fn read(&mut self, text: &[Letter], looks: &mut Looks<'_>) {
        self.inline.reverse();
        self.floating.reverse();
        for Letter { letter, at } in text {
            let at = *at as usize;
            let hidden = self.fields.iter().any(|shows| !shows);
            let letters = looks.letters(at);
            let change = match (letters.deleted, letters.inserted) {
                (true, _) => Some(true),
                (false, inserted) => inserted.then_some(false),
            };
            self.track(change, *letter);
            if change == Some(true)
                && !matches!(letter, '\r' | '\u{7}' | '\u{13}'..='\u{15}')
            {
                continue;
            }
            let look = &letters.look;
            match letter {
                '\u{13}' => self.fields.push(false),
                '\u{14}' => {
                    if let Some(last) = self.fields.last_mut() {
                        *last = true;
                    }
                }
                '\u{15}' => drop(self.fields.pop()),
                '\u{1}' => {
                    let picture = self.inline.pop();
                    self.picture(picture);
                }
                '\u{8}' => {
                    let picture = self.floating.pop();
                    self.picture(picture);
                }
                _ if hidden => {}
                '\r' => {
                    looks.dress(&mut self.para, at);
                    self.end_paragraph();
                }
                '\u{7}' => {
                    looks.dress(&mut self.para, at);
                    self.end_cell();
                }
                '\u{c}' => {
                    looks.dress(&mut self.para, at);
                    self.end_paragraph();
                    self.new_page = true;
                }
                '\u{b}' => self.para.pieces.push(Piece::Break),
                '\u{2}' => {
                    self.para.pieces.push(Piece::Note(self.notes));
                    self.notes += 1;
                }
                '\u{5}' => {
                    self.para.pieces.push(Piece::Comment(self.comments));
                    self.comments += 1;
                }
                '\u{1e}' => self.para.push("-", look, None),
                '\u{1f}' => self.para.push("\u{AD}", look, None),
                '\t' => self.para.push("\t", look, None),
                letter if letter.is_control() => {}
                letter => self.para.push(letter.encode_utf8(&mut [0; 4]), look, None),
            }
        }
        self.end_paragraph();
    }

    /// Keeps the words of tracked changes, each change by itself.
    fn track(&mut self, change: Option<bool>, letter: char) {
        let begins = std::mem::replace(&mut self.change, change) != change;
        let Some(deleted) = change else { return };
        let kept = if deleted { &mut self.deleted } else { &mut self.inserted };
        if begins {
            kept.push(String::new());
        }
        if let Some(words) = kept.last_mut() {
            words.push(if letter.is_control() { ' ' } else { letter });
        }
    }

    fn picture(&mut self, picture: Option<(String, Vec<u8>)>) {
        if let Some(picture) = picture {
            self.para.pieces.push(Piece::Picture(self.shown.len(), String::new()));
            self.shown.push(picture);
        }
    }

    fn end_paragraph(&mut self) {
        let mut para = std::mem::take(&mut self.para);
        if !self.row.is_empty() || !self.cell.is_empty() {
            // Within a row until its end says otherwise.
            if !para.pieces.is_empty() {
                self.cell.push(Part::Paragraph(para));
            }
            return;
        }
        if para.pieces.is_empty() {
            return;
        }
        para.new_page = std::mem::take(&mut self.new_page);
        self.out.push(Part::Paragraph(para));
    }

    /// A mark ends a cell; one right after it ends the row.
    fn end_cell(&mut self) {
        let para = std::mem::take(&mut self.para);
        let is_row_end =
            para.pieces.is_empty() && self.cell.is_empty() && !self.row.is_empty();
        if is_row_end {
            let row = std::mem::take(&mut self.row);
            self.out.push(Part::Table(vec![row]));
            return self.join_rows();
        }
        if !para.pieces.is_empty() {
            self.cell.push(Part::Paragraph(para));
        }
        let parts = std::mem::take(&mut self.cell);
        self.row.push(Cell { parts, span: 1, continues: false });
    }

    /// Rows that follow one another are one table.
    fn join_rows(&mut self) {
        if let [.., Part::Table(before), Part::Table(row)] = self.out.as_mut_slice() {
            before.append(row);
            self.out.pop();
        }
    }

    fn finish(mut self) -> Vec<Part> {
        if !self.row.is_empty() {
            let row = std::mem::take(&mut self.row);
            self.out.push(Part::Table(vec![row]));
        }
        self.out.extend(std::mem::take(&mut self.cell));
        let places = self.places;
        crate::manuscript::edit(&mut self.out, &mut |para| {
            for piece in &mut para.pieces {
                if let Piece::Picture(index, _) = piece {
                    *index = places.get(*index).copied().unwrap_or(0);
                }
            }
        });
        self.out
    }
}

//! What the same words cost without pages made by hand: `flow FONTS ARTICLES PRESS.pdf`.
//!
//! Typst lays out the text of a folder of articles as one flow in three columns, with the
//! fonts of a design, and writes it as a PDF. With the pictures of a press file, whose
//! sizes are told too, that is the least a press file of the issue could cost.
//!
//! Prints `flow<tab>milliseconds of the processor`, `pages<tab>count`, and
//! `picture<tab>width<tab>height` for every picture of the press file.

// A program, unlike the crate, has a disk and a terminal.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use document::body;
use lopdf::{Document, Object};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

/// The page, the text and the faces of "Thời sự".
const SET: &str = r#"
#set page(width: 190mm, height: 270mm, margin: (x: 12mm, y: 15mm), columns: 3)
#set text(font: "Source Serif 4", size: 9.4pt, lang: "vi", hyphenate: false)
#set par(justify: true, linebreaks: "optimized", leading: .5em, spacing: .5em)
#show heading: set text(font: "Be Vietnam Pro", size: 18pt)
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [fonts, articles, press] = paths.as_slice() else {
        return Err("flow FONTS ARTICLES PRESS.pdf".into());
    };
    for (width, height) in pictures(press)? {
        println!("picture\t{width}\t{height}");
    }
    let fonts = files(fonts, "ttf")?;
    let fonts: Vec<Font> = fonts
        .iter()
        .map(std::fs::read)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .filter_map(|bytes| Font::new(Bytes::new(bytes), 0))
        .collect();
    let mut text = SET.to_owned();
    for path in files(articles, "md")? {
        add(&std::fs::read_to_string(path)?, &mut text)?;
    }
    let before = ticks();
    let world = Words {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        source: Source::detached(text),
    };
    let document = typst::compile::<PagedDocument>(&world).output;
    let document = document.map_err(|errors| format!("{errors:?}"))?;
    let pages = document.pages().len();
    let options = typst_pdf::PdfOptions::default();
    typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?;
    println!("flow\t{}", (ticks() - before) * 10);
    println!("pages\t{pages}");
    Ok(())
}

/// Writes the words of an article as Typst calls with strings: nothing is read as markup.
fn add(article: &str, text: &mut String) -> std::fmt::Result {
    let (head, words) = article
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap_or(("", article));
    let field = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim().trim_matches('"').to_owned())
    };
    if let Some(title) = field("title:") {
        writeln!(text, "#heading({title:?})")?;
    }
    for paragraph in body::paragraphs(&body::parse(words).0) {
        writeln!(text, "#par({paragraph:?})")?;
    }
    Ok(())
}

/// Width and height of the pictures in a press file.
fn pictures(file: &Path) -> Result<Vec<(i64, i64)>, Box<dyn Error>> {
    let file = Document::load(file)?;
    let size = |object: &Object| {
        let Object::Stream(stream) = object else { return None };
        let is = |key: &[u8], name: &[u8]| {
            stream.dict.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)
        };
        let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
        let picture = is(b"Subtype", b"Image") && is(b"Filter", b"DCTDecode");
        picture.then(|| number(b"Width").zip(number(b"Height")))?
    };
    Ok(file.objects.values().filter_map(size).collect())
}

/// The files of a folder with this ending, by name.
fn files(folder: &Path, ending: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Hundredths of a second that all threads have worked; 0 where the system tells nothing.
fn ticks() -> u32 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let number =
        |at| fields.split_whitespace().nth(at).and_then(|word| word.parse().ok());
    number(11).unwrap_or(0) + number(12).unwrap_or(0)
}

/// One text and its fonts.
struct Words {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl World for Words {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let missing = || FileError::Other(None);
        (id == self.source.id()).then(|| self.source.clone()).ok_or_else(missing)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::Other(None))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

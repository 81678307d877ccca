//! The smallest Typst world: one source, the program's fonts, two pictures.

use jpeg_encoder::{ColorType, Encoder};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] = [
        include_bytes!("../../../../../fonts/SourceSerif4-Regular.ttf"),
        include_bytes!("../../../../../fonts/BeVietnamPro-Regular.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Pure cyan, magenta, yellow and black, side by side.
pub(super) static INKS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let row: Vec<u8> = [[255, 0, 0, 0], [0, 255, 0, 0], [0, 0, 255, 0], [0, 0, 0, 255]]
        .iter()
        .flat_map(|ink| ink.repeat(8))
        .collect();
    jpeg(&row.repeat(8), 32, 8, ColorType::Cmyk)
});

static GREY: LazyLock<Vec<u8>> =
    LazyLock::new(|| jpeg(&[128; 64], 8, 8, ColorType::Luma));

fn jpeg(pixels: &[u8], width: u16, height: u16, kind: ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 100).encode(pixels, width, height, kind).unwrap();
    bytes
}

struct Small {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    source: Source,
}

/// Sets a source; faults in it are the test's.
pub(super) fn compile(source: &str) -> PagedDocument {
    let main =
        RootedPath::new(VirtualRoot::Project, VirtualPath::new("/main.typ").unwrap());
    let world = Small {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
        source: Source::new(main.intern(), source.into()),
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    compiled.output.unwrap()
}

impl World for Small {
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
        if id == self.source.id() { Ok(self.source.clone()) } else { missing(id) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_without_slash() {
            "inks.jpg" => Ok(Bytes::new(INKS.clone())),
            "grey.jpg" => Ok(Bytes::new(GREY.clone())),
            _ => missing(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing<T>(id: FileId) -> FileResult<T> {
    Err(FileError::NotFound(id.vpath().get_without_slash().into()))
}

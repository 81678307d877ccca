//! Typst's view of the outside: the library, the fonts, and nothing else.

use super::memo::Memo;
use super::style::Parts;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The world of every sheet. Has no files and no clock: content is built in memory.
pub(crate) struct Workshop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    /// Designs that were run before.
    pub(super) parts: Memo<Parts>,
}

impl Workshop {
    pub(crate) fn new(fonts: Vec<&'static [u8]>) -> Self {
        let fonts: Vec<Font> =
            fonts.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        Self {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: file("page.typ"),
            parts: Memo::default(),
        }
    }

    /// Forgets designs that the last rounds did not use.
    pub(crate) fn tidy(&self, round: u64) {
        self.parts.tidy(round);
    }

    /// The source of a design's parts, ready to be run.
    pub(crate) fn source(&self, text: String) -> Source {
        Source::new(self.main, text)
    }

    /// A source of another kind, under a name of its own.
    pub(crate) fn source_named(&self, name: &'static str, text: String) -> Source {
        Source::new(file(name), text)
    }

    pub(crate) fn has_family(&self, family: &str) -> bool {
        self.book.contains_family(&family.to_lowercase())
    }

    /// Whether every cut of one of the families shows this character.
    pub(crate) fn shows(&self, families: &[&str], character: char) -> bool {
        families.iter().any(|family| {
            let mut cuts = self
                .fonts
                .iter()
                .filter(|font| font.info().family.eq_ignore_ascii_case(family))
                .peekable();
            cuts.peek().is_some()
                && cuts.all(|font| font.info().coverage.contains(character.into()))
        })
    }
}

/// A path for Typst's diagnostics. Paths are kept for good, so there are few.
fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a plain file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Workshop {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

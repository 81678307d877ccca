//! Sheets of our own making on A4: a Typst source of ours, and the words of a TOML file
//! that it reads as values. Nothing of the words is ever run.

use crate::error::PressError;
use crate::typeset::{Workshop, failed};
use serde::Serialize;
use typst::Library;
use typst::World;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst_layout::PagedDocument;

/// Typst's view of a sheet: the press, the source, and the words.
struct Leaf<'w> {
    world: &'w Workshop,
    source: Source,
    words: Bytes,
}

/// The one other path a source knows.
fn words_file() -> FileId {
    let path = VirtualPath::new("words.toml").expect("a plain file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Leaf<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.world.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.world.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = (id == self.source.id()).then(|| self.source.clone());
        known.ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == words_file() {
            return Ok(self.words.clone());
        }
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.world.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets a source with its words.
pub(crate) fn set(
    world: &Workshop,
    (name, source): (&'static str, &str),
    words: &impl Serialize,
) -> Result<PagedDocument, PressError> {
    let words = toml::to_string(words).map_err(|error| failed(error.to_string()))?;
    let leaf = Leaf {
        world,
        source: world.source_named(name, source.to_owned()),
        words: Bytes::from_string(words),
    };
    let document = typst::compile::<PagedDocument>(&leaf).output.map_err(|errors| {
        let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        failed(said.join("; "))
    });
    comemo::evict(10);
    document
}

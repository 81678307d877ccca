//! Which format a file is in: what its bytes say goes before what its name says.

use crate::archive::Archive;
use crate::manuscript::{Embedded, Manuscript};
use crate::{Unreadable, decode, doc, docx, extension, html, odt, rtf};

/// A format with a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Doc,
    Docx,
    Html,
    Odt,
    Rtf,
    Markdown,
    Plain,
}

/// How OLE compound files begin: old Word files, and new ones under a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Format {
    /// Finds the format of a file.
    pub(crate) fn find(name: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        let extension = extension(name);
        if bytes.starts_with(b"PK") {
            let names = match Archive::open(bytes) {
                Ok(archive) => archive.names(),
                Err(error) if is_word(&extension) => return Err(error),
                Err(_) => Vec::new(),
            };
            if names.iter().any(|name| name.starts_with("word/")) {
                return Ok(Self::Docx);
            }
            if names.iter().any(|name| name == "content.xml") {
                return Ok(Self::Odt);
            }
            return Err(Unreadable::UnknownFormat { extension });
        }
        if bytes.starts_with(COMPOUND) {
            return compound(bytes, extension);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Ok(Self::Rtf);
        }
        match extension.as_str() {
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            "doc" | "txt" if is_html(bytes) => Ok(Self::Html),
            "md" | "markdown" => Ok(Self::Markdown),
            "txt" => Ok(Self::Plain),
            _ if is_word(&extension) && bytes.is_empty() => Err(Unreadable::Empty),
            _ if is_word(&extension) => Err(Unreadable::Damaged),
            _ => Err(Unreadable::UnknownFormat { extension }),
        }
    }

    /// Whether the name says something else than the bytes.
    pub(crate) fn is_not_named(self, name: &str) -> bool {
        let usual: &[&str] = match self {
            Self::Doc => &["doc", "dot"],
            Self::Docx => &["docx", "docm", "dotx", "dotm"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Odt => &["odt", "ott"],
            Self::Rtf => &["rtf"],
            Self::Markdown => &["md", "markdown"],
            Self::Plain => &["txt"],
        };
        !usual.contains(&extension(name).as_str())
    }

    /// Reads a word processor's file; `None` for formats that are plain text.
    pub(crate) fn manuscript(
        self,
        bytes: &[u8],
    ) -> Result<Option<Manuscript>, Unreadable> {
        match self {
            Self::Doc => doc::read(bytes).map(Some),
            Self::Docx => docx::read(&mut Archive::open(bytes)?).map(Some),
            Self::Html => Ok(Some(html::read(&decode::page(bytes)))),
            Self::Odt => odt::read(&mut Archive::open(bytes)?).map(Some),
            Self::Rtf => Ok(Some(rtf::read(bytes))),
            Self::Markdown | Self::Plain => Ok(None),
        }
    }
}

fn is_word(extension: &str) -> bool {
    ["docx", "docm", "dotx", "doc", "odt", "rtf"].contains(&extension)
}

fn compound(bytes: &[u8], extension: String) -> Result<Format, Unreadable> {
    // The name of the stream that holds an encrypted package, as the directory has it.
    let name: Vec<u8> =
        "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let main: Vec<u8> =
        "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let others: [Vec<u8>; 2] = [utf_16("Workbook"), utf_16("PowerPoint Document")];
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(&name) {
        return Err(Unreadable::Encrypted);
    }
    match has(&main) {
        true => Ok(Format::Doc),
        // The list of what is inside may stand at the end, which never came.
        false if is_word(&extension) && !others.iter().any(|name| has(name)) => {
            Err(Unreadable::Damaged)
        }
        false => Err(Unreadable::UnknownFormat { extension }),
    }
}

/// Whether a file is a page, whatever it is called: portals offer pages as `.doc`.
fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Whether a file is a zip archive of files, and no document that is one inside.
pub fn is_archive(name: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && matches!(Format::find(name, bytes), Err(Unreadable::UnknownFormat { .. }))
        && extension(name) == "zip"
}

/// The files in a zipped folder, in the order of the archive.
///
/// # Errors
///
/// [`Unreadable::Damaged`], [`Unreadable::Encrypted`], and [`Unreadable::TooLarge`] when
/// it unpacks to more than half a gigabyte.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Embedded>, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mut files = Vec::new();
    for name in archive.names() {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        // What systems put beside files of a person.
        if file.starts_with('.') || name.starts_with("__MACOSX") || file == "Thumbs.db" {
            continue;
        }
        if let Some(bytes) = archive.bytes(&name)? {
            files.push(Embedded { name, bytes });
        }
    }
    Ok(files)
}

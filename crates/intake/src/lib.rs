//! Foreign files to drafts.
//!
//! An officer drops files of any origin; [`read`] makes an article draft of one of
//! them and reports what it kept, changed and dropped. Finding the pictures a draft
//! refers to, storing it and choosing the sentences of the report is `desk`'s business.
//!
//! Read so far: Markdown with YAML front matter (`.md`, `.markdown`), plain text, and
//! the text of a portal's article page (both `.txt`).
//!
//! Invariants:
//! - Nothing disappears silently: every word of the file is in the draft or in the
//!   report. Words of the text are never changed, only spaces and Unicode form.
//! - A file is read or refused as a whole; nothing here panics on any bytes.
//! - All text of a draft is NFC.

mod account;
mod decode;
mod draft;
mod entries;
mod front_matter;
mod markdown;
mod plain;
mod portal;
mod tree;

pub use draft::{Draft, Item, Outcome, Picture};

use draft::Report;

/// Largest file read, in bytes. A year of bulletins is a tenth of it.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// Why a file gives no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// Nothing but spaces is in it.
    #[error("the file is empty")]
    Empty,
    /// It is no text in UTF-8, UTF-16 with a byte order mark or windows-1258.
    #[error("the file is not text in a known encoding")]
    NotText,
    /// Its name ends in something nobody here can read.
    #[error("no reader for files of the kind {extension:?}")]
    UnknownFormat {
        /// What the name ends in, lower case, without the dot.
        extension: String,
    },
    /// It is larger than [`LARGEST`].
    #[error("the file has {bytes} bytes, at most {LARGEST} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
}

impl Unreadable {
    /// The stable name that chooses the sentence. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::NotText => "import.not_text",
            Self::UnknownFormat { .. } => "import.unknown_format",
            Self::TooLarge { .. } => "import.too_large",
        }
    }
}

/// Reads one file into a draft with its report.
///
/// - `name`: file name; only what it ends in matters.
/// - `bytes`: what is in the file.
///
/// A `.txt` file is taken for a portal's article page when it carries several of its
/// marks (posted date, view counter, text size control, read-aloud line, …); any other
/// is plain text with its title in the first line.
///
/// # Errors
///
/// [`Unreadable`] when there is no draft to be had at all. A file with oddities is
/// read; they are in [`Draft::report`].
///
/// ```
/// let draft = intake::read("bai.md", "# Lễ ký\n\n**Sáng 26-2.**\n\nHai bên ký.".as_bytes())?;
/// assert_eq!(draft.title, "Lễ ký");
/// assert_eq!(draft.lead, "Sáng 26-2.");
/// assert_eq!(draft.text, "Hai bên ký.\n");
/// # Ok::<(), intake::Unreadable>(())
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Draft, Unreadable> {
    let reader: fn(&str, Report) -> Draft = match extension(name).as_str() {
        "md" | "markdown" => markdown::read,
        "txt" => |text, report| match portal::Page::find(text) {
            Some(page) => page.read(report),
            None => plain::read(text, report),
        },
        extension => {
            return Err(Unreadable::UnknownFormat { extension: extension.to_owned() });
        }
    };
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    let mut report = Report::default();
    let text = decode::text(bytes, &mut report)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(reader(&text, report))
}

fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default()
}

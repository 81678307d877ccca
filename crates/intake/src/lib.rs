//! Foreign files to drafts.
//!
//! An officer drops files of any origin; [`read`] makes an article draft of one of
//! them and reports what it kept, changed and dropped. Finding the pictures a draft
//! refers to, storing it and choosing the sentences of the report is `desk`'s business.
//!
//! Word processors' files (`.docx`, `.doc`, `.odt`, `.rtf`) and HTML become a
//! `manuscript` first, whatever their format; `structure` finds out what its parts are.
//! Markdown with YAML front matter and plain text, the text of a portal's article page
//! among it, are read straight.
//!
//! Invariants:
//! - Nothing disappears silently: every word of the file is in the draft or in the
//!   report. Words of the text are never changed, only spaces and Unicode form.
//! - A file is read or refused as a whole; nothing here panics on any bytes.
//! - All text of a draft is NFC.

mod account;
mod archive;
mod blip;
mod convert;
mod decode;
mod doc;
mod docx;
mod draft;
mod entries;
mod format;
mod front_matter;
mod html;
mod manuscript;
mod markdown;
mod odt;
mod plain;
mod portal;
mod rtf;
mod structure;
mod tree;
mod xml;

pub use draft::{Choices, Draft, Item, Offer, Outcome, Picture, Totals};
pub use format::{is_archive, unpack};
pub use manuscript::Embedded;

use draft::Report;
use format::Format;

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
    /// Its end is missing, or its parts are not what they claim to be.
    #[error("the file is damaged or only a part of one")]
    Damaged,
    /// It opens with a password only.
    #[error("the file is encrypted")]
    Encrypted,
    /// It is larger than [`LARGEST`], or unpacks to more than anybody writes.
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
            Self::Damaged => "import.damaged",
            Self::Encrypted => "import.encrypted",
            Self::TooLarge { .. } => "import.too_large",
        }
    }
}

/// Reads a YAML document whose values JSON has too; `None` when it is none.
pub fn yaml(text: &str) -> Option<serde_json::Value> {
    serde_norway::from_str(text).ok()
}

/// Reads one file into a draft with its report, choosing nothing.
///
/// - `name`: file name; what it ends in tells the format when the bytes do not.
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
    Ok(drafts(name, bytes, &Choices::default())?.remove(0))
}

/// Reads one file into its drafts, as a person chose: one, or one for each article in it.
/// Never none.
///
/// # Errors
///
/// As [`read`].
///
/// ```
/// # use intake::{Choices, drafts};
/// let old = "Céng hoµ x· héi chñ nghÜa\n\nHéi nghÞ s¬ kÕt ch\u{AD}¬ng tr×nh hîp t¸c.";
/// let draft = &drafts("bai.txt", old.as_bytes(), &Choices::default())?[0];
/// assert_eq!(draft.title, "Céng hoµ x· héi chñ nghÜa");
/// assert!(draft.offers[0].after.starts_with("Cộng hoà xã hội chủ nghĩa"));
///
/// let choices = Choices { convert_legacy: true, ..Choices::default() };
/// let draft = &drafts("bai.txt", old.as_bytes(), &choices)?[0];
/// assert_eq!(draft.text, "Hội nghị sơ kết chương trình hợp tác.\n");
/// # Ok::<(), intake::Unreadable>(())
/// ```
pub fn drafts(
    name: &str,
    bytes: &[u8],
    choices: &Choices,
) -> Result<Vec<Draft>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    let mut report = Report::default();
    let format = Format::find(name, bytes)?;
    if format.is_not_named(name) {
        report.changed("file", "format.by_content", "");
    }
    match format.manuscript(bytes)? {
        Some(manuscript) => {
            let drafts = structure::drafts(manuscript, choices, report);
            match drafts.iter().all(Draft::is_empty) {
                true => Err(Unreadable::Empty),
                false => Ok(drafts),
            }
        }
        None => {
            let (text, offers) =
                decode::text(bytes, choices.convert_legacy, &mut report)?;
            if text.trim().is_empty() {
                return Err(Unreadable::Empty);
            }
            let draft = match format {
                Format::Markdown => markdown::read(&text, report),
                _ => match portal::Page::find(&text) {
                    Some(page) => page.read(report),
                    None => plain::read(&text, report),
                },
            };
            Ok(vec![Draft { offers, ..draft }])
        }
    }
}

/// Reads what a clipboard holds as HTML into a piece of text: nothing of it is taken for
/// title, lead or author, whatever it looks like.
///
/// Text in old encodings is converted when `choices` say so and told either way. A piece
/// without words and pictures has an empty text.
///
/// ```
/// # use intake::{Choices, piece};
/// let html = "<p class=MsoNormal><b>Đậm</b> và thường<o:p></o:p></p><p>Hai</p>";
/// assert_eq!(piece(html, &Choices::default()).text, "**Đậm** và thường\n\nHai\n");
/// ```
pub fn piece(html: &str, choices: &Choices) -> Draft {
    structure::piece(html::fragment(html), choices)
}

fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default()
}

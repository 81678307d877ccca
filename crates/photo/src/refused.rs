//! Why a file is not taken as a photo.

/// A picture file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoRefused {
    /// No picture at all, as far as its first bytes tell.
    #[error("not a picture")]
    Unsupported,

    /// A picture of a kind that is hardly met and not read: JPEG with 12 bits per
    /// sample or arithmetic coding, raw files of cameras, Photoshop's own files, faxes.
    /// Offer to save it as an ordinary JPEG.
    #[error("a rare kind of picture: {what}")]
    Rare {
        /// What it is, for the log.
        what: String,
    },

    /// An AVIF file. It is written here but not read: the decoders in Rust either end
    /// the program where a file is broken or have licences that do not fit. Offer to
    /// save it as JPEG or PNG.
    #[error("an AVIF picture")]
    Avif,

    /// An HEIC file, in a program built without its decoder. Offer to save it as JPEG.
    #[error("an HEIC picture, and no decoder is built in")]
    Heic,

    /// The file ends early or contradicts itself. Offer to fetch it again.
    #[error("damaged picture: {reason}")]
    Damaged {
        /// What the decoder said, for the log.
        reason: String,
    },

    /// More pixels than any print needs, or a forged header. Offer to shrink it.
    #[error("picture of {width} x {height} pixels is too large")]
    TooLarge {
        /// Pixels across, as the file is stored.
        width: u32,
        /// Pixels down, as the file is stored.
        height: u32,
    },
}

impl PhotoRefused {
    /// The stable name the interface branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unsupported => "photo.unsupported",
            Self::Rare { .. } => "photo.rare",
            Self::Avif => "photo.avif",
            Self::Heic => "photo.heic",
            Self::Damaged { .. } => "photo.damaged",
            Self::TooLarge { .. } => "photo.too_large",
        }
    }

    /// Damage, in the words of whatever found it.
    pub(crate) fn damaged(reason: impl ToString) -> Self {
        Self::Damaged { reason: reason.to_string() }
    }

    /// A kind that is not read.
    pub(crate) fn rare(what: impl ToString) -> Self {
        Self::Rare { what: what.to_string() }
    }
}

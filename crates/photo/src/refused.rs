//! Why a file is not taken as a photo.

/// A picture file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoRefused {
    /// Neither JPEG nor PNG, or a rare kind of JPEG (arithmetic coding, 12 bits per
    /// sample, hierarchical). Offer to convert it to an ordinary JPEG.
    #[error("not a JPEG or PNG picture of a usual kind")]
    Unsupported,

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
            Self::Damaged { .. } => "photo.damaged",
            Self::TooLarge { .. } => "photo.too_large",
        }
    }

    /// Damage, in the words of whatever found it.
    pub(crate) fn damaged(reason: impl ToString) -> Self {
        Self::Damaged { reason: reason.to_string() }
    }
}

//! What can stop a sheet from being made. Content never does: it gives remarks.

use crate::pdf::PdfRefused;
use document::Cancelled;

/// A design folder that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DesignError {
    /// `design.toml` is not what it should be.
    #[error("design {design}: {reason}")]
    Tokens {
        /// Name of the design.
        design: String,
        /// For the log.
        reason: String,
    },
    /// `page.typ` does not run, or lacks a part.
    #[error("design {design}: {reason}")]
    Parts {
        /// Name of the design.
        design: String,
        /// For the log.
        reason: String,
    },
    /// A font family that is not among the fonts given.
    #[error("design {design} asks for the font {family}, which is not here")]
    UnknownFont {
        /// Name of the design.
        design: String,
        /// The family.
        family: String,
    },
}

impl DesignError {
    /// The stable name the interface branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tokens { .. } => "design.tokens",
            Self::Parts { .. } => "design.parts",
            Self::UnknownFont { .. } => "design.unknown_font",
        }
    }
}

/// A failure to make sheets or a PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PressError {
    /// The person stopped the work.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The design cannot be used.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// The PDF cannot be written as its standard demands.
    #[error(transparent)]
    Pdf(#[from] PdfRefused),
    /// The typesetter refused: a fault in a design or in Bantin.
    #[error("typesetting failed: {reason}")]
    Typesetting {
        /// For the log.
        reason: String,
    },
}

impl PressError {
    /// The stable name the interface branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled(_) => "press.cancelled",
            Self::Design(error) => error.code(),
            Self::Pdf(error) => error.code(),
            Self::Typesetting { .. } => "press.typesetting",
        }
    }
}

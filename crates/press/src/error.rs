//! What can stop a sheet from being made. Content never does: it gives remarks.

use crate::pdf::PdfRefused;
use document::Cancelled;

/// A design folder that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DesignError {
    /// `design.toml` is not what it should be.
    #[error("design {design}: design.toml: {reason}")]
    Tokens {
        /// Name of the design.
        design: String,
        /// Counted from 1, where one line is to blame.
        line: Option<usize>,
        /// For the log.
        reason: String,
    },
    /// `page.typ` does not run, or lacks a part.
    #[error("design {design}: page.typ: {reason}")]
    Parts {
        /// Name of the design.
        design: String,
        /// Counted from 1, where one line is to blame.
        line: Option<usize>,
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

    /// Name of the design.
    pub fn design(&self) -> &str {
        match self {
            Self::Tokens { design, .. }
            | Self::Parts { design, .. }
            | Self::UnknownFont { design, .. } => design,
        }
    }

    /// The file to mend, below the design's folder.
    pub fn file(&self) -> &'static str {
        match self {
            Self::Parts { .. } => "page.typ",
            Self::Tokens { .. } | Self::UnknownFont { .. } => "design.toml",
        }
    }

    /// The line to mend, counted from 1, where one line is to blame.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Tokens { line, .. } | Self::Parts { line, .. } => *line,
            Self::UnknownFont { .. } => None,
        }
    }

    /// What is wrong there.
    pub fn reason(&self) -> String {
        match self {
            Self::Tokens { reason, .. } | Self::Parts { reason, .. } => reason.clone(),
            Self::UnknownFont { family, .. } => format!("no font named {family}"),
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

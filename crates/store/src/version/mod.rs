//! Versions: an issue as it stood at a moment, to compare with and to go back to.
//!
//! A version is the rows of the issue, saved once each however many versions share
//! them. Making one never changes what it is a version of, and undo never takes one
//! away; going back to one is an edit like any other.
//!
//! - `scope` knows which rows belong to an issue and what its content comes to, `take`
//!   saves them, `restore` puts them back, `read` shows what they say, `seal` knows
//!   what was exported of them.

mod read;
mod restore;
mod scope;
mod seal;
mod take;

pub use restore::Restored;
pub use seal::Seal;

pub(crate) use scope::hexadecimal;

use crate::Timestamp;
use document::IssueId;

/// Why a version was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// A person named it.
    Named,
    /// Before foreign files came in.
    Import,
    /// Before the issue was laid out.
    Compose,
    /// Before it was exported.
    Export,
    /// Before an older version was put back.
    Restore,
    /// When it was approved.
    Approval,
    /// When its exports were sealed.
    Seal,
    /// Something a newer Bantin does.
    Other,
}

impl Cause {
    /// Every cause, for tests of words.
    pub const ALL: [Self; 8] = [
        Self::Named,
        Self::Import,
        Self::Compose,
        Self::Export,
        Self::Restore,
        Self::Approval,
        Self::Seal,
        Self::Other,
    ];

    /// The stable name, in files and for words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Import => "import",
            Self::Compose => "compose",
            Self::Export => "export",
            Self::Restore => "restore",
            Self::Approval => "approval",
            Self::Seal => "seal",
            Self::Other => "other",
        }
    }

    fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|cause| cause.as_str() == name).unwrap_or(Self::Other)
    }

    /// Whether Bantin made it by itself; old ones of these make room for new ones.
    pub fn is_automatic(self) -> bool {
        matches!(self, Self::Import | Self::Compose | Self::Export | Self::Restore)
    }
}

/// An issue as it stood at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its place among all versions; later ones have greater numbers.
    pub id: i64,
    /// The issue.
    pub issue: IssueId,
    /// What a person called it; may be empty.
    pub name: String,
    /// Why it was made.
    pub cause: Cause,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of what is to be read and seen in it, in hexadecimal: the same content
    /// gives the same digest.
    pub digest: String,
}

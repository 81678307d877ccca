//! What can go wrong, one variant per thing a person can do about it.

use document::{ArticleId, IssueId, PhotoId, SectionId};
use rusqlite::ErrorCode;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// What the database said, for the log.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SqlFailure(rusqlite::Error);

/// What is wrong with a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It has no bytes at all.
    Empty,
    /// Its end is missing.
    Truncated,
    /// The database finds its pages or tables in disorder.
    Disorder,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::Truncated => "its end is missing",
            Self::Disorder => "its pages or tables are in disorder",
        })
    }
}

/// A failure to create, open or copy a `.bantin` file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The path leads to nothing. Offer to locate the file.
    #[error("no file at {path}", path = path.display())]
    Missing {
        /// Where we looked.
        path: PathBuf,
    },

    /// A file stands where a new one was to be made. It is left alone.
    #[error("a file exists at {path}", path = path.display())]
    Exists {
        /// Where it stands.
        path: PathBuf,
    },

    /// The file is not a Bantin bulletin: not SQLite, or its `application_id` (bytes
    /// 68–71, see the [SQLite file format][format]) is not ours.
    ///
    /// [format]: https://www.sqlite.org/fileformat2.html
    #[error("not a bulletin file: application id {found:#010x}")]
    NotABulletin {
        /// The id found in the header; 0 when there is none.
        found: u32,
    },

    /// A newer Bantin wrote the file. Offer to update the application; the file is
    /// left untouched.
    #[error("file has schema {found}, this version reads up to {supported}")]
    TooNew {
        /// Schema number in the file.
        found: u32,
        /// Highest schema number this build understands.
        supported: u32,
    },

    /// An older Bantin wrote the file, and it was opened for reading only. Opening it
    /// once for writing brings it up to date.
    #[error("file has schema {found} and must be opened for writing once")]
    TooOld {
        /// Schema number in the file.
        found: u32,
    },

    /// The file is ours and broken. Offer a copy, a backup or the repair.
    #[error("damaged file {path}: {damage}", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        damage: Damage,
    },

    /// Another program is writing in the file. Offer to try again.
    #[error("another program is writing in {path}", path = path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },

    /// The last writer was stopped in the middle of a change, and the file was opened
    /// for reading only. Opening it once for writing takes the half change back.
    #[error("an unfinished change waits in {path}", path = path.display())]
    Unfinished {
        /// The file.
        path: PathBuf,
    },

    /// The file, its folder or its disk may not be written. Offer to read it, or a copy.
    #[error("{path} may not be written", path = path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },

    /// Reading or writing failed: the disk, the network share, a permission.
    #[error("failed to use {path}", path = path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },

    /// The database failed in another way.
    #[error("the database failed on {path}", path = path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: SqlFailure,
    },
}

impl OpenError {
    /// The stable name the UI branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "open.missing",
            Self::Exists { .. } => "open.exists",
            Self::NotABulletin { .. } => "open.not_a_bulletin",
            Self::TooNew { .. } => "open.too_new",
            Self::TooOld { .. } => "open.too_old",
            Self::Damaged { .. } => "open.damaged",
            Self::Busy { .. } => "open.busy",
            Self::Unfinished { .. } => "open.unfinished",
            Self::ReadOnly { .. } => "open.read_only",
            Self::Disk { .. } => "open.disk",
            Self::Database { .. } => "open.database",
        }
    }

    /// Sorts what the database said about the file at `path`.
    pub(crate) fn from_sql(path: PathBuf, source: rusqlite::Error) -> Self {
        match Cause::of(&source) {
            Cause::Busy => Self::Busy { path },
            Cause::Unfinished => Self::Unfinished { path },
            Cause::Damaged => Self::Damaged { path, damage: Damage::Disorder },
            Cause::Full => Self::Disk { path, source: io::ErrorKind::StorageFull.into() },
            Cause::ReadOnly => Self::ReadOnly { path },
            Cause::Moved => Self::Missing { path },
            Cause::Other => Self::Database { path, source: SqlFailure(source) },
        }
    }
}

/// Something an identity or a name should have led to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// An issue.
    Issue(IssueId),
    /// A section.
    Section(SectionId),
    /// An article.
    Article(ArticleId),
    /// A photo.
    Photo(PhotoId),
    /// An attachment, by its file name.
    Attachment(String),
    /// A version.
    Version(i64),
    /// A comment.
    Comment(i64),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issue(id) => write!(f, "issue {}", id.0),
            Self::Section(id) => write!(f, "section {}", id.0),
            Self::Article(id) => write!(f, "article {id}"),
            Self::Photo(id) => write!(f, "photo {}", id.0),
            Self::Attachment(name) => write!(f, "attachment {name}"),
            Self::Version(id) => write!(f, "version {id}"),
            Self::Comment(id) => write!(f, "comment {id}"),
        }
    }
}

/// A failure to read from an open file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is not there, or not any more.
    #[error("{what} does not exist")]
    Missing {
        /// What was asked for.
        what: What,
    },

    /// Another program keeps the file busy. Try again.
    #[error("another program is writing in the file")]
    Busy,

    /// The file is damaged at this place.
    #[error("the file is damaged")]
    Damaged,

    /// The database failed: the disk or the network share.
    #[error("the database failed")]
    Database(#[source] SqlFailure),
}

impl ReadError {
    /// The stable name the UI branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "read.missing",
            Self::Busy => "read.busy",
            Self::Damaged => "read.damaged",
            Self::Database(_) => "read.database",
        }
    }
}

impl From<rusqlite::Error> for ReadError {
    fn from(source: rusqlite::Error) -> Self {
        match Cause::of(&source) {
            Cause::Busy => Self::Busy,
            Cause::Damaged => Self::Damaged,
            _ => Self::Database(SqlFailure(source)),
        }
    }
}

/// A failure to change a file. The file stays as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// It is not there, or not any more.
    #[error("{what} does not exist")]
    Missing {
        /// What was to be changed.
        what: What,
    },

    /// Another one has this name.
    #[error("the name is taken: {name}")]
    Taken {
        /// The name.
        name: String,
    },

    /// The person does not want the change any more.
    #[error("cancelled")]
    Cancelled,

    /// The file was opened for reading, or may not be written. Offer a copy.
    #[error("the file may not be written")]
    ReadOnly,

    /// Another program keeps the file busy. Try again.
    #[error("another program is writing in the file")]
    Busy,

    /// The file is not where it was opened: removed, renamed or replaced by another
    /// one. Offer a copy; what was saved before is still read.
    #[error("the file was removed or replaced")]
    Moved,

    /// The disk is full.
    #[error("the disk is full")]
    Full,

    /// The file is damaged at this place, or its history does not fit its contents.
    #[error("the file is damaged")]
    Damaged,

    /// The database failed: the disk or the network share.
    #[error("the database failed")]
    Database(#[source] SqlFailure),
}

impl EditError {
    /// The stable name the UI branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "edit.missing",
            Self::Taken { .. } => "edit.taken",
            Self::Cancelled => "edit.cancelled",
            Self::ReadOnly => "edit.read_only",
            Self::Busy => "edit.busy",
            Self::Moved => "edit.moved",
            Self::Full => "edit.full",
            Self::Damaged => "edit.damaged",
            Self::Database(_) => "edit.database",
        }
    }
}

impl From<rusqlite::Error> for EditError {
    fn from(source: rusqlite::Error) -> Self {
        match Cause::of(&source) {
            Cause::Busy => Self::Busy,
            Cause::ReadOnly => Self::ReadOnly,
            Cause::Moved => Self::Moved,
            Cause::Full => Self::Full,
            Cause::Damaged => Self::Damaged,
            Cause::Unfinished | Cause::Other => Self::Database(SqlFailure(source)),
        }
    }
}

impl From<ReadError> for EditError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Missing { what } => Self::Missing { what },
            ReadError::Busy => Self::Busy,
            ReadError::Damaged => Self::Damaged,
            ReadError::Database(source) => Self::Database(source),
        }
    }
}

impl From<document::Cancelled> for EditError {
    fn from(_: document::Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Why the database failed, as far as anybody can act on it.
enum Cause {
    Busy,
    ReadOnly,
    Moved,
    Unfinished,
    Full,
    Damaged,
    Other,
}

impl Cause {
    fn of(error: &rusqlite::Error) -> Self {
        let failure = match error {
            rusqlite::Error::SqliteFailure(failure, _) => failure,
            rusqlite::Error::SqlInputError { error: failure, .. } => failure,
            rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::InvalidColumnName(_)
            | rusqlite::Error::IntegralValueOutOfRange(..) => return Self::Damaged,
            _ => return Self::Other,
        };
        match failure.code {
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed => Self::Busy,
            ErrorCode::ReadOnly
                if matches!(
                    failure.extended_code,
                    rusqlite::ffi::SQLITE_READONLY_ROLLBACK
                        | rusqlite::ffi::SQLITE_READONLY_RECOVERY
                ) =>
            {
                Self::Unfinished
            }
            ErrorCode::ReadOnly
                if failure.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED =>
            {
                Self::Moved
            }
            // A folder that takes no journal cannot be opened in.
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly
            }
            ErrorCode::DiskFull => Self::Full,
            // A missing table or column (the code is the plain SQLITE_ERROR) can only
            // come from a file whose schema was tampered with.
            ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::TypeMismatch
            | ErrorCode::Unknown => Self::Damaged,
            _ => Self::Other,
        }
    }
}

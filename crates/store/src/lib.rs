//! The `.bantin` file: one bulletin with all its issues, texts and photos.
//!
//! The only place that knows SQL. A file is opened as a [`Store`], read through
//! [`Contents`] and changed by [`Store::edit`]: one transaction, one step to undo, one
//! [`Changes`] that tells the interface what to show again. Where files are, what the
//! words of an error are and what time it is, is `desk`'s business; renditions of
//! photos live in a [`Cache`] of their own, so that exporting never changes a bulletin.
//!
//! Invariants:
//! - A file that is refused is not changed by a byte.
//! - Nothing stands beside a closed file: a rollback journal, never a write-ahead log.
//! - Undo and redo go back and forth exactly, also after closing and opening again.
//! - Stored text is NFC. Odd rows in a damaged file are read as well as can be.

mod cache;
mod cell;
mod changes;
mod connection;
mod contents;
mod copy;
mod edit;
mod error;
mod header;
mod history;
mod neighbour;
mod op;
mod pages;
mod repair;
mod review;
mod schema;
mod search;
mod store;
mod timestamp;
mod version;
mod whole;

pub use cache::Cache;
pub use changes::Changes;
pub use contents::{ArticleHead, Contents};
pub use edit::{Edit, NewPhoto};
pub use error::{Damage, EditError, OpenError, ReadError, SqlFailure, What};
pub use history::Step;
pub use op::Op;
pub use repair::{Lost, Rescue, repair};
pub use review::{Approval, Comment};
pub use search::{Filter, Hit};
pub use store::Store;
pub use timestamp::{NotATimestamp, Timestamp};
pub use version::{Cause, Restored, Seal, Version};
pub use whole::{Assembly, Record};

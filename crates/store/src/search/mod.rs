//! Finding articles in all issues.
//!
//! Two indexes hold the words of every article: one as they are written, one folded,
//! so that "can tho" finds "Cần Thơ" and "duong" finds "Đường". What was written as it
//! is searched for comes first. The indexes follow the articles within the same
//! transaction and can be made again at any time.

mod index;
mod query;
mod snippet;
mod words;

pub(crate) use index::{rebuild_when_outdated, refresh};

pub use query::Hit;

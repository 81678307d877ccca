//! Finding articles in all issues.
//!
//! Two indexes hold the words of every article: one as they are written, one folded,
//! so that "can tho" finds "Cần Thơ" and "duong" finds "Đường". What was written as it
//! is searched for comes first. The indexes may stay behind a few articles, which a
//! search reads by itself, and can be made again at any time.

mod filter;
mod index;
mod plain;
mod query;
mod snippet;
mod words;

pub(crate) use index::{count, forget, rebuild_when_outdated, refresh};

pub use filter::Filter;
pub use query::Hit;

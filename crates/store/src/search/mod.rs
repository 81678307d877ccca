//! Finding articles in all issues.
//!
//! Two indexes hold the words of every article: one as they are written, one folded,
//! so that "can tho" finds "Cần Thơ" and "duong" finds "Đường". What was written as it
//! is searched for comes first. The indexes follow the articles within the same
//! transaction and can be made again at any time.

mod filter;
mod index;
mod query;
mod snippet;
mod words;

pub(crate) use index::{forget, rebuild_when_outdated, refresh};

pub use filter::Filter;
pub use query::Hit;

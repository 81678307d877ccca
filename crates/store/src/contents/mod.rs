//! Reading: what a file holds.

mod article;
mod bulletin;
mod edition;
mod photo;
mod plan;

pub use article::ArticleHead;

pub(crate) use article::article as article_of;
pub(crate) use edition::names_in;
pub(crate) use photo::original;

use rusqlite::Connection;

/// What a file holds, as it stands now.
///
/// A [`Store`](crate::Store) and an [`Edit`](crate::Edit) both lead here; within an
/// edit, its own changes are seen already.
#[derive(Debug)]
pub struct Contents {
    pub(crate) connection: Connection,
}

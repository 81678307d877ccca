//! Changing: what can be done within an edit.
//!
//! Nothing here thinks of undo, the search index or what to show again: the history
//! sees every row that changes, and the rest follows from that.

mod article;
mod attachment;
mod bulletin;
mod issue;
mod order;
mod photo;
mod plan;
mod section;

pub use photo::NewPhoto;

pub(crate) use article::missing;
pub(crate) use bulletin::begin;

use crate::Contents;
use crate::error::EditError;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::ops::Deref;

/// An edit under way. It reads like [`Contents`] and sees its own changes.
#[derive(Debug)]
pub struct Edit<'a> {
    contents: &'a Contents,
}

impl<'a> Edit<'a> {
    pub(crate) fn new(contents: &'a Contents) -> Self {
        Self { contents }
    }
}

impl Deref for Edit<'_> {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        self.contents
    }
}

/// Keeps bytes by their SHA-256, in lower-case hexadecimal, and returns that.
fn keep(connection: &Connection, bytes: &[u8]) -> Result<String, EditError> {
    let hash: String =
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let is_known = connection
        .prepare_cached("SELECT 1 FROM content WHERE hash = ?1")?
        .exists([&hash])?;
    if !is_known {
        connection
            .prepare_cached("INSERT INTO content (hash, bytes) VALUES (?1, ?2)")?
            .execute(params![hash, bytes])?;
    }
    Ok(hash)
}

/// A file name of lower-case letters, digits, dashes and one extension that nothing
/// else has: `sign.jpg`, then `sign-2.jpg`.
fn free_name(
    hint: &str,
    nameless: &str,
    mut is_taken: impl FnMut(&str) -> Result<bool, EditError>,
) -> Result<String, EditError> {
    let file = hint.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, extension) = match file.rsplit_once('.') {
        Some((stem, extension)) => (stem, format!(".{extension}")),
        None => (file, String::new()),
    };
    let extension: String = vntext::fold(&extension)
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
        .collect();
    let extension = if extension == "." { "" } else { extension.as_str() };
    let stem = if vntext::fold(stem).contains(|c: char| c.is_ascii_alphanumeric()) {
        vntext::slug(stem)
    } else {
        nameless.to_owned()
    };
    let mut name = format!("{stem}{extension}");
    let mut number = 2;
    while is_taken(&name)? {
        name = format!("{stem}-{number}{extension}");
        number += 1;
    }
    Ok(name)
}

//! Photos: their bytes once, their words as often as wanted.

use super::issue::new_id;
use super::{Edit, free_name, keep};
use crate::cell::stored;
use crate::error::{EditError, What};
use document::{Photo, PhotoId, PixelSize};
use rusqlite::{OptionalExtension, named_params, params};

/// A photo to add.
#[derive(Debug, Clone)]
pub struct NewPhoto<'a> {
    /// What its file was called; its name in the bulletin is made of it.
    pub name_hint: String,
    /// The file, untouched.
    pub bytes: &'a [u8],
    /// Upright size.
    pub size: PixelSize,
    /// Master caption, inline Markdown.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Copyright and licence.
    pub rights: String,
    /// When it was taken, as its file says.
    pub taken: String,
}

impl<'a> NewPhoto<'a> {
    /// A photo without words.
    pub fn new(name_hint: impl Into<String>, bytes: &'a [u8], size: PixelSize) -> Self {
        Self {
            name_hint: name_hint.into(),
            bytes,
            size,
            caption: String::new(),
            credit: String::new(),
            alt: String::new(),
            rights: String::new(),
            taken: String::new(),
        }
    }
}

impl Edit<'_> {
    /// Adds a photo and tells whether it is new. The same bytes are stored once: a
    /// photo that is there already keeps its name and its words.
    pub fn add_photo(
        &mut self,
        photo: &NewPhoto<'_>,
    ) -> Result<(PhotoId, bool), EditError> {
        let hash = keep(&self.connection, photo.bytes)?;
        let known: Option<u32> = self
            .connection
            .prepare_cached("SELECT id FROM photo WHERE hash = ?1 ORDER BY id LIMIT 1")?
            .query_row([&hash], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok((PhotoId(id), false));
        }
        let name = free_name(&photo.name_hint, "anh", |name| {
            Ok(self.photo_named(name)?.is_some())
        })?;
        self.connection.prepare_cached(include_str!("add_photo.sql"))?.execute(
            named_params! {
                ":name": name,
                ":hash": hash,
                ":width": photo.size.width,
                ":height": photo.size.height,
                ":caption": stored(&photo.caption),
                ":credit": stored(&photo.credit),
                ":alt": stored(&photo.alt),
                ":rights": stored(&photo.rights),
                ":taken": stored(&photo.taken),
            },
        )?;
        Ok((PhotoId(new_id(self)?), true))
    }

    /// Saves words, rights and focal point of a photo. Name, bytes and size stay.
    pub fn set_photo(&mut self, photo: &Photo) -> Result<(), EditError> {
        let updated = self
            .connection
            .prepare_cached(include_str!("set_photo.sql"))?
            .execute(params![
                photo.id.0,
                stored(&photo.caption),
                stored(&photo.credit),
                stored(&photo.alt),
                stored(&photo.rights),
                stored(&photo.consent),
                photo.focus.map(|focus| format!("{} {}", focus.x, focus.y)),
            ])?;
        found(updated, photo.id)
    }

    /// Removes a photo from the bulletin. Its bytes stay for undo.
    pub fn remove_photo(&mut self, id: PhotoId) -> Result<(), EditError> {
        let removed = self
            .connection
            .prepare_cached("DELETE FROM photo WHERE id = ?1")?
            .execute([id.0])?;
        found(removed, id)
    }
}

fn found(rows: usize, id: PhotoId) -> Result<(), EditError> {
    if rows == 0 { Err(EditError::Missing { what: What::Photo(id) }) } else { Ok(()) }
}

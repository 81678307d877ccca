//! Photos: their bytes once, their words as often as wanted.

use super::issue::new_id;
use super::{Edit, free_name, keep};
use crate::cell::{from_list, stored};
use crate::error::{EditError, What};
use document::{Date, Focus, Lang, Photo, PhotoId, PhotoWord, PixelSize};
use rusqlite::{OptionalExtension, named_params, params};
use std::collections::BTreeSet;

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
    /// The day it was taken.
    pub taken: Option<Date>,
    /// Where it was taken.
    pub place: String,
    /// The words above that nobody has read over yet.
    pub drafts: BTreeSet<PhotoWord>,
    /// What a glance at the pixels found: where to look, and a fingerprint.
    pub glance: Option<(Focus, u64)>,
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
            taken: None,
            place: String::new(),
            drafts: BTreeSet::new(),
            glance: None,
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
        if let Some(known) = self.photo_with(&hash)? {
            return Ok((known, false));
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
                ":taken": photo.taken.map(|day| day.to_string()).unwrap_or_default(),
                ":place": stored(&photo.place),
                ":drafts": drafts(&photo.drafts),
                ":guess": guess(photo.glance),
                ":likeness": likeness(photo.glance),
            },
        )?;
        Ok((PhotoId(new_id(self)?), true))
    }

    /// Saves words, rights and focal point of a photo. Name, bytes and size stay. A day
    /// that cannot be understood stays too, until another one is given.
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
                photo.focus.map(point),
                self.photo(photo.id)?.taken != photo.taken,
                photo.taken.map(|day| day.to_string()).unwrap_or_default(),
                stored(&photo.place),
                photo.lang.map(Lang::as_str),
                drafts(&photo.drafts),
            ])?;
        found(updated, photo.id)
    }

    /// Puts another file in place of a photo; name and words stay, and so does its
    /// focal point. The bytes before stay for undo.
    ///
    /// When another photo has these bytes already, nothing is changed and that one is
    /// returned.
    pub fn replace_photo(
        &mut self,
        id: PhotoId,
        bytes: &[u8],
        size: PixelSize,
        glance: Option<(Focus, u64)>,
    ) -> Result<PhotoId, EditError> {
        let hash = keep(&self.connection, bytes)?;
        if let Some(known) = self.photo_with(&hash)? {
            return Ok(known);
        }
        let updated = self
            .connection
            .prepare_cached(
                "UPDATE photo SET hash = ?2, width = ?3, height = ?4, guess = ?5,
                 likeness = ?6 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                hash,
                size.width,
                size.height,
                guess(glance),
                likeness(glance)
            ])?;
        found(updated, id)?;
        Ok(id)
    }

    /// The photo with these bytes, by their SHA-256.
    fn photo_with(&self, hash: &str) -> Result<Option<PhotoId>, EditError> {
        let known: Option<u32> = self
            .connection
            .prepare_cached("SELECT id FROM photo WHERE hash = ?1 ORDER BY id LIMIT 1")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        Ok(known.map(PhotoId))
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

fn drafts(words: &BTreeSet<PhotoWord>) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    from_list(&words)
}

/// As article texts write it too.
fn point(focus: Focus) -> String {
    format!("{} {}", focus.x, focus.y)
}

fn guess(glance: Option<(Focus, u64)>) -> Option<String> {
    glance.map(|(focus, _)| point(focus))
}

fn likeness(glance: Option<(Focus, u64)>) -> Option<String> {
    glance.map(|(_, likeness)| format!("{likeness:016x}"))
}

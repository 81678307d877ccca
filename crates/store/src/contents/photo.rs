//! Photos: their facts and words, and their original bytes.

use super::Contents;
use super::edition::names_in;
use crate::cell;
use crate::error::{ReadError, What};
use document::{Date, Focus, Photo, PhotoId, PixelSize};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

impl Contents {
    /// All photos, in the order they were added.
    pub fn photos(&self) -> Result<Vec<Photo>, ReadError> {
        let mut statement = self
            .connection
            .prepare_cached(concat!(include_str!("photo.sql"), " ORDER BY id"))?;
        let photos =
            statement.query_map([], photo)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(photos.into_iter().flatten().collect())
    }

    /// One photo.
    pub fn photo(&self, id: PhotoId) -> Result<Photo, ReadError> {
        self.connection
            .prepare_cached(concat!(include_str!("photo.sql"), " WHERE id = ?1"))?
            .query_row([id.0], photo)
            .optional()?
            .flatten()
            .ok_or(ReadError::Missing { what: What::Photo(id) })
    }

    /// The photo that texts call `media/<name>`.
    pub fn photo_named(&self, name: &str) -> Result<Option<Photo>, ReadError> {
        let found = self
            .connection
            .prepare_cached(concat!(include_str!("photo.sql"), " WHERE name = ?1"))?
            .query_row([name], photo)
            .optional()?;
        Ok(found.flatten())
    }

    /// The photos that no text or lead calls by name, in any issue or outside of them.
    pub fn unused_photos(&self) -> Result<Vec<Photo>, ReadError> {
        let mut unused: BTreeMap<String, Photo> =
            self.photos()?.into_iter().map(|photo| (photo.name.clone(), photo)).collect();
        let mut statement =
            self.connection.prepare_cached("SELECT text, lead FROM article")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for text in [cell::text(row, 0), cell::text(row, 1)] {
                for name in names_in(&text) {
                    unused.remove(name);
                }
            }
        }
        if let Some(logo) = self.bulletin()?.settings().logo {
            unused.remove(&logo);
        }
        let mut unused: Vec<Photo> = unused.into_values().collect();
        unused.sort_by_key(|photo| photo.id);
        Ok(unused)
    }

    /// The bytes of a photo, as they were added.
    pub fn original(&self, id: PhotoId) -> Result<Vec<u8>, ReadError> {
        let hash: Option<String> = self
            .connection
            .prepare_cached("SELECT hash FROM photo WHERE id = ?1")?
            .query_row([id.0], |row| Ok(cell::text(row, 0)))
            .optional()?;
        let hash = hash.ok_or(ReadError::Missing { what: What::Photo(id) })?;
        original(&self.connection, &hash)?.ok_or(ReadError::Damaged)
    }
}

/// The bytes with this SHA-256.
pub(crate) fn original(
    connection: &Connection,
    hash: &str,
) -> Result<Option<Vec<u8>>, ReadError> {
    Ok(connection
        .prepare_cached("SELECT bytes FROM content WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?)
}

/// Reads the columns of `photo.sql`. `None` when the identity is out of range.
fn photo(row: &Row<'_>) -> rusqlite::Result<Option<Photo>> {
    Ok(cell::number(row, 0).map(|id| Photo {
        id: PhotoId(id),
        name: cell::file_name(row, 1),
        hash: cell::text(row, 2),
        size: PixelSize {
            width: cell::number(row, 3).unwrap_or_default(),
            height: cell::number(row, 4).unwrap_or_default(),
        },
        caption: cell::text(row, 5),
        credit: cell::text(row, 6),
        alt: cell::text(row, 7),
        rights: cell::text(row, 8),
        consent: cell::text(row, 9),
        focus: focus(&cell::text(row, 10)),
        taken: day(&cell::text(row, 11)),
        place: cell::text(row, 12),
        lang: cell::parsed(row, 13),
        drafts: cell::list(row, 14).iter().filter_map(|word| word.parse().ok()).collect(),
        guess: focus(&cell::text(row, 15)),
        likeness: u64::from_str_radix(&cell::text(row, 16), 16).ok(),
        cut: None,
    }))
}

/// Reads a day, also at the beginning of a day and a time.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Reads `0.42 0.31`, the way article texts write it too.
fn focus(text: &str) -> Option<Focus> {
    let (x, y) = text.split_once(' ')?;
    let fraction = |text: &str| -> Option<f64> {
        text.parse().ok().filter(|fraction| (0.0..=1.0).contains(fraction))
    };
    Some(Focus { x: fraction(x)?, y: fraction(y)? })
}

//! The sheets as they would print now.

use crate::designs;
use crate::desk::Desk;
use crate::export::press_failure;
use crate::failure::Failure;
use document::{PhotoId, PhotoLibrary, Recipe, Rendition};
use std::sync::Arc;

/// The sheets of the current issue.
pub struct Preview {
    sheets: press::Sheets,
}

impl std::ops::Deref for Preview {
    type Target = press::Sheets;

    fn deref(&self) -> &press::Sheets {
        &self.sheets
    }
}

impl Desk {
    /// Lays out the current issue, or returns the sheets when nothing changed.
    pub fn preview(&mut self) -> Result<Arc<Preview>, Failure> {
        if let Some(preview) = &self.preview {
            return Ok(Arc::clone(preview));
        }
        let edition = self.edition()?;
        let design = designs::paper(&edition.bulletin.design)?;
        let sheets = crate::press()
            .compose(&edition, &design, self.pictures.as_ref())
            .map_err(press_failure)?;
        let preview = Arc::new(Preview { sheets });
        self.preview = Some(Arc::clone(&preview));
        Ok(preview)
    }

    /// A rendition of a photo, for the interface.
    pub fn picture(&self, photo: PhotoId, recipe: &Recipe) -> Result<Rendition, Failure> {
        self.pictures
            .rendition(photo, recipe)
            .map_err(|gone| Failure::new("photo.unavailable", gone))
    }
}

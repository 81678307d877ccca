//! Sections.

use super::Edit;
use super::issue::new_id;
use super::order::{self, Place};
use crate::cell::stored;
use crate::error::{EditError, What};
use document::SectionId;
use rusqlite::params;

impl Edit<'_> {
    /// Finds the section of this name, whatever its capitals, or adds one at the end.
    pub fn section_named(&mut self, name: &str) -> Result<SectionId, EditError> {
        let name = stored(name.trim());
        if let Some(found) = self.same_name(&name, None)? {
            return Ok(found);
        }
        let position = order::place(self, Place::Sections, None, usize::MAX)?;
        self.connection
            .prepare_cached("INSERT INTO section (name, position) VALUES (?1, ?2)")?
            .execute(params![name, position])?;
        Ok(SectionId(new_id(self)?))
    }

    /// Renames a section. Fails with [`EditError::Taken`] when another has the name.
    pub fn rename_section(&mut self, id: SectionId, name: &str) -> Result<(), EditError> {
        let name = stored(name.trim());
        if self.same_name(&name, Some(id))?.is_some() {
            return Err(EditError::Taken { name });
        }
        let updated = self
            .connection
            .prepare_cached("UPDATE section SET name = ?2 WHERE id = ?1")?
            .execute(params![id.0, name])?;
        found(updated, id)
    }

    /// Moves a section so that it has `position` others before it.
    pub fn move_section(
        &mut self,
        id: SectionId,
        position: usize,
    ) -> Result<(), EditError> {
        let position = order::place(self, Place::Sections, Some(id.0.into()), position)?;
        let updated = self
            .connection
            .prepare_cached("UPDATE section SET position = ?2 WHERE id = ?1")?
            .execute(params![id.0, position])?;
        found(updated, id)
    }

    /// Removes a section. Its articles stay and stand in none.
    pub fn remove_section(&mut self, id: SectionId) -> Result<(), EditError> {
        self.connection
            .prepare_cached("UPDATE article SET section = NULL WHERE section = ?1")?
            .execute([id.0])?;
        let removed = self
            .connection
            .prepare_cached("DELETE FROM section WHERE id = ?1")?
            .execute([id.0])?;
        found(removed, id)
    }

    fn same_name(
        &self,
        name: &str,
        besides: Option<SectionId>,
    ) -> Result<Option<SectionId>, EditError> {
        let lower = name.to_lowercase();
        let sections = self.sections()?;
        Ok(sections
            .into_iter()
            .filter(|section| Some(section.id) != besides)
            .find(|section| section.name.to_lowercase() == lower)
            .map(|section| section.id))
    }
}

fn found(rows: usize, id: SectionId) -> Result<(), EditError> {
    if rows == 0 { Err(EditError::Missing { what: What::Section(id) }) } else { Ok(()) }
}

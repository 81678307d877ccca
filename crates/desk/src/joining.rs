//! Which photo a figure of an imported text means: by its name, or by an equal caption.

use document::body::{self, Figure};
use document::{PhotoId, PhotoWord};
use std::collections::BTreeMap;
use store::{Edit, EditError};

/// The photos an import knows, to find them by name and by caption.
#[derive(Default)]
pub(crate) struct Library {
    by_caption: BTreeMap<String, PhotoId>,
    by_name: BTreeMap<String, PhotoId>,
    by_source: BTreeMap<String, PhotoId>,
}

impl Library {
    pub(crate) fn learn(
        &mut self,
        edit: &Edit<'_>,
        id: PhotoId,
        source: &str,
    ) -> Result<(), EditError> {
        let photo = edit.photo(id)?;
        self.know(&photo);
        self.by_source.insert(source.to_owned(), id);
        Ok(())
    }

    pub(crate) fn learn_all(&mut self, edit: &Edit<'_>) -> Result<(), EditError> {
        for photo in edit.photos()? {
            self.know(&photo);
        }
        Ok(())
    }

    fn know(&mut self, photo: &document::Photo) {
        let caption = caption_key(&body::plain_text(&body::parse_inline(&photo.caption)));
        if !caption.is_empty() {
            self.by_caption.entry(caption).or_insert(photo.id);
        }
        self.by_name.insert(photo.name.clone(), photo.id);
    }

    pub(crate) fn named(&self, name: &str) -> Option<PhotoId> {
        self.by_name.get(name).copied()
    }

    /// The photo this import read from a file.
    pub(crate) fn read_from(&self, source: &str) -> Option<PhotoId> {
        self.by_source.get(source).copied()
    }

    pub(crate) fn captioned(&self, figure: &Figure) -> Option<PhotoId> {
        let caption = caption_key(&body::plain_text(&figure.caption));
        self.by_caption.get(&caption).copied().filter(|_| !caption.is_empty())
    }

    /// Points the figure to the photo. Words that a photo lacks become its own; words
    /// it has already are not said twice.
    pub(crate) fn place(
        &mut self,
        edit: &mut Edit<'_>,
        id: PhotoId,
        figure: &mut Figure,
    ) -> Result<(), EditError> {
        let mut photo = edit.photo(id)?;
        let before = photo.clone();
        figure.src = format!("media/{}", photo.name);
        let caption = body::write_inline(&figure.caption);
        if photo.caption.is_empty() {
            photo.caption.clone_from(&caption);
        }
        if caption_key(&photo.caption) == caption_key(&caption) {
            figure.caption.clear();
            // The text says it too: somebody wrote it.
            photo.drafts.remove(&PhotoWord::Caption);
        }
        if photo.alt.is_empty() {
            photo.alt.clone_from(&figure.alt);
        }
        if photo.alt == figure.alt && !photo.alt.is_empty() {
            photo.drafts.remove(&PhotoWord::Alt);
            figure.alt.clear();
        }
        let credit = figure.credit().to_owned();
        if photo.credit.is_empty() {
            photo.credit.clone_from(&credit);
        }
        if photo.credit == credit && !credit.is_empty() {
            photo.drafts.remove(&PhotoWord::Credit);
            figure.pairs.retain(|(name, _)| name != "credit");
        }
        if photo != before {
            edit.set_photo(&photo)?;
            self.know(&photo);
        }
        Ok(())
    }
}

fn caption_key(caption: &str) -> String {
    vntext::fold(caption.trim().trim_end_matches('.')).trim().to_owned()
}

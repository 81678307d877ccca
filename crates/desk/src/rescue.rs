//! Saving what can be saved of a damaged bulletin, and saying what that was.

use crate::{Failure, Lost, Rescue, notice, table};
use document::Lang;
use std::path::Path;

/// Saves what can be saved of the damaged bulletin at `from` into a new file at `to`.
/// The damaged one is not changed.
///
/// # Errors
///
/// `open.exists`, and the codes of [`store::OpenError`] when nothing can be saved.
pub fn repair(from: &Path, to: &Path) -> Result<Rescue, Failure> {
    store::repair(from, to).map_err(|error| Failure::from(error).about(from))
}

/// A sentence on what a repair came to.
pub fn rescued(rescue: &Rescue, from: &Path, to: &Path, lang: Lang) -> String {
    let path = |path: &Path| path.display().to_string();
    if rescue.was_sound && rescue.lost.is_empty() {
        return notice(lang, "repair.sound", &[("path", path(from)), ("to", path(to))]);
    }
    let kept =
        |table: &str| rescue.kept.get(table).copied().unwrap_or_default().to_string();
    let values =
        [("articles", kept("article")), ("photos", kept("photo")), ("to", path(to))];
    notice(lang, "repair.saved", &values)
}

/// A sentence on something that could not be saved.
pub fn told_lost(lost: &Lost, lang: Lang) -> String {
    let code = match (lost.words_kept, lost.name.is_empty()) {
        (true, false) => "repair.words_only",
        (true, true) => "repair.words_only_unnamed",
        (false, false) => "repair.lost",
        (false, true) => "repair.lost_unnamed",
    };
    notice(lang, code, &[("kind", table(lang, lost.kind)), ("name", lost.name.clone())])
}

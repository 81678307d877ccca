//! A refusal a person can understand: what happened, to which file, what to do.

use document::{Cancelled, Lang};
use std::path::Path;

/// Why something could not be done. Its sentence stands in `words/`, chosen by `code`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Failure {
    /// Stable name, such as `open.missing`. Never reused, never translated.
    pub code: &'static str,
    /// Named values of the sentence, such as `("path", "/tmp/a.bantin")`.
    pub values: Vec<(&'static str, String)>,
    /// What the program below said; for the log, never shown.
    pub detail: String,
}

impl Failure {
    /// A refusal caused by `detail`.
    pub fn new(code: &'static str, detail: impl ToString) -> Self {
        Self { code, values: Vec::new(), detail: detail.to_string() }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Names the file concerned.
    #[must_use]
    pub fn path(self, path: &Path) -> Self {
        self.with("path", path.display())
    }

    /// Names the file concerned, unless the failure names one already.
    pub(crate) fn about(self, path: &Path) -> Self {
        if self.values.iter().any(|(name, _)| *name == "path") {
            return self;
        }
        self.path(path)
    }

    /// The one sentence a person reads.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut values = self.values.clone();
        // Fields have names a person reads; the one typed without a value stays as typed.
        for (name, value) in &mut values {
            if *name == "key"
                && self.code != "field.no_value"
                && let Some(label) = crate::words::find(lang, "field", value)
            {
                *value = format!("“{label}”");
            }
        }
        crate::words::sentence(lang, "failure", self.code, &values)
    }

    pub(crate) fn no_design(name: &str) -> Self {
        Self::new("design.missing", "no such design").with("name", name)
    }

    /// A disk that refuses: full, missing, without permission.
    pub(crate) fn disk(path: &Path, source: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let code = match source.kind() {
            ErrorKind::NotFound => "disk.missing",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "disk.refused",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk.full",
            ErrorKind::IsADirectory | ErrorKind::NotADirectory => "disk.not_a_file",
            _ => "disk.failed",
        };
        Self::new(code, source).path(path)
    }
}

impl From<Cancelled> for Failure {
    fn from(cancelled: Cancelled) -> Self {
        Self::new("cancelled", cancelled)
    }
}

impl From<store::OpenError> for Failure {
    fn from(error: store::OpenError) -> Self {
        use store::OpenError as E;
        let failure = Self::new(error.code(), &error);
        match &error {
            E::Missing { path }
            | E::Exists { path }
            | E::Damaged { path, .. }
            | E::Busy { path }
            | E::Unfinished { path }
            | E::ReadOnly { path }
            | E::Database { path, .. } => failure.path(path),
            E::Disk { path, source } => Self::disk(path, source),
            _ => failure,
        }
    }
}

impl From<store::ReadError> for Failure {
    fn from(error: store::ReadError) -> Self {
        Self::new(error.code(), &error)
    }
}

impl From<store::EditError> for Failure {
    fn from(error: store::EditError) -> Self {
        Self::new(error.code(), &error)
    }
}

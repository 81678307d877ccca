//! Which articles a search looks at.

use document::{Date, IssueId, SectionId};

/// Which articles a search looks at; all of them unless something is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of this issue.
    pub issue: Option<IssueId>,
    /// Those in this section.
    pub section: Option<SectionId>,
    /// Those whose bylines hold these words, with or without accents.
    pub author: String,
    /// Those posted, or whose issue came out, on this day or later.
    pub from: Option<Date>,
    /// The same, on this day or earlier.
    pub to: Option<Date>,
}

impl Filter {
    /// Whether it lets every article through.
    pub(super) fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What the bylines of an article must hold, folded.
    pub(super) fn folded_author(&self) -> String {
        vntext::fold(self.author.trim())
    }
}

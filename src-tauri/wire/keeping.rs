//! Versions, backups and what a search found, as the interface knows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a search is about and where it looks.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct Sought {
    pub(crate) query: String,
    pub(crate) issue: Option<u32>,
    pub(crate) section: Option<u32>,
    pub(crate) author: String,
}

/// A story that a search found.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "FoundStory")]
pub(crate) struct FoundStoryView {
    pub(crate) article: String,
    /// Null when it stands in no issue.
    pub(crate) issue: Option<u32>,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) snippet: String,
    /// Whether the words stand there as they were typed, accents included.
    pub(crate) exact: bool,
}

/// Words looked for in stories.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct WantedWords {
    pub(crate) words: String,
    /// Whether accents are looked past.
    pub(crate) folded: bool,
}

impl From<WantedWords> for desk::Wanted {
    fn from(WantedWords { words, folded }: WantedWords) -> Self {
        Self { words, folded }
    }
}

/// How often words stand in stories, and in how many.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Standing")]
pub(crate) struct StandingView {
    pub(crate) places: usize,
    pub(crate) stories: usize,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct VersionView {
    #[ts(type = "number")]
    pub(crate) id: i64,
    /// Its name, or why it was made.
    pub(crate) name: String,
    /// Whether a person gave it the name.
    pub(crate) named: bool,
    /// As people tell it.
    pub(crate) time: String,
    /// Whether the issue is the same now.
    pub(crate) current: bool,
}

/// An article in two versions.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ComparedView {
    pub(crate) article: String,
    pub(crate) title: String,
    pub(crate) added: usize,
    pub(crate) removed: usize,
    pub(crate) pieces: Vec<PieceView>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct PieceView {
    #[ts(type = "\"same\" | \"added\" | \"removed\"")]
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct BackupView {
    pub(crate) path: String,
    /// As people tell it.
    pub(crate) time: String,
    pub(crate) megabytes: f64,
}

/// What a reviewer said of a passage.
#[derive(Debug, Serialize, TS)]
pub(crate) struct CommentView {
    #[ts(type = "number")]
    pub(crate) id: i64,
    pub(crate) article: String,
    pub(crate) title: String,
    #[ts(type = "\"same\" | \"changed\" | \"gone\"")]
    pub(crate) place: &'static str,
    /// The words of the passage when it was read.
    pub(crate) quote: String,
    /// Its words by now, when they are others.
    pub(crate) now: Option<String>,
    pub(crate) reviewer: String,
    pub(crate) text: String,
    /// As people tell it.
    pub(crate) time: String,
    pub(crate) settled: bool,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct ApprovalView {
    pub(crate) name: String,
    /// As people tell it.
    pub(crate) time: String,
    /// Whether the issue is still what was approved.
    pub(crate) stands: bool,
}

/// What was said of the issue and who approved it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ReviewView {
    pub(crate) comments: Vec<CommentView>,
    pub(crate) approvals: Vec<ApprovalView>,
}

/// What the next issue is likely to be.
#[derive(Debug, Serialize, TS)]
pub(crate) struct NextIssueView {
    pub(crate) number: u32,
    pub(crate) date: String,
    pub(crate) pages: Option<u32>,
}

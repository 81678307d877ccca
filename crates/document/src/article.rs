//! An article: what an editor writes and a reader reads.

use crate::{Body, Date, Lang, SectionId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use uuid::Uuid;

/// The identity of an article: a UUID that survives every edit and export.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArticleId(pub Uuid);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ArticleId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse().map(Self)
    }
}

/// How far the work on an article has come.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Being edited.
    Editing,
    /// Ready to print.
    Ready,
}

impl Status {
    /// The name saved in files: `draft`, `editing`, `ready`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Editing => "editing",
            Self::Ready => "ready",
        }
    }

    /// Reads a saved name; an unknown one is a draft.
    pub fn from_name(name: &str) -> Self {
        match name {
            "editing" => Self::Editing,
            "ready" => Self::Ready,
            _ => Self::Draft,
        }
    }
}

/// What an attached file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A document to download.
    File,
    /// A recorded reading of the article, labelled with the voice.
    Recording {
        /// The label, such as "Giọng nữ miền Nam".
        voice: String,
    },
}

/// A file attached to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name with extension, lower case, without accents.
    pub name: String,
    /// What a reader sees.
    pub title: String,
    /// Media type, such as `application/pdf`.
    pub media_type: String,
    /// Its use.
    pub kind: AttachmentKind,
    /// The file itself.
    pub bytes: Arc<[u8]>,
}

/// One article, as saved and as exported.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Identity; never changes.
    pub id: ArticleId,
    /// Address on the web and file name of the print page: lower case, without
    /// accents, unique in the edition. Set when an edition is made.
    pub slug: String,
    /// Section it stands in.
    pub section: Option<SectionId>,
    /// A few words above the title; the section's name stands there when empty.
    pub kicker: String,
    /// Title.
    pub title: String,
    /// Shorter or broken headline for paper; empty means `title`.
    pub print_title: String,
    /// Headline for the web; empty means `title`.
    pub web_title: String,
    /// Opening paragraph set apart, inline Markdown.
    pub lead: String,
    /// The text in CommonMark, as written.
    pub source_text: String,
    /// The text, parsed.
    pub body: Body,
    /// Authors, as printed.
    pub bylines: Vec<String>,
    /// Genre, such as "tin", "phản ánh".
    pub genre: String,
    /// Where the text was taken from.
    pub source: String,
    /// Day it was posted.
    pub posted: Option<Date>,
    /// Day of the last change a reader should know of.
    pub modified: Option<Date>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Language, when it is not the bulletin's.
    pub lang: Option<Lang>,
    /// How far the work has come.
    pub status: Status,
    /// Other articles to read, in order.
    pub related: Vec<ArticleId>,
    /// The article this one translates.
    pub translation_of: Option<ArticleId>,
    /// Files and recordings.
    pub attachments: Vec<Attachment>,
}

impl Article {
    /// An empty article.
    pub fn new(id: ArticleId) -> Self {
        Self {
            id,
            slug: String::new(),
            section: None,
            kicker: String::new(),
            title: String::new(),
            print_title: String::new(),
            web_title: String::new(),
            lead: String::new(),
            source_text: String::new(),
            body: Body::default(),
            bylines: Vec::new(),
            genre: String::new(),
            source: String::new(),
            posted: None,
            modified: None,
            tags: Vec::new(),
            lang: None,
            status: Status::default(),
            related: Vec::new(),
            translation_of: None,
            attachments: Vec::new(),
        }
    }

    /// The headline on paper.
    pub fn headline_on_paper(&self) -> &str {
        if self.print_title.is_empty() { &self.title } else { &self.print_title }
    }

    /// The headline on screens.
    pub fn headline_on_web(&self) -> &str {
        if self.web_title.is_empty() { &self.title } else { &self.web_title }
    }
}

//! What a person did, as the undo menu names it.

use document::ArticleId;

macro_rules! ops {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal;)*) => {
        /// What a person did. The words for it are elsewhere, chosen by [`Op::as_str`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Op {
            $($(#[doc = $doc])* $variant,)*
            /// Wrote in an article. Consecutive ones may become one step: see
            /// [`Store::edit_joined`](crate::Store::edit_joined).
            Typing {
                /// The article written in.
                article: ArticleId,
            },
            /// Something a newer Bantin can do and this one has no word for.
            Other,
        }

        impl Op {
            /// Every operation without a subject of its own, for tests of words.
            pub const PLAIN: &[Self] = &[$(Self::$variant,)* Self::Other];

            /// The stable name, in files and for words. Never reused.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Typing { .. } => "typing",
                    Self::Other => "other",
                }
            }

            /// Reads a saved name and what it was about.
            pub(crate) fn from_saved(name: &str, subject: Option<&str>) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    "typing" => subject
                        .and_then(|uuid| uuid.parse().ok())
                        .map_or(Self::Other, |article| Self::Typing { article }),
                    _ => Self::Other,
                }
            }
        }
    };
}

ops! {
    /// Filled in a masthead or imprint field.
    SetField "set_field";
    /// Changed language, design or page size.
    EditBulletin "edit_bulletin";
    /// Began an issue.
    AddIssue "add_issue";
    /// Changed number, date or pages of an issue.
    EditIssue "edit_issue";
    /// Removed an issue; its articles went to the pool.
    RemoveIssue "remove_issue";
    /// Added a section.
    AddSection "add_section";
    /// Renamed a section.
    RenameSection "rename_section";
    /// Moved a section among the others.
    MoveSection "move_section";
    /// Removed a section; its articles stand in none.
    RemoveSection "remove_section";
    /// Added an article.
    AddArticle "add_article";
    /// Changed an article other than by typing.
    EditArticle "edit_article";
    /// Moved an article within or between issues.
    MoveArticle "move_article";
    /// Removed an article.
    RemoveArticle "remove_article";
    /// Added photos.
    AddPhoto "add_photo";
    /// Changed words or focal point of a photo.
    EditPhoto "edit_photo";
    /// Read over what picture files said.
    AcceptWords "accept_words";
    /// Changed words or crop of a photo where it stands.
    EditPlacement "edit_placement";
    /// Found and replaced in captions.
    ReplaceInCaptions "replace_in_captions";
    /// Found and replaced in stories.
    ReplaceInStories "replace_in_stories";
    /// Put another picture in place of a photo.
    ReplacePhoto "replace_photo";
    /// Removed a photo.
    RemovePhoto "remove_photo";
    /// Attached a file or a recording.
    AddAttachment "add_attachment";
    /// Removed an attached file.
    RemoveAttachment "remove_attachment";
    /// Brought in foreign files.
    Import "import";
    /// Laid out the issue.
    Compose "compose";
    /// Moved, resized or pinned something of the page plan, or removed the plan.
    Plan "plan";
    /// Said something of a story before the issue is laid out.
    Wish "wish";
    /// Went back to an older version.
    Restore "restore";
    /// Took in what reviewers said, or dealt with it.
    Comment "comment";
    /// Approved an issue.
    Approve "approve";
}

impl Op {
    /// The article a step is about, as saved.
    pub(crate) fn subject(self) -> Option<String> {
        match self {
            Self::Typing { article } => Some(article.to_string()),
            _ => None,
        }
    }
}

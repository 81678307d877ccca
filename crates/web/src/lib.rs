//! Screens: the web package and the print pages of one issue.
//!
//! [`bundle`] writes a folder that any server or a USB stick can carry: relative
//! addresses, no request to anybody else, readable without JavaScript, and opening
//! from a disk as well as from a server. [`print_pages`] writes the same articles for
//! paper. [`zip()`] packs a bundle into one file.
//!
//! The looks come from a [`Theme`]: style sheets and [minijinja] templates which an
//! officer may edit. Saving the files is `desk`'s business; pixels come through
//! [`document::PhotoLibrary`].
//!
//! Invariants:
//! - Nothing here reads a clock, a disk, an environment variable or randomness: the
//!   same edition and theme give the same bytes on every machine.
//! - Only `html.rs` escapes.
//! - Every page carries a Content-Security-Policy that forbids inline code and styles
//!   and every host but the configured counter (and the state's measuring host).
//! - A page never shows a label without its value, and never a number it was not given.
//!
//! # Hooks for tests and scripts
//!
//! These stay, whatever the theme looks like:
//!
//! | hook | what it is |
//! |---|---|
//! | `[data-bt=text-larger]`, `[data-bt=text-smaller]`, `[data-bt=text-reset]` | buttons for the text size; `html[data-fs]` holds the step, −2 to 5 |
//! | `[data-bt=theme]` | button for light, dark and high contrast; `html[data-theme]` |
//! | `[data-bt=width]` | button for the length of lines; `html[data-width]`, `narrow` or `wide` |
//! | `[data-bt=copy-link]` | button: the address to the clipboard |
//! | `[data-bt=print]` | link to the print version of the article |
//! | `[data-bt=read-aloud]` | button: listen, pause, resume |
//! | `[data-bt=read-stop]` | button: stop |
//! | `[data-bt=read-message]`, `[data-bt=read-script]` | shown when the device has no voice |
//! | `script#bt-script` | JSON `{lang, script, utterances, said}`: the utterances, joined without anything between them, are the script; `said` tells how each is said, with dates, numbers and abbreviations written out |
//! | `script#bt-page` | JSON `{root, counter, kind, ids, article, words}`; `website` and `share` for Umami |
//! | `[data-bt=views]` | the whole row of the view count, hidden until there is a number; absent without a counter. A number known beforehand has its day beside it, in `.as-of` |
//! | `[data-bt=stats]` | the block of visit statistics, likewise; numbers in `[data-stat=online\|today\|month\|total]` |
//! | `[data-bt=badge-ipv6]`, `[data-bt=badge-trust]` | badges, when configured |
//! | `[data-bt=article-id]` | the article's identity |
//! | `[data-bt=search]`, `[data-bt=results]` | field and list of `tim-kiem.html` |

mod archive;
mod article;
mod assets;
mod epub;
mod feeds;
mod front;
mod guide;
mod headline;
mod html;
mod index;
mod mail;
mod meta;
mod order;
mod pack;
mod paper;
mod paste;
mod pictures;
mod reading;
mod record;
mod render;
mod review;
mod saving;
mod settings;
mod site;
mod spoken;
mod ssml;
mod steps;
mod trial;
mod walk;
mod words;
mod wxr;

pub use pack::{Packer, zip};
pub use review::{Reviewed, review};
pub use spoken::{Breath, Spoken};
pub use ssml::{GENERATOR, scripts};
pub use wxr::WXR_GENERATOR;

use document::{
    Article, ArticleId, Cancelled, Edition, Key, Lang, PhotoId, PhotoLibrary, Progress,
    Recipe, Remark,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How pages look: a design folder, read by `desk`.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// Name of the design.
    pub name: String,
    /// Style sheet of the pages (`web.css`).
    pub css: String,
    /// Style sheet of the print pages (`print.css`).
    pub print_css: String,
    /// Templates by file name, such as `article.html`.
    pub templates: BTreeMap<String, String>,
    /// Files that go to `ma/` as they are, such as a font.
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// What goes into a bundle beside the edition.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// The issue as a PDF for screens, linked from every page.
    pub issue_pdf: Option<Arc<[u8]>>,
    /// Language the officer works in; the page for the IT department begins with it.
    pub ui_lang: Option<Lang>,
    /// The issue's folder among others, whose [`archive()`] stands above it.
    pub folder: Option<String>,
    /// Names (slugs) that articles had in packages that readers know.
    pub moved: Vec<(String, ArticleId)>,
    /// Articles as PDF files of their own, for readers to save.
    pub offprints: BTreeMap<ArticleId, Vec<u8>>,
    /// Pictures of 1200 × 630 pixels, PNG, for links to articles [`without_picture`].
    pub cards: BTreeMap<ArticleId, Vec<u8>>,
}

/// Files by path, with `/` between folders, and what was noticed on the way.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the officer should know.
    pub remarks: Vec<Remark>,
}

/// A failure to write pages.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebError {
    /// The person does not want the pages any more.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),

    /// A template of the theme is missing, broken or does not come to an end.
    #[error("template {file}, line {}: {message}", line.unwrap_or_default())]
    Template {
        /// File name of the template.
        file: String,
        /// Line in it, from one, where known.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
}

impl WebError {
    /// The stable name the interface branches on. Never reused, never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled(_) => "web.cancelled",
            Self::Template { .. } => "web.template",
        }
    }
}

impl Theme {
    /// Writes every kind of page once, to find what is wrong with the templates.
    ///
    /// # Errors
    ///
    /// [`WebError::Template`] with the file, the line and what is wrong.
    pub fn try_out(&self) -> Result<(), WebError> {
        trial::theme(self)
    }
}

/// Writes the web package of an edition.
///
/// Pictures are asked for one at a time; `progress` hears of each picture and page.
/// A photo that cannot be had is left out with a remark.
///
/// # Errors
///
/// [`WebError::Cancelled`] when `progress` says so, [`WebError::Template`] when the
/// theme cannot be used.
pub fn bundle(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    extras: &Extras,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    front::bundle(edition, theme, photos, extras, progress)
}

/// The folder of each issue where all stand under one address, such as `so-09-2021`.
pub fn folders<'e>(editions: impl IntoIterator<Item = &'e Edition>) -> Vec<String> {
    archive::folders(editions)
}

/// Writes what stands above the folders of all issues: their list, a search of all of
/// them, the feeds. The newest issue comes first, and its masthead is everybody's.
///
/// # Errors
///
/// As for [`bundle`].
pub fn archive(
    editions: &[&Edition],
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    ui_lang: Option<Lang>,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    archive::archive(editions, theme, photos, ui_lang, progress)
}

/// The renditions that [`bundle`] asks for at most, by photo: for a library that can
/// make several at once and keep them.
pub fn recipes(edition: &Edition) -> Vec<(PhotoId, Vec<Recipe>)> {
    pictures::recipes(edition)
}

/// The articles of an edition that have words, as an announcer reads them, in order.
pub fn spoken(edition: &Edition) -> Vec<Spoken> {
    spoken::spoken(edition)
}

/// The articles that a network would show a link to without a picture: those without a
/// photo, where the public address is known. A photo says more there than a card, because
/// networks put the headline under it themselves.
pub fn without_picture(edition: &Edition) -> Vec<ArticleId> {
    if edition.text(Key::BaseUrl).trim().is_empty() {
        return Vec::new();
    }
    let bare = |article: &&Article| pictures::cover(edition, article).is_none();
    edition.articles.iter().filter(bare).map(|article| article.id).collect()
}

/// Writes the issue as one EPUB 3 file, `issue.epub`: a cover, the contents, a chapter for
/// each article by section, the imprint.
///
/// `cover` is page 1 as a JPEG picture; without it the cover is set in type. A photo that
/// cannot be had is left out with a remark.
///
/// # Errors
///
/// [`WebError::Cancelled`] when `progress` says so.
pub fn epub(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    cover: Option<&[u8]>,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    epub::epub(edition, theme, photos, cover, progress)
}

/// Writes the issue for WordPress: `issue.xml`, a WXR 1.2 file, and its pictures in `anh/`.
///
/// # Errors
///
/// [`WebError::Cancelled`] when `progress` says so.
pub fn wxr(
    edition: &Edition,
    photos: &dyn PhotoLibrary,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    wxr::wxr(edition, photos, progress)
}

/// Writes the print-ready pages of an edition: `index.html` with the whole issue,
/// `<slug>.html` for each article, and their pictures beside them.
///
/// They use CSS paged media (A4, running heads, page x of y) and open from a disk.
///
/// # Errors
///
/// As for [`bundle`].
pub fn print_pages(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    paper::print_pages(edition, theme, photos, progress)
}

//! What reading a file gives: a draft, its pictures and the report.

use crate::manuscript::Embedded;
use document::body::{self, Body, Inline};
use document::{ArticleId, Date, Lang};

/// An article read from a foreign file, not yet stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Identity, when the file names one.
    pub id: Option<ArticleId>,
    /// Name of the section it stood in; empty when the file names none.
    pub section: String,
    /// A few words above the title.
    pub kicker: String,
    /// Title; empty when the file has none.
    pub title: String,
    /// Opening paragraph, inline Markdown.
    pub lead: String,
    /// The text in CommonMark as [`document::body::write`] writes it.
    pub text: String,
    /// Authors, as printed.
    pub bylines: Vec<String>,
    /// Day it was posted.
    pub posted: Option<Date>,
    /// Day of the last change.
    pub modified: Option<Date>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Genre, such as "phản ánh".
    pub genre: String,
    /// Where the text was taken from.
    pub source: String,
    /// Language, when the file names one.
    pub lang: Option<Lang>,
    /// The pictures of [`Draft::text`], one for each figure and image in it, in the
    /// order of the text.
    pub pictures: Vec<Picture>,
    /// What was kept, changed and dropped.
    pub report: Vec<Item>,
    /// The pictures that came within the file; [`Picture::src`] is their name.
    pub embedded: Vec<Embedded>,
    /// Text in encodings from before Unicode that the file holds. Only the first draft
    /// of a file has them.
    pub offers: Vec<Offer>,
    /// How many articles the file seems to hold; 0 for kinds of files that hold one.
    /// Only the first draft of a file knows.
    pub articles: usize,
    /// What went in and what came out, of files that are counted. Only the first draft
    /// of a file has them, for all.
    pub totals: Totals,
}

/// What a person chose about reading a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices {
    /// Text in old encodings is converted, as it was offered.
    pub convert_legacy: bool,
    /// Each article of the file becomes a draft of its own.
    pub split: bool,
}

/// Text in an old encoding, with what it would become.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The encoding found.
    pub encoding: vntext::Encoding,
    /// A piece of the text as it stands in the file.
    pub before: String,
    /// The same piece in Unicode.
    pub after: String,
    /// Letters and digits of all such text.
    pub characters: usize,
    /// How sure it is, 0 to 1, where it is least sure.
    pub confidence: f64,
    /// Capitals may be missing, since no font told of them.
    pub capitals_lost: bool,
    /// It was converted.
    pub accepted: bool,
}

/// What went into reading a file and what came out.
///
/// Characters are letters and digits; marks and spaces may be tidied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Characters of the file.
    pub characters: usize,
    /// Characters in the drafts.
    pub kept_characters: usize,
    /// Characters the report says were dropped.
    pub dropped_characters: usize,
    /// Pictures of the file.
    pub pictures: usize,
    /// Pictures with the drafts.
    pub kept_pictures: usize,
    /// Pictures the report says were dropped.
    pub dropped_pictures: usize,
}

impl Totals {
    /// Whether everything that went in came out or was told.
    pub fn add_up(&self) -> bool {
        self.characters == self.kept_characters + self.dropped_characters
            && self.pictures == self.kept_pictures + self.dropped_pictures
    }
}

/// Letters and digits, counted.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// A picture the text refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The address as [`Draft::text`] has it, spaces percent-encoded; empty for a
    /// caption without a picture.
    pub src: String,
    /// Caption, inline Markdown.
    pub caption: String,
    /// Alternative text.
    pub alt: String,
    /// Credit with its word: "Ảnh: Đan Phượng".
    pub credit: String,
}

/// What became of a part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the draft as it was written.
    Kept,
    /// It is in the draft, but not as it was written.
    Changed,
    /// It is not in the draft.
    Dropped,
}

impl Outcome {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
        }
    }
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it was: `paragraph`, `title`, `caption`, `counter`, `badge`, …
    pub kind: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, as a stable name such as `spaces.tidied`.
    pub reason: &'static str,
    /// How it begins; all of it when it was dropped.
    pub text: String,
}

/// Longest excerpt of something kept, in characters.
const EXCERPT: usize = 80;

/// A report being written.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Item>);

impl Report {
    pub(crate) fn kept(&mut self, kind: &'static str, text: &str) {
        self.push(kind, Outcome::Kept, "as_written", excerpt(text));
    }

    /// Something that stays as it is, but for a reason of its own.
    pub(crate) fn kept_as(
        &mut self,
        kind: &'static str,
        reason: &'static str,
        text: &str,
    ) {
        self.push(kind, Outcome::Kept, reason, excerpt(text));
    }

    pub(crate) fn changed(
        &mut self,
        kind: &'static str,
        reason: &'static str,
        text: &str,
    ) {
        self.push(kind, Outcome::Changed, reason, excerpt(text));
    }

    pub(crate) fn dropped(
        &mut self,
        kind: &'static str,
        reason: &'static str,
        text: &str,
    ) {
        self.push(kind, Outcome::Dropped, reason, text.to_owned());
    }

    /// Tidies a part of the draft and says whether that changed it.
    pub(crate) fn tidied(&mut self, kind: &'static str, text: &str) -> String {
        let tidy = vntext::tidy(text);
        match tidy == text.trim_matches(' ') {
            true => self.kept(kind, &tidy),
            false => self.changed(kind, "spaces.tidied", &tidy),
        }
        tidy
    }

    pub(crate) fn items(&self) -> &[Item] {
        &self.0
    }

    pub(crate) fn into_items(self) -> Vec<Item> {
        self.0
    }

    fn push(
        &mut self,
        kind: &'static str,
        outcome: Outcome,
        reason: &'static str,
        text: String,
    ) {
        self.0.push(Item { kind, outcome, reason, text });
    }
}

impl Draft {
    /// Whether it says and shows nothing.
    pub(crate) fn is_empty(&self) -> bool {
        let words = [&self.title, &self.lead, &self.text, &self.section, &self.source];
        words.iter().all(|text| text.trim().is_empty()) && self.bylines.is_empty()
    }

    /// Sets the text and the pictures that go with it.
    pub(crate) fn set_body(&mut self, body: &Body) {
        self.text = body::write(body);
        // Read back, so that pictures are those a later reader of the text finds.
        let mut body = body::parse(&self.text).0;
        body::edit_figures(&mut body, &mut |figure| {
            self.pictures.push(Picture {
                src: figure.src.clone(),
                caption: body::write_inline(&figure.caption),
                alt: figure.alt.clone(),
                credit: figure.credit().to_owned(),
            });
        });
    }
}

/// Text as a list of one piece, for building trees.
pub(crate) fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// Splits a line of names: "Đan Phượng, Mỹ Lệ", "Đan Phượng - Mỹ Lệ".
pub(crate) fn names(text: &str) -> Vec<String> {
    text.replace(" - ", ",")
        .replace(" – ", ",")
        .split([',', ';', '&'])
        .map(vntext::tidy)
        .filter(|name| !name.is_empty())
        .collect()
}

fn excerpt(text: &str) -> String {
    let mut letters = text.chars();
    let mut excerpt: String = letters.by_ref().take(EXCERPT).collect();
    if letters.next().is_some() {
        excerpt.truncate(excerpt.rfind(' ').unwrap_or(excerpt.len()));
        excerpt.push('…');
    }
    excerpt
}

//! Foreign files into the bulletin: articles, photos, and a report of every part.
//!
//! One import is one step to undo. A file that cannot be used is named in the report
//! and the others go on.

use crate::failure::Failure;
use crate::foreign::guarded;
use document::body::{self, Body, Figure};
use document::{Article, ArticleId, IssueId, PhotoId};
use intake::{Draft, Outcome};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Edit, EditError, NewPhoto};

/// What became of one part of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportItem {
    /// The file.
    pub source: String,
    /// What it was: `article`, `photo`, `paragraph`, `caption`, …
    pub kind: String,
    /// `kept`, `changed` or `dropped`.
    pub outcome: &'static str,
    /// Stable name of the reason, such as `photo.unsupported`.
    pub reason: String,
    /// How it begins.
    pub text: String,
}

/// Everything an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Part by part, in the order of the files.
    pub items: Vec<ReportItem>,
    /// Articles added or replaced.
    pub articles: Vec<ArticleId>,
    /// Photos added, without those that were there already.
    pub photos: Vec<PhotoId>,
}

/// Files read and understood, not yet in the bulletin.
#[derive(Default)]
pub(crate) struct Reading {
    articles: Vec<(PathBuf, Draft)>,
    photos: Vec<ReadPhoto>,
    report: ImportReport,
}

struct ReadPhoto {
    source: String,
    bytes: Vec<u8>,
    inspected: photo::Inspected,
}

/// Larger files are no photos and no texts.
const LARGEST: u64 = 512 << 20;

/// Reads the files and folders at `paths`. Never fails: what cannot be read is in the
/// report.
pub(crate) fn read(paths: &[PathBuf]) -> Reading {
    let mut reading = Reading::default();
    for path in paths {
        reading.path(path);
    }
    reading
}

impl Reading {
    fn path(&mut self, path: &Path) {
        if !path.is_dir() {
            return self.file(path);
        }
        let Ok(entries) = fs::read_dir(path) else {
            return self.refuse(path, "file", "disk.refused");
        };
        let mut inside: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).collect();
        inside.sort_by_key(|path| by_number(&path.to_string_lossy()));
        for path in inside {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let hidden = name.starts_with('.') || name == "Thumbs.db";
            if !hidden {
                self.path(&path);
            }
        }
    }

    fn file(&mut self, path: &Path) {
        let bytes = match load(path) {
            Ok(bytes) => bytes,
            Err(failure) => return self.refuse(path, "file", failure.code),
        };
        if bytes.is_empty() {
            return self.refuse(path, "file", "import.empty");
        }
        match inspect(&bytes) {
            Ok(inspected) => {
                let source = path.display().to_string();
                self.photos.push(ReadPhoto { source, bytes, inspected });
            }
            Err("photo.unsupported") => self.text(path, &bytes),
            Err(code) => self.refuse(path, "photo", code),
        }
    }

    fn text(&mut self, path: &Path, bytes: &[u8]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match guarded(|| intake::read(&name, bytes)) {
            Some(Ok(draft)) => self.articles.push((path.to_owned(), draft)),
            Some(Err(unreadable)) => self.refuse(path, "file", unreadable.code()),
            None => self.refuse(path, "file", "import.decoder_failed"),
        }
    }

    fn refuse(&mut self, path: &Path, kind: &str, reason: &str) {
        self.report.items.push(ReportItem {
            source: path.display().to_string(),
            kind: kind.to_owned(),
            outcome: "dropped",
            reason: reason.to_owned(),
            text: String::new(),
        });
    }

    /// Whether there is anything to bring in.
    pub(crate) fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.photos.is_empty()
    }

    /// The report of an import that found nothing to bring in.
    pub(crate) fn into_report(self) -> ImportReport {
        self.report
    }

    /// Puts everything into the bulletin, articles into `issue` or the pool.
    pub(crate) fn store(
        mut self,
        edit: &mut Edit<'_>,
        issue: Option<IssueId>,
        new_id: &dyn Fn() -> ArticleId,
    ) -> Result<ImportReport, EditError> {
        let mut library = Library::default();
        for photo in std::mem::take(&mut self.photos) {
            let (id, new) = add(edit, &photo.source, &photo.bytes, &photo.inspected)?;
            library.learn(edit, id)?;
            let (outcome, reason) = match new {
                true => ("kept", "photo.stored"),
                false => ("changed", "photo.known"),
            };
            if new {
                self.report.photos.push(id);
            }
            self.report.items.push(ReportItem {
                source: photo.source,
                kind: "photo".to_owned(),
                outcome,
                reason: reason.to_owned(),
                text: photo.inspected.words.caption,
            });
        }
        library.learn_all(edit)?;
        for (path, draft) in std::mem::take(&mut self.articles) {
            self.article(edit, issue, new_id, &mut library, &path, draft)?;
        }
        Ok(self.report)
    }

    fn article(
        &mut self,
        edit: &mut Edit<'_>,
        issue: Option<IssueId>,
        new_id: &dyn Fn() -> ArticleId,
        library: &mut Library,
        path: &Path,
        draft: Draft,
    ) -> Result<(), EditError> {
        let source = path.display().to_string();
        for item in &draft.report {
            self.report.items.push(ReportItem {
                source: source.clone(),
                kind: item.kind.to_owned(),
                outcome: item.outcome.as_str(),
                reason: item.reason.to_owned(),
                text: item.text.clone(),
            });
        }
        let (mut text, _) = body::parse(&draft.text);
        self.place_pictures(edit, library, path, &draft, &mut text)?;

        let known = draft.id.filter(|id| edit.article(*id).is_ok());
        let mut article = match known {
            Some(id) => edit.article(id)?,
            None => Article::new(draft.id.unwrap_or_else(new_id)),
        };
        let before = article.clone();
        article.kicker = draft.kicker;
        article.title = draft.title;
        article.lead = draft.lead;
        article.source_text = body::write(&text);
        article.body = text;
        let namesake = match known {
            Some(_) => None,
            None => namesake(edit, issue, &article)?,
        };
        let stays = match (&namesake, known) {
            (Some((_, same_words)), _) => *same_words,
            (None, Some(_)) => same_words(&before, &article),
            (None, None) => false,
        };
        if stays {
            self.tell(source, "article.already", article.title);
            return Ok(());
        }
        if !draft.section.is_empty() {
            article.section = Some(edit.section_named(&draft.section)?);
        }
        article.bylines = draft.bylines;
        article.posted = draft.posted;
        article.modified = draft.modified;
        article.tags = draft.tags;
        article.genre = draft.genre;
        article.source = draft.source;
        article.lang = draft.lang;
        let reason = match (known, namesake) {
            (Some(_), _) => {
                edit.save_article(&article)?;
                "article.replaced"
            }
            (None, namesake) => {
                edit.add_article(&article, issue)?;
                if namesake.is_some() { "article.same_title" } else { "article.added" }
            }
        };
        self.report.articles.push(article.id);
        self.tell(source, reason, article.title);
        Ok(())
    }

    /// What became of an article as a whole.
    fn tell(&mut self, source: String, reason: &str, title: String) {
        self.report.items.push(ReportItem {
            source,
            kind: "article".to_owned(),
            outcome: Outcome::Kept.as_str(),
            reason: reason.to_owned(),
            text: title,
        });
    }

    /// Leads every figure of the text to a photo of the bulletin: by its address, or
    /// by an equal caption.
    fn place_pictures(
        &mut self,
        edit: &mut Edit<'_>,
        library: &mut Library,
        path: &Path,
        draft: &Draft,
        text: &mut Body,
    ) -> Result<(), EditError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut found: BTreeMap<String, PhotoId> = BTreeMap::new();
        for picture in draft.pictures.iter().filter(|picture| !picture.src.is_empty()) {
            if found.contains_key(&picture.src) {
                continue;
            }
            match self.load_picture(edit, library, folder, &picture.src)? {
                Ok(id) => {
                    found.insert(picture.src.clone(), id);
                }
                Err(reason) => self.report.items.push(ReportItem {
                    source: path.display().to_string(),
                    kind: "picture".to_owned(),
                    outcome: "dropped",
                    reason: reason.to_owned(),
                    text: picture.src.clone(),
                }),
            }
        }
        let mut failed = None;
        body::edit_figures(text, &mut |figure| {
            let id = match found.get(&figure.src) {
                Some(id) => Some(*id),
                None if figure.src.is_empty() => library.captioned(figure),
                None => None,
            };
            // Without a picture caption and name stay: it may come later.
            if let Some(id) = id
                && let Err(error) = library.place(edit, id, figure)
            {
                failed = Some(error);
            }
        });
        failed.map_or(Ok(()), Err)
    }

    fn load_picture(
        &mut self,
        edit: &mut Edit<'_>,
        library: &mut Library,
        folder: &Path,
        src: &str,
    ) -> Result<Result<PhotoId, &'static str>, EditError> {
        if src.contains("://") || src.starts_with("data:") {
            return Ok(Err("picture.remote"));
        }
        let decoded = percent_decoded(src);
        if let Some(id) = src.strip_prefix("media/").and_then(|name| library.named(name))
        {
            return Ok(Ok(id));
        }
        let path = folder.join(&decoded);
        let bytes = match load(&path) {
            Ok(bytes) => bytes,
            Err(failure) if failure.code == "disk.missing" => {
                return Ok(Err("photo.missing"));
            }
            Err(failure) => return Ok(Err(failure.code)),
        };
        let inspected = match inspect(&bytes) {
            Ok(inspected) => inspected,
            Err(code) => return Ok(Err(code)),
        };
        let source = path.display().to_string();
        let (id, new) = add(edit, &source, &bytes, &inspected)?;
        library.learn(edit, id)?;
        if new {
            self.report.photos.push(id);
            self.report.items.push(ReportItem {
                source,
                kind: "photo".to_owned(),
                outcome: "kept",
                reason: "photo.stored".to_owned(),
                text: inspected.words.caption,
            });
        }
        Ok(Ok(id))
    }
}

/// An article of the same title beside which this one would stand, and whether it says
/// the same: one that does rather than one that does not.
fn namesake(
    edit: &Edit<'_>,
    issue: Option<IssueId>,
    article: &Article,
) -> Result<Option<(ArticleId, bool)>, EditError> {
    let mut found = None;
    for head in edit.outline(issue)? {
        // Titles nobody wrote are not equal titles.
        let same_title =
            !article.title.is_empty() && head.title.trim() == article.title.trim();
        let untitled = article.title.is_empty() && head.title.is_empty();
        if !(same_title || untitled) {
            continue;
        }
        if same_words(&edit.article(head.id)?, article) {
            return Ok(Some((head.id, true)));
        }
        if same_title {
            found = Some((head.id, false));
        }
    }
    Ok(found)
}

fn same_words(one: &Article, other: &Article) -> bool {
    let words = |article: &Article| {
        let parts =
            [&article.kicker, &article.title, &article.lead, &article.source_text];
        parts.map(|part| part.trim().to_owned())
    };
    words(one) == words(other)
}

/// The photos an import knows, to find them by name and by caption.
#[derive(Default)]
struct Library {
    by_caption: BTreeMap<String, PhotoId>,
    by_name: BTreeMap<String, PhotoId>,
}

impl Library {
    fn learn(&mut self, edit: &Edit<'_>, id: PhotoId) -> Result<(), EditError> {
        let photo = edit.photo(id)?;
        self.know(&photo);
        Ok(())
    }

    fn learn_all(&mut self, edit: &Edit<'_>) -> Result<(), EditError> {
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

    fn named(&self, name: &str) -> Option<PhotoId> {
        self.by_name.get(name).copied()
    }

    fn captioned(&self, figure: &Figure) -> Option<PhotoId> {
        let caption = caption_key(&body::plain_text(&figure.caption));
        self.by_caption.get(&caption).copied().filter(|_| !caption.is_empty())
    }

    /// Points the figure to the photo. Words that a photo lacks become its own; words
    /// it has already are not said twice.
    fn place(
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
        }
        if photo.alt.is_empty() {
            photo.alt.clone_from(&figure.alt);
        }
        if photo.alt == figure.alt {
            figure.alt.clear();
        }
        let credit = figure.credit().to_owned();
        if photo.credit.is_empty() {
            photo.credit.clone_from(&credit);
        }
        if photo.credit == credit {
            figure.pairs.retain(|(name, _)| name != "credit");
        }
        if photo != before {
            edit.set_photo(&photo)?;
            self.know(&photo);
        }
        Ok(())
    }
}

/// Orders names as people number them: `2.md` before `10.md`.
fn by_number(name: &str) -> Vec<(String, u64)> {
    let mut parts: Vec<(String, u64)> = vec![(String::new(), 0)];
    let mut after_digit = false;
    for c in name.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                let (_, number) = parts.last_mut().expect("never empty");
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                after_digit = true;
            }
            None => {
                if after_digit {
                    parts.push((String::new(), 0));
                    after_digit = false;
                }
                parts.last_mut().expect("never empty").0.push(c);
            }
        }
    }
    parts
}

fn caption_key(caption: &str) -> String {
    vntext::fold(caption.trim().trim_end_matches('.')).trim().to_owned()
}

fn add(
    edit: &mut Edit<'_>,
    source: &str,
    bytes: &[u8],
    inspected: &photo::Inspected,
) -> Result<(PhotoId, bool), EditError> {
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy();
    let words = &inspected.words;
    let credit = match (words.credit.as_str(), words.byline.as_str()) {
        ("", "") => String::new(),
        ("", byline) => format!("Ảnh: {byline}"),
        (credit, _) => credit.to_owned(),
    };
    edit.add_photo(&NewPhoto {
        caption: words.caption.clone(),
        credit,
        alt: words.alt.clone(),
        rights: words.rights.clone(),
        ..NewPhoto::new(name, bytes, inspected.size)
    })
}

fn inspect(bytes: &[u8]) -> Result<photo::Inspected, &'static str> {
    match guarded(|| photo::inspect(bytes)) {
        Some(Ok(inspected)) => Ok(inspected),
        Some(Err(refused)) => Err(refused.code()),
        None => Err("import.decoder_failed"),
    }
}

fn load(path: &Path) -> Result<Vec<u8>, Failure> {
    let disk = |source: std::io::Error| Failure::disk(path, &source);
    let size = fs::metadata(path).map_err(disk)?.len();
    if size > LARGEST {
        return Err(Failure::new("import.too_large", size).path(path));
    }
    fs::read(path).map_err(disk)
}

/// Markdown writes a space in an address as `%20`.
fn percent_decoded(src: &str) -> String {
    let mut out = Vec::with_capacity(src.len());
    let mut bytes = src.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let pair = [ahead.next(), ahead.next()];
        let digit = |byte: Option<u8>| byte.and_then(|b| char::from(b).to_digit(16));
        match (byte, digit(pair[0]), digit(pair[1])) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| src.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_number_them() {
        let mut names = ["bài 10.md", "bài 2.md", "a.md", "bài 1b.md", "bài 1.md"];
        names.sort_by_key(|name| by_number(name));
        assert_eq!(names, ["a.md", "bài 1.md", "bài 1b.md", "bài 2.md", "bài 10.md"]);
    }
}

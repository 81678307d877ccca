//! Foreign files into the bulletin: articles, photos, and a report of every part.
//!
//! One import is one step to undo. A file that cannot be used is named in the report
//! and the others go on.

use crate::alike::alike;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::joining::Library;
use crate::reading::{self, ReadArticle, ReadPhoto, Reading, load};
use document::body::{self, Body};
use document::{
    Article, ArticleId, Attachment, AttachmentKind, IssueId, Lang, Photo, PhotoId,
    PhotoWord, Progress, Unwatched,
};
use intake::{Choices, Draft, Offer, Outcome, Totals};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Cause, Changes, Edit, EditError, NewPhoto, Op};

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

/// One file of words as a whole: what it held and what it offers.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceReport {
    /// The file.
    pub source: String,
    /// Title, lead and authors of each draft made of it, guessed or not.
    pub drafts: Vec<DraftHead>,
    /// How many articles it seems to hold; more than `drafts` when it could be split.
    pub articles: usize,
    /// What went in and came out.
    pub totals: Totals,
    /// Text in old encodings.
    pub offers: Vec<Offer>,
}

/// What stands at the head of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftHead {
    /// Title.
    pub title: String,
    /// Lead, inline Markdown.
    pub lead: String,
    /// Authors.
    pub bylines: Vec<String>,
    /// Where it was taken from.
    pub source: String,
    /// Captions of its pictures, in order; empty ones too.
    pub captions: Vec<String>,
    /// Parts that were guessed by their look: `title`, `lead`, `caption`, …
    pub guessed: Vec<String>,
}

impl SourceReport {
    pub(crate) fn new(path: &Path, drafts: &[Draft]) -> Self {
        let first = drafts.first();
        Self {
            source: path.display().to_string(),
            drafts: drafts.iter().map(DraftHead::new).collect(),
            articles: first.map_or(0, |draft| draft.articles).max(drafts.len()),
            totals: first.map(|draft| draft.totals).unwrap_or_default(),
            offers: first.map(|draft| draft.offers.clone()).unwrap_or_default(),
        }
    }
}

impl DraftHead {
    fn new(draft: &Draft) -> Self {
        let mut guessed: Vec<String> = draft
            .report
            .iter()
            .filter(|item| item.reason.ends_with(".guessed"))
            .map(|item| item.kind.to_owned())
            .collect();
        guessed.sort();
        guessed.dedup();
        Self {
            title: draft.title.clone(),
            lead: draft.lead.clone(),
            bylines: draft.bylines.clone(),
            source: draft.source.clone(),
            captions: draft.pictures.iter().map(|p| p.caption.clone()).collect(),
            guessed,
        }
    }
}

/// Everything an import did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportReport {
    /// The files of words, in their order.
    pub sources: Vec<SourceReport>,
    /// Part by part, in the order of the files.
    pub items: Vec<ReportItem>,
    /// Articles added or replaced.
    pub articles: Vec<ArticleId>,
    /// Photos added, without those that were there already.
    pub photos: Vec<PhotoId>,
}

impl Desk {
    /// Reads files and folders into the bulletin; articles go into the current issue,
    /// or into the pool when there is none.
    pub fn import(
        &mut self,
        paths: &[PathBuf],
    ) -> Result<(ImportReport, Changes), Failure> {
        self.import_as(paths, Choices::default())
    }

    /// The same, with choices made: text in old encodings converted, files split.
    pub fn import_as(
        &mut self,
        paths: &[PathBuf],
        choices: Choices,
    ) -> Result<(ImportReport, Changes), Failure> {
        let reading = reading::read(paths, choices, &Unwatched)?;
        self.take_in(reading)
    }

    /// Takes the last step back when it was an import, for the same files to come in as
    /// a person has chosen since. Any other step stays.
    pub fn take_back_import(&mut self) -> Result<(), Failure> {
        self.save_typing()?;
        if self.store.next_steps()?.0 == Some(Op::Import) {
            self.undo(Lang::Vi)?;
        }
        Ok(())
    }

    /// Puts files that were read into the bulletin, as one step. The small pictures of
    /// new photos are made next, when somebody asked for that.
    pub fn take_in(
        &mut self,
        reading: Reading,
    ) -> Result<(ImportReport, Changes), Failure> {
        self.take_in_told(reading, &Unwatched)
    }

    /// As [`take_in`](Self::take_in), telling photo by photo how far it is.
    ///
    /// # Errors
    ///
    /// `edit.cancelled` when `progress` says so: then nothing has come in.
    pub fn take_in_told(
        &mut self,
        reading: Reading,
        progress: &dyn Progress,
    ) -> Result<(ImportReport, Changes), Failure> {
        if reading.is_empty() {
            return Ok((reading.report, Changes::default()));
        }
        self.keep_before(Cause::Import)?;
        let issue = self.issue;
        let new_id = || ArticleId(uuid::Uuid::new_v4());
        let (report, changes) =
            self.edit(Op::Import, |edit| reading.store(edit, issue, &new_id, progress))?;
        self.make_ready(&report.photos);
        Ok((report, changes))
    }
}

impl Reading {
    /// Whether there is anything to bring in.
    fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.photos.is_empty()
    }

    /// Puts everything into the bulletin, articles into `issue` or the pool.
    fn store(
        mut self,
        edit: &mut Edit<'_>,
        issue: Option<IssueId>,
        new_id: &dyn Fn() -> ArticleId,
        progress: &dyn Progress,
    ) -> Result<ImportReport, EditError> {
        let mut library = Library::default();
        let total = self.photos.len();
        for (done, photo) in std::mem::take(&mut self.photos).into_iter().enumerate() {
            progress.reached(done, total)?;
            let known = ReportItem::of_photo(&photo, "changed", "photo.known");
            if !self.photo(edit, &mut library, photo)?.1 {
                self.report.items.push(known);
            }
        }
        library.learn_all(edit)?;
        for article in std::mem::take(&mut self.articles) {
            self.article(edit, issue, new_id, &mut library, article)?;
        }
        self.tell_alike(&edit.photos()?);
        Ok(self.report)
    }

    fn article(
        &mut self,
        edit: &mut Edit<'_>,
        issue: Option<IssueId>,
        new_id: &dyn Fn() -> ArticleId,
        library: &mut Library,
        read: ReadArticle,
    ) -> Result<(), EditError> {
        let ReadArticle { path, mut draft, pictures, attachments } = read;
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
        let mut found: BTreeMap<String, PhotoId> = BTreeMap::new();
        for (name, photo) in pictures {
            found.insert(name, self.photo(edit, library, photo)?.0);
        }
        // What is kept as a file beside the article is no picture in it.
        let is_attached =
            |src: &str| attachments.iter().any(|(file, _)| file.name == src);
        take_out(&mut text, &is_attached);
        draft.pictures.retain(|picture| !is_attached(&picture.src));
        self.place_pictures(edit, library, &path, &draft, found, &mut text)?;

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
        for (file, refusal) in attachments {
            self.attach(edit, article.id, &source, file, refusal)?;
        }
        self.report.articles.push(article.id);
        self.tell(source, reason, article.title);
        Ok(())
    }

    /// Says which new photos look like others, the older ones by name.
    fn tell_alike(&mut self, photos: &[Photo]) {
        for new in photos.iter().filter(|photo| self.report.photos.contains(&photo.id)) {
            let alike = alike(new, photos);
            // Of two new ones the later one is told.
            let older = alike.iter().filter(|id| **id < new.id).min();
            let Some(older) = photos.iter().find(|photo| Some(&photo.id) == older) else {
                continue;
            };
            self.report.items.push(ReportItem {
                source: new.name.clone(),
                kind: "photo".to_owned(),
                outcome: Outcome::Kept.as_str(),
                reason: "photo.alike".to_owned(),
                text: older.name.clone(),
            });
        }
    }

    /// Keeps a file that cannot be printed beside its article.
    fn attach(
        &mut self,
        edit: &mut Edit<'_>,
        article: ArticleId,
        source: &str,
        file: intake::Embedded,
        refusal: &'static str,
    ) -> Result<(), EditError> {
        let ending = file.name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let media_type = match ending.as_str() {
            "wmf" => "image/wmf",
            "emf" => "image/emf",
            "svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        edit.add_attachment(
            article,
            &Attachment {
                name: file.name.clone(),
                title: file.name.clone(),
                media_type: media_type.to_owned(),
                kind: AttachmentKind::File,
                bytes: file.bytes.into(),
            },
        )?;
        let is_drawing = matches!(ending.as_str(), "wmf" | "emf");
        let reason = if is_drawing { "picture.drawing_attached" } else { refusal };
        self.report.items.push(ReportItem {
            source: source.to_owned(),
            kind: "picture".to_owned(),
            outcome: Outcome::Changed.as_str(),
            reason: reason.to_owned(),
            text: file.name,
        });
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
        mut found: BTreeMap<String, PhotoId>,
        text: &mut Body,
    ) -> Result<(), EditError> {
        let folder = path.parent().unwrap_or(Path::new("."));
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
        // Files of an archive were read before the text that names them.
        if let Some(id) = library.read_from(&path.display().to_string()) {
            return Ok(Ok(id));
        }
        let bytes = match load(&path) {
            Ok(bytes) => bytes,
            Err(failure) if failure.code == "disk.missing" => {
                return Ok(Err("photo.missing"));
            }
            Err(failure) => return Ok(Err(failure.code)),
        };
        let photo = match ReadPhoto::new(path.display().to_string(), bytes) {
            Ok(photo) => photo,
            Err((code, _)) => return Ok(Err(code)),
        };
        Ok(Ok(self.photo(edit, library, photo)?.0))
    }

    /// Puts a photo into the library and says what is amiss with its file, unless it was
    /// there before.
    fn photo(
        &mut self,
        edit: &mut Edit<'_>,
        library: &mut Library,
        photo: ReadPhoto,
    ) -> Result<(PhotoId, bool), EditError> {
        let (id, new) = add(edit, &photo)?;
        library.learn(edit, id, &photo.source)?;
        if new {
            self.report.photos.push(id);
            let caveats = photo.inspected.caveats.iter().map(|caveat| caveat.code());
            let caveats =
                caveats.map(|code| ReportItem::of_photo(&photo, "changed", code));
            self.report.items.push(ReportItem::of_photo(&photo, "kept", "photo.stored"));
            self.report.items.extend(caveats);
        }
        Ok((id, new))
    }
}

impl ReportItem {
    fn of_photo(photo: &ReadPhoto, outcome: &'static str, reason: &str) -> Self {
        Self {
            source: photo.source.clone(),
            kind: "photo".to_owned(),
            outcome,
            reason: reason.to_owned(),
            text: photo.inspected.words.caption.clone(),
        }
    }
}

/// Takes out the figures whose address `is_one`.
pub(crate) fn take_out(text: &mut Body, is_one: &dyn Fn(&str) -> bool) {
    let gone = |block: &body::Block| match block {
        body::Block::Figure(figure) => is_one(&figure.src) && figure.caption.is_empty(),
        _ => false,
    };
    text.blocks.retain(|block| !gone(block));
    // A caption stays and waits for another picture.
    body::edit_figures(text, &mut |figure| {
        if is_one(&figure.src) {
            figure.src.clear();
        }
    });
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

pub(crate) fn add(
    edit: &mut Edit<'_>,
    read: &ReadPhoto,
) -> Result<(PhotoId, bool), EditError> {
    let ReadPhoto { source, bytes, inspected, glance } = read;
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy();
    let words = &inspected.words;
    let credit = match (words.credit.as_str(), words.byline.as_str()) {
        ("", "") => String::new(),
        ("", byline) => format!("Ảnh: {byline}"),
        (credit, _) => credit.to_owned(),
    };
    let photo = NewPhoto {
        caption: plain(&words.caption),
        credit,
        alt: words.alt.clone(),
        rights: words.rights.clone(),
        taken: words.taken,
        place: words.place.clone(),
        glance: Some(*glance),
        ..NewPhoto::new(name, bytes, inspected.size)
    };
    // What a file says of itself is a draft until a person has read it.
    let said = [
        (PhotoWord::Caption, photo.caption.is_empty()),
        (PhotoWord::Credit, photo.credit.is_empty()),
        (PhotoWord::Alt, photo.alt.is_empty()),
        (PhotoWord::Rights, photo.rights.is_empty()),
        (PhotoWord::Taken, photo.taken.is_none()),
        (PhotoWord::Place, photo.place.is_empty()),
    ];
    let drafts = said.into_iter().filter(|(_, empty)| !empty).map(|(word, _)| word);
    edit.add_photo(&NewPhoto { drafts: drafts.collect(), ..photo })
}

/// Plain words as inline Markdown that says just them.
fn plain(words: &str) -> String {
    body::write_inline(&[body::Inline::Text(words.to_owned())])
}

/// Markdown writes a space in an address as `%20`.
pub(crate) fn percent_decoded(src: &str) -> String {
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

//! Foreign files read and understood, without touching the bulletin: several at a time,
//! with progress, and to be given up at any moment.

use crate::failure::Failure;
use crate::foreign::guarded;
use crate::importing::{ImportReport, ReportItem, SourceReport};
use document::{Cancelled, Progress};
use intake::{Choices, Draft, Embedded};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files read and understood, not yet in the bulletin.
#[derive(Default)]
pub struct Reading {
    pub(crate) articles: Vec<ReadArticle>,
    pub(crate) photos: Vec<ReadPhoto>,
    pub(crate) report: ImportReport,
}

/// A draft with the files that came within its own.
pub(crate) struct ReadArticle {
    pub(crate) path: PathBuf,
    pub(crate) draft: Draft,
    /// Pictures by the name the draft calls them.
    pub(crate) pictures: Vec<(String, ReadPhoto)>,
    /// Pictures in formats that nobody prints; kept as files, with the reason.
    pub(crate) attachments: Vec<(Embedded, &'static str)>,
}

pub(crate) struct ReadPhoto {
    pub(crate) source: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) inspected: photo::Inspected,
    /// Where to look, and a fingerprint.
    pub(crate) glance: (document::Focus, u64),
}

impl ReadPhoto {
    /// Reads a picture and looks at its pixels: what cannot be decoded is not taken, or it
    /// would fail on the page. The code of the refusal otherwise, and the bytes again.
    pub(crate) fn new(
        source: String,
        bytes: Vec<u8>,
    ) -> Result<Self, (&'static str, Vec<u8>)> {
        match inspect(&bytes).and_then(|inspected| Ok((inspected, glance(&bytes)?))) {
            Ok((inspected, glance)) => Ok(Self { source, bytes, inspected, glance }),
            Err(code) => Err((code, bytes)),
        }
    }
}

/// What one file turned out to be.
enum Read {
    Photo(ReadPhoto),
    Article(Box<ReadArticle>),
    Told(SourceReport),
    Refused(ReportItem),
}

/// Most archives within one another that are opened.
const DEEPEST_ARCHIVE: usize = 2;

/// Larger files are no photos and no texts.
const LARGEST: u64 = 512 << 20;

/// Reads the files and folders at `paths`; what cannot be read is in the report.
///
/// Nobody waits for this: it needs no bulletin, and [`Desk::take_in`] brings the result
/// into one.
///
/// # Errors
///
/// [`Cancelled`] when `progress` says so.
///
/// [`Desk::take_in`]: crate::Desk::take_in
pub fn read(
    paths: &[PathBuf],
    choices: Choices,
    progress: &dyn Progress,
) -> Result<Reading, Cancelled> {
    let mut reading = Reading::default();
    let mut files = Vec::new();
    for path in paths {
        list(path, &mut files, &mut reading.report.items);
    }
    let total = files.len();
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let found: Vec<Mutex<Option<Vec<Read>>>> =
        files.iter().map(|_| Mutex::default()).collect();
    let work = || -> Result<(), Cancelled> {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(place) else { return Ok(()) };
            progress.reached(done.load(Ordering::Relaxed), total)?;
            *crate::pictures::lock(&found[place]) = Some(open(file, choices));
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..hands.min(total)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            // A worker that panicked leaves its file unread, and that is reported.
            worker.join().unwrap_or(Ok(()))
        })
    })?;
    for (file, found) in files.iter().zip(found) {
        let failed =
            || vec![Read::Refused(refused(file, "file", "import.decoder_failed"))];
        for read in found.into_inner().ok().flatten().unwrap_or_else(failed) {
            match read {
                Read::Photo(photo) => reading.photos.push(photo),
                Read::Article(article) => reading.articles.push(*article),
                Read::Told(told) => reading.report.sources.push(told),
                Read::Refused(item) => reading.report.items.push(item),
            }
        }
    }
    progress.reached(total, total)?;
    Ok(reading)
}

impl Reading {
    /// What was read, before anything of it is in the bulletin.
    pub fn report(&self) -> &ImportReport {
        &self.report
    }

    /// Whether text in an old encoding waits for a person to accept its conversion.
    pub fn waits(&self) -> bool {
        let offers = self.report.sources.iter().flat_map(|source| &source.offers);
        offers.into_iter().any(|offer| !offer.accepted)
    }

    /// A picture that comes without a file, such as from the clipboard.
    pub fn of_picture(name: &str, bytes: Vec<u8>) -> Self {
        let mut reading = Self::default();
        match ReadPhoto::new(name.to_owned(), bytes) {
            Ok(photo) => reading.photos.push(photo),
            Err((code, _)) => {
                reading.report.items.push(refused(Path::new(name), "photo", code));
            }
        }
        reading
    }
}

/// Lists files, those of folders as people number them; hidden ones are left out.
fn list(path: &Path, files: &mut Vec<PathBuf>, report: &mut Vec<ReportItem>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        report.push(refused(path, "file", "disk.refused"));
        return;
    };
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort_by_key(|path| by_number(&path.to_string_lossy()));
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let hidden = name.starts_with('.') || name == "Thumbs.db";
        if !hidden {
            list(&path, files, report);
        }
    }
}

fn open(path: &Path, choices: Choices) -> Vec<Read> {
    match load(path) {
        Ok(bytes) => understand(path, bytes, choices, 0),
        Err(failure) => vec![Read::Refused(refused(path, "file", failure.code))],
    }
}

/// Finds out what a file is; `depth` archives lie around it.
fn understand(path: &Path, bytes: Vec<u8>, choices: Choices, depth: usize) -> Vec<Read> {
    let refuse = |kind, code| vec![Read::Refused(refused(path, kind, code))];
    if bytes.is_empty() {
        return refuse("file", "import.empty");
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if guarded(|| intake::is_archive(&name, &bytes)) == Some(true)
        && depth < DEEPEST_ARCHIVE
    {
        return match guarded(|| intake::unpack(&bytes)) {
            Some(Ok(mut files)) => {
                files.sort_by_key(|file| by_number(&file.name));
                let files = files.into_iter();
                files
                    .flat_map(|file| {
                        understand(&path.join(&file.name), file.bytes, choices, depth + 1)
                    })
                    .collect()
            }
            Some(Err(unreadable)) => refuse("file", unreadable.code()),
            None => refuse("file", "import.decoder_failed"),
        };
    }
    match ReadPhoto::new(path.display().to_string(), bytes) {
        Ok(photo) => vec![Read::Photo(photo)],
        Err(("photo.unsupported", bytes)) => text(path, &name, &bytes, choices),
        Err((code, _)) => refuse("photo", code),
    }
}

fn text(path: &Path, name: &str, bytes: &[u8], choices: Choices) -> Vec<Read> {
    let drafts = match guarded(|| intake::drafts(name, bytes, &choices)) {
        Some(Ok(drafts)) => drafts,
        Some(Err(unreadable)) => {
            let code = match unreadable.code() {
                // That is all a person wants to know of what is called a photo.
                "import.unknown_format" if is_called_picture(name) => "photo.unsupported",
                code => code,
            };
            return vec![Read::Refused(refused(path, "file", code))];
        }
        None => {
            return vec![Read::Refused(refused(path, "file", "import.decoder_failed"))];
        }
    };
    let mut read = vec![Read::Told(SourceReport::new(path, &drafts))];
    for draft in drafts {
        read.push(Read::Article(Box::new(with_pictures(path, draft))));
    }
    read
}

/// Whether the name of a file says that it is a photo.
fn is_called_picture(name: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "bmp", "heic", "heif"];
    let ending = name.rsplit('.').next().unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Looks at the pictures that came within a draft.
fn with_pictures(path: &Path, mut draft: Draft) -> ReadArticle {
    let (mut pictures, mut attachments) = (Vec::new(), Vec::new());
    for file in std::mem::take(&mut draft.embedded) {
        let source = path.join(&file.name).display().to_string();
        match ReadPhoto::new(source, file.bytes) {
            Ok(photo) => pictures.push((file.name, photo)),
            Err((code, bytes)) => attachments.push((Embedded { bytes, ..file }, code)),
        }
    }
    ReadArticle { path: path.to_owned(), draft, pictures, attachments }
}

fn refused(path: &Path, kind: &str, reason: &str) -> ReportItem {
    ReportItem {
        source: path.display().to_string(),
        kind: kind.to_owned(),
        outcome: "dropped",
        reason: reason.to_owned(),
        text: String::new(),
    }
}

/// What a picture file says about itself, or the code of its refusal.
fn inspect(bytes: &[u8]) -> Result<photo::Inspected, &'static str> {
    decoded(|| photo::inspect(bytes))
}

/// What a glance at the pixels finds: where to look, and a fingerprint.
fn glance(bytes: &[u8]) -> Result<(document::Focus, u64), &'static str> {
    let found = decoded(|| photo::glance(bytes))?;
    Ok((found.focus, found.likeness.0))
}

fn decoded<T>(
    decode: impl FnOnce() -> Result<T, photo::PhotoRefused>,
) -> Result<T, &'static str> {
    match guarded(decode) {
        Some(decoded) => decoded.map_err(|refused| refused.code()),
        None => Err("import.decoder_failed"),
    }
}

/// The bytes of a file that is not too large to be of use.
pub(crate) fn load(path: &Path) -> Result<Vec<u8>, Failure> {
    let disk = |source: std::io::Error| Failure::disk(path, &source);
    let size = fs::metadata(path).map_err(disk)?.len();
    if size > LARGEST {
        return Err(Failure::new("import.too_large", size).path(path));
    }
    fs::read(path).map_err(disk)
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

#[cfg(test)]
mod tests {
    use super::*;
    use document::Unwatched;

    #[test]
    fn reading_stops_when_told_to() {
        struct Enough;
        impl Progress for Enough {
            fn reached(&self, done: usize, _: usize) -> Result<(), Cancelled> {
                if done >= 3 { Err(Cancelled) } else { Ok(()) }
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..40 {
            let file = folder.path().join(format!("{number}.md"));
            fs::write(file, format!("# Bài {number}")).expect("room");
        }
        let paths = [folder.path().to_owned()];
        assert!(read(&paths, Choices::default(), &Enough).is_err());
        let reading =
            read(&paths, Choices::default(), &Unwatched).expect("nobody stops it");
        let names: Vec<_> = reading
            .articles
            .iter()
            .map(|article| article.path.file_stem().unwrap_or_default().to_string_lossy())
            .collect();
        let counted: Vec<String> = (0..40).map(|number| number.to_string()).collect();
        assert_eq!(names, counted, "in the order people number them");
    }

    #[test]
    fn names_are_ordered_as_people_number_them() {
        let mut names = ["bài 10.md", "bài 2.md", "a.md", "bài 1b.md", "bài 1.md"];
        names.sort_by_key(|name| by_number(name));
        assert_eq!(names, ["a.md", "bài 1.md", "bài 1b.md", "bài 2.md", "bài 10.md"]);
    }
}

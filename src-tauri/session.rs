//! What is open now: one bulletin, this person's settings, an export under way.

use crate::ahead::Ahead;
use crate::wire::{Changes, Failure};
use desk::{Desk, Preview, Proposal, Settings};
use document::Lang;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The state behind the window.
pub(crate) struct Session {
    desk: Mutex<Option<Desk>>,
    /// The sheets that the interface knows.
    shown: Mutex<Option<Arc<Preview>>>,
    /// What is drawn before the interface asks for it.
    pub(crate) ahead: Ahead,
    settings: Mutex<Settings>,
    asked: Mutex<Option<PathBuf>>,
    /// Counts the layouts shown, so that the interface can tell old answers.
    version: AtomicU64,
    export: Mutex<Option<Arc<AtomicBool>>>,
    /// Ends the composing under way.
    composing: Mutex<Arc<AtomicBool>>,
    /// Ends the reading of files under way.
    importing: Mutex<Arc<AtomicBool>>,
    /// The proposals that the interface shows.
    proposals: Mutex<Vec<Proposal>>,
}

impl Session {
    /// A session that was asked to open `file`.
    pub(crate) fn new(file: Option<PathBuf>) -> Self {
        Self {
            desk: Mutex::new(None),
            shown: Mutex::new(None),
            ahead: Ahead::default(),
            settings: Mutex::new(Settings::load()),
            asked: Mutex::new(file),
            version: AtomicU64::new(0),
            export: Mutex::new(None),
            composing: Mutex::default(),
            importing: Mutex::default(),
            proposals: Mutex::default(),
        }
    }

    /// Language of the interface.
    pub(crate) fn lang(&self) -> Lang {
        self.settings().lang()
    }

    /// This person's settings.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        lock(&self.settings)
    }

    /// Remembers a file that the system wants opened.
    pub(crate) fn ask_to_open(&self, file: PathBuf) {
        *lock(&self.asked) = Some(file);
    }

    /// The file that the system wants opened; asked once.
    pub(crate) fn asked_to_open(&self) -> Option<PathBuf> {
        lock(&self.asked).take()
    }

    /// Puts a bulletin on the desk, or clears it.
    pub(crate) fn put(&self, desk: Option<Desk>) {
        self.save_typing();
        self.stop_composing();
        self.stop_import();
        lock(&self.proposals).clear();
        *lock(&self.shown) = None;
        *lock(&self.desk) = desk;
    }

    /// Tells which sheets the interface is going to know.
    pub(crate) fn show(&self, preview: Arc<Preview>) {
        *lock(&self.shown) = Some(preview);
        self.ahead.told();
    }

    /// The sheets that the interface knows; nothing before it asked for them.
    pub(crate) fn shown(&self) -> Option<Arc<Preview>> {
        lock(&self.shown).clone()
    }

    /// Saves what was typed, if anything was. Returns why it could not be saved; it then
    /// waits for the next try.
    pub(crate) fn save_typing(&self) -> Option<Failure> {
        let failure = lock(&self.desk).as_mut()?.save_typing().err()?;
        Some(self.explain(&failure))
    }

    /// What another program changed in the file since this was asked last.
    pub(crate) fn foreign_changes(&self) -> Option<Changes> {
        let lang = self.lang();
        let mut desk = lock(&self.desk);
        let desk = desk.as_mut()?;
        if !desk.notice_changes().ok()? {
            return None;
        }
        pack(desk, lang, &desk.every_change().ok()?).ok()
    }

    /// The open file, when it is written here.
    pub(crate) fn written_file(&self) -> Option<PathBuf> {
        let desk = lock(&self.desk);
        let desk = desk.as_ref().filter(|desk| desk.is_writable())?;
        Some(desk.path().to_owned())
    }

    /// Copies the open bulletin, when that is the one at `path`: what was typed and
    /// cannot be saved there comes along.
    pub(crate) fn copy_open(
        &self,
        path: &Path,
        to: &Path,
    ) -> Option<Result<(), desk::Failure>> {
        let mut desk = lock(&self.desk);
        let desk = desk.as_mut().filter(|desk| desk.path() == path)?;
        Some(desk.copy_to(to))
    }

    /// Works with the open bulletin.
    ///
    /// # Errors
    ///
    /// `desk.closed` when there is none.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Desk, Lang) -> Result<T, desk::Failure>,
    ) -> Result<T, Failure> {
        let lang = self.lang();
        let mut desk = lock(&self.desk);
        let result = match desk.as_mut() {
            Some(desk) => work(desk, lang),
            None => Err(desk::Failure::new("desk.closed", "no bulletin is open")),
        };
        result.map_err(|failure| self.explain(&failure))
    }

    /// Works with the open bulletin and tells what changed.
    pub(crate) fn change(
        &self,
        work: impl FnOnce(&mut Desk, Lang) -> Result<desk::Changes, desk::Failure>,
    ) -> Result<Changes, Failure> {
        self.with(|desk, lang| {
            let changes = work(desk, lang)?;
            pack(desk, lang, &changes)
        })
    }

    /// The sentence of a refusal, in the language of the interface.
    pub(crate) fn explain(&self, failure: &desk::Failure) -> Failure {
        Failure { code: failure.code.to_owned(), sentence: failure.sentence(self.lang()) }
    }

    /// The number of the next layout shown.
    pub(crate) fn next_version(&self) -> u64 {
        self.version.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Begins an export; `None` when one is under way.
    pub(crate) fn begin_export(&self) -> Option<Arc<AtomicBool>> {
        let mut export = lock(&self.export);
        if export.is_some() {
            return None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        *export = Some(Arc::clone(&stop));
        Some(stop)
    }

    /// The export is over.
    pub(crate) fn end_export(&self) {
        *lock(&self.export) = None;
    }

    /// Asks the export under way to stop.
    pub(crate) fn stop_export(&self) {
        if let Some(stop) = lock(&self.export).as_ref() {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Begins composing; what is under way is given up.
    pub(crate) fn begin_composing(&self) -> Arc<AtomicBool> {
        let mut composing = lock(&self.composing);
        composing.store(true, Ordering::Relaxed);
        *composing = Arc::default();
        Arc::clone(&composing)
    }

    /// Asks the composing under way to stop.
    pub(crate) fn stop_composing(&self) {
        lock(&self.composing).store(true, Ordering::Relaxed);
    }

    /// Begins reading files; what is under way is given up.
    pub(crate) fn begin_import(&self) -> Arc<AtomicBool> {
        let mut importing = lock(&self.importing);
        importing.store(true, Ordering::Relaxed);
        *importing = Arc::default();
        Arc::clone(&importing)
    }

    /// Asks the import under way to stop.
    pub(crate) fn stop_import(&self) {
        lock(&self.importing).store(true, Ordering::Relaxed);
    }

    /// Keeps the proposals that the interface is going to show.
    pub(crate) fn keep_proposals(&self, proposals: Vec<Proposal>) {
        *lock(&self.proposals) = proposals;
    }

    /// One of the proposals shown, counted from 0.
    pub(crate) fn proposal(&self, index: usize) -> Option<Proposal> {
        lock(&self.proposals).get(index).cloned()
    }
}

/// Puts changes into the form of the interface.
pub(crate) fn pack(
    desk: &Desk,
    lang: Lang,
    changes: &desk::Changes,
) -> Result<Changes, desk::Failure> {
    let (undo, redo) = desk.next_steps(lang)?;
    Ok(Changes {
        bulletin: changes.bulletin || changes.issues,
        // A plan says on which pages a story stands.
        stories: changes.outline || changes.sections || changes.issues || changes.plan,
        articles: changes.articles.iter().map(ToString::to_string).collect(),
        photos: !changes.photos.is_empty(),
        sheets: !changes.is_empty(),
        undo,
        redo,
    })
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

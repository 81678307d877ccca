//! Pictures made ready on demand: the original from the file, the rendition from the
//! cache beside it.
//!
//! Every foreign decoder runs under `catch_unwind`: one malformed photo is named and
//! left out, it never closes the program.

use crate::foreign::guarded;
use document::{
    Cancelled, PhotoId, PhotoLibrary, PhotoUnavailable, Progress, Recipe, Rendition,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Cache, Store};

/// The renditions of one bulletin's photos.
pub(crate) struct Pictures {
    file: PathBuf,
    originals: Mutex<Option<Store>>,
    cache: Mutex<Option<Cache>>,
    hashes: Mutex<BTreeMap<PhotoId, String>>,
    recent: Mutex<Recent>,
    /// Keys of what was made or found before: it need not be waited for.
    ready: Mutex<BTreeSet<String>>,
    /// Photos that no decoder reads, by key, with the reason: asked once, not at every
    /// key press.
    refused: Mutex<BTreeMap<String, String>>,
}

/// The last renditions, so that typing does not even ask the cache on disk.
#[derive(Default)]
struct Recent {
    by_key: BTreeMap<String, Rendition>,
    bytes: usize,
}

/// Most that is kept in memory; the previews of a hundred photos take some 15 MB.
const RECENT_BYTES: usize = 48 << 20;

impl Pictures {
    /// The photos of the bulletin at `file`; `cache` is `None` when the machine has no
    /// place for one.
    pub(crate) fn new(file: &Path, cache: Option<&Path>) -> Self {
        Self {
            file: file.to_owned(),
            originals: Mutex::new(None),
            cache: Mutex::new(cache.map(Cache::open)),
            hashes: Mutex::default(),
            recent: Mutex::default(),
            ready: Mutex::default(),
            refused: Mutex::default(),
        }
    }

    /// Whether renditions are kept from one time to the next.
    pub(crate) fn keeps(&self) -> bool {
        lock(&self.cache).is_some()
    }

    /// Whether the rendition is there for the asking, or known not to come.
    pub(crate) fn is_ready(&self, photo: PhotoId, recipe: &Recipe) -> bool {
        // Whatever is wrong with a photo without a hash shows when it is asked for.
        let Ok(hash) = self.hash(photo) else { return true };
        let key = key(&hash, recipe);
        if lock(&self.ready).contains(&key) || lock(&self.refused).contains_key(&key) {
            return true;
        }
        let found = lock(&self.cache).as_mut().and_then(|cache| cache.get(&key));
        let Some((bytes, size)) = found else { return false };
        lock(&self.recent).keep(key.clone(), &Rendition { bytes: bytes.into(), size });
        lock(&self.ready).insert(key);
        true
    }

    /// Makes renditions beforehand, several photos at a time, and keeps them in the
    /// cache. A photo that cannot be had is left for whoever asks for it.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when `progress` says so; what is made is kept.
    pub(crate) fn prepare(
        &self,
        wanted: &[(PhotoId, Vec<Recipe>)],
        progress: &dyn Progress,
    ) -> Result<(), Cancelled> {
        // Without a cache they would be made twice.
        if lock(&self.cache).is_none() {
            return Ok(());
        }
        let total = wanted.len();
        let next = AtomicUsize::new(0);
        let done = AtomicUsize::new(0);
        let work = || -> Result<(), Cancelled> {
            while let Some((photo, recipes)) =
                wanted.get(next.fetch_add(1, Ordering::Relaxed))
            {
                for recipe in recipes {
                    progress.reached(done.load(Ordering::Relaxed), total)?;
                    let _ = self.make(*photo, recipe);
                }
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        let hands = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| {
                // A worker that panicked made fewer pictures, nothing worse.
                worker.join().unwrap_or(Ok(()))
            })
        })
    }

    /// Where the caches of this person's bulletins stand. Without a folder there, pictures
    /// are made again each time.
    pub(crate) fn cache_file() -> Option<PathBuf> {
        let folder = crate::places::cache_folder()?;
        std::fs::create_dir_all(&folder).ok()?;
        Some(folder.join("renditions.sqlite"))
    }

    fn with_store<T>(
        &self,
        read: impl FnOnce(&Store) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut store = lock(&self.originals);
        if store.is_none() {
            // A reader of its own: making pictures never waits for the writer's work.
            *store = Some(Store::open_read_only(&self.file).map_err(|e| e.to_string())?);
        }
        match store.as_ref() {
            Some(store) => read(store),
            None => Err("the file is closed".to_owned()),
        }
    }

    fn hash(&self, photo: PhotoId) -> Result<String, String> {
        if let Some(hash) = lock(&self.hashes).get(&photo) {
            return Ok(hash.clone());
        }
        let hash = self.with_store(|store| {
            store.photo(photo).map(|photo| photo.hash).map_err(|e| e.to_string())
        })?;
        lock(&self.hashes).insert(photo, hash.clone());
        Ok(hash)
    }

    fn make(&self, photo: PhotoId, recipe: &Recipe) -> Result<Rendition, String> {
        let key = key(&self.hash(photo)?, recipe);
        if let Some(reason) = lock(&self.refused).get(&key) {
            return Err(reason.clone());
        }
        if let Some(found) = lock(&self.recent).by_key.get(&key) {
            return Ok(found.clone());
        }
        let cached = lock(&self.cache).as_mut().and_then(|cache| cache.get(&key));
        let rendition = match cached {
            Some((bytes, size)) => Rendition { bytes: bytes.into(), size },
            None => {
                let original = self.with_store(|store| {
                    store.original(photo).map_err(|e| e.to_string())
                })?;
                let rendition = render(&original, recipe).inspect_err(|reason| {
                    lock(&self.refused).insert(key.clone(), reason.clone());
                })?;
                if let Some(cache) = lock(&self.cache).as_mut() {
                    // A cache that cannot keep it only costs time later.
                    cache.put(&key, &rendition.bytes, rendition.size);
                }
                rendition
            }
        };
        lock(&self.recent).keep(key.clone(), &rendition);
        lock(&self.ready).insert(key);
        Ok(rendition)
    }
}

fn key(hash: &str, recipe: &Recipe) -> String {
    format!("{hash}-{}", photo::key(recipe))
}

impl Recent {
    fn keep(&mut self, key: String, rendition: &Rendition) {
        if rendition.bytes.len() > RECENT_BYTES / 8 {
            return;
        }
        if self.bytes + rendition.bytes.len() > RECENT_BYTES {
            self.by_key.clear();
            self.bytes = 0;
        }
        self.bytes += rendition.bytes.len();
        self.by_key.insert(key, rendition.clone());
    }
}

impl PhotoLibrary for Pictures {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        self.make(photo, recipe).map_err(|reason| PhotoUnavailable { photo, reason })
    }
}

fn render(original: &[u8], recipe: &Recipe) -> Result<Rendition, String> {
    match guarded(|| photo::render(original, std::slice::from_ref(recipe))) {
        Some(Ok(mut renditions)) => renditions.pop().ok_or_else(|| "nothing made".into()),
        Some(Err(refused)) => Err(refused.to_string()),
        None => Err("the decoder failed".to_owned()),
    }
}

/// A lock that a panic elsewhere does not make useless: the values stay whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Pictures made ready on demand: the original from the file, the rendition from the
//! cache beside it.
//!
//! Every foreign decoder runs under `catch_unwind`: one malformed photo is named and
//! left out, it never closes the program.

use crate::foreign::guarded;
use document::{
    Cancelled, Crop, Cut, Edition, Format, PhotoId, PhotoLibrary, PhotoUnavailable,
    Progress, Recipe, Rendition,
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
    /// What parts of photos are parts of, by their own identity.
    cuts: Mutex<BTreeMap<PhotoId, Cut>>,
    /// How often pixels of an original were read.
    decoded: AtomicUsize,
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
            cuts: Mutex::default(),
            decoded: AtomicUsize::new(0),
            recent: Mutex::default(),
            ready: Mutex::default(),
            refused: Mutex::default(),
        }
    }

    /// Learns which parts of photos an edition shows: a part is known by nobody else.
    pub(crate) fn learn(&self, edition: &Edition) {
        for photo in edition.photos.values() {
            if let Some(cut) = &photo.cut {
                lock(&self.cuts).insert(photo.id, cut.clone());
                lock(&self.hashes).insert(photo.id, photo.hash.clone());
            }
        }
    }

    /// Forgets which bytes belong to which photo: an edit may have given it others.
    pub(crate) fn forget(&self) {
        let cuts = lock(&self.cuts);
        lock(&self.hashes).retain(|id, _| cuts.contains_key(id));
    }

    /// How often pixels of an original were read so far.
    #[cfg(test)]
    pub(crate) fn decoded(&self) -> usize {
        self.decoded.load(Ordering::Relaxed)
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
                for recipes in at_once(recipes) {
                    progress.reached(done.load(Ordering::Relaxed), total)?;
                    self.make_all(*photo, &recipes);
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

    /// What to make renditions of: the bytes of the file, and the part of the picture.
    fn original(&self, photo: PhotoId) -> Result<Original, String> {
        let cut = lock(&self.cuts).get(&photo).cloned();
        let (whole, crop) = cut.map_or((photo, None), |cut| (cut.of, Some(cut.crop)));
        let bytes =
            self.with_store(|store| store.original(whole).map_err(|e| e.to_string()))?;
        self.decoded.fetch_add(1, Ordering::Relaxed);
        Ok(Original { bytes, crop })
    }

    /// Makes what is missing of these with one reading of the pixels. A photo that cannot
    /// be had is left for whoever asks for it.
    fn make_all(&self, photo: PhotoId, recipes: &[Recipe]) {
        let missing: Vec<Recipe> = recipes
            .iter()
            .filter(|recipe| !self.is_ready(photo, recipe))
            .copied()
            .collect();
        if missing.len() < 2 {
            missing.iter().for_each(|recipe| drop(self.make(photo, recipe)));
            return;
        }
        let (Ok(hash), Ok(original)) = (self.hash(photo), self.original(photo)) else {
            return;
        };
        let Ok(made) = original.render(&missing) else { return };
        for (recipe, rendition) in missing.iter().zip(made) {
            let key = key(&hash, recipe);
            if let Some(cache) = lock(&self.cache).as_mut() {
                cache.put(&key, &rendition.bytes, rendition.size);
            }
            lock(&self.ready).insert(key);
        }
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
                let mut made =
                    self.original(photo)?.render(&[*recipe]).inspect_err(|reason| {
                        lock(&self.refused).insert(key.clone(), reason.clone());
                    })?;
                let rendition = made.pop().ok_or("nothing made")?;
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

/// Sorts recipes into those to make of one reading of the pixels. AVIF takes so long that
/// reading again is nothing beside it, and between two of them work can be given up.
fn at_once(recipes: &[Recipe]) -> Vec<Vec<Recipe>> {
    let slow = |recipe: &&Recipe| matches!(recipe.format, Format::Avif { .. });
    let quick: Vec<Recipe> =
        recipes.iter().filter(|recipe| !slow(recipe)).copied().collect();
    let slow = recipes.iter().filter(slow).map(|recipe| vec![*recipe]);
    std::iter::once(quick).filter(|quick| !quick.is_empty()).chain(slow).collect()
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

/// What renditions are made of.
struct Original {
    bytes: Vec<u8>,
    /// The part to show; the whole picture when there is none.
    crop: Option<Crop>,
}

impl Original {
    fn render(&self, recipes: &[Recipe]) -> Result<Vec<Rendition>, String> {
        let made = guarded(|| match self.crop {
            Some(crop) => photo::cut(&self.bytes, crop, recipes),
            None => photo::render(&self.bytes, recipes),
        });
        match made {
            Some(Ok(renditions)) => Ok(renditions),
            Some(Err(refused)) => Err(refused.to_string()),
            None => Err("the decoder failed".to_owned()),
        }
    }
}

/// A lock that a panic elsewhere does not make useless: the values stay whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::designs;
    use std::sync::Arc;

    #[test]
    fn a_second_export_reads_no_pixels() {
        use crate::output::Output;
        use crate::{Desk, Follow};
        struct Alone;
        impl Follow for Alone {
            fn reached(&self, _: Output, _: usize, _: usize) -> Result<(), Cancelled> {
                Ok(())
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b.bantin");
        let mut desk =
            Desk::create(&path, "Hậu Giang", "", document::Lang::Vi, "thoi-su")
                .expect("a new file");
        let day = "2021-02-27".parse().expect("a day");
        desk.add_issue(9, day, None, false).expect("an issue");
        let photo = folder.path().join("sign.jpg");
        let bytes = designs::sample("sign.jpg").expect("a photo of the sample");
        std::fs::write(&photo, bytes).expect("room");
        desk.import(&[photo]).expect("a photo");
        let (id, _) = desk.add_article(None).expect("an article");
        let text =
            "Chữ.\n\n![](media/sign.jpg)\n\n![](media/sign.jpg){crop=\"0 0 0.5 1\"}";
        desk.edit_article(id, |article| {
            article.title = "Ký kết".into();
            article.source_text = text.into();
        })
        .expect("an edit");

        let cache = folder.path().join("cache.sqlite");
        let mut export = |name: &str| {
            // As after opening the program again: only what is on the disk is known.
            desk.pictures = Arc::new(Pictures::new(&path, Some(&cache)));
            desk.forget();
            let to = folder.path().join(name);
            let job = desk.export(&Output::USUAL, &to).expect("a job");
            job.run(&Alone).expect("files");
            let pdf = std::fs::read(to.join("press.pdf")).expect("written");
            (desk.pictures.decoded(), pdf)
        };
        let (first, pdf) = export("first");
        assert!(first > 4, "widths, print and the part of it: {first}");
        let (second, again) = export("second");
        assert_eq!(second, 0);
        assert!(pdf == again, "from the cache come the same bytes");
    }
}

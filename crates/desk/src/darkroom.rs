//! Small pictures made in the background, so that the first sheet waits for none.
//!
//! While a photo is not ready, sheets show a grey plate of its shape and the window
//! hears how many are still to come. Exports never see a plate: they ask
//! [`Pictures`] and wait for the pixels.
//!
//! Invariants:
//! - Closing the bulletin ends the work: what is under way is finished, nothing else
//!   is begun, and whoever still waits is told that nothing comes.
//! - A photo under a plate goes by another name: whatever the press keeps of it is
//!   never taken for the photo.

use crate::desk::Desk;
use crate::pictures::{Pictures, lock};
use document::{
    Edition, Fit, Format, PhotoId, PhotoLibrary, PhotoUnavailable, PixelSize, Recipe,
    Rendition,
};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, LazyLock, Mutex, PoisonError};
use std::thread;

/// What a sheet on the screen shows of a photo: the press asks for just this one.
pub(crate) const PREVIEW: Recipe =
    Recipe { fit: Fit::Within { width: 900 }, format: Format::Jpeg { quality: 80 } };

/// How many of the small pictures that were missing are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Developed {
    /// Those that are made, or cannot be.
    pub done: usize,
    /// All that were asked for since there was last nothing to do.
    pub total: usize,
}

/// Who takes a picture once it is there; `None` when it cannot be had.
pub type Taker = Box<dyn FnOnce(Option<Rendition>) + Send>;

/// Who hears how far the pictures are.
type Told = dyn Fn(Developed) + Send + Sync;

/// The place where previews of one bulletin are made.
pub(crate) struct Darkroom {
    shared: Arc<Shared>,
}

struct Shared {
    pictures: Arc<Pictures>,
    queue: Mutex<Queue>,
    bell: Condvar,
    tell: Box<Told>,
}

#[derive(Default)]
struct Queue {
    closed: bool,
    waiting: VecDeque<Job>,
    under_way: Vec<Job>,
    done: usize,
    total: usize,
}

struct Job {
    photo: PhotoId,
    recipe: Recipe,
    takers: Vec<Taker>,
}

impl Darkroom {
    /// Opens the place with its workers. `tell` is called from their threads.
    pub(crate) fn open(pictures: Arc<Pictures>, tell: Box<Told>) -> Self {
        let queue = Mutex::default();
        let shared = Arc::new(Shared { pictures, queue, bell: Condvar::new(), tell });
        // Half the machine: the other half is the typing's.
        let cores = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..(cores / 2).clamp(1, 4) {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work());
        }
        Self { shared }
    }

    /// Makes these previews before all others, in this order.
    fn want(&self, photos: impl DoubleEndedIterator<Item = PhotoId>) {
        let mut queue = lock(&self.shared.queue);
        for photo in photos.rev() {
            if queue.under_way.iter().any(|job| job.is(photo, &PREVIEW)) {
                continue;
            }
            let known = queue.find(photo, &PREVIEW);
            let job = known.and_then(|place| queue.waiting.remove(place));
            let job = job.unwrap_or_else(|| queue.fresh(photo, PREVIEW));
            queue.waiting.push_front(job);
        }
        self.shared.bell.notify_all();
    }

    /// Gives a picture to `taker` once it is made.
    fn ask(&self, photo: PhotoId, recipe: Recipe, taker: Taker) {
        let mut queue = lock(&self.shared.queue);
        let Queue { waiting, under_way, .. } = &mut *queue;
        let mut known = under_way.iter_mut().chain(waiting);
        if let Some(job) = known.find(|job| job.is(photo, &recipe)) {
            job.takers.push(taker);
            return;
        }
        let mut job = queue.fresh(photo, recipe);
        job.takers.push(taker);
        queue.waiting.push_back(job);
        self.shared.bell.notify_one();
    }
}

impl Drop for Darkroom {
    fn drop(&mut self) {
        let left = {
            let mut queue = lock(&self.shared.queue);
            queue.closed = true;
            std::mem::take(&mut queue.waiting)
        };
        self.shared.bell.notify_all();
        for taker in left.into_iter().flat_map(|job| job.takers) {
            taker(None);
        }
    }
}

impl Queue {
    fn find(&self, photo: PhotoId, recipe: &Recipe) -> Option<usize> {
        self.waiting.iter().position(|job| job.is(photo, recipe))
    }

    fn fresh(&mut self, photo: PhotoId, recipe: Recipe) -> Job {
        self.total += 1;
        Job { photo, recipe, takers: Vec::new() }
    }
}

impl Job {
    fn is(&self, photo: PhotoId, recipe: &Recipe) -> bool {
        self.photo == photo && self.recipe == *recipe
    }
}

impl Shared {
    fn work(&self) {
        while let Some((photo, recipe)) = self.next() {
            let made = self.pictures.rendition(photo, &recipe).ok();
            let (takers, developed) = self.finish(photo, &recipe);
            for taker in takers {
                taker(made.clone());
            }
            if let Some(developed) = developed {
                (self.tell)(developed);
            }
        }
    }

    /// Counts a picture as made. Gives who waits for it, and what to tell unless the
    /// bulletin was closed meanwhile.
    fn finish(&self, photo: PhotoId, recipe: &Recipe) -> (Vec<Taker>, Option<Developed>) {
        let mut queue = lock(&self.queue);
        let place = queue.under_way.iter().position(|job| job.is(photo, recipe));
        let takers = place.map(|place| queue.under_way.swap_remove(place).takers);
        queue.done += 1;
        let now = Developed { done: queue.done, total: queue.total };
        if queue.under_way.is_empty() && queue.waiting.is_empty() {
            (queue.done, queue.total) = (0, 0);
        }
        (takers.unwrap_or_default(), (!queue.closed).then_some(now))
    }

    /// The next picture to make; `None` once the bulletin is closed.
    fn next(&self) -> Option<(PhotoId, Recipe)> {
        let mut queue = lock(&self.queue);
        loop {
            if queue.closed {
                return None;
            }
            if let Some(job) = queue.waiting.pop_front() {
                let next = (job.photo, job.recipe);
                queue.under_way.push(job);
                return Some(next);
            }
            queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The pictures of sheets on the screen: what is ready, and plates for the rest.
pub(crate) struct Proofs {
    pictures: Arc<Pictures>,
    plates: BTreeMap<PhotoId, PixelSize>,
}

impl PhotoLibrary for Proofs {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        static PLATE: LazyLock<Arc<[u8]>> = LazyLock::new(|| photo::plate().into());
        match self.plates.get(&photo) {
            Some(size) => Ok(Rendition { bytes: Arc::clone(&PLATE), size: *size }),
            None => self.pictures.rendition(photo, recipe),
        }
    }
}

impl Desk {
    /// Makes the small pictures of sheets in the background from now on: sheets are
    /// there at once, with plates for photos that are not ready.
    ///
    /// `tell` is called from other threads. Without a call of this, sheets wait for
    /// their pictures.
    pub fn develop(&mut self, tell: impl Fn(Developed) + Send + Sync + 'static) {
        // Pictures that are kept nowhere would be made anew for every sheet.
        if self.pictures.keeps() {
            let pictures = Arc::clone(&self.pictures);
            self.darkroom = Some(Darkroom::open(pictures, Box::new(tell)));
            self.forget();
        }
    }

    /// Takes over the pictures made since the sheets were laid out: the next sheets
    /// show them.
    pub fn take_pictures(&mut self) {
        let ready = |photo: &PhotoId| self.pictures.is_ready(*photo, &PREVIEW);
        if self.plates.iter().any(ready) {
            self.preview = None;
        }
    }

    /// Makes the small pictures of these photos before all others, when somebody asked
    /// for pictures in the background.
    pub(crate) fn make_ready(&self, photos: &[PhotoId]) {
        if let Some(darkroom) = &self.darkroom {
            let missing = |id: &PhotoId| !self.pictures.is_ready(*id, &PREVIEW);
            let missing: Vec<PhotoId> = photos.iter().copied().filter(missing).collect();
            darkroom.want(missing.into_iter());
        }
    }

    /// Gives `taker` a picture of a photo for the window, at most `width` wide: at
    /// once when it is ready, else when it is made.
    ///
    /// Small ones are those that sheets show, so that each photo is decoded once.
    pub fn picture(&self, photo: PhotoId, width: u32, taker: Taker) {
        let recipe = match width {
            0..=1000 => PREVIEW,
            _ => Recipe {
                fit: Fit::Within { width },
                format: Format::Jpeg { quality: 82 },
            },
        };
        match &self.darkroom {
            Some(darkroom) if !self.pictures.is_ready(photo, &recipe) => {
                darkroom.ask(photo, recipe, taker);
            }
            _ => taker(self.pictures.rendition(photo, &recipe).ok()),
        }
    }

    /// The edition and the pictures to lay out sheets from: all of them true, or with
    /// plates where the darkroom is not done yet.
    pub(crate) fn proofs(&mut self, edition: Arc<Edition>) -> (Arc<Edition>, Proofs) {
        let pictures = Arc::clone(&self.pictures);
        let mut plates = BTreeMap::new();
        if self.darkroom.is_some() {
            let missing = |id: &PhotoId| !pictures.is_ready(*id, &PREVIEW);
            let missing = edition.photos.values().filter(|photo| missing(&photo.id));
            plates.extend(missing.map(|photo| (photo.id, photo.size)));
        }
        self.plates = plates.keys().copied().collect();
        let Some(darkroom) = self.darkroom.as_ref().filter(|_| !plates.is_empty()) else {
            return (edition, Proofs { pictures, plates });
        };
        darkroom.want(in_reading_order(&edition, &plates).into_iter());
        let mut shown = Edition::clone(&edition);
        cover(&mut shown, &plates);
        (Arc::new(shown), Proofs { pictures, plates })
    }
}

/// An edition with a plate for every photo, to lay it out without any picture.
pub(crate) fn plated(edition: &Edition, pictures: &Arc<Pictures>) -> (Edition, Proofs) {
    let size = |photo: &document::Photo| (photo.id, photo.size);
    let plates = edition.photos.values().map(size).collect();
    let mut shown = edition.clone();
    cover(&mut shown, &plates);
    (shown, Proofs { pictures: Arc::clone(pictures), plates })
}

/// Lets photos under plates go by another name.
fn cover(edition: &mut Edition, plates: &BTreeMap<PhotoId, PixelSize>) {
    for (id, size) in plates {
        if let Some(photo) = edition.photos.get_mut(id) {
            photo.hash = format!("plate {} × {}", size.width, size.height);
        }
    }
}

/// The photos under plates, in the order a reader meets them.
fn in_reading_order(
    edition: &Edition,
    plates: &BTreeMap<PhotoId, PixelSize>,
) -> Vec<PhotoId> {
    let mut order: Vec<PhotoId> = Vec::new();
    let named = edition
        .articles
        .iter()
        .flat_map(|article| document::body::photo_names(&article.body))
        .filter_map(|name| edition.photo_named(&name).map(|photo| photo.id));
    for id in named.chain(plates.keys().copied()) {
        if plates.contains_key(&id) && !order.contains(&id) {
            order.push(id);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Output;
    use crate::{Follow, designs};
    use document::{Cancelled, Lang};
    use std::path::{Path, PathBuf};
    use std::sync::mpsc;
    use std::time::Duration;

    struct Alone;

    impl Follow for Alone {
        fn reached(&self, _: Output, _: usize, _: usize) -> Result<(), Cancelled> {
            Ok(())
        }
    }

    /// The sample issue with a cache of its own that holds nothing yet.
    fn fresh(folder: &Path) -> Desk {
        let path = folder.join("b.bantin");
        let mut desk = Desk::create(&path, "Hậu Giang", "", Lang::Vi, "thoi-su")
            .expect("a new file");
        let day = "2021-02-27".parse().expect("a day");
        desk.add_issue(9, day, None, false).expect("an issue");
        let files: Vec<PathBuf> = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
            .map(|name| {
                let file = folder.join(name);
                let bytes = designs::sample(name).expect("a file of the sample");
                std::fs::write(&file, bytes).expect("room");
                file
            })
            .into();
        desk.import(&files).expect("files of the sample");
        let cache = folder.join("cache.sqlite");
        desk.pictures = Arc::new(Pictures::new(desk.path(), Some(&cache)));
        desk
    }

    fn fingerprints(desk: &mut Desk) -> Vec<u128> {
        let preview = desk.preview().expect("sheets");
        (0..preview.count()).map(|page| preview.fingerprint(page)).collect()
    }

    fn png(desk: &mut Desk, folder: &Path) -> Vec<Vec<u8>> {
        let job = desk.export(&[Output::Png, Output::Screen], folder).expect("a job");
        let exported = job.run(&Alone).expect("files");
        exported.files.iter().map(|file| std::fs::read(file).expect("written")).collect()
    }

    #[test]
    fn sheets_show_plates_first_and_photos_once_they_are_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut desk = fresh(folder.path());
        let (tell, heard) = mpsc::channel();
        // Nothing is made before the plates were looked at.
        let (go, may) = mpsc::channel::<()>();
        let may = Mutex::new(may);
        desk.develop(move |developed| {
            let _ = lock(&may).recv_timeout(Duration::from_secs(60));
            let _ = tell.send(developed);
        });
        let plates = fingerprints(&mut desk);
        assert_eq!(desk.plates.len(), 2, "both photos are still to come");
        let while_missing = png(&mut desk, &folder.path().join("early"));
        assert_eq!(fingerprints(&mut desk), plates, "an export makes no sheet new");
        drop(go);
        loop {
            let now = heard.recv_timeout(Duration::from_secs(60)).expect("it goes on");
            if now.done == now.total {
                break;
            }
        }
        desk.take_pictures();
        let photos = fingerprints(&mut desk);
        assert!(desk.plates.is_empty());
        assert_eq!(photos.len(), plates.len(), "a plate takes the room of its photo");
        assert_ne!(photos, plates);
        let when_ready = png(&mut desk, &folder.path().join("late"));
        assert!(while_missing == when_ready, "exports wait for the pixels");

        // Whoever waits for the pictures sees the same sheets.
        desk.darkroom = None;
        desk.forget();
        assert_eq!(fingerprints(&mut desk), photos);
    }

    #[test]
    fn whoever_waits_is_answered_also_when_the_bulletin_closes() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut desk = fresh(folder.path());
        let ids: Vec<PhotoId> =
            desk.photos().expect("photos").iter().map(|photo| photo.id).collect();
        desk.develop(|_| ());
        let (tell, heard) = mpsc::channel();
        for width in (1100..1400).step_by(10) {
            for id in &ids {
                let tell = tell.clone();
                let taker = Box::new(move |rendition: Option<Rendition>| {
                    let _ = tell.send(rendition.is_some());
                });
                desk.picture(*id, width, taker);
            }
        }
        drop(tell);
        drop(desk);
        let answers: Vec<bool> = heard.iter().collect();
        assert_eq!(answers.len(), 60);
        assert!(answers.contains(&false), "what was not begun is not made any more");
    }

    #[test]
    fn the_press_asks_for_just_the_preview_that_is_made() {
        struct Spy(Mutex<Vec<Recipe>>);
        impl PhotoLibrary for Spy {
            fn rendition(
                &self,
                photo: PhotoId,
                recipe: &Recipe,
            ) -> Result<Rendition, PhotoUnavailable> {
                lock(&self.0).push(*recipe);
                Err(PhotoUnavailable { photo, reason: "a spy".to_owned() })
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let edition = fresh(folder.path()).edition().expect("an issue");
        let design = designs::paper("thoi-su").expect("the design");
        let spy = Spy(Mutex::default());
        let _ = press::Press::new(designs::fonts()).compose(&edition, &design, &spy);
        let asked = lock(&spy.0);
        assert!(!asked.is_empty() && asked.iter().all(|recipe| *recipe == PREVIEW));
    }
}

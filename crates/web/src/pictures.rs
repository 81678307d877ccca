//! The picture files of a bundle: which are wanted, what they are called.
//!
//! Pixels are not touched here. Each rendition is asked from the [`PhotoLibrary`],
//! one after the other; a photo that cannot be had is left out with a remark and the
//! text goes on without it.

use crate::html::plain;
use crate::steps::Steps;
use crate::walk::{self, Met};
use document::body::Figure;
use document::{
    Article, ArticleId, Cancelled, Edition, Fit, Focus, Format, Photo, PhotoId,
    PhotoLibrary, PixelSize, Recipe, Remark, Severity,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sizes a browser may choose from, along the longer side.
const SIDES: [u32; 4] = [480, 800, 1200, 1600];
/// Width of the pictures of the print pages.
const PAPER_WIDTH: u32 = 1600;
/// Width of the pictures of a book: sharp on a tablet, small enough to send.
const BOOK_WIDTH: u32 = 1200;
/// Greatest width of the pictures that go to other systems.
const PASTE_WIDTH: u32 = 1200;
/// Size that social networks show.
const SOCIAL: PixelSize = PixelSize { width: 1200, height: 630 };

const JPEG: Format = Format::Jpeg { quality: 80 };
const AVIF: Format = Format::Avif { quality: 60 };

/// One file of a picture.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    /// Path in the bundle.
    pub(crate) file: String,
    /// True size.
    pub(crate) size: PixelSize,
    /// The file itself.
    pub(crate) bytes: Arc<[u8]>,
}

impl Copy {
    /// File name without folders.
    pub(crate) fn name(&self) -> &str {
        self.file.rsplit('/').next().unwrap_or(&self.file)
    }
}

/// A photo in all its sizes, smallest first.
#[derive(Debug)]
pub(crate) struct Picture {
    /// JPEG files; never empty.
    pub(crate) jpeg: Vec<Copy>,
    /// AVIF files of the same sizes, or none.
    pub(crate) avif: Vec<Copy>,
}

impl Picture {
    /// The one for full view and paper.
    pub(crate) fn largest(&self) -> &Copy {
        self.jpeg.last().expect("a picture has at least one file")
    }

    /// The one for a small place in a line.
    pub(crate) fn smallest(&self) -> &Copy {
        &self.jpeg[0]
    }

    /// The one for browsers that cannot choose.
    pub(crate) fn middle(&self) -> &Copy {
        self.jpeg.get(1).unwrap_or(&self.jpeg[0])
    }

    /// The one for other systems.
    pub(crate) fn for_pasting(&self) -> &Copy {
        let fits = |copy: &&Copy| copy.size.width <= PASTE_WIDTH;
        self.jpeg.iter().rev().find(fits).unwrap_or(&self.jpeg[0])
    }
}

/// Every picture of a bundle.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    by_photo: BTreeMap<PhotoId, Picture>,
    social: BTreeMap<ArticleId, Copy>,
    cards: BTreeMap<ArticleId, Copy>,
}

/// Which files are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All sizes, AVIF and social pictures.
    Web,
    /// One large JPEG each.
    Paper,
    /// One JPEG each that a reading device holds easily.
    Book,
    /// One JPEG each, that of the web package which other systems get.
    Post,
}

impl Pictures {
    /// The files of a photo; `None` when it could not be had.
    pub(crate) fn get(&self, photo: PhotoId) -> Option<&Picture> {
        self.by_photo.get(&photo)
    }

    /// The picture that stands for an article in social networks and letters.
    pub(crate) fn social(&self, article: ArticleId) -> Option<&Copy> {
        self.social.get(&article)
    }

    /// What a link to an article without a photo shows.
    pub(crate) fn card(&self, article: ArticleId) -> Option<&Copy> {
        self.cards.get(&article)
    }

    /// Takes in what was drawn for articles of the edition.
    pub(crate) fn add_cards(
        &mut self,
        edition: &Edition,
        drawn: &BTreeMap<ArticleId, Vec<u8>>,
    ) {
        for (id, bytes) in drawn {
            let Some(article) = edition.article(*id) else { continue };
            let file = format!("anh/{}-og.png", article.slug);
            let bytes = bytes.as_slice().into();
            self.cards.insert(*id, Copy { file, size: SOCIAL, bytes });
        }
    }

    /// Every file, for the bundle.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Copy> {
        self.by_photo
            .values()
            .flat_map(|picture| picture.jpeg.iter().chain(&picture.avif))
            .chain(self.social.values())
            .chain(self.cards.values())
    }
}

/// The renditions that [`make`] asks for at most for the web, by photo: for whoever can
/// make several at once beforehand.
pub(crate) fn recipes(edition: &Edition) -> Vec<(PhotoId, Vec<Recipe>)> {
    let mut wanted: Vec<(PhotoId, Vec<Recipe>)> = Vec::new();
    for (photo, ..) in used(edition) {
        let of = |format| {
            let within = move |width| Recipe { fit: Fit::Within { width }, format };
            widths(photo).into_iter().map(within)
        };
        wanted.push((photo.id, of(JPEG).chain(of(AVIF)).collect()));
    }
    for article in &edition.articles {
        let Some(Cover { photo, focus, .. }) = cover(edition, article) else { continue };
        let fit = Fit::Cover { width: SOCIAL.width, height: SOCIAL.height, focus };
        let recipe = Recipe { fit, format: JPEG };
        if let Some((_, recipes)) = wanted.iter_mut().find(|(id, _)| *id == photo.id)
            && !recipes.contains(&recipe)
        {
            recipes.push(recipe);
        }
    }
    wanted
}

/// The widths of a photo that a browser may choose from: never wider than it is.
///
/// Pages show no photo higher than the screen, so one that stands needs no more pixels
/// than one that lies. What is more than twice as high as wide is a drawing to be read
/// from above to below, and has the full width.
fn widths(photo: &Photo) -> Vec<u32> {
    let PixelSize { width, height } = photo.size;
    let stands = height > width && u64::from(height) <= u64::from(width) * 2;
    let long = if stands { height } else { width.max(1) };
    let across = |side: u32| {
        let across = u64::from(side.min(long)) * u64::from(width) / u64::from(long);
        u32::try_from(across).map_or(1, |across| across.max(1))
    };
    let mut widths: Vec<u32> = SIDES.into_iter().map(across).collect();
    widths.dedup();
    widths
}

/// How many renditions [`make`] asks for at most.
pub(crate) fn count(edition: &Edition, wanted: Wanted) -> usize {
    let photos = used(edition).len();
    match wanted {
        Wanted::Paper | Wanted::Book | Wanted::Post => photos,
        Wanted::Web => photos * SIDES.len() * 2 + edition.articles.len(),
    }
}

/// Makes every picture the articles use.
pub(crate) fn make(
    edition: &Edition,
    library: &dyn PhotoLibrary,
    wanted: Wanted,
    steps: &mut Steps<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<Pictures, Cancelled> {
    let mut pictures = Pictures::default();
    let mut names = BTreeSet::new();
    let mut stems = BTreeMap::new();
    for (photo, article, caption) in used(edition) {
        let stem = stem(photo, &caption, &mut names);
        let made = sizes(library, photo, &stem, wanted, steps);
        match made? {
            Ok(picture) => {
                pictures.by_photo.insert(photo.id, picture);
                stems.insert(photo.id, stem);
            }
            Err(()) => remarks.push(
                Remark::new("photo.unavailable", Severity::Should)
                    .article(article)
                    .photo(photo.id)
                    .with("name", photo.name.clone()),
            ),
        }
    }
    if wanted == Wanted::Web {
        social(edition, library, &stems, &mut pictures, steps)?;
    }
    Ok(pictures)
}

/// The figures of an article, in reading order.
pub(crate) fn figures(article: &Article) -> Vec<&Figure> {
    let mut found = Vec::new();
    walk::body(&article.body, &mut |met| {
        if let Met::Figure(figure) = met {
            found.push(figure);
        }
    });
    found
}

/// The picture that stands for an article.
pub(crate) struct Cover<'e> {
    /// The photo.
    pub(crate) photo: &'e Photo,
    /// The point to keep in view.
    pub(crate) focus: Focus,
    /// Alternative text.
    pub(crate) alt: String,
}

/// The first figure of an article that has a photo.
pub(crate) fn cover<'e>(edition: &'e Edition, article: &Article) -> Option<Cover<'e>> {
    figures(article).into_iter().find_map(|figure| {
        let shown = edition.resolve(figure);
        shown.photo.map(|photo| Cover { photo, focus: shown.focus, alt: shown.alt })
    })
}

/// The photos the articles use, each once, with the article and the caption of its
/// first use.
fn used(edition: &Edition) -> Vec<(&Photo, ArticleId, String)> {
    let mut seen = BTreeSet::new();
    let mut used = Vec::new();
    for article in &edition.articles {
        for figure in figures(article) {
            let resolved = edition.resolve(figure);
            if let Some(photo) = resolved.photo
                && seen.insert(photo.id)
            {
                used.push((photo, article.id, resolved.caption));
            }
        }
    }
    used
}

/// `<caption>-<hash>`: a name that tells people and search engines what they see and
/// changes with the picture, so that it can be cached for ever.
fn stem(photo: &Photo, caption: &str, names: &mut BTreeSet<String>) -> String {
    let words = plain(caption);
    let own_name = photo.name.rsplit_once('.').map_or(photo.name.as_str(), |(s, _)| s);
    let words = if words.trim().is_empty() { own_name } else { words.as_str() };
    let mut slug = vntext::slug(words);
    while slug.len() > 60 {
        match slug.rfind('-') {
            Some(end) => slug.truncate(end),
            None => slug.truncate(60),
        }
    }
    let hash: String =
        photo.hash.chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    let mut stem = format!("{slug}-{hash}");
    if !names.insert(stem.clone()) {
        stem = format!("{stem}-{}", photo.id.0);
        names.insert(stem.clone());
    }
    stem
}

/// Makes all sizes of a photo. The inner error means that the photo cannot be had.
fn sizes(
    library: &dyn PhotoLibrary,
    photo: &Photo,
    stem: &str,
    wanted: Wanted,
    steps: &mut Steps<'_>,
) -> Result<Result<Picture, ()>, Cancelled> {
    let mut make = |width: u32, format: Format, extension: &str| {
        let recipe = Recipe { fit: Fit::Within { width }, format };
        let made = library.rendition(photo.id, &recipe).ok().map(|rendition| Copy {
            file: format!("anh/{stem}-{}.{extension}", rendition.size.width),
            size: rendition.size,
            bytes: rendition.bytes,
        });
        steps.one().map(|()| made)
    };

    let one = match wanted {
        Wanted::Paper => Some(PAPER_WIDTH),
        Wanted::Book => Some(BOOK_WIDTH),
        Wanted::Post => {
            let widths = widths(photo);
            let fits = widths.iter().rev().find(|width| **width <= PASTE_WIDTH);
            fits.or(widths.first()).copied()
        }
        Wanted::Web => None,
    };
    if let Some(width) = one {
        let copy = make(width, JPEG, "jpg")?;
        return Ok(copy
            .map(|copy| Picture { jpeg: vec![copy], avif: Vec::new() })
            .ok_or(()));
    }

    let (mut jpeg, mut avif): (Vec<Copy>, Vec<Copy>) = (Vec::new(), Vec::new());
    let mut worth_it = true;
    for width in widths(photo) {
        let Some(copy) = make(width, JPEG, "jpg")? else { return Ok(Err(())) };
        if jpeg.iter().any(|other| other.file == copy.file) {
            continue;
        }
        // All sizes or none: a browser that reads AVIF looks at no other list.
        if worth_it {
            match make(width, AVIF, "avif")? {
                Some(small) if small.bytes.len() * 100 < copy.bytes.len() * 95 => {
                    avif.push(small);
                }
                _ => {
                    worth_it = false;
                    avif.clear();
                }
            }
        }
        jpeg.push(copy);
    }
    Ok(Ok(Picture { jpeg, avif }))
}

/// Makes one cropped picture for each article that has a photo.
fn social(
    edition: &Edition,
    library: &dyn PhotoLibrary,
    stems: &BTreeMap<PhotoId, String>,
    pictures: &mut Pictures,
    steps: &mut Steps<'_>,
) -> Result<(), Cancelled> {
    // The same photo may be cropped around two points.
    let mut crops: Vec<(PhotoId, Focus, Copy)> = Vec::new();
    for article in &edition.articles {
        let Some(Cover { photo, focus, .. }) = cover(edition, article) else { continue };
        let Some(stem) = stems.get(&photo.id) else { continue };
        let known = crops.iter().find(|(id, at, _)| *id == photo.id && *at == focus);
        let copy = match known {
            Some((_, _, copy)) => copy.clone(),
            None => {
                let fit =
                    Fit::Cover { width: SOCIAL.width, height: SOCIAL.height, focus };
                let made = library.rendition(photo.id, &Recipe { fit, format: JPEG });
                steps.one()?;
                let Ok(rendition) = made else { continue };
                let earlier = crops.iter().filter(|(id, ..)| *id == photo.id).count();
                let number = if earlier == 0 {
                    String::new()
                } else {
                    format!("-{}", earlier + 1)
                };
                let copy = Copy {
                    file: format!("anh/{stem}-og{number}.jpg"),
                    size: rendition.size,
                    bytes: rendition.bytes,
                };
                crops.push((photo.id, focus, copy.clone()));
                copy
            }
        };
        pictures.social.insert(article.id, copy);
    }
    Ok(())
}

//! All photos of a bulletin and where each of them stands, across the issues.
//!
//! Where a photo of the current issue is printed comes from its sheets, to the point;
//! of another issue from its saved plan, which knows the pages of a story alone, until
//! somebody has its sheets measured.

use crate::alike::alike;
use crate::darkroom;
use crate::designs;
use crate::desk::Desk;
use crate::export::press_failure;
use crate::failure::Failure;
use crate::pictures::Pictures;
use crate::reading::{self, ReadPhoto};
use document::body::{self, Block, Body, Figure};
use document::{
    Article, ArticleId, Date, Edition, Issue, IssueId, Mm, Photo, PhotoId, PixelSize, Pt,
};
use press::{BlockKind, Part};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use store::{Changes, EditError, Op};

/// Print is good from here on: the screen ruling of newspapers and office printers
/// shows no more.
const GOOD_PPI: f64 = 200.0;

/// A photo and every place it stands at.
#[derive(Debug, Clone)]
pub struct LibraryPhoto {
    /// The photo.
    pub photo: Photo,
    /// Where it stands: those of the current issue first, then from issue to issue,
    /// those outside of issues last.
    pub placements: Vec<Placement>,
    /// Other photos that look like copies of this one.
    pub alike: Vec<PhotoId>,
}

/// One figure that shows a photo.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// The issue it stands in; `None` for one that stands in none.
    pub issue: Option<IssueId>,
    /// Number and day of that issue.
    pub number: Option<(u32, Date)>,
    /// Which figure of the article it is, counted from 0 in reading order.
    pub index: usize,
    /// How many pictures share its gallery; 1 for a figure of its own.
    pub among: usize,
    /// The figure with its own words and its crop.
    pub figure: Figure,
    /// The pages, counted from 0: of the picture itself when `printed` is known, else
    /// those of the story.
    pub pages: Vec<usize>,
    /// Width and height of the picture on paper.
    pub printed: Option<(Mm, Mm)>,
}

impl Placement {
    /// Pixels per inch as printed here: of the part that is shown, when one is.
    pub fn ppi(&self, size: PixelSize) -> Option<f64> {
        let (width, height) = self.printed?;
        let part = self.figure.crop().map_or(size, |crop| crop.size(size));
        // A crop of the box's shape touches two sides; the finer direction is cut.
        let across = f64::from(part.width) / width.get();
        let down = f64::from(part.height) / height.get();
        Some(across.min(down) * 25.4)
    }
}

/// The greatest width a picture of so many pixels prints well at.
///
/// This only measures; from when on a print is called blurred is decided in `press`.
pub fn prints_well(size: PixelSize) -> Option<Mm> {
    Mm::new(f64::from(size.width) / GOOD_PPI * 25.4)
}

impl Desk {
    /// All photos of the bulletin, with where they stand.
    pub fn library(&mut self) -> Result<Vec<LibraryPhoto>, Failure> {
        let mut placements = self.placements_here()?;
        placements.extend(self.placements_elsewhere()?);
        let photos = self.photos()?;
        let with_places = |photo: &Photo| {
            let of_photo =
                |place: &&Placement| place.figure.photo_name() == Some(&photo.name);
            let placements = placements.iter().filter(of_photo).cloned().collect();
            let alike = alike(photo, &photos);
            LibraryPhoto { photo: photo.clone(), placements, alike }
        };
        Ok(photos.iter().map(with_places).collect())
    }

    /// The photos whose words hold every word of `query`, with or without accents:
    /// caption, credit, place, description, rights, file name, and the day as
    /// `27/02/2021` or `2021-02-27`. An empty query finds all.
    pub fn find_photos(&self, query: &str) -> Result<Vec<PhotoId>, Failure> {
        let wanted = vntext::fold(query);
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |photo: &Photo| {
            let words = searched(photo);
            wanted.iter().all(|word| words.contains(word))
        };
        Ok(self.photos()?.iter().filter(|photo| fits(photo)).map(|p| p.id).collect())
    }

    /// Puts the picture of a file in place of a photo, wherever that stands. Name and
    /// words stay. When the bulletin has the picture already, the texts lead to that one
    /// and `id` is no longer used.
    ///
    /// # Errors
    ///
    /// `photo.unusable` when the file is no picture that can be read; codes of the disk.
    pub fn replace_photo(
        &mut self,
        id: PhotoId,
        path: &Path,
    ) -> Result<(PhotoId, Changes), Failure> {
        let bytes = reading::load(path)?;
        let read = ReadPhoto::new(path.display().to_string(), bytes)
            .map_err(|(code, _)| Failure::new("photo.unusable", code).path(path))?;
        let ReadPhoto { bytes, inspected, glance, .. } = read;
        self.edit(Op::ReplacePhoto, |edit| {
            let now = edit.replace_photo(id, &bytes, inspected.size, Some(glance))?;
            if now != id {
                let (old, new) = (edit.photo(id)?.name, edit.photo(now)?.name);
                lead_elsewhere(edit, &old, &new)?;
            }
            Ok(now)
        })
    }

    /// Lets every text that shows `old` show `new` instead, in all issues.
    pub fn use_instead(
        &mut self,
        old: PhotoId,
        new: PhotoId,
    ) -> Result<Changes, Failure> {
        let edited = self.edit(Op::ReplacePhoto, |edit| {
            let (old, new) = (edit.photo(old)?.name, edit.photo(new)?.name);
            lead_elsewhere(edit, &old, &new)
        })?;
        Ok(edited.1)
    }

    /// Removes a photo that no text shows.
    ///
    /// # Errors
    ///
    /// `photo.used` when one does.
    pub fn remove_photo(&mut self, id: PhotoId) -> Result<Changes, Failure> {
        self.save_typing()?;
        if !self.store.unused_photos()?.iter().any(|photo| photo.id == id) {
            let name = self.store.photo(id)?.name;
            return Err(Failure::new("photo.used", &name).with("name", name));
        }
        Ok(self.edit(Op::RemovePhoto, |edit| edit.remove_photo(id))?.1)
    }

    /// Prepares to measure a photo on the sheets of all issues but the current one; it
    /// runs on its own.
    pub fn measuring(&mut self, id: PhotoId) -> Result<Measuring, Failure> {
        let name = self.store.photo(id)?.name;
        let mut issues = Vec::new();
        for place in self.placements_elsewhere()? {
            if place.figure.photo_name() == Some(&name)
                && let Some(issue) = place.issue
                && !issues.contains(&issue)
            {
                issues.push(issue);
            }
        }
        let editions: Vec<Edition> = issues
            .into_iter()
            .map(|issue| self.store.edition(issue))
            .collect::<Result<_, _>>()?;
        Ok(Measuring { name, editions, pictures: Arc::clone(&self.pictures) })
    }

    /// Figures of the current issue, with their places on the sheets.
    fn placements_here(&mut self) -> Result<Vec<Placement>, Failure> {
        let Some(issue) = self.issue()? else { return Ok(Vec::new()) };
        let preview = self.preview()?;
        let mut found = Vec::new();
        for head in self.outline()? {
            let article = self.article(head.id)?;
            let first = found.len();
            figures_of(&article, Some(&issue), &mut found);
            place_on_sheets(&article.body, &preview, article.id, &mut found[first..]);
        }
        Ok(found)
    }

    /// Figures of all other articles. Kept until something is edited: typing goes on in
    /// the current issue and changes none of them.
    fn placements_elsewhere(&mut self) -> Result<Vec<Placement>, Failure> {
        if let Some(known) = &self.elsewhere {
            return Ok(known.clone());
        }
        let mut found = Vec::new();
        for issue in
            self.issues()?.iter().rev().filter(|issue| Some(issue.id) != self.issue)
        {
            let plan = self.store.plan(issue.id)?;
            for head in self.store.outline(Some(issue.id))? {
                let article = self.store.article(head.id)?;
                let first = found.len();
                figures_of(&article, Some(issue), &mut found);
                let pages: BTreeSet<usize> = plan
                    .iter()
                    .flat_map(|plan| plan.modules())
                    .filter(|(_, module)| module.article == Some(article.id))
                    .map(|(page, _)| page)
                    .collect();
                for place in &mut found[first..] {
                    place.pages = pages.iter().copied().collect();
                }
            }
        }
        for head in self.store.outline(None)? {
            figures_of(&self.article(head.id)?, None, &mut found);
        }
        // What is typed in the pool is not in the file yet.
        if self.typed.is_none() {
            self.elsewhere = Some(found.clone());
        }
        Ok(found)
    }
}

/// Issues to be laid out to see where one photo stands on their sheets.
pub struct Measuring {
    name: String,
    editions: Vec<Edition>,
    pictures: Arc<Pictures>,
}

impl Measuring {
    /// Lays the issues out and measures. Pictures are left grey: their boxes are the
    /// same, and nothing is decoded.
    pub fn run(self) -> Result<Vec<Placement>, Failure> {
        let mut found = Vec::new();
        for edition in self.editions {
            let design = designs::paper_of(&edition.bulletin)?;
            let (edition, plates) = darkroom::plated(&edition, &self.pictures);
            let sheets = crate::press()
                .compose(&edition, &design, &plates)
                .map_err(press_failure)?;
            for article in &edition.articles {
                let first = found.len();
                figures_of(article, Some(&edition.issue), &mut found);
                place_on_sheets(&article.body, &sheets, article.id, &mut found[first..]);
            }
        }
        found.retain(|place| place.figure.photo_name() == Some(&self.name));
        Ok(found)
    }
}

/// What a search looks at, folded.
fn searched(photo: &Photo) -> String {
    let caption = body::plain_text(&body::parse_inline(&photo.caption));
    let day = photo.taken.map(|day| {
        let (year, month, date) = (day.year(), day.month(), day.day());
        format!("{day} {date:02}/{month:02}/{year} {date}/{month}/{year}")
    });
    let words = [
        caption.as_str(),
        &photo.credit,
        &photo.place,
        &photo.alt,
        &photo.rights,
        &photo.name,
        day.as_deref().unwrap_or_default(),
    ];
    vntext::fold(&words.join("\n"))
}

/// Rewrites every article that shows one photo so that it shows another.
fn lead_elsewhere(
    edit: &mut store::Edit<'_>,
    old: &str,
    new: &str,
) -> Result<(), EditError> {
    let mut issues: Vec<Option<IssueId>> =
        edit.issues()?.iter().map(|issue| Some(issue.id)).collect();
    issues.push(None);
    for issue in issues {
        for head in edit.outline(issue)? {
            let mut article = edit.article(head.id)?;
            let mut changed = false;
            let mut lead = |figure: &mut Figure| {
                if figure.photo_name() == Some(old) {
                    figure.src = format!("media/{new}");
                    // Of another picture, the same part is none.
                    figure.set_pair("crop", "");
                    figure.set_pair("focus", "");
                    changed = true;
                }
            };
            body::edit_figures(&mut article.body, &mut lead);
            if changed {
                article.source_text = body::write(&article.body);
                edit.save_article(&article)?;
            }
        }
    }
    Ok(())
}

/// The figures of an article that show photos, not yet on any page.
fn figures_of(article: &Article, issue: Option<&Issue>, found: &mut Vec<Placement>) {
    if !article.source_text.contains("media/") {
        return;
    }
    let galleries = galleries(&article.body);
    let mut index = 0;
    body::edit_figures(&mut article.body.clone(), &mut |figure| {
        if figure.photo_name().is_some() {
            found.push(Placement {
                article: article.id,
                title: article.title.clone(),
                issue: issue.map(|issue| issue.id),
                number: issue.map(|issue| (issue.number, issue.date)),
                index,
                among: galleries.get(index).copied().unwrap_or(1),
                figure: figure.clone(),
                pages: Vec::new(),
                printed: None,
            });
        }
        index += 1;
    });
}

/// How many pictures stand together, for each figure in the order `edit_figures` meets
/// them.
fn galleries(body: &Body) -> Vec<usize> {
    let mut among = Vec::new();
    for block in &body.blocks {
        let mut alone = Body { blocks: vec![block.clone()], notes: Vec::new() };
        let mut count = 0;
        body::edit_figures(&mut alone, &mut |_| count += 1);
        let together = match block {
            Block::Gallery { figures, .. } => figures.len(),
            _ => 1,
        };
        among.extend(std::iter::repeat_n(together, count));
    }
    among
}

/// Finds the boxes of figures on the sheets: the pictures inside the frame of their
/// block, in their order.
fn place_on_sheets(
    body: &Body,
    sheets: &press::Sheets,
    article: ArticleId,
    found: &mut [Placement],
) {
    let frames = sheets.frames_of(article);
    let mut index = 0;
    for (number, block) in body.blocks.iter().enumerate() {
        let mut alone = Body { blocks: vec![block.clone()], notes: Vec::new() };
        let mut figures = 0;
        body::edit_figures(&mut alone, &mut |_| figures += 1);
        let own = index..index + figures;
        index += figures;
        let frame =
            frames.iter().find(|place| place.part == Part::Figure { block: number });
        let Some(frame) = frame else { continue };
        let inside = |x: Pt, y: Pt| {
            x.0 > frame.x.0 - 1.0
                && x.0 < frame.x.0 + frame.width.0
                && y.0 > frame.y.0 - 12.0
                && y.0 < frame.y.0 + frame.height.0
        };
        let mut boxes = sheets.blocks().iter().filter(|block| {
            block.page == frame.page
                && matches!(block.kind, BlockKind::Picture { .. })
                && inside(block.x, block.y)
        });
        for place in found.iter_mut().filter(|place| own.contains(&place.index)) {
            place.pages = vec![frame.page];
            let Some(shown) = boxes.next() else { continue };
            place.printed = mm(shown.width).zip(mm(shown.height));
        }
    }
}

fn mm(length: Pt) -> Option<Mm> {
    Mm::new(length.0 / 72.0 * 25.4)
}

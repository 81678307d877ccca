//! Paper: sheets and PDF.
//!
//! An edition goes in; its pages come out, to look at while writing, to read on a screen
//! and to print. `plan/` decides what stands where, in units and lines; `typeset/`
//! sets words and pictures with Typst; `pdf/` writes the files and finishes them as the
//! standards ask. No other crate knows Typst, and no Typst value leaves this one.
//!
//! Invariants:
//! - The same edition, design and pictures give the same bytes on every machine: nothing
//!   here reads a clock, a disk, an environment variable or randomness.
//! - Whatever the officer wrote, pages and files are made; what is amiss is a remark.
//! - No word of the edition is lost.

mod block;
mod card;
mod compose;
mod cut;
mod design;
mod error;
mod fit;
mod form;
mod inks;
mod leaf;
mod look;
mod offprint;
mod palette;
mod pdf;
mod plan;
mod profile;
pub mod rules;
mod score;
mod script;
mod settings;
mod sheets;
mod sketch;
mod typeset;
mod wish;

pub use block::{Block, BlockKind};
pub use card::CardShape;
pub use compose::{Ask, Composition, Fit, PageGrid, Proposal};
pub use cut::Cut;
pub use design::Design;
pub use error::{DesignError, PressError};
pub use form::{Form, FormColumn, FormField, FormSignature};
pub use pdf::PdfRefused;
pub use profile::{Booklet, Paper, Profile};
pub use score::Marks;
pub use script::{Script, ScriptItem};
pub use settings::Offer;
pub use sheets::{Hit, Line, Part, Pixels, Place, Sheets};

use compose::Order;
use document::{Edition, Key, Lang, Mm, PhotoLibrary, Progress, Pt, Remark, Unwatched};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use typeset::{
    Memo, Originals, Shelf, Shots, StorySet, Studio, Styles, Target, Workshop,
};
use typst::foundations::Smart;
use typst::model::DocumentInfo;
use typst_layout::PagedDocument;

/// A PDF, written.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// What is to be said about them.
    pub remarks: Vec<Remark>,
}

/// The title of a bulletin, alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// As wide as the page, as high as the title.
    pub pdf: Vec<u8>,
    /// The same as a picture, fine enough to print.
    pub png: Vec<u8>,
}

/// Rounds between two looks at what Typst remembers.
const ROUNDS: u64 = 8;

/// Pixels per inch of the title as a picture.
const MASTHEAD_PPI: f32 = 300.0;

/// A press: fonts, and what was set before. Make one and keep it.
pub struct Press {
    world: Workshop,
    shelf: Shelf,
    studio: Studio,
    plans: Memo<plan::Plan>,
    /// Counts compositions, to forget what none of the last ones used.
    round: AtomicU64,
}

impl Press {
    /// A press with these font files, each static TrueType or OpenType.
    pub fn new(fonts: Vec<&'static [u8]>) -> Self {
        Self {
            world: Workshop::new(fonts),
            shelf: Shelf::default(),
            studio: Studio::default(),
            plans: Memo::default(),
            round: AtomicU64::new(0),
        }
    }

    /// Tries a design without an edition: whether its colours can be read and printed,
    /// and its style functions run.
    ///
    /// # Errors
    ///
    /// What is wrong with the design.
    pub fn try_design(&self, design: &Design) -> Result<(), DesignError> {
        if let Some(doubt) = design.doubt.clone() {
            return Err(design.refuse_tokens(doubt));
        }
        let measures = design.measures(document::Trim::tabloid());
        let round = self.round.load(Ordering::Relaxed);
        match Styles::new(&self.world, design, measures, Target::Preview, 0, round) {
            Err(PressError::Design(error)) => Err(error),
            _ => Ok(()),
        }
    }

    /// Lays out a whole edition to look at, with small pictures.
    ///
    /// Stories that did not change since the last call are not set again.
    ///
    /// # Errors
    ///
    /// [`PressError::Design`] when the design cannot be used with these fonts, and
    /// [`PressError::Typesetting`] when its style functions fail.
    pub fn compose(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
    ) -> Result<Sheets, PressError> {
        self.sheets(edition, design, photos, Target::Preview, &Unwatched)
    }

    /// Lays out a whole edition and writes it as a PDF with pictures in print quality.
    ///
    /// # Errors
    ///
    /// [`PressError::Cancelled`] when `progress` says so, [`PressError::Pdf`] when the
    /// file cannot be written, and as for [`Press::compose`].
    pub fn pdf(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
        profile: Profile,
        progress: &dyn Progress,
    ) -> Result<Printed, PressError> {
        let target = match profile {
            Profile::Screen => Target::Screen,
            Profile::Press => Target::Press,
            Profile::Office | Profile::Booklet(_) => Target::Office,
            Profile::Proof => Target::Preview,
        };
        let sheets = self.sheets(edition, design, photos, target, progress)?;
        let pages = sheets.count();
        // For the printer a file is written first and finished then.
        let steps = pages + if profile == Profile::Press { 2 } else { 1 };
        progress.reached(pages, steps)?;
        let meta = meta(edition, &sheets);
        let bytes = match profile {
            Profile::Screen => pdf::screen(&sheets.document, &meta)?,
            Profile::Press => {
                let plates = pdf::plates(&sheets.document, &meta)?;
                let Sheets { remarks, document, .. } = sheets;
                drop(document);
                comemo::evict(0);
                progress.reached(pages + 1, steps)?;
                let bytes = pdf::finish(plates, &meta)?;
                progress.reached(steps, steps)?;
                return Ok(Printed { bytes, pages, remarks });
            }
            Profile::Office => pdf::office(&sheets.document, &meta)?,
            Profile::Booklet(booklet) => pdf::booklet(&sheets.document, &meta, booklet)?,
            Profile::Proof => {
                let measures = design.measures(edition.bulletin.trim);
                pdf::proof(&sheets.document, &meta, &lines(&sheets, &measures.grid))?
            }
        };
        progress.reached(steps, steps)?;
        Ok(Printed { bytes, pages, remarks: sheets.remarks })
    }

    /// The title alone, as it stands at the head of page 1.
    ///
    /// # Errors
    ///
    /// As for [`Press::pdf`].
    pub fn masthead(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
    ) -> Result<Masthead, PressError> {
        // Stories stand below it and change nothing in it.
        let bare = Edition {
            articles: Vec::new(),
            plan: None,
            wishes: document::Wishes::new(),
            ..edition.clone()
        };
        let target = Target::Office;
        let sheets = self.sheets(&bare, design, photos, target, &Unwatched)?;
        let measures = design.measures(edition.bulletin.trim);
        let modules = sheets.plan.pages.iter().flatten();
        let lines = modules
            .filter(|module| module.kind == document::ModuleKind::Masthead)
            .map(|module| module.line + module.lines)
            .max()
            .unwrap_or_default();
        let grid = &measures.grid;
        let height = grid.top + f64::from(lines) * grid.baseline;
        let meta = meta(edition, &sheets);
        let title = pdf::title::cut(&sheets.document, height)
            .expect("an issue without stories has a page");
        let pdf = pdf::title::write(&title, &meta)?;
        let shown = Sheets { document: title, ..sheets };
        Ok(Masthead { pdf, png: shown.png(0, MASTHEAD_PPI) })
    }

    /// A form that goes with an issue, on A4: PDF/UA-1 and PDF/A-2a. `kind` parts its
    /// identifier from those of other forms.
    ///
    /// # Errors
    ///
    /// [`PressError::Typesetting`] without the fonts of forms, and as for [`Press::pdf`].
    pub fn form(
        &self,
        edition: &Edition,
        form: &Form,
        kind: &str,
    ) -> Result<Vec<u8>, PressError> {
        form::write(&self.world, form, &form::meta(form, edition, kind))
    }

    /// The script of an issue for whoever reads it out, on A4: PDF/UA-1 and PDF/A-2a.
    ///
    /// # Errors
    ///
    /// As for [`Press::form`].
    pub fn script(
        &self,
        edition: &Edition,
        script: &Script,
    ) -> Result<Vec<u8>, PressError> {
        script::write(&self.world, script, edition)
    }

    fn sheets(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
        target: Target,
        progress: &dyn Progress,
    ) -> Result<Sheets, PressError> {
        let originals = Originals::new(photos);
        loop {
            let lost = originals.lost();
            let sheets = self.sheets_of(edition, design, &originals, target, progress)?;
            // A photo whose print cannot be had leaves no hole: words take its room.
            if originals.lost() == lost {
                return Ok(sheets);
            }
        }
    }

    fn sheets_of(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &Originals<'_>,
        target: Target,
        progress: &dyn Progress,
    ) -> Result<Sheets, PressError> {
        self.set(edition, design, photos, target, progress, |work, stories| {
            let Work { styles, shots, shelf, round } = work;
            let (set, kept) = ((styles, shots), (shelf, round));
            let (stories, order) = self.fitted(edition, design, set, stories, kept)?;
            let stories = stories.as_slice();
            let plan = self.planned(&order, &styles.measures.grid, round);
            if target != Target::Preview {
                comemo::evict(0);
            }
            let composed = typeset::assemble::compose(
                edition, styles, shots, stories, &plan, progress,
            )?;
            let own = stories.iter().flat_map(|story| story.remarks.clone());
            let mut remarks: Vec<Remark> = own.collect();
            remarks.extend(composed.remarks);
            remarks.extend(order.remarks(&plan, &styles.measures.grid));
            remarks.sort();
            remarks.dedup();
            let info = DocumentInfo {
                title: Some(title(edition).into()),
                locale: Smart::Custom(typst::text::Locale::new(
                    match edition.bulletin.lang {
                        Lang::Vi => typst::text::Lang::VIETNAMESE,
                        Lang::En => typst::text::Lang::ENGLISH,
                    },
                    None,
                )),
                ..DocumentInfo::default()
            };
            let fits = order.rooms(&plan);
            let plan = order.page_plan(&plan.modules, &styles.measures.grid);
            let document = PagedDocument::new(composed.pages.into_iter().collect(), info);
            let (spots, blocks) = (composed.spots, composed.blocks);
            Ok(Sheets { document, spots, blocks, remarks, fits, plan })
        })
    }

    /// The plan to typeset. Files of an issue follow one plan: it is made once.
    fn planned(&self, order: &Order, grid: &plan::Grid, round: u64) -> Arc<plan::Plan> {
        let Some(name) = order.name(grid) else { return Arc::new(order.plan(grid)) };
        let known = self.plans.get(name, round);
        known.unwrap_or_else(|| self.plans.put(name, round, order.plan(grid)))
    }

    /// Sets the stories of an edition and does something with them.
    fn set<T>(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &Originals<'_>,
        target: Target,
        progress: &dyn Progress,
        then: impl FnOnce(Work<'_>, &[Arc<StorySet>]) -> Result<T, PressError>,
    ) -> Result<T, PressError> {
        let round = self.round.fetch_add(1, Ordering::Relaxed) + 1;
        // What is set for a file is set once. Kept, a long issue would be held in memory
        // beside its pictures.
        let spare = Shelf::default();
        let shelf = if target == Target::Preview { &self.shelf } else { &spare };
        let measures = design.measures(edition.bulletin.trim);
        let done = Styles::new(&self.world, design, measures, target, 0, round).and_then(
            |styles| {
                let looks = (design.tokens.look.pictures, design.is_one_ink());
                let shots = Shots::new(&self.studio, photos, target, round, looks);
                let mut stories = Vec::with_capacity(edition.articles.len());
                for article in &edition.articles {
                    let story = shelf.story(edition, article, &styles, &shots, round)?;
                    stories.push(story);
                    progress.reached(0, edition.articles.len().max(1))?;
                }
                let (styles, shots) = (&styles, &shots);
                then(Work { styles, shots, shelf, round }, &stories)
            },
        );
        // Typst's own memory, after failures too. Looking through it takes as long as a
        // page does.
        if target != Target::Preview || round.is_multiple_of(ROUNDS) {
            comemo::evict(1);
        }
        self.world.tidy(round);
        self.shelf.tidy(round);
        self.plans.tidy(round);
        self.studio.tidy(round);
        done
    }
}

/// What stories are set with.
#[derive(Clone, Copy)]
struct Work<'w> {
    styles: &'w Styles<'w>,
    shots: &'w Shots<'w>,
    shelf: &'w Shelf,
    round: u64,
}

/// The title of the issue: `Bản tin Hậu Giang, Số 9, Thứ Bảy, 27-2-2021`.
fn title(edition: &Edition) -> String {
    let kind = match (edition.text(Key::KindWord).trim(), edition.bulletin.lang) {
        ("", Lang::En) => "Bulletin",
        _ => "Bản tin",
    };
    let name = edition.bulletin.name().trim();
    // "Bản tin Bản tin Hậu Giang" is said by no one.
    let told = [kind, "Bản tin"].iter().any(|kind| begins_with(name, kind));
    let kind = if told { "" } else { kind };
    let number = match edition.bulletin.lang {
        Lang::Vi => format!("Số {}", edition.issue.number),
        Lang::En => format!("No. {}", edition.issue.number),
    };
    let date = edition.issue.date.long(edition.bulletin.lang);
    [format!("{kind} {name}").trim(), &number, &date].join(", ")
}

/// Whether `name` begins with these words, in capitals or not.
pub(crate) fn begins_with(name: &str, words: &str) -> bool {
    let plain = |text: &str| -> Vec<String> {
        let text = vntext::nfc(text).to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    plain(name).starts_with(&plain(words))
}

/// Where lines of text stand, to number them.
fn lines(sheets: &Sheets, grid: &plan::Grid) -> pdf::Lines {
    let baselines =
        |page| sheets.texts(page).iter().map(|line| line.baseline.0).collect();
    pdf::Lines {
        first: grid.top + grid.above,
        step: grid.baseline,
        count: grid.lines,
        baselines: (0..sheets.count()).map(baselines).collect(),
    }
}

fn meta(edition: &Edition, sheets: &Sheets) -> pdf::Meta {
    // From what stands on the pages: the typesetter's own hashes differ from one run
    // of the program to the next.
    let mut content = Sha256::new();
    content.update(title(edition));
    for page in 0..sheets.count() {
        for line in sheets.texts(page) {
            let (Pt(x), Pt(y)) = (line.x, line.baseline);
            content.update(format!("{page} {x:.2} {y:.2} {}\n", line.text));
        }
    }
    for photo in edition.photos.values() {
        content.update(&photo.hash);
    }
    let id: String =
        content.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let subject = edition
        .articles
        .iter()
        .map(|article| article.headline_on_paper().trim())
        .find(|title| !title.is_empty())
        .unwrap_or_default();
    pdf::Meta {
        title: title(edition),
        author: edition.text(Key::PublishingBody).trim().to_owned(),
        subject: subject.to_owned(),
        lang: edition.bulletin.lang,
        date: edition.issue.date,
        document_id: id,
        issue_line: title(edition),
        trim: edition.bulletin.trim,
        bleed: Mm::new(sheets::BLEED_MM).expect("a bleed above zero"),
    }
}

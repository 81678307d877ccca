//! Exports: from one frozen edition to files, all or nothing.
//!
//! Everything is made in a temporary folder inside the target folder and moved into
//! place at the end, so that a failed or cancelled export leaves what stood there.

use crate::apiece;
use crate::broadcast;
use crate::designs;
use crate::failure::Failure;
use crate::forms;
use crate::moved;
use crate::output::Output;
use crate::pictures::Pictures;
use crate::placing::{pack, put, replaceable, write, write_all};
use crate::provenance;
use document::{Cancelled, Edition, Fit, Format, Lang, Mm, Progress, Recipe};
use press::{Booklet, Paper, Profile};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Who follows an export.
pub trait Follow: Sync {
    /// Hears that `done` of `total` steps of `output` are finished.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] when the export shall stop and leave nothing.
    fn reached(&self, output: Output, done: usize, total: usize)
    -> Result<(), Cancelled>;
}

/// An export ready to run on any thread.
pub struct ExportJob {
    pub(crate) edition: Arc<Edition>,
    pub(crate) pictures: Arc<Pictures>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) folder: PathBuf,
    pub(crate) booklet: Booklet,
    /// Every issue with articles, the newest first; filled for [`Output::Site`] only.
    pub(crate) issues: Vec<Arc<Edition>>,
}

/// What an export left in its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files written, in order.
    pub files: Vec<PathBuf>,
    /// Files of somebody else that stood in their place.
    pub replaced: Vec<PathBuf>,
}

/// Resolution of the page pictures.
const PNG_PPI: f32 = 110.0;
/// Resolution of the page on the cover of a book.
const COVER_PPI: f32 = 150.0;

impl ExportJob {
    /// Says how a booklet is folded, if one is made: the paper, else what the pages
    /// fit on, and how far its innermost sheet would stick out, in millimetres.
    pub fn fold(&mut self, paper: Option<Paper>, creep: Option<f64>) {
        let usual = self.booklet;
        // More than a centimetre would push the text into the fold.
        let creep = creep.and_then(|mm| Mm::new(mm.min(10.0)));
        self.booklet = Booklet { paper: paper.unwrap_or(usual.paper), creep };
    }

    /// Makes every output and tells what it wrote.
    ///
    /// # Errors
    ///
    /// The target folder is then as it was before.
    pub fn run(&self, follow: &dyn Follow) -> Result<Exported, Failure> {
        let made_here = !self.folder.exists();
        if self.folder.is_file() {
            return Err(Failure::new("export.not_a_folder", "a file").path(&self.folder));
        }
        fs::create_dir_all(&self.folder)
            .map_err(|source| Failure::disk(&self.folder, &source))?;
        let result = self.run_in_folder(follow);
        if made_here && result.is_err() {
            // Only when it is still empty.
            let _ = fs::remove_dir(&self.folder);
        }
        result
    }

    /// One line about files of somebody else that were replaced; nothing when there
    /// were none.
    pub fn replaced(&self, exported: &Exported, lang: Lang) -> Option<String> {
        if exported.replaced.is_empty() {
            return None;
        }
        let (names, more) = provenance::named(&self.folder, &exported.replaced);
        let code = if more > 0 { "export.replaced_many" } else { "export.replaced" };
        let values = [("names", names), ("more", more.to_string())];
        Some(crate::notice(lang, code, &values))
    }

    fn run_in_folder(&self, follow: &dyn Follow) -> Result<Exported, Failure> {
        for (output, name) in [(Output::Web, "web"), (Output::Site, "site")] {
            let folder = self.folder.join(name);
            if self.outputs.contains(&output) && !replaceable(&folder) {
                return Err(Failure::new("export.foreign_web", "not ours").path(&folder));
            }
        }
        let draft = tempfile::Builder::new()
            .prefix(".bantin-")
            .tempdir_in(&self.folder)
            .map_err(|source| Failure::disk(&self.folder, &source))?;
        let mut exported = Exported::default();
        let made = self.make(draft.path(), follow)?;
        for part in made {
            put(draft.path(), &self.folder, &part, &mut exported)?;
        }
        Ok(exported)
    }

    /// Makes the outputs in `draft`; returns the names at its top.
    fn make(&self, draft: &Path, follow: &dyn Follow) -> Result<Vec<String>, Failure> {
        let mut made = Vec::new();
        let mut screen_pdf = None;
        let mut outputs = self.outputs.clone();
        outputs.sort_unstable();
        outputs.dedup();
        for output in outputs {
            follow.reached(output, 0, 1)?;
            let watch = Watch { output, follow };
            match output {
                Output::Press => {
                    let pdf = self.pdf(Profile::Press, &watch)?;
                    write(draft, "press.pdf", &pdf)?;
                    made.push("press.pdf".to_owned());
                }
                Output::Screen => {
                    let pdf: Arc<[u8]> = self.pdf(Profile::Screen, &watch)?.into();
                    write(draft, "screen.pdf", &pdf)?;
                    made.push("screen.pdf".to_owned());
                    screen_pdf = Some(pdf);
                }
                Output::Office | Output::Booklet | Output::Proof => {
                    let profile = match output {
                        Output::Booklet => Profile::Booklet(self.booklet),
                        Output::Proof => Profile::Proof,
                        _ => Profile::Office,
                    };
                    let pdf = self.pdf(profile, &watch)?;
                    let name = format!("{}.pdf", output.as_str());
                    write(draft, &name, &pdf)?;
                    made.push(name);
                }
                Output::Masthead => {
                    let design = designs::paper_of(&self.edition.bulletin)?;
                    let title = crate::press()
                        .masthead(&self.edition, &design, self.pictures.as_ref())
                        .map_err(press_failure)?;
                    write(draft, "masthead.pdf", &title.pdf)?;
                    write(draft, "masthead.png", &provenance::marked(&title.png))?;
                    made.extend(["masthead.pdf", "masthead.png"].map(str::to_owned));
                }
                Output::Royalties => {
                    let pdf = self.form(&forms::royalty(&self.edition), output)?;
                    write(draft, "royalties.pdf", &pdf)?;
                    write(draft, "royalties.csv", &forms::royalty_csv(&self.edition))?;
                    made.extend(["royalties.pdf", "royalties.csv"].map(str::to_owned));
                }
                Output::Deposit => {
                    let form = forms::deposit(&self.edition, self.sheets()?.count());
                    write(draft, "deposit.pdf", &self.form(&form, output)?)?;
                    made.push("deposit.pdf".to_owned());
                }
                Output::PrintHtml => {
                    let theme = self.theme()?;
                    let pages = web::print_pages(
                        &self.edition,
                        &theme,
                        self.pictures.as_ref(),
                        &watch,
                    )
                    .map_err(|error| self.web_failure(error))?;
                    write_all(draft, "print", &pages.files)?;
                    made.push("print".to_owned());
                }
                Output::Web => {
                    let pdf = match &screen_pdf {
                        Some(pdf) => Arc::clone(pdf),
                        None => {
                            let quiet = Quiet(&watch);
                            self.pdf(Profile::Screen, &quiet)?.into()
                        }
                    };
                    let moved =
                        moved::names_before(&self.folder.join("web"), &self.edition);
                    let extras = web::Extras {
                        issue_pdf: Some(pdf),
                        moved,
                        cards: apiece::for_links(&self.edition, &self.pictures)?,
                        offprints: apiece::offprints(
                            &self.edition,
                            &self.pictures,
                            &Quiet(&watch),
                        )?,
                        ..Default::default()
                    };
                    let theme = self.theme()?;
                    let wanted = web::recipes(&self.edition);
                    self.pictures.prepare(&wanted, &Part::new(&watch, 0, 90))?;
                    let bundle = web::bundle(
                        &self.edition,
                        &theme,
                        self.pictures.as_ref(),
                        &extras,
                        &Part::new(&watch, 90, 100),
                    )
                    .map_err(|error| self.web_failure(error))?;
                    write_all(draft, "web", &bundle.files)?;
                    write(draft, "web.zip", &web::zip(&bundle))?;
                    made.push("web".to_owned());
                    made.push("web.zip".to_owned());
                }
                Output::Site => {
                    self.site(draft, &watch)?;
                    pack(draft, "site")?;
                    made.extend(["site", "site.zip"].map(str::to_owned));
                }
                Output::Epub => {
                    let book = self.book(&watch)?;
                    write_all(draft, ".", &book.files)?;
                    made.extend(book.files.into_keys());
                }
                Output::Wxr => {
                    let issue = web::wxr(&self.edition, self.pictures.as_ref(), &watch)
                        .map_err(|error| self.web_failure(error))?;
                    write_all(draft, "wordpress", &issue.files)?;
                    made.push("wordpress".to_owned());
                }
                Output::Png => {
                    self.png(draft, &watch)?;
                    made.push("png".to_owned());
                }
                Output::Social => {
                    let cards = apiece::cards(&self.edition, &self.pictures, &watch)?;
                    for (name, card) in &cards {
                        write(draft, &format!("social/{name}"), card)?;
                    }
                    if !cards.is_empty() {
                        made.push("social".to_owned());
                    }
                }
                Output::Script => {
                    let scripts = web::scripts(&self.edition).files;
                    write_all(draft, "script", &scripts)?;
                    if let Some(script) = broadcast::script(&self.edition) {
                        let pdf = crate::press()
                            .script(&self.edition, &script)
                            .map_err(press_failure)?;
                        write(draft, "script/script.pdf", &pdf)?;
                        made.push("script".to_owned());
                    }
                }
            }
            follow.reached(output, 1, 1)?;
        }
        Ok(made)
    }

    fn pdf(&self, profile: Profile, progress: &dyn Progress) -> Result<Vec<u8>, Failure> {
        let design = designs::paper_of(&self.edition.bulletin)?;
        let printed = crate::press()
            .pdf(&self.edition, &design, self.pictures.as_ref(), profile, progress)
            .map_err(press_failure)?;
        Ok(printed.bytes)
    }

    /// Every issue in its folder, and what stands above them.
    fn site(&self, draft: &Path, watch: &Watch<'_>) -> Result<(), Failure> {
        let editions: Vec<&Edition> = self.issues.iter().map(Arc::as_ref).collect();
        let Some(newest) = editions.first() else {
            return Err(Failure::new("export.no_articles", "no issue has an article"));
        };
        let folders = web::folders(editions.iter().copied());
        let share = |done: usize| 95 * done / editions.len();
        for (place, (edition, folder)) in editions.iter().zip(&folders).enumerate() {
            let one = Part::new(watch, share(place), share(place + 1));
            one.reached(0, 100)?;
            let design = designs::paper_of(&edition.bulletin)?;
            let pdf = crate::press()
                .pdf(
                    edition,
                    &design,
                    self.pictures.as_ref(),
                    Profile::Screen,
                    &Quiet(watch),
                )
                .map_err(press_failure)?;
            let extras = web::Extras {
                issue_pdf: Some(pdf.bytes.into()),
                folder: Some(folder.clone()),
                moved: moved::names_before(
                    &self.folder.join("site").join(folder),
                    edition,
                ),
                cards: apiece::for_links(edition, &self.pictures)?,
                offprints: apiece::offprints(edition, &self.pictures, &Quiet(watch))?,
                ..Default::default()
            };
            self.pictures.prepare(&web::recipes(edition), &Quiet(watch))?;
            let bundle = web::bundle(
                edition,
                &designs::screen_of(&edition.bulletin)?,
                self.pictures.as_ref(),
                &extras,
                &one,
            )
            .map_err(|error| web_failure(&edition.bulletin.design, error))?;
            // One issue at a time: all of them need not fit in memory.
            write_all(draft, &format!("site/{folder}"), &bundle.files)?;
        }
        let above = web::archive(
            &editions,
            &designs::screen_of(&newest.bulletin)?,
            self.pictures.as_ref(),
            None,
            &Part::new(watch, 95, 100),
        )
        .map_err(|error| web_failure(&newest.bulletin.design, error))?;
        write_all(draft, "site", &above.files)
    }

    fn form(&self, form: &press::Form, output: Output) -> Result<Vec<u8>, Failure> {
        let form = crate::press().form(&self.edition, form, output.as_str());
        form.map_err(press_failure)
    }

    fn sheets(&self) -> Result<press::Sheets, Failure> {
        let design = designs::paper_of(&self.edition.bulletin)?;
        crate::press()
            .compose(&self.edition, &design, self.pictures.as_ref())
            .map_err(press_failure)
    }

    /// The issue for reading devices, with page 1 as its cover.
    fn book(&self, watch: &Watch<'_>) -> Result<web::Bundle, Failure> {
        let theme = self.theme()?;
        let sheets = self.sheets()?;
        watch.reached(10, 100)?;
        let cover = match sheets.count() {
            0 => None,
            _ => jpeg(&sheets.png(0, COVER_PPI)),
        };
        web::epub(
            &self.edition,
            &theme,
            self.pictures.as_ref(),
            cover.as_deref(),
            &Part::new(watch, 10, 100),
        )
        .map_err(|error| self.web_failure(error))
    }

    fn png(&self, draft: &Path, progress: &dyn Progress) -> Result<(), Failure> {
        let sheets = self.sheets()?;
        for page in 0..sheets.count() {
            progress.reached(page, sheets.count())?;
            let name = format!("png/page-{:03}.png", page + 1);
            write(draft, &name, &provenance::marked(&sheets.png(page, PNG_PPI)))?;
        }
        Ok(())
    }

    fn web_failure(&self, error: web::WebError) -> Failure {
        web_failure(&self.edition.bulletin.design, error)
    }

    fn theme(&self) -> Result<web::Theme, Failure> {
        designs::screen_of(&self.edition.bulletin)
    }
}

/// The picture of a page as JPEG, which every reading device shows.
fn jpeg(png: &[u8]) -> Option<Arc<[u8]>> {
    let size = photo::inspect(png).ok()?.size;
    let fit = Fit::Within { width: size.width };
    let recipe = Recipe { fit, format: Format::Jpeg { quality: 82 } };
    let made = photo::render(png, &[recipe]).ok()?;
    made.into_iter().next().map(|rendition| rendition.bytes)
}

pub(crate) fn press_failure(error: press::PressError) -> Failure {
    match error {
        press::PressError::Cancelled(cancelled) => cancelled.into(),
        press::PressError::Design(error) => designs::broken(error.design(), &error),
        other => Failure::new(other.code(), &other),
    }
}

pub(crate) fn web_failure(design: &str, error: web::WebError) -> Failure {
    match error {
        web::WebError::Cancelled(cancelled) => cancelled.into(),
        web::WebError::Template { file, line, message } => {
            designs::broken_at(design, &format!("templates/{file}"), line, &message)
        }
        other => Failure::new(other.code(), &other),
    }
}

/// Passes the steps of one output on.
struct Watch<'a> {
    output: Output,
    follow: &'a dyn Follow,
}

impl Progress for Watch<'_> {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        self.follow.reached(self.output, done, total)
    }
}

/// Work that belongs to an output without being counted in its steps.
struct Quiet<'a>(&'a Watch<'a>);

impl Progress for Quiet<'_> {
    fn reached(&self, _done: usize, _total: usize) -> Result<(), Cancelled> {
        self.0.reached(0, 1)
    }
}

/// One part of the steps of an output, in hundredths of the whole.
struct Part<'a> {
    watch: &'a Watch<'a>,
    from: usize,
    to: usize,
}

impl<'a> Part<'a> {
    fn new(watch: &'a Watch<'a>, from: usize, to: usize) -> Self {
        Self { watch, from, to }
    }
}

impl Progress for Part<'_> {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        let share = (self.to - self.from) * done.min(total) / total.max(1);
        self.watch.reached(self.from + share, 100)
    }
}

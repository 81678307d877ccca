//! From a typeset document to the bytes of a PDF file.
//!
//! Two profiles keep a standard: [`screen`] for reading and for the archive, [`plates`]
//! and [`finish`] for the printer. Three are for the office: [`office`] for any printer, [`booklet`]
//! to fold, [`proof`] to read and sign. What a page shows is decided before; here it
//! only gets its boxes, its marks and what its standard demands. `standards/*.md`
//! lists each clause, who keeps it and which test holds it.
//!
//! Invariants:
//! - The same document and [`Meta`] give the same bytes: dates and identifiers come
//!   from [`Meta`], never from a clock.
//! - No profile moves anything inside the trimmed page.
//! - A refusal names every violation, not only the first.

mod booklet;
mod finish;
mod letters;
mod marks;
mod packet;
mod proof;
mod slug;
pub(crate) mod title;

#[cfg(test)]
mod tests;

pub(crate) use proof::Lines;

use crate::Booklet;
use document::{Date, Lang, Mm, Trim};
use ecow::{EcoString, EcoVec};
use std::str::FromStr;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::layout::{Abs, Sides};
use typst::model::{DocumentInfo, Numbering, NumberingPattern};
use typst::text::Locale;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The program that writes the files, as their metadata name it.
const CREATOR: &str = "Bantin";

/// The offset of Indochina Time, in minutes: an issue's date is a day in Vietnam.
const VIETNAM_OFFSET: i32 = 7 * 60;

/// What a PDF file says about itself, beside its pages.
#[derive(Debug, Clone)]
pub(crate) struct Meta {
    /// Title shown by readers. Must not be empty: PDF/UA-1 demands one.
    pub(crate) title: String,
    /// Publishing body. May be empty.
    pub(crate) author: String,
    /// What the issue is about, in a sentence. May be empty.
    pub(crate) subject: String,
    /// Language of the document.
    pub(crate) lang: Lang,
    /// Day of the issue; every date in the file is this one.
    pub(crate) date: Date,
    /// Stable hexadecimal digits made from the content.
    pub(crate) document_id: String,
    /// The issue in one line, for the printer's slug.
    pub(crate) issue_line: String,
    /// Size of the page after cutting.
    pub(crate) trim: Trim,
    /// How far ink runs past the cut.
    pub(crate) bleed: Mm,
}

/// A document that cannot be written as the standard demands.
///
/// Content alone must never lead here: what an officer writes is made to conform
/// while it is typeset. Each of these is a defect of ours, worth a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfRefused {
    /// The standard forbids something on the pages.
    #[error("the document breaks the standard: {}", violations.join("; "))]
    Nonconforming {
        /// Every violation, in the order of the pages.
        violations: Vec<String>,
    },

    /// The exported file could not be finished for the press.
    #[error("the press file could not be finished: {reason}")]
    Unfinished {
        /// What the file lacked.
        reason: String,
    },
}

impl PdfRefused {
    /// The stable name the interface branches on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nonconforming { .. } => "pdf.nonconforming",
            Self::Unfinished { .. } => "pdf.unfinished",
        }
    }
}

/// Writes the file for reading: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
///
/// The page ends at the trim: bleed is not shown, so `MediaBox` and, by
/// default, `TrimBox` are the trimmed page.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] with every violation of either standard.
pub(crate) fn screen(
    document: &PagedDocument,
    meta: &Meta,
) -> Result<Vec<u8>, PdfRefused> {
    let pages = document
        .pages()
        .iter()
        .enumerate()
        .map(|(index, page)| Page {
            bleed: Sides::splat(Abs::zero()),
            ..numbered(page, index)
        })
        .collect();
    let document = PagedDocument::new(pages, info(meta));
    let standards = [PdfStandard::Ua_1, PdfStandard::A_2a];
    typst_pdf::pdf(&document, &options(meta, &standards, true)).map_err(nonconforming)
}

/// Writes the pages for the printer; [`finish`] makes PDF/X-4 of them.
///
/// Every page gets its bleed, crop and register marks and a slug line outside of it.
/// Ink that runs past the bleed is cut off there. The file carries no structure, no
/// links and no bookmarks: nothing a plate could not show.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] when the pages cannot be exported.
pub(crate) fn plates(
    document: &PagedDocument,
    meta: &Meta,
) -> Result<Vec<u8>, PdfRefused> {
    let slug = slug::Slug::new(document.pages(), meta);
    let pages: EcoVec<Page> = document
        .pages()
        .iter()
        .enumerate()
        .map(|(index, page)| marks::dress(&numbered(page, index), index, &slug, meta))
        .collect();
    let document = PagedDocument::new(pages, info(meta));
    typst_pdf::pdf(&document, &options(meta, &[PdfStandard::V_1_6], false))
        .map_err(nonconforming)
}

/// Makes what [`plates`] wrote a file for the printer: PDF/X-4 (ISO 15930-7).
///
/// Apart from the pages, so that they need not be held while the file is taken apart.
///
/// # Errors
///
/// [`PdfRefused::Unfinished`] when the exported file is not what we know it to be.
pub(crate) fn finish(plates: Vec<u8>, meta: &Meta) -> Result<Vec<u8>, PdfRefused> {
    finish::pdf_x_4(plates, meta)
}

/// Writes the file for a printer in the office: RGB, cut at the trim, as plain a PDF as
/// printers of any age take. It is tagged all the same, because files are passed on.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] when the pages cannot be exported.
pub(crate) fn office(
    document: &PagedDocument,
    meta: &Meta,
) -> Result<Vec<u8>, PdfRefused> {
    let pages = document.pages().iter().enumerate();
    let pages = pages.map(|(index, page)| numbered(page, index)).collect();
    plain(&PagedDocument::new(pages, info(meta)), meta, "office", true)
}

/// Writes two pages to a side of the copier's paper, to print on both sides and fold.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] when the pages cannot be exported.
pub(crate) fn booklet(
    document: &PagedDocument,
    meta: &Meta,
    booklet: Booklet,
) -> Result<Vec<u8>, PdfRefused> {
    // Read page by page it makes no sense, so it has no structure to read.
    plain(&booklet::impose(document, meta, booklet), meta, "booklet", false)
}

/// Writes pages to read and sign, with a watermark and numbered lines.
///
/// # Errors
///
/// [`PdfRefused::Nonconforming`] when the pages cannot be exported.
pub(crate) fn proof(
    document: &PagedDocument,
    meta: &Meta,
    lines: &Lines,
) -> Result<Vec<u8>, PdfRefused> {
    plain(&proof::mark(document, meta, lines), meta, "proof", false)
}

/// Writes a file that keeps no standard but PDF 1.4's. `kind` parts its identifier from
/// those of other files of the same issue.
fn plain(
    document: &PagedDocument,
    meta: &Meta,
    kind: &str,
    tagged: bool,
) -> Result<Vec<u8>, PdfRefused> {
    let own =
        Meta { document_id: format!("{} {kind}", meta.document_id), ..meta.clone() };
    typst_pdf::pdf(document, &options(&own, &[PdfStandard::V_1_4], tagged))
        .map_err(nonconforming)
}

/// The page with a number that readers show; the design's own stays.
fn numbered(page: &Page, index: usize) -> Page {
    let numbering = page.numbering.clone().unwrap_or_else(|| {
        let arabic = NumberingPattern::from_str("1").expect("a numbering pattern");
        Numbering::Pattern(arabic)
    });
    let number = if page.numbering.is_some() { page.number } else { index as u64 + 1 };
    Page { numbering: Some(numbering), number, ..page.clone() }
}

fn info(meta: &Meta) -> DocumentInfo {
    let given = |text: &str| (!text.is_empty()).then(|| EcoString::from(text));
    DocumentInfo {
        title: given(&meta.title),
        author: given(&meta.author).into_iter().collect(),
        description: given(&meta.subject),
        keywords: Vec::new(),
        // The timestamp of the options carries the time zone, a date here would not.
        date: Smart::Auto,
        locale: Smart::Custom(Locale::new(typst_lang(meta.lang), None)),
    }
}

fn options(meta: &Meta, standards: &[PdfStandard], tagged: bool) -> PdfOptions {
    let midnight = Datetime::from_ymd_hms(
        meta.date.year().into(),
        meta.date.month(),
        meta.date.day(),
        0,
        0,
        0,
    );
    PdfOptions {
        ident: Smart::Custom(meta.document_id.clone()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: midnight.and_then(|day| Timestamp::new_local(day, VIETNAM_OFFSET)),
        page_ranges: None,
        standards: PdfStandards::new(standards).expect("standards that agree"),
        tagged,
        pretty: false,
    }
}

fn typst_lang(lang: Lang) -> typst::text::Lang {
    match lang {
        Lang::Vi => typst::text::Lang::VIETNAMESE,
        Lang::En => typst::text::Lang::ENGLISH,
    }
}

fn nonconforming(diagnostics: EcoVec<SourceDiagnostic>) -> PdfRefused {
    let sentence = |diagnostic: &SourceDiagnostic| {
        let hints = diagnostic.hints.iter().map(|hint| hint.v.as_str());
        std::iter::once(diagnostic.message.as_str())
            .chain(hints)
            .collect::<Vec<_>>()
            .join(" – ")
    };
    PdfRefused::Nonconforming { violations: diagnostics.iter().map(sentence).collect() }
}

//! Sheets: the pages of an edition, to look at and to point into.

use crate::block::Block;
use crate::compose::Fit;
use document::{ArticleId, PagePlan, Pt, Remark};
use typst::layout::{Frame, FrameItem, Point};
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

/// How far ink runs past the cut on press sheets, in millimetres.
pub(crate) const BLEED_MM: f64 = 3.0;

/// The part of an article at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The words above the title.
    Kicker,
    /// The title.
    Title,
    /// The opening paragraph.
    Lead,
    /// Running text.
    Body {
        /// Block of the body, counted from 0.
        block: usize,
    },
    /// A picture, a quotation or a box beside the text.
    Figure {
        /// Block of the body, counted from 0.
        block: usize,
    },
    /// The authors.
    Byline,
}

/// What stands at a point of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// Which part of it.
    pub part: Part,
}

/// A rectangle on a sheet that shows part of an article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) page: usize,
    pub(crate) article: ArticleId,
    pub(crate) part: Part,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A rectangle of an article on a sheet, as [`Sheets::frames_of`] gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Page, counted from 0.
    pub page: usize,
    /// What stands there.
    pub part: Part,
    /// From the left edge of the cut page.
    pub x: Pt,
    /// From the top edge of the cut page.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
}

/// A line of text on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where its first letter stands, from the left edge.
    pub x: Pt,
    /// Where its baseline is, from the top edge.
    pub baseline: Pt,
    /// Type size of its first letter.
    pub size: Pt,
    /// Its words.
    pub text: String,
}

/// A page drawn as pixels. The paper is opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

/// The typeset pages of an edition. Pages count from 0.
pub struct Sheets {
    pub(crate) document: PagedDocument,
    pub(crate) spots: Vec<Spot>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) fits: Vec<Fit>,
    pub(crate) plan: PagePlan,
}

impl Sheets {
    /// Number of pages.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of a page after cutting; nothing for a page there is not.
    pub fn size(&self, page: usize) -> Option<(Pt, Pt)> {
        let size = self.document.pages().get(page)?.frame.size();
        Some((Pt(size.x.to_pt()), Pt(size.y.to_pt())))
    }

    /// A page as an SVG document of its own; empty for a page there is not.
    pub fn svg(&self, page: usize) -> String {
        let options = SvgOptions { render_bleed: false, pretty: false };
        self.document
            .pages()
            .get(page)
            .map(|page| typst_svg::svg(page, &options))
            .unwrap_or_default()
    }

    /// A page as a PNG of so many pixels per inch; empty for a page there is not.
    pub fn png(&self, page: usize, ppi: f32) -> Vec<u8> {
        let options = RenderOptions {
            pixel_per_pt: f64::from(ppi.clamp(8.0, 1200.0) / 72.0).into(),
            render_bleed: false,
        };
        self.document
            .pages()
            .get(page)
            .and_then(|page| typst_render::render(page, &options).encode_png().ok())
            .unwrap_or_default()
    }

    /// A page as pixels, so many across; `None` for a page there is not.
    pub fn pixels(&self, page: usize, across: u32) -> Option<Pixels> {
        let page = self.document.pages().get(page)?;
        let width = page.frame.width().to_pt().max(1.0);
        let options = RenderOptions {
            pixel_per_pt: (f64::from(across.clamp(1, 8192)) / width).into(),
            render_bleed: false,
        };
        let picture = typst_render::render(page, &options);
        Some(Pixels {
            width: picture.width(),
            height: picture.height(),
            rgba: picture.take(),
        })
    }

    /// A number that changes when the page looks different. Equal on every machine.
    pub fn fingerprint(&self, page: usize) -> u128 {
        self.document.pages().get(page).map_or(0, hash128)
    }

    /// The article at a point of a page, and which part of it.
    pub fn article_at(&self, page: usize, x: Pt, y: Pt) -> Option<Hit> {
        self.spots
            .iter()
            .filter(|spot| spot.page == page)
            .filter(|spot| (spot.x..=spot.x + spot.width).contains(&x.0))
            .filter(|spot| (spot.y..spot.y + spot.height).contains(&y.0))
            // Parts may overlap by a hair; the smaller one is meant.
            .min_by(|a, b| (a.width * a.height).total_cmp(&(b.width * b.height)))
            .map(|spot| Hit { article: spot.article, part: spot.part })
    }

    /// Everywhere an article stands, in reading order.
    pub fn frames_of(&self, article: ArticleId) -> Vec<Place> {
        self.spots
            .iter()
            .filter(|spot| spot.article == article)
            .map(|spot| Place {
                page: spot.page,
                part: spot.part,
                x: Pt(spot.x),
                y: Pt(spot.y),
                width: Pt(spot.width),
                height: Pt(spot.height),
            })
            .collect()
    }

    /// What a reader sees on the pages, as rectangles: page by page in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// How every story fits the room that the saved plan gives it; none without one.
    pub fn fits(&self) -> &[Fit] {
        &self.fits
    }

    /// Where everything stands.
    pub fn plan(&self) -> &PagePlan {
        &self.plan
    }

    /// What is to be said about the pages.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The lines of text on a page, in reading order of the file.
    pub fn texts(&self, page: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(page) = self.document.pages().get(page) {
            read(&page.frame, Point::zero(), &mut lines);
        }
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }
}

fn read(frame: &Frame, origin: Point, lines: &mut Vec<Line>) {
    let mut end: Option<(f64, f64)> = None;
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                read(&group.frame, at, lines);
                end = None;
            }
            FrameItem::Text(run) => {
                let (x, y) = (at.x.to_pt(), at.y.to_pt());
                let size = run.size.to_pt();
                // Runs that touch on one baseline are one line; so are raised numbers.
                let joins = end.is_some_and(|(right, baseline)| {
                    (x - right).abs() < size * 0.15 && (y - baseline).abs() < size * 0.6
                });
                match lines.last_mut().filter(|_| joins) {
                    Some(line) => line.text.push_str(&run.text),
                    None => lines.push(Line {
                        x: Pt(x),
                        baseline: Pt(y),
                        size: Pt(size),
                        text: run.text.to_string(),
                    }),
                }
                end = Some((x + run.width().to_pt(), y));
            }
            _ => {}
        }
    }
}

//! The make-up rules, checked on what stands on the pages.
//!
//! A planner that judged its own pages would forgive its own mistakes. So this folder
//! sees rectangles, lines of text and the grid, nothing of how they came about, and says
//! which rule is broken where. Whether to plan again, to remark or to live with it is
//! the caller's business.
//!
//! The rules are those of newspaper make-up: four corners and modules (Harrower, *The
//! Newspaper Designer's Handbook*), heads, legs and jumps (Obermayer's rules as taught
//! in Vietnam), pictures and entry points (Poynter's eye-track studies). Each [`Rule`]
//! tells its own. Hard rules are never broken on purpose; the others cost points, in the
//! measure the planner counts in.
//!
//! Where the rules leave a question open, this is how it is answered:
//! - A head over the whole width may stand first, with a picture (and the opening beside
//!   it) between it and all of the text. Any other picture between a head and its first
//!   line is a fault.
//! - A leg is covered by its head, or by a picture that stands at the head's side. The
//!   opening may stand at the top of the first leg.
//! - On the cover a rail (the index) may stand beside the legs, under a head over the
//!   whole width. Its story then counts as two rectangles.
//! - Feet of legs: all but the last differ by at most a line; the last one may be two
//!   lines short for nothing and [`LAST_LEG_SHORT`] lines at most.
//! - A story that has a page to itself between two others turns the page there; that is
//!   no second jump. The opening paragraph counts towards the part before a jump.
//! - Text is counted in lines of a common column (a third of the page, on a small page
//!   a half), whatever the width of the legs.
//! - Type sizes within 12 % are one size: headlines are fitted to their measure, and a
//!   page with all its steps could not keep to eight otherwise. The furniture (masthead,
//!   folio, index, imprint, jump lines) is not counted.
//! - A last line of one syllable is a fault in ragged text and costs points in
//!   justified text.
//! - A poster is all picture: how much of page 1 it takes and how many things there are
//!   to enter by is no question there, and its edges are those of the sheet.
//! - A story without a title has no head; only a second part without its
//!   "continued from" line stands naked.
//!
//! Not seen here, because no frame shows it: where a face looks (rule 19), how much of
//! the sheet is in the accent colour and how many families of type (rule 28), how much
//! of a face a crop keeps (rule 17), crossheads as entry points (rule 26).

mod feet;
mod frame;
mod head;
mod jump;
mod module;
mod page;
mod picture;
mod poster;
mod read;
mod spread;
mod story;
mod text;
mod white;

pub use frame::{Area, Ground, PageFrames, Run};
pub use read::frames;
pub(crate) use read::ground;
pub use text::{ArticleText, squeeze, text_of};
pub use white::unused_area;

use document::ArticleId;
use frame::Sheet;

/// Most lines by which the last leg of a story may be shorter than the others.
pub const LAST_LEG_SHORT: i32 = 4;

/// A rule of make-up. The numbers are those of the table the rules come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 1. A story is a rectangle with four corners (Harrower); no dog-legs: its legs
    ///    begin on one line and end within one. Hard.
    Rectangle,
    /// 2. The page is cut into its stories from edge to edge, again and again, as with
    ///    a guillotine. Hard.
    Guillotine,
    /// 3. One dominant picture a spread: readers enter by it (Poynter 1991). 120.
    Dominant,
    /// 4. A quarter to a half of a page is pictures; below 15 % it is grey. 4 a point.
    PictureShare,
    /// 5. Heads of neighbours do not stand on one line like tombstones: they are read as
    ///    one. Hard on the cover, else 40.
    Tombstone,
    /// 6. Heads of one size and weight do not touch. 40.
    BumpedHeads,
    /// 7. Heads get smaller down the page; features are free. 30.
    HeadsShrink,
    /// 8. A leg is 8 to 44 lines long (5 to 25 cm), in a brief at least 4. 60 and 4 a
    ///    line.
    LegLength,
    /// 9. A story is between half as wide as high and three times as wide, and no
    ///    square. 15.
    Proportion,
    /// 10. No picture stops the reader: none between a head and its first line, none at
    ///     the foot of a leg. Hard.
    PictureInText,
    /// 11. The order is picture, caption, words above the head, head, opening, text; or
    ///     the head first, over the whole width. Hard.
    Order,
    /// 12. A head covers every leg of its story, or stands beside a low story. Hard.
    NakedLeg,
    /// 13. A head never stands at the foot: four lines of text under it. Hard.
    HeadAtFoot,
    /// 14. Two lines of a paragraph stay together at either end of a leg; hard. Its last
    ///     line has two syllables and 15 % of the measure; 20.
    Widow,
    /// 15. No white is shut in: blank room of more than 3 lines by a column touches an
    ///     edge of the page. 80.
    TrappedWhite,
    /// 16. The feet of the legs are level; the last may be two lines short. 12 a line.
    Feet,
    /// 17. A picture is cropped by at most 18 %. 4 times the lines cut off, squared.
    Crop,
    /// 18. Two pictures of a page differ in size (1.6 times) or shape. 25.
    SamePictures,
    /// 20. A caption is no wider than its picture, at most three lines high, at its side
    ///     at least two units wide, and at no other story's edge. Hard.
    Caption,
    /// 21. Before a jump stand 24 lines (10 cm), after it 36 (15 cm), and a story jumps
    ///     once. Hard.
    JumpLength,
    /// 21, the rest. A jump loses readers. 140 each.
    Jump,
    /// 22. A pull quote stands in one column, 8 lines below a head, not beside its own
    ///     sentence, one in 60 lines. 10.
    PullQuote,
    /// 23. The rules of a spread's two pages meet, or are 4 lines apart. 15.
    RulesMeet,
    /// 24. A page is in balance: the centre of its weights lies at 44–56 % of the width
    ///     and 40–52 % of the height. 2 a point.
    Balance,
    /// 25. At most 3 % of the live area is empty. 30 a line.
    Empty,
    /// 26. Something to enter by on each 90 cm², and in each large block of text
    ///     (Poynter 2007). 30.
    EntryPoints,
    /// 27. At most seven left edges a page, all on units, and all text on the lines of
    ///     the grid. Hard.
    Alignment,
    /// 28. At most eight sizes of type a page. Hard.
    Sizes,
    /// 29. What belongs together is not parted at a line's end: names, numbers with
    ///     their units. Hard.
    Binding,
    /// Nothing covers another thing. Hard.
    Overlap,
    /// Nothing stands outside the live area, but pictures that run off the page. Hard.
    Outside,
    /// "Continued on page 3" stands where the story goes on on page 3, and the other way
    /// round. Hard.
    Reference,
    /// A poster is one picture from edge to edge of page 1, or of its text, with its
    /// caption under it, the index, and nothing of a story; no other page has a picture
    /// that is no story's. Hard.
    Poster,
}

impl Rule {
    /// The number of the rule in the table it comes from; nothing for our own.
    pub fn number(self) -> Option<u32> {
        let number = match self {
            Self::Rectangle => 1,
            Self::Guillotine => 2,
            Self::Dominant => 3,
            Self::PictureShare => 4,
            Self::Tombstone => 5,
            Self::BumpedHeads => 6,
            Self::HeadsShrink => 7,
            Self::LegLength => 8,
            Self::Proportion => 9,
            Self::PictureInText => 10,
            Self::Order => 11,
            Self::NakedLeg => 12,
            Self::HeadAtFoot => 13,
            Self::Widow => 14,
            Self::TrappedWhite => 15,
            Self::Feet => 16,
            Self::Crop => 17,
            Self::SamePictures => 18,
            Self::Caption => 20,
            Self::JumpLength | Self::Jump => 21,
            Self::PullQuote => 22,
            Self::RulesMeet => 23,
            Self::Balance => 24,
            Self::Empty => 25,
            Self::EntryPoints => 26,
            Self::Alignment => 27,
            Self::Sizes => 28,
            Self::Binding => 29,
            Self::Overlap | Self::Outside | Self::Reference | Self::Poster => {
                return None;
            }
        };
        Some(number)
    }
}

/// How much a broken rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The page cannot go out like this.
    Hard,
    /// So many points.
    Penalty(u32),
}

/// A rule that is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Broken {
    /// Which.
    pub rule: Rule,
    /// Page, counted from 0.
    pub page: usize,
    /// The article at fault; nothing when it is the page.
    pub article: Option<ArticleId>,
    /// How bad it is.
    pub severity: Severity,
    /// Where on the page.
    pub place: Area,
}

/// Checks all pages of an issue, in their order. The answer is sorted by page.
pub fn check(pages: &[PageFrames]) -> Vec<Broken> {
    let sheets: Vec<Sheet<'_>> =
        pages.iter().enumerate().map(|(index, page)| Sheet::new(index, page)).collect();
    let mut report = Report::default();
    for sheet in &sheets {
        story::check(&sheets, sheet.index, &mut report);
        feet::check(sheet, &mut report);
        head::check(sheet, &mut report);
        picture::check(sheet, &mut report);
        poster::check(sheet, &mut report);
        page::check(sheet, &mut report);
        module::check(sheet, &mut report);
        white::check(sheet, &mut report);
        text::check(sheet, &mut report);
    }
    text::check_paragraphs(&sheets, &mut report);
    jump::check(&sheets, &mut report);
    spread::check(&sheets, &mut report);
    let mut broken = report.broken;
    broken.sort_by_key(|b| (b.page, b.rule, b.severity));
    broken
}

/// The points of all penalties on a page, counted from 0.
pub fn penalty(broken: &[Broken], page: usize) -> u32 {
    broken
        .iter()
        .filter(|broken| broken.page == page)
        .map(|broken| match broken.severity {
            Severity::Penalty(points) => points,
            Severity::Hard => 0,
        })
        .sum()
}

/// What has been found so far.
#[derive(Default)]
struct Report {
    broken: Vec<Broken>,
}

impl Report {
    fn hard(
        &mut self,
        rule: Rule,
        sheet: &Sheet<'_>,
        article: Option<ArticleId>,
        place: Area,
    ) {
        let severity = Severity::Hard;
        let page = sheet.index;
        self.broken.push(Broken { rule, page, article, severity, place });
    }

    /// Less than half a point is none.
    fn points(
        &mut self,
        rule: Rule,
        sheet: &Sheet<'_>,
        article: Option<ArticleId>,
        place: Area,
        points: f64,
    ) {
        let points = points.round().max(0.0) as u32;
        if points > 0 {
            let severity = Severity::Penalty(points);
            let page = sheet.index;
            self.broken.push(Broken { rule, page, article, severity, place });
        }
    }
}

#[cfg(test)]
mod tests;

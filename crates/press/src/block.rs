//! What stands on the pages, as rectangles: all that is left of a plan once it is set.
//!
//! Whoever checks the make-up of an issue sees these blocks and nothing of the planner's
//! state, so a plan cannot vouch for itself.

use document::{ArticleId, Pt};

/// A rectangle a reader sees as one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// Page, counted from 0.
    pub page: usize,
    /// The article it belongs to; nothing for what belongs to the issue.
    pub article: Option<ArticleId>,
    /// What it is.
    pub kind: BlockKind,
    /// From the left edge of the cut page.
    pub x: Pt,
    /// From the top edge of the cut page.
    pub y: Pt,
    /// Width; 0 for an upright line.
    pub width: Pt,
    /// Height; 0 for a level line.
    pub height: Pt,
}

/// What a block is.
///
/// Heights are whole lines of the baseline grid, but for pictures, folios and lines: a
/// picture hangs from the capitals of its first line and stands on the baseline of its
/// last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BlockKind {
    /// The head of page 1.
    Masthead,
    /// "In this issue", as far as it lists something.
    Index,
    /// The legal notice.
    Imprint,
    /// The line at the head of an inner page.
    Folio,
    /// A headline with the words above it.
    Head {
        /// Type size of the headline as set, in points.
        size: Pt,
        /// Set in a light weight rather than bold.
        light: bool,
    },
    /// The opening paragraph.
    Lead,
    /// A leg of text, from the top of its first line to the end of its last. Pictures,
    /// captions, asides and the byline inside it are blocks of their own as well, and
    /// come after it.
    Leg,
    /// A picture as it is cut.
    Picture {
        /// Width : height of the original.
        ratio: f64,
        /// Width : height as shown.
        shown: f64,
    },
    /// The words below a picture or a group of pictures.
    Caption,
    /// A pull quote, a box or a table set apart; also a box inside a leg.
    Aside,
    /// The authors, at the end of a leg.
    Byline,
    /// "Continued on page …".
    Jump {
        /// The page named, counted from 1.
        to: usize,
    },
    /// "Continued from page …", with the words under it.
    Onward {
        /// The page named, counted from 1.
        from: usize,
    },
    /// House words that fill a gap.
    Filler,
    /// A level rule between stories.
    Rule,
    /// An upright hairline between stories.
    Hair,
}

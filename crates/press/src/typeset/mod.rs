//! Typesetting: the words and pictures of an edition, laid out with Typst.
//!
//! Typst breaks lines, shapes glyphs and tags elements; which line stands where is
//! [`crate::plan`]'s decision. Each paragraph is laid out alone in a column of endless
//! height and cut into rows one line high, so an edit lays out one paragraph again.
//!
//! Invariants:
//! - Text becomes values ([`content`]), never markup: nothing in it can be run.
//! - Every line of running text is exactly one baseline high.
//! - Words are never lost: what cannot be shown is replaced, with a remark.

mod apart;
pub(crate) mod assemble;
mod block;
mod breaks;
mod cards;
mod content;
mod cover;
mod digest;
mod draw;
mod feature;
mod figure;
pub(crate) mod filler;
mod flow;
mod furniture;
mod headline;
mod heads;
mod imprint;
mod index;
mod leg;
mod logo;
mod margin;
mod masthead;
mod memo;
mod mend;
mod notes;
mod photo;
mod phrase;
mod picture;
pub(crate) mod poster;
mod repeat;
mod rows;
pub(crate) mod social;
mod story;
mod style;
mod table;
mod tally;
mod verse;
mod world;
mod years;

pub(crate) use figure::Plate;
pub(crate) use memo::Memo;
pub(crate) use mend::Mender;
pub(crate) use photo::{Originals, Shots, Studio};
pub(crate) use story::{Shelf, StorySet, colour};
pub(crate) use style::{Styles, failed};
pub(crate) use world::Workshop;

/// Which colours and pictures a sheet gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    /// Sheets on the screen.
    Preview,
    /// The PDF to read.
    Screen,
    /// The PDF for printers in the office: colours of screens, pictures for paper.
    Office,
    /// The PDF to print, in four inks.
    Press,
}

//! Everything a person can do with a bulletin.
//!
//! The command line and the app call the same [`Desk`]: one open `.bantin` file, its
//! current issue, the sheets as they would print now. This is the only crate that
//! combines the others and the only one that touches threads, the clock and files
//! other than the bulletin itself.
//!
//! Invariants:
//! - Every change is one edit of the store: one step to undo.
//! - Every foreign decoder runs under `catch_unwind`.
//! - An export is made beside its target and moved into place; a failed one leaves
//!   what stood there.
//! - Every failure and every remark has a sentence in Vietnamese and English.

mod alike;
mod apiece;
mod approving;
mod arrange;
mod backups;
mod broadcast;
mod captions;
mod clock;
mod compose;
mod darkroom;
mod designs;
mod desk;
mod export;
mod failure;
mod fields;
mod foreign;
mod forms;
mod hands;
mod history;
mod hold;
mod importing;
mod joining;
mod library;
mod mending;
mod moved;
mod next;
mod offer;
mod output;
mod packing;
mod packs;
mod pasting;
mod pictures;
mod places;
mod placing;
mod policy;
mod preview;
mod proof;
mod provenance;
mod publishing;
mod reading;
mod remarks;
mod rescue;
mod review;
mod royalties;
mod sample;
mod sealing;
mod serve;
mod settings;
mod unpacking;
mod versions;
mod wishes;
mod wording;
mod words;
mod writing;

pub use approving::Approved;
pub use arrange::{Corner, ModuleAt};
pub use backups::{Backup, back_up, backups, put_back};
pub use captions::{Found, PlacementPatch, Scope};
pub use compose::{ComposeJob, Composition, MOST_PROPOSALS};
pub use darkroom::{Developed, Taker};
pub use designs::{
    DEFAULT_DESIGN, DesignCard, copy_design, design, design_files, designs,
};
pub use desk::{ArticleHead, Desk, IssueChoice};
pub use export::{ExportJob, Exported, Follow};
pub use failure::Failure;
pub use fields::{Field, FieldScope};
pub use history::HistoryStep;
pub use hold::leaving;
pub use importing::{DraftHead, ImportReport, ReportItem, SourceReport};
pub use intake::{Choices, Offer, Totals};
pub use library::{LibraryPhoto, Measuring, Placement, prints_well};
pub use mending::mendable;
pub use next::NextIssue;
pub use offer::{DesignOffer, FacePair};
pub use output::{Output, UnknownOutput};
pub use packing::{Packed, pack};
pub use pasting::Pasted;
pub use places::system_lang;
pub use press::{
    Block, BlockKind, Booklet, Cut, Fit, Marks, PageGrid, Paper, Part, Pixels, Place,
    Proposal,
};
pub use preview::Preview;
pub use publish::{Act, Done, Plan, Progress, Secret, Sending};
pub use publishing::{
    Destination, KeptPlace, Publishing, forget_place, keep_place, kept_places,
    may_publish,
};
pub use reading::{Reading, read};
pub use remarks::{SpokenRemark, severity};
pub use rescue::{repair, rescued, told_lost};
pub use review::{Place as PassagePlace, Remarked, TakenIn};
pub use sample::SAMPLE_NAME;
pub use sealing::Sealed;
pub use serve::{Reach, Server, serve};
pub use settings::{Recent, Settings, Theme};
pub use store::{Cause, Changes, Filter, Hit, Lost, Rescue, Restored, Version};
pub use versions::{ChangedField, Compared, Piece, PieceKind};
pub use wording::{Standing, Wanted};

use std::sync::LazyLock;

/// The words for the reason of an import report.
pub fn reason(lang: document::Lang, code: &str) -> String {
    words::word(lang, "report", code)
}

/// The words for a part of a file in an import report.
pub fn part(lang: document::Lang, kind: &str) -> String {
    words::word(lang, "part", kind)
}

/// The words for a kind of thing in a file that was repaired.
pub fn table(lang: document::Lang, kind: &str) -> String {
    words::word(lang, "table", kind)
}

/// The word for `kept`, `changed` or `dropped`.
pub fn outcome(lang: document::Lang, code: &str) -> String {
    words::word(lang, "outcome", code)
}

/// A sentence about something that was done, its `{values}` filled in.
pub fn notice(
    lang: document::Lang,
    code: &str,
    values: &[(&'static str, String)],
) -> String {
    words::sentence(lang, "notice", code, values)
}

/// A moment as people tell it where this machine stands: `14:02`, with its day before
/// today.
pub fn told(at: store::Timestamp) -> String {
    clock::told(at)
}

/// The typesetter, with its fonts, made once.
fn press() -> &'static press::Press {
    static PRESS: LazyLock<press::Press> =
        LazyLock::new(|| press::Press::new(designs::fonts()));
    &PRESS
}

//! What a bulletin is: its vocabulary, the Markdown of its articles, its checks.
//!
//! Everything here is a value. Saving is `store`'s business, pixels are `photo`'s,
//! paper is `press`'s and screens are `web`'s; all of them speak the words below.
//!
//! Invariants:
//! - Nothing here reads a clock, a disk, an environment variable or randomness.
//! - Parsing never fails: a body comes with remarks, never with an error.
//! - Only `body/parse.rs` knows the Markdown library.

pub mod body;
pub mod caption;
pub mod field;
pub mod passage;
pub mod plan;
pub mod read_aloud;
pub mod royalty;
pub mod visits;

mod article;
mod bulletin;
mod check;
mod cut;
mod edition;
mod length;
mod photo;
mod print_condition;
mod progress;
mod remark;
mod settings;

pub use article::{Article, ArticleId, Attachment, AttachmentKind, Status};
pub use body::{Block, Body, Figure, Inline};
pub use bulletin::{Bulletin, Issue, IssueId, Section, SectionId, Trim};
pub use check::{
    Asks, Pack, PackRule, Unknown, check, check_rules, mend, misspelt, packs_of, weigh,
};
pub use cut::{Crop, Cut, NotACrop};
pub use edition::{Edition, ResolvedFigure, SharedWords};
pub use field::{Key, Values};
pub use length::{Mm, Pt};
pub use photo::{
    Fit, Focus, Format, Photo, PhotoId, PhotoLibrary, PhotoUnavailable, PhotoWord,
    PixelSize, Recipe, Rendition, UnknownWord,
};
pub use plan::{Module, ModuleKind, PagePlan, PhotoWish, Rank, Wish, Wishes};
pub use print_condition::{PRINT_CONDITION, PrintCondition};
pub use progress::{Cancelled, Progress, Unwatched};
pub use remark::{Place, Remark, Severity};
pub use settings::{DesignSettings, Margins, NotASetting, Rgb};
pub use vntext::{Date, Lang};

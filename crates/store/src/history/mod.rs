//! Undo and redo that survive closing the file.
//!
//! While an edit runs, temporary triggers note the first look of every row it touches,
//! so that no code can change a recorded table unseen. At its end the net difference
//! of each row is saved as one step: whole rows for those added and removed, changed
//! columns for the others, and of long texts only the piece that changed.
//!
//! - `row` knows rows, `difference` what is saved of two looks of one, `watch` the
//!   triggers, `step` the table of steps, `compact` makes old ones smaller.
//! - Bytes of photos are not recorded: `content` rows are never changed, and stay
//!   until a compact copy finds that neither tables nor steps refer to them.

mod compact;
mod difference;
mod row;
mod step;
mod watch;

pub(crate) use row::{Row, RowChange, current, put, table};
pub(crate) use step::{Taken, bytes, forget, list, next_steps, record, redo, undo};
pub(crate) use watch::{net, restart, start as watch};

pub use step::Step;

/// The tables whose rows can be undone.
pub(crate) const TABLES: [&str; 12] = [
    "bulletin",
    "issue",
    "field",
    "section",
    "article",
    "attachment",
    "photo",
    "plan",
    "module",
    "wish",
    "approval",
    "comment",
];

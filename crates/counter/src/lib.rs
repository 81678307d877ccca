//! The view-count server of bulletins: how often an article was read, and how many
//! people visit.
//!
//! Small enough for a portal's team to run beside the site, or to write again in the
//! language of the portal: two requests are the whole contract.
//!
//! | request | what it does |
//! |---|---|
//! | `POST /v1/hit` with `{"id": "<article>"}` | counts one view of the article, and a visit when the visitor was not seen for 300 s |
//! | `GET /v1/stats?ids=a,b` | counts nothing |
//! | `GET /healthz` | `ok` while the file can be written |
//!
//! The first two answer `{online, today, month, total, views: {id: n}, at}`: visitors of
//! the last 300 s, visits of this day, of this month and of all time, views of the
//! articles asked for, and the second it was told (Unix time).
//!
//! # What always holds
//!
//! - A hit that was answered is on the disk: a stop, a crash of the program or a kill
//!   loses nothing that was told.
//! - No cookie, no address, no identifier is stored. A visitor is a hash under a random
//!   key that lives in memory and is forgotten after 300 s.
//! - Who asks not to be tracked (`DNT`, `Sec-GPC`) is answered and not counted, like
//!   robots that say so and pages fetched ahead of time.
//! - Only pages of the origins it was started with are counted or answered.

mod answer;
mod caller;
mod carry;
mod ledger;
mod listen;
mod rate;
mod visitors;

pub use carry::{CarryError, carry};
pub use ledger::{LedgerError, Stats};
pub use listen::{Counter, ListenError, Settings};

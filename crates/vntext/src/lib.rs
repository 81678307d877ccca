//! Vietnamese (and general) text: folding, addresses, no-break spans, dates.
//!
//! Pure and small. Stored text is NFC; everything here expects and gives NFC unless
//! it says otherwise. Nothing here fails: every function takes any string.

mod bind;
mod credit;
mod date;
mod fold;
mod lang;
mod syllable;
mod tidy;

pub use bind::bind;
pub use credit::split_credit;
pub use date::{Date, NotADate};
pub use fold::{fold, slug};
pub use lang::{Lang, UnknownLang};
pub use syllable::is_syllable;
pub use tidy::{nfc, tidy, words};

//! Bantin from outside: what a test needs to use the built program as a person does.
//!
//! Nothing here calls the crates under test. Stories go through the command line
//! and look at the files it leaves; they hold whatever is rebuilt behind it.

pub mod browser;
mod bulletin;
mod folder;
pub mod issues;
mod page;
mod paper;
mod seed;
pub mod servers;

pub use bulletin::{
    Bulletin, Ran, bantin, bantin_with, check_sentence, program, samples,
};
pub use folder::write_issue;
pub use page::visible;
pub use paper::{
    fonts_not_embedded, page_size_mm, squeeze, structure_text, tool, trim_mm,
};
pub use seed::{Seed, seed};

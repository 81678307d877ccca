//! The web package from outside.

#![allow(clippy::unwrap_used, reason = "a test that fails shall stop")]

mod addresses;
mod archive;
mod bundle;
mod epub;
mod made;
mod page;
mod reader;
mod sample;
mod saving;
mod visits;
mod wxr;

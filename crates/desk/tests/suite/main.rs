//! What a person does at the desk, through its door.

#![allow(clippy::unwrap_used, reason = "tests; clippy.toml sees only #[test] functions")]

mod checklist;
mod composing;
mod designs;
mod forms;
mod packing;
mod pasting;
mod photos;
mod refusals;
mod words;

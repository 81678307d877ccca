//! The crate seen through its door: files built in code go in, what comes out is
//! decoded and looked at.

#![allow(clippy::unwrap_used)]

mod colour;
mod corpus;
mod print;
mod refusal;
mod size;
mod upright;
mod words;

//! The crate seen through its door: files built in code go in, what comes out is
//! decoded and looked at.

#![allow(clippy::unwrap_used)]

mod carrier;
mod colour;
mod containers;
mod corpus;
mod directory;
mod focus;
mod forty;
mod print;
mod refined;
mod refusal;
mod rescue;
mod size;
mod upright;
mod words;

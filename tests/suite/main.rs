//! Stories told through the built program, and the rules of the house.

#![allow(clippy::unwrap_used, reason = "every file here is a test")]

mod addresses;
mod architecture;
mod bad_input;
mod bad_photos;
mod books;
mod cli;
mod comments;
mod composing;
mod designing;
mod durability;
mod keeping;
mod printers;
mod private;
mod publishing;
mod reading;
mod ready;
mod series;
mod whole_path;
mod written;

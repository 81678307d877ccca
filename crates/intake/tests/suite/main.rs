//! What files give: drafts and reports.

mod any_file;
mod bad_input;
mod documents;
mod legacy;
mod markdown;
mod pages;
mod portal;
mod text;
mod vessel;

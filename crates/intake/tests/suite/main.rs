//! What files give: drafts and reports.

mod any_file;
mod markdown;
mod portal;
mod text;

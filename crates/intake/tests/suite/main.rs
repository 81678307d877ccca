//! What files give: drafts and reports.

mod any_file;
mod documents;
mod markdown;
mod portal;
mod text;

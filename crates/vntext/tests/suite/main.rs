//! What a text must go through unharmed.

mod any_text;
mod page;

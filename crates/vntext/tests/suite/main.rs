//! What a text must go through unharmed.

mod alarms;
mod any_text;
mod golden;
mod legacy;
mod page;

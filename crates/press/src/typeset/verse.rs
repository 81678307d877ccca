//! Verse: lines that end where the poet ended them.
//!
//! A paragraph of short lines with breaks between them is a stanza. It is set line by
//! line without an indent, apart from its neighbours by a blank line, and a short one is
//! not torn between two legs.

use super::flow::Flower;
use crate::error::PressError;
use document::{Inline, body};
use typst::foundations::IntoValue;

/// Lines from which a paragraph with breaks is verse; an address has fewer.
const FEWEST: usize = 3;
/// Letters of the longest line of verse.
const LONGEST: usize = 48;
/// Lines of a stanza that is kept whole.
const WHOLE: usize = 8;

/// Whether a paragraph is a stanza.
pub(super) fn is_verse(text: &[Inline]) -> bool {
    let mut lines = text.split(|inline| *inline == Inline::Break).peekable();
    let mut count = 0;
    let short = lines.all(|line| {
        count += 1;
        let letters = body::plain_text(line).trim().chars().count();
        (1..=LONGEST).contains(&letters)
    });
    short && count >= FEWEST
}

impl<'e> Flower<'_, '_, 'e> {
    /// Sets a stanza.
    pub(super) fn verse(&mut self, text: &'e [Inline]) -> Result<(), PressError> {
        self.pictures(text);
        self.glue();
        let from = self.ends();
        let content = self.setter.paragraph(text)?.into_value();
        let content = self.setter.styles.call("verse", [content, self.setter.lang()])?;
        self.rows(&content, true)?;
        for (measure, from) in self.flow.measures.iter_mut().zip(from) {
            let rows = &mut measure.rows[from..];
            if let Some((_, stanza)) = rows.split_last_mut()
                && stanza.len() < WHOLE
            {
                stanza.iter_mut().for_each(|row| row.shape.stick = true);
            }
        }
        self.glue();
        self.indent = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let body = body::parse(text).0;
        let document::Block::Paragraph(inlines) = &body.blocks[0] else {
            panic!("no paragraph: {text}")
        };
        assert_eq!(is_verse(inlines), expected, "{text}");
    }

    #[test]
    fn short_lines_with_breaks_are_a_stanza() {
        check(
            "Bến sông xưa còn đó\\\nCon đò không đợi ai\\\nHàng dừa *nghiêng* đầu",
            true,
        );
    }

    #[test]
    fn addresses_and_prose_are_none() {
        check("Bến sông xưa còn đó\nCon đò không đợi ai\nHàng dừa nghiêng đầu", false);
        check("Số 2, đường Hòa Bình\\\nThành phố Vị Thanh", false);
        let long = "Trong lĩnh vực nông nghiệp và phát triển nông thôn, sự hợp tác";
        check(&format!("Một\\\nHai\\\n{long}"), false);
    }
}

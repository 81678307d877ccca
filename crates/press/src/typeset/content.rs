//! From a body to Typst values. Text is never parsed here, so nothing in it can run.

use super::mend::Mender;
use super::style::Styles;
use crate::error::PressError;
use document::{Figure, Inline, Lang};
use ecow::EcoString;
use std::collections::BTreeMap;
use typst::foundations::{Content, IntoValue, NativeElement, Value};
use typst::model::{Destination, LinkElem, LinkTarget, ParElem, Url};
use typst::text::{LinebreakElem, StrikeElem, SubElem, SuperElem, TextElem};

/// WORD JOINER: no line breaks beside it. Never reaches a page.
pub(crate) const JOINER: char = '\u{2060}';

/// Letters of the longest syllable, as in "nghiêng".
const SYLLABLE: usize = 7;

/// Turns inline text into content, in one language.
pub(crate) struct Setter<'s, 'w> {
    pub(crate) styles: &'s Styles<'w>,
    pub(crate) mender: &'s Mender<'w>,
    pub(crate) lang: Lang,
    /// Numbers of the footnotes by label.
    pub(crate) notes: BTreeMap<String, usize>,
}

impl Setter<'_, '_> {
    pub(crate) fn lang(&self) -> Value {
        self.lang.as_str().into_value()
    }

    /// Does work that is kept: what has no glyph in it is noted apart from the rest.
    pub(crate) fn alone<T>(&self, work: impl FnOnce(&Setter<'_, '_>) -> T) -> T {
        let mender = Mender::new(self.styles.world, &self.styles.families);
        let notes = self.notes.clone();
        work(&Setter { styles: self.styles, mender: &mender, lang: self.lang, notes })
    }

    /// Running text.
    pub(crate) fn inlines(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        let parts = inlines.iter().map(|inline| self.inline(inline, true));
        Ok(Content::sequence(parts.collect::<Result<Vec<_>, _>>()?))
    }

    /// Running text without any care for line breaks: for headings, whose names in the
    /// file's structure must hold no joiners.
    pub(crate) fn loose(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        let parts = inlines.iter().map(|inline| self.inline(inline, false));
        Ok(Content::sequence(parts.collect::<Result<Vec<_>, _>>()?))
    }

    /// One paragraph, tagged as such.
    pub(crate) fn paragraph(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        Ok(ParElem::new(self.inlines(inlines)?).pack())
    }

    /// Plain words; names and what belongs together stay on one line.
    ///
    /// Bound spaces are followed by [`JOINER`], which forbids the break but lets the
    /// space stretch like any other. It is taken out of the lines again.
    pub(crate) fn text(&self, text: &str) -> Content {
        let text = unparted(&self.mender.running(text));
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for span in vntext::bind(&text) {
            let Some(bound) = text.get(span.clone()).filter(|_| span.start >= at) else {
                continue;
            };
            out.push_str(&text[at..span.start]);
            for character in bound.chars() {
                out.push(character);
                if character == ' ' {
                    out.push(JOINER);
                }
            }
            at = span.end;
        }
        out.push_str(&text[at..]);
        TextElem::packed(out)
    }

    /// Plain words without any care for line breaks.
    pub(crate) fn words(&self, text: &str) -> Content {
        TextElem::packed(self.mender.text(text))
    }

    /// `body` as the markup around it wants it set.
    pub(crate) fn wrap(
        &self,
        around: &Inline,
        body: Content,
    ) -> Result<Content, PressError> {
        Ok(match around {
            Inline::Emphasis(_) => body.emph(),
            Inline::Strong(_) => body.strong(),
            Inline::Strike(_) => StrikeElem::new(body).pack(),
            Inline::Superscript(_) | Inline::NoteRef(_) => SuperElem::new(body).pack(),
            Inline::Subscript(_) => SubElem::new(body).pack(),
            Inline::Code(_) => self.styles.call("inline-code", [body.into_value()])?,
            Inline::Link { url, .. } => match address(url) {
                Some(url) => {
                    let target = LinkTarget::Dest(Destination::Url(url));
                    LinkElem::new(target, body).pack()
                }
                None => body,
            },
            _ => body,
        })
    }

    fn inline(&self, inline: &Inline, bind: bool) -> Result<Content, PressError> {
        let body = match inline {
            Inline::Text(text) if bind => self.text(text),
            Inline::Text(text) => self.words(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => {
                if bind {
                    self.inlines(inner)?
                } else {
                    self.loose(inner)?
                }
            }
            Inline::Code(text) => TextElem::packed(self.mender.line(text)),
            Inline::Break => LinebreakElem::shared().clone(),
            Inline::NoteRef(label) => match self.notes.get(label) {
                Some(number) => TextElem::packed(EcoString::from(number.to_string())),
                None => return Ok(Content::empty()),
            },
            // Pictures in a line stand beside the text, as figures do.
            Inline::Image(_) | Inline::Html(_) => Content::empty(),
        };
        self.wrap(inline, body)
    }
}

/// Text whose short hyphenated words stay on one line: "héc-ta", "Ô-lim-pic".
fn unparted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let parts = word.split('-');
        let letters = |part: &str| {
            let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
            let short = (1..=SYLLABLE).contains(&bare.chars().count());
            short && bare.chars().all(char::is_alphabetic)
        };
        let whole = parts.clone().count() <= 4 && parts.clone().all(letters);
        for (index, part) in parts.enumerate() {
            if index > 0 {
                out.push('-');
                if whole {
                    out.push(JOINER);
                }
            }
            out.push_str(part);
        }
    }
    out
}

/// Whether inline text shows anything in its line.
pub(crate) fn shows(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::NoteRef(_) => true,
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Strike(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner)
        | Inline::Link { text: inner, .. } => shows(inner),
        Inline::Break | Inline::Image(_) | Inline::Html(_) => false,
    })
}

/// The pictures in a line, however deep.
pub(crate) fn pictures<'e>(inlines: &'e [Inline], put: &mut dyn FnMut(&'e Figure)) {
    for inline in inlines {
        match inline {
            Inline::Image(figure) => put(figure),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => pictures(inner, put),
            _ => {}
        }
    }
}

/// An address a reader can follow from paper's PDF; others are words only.
fn address(url: &str) -> Option<Url> {
    let known = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
    });
    known.then(|| Url::new(url).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(unparted(text).replace(JOINER, "+"), expected);
    }

    #[test]
    fn a_hyphen_between_syllables_is_no_place_to_break() {
        check("42 héc-ta (pa-nô),", "42 héc-+ta (pa-+nô),");
        check("kinh tế - xã hội", "kinh tế - xã hội");
        check("Covid-19 ngày 26-2-2021", "Covid-19 ngày 26-2-2021");
        check("Thanh-Hóa-Nghệ-An-Vinh", "Thanh-Hóa-Nghệ-An-Vinh");
        check("-", "-");
        check("", "");
    }
}

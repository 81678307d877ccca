//! From a body to Typst values. Text is never parsed here, so nothing in it can run.

use super::mend::Mender;
use super::style::Styles;
use crate::error::PressError;
use document::{Inline, Lang};
use ecow::EcoString;
use std::collections::BTreeMap;
use typst::foundations::{Content, IntoValue, NativeElement, Value};
use typst::model::{Destination, LinkElem, LinkTarget, ParElem, Url};
use typst::text::{LinebreakElem, StrikeElem, SubElem, SuperElem, TextElem};

/// WORD JOINER: no line breaks beside it. Never reaches a page.
pub(crate) const JOINER: char = '\u{2060}';

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

    /// Running text.
    pub(crate) fn inlines(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        let parts = inlines.iter().map(|inline| self.inline(inline));
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
        let text = self.mender.text(text);
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

    fn inline(&self, inline: &Inline) -> Result<Content, PressError> {
        Ok(match inline {
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(inner) => self.inlines(inner)?.emph(),
            Inline::Strong(inner) => self.inlines(inner)?.strong(),
            Inline::Strike(inner) => StrikeElem::new(self.inlines(inner)?).pack(),
            Inline::Superscript(inner) => SuperElem::new(self.inlines(inner)?).pack(),
            Inline::Subscript(inner) => SubElem::new(self.inlines(inner)?).pack(),
            Inline::Code(text) => {
                let text = TextElem::packed(self.mender.line(text));
                self.styles.call("inline-code", [text.into_value()])?
            }
            Inline::Link { url, text, .. } => {
                let body = self.inlines(text)?;
                match address(url) {
                    Some(url) => {
                        let target = LinkTarget::Dest(Destination::Url(url));
                        LinkElem::new(target, body).pack()
                    }
                    None => body,
                }
            }
            Inline::Break => LinebreakElem::shared().clone(),
            Inline::NoteRef(label) => match self.notes.get(label) {
                Some(number) => {
                    let number: EcoString = number.to_string().into();
                    SuperElem::new(TextElem::packed(number)).pack()
                }
                None => Content::empty(),
            },
            // Pictures in a line stand beside the text, as figures do.
            Inline::Image(_) | Inline::Html(_) => Content::empty(),
        })
    }
}

/// An address a reader can follow from paper's PDF; others are words only.
fn address(url: &str) -> Option<Url> {
    let known = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
    });
    known.then(|| Url::new(url).ok()).flatten()
}

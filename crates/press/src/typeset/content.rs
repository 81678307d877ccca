//! From a body to Typst values. Text is never parsed here, so nothing in it can run.

use super::mend::Mender;
use super::style::Styles;
use crate::error::PressError;
use document::{Figure, Inline, Lang};
use ecow::EcoString;
use std::collections::BTreeMap;
use std::ops::Range;
use typst::foundations::{Content, IntoValue, NativeElement, Value};
use typst::layout::BoxElem;
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
        let parts = inlines.iter().map(|inline| self.inline(inline, Care::Bound));
        Ok(Content::sequence(parts.collect::<Result<Vec<_>, _>>()?))
    }

    /// A few words whose every line end is seen, as in captions: words of two syllables
    /// stay whole as well.
    pub(crate) fn few(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        let parts = inlines.iter().map(|inline| self.inline(inline, Care::Whole));
        Ok(Content::sequence(parts.collect::<Result<Vec<_>, _>>()?))
    }

    /// Plain words of that kind.
    pub(crate) fn few_words(&self, text: &str) -> Content {
        let text = unparted(&self.mender.running(text));
        bound(&text, &whole(&text))
    }

    /// Headings, whose names in the file's structure must hold no joiners: what belongs
    /// together stands in a box.
    pub(crate) fn heads(&self, inlines: &[Inline]) -> Result<Content, PressError> {
        let parts = inlines.iter().map(|inline| self.inline(inline, Care::Boxed));
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
        bound(&text, &vntext::bind(&text))
    }

    fn boxed(&self, text: &str) -> Content {
        let text = self.mender.text(text);
        let mut parts = Vec::new();
        let mut at = 0;
        for span in whole(&text) {
            let Some(mut words) = text.get(span.clone()) else { continue };
            // A box is never parted, and one wider than its leg would stand out of it: of
            // what is long only the end is kept whole.
            while words.chars().count() > LONGEST_WHOLE
                && let Some((_, rest)) = words.split_once(' ')
            {
                words = rest;
            }
            let start = span.end - words.len();
            if start < at || !words.contains(' ') {
                continue;
            }
            parts.push(TextElem::packed(&text[at..start]));
            let words = TextElem::packed(words);
            parts.push(BoxElem::new().with_body(Some(words)).pack());
            at = span.end;
        }
        parts.push(TextElem::packed(&text[at..]));
        Content::sequence(parts)
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

    fn inline(&self, inline: &Inline, care: Care) -> Result<Content, PressError> {
        let body = match inline {
            Inline::Text(text) => match care {
                Care::Boxed => self.boxed(text),
                Care::Bound => self.text(text),
                Care::Whole => self.few_words(text),
            },
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => match care {
                Care::Boxed => self.heads(inner)?,
                Care::Bound => self.inlines(inner)?,
                Care::Whole => self.few(inner)?,
            },
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

/// What is kept on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Names, and numbers with what they count.
    Bound,
    /// Words of two syllables, too.
    Whole,
    /// The same, without a joiner between them.
    Boxed,
}

/// Text whose spaces within these spans end no line.
fn bound(text: &str, spans: &[Range<usize>]) -> Content {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for span in spans {
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

/// What of a few words stays on one line.
fn whole(text: &str) -> Vec<Range<usize>> {
    let mut spans = vntext::bind(text);
    spans.extend(whole_words(text, &spans));
    // Of two that begin together the longer one counts.
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans
}

/// Letters that may stand on one line for a word's sake; more would leave a hole in the
/// line above.
const LONGEST_WHOLE: usize = 18;

/// Words of two syllables, and what stands before a word that begins with one letter
/// ("trạm y tế"). Where a part of a word is bound to what follows ("điện | tử tỉnh" at
/// the end of a text), all of it stays together unless that is long.
fn whole_words(text: &str, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for word in text.split(' ') {
        words.push(from..from + word.len());
        from += word.len() + 1;
    }
    let is_free = |span: &Range<usize>| {
        !taken.iter().any(|t| t.start < span.end && span.start < t.end)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for pair in words.windows(2) {
        let (first, second) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        if !vntext::is_compound(first, second) {
            continue;
        }
        let word = pair[0].start..pair[1].end;
        let (mut start, mut end) = (word.start, word.end);
        for met in taken.iter().filter(|t| t.start < word.end && word.start < t.end) {
            (start, end) = (start.min(met.start), end.max(met.end));
        }
        if text[start..end].chars().count() > LONGEST_WHOLE {
            continue;
        }
        let before = text[..start].trim_end().rsplit(' ').next().unwrap_or_default();
        let letters = before.chars().all(char::is_alphabetic) && !before.is_empty();
        if first.chars().count() == 1
            && letters
            && start == word.start
            && is_free(&(start - 1 - before.len()..start))
        {
            start -= before.len() + 1;
        }
        match found.last() {
            // "hợp tác xã": the first pair has the syllable.
            Some(last) if last.end > start && last.end > pair[0].start => {}
            Some(last) if last.end > start => found.push(pair[0].start..end),
            _ => found.push(start..end),
        }
    }
    found
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

    #[track_caller]
    fn check_whole(text: &str, expected: &[&str]) {
        let found = whole_words(text, &vntext::bind(text));
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_of_captions_and_imprints_stay_whole() {
        check_whole("Cổng thông tin điện tử tỉnh nhà", &["thông tin", "điện tử"]);
        check_whole("Bác sĩ khám tại trạm y tế xã bên", &["Bác sĩ", "trạm y tế"]);
        check_whole("Cổng thông tin điện tử tỉnh", &["thông tin", "điện tử tỉnh"]);
        check_whole("Bác sĩ khám tại trạm y tế xã", &["Bác sĩ", "trạm y tế xã"]);
        check_whole("", &[]);
        check_whole("y tế xã bên nhà", &["y tế"]);
        // What is long may part: a hole in the line above is worse.
        let text = "thông tin của các Trung tâm Hà Nội";
        let bound_already = text.find("tin").unwrap()..text.len();
        assert!(whole_words(text, &[bound_already]).is_empty());
    }
}

//! Inline text as words that know how each is set.
//!
//! Headlines and pull quotes break their lines by sense, word by word, so their text
//! must come apart at every space and still keep what is bold, italic or linked.

use super::content::Setter;
use crate::error::PressError;
use document::Inline;
use std::ops::Range;
use typst::foundations::Content;
use typst::text::TextElem;

/// Words in order, each of one or more runs.
pub(crate) struct Phrase<'i> {
    words: Vec<Vec<Run<'i>>>,
}

/// Letters set in one way.
#[derive(Clone)]
struct Run<'i> {
    /// What they stand in, from outside in.
    within: Vec<&'i Inline>,
    text: String,
}

impl Run<'_> {
    fn is_like(&self, other: &Run<'_>) -> bool {
        self.within.len() == other.within.len()
            && self.within.iter().zip(&other.within).all(|(a, b)| std::ptr::eq(*a, *b))
    }
}

impl<'i> Phrase<'i> {
    /// Words without any markup.
    pub(crate) fn plain(setter: &Setter<'_, '_>, text: &str) -> Self {
        Self::of_runs(vec![Run { within: Vec::new(), text: setter.mender.text(text) }])
    }

    /// The words of inline text.
    pub(crate) fn of(setter: &Setter<'_, '_>, inlines: &'i [Inline]) -> Self {
        let mut runs = Vec::new();
        collect(setter, inlines, &mut Vec::new(), &mut runs);
        Self::of_runs(runs)
    }

    fn of_runs(runs: Vec<Run<'i>>) -> Self {
        let mut words: Vec<Vec<Run<'i>>> = Vec::new();
        let mut open = false;
        for run in runs {
            for (index, part) in run.text.split(' ').enumerate() {
                open &= index == 0;
                if part.is_empty() {
                    continue;
                }
                let piece = Run { within: run.within.clone(), text: part.to_owned() };
                match words.last_mut().filter(|_| open) {
                    Some(word) => word.push(piece),
                    None => words.push(vec![piece]),
                }
                open = true;
            }
        }
        Self { words }
    }

    /// The letters of each word.
    pub(crate) fn words(&self) -> Vec<String> {
        let letters =
            |word: &Vec<Run<'_>>| word.iter().map(|r| r.text.as_str()).collect();
        self.words.iter().map(letters).collect()
    }

    /// Some of the words, one space between them.
    pub(crate) fn content(
        &self,
        setter: &Setter<'_, '_>,
        range: Range<usize>,
    ) -> Result<Content, PressError> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        for word in &self.words[range] {
            for (index, run) in word.iter().enumerate() {
                let space = index == 0 && !runs.is_empty();
                match runs.last_mut() {
                    Some(last) if last.is_like(run) => {
                        if space {
                            last.text.push(' ');
                        }
                        last.text.push_str(&run.text);
                        continue;
                    }
                    _ => {}
                }
                if space {
                    // Between two ways of setting the space is plain, unless the
                    // markup goes on around it.
                    let before = runs.last().map(|last| last.within.clone());
                    let common = before
                        .unwrap_or_default()
                        .into_iter()
                        .zip(&run.within)
                        .take_while(|(a, b)| std::ptr::eq(*a, **b))
                        .map(|(a, _)| a)
                        .collect();
                    runs.push(Run { within: common, text: " ".into() });
                }
                runs.push(run.clone());
            }
        }
        let parts = runs.into_iter().map(|run| {
            let text = TextElem::packed(run.text);
            run.within
                .iter()
                .rev()
                .try_fold(text, |body, around| setter.wrap(around, body))
        });
        Ok(Content::sequence(parts.collect::<Result<Vec<_>, _>>()?))
    }
}

fn collect<'i>(
    setter: &Setter<'_, '_>,
    inlines: &'i [Inline],
    within: &mut Vec<&'i Inline>,
    runs: &mut Vec<Run<'i>>,
) {
    for inline in inlines {
        let mut put = |within: &[&'i Inline], text: String| {
            runs.push(Run { within: within.to_vec(), text });
        };
        match inline {
            Inline::Text(text) => put(within, setter.mender.text(text)),
            Inline::Break => put(within, " ".into()),
            Inline::Code(text) => {
                within.push(inline);
                put(within, setter.mender.text(text));
                within.pop();
            }
            Inline::NoteRef(label) => {
                if let Some(number) = setter.notes.get(label) {
                    within.push(inline);
                    put(within, number.to_string());
                    within.pop();
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link { text: inner, .. } => {
                within.push(inline);
                collect(setter, inner, within, runs);
                within.pop();
            }
            Inline::Image(_) | Inline::Html(_) => {}
        }
    }
}

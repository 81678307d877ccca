//! What is read aloud, for programs that speak: SSML 1.1 (W3C Recommendation, 7 September
//! 2010) and plain text.
//!
//! A loudspeaker station or a cloud voice takes the SSML; whoever reads it out takes the
//! text, which has one utterance a line, written out as it is said.
//!
//! Invariant: the words of the SSML without its marks are the script of the article, so
//! that what stands on the page is what is named; how each is said stands in `alias`.

use crate::Bundle;
use crate::html::escape;
use crate::reading::{utterances, voice};
use document::{Edition, read_aloud};
use std::fmt::Write as _;

/// What tells these files from others in the same folder.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"Bantin\"/>";

/// Writes `<slug>.ssml` and `<slug>.txt` for each article that has words.
///
/// Sentences are the utterances of the page: at most 180 characters as said. Places that
/// are said otherwise than written (dates, numbers, abbreviations) are `sub` elements.
pub fn scripts(edition: &Edition) -> Bundle {
    let mut bundle = Bundle::default();
    let lexicon = read_aloud::lexicon(edition);
    for article in &edition.articles {
        let Some(script) = read_aloud::script(edition, article) else { continue };
        let lang = edition.lang_of(article);
        let mut ssml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" \
             xml:lang=\"{}\">\n{GENERATOR}\n",
            voice(lang),
        );
        let mut text = String::new();
        for (piece, said) in utterances(&script, lang, &lexicon) {
            writeln!(ssml, "<s>{}</s>", marked(piece.trim(), &said))
                .expect("text has room");
            text.push_str(&said);
            text.push('\n');
        }
        ssml.push_str("</speak>\n");
        bundle.files.insert(format!("{}.ssml", article.slug), ssml.into_bytes());
        bundle.files.insert(format!("{}.txt", article.slug), text.into_bytes());
    }
    bundle
}

/// The words as written, with `sub` elements where they are said otherwise.
fn marked(written: &str, said: &str) -> String {
    let from: Vec<&str> = written.split_whitespace().collect();
    let to: Vec<&str> = said.split_whitespace().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut open: (Vec<&str>, Vec<&str>) = Default::default();
    let close = |open: &mut (Vec<&str>, Vec<&str>), parts: &mut Vec<String>| {
        let (written, said) = (open.0.join(" "), open.1.join(" "));
        match (written.is_empty(), said.is_empty()) {
            (true, true) => {}
            // Nothing is said for a dash or a bracket, and nothing is said of itself.
            (true, false) | (false, true) => parts.push(escape(&written)),
            (false, false) => parts.push(format!(
                "<sub alias=\"{}\">{}</sub>",
                escape(&said),
                escape(&written),
            )),
        }
        *open = Default::default();
    };
    let (mut i, mut j) = (0, 0);
    for (a, b) in common(&from, &to) {
        open.0.extend(&from[i..a]);
        open.1.extend(&to[j..b]);
        close(&mut open, &mut parts);
        parts.push(escape(from[a]));
        (i, j) = (a + 1, b + 1);
    }
    open.0.extend(&from[i..]);
    open.1.extend(&to[j..]);
    close(&mut open, &mut parts);
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// Words that stand in both, in order, as many as possible: the places in each.
fn common(from: &[&str], to: &[&str]) -> Vec<(usize, usize)> {
    // lengths[i][j]: most common words of from[i..] and to[j..].
    let mut lengths = vec![vec![0_usize; to.len() + 1]; from.len() + 1];
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            lengths[i][j] = match from[i] == to[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < from.len() && j < to.len() {
        if from[i] == to[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use vntext::{Lexicon, speak};

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(marked(written, &speak(written, &Lexicon::office())), expected);
    }

    #[test]
    fn what_is_said_otherwise_stands_in_alias() {
        check(
            "Ngày 26-2-2021 tại UBND xã.",
            "Ngày <sub alias=\"26 tháng 2 năm 2021\">26-2-2021</sub> tại \
             <sub alias=\"Ủy ban nhân dân\">UBND</sub> xã.",
        );
        check("Cần Thơ – Hậu Giang", "Cần <sub alias=\"Thơ,\">Thơ –</sub> Hậu Giang");
        check("Hai địa phương ký kết.", "Hai địa phương ký kết.");
        check("R&D < 5", "<sub alias=\"R và D\">R&amp;D</sub> &lt; 5");
    }
}

//! What is read aloud, set for whoever reads it out: A4, large type, a breath a line.

use crate::error::PressError;
use crate::leaf;
use crate::pdf::{self, Meta};
use crate::typeset::{Mender, Workshop};
use document::{Edition, Lang};
use serde::Serialize;

/// The script of an issue.
#[derive(Debug, Clone, Serialize)]
pub struct Script {
    /// Language of what stands around the articles, `vi` or `en`.
    pub lang: &'static str,
    /// What it is.
    pub title: String,
    /// Of which issue.
    pub subtitle: String,
    /// How it is to be read, in a sentence or two.
    pub hint: String,
    /// What is said of the time of one article, of the running total, and of the whole.
    pub times: [String; 3],
    /// How long all of it takes, such as `12′30″`.
    pub total: String,
    /// The word before the number of a page.
    pub page: String,
    /// The articles in order.
    pub items: Vec<ScriptItem>,
}

/// An article of a script.
#[derive(Debug, Clone, Serialize)]
pub struct ScriptItem {
    /// Language it is read in, `vi` or `en`.
    pub lang: &'static str,
    /// Its section; may be empty. Stands once above the articles that share it.
    pub section: String,
    /// Its title.
    pub title: String,
    /// How long it takes.
    pub time: String,
    /// How long all takes up to its end.
    pub until: String,
    /// Its sentences, each in breaths.
    pub sentences: Vec<Vec<String>>,
}

/// What the source asks for beside the script itself.
#[derive(Serialize)]
struct Data {
    font: &'static str,
    #[serde(flatten)]
    script: Script,
}

/// The family of scripts: open letters that are told apart at arm's length.
const FAMILY: &str = "Be Vietnam Pro";
/// Shows what it does not.
const OTHER: &str = "Source Serif 4";

/// Sets a script and writes it as an accessible PDF.
pub(crate) fn write(
    world: &Workshop,
    script: &Script,
    edition: &Edition,
) -> Result<Vec<u8>, PressError> {
    let families = [FAMILY.to_owned(), OTHER.to_owned()];
    let mender = Mender::new(world, &families);
    let mut shown = script.clone();
    for item in &mut shown.items {
        item.section = mender.text(&item.section);
        item.title = whole(&mender.running(&item.title));
        let breaths = item.sentences.iter_mut().flatten();
        breaths.for_each(|breath| *breath = whole(&mender.running(breath)));
    }
    shown.title = mender.text(&shown.title);
    shown.subtitle = mender.text(&shown.subtitle);
    let meta = meta(&shown, edition);
    let data = Data { font: FAMILY, script: shown };
    let source = ("script.typ", include_str!("script.typ"));
    let document = leaf::set(world, source, &data)?;
    Ok(pdf::screen(&document, &meta)?)
}

/// The words with hard spaces where no line may end: inside names and words of two
/// syllables, before a number's unit.
fn whole(text: &str) -> String {
    let mut hard: Vec<usize> = Vec::new();
    for span in vntext::bind(text) {
        hard.extend(text[span.clone()].match_indices(' ').map(|(at, _)| span.start + at));
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut at = 0;
    let mut joined = false;
    for pair in words.windows(2) {
        at += pair[0].len();
        // "ký kết hợp tác" is two words: a line may end between them.
        joined = !joined && vntext::is_compound(pair[0], pair[1]);
        if joined {
            hard.push(at);
        }
        at += 1;
    }
    let letters = text.char_indices();
    letters
        .map(|(at, letter)| if hard.contains(&at) { '\u{a0}' } else { letter })
        .collect()
}

fn meta(script: &Script, edition: &Edition) -> Meta {
    use sha2::{Digest, Sha256};
    let said = toml::to_string(script).unwrap_or_default();
    let digest = Sha256::digest(format!("script\n{said}"));
    let id: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Meta {
        title: format!("{} – {}", script.title, script.subtitle),
        author: edition.text(document::Key::PublishingBody).trim().to_owned(),
        subject: script.title.clone(),
        lang: if script.lang == "vi" { Lang::Vi } else { Lang::En },
        date: edition.issue.date,
        document_id: id,
        issue_line: script.subtitle.clone(),
        trim: document::Trim::a4(),
        bleed: document::Mm::new(crate::sheets::BLEED_MM).expect("a bleed above zero"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_inside_a_word() {
        let set = whole("tỉnh Hậu Giang ký kết hợp tác với thành phố Cần Thơ năm 2021");
        let parts: Vec<&str> = set.split(' ').collect();
        for kept in ["Hậu\u{a0}Giang", "ký\u{a0}kết", "hợp\u{a0}tác", "Cần\u{a0}Thơ"]
        {
            assert!(parts.iter().any(|part| part.contains(kept)), "{kept}: {parts:?}");
        }
    }
}

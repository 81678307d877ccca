//! Text in encodings from before Unicode, found run by run and offered for conversion.
//!
//! Which encoding it is says `vntext`; here the runs of a manuscript are shown to it and,
//! when the person has accepted, replaced. Nothing is converted unasked.

use crate::draft::{Offer, Report};
use crate::manuscript::{self, Look, Manuscript, Piece, Text};
use std::rc::Rc;
use vntext::Run;

/// Longest example of an offer, in characters.
const EXAMPLE: usize = 160;

/// Finds legacy text in a manuscript; converts it when `accepted`.
pub(crate) fn manuscript(
    manuscript: &mut Manuscript,
    accepted: bool,
    report: &mut Report,
) -> Vec<Offer> {
    let mut texts: Vec<(String, Option<Rc<str>>)> = Vec::new();
    edit_stretches(manuscript, &mut |words, font| {
        texts.push((words.to_owned(), font));
        None
    });
    let runs: Vec<Run<'_>> =
        texts.iter().map(|(text, font)| Run { text, font: font.as_deref() }).collect();
    let found = vntext::detect_runs(&runs);
    let mut offers: Vec<Offer> = Vec::new();
    for (run, offer) in runs.iter().zip(&found) {
        if let Some(offer) = offer {
            add(&mut offers, run.text, offer, accepted, report);
        }
    }
    if accepted && !offers.is_empty() {
        let mut found = found.into_iter();
        edit_stretches(manuscript, &mut |_, _| {
            found.next().flatten().map(|offer| offer.text)
        });
    }
    offers
}

/// Finds out whether a plain text is legacy; gives it converted when `accepted`.
pub(crate) fn plain(
    text: String,
    accepted: bool,
    report: &mut Report,
) -> (String, Vec<Offer>) {
    let mut offers = Vec::new();
    let Some(offer) = vntext::detect(&text, None) else { return (text, offers) };
    add(&mut offers, &text, &offer, accepted, report);
    (if accepted { offer.text } else { text }, offers)
}

fn add(
    offers: &mut Vec<Offer>,
    before: &str,
    offer: &vntext::Offer,
    accepted: bool,
    report: &mut Report,
) {
    match accepted {
        true => report.changed("text", "legacy.converted", &offer.text),
        false => report.kept_as("text", "legacy.offered", before),
    }
    let known = offers.iter_mut().find(|known| known.encoding == offer.encoding);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let characters = letters(&offer.text);
    match known {
        Some(known) => {
            known.characters += characters;
            known.confidence = known.confidence.min(offer.confidence);
            known.capitals_lost |= offer.capitals_lost;
            // The longest piece shows best what would happen.
            if known.after.chars().count() < EXAMPLE.min(offer.text.chars().count()) {
                known.before = example(before);
                known.after = example(&offer.text);
            }
        }
        None => offers.push(Offer {
            encoding: offer.encoding,
            before: example(before),
            after: example(&offer.text),
            characters,
            confidence: offer.confidence,
            capitals_lost: offer.capitals_lost,
            accepted,
        }),
    }
}

fn example(text: &str) -> String {
    text.trim().chars().take(EXAMPLE).map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// Gets words and their font; what it gives replaces them.
type See<'s> = dyn FnMut(&str, Option<Rc<str>>) -> Option<String> + 's;

/// Calls `see` for every stretch of words in one font within a paragraph; what it gives
/// replaces them.
///
/// A stretch may hold several looks: encodings write a letter in two characters, which a
/// change of look could part. Converting keeps the looks where each word has one.
fn edit_stretches(manuscript: &mut Manuscript, see: &mut See<'_>) {
    let mut visit = |pieces: &mut Vec<Piece>| {
        let mut at = 0;
        while at < pieces.len() {
            let Piece::Text(first) = &pieces[at] else {
                at += 1;
                continue;
            };
            let (font, mut end) = (first.look.font.clone(), at + 1);
            let mut words = first.words.clone();
            while let Some(Piece::Text(next)) = pieces.get(end)
                && next.look.font == font
            {
                words.push_str(&next.words);
                end += 1;
            }
            if let Some(converted) = see(&words, font) {
                let texts: Vec<Text> = pieces[at..end]
                    .iter()
                    .filter_map(|piece| match piece {
                        Piece::Text(text) => Some(text.clone()),
                        _ => None,
                    })
                    .collect();
                let new = spread(&texts, &converted);
                let count = new.len();
                pieces.splice(at..end, new.into_iter().map(Piece::Text));
                end = at + count;
            }
            at = end;
        }
    };
    manuscript.edit(&mut |para: &mut manuscript::Para| visit(&mut para.pieces));
}

/// Gives converted words the looks they had, word by word.
fn spread(texts: &[Text], converted: &str) -> Vec<Text> {
    let plain = |text: &Text| Text {
        look: Look { font: None, ..text.look.clone() },
        ..text.clone()
    };
    if let [only] = texts {
        return vec![Text { words: converted.to_owned(), ..plain(only) }];
    }
    // Spaces are the same on both sides, so that words are matched by counting them.
    let mut looks: Vec<&Text> = Vec::new();
    let mut inside = false;
    for text in texts {
        for letter in text.words.chars() {
            match (letter.is_whitespace(), inside) {
                (false, false) => looks.push(text),
                (true, _) => looks.push(text),
                _ => {}
            }
            inside = !letter.is_whitespace();
        }
    }
    let mut looks = looks.into_iter();
    let mut out: Vec<Text> = Vec::new();
    let (mut inside, mut own) = (false, texts.first());
    for letter in converted.chars() {
        if letter.is_whitespace() || !inside {
            own = looks.next().or(own);
        }
        inside = !letter.is_whitespace();
        let Some(own) = own.map(&plain) else { continue };
        match out.last_mut() {
            Some(last) if last.look == own.look && last.link == own.link => {
                last.words.push(letter);
            }
            _ => out.push(Text { words: letter.to_string(), ..own }),
        }
    }
    out
}

//! What a misspelt syllable may have been.

use crate::letter::{Tone, join, split, with_case_of};
use crate::syllable::Syllable;
use crate::tone::ToneStyle;

/// Most suggestions for one word.
const MOST: usize = 5;

/// Words that may be meant by `word`, in its case.
///
/// In this order: the same sound spelt right, the tone a stop allows, a horn or a hat
/// that was missed, letters swapped, doubled or added, a space left out.
pub(super) fn meant(word: &str, syllable: Option<Syllable>) -> Vec<String> {
    let small = word.to_lowercase();
    let mut found = Vec::new();
    if let Some(syllable) = syllable {
        respelt(syllable, &mut found);
    }
    let letters: Vec<char> = small.chars().collect();
    let (bare, tones): (Vec<char>, Vec<Tone>) =
        letters.iter().map(|letter| split(*letter)).unzip();
    let marks: Vec<Tone> =
        tones.iter().copied().filter(|tone| *tone != Tone::Ngang).collect();
    let tone = marks.last().copied().unwrap_or(Tone::Ngang);
    // The tone is put back by the rule, wherever it stood.
    let mut try_bare = |bare: &[char], tone: Tone| {
        let word: String = bare.iter().collect();
        let toned = Syllable::parse(&word)
            .or_else(|| Syllable::parse(&with_tone(bare, Tone::Sac)))
            .and_then(|syllable| syllable.with_tone(tone));
        if let Some(syllable) = toned
            && syllable.is_well_spelt()
        {
            found.push(syllable.spell(ToneStyle::Old));
        }
    };
    for tone in marks.iter().rev().copied().chain([Tone::Sac, Tone::Nang]) {
        try_bare(&bare, tone);
    }
    for (from, to) in [
        ("uơ", "ươ"),
        ("ưo", "ươ"),
        ("uo", "ươ"),
        ("uo", "uô"),
        ("ie", "iê"),
        ("ye", "yê"),
        ("ua", "uâ"),
        ("eu", "êu"),
    ] {
        let word: String = bare.iter().collect();
        if word.contains(from) {
            try_bare(&word.replacen(from, to, 1).chars().collect::<Vec<_>>(), tone);
        }
    }
    for at in 1..bare.len() {
        let mut swapped = bare.clone();
        swapped.swap(at - 1, at);
        try_bare(&swapped, tone);
    }
    for at in (0..bare.len()).rev() {
        let mut shorter = bare.clone();
        shorter.remove(at);
        try_bare(&shorter, tone);
    }
    found.extend(parted(&letters));
    finish(found, word)
}

/// A word of plain letters that is a syllable once two neighbours are swapped: "trogn".
pub(super) fn unswapped(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(4..=7).contains(&letters.len()) || Syllable::parse(word).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in 1..letters.len() {
        let mut swapped = letters.clone();
        swapped.swap(at - 1, at);
        let swapped: String = swapped.into_iter().collect();
        // Two letters that belong together prove that no foreign word was meant.
        let told = ["ng", "nh", "ch"].iter().any(|coda| swapped.ends_with(coda));
        let syllable = Syllable::parse(&swapped);
        if told && syllable.is_some_and(Syllable::is_well_spelt) {
            found.push(swapped);
        }
    }
    finish(found, word)
}

/// The same onset and rime by the rule of spelling.
fn respelt(syllable: Syllable, found: &mut Vec<String>) {
    let front = syllable.rime().starts_with(['e', 'ê', 'i', 'y']);
    let onset = match (syllable.onset(), front) {
        ("c", true) => "k",
        ("k", false) => "c",
        ("g", true) => "gh",
        ("gh", false) => "g",
        ("ng", true) => "ngh",
        ("ngh", false) => "ng",
        (onset, _) => onset,
    };
    let rime = match syllable.rime().strip_prefix('y') {
        Some(rest) if !onset.is_empty() => format!("i{rest}"),
        _ => match syllable.rime().strip_prefix("iê") {
            Some(rest) if onset.is_empty() => format!("yê{rest}"),
            _ => syllable.rime().to_owned(),
        },
    };
    let word: Vec<char> = onset.chars().chain(rime.chars()).collect();
    let right = Syllable::parse(&with_tone(&word, Tone::Sac))
        .and_then(|right| right.with_tone(syllable.tone()))
        .filter(|right| right.is_well_spelt());
    found.extend(right.map(|right| right.spell(ToneStyle::Old)));
}

/// Two syllables written as one word.
fn parted(letters: &[char]) -> Option<String> {
    (2..letters.len().saturating_sub(1)).find_map(|at| {
        let (left, right): (String, String) =
            (letters[..at].iter().collect(), letters[at..].iter().collect());
        let good = |word: &str| {
            Syllable::parse(word).is_some_and(|syllable| {
                syllable.is_well_spelt()
                    && [ToneStyle::Old, ToneStyle::New]
                        .iter()
                        .any(|s| syllable.spell(*s) == word)
            })
        };
        (good(&left) && good(&right)).then(|| format!("{left} {right}"))
    })
}

/// The letters with a tone on the first vowel: enough for the parser.
fn with_tone(bare: &[char], tone: Tone) -> String {
    let mut open = true;
    bare.iter()
        .map(|letter| {
            let toned = if open { join(*letter, tone) } else { *letter };
            open &= toned == *letter;
            toned
        })
        .collect()
}

fn finish(found: Vec<String>, word: &str) -> Vec<String> {
    let mut fixes: Vec<String> = Vec::new();
    for fix in found {
        let fix = with_case_of(&fix, word);
        if fix != word && !fixes.contains(&fix) && fixes.len() < MOST {
            fixes.push(fix);
        }
    }
    fixes
}

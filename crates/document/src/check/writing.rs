//! Habits of writing: dates, dashes and tone marks that differ within an issue, stray
//! characters, text in an old encoding, abbreviations nobody spells out.
//!
//! What the rules of writing are is [`vntext`]'s business; here they become remarks
//! about articles, and are mended in one.

use super::script::{Script, walk};
use crate::{Article, ArticleId, Edition, Lang, Remark, Severity, body};
use std::collections::BTreeSet;
use vntext::{Finding, Rule, Run, TextStyle, typography};

/// The remark a finding of [`vntext`] becomes, if any: most of them belong to the editor
/// who is typing, not to a list before printing.
fn code_of(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::DateStyle => Some("style.dates"),
        Rule::DateUnreal => Some("date.unreal"),
        Rule::DashMixed | Rule::DashLong | Rule::DashOdd => Some("style.dashes"),
        Rule::QuoteStraight | Rule::QuoteForeign | Rule::QuoteTurned => {
            Some("style.quotes")
        }
        Rule::ToneMixed => Some("style.tones"),
        Rule::CharInvisible
        | Rule::CharControl
        | Rule::CharLost
        | Rule::LetterHomoglyph
        | Rule::LetterDecomposed => Some("text.characters"),
        _ => None,
    }
}

/// Everything the words of an issue give to remark.
pub(super) fn check(edition: &Edition) -> Vec<Remark> {
    let script = Script::of(&edition.articles);
    let vietnamese = typography(&script.text, &TextStyle::default());
    let mut remarks = Vec::new();
    for (article, place) in edition.articles.iter().zip(&script.articles) {
        let own = &script.text[place.clone()];
        let legacy = legacy(own);
        if let Some(sample) = &legacy {
            let remark = Remark::new("text.legacy", Severity::Must);
            remarks.push(remark.article(article.id).with("words", sample.clone()));
        }
        if legacy.is_some() {
            continue;
        }
        let mut told = BTreeSet::new();
        let mut tell = |text: &str, finding: &Finding| {
            if let Some(code) = code_of(finding.rule)
                && told.insert(code)
            {
                remarks.push(style(code, article.id, text, finding));
            }
        };
        match edition.lang_of(article) {
            Lang::Vi => {
                let here = vietnamese.iter().filter(|f| place.contains(&f.range.start));
                here.for_each(|finding| tell(&script.text, finding));
                remarks.extend(abbreviations(article.id, own));
            }
            Lang::En => {
                let findings = typography(own, &style_of(Lang::En));
                findings.iter().for_each(|finding| tell(own, finding));
            }
        }
    }
    remarks
}

/// How text of a language is written.
fn style_of(lang: Lang) -> TextStyle {
    TextStyle { lang, ..TextStyle::default() }
}

fn style(
    code: &'static str,
    article: ArticleId,
    text: &str,
    finding: &Finding,
) -> Remark {
    let remark = match code {
        "style.dates" => Remark::new("style.dates", Severity::Could),
        "date.unreal" => Remark::new("date.unreal", Severity::Should),
        "style.dashes" => Remark::new("style.dashes", Severity::Could),
        "style.quotes" => Remark::new("style.quotes", Severity::Could),
        "style.tones" => Remark::new("style.tones", Severity::Could),
        _ => Remark::new("text.characters", Severity::Should),
    };
    remark.article(article).with("words", around(text, finding))
}

/// The words a finding stands in, short enough for a sentence.
fn around(text: &str, finding: &Finding) -> String {
    const REACH: usize = 12;
    let before = text[..finding.range.start].rsplit('\n').next().unwrap_or_default();
    let after = text[finding.range.end..].split('\n').next().unwrap_or_default();
    let from = before.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    let from = if before[..from].is_empty() {
        from
    } else {
        before[from..].find(' ').map_or(from, |space| from + space)
    };
    let to = after.char_indices().nth(REACH).map_or(after.len(), |(at, _)| at);
    let to = after[..to].rfind(' ').filter(|_| to < after.len()).unwrap_or(to);
    let shown = [&before[from..], &text[finding.range.clone()], &after[..to]].concat();
    let seen = |letter: &char| !letter.is_control() && !is_private(*letter);
    shown.trim().chars().filter(seen).collect()
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}')
}

/// The first words of a paragraph in an old encoding, as they should read.
fn legacy(text: &str) -> Option<String> {
    const WORDS: usize = 6;
    let mut lines = text.lines().filter(|line| may_be_legacy(line));
    let offer = lines.find_map(|line| vntext::detect(line, None))?;
    Some(offer.text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" "))
}

/// Whether a closer look at a line is worth its time: it has none of the letters that
/// only Unicode has, or some that Vietnamese has not.
fn may_be_legacy(line: &str) -> bool {
    let only_unicode = |letter| matches!(letter, '\u{1EA0}'..='\u{1EF9}');
    let foreign = |letter| {
        matches!(letter, '\u{80}'..='\u{FF}')
            && !"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý«»·°²³½".contains(letter)
    };
    !line.contains(only_unicode) || line.contains(foreign)
}

/// Abbreviations that readers of bulletins know.
const KNOWN: [&str; 36] = [
    "UBND", "HĐND", "MTTQ", "UBMTTQ", "TAND", "VKSND", "THPT", "THCS", "BHXH", "BHYT",
    "CSGT", "TNCS", "TNHH", "MTV", "CNTT", "HTX", "KHCN", "GDP", "USD", "VND", "VNĐ",
    "ASEAN", "UNESCO", "UNICEF", "WHO", "WTO", "COVID", "HIV", "AIDS", "PDF", "SMS",
    "FAX", "ISSN", "HĐQT", "BCH", "TTXVN",
];

/// Abbreviations that the article never spells out, each once.
fn abbreviations(article: ArticleId, text: &str) -> Vec<Remark> {
    let mut told = BTreeSet::new();
    let mut remarks = Vec::new();
    for line in text.lines() {
        let (mut high, mut low) = (0, 0);
        for letter in line.chars().filter(|letter| letter.is_alphabetic()) {
            *if letter.is_uppercase() { &mut high } else { &mut low } += 1;
        }
        // A line in capitals has no abbreviations to see.
        if high > low {
            continue;
        }
        for (at, word) in tokens(line) {
            let letters = word.chars().count();
            let plain = (3..=8).contains(&letters)
                && word.chars().all(char::is_uppercase)
                && !word.chars().all(|letter| "IVXLCDM".contains(letter))
                && !KNOWN.contains(&word);
            // Numbers of documents are no abbreviations: 12/GP-STTTT, NĐ-CP.
            let beside = |letter: char| "-/.@_&–".contains(letter);
            let bound = line[..at].ends_with(beside)
                || line[at + word.len()..].starts_with(['-', '/', '@', '_', '&', '–']);
            let spelled = text.contains(&format!("({word}"))
                || text.contains(&format!("{word} ("))
                || text.contains(&format!("{word})"));
            if plain && !bound && !spelled && told.insert(word.to_owned()) {
                let remark = Remark::new("abbreviation.unspelled", Severity::Could);
                remarks.push(remark.article(article).with("word", word));
            }
        }
    }
    remarks
}

/// Words of letters and digits, each with its place.
fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr().addr() - line.as_ptr().addr(), word))
}

/// Mends what a remark with this code is about in one article of the issue; `false` when
/// there was nothing that a program can mend.
pub(super) fn mend(edition: &Edition, article: &mut Article, code: &str) -> bool {
    let before = article.clone();
    let Some(index) = edition.articles.iter().position(|own| own.id == article.id) else {
        return false;
    };
    if code == "text.legacy" {
        decode(article);
    } else {
        // Mending may uncover more, as between two long dashes.
        for _ in 0..4 {
            let mut articles: Vec<&Article> = edition.articles.iter().collect();
            let now = article.clone();
            articles[index] = &now;
            let script = Script::of(articles);
            let style = style_of(edition.lang_of(&now));
            let mut findings = typography(&script.text, &style);
            findings.retain(|finding| code_of(finding.rule) == Some(code));
            script.mend(index, article, &findings);
            if *article == now {
                break;
            }
        }
    }
    *article != before
}

/// Reads every paragraph that is in an old encoding.
fn decode(article: &mut Article) {
    let mut lines: Vec<String> = vec![String::new()];
    walk(&mut article.clone(), &mut |run| match (run, lines.last_mut()) {
        (Some(words), Some(line)) => line.push_str(words),
        _ => lines.push(String::new()),
    });
    // Lines too short to tell follow the others.
    let runs: Vec<Run<'_>> = lines.iter().map(|text| Run { text, font: None }).collect();
    let offers = vntext::detect_runs(&runs);
    let mut line = 0;
    walk(article, &mut |run| match (run, offers.get(line)) {
        (None, _) => line += 1,
        (Some(words), Some(Some(offer))) => {
            *words = vntext::decode(words, offer.encoding).text;
        }
        _ => {}
    });
    article.source_text = body::write(&article.body);
}

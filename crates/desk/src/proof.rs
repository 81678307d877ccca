//! What `vntext` finds in the words of an issue: slips of the keys, and capitals. Marks,
//! spaces, dates and old encodings have remarks of their own.
//!
//! One remark tells of one rule in one article, with the first place and how many there
//! are: a check list of every space would be read by nobody.

use document::{Article, Edition, Key, Lang, Remark, Severity, body};
use std::collections::BTreeMap;
use vntext::{Finding, KnownWords, Rule};

/// Looks through the articles of an edition, each by the rules of its language, in reading
/// order. Words on the bulletin's list are right.
pub(crate) fn remarks(edition: &Edition) -> Vec<Remark> {
    let known = KnownWords::listed(edition.text(Key::KnownWords));
    let articles = edition.articles.iter();
    articles
        .flat_map(|article| remarks_of(article, edition.lang_of(article), &known))
        .collect()
}

fn remarks_of(article: &Article, lang: Lang, known: &KnownWords) -> Vec<Remark> {
    let mut texts = vec![article.title.clone()];
    texts.push(body::plain_text(&body::parse_inline(&article.lead)));
    texts.extend(body::paragraphs(&article.body));
    let mut told: BTreeMap<(Severity, &str, Rule), (usize, String, String)> =
        BTreeMap::new();
    // Text in an old encoding is told as a whole.
    for text in texts.iter().filter(|text| vntext::detect(text, None).is_none()) {
        let (misspelt, capitals) = match lang {
            Lang::Vi => (vntext::spelling(text, known), vntext::capitals(text)),
            Lang::En => (document::misspelt(text, known), Vec::new()),
        };
        let kinds = [
            (Severity::Should, "text.spelling", misspelt),
            (Severity::Could, "text.capitals", capitals),
        ];
        for (severity, code, findings) in kinds {
            // A word without an end is told by its length.
            let is_word = |own: &Finding| own.range.len() <= LONGEST_WORD;
            for finding in findings.into_iter().filter(is_word) {
                let place = || (0, around(text, &finding), mended(text, &finding));
                let told =
                    told.entry((severity, code, finding.rule)).or_insert_with(place);
                told.0 += 1;
            }
        }
    }
    let remark = |((severity, code, rule), (count, found, better)): (
        (Severity, &str, Rule),
        (usize, String, String),
    )| {
        let code = match code {
            "text.spelling" => Remark::new("text.spelling", severity),
            _ => Remark::new("text.capitals", severity),
        };
        code.article(article.id)
            .with("rule", rule.code())
            .with("found", found)
            .with("better", better)
            .with("count", count.to_string())
    };
    told.into_iter().map(remark).collect()
}

/// Writes the capitals of an article as the decree has them, wherever that is known.
/// Returns whether anything changed.
///
/// What is found in plain text is looked for in the text as written by the words around
/// it; where marks stand between them, it is left to a person.
pub(crate) fn mend_capitals(article: &mut Article) -> bool {
    let mut changed = false;
    for field in [&mut article.title, &mut article.lead, &mut article.source_text] {
        let paragraphs = body::paragraphs(&body::parse(field).0);
        for paragraph in paragraphs {
            if vntext::detect(&paragraph, None).is_some() {
                continue;
            }
            for finding in vntext::capitals(&paragraph) {
                let Some(fix) = finding.fixes.first() else { continue };
                let as_is = &paragraph[finding.range.clone()];
                let (old, new) = (
                    shown(&paragraph, &finding, as_is),
                    shown(&paragraph, &finding, fix),
                );
                if let Some(at) = field.find(&old) {
                    field.replace_range(at..at + old.len(), &new);
                    changed = true;
                }
            }
        }
    }
    if changed {
        article.body = body::parse(&article.source_text).0;
    }
    changed
}

/// Longest place looked at, in bytes.
const LONGEST_WORD: usize = 60;

/// Most letters shown on either side of a finding.
const AROUND: usize = 16;

/// The words around a finding, as they stand.
fn around(text: &str, finding: &Finding) -> String {
    shown(text, finding, &text[finding.range.clone()])
}

/// The words around a finding, mended; empty when only a person can tell.
fn mended(text: &str, finding: &Finding) -> String {
    finding.fixes.first().map(|fix| shown(text, finding, fix)).unwrap_or_default()
}

fn shown(text: &str, finding: &Finding, middle: &str) -> String {
    let before = &text[..finding.range.start];
    let from = before.char_indices().rev().take(AROUND).last().map_or(0, |(at, _)| at);
    // Cut between words where there is one.
    let from = match from {
        0 => 0,
        from => before[from..].find(' ').map_or(from, |space| from + space + 1),
    };
    let after = &text[finding.range.end..];
    let until = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let until = match until == after.len() {
        true => until,
        false => after[..until].rfind(' ').unwrap_or(until),
    };
    format!("{}{middle}{}", &before[from..], &after[..until]).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{ArticleId, Bulletin, Issue, IssueId};

    fn check(text: &str) -> Vec<(&'static str, String, String)> {
        check_in(Lang::Vi, "", text)
    }

    fn check_in(
        lang: Lang,
        known: &str,
        text: &str,
    ) -> Vec<(&'static str, String, String)> {
        let id: ArticleId =
            "d5bd5483-c909-49f3-8d4f-dc82fbe374b1".parse().expect("a UUID");
        let mut article = Article::new(id);
        article.lang = Some(lang);
        article.body = body::parse(text).0;
        let day = "2021-02-27".parse().expect("a day");
        let mut bulletin = Bulletin::new(Lang::Vi, "thoi-su");
        bulletin.values.set(Key::KnownWords, known);
        let issue = Issue::new(IssueId(1), 1, day);
        let edition =
            Edition { articles: vec![article], ..Edition::new(bulletin, issue) };
        let value = |remark: &Remark, name: &str| {
            let own = remark.values.iter().find(|(own, _)| *own == name);
            own.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        remarks(&edition)
            .iter()
            .map(|remark| (remark.code, value(remark, "found"), value(remark, "better")))
            .collect()
    }

    #[test]
    fn each_rule_is_told_once_with_its_first_place() {
        let own =
            |code, found: &str, better: &str| (code, found.to_owned(), better.to_owned());
        assert_eq!(
            check("Nghành thủy sản đạt kết qủa cao. Các nghành khác cũng vậy ."),
            [
                own(
                    "text.spelling",
                    "sản đạt kết qủa cao. Các",
                    "sản đạt kết quả cao. Các"
                ),
                own("text.spelling", "Nghành thủy sản đạt", "Ngành thủy sản đạt"),
            ],
        );
    }

    #[test]
    fn english_is_looked_up_and_the_list_of_the_bulletin_goes_before() {
        let text = "The comittee met at the ngheville hall.";
        let found = |known: &str| {
            let own = check_in(Lang::En, known, text);
            own.into_iter().map(|(_, found, _)| found).collect::<Vec<_>>()
        };
        assert_eq!(found(""), ["The comittee met at the"]);
        assert_eq!(found("comittee; other"), ["met at the ngheville hall."]);
        assert!(found("Ngheville;comittee").is_empty());
        let better = check_in(Lang::En, "ngheville", text).remove(0).2;
        assert_eq!(better, "The committee met at the");
        // The same list spares Vietnamese words.
        assert_eq!(check_in(Lang::Vi, "", "món bánh xèoo").len(), 1);
        assert!(check_in(Lang::Vi, "xèoo", "món bánh xèoo").is_empty());
    }

    #[test]
    fn clean_text_has_no_remark() {
        assert!(
            check("Ngày 26-2-2021, hai địa phương ký kết chương trình hợp tác.")
                .is_empty()
        );
    }
}

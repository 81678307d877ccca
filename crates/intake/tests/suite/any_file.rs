//! What holds for every file whatsoever.

use intake::{Choices, Draft, Outcome, drafts, read};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        name in prop::sample::select(vec!["a.md", "a.txt", "a", "a.docx", ".md"]),
    ) {
        let _ = read(name, &bytes);
    }

    #[test]
    fn no_text_makes_reading_panic(
        text in any::<String>(),
        name in prop::sample::select(vec!["a.md", "a.txt"]),
    ) {
        let _ = read(name, text.as_bytes());
    }

    #[test]
    fn plain_text_loses_no_word(text in "([a-zA-ZđạĐ0-9 *_#<>&.:|`~^\\[\\]-]{0,30}\n{0,3}){0,8}") {
        accounts_for_every_word("bai.txt", &text);
    }

    #[test]
    fn markdown_loses_no_word(
        text in "([#>*+-]{0,2} ?[a-zđạĐ0-9 *_.:|`~\\[\\](){}!-]{0,30}\n{1,3}){0,8}"
    ) {
        accounts_for_every_word("bai.md", &text);
    }

    #[test]
    fn front_matter_loses_no_word(
        text in "(title|date|tags|views|author): ?[a-z\\[\\]{}#&*!,\"' 0-9-]{0,20}\n"
    ) {
        accounts_for_every_word("bai.md", &format!("---\n{text}---\nhết\n"));
    }

    #[test]
    fn slips_in_front_matter_lose_no_word(
        text in "( ?(title|date|tags|views|author|lead):? ?[a-z\\[\\]:\"' >|#-]{0,9}\n|[ -]{0,3}[a-z:\"' -]{0,9}\n){1,6}",
        end in prop::sample::select(vec!["---\n", "\n", ""]),
        rest in prop::sample::select(vec!["hết\n", "hai bên ký\n\n---\n\nhết\n"]),
    ) {
        accounts_for_every_word("bai.md", &format!("---\n{text}{end}{rest}"));
    }

    #[test]
    fn totals_of_pages_add_up(
        html in "(<(p|b|i|h1|h2|ul|li|table|tr|td|sup|div|blockquote|/p|/b|/li|/ul|/td|/table)>|[A-Za-zđạĐ0-9 *_#&.:|`~^\\[\\]-]{0,12}|Ảnh: |<br>|<img src=a\\.jpg>){0,24}"
    ) {
        adds_up("bai.html", html.as_bytes());
    }

    #[test]
    fn totals_of_rich_text_add_up(
        rtf in "(\\\\(par|b|b0|i|plain|qc|qr|fs32|cell|row|intbl|pard|line|tab) |[{}]|[A-Za-z0-9 *_#.:-]{0,12}|\\{\\\\footnote |\\\\u7841 ?){0,24}"
    ) {
        adds_up("bai.rtf", format!("{{\\rtf1 {rtf}}}").as_bytes());
    }

    #[test]
    fn portal_pages_lose_no_word(
        paragraphs in prop::collection::vec("[A-Z][a-z,.: ]{1,60}\n{1,2}", 0..6)
    ) {
        let page = format!(
            "Tin\nCỡ chữ: +A\nĐầu đề\nNgày đăng: 27/02/2021\n\nLượt xem: 5\n\n{}\n\nipv6 ready\n",
            paragraphs.concat()
        );
        accounts_for_every_word("bai.txt", &page);
    }
}

/// What went in came out or was told, whatever was chosen.
#[track_caller]
fn adds_up(name: &str, bytes: &[u8]) {
    for choices in [Choices::default(), Choices { convert_legacy: true, split: true }] {
        let Ok(drafts) = drafts(name, bytes, &choices) else { continue };
        assert!(drafts[0].totals.add_up(), "{:?}\n{drafts:#?}", drafts[0].totals);
    }
}

#[test]
fn a_credit_does_not_begin_within_a_word() {
    adds_up("bai.html", "Ảnh: <br><img src=a.jpg>A<sup>Ảnh: 0".as_bytes());
    adds_up("bai.html", "<img src=a.jpg>A<sup>Ảnh: Ảnh: A".as_bytes());
}

/// Counts every word of the file in the draft and among what was dropped.
#[track_caller]
fn accounts_for_every_word(name: &str, text: &str) {
    let Ok(draft) = read(name, text.as_bytes()) else { return };
    let mut found = BTreeMap::<String, usize>::new();
    for word in words(&everything(&draft)) {
        *found.entry(word).or_default() += 1;
    }
    for line in text.lines() {
        // Numbers of list items may be counted anew.
        for word in words(line).filter(|word| word.parse::<u64>().is_err()) {
            let count = found.entry(word.clone()).or_default();
            assert!(*count > 0, "{word:?} of {line:?} is lost: {draft:#?}");
            *count -= 1;
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
}

fn everything(draft: &Draft) -> String {
    let dropped = draft.report.iter().filter(|item| item.outcome == Outcome::Dropped);
    let reported =
        draft.report.iter().filter(|item| matches!(item.kind, "date" | "front_matter"));
    let mut parts: Vec<&str> =
        dropped.chain(reported).map(|item| item.text.as_str()).collect();
    parts.extend([
        &*draft.section,
        &draft.title,
        &draft.lead,
        &draft.text,
        &draft.source,
    ]);
    parts.extend(draft.bylines.iter().map(String::as_str));
    parts.join("\n")
}

//! How often the checks cry wolf on good text.

use vntext::{KnownWords, TextStyle, spelling, typography, words};

/// Newspaper paragraphs of our own, and the page Bantin was founded on.
const PRESS: &str = include_str!("../texts/press.txt");
const PAGE: &str = include_str!("../../../../samples/can-tho-hau-giang.txt");

#[test]
fn good_text_is_spelt_well() {
    assert!(words(PRESS) + words(PAGE) > 2000);
    let mut alarms = Vec::new();
    for text in [PRESS, PAGE] {
        for finding in spelling(text, &KnownWords::default()) {
            alarms.push(format!("{} {:?}", &text[finding.range.clone()], finding));
        }
    }
    assert!(alarms.len() <= 3, "{alarms:#?}");
    println!(
        "{} alarms in {} words: {alarms:?}",
        alarms.len(),
        words(PRESS) + words(PAGE)
    );
}

#[test]
fn good_text_is_typed_well() {
    let findings = typography(PRESS, &TextStyle::default());
    let alarms: Vec<String> = findings
        .iter()
        .map(|finding| {
            format!("{} {:?}", finding.rule.code(), &PRESS[finding.range.clone()])
        })
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn the_mistakes_of_the_page_are_found() {
    let findings = typography(PAGE, &TextStyle::default());
    let count = |code: &str| findings.iter().filter(|f| f.rule.code() == code).count();
    assert_eq!(count("space.missing"), 1, "26-2-2021,tại");
    assert_eq!(count("dash.lopsided"), 1, "tỉnh –thành");
    assert_eq!(count("mark.comma_dots"), 1, "trúng tuyển),…");
    assert!(count("dash.mixed") >= 2, "kinh tế - xã hội");
    let covered = |at: usize| findings.iter().any(|f| f.range.contains(&at));
    for (at, _) in PAGE.match_indices('\u{a0}') {
        assert!(covered(at), "no-break space at {at}");
    }
}

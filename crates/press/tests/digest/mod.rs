//! Short news in a column of its own: seen from outside.

use crate::looks::{design, mm, press};
use crate::sample::{Pictures, article, edition, id, words};
use document::{Article, Edition, Unwatched};
use press::rules::{Severity, check, frames};
use press::{Ask, Design, Sheets};

/// Stories of a page each and a few lines of short news.
fn issue(short: usize) -> (Design, Edition) {
    let design = design("cong-dong");
    let figure = ":::figure\n![](media/wide.jpg)\n\nCả nhà bên thềm.\n:::\n\n";
    let mut articles: Vec<Article> = (1..=7)
        .map(|at| {
            let text = format!("{figure}{}", words(130 + at as usize * 9));
            article(at, &format!("Thư nhà số {at}"), &text)
        })
        .collect();
    for at in 0..short {
        let text = format!("Tin{at} báo bà con tới sân nhà văn hóa ấp.");
        articles.push(article(20 + at as u128, &format!("1{at}-3: Họp mặt"), &text));
    }
    let mut edition = edition(articles);
    edition.bulletin.trim = design.trim();
    edition.issue.pages = Some(8);
    (design, edition)
}

#[test]
fn signs_in_a_title_are_signs() {
    let (design, mut edition) = issue(4);
    edition.articles.last_mut().expect("short news").title =
        "13-3: Bán 2*3 *mật* ong".into();
    let edition = composed(&design, &edition);
    let sheets = sheets(&design, &edition);
    let (page, _) = column(&sheets).expect("a column");
    let all: String =
        sheets.texts(page).into_iter().map(|line| line.text + " ").collect();
    assert!(all.contains("2*3 *mật*"), "{all}");
}

/// The issue as Compose lays it out.
fn composed(design: &Design, edition: &Edition) -> Edition {
    let ask = Ask { pages: Some(8), proposals: 3, kept: 0 };
    let found = press().propose(edition, design, &Pictures, &ask, &Unwatched);
    let best = found.expect("proposals").proposals.into_iter().next();
    Edition { plan: Some(best.expect("a plan").plan), ..edition.clone() }
}

fn sheets(design: &Design, edition: &Edition) -> Sheets {
    press().compose(edition, design, &Pictures).expect("sheets")
}

/// The page with the column, and how far left it begins, in millimetres.
fn column(sheets: &Sheets) -> Option<(usize, f64)> {
    let of = |page| sheets.texts(page).into_iter().map(move |line| (page, line));
    let mut all = (0..sheets.count()).flat_map(of);
    let (page, line) = all.find(|(_, line)| line.text.trim() == "10-3")?;
    Some((page, mm(line.x)))
}

#[test]
fn short_news_stands_at_the_outer_edge_below_its_dates() {
    let (design, edition) = issue(4);
    let edition = composed(&design, &edition);
    let sheets = sheets(&design, &edition);
    let (page, left) = column(&sheets).expect("a date alone on its line");
    let outer = if page % 2 == 1 { 11.0 } else { 148.0 - 11.0 - 37.7 };
    assert!((left - outer).abs() < 0.5, "page {}: {left} mm", page + 1);
    let all: Vec<String> = sheets.texts(page).into_iter().map(|line| line.text).collect();
    for at in 0..4 {
        let said = all.iter().filter(|text| text.contains(&format!("Tin{at} "))).count();
        assert_eq!(said, 1, "Tin{at} on page {}", page + 1);
    }
    // The story beside it is read first.
    let place = |word: &str| all.iter().position(|text| text.contains(word));
    assert!(place("Thư nhà") < place("10-3"), "{all:?}");
    let broken = check(&frames(&sheets, &design, edition.bulletin.trim));
    let hard: Vec<_> = broken.iter().filter(|b| b.severity == Severity::Hard).collect();
    assert!(hard.is_empty(), "{hard:?}");
}

#[test]
fn the_column_stays_when_a_word_is_written_beside_it() {
    let (design, edition) = issue(4);
    let mut edition = composed(&design, &edition);
    let before = column(&sheets(&design, &edition)).expect("a column");
    let beside = edition.plan.as_ref().expect("a plan").pages[before.0].clone();
    let story = beside.iter().find_map(|module| module.article).expect("a story");
    let written = edition.articles.iter_mut().find(|article| article.id == story);
    let written = written.expect("the story");
    assert!(written.id != id(20));
    let text = written.source_text.replace("\n\n:::figure", ":::figure");
    written.body = document::body::parse(&format!("{text}\n\n{}", words(25))).0;
    assert_eq!(column(&sheets(&design, &edition)), Some(before));
}

#[test]
fn little_short_news_has_no_column() {
    let (design, edition) = issue(2);
    let edition = composed(&design, &edition);
    assert_eq!(column(&sheets(&design, &edition)), None);
}

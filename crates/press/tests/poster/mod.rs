//! A cover that is a poster, and the issues that have none: seen from outside.

use crate::looks::{design, issue, mm, press};
use crate::sample::{Pictures, id};
use document::{Edition, PhotoId, PixelSize, Unwatched, Wish};
use press::rules::{Rule, Severity, check, frames};
use press::{Ask, Block, BlockKind, Design, Sheets};

fn poster() -> (Design, Edition) {
    let design = design("cong-dong");
    let mut edition = issue(&design);
    edition.issue.pages = Some(8);
    (design, edition)
}

fn compose(design: &Design, edition: &Edition) -> Sheets {
    press().compose(edition, design, &Pictures).expect("sheets")
}

/// The picture that belongs to no story.
fn picture(sheets: &Sheets) -> Option<&Block> {
    let is_picture = |block: &&Block| matches!(block.kind, BlockKind::Picture { .. });
    let own = |block: &&Block| block.article.is_none();
    sheets.blocks().iter().filter(is_picture).find(own)
}

fn hard(design: &Design, edition: &Edition, sheets: &Sheets) -> Vec<Rule> {
    let broken = check(&frames(sheets, design, edition.bulletin.trim));
    let hard = broken.iter().filter(|broken| broken.severity == Severity::Hard);
    hard.map(|broken| broken.rule).collect()
}

fn page(sheets: &Sheets, page: usize) -> String {
    let lines = sheets.texts(page);
    lines.iter().map(|line| line.text.trim().to_owned() + " ").collect()
}

#[test]
fn the_picture_of_the_first_story_fills_page_1_and_the_story_begins_inside() {
    let (design, edition) = poster();
    let sheets = compose(&design, &edition);
    assert_eq!(sheets.count(), 8);
    let picture = picture(&sheets).expect("a poster");
    let trim = design.trim();
    assert_eq!((picture.page, mm(picture.x)), (0, 0.0));
    assert!((mm(picture.width) - trim.width.get()).abs() < 0.01);
    assert!(mm(picture.height) > trim.height.get() * 0.35, "{picture:?}");
    let cover = page(&sheets, 0);
    for words in ["Ấp Ổ Ỗ Ữ mở đường", "Trang 2", "Lễ ký kết", "Lịch bác sĩ về trạm"]
    {
        assert!(cover.contains(words), "{words} in {cover}");
    }
    let of_lead = |block: &&Block| block.article == Some(id(1));
    let lead: Vec<&Block> = sheets.blocks().iter().filter(of_lead).collect();
    assert_eq!(lead.iter().map(|block| block.page).min(), Some(1));
    // Shown once.
    let again = |block: &&&Block| matches!(block.kind, BlockKind::Picture { .. });
    assert_eq!(lead.iter().filter(again).count(), 0);
    assert_eq!(hard(&design, &edition, &sheets), []);
}

#[test]
fn on_a_sheet_the_picture_is_as_wide_as_the_text_and_the_headline_stands_below() {
    let design = design("mot-mau");
    let mut edition = issue(&design);
    edition.issue.pages = Some(8);
    let sheets = compose(&design, &edition);
    let picture = picture(&sheets).expect("a poster");
    assert!((mm(picture.x) - 9.0).abs() < 0.01, "{picture:?}");
    assert!((mm(picture.width) - 130.0).abs() < 0.01, "{picture:?}");
    let head = sheets
        .blocks()
        .iter()
        .find(|block| block.page == 0 && matches!(block.kind, BlockKind::Head { .. }));
    let head = head.expect("a headline");
    assert!(head.y.0 >= picture.y.0 + picture.height.0, "{head:?}");
    let cover = page(&sheets, 0);
    for words in ["Ấp Ổ Ỗ Ữ mở đường", "Trang 2", "Lịch bác sĩ về trạm"]
    {
        assert!(cover.contains(words), "{words} in {cover}");
    }
    assert_eq!(hard(&design, &edition, &sheets), []);
}

#[test]
fn cards_say_what_else_there_is_and_the_opening_stands_below_the_headline() {
    let design = design("nha-truong");
    let mut edition = issue(&design);
    edition.issue.pages = Some(8);
    let sheets = compose(&design, &edition);
    let picture = picture(&sheets).expect("a poster");
    assert!((mm(picture.x) - 16.5).abs() < 0.01, "{picture:?}");
    let cover = page(&sheets, 0);
    let lead = edition.articles.iter().find(|article| article.id == id(1)).expect("it");
    let first: Vec<&str> = lead.lead.split_whitespace().take(4).collect();
    assert!(cover.contains(&first.join(" ")), "{} in {cover}", lead.lead);
    // The headline of each story that is named leads to where it begins.
    let named = |title: &str| cover.contains(title);
    let others: Vec<_> = edition.articles.iter().filter(|a| a.id != id(1)).collect();
    let cards: Vec<_> = others.iter().filter(|a| named(&a.title)).collect();
    assert_eq!(cards.len(), 3, "{cover}");
    for article in cards {
        let begins = sheets.blocks().iter().find(|b| b.article == Some(article.id));
        let place = format!("Trang {}", begins.expect("it stands somewhere").page + 1);
        assert!(cover.contains(&place), "{place} in {cover}");
    }
    assert_eq!(hard(&design, &edition, &sheets), []);
}

#[test]
fn beside_a_column_for_the_index_the_picture_runs_over_the_outer_edge() {
    let design = design("hien-dai");
    let mut edition = issue(&design);
    edition.issue.pages = Some(8);
    let sheets = compose(&design, &edition);
    let picture = picture(&sheets).expect("a poster");
    let right = mm(picture.x) + mm(picture.width);
    assert!((right - design.trim().width.get()).abs() < 0.01, "{picture:?}");
    let cover = page(&sheets, 0);
    assert_eq!(cover.matches("mở đường").count(), 1, "{cover}");
    assert!(cover.contains("Lịch bác sĩ"), "{cover}");
    let begins = sheets.blocks().iter().find(|block| block.article == Some(id(1)));
    assert_eq!(begins.map(|block| block.page), Some(1));
    assert_eq!(hard(&design, &edition, &sheets), []);
}

#[test]
fn the_index_of_a_poster_names_the_pages_where_stories_begin() {
    let (design, edition) = poster();
    let sheets = compose(&design, &edition);
    let cover = page(&sheets, 0);
    for story in [2, 3, 4] {
        let begins = sheets.blocks().iter().find(|b| b.article == Some(id(story)));
        let number = (begins.expect("it stands somewhere").page + 1).to_string();
        assert!(cover.split(' ').any(|word| word == number), "{number} in {cover}");
    }
}

#[test]
fn a_saved_poster_stays_and_goes_when_its_picture_does() {
    let (design, mut edition) = poster();
    let ask = Ask { pages: Some(8), proposals: 1, kept: 0 };
    let found = press().propose(&edition, &design, &Pictures, &ask, &Unwatched);
    let found = found.expect("a composition").proposals.remove(0);
    edition.plan = Some(found.plan);
    let sheets = compose(&design, &edition);
    assert!(picture(&sheets).is_some());
    assert_eq!(sheets.plan(), edition.plan.as_ref().expect("a plan"));
    assert_eq!(hard(&design, &edition, &sheets), []);

    let lead = &mut edition.articles[0];
    lead.body.blocks.retain(|block| !matches!(block, document::Block::Figure(_)));
    let sheets = compose(&design, &edition);
    assert!(picture(&sheets).is_none());
    assert_eq!(sheets.count(), 8);
    let leads = |block: &Block| (block.page, block.article) == (0, Some(id(1)));
    assert!(sheets.blocks().iter().any(leads), "page 1 has no story");
    assert_eq!(hard(&design, &edition, &sheets), []);
}

#[track_caller]
fn check_ordinary(why: &str, change: impl FnOnce(&mut Edition)) {
    let (design, mut edition) = poster();
    change(&mut edition);
    let sheets = compose(&design, &edition);
    assert!(picture(&sheets).is_none(), "{why}");
    let cover = |block: &&Block| block.page == 0 && block.article.is_some();
    assert!(sheets.blocks().iter().any(|block| cover(&block)), "{why}: an empty page 1");
}

#[test]
fn without_a_picture_for_it_or_room_the_cover_is_an_ordinary_one() {
    let size = |edition: &mut Edition, width, height| {
        let photo = edition.photos.get_mut(&PhotoId(1)).expect("a photo");
        photo.size = PixelSize { width, height };
    };
    check_ordinary("no picture", |edition| {
        edition.articles[0] = edition.articles[4].clone();
    });
    check_ordinary("too few pixels", |edition| size(edition, 600, 400));
    check_ordinary("upright", |edition| size(edition, 1800, 2400));
    check_ordinary("a panorama", |edition| size(edition, 5000, 1800));
    check_ordinary("the story is to stand on page 1", |edition| {
        let wish = Wish { page: Some(1), ..Wish::default() };
        edition.wishes.insert(id(1), wish);
    });
    check_ordinary("a leaf", |edition| {
        edition.issue.pages = Some(2);
    });
    check_ordinary("nothing to list", |edition| edition.articles.truncate(2));
}

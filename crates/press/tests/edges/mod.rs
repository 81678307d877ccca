//! What nobody plans for: wishes that cannot be kept, stories of strange sizes.

use crate::composed;
use crate::sample::{self, Pictures, article, design, edition, id, press};
use document::{Edition, Module, ModuleKind, PagePlan, Remark, Unwatched, Wish};
use press::{Ask, Composition, Sheets};

fn propose(edition: &Edition, pages: u32) -> Composition {
    let ask = Ask { pages: Some(pages), proposals: 1, kept: 0 };
    press().propose(edition, &design(), &Pictures, &ask, &Unwatched).expect("an answer")
}

fn compose(edition: &Edition) -> Sheets {
    press().compose(edition, &design(), &Pictures).expect("sheets")
}

/// An issue of so many stories of a page or so all together for every four.
fn issue(stories: u128) -> Edition {
    let story = |number| {
        article(
            number,
            &format!("Bài số {number}"),
            &sample::words(120 + 40 * number as usize),
        )
    };
    edition((1..=stories).map(story).collect())
}

/// What is said of the best proposal, and where its stories begin, counted from 1.
fn best(edition: &Edition, pages: u32) -> (Vec<Remark>, Vec<u128>) {
    let found = propose(edition, pages);
    let best = found.proposals.into_iter().next().expect("the rest is laid out");
    assert_eq!(best.plan.pages.len(), pages as usize);
    let begins = edition.articles.iter().map(|article| {
        let page = best.plan.pages.iter().position(|modules| {
            modules.iter().any(|m| m.article == Some(article.id) && m.part == 0)
        });
        page.map_or(0, |page| page as u128 + 1)
    });
    (best.remarks, begins.collect())
}

fn value<'r>(remark: &'r Remark, name: &str) -> Option<&'r str> {
    remark.values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_page_the_issue_does_not_have_is_named_and_the_rest_is_laid_out() {
    let mut edition = issue(6);
    edition.wishes.insert(id(3), Wish { page: Some(9), ..Wish::default() });
    edition.wishes.insert(id(5), Wish { page: Some(3), ..Wish::default() });
    let (remarks, begins) = best(&edition, 4);
    let said: Vec<&Remark> =
        remarks.iter().filter(|r| r.code.starts_with("plan.wish")).collect();
    assert_eq!(said.len(), 1, "{remarks:?}");
    assert_eq!((said[0].code, said[0].place.article), ("plan.wish_page", Some(id(3))));
    assert_eq!(
        (value(said[0], "wished"), value(said[0], "pages")),
        (Some("9"), Some("4"))
    );
    assert!(begins.iter().all(|page| *page > 0), "{begins:?}");
    assert_eq!(begins[4], 3, "{begins:?}");
}

#[test]
fn two_stories_pinned_to_one_place_are_both_named() {
    let mut edition = issue(6);
    let pinned = |number, line| Module {
        kind: ModuleKind::Normal,
        article: Some(id(number)),
        part: 0,
        unit: 0,
        units: 12,
        line,
        lines: 24,
        legs: None,
        pinned: true,
    };
    let pages = vec![vec![], vec![pinned(2, 0), pinned(4, 20)], vec![], vec![]];
    edition.plan = Some(PagePlan { pages });
    let (remarks, begins) = best(&edition, 4);
    let taken = remarks.iter().find(|remark| remark.code == "plan.wish_taken");
    let taken = taken.unwrap_or_else(|| panic!("{remarks:?}"));
    assert_eq!(taken.place.article, Some(id(4)));
    assert_eq!(value(taken, "other"), Some("Bài số 2"));
    assert!(begins.iter().all(|page| *page > 0), "{begins:?}");
    assert_eq!(begins[1], 2, "the first of them keeps its place: {begins:?}");
}

/// Every word of every story stands on the pages.
#[track_caller]
fn check_whole(edition: &Edition) -> Sheets {
    let sheets = compose(edition);
    assert_eq!(composed::look(edition, &sheets).lost, Vec::<String>::new());
    sheets
}

#[test]
fn stories_of_strange_sizes_are_laid_out_whole() {
    let long: Vec<String> = (0..100).map(|_| sample::words(100)).collect();
    let long = article(1, "Mười nghìn chữ", &long.join("\n\n"));
    let line = article(2, "Một dòng", "Chỉ một dòng.");
    check_whole(&edition(vec![line.clone()]));
    check_whole(&edition(vec![long, line.clone()]));
    let word = article(3, "Một từ dài", &format!("Đầu {} cuối.", "nghiêng".repeat(40)));
    let sheets = check_whole(&edition(vec![line, word]));
    assert!(sheets.remarks().iter().any(|remark| remark.code == "word.long"));
}

#[test]
fn forty_photos_and_no_text_stand_on_pages_of_their_own() {
    let photos = "![](media/wide.jpg)\n\n".repeat(40);
    let mut edition = edition(vec![
        article(1, "Bài một", &sample::words(300)),
        article(2, "Bốn mươi ảnh", &photos),
    ]);
    edition.issue.pages = Some(16);
    let sheets = compose(&edition);
    assert_eq!(sheets.count(), 16);
    let pictures = sheets.blocks().iter().filter(|block| {
        block.article == Some(id(2))
            && matches!(block.kind, press::BlockKind::Picture { .. })
    });
    assert_eq!(pictures.count(), 40);
}

#[test]
fn a_few_stories_make_an_issue_on_small_paper() {
    for stories in 1..=3 {
        let mut edition = issue(stories);
        edition.bulletin.trim = "A5".parse().expect("a trim");
        edition.issue.pages = Some(4);
        let (_, begins) = best(&edition, 4);
        assert!(begins.iter().all(|page| *page > 0), "{begins:?}");
        let sheets = compose(&edition);
        assert_eq!(sheets.count(), 4, "{stories} stories");
        assert!(sheets.remarks().iter().any(|remark| {
            ["plan.room_left", "plan.pages_empty"].contains(&remark.code)
        }));
    }
}

#[test]
fn a_story_that_is_a_box_is_a_module_of_its_own_kind() {
    let boxed =
        ":::sidebar\nCần mang theo căn cước và sổ hộ khẩu.\n\nLàm việc cả thứ Bảy.\n:::";
    let mut edition = issue(3);
    edition.articles.push(article(4, "Cần biết", boxed));
    let found = propose(&edition, 4);
    let plan = &found.proposals.first().expect("a plan").plan;
    let kind = |number| {
        let module = plan.modules().find(|(_, m)| m.article == Some(id(number)));
        module.map(|(_, module)| module.kind)
    };
    assert_eq!(kind(4), Some(ModuleKind::Box));
    assert_ne!(kind(2), Some(ModuleKind::Box));
}

//! What holds for every edition, seen from the crate's door.

mod cards;
mod composed;
mod digest;
mod dress;
mod edges;
mod looks;
mod margins;
mod poster;
mod reading;
mod ready;
mod sample;
mod tables;
mod text;

use document::{Key, Lang, Unwatched};
use press::{Design, Part, Press, Profile, Sheets};
use sample::{Pictures, WORDS, article, design, edition, press};
use std::collections::BTreeSet;

fn compose(edition: &document::Edition) -> Sheets {
    press().compose(edition, &design(), &Pictures).expect("sheets")
}

/// All words of all pages, in the order of the file.
fn words(sheets: &Sheets) -> String {
    let lines = (0..sheets.count()).flat_map(|page| sheets.texts(page));
    let lines: Vec<String> = lines.map(|line| line.text.trim().to_owned()).collect();
    lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_kind_of_block_stands_on_the_pages_exactly_once() {
    let sheets = compose(&edition(vec![article(1, "Bài thử", sample::EVERY_BLOCK)]));
    let words = words(&sheets);
    for marked in sample::EVERY_BLOCK.split_whitespace() {
        let Some(word) = marked.split(|c: char| !c.is_alphanumeric()).find(|word| {
            word.len() > 3 && word.starts_with("tw") && word.ends_with(char::is_numeric)
        }) else {
            continue;
        };
        let count =
            words.split(|c: char| !c.is_alphanumeric()).filter(|w| *w == word).count();
        assert_eq!(count, 1, "{word} in {words}");
    }
}

#[test]
fn raw_html_is_printed_as_its_words() {
    let text =
        "Đầu.\n\n<div>Giá <b>tôm</b> &amp; cá</div>\n\n<!-- ghi chú kín -->\n\nCuối.";
    let sheets = compose(&edition(vec![article(1, "Bài thử", text)]));
    let words = words(&sheets);
    assert!(words.contains("Đầu. Giá tôm & cá Cuối."), "{words}");
}

#[track_caller]
fn check_in_this_issue(articles: Vec<document::Article>, told: bool, pages: usize) {
    let sheets = compose(&edition(articles));
    assert_eq!(sheets.count(), pages);
    let words = words(&sheets);
    assert_eq!(words.contains("Trong số này"), told, "{words}");
}

#[test]
fn in_this_issue_stands_only_over_what_it_lists() {
    let short = |n| article(n, &format!("Bài ngắn {n}"), &sample::words(60));
    let long = |n| article(n, &format!("Bài dài {n}"), &sample::words(1200));
    check_in_this_issue(vec![short(1)], false, 1);
    check_in_this_issue(vec![short(1), short(2)], false, 1);
    check_in_this_issue(vec![long(1), long(2), long(3)], true, 4);
}

/// Looks for the title in the file's own description.
#[track_caller]
fn check_title(name: &str, lang: Lang, expected: &str) {
    let mut edition = edition(vec![article(1, "Bài thử", "chữ")]);
    edition.bulletin.values.set(Key::Name, name);
    edition.bulletin.lang = lang;
    let printed = press()
        .pdf(&edition, &design(), &Pictures, Profile::Screen, &Unwatched)
        .expect("a file");
    let day = match lang {
        Lang::Vi => "Số 9, Thứ Bảy, 27-2-2021",
        Lang::En => "No. 9, Saturday, 27 February 2021",
    };
    let expected = format!(">{expected}, {day}<");
    let found = printed.bytes.windows(expected.len()).any(|w| w == expected.as_bytes());
    assert!(found, "{name}: no {expected}");
}

#[test]
fn a_title_says_bulletin_once() {
    let vi = |name, expected| check_title(name, Lang::Vi, expected);
    vi("Hậu Giang", "Bản tin Hậu Giang");
    vi("Bản tin Hậu Giang", "Bản tin Hậu Giang");
    vi("BẢN TIN: Quê hương", "BẢN TIN: Quê hương");
    vi("Ba\u{309}n tin", "Ba\u{309}n tin");
    vi("Bản tính", "Bản tin Bản tính");
    vi("", "Bản tin");
    check_title("Bulletin of Trade", Lang::En, "Bulletin of Trade");
    check_title("Bản tin Huế", Lang::En, "Bản tin Huế");
}

#[track_caller]
fn check_missing_photo(text: &str, expected: &[&str]) {
    let sheets = compose(&edition(vec![article(1, "Bài thử", text)]));
    let missing = sheets.remarks().iter().filter(|r| r.code == "photo.missing");
    let names: Vec<_> = missing
        .flat_map(|remark| remark.values.iter().filter(|(key, _)| *key == "name"))
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(names, expected, "{text}");
}

#[test]
fn a_missing_photo_is_always_named() {
    let caption = "một hai ba bốn năm sáu bảy tám chín";
    let figure =
        |src: &str, words: &str| format!(":::figure\n![]({src})\n\n{words}\n:::");
    check_missing_photo(&figure("media/cho.jpg", caption), &["cho.jpg"]);
    check_missing_photo(&figure("cho.jpg", caption), &["cho.jpg"]);
    check_missing_photo(&figure("media/", caption), &["media/"]);
    check_missing_photo(&figure("", caption), &[]);
}

/// Marks every paragraph of many stories and looks for each mark.
#[track_caller]
fn check_nothing_is_lost(
    stories: usize,
    paragraphs: usize,
    pages: Option<u32>,
) -> Sheets {
    let articles = (0..stories)
        .map(|story| {
            let text: Vec<String> = (0..1 + (story * 7 + paragraphs) % (paragraphs * 2))
                .map(|at| {
                    format!("dấu{story}x{at} {}", sample::words(20 + (at * 13) % 60))
                })
                .collect();
            let mut text = text.join("\n\n");
            if story % 3 == 0 {
                text.push_str(
                    "\n\n:::figure\n![](media/wide.jpg)\n\nChú thích ảnh.\n:::\n",
                );
            }
            article(story as u128 + 1, &format!("Tiêu đề bài số {story}"), &text)
        })
        .collect();
    let mut edition = edition(articles);
    edition.issue.pages = pages;
    let sheets = compose(&edition);
    let words = words(&sheets);
    let seen: Vec<&str> =
        words.split(' ').filter(|word| word.starts_with("dấu")).collect();
    let once: BTreeSet<&str> = seen.iter().copied().collect();
    assert_eq!(seen.len(), once.len(), "a paragraph stands twice");
    let wanted: usize = edition
        .articles
        .iter()
        .map(|article| article.source_text.matches("dấu").count())
        .sum();
    assert_eq!(seen.len(), wanted, "paragraphs are lost");
    sheets
}

#[test]
fn editions_of_any_size_hold_all_their_text() {
    check_nothing_is_lost(1, 1, None);
    check_nothing_is_lost(1, 40, None);
    check_nothing_is_lost(8, 6, None);
    check_nothing_is_lost(64, 3, None);
}

#[test]
fn pages_are_one_two_or_a_multiple_of_four() {
    for (stories, paragraphs) in [(1, 1), (1, 12), (3, 6), (9, 6)] {
        let count = check_nothing_is_lost(stories, paragraphs, None).count();
        assert!(count <= 2 || count.is_multiple_of(4), "{count} pages");
    }
}

#[test]
fn wanted_pages_are_kept_or_exceeded_with_a_remark() {
    let roomy = check_nothing_is_lost(2, 3, Some(8));
    assert_eq!(roomy.count(), 8);
    assert!(roomy.remarks().iter().any(|remark| remark.code == "plan.pages_empty"));
    let tight = check_nothing_is_lost(9, 12, Some(2));
    assert!(tight.count() > 2);
    let overfull = tight.remarks().iter().find(|remark| remark.code == "plan.overfull");
    let values = &overfull.expect("a remark").values;
    assert!(values.iter().any(|(name, value)| *name == "words" && value != "0"));
}

#[test]
fn an_edition_without_articles_or_fields_still_has_a_page() {
    let mut edition = edition(Vec::new());
    edition.bulletin.values = Default::default();
    let sheets = compose(&edition);
    assert_eq!(sheets.count(), 1);
    assert!(words(&sheets).contains("BẢN TIN"));
}

#[test]
fn body_lines_stand_on_the_baseline_grid() {
    let text =
        format!("{}\n\n## Tiêu đề phụ\n\n{}", sample::words(300), sample::words(300));
    for (trim, top, line, size, above) in
        [("190x270", 17.5, 11.5, 9.2, 8.9), ("210x297", 20.0, 12.5, 10.0, 9.674)]
    {
        let mut edition = edition(vec![article(1, "Bài thử", &text)]);
        edition.bulletin.trim = trim.parse().expect("a trim");
        let sheets = compose(&edition);
        let mut lines = 0;
        for page in 0..sheets.count() {
            for text in
                sheets.texts(page).iter().filter(|t| (t.size.0 - size).abs() < 0.01)
            {
                let row = (text.baseline.0 - top / 25.4 * 72.0 - above) / line;
                assert!(
                    (row - row.round()).abs() < 0.01,
                    "{trim}: {text:?} on row {row}"
                );
                lines += 1;
            }
        }
        assert!(lines > 40, "{trim}: {lines} lines");
    }
}

#[test]
fn equal_editions_give_equal_sheets_and_edits_change_few() {
    let articles: Vec<_> =
        (1..7).map(|n| article(n, &format!("Bài số {n}"), &sample::words(400))).collect();
    let mut edition = edition(articles);
    let prints = |sheets: &Sheets| -> Vec<u128> {
        (0..sheets.count()).map(|page| sheets.fingerprint(page)).collect()
    };
    let first = prints(&compose(&edition));
    assert_eq!(first, prints(&compose(&edition)));
    let last = edition.articles.last_mut().expect("an article");
    last.body = document::body::parse(&last.source_text.replacen("Hậu", "Cần", 1)).0;
    let second = prints(&compose(&edition));
    let changed = first.iter().zip(&second).filter(|(a, b)| a != b).count();
    assert!(changed >= 1 && changed < first.len(), "{changed} of {} pages", first.len());
}

#[test]
fn any_name_fits_the_masthead() {
    for name in [
        "Hậu Giang",
        "Quê hương",
        "Ấp",
        "Hội Liên hiệp Phụ nữ thành phố Cần Thơ",
        "Trường Đại học Khoa học Xã hội và Nhân văn, Đại học Quốc gia Thành phố Hồ Chí Minh",
        "Nghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngả",
    ] {
        let mut edition = edition(vec![article(1, "Bài thử", &sample::words(50))]);
        edition.bulletin.values.set(Key::Name, name);
        let sheets = compose(&edition);
        let (width, height) = sheets.size(0).expect("a page");
        let words: Vec<_> = name.split(' ').collect();
        let lines: Vec<_> = sheets
            .texts(0)
            .into_iter()
            .take_while(|line| !line.text.contains("Cổng"))
            .filter(|line| {
                line.text.split(' ').all(|w| w.is_empty() || words.contains(&w))
            })
            .collect();
        let set: Vec<&str> =
            lines.iter().flat_map(|l| l.text.split_whitespace()).collect();
        assert_eq!(set, words, "{name}");
        for line in &lines {
            assert!(line.baseline.0 < height.0 * 0.2, "{name}: {line:?}");
            assert!(line.x.0 > 0.0 && line.x.0 < width.0 * 0.1, "{name}: {line:?}");
        }
    }
}

#[test]
fn a_point_leads_to_its_article_and_part() {
    let sheets = compose(&edition(vec![article(1, "Bài thử", &sample::words(200))]));
    let id = sample::id(1);
    for (wanted, words) in [(Part::Title, "Bài thử"), (Part::Body { block: 0 }, WORDS[0])]
    {
        let lines = sheets.texts(0);
        let line = lines.iter().find(|line| line.text.contains(words)).expect("a line");
        let (x, y) = (document::Pt(line.x.0 + 3.0), document::Pt(line.baseline.0 - 2.0));
        let hit = sheets.article_at(0, x, y).expect("a hit");
        assert_eq!((hit.article, hit.part), (id, wanted));
    }
    assert!(sheets.article_at(0, document::Pt(1.0), document::Pt(1.0)).is_none());
    assert!(sheets.frames_of(id).iter().any(|place| place.part == Part::Byline));
}

#[test]
fn whatever_is_written_a_conforming_pdf_is_made() {
    let mut one = article(1, "Tiêu đề 🎉\u{f0b7}", sample::EVERY_BLOCK);
    one.lead = "Dẫn \u{1}\u{202e}có ký tự lạ \u{10ffff}.".into();
    let mut two = article(2, "", "###### Sâu\n\nchữ\n\n# Cao\n\nchữ");
    two.lang = Some(Lang::En);
    let long = article(3, "Bài dài", &sample::words(3000));
    let edition = edition(vec![long, one, two]);
    for profile in [Profile::Screen, Profile::Press] {
        let printed = press()
            .pdf(&edition, &design(), &Pictures, profile, &Unwatched)
            .unwrap_or_else(|error| panic!("{profile:?}: {error}"));
        assert!(printed.bytes.starts_with(b"%PDF-"));
        let codes: BTreeSet<&str> = printed.remarks.iter().map(|r| r.code).collect();
        for code in ["glyph.missing", "photo.missing", "alt.missing", "heading.skipped"] {
            assert!(codes.contains(code), "{code} not in {codes:?}");
        }
    }
}

#[test]
fn cancelling_stops_the_work() {
    struct Stop;
    impl document::Progress for Stop {
        fn reached(&self, _: usize, _: usize) -> Result<(), document::Cancelled> {
            Err(document::Cancelled)
        }
    }
    let edition = edition(vec![article(1, "Bài thử", "chữ")]);
    let error = press()
        .pdf(&edition, &design(), &Pictures, Profile::Screen, &Stop)
        .expect_err("cancelled");
    assert_eq!(error.code(), "press.cancelled");
}

#[test]
fn a_design_with_an_unknown_font_is_refused() {
    let tokens = sample::TOKENS.replace("Source Serif 4", "Times");
    let design = Design::parse("x", &tokens, sample::PARTS).expect("a design");
    let edition = edition(Vec::new());
    let error = Press::new(sample::fonts()).compose(&edition, &design, &Pictures).err();
    assert_eq!(error.expect("refused").code(), "design.unknown_font");
}

#[test]
fn the_sample_article_is_set_line_by_line_as_agreed() {
    let text = include_str!("../../../samples/can-tho-hau-giang.txt");
    let sheets = compose(&edition(vec![sample::hau_giang(text)]));
    let mut out = String::new();
    for page in 0..sheets.count() {
        out.push_str(&format!("page {}\n", page + 1));
        for line in sheets.texts(page) {
            let mm = |pt: document::Pt| pt.0 / 72.0 * 25.4;
            out.push_str(&format!(
                "{:6.1} {:6.1}  {}\n",
                mm(line.x),
                mm(line.baseline),
                line.text.trim()
            ));
        }
    }
    snapbox::assert_data_eq!(out, snapbox::file!["golden/hau_giang.txt"]);
}

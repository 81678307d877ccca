//! Sheets that an office keeps with an issue: royalties and legal deposit.

use desk::{Desk, Follow, Output};
use document::{ArticleId, Cancelled, Lang};
use std::path::Path;

struct Quiet;

impl Follow for Quiet {
    fn reached(&self, _: Output, _: usize, _: usize) -> Result<(), Cancelled> {
        Ok(())
    }
}

fn office(folder: &Path) -> (Desk, Vec<ArticleId>) {
    let path = folder.join("b.bantin");
    let mut desk = Desk::create(&path, "Hậu Giang", "", Lang::Vi, "thoi-su").unwrap();
    desk.add_issue(9, "2021-02-27".parse().unwrap(), None, false).unwrap();
    for (key, value) in [
        ("royalty_unit", "234.000"),
        ("royalty_rates", "Tin = 1; Phản ánh = 2,5"),
        ("publishing_body", "Cổng thông tin điện tử"),
    ] {
        desk.set(key, value, None).unwrap();
    }
    let mut stories = Vec::new();
    for (title, genre) in [
        ("Ký kết \"hợp tác\", phát triển", "Tin"),
        ("=Giá tôm", "phản ánh"),
        ("Thơ", "Thơ"),
    ] {
        let id = desk.add_article(None).unwrap().0;
        desk.edit_article(id, |article| {
            article.title = title.into();
            article.genre = genre.into();
            article.bylines = vec!["Đan Phượng".into(), "Minh".into()];
            article.source_text = "Hai tỉnh ký kết.".into();
        })
        .unwrap();
        stories.push(id);
    }
    (desk, stories)
}

fn export(desk: &mut Desk, to: &Path) -> Vec<String> {
    let job = desk.export(&[Output::Royalties, Output::Deposit], to).unwrap();
    let made = job.run(&Quiet).unwrap();
    let name =
        |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into();
    made.files.iter().map(name).collect()
}

#[test]
fn the_royalty_sheet_lists_what_each_author_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, stories) = office(folder.path());
    desk.set_coefficient(stories[2], "0,5").unwrap();
    let out = folder.path().join("out");
    let files = export(&mut desk, &out);
    assert_eq!(files, ["royalties.pdf", "royalties.csv", "deposit.pdf"]);
    let csv = std::fs::read_to_string(out.join("royalties.csv")).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "\"Tên bài, ảnh\",\"Thể loại\",\"Tác giả\",\"Số ảnh\",\"Số từ\",\"Hệ số\",\"Thành tiền (đồng)\"",
            "\"Ký kết \"\"hợp tác\"\", phát triển\",\"Tin\",\"Đan Phượng, Minh\",\"0\",\"10\",\"1\",\"234000\"",
            "\"'=Giá tôm\",\"phản ánh\",\"Đan Phượng, Minh\",\"0\",\"6\",\"2,5\",\"585000\"",
            "\"Thơ\",\"Thơ\",\"Đan Phượng, Minh\",\"0\",\"5\",\"0,5\",\"117000\"",
        ]
    );
    assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"), "as Excel reads it");
}

#[test]
fn the_same_issue_gives_the_same_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = office(folder.path());
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    let files = export(&mut desk, &one);
    export(&mut desk, &two);
    for file in files {
        let read = |folder: &Path| std::fs::read(folder.join(&file)).unwrap();
        assert!(read(&one) == read(&two), "{file}");
    }
}

#[test]
fn coefficients_nobody_can_read_are_refused_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, stories) = office(folder.path());
    desk.set_coefficient(stories[0], "2").unwrap();
    for written in ["hai", "0", "1,555", "-1"] {
        let refused = desk.set_coefficient(stories[0], written).unwrap_err();
        assert_eq!(refused.code, "field.value", "{written}");
    }
    assert_eq!(desk.coefficient(stories[0]).unwrap(), "2");
    for (key, value) in [("royalty_rates", "Tin: một"), ("royalty_unit", "nhiều")] {
        assert_eq!(desk.set(key, value, None).unwrap_err().code, "field.value");
    }
    // It stands beside the article, not among the fields.
    let issue = desk.issue().unwrap().map(|issue| issue.id);
    assert_eq!(desk.set("royalties", "x", issue).unwrap_err().code, "field.unknown");
    assert!(desk.fields(Lang::Vi).unwrap().iter().all(|field| field.key != "royalties"));
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(desk.coefficient(stories[0]).unwrap(), "");
}

#[test]
fn counters_nobody_knows_and_figures_without_a_day_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = office(folder.path());
    for (key, value) in [
        ("counter_kind", "matomo"),
        ("counter_figures", "total=98765"),
        ("counter_figures", "at=2026-11-23; bai-1=3"),
    ] {
        let refused = desk.set(key, value, None).unwrap_err();
        assert_eq!(refused.code, "field.value", "{key}={value}");
    }
    for (key, value) in [
        ("counter_kind", "Umami"),
        ("counter_kind", ""),
        ("counter_figures", r#"{"total":98765,"views":{},"at":1795000000}"#),
        ("counter_figures", ""),
    ] {
        desk.set(key, value, None).unwrap();
    }
}

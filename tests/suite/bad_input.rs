//! Files nobody meant to hand in: each is one sentence, and the rest goes on.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tests::{Bulletin, bantin, check_sentence, samples, squeeze, visible};

/// A good story, to see that a bad neighbour does not stop it.
const GOOD: &str =
    "---\ntitle: \"Bài tốt lành\"\n---\n\n**Phần dẫn.**\n\nThân bài tốt.\n";

/// Imports `paths` and returns the items of the report and what was said.
#[track_caller]
fn import(bulletin: &Bulletin, paths: &[PathBuf]) -> (Vec<Value>, String) {
    let mut words: Vec<_> =
        paths.iter().map(|path| path.clone().into_os_string()).collect();
    words.extend(["--report".into(), "report.json".into()]);
    let ran = bulletin.run("import", words);
    let text = fs::read_to_string(bulletin.folder().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    let items = report["items"].as_array().unwrap().clone();
    let nothing = items.iter().all(|item| item["outcome"] == "dropped");
    let ran = ran.ended(i32::from(nothing));
    (items, ran.stderr)
}

/// The codes of the reasons for dropping a file of that name.
fn reasons(items: &[Value], name: &str) -> Vec<String> {
    items
        .iter()
        .filter(|item| {
            item["outcome"] == "dropped" && item["source"].to_string().contains(name)
        })
        .map(|item| item["reason"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The one sentence about a file of that name.
#[track_caller]
fn said_of<'a>(said: &'a str, name: &str) -> &'a str {
    let lines: Vec<&str> = said.lines().filter(|line| line.contains(name)).collect();
    assert_eq!(lines.len(), 1, "{name}: one file, one sentence: {said}");
    check_sentence(lines[0]);
    lines[0]
}

/// A file that must be dropped with one sentence, leave the bulletin as it was when
/// it comes alone, and not harm a good story that comes with it.
#[track_caller]
fn check_dropped(name: &str, bytes: &[u8]) {
    let bulletin = Bulletin::with_issue();
    let bad = bulletin.beside(name, bytes);
    check_dropped_path(&bulletin, &bad);
}

#[track_caller]
fn check_dropped_path(bulletin: &Bulletin, bad: &Path) {
    let name = bad.file_name().unwrap().to_str().unwrap();
    let before = bulletin.bytes();
    let (alone, said) = import(bulletin, &[bad.to_owned()]);
    let codes = reasons(&alone, name);
    assert_eq!(codes.len(), 1, "{name}: one file, one reason: {alone:?}");
    assert!(codes[0].contains('.'), "{name}: a stable code: {codes:?}");
    said_of(&said, name);
    assert!(bulletin.bytes() == before, "{name}: the bulletin is unchanged");

    let good = bulletin.beside("tot.md", GOOD);
    let (both, _) = import(bulletin, &[bad.to_owned(), good]);
    assert_eq!(reasons(&both, name).len(), 1, "{both:?}");
    let found = bulletin.run("search", ["tốt lành", "--json"]).ended(0).json();
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{name}: the rest is done");
}

#[test]
fn a_missing_file_is_named() {
    let bulletin = Bulletin::with_issue();
    check_dropped_path(&bulletin, &bulletin.folder().join("khong-co.md"));
    let bulletin = Bulletin::with_issue();
    check_dropped_path(&bulletin, &bulletin.folder().join("khong-co.jpg"));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let bulletin = Bulletin::with_issue();
    // A link that leads to itself is unreadable even for root.
    let knot = bulletin.folder().join("knot.md");
    symlink(&knot, &knot).unwrap();
    check_dropped_path(&bulletin, &knot);
    let locked = bulletin.beside("locked.md", GOOD);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_err() {
        check_dropped_path(&Bulletin::with_issue(), &locked);
    }
}

#[test]
fn an_empty_file_is_named() {
    check_dropped("trong.md", b"");
    check_dropped("trong.txt", b" \n\n");
    check_dropped("trong.jpg", b"");
    check_dropped("trong.png", b"");
}

#[test]
fn a_truncated_photo_is_named() {
    let jpeg = fs::read(samples().join("sign.jpg")).unwrap();
    check_dropped("cut.jpg", &jpeg[..200]);
    check_dropped("head.png", b"\x89PNG\r\n\x1a\n");
}

#[test]
fn a_text_of_no_known_letters_is_named() {
    check_dropped("nhi-phan.md", &[0xff, 0xfe, 0x00, 0x81, 0xc3, 0x28, 0x00, 0x9f, 0xff]);
}

#[test]
fn a_foreign_file_is_named() {
    check_dropped("phim.mp4", b"\x00\x00\x00\x18ftypmp42");
    check_dropped("bang.xyz", b"anything");
    check_dropped("khong-phai.jpg", b"this is a note about a photo");
}

#[test]
fn a_header_of_giant_size_is_named() {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = b"IHDR".to_vec();
    chunk.extend(60_000_u32.to_be_bytes());
    chunk.extend(60_000_u32.to_be_bytes());
    chunk.extend([8, 6, 0, 0, 0]);
    png.extend(13_u32.to_be_bytes());
    png.extend(&chunk);
    png.extend(crc(&chunk).to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
    check_dropped("lon.png", &png);
}

#[test]
fn a_png_named_jpg_is_taken_for_what_it_is() {
    let bulletin = Bulletin::with_issue();
    // One red pixel.
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".as_slice()),
        (b"IDAT", b"\x78\x9c\x63\xf8\xcf\xc0\0\0\x03\x01\x01\0"),
        (b"IEND", b""),
    ] {
        let mut chunk = kind.to_vec();
        chunk.extend(data);
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&chunk);
        png.extend(crc(&chunk).to_be_bytes());
    }
    let path = bulletin.beside("that-ra-la.jpg", png);
    let (items, _) = import(&bulletin, &[path]);
    assert!(reasons(&items, "that-ra-la.jpg").is_empty(), "{items:?}");
}

#[test]
fn front_matter_that_is_not_yaml_does_not_lose_the_text() {
    let bulletin = Bulletin::with_issue();
    let text = "---\ntitle: [chưa đóng\n: ::\n---\n\nThân bài còn nguyên vẹn.\n";
    let path = bulletin.beside("yaml.md", text);
    let good = bulletin.beside("tot.md", GOOD);
    let (items, said) = import(&bulletin, &[path, good]);
    let is_reported = items.iter().any(|item| {
        item["source"].to_string().contains("yaml.md") && item["outcome"] != "kept"
    });
    assert!(is_reported, "{items:?}");
    said_of(&said, "yaml.md");
    let hits = |query: &str| {
        let found = bulletin.run("search", [query, "--json"]).ended(0).json();
        found["hits"].as_array().unwrap().len()
    };
    assert_eq!(hits("tốt lành"), 1);
    assert_eq!(hits("còn nguyên vẹn"), 1, "the words behind the front matter are kept");
}

#[test]
fn a_story_without_its_photo_keeps_the_caption() {
    let bulletin = Bulletin::with_issue();
    let text = "---\ntitle: \"Thiếu ảnh\"\n---\n\nĐoạn trước.\n\n\
                ![chợ nổi](khong-co.jpg \"Chợ nổi buổi sớm\")\n\nĐoạn sau.\n";
    let path = bulletin.beside("thieu.md", text);
    import(&bulletin, &[path]);
    let checked = bulletin.run("check", ["--json"]).ended(3).json();
    let remarks = checked["remarks"].as_array().unwrap();
    assert!(remarks.iter().any(|r| r["code"] == "photo.missing"), "{checked}");
    let out = bulletin.export("out", &["--as", "web"]);
    let mut pages = fs::read_dir(out.join("web/bai")).unwrap().map(|e| e.unwrap().path());
    let page = fs::read_to_string(pages.next().unwrap()).unwrap();
    let text = squeeze(&visible(&page));
    assert!(text.contains("Chợnổibuổisớm"), "the caption stands without a picture");
    assert!(!page.contains("khong-co.jpg"), "no picture is asked for");
}

#[test]
fn a_file_that_is_no_bulletin_is_left_alone() {
    let bulletin = Bulletin::new();
    let text = bulletin.beside("thu.bantin", "just a letter");
    let empty = bulletin.beside("rong.bantin", "");
    let mut cut = bulletin.bytes();
    cut.truncate(cut.len() / 2);
    let half = bulletin.beside("nua.bantin", &cut);
    for path in [text, empty, half] {
        let before = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for words in [["set", name].as_slice(), &["search", name, "x"], &["undo", name]] {
            let ran = bantin(bulletin.folder(), words).ended(1);
            assert!(ran.sentence().contains(name), "{words:?}: {}", ran.stderr);
        }
        assert!(fs::read(&path).unwrap() == before, "{name} is unchanged");
    }
    let strays: Vec<_> = fs::read_dir(bulletin.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("bantin-"))
        .collect();
    assert!(strays.is_empty(), "left behind: {strays:?}");
}

/// A disk that takes no more, as the shell can play it: a file may not grow beyond
/// the limit, and the signal for that is ignored, so that writing fails.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_export() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "screen,png,print-html"]);
    let list = || {
        let mut names: Vec<_> =
            fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = (list(), fs::read(out.join("screen.pdf")).unwrap(), bulletin.bytes());
    bulletin.run("set", ["tagline=Khác đi"]).ended(0);
    let changed = bulletin.bytes();
    let full = "trap '' XFSZ; ulimit -f 8";
    let ran = bulletin.run_after(full, "export b.bantin --to out --as screen").ended(1);
    assert!(ran.sentence().contains("screen.pdf"), "{}", ran.stderr);
    assert_eq!(list(), before.0, "nothing half-written");
    assert!(fs::read(out.join("screen.pdf")).unwrap() == before.1, "the old file stays");
    assert!(bulletin.bytes() == changed, "the bulletin is unchanged");

    let ran =
        bulletin.run_after(full, "export b.bantin --to new --as screen,web").ended(1);
    ran.sentence();
    let new = bulletin.folder().join("new");
    let left = fs::read_dir(&new).map(Iterator::count).unwrap_or(0);
    assert_eq!(left, 0, "a first export that fails leaves nothing");
}

#[test]
fn an_export_to_an_impossible_place_is_one_sentence() {
    let bulletin = Bulletin::with_seed();
    bulletin.beside("file.txt", "in the way");
    let ran = bulletin.run("export", ["--to", "file.txt", "--as", "screen"]).ended(1);
    assert!(ran.sentence().contains("file.txt"), "{}", ran.stderr);
    let ran = bulletin.run("export", ["--to", "out", "--as", "hologram"]);
    assert!(ran.code == 1 || ran.code == 2, "{ran:?}");
    assert!(ran.stderr.contains("hologram"), "{ran:?}");
}

#[test]
fn many_bad_files_at_once_are_many_sentences() {
    let bulletin = Bulletin::with_issue();
    let paths = [
        bulletin.beside("a.jpg", b"no photo"),
        bulletin.folder().join("b.md"),
        bulletin.beside("c.xyz", b"what"),
        bulletin.beside("d.md", GOOD),
        bulletin.beside("e.png", b"\x89PNG"),
    ];
    let (items, said) = import(&bulletin, &paths);
    for name in ["a.jpg", "b.md", "c.xyz", "e.png"] {
        assert_eq!(reasons(&items, name).len(), 1, "{name}: {items:?}");
        said_of(&said, name);
    }
    assert!(reasons(&items, "d.md").is_empty());
}

/// CRC-32 as PNG uses it.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

//! The designs that come with Bantin: where everything stands, seen from outside.

use crate::sample::{EVERY_BLOCK, Pictures, article, edition, id};
use document::{Article, Edition, Unwatched};
use press::{BlockKind, Design, Press, Profile, Sheets};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub(crate) const NAMES: [&str; 6] =
    ["thoi-su", "trang-trong", "hien-dai", "nha-truong", "cong-dong", "mot-mau"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::disallowed_methods, reason = "tests read the designs as desk does")]
fn read(path: &str) -> Option<Vec<u8>> {
    std::fs::read(root().join(path)).ok()
}

fn text(path: &str) -> Option<String> {
    read(path).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
}

pub(crate) fn design(name: &str) -> Design {
    let tokens = text(&format!("designs/{name}/design.toml")).expect("tokens");
    let family = text("designs/base/page.typ").expect("the family");
    let design = Design::parse(name, &tokens, &family).expect("a sound design");
    match text(&format!("designs/{name}/page.typ")) {
        Some(own) => design.with_own(&own),
        None => design,
    }
}

/// A press with all fonts.
#[expect(clippy::disallowed_methods, reason = "tests read the fonts as desk does")]
pub(crate) fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(|| {
        let folder = std::fs::read_dir(root().join("fonts")).expect("fonts");
        let mut paths: Vec<PathBuf> =
            folder.map(|entry| entry.expect("a font").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "ttf"));
        paths.sort();
        let font = |path: &PathBuf| &*std::fs::read(path).expect("a font").leak();
        Press::new(paths.iter().map(font).collect())
    })
}

/// An issue with a head of many marks, a picture, a notice, a brief and a told story.
pub(crate) fn issue(design: &Design) -> Edition {
    let body = |count: usize| {
        let paragraph = crate::sample::words(60);
        vec![paragraph; count].join("\n\n")
    };
    let figure = ":::figure\n![](media/wide.jpg)\n\nLễ ký kết tại Vị Thanh.\n:::\n\n";
    let mut lead = article(
        1,
        "Ấp Ổ Ỗ Ữ mở đường, nước sạch về tận ngõ xóm vùng sâu",
        &format!("{figure}{}", body(9)),
    );
    lead.lead = "Từ tháng Tư, bà con các xã vùng xa có nước sạch tại nhà.".into();
    let table =
        "| Trạm | Thứ Hai | Lượt |\n|---|---|--:|\n| Vị Thủy | 7 – 11 giờ | 1.250 |\n";
    let boxed = format!("{}\n\n::::sidebar\n## Cần mang\n\n- Thẻ\n- Sổ\n::::\n", body(6));
    let articles: Vec<Article> = vec![
        lead,
        article(2, "Mười trạm y tế có bác sĩ ba ngày mỗi tuần", &boxed),
        article(3, "Lịch bác sĩ về trạm", table),
        article(4, "“Liên kết vùng là xu thế tất yếu”", &format!("{figure}{}", body(5))),
        article(5, "Đội bóng nữ về nhì", &body(1)),
    ];
    let mut edition = edition(articles);
    edition.bulletin.trim = design.trim();
    edition
}

fn compose(name: &str) -> Sheets {
    let design = design(name);
    press().compose(&issue(&design), &design, &Pictures).expect("sheets")
}

pub(crate) fn mm(points: document::Pt) -> f64 {
    points.0 / 72.0 * 25.4
}

/// Lines and boxes of every page, in millimetres.
fn geometry(sheets: &Sheets) -> String {
    let mut out = String::new();
    for page in 0..sheets.count() {
        out.push_str(&format!("page {}\n", page + 1));
        for block in sheets.blocks().iter().filter(|block| block.page == page) {
            let kind = format!("{:?}", block.kind);
            let kind = kind.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
            out.push_str(&format!(
                "  [{kind} {:.1} {:.1} {:.1} × {:.1}]\n",
                mm(block.x),
                mm(block.y),
                mm(block.width),
                mm(block.height),
            ));
        }
        for line in sheets.texts(page) {
            let text = line.text.trim();
            out.push_str(&format!(
                "{:6.1} {:6.1}  {text}\n",
                mm(line.x),
                mm(line.baseline)
            ));
        }
    }
    out
}

/// Pixels per inch of the small picture of the cover.
const SMALL: f32 = 28.0;
/// Mean difference a channel may have, of 255: glyphs are drawn alike everywhere, but
/// decoders of photos differ by a step.
const NEAR: f64 = 0.6;

/// Compares the cover with the small picture beside the text.
#[expect(clippy::disallowed_methods, reason = "a golden picture is written when asked")]
fn pictured(name: &str, sheets: &Sheets) {
    let path = root().join(format!("crates/press/tests/golden/{name}.png"));
    let drawn = sheets.png(0, SMALL);
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(&path, &drawn).expect("the golden picture is written");
    }
    let open = |bytes: &[u8]| image::load_from_memory(bytes).expect("a PNG").to_rgb8();
    let (drawn, agreed) = (open(&drawn), open(&std::fs::read(&path).expect("a picture")));
    assert_eq!(drawn.dimensions(), agreed.dimensions(), "{name}");
    let differ = |(a, b): (&u8, &u8)| f64::from(a.abs_diff(*b));
    let sum: f64 = drawn.as_raw().iter().zip(agreed.as_raw()).map(differ).sum();
    let mean = sum / drawn.as_raw().len() as f64;
    assert!(mean < NEAR, "{name}: the cover differs by {mean:.2} of 255");
}

fn agreed(name: &str) {
    pictured(name, &compose(name));
    let path = root().join(format!("crates/press/tests/golden/{name}.txt"));
    let file = snapbox::Data::read_from(&path, None);
    snapbox::assert_data_eq!(geometry(&compose(name)), file);
}

macro_rules! stands_as_agreed {
    ($($test:ident $name:literal)*) => {$(
        #[test]
        fn $test() {
            agreed($name);
        }
    )*};
}

stands_as_agreed! {
    thoi_su_stands_as_agreed "thoi-su"
    trang_trong_stands_as_agreed "trang-trong"
    hien_dai_stands_as_agreed "hien-dai"
    nha_truong_stands_as_agreed "nha-truong"
    cong_dong_stands_as_agreed "cong-dong"
    mot_mau_stands_as_agreed "mot-mau"
}

#[test]
fn every_kind_of_block_can_be_set_in_every_design() {
    for name in NAMES {
        let design = design(name);
        let mut edition = edition(vec![article(1, "Bài thử", EVERY_BLOCK)]);
        edition.bulletin.trim = design.trim();
        let sheets = press().compose(&edition, &design, &Pictures);
        let sheets = sheets.unwrap_or_else(|error| panic!("{name}: {error}"));
        let lines = (0..sheets.count()).flat_map(|page| sheets.texts(page));
        let all: String = lines.map(|line| line.text + " ").collect();
        for word in
            ["twdam1", "twmuc1", "twtrich1", "twlon1", "two4", "twhop1", "twcuoi1"]
        {
            assert!(all.contains(word), "{name} lost {word}");
        }
    }
}

#[test]
fn every_design_writes_both_files() {
    for name in NAMES {
        let design = design(name);
        let edition = issue(&design);
        for profile in [Profile::Screen, Profile::Press] {
            let printed = press().pdf(&edition, &design, &Pictures, profile, &Unwatched);
            let printed =
                printed.unwrap_or_else(|error| panic!("{name} {profile:?}: {error}"));
            assert!(printed.bytes.starts_with(b"%PDF-"), "{name}");
        }
    }
}

#[test]
fn no_page_of_ours_is_too_pale_or_too_wet() {
    for name in NAMES {
        let faults = compose(name).faults_in_print(&design(name));
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn nothing_but_folio_masthead_and_poster_leaves_the_live_area() {
    for name in NAMES {
        let sheets = compose(name);
        let trim = design(name).trim();
        let poster = |block: &&press::Block| {
            block.article.is_none() && matches!(block.kind, BlockKind::Picture { .. })
        };
        for block in sheets.blocks().iter().filter(|block| !poster(block)) {
            let (right, foot) =
                (mm(block.x) + mm(block.width), mm(block.y) + mm(block.height));
            assert!(mm(block.x) > 8.0, "{name}: {block:?}");
            assert!(right < trim.width.get() - 8.0, "{name}: {block:?}");
            let furniture = matches!(block.kind, BlockKind::Folio | BlockKind::Masthead);
            assert!(furniture || mm(block.y) > 12.0, "{name}: {block:?}");
            assert!(foot < trim.height.get() - 7.5, "{name}: {block:?}");
        }
    }
}

#[test]
fn a_faulty_design_names_the_line_and_what_is_wrong() {
    #[track_caller]
    fn check(from: &str, to: &str, line: usize, reason: &str) {
        let tokens = text("designs/trang-trong/design.toml").expect("tokens");
        assert!(tokens.contains(from), "{from}");
        let broken = tokens.replacen(from, to, 1);
        let family = text("designs/base/page.typ").expect("the family");
        let read = Design::parse("x", &broken, &family);
        let tried = read.and_then(|design| press().try_design(&design));
        let error = tried.expect_err("refused");
        assert!(error.reason().contains(reason), "{}", error.reason());
        assert_eq!((error.file(), error.line()), ("design.toml", Some(line)));
    }
    check("accent = {", "akzent = {", 8, "no colour accent");
    check("#16324F", "#8FA3B8", 10, "contrast of");
    check("[95, 75, 40, 35]", "[95, 95, 95, 35]", 10, "320 % ink");
    check("[95, 75, 40, 35]", "[95, 75, 40, 135]", 10, "inks of");
    check("box = \"rules\"", "box = \"ruels\"", 24, "ruels");
    check("page = 0.5", "page = \"thick\"", 27, "");
}

#[test]
fn faulty_parts_name_the_line_of_the_designs_own_file() {
    let own = "// A remark.\n#let styles(t) = {\n  let base = family(t)\n  (..base, kicker: nix)\n}\n";
    let tokens = text("designs/thoi-su/design.toml").expect("tokens");
    let family = text("designs/base/page.typ").expect("the family");
    let design = Design::parse("x", &tokens, &family).expect("tokens").with_own(own);
    let error = press().try_design(&design).expect_err("refused");
    assert_eq!((error.file(), error.line()), ("page.typ", Some(4)));
    assert!(error.reason().contains("nix"), "{}", error.reason());
}

#[test]
fn the_article_of_one_design_stands_in_another_too() {
    // A change of design loses no story.
    for name in NAMES {
        let sheets = compose(name);
        for number in 1..=5 {
            let stands =
                sheets.blocks().iter().any(|block| block.article == Some(id(number)));
            assert!(stands, "{name}: story {number}");
        }
    }
}

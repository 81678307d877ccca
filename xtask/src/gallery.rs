//! `cargo xtask gallery`: one issue in every design, for `docs/gallery` and for the
//! window that begins a bulletin.
//!
//! The words and pictures are in `docs/gallery/issue`. `convert` makes the pictures small,
//! Chromium takes the front page of the web package.

use crate::house::{self, Profile, cargo};
use crate::program::{self, Done};
use crate::sample;
use std::path::Path;

/// Each design with the name of a bulletin it suits, who publishes that, and the page at
/// the left of the spread that is shown.
const BULLETINS: [(&str, &str, &str, u32); 6] = [
    ("thoi-su", "Hậu Giang", "Cổng thông tin điện tử tỉnh Hậu Giang", 2),
    ("trang-trong", "Y tế Sông Hậu", "Sở Y tế tỉnh Sông Hậu", 2),
    ("hien-dai", "Lung Sen", "Ban Quản lý Khu bảo tồn đất ngập nước Lung Sen", 2),
    ("nha-truong", "Tiếng trống", "Trường Trung học cơ sở Bờ Dừa", 2),
    ("cong-dong", "Mật Tràm", "Hội Nuôi ong xã Tràm Bông", 4),
    ("mot-mau", "Vàm Sậy", "Ủy ban nhân dân xã Vàm Sậy", 2),
];
/// The design shown with a document, and the page that stands on.
const DOCUMENT: (&str, u32) = ("trang-trong", 8);

/// Draws `docs/gallery/*.jpg` and `ui/src/start/covers/*.jpg`.
pub(crate) fn gallery() -> Done {
    for name in ["convert", "montage", "chromium"] {
        if !program::is_on_path(name) {
            return Err(format!("`{name}` is needed for the gallery. Install it first."));
        }
    }
    program::run(&mut cargo("build"))?;
    let stage = house::target().join("gallery");
    std::fs::remove_dir_all(&stage).ok();
    let root = house::root();
    let (gallery, covers) = (root.join("docs/gallery"), root.join("ui/src/start/covers"));
    for folder in [&stage, &gallery, &covers] {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    }
    for (design, name, body, left) in BULLETINS {
        let out = stage.join(design);
        // Short news has a column in Cộng đồng.
        let more = (design == "cong-dong").then_some(design);
        // After its cover, four pages would have no room for a large picture inside.
        let roomy = matches!(design, "nha-truong" | "cong-dong");
        compose((design, name, body), (more, roomy), &out)?;
        let page = |number: u32| out.join(format!("png/page-{number:03}.png"));
        small(&page(1), 760, &gallery.join(format!("{design}-cover.jpg")))?;
        small(&page(1), 320, &covers.join(format!("{design}.jpg")))?;
        let spread = out.join("spread.png");
        program::run(
            program::program("montage", root)
                .args([page(left), page(left + 1)])
                .args(["-tile", "2x1", "-geometry", "+0+0"])
                .arg(&spread),
        )?;
        small(&spread, 1200, &gallery.join(format!("{design}-spread.jpg")))?;
        let shot = out.join("web.png");
        program::run(
            program::program("chromium", root)
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--hide-scrollbars",
                    "--disable-gpu",
                ])
                .arg("--window-size=1180,1180")
                .arg("--virtual-time-budget=4000")
                .arg(format!("--user-data-dir={}", stage.join("browser").display()))
                .arg(format!("--screenshot={}", shot.display()))
                .arg(format!("file://{}", out.join("web/index.html").display())),
        )?;
        small(&shot, 900, &gallery.join(format!("{design}-web.jpg")))?;
        if design == DOCUMENT.0 {
            let out = stage.join("document");
            compose((design, name, body), (Some(design), true), &out)?;
            let page = out.join(format!("png/page-{:03}.png", DOCUMENT.1));
            small(&page, 760, &gallery.join(format!("{design}-document.jpg")))?;
        }
    }
    Ok(())
}

/// Makes the issue in one design and writes its pages and its web package; with more
/// stories from a folder of the gallery, and on eight pages when it is to be roomy.
fn compose(
    (design, name, body): (&str, &str, &str),
    (more, roomy): (Option<&str>, bool),
    out: &Path,
) -> Done {
    let file = out.with_extension("bantin");
    let gallery = house::root().join("docs/gallery");
    let folder = |name: &str| gallery.join(name).to_string_lossy().into_owned();
    let (issue, more) = (folder("issue"), more.map(folder));
    let folder = out.to_string_lossy().into_owned();
    let publisher = format!("publishing_body={body}");
    let fields = [
        &publisher,
        "licence_no=01/GP-XBBT",
        "licence_date=15/01/2021",
        "licence_by=Sở Thông tin và Truyền thông",
        "responsible=Trần Minh An",
        "period=Mỗi tháng một kỳ",
        "print_run=1.500",
        "phone=0293.3878.888",
        "address=Thành phố Vị Thanh",
    ];
    let bantin =
        |verb: &str, words: &[&str]| sample::bantin(Profile::Dev, verb, &file, words);
    bantin("new", &["--name", name, "--design", design])?;
    bantin("set", &fields)?;
    bantin("issue", &["--number", "9", "--date", "2021-02-27"])?;
    bantin("import", &[&issue])?;
    if let Some(more) = &more {
        bantin("import", &[more])?;
    }
    bantin("compose", if roomy { &["--pages", "8"] } else { &[] })?;
    bantin("export", &["--to", &folder, "--as", "png,web"])
}

/// Writes a picture at most so many pixels wide, as a JPEG.
fn small(from: &Path, width: u32, to: &Path) -> Done {
    program::run(
        program::program("convert", house::root())
            .arg(from)
            .args(["-resize", &format!("{width}x>"), "-strip", "-quality", "80"])
            .args(["-sampling-factor", "4:2:0"])
            .arg(to),
    )
}

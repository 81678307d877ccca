//! The sample issue: one article of a provincial portal, in a bulletin of its own.
//!
//! Made through the command line only, as an officer would make it.

use crate::house::{self, Profile};
use crate::program::{self, Done};
use std::path::{Path, PathBuf};

/// What stands in the masthead and the imprint of every issue. The licence, its
/// number and the people are made up.
const SERIES: &[&str] = &[
    "kind_word=BẢN TIN",
    "tagline=Thông tin phục vụ nhân dân trong tỉnh",
    "publishing_body=Cổng thông tin điện tử tỉnh Hậu Giang",
    "governing_body=Ủy ban nhân dân tỉnh Hậu Giang",
    "licence_no=01/GP-XBBT",
    "licence_date=15/01/2021",
    "licence_by=Sở Thông tin và Truyền thông tỉnh Hậu Giang",
    "responsible=Trần Minh An, Trưởng Ban Biên tập",
    "period=Mỗi tháng một kỳ",
    "address=Thành phố Vị Thanh, tỉnh Hậu Giang",
    "price=Không bán",
    "language=Tiếng Việt",
];

/// What stands in the imprint of this issue.
const ISSUE: &[&str] = &[
    "running_no=9",
    "year_no=1",
    "editorial_board=Trần Minh An, Lê Thu Hà, Đan Phượng",
    "layout=Phòng Kỹ thuật",
    "printer=Xí nghiệp In Vị Thanh",
    "printer_address=Thành phố Vị Thanh",
    "print_run=1.500",
    "deposit=Quý I năm 2021",
];

/// Makes `hau-giang.bantin` in a folder, unless it stands there already: it may
/// hold work by now. Returns its path.
pub(crate) fn make(profile: Profile, folder: &Path) -> Result<PathBuf, String> {
    let file = folder.join("hau-giang.bantin");
    if file.exists() {
        return Ok(file);
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let samples = house::root().join("samples");
    let made = bantin(profile, "new", &file, &["--name", "Hậu Giang"])
        .and_then(|()| bantin(profile, "set", &file, SERIES))
        .and_then(|()| {
            let words = ["--number", "9", "--date", "2021-02-27"];
            bantin(profile, "issue", &file, &words)
        })
        .and_then(|()| {
            let words: Vec<&str> =
                ["--issue", "9"].iter().chain(ISSUE).copied().collect();
            bantin(profile, "set", &file, &words)
        })
        .and_then(|()| {
            let paths = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
                .map(|name| samples.join(name).to_string_lossy().into_owned());
            bantin(profile, "import", &file, &paths.each_ref().map(String::as_str))
        });
    if let Err(sentence) = made {
        // Half a sample must not be taken for someone's work next time.
        std::fs::remove_file(&file).ok();
        return Err(sentence);
    }
    Ok(file)
}

/// Exports a bulletin to `folder`, all five outputs.
pub(crate) fn export(profile: Profile, file: &Path, folder: &Path) -> Done {
    bantin(profile, "export", file, &["--to", &folder.to_string_lossy()])
}

/// One call of the command line on a file.
pub(crate) fn bantin(profile: Profile, verb: &str, file: &Path, words: &[&str]) -> Done {
    let mut command = program::program(house::built(profile, "bantin"), house::root());
    command.arg(verb).arg(file).args(words);
    // Its answer is for scripts; here the files it makes are what counts.
    command.stdout(std::process::Stdio::null());
    program::run(&mut command)
}

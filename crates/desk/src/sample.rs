//! The sample issue: a real article with two drawn pictures.

use crate::designs;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::places;
use document::Lang;
use std::fs;
use std::path::PathBuf;

/// File name of a fresh sample bulletin, without its ending.
pub const SAMPLE_NAME: &str = "ban-tin-hau-giang";

const FILES: [&str; 3] = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"];

const FIELDS: [(&str, &str); 12] = [
    ("kind_word", "BẢN TIN"),
    ("tagline", "Bản tin của Cổng thông tin điện tử tỉnh"),
    ("publishing_body", "Cổng thông tin điện tử tỉnh Hậu Giang"),
    ("governing_body", "Ủy ban nhân dân tỉnh Hậu Giang"),
    ("licence_no", "12/GP-STTTT"),
    ("licence_date", "15/01/2021"),
    ("licence_by", "Sở Thông tin và Truyền thông tỉnh Hậu Giang"),
    ("responsible", "Trưởng ban Biên tập"),
    ("period", "Mỗi tháng hai kỳ"),
    ("address", "Số 2 Hòa Bình, phường 5, thành phố Vị Thanh"),
    ("price", "Không bán"),
    ("language", "Tiếng Việt"),
];

const ISSUE_FIELDS: [(&str, &str); 3] = [
    ("printer", "Công ty In Hậu Giang"),
    ("print_run", "1.000 bản"),
    ("deposit", "In xong và nộp lưu chiểu tháng 2 năm 2021"),
];

impl Desk {
    /// Makes a fresh sample bulletin among the person's documents and opens it. An
    /// earlier one is left alone: the new one gets the next free number.
    pub fn sample() -> Result<Self, Failure> {
        let folder = places::documents_folder()
            .ok_or_else(|| Failure::new("sample.no_folder", "no home folder"))?;
        let path = (1..1000)
            .map(|number| match number {
                1 => folder.join(format!("{SAMPLE_NAME}.bantin")),
                _ => folder.join(format!("{SAMPLE_NAME}-{number}.bantin")),
            })
            .find(|path| !path.exists())
            .ok_or_else(|| Failure::new("sample.no_folder", "too many samples"))?;
        let body = "Cổng thông tin điện tử tỉnh Hậu Giang";
        let mut desk =
            Self::create(&path, "Hậu Giang", body, Lang::Vi, designs::DEFAULT_DESIGN)?;
        desk.set_all(&FIELDS.map(owned), None)?;
        let date = "2021-02-27".parse().expect("a real day");
        let (issue, _) = desk.add_issue(9, date, None, false)?;
        desk.set_all(&ISSUE_FIELDS.map(owned), Some(issue))?;
        let sources = tempfile::tempdir()
            .map_err(|source| Failure::disk(&std::env::temp_dir(), &source))?;
        let mut paths: Vec<PathBuf> = Vec::new();
        for name in FILES {
            let path = sources.path().join(name);
            let bytes = designs::sample(name).unwrap_or_default();
            fs::write(&path, bytes).map_err(|source| Failure::disk(&path, &source))?;
            paths.push(path);
        }
        desk.import(&paths)?;
        Ok(desk)
    }
}

fn owned(pair: (&str, &str)) -> (String, String) {
    (pair.0.to_owned(), pair.1.to_owned())
}

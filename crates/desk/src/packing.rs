//! A bulletin made of a folder that `unpacking.rs` wrote, and that people may have
//! changed since.
//!
//! An article stands in the issue whose folder its file lies in; files without an
//! identity are new articles. A photo whose file was exchanged is the new picture. When
//! anything was changed, steps to undo would no longer fit and are left out.

use crate::failure::Failure;
use crate::unpacking::{FORMAT, is_plain, number, text};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use store::{Assembly, OpenError, Record};

/// What came of packing a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Whether the steps to undo fitted and went along.
    pub history_kept: bool,
}

/// Makes a bulletin file of a folder.
///
/// # Errors
///
/// `open.exists` when a file stands there already, `pack.no_bulletin`, `pack.too_new`,
/// `pack.missing`, `pack.unreadable` and `pack.unfit`, naming the file to mend, and
/// `pack.loose` when something refers to what is not there. No file is then made.
pub fn pack(folder: &Path, file: &Path) -> Result<Packed, Failure> {
    let top = folder.join("bantin.yaml");
    if !top.is_file() {
        return Err(Failure::new("pack.no_bulletin", "no bantin.yaml").path(folder));
    }
    let whole = yaml(&top)?;
    if whole.get("format").and_then(Value::as_u64).is_none_or(|n| n > FORMAT.into()) {
        return Err(Failure::new("pack.too_new", "a later format").path(folder));
    }
    let assembly =
        Assembly::begin(file).map_err(|error| Failure::from(error).about(file))?;
    let mut packer = Packer { folder, assembly, last: 0 };
    packer.bulletin(&top, &whole)?;
    packer.issues()?;
    packer.stories(&folder.join("pool"), None)?;
    packer.photos()?;
    packer.attachments()?;
    packer
        .kept(whole.get("state").and_then(Value::as_str).unwrap_or_default(), &whole)
        .and_then(|packed| {
            packer.assembly.finish().map_err(|error| match error {
                OpenError::Damaged { .. } => {
                    Failure::new("pack.loose", error).path(folder)
                }
                other => Failure::from(other).about(file),
            })?;
            Ok(packed)
        })
}

struct Packer<'a> {
    folder: &'a Path,
    assembly: Assembly,
    /// The last place given to an article that has none.
    last: i64,
}

impl Packer<'_> {
    fn bulletin(&mut self, path: &Path, whole: &Record) -> Result<(), Failure> {
        let mut bulletin = whole.clone();
        bulletin.insert("id".into(), 1.into());
        self.add(path, "bulletin", &bulletin)?;
        self.rows(path, whole, "fields", "field", None)?;
        self.rows(path, whole, "sections", "section", None)
    }

    fn issues(&mut self) -> Result<(), Failure> {
        for inside in entries(&self.folder.join("issues"))? {
            if !inside.is_dir() {
                continue;
            }
            let path = inside.join("issue.yaml");
            let issue = yaml(&path)?;
            self.add(&path, "issue", &issue)?;
            let id = Value::from(number(&issue, "id"));
            self.rows(&path, &issue, "fields", "field", Some(("issue", &id)))?;
            self.rows(&path, &issue, "plans", "plan", Some(("issue", &id)))?;
            self.rows(&path, &issue, "modules", "module", None)?;
            self.rows(&path, &issue, "approvals", "approval", Some(("issue", &id)))?;
            self.stories(&inside, Some(&id))?;
        }
        Ok(())
    }

    /// The articles of a folder, in the order of their names.
    fn stories(&mut self, folder: &Path, issue: Option<&Value>) -> Result<(), Failure> {
        for path in entries(folder)? {
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let refuse =
                || Failure::new("pack.unreadable", "no front matter").path(&path);
            let whole = read(&path)?;
            // Version control on Windows may have changed the ends of all lines.
            let whole = match whole.starts_with("---\r\n") {
                true => whole.replace("\r\n", "\n"),
                false => whole,
            };
            let rest = whole.strip_prefix("---\n").ok_or_else(refuse)?;
            let (front, words) = match rest.strip_prefix("---\n") {
                Some(words) => ("", words),
                None => rest.split_once("\n---\n").ok_or_else(refuse)?,
            };
            let mut row = mapping(&path, front)?;
            row.insert("text".into(), words.strip_suffix('\n').unwrap_or(words).into());
            row.insert("issue".into(), issue.cloned().unwrap_or_default());
            if text(&row, "uuid").is_empty() {
                row.insert("uuid".into(), uuid::Uuid::new_v4().to_string().into());
            }
            match row.get("position").and_then(Value::as_i64) {
                Some(place) => self.last = place,
                None => {
                    self.last += 1;
                    row.insert("position".into(), self.last.into());
                }
            }
            let wishes = row.remove("wishes");
            self.add(&path, "article", &row)?;
            if let Some(wishes) = wishes {
                let article = row.get("id").cloned().unwrap_or_default();
                let mut holder = Record::new();
                holder.insert("wishes".into(), wishes);
                let of = Some(("article", &article));
                self.rows(&path, &holder, "wishes", "wish", of)?;
            }
        }
        Ok(())
    }

    fn photos(&mut self) -> Result<(), Failure> {
        for path in entries(&self.folder.join("photos"))? {
            if path.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let mut row = yaml(&path)?;
            let file = self.folder.join("photos").join(text(&row, "name"));
            let hash = self.bytes(&file, &row)?;
            if hash != text(&row, "hash") {
                // Another picture by now: its size is another one too.
                let bytes = fs::read(&file).map_err(|e| Failure::disk(&file, &e))?;
                if let Ok(found) = photo::inspect(&bytes) {
                    row.insert("width".into(), found.size.width.into());
                    row.insert("height".into(), found.size.height.into());
                }
                row.remove("guess");
                row.remove("likeness");
                row.insert("hash".into(), hash.into());
            }
            self.add(&path, "photo", &row)?;
        }
        Ok(())
    }

    fn attachments(&mut self) -> Result<(), Failure> {
        for path in entries(&self.folder.join("attachments"))? {
            if path.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let rows = yaml(&path)?.remove("attachments").unwrap_or_default();
            for row in rows.as_array().into_iter().flatten() {
                let mut row = row.as_object().cloned().unwrap_or_default();
                let file = path.with_extension("").join(text(&row, "name"));
                let hash = self.bytes(&file, &row)?;
                row.insert("hash".into(), hash.into());
                self.add(&path, "attachment", &row)?;
            }
        }
        Ok(())
    }

    /// The bytes of a file, or those of its hash where they had to lie elsewhere.
    fn bytes(&mut self, file: &Path, row: &Record) -> Result<String, Failure> {
        let hash = text(row, "hash");
        let kept = self.folder.join("kept").join("bytes").join(hash);
        let plain = is_plain(text(row, "name")) && file.is_file();
        let from = if plain { file } else { &kept };
        // A hash is letters and figures; anything else could lead out of the folder.
        let is_hash = hash.chars().all(|c| c.is_ascii_alphanumeric()) && !hash.is_empty();
        let stands = plain || (is_hash && kept.is_file());
        if !stands {
            return Err(Failure::new("pack.missing", "no such file").path(file));
        }
        let bytes = fs::read(from).map_err(|source| Failure::disk(from, &source))?;
        self.assembly.add_bytes(&bytes).map_err(Failure::from)
    }

    /// Comments, versions, seals and, when they fit, the steps.
    fn kept(&mut self, state: &str, whole: &Record) -> Result<Packed, Failure> {
        let comments = self.folder.join("comments.yaml");
        if comments.is_file() {
            let page = yaml(&comments)?;
            self.rows(&comments, &page, "comments", "comment", None)?;
        }
        let kept = self.folder.join("kept");
        for path in entries(&kept.join("bytes"))? {
            let bytes = fs::read(&path).map_err(|e| Failure::disk(&path, &e))?;
            self.assembly.add_bytes(&bytes).map_err(Failure::from)?;
        }
        self.lines("approval")?;
        let history_kept = self.assembly.state().map_err(Failure::from)? == state;
        for part in ["snapshot", "version", "version_row", "seal", "step"] {
            if part != "step" || history_kept {
                self.lines(part)?;
            }
        }
        // Identities are never given again, those of new articles apart.
        let top = self.folder.join("bantin.yaml");
        let used = self.assembly.records("given").map_err(Failure::from)?;
        for row in whole.get("given").and_then(Value::as_array).into_iter().flatten() {
            let Some(row) = row.as_object() else { continue };
            let mut row = row.clone();
            let now = used.iter().find(|known| known.get("name") == row.get("name"));
            let seen = now.map_or(0, |known| number(known, "seq"));
            row.insert("seq".into(), number(&row, "seq").max(seen).into());
            self.add(&top, "given", &row)?;
        }
        Ok(Packed { history_kept })
    }

    /// Adds the rows of a part that only Bantin reads, when there are any.
    fn lines(&mut self, part: &str) -> Result<(), Failure> {
        let path = self.folder.join("kept").join(format!("{part}.jsonl"));
        if !path.is_file() {
            return Ok(());
        }
        for line in read(&path)?.lines().filter(|line| !line.trim().is_empty()) {
            let row: Record = serde_json::from_str(line)
                .map_err(|error| Failure::new("pack.unreadable", error).path(&path))?;
            self.add(&path, part, &row)?;
        }
        Ok(())
    }

    /// Adds the rows of a list in a page, each with what the page says of all.
    fn rows(
        &mut self,
        path: &Path,
        page: &Record,
        name: &str,
        part: &str,
        of: Option<(&str, &Value)>,
    ) -> Result<(), Failure> {
        for row in page.get(name).and_then(Value::as_array).into_iter().flatten() {
            let refuse = || Failure::new("pack.unreadable", "no row").path(path);
            let mut row = row.as_object().cloned().ok_or_else(refuse)?;
            if let Some((column, value)) = of {
                row.insert(column.to_owned(), value.clone());
            }
            self.add(path, part, &row)?;
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, part: &str, row: &Record) -> Result<(), Failure> {
        self.assembly
            .add(part, row)
            .map_err(|error| Failure::new("pack.unfit", error).path(path))
    }
}

/// What lies in a folder, by name; nothing when there is none. Files that the system
/// puts into folders are passed over.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let disk = |source: std::io::Error| Failure::disk(folder, &source);
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()
        })
        .map_err(disk)?;
    paths.retain(|path| {
        path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'))
    });
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, Failure> {
    if !path.exists() {
        return Err(Failure::new("pack.missing", "no such file").path(path));
    }
    let bytes = fs::read(path).map_err(|source| Failure::disk(path, &source))?;
    String::from_utf8(bytes)
        .map_err(|error| Failure::new("pack.unreadable", error).path(path))
}

fn yaml(path: &Path) -> Result<Record, Failure> {
    mapping(path, &read(path)?)
}

fn mapping(path: &Path, text: &str) -> Result<Record, Failure> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    match intake::yaml(text) {
        Some(Value::Object(row)) => Ok(row),
        _ => Err(Failure::new("pack.unreadable", "no mapping").path(path)),
    }
}

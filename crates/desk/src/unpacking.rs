//! The whole bulletin as a folder of Markdown, YAML and photos: for archives and for
//! version control. `packing.rs` reads it; `docs/file-format.md` describes it.
//!
//! Everything that cannot be made again goes along, versions and history included.
//! What a person reads or changes is written for people; what only Bantin reads lies in
//! `kept/`, one line a row.

use crate::desk::Desk;
use crate::failure::Failure;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use store::Record;

/// Raised when the folder is written in another way than before.
pub(crate) const FORMAT: u32 = 1;

/// Everything of ours at the top of such a folder. Nothing else there is touched.
const OURS: [&str; 7] =
    ["bantin.yaml", "comments.yaml", "issues", "pool", "photos", "attachments", "kept"];

/// Text columns that say nothing when they are empty, and are then left out.
pub(crate) const QUIET: [&str; 15] = [
    "kicker",
    "title",
    "print_title",
    "web_title",
    "lead",
    "genre",
    "source",
    "caption",
    "credit",
    "alt",
    "rights",
    "consent",
    "taken",
    "place",
    "text",
];

/// Columns that hold lists, as JSON.
const LISTS: [&str; 4] = ["bylines", "tags", "related", "drafts"];

impl Desk {
    /// Writes the whole bulletin as a folder. One that was unpacked before is brought
    /// up to date; files in it that are none of Bantin's stay.
    ///
    /// # Errors
    ///
    /// `pack.foreign` when other files stand there; the folder is then as it was.
    pub fn unpack(&mut self, folder: &Path) -> Result<(), Failure> {
        self.save_typing()?;
        let disk = |source: std::io::Error| Failure::disk(folder, &source);
        if folder.exists() && !folder.join("bantin.yaml").is_file() {
            let mut entries = fs::read_dir(folder).map_err(disk)?;
            if entries.next().is_some() {
                return Err(Failure::new("pack.foreign", "not empty").path(folder));
            }
        }
        let made_here = !folder.exists();
        fs::create_dir_all(folder).map_err(disk)?;
        let written = tempfile::Builder::new()
            .prefix(".bantin-")
            .tempdir_in(folder)
            .map_err(disk)
            .and_then(|draft| {
                self.write_parts(draft.path())?;
                put(draft.path(), folder).map_err(disk)
            });
        if made_here && written.is_err() {
            // Only when it is still empty.
            let _ = fs::remove_dir(folder);
        }
        written
    }

    fn write_parts(&self, to: &Path) -> Result<(), Failure> {
        let store = &self.store;
        let fields = store.records("field")?;
        let of_issue = |rows: &[Record], id: &Value| -> Vec<Record> {
            rows.iter().filter(|row| row.get("issue") == Some(id)).cloned().collect()
        };
        let mut whole = format!("format: {FORMAT}\nstate: {}\n", json!(store.state()?));
        for row in store.records("bulletin")? {
            push_columns(&mut whole, &row, &["id"]);
        }
        push_rows(&mut whole, "fields", &of_issue(&fields, &Value::Null), &["issue"]);
        push_rows(&mut whole, "sections", &store.records("section")?, &[]);
        push_rows(&mut whole, "given", &store.records("given")?, &[]);
        write(to, "bantin.yaml", whole.as_bytes())?;

        let (plans, modules) = (store.records("plan")?, store.records("module")?);
        let (wishes, articles) = (store.records("wish")?, store.records("article")?);
        let approvals = store.records("approval")?;
        for issue in store.records("issue")? {
            let id = issue.get("id").cloned().unwrap_or_default();
            let mut page = String::new();
            push_columns(&mut page, &issue, &[]);
            push_rows(&mut page, "fields", &of_issue(&fields, &id), &["issue"]);
            let plan = of_issue(&plans, &id);
            let stands = |module: &&Record| {
                plan.iter().any(|plan| plan.get("id") == module.get("plan"))
            };
            let inside: Vec<Record> = modules.iter().filter(stands).cloned().collect();
            push_rows(&mut page, "plans", &plan, &["issue"]);
            push_rows(&mut page, "modules", &inside, &[]);
            push_rows(&mut page, "approvals", &of_issue(&approvals, &id), &["issue"]);
            let path = format!("issues/{}/issue.yaml", issue_folder(&issue));
            write(to, &path, page.as_bytes())?;
        }
        let issues: BTreeMap<i64, String> = store
            .records("issue")?
            .iter()
            .map(|issue| (number(issue, "id"), issue_folder(issue)))
            .collect();
        let mut uuids = BTreeMap::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut in_order: Vec<&Record> = articles.iter().collect();
        in_order.sort_by_key(|row| (number(row, "position"), number(row, "id")));
        for row in in_order {
            let issue = row.get("issue").and_then(Value::as_i64);
            let inside = match issue.and_then(|issue| issues.get(&issue)) {
                Some(folder) => format!("issues/{folder}"),
                None => "pool".to_owned(),
            };
            let place = places.entry(inside.clone()).or_default();
            *place += 1;
            let slug = vntext::slug(text(row, "title"));
            let slug: String = slug.chars().take(48).collect();
            let path = format!("{inside}/{place:03}-{}.md", slug.trim_matches('-'));
            let own: Vec<Record> = wishes
                .iter()
                .filter(|wish| wish.get("article") == row.get("id"))
                .cloned()
                .collect();
            write(to, &path, article(row, &own).as_bytes())?;
            uuids.insert(number(row, "id"), text(row, "uuid").to_owned());
        }
        self.write_files(to, &uuids)?;
        self.write_kept(to)
    }

    /// Photos and attached files, each with what is said of it beside it.
    fn write_files(
        &self,
        to: &Path,
        uuids: &BTreeMap<i64, String>,
    ) -> Result<(), Failure> {
        let store = &self.store;
        let mut written = BTreeSet::new();
        let mut taken = BTreeSet::new();
        let mut put = |path: String, hash: &str| -> Result<(), Failure> {
            let Some(bytes) = store.bytes_of(hash)? else { return Ok(()) };
            // Some disks know no difference between A and a.
            if !taken.insert(path.to_lowercase()) {
                return Ok(());
            }
            written.insert(hash.to_owned());
            write(to, &path, &bytes)
        };
        for photo in store.records("photo")? {
            let (name, hash) = (text(&photo, "name"), text(&photo, "hash"));
            let id = number(&photo, "id");
            let mut page = String::new();
            push_columns(&mut page, &photo, &[]);
            write(to, &format!("photos/{id:05}.yaml"), page.as_bytes())?;
            if is_plain(name) {
                put(format!("photos/{name}"), hash)?;
            }
        }
        let mut files: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for attachment in store.records("attachment")? {
            let Some(uuid) = uuids.get(&number(&attachment, "article")) else { continue };
            let name = text(&attachment, "name");
            if is_plain(name) {
                put(format!("attachments/{uuid}/{name}"), text(&attachment, "hash"))?;
            }
            files.entry(uuid.clone()).or_default().push(attachment);
        }
        for (uuid, rows) in files {
            let mut page = String::new();
            push_rows(&mut page, "attachments", &rows, &[]);
            write(to, &format!("attachments/{uuid}.yaml"), page.as_bytes())?;
        }
        for hash in store.hashes()? {
            if !written.contains(&hash) {
                let bytes = store.bytes_of(&hash)?.unwrap_or_default();
                write(to, &format!("kept/bytes/{hash}"), &bytes)?;
            }
        }
        Ok(())
    }

    /// Versions, seals, history: what only Bantin reads, one line a row.
    fn write_kept(&self, to: &Path) -> Result<(), Failure> {
        let comments = self.store.records("comment")?;
        if !comments.is_empty() {
            let mut page = String::new();
            push_rows(&mut page, "comments", &comments, &[]);
            write(to, "comments.yaml", page.as_bytes())?;
        }
        let issues = self.store.records("issue")?;
        for part in ["approval", "snapshot", "version", "version_row", "seal", "step"] {
            let mut rows = self.store.records(part)?;
            if part == "approval" {
                // The others stand with their issue; of these it is gone.
                let of = |row: &Record| number(row, "issue");
                rows.retain(|row| issues.iter().all(|i| number(i, "id") != of(row)));
            }
            if rows.is_empty() {
                continue;
            }
            let lines: String =
                rows.into_iter().map(|row| format!("{}\n", Value::Object(row))).collect();
            write(to, &format!("kept/{part}.jsonl"), lines.as_bytes())?;
        }
        Ok(())
    }
}

/// Front matter and text. The issue is that of the folder.
fn article(row: &Record, wishes: &[Record]) -> String {
    let mut out = "---\n".to_owned();
    push_columns(&mut out, row, &["issue", "text"]);
    push_rows(&mut out, "wishes", wishes, &["article"]);
    out.push_str("---\n");
    out.push_str(text(row, "text"));
    out.push('\n');
    out
}

/// `0009-so-12-2021-02-27`: in order of their making, and to be found by people.
fn issue_folder(issue: &Record) -> String {
    let plain: String = text(issue, "date")
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{:04}-so-{}-{plain}", number(issue, "id"), number(issue, "number"))
}

/// Whether a file may have this name on every disk, and is none of our pages.
pub(crate) fn is_plain(name: &str) -> bool {
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    letters
        && !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.to_ascii_lowercase().ends_with(".yaml")
}

/// Columns as `name: value`, one a line; what is not given is left out. JSON is YAML.
fn push_columns(out: &mut String, row: &Record, left_out: &[&str]) {
    for (name, value) in row {
        let is_quiet = value.as_str() == Some("") && QUIET.contains(&name.as_str());
        if left_out.contains(&name.as_str()) || value.is_null() || is_quiet {
            continue;
        }
        out.push_str(&format!("{name}: {}\n", shown(name, value)));
    }
}

/// Rows as a list, one a line; nothing when there are none.
fn push_rows(out: &mut String, name: &str, rows: &[Record], left_out: &[&str]) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("{name}:\n"));
    for row in rows {
        let mut row = row.clone();
        row.retain(|name, value| !left_out.contains(&name.as_str()) && !value.is_null());
        out.push_str(&format!("- {}\n", Value::Object(row)));
    }
}

/// A list that is one is shown as one.
fn shown(name: &str, value: &Value) -> String {
    if let Some(text) = value.as_str().filter(|_| LISTS.contains(&name))
        && let Ok(list) = serde_json::from_str::<Vec<String>>(text)
        && json!(list).to_string().as_str() == text
    {
        return text.to_owned();
    }
    value.to_string()
}

pub(crate) fn text<'a>(row: &'a Record, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn number(row: &Record, column: &str) -> i64 {
    row.get(column).and_then(Value::as_i64).unwrap_or_default()
}

fn write(to: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = to.join(name);
    let disk = |source: std::io::Error| Failure::disk(&path, &source);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(disk)?;
    }
    fs::write(&path, bytes).map_err(disk)
}

/// Exchanges what is ours in `folder` for what stands in `draft`.
fn put(draft: &Path, folder: &Path) -> std::io::Result<()> {
    let old = draft.join("old");
    fs::create_dir(&old)?;
    for name in OURS {
        let (from, to) = (draft.join(name), folder.join(name));
        if to.exists() {
            fs::rename(&to, old.join(name))?;
        }
        if from.exists() {
            fs::rename(&from, &to)?;
        }
    }
    Ok(())
}

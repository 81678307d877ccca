//! `SHA256SUMS`: the list of a package, and the record of what stands on a server.

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The list of a package, on both sides.
pub(crate) const RECORD: &str = "SHA256SUMS";
/// While a package is under way: everything that may stand on the server by now.
pub(crate) const UNDER_WAY: &str = "SHA256SUMS.part";
/// What is being sent, until it is whole.
pub(crate) const DRAFT: &str = ".bantin-upload";
/// A record without this file is of something else.
pub(crate) const OURS: &str = "bantin.json";

/// Paths and the sums they may have. A package has one for each path; a server may
/// hold either of several while an upload is under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sums(pub(crate) BTreeMap<String, BTreeSet<String>>);

impl Sums {
    /// Reads what `sha256sum` writes. Lines that are odd, and paths that lead out of
    /// the folder or to our own records, are left out.
    pub(crate) fn read(text: &str) -> Self {
        let mut sums = Self::default();
        for line in text.lines() {
            let Some((sum, path)) = line.split_once("  ") else { continue };
            let is_sum = sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit());
            if is_sum && is_inside(path) {
                sums.add(path, sum.to_lowercase());
            }
        }
        sums
    }

    fn add(&mut self, path: &str, sum: String) {
        self.0.entry(path.to_owned()).or_default().insert(sum);
    }

    /// This and the other together.
    pub(crate) fn with(&self, other: &Self) -> Self {
        let mut all = self.clone();
        for (path, sums) in &other.0 {
            all.0.entry(path.clone()).or_default().extend(sums.iter().cloned());
        }
        all
    }

    /// Takes in the list of a package in a folder below, and that list itself.
    pub(crate) fn below(&mut self, folder: &str, sums: &Self, text: &str) {
        for (path, sums) in &sums.0 {
            let all = self.0.entry(format!("{folder}/{path}")).or_default();
            all.extend(sums.iter().cloned());
        }
        self.add(&format!("{folder}/{RECORD}"), sum(text.as_bytes()));
    }

    /// Whether it lists a package of ours.
    pub(crate) fn is_ours(&self) -> bool {
        self.0.contains_key(OURS)
    }

    /// Whether it lists a site with packages of issues in it.
    pub(crate) fn is_site(&self) -> bool {
        let is_of_issue = |path: &String| {
            path.strip_suffix(OURS).is_some_and(|rest| rest.ends_with('/'))
        };
        self.is_ours() && self.0.keys().any(is_of_issue)
    }

    pub(crate) fn write(&self) -> String {
        let lines = self.0.iter().flat_map(|(path, sums)| {
            sums.iter().map(move |sum| format!("{sum}  {path}\n"))
        });
        lines.collect()
    }
}

/// The SHA-256 of bytes, in small hexadecimal figures.
pub(crate) fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a path stays in its folder on every system, and is none of our records.
fn is_inside(path: &str) -> bool {
    // A colon names a drive or a stream on Windows.
    let is_plain = |c: char| !c.is_control() && !matches!(c, '\\' | ':');
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    path.len() <= 1024
        && path.chars().all(is_plain)
        && path.split('/').all(is_part)
        && ![RECORD, UNDER_WAY, DRAFT].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUM: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn paths_that_lead_elsewhere_are_no_paths() {
        for path in [
            "../x",
            "a/../x",
            "/etc/x",
            "a//x",
            "./x",
            "a/.",
            "",
            "C:x",
            "a\\..\\x",
            "a\u{7}",
            "SHA256SUMS",
            "SHA256SUMS.part",
            ".bantin-upload",
        ] {
            assert_eq!(
                Sums::read(&format!("{SUM}  {path}\n")),
                Sums::default(),
                "{path}"
            );
        }
        let sums = Sums::read(&format!("{SUM}  ảnh/đẹp quá.jpg\r\n"));
        assert_eq!(sums.0.len(), 1);
    }

    #[test]
    fn odd_lines_are_left_out() {
        for text in ["x", "abc  x", &format!("{SUM} x"), &format!("{}g  x", &SUM[1..])] {
            assert_eq!(Sums::read(text), Sums::default(), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = format!("{SUM}  a/b.html\n{SUM}  c.html\n");
        assert_eq!(Sums::read(&text).write(), text);
        assert_eq!(sum(b""), SUM);
    }

    #[test]
    fn either_of_two_sums_may_stand_there() {
        let other = SUM.replace('e', "f");
        let both = Sums::read(&format!("{SUM}  a\n"))
            .with(&Sums::read(&format!("{other}  a\n")));
        assert_eq!(both.0["a"].len(), 2);
        assert_eq!(Sums::read(&both.write()), both);
    }
}

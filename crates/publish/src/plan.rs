//! What would change on the server.

use crate::failure::PublishError;
use crate::package::Package;
use crate::remote::Remote;
use crate::sums::{RECORD, Sums, UNDER_WAY};
use std::collections::BTreeSet;

/// No list of ours is longer, in bytes.
const LONGEST_RECORD: u64 = 16 << 20;

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// From the folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// It stands there in another state; else it is new.
    pub replaces: bool,
    pub(crate) at: usize,
}

/// What would change on the server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files to send, in the order they go.
    pub send: Vec<Sending>,
    /// Files to remove: those that an earlier package put there and this one has not.
    pub remove: Vec<String>,
    /// How many files stand there as they should.
    pub same: usize,
    /// An earlier upload was interrupted, and this one goes on.
    pub resumes: bool,
    /// Everything that may stand there once this is under way.
    pub(crate) under_way: Sums,
    pub(crate) record_is_new: bool,
}

impl Plan {
    /// Bytes to send.
    pub fn bytes(&self) -> u64 {
        self.send.iter().map(|file| file.size).sum()
    }

    /// Whether everything stands there already.
    pub fn is_empty(&self) -> bool {
        self.send.is_empty() && self.remove.is_empty() && !self.record_is_new
    }
}

/// Compares the package with the record on the server. Reads there and writes nothing.
pub(crate) fn plan(
    package: &Package,
    remote: &mut dyn Remote,
    may_replace: bool,
    address: &str,
    checking: &mut dyn FnMut(&str) -> Result<(), PublishError>,
) -> Result<Plan, PublishError> {
    let record = read(remote, RECORD)?;
    let interrupted = read(remote, UNDER_WAY)?;
    let old = record.as_deref().map(Sums::read).unwrap_or_default();
    let part = interrupted.as_deref().map(Sums::read).unwrap_or_default();
    if !old.is_ours() && !part.is_ours() && !may_replace {
        let is_taken = record.is_some() || remote.size("index.html")?.is_some();
        if is_taken {
            return Err(PublishError::Occupied { address: address.to_owned() });
        }
    }
    // One issue in the place of a site would take every other issue away.
    if old.is_site() && !package.sums.is_site() && !may_replace {
        return Err(PublishError::Site { address: address.to_owned() });
    }
    // A record of somebody else says nothing about what we may remove.
    let old = if old.is_ours() { old } else { Sums::default() };
    let part = if part.is_ours() { part } else { Sums::default() };
    let there = old.with(&part);

    let mut plan = Plan {
        resumes: !part.0.is_empty(),
        under_way: there.with(&package.sums),
        record_is_new: record.as_deref() != Some(&package.record)
            || interrupted.is_some(),
        ..Plan::default()
    };
    for (at, file) in package.files.iter().enumerate() {
        let only = BTreeSet::from([file.sum.clone()]);
        // The record says what stands there, unless what was under way says otherwise.
        let is_recorded = old.0.get(&file.path) == Some(&only)
            && there.0.get(&file.path) == Some(&only);
        let stands = if is_recorded {
            true
        } else if there.0.get(&file.path).is_some_and(|sums| sums.contains(&file.sum)) {
            checking(&file.path)?;
            remote.holds(&file.path, file.size, &file.sum)?
        } else {
            false
        };
        if stands {
            plan.same += 1;
        } else {
            let (path, size) = (file.path.clone(), file.size);
            let replaces = old.0.contains_key(&path);
            plan.send.push(Sending { path, size, replaces, at });
        }
    }
    plan.send.sort_by(|a, b| (turn(&a.path), &a.path).cmp(&(turn(&b.path), &b.path)));
    plan.remove =
        there.0.into_keys().filter(|path| !package.sums.0.contains_key(path)).collect();
    Ok(plan)
}

fn read(remote: &mut dyn Remote, path: &str) -> Result<Option<String>, PublishError> {
    let bytes = remote.read(path, LONGEST_RECORD)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// Pictures and styles before the pages that show them, the front page after those it
/// leads to, then the feeds that name pages.
fn turn(path: &str) -> u8 {
    let is_page = path.ends_with(".html");
    match path {
        "index.html" => 2,
        "rss.xml" | "atom.xml" | "feed.json" | "sitemap.xml" => 3,
        _ => u8::from(is_page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_go_before_pages_and_pages_before_feeds() {
        let mut paths = ["rss.xml", "index.html", "bai/a.html", "anh/b.jpg", "ma/app.js"];
        paths.sort_by_key(|path| (turn(path), *path));
        assert_eq!(
            paths,
            ["anh/b.jpg", "ma/app.js", "bai/a.html", "index.html", "rss.xml"]
        );
    }
}

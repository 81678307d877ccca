//! What is pasted into a text: cleaned as an imported page is, its pictures copied in.
//!
//! Words of the clipboard go back to whoever asked; only pictures go into the bulletin
//! here, as one step. Nothing is fetched: a picture that lies on somebody's server is told
//! and left out.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::foreign::guarded;
use crate::importing::{ReportItem, add, percent_decoded, take_out};
use crate::joining::Library;
use crate::reading::{ReadPhoto, load};
use crate::words;
use document::body::{self, Body};
use document::{Lang, PhotoId};
use intake::{Choices, Draft, Offer, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use store::{Changes, Op};

/// A piece of text from the clipboard.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pasted {
    /// The text, its figures leading to photos of the bulletin.
    pub body: Body,
    /// What became of its parts.
    pub items: Vec<ReportItem>,
    /// Pictures copied into the bulletin.
    pub pictures: usize,
    /// Old encodings found in it. While a person is asked about them nothing has come in.
    pub offers: Vec<Offer>,
}

impl Pasted {
    /// One line on what a person would otherwise not notice; nothing about words that
    /// came as they were.
    pub fn line(&self, lang: Lang) -> Option<String> {
        let say = |code, values: &[(&'static str, String)]| {
            words::sentence(lang, "notice", code, values)
        };
        let mut lines = Vec::new();
        if self.pictures > 0 {
            lines.push(say("paste.pictures", &[("count", self.pictures.to_string())]));
        }
        if let Some(offer) = self.offers.iter().find(|offer| offer.accepted) {
            let encoding = offer.encoding.name().to_owned();
            lines.push(say("paste.converted", &[("encoding", encoding)]));
        }
        let mut dropped: Vec<String> = Vec::new();
        for item in self.items.iter().filter(|own| own.outcome == "dropped") {
            let reason = crate::reason(lang, &item.reason);
            if !dropped.contains(&reason) {
                dropped.push(reason);
            }
        }
        if !dropped.is_empty() {
            lines.push(say("paste.dropped", &[("reasons", dropped.join("; "))]));
        }
        (!lines.is_empty()).then(|| lines.join(" "))
    }
}

impl Desk {
    /// Makes text of the bulletin of what a clipboard holds as HTML.
    ///
    /// Text in an old encoding is converted or kept as `convert` says. Where it says
    /// nothing, such text does not come in: [`Pasted::offers`] shows how it would read.
    pub fn paste(
        &mut self,
        html: &str,
        convert: Option<bool>,
    ) -> Result<(Pasted, Changes), Failure> {
        let convert_legacy = convert == Some(true);
        let choices = Choices { convert_legacy, split: false };
        let broken = || Failure::new("paste.unreadable", "the reader gave up");
        let mut draft = guarded(|| intake::piece(html, &choices)).ok_or_else(broken)?;
        let offers = std::mem::take(&mut draft.offers);
        if convert.is_none() && !offers.is_empty() {
            return Ok((Pasted { offers, ..Pasted::default() }, Changes::default()));
        }
        let mut text = body::parse(&draft.text).0;
        let (photos, mut lost) = pictures(&mut draft);
        let mut found: BTreeMap<String, PhotoId> = BTreeMap::new();
        let mut changes = Changes::default();
        let pictures = photos.len();
        if !photos.is_empty() {
            let placed = self.edit(Op::Import, |edit| {
                let mut library = Library::default();
                for (src, photo) in photos {
                    let (id, _) = add(edit, &photo)?;
                    library.learn(edit, id, &photo.source)?;
                    found.insert(src, id);
                }
                let mut failed = None;
                body::edit_figures(&mut text, &mut |figure| {
                    if let Some(id) = found.get(&figure.src)
                        && let Err(error) = library.place(edit, *id, figure)
                    {
                        failed = Some(error);
                    }
                });
                failed.map_or(Ok(()), Err)
            })?;
            changes = placed.1;
            self.make_ready(&found.into_values().collect::<Vec<_>>());
        }
        let gone: BTreeSet<String> = lost.iter().map(|own| own.text.clone()).collect();
        take_out(&mut text, &|src| gone.contains(src));
        let mut items: Vec<ReportItem> = draft
            .report
            .iter()
            .map(|item| told(item.kind, item.outcome, item.reason, &item.text))
            .collect();
        items.append(&mut lost);
        Ok((Pasted { body: text, items, pictures, offers }, changes))
    }
}

fn told(kind: &str, outcome: Outcome, reason: &str, text: &str) -> ReportItem {
    ReportItem {
        source: String::new(),
        kind: kind.to_owned(),
        outcome: outcome.as_str(),
        reason: reason.to_owned(),
        text: text.to_owned(),
    }
}

/// The pictures of a piece by their address, and those that cannot be had.
fn pictures(draft: &mut Draft) -> (Vec<(String, ReadPhoto)>, Vec<ReportItem>) {
    let mut within: BTreeMap<String, Vec<u8>> = std::mem::take(&mut draft.embedded)
        .into_iter()
        .map(|own| (own.name, own.bytes))
        .collect();
    let (mut photos, mut lost) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for picture in &draft.pictures {
        let src = &picture.src;
        // Photos of the bulletin itself were copied from one story to another.
        if src.is_empty() || src.starts_with("media/") || !seen.insert(src.clone()) {
            continue;
        }
        let bytes = match within.remove(src) {
            Some(bytes) => Ok(bytes),
            None => local(src).and_then(|path| load(&path).map_err(|_| "photo.missing")),
        };
        let read = bytes.and_then(|bytes| {
            let source = src.rsplit(['/', '\\']).next().unwrap_or(src).to_owned();
            ReadPhoto::new(source, bytes).map_err(|(code, _)| code)
        });
        match read {
            Ok(photo) => photos.push((src.clone(), photo)),
            Err(reason) => lost.push(told("picture", Outcome::Dropped, reason, src)),
        }
    }
    (photos, lost)
}

/// The file that a word processor put beside the clipboard: `file:///C:/…/image001.png`.
fn local(src: &str) -> Result<PathBuf, &'static str> {
    let path = src.strip_prefix("file://").ok_or("picture.remote")?;
    let path = percent_decoded(path.strip_prefix("localhost").unwrap_or(path));
    // A share of another machine would be a request over the network, with the name of
    // who asks: `file://server/share`, or two slashes where Windows reads a path.
    if !path.starts_with('/') {
        return Err("picture.remote");
    }
    let within = path.trim_start_matches(['/', '\\']);
    let drive = within.get(1..2) == Some(":");
    Ok(PathBuf::from(if drive { within.to_owned() } else { format!("/{within}") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_this_machine_are_read() {
        let check = |src: &str, expected: Result<&str, &'static str>| {
            assert_eq!(local(src), expected.map(PathBuf::from), "{src}");
        };
        check("file:///tmp/%E1%BA%A3nh%201.png", Ok("/tmp/ảnh 1.png"));
        check("file:///C:/Temp/image001.png", Ok("C:/Temp/image001.png"));
        check("file://localhost/tmp/a.png", Ok("/tmp/a.png"));
        check(
            "file:////Users/lan/TemporaryItems/a.png",
            Ok("/Users/lan/TemporaryItems/a.png"),
        );
        check("file://server/share/a.png", Err("picture.remote"));
        check("file:////server/share/a.png", Ok("/server/share/a.png"));
        check("file:///%5C%5Cserver/share/a.png", Ok("/server/share/a.png"));
        check("file://///C:/a.png", Ok("C:/a.png"));
        check("https://a.vn/a.png", Err("picture.remote"));
        check("/uploads/a.png", Err("picture.remote"));
    }
}

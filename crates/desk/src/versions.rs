//! Versions of the current issue: named ones, those Bantin makes by itself, going back.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::fields::FieldScope;
use crate::{clock, words};
use document::{Article, ArticleId, IssueId, Lang, body};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};
use store::{Cause, Changes, Op, Restored, Version};

/// A piece of a text that was compared with an older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// Its words, with the spaces between and after them.
    pub text: String,
}

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// It is in both.
    Same,
    /// It is only in the newer text.
    Added,
    /// It is only in the older text.
    Removed,
}

/// An article in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The article.
    pub article: ArticleId,
    /// Its title, the newer one when there is one.
    pub title: String,
    /// Title, lead and text, piece by piece.
    pub pieces: Vec<Piece>,
    /// Words that were added.
    pub added: usize,
    /// Words that were removed.
    pub removed: usize,
}

/// A field of masthead, imprint or issue that two versions say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// Name used on the command line.
    pub key: String,
    /// What a person reads.
    pub label: String,
    /// Whether it belongs to the series, which going back leaves alone.
    pub scope: FieldScope,
    /// What the older one says; may be empty.
    pub was: String,
    /// What the newer one says; may be empty.
    pub is: String,
}

impl Desk {
    /// The fields that a version says differently from now, or from `newer`.
    pub fn changed_fields(
        &mut self,
        version: i64,
        newer: Option<i64>,
        lang: Lang,
    ) -> Result<Vec<ChangedField>, Failure> {
        self.save_typing()?;
        let read = |version| -> Result<BTreeMap<(bool, String), String>, Failure> {
            let fields = self.store.version_fields(version)?.into_iter();
            Ok(fields.map(|(key, of_issue, value)| ((of_issue, key), value)).collect())
        };
        let was = read(version)?;
        let is = match newer {
            Some(newer) => read(newer)?,
            None => {
                let issue = self.store.version(version)?.issue;
                let Ok(issue) = self.store.issue(issue) else { return Ok(Vec::new()) };
                let fields = self.fields_of(Some(issue), lang)?.into_iter();
                let named = fields
                    .map(|f| ((f.scope == FieldScope::Issue, f.key), f.value))
                    .filter(|(_, value)| !value.is_empty());
                named.collect()
            }
        };
        let keys: BTreeSet<&(bool, String)> = was.keys().chain(is.keys()).collect();
        let text =
            |of: &BTreeMap<_, String>, key| of.get(key).cloned().unwrap_or_default();
        let changed = keys.into_iter().filter_map(|key| {
            let (was, is) = (text(&was, key), text(&is, key));
            (was != is).then(|| ChangedField {
                label: words::word(lang, "field", &key.1),
                scope: if key.0 { FieldScope::Issue } else { FieldScope::Series },
                key: key.1.clone(),
                was,
                is,
            })
        });
        Ok(changed.collect())
    }

    /// The versions of the current issue, oldest first.
    pub fn versions(&self) -> Result<Vec<Version>, Failure> {
        match self.issue {
            Some(issue) => Ok(self.store.versions(Some(issue))?),
            None => Ok(Vec::new()),
        }
    }

    /// The articles of a version, in reading order.
    pub fn version_articles(&self, version: i64) -> Result<Vec<Article>, Failure> {
        Ok(self.store.version_articles(version)?)
    }

    /// What the content of the current issue comes to now; empty without an issue.
    pub fn content_digest(&mut self) -> Result<String, Failure> {
        self.save_typing()?;
        match self.issue {
            Some(issue) => Ok(self.store.digest(issue)?),
            None => Ok(String::new()),
        }
    }

    /// What a version is called: its name, or why it was made.
    pub fn version_name(version: &Version, lang: Lang) -> String {
        match version.name.as_str() {
            "" => words::word(lang, "version", version.cause.as_str()),
            name => name.to_owned(),
        }
    }

    /// When a version was made, as people tell it: `14:02`, with its day before today.
    pub fn version_time(version: &Version) -> String {
        clock::told(version.at)
    }

    /// Keeps the current issue as it stands under a name.
    pub fn take_version(&mut self, name: &str) -> Result<Version, Failure> {
        self.keep(name.trim(), Cause::Named)
    }

    /// Keeps the current issue before something large happens to it. A bulletin that
    /// is only read, or has no issue, has nothing to keep.
    pub(crate) fn keep_before(&mut self, cause: Cause) -> Result<(), Failure> {
        if self.issue.is_some() && self.is_writable() {
            self.keep("", cause)?;
        }
        Ok(())
    }

    pub(crate) fn keep(&mut self, name: &str, cause: Cause) -> Result<Version, Failure> {
        let issue = self.current()?;
        self.save_typing()?;
        self.may_write()?;
        Ok(self.store.take_version(issue, name, cause, clock::now())?)
    }

    /// Makes the current issue, or one article of it, again what it was in a version.
    /// What it is now is kept first, as a version of its own.
    pub fn restore(
        &mut self,
        version: i64,
        article: Option<ArticleId>,
    ) -> Result<(Restored, Changes), Failure> {
        let issue = self.store.version(version)?.issue;
        if self.issues()?.iter().any(|known| known.id == issue) {
            self.issue = Some(issue);
            self.keep_before(Cause::Restore)?;
        }
        let restored = self.edit(Op::Restore, |edit| match article {
            Some(article) => {
                edit.restore_article(version, article).map(|()| Restored::default())
            }
            None => edit.restore_issue(version),
        })?;
        self.issue = Some(issue);
        Ok(restored)
    }

    /// What became of the articles of a version since, or until `newer`. Articles that
    /// did not change are left out.
    pub fn compare(
        &mut self,
        version: i64,
        newer: Option<i64>,
    ) -> Result<Vec<Compared>, Failure> {
        self.save_typing()?;
        let issue = self.store.version(version)?.issue;
        let old = self.store.version_articles(version)?;
        let new = match newer {
            Some(newer) => self.store.version_articles(newer)?,
            None => self.articles_of(issue)?,
        };
        Ok(compared(&old, &new))
    }

    fn articles_of(&self, issue: IssueId) -> Result<Vec<Article>, Failure> {
        let heads = self.store.outline(Some(issue))?;
        heads.into_iter().map(|head| Ok(self.store.article(head.id)?)).collect()
    }
}

/// The articles that differ, in the newer order; those that are gone come last.
pub(crate) fn compared(old: &[Article], new: &[Article]) -> Vec<Compared> {
    let kept: BTreeSet<ArticleId> = new.iter().map(|article| article.id).collect();
    let before = |id: ArticleId| old.iter().find(|article| article.id == id);
    let changed = new.iter().map(|article| (before(article.id), Some(article)));
    let gone = old.iter().filter(|article| !kept.contains(&article.id));
    changed
        .chain(gone.map(|article| (Some(article), None)))
        .filter_map(|(old, new)| {
            let shown = new.or(old)?;
            let pieces = pieces(&whole(old), &whole(new));
            let count = |kind| {
                let of_kind = pieces.iter().filter(|piece| piece.kind == kind);
                of_kind.map(|piece| vntext::words(&piece.text)).sum::<usize>()
            };
            let (added, removed) = (count(PieceKind::Added), count(PieceKind::Removed));
            let differs = pieces.iter().any(|piece| piece.kind != PieceKind::Same);
            differs.then(|| Compared {
                article: shown.id,
                title: shown.title.clone(),
                added,
                removed,
                pieces,
            })
        })
        .collect()
}

/// What a reader reads of an article, without its markup: headlines, lead, text, then
/// what its figures say.
fn whole(article: Option<&Article>) -> String {
    let Some(article) = article else { return String::new() };
    let lead = body::plain_text(&body::parse_inline(&article.lead));
    let mut parts = vec![article.kicker.clone(), article.title.clone(), lead];
    parts.extend(body::paragraphs(&article.body));
    let mut figures = article.body.clone();
    body::edit_figures(&mut figures, &mut |figure| {
        parts.push(body::plain_text(&figure.caption));
        parts.push(figure.credit().to_owned());
        parts.push(figure.alt.clone());
    });
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n\n")
}

/// The newer text and, where it differs, the older one, word by word.
pub(crate) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (split(old), split(new));
    let mut pieces = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let ops = capture_diff_slices(Algorithm::Patience, &old, &new);
    for (place, op) in ops.iter().enumerate() {
        let (was, is) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if op.tag() != DiffTag::Equal {
            removed.push_str(&was);
            added.push_str(&is);
            continue;
        }
        // A lone space between two changes would tear them into single words.
        let is_within =
            place + 1 < ops.len() && !(removed.is_empty() && added.is_empty());
        if is_within && is.trim().is_empty() {
            removed.push_str(&was);
            added.push_str(&is);
            continue;
        }
        change(&mut pieces, &mut removed, &mut added);
        pieces.push(Piece { kind: PieceKind::Same, text: is });
    }
    change(&mut pieces, &mut removed, &mut added);
    pieces
}

/// Ends a change: what was there before what is there.
fn change(pieces: &mut Vec<Piece>, removed: &mut String, added: &mut String) {
    for (kind, text) in [(PieceKind::Removed, removed), (PieceKind::Added, added)] {
        if !text.is_empty() {
            pieces.push(Piece { kind, text: std::mem::take(text) });
        }
    }
}

/// Words, the spaces between them and the marks, each for itself.
fn split(text: &str) -> Vec<&str> {
    let kind = |c: char| (c.is_alphanumeric(), c.is_whitespace());
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| last != kind(c)) {
            parts.push(&text[start..at]);
            start = at;
        }
        last = Some(kind(c));
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let found = pieces(old, new);
        let marked: String = found
            .iter()
            .map(|piece| match piece.kind {
                PieceKind::Same => piece.text.clone(),
                PieceKind::Added => format!("[+{}]", piece.text),
                PieceKind::Removed => format!("[-{}]", piece.text),
            })
            .collect();
        assert_eq!(marked, expected);
        let side = |left_out| -> String {
            let kept = found.iter().filter(|piece| piece.kind != left_out);
            kept.map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!(side(PieceKind::Removed), new, "nothing is lost");
        assert_eq!(side(PieceKind::Added), old, "nothing is lost");
    }

    #[test]
    fn words_added_and_removed_are_told_apart() {
        check("Hai bên ký kết.", "Hai bên ký kết.", "Hai bên ký kết.");
        check("Hai bên ký kết.", "Hai bên đã ký kết.", "Hai bên [+đã ]ký kết.");
        check("Ba bên\nký kết.", "Hai bên\nký.", "[-Ba][+Hai] bên\nký[- kết].");
        check("Một hai ba bốn.", "Năm sáu ba bốn.", "[-Một hai][+Năm sáu] ba bốn.");
        check("", "Mới.", "[+Mới.]");
        check("Cũ.", "", "[-Cũ.]");
    }
}

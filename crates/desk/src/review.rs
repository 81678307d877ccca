//! The review copy: giving it out, taking back what reviewers say, and finding the
//! passage each comment is about.

use crate::clock;
use crate::desk::Desk;
use crate::export::{Follow, web_failure};
use crate::failure::Failure;
use crate::output::Output;
use document::passage::{Found, locate, passages};
use document::{ArticleId, Cancelled, Edition, Lang, Progress};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Cause, Changes, Comment, Op, Timestamp};

/// Nobody writes more in a review than this, in bytes.
const LARGEST: u64 = 16 << 20;

/// What a reviewer said, and where that passage is by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    /// Its row.
    pub id: i64,
    /// The article.
    pub article: ArticleId,
    /// Its title by now, or the words that were remarked on when it is gone.
    pub title: String,
    /// Where the passage is by now among those of the article.
    pub place: Place,
    /// The words of the passage when it was read.
    pub quote: String,
    /// Who said it.
    pub reviewer: String,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was dealt with.
    pub settled: bool,
}

/// Where a passage is by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Unchanged, the how-manyeth passage it is.
    Same(usize),
    /// Changed since it was read: its place and its words by now.
    Changed(usize, String),
    /// No longer in the article, or the article is no longer in the issue.
    Gone,
}

impl Place {
    /// `same`, `changed` or `gone`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Same(_) => "same",
            Self::Changed(..) => "changed",
            Self::Gone => "gone",
        }
    }

    /// The number of the passage, when it is there.
    pub fn passage(&self) -> Option<usize> {
        match self {
            Self::Same(at) | Self::Changed(at, _) => Some(*at),
            Self::Gone => None,
        }
    }
}

/// What came in from a reviewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Who it is from.
    pub reviewer: String,
    /// Comments that were not here yet.
    pub new: usize,
    /// Comments that were here already.
    pub known: usize,
    /// Of the new ones, those whose passage was changed since.
    pub changed: usize,
    /// Of the new ones, those whose passage is no longer there.
    pub gone: usize,
    /// Whether the reviewer approved what was read; `Some(false)` when the issue was
    /// changed since, so that the approval does not stand.
    pub approved: Option<bool>,
}

impl TakenIn {
    /// What came in, in one or two sentences.
    pub fn told(&self, lang: Lang) -> String {
        let count = |number: usize| number.to_string();
        let values = [
            ("name", self.reviewer.clone()),
            ("new", count(self.new)),
            ("known", count(self.known)),
            ("changed", count(self.changed)),
            ("gone", count(self.gone)),
        ];
        let first = if self.new > 0 { "review.taken" } else { "review.nothing_new" };
        let mut said = vec![crate::notice(lang, first, &values)];
        for (number, code) in [
            (self.known, "review.known"),
            (self.changed, "review.moved"),
            (self.gone, "review.lost"),
        ] {
            if number > 0 {
                said.push(crate::notice(lang, code, &values));
            }
        }
        match self.approved {
            Some(true) => said.push(crate::notice(lang, "review.approves", &values)),
            Some(false) => {
                said.push(crate::notice(lang, "review.approved_older", &values));
            }
            None => {}
        }
        said.join(" ")
    }
}

/// The file a review copy saves: see `crates/web/assets/review.js`.
#[derive(Debug, Deserialize)]
struct Saved {
    bantin: String,
    version: u32,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    reviewer: String,
    #[serde(default)]
    approves: Option<i64>,
    #[serde(default)]
    comments: Vec<SavedComment>,
    #[serde(default)]
    issue: Option<u32>,
    #[serde(default)]
    date: String,
}

#[derive(Debug, Deserialize)]
struct SavedComment {
    id: String,
    article: String,
    passage: u32,
    #[serde(default)]
    quote: String,
    text: String,
    #[serde(default)]
    at: i64,
}

impl Desk {
    /// Writes the review copy of the current issue into a folder: `review.html`, one
    /// page that needs nothing else, and `proof.pdf`. What stood there under these
    /// names is replaced.
    pub fn review_copy(
        &mut self,
        folder: &Path,
        lang: Lang,
        follow: &dyn Follow,
    ) -> Result<Vec<PathBuf>, Failure> {
        let issue = self.current()?;
        let proof = self.export_quietly(&[Output::Proof], folder)?;
        let mut files = proof.run(follow)?.files;
        let digest = self.store.digest(issue)?;
        let edition = self.edition()?;
        let reviewed = web::Reviewed { digest, lang: Some(lang) };
        let page =
            web::review(&edition, self.pictures.as_ref(), &reviewed, &Steps(follow))
                .map_err(|error| web_failure(&edition.bulletin.design, error))?;
        let path = folder.join("review.html");
        let disk = |source: std::io::Error| Failure::disk(&path, &source);
        let draft = tempfile::Builder::new().prefix(".bantin-").tempdir_in(folder);
        let draft = draft.map_err(disk)?;
        let written = draft.path().join("review.html");
        fs::write(&written, page)
            .and_then(|()| fs::rename(&written, &path))
            .map_err(disk)?;
        files.push(path);
        Ok(files)
    }

    /// Takes in what a reviewer saved: comments that are not here yet, and the approval
    /// when one was given. One step.
    ///
    /// # Errors
    ///
    /// `review.unreadable` when the file is none that a review copy saves,
    /// `review.elsewhere` when it is about another bulletin or issue.
    pub fn take_review(&mut self, path: &Path) -> Result<(TakenIn, Changes), Failure> {
        let issue =
            self.issue()?.ok_or_else(|| Failure::new("issue.none", "no issue"))?;
        let saved = read(path)?;
        let is_its = saved.issue.is_none_or(|number| number == issue.number)
            && (saved.date.is_empty() || saved.date == issue.date.to_string());
        let known_articles = saved
            .comments
            .iter()
            .filter_map(|comment| comment.article.parse().ok())
            .any(|article| self.store.issue_of(article).is_ok());
        // A copy without comments names no article; its number and day have to do.
        let is_ours = known_articles || (is_its && saved.comments.is_empty());
        if !is_ours {
            return Err(Failure::new("review.elsewhere", "another issue").path(path));
        }
        let reviewer = saved.reviewer.trim().to_owned();
        let comments: Vec<Comment> = saved
            .comments
            .iter()
            .filter_map(|comment| {
                Some(Comment {
                    id: 0,
                    uuid: comment.id.clone(),
                    article: comment.article.parse().ok()?,
                    paragraph: comment.passage,
                    quote: comment.quote.clone(),
                    name: reviewer.clone(),
                    text: comment.text.trim().to_owned(),
                    at: Timestamp::from_unix(comment.at),
                    settled: false,
                })
            })
            .filter(|comment| !comment.text.is_empty())
            .collect();
        let mut taken = TakenIn { reviewer: reviewer.clone(), ..TakenIn::default() };
        let approval = saved.approves.filter(|_| !reviewer.is_empty());
        let digest = saved.digest;
        let is_new_approval = approval.is_some_and(|at| {
            self.store.approvals(issue.id).is_ok_and(|known| {
                !known.iter().any(|a| a.name == reviewer && a.at.as_unix() == at)
            })
        });
        if is_new_approval {
            if digest == self.content_digest()? {
                self.keep(&reviewer, Cause::Approval)?;
            }
            taken.approved = Some(digest == self.store.digest(issue.id)?);
        }
        let (new, changes) = self.edit(Op::Comment, |edit| {
            if let Some(at) = approval.filter(|_| is_new_approval) {
                let at = Timestamp::from_unix(at);
                edit.add_approval(issue.id, &reviewer, at, &digest)?;
            }
            let mut new = Vec::new();
            for comment in &comments {
                if edit.add_comment(comment)? {
                    new.push(comment.uuid.clone());
                }
            }
            Ok(new)
        })?;
        taken.new = new.len();
        taken.known = comments.len() - new.len();
        for comment in comments.iter().filter(|comment| new.contains(&comment.uuid)) {
            match self.place_of(comment)? {
                Place::Same(_) => {}
                Place::Changed(..) => taken.changed += 1,
                Place::Gone => taken.gone += 1,
            }
        }
        Ok((taken, changes))
    }

    /// What was said of the current issue, in the order of its articles and passages;
    /// what is about articles that left the issue comes last.
    pub fn comments(&mut self) -> Result<Vec<Remarked>, Failure> {
        if self.issue.is_none() {
            return Ok(Vec::new());
        }
        self.save_typing()?;
        let edition = self.edition()?;
        let mut all = Vec::new();
        for comment in self.store.comments_of(edition.issue.id)? {
            let place = place(&edition, &comment);
            let article = edition.articles.iter().position(|a| a.id == comment.article);
            let title = article.map(|at| edition.articles[at].title.clone());
            let order = (article.unwrap_or(usize::MAX), place.passage(), comment.at);
            all.push((
                order,
                Remarked {
                    id: comment.id,
                    article: comment.article,
                    title: title.unwrap_or_default(),
                    place,
                    quote: comment.quote,
                    reviewer: comment.name,
                    text: comment.text,
                    at: comment.at,
                    settled: comment.settled,
                },
            ));
        }
        all.sort_by_key(|(order, remarked)| (*order, remarked.id));
        Ok(all.into_iter().map(|(_, remarked)| remarked).collect())
    }

    /// Says whether a comment was dealt with. Undoable.
    pub fn settle_comment(&mut self, id: i64, settled: bool) -> Result<Changes, Failure> {
        Ok(self.edit(Op::Comment, |edit| edit.settle_comment(id, settled))?.1)
    }

    fn place_of(&mut self, comment: &Comment) -> Result<Place, Failure> {
        let edition = self.edition()?;
        Ok(place(&edition, comment))
    }
}

impl Remarked {
    /// When it was said, as people tell it.
    pub fn told(&self) -> String {
        clock::told(self.at)
    }
}

fn place(edition: &Edition, comment: &Comment) -> Place {
    let Some(article) = edition.article(comment.article) else { return Place::Gone };
    let all = passages(edition, article);
    let texts: Vec<&str> = all.iter().map(|passage| passage.text.as_str()).collect();
    let was = usize::try_from(comment.paragraph).unwrap_or(usize::MAX);
    match locate(&texts, was, &comment.quote) {
        Found::Same(at) => Place::Same(at),
        Found::Changed(at) => Place::Changed(at, texts[at].to_owned()),
        Found::Gone => Place::Gone,
    }
}

fn read(path: &Path) -> Result<Saved, Failure> {
    let disk = |source: std::io::Error| Failure::disk(path, &source);
    let refuse = |detail: &dyn std::fmt::Display| {
        Failure::new("review.unreadable", detail).path(path)
    };
    if fs::metadata(path).map_err(disk)?.len() > LARGEST {
        return Err(refuse(&"too large"));
    }
    let bytes = fs::read(path).map_err(disk)?;
    let saved: Saved = serde_json::from_slice(&bytes).map_err(|error| refuse(&error))?;
    if saved.bantin != "review" || saved.version != 1 {
        return Err(refuse(&"another kind of file"));
    }
    Ok(saved)
}

/// The steps of writing the page, told as those of the proof.
struct Steps<'a>(&'a dyn Follow);

impl Progress for Steps<'_> {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        self.0.reached(Output::Proof, done, total)
    }
}

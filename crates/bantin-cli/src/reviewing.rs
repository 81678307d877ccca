//! Reviewing: `review`.

use crate::exporting::Shown;
use crate::output::{complain, say};
use crate::verbs::{open, read, to_json};
use desk::{Failure, PassagePlace, Remarked};
use document::Lang;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `review` was asked to do.
pub(crate) enum Deed {
    /// Writes the review copy.
    Give(PathBuf),
    /// Takes in what reviewers saved.
    Take(Vec<PathBuf>),
    /// Says that a comment was dealt with.
    Settle(i64),
    /// Lists the comments.
    List,
}

impl Deed {
    pub(crate) fn of(
        to: Option<PathBuf>,
        settle: Option<i64>,
        comments: Vec<PathBuf>,
    ) -> Self {
        match (to, settle) {
            (Some(folder), _) => Self::Give(folder),
            (None, Some(id)) => Self::Settle(id),
            (None, None) if comments.is_empty() => Self::List,
            (None, None) => Self::Take(comments),
        }
    }
}

#[derive(Serialize)]
struct TakenTold {
    reviewer: String,
    new: usize,
    known: usize,
    changed: usize,
    gone: usize,
    approved: Option<bool>,
}

#[derive(Serialize)]
struct CommentTold {
    id: i64,
    article: String,
    title: String,
    place: &'static str,
    passage: Option<usize>,
    now: Option<String>,
    quote: String,
    reviewer: String,
    text: String,
    at: String,
    settled: bool,
}

/// Gives a review copy out, takes comments in, settles one, or lists them.
pub(crate) fn review(
    file: &Path,
    issue: Option<&str>,
    deed: &Deed,
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    match deed {
        Deed::Give(folder) => {
            let shown = Shown::new();
            let files = read(file, issue)?.review_copy(folder, lang, &shown);
            shown.finish();
            for path in files? {
                say(&path.display().to_string());
            }
        }
        Deed::Take(paths) => {
            let mut desk = open(file, issue)?;
            let mut told = Vec::new();
            for path in paths {
                let (taken, _) = desk.take_review(path)?;
                complain(&taken.told(lang));
                told.push(TakenTold {
                    reviewer: taken.reviewer,
                    new: taken.new,
                    known: taken.known,
                    changed: taken.changed,
                    gone: taken.gone,
                    approved: taken.approved,
                });
            }
            if json {
                say(&to_json(&told));
            }
        }
        Deed::Settle(id) => {
            open(file, issue)?.settle_comment(*id, true)?;
        }
        Deed::List => list(file, issue, json, lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(file: &Path, issue: Option<&str>, json: bool, lang: Lang) -> Result<(), Failure> {
    let comments = read(file, issue)?.comments()?;
    if json {
        say(&to_json(&comments.into_iter().map(told).collect::<Vec<_>>()));
        return Ok(());
    }
    if comments.is_empty() {
        complain(&desk::notice(lang, "review.none", &[]));
    }
    for comment in &comments {
        let (code, now) = match &comment.place {
            PassagePlace::Same(_) => ("review.same", String::new()),
            PassagePlace::Changed(_, now) => ("review.changed", now.clone()),
            PassagePlace::Gone => ("review.gone", String::new()),
        };
        let values = [
            ("title", comment.title.clone()),
            ("name", comment.reviewer.clone()),
            ("time", comment.told()),
            ("quote", comment.quote.clone()),
            ("now", now),
            ("text", comment.text.clone()),
        ];
        let done = if comment.settled {
            format!(" {}", desk::notice(lang, "review.settled", &[]))
        } else {
            String::new()
        };
        say(&format!("{} {}{done}", comment.id, desk::notice(lang, code, &values)));
    }
    Ok(())
}

fn told(comment: Remarked) -> CommentTold {
    let now = match &comment.place {
        PassagePlace::Changed(_, now) => Some(now.clone()),
        _ => None,
    };
    CommentTold {
        id: comment.id,
        article: comment.article.to_string(),
        title: comment.title,
        place: comment.place.as_str(),
        passage: comment.place.passage(),
        now,
        quote: comment.quote,
        reviewer: comment.reviewer,
        text: comment.text,
        at: comment.at.to_string(),
        settled: comment.settled,
    }
}

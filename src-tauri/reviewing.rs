//! Commands on reviewing and signing off: the review copy, what comes back of it, who
//! approved; and forgetting the history.

use crate::session::{Session, pack};
use crate::wire::{ApprovalView, Changes, CommentView, Failure, ReviewView};
use desk::{Follow, Output, PassagePlace};
use document::Cancelled;
use std::path::Path;
use tauri::State;

/// What was said of the issue, in reading order, and who approved it.
#[tauri::command(async)]
pub(crate) fn review(session: State<'_, Session>) -> Result<ReviewView, Failure> {
    session.with(|desk, _| {
        let comments = desk.comments()?.into_iter().map(|comment| CommentView {
            id: comment.id,
            article: comment.article.to_string(),
            place: comment.place.as_str(),
            now: match &comment.place {
                PassagePlace::Changed(_, now) => Some(now.clone()),
                _ => None,
            },
            time: comment.told(),
            title: comment.title,
            quote: comment.quote,
            reviewer: comment.reviewer,
            text: comment.text,
            settled: comment.settled,
        });
        let comments = comments.collect();
        let approvals =
            desk.approvals()?.into_iter().rev().map(|approval| ApprovalView {
                name: approval.name,
                time: desk::told(approval.at),
                stands: approval.stands,
            });
        Ok(ReviewView { comments, approvals: approvals.collect() })
    })
}

/// Writes the review copy into a folder; returns the page.
#[tauri::command(async)]
pub(crate) fn review_copy(
    session: State<'_, Session>,
    folder: String,
) -> Result<String, Failure> {
    session.with(|desk, lang| {
        let files = desk.review_copy(Path::new(&folder), lang, &Unwatched)?;
        Ok(files.last().map(|path| path.display().to_string()).unwrap_or_default())
    })
}

/// Takes in what a reviewer saved, as one step; returns what came in, in words.
/// Fails with `review.unreadable` and `review.elsewhere`.
#[tauri::command(async)]
pub(crate) fn take_review(
    session: State<'_, Session>,
    path: String,
) -> Result<(String, Changes), Failure> {
    session.with(|desk, lang| {
        let (taken, changes) = desk.take_review(Path::new(&path))?;
        Ok((taken.told(lang), pack(desk, lang, &changes)?))
    })
}

/// Says whether a comment was dealt with. Undoable.
#[tauri::command(async)]
pub(crate) fn settle_comment(
    session: State<'_, Session>,
    id: i64,
    settled: bool,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.settle_comment(id, settled))
}

/// Approves the issue as it is now. Undoable. Fails with `approval.nameless`.
#[tauri::command(async)]
pub(crate) fn approve(
    session: State<'_, Session>,
    name: String,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.approve(&name))
}

/// Forgets every step to undo, for good.
#[tauri::command(async)]
pub(crate) fn clear_history(session: State<'_, Session>) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        desk.forget_history()?;
        Ok(desk::Changes::default())
    })
}

/// A proof is made within a second or two: nobody follows it.
struct Unwatched;

impl Follow for Unwatched {
    fn reached(&self, _: Output, _: usize, _: usize) -> Result<(), Cancelled> {
        Ok(())
    }
}

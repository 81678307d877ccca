//! Composing from the window: proposals with progress and cancel, and taking one.

use crate::progress::Told;
use crate::session::{Session, pack};
use crate::wire::{
    Changes, CompositionView, Failure, Progressed, ProposalView, RecomposedView,
    ShapeView, module_views,
};
use desk::{Composition, MOST_PROPOSALS, Marks};
use document::Lang;
use std::sync::atomic::Ordering;
use tauri::State;
use tauri::ipc::Channel;

/// Composes the current issue in up to three ways. Nothing is saved; typing goes on
/// meanwhile. One that is under way already is given up.
///
/// Returns nothing when it was cancelled.
#[tauri::command(async)]
pub(crate) fn compose(
    session: State<'_, Session>,
    pages: Option<u32>,
    on: Channel<Progressed>,
) -> Result<Option<CompositionView>, Failure> {
    let stop = session.begin_composing();
    let job = session.with(|desk, _| desk.compose_job(pages, MOST_PROPOSALS))?;
    match job.run(&Told { on: &on, stop: &stop }) {
        // The answer to a question that nobody asks any more.
        Ok(_) if stop.load(Ordering::Relaxed) => Ok(None),
        Ok(composition) => {
            let view = view(&composition, session.lang());
            session.keep_proposals(composition.proposals);
            Ok(Some(view))
        }
        Err(failure) if failure.code == "cancelled" => Ok(None),
        Err(failure) => Err(session.explain(&failure)),
    }
}

/// Gives up the composing under way.
#[tauri::command(async)]
pub(crate) fn cancel_compose(session: State<'_, Session>) {
    session.stop_composing();
}

/// Makes one of the last proposals, counted from 0, the plan of the issue. Undoable.
#[tauri::command(async)]
pub(crate) fn take_proposal(
    session: State<'_, Session>,
    index: usize,
) -> Result<Changes, Failure> {
    let Some(proposal) = session.proposal(index) else {
        let gone = desk::Failure::new("plan.none", "no such proposal");
        return Err(session.explain(&gone));
    };
    session.change(|desk, _| desk.take_proposal(&proposal))
}

/// Composes the rest round what is pinned and saves it. Undoable.
#[tauri::command(async)]
pub(crate) fn recompose(session: State<'_, Session>) -> Result<RecomposedView, Failure> {
    session.with(|desk, lang| {
        let (composition, changes) = desk.recompose()?;
        let advice = advice(&composition, lang);
        Ok(RecomposedView { advice, changes: pack(desk, lang, &changes)? })
    })
}

/// Takes the plan away: the press lays the issue out by itself again. Undoable.
#[tauri::command(async)]
pub(crate) fn clear_plan(session: State<'_, Session>) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.clear_plan())
}

fn view(composition: &Composition, lang: Lang) -> CompositionView {
    let proposal = |proposal: &desk::Proposal| {
        let Marks { filled, photos, balance, stories_continued, score } = proposal.marks;
        let shapes = |page: usize| {
            let here = proposal.blocks.iter().filter(|block| block.page == page);
            here.map(ShapeView::from).collect()
        };
        ProposalView {
            filled,
            photos,
            balance,
            continued: stories_continued,
            score,
            pages: module_views(&proposal.plan, &proposal.blocks),
            shapes: (0..proposal.plan.pages.len()).map(shapes).collect(),
        }
    };
    CompositionView {
        pages: composition.pages,
        proposals: composition.proposals.iter().map(proposal).collect(),
        advice: advice(composition, lang),
    }
}

/// What to cut, a sentence a story; nothing when it fits, or when no cut would do.
fn advice(composition: &Composition, lang: Lang) -> Vec<String> {
    match composition.cuts.is_empty() {
        true => Vec::new(),
        false => composition.sentences(lang),
    }
}

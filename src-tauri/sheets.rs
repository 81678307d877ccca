//! Commands on the sheets.

use crate::arranging::plan_view;
use crate::session::Session;
use crate::wire::{Failure, FrameView, HitView, PlanView, SheetView, SheetsView};
use document::Pt;
use std::sync::Arc;
use tauri::State;

/// The sheets as they would print now. The interface counts pages from 1.
#[tauri::command(async)]
pub(crate) fn sheets(session: State<'_, Session>) -> Result<SheetsView, Failure> {
    let version = session.next_version();
    session.with(|desk, _| {
        if desk.issue()?.is_none() {
            let (sheets, frames, plan) = (Vec::new(), Vec::new(), PlanView::default());
            return Ok(SheetsView { sheets, frames, plan, version, overfull: 0 });
        }
        desk.take_pictures();
        let preview = desk.preview()?;
        session.show(Arc::clone(&preview));
        let sheets = (0..preview.count())
            .map(|page| {
                let (Pt(width), Pt(height)) =
                    preview.size(page).unwrap_or((Pt(0.0), Pt(0.0)));
                let fingerprint = format!("{:032x}", preview.fingerprint(page));
                SheetView { page: page + 1, fingerprint, width, height }
            })
            .collect();
        let mut frames = Vec::new();
        for head in desk.outline()? {
            frames.extend(stories(&head.id.to_string(), &preview.frames_of(head.id)));
        }
        let over = |remark: &&document::Remark| remark.code == "plan.overfull";
        let words = |remark: &document::Remark| {
            let value = remark.values.iter().find(|(name, _)| *name == "words");
            value.and_then(|(_, words)| words.parse().ok())
        };
        let overfull =
            preview.remarks().iter().find(over).and_then(words).unwrap_or_default();
        let plan = plan_view(desk, &preview)?;
        Ok(SheetsView { sheets, frames, plan, version, overfull })
    })
}

/// What stands at a point of a sheet.
#[tauri::command(async)]
pub(crate) fn hit(
    session: State<'_, Session>,
    page: usize,
    x: f64,
    y: f64,
) -> Result<Option<HitView>, Failure> {
    session.with(|desk, _| {
        let preview = desk.preview()?;
        let Some(page) = page.checked_sub(1).filter(|page| *page < preview.count())
        else {
            return Ok(None);
        };
        Ok(preview.article_at(page, Pt(x), Pt(y)).map(|hit| {
            let (part, block) = match hit.part {
                desk::Part::Kicker => ("kicker", None),
                desk::Part::Title => ("title", None),
                desk::Part::Lead => ("lead", None),
                desk::Part::Body { block } => ("body", Some(block)),
                desk::Part::Figure { block } => ("figure", Some(block)),
                desk::Part::Byline => ("byline", None),
            };
            HitView { article: hit.article.to_string(), part, block }
        }))
    })
}

/// One rectangle a page: the parts of a story stand together on each.
fn stories(article: &str, parts: &[desk::Place]) -> Vec<FrameView> {
    let mut frames: Vec<FrameView> = Vec::new();
    for part in parts {
        let page = part.page + 1;
        let (right, foot) = (part.x.0 + part.width.0, part.y.0 + part.height.0);
        let Some(frame) = frames.iter_mut().find(|frame| frame.page == page) else {
            frames.push(FrameView {
                article: article.to_owned(),
                page,
                x: part.x.0,
                y: part.y.0,
                w: part.width.0,
                h: part.height.0,
            });
            continue;
        };
        let (old_right, old_foot) = (frame.x + frame.w, frame.y + frame.h);
        frame.x = frame.x.min(part.x.0);
        frame.y = frame.y.min(part.y.0);
        frame.w = old_right.max(right) - frame.x;
        frame.h = old_foot.max(foot) - frame.y;
    }
    frames
}

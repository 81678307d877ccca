//! Page 1 as a poster: one picture from edge to edge of the page or of the text, its
//! caption under it, what else the issue has, and nothing of a story.

use super::frame::{HAIR, Sheet, Stood};
use super::{Report, Rule};
use crate::block::BlockKind;

/// The picture of a poster: on page 1, and no story's.
pub(super) fn picture<'s>(sheet: &'s Sheet<'_>) -> Option<&'s Stood> {
    let own = |stood: &&Stood| stood.is_picture() && stood.block.article.is_none();
    sheet.stood.iter().find(own).filter(|_| sheet.index == 0)
}

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    let Some(picture) = picture(sheet) else {
        // Elsewhere every picture is a story's.
        for stood in sheet.pictures() {
            if stood.block.article.is_none() {
                report.hard(Rule::Poster, sheet, None, stood.area);
            }
        }
        return;
    };
    let area = &picture.area;
    let of = |kind: BlockKind| sheet.stood.iter().filter(move |s| s.kind() == kind);
    let live = sheet.grid.live();
    let from_edge_to_edge =
        area.x <= live.x + HAIR && area.right() >= live.right() - HAIR;
    let near = sheet.grid.baseline * 1.5;
    let hangs = |caption: &Stood| {
        (-HAIR..near).contains(&(caption.area.y - area.bottom()))
            && caption.area.x >= area.x - HAIR
            && caption.area.right() <= area.right() + HAIR
    };
    let lists = of(BlockKind::Index).next().is_some();
    let free = sheet.stories().is_empty() && sheet.pictures().len() == 1;
    let sound = from_edge_to_edge && lists && free;
    if !(sound && of(BlockKind::Caption).all(hangs)) {
        report.hard(Rule::Poster, sheet, None, *area);
    }
}

//! Pictures and their captions (rules 4, 17, 18 and 20).

use super::frame::{HAIR, Sheet, Stood, Story};
use super::{Report, Rule, poster};
use crate::block::BlockKind;

/// Lines a caption may have, in lines of the grid, which are higher than its own.
const CAPTION_LINES: f64 = 3.0;
/// Units of a caption at the side of its picture.
const SIDE_CAPTION: i32 = 2;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    share(sheet, report);
    crops(sheet, report);
    alike(sheet, report);
    for story in sheet.stories() {
        captions(sheet, &story, report);
    }
}

/// Rule 4.
fn share(sheet: &Sheet<'_>, report: &mut Report) {
    if poster::picture(sheet).is_some() {
        return;
    }
    let live = sheet.grid.live();
    let all: f64 = sheet.pictures().iter().map(|picture| picture.area.size()).sum();
    let share = all / live.size() * 100.0;
    let off = (25.0 - share).max(share - 50.0);
    report.points(Rule::PictureShare, sheet, None, live, 4.0 * off);
}

/// Rule 17. Half a line is what the grid asks for.
fn crops(sheet: &Sheet<'_>, report: &mut Report) {
    for picture in sheet.pictures() {
        let BlockKind::Picture { ratio, shown } = picture.kind() else { continue };
        if ratio <= 0.0 || shown <= 0.0 {
            continue;
        }
        let width = picture.area.width;
        let off = (width / ratio - width / shown).abs() / sheet.grid.baseline;
        if off > 0.5 {
            let article = picture.block.article;
            report.points(Rule::Crop, sheet, article, picture.area, 4.0 * off * off);
        }
    }
}

/// Rule 18. The pictures of a group are meant to be alike.
fn alike(sheet: &Sheet<'_>, report: &mut Report) {
    let pictures = sheet.pictures();
    for (index, one) in pictures.iter().enumerate() {
        for other in &pictures[index + 1..] {
            let (a, b) = (one.area.size(), other.area.size());
            let shape = |stood: &Stood| match stood.kind() {
                BlockKind::Picture { shown, .. } => shown,
                _ => 1.0,
            };
            let shapes = shape(one).max(shape(other)) / shape(one).min(shape(other));
            let group = one.block.article == other.block.article && one.l0 == other.l0;
            if !group && a.max(b) < a.min(b) * 1.6 && shapes < 1.1 {
                let article = other.block.article;
                report.points(Rule::SamePictures, sheet, article, other.area, 25.0);
            }
        }
    }
}

/// Rule 20. A caption without a picture stands for one that is missing.
fn captions(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let grid = sheet.grid;
    for caption in story.of(BlockKind::Caption) {
        let area = &caption.area;
        let pictures = story.pictures();
        let near = grid.baseline * 1.5;
        let mut above = pictures
            .iter()
            .filter(|p| p.area.beside(area) > HAIR)
            .filter(|p| (-HAIR..near).contains(&(area.y - p.area.bottom())))
            .peekable();
        let side = pictures.iter().find(|p| {
            p.area.along(area) > HAIR && p.area.beside(area) > -grid.gutter - HAIR
        });
        let below = pictures.iter().any(|p| {
            p.area.beside(area) > HAIR
                && (-HAIR..near).contains(&(p.area.y - area.bottom()))
        });
        let wrong = if above.peek().is_some() {
            // One caption may stand below several pictures of a group.
            let (left, right) = above.fold((f64::INFINITY, 0.0_f64), |(l, r), p| {
                (l.min(p.area.x), r.max(p.area.right()))
            });
            area.x < left - HAIR || area.right() > right + HAIR
        } else if side.is_some() {
            caption.u1 - caption.u0 < SIDE_CAPTION
        } else {
            below
        };
        let high = area.height > CAPTION_LINES * grid.baseline + HAIR;
        if wrong || high || at_other_story(sheet, caption, side.copied()) {
            // A caption over its picture is out of order rather than ill-made.
            let only_order = below && side.is_none() && !high;
            let rule = if only_order { Rule::Order } else { Rule::Caption };
            report.hard(rule, sheet, Some(story.article), *area);
        }
    }
}

/// Whether another story begins right under a caption, or right beside one at the side
/// of its picture, with no line between.
fn at_other_story(sheet: &Sheet<'_>, caption: &Stood, side: Option<&Stood>) -> bool {
    let area = &caption.area;
    let baseline = sheet.grid.baseline;
    let parted = |other: &Stood| {
        sheet.stood.iter().any(|line| match line.kind() {
            BlockKind::Rule => {
                line.area.beside(area) > HAIR
                    && line.area.y >= area.bottom() - HAIR
                    && line.area.y <= other.area.y + HAIR
            }
            BlockKind::Hair => {
                let x = line.area.x;
                let between = area.right().min(other.area.right()) - HAIR
                    ..area.x.max(other.area.x) + HAIR;
                line.area.along(area) > HAIR && between.contains(&x)
            }
            _ => false,
        })
    };
    sheet.solid().any(|other| {
        if other.block.article.is_none() || other.block.article == caption.block.article {
            return false;
        }
        let gap = other.area.y - area.bottom();
        let under =
            other.area.beside(area) > HAIR && (-HAIR..baseline * 0.9).contains(&gap);
        let beside = side.is_some()
            && other.area.along(area) > HAIR
            && (-HAIR..sheet.grid.gutter + HAIR).contains(&-other.area.beside(area));
        (under || beside) && !parted(other)
    })
}

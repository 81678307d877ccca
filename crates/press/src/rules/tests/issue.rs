//! A sound issue of two pages to break: a cover with a rail, whose story goes on on an
//! inner page that has another one at its foot.

use crate::block::{Block, BlockKind};
use crate::rules::{Area, Ground, PageFrames, Run};
use crate::sheets::Line;
use document::{ArticleId, Pt};

/// Words without names, so that any of them may end a line.
const WORDS: [&str; 5] = [
    "và các xã trong vùng đang làm thêm",
    "nhiều việc mới cho người dân địa",
    "bàn sau khi mùa nước nổi rút đi",
    "thì đường sá được sửa lại ngay để",
    "hàng hóa ra chợ sớm hơn mọi năm",
];

pub(super) const GRID: Ground = Ground {
    width: 538.58,
    height: 765.35,
    left: 36.0,
    aside: 0.0,
    top: 49.6,
    unit: 27.05,
    gutter: 12.756,
    units: 12,
    baseline: 11.5,
    lines: 59,
    above: 8.9,
};

pub(super) const LEAD: u128 = 1;
pub(super) const FOOT: u128 = 2;

pub(super) fn id(article: u128) -> ArticleId {
    format!("{article:032x}").parse().expect("a UUID")
}

/// A block before it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) page: usize,
    pub(super) article: u128,
    pub(super) kind: BlockKind,
    /// First unit and the one after the last.
    pub(super) units: (f64, f64),
    /// First line and the one after the last.
    pub(super) lines: (f64, f64),
    /// Lines of text by paragraph; of a leg. What is left over belongs to the last.
    pub(super) paragraphs: Vec<(usize, usize)>,
    /// Its words line by line, where they are not the usual ones.
    pub(super) words: Vec<&'static str>,
    /// Type size of its words.
    pub(super) size: f64,
    /// Lines of a leg that hold words; the rest is taken by what stands inside.
    pub(super) written: Option<usize>,
    /// How far its words stand below the lines of the grid.
    pub(super) sunk: f64,
}

pub(super) fn item(
    page: usize,
    article: u128,
    kind: BlockKind,
    (u0, u1): (u32, u32),
    (l0, l1): (u32, u32),
) -> Item {
    let size = match kind {
        BlockKind::Head { size, .. } => size.0,
        BlockKind::Lead => 12.0,
        BlockKind::Caption => 7.2,
        _ => 9.2,
    };
    Item {
        page,
        article,
        kind,
        units: (f64::from(u0), f64::from(u1)),
        lines: (f64::from(l0), f64::from(l1)),
        paragraphs: vec![(0, 999)],
        words: Vec::new(),
        size,
        written: None,
        sunk: 0.0,
    }
}

pub(super) fn head(size: f64) -> BlockKind {
    BlockKind::Head { size: Pt(size), light: false }
}

/// A picture of the shape it is shown in, whatever that is.
pub(super) fn picture() -> BlockKind {
    BlockKind::Picture { ratio: 0.0, shown: 0.0 }
}

/// The sound issue.
pub(super) fn sound() -> Vec<Item> {
    use BlockKind::{Caption, Folio, Index, Jump, Lead, Leg, Masthead, Onward, Rule};
    vec![
        item(0, 0, Masthead, (0, 12), (0, 11)),
        item(0, LEAD, picture(), (0, 12), (12, 34)),
        item(0, LEAD, Caption, (0, 12), (34, 35)),
        item(0, LEAD, head(33.0), (0, 12), (36, 43)),
        item(0, LEAD, Lead, (0, 8), (44, 48)),
        item(0, LEAD, Leg, (0, 4), (49, 59)),
        item(0, LEAD, Leg, (4, 8), (49, 58)),
        item(0, LEAD, Jump { to: 2 }, (4, 8), (58, 59)),
        item(0, 0, Index, (8, 12), (44, 59)),
        item(1, 0, Folio, (0, 12), (0, 0)),
        item(1, LEAD, picture(), (0, 12), (0, 23)),
        item(1, LEAD, Caption, (0, 12), (23, 24)),
        item(1, LEAD, Onward { from: 1 }, (0, 12), (25, 26)),
        item(1, LEAD, head(29.5), (0, 12), (26, 30)),
        item(1, LEAD, Leg, (0, 4), (31, 44)),
        item(1, LEAD, Leg, (4, 8), (31, 44)),
        item(1, LEAD, Leg, (8, 12), (31, 44)),
        item(1, FOOT, Rule, (0, 12), (45, 45)),
        item(1, FOOT, picture(), (0, 4), (45, 59)),
        item(1, FOOT, head(14.0), (4, 12), (45, 47)),
        item(1, FOOT, Leg, (4, 8), (47, 59)),
        item(1, FOOT, Leg, (8, 12), (47, 59)),
    ]
}

/// The pages with these blocks on them.
pub(super) fn pages(items: &[Item]) -> Vec<PageFrames> {
    let count = items.iter().map(|item| item.page + 1).max().unwrap_or(0);
    let empty = PageFrames {
        grid: GRID,
        blocks: Vec::new(),
        lines: Vec::new(),
        runs: Vec::new(),
    };
    let mut pages = vec![empty; count];
    for item in items {
        draw(item, &mut pages[item.page]);
    }
    pages
}

fn draw(item: &Item, page: &mut PageFrames) {
    let step = GRID.unit + GRID.gutter;
    let x = GRID.left + item.units.0 * step;
    let y = GRID.top + item.lines.0 * GRID.baseline;
    let width = (item.units.1 - item.units.0) * step - GRID.gutter;
    let height = (item.lines.1 - item.lines.0) * GRID.baseline;
    let mut area = Area { x, y, width, height };
    let mut kind = item.kind;
    match &mut kind {
        BlockKind::Picture { ratio, shown } => {
            area = Area { y: y + 2.7, height: height - 5.3, ..area };
            *shown = area.width / area.height;
            *ratio = if *ratio > 0.0 { *ratio } else { *shown };
        }
        BlockKind::Rule => area.y -= 0.45 * GRID.baseline,
        BlockKind::Folio => area = Area { y: 27.0, height: 12.0, ..area },
        BlockKind::Hair => area.width = 0.0,
        _ => {}
    }
    let article = (item.article > 0).then(|| id(item.article));
    page.blocks.push(Block {
        page: item.page,
        article,
        kind,
        x: Pt(area.x),
        y: Pt(area.y),
        width: Pt(area.width),
        height: Pt(area.height),
    });
    let written = item.written.unwrap_or((item.lines.1 - item.lines.0) as usize);
    write(item, &area, written, page);
    if kind == BlockKind::Leg {
        let mut at = 0;
        for (block, lines) in &item.paragraphs {
            let lines = (*lines).min(written - at);
            let y = area.y + at as f64 * GRID.baseline;
            let height = lines as f64 * GRID.baseline;
            let article = id(item.article);
            let area = Area { y, height, ..area };
            page.runs.push(Run { article, block: *block, area });
            at += lines;
        }
    }
}

fn write(item: &Item, area: &Area, lines: usize, page: &mut PageFrames) {
    use BlockKind::{Aside, Byline, Caption, Head, Lead, Leg};
    let words: Vec<&str> = match item.kind {
        Leg => WORDS.into_iter().cycle().take(lines).collect(),
        Head { .. } | Lead | Caption | Byline => vec![WORDS[0]],
        Aside => Vec::new(),
        _ => return,
    };
    let words = if item.words.is_empty() { words } else { item.words.clone() };
    let pitch = match item.kind {
        Head { .. } | Aside => item.size * 1.2,
        _ => GRID.baseline,
    };
    for (index, text) in words.into_iter().enumerate() {
        let first = if pitch > GRID.baseline { item.size } else { GRID.above };
        page.lines.push(Line {
            x: Pt(area.x),
            baseline: Pt(area.y + first + index as f64 * pitch + item.sunk),
            size: Pt(item.size),
            text: text.into(),
        });
    }
}

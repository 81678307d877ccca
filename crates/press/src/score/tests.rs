//! Pages good and bad, made of rectangles.

use super::Marks;
use crate::block::{Block, BlockKind};
use crate::rules::{Ground, PageFrames};
use document::{ArticleId, Pt};

const PICTURE: BlockKind = BlockKind::Picture { ratio: 1.5, shown: 1.5 };
const HEAD: BlockKind = BlockKind::Head { size: Pt(20.0), light: false };

fn id(number: u8) -> ArticleId {
    format!("00000000-0000-4000-8000-{number:012}").parse().unwrap()
}

/// Part of a page: story (0 is the issue's own), kind, units and lines.
type Piece = (u8, BlockKind, (u32, u32), (u32, u32));

/// A page of such parts.
fn page(index: usize, blocks: &[Piece]) -> PageFrames {
    let grid = Ground {
        width: 538.6,
        height: 765.4,
        left: 36.9,
        aside: 0.0,
        top: 49.6,
        unit: 27.05,
        gutter: 12.75,
        units: 12,
        baseline: 11.5,
        lines: 59,
        above: 8.9,
    };
    let block = |&(story, kind, (unit, units), (line, lines)): &(u8, _, _, _)| Block {
        page: index,
        article: (story > 0).then(|| id(story)),
        kind,
        x: Pt(grid.left + f64::from(unit) * (grid.unit + grid.gutter)),
        y: Pt(grid.top + f64::from(line) * grid.baseline),
        width: Pt(f64::from(units) * (grid.unit + grid.gutter) - grid.gutter),
        height: Pt(f64::from(lines) * grid.baseline),
    };
    let blocks = blocks.iter().map(block).collect();
    PageFrames { grid, blocks, lines: Vec::new(), runs: Vec::new() }
}

/// A story over the whole width: headline, picture and legs, down to the foot.
fn story(number: u8, from: u32, picture: u32) -> Vec<Piece> {
    let mut blocks = vec![(number, HEAD, (0, 12), (from, 3))];
    let mut line = from + 4;
    if picture > 0 {
        blocks.push((number, PICTURE, (0, 12), (line, picture)));
        line += picture + 1;
    }
    let legs =
        [0, 4, 8].map(|unit| (number, BlockKind::Leg, (unit, 4), (line, 59 - line)));
    blocks.extend(legs);
    blocks
}

/// A cover, a spread with one dominant picture, a back page; each a story of its own.
fn good() -> Vec<PageFrames> {
    let mut cover = vec![(0, BlockKind::Masthead, (0, 12), (0, 7))];
    cover.extend(story(1, 8, 18));
    vec![
        page(0, &cover),
        page(1, &story(2, 0, 26)),
        page(2, &story(3, 0, 14)),
        page(3, &story(4, 0, 20)),
    ]
}

fn good_but(change: impl FnOnce(&mut Vec<PageFrames>)) -> Marks {
    let mut pages = good();
    change(&mut pages);
    Marks::of(&pages)
}

#[test]
fn good_pages_get_eighty_and_more() {
    let marks = Marks::of(&good());
    assert!((80..=98).contains(&marks.score), "{marks:?}");
    assert!(marks.filled > 0.97, "{marks:?}");
    assert!((0.25..0.4).contains(&marks.photos), "{marks:?}");
    assert!(marks.balance > 0.9, "{marks:?}");
    assert_eq!(marks.stories_continued, 0);
}

#[test]
fn poor_pages_get_sixty_and_less() {
    // Grey, a third empty, and a story goes on elsewhere.
    let grey = |index: usize, number: u8, lines: u32| {
        page(
            index,
            &[
                (number, HEAD, (0, 8), (0, 3)),
                (number, BlockKind::Leg, (0, 4), (4, lines)),
                (number, BlockKind::Leg, (4, 4), (4, lines)),
            ],
        )
    };
    let poor =
        Marks::of(&[grey(0, 1, 55), grey(1, 1, 55), grey(2, 2, 55), grey(3, 3, 55)]);
    assert!(poor.score < 40, "{poor:?}");
    assert!(poor.photos == 0.0 && poor.stories_continued == 1, "{poor:?}");
    // Full and whole, but without a picture.
    let grey = Marks::of(&[0, 1, 2, 3].map(|at| page(at, &story(at as u8 + 1, 0, 0))));
    assert!((40..=75).contains(&grey.score), "{grey:?}");
    let nothing = Marks::of(&[page(0, &[]), page(1, &[])]);
    assert_eq!((nothing.score, nothing.balance), (0, 0.0), "{nothing:?}");
}

#[test]
fn whatever_is_worse_costs_points() {
    let whole = Marks::of(&good());
    let without_picture = good_but(|pages| {
        pages[1] = page(1, &story(2, 0, 0));
    });
    let rivals = good_but(|pages| pages[2] = page(2, &story(3, 0, 25)));
    let half_empty = good_but(|pages| {
        pages[3].blocks.retain(|block| block.y.0 < 300.0 && block.kind != BlockKind::Leg);
    });
    let heavy_left = good_but(|pages| {
        pages[3] = page(
            3,
            &[
                (4, HEAD, (0, 4), (0, 3)),
                (4, PICTURE, (0, 4), (4, 54)),
                (4, BlockKind::Leg, (8, 4), (0, 59)),
            ],
        );
    });
    let continued = good_but(|pages| {
        let beside =
            [(3, HEAD, (0, 12), (44, 3)), (3, BlockKind::Leg, (0, 12), (48, 11))];
        let mut shared = story(4, 0, 20);
        shared.retain(|block| block.1 != BlockKind::Leg);
        shared.extend([0, 4, 8].map(|unit| (4, BlockKind::Leg, (unit, 4), (25, 18))));
        pages[2] = page(2, &[&shared[..], &beside].concat());
        pages[3] = page(3, &story(3, 0, 20));
    });
    for (name, worse) in [
        ("a page without a picture", without_picture),
        ("two pictures of one size on a spread", rivals),
        ("half a page of white", half_empty),
        ("all weight at the left", heavy_left),
        ("a story that goes on", continued),
    ] {
        assert!(worse.score < whole.score, "{name}: {worse:?} against {whole:?}");
    }
    assert!(heavy_left.balance < whole.balance && half_empty.filled < whole.filled);
    assert_eq!(continued.stories_continued, 1);
}

#[test]
fn a_story_on_three_pages_is_one_story_that_goes_on() {
    let mut pages: Vec<PageFrames> =
        (0..3).map(|at| page(at, &story(1, 0, 18))).collect();
    let alone = Marks::of(&pages);
    assert_eq!(alone.stories_continued, 1);
    assert!(alone.score > 70, "it has its pages to itself: {alone:?}");
    pages[0].blocks[0].article = Some(id(2));
    let shared = Marks::of(&pages);
    assert_eq!(shared.stories_continued, 1);
    assert!(shared.score < alone.score, "{shared:?}");
}

#[test]
fn equal_pages_get_equal_marks() {
    assert_eq!(Marks::of(&good()), Marks::of(&good()));
    assert_eq!(Marks::of(&[]), Marks::of(&[]));
}

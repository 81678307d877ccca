//! What the planner may do to a story so that a page is full and looks well.

use super::*;
use crate::plan::job::Kind;

/// The units of each picture of a story, in its legs or outside them.
fn pictures(plan: &Plan, story: usize) -> Vec<u32> {
    let items = plan.pages.iter().flatten().filter(|item| item.story == Some(story));
    let mut units = Vec::new();
    for item in items {
        match &item.part {
            Part::Figure { picture: 1.., .. } => units.push(item.units),
            Part::Leg { measure, pieces } => units.extend(
                pieces
                    .iter()
                    .filter(|piece| matches!(piece, Piece::Figure { picture: 1.., .. }))
                    .map(|_| *measure),
            ),
            _ => {}
        }
    }
    units
}

#[track_caller]
fn check_sharp(pixels: u32, most: u32, least: u32) {
    let mut all = vec![story(96, &[1.5]), story(60, &[1.5]), story(64, &[1.5])];
    for story in &mut all {
        story.figures[0].pixels = vec![pixels];
    }
    let plan = planned(&all, Some(4));
    assert_whole(&all, &plan);
    let units: Vec<u32> = (0..3).flat_map(|story| pictures(&plan, story)).collect();
    let widest = units.iter().copied().max();
    assert!(widest.is_some_and(|w| (least..=most).contains(&w)), "{pixels}: {units:?}");
}

#[test]
fn a_picture_is_as_wide_as_its_pixels_allow() {
    // 164 mm at 100 pixels an inch are 646 pixels, 108 mm 424.
    check_sharp(2000, 12, 12);
    check_sharp(500, 8, 4);
    check_sharp(64, 4, 4);
    // Nobody knows.
    check_sharp(0, 12, 12);
}

/// Whether one page holds a story of so many lines with a quote of seven lines, and
/// whether the quote stands there.
fn quoted(lines: u32, spare: bool) -> Option<bool> {
    let mut story = story(lines, &[]);
    for text in story.text.values_mut() {
        text.anchors = vec![text.rows.len() / 2];
    }
    let captions = [(4, 7), (6, 6), (8, 5), (12, 4)].into();
    story.figures = vec![FigureShape { captions, spare, ..FigureShape::default() }];
    let plan = planned(std::slice::from_ref(&story), Some(1));
    if plan.excess > 0 {
        return None;
    }
    let (rows, figures) = set(&plan, 0);
    assert_eq!(rows.len(), story.text[&measure(&plan, 0).expect("text")].rows.len());
    Some(!figures.is_empty())
}

#[test]
fn a_quote_that_repeats_the_text_goes_where_it_has_no_room() {
    let mut gone = 0;
    for lines in (40..120).step_by(3) {
        match (quoted(lines, false), quoted(lines, true)) {
            // Words that stand nowhere else stay.
            (Some(stands), _) if !stands => panic!("{lines} lines: words are lost"),
            (None, Some(stands)) => {
                assert!(!stands, "{lines} lines");
                gone += 1;
            }
            (Some(_), None) => panic!("{lines} lines: it was better off without"),
            _ => {}
        }
    }
    assert!(gone > 0, "no issue fits the better for it");
}

#[test]
fn a_story_goes_on_once() {
    for (count, pages) in [(14, 8), (7, 4), (20, 12)] {
        let plan = planned(&stories(count), Some(pages));
        assert_eq!((plan.pages.len(), plan.excess), (pages, 0));
        for module in plan.modules.iter().flatten() {
            let part = match module.kind {
                Kind::Story { part, .. } => part,
                _ => 0,
            };
            assert!(part <= 1, "{count} stories: {module:?}");
        }
    }
}

#[test]
fn house_words_are_few_and_small_in_a_full_issue() {
    for (count, pages) in [(12, 8), (13, 8), (20, 12), (26, 16)] {
        let plan = planned(&stories(count), Some(pages));
        let fillers = plan.modules.iter().enumerate().flat_map(|(page, modules)| {
            let filler = |module: &&Module| module.kind == Kind::Filler;
            modules
                .iter()
                .filter(filler)
                .map(move |m| (page.div_ceil(2), m.units * m.lines))
        });
        let fillers: Vec<(usize, u32)> = fillers.collect();
        assert!(fillers.len() <= 2, "{count} stories: {fillers:?}");
        assert!(fillers.windows(2).all(|two| two[0].0 != two[1].0), "{fillers:?}");
    }
}

#[test]
fn the_cover_has_as_large_a_picture_as_the_design_wants() {
    let stories = stories(7);
    let wants = vec![Want::default(); 7];
    let shown = |cover: u32| {
        let plan = with(&stories, &wants, &[], |job| {
            plan(&Job { cover, ..*job }, Some(4), None)
        });
        assert_whole(&stories, &plan);
        let area = |item: &Item| match item.part {
            Part::Figure { picture, .. } => item.units * picture,
            _ => 0,
        };
        plan.pages[0].iter().map(area).max().unwrap_or_default() * 10_000 / (12 * 59)
    };
    let (usual, wanted) = (shown(0), shown(3500));
    assert!(usual < 3500 && wanted >= 3500, "{usual}, {wanted}");
}

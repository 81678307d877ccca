use super::*;

fn grid() -> Grid {
    Grid {
        width: 538.6,
        height: 765.4,
        top: 49.6,
        inner: 39.7,
        outer: 34.0,
        cover_side: 36.9,
        gutter: 12.8,
        units: 12,
        leg: 4,
        measures: Units::new(&[4, 6]),
        baseline: 11.5,
        lines: 59,
        above: 8.9,
        below: 2.6,
        hang: 2.7,
    }
}

/// A story of paragraphs of `lines` lines, with figures of these ratios.
fn story(paragraphs: &[u32], ratios: &[f64]) -> StoryShape {
    let mut rows = Vec::new();
    for lines in paragraphs {
        for line in 0..*lines {
            let stick = *lines > 1 && (line == 0 || line + 2 == *lines);
            rows.push(RowShape { lines: 1, stick, words: 7, cut: true, glue: false });
        }
    }
    let wide = [4, 6, 8, 12];
    let by_width = |lines: [u32; 4]| wide.into_iter().zip(lines).collect();
    let figures = ratios.iter().map(|ratio| FigureShape {
        ratios: vec![*ratio],
        captions: by_width([2, 2, 1, 1]),
        band: false,
    });
    let anchors = (0..ratios.len()).map(|at| (at * 7).min(rows.len())).collect();
    let text = TextShape { rows, anchors };
    StoryShape {
        titled: true,
        heads: Step::uses(&grid()).into_iter().map(|use_| (use_, 3)).collect(),
        lead: by_width([6, 5, 4, 3]),
        figures: figures.collect(),
        text: [(4, text)].into(),
        onward: by_width([3, 3, 2, 2]),
    }
}

const FIXED: Fixed = Fixed { masthead: 8, imprint: 7, pages: None };

/// Holds what must hold for every plan.
#[track_caller]
fn check(stories: &[StoryShape], fixed: Fixed) -> Plan {
    let grid = grid();
    let plan = plan(&grid, stories, fixed);
    let mut rows: Vec<Vec<u32>> =
        stories.iter().map(|s| vec![0; s.text[&4].rows.len()]).collect();
    let mut figures: Vec<Vec<u32>> =
        stories.iter().map(|s| vec![0; s.figures.len()]).collect();
    for (number, page) in plan.pages.iter().enumerate() {
        for item in page {
            assert!(item.unit + item.units <= 12, "page {number}: {item:?}");
            assert!(item.end() <= grid.lines, "page {number}: {item:?}");
            let Some(story) = item.story else { continue };
            match &item.part {
                Part::Figure { index, .. } => figures[story][*index] += 1,
                Part::Leg { measure, pieces } => {
                    assert_eq!((*measure, item.units), (4, 4));
                    for piece in pieces {
                        match piece {
                            Piece::Rows { from, to } => {
                                rows[story][*from..*to].iter_mut().for_each(|n| *n += 1);
                            }
                            Piece::Figure { index, .. } => figures[story][*index] += 1,
                        }
                    }
                }
                _ => {}
            }
        }
        // No two parts stand on one another.
        for (at, one) in page.iter().enumerate() {
            for other in &page[at + 1..] {
                let beside = one.unit + one.units <= other.unit
                    || other.unit + other.units <= one.unit;
                let above = one.end() <= other.line || other.end() <= one.line;
                let thin = one.lines == 0 || other.lines == 0;
                let line =
                    matches!(one.part, Part::Hair) || matches!(other.part, Part::Hair);
                assert!(
                    beside || above || thin || line,
                    "page {number}: {one:?} over {other:?}"
                );
            }
        }
    }
    assert!(rows.iter().flatten().all(|count| *count == 1), "rows: {rows:?}");
    assert!(figures.iter().flatten().all(|count| *count == 1), "figures: {figures:?}");
    plan
}

#[test]
fn every_row_and_figure_stands_once_and_nothing_overlaps() {
    check(&[], FIXED);
    check(&[story(&[1], &[])], FIXED);
    check(&[story(&[12, 30, 9, 14, 20], &[1.5, 1.5])], FIXED);
    check(&[story(&[40; 20], &[0.7, 1.5, 2.5, 1.0])], FIXED);
    for count in [2, 5, 8, 64] {
        let stories: Vec<StoryShape> = (0..count)
            .map(|at| {
                let paragraphs: Vec<u32> =
                    (0..1 + at * 5 % 9).map(|p| 3 + ((p * 7 + at) % 15) as u32).collect();
                let ratios: &[f64] = [&[][..], &[1.5][..], &[0.7, 1.5][..]][at % 3];
                story(&paragraphs, ratios)
            })
            .collect();
        check(&stories, FIXED);
        check(&stories, Fixed { pages: Some(4), ..FIXED });
        check(&stories, Fixed { pages: Some(48), ..FIXED });
    }
}

#[test]
fn a_short_story_takes_one_page_and_a_middling_one_two() {
    assert_eq!(check(&[story(&[10, 10], &[1.5])], FIXED).pages.len(), 1);
    assert_eq!(check(&[story(&[40, 40, 40], &[1.5])], FIXED).pages.len(), 2);
    assert_eq!(check(&[story(&[40; 12], &[1.5])], FIXED).pages.len(), 4);
}

#[test]
fn a_large_issue_is_planned() {
    let stories: Vec<StoryShape> =
        (0..500).map(|at| story(&[5 + at % 20, 9, 4], &[])).collect();
    assert_eq!(check(&stories, FIXED).pages.len() % 4, 0);
}

#[test]
fn a_jump_names_the_page_where_the_story_goes_on() {
    let plan = check(&[story(&[40; 12], &[1.5])], FIXED);
    for (number, page) in plan.pages.iter().enumerate() {
        for item in page {
            if let Part::Jump(to) = item.part {
                let goes_on = plan.pages[to as usize - 1].iter().any(|other| {
                    other.part == Part::Onward(number as u32 + 1)
                        && other.story == item.story
                });
                assert!(goes_on, "page {} jumps to {to}", number + 1);
            }
        }
    }
}

/// The units of the largest picture on page 1.
#[track_caller]
fn check_cover(ratios: &[f64], stories: usize, least: u32) {
    let lead = story(&[40, 30, 40], ratios);
    let rest = (1..stories).map(|_| story(&[20, 15], &[]));
    let stories: Vec<StoryShape> = std::iter::once(lead).chain(rest).collect();
    let plan = check(&stories, FIXED);
    let widest = plan.pages[0]
        .iter()
        .filter(|item| matches!(item.part, Part::Figure { .. }))
        .map(|item| item.units)
        .max();
    assert!(widest >= Some(least), "{ratios:?}: {widest:?} units");
}

#[test]
fn the_cover_has_a_large_picture_whatever_its_shape() {
    for ratio in [1.2, 1.33, 1.5, 1.78, 2.4] {
        check_cover(&[ratio], 6, 12);
        check_cover(&[ratio], 1, 12);
    }
    for ratio in [0.5, 0.67, 0.75, 1.0] {
        check_cover(&[ratio], 6, 8);
        check_cover(&[ratio], 1, 8);
    }
    check_cover(&[0.67, 1.5], 6, 12);
}

#[test]
fn a_band_stands_over_all_legs_of_its_story() {
    for (paragraphs, bands) in [(&[12][..], 1), (&[40; 9], 2), (&[], 1), (&[3], 3)] {
        let mut one = story(paragraphs, &[1.5]);
        for _ in 0..bands {
            one.figures.push(FigureShape {
                ratios: Vec::new(),
                captions: [(4, 29), (6, 26), (8, 24), (12, 21)].into(),
                band: true,
            });
            let text = one.text.get_mut(&4).expect("a text");
            text.anchors.push(text.rows.len() / 2);
        }
        let plan = check(&[story(&[9, 9], &[]), one], FIXED);
        for item in plan.pages.iter().flatten() {
            if matches!(item.part, Part::Figure { picture: 0, .. }) {
                assert_eq!(item.units, 12, "{item:?}");
            }
        }
    }
}

#[test]
fn no_page_but_the_last_is_half_empty_where_stories_can_move() {
    // Eight stories of about a page, each with two or three pictures.
    for length in [120, 135, 150, 160, 175] {
        let stories: Vec<StoryShape> = (0..8)
            .map(|at| {
                let ratios = [&[1.5, 1.33][..], &[1.5, 0.75, 1.5]][at % 2];
                story(&vec![15; (length + at * 7 % 30) / 15], ratios)
            })
            .collect();
        let plan = check(&stories, FIXED);
        let last = plan.pages.len() - 1;
        for (number, page) in plan.pages[..last].iter().enumerate() {
            let covered: u32 = page
                .iter()
                .filter(|item| item.part != Part::Hair)
                .map(|item| item.lines * item.units)
                .sum();
            assert!(
                covered * 2 >= 59 * 12,
                "{length}: page {number} of {last}: {covered}"
            );
        }
        assert!(plan.pages[last].iter().any(|item| item.story.is_some()), "{length}");
    }
}

/// Whether page 1 keeps a column for the index, and on how many pages all stands.
#[track_caller]
fn check_index(stories: &[StoryShape], pages: Option<u32>, index: bool, count: usize) {
    let plan = check(stories, Fixed { pages, ..FIXED });
    let has = plan.pages[0].iter().any(|item| item.part == Part::Index);
    assert_eq!((has, plan.pages.len()), (index, count));
}

#[test]
fn the_index_has_its_column_only_when_it_lists_a_story() {
    let brief = || story(&[6, 6], &[]);
    let long = || story(&[40, 40], &[1.5]);
    check_index(&[brief(), brief()], None, false, 1);
    check_index(&[brief(), brief()], Some(1), false, 1);
    // The second page stays blank, so nothing is on it to be listed.
    check_index(&[brief(), brief()], Some(2), false, 2);
    check_index(&[long(), long(), long()], Some(4), true, 4);
    // Without a title there is nothing to list it by.
    let mut nameless = long();
    nameless.titled = false;
    check_index(&[long(), nameless], Some(4), false, 4);
}

#[test]
fn the_imprint_stands_below_the_last_story() {
    for (count, pages) in [(1, None), (3, None), (8, None), (2, Some(8))] {
        let stories: Vec<StoryShape> =
            (0..count).map(|_| story(&[20, 20, 20], &[1.5])).collect();
        let plan = check(&stories, Fixed { pages, ..FIXED });
        let page = plan
            .pages
            .iter()
            .find(|page| page.iter().any(|item| item.part == Part::Imprint))
            .expect("an imprint");
        assert!(page.iter().any(|item| item.story.is_some()), "{count}");
    }
}

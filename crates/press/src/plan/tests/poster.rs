//! Page 1 as a poster, and the pages after it.

use super::*;

/// A poster of the first story's picture, as high as the page.
const POSTER: Poster =
    Poster { story: 0, figure: 0, label: 14, picture: 34, caption: 1, head: 0, index: 9 };

/// The plan of an issue with a poster, on so many pages.
fn with_poster(stories: &[StoryShape], wants: &[Want], pages: usize) -> Plan {
    with(stories, wants, &[], |job| {
        plan(&Job { poster: Some(POSTER), ..*job }, Some(pages), None)
    })
}

fn has_poster(plan: &Plan) -> bool {
    plan.pages[0].iter().any(|item| matches!(item.part, Part::Poster { .. }))
}

#[test]
fn a_poster_has_page_1_and_its_picture_stands_nowhere_else() {
    let stories = stories(9);
    let plan = with_poster(&stories, &vec![Want::default(); 9], 8);
    assert_eq!(plan.pages.len(), 8);
    let parts: Vec<&Part> = plan.pages[0].iter().map(|item| &item.part).collect();
    let shown = Part::Poster { story: 0, figure: 0, picture: 34 };
    assert_eq!(parts, [&Part::Masthead, &shown, &Part::Index]);
    for (story, shape) in stories.iter().enumerate() {
        let (rows, figures) = set(&plan, story);
        let all = shape.text.values().any(|text| text.rows.len() == rows.len());
        assert!(all, "story {story} lost text");
        let on_page_1 = usize::from(story == 0);
        assert_eq!(figures.len() + on_page_1, shape.figures.len());
    }
    let leads = |item: &&Item| item.story == Some(0);
    assert!(plan.pages[1].iter().any(|item| leads(&item)), "it begins on page 2");
}

#[test]
fn a_saved_poster_is_set_again_and_its_other_pages_with_it() {
    let stories = stories(9);
    let wants = vec![Want::default(); 9];
    let first = with_poster(&stories, &wants, 8);
    let again = with(&stories, &wants, &[], |job| {
        plan(&Job { poster: Some(POSTER), ..*job }, None, Some(&first.modules))
    });
    assert_eq!(again.modules, first.modules);
    assert!(has_poster(&again));
    // Without its picture the issue is composed anew.
    let without =
        with(&stories, &wants, &[], |job| plan(job, None, Some(&first.modules)));
    assert!(!has_poster(&without));
    assert_eq!(without.pages.len(), 8);
    assert_whole(&stories, &without);
}

#[test]
fn there_is_no_poster_where_its_page_is_wanted_for_text() {
    let stories = stories(9);
    let mut wants = vec![Want::default(); 9];
    assert!(has_poster(&with_poster(&stories, &wants, 8)));
    wants[3].page = Some(0);
    assert!(!has_poster(&with_poster(&stories, &wants, 8)));
    wants[3].page = None;
    wants[0].may_hold = true;
    assert!(!has_poster(&with_poster(&stories, &wants, 8)));
    // As much text as eight pages hold.
    let most = (9..22).rev().find_map(|count| {
        let stories = super::stories(count);
        let plan = planned(&stories, Some(8));
        (plan.pages.len() == 8 && plan.excess == 0).then_some(stories)
    });
    let most = most.expect("something fits");
    let plan = with_poster(&most, &vec![Want::default(); most.len()], 8);
    assert_eq!((plan.pages.len(), has_poster(&plan)), (8, false));
}

#[test]
fn a_picture_dominates_the_pages_after_a_poster() {
    let mut stories = stories(8);
    // A long story without another picture follows.
    stories[0] = story(170, &[1.5]);
    let plan = with_poster(&stories, &vec![Want::default(); 8], 8);
    assert!(has_poster(&plan));
    let area = |item: &Item| match item.part {
        Part::Figure { picture, .. } => item.units * picture,
        _ => 0,
    };
    let largest = plan.pages[1..3].iter().flatten().map(area).max();
    let share = largest.unwrap_or_default() * 100 / (12 * 59);
    assert!((18..=45).contains(&share), "{share} % of a page");
}

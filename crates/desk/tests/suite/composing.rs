//! A plan taken over, changed by hand and composed again, as the app does it.

use desk::{Corner, Desk, Failure, ModuleAt, Proposal};
use document::{ArticleId, Lang, Module, ModuleKind, PagePlan, Wish};
use tempfile::TempDir;

/// A bulletin with an issue of four pages and three short stories.
fn desk() -> (TempDir, Desk, [ArticleId; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.bantin");
    let mut desk = Desk::create(&path, "Hậu Giang", "", Lang::Vi, "thoi-su").unwrap();
    desk.add_issue(9, "2021-02-27".parse().unwrap(), Some(4), false).unwrap();
    let stories = ["Một", "Hai", "Ba"].map(|title| {
        let (id, _) = desk.add_article(None).unwrap();
        let text =
            "Hai địa phương đã ký kết chương trình hợp tác phát triển. ".repeat(20);
        desk.edit_article(id, |article| {
            article.title = title.to_owned();
            article.source_text = text;
        })
        .unwrap();
        id
    });
    (folder, desk, stories)
}

fn module(article: ArticleId, part: u32, unit: u32, line: u32) -> Module {
    Module {
        kind: ModuleKind::Normal,
        article: Some(article),
        part,
        unit,
        units: 4,
        line,
        lines: 15,
        legs: None,
        pinned: false,
    }
}

/// Page 1 has two stories side by side, page 2 one; pages 3 and 4 are empty.
fn plan([one, two, three]: [ArticleId; 3]) -> PagePlan {
    let cover = vec![module(one, 0, 0, 30), module(two, 0, 4, 30)];
    PagePlan { pages: vec![cover, vec![module(three, 0, 0, 0)], vec![], vec![]] }
}

fn take(desk: &mut Desk, plan: PagePlan) {
    let proposal = Proposal { plan, ..Proposal::default() };
    let changes = desk.take_proposal(&proposal).unwrap();
    assert!(changes.plan, "the interface hears of it");
}

fn at(page: usize, index: usize) -> ModuleAt {
    ModuleAt { page, index }
}

/// Puts a module somewhere in the size it has.
fn moved(desk: &mut Desk, which: ModuleAt, to: Corner) -> Result<ModuleAt, Failure> {
    let plan = saved(desk);
    let module = plan.pages.get(which.page).and_then(|page| page.get(which.index));
    let size = module.map_or((4, 15), |module| (module.units, module.lines));
    Ok(desk.place_module(which, to, size)?.0)
}

/// Makes a module so wide and so high where it stands.
fn resized(
    desk: &mut Desk,
    which: ModuleAt,
    size: (u32, u32),
) -> Result<ModuleAt, Failure> {
    let Module { unit, line, .. } = saved(desk).pages[which.page][which.index];
    Ok(desk.place_module(which, Corner { page: which.page, unit, line }, size)?.0)
}

fn saved(desk: &mut Desk) -> PagePlan {
    desk.plan().unwrap().unwrap()
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(refused: Result<T, Failure>, code: &str) {
    assert_eq!(refused.unwrap_err().code, code);
}

#[test]
fn composing_changes_nothing_and_taking_is_one_step() {
    let (_folder, mut desk, stories) = desk();
    let composition = desk.propose(None, 3).unwrap();
    assert!(composition.fits() && composition.pages == 4, "{composition:?}");
    assert_eq!(composition.sentences(Lang::Vi).len(), composition.proposals.len());
    assert_eq!(desk.plan().unwrap(), None);
    let best = &composition.proposals[0];
    for story in stories {
        assert!(best.plan.page_of(story).is_some(), "every story stands somewhere");
    }
    desk.take_proposal(best).unwrap();
    assert_eq!(saved(&mut desk), best.plan);
    let (undo, _) = desk.next_steps(Lang::Vi).unwrap();
    assert_eq!(undo.as_deref(), Some("Dàn trang"));
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(desk.plan().unwrap(), None);
    desk.redo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), best.plan);
}

#[test]
fn a_hand_takes_hold_of_what_is_seen() {
    let (_folder, mut desk, stories) = desk();
    take(&mut desk, plan(stories));
    // The press had to set the pages again.
    let seen = desk.shown_plan().unwrap();
    assert_ne!(seen, plan(stories));
    desk.pin(at(1, 0), true).unwrap();
    let pinned = Module { pinned: true, ..seen.pages[1][0].clone() };
    assert_eq!(saved(&mut desk).pages[1][0], pinned);
}

#[test]
fn a_moved_module_is_pinned_and_read_in_its_new_place() {
    let (_folder, mut desk, stories) = desk();
    let mut expected = plan(stories);
    expected.pages.iter_mut().flatten().for_each(|module| module.pinned = true);
    take(&mut desk, expected.clone());
    let to = Corner { page: 1, unit: 0, line: 20 };
    let now = moved(&mut desk, at(0, 0), to).unwrap();
    assert_eq!(now, at(1, 1));
    let there = Module { line: 20, ..expected.pages[0].remove(0) };
    expected.pages[1].push(there);
    assert_eq!(saved(&mut desk), expected);
    let to = Corner { page: 1, unit: 8, line: 0 };
    let now = moved(&mut desk, at(0, 0), to).unwrap();
    assert_eq!(now, at(1, 1), "beside what begins on the same line");
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), expected);
}

#[test]
fn size_columns_and_pin_are_steps_of_their_own() {
    let (_folder, mut desk, stories) = desk();
    take(&mut desk, plan(stories));
    resized(&mut desk, at(1, 0), (8, 20)).unwrap();
    desk.set_legs(at(1, 0), Some(2)).unwrap();
    let module = saved(&mut desk).pages[1][0].clone();
    assert_eq!((module.units, module.lines, module.legs), (8, 20, Some(2)));
    assert!(module.pinned);
    desk.pin(at(1, 0), false).unwrap();
    assert!(!saved(&mut desk).pages[1][0].pinned);
    for _ in 0..3 {
        desk.undo(Lang::Vi).unwrap();
    }
    assert_eq!(saved(&mut desk), plan(stories));
    desk.clear_plan().unwrap();
    assert_eq!(desk.plan().unwrap(), None);
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), plan(stories));
}

#[test]
fn moving_and_resizing_at_once_is_one_step() {
    let (_folder, mut desk, stories) = desk();
    take(&mut desk, plan(stories));
    let to = Corner { page: 2, unit: 4, line: 10 };
    let (now, changes) = desk.place_module(at(1, 0), to, (8, 30)).unwrap();
    assert!(changes.plan);
    assert_eq!(now, at(2, 0));
    let module = saved(&mut desk).pages[2][0].clone();
    assert_eq!((module.unit, module.units, module.line, module.lines), (4, 8, 10, 30));
    assert!(module.pinned);
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), plan(stories), "one step");
}

#[test]
fn a_page_is_moved_with_all_that_stands_on_it_in_one_step() {
    let (_folder, mut desk, stories) = desk();
    let mut before = plan(stories);
    before.pages[1][0].pinned = true;
    take(&mut desk, before.clone());
    let wish = Wish { page: Some(2), ..Wish::default() };
    desk.set_wish(stories[2], &wish).unwrap();
    let changes = desk.move_page(1, 2).unwrap();
    assert!(changes.plan);
    let after = saved(&mut desk);
    assert_eq!(after.pages[2], before.pages[1]);
    assert_eq!(after.pages[1], before.pages[2]);
    assert_eq!(desk.wish(stories[2]).unwrap().page, Some(3), "the wish goes with it");
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), before, "one step");
    assert_eq!(desk.wish(stories[2]).unwrap().page, Some(2));
}

#[test]
fn a_page_that_cannot_be_moved_stays_and_says_why() {
    let (_folder, mut desk, stories) = desk();
    let mut before = plan(stories);
    let mut onward = module(stories[2], 1, 0, 0);
    onward.part = 1;
    before.pages[2].push(onward);
    take(&mut desk, before.clone());
    for (from, to, code) in [
        (0, 2, "plan.page_fixed"),
        (2, 0, "plan.page_fixed"),
        (1, 9, "plan.off_page"),
        (2, 1, "plan.continuation"),
    ] {
        assert_eq!(desk.move_page(from, to).unwrap_err().code, code, "{from} to {to}");
        assert_eq!(saved(&mut desk), before);
    }
}

#[test]
fn several_stories_are_set_aside_put_back_and_removed_each_in_one_step() {
    let (_folder, mut desk, stories) = desk();
    let here = |desk: &Desk| desk.outline().unwrap().len();
    let all = here(&desk);
    desk.set_aside(&stories[..2]).unwrap();
    assert_eq!((here(&desk), desk.pool().unwrap().len()), (all - 2, 2));
    desk.undo(Lang::Vi).unwrap();
    assert_eq!((here(&desk), desk.pool().unwrap().len()), (all, 0), "one step");
    desk.redo(Lang::Vi).unwrap();
    desk.move_articles(&stories[..2], None, 0).unwrap();
    let order: Vec<_> = desk.outline().unwrap().into_iter().map(|head| head.id).collect();
    assert_eq!(order[..2], stories[..2]);
    desk.remove_articles(&stories[1..]).unwrap();
    assert_eq!(here(&desk), all - 2);
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(here(&desk), all, "one step");
}

#[test]
fn a_proposal_on_other_pages_gives_the_issue_those_pages() {
    let (_folder, mut desk, stories) = desk();
    let pages = |desk: &mut Desk| desk.issue().unwrap().unwrap().pages;
    let mut proposal = Proposal { plan: plan(stories), ..Proposal::default() };
    proposal.plan.pages.resize(8, Vec::new());
    let changes = desk.take_proposal(&proposal).unwrap();
    assert!(changes.plan && changes.issues, "{changes:?}");
    assert_eq!(pages(&mut desk), Some(8));
    desk.undo(Lang::Vi).unwrap();
    assert_eq!((pages(&mut desk), desk.plan().unwrap()), (Some(4), None), "one step");
    take(&mut desk, plan(stories));
    assert_eq!(pages(&mut desk), Some(4));
}

#[test]
fn the_first_hand_on_pages_nobody_composed_is_one_step() {
    let (_folder, mut desk, _) = desk();
    let shown = desk.preview().unwrap().plan().clone();
    let story = shown.pages[0].iter().position(|module| module.article.is_some());
    let story = story.expect("a story on page 1");
    desk.pin(at(0, story), true).unwrap();
    let saved = desk.plan().unwrap().expect("a plan");
    assert!(saved.pages[0][story].pinned);
    assert_eq!(saved.pages.len(), shown.pages.len());
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(desk.plan().unwrap(), None);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let (_folder, mut desk, stories) = desk();
    let mut planned = plan(stories);
    planned.pages[0][1].pinned = true;
    planned.pages[2].push(Module { pinned: true, ..module(stories[2], 1, 0, 0) });
    let head = Module {
        kind: ModuleKind::Masthead,
        article: None,
        ..module(stories[0], 0, 0, 0)
    };
    let foot = Module {
        kind: ModuleKind::Imprint,
        units: 12,
        line: 57,
        lines: 2,
        ..head.clone()
    };
    planned.pages[0].insert(0, head);
    planned.pages[3].push(foot);
    take(&mut desk, planned.clone());
    let to = |page, unit, line| Corner { page, unit, line };
    for (which, to, code) in [
        (at(0, 9), to(0, 0, 0), "plan.no_module"),
        (at(7, 0), to(0, 0, 0), "plan.no_module"),
        (at(0, 0), to(0, 4, 0), "plan.fixed"),
        (at(0, 1), to(0, 9, 30), "plan.off_page"),
        (at(0, 1), to(0, 0, 50), "plan.off_page"),
        (at(0, 1), to(4, 0, 0), "plan.off_page"),
        (at(0, 1), to(0, u32::MAX, u32::MAX), "plan.off_page"),
        (at(0, 1), to(0, 3, 35), "plan.taken"),
        (at(0, 1), to(0, 0, 10), "plan.masthead"),
        (at(1, 0), to(3, 4, 44), "plan.imprint"),
        (at(3, 0), to(3, 4, 10), "plan.fixed_imprint"),
        (at(1, 0), to(3, 0, 0), "plan.continuation"),
    ] {
        check_refused(moved(&mut desk, which, to), code);
    }
    check_refused(resized(&mut desk, at(0, 1), (0, 10)), "plan.off_page");
    check_refused(resized(&mut desk, at(0, 1), (5, 10)), "plan.taken");
    check_refused(desk.set_legs(at(0, 1), Some(5)), "plan.legs");
    check_refused(desk.set_legs(at(0, 0), Some(1)), "plan.legs");
    assert_eq!(saved(&mut desk), planned);
}

/// A story that has to give way is composed again with the rest, or nothing happens.
#[test]
fn a_module_put_on_another_moves_that_one_or_itself_not_at_all() {
    let (_folder, mut desk, stories) = desk();
    take(&mut desk, plan(stories));
    let before = saved(&mut desk);
    let put = moved(&mut desk, at(0, 0), Corner { page: 0, unit: 4, line: 32 });
    let after = saved(&mut desk);
    match put {
        Ok(now) => {
            let module = &after.pages[now.page][now.index];
            assert_eq!(
                (module.article, module.unit, module.line),
                (Some(stories[0]), 4, 32)
            );
            for (page, one) in after.modules() {
                for (other_page, other) in after.modules() {
                    let same = std::ptr::eq(one, other) || page != other_page;
                    assert!(same || !one.overlaps(other), "{one:?} {other:?}");
                }
            }
            desk.undo(Lang::Vi).unwrap();
            assert_eq!(saved(&mut desk), before, "one step");
        }
        Err(failure) => {
            assert_eq!(failure.code, "plan.no_room");
            assert_eq!(after, before);
        }
    }
}

#[test]
fn a_story_that_leaves_takes_its_module_along() {
    let (folder, mut desk, stories) = desk();
    take(&mut desk, plan(stories));
    desk.set_wish(stories[0], &Wish { page: Some(1), ..Wish::default() }).unwrap();
    let old = desk.propose(None, 1).unwrap().proposals.remove(0);
    desk.remove_articles(&stories[..1]).unwrap();
    assert_eq!(saved(&mut desk).page_of(stories[0]), None);
    check_refused(desk.take_proposal(&old), "edit.missing");
    desk.undo(Lang::Vi).unwrap();
    assert_eq!(saved(&mut desk), plan(stories));
    drop(desk);
    let mut desk = Desk::open(&folder.path().join("b.bantin")).unwrap();
    assert_eq!(saved(&mut desk), plan(stories), "after opening again");
    assert_eq!(desk.wish(stories[0]).unwrap().page, Some(1));
}

#[test]
fn what_came_after_the_plan_is_told() {
    let (_folder, mut desk, stories) = desk();
    let told = |desk: &mut Desk| -> Vec<(&'static str, Option<ArticleId>)> {
        let remarks = desk.check(Lang::Vi).unwrap().into_iter().map(|said| said.remark);
        let plan = remarks.filter(|remark| {
            ["plan.pages", "plan.unplaced", "plan.held"].contains(&remark.code)
        });
        plan.map(|remark| (remark.code, remark.place.article)).collect()
    };
    let (late, _) = desk.add_article(None).unwrap();
    assert_eq!(told(&mut desk), [], "nothing without a plan");
    take(&mut desk, plan(stories));
    assert_eq!(told(&mut desk), [], "an empty article needs no place");
    desk.edit_article(late, |article| article.title = "Tin muộn".into()).unwrap();
    assert_eq!(told(&mut desk), [("plan.unplaced", Some(late))]);
    desk.set_wishes(late, &[("hold".into(), "yes".into())]).unwrap();
    assert_eq!(told(&mut desk), [("plan.held", Some(late))]);
    let issue = desk.issue().unwrap().map(|issue| issue.id);
    desk.set("pages", "8", issue).unwrap();
    assert_eq!(told(&mut desk), [("plan.pages", None), ("plan.held", Some(late))]);
}

#[test]
fn the_grid_of_a_page_lies_within_the_page() {
    let (_folder, mut desk, _) = desk();
    for page in 0..3 {
        let grid = desk.page_grid(page).unwrap();
        assert_eq!((grid.units, grid.lines), (12, 59));
        let width = 12.0 * grid.unit.0 + 11.0 * grid.gutter.0;
        let mm = |points: f64| points * 25.4 / 72.0;
        assert!((mm(width) - 164.0).abs() < 0.5, "{grid:?}");
        assert!(mm(grid.left.0) >= 10.0 && mm(grid.left.0 + width) <= 180.0, "{grid:?}");
        assert!(mm(grid.top.0 + 59.0 * grid.baseline.0) <= 260.0, "{grid:?}");
    }
}

//! Soft rules and the points they cost.

use super::issue::{FOOT, Item, LEAD, head, item, pages, picture, sound};
use super::{Rule, at, points, spoilt};
use crate::block::BlockKind::{Aside, Filler, Leg, Picture};
use crate::rules::{check as check_pages, penalty, squeeze, text_of, unused_area};

#[track_caller]
fn check(rule: Rule, expected: u32, spoil: impl FnOnce(&mut Vec<Item>)) {
    assert_eq!(points(&spoilt(spoil), rule), expected);
}

/// What the rule costs in the sound issue and after spoiling.
#[track_caller]
fn check_more(rule: Rule, expected: u32, spoil: impl FnOnce(&mut Vec<Item>)) {
    let before = points(&spoilt(|_| {}), rule);
    assert_eq!(points(&spoilt(spoil), rule) - before, expected);
}

#[test]
fn the_sound_inner_page_costs_nothing() {
    let broken = check_pages(&pages(&sound()));
    assert_eq!(penalty(&broken, 1), 0, "{broken:#?}");
    // The jump, and nothing else.
    assert_eq!(penalty(&broken, 0), 140, "{broken:#?}");
}

#[test]
fn a_spread_has_one_dominant_picture() {
    check(Rule::Dominant, 120, |items| at(items, 1, 0, 0).lines.0 = 16.0);
    check(Rule::Dominant, 120, |items| {
        items.retain(|i| i.page == 0 || i.kind != picture());
    });
}

#[test]
fn pictures_are_a_quarter_to_a_half_of_a_page() {
    // No picture at all is 25 points short.
    check(Rule::PictureShare, 100, |items| {
        items.retain(|i| i.page == 0 || i.kind != picture());
    });
}

#[test]
fn tombstones_touching_and_growing_heads() {
    let two = |items: &mut Vec<Item>, size: f64, line: u32| {
        items.retain(|i| i.article != FOOT);
        items.extend([
            item(1, FOOT, head(19.5), (0, 8), (45, 48)),
            item(1, FOOT, Leg, (0, 4), (48, 59)),
            item(1, FOOT, Leg, (4, 8), (48, 59)),
            item(1, 3, head(size), (8, 12), (line, line + 3)),
            item(1, 3, Leg, (8, 12), (line + 3, 59)),
        ]);
    };
    check(Rule::Tombstone, 40, |items| two(items, 14.0, 47));
    check(Rule::Tombstone, 0, |items| two(items, 14.0, 48));
    check(Rule::BumpedHeads, 40, |items| two(items, 19.5, 48));
    check(Rule::BumpedHeads, 0, |items| two(items, 14.0, 48));
    check(Rule::HeadsShrink, 30, |items| {
        let item = items.iter_mut().find(|i| i.kind == head(29.5)).expect("a head");
        item.kind = head(12.0);
    });
}

#[test]
fn legs_are_neither_short_nor_long() {
    let legs = |items: &mut Vec<Item>, from: f64| {
        for leg in items.iter_mut().filter(|i| i.article == FOOT && i.kind == Leg) {
            leg.lines.0 = from;
        }
    };
    check(Rule::LegLength, 0, |items| legs(items, 51.0));
    check(Rule::LegLength, 2 * (60 + 2 * 4), |items| legs(items, 53.0));
    check(Rule::LegLength, 0, |items| {
        legs(items, 53.0);
        at(items, 1, 4, 45).kind = head(10.4);
    });
}

#[test]
fn a_story_is_neither_flat_nor_square() {
    check_more(Rule::Proportion, 15, |items| {
        for item in items.iter_mut().filter(|i| i.article == FOOT) {
            item.lines.1 = item.lines.1.min(58.0);
        }
    });
}

#[test]
fn a_last_line_is_long_enough() {
    check(Rule::Widow, 20, |items| {
        let mut words = vec!["và các xã trong vùng"; 12];
        words[11] = "Long";
        at(items, 1, 8, 47).words = words;
    });
}

#[test]
fn white_is_not_shut_in() {
    let hole = |items: &mut Vec<Item>, units| {
        items.retain(|i| i.page == 0);
        items.retain(|i| !matches!(i.kind, crate::BlockKind::Jump { .. }));
        items.extend([
            item(1, 0, Filler, (0, 12), (0, 20)),
            item(1, 0, Filler, (0, 4), (21, 30)),
            item(1, 0, Filler, units, (21, 30)),
            item(1, 0, Filler, (0, 12), (31, 59)),
        ]);
    };
    check(Rule::TrappedWhite, 80, |items| hole(items, (8, 12)));
    check(Rule::TrappedWhite, 0, |items| hole(items, (4, 8)));
}

#[test]
fn feet_are_level() {
    check(Rule::Feet, 0, |items| at(items, 1, 8, 47).lines.1 = 57.0);
    check(Rule::Feet, 12, |items| at(items, 1, 8, 47).lines.1 = 56.0);
    check(Rule::Feet, 12, |items| at(items, 1, 4, 47).lines.1 = 58.0);
}

#[test]
fn a_crop_costs_the_lines_it_takes() {
    // 146.468 wide and 155.7 high: at this ratio three lines of 11.5 more.
    check(Rule::Crop, 36, |items| {
        at(items, 1, 0, 45).kind = Picture { ratio: 146.468 / 190.2, shown: 0.0 };
    });
}

#[test]
fn two_pictures_differ() {
    check(Rule::SamePictures, 25, |items| {
        let picture = at(items, 1, 0, 0);
        picture.units.1 = 4.0;
        picture.lines.1 = 14.0;
    });
}

#[test]
fn a_pull_quote_keeps_its_distance() {
    let quote = |items: &mut Vec<Item>, line: u32, words: &'static str| {
        let mut quote = item(1, LEAD, Aside, (8, 12), (line, line + 4));
        quote.size = 20.5;
        quote.words = vec![words];
        items.push(quote);
        at(items, 1, 8, 31).written = Some(9);
    };
    check(Rule::PullQuote, 0, |items| quote(items, 40, "Nước về thì lúa tốt"));
    check(Rule::PullQuote, 10, |items| quote(items, 40, "sau khi mùa nước nổi"));
    check(Rule::PullQuote, 10, |items| quote(items, 36, "Nước về thì lúa tốt"));
}

#[test]
fn the_rules_of_a_spread_meet() {
    let second = |items: &mut Vec<Item>, line: u32| {
        items.push(item(2, 3, crate::BlockKind::Rule, (0, 12), (line, line)));
    };
    check(Rule::RulesMeet, 0, |items| second(items, 45));
    check(Rule::RulesMeet, 15, |items| second(items, 47));
    check(Rule::RulesMeet, 0, |items| second(items, 49));
}

#[test]
fn a_page_is_in_balance() {
    // All its weight lies at 15.8 % of the width and 7.6 % of the height.
    check(Rule::Balance, 121, |items| {
        items.push(item(2, 0, Filler, (0, 4), (0, 9)));
    });
}

#[test]
fn empty_room_costs() {
    // 59 lines less 1.77.
    check(Rule::Empty, 1717, |items| items.push(item(2, 0, Filler, (0, 4), (0, 9))));
}

#[test]
fn a_reader_finds_something_to_enter_by() {
    check(Rule::EntryPoints, 30, |items| {
        items.retain(|i| i.article != FOOT || i.kind != picture());
    });
}

#[test]
fn unused_area_counts_all_but_the_line_between_two_modules() {
    let share = |spoil: &dyn Fn(&mut Vec<Item>)| {
        let mut items = sound();
        spoil(&mut items);
        let pages = pages(&items);
        [0, 1].map(|page| (unused_area(&pages[page]) * 59.0 * 12.0).round())
    };
    assert_eq!(share(&|_| {}), [0.0, 0.0]);
    let shorter = |items: &mut Vec<Item>| {
        for item in items.iter_mut().filter(|i| i.article == FOOT) {
            item.lines.1 = item.lines.1.min(55.0);
        }
    };
    assert_eq!(share(&shorter), [0.0, 48.0]);
    let filled = |items: &mut Vec<Item>| {
        shorter(items);
        items.push(item(1, 0, Filler, (0, 12), (56, 59)));
    };
    assert_eq!(share(&filled), [0.0, 36.0]);
    let lower = |items: &mut Vec<Item>| {
        for item in items.iter_mut().filter(|i| i.article == FOOT) {
            item.lines.0 = item.lines.0.max(47.0);
        }
    };
    assert_eq!(share(&lower), [0.0, 24.0]);
}

#[test]
fn the_words_of_an_article_are_read_off_its_pages() {
    let mut items = sound();
    at(&mut items, 0, 0, 49).words = vec!["Đầu bài,", "Cần Thơ"];
    at(&mut items, 0, 4, 49).words = vec!["đi xa"];
    let pages = pages(&items);
    let text = text_of(&pages, super::issue::id(LEAD));
    assert!(text.body.starts_with("Đầubài,CầnThơđixavàcácxã"), "{}", text.body);
    assert_eq!(text.title.matches("vàcácxã").count(), 2);
    assert_eq!(text.captions.matches("vàcácxã").count(), 2);
    assert_eq!(squeeze("Cần\u{a0}Thơ\u{ad}-\n x"), "CầnThơ-x");
}

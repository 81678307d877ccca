//! Hard rules: the one that is broken, and no other.

use super::issue::{FOOT, Item, LEAD, head, item, picture};
use super::{Rule, at, hard, spoilt};
use crate::block::BlockKind::{
    Aside, Caption, Filler, Hair, Imprint, Index, Jump, Leg, Masthead,
};
use std::collections::BTreeSet;

#[track_caller]
fn check(rule: Rule, spoil: impl FnOnce(&mut Vec<Item>)) {
    assert_eq!(hard(&spoilt(spoil)), BTreeSet::from([rule]));
}

/// Takes away all of a page.
fn clear(items: &mut Vec<Item>, page: usize) {
    items.retain(|item| item.page != page);
}

#[test]
fn the_sound_issue_breaks_no_rule() {
    assert_eq!(hard(&spoilt(|_| {})), BTreeSet::new());
}

#[test]
fn legs_begin_on_one_line_and_end_within_one() {
    check(Rule::Rectangle, |items| at(items, 1, 4, 47).lines.0 = 49.0);
    check(Rule::Rectangle, |items| at(items, 1, 0, 31).lines.1 = 42.0);
    check(Rule::Rectangle, |items| at(items, 1, 8, 47).lines.1 = 54.0);
    let free = spoilt(|items| at(items, 1, 8, 47).lines.1 = 55.0);
    assert_eq!(hard(&free), BTreeSet::new());
}

#[test]
fn a_page_is_cut_with_a_guillotine() {
    check(Rule::Guillotine, |items| {
        let filler = |units, lines| item(2, 0, Filler, units, lines);
        items.extend([
            filler((0, 8), (0, 20)),
            filler((8, 12), (0, 40)),
            filler((4, 12), (41, 59)),
            filler((0, 4), (21, 59)),
            filler((4, 8), (21, 40)),
        ]);
    });
}

#[test]
fn a_rail_stands_beside_the_legs_of_the_cover_alone() {
    check(Rule::Guillotine, |items| {
        for item in items.iter_mut() {
            item.page += 1;
            match &mut item.kind {
                Jump { to } => *to += 1,
                crate::BlockKind::Onward { from } => *from += 1,
                _ => {}
            }
        }
    });
}

#[test]
fn heads_on_the_cover_are_no_tombstones() {
    check(Rule::Tombstone, |items| {
        items.truncate(1);
        items.extend([
            item(0, LEAD, head(19.5), (0, 8), (12, 16)),
            item(0, LEAD, Leg, (0, 4), (16, 40)),
            item(0, LEAD, Leg, (4, 8), (16, 40)),
            item(0, FOOT, head(14.0), (8, 12), (14, 17)),
            item(0, FOOT, Leg, (8, 12), (17, 40)),
        ]);
    });
}

#[test]
fn no_picture_stands_between_a_head_and_its_first_line() {
    check(Rule::PictureInText, |items| {
        let picture = at(items, 1, 0, 45);
        (picture.units, picture.lines) = ((4.0, 8.0), (47.0, 52.0));
        at(items, 1, 4, 45).units = (4.0, 12.0);
        let leg = items.iter_mut().rfind(|i| i.kind == Leg && i.units.0 == 4.0);
        leg.expect("a leg").lines.0 = 53.0;
    });
}

#[test]
fn no_picture_stands_at_the_foot_of_a_leg() {
    check(Rule::PictureInText, |items| {
        at(items, 1, 8, 47).written = Some(6);
        items.push(item(1, FOOT, picture(), (8, 12), (54, 59)));
    });
    let inside = spoilt(|items| {
        let leg = at(items, 1, 8, 47);
        leg.written = Some(6);
        leg.sunk = 11.5 * 6.0;
        leg.paragraphs.clear();
        items.push(item(1, FOOT, picture(), (8, 12), (47, 52)));
    });
    assert_eq!(hard(&inside), BTreeSet::new());
}

#[test]
fn the_head_stands_above_the_opening_and_the_caption_below_its_picture() {
    check(Rule::Order, |items| {
        at(items, 0, 0, 44).lines = (36.0, 40.0);
        let head = items.iter_mut().find(|i| i.kind == head(33.0));
        head.expect("a head").lines = (40.0, 44.0);
    });
    check(Rule::Order, |items| {
        at(items, 1, 0, 23).lines = (0.0, 1.0);
        at(items, 1, 0, 0).lines = (1.0, 24.0);
        items.swap(10, 11);
    });
}

#[test]
fn a_head_covers_its_legs() {
    check(Rule::NakedLeg, |items| at(items, 1, 4, 45).units.1 = 8.0);
    let beside = |items: &mut Vec<Item>, to: f64| {
        items.retain(|i| !(i.article == FOOT && i.units.0 == 0.0 && i.kind == picture()));
        at(items, 1, 4, 45).units = (0.0, 4.0);
        for leg in items.iter_mut().filter(|i| i.article == FOOT && i.kind == Leg) {
            leg.lines = (45.0, to);
        }
    };
    check(Rule::NakedLeg, |items| beside(items, 59.0));
    assert_eq!(hard(&spoilt(|items| beside(items, 57.0))), BTreeSet::new());
}

#[test]
fn a_picture_beside_the_head_covers_the_legs_below_it() {
    let beside = |items: &mut Vec<Item>, unit: f64, line: f64| {
        let it = items.iter_mut().find(|i| i.kind == head(29.5)).expect("a head");
        (it.units, it.lines) = ((8.0, 12.0), (line, 9.0));
        let onward = |i: &&mut Item| matches!(i.kind, crate::BlockKind::Onward { .. });
        let onward = items.iter_mut().find(onward).expect("a line above the head");
        (onward.units, onward.lines) = ((8.0, 12.0), (line - 1.0, line));
        at(items, 1, 0, 0).units.1 = unit;
        at(items, 1, 0, 23).units.1 = unit;
    };
    assert_eq!(hard(&spoilt(|items| beside(items, 8.0, 1.0))), BTreeSet::new());
    check(Rule::NakedLeg, |items| beside(items, 4.0, 1.0));
    check(Rule::NakedLeg, |items| beside(items, 8.0, 4.0));
}

#[test]
fn the_opening_may_stand_at_the_top_of_the_first_leg() {
    let opening = |line: u32| {
        spoilt(move |items| {
            let lead = crate::BlockKind::Lead;
            let leg = at(items, 1, 4, 47);
            leg.lines.0 = f64::from(line + 4);
            items.push(item(1, FOOT, lead, (4, 8), (line, line + 3)));
        })
    };
    assert_eq!(hard(&opening(47)), BTreeSet::new());
    assert_eq!(hard(&opening(48)), BTreeSet::from([Rule::Rectangle]));
}

#[test]
fn a_head_has_four_lines_under_it() {
    check(Rule::HeadAtFoot, |items| {
        for leg in items.iter_mut().filter(|i| i.article == FOOT && i.kind == Leg) {
            leg.lines.1 = 50.0;
        }
    });
}

#[test]
fn two_lines_of_a_paragraph_stay_together() {
    for (first, second) in [(11, 12), (13, 1)] {
        check(Rule::Widow, |items| {
            at(items, 1, 4, 47).paragraphs = vec![(0, first), (1, 99)];
            at(items, 1, 8, 47).paragraphs = match first {
                11 => vec![(1, second)],
                _ => vec![(0, second), (2, 99)],
            };
        });
    }
}

#[test]
fn a_caption_is_as_wide_as_its_picture_at_most_and_three_lines_high() {
    check(Rule::Caption, |items| at(items, 1, 0, 0).units.1 = 8.0);
    check(Rule::Caption, |items| {
        at(items, 1, 0, 0).lines.1 = 20.0;
        at(items, 1, 0, 23).lines.0 = 20.0;
    });
}

#[test]
fn a_caption_at_the_side_has_two_units() {
    let beside = |items: &mut Vec<Item>, unit: f64| {
        at(items, 1, 0, 0).units.1 = unit;
        let caption = at(items, 1, 0, 23);
        (caption.units, caption.lines) = ((unit, 12.0), (20.0, 23.0));
    };
    check(Rule::Caption, |items| beside(items, 11.0));
    assert_eq!(hard(&spoilt(|items| beside(items, 10.0))), BTreeSet::new());
}

#[test]
fn a_caption_stands_at_no_other_storys_edge() {
    let under = |items: &mut Vec<Item>| {
        clear(items, 1);
        items.retain(|i| !matches!(i.kind, Jump { .. }));
        items.extend([
            item(1, FOOT, head(14.0), (0, 12), (0, 2)),
            item(1, FOOT, picture(), (0, 12), (2, 20)),
            item(1, FOOT, Caption, (0, 12), (20, 21)),
            item(1, 3, head(14.0), (0, 12), (21, 24)),
            item(1, 3, Leg, (0, 4), (24, 40)),
            item(1, 3, Leg, (4, 8), (24, 40)),
            item(1, 3, Leg, (8, 12), (24, 40)),
        ]);
    };
    check(Rule::Caption, under);
    let parted = spoilt(|items| {
        under(items);
        items.push(item(1, 3, crate::BlockKind::Rule, (0, 12), (21, 21)));
        items.iter_mut().rfind(|_| true).expect("the rule").lines = (21.45, 21.45);
    });
    assert_eq!(hard(&parted), BTreeSet::new());
}

#[test]
fn enough_stands_before_a_jump_and_after_it() {
    check(Rule::JumpLength, |items| {
        for item in items.iter_mut().filter(|i| i.page == 0 && i.units.1 <= 8.0) {
            item.lines.0 += 1.0 + f64::from(u8::from(item.lines.0 > 48.0));
            if matches!(item.kind, Jump { .. }) {
                item.lines.0 = 58.0;
            }
        }
    });
    check(Rule::JumpLength, |items| {
        for leg in items.iter_mut().filter(|i| i.page == 1 && i.lines.0 == 31.0) {
            leg.lines.0 = 33.0;
        }
    });
}

#[test]
fn a_story_jumps_once() {
    let thrice = |items: &mut Vec<Item>| {
        items.extend([
            item(1, LEAD, Jump { to: 3 }, (8, 12), (43, 44)),
            item(2, LEAD, crate::BlockKind::Onward { from: 2 }, (0, 12), (0, 1)),
            item(2, LEAD, Leg, (0, 4), (1, 15)),
            item(2, LEAD, Leg, (4, 8), (1, 15)),
            item(2, LEAD, Leg, (8, 12), (1, 15)),
        ]);
        at(items, 1, 8, 31).lines.1 = 43.0;
    };
    check(Rule::JumpLength, thrice);
    let whole_page = spoilt(|items| {
        thrice(items);
        items.retain(|item| item.article != FOOT);
    });
    assert_eq!(hard(&whole_page), BTreeSet::new());
}

#[test]
fn page_numbers_are_right_in_both_directions() {
    check(Rule::Reference, |items| {
        let jump = items.iter_mut().find(|i| matches!(i.kind, Jump { .. }));
        jump.expect("a jump").kind = Jump { to: 3 };
    });
    check(Rule::Reference, |items| {
        items.retain(|i| !matches!(i.kind, crate::BlockKind::Onward { .. }));
    });
    check(Rule::Reference, |items| {
        items.push(item(1, FOOT, Jump { to: 2 }, (8, 12), (58, 59)));
        at(items, 1, 8, 47).lines.1 = 58.0;
    });
}

#[test]
fn edges_stand_on_units_and_text_on_lines() {
    check(Rule::Alignment, |items| {
        let leg = at(items, 1, 8, 47);
        leg.units.0 = 8.2;
    });
    check(Rule::Alignment, |items| at(items, 1, 8, 47).sunk = 2.0);
    check(Rule::Alignment, |items| {
        items.extend((0..8).map(|u| item(2, 0, Filler, (u, u + 1), (0, 9))));
    });
}

#[test]
fn a_page_has_eight_sizes() {
    let sizes = |items: &mut Vec<Item>, count: i32| {
        items.extend((0..count).map(|step| {
            let line = step as u32 * 4;
            let mut caption = item(2, FOOT, Caption, (0, 12), (line, line + 3));
            caption.size = 5.0 * 1.2_f64.powi(step);
            caption
        }));
        items.retain(|i| i.page != 1 || i.article != FOOT);
    };
    check(Rule::Sizes, |items| sizes(items, 9));
    assert_eq!(hard(&spoilt(|items| sizes(items, 8))), BTreeSet::new());
}

#[test]
fn what_belongs_together_is_not_parted() {
    check(Rule::Binding, |items| {
        at(items, 1, 4, 47).words =
            vec!["một đoàn xe buýt từ Cần", "Thơ đi Vị Thanh mỗi ngày"];
    });
    let head = |items: &mut Vec<Item>, words: [&'static str; 2]| {
        let item = at(items, 1, 4, 45);
        (item.kind, item.size, item.words) = (head(9.0), 9.0, words.to_vec());
    };
    check(Rule::Binding, |items| {
        head(items, ["Thêm đường nối Cần", "Thơ với các huyện"]);
    });
    let whole = spoilt(|items| head(items, ["Thêm đường nối", "Cần Thơ với các huyện"]));
    assert_eq!(hard(&whole), BTreeSet::new());
}

#[test]
fn a_name_is_not_parted_between_two_legs() {
    check(Rule::Binding, |items| {
        let mut words = vec!["và các xã trong vùng"; 12];
        words[11] = "một đoàn xe buýt từ Cần";
        at(items, 1, 4, 47).words = words;
        at(items, 1, 8, 47).words = vec!["Thơ đi xuống các xã"; 12];
    });
}

#[test]
fn ragged_text_ends_with_two_syllables() {
    let narrow = |items: &mut Vec<Item>, last: &'static str| {
        clear(items, 1);
        items.retain(|i| !matches!(i.kind, Jump { .. }));
        let mut leg = item(1, FOOT, Leg, (0, 3), (2, 10));
        leg.words = vec!["hàng hóa ra chợ sớm"; 8];
        leg.words[7] = last;
        items.extend([item(1, FOOT, head(14.0), (0, 3), (0, 2)), leg]);
    };
    // "Chợ này" is bound as the end of the paragraph, so a name keeps the last word free.
    check(Rule::Binding, |items| {
        narrow(items, "Long");
    });
    assert_eq!(hard(&spoilt(|items| narrow(items, "năm nay"))), BTreeSet::new());
}

#[test]
fn nothing_covers_another_thing() {
    check(Rule::Overlap, |items| {
        items.push(item(1, FOOT, Aside, (4, 8), (45, 46)));
    });
    check(Rule::Overlap, |items| {
        items.push(item(1, FOOT, crate::BlockKind::Rule, (0, 12), (52, 52)));
    });
    check(Rule::Overlap, |items| {
        let mut hair = item(1, FOOT, Hair, (4, 5), (46, 58));
        hair.units.0 = 4.5;
        items.push(hair);
    });
    let inside = spoilt(|items| items.push(item(1, FOOT, Aside, (4, 8), (50, 54))));
    assert_eq!(hard(&inside), BTreeSet::new());
}

#[test]
fn a_poster_is_a_picture_from_edge_to_edge_with_the_index_below() {
    let poster = |items: &mut Vec<Item>| {
        clear(items, 0);
        items.retain(|i| i.page == 0 && i.article == 0 && i.kind != Index);
        let mut picture = item(0, 0, picture(), (0, 12), (12, 40));
        picture.units = (-2.0, 14.0);
        items.push(picture);
        items.push(item(0, 0, Caption, (0, 12), (40, 41)));
        items.push(item(0, 0, Index, (0, 12), (52, 59)));
    };
    let of = |spoil: fn(&mut Vec<Item>)| {
        hard(&spoilt(|items| {
            poster(items);
            spoil(items);
        }))
    };
    assert_eq!(of(|_| {}), BTreeSet::new());
    let broken = BTreeSet::from([Rule::Poster]);
    assert_eq!(of(|items| items.retain(|i| i.kind != Index)), broken);
    assert_eq!(of(|items| at(items, 0, 0, 40).lines = (44.0, 45.0)), broken);
    assert_eq!(
        of(|items| {
            let shown = items.iter_mut().find(|i| i.kind == picture());
            shown.expect("a picture").units = (0.0, 8.0);
        }),
        broken
    );
    assert_eq!(of(|items| items.iter_mut().for_each(|i| i.page = 1)), broken);
}

#[test]
fn nothing_stands_outside_the_live_area() {
    check(Rule::Outside, |items| {
        clear(items, 1);
        items.retain(|i| i.article == 0);
        items.push(item(1, 0, Imprint, (0, 12), (58, 61)));
    });
    check(Rule::Outside, |items| {
        items.retain(|i| i.article == 0 && i.page == 0);
        let masthead = items.iter_mut().find(|i| i.kind == Masthead);
        masthead.expect("a masthead").units.1 = 13.0;
        items.retain(|i| i.kind != Index);
    });
}

//! What holds at a place of an RTF file, and the tables it refers to.

use crate::manuscript::{Look, Placed, Role};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    Text,
    /// Nowhere: it is not shown.
    Nowhere,
    Fonts,
    Styles,
    Lists,
    Overrides,
    Picture,
    Instruction,
    Note,
    Comment,
    PageHead,
    Box,
}

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) goal: Goal,
    pub(super) look: Look,
    pub(super) font: i32,
    pub(super) role: Role,
    pub(super) placed: Placed,
    pub(super) in_table: bool,
    pub(super) list: Option<i32>,
    pub(super) level: u8,
    pub(super) deleted: bool,
    pub(super) hidden: bool,
    /// Characters after `\u` that stand for it in old programs.
    pub(super) skip: usize,
    pub(super) link: Option<Rc<str>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            goal: Goal::Text,
            look: Look { half_points: 24, ..Look::default() },
            font: 0,
            role: Role::Plain,
            placed: Placed::Left,
            in_table: false,
            list: None,
            level: 0,
            deleted: false,
            hidden: false,
            skip: 1,
            link: None,
        }
    }
}

#[derive(Default)]
pub(super) struct Font {
    pub(super) name: String,
    pub(super) charset: i32,
}

#[derive(Default, Clone)]
pub(super) struct Style {
    pub(super) look: Look,
    pub(super) placed: Placed,
}

#[derive(Default)]
pub(super) struct Lists {
    /// First numbers of each level, by list.
    pub(super) levels: BTreeMap<i32, Vec<Option<u32>>>,
    pub(super) open: Vec<Option<u32>>,
    pub(super) kind: i32,
    pub(super) id: i32,
    /// List by the number that paragraphs name.
    pub(super) of: BTreeMap<i32, i32>,
}

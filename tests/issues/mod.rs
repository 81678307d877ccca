//! Issues to compose, made by chance from a number: the same number makes the same
//! issue on every machine.
//!
//! A planted issue is made backwards: pages are cut into rectangles that keep the hard
//! rules of make-up, and stories are written to fill them, so a plan is known to be
//! there. An over-full one is a planted one with more text, an under-full one one with
//! fewer stories: [`Issue::finish`] makes it so.
//!
//! Whether a story really fills its place is known to the program alone: [`settle`]
//! asks it again and again and mends the words.
//!
//! No crate under test is used here, so that every one of them can be tested with it.

#[path = "../corpus/chance.rs"]
mod chance;
mod cut;
mod picture;
mod story;
mod words;

pub use cut::Slot;
pub use picture::draw;
pub use story::{Photo, Story};
pub use words::{AUTHORS, SECTIONS};

use chance::Chance;

/// How many issues there are, by their numbers from 0.
pub const ISSUES: u64 = 60;
/// The numbers of the twelve that every test run makes: eight planted, two of each
/// other kind.
pub const CHOSEN: [u64; 12] = [0, 1, 2, 3, 5, 9, 16, 28, 40, 44, 50, 57];

/// What kind of issue it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A plan is known to be there.
    Planted,
    /// More text than there is room for, by so many per cent of the room.
    Overfull(u32),
    /// So many per cent of the room are asked for.
    Underfull(u32),
}

/// The room a page has, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Lines of a page.
    pub lines: u32,
    /// Lines of the masthead.
    pub masthead: u32,
    /// Lines of the imprint, without the blank one above it.
    pub imprint: u32,
}

impl Room {
    /// A tabloid page with the masthead and imprint of [`FIELDS`].
    pub const TABLOID: Self = Self { lines: 59, masthead: 8, imprint: 2 };
}

/// The fields of masthead and imprint, by the keys of the command line.
pub const FIELDS: &[(&str, &str)] = &[
    ("name", "Hậu Giang"),
    ("publishing_body", "Cổng thông tin điện tử tỉnh"),
    ("licence_no", "12/GP-STTTT"),
    ("responsible", "Trần Minh An"),
    ("print_run", "1.000"),
];

/// An issue to compose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What it was made from.
    pub number: u64,
    /// What kind it is.
    pub kind: Kind,
    /// Pages wanted.
    pub pages: u32,
    /// Its stories in reading order.
    pub stories: Vec<Story>,
}

impl Issue {
    /// Makes the issue of a number below [`ISSUES`], planted, whatever its kind.
    pub fn make(number: u64, room: Room) -> Self {
        let mut chance = Chance::new(0x1550_0000 + number);
        let pages = [4, 8, 12, 16][(number % 4) as usize];
        let kind = match number {
            0..40 => Kind::Planted,
            40..50 => Kind::Overfull(5 + (number as u32 - 40) * 25 / 9),
            _ => Kind::Underfull(40 + (number as u32 - 50) * 28 / 9),
        };
        let slots: Vec<Slot> =
            (0..pages).flat_map(|page| page_of(page, pages, room, &mut chance)).collect();
        let stories = (1..)
            .zip(slots)
            .map(|(number, slot)| Story::fill(slot, number, &mut chance))
            .collect();
        Self { number, kind, pages, stories }
    }

    /// Turns what was made as a planted issue into the kind it shall be.
    pub fn finish(&mut self, room: Room) {
        let mut chance = Chance::new(0xf111_0000 + self.number);
        // In units times lines.
        let all = u64::from(self.pages * room.lines * cut::UNITS);
        match self.kind {
            Kind::Planted => {}
            Kind::Overfull(more) => {
                let text: u64 = self.stories.iter().map(|story| story.text_area()).sum();
                for story in &mut self.stories {
                    let part = story.syllables() as u64 * u64::from(more) * all;
                    story.grow((part / 100 / text.max(1)) as i64, &mut chance);
                }
            }
            Kind::Underfull(left) => {
                let mut used = 0;
                self.stories.retain(|story| {
                    used += u64::from(story.slot.units * story.slot.lines);
                    story.number == 1 || used * 100 <= all * u64::from(left)
                });
            }
        }
    }

    /// Every photo once.
    pub fn photos(&self) -> impl Iterator<Item = &Photo> {
        self.stories
            .iter()
            .filter_map(|story| story.photo.as_ref().map(|(photo, _)| photo))
    }

    /// The syllables of all its texts.
    pub fn syllables(&self) -> usize {
        self.stories.iter().map(Story::syllables).sum()
    }
}

/// Cuts one page into slots.
fn page_of(page: u32, pages: u32, room: Room, chance: &mut Chance) -> Vec<Slot> {
    let head = if page == 0 { room.masthead } else { 0 };
    let foot = match page + 1 == pages && room.imprint > 0 {
        true => room.imprint + 1,
        false => 0,
    };
    let whole = Slot {
        page,
        unit: 0,
        units: cut::UNITS,
        line: head,
        lines: room.lines - head - foot,
        leads: true,
        rail: 0,
    };
    if page == 0 {
        return vec![Slot { rail: 4, ..whole }];
    }
    let stories = match chance.below(20) {
        0..5 => 1,
        5..14 => 2,
        _ => 3,
    };
    cut::cut(whole, stories, chance)
}

/// Mends the words of a planted issue until every story fills its place.
///
/// `spare` tells for each story how many syllables it has too few, or, below 0, too many;
/// it is asked at most `rounds` times. Tells whether all were right in the end.
pub fn settle(
    issue: &mut Issue,
    rounds: usize,
    mut spare: impl FnMut(&Issue) -> Vec<i64>,
) -> bool {
    let mut chance = Chance::new(0x5e77_1e00 + issue.number);
    for _ in 0..rounds {
        let spares = spare(issue);
        if spares.iter().all(|spare| *spare == 0) {
            return true;
        }
        for (story, spare) in issue.stories.iter_mut().zip(spares) {
            if spare != 0 {
                story.grow(spare, &mut chance);
            }
        }
    }
    spare(issue).iter().all(|spare| *spare == 0)
}

/// What is wrong with the makings of these issues; nothing, one hopes.
pub fn fault() -> Option<String> {
    words::fault()
}

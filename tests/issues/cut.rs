//! A page cut into rectangles, as with a guillotine.

use super::chance::Chance;

/// Units across a page.
pub(crate) const UNITS: u32 = 12;

/// A rectangle that a story will fill, in units and lines of the live area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Page, counted from 0.
    pub page: u32,
    /// First unit.
    pub unit: u32,
    /// Units across.
    pub units: u32,
    /// First line.
    pub line: u32,
    /// Lines down.
    pub lines: u32,
    /// The first story of its page.
    pub leads: bool,
    /// Units at the right of its legs that "In this issue" takes; on the cover.
    pub rail: u32,
}

/// Cuts a room into `stories` slots.
pub(crate) fn cut(room: Slot, stories: usize, chance: &mut Chance) -> Vec<Slot> {
    if stories <= 1 {
        return vec![room];
    }
    if let Some((left, right)) = beside(room, chance) {
        // The wider one takes what is left to take.
        let (one, two) =
            if left.units >= right.units { (stories - 1, 1) } else { (1, stories - 1) };
        let mut slots = cut(left, one, chance);
        slots.extend(cut(right, two, chance));
        return slots;
    }
    let Some((upper, lower)) = above(room, chance) else { return vec![room] };
    let mut slots = cut(upper, 1, chance);
    slots.extend(cut(lower, stories - 1, chance));
    slots
}

/// Two rooms side by side: of a whole page low enough for legs to be read.
fn beside(room: Slot, chance: &mut Chance) -> Option<(Slot, Slot)> {
    let low = (15..=32).contains(&room.lines);
    if room.units < 8 || !low || room.page == 0 || chance.below(3) == 0 {
        return None;
    }
    let left = match room.units {
        8 => 4,
        _ => [4, 6, 8][chance.below(3)],
    };
    let first = Slot { units: left, ..room };
    let second =
        Slot { unit: room.unit + left, units: room.units - left, leads: false, ..room };
    Some((first, second))
}

/// Two rooms, the upper one higher, a blank line between them.
fn above(room: Slot, chance: &mut Chance) -> Option<(Slot, Slot)> {
    let least = 14;
    let spare = (room.lines / 2).checked_sub(least)?;
    let lower = least + chance.below(spare as usize + 1) as u32;
    let upper = room.lines - lower - 1;
    let first = Slot { lines: upper, ..room };
    let second = Slot { line: room.line + upper + 1, lines: lower, leads: false, ..room };
    Some((first, second))
}

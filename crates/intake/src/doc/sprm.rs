//! Single property modifiers, the grains a look is written in (\[MS-DOC\] 2.2.5, 2.6).

use crate::manuscript::{Look, Placed};
use std::rc::Rc;

/// How words look, and whether they count.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Letters {
    pub(super) look: Look,
    /// Taken out by somebody whose changes were tracked.
    pub(super) deleted: bool,
    /// Brought in so.
    pub(super) inserted: bool,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) placed: Placed,
    /// Its list, counted from 1; 0 is none.
    pub(super) list: u16,
    pub(super) level: u8,
    /// Level of the outline, 0 the highest.
    pub(super) outline: Option<u8>,
}

/// The modifiers of a group, each with its operand. Ends where they make no sense.
fn modifiers(mut group: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (code, rest) = group.split_first_chunk::<2>()?;
        let code = u16::from_le_bytes(*code);
        let length = match (code >> 13, code) {
            (0 | 1, _) => 1,
            (2 | 4 | 5, _) => 2,
            (3, _) => 4,
            (7, _) => 3,
            // Cells of a table: the length has two bytes and counts one too many.
            (_, 0xD608) => {
                let (length, _) = rest.split_first_chunk::<2>()?;
                usize::from(u16::from_le_bytes(*length)) + 1
            }
            _ => usize::from(*rest.first()?) + 1,
        };
        let (operand, rest) = rest.split_at_checked(length)?;
        group = rest;
        Some((code, operand))
    })
}

impl Letters {
    /// Takes over what a group says; `style` is what the style of the paragraph says.
    pub(super) fn apply(&mut self, group: &[u8], style: &Look, fonts: &[Rc<str>]) {
        let toggled = |operand: &[u8], style: bool| match operand {
            [0x80] => style,
            [0x81] => !style,
            [on] => *on != 0,
            _ => false,
        };
        for (code, operand) in modifiers(group) {
            let number = || match operand {
                [low, high] => u16::from_le_bytes([*low, *high]),
                _ => 0,
            };
            let look = &mut self.look;
            match code {
                // sprmCFRMarkDel
                0x0800 => self.deleted = toggled(operand, false),
                // sprmCFRMark
                0x0801 => self.inserted = toggled(operand, false),
                // sprmCFBold
                0x0835 => look.bold = toggled(operand, style.bold),
                // sprmCFItalic
                0x0836 => look.italic = toggled(operand, style.italic),
                // sprmCFStrike
                0x0837 => look.strike = toggled(operand, style.strike),
                // sprmCFDStrike
                0x2A53 => look.strike = toggled(operand, style.strike),
                // sprmCIss
                0x2A48 => {
                    look.superscript = operand == [1];
                    look.subscript = operand == [2];
                }
                // sprmCHps
                0x4A43 => look.half_points = number(),
                // sprmCRgFtc0
                0x4A4F => {
                    let font = fonts.get(usize::from(number()));
                    look.font = font.cloned().or_else(|| look.font.take());
                }
                _ => {}
            }
        }
    }
}

impl Lines {
    pub(super) fn apply(&mut self, group: &[u8]) {
        for (code, operand) in modifiers(group) {
            match (code, operand) {
                // sprmPJc80, sprmPJc
                (0x2403 | 0x2461, [place]) => {
                    self.placed = match place {
                        1 => Placed::Centre,
                        2 => Placed::Right,
                        _ => Placed::Left,
                    };
                }
                // sprmPIlvl
                (0x260A, [level]) => self.level = *level,
                // sprmPIlfo
                (0x460B, [low, high]) => {
                    // Beyond these are lists of Word 6, which name no numbering.
                    let list = u16::from_le_bytes([*low, *high]);
                    self.list = if list < 0x07FF { list } else { 0 };
                }
                // sprmPOutLvl
                (0x2640, [level]) => self.outline = (*level < 6).then_some(*level),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_read_to_its_end_whatever_stands_between() {
        let mut letters = Letters::default();
        let fonts = ["Times".into(), ".VnTime".into()];
        // Bold, a border of eight bytes, 14 points, the second font, half a modifier.
        let group = [
            0x35, 0x08, 1, 0x65, 0xC8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0x43, 0x4A, 28, 0,
            0x4F, 0x4A, 1, 0, 0x36,
        ];
        letters.apply(&group, &Look::default(), &fonts);
        let found = letters.look;
        assert!(found.bold && !found.italic && found.half_points == 28);
        assert_eq!(found.font.as_deref(), Some(".VnTime"));
    }

    #[test]
    fn a_toggle_may_turn_the_style_round() {
        let bold = Look { bold: true, ..Look::default() };
        for (operand, expected) in [(0, false), (1, true), (0x80, true), (0x81, false)] {
            let mut letters = Letters { look: bold.clone(), ..Letters::default() };
            letters.apply(&[0x35, 0x08, operand], &bold, &[]);
            assert_eq!(letters.look.bold, expected, "{operand:#x}");
        }
    }
}

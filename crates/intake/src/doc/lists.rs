//! The lists of an old Word document (\[MS-DOC\] 2.9.131, 2.9.147, 2.9.150).

use super::bytes::{part, u16_at, u32_at};
use super::sprm::Lines;
use crate::manuscript::Item;

/// Where the lists and what leads to them are told of.
const LISTS: usize = 0x2E2;
const OVERRIDES: usize = 0x2EA;

/// Formats of numbers that are none: bullets, and nothing at all.
const BULLET: u8 = 23;
const NOTHING: u8 = 255;

/// The levels of a list: the first number, `None` for bullets.
type Levels = Vec<Option<u32>>;

/// The lists that paragraphs name, from 1.
pub(super) struct Lists(Vec<(usize, Levels)>);

impl Lists {
    pub(super) fn read(main: &[u8], table: &[u8]) -> Self {
        Self(read(main, table).unwrap_or_default())
    }

    /// The place of a paragraph in its list.
    pub(super) fn item(&self, lines: &Lines) -> Option<Item> {
        let at = usize::from(lines.list).checked_sub(1)?;
        let (list, levels) = self.0.get(at)?;
        let start = levels.get(usize::from(lines.level)).copied().unwrap_or(None);
        let list = u32::try_from(*list).unwrap_or(0);
        Some(Item { level: lines.level.min(8), start, list })
    }
}

fn read(main: &[u8], table: &[u8]) -> Option<Vec<(usize, Levels)>> {
    let heads = part(main, table, LISTS)?;
    let count = usize::from(u16_at(heads, 0)?);
    // The levels follow the heads, beyond the length that is told.
    let mut rest = table.get(u32_at(main, LISTS)? + 2 + count * 28..)?;
    let mut lists = Vec::new();
    for at in 0..count {
        let head = heads.get(2 + at * 28..2 + (at + 1) * 28)?;
        let many = if head[26] & 1 == 1 { 1 } else { 9 };
        let levels = (0..many).map_while(|_| level(&mut rest)).collect::<Levels>();
        lists.push((u32_at(head, 0)?, levels));
    }
    let overrides = part(main, table, OVERRIDES)?;
    let named = overrides.get(4..)?.as_chunks::<16>().0.iter();
    let named = named.take(u32_at(overrides, 0)?).map(|own| {
        let id = u32_at(own, 0).unwrap_or(0);
        let levels = lists.iter().find(|(list, _)| *list == id);
        (id, levels.map(|(_, levels)| levels.clone()).unwrap_or_default())
    });
    Some(named.collect())
}

/// Reads a level: its first number, `None` for bullets.
fn level(rest: &mut &[u8]) -> Option<Option<u32>> {
    let head = rest.get(..28)?;
    let format = head[4];
    let start = u32_at(head, 0).and_then(|start| u32::try_from(start).ok());
    let groups = usize::from(head[24]) + usize::from(head[25]);
    let letters = usize::from(u16_at(rest, 28 + groups)?);
    *rest = rest.get(28 + groups + 2 + letters * 2..)?;
    Some(start.filter(|_| !matches!(format, BULLET | NOTHING)))
}

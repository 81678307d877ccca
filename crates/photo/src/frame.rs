//! What every JPEG that is read here has: its frame, its tables, and rows to draw into.

use crate::cosine::{Block, MOST, Place, Transform};
use crate::huffman::Codes;
use crate::markers::Segment;

/// Most eighths: larger than stored is never asked for.
pub(crate) const WHOLE: u32 = 8;

/// Place of each coefficient in its block, in the order of the file (T.81, figure 5).
#[rustfmt::skip]
const ZIGZAG: [u8; 64] = [
     0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// A part of a scan: the component it belongs to, and its tables of rough and fine codes.
pub(crate) type ScanPart = (usize, (usize, usize));

/// The frame of a JPEG and the tables in force.
#[derive(Default)]
pub(crate) struct Frame {
    pub(crate) width: u32,
    pub(crate) height: u32,
    components: Vec<Component>,
    tables: [Option<Box<[u16; 64]>>; 4],
    pub(crate) rough: [Option<Codes>; 4],
    pub(crate) fine: [Option<Codes>; 4],
    /// Units between restarts; 0 when there are none.
    pub(crate) restart: usize,
}

#[derive(Clone, Copy)]
struct Component {
    id: u8,
    /// Blocks across and down in one unit.
    blocks: (usize, usize),
    table: usize,
}

/// How the blocks of a component are drawn at one size, and where.
pub(crate) struct Drawing {
    blocks: (usize, usize),
    transform: Transform,
    size: (usize, usize),
    /// In the order of the file: where each frequency belongs, and its factor.
    places: [(Place, f32); 64],
    /// A bit for each that is drawn.
    drawn: u64,
    /// The rows of one row of units.
    strip: Vec<u8>,
    stride: usize,
}

impl Frame {
    /// Reads the frame's own segment.
    pub(crate) fn read(&mut self, content: &[u8]) -> Option<()> {
        let [8, h1, h0, w1, w0, _, components @ ..] = content else { return None };
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        for [id, blocks, table] in components.as_chunks::<3>().0 {
            let blocks = (usize::from(blocks >> 4), usize::from(blocks & 15));
            self.components.push(Component {
                id: *id,
                blocks,
                table: usize::from(*table),
            });
        }
        match self.components.as_mut_slice() {
            // Alone, a component has units of one block, whatever is said of it.
            [only] => only.blocks = (1, 1),
            [first, rest @ ..] if rest.len() == 2 => {
                let halves =
                    |most: usize, own: usize| own > 0 && (own == most || own * 2 == most);
                let most = first.blocks;
                let fits = rest.iter().all(|part| {
                    halves(most.0, part.blocks.0) && halves(most.1, part.blocks.1)
                });
                if !fits || most.0 > 2 || most.1 > 2 {
                    return None;
                }
            }
            _ => return None,
        }
        (self.width > 0 && self.height > 0).then_some(())
    }

    /// Reads a segment that may hold tables.
    pub(crate) fn table(&mut self, segment: &Segment<'_>) -> Option<()> {
        match segment.marker {
            0xC4 => self.codes(segment.content),
            0xDB => self.quantisation(segment.content),
            0xDD => {
                let interval = segment.content.first_chunk::<2>()?;
                self.restart = usize::from(u16::from_be_bytes(*interval));
                Some(())
            }
            _ => Some(()),
        }
    }

    fn quantisation(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((head, rest)) = content.split_first() {
            let mut table = Box::new([0; 64]);
            content = if head >> 4 == 0 {
                let (values, rest) = rest.split_first_chunk::<64>()?;
                *table = values.map(u16::from);
                rest
            } else {
                let (values, rest) = rest.split_first_chunk::<128>()?;
                for (value, bytes) in table.iter_mut().zip(values.as_chunks::<2>().0) {
                    *value = u16::from_be_bytes(*bytes);
                }
                rest
            };
            *self.tables.get_mut(usize::from(head & 15))? = Some(table);
        }
        Some(())
    }

    fn codes(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((head, rest)) = content.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let count = counts.iter().copied().map(usize::from).sum();
            let (symbols, rest) = rest.split_at_checked(count)?;
            content = rest;
            let tables = if head >> 4 == 0 { &mut self.rough } else { &mut self.fine };
            let codes = Codes::new(counts, symbols)?;
            *tables.get_mut(usize::from(head & 15))? = Some(codes);
        }
        Some(())
    }

    /// Reads the head of a scan: its parts, and which frequencies and bits it holds.
    pub(crate) fn scan<'a>(
        &self,
        content: &'a [u8],
    ) -> Option<(Vec<ScanPart>, &'a [u8])> {
        let (count, rest) = content.split_first()?;
        let (parts, rest) = rest.split_at_checked(usize::from(*count) * 2)?;
        let parts = parts.as_chunks::<2>().0.iter().map(|[id, tables]| {
            let component = self.components.iter().position(|part| part.id == *id)?;
            Some((component, (usize::from(tables >> 4), usize::from(tables & 15))))
        });
        Some((parts.collect::<Option<_>>()?, rest))
    }

    /// How many components there are: one or three.
    pub(crate) fn components(&self) -> usize {
        self.components.len()
    }

    /// Size at so many eighths.
    pub(crate) fn size(&self, eighths: u32) -> (u32, u32) {
        let side = |full: u32| (full * eighths).div_ceil(WHOLE);
        (side(self.width), side(self.height))
    }

    /// Units across and down.
    pub(crate) fn units(&self) -> (usize, usize) {
        let (wide, high) = self.most();
        (
            (self.width as usize).div_ceil(wide * 8),
            (self.height as usize).div_ceil(high * 8),
        )
    }

    /// Blocks of a component that show something of the picture, across and down: what a
    /// scan of this component alone holds (T.81, A.2.2).
    pub(crate) fn shown(&self, component: usize) -> Option<(usize, usize)> {
        let (wide, high) = self.components.get(component)?.blocks;
        let most = self.most();
        let side = |full: u32, own: usize, most: usize| {
            (full as usize * own).div_ceil(most).div_ceil(8)
        };
        Some((side(self.width, wide, most.0), side(self.height, high, most.1)))
    }

    /// Blocks across and down that a unit holds of its finest component.
    fn most(&self) -> (usize, usize) {
        self.components.first().map_or((1, 1), |component| component.blocks)
    }

    /// How each component is drawn at so many eighths, 1 to 7.
    pub(crate) fn drawings(&self, eighths: u32) -> Option<Vec<Drawing>> {
        let scale = eighths.clamp(1, WHOLE - 1) as usize;
        let most = self.most();
        let stride = self.units().0 * most.0 * scale + MOST;
        let unit = (most.0 * scale, most.1 * scale);
        self.components
            .iter()
            .map(|component| {
                let table = self.tables.get(component.table)?.as_ref()?;
                Some(Drawing::new(component.blocks, unit, table, stride))
            })
            .collect()
    }

    /// Draws one row of units after the other by `fill`, and hands over row by row what
    /// each component holds there.
    #[inline(always)]
    pub(crate) fn rows(
        &self,
        eighths: u32,
        mut fill: impl FnMut(usize, &mut [Drawing]) -> Option<()>,
        mut take: impl FnMut(&[&[u8]]),
    ) -> Option<()> {
        let scale = eighths.clamp(1, WHOLE - 1);
        let mut drawings = self.drawings(scale)?;
        let (width, height) = self.size(scale);
        let deep = self.most().1 * scale as usize;
        let mut left = height as usize;
        for down in 0..self.units().1 {
            fill(down, &mut drawings)?;
            for y in 0..deep.min(left) {
                let row = |drawing| {
                    let Drawing { strip, stride, .. }: &Drawing = drawing;
                    &strip[y * stride..y * stride + width as usize]
                };
                match drawings.as_slice() {
                    [only] => take(&[row(only)]),
                    [one, two, three] => take(&[row(one), row(two), row(three)]),
                    _ => return None,
                }
            }
            left -= deep.min(left);
        }
        Some(())
    }
}

impl Drawing {
    fn new(
        blocks: (usize, usize),
        unit: (usize, usize),
        table: &[u16; 64],
        stride: usize,
    ) -> Self {
        let size = (unit.0 / blocks.0, unit.1 / blocks.1);
        let mut places = [(Place::NOWHERE, 0.0); 64];
        let mut drawn = 0;
        for (at, (place, factor)) in ZIGZAG.into_iter().zip(table).enumerate() {
            let (x, y) = (usize::from(place % 8), usize::from(place / 8));
            if x < size.0 && y < size.1 {
                places[at] = (Place::new(place), f32::from(*factor));
                drawn |= 1 << at;
            }
        }
        let transform = Transform::new(size.0, size.1);
        let strip = vec![0; stride * unit.1];
        Self { blocks, transform, size, places, drawn, strip, stride }
    }

    /// Blocks across and down in one unit.
    #[inline(always)]
    pub(crate) fn blocks(&self) -> (usize, usize) {
        self.blocks
    }

    /// A bit for each frequency that is drawn, in the order of the file.
    pub(crate) fn drawn(&self) -> u64 {
        self.drawn
    }

    /// The last frequency that is drawn, in the order of the file.
    #[inline(always)]
    pub(crate) fn last(&self) -> usize {
        self.drawn.checked_ilog2().unwrap_or(0) as usize
    }

    /// Puts a frequency, by its place in the file, into a block.
    #[inline(always)]
    pub(crate) fn put(&self, block: &mut Block, at: usize, value: i32) {
        let (place, factor) = self.places[at & 63];
        block.set(place, value as f32 * factor);
    }

    /// Draws a block of the row of units in hand: the one at `x`, in its row `y`.
    #[inline(always)]
    pub(crate) fn draw(&mut self, block: &Block, x: usize, y: usize) {
        let begin = y * self.size.1 * self.stride + x * self.size.0;
        self.transform.draw(block, &mut self.strip[begin..], self.stride);
    }
}

/// The coded pixels of a scan, from restart to restart.
pub(crate) struct Parts<'a> {
    coded: &'a [u8],
    /// There is but one.
    whole: bool,
}

impl<'a> Parts<'a> {
    /// Begins with the first coded pixel; what follows the scan does not matter.
    pub(crate) fn new(coded: &'a [u8], restart: usize) -> Self {
        Self { coded, whole: restart == 0 }
    }

    /// The next part without the zeros stuffed behind 0xFF; `None` when there is none.
    pub(crate) fn next(&mut self) -> Option<Vec<u8>> {
        if self.coded.is_empty() {
            return None;
        }
        // A file without restarts is one part: growing would copy it several times.
        let mut part = Vec::with_capacity(if self.whole { self.coded.len() } else { 0 });
        loop {
            let Some(at) = memchr::memchr(0xFF, self.coded) else {
                part.extend_from_slice(self.coded);
                self.coded = &[];
                return Some(part);
            };
            let (plain, rest) = self.coded.split_at(at);
            part.extend_from_slice(plain);
            match rest {
                [_, 0, rest @ ..] => {
                    part.push(0xFF);
                    self.coded = rest;
                }
                [_, 0xD0..=0xD7, rest @ ..] => {
                    self.coded = rest;
                    return Some(part);
                }
                // Fill bytes before a marker.
                [_, 0xFF, ..] => self.coded = &rest[1..],
                _ => {
                    self.coded = &[];
                    return Some(part);
                }
            }
        }
    }
}

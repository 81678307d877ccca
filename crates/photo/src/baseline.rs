//! Reading the usual JPEG, as cameras and telephones write it, at any eighth of its size.
//!
//! Row by row, so that a photo never lies in memory as a whole, and with the transform
//! drawing the smaller picture itself. What is rarer (progressive, four components, scans
//! of their own for each component) or damaged is left to the decoder that reads
//! everything: here it is [`None`].

use crate::cosine::{Block, MOST, Place, Transform};
use crate::huffman::{Bits, Codes};
use crate::markers::segments;
use crate::wide::wide;

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

/// A JPEG whose tables are read.
pub(crate) struct Baseline<'a> {
    width: u32,
    height: u32,
    components: Vec<Component>,
    tables: [Option<Box<[u16; 64]>>; 4],
    rough: [Option<Codes>; 4],
    fine: [Option<Codes>; 4],
    restart: usize,
    /// From the first coded pixel to the end of the file.
    pixels: &'a [u8],
}

#[derive(Clone, Copy)]
struct Component {
    id: u8,
    /// Blocks across and down in one unit.
    blocks: (usize, usize),
    table: usize,
    rough: usize,
    fine: usize,
}

/// How the blocks of a component are drawn at one size, and where.
struct Drawing<'a> {
    component: Component,
    transform: Transform,
    size: (usize, usize),
    /// In the order of the file: where each frequency belongs, and its factor.
    places: [(Place, f32); 64],
    /// The last of them that is drawn.
    last: usize,
    rough: &'a Codes,
    fine: &'a Codes,
    before: i32,
    /// The rows of one row of units.
    strip: Vec<u8>,
}

impl<'a> Baseline<'a> {
    /// Reads the headers of a JPEG with one or three components in one scan.
    pub(crate) fn open(jpeg: &'a [u8]) -> Option<Self> {
        let mut found = Self {
            width: 0,
            height: 0,
            components: vec![],
            tables: Default::default(),
            rough: Default::default(),
            fine: Default::default(),
            restart: 0,
            pixels: &[],
        };
        for segment in segments(jpeg) {
            let segment = segment.ok()?;
            match segment.marker {
                0xC0 | 0xC1 => found.frame(segment.content)?,
                0xC2..=0xCF if !matches!(segment.marker, 0xC4 | 0xC8 | 0xCC) => {
                    return None;
                }
                0xC4 => found.codes(segment.content)?,
                0xDB => found.quantisation(segment.content)?,
                0xDD => {
                    let interval = segment.content.first_chunk::<2>()?;
                    found.restart = usize::from(u16::from_be_bytes(*interval));
                }
                0xDA => {
                    found.scan(segment.content)?;
                    found.pixels = &jpeg[segment.end..];
                    return Some(found);
                }
                _ => {}
            }
        }
        None
    }

    fn frame(&mut self, content: &[u8]) -> Option<()> {
        let [8, h1, h0, w1, w0, _, components @ ..] = content else { return None };
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        for [id, blocks, table] in components.as_chunks::<3>().0 {
            let blocks = (usize::from(blocks >> 4), usize::from(blocks & 15));
            let table = usize::from(*table);
            let (rough, fine) = (0, 0);
            self.components.push(Component { id: *id, blocks, table, rough, fine });
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

    fn scan(&mut self, content: &[u8]) -> Option<()> {
        let (count, rest) = content.split_first()?;
        let (parts, rest) = rest.split_at_checked(usize::from(*count) * 2)?;
        let parts = parts.as_chunks::<2>().0;
        if rest != [0, 63, 0] || parts.len() != self.components.len() {
            return None;
        }
        for (component, [id, tables]) in self.components.iter_mut().zip(parts) {
            if component.id != *id {
                return None;
            }
            component.rough = usize::from(tables >> 4);
            component.fine = usize::from(tables & 15);
        }
        Some(())
    }

    pub(crate) fn is_grey(&self) -> bool {
        self.components.len() == 1
    }

    /// Size at so many eighths.
    pub(crate) fn size(&self, eighths: u32) -> (u32, u32) {
        let side = |full: u32| (full * eighths).div_ceil(WHOLE);
        (side(self.width), side(self.height))
    }

    /// Decodes at so many eighths, 1 to 7, and hands over row by row what each component
    /// holds there. `None` when the file is damaged; the rows until then say nothing.
    pub(crate) fn rows(&self, eighths: u32, take: impl FnMut(&[&[u8]])) -> Option<()> {
        wide(
            #[inline(always)]
            || self.rows_plainly(eighths, take),
        )
    }

    #[inline(always)]
    fn rows_plainly(&self, eighths: u32, mut take: impl FnMut(&[&[u8]])) -> Option<()> {
        let scale = eighths.clamp(1, WHOLE - 1) as usize;
        let most = self.components.first()?.blocks;
        let unit = (most.0 * 8, most.1 * 8);
        let across = (self.width as usize).div_ceil(unit.0);
        let down = (self.height as usize).div_ceil(unit.1);
        let stride = across * most.0 * scale + MOST;
        let deep = most.1 * scale;
        let mut drawings = self
            .components
            .iter()
            .map(|component| self.drawing(*component, (most.0 * scale, deep), stride))
            .collect::<Option<Vec<_>>>()?;

        let (width, height) = self.size(scale as u32);
        let mut left = height as usize;
        let mut parts = Parts { coded: self.pixels, whole: self.restart == 0 };
        let mut bits = Bits::new(parts.next()?);
        let mut block = Block::new();
        let mut until = self.restart;
        for _ in 0..down {
            for at in 0..across {
                if self.restart > 0 && until == 0 {
                    if bits.is_overdrawn() {
                        return None;
                    }
                    bits = Bits::new(parts.next()?);
                    until = self.restart;
                    drawings.iter_mut().for_each(|drawing| drawing.before = 0);
                }
                until = until.wrapping_sub(1);
                for drawing in &mut drawings {
                    drawing.unit(&mut bits, &mut block, at, stride)?;
                }
            }
            if bits.is_overdrawn() {
                return None;
            }
            for y in 0..deep.min(left) {
                let row = |drawing| {
                    let Drawing { strip, .. }: &Drawing<'_> = drawing;
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

    fn drawing(
        &self,
        component: Component,
        unit: (usize, usize),
        stride: usize,
    ) -> Option<Drawing<'_>> {
        let size = (unit.0 / component.blocks.0, unit.1 / component.blocks.1);
        let table = self.tables.get(component.table)?.as_ref()?;
        let mut places = [(Place::NOWHERE, 0.0); 64];
        let mut last = 0;
        for (at, (place, factor)) in ZIGZAG.into_iter().zip(table.iter()).enumerate() {
            let (x, y) = (usize::from(place % 8), usize::from(place / 8));
            if x < size.0 && y < size.1 {
                places[at] = (Place::new(place), f32::from(*factor));
                last = at;
            }
        }
        Some(Drawing {
            component,
            transform: Transform::new(size.0, size.1),
            size,
            places,
            last,
            rough: self.rough.get(component.rough)?.as_ref()?,
            fine: self.fine.get(component.fine)?.as_ref()?,
            before: 0,
            strip: vec![0; stride * unit.1],
        })
    }
}

impl Drawing<'_> {
    /// Reads and draws the blocks of this component in one unit.
    #[inline(always)]
    fn unit(
        &mut self,
        bits: &mut Bits,
        block: &mut Block,
        at: usize,
        stride: usize,
    ) -> Option<()> {
        let (across, down) = self.component.blocks;
        for y in 0..down {
            for x in 0..across {
                self.block(bits, block)?;
                let begin = y * self.size.1 * stride + (at * across + x) * self.size.0;
                self.transform.draw(block, &mut self.strip[begin..], stride);
            }
        }
        Some(())
    }

    #[inline(always)]
    fn block(&mut self, bits: &mut Bits, block: &mut Block) -> Option<()> {
        let (size, step) = bits.first(self.rough)?;
        if size > 11 {
            return None;
        }
        // What a damaged file adds up to may leave 16 bits, but not 32.
        self.before = self.before.wrapping_add(step);
        let (place, factor) = self.places[0];
        block.clear();
        block.set(place, self.before as f32 * factor);
        bits.others(self.fine, self.last, |at, value| {
            let (place, factor) = self.places[at & 63];
            block.set(place, value as f32 * factor);
        })
    }
}

/// The coded pixels, from restart to restart.
struct Parts<'a> {
    coded: &'a [u8],
    /// There is but one.
    whole: bool,
}

impl Parts<'_> {
    /// The next part without the zeros stuffed behind 0xFF; `None` when there is none.
    fn next(&mut self) -> Option<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    use proptest::prelude::*;

    const SAMPLINGS: [SamplingFactor; 4] = [
        SamplingFactor::F_1_1,
        SamplingFactor::F_2_1,
        SamplingFactor::F_1_2,
        SamplingFactor::F_2_2,
    ];

    /// A picture of slopes and waves; brightness, blue and red have their own.
    fn paint(x: f64, y: f64) -> [f64; 3] {
        let wave = |at: f64| 50.0 * (at * 6.0).sin();
        [128.0 + wave(x + y), 128.0 + 60.0 * (x - 0.5), 128.0 + 60.0 * (y - 0.5)]
    }

    fn file(
        (width, height): (u16, u16),
        grey: bool,
        sampling: SamplingFactor,
        restart: u16,
    ) -> Vec<u8> {
        let mut samples = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let place = |at: u16, of: u16| (f64::from(at) + 0.5) / f64::from(of);
                let colour = paint(place(x, width), place(y, height));
                let parts = if grey { 1 } else { 3 };
                samples.extend(colour[..parts].iter().map(|part| part.round() as u8));
            }
        }
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 97);
        encoder.set_sampling_factor(sampling);
        encoder.set_restart_interval(restart);
        let kind = if grey { ColorType::Luma } else { ColorType::Ycbcr };
        encoder.encode(&samples, width, height, kind).unwrap();
        file
    }

    #[track_caller]
    fn check(size: (u16, u16), grey: bool, sampling: SamplingFactor, restart: u16) {
        let file = file(size, grey, sampling, restart);
        let file = Baseline::open(&file).expect("a usual file");
        for eighths in 1..WHOLE {
            let (width, height) = file.size(eighths);
            // Every processor gives the same.
            let collect = |all: &mut Vec<u8>, planes: &[&[u8]]| {
                planes.iter().for_each(|plane| all.extend_from_slice(plane));
            };
            let (mut wide, mut plain) = (vec![], vec![]);
            file.rows(eighths, |planes| collect(&mut wide, planes)).expect("whole");
            file.rows_plainly(eighths, |planes| collect(&mut plain, planes));
            assert!(wide == plain, "{eighths}/8");

            let mut y = 0;
            file.rows(eighths, |planes| {
                assert_eq!(planes.len(), if grey { 1 } else { 3 });
                for x in 0..width as usize {
                    let place = |at: usize, of: u16| {
                        let place = (at as f64 + 0.5) * 8.0 / f64::from(eighths);
                        // The last pixel may show less than it could.
                        place.min(f64::from(of) - 0.5) / f64::from(of)
                    };
                    let expected = paint(place(x, size.0), place(y, size.1));
                    for (plane, expected) in planes.iter().zip(expected) {
                        let off = (f64::from(plane[x]) - expected).abs();
                        assert!(off < 7.0, "{eighths}/8 at {x}, {y}: {off}");
                    }
                }
                y += 1;
            })
            .expect("whole");
            assert_eq!(y as u32, height);
        }
    }

    #[test]
    fn every_eighth_of_every_sampling_shows_the_picture() {
        for sampling in SAMPLINGS {
            check((160, 96), false, sampling, 0);
            check((157, 91), false, sampling, 0);
            check((160, 96), false, sampling, 3);
        }
        check((160, 96), true, SamplingFactor::F_1_1, 0);
        check((157, 91), true, SamplingFactor::F_1_1, 7);
        check((1, 1), true, SamplingFactor::F_1_1, 0);
    }

    #[test]
    fn what_is_rarer_is_left_to_others() {
        let plain = file((64, 64), false, SamplingFactor::F_2_2, 0);
        assert!(Baseline::open(&plain).is_some());
        let frame = plain.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        let mut progressive = plain.clone();
        progressive[frame + 1] = 0xC2;
        assert!(Baseline::open(&progressive).is_none());
        let mut odd = plain.clone();
        odd[frame + 11] = 0x41;
        assert!(Baseline::open(&odd).is_none(), "four blocks to one");
        for length in 0..plain.len() {
            let cut = Baseline::open(&plain[..length]);
            let whole = cut.is_some_and(|cut| cut.rows(2, |_| ()).is_some());
            // Bits that fill the last byte may be missing, and the end of the image.
            assert!(!whole || length + 3 >= plain.len(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn damage_never_panics(at in 0.0..1.0_f64, bits in 1_u8..=255, eighths in 0_u32..20) {
            let mut file = file((60, 50), false, SamplingFactor::F_2_2, 2);
            let at = (file.len() as f64 * at) as usize;
            file[at] ^= bits;
            if let Some(file) = Baseline::open(&file) {
                // A header may promise more than there is time for.
                if file.width * file.height < 1_000_000 {
                    file.rows(eighths, |_| ());
                }
            }
        }
    }
}

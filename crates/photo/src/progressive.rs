//! Reading progressive JPEG, as programs save it for the web, at any eighth of its size
//! (ITU-T T.81, annex G).
//!
//! Each scan refines all blocks, so all of them have to be held until the last one. But
//! only what is drawn is: at 3/8 nine frequencies of the sixty-four. Of the others one bit
//! is, whether they are zero, because that decides what a later scan says about them.

use crate::cosine::Block;
use crate::frame::{Drawing, Frame, Parts, ScanPart};
use crate::huffman::{Bits, Codes};
use crate::markers::{past_entropy, segments, segments_from};
use crate::wide::wide;

/// A progressive JPEG whose headers are read.
pub(crate) struct Progressive<'a> {
    jpeg: &'a [u8],
    /// With the tables before the first scan; each scan may come with others.
    frame: Frame,
}

/// The frequencies of one component.
struct Plane {
    blocks: (usize, usize),
    /// Blocks of a row, with those that only fill the last unit.
    stride: usize,
    /// Where the value of each frequency stands in its block, in the order of the file.
    slots: [u8; 64],
    /// Values of a block.
    kept: usize,
    values: Vec<i16>,
    /// A bit for each frequency of a block that is not zero; the first has none.
    held: Vec<u64>,
}

/// What a scan holds: frequencies from `begin` to `end`, their bits from `low` up.
struct Scan {
    begin: usize,
    end: usize,
    low: u32,
    /// Higher bits came before, this scan brings one more.
    again: bool,
}

/// Blocks that hold nothing more, beginning with the next (T.81, G.1.2.2).
type Ended = u32;

impl<'a> Progressive<'a> {
    /// Reads the headers of a progressive JPEG with one or three components.
    pub(crate) fn open(jpeg: &'a [u8]) -> Option<Self> {
        let mut frame = Frame::default();
        let mut progressive = false;
        for segment in segments(jpeg) {
            let segment = segment.ok()?;
            match segment.marker {
                0xC2 => {
                    frame.read(segment.content)?;
                    progressive = true;
                }
                0xDA => return progressive.then_some(Self { jpeg, frame }),
                _ => {}
            }
        }
        None
    }

    pub(crate) fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Decodes at so many eighths, 1 to 7, and hands over row by row what each component
    /// holds there. `None` when the file is damaged or rarer than this.
    pub(crate) fn rows(mut self, eighths: u32, take: impl FnMut(&[&[u8]])) -> Option<()> {
        wide(
            #[inline(always)]
            || {
                let planes = self.planes(eighths)?;
                self.draw(eighths, &planes, take)
            },
        )
    }

    /// Reads all scans.
    #[inline(always)]
    fn planes(&mut self, eighths: u32) -> Option<Vec<Plane>> {
        let mut planes = Vec::new();
        let mut at = 2;
        loop {
            let before = at;
            for segment in segments_from(self.jpeg, at) {
                let segment = segment.ok()?;
                match segment.marker {
                    // What a block was divided by is asked for when it is drawn.
                    0xDB if !planes.is_empty() => return None,
                    0xDA => {
                        if planes.is_empty() {
                            planes = Plane::all(&self.frame, eighths)?;
                        }
                        let (parts, rest) = self.frame.scan(segment.content)?;
                        let scan = Scan::read(rest, parts.len())?;
                        let coded = &self.jpeg[segment.end..];
                        scan.decode(&self.frame, &mut planes, &parts, coded)?;
                        at = past_entropy(self.jpeg, segment.end);
                    }
                    _ => self.frame.table(&segment)?,
                }
            }
            if at == before {
                return (!planes.is_empty()).then_some(planes);
            }
        }
    }

    #[inline(always)]
    fn draw(
        &self,
        eighths: u32,
        planes: &[Plane],
        take: impl FnMut(&[&[u8]]),
    ) -> Option<()> {
        let mut block = Block::new();
        self.frame.rows(
            eighths,
            #[inline(always)]
            |down, drawings| {
                for (drawing, plane) in drawings.iter_mut().zip(planes) {
                    let high = plane.blocks.1;
                    for y in 0..high {
                        for x in 0..plane.stride {
                            let at = (down * high + y) * plane.stride + x;
                            plane.put(at, drawing, &mut block);
                            drawing.draw(&block, x, y);
                        }
                    }
                }
                Some(())
            },
            take,
        )
    }
}

impl Plane {
    /// Room for what each component draws at so many eighths.
    fn all(frame: &Frame, eighths: u32) -> Option<Vec<Self>> {
        let (across, down) = frame.units();
        let plane = |drawing: Drawing| {
            let blocks = drawing.blocks();
            let stride = across * blocks.0;
            let count = stride * down * blocks.1;
            let mut slots = [u8::MAX; 64];
            let drawn = (0..64).filter(|at| drawing.drawn() >> at & 1 == 1);
            for (slot, at) in (0..).zip(drawn) {
                slots[at] = slot;
            }
            let kept = drawing.drawn().count_ones() as usize;
            let (values, held) = (vec![0; count * kept], vec![0; count]);
            Self { blocks, stride, slots, kept, values, held }
        };
        Some(frame.drawings(eighths)?.into_iter().map(plane).collect())
    }

    /// Puts what is drawn of a block where it is drawn from.
    #[inline(always)]
    fn put(&self, at: usize, drawing: &Drawing, block: &mut Block) {
        let values = &self.values[at * self.kept..][..self.kept];
        block.clear();
        drawing.put(block, 0, i32::from(values[0]));
        let mut left = self.held[at] & drawing.drawn();
        while left != 0 {
            let frequency = left.trailing_zeros() as usize;
            left &= left - 1;
            let value = values[usize::from(self.slots[frequency])];
            drawing.put(block, frequency, i32::from(value));
        }
    }

    /// The value of a frequency, if it is drawn.
    #[inline(always)]
    fn value(&mut self, at: usize, frequency: usize) -> Option<&mut i16> {
        let slot = usize::from(self.slots[frequency & 63]);
        if slot < self.kept { self.values.get_mut(at * self.kept + slot) } else { None }
    }

    #[inline(always)]
    fn set(&mut self, at: usize, frequency: usize, value: i32) {
        self.held[at] |= 1 << frequency;
        if let Some(kept) = self.value(at, frequency) {
            *kept = value as i16;
        }
    }

    /// Reads the next bit of a frequency that is not zero (T.81, G.1.2.3).
    #[inline(always)]
    fn correct(&mut self, at: usize, frequency: usize, bits: &mut Bits, low: u32) {
        if bits.plain(1) == 1
            && let Some(value) = self.value(at, frequency)
            && *value >> low & 1 == 0
        {
            let more = (1 << low) as i16;
            *value = value.wrapping_add(if *value < 0 { -more } else { more });
        }
    }
}

impl Scan {
    fn read(rest: &[u8], parts: usize) -> Option<Self> {
        let [begin, end, bits] = rest else { return None };
        let (begin, end) = (usize::from(*begin), usize::from(*end));
        let (above, low) = (u32::from(bits >> 4), u32::from(bits & 15));
        let band = match begin {
            0 => end == 0,
            _ => begin <= end && end < 64 && parts == 1,
        };
        let next = above == 0 || above == low + 1;
        (band && next && low <= 13 && parts > 0).then_some(Self {
            begin,
            end,
            low,
            again: above > 0,
        })
    }

    #[inline(always)]
    fn decode(
        &self,
        frame: &Frame,
        planes: &mut [Plane],
        parts: &[ScanPart],
        coded: &[u8],
    ) -> Option<()> {
        let alone = match parts {
            [(component, _)] => Some(frame.shown(*component)?),
            _ => None,
        };
        let (across, down) = alone.unwrap_or(frame.units());
        let mut stretches = Parts::new(coded, frame.restart);
        let mut bits = Bits::new(stretches.next()?);
        let mut until = frame.restart;
        let (mut before, mut ended) = ([0_i32; 3], 0);
        for row in 0..down {
            for at in 0..across {
                if frame.restart > 0 && until == 0 {
                    if bits.is_overdrawn() {
                        return None;
                    }
                    bits = Bits::new(stretches.next()?);
                    until = frame.restart;
                    (before, ended) = ([0; 3], 0);
                }
                until = until.wrapping_sub(1);
                for (component, (rough, fine)) in parts {
                    let plane = planes.get_mut(*component)?;
                    if self.begin > 0 {
                        let codes = frame.fine.get(*fine)?.as_ref()?;
                        let block = row * plane.stride + at;
                        ended = if self.again {
                            self.fine_again(&mut bits, codes, plane, block, ended)?
                        } else {
                            self.fine(&mut bits, codes, plane, block, ended)?
                        };
                        continue;
                    }
                    let (wide, high) =
                        if alone.is_some() { (1, 1) } else { plane.blocks };
                    for y in 0..high {
                        for x in 0..wide {
                            let block = (row * high + y) * plane.stride + at * wide + x;
                            let value = plane.value(block, 0)?;
                            if self.again {
                                *value |= (bits.plain(1) << self.low) as i16;
                                continue;
                            }
                            let codes = frame.rough.get(*rough)?.as_ref()?;
                            let (size, step) = bits.first(codes)?;
                            if size > 11 {
                                return None;
                            }
                            let before = before.get_mut(*component)?;
                            *before = before.wrapping_add(step);
                            *value = (*before << self.low) as i16;
                        }
                    }
                }
            }
            if bits.is_overdrawn() {
                return None;
            }
        }
        Some(())
    }

    /// Reads a block's frequencies for the first time (T.81, G.1.2.2).
    #[inline(always)]
    fn fine(
        &self,
        bits: &mut Bits,
        codes: &Codes,
        plane: &mut Plane,
        at: usize,
        ended: Ended,
    ) -> Option<Ended> {
        if ended > 0 {
            return Some(ended - 1);
        }
        let mut frequency = self.begin;
        while frequency <= self.end {
            let (run, size, value) = bits.coefficient(codes)?;
            if size == 0 {
                if run < 15 {
                    return Some((1 << run) - 1 + bits.plain(run as u32));
                }
                frequency += 16;
                continue;
            }
            frequency += run;
            if frequency > self.end {
                return None;
            }
            plane.set(at, frequency, value << self.low);
            frequency += 1;
        }
        Some(0)
    }

    /// Reads one more bit of a block's frequencies (T.81, G.1.2.3).
    #[inline(always)]
    fn fine_again(
        &self,
        bits: &mut Bits,
        codes: &Codes,
        plane: &mut Plane,
        at: usize,
        mut ended: Ended,
    ) -> Option<Ended> {
        let mut frequency = self.begin;
        while ended == 0 && frequency <= self.end {
            let symbol = bits.symbol(codes)?;
            let mut run = u32::from(symbol >> 4);
            let value = match symbol & 15 {
                0 if run < 15 => {
                    ended = (1 << run) + bits.plain(run);
                    break;
                }
                0 => None,
                1 if bits.plain(1) == 1 => Some(1 << self.low),
                1 => Some(-(1 << self.low)),
                _ => return None,
            };
            // The run counts zeros alone; what lies among them is corrected.
            while frequency <= self.end {
                if plane.held[at] >> frequency & 1 == 1 {
                    plane.correct(at, frequency, bits, self.low);
                } else if run == 0 {
                    break;
                } else {
                    run -= 1;
                }
                frequency += 1;
            }
            if let Some(value) = value {
                if frequency > self.end {
                    return None;
                }
                plane.set(at, frequency, value);
            }
            frequency += 1;
        }
        if ended == 0 {
            return Some(0);
        }
        while frequency <= self.end {
            if plane.held[at] >> frequency & 1 == 1 {
                plane.correct(at, frequency, bits, self.low);
            }
            frequency += 1;
        }
        Some(ended - 1)
    }
}

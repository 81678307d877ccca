//! Reading the usual JPEG, as cameras and telephones write it, at any eighth of its size.
//!
//! Row by row, so that a photo never lies in memory as a whole, and with the transform
//! drawing the smaller picture itself. What is rarer (four components, scans of their own
//! for each component) or damaged is left to the decoder that reads everything: here it
//! is [`None`].

use crate::cosine::Block;
use crate::frame::{Drawing, Frame, Parts};
use crate::huffman::{Bits, Codes};
use crate::markers::segments;
use crate::wide::wide;

/// A JPEG of one scan whose tables are read.
pub(crate) struct Baseline<'a> {
    frame: Frame,
    /// The tables of codes of each component.
    codes: Vec<(usize, usize)>,
    /// From the first coded pixel to the end of the file.
    pixels: &'a [u8],
}

/// How the blocks of a component are read.
struct Reader<'a> {
    rough: &'a Codes,
    fine: &'a Codes,
    before: i32,
}

impl<'a> Baseline<'a> {
    /// Reads the headers of a JPEG with one or three components in one scan.
    pub(crate) fn open(jpeg: &'a [u8]) -> Option<Self> {
        let mut frame = Frame::default();
        for segment in segments(jpeg) {
            let segment = segment.ok()?;
            match segment.marker {
                0xC0 | 0xC1 => frame.read(segment.content)?,
                0xC2..=0xCF if !matches!(segment.marker, 0xC4 | 0xC8 | 0xCC) => {
                    return None;
                }
                0xDA => {
                    let codes = whole_scan(&frame, segment.content)?;
                    return Some(Self { frame, codes, pixels: &jpeg[segment.end..] });
                }
                _ => frame.table(&segment)?,
            }
        }
        None
    }

    pub(crate) fn frame(&self) -> &Frame {
        &self.frame
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
    fn rows_plainly(&self, eighths: u32, take: impl FnMut(&[&[u8]])) -> Option<()> {
        let frame = &self.frame;
        let mut readers = Vec::new();
        for (rough, fine) in &self.codes {
            let rough = frame.rough.get(*rough)?.as_ref()?;
            let fine = frame.fine.get(*fine)?.as_ref()?;
            readers.push(Reader { rough, fine, before: 0 });
        }
        let (across, _) = frame.units();
        let mut parts = Parts::new(self.pixels, frame.restart);
        let mut bits = Bits::new(parts.next()?);
        let mut block = Block::new();
        let mut until = frame.restart;
        frame.rows(
            eighths,
            #[inline(always)]
            |_, drawings| {
                for at in 0..across {
                    if frame.restart > 0 && until == 0 {
                        if bits.is_overdrawn() {
                            return None;
                        }
                        bits = Bits::new(parts.next()?);
                        until = frame.restart;
                        readers.iter_mut().for_each(|reader| reader.before = 0);
                    }
                    until = until.wrapping_sub(1);
                    for (drawing, reader) in drawings.iter_mut().zip(&mut readers) {
                        let (wide, high) = drawing.blocks();
                        for y in 0..high {
                            for x in 0..wide {
                                reader.block(&mut bits, drawing, &mut block)?;
                                drawing.draw(&block, at * wide + x, y);
                            }
                        }
                    }
                }
                (!bits.is_overdrawn()).then_some(())
            },
            take,
        )
    }
}

/// The tables of codes that a scan of all components names, the roughest and the finest
/// frequencies in one.
fn whole_scan(frame: &Frame, content: &[u8]) -> Option<Vec<(usize, usize)>> {
    let (parts, rest) = frame.scan(content)?;
    let all = parts.iter().map(|(component, _)| *component).eq(0..frame.components());
    let tables = parts.into_iter().map(|(_, tables)| tables).collect();
    (all && rest == [0, 63, 0]).then_some(tables)
}

impl Reader<'_> {
    #[inline(always)]
    fn block(
        &mut self,
        bits: &mut Bits,
        drawing: &Drawing,
        block: &mut Block,
    ) -> Option<()> {
        let (size, step) = bits.first(self.rough)?;
        if size > 11 {
            return None;
        }
        // What a damaged file adds up to may leave 16 bits, but not 32.
        self.before = self.before.wrapping_add(step);
        block.clear();
        drawing.put(block, 0, self.before);
        bits.others(self.fine, drawing.last(), |at, value| drawing.put(block, at, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::WHOLE;
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
            let (width, height) = file.frame.size(eighths);
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
                if file.frame.width * file.frame.height < 1_000_000 {
                    file.rows(eighths, |_| ());
                }
            }
        }
    }
}

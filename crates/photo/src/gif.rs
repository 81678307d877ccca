//! Reading the first frame of a GIF.

use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour};
use crate::paper::{Alpha, Paper};
use crate::source::{Head, Opened, judge_at_once};
use crate::{Caveat, PhotoRefused};
use ::gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, MemoryLimit};
use std::num::NonZeroU64;

/// Memory for one frame: [`judge_at_once`] has judged the pixels before.
const MOST_MEMORY: NonZeroU64 = NonZeroU64::new(512 << 20).expect("not zero");

/// A GIF whose headers are read.
pub(crate) struct Gif<'a> {
    bytes: &'a [u8],
    head: Head,
    several: bool,
}

impl<'a> Gif<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let mut options = DecodeOptions::new();
        options.skip_frame_decoding(true);
        let mut decoder = decoder(options, bytes)?;
        let size = (u32::from(decoder.width()), u32::from(decoder.height()));
        judge_at_once(size.0, size.1)?;
        if decoder.next_frame_info().map_err(refused)?.is_none() {
            return Err(PhotoRefused::damaged("no frame"));
        }
        // Application extensions, such as XMP, may stand anywhere before a frame.
        let xmp = decoder.xmp_metadata().map(<[u8]>::to_vec).unwrap_or_default();
        let several = matches!(decoder.next_frame_info(), Ok(Some(_)));
        Ok(Self { bytes, head: Head { size, xmp, ..Head::default() }, several })
    }
}

impl Opened for Gif<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn caveats(&self) -> Vec<Caveat> {
        self.several.then_some(Caveat::FirstOfSeveral).into_iter().collect()
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::RGBA);
        options.set_memory_limit(MemoryLimit::Bytes(MOST_MEMORY));
        let mut decoder = decoder(options, self.bytes)?;
        let frame = decoder.read_next_frame().map_err(refused)?;
        let frame = frame.ok_or_else(|| PhotoRefused::damaged("no frame"))?;

        // A frame may cover a part of the picture only; around it, nothing is drawn.
        let (width, height) = (self.head.size.0 as usize, self.head.size.1 as usize);
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        let stride = usize::from(frame.width) * 4;
        let across = usize::from(frame.width).min(width.saturating_sub(left)) * 4;
        let colour = Colour::new(Channels::Rgb, None, 8);
        let paper = Paper::new(3, Alpha::Straight);
        let mut collector = Collector::new(colour, self.head.size, reduction);
        let mut row = vec![0; width * 4];
        for y in 0..height {
            row.fill(0);
            let drawn = y
                .checked_sub(top)
                .and_then(|y| frame.buffer.get(y * stride..y * stride + across));
            if let Some(drawn) = drawn.filter(|drawn| !drawn.is_empty()) {
                row[left * 4..left * 4 + across].copy_from_slice(drawn);
            }
            collector.push(paper.lay(&mut row));
        }
        Ok(collector.finish(1.0))
    }
}

fn decoder(options: DecodeOptions, bytes: &[u8]) -> Result<Decoder<&[u8]>, PhotoRefused> {
    options.read_info(bytes).map_err(refused)
}

fn refused(error: DecodingError) -> PhotoRefused {
    PhotoRefused::damaged(error)
}

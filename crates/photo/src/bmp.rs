//! Reading BMP.

use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour};
use crate::paper::{Alpha, Paper};
use crate::source::{Head, Opened, judge_at_once};
use crate::{Caveat, PhotoRefused};
use image::codecs::bmp::BmpDecoder;
use image::{ColorType, ImageDecoder, ImageError};
use std::io::Cursor;

/// A BMP whose headers are read. It has no notes.
pub(crate) struct Bmp<'a> {
    bytes: &'a [u8],
    head: Head,
}

impl<'a> Bmp<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let size = decoder(bytes)?.dimensions();
        judge_at_once(size.0, size.1)?;
        Ok(Self { bytes, head: Head { size, ..Head::default() } })
    }
}

impl Opened for Bmp<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn caveats(&self) -> Vec<Caveat> {
        vec![]
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let decoder = decoder(self.bytes)?;
        let (alpha, samples) = match decoder.color_type() {
            ColorType::Rgb8 => (Alpha::None, 3),
            ColorType::Rgba8 => (Alpha::Straight, 4),
            other => return Err(PhotoRefused::rare(format!("BMP as {other:?}"))),
        };
        let width = self.head.size.0 as usize;
        let mut pixels = vec![0; width * self.head.size.1 as usize * samples];
        decoder.read_image(&mut pixels).map_err(refused)?;
        let paper = Paper::new(3, alpha);
        let colour = Colour::new(Channels::Rgb, None, 8);
        let mut collector = Collector::new(colour, self.head.size, reduction);
        for row in pixels.chunks_exact_mut(width * samples) {
            collector.push(paper.lay(row));
        }
        Ok(collector.finish(1.0))
    }
}

fn decoder(bytes: &[u8]) -> Result<BmpDecoder<Cursor<&[u8]>>, PhotoRefused> {
    BmpDecoder::new(Cursor::new(bytes)).map_err(refused)
}

fn refused(error: ImageError) -> PhotoRefused {
    match error {
        ImageError::Unsupported(what) => PhotoRefused::rare(what),
        other => PhotoRefused::damaged(other),
    }
}

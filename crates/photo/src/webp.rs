//! Reading WebP.

use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour, is_readable, profile};
use crate::exif::Exif;
use crate::paper::{Alpha, Paper};
use crate::source::{Head, Opened, judge_at_once};
use crate::{Caveat, PhotoRefused};
use image_webp::{DecodingError, WebPDecoder};
use std::io::Cursor;

/// Memory for the notes.
const MOST_NOTES: usize = 64 << 20;

/// A WebP whose headers are read.
pub(crate) struct WebP<'a> {
    bytes: &'a [u8],
    head: Head,
    animated: bool,
    icc: Vec<u8>,
}

impl<'a> WebP<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let mut decoder = decoder(bytes)?;
        let size = decoder.dimensions();
        judge_at_once(size.0, size.1)?;
        // Broken notes count as none.
        let icc = decoder.icc_profile().ok().flatten().unwrap_or_default();
        let xmp = decoder.xmp_metadata().ok().flatten().unwrap_or_default();
        let exif = decoder.exif_metadata().ok().flatten();
        let exif = exif.as_deref().map(Exif::read).unwrap_or_default();
        Ok(Self {
            bytes,
            head: Head { size, exif, xmp },
            animated: decoder.is_animated(),
            icc,
        })
    }
}

impl Opened for WebP<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn caveats(&self) -> Vec<Caveat> {
        let profile = (!is_readable(&self.icc)).then_some(Caveat::ProfileUnreadable);
        let several = self.animated.then_some(Caveat::FirstOfSeveral);
        profile.into_iter().chain(several).collect()
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let mut decoder = decoder(self.bytes)?;
        let length = decoder.output_buffer_size();
        let length = length.ok_or_else(|| PhotoRefused::damaged("size overflows"))?;
        let mut pixels = vec![0; length];
        decoder.read_image(&mut pixels).map_err(refused)?;
        let (alpha, samples) =
            if decoder.has_alpha() { (Alpha::Straight, 4) } else { (Alpha::None, 3) };
        let profile = profile(&self.icc, Channels::Rgb);
        let colour = Colour::new(Channels::Rgb, profile.as_ref(), 8);
        let paper = Paper::new(3, alpha);
        let mut collector = Collector::new(colour, self.head.size, reduction);
        for row in pixels.chunks_exact_mut(self.head.size.0 as usize * samples) {
            collector.push(paper.lay(row));
        }
        Ok(collector.finish(1.0))
    }
}

fn decoder(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, PhotoRefused> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(refused)?;
    decoder.set_memory_limit(MOST_NOTES);
    Ok(decoder)
}

fn refused(error: DecodingError) -> PhotoRefused {
    match error {
        DecodingError::UnsupportedFeature(what) => PhotoRefused::rare(what),
        other => PhotoRefused::damaged(other),
    }
}

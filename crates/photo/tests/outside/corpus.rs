//! Picture files made in code, and eyes to look at renditions with.

use document::{Fit, Format, Recipe, Rendition};
use jpeg_encoder::{ColorType, Encoder};

/// A picture to make files of.
#[derive(Clone)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Samples of 8 bits, as many channels as the file shall have.
    pub(crate) samples: Vec<u8>,
}

impl Pixels {
    pub(crate) fn new<const N: usize>(
        width: u32,
        height: u32,
        paint: impl Fn(u32, u32) -> [u8; N],
    ) -> Self {
        let at = |y| (0..width).map(move |x| (x, y));
        let samples = (0..height).flat_map(at).flat_map(|(x, y)| paint(x, y)).collect();
        Self { width, height, samples }
    }

    /// One colour everywhere.
    pub(crate) fn plain<const N: usize>(colour: [u8; N]) -> Self {
        Self::new(16, 16, |_, _| colour)
    }

    /// A JPEG with segments before its pixels.
    pub(crate) fn jpeg(&self, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
        self.jpeg_as(ColorType::Rgb, false, segments)
    }

    pub(crate) fn jpeg_as(
        &self,
        colour: ColorType,
        progressive: bool,
        segments: &[(u8, Vec<u8>)],
    ) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 98);
        encoder.set_progressive(progressive);
        for (number, content) in segments {
            encoder.add_app_segment(*number, content.clone()).unwrap();
        }
        encoder
            .encode(&self.samples, self.width as u16, self.height as u16, colour)
            .unwrap();
        file
    }

    /// A PNG of this colour type and depth; `samples` are as PNG keeps them.
    pub(crate) fn png(
        &self,
        colour: png::ColorType,
        depth: png::BitDepth,
        more: impl FnOnce(&mut png::Info<'_>),
    ) -> Vec<u8> {
        let mut info = png::Info::with_size(self.width, self.height);
        info.color_type = colour;
        info.bit_depth = depth;
        more(&mut info);
        let mut file = Vec::new();
        let encoder = png::Encoder::with_info(&mut file, info).unwrap();
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&self.samples).unwrap();
        writer.finish().unwrap();
        file
    }
}

impl Pixels {
    /// A WebP without loss; three or four channels.
    pub(crate) fn webp(
        &self,
        more: impl FnOnce(&mut image_webp::WebPEncoder<&mut Vec<u8>>),
    ) -> Vec<u8> {
        use image_webp::ColorType;
        let mut file = Vec::new();
        let mut encoder = image_webp::WebPEncoder::new(&mut file);
        more(&mut encoder);
        let pixels = (self.width * self.height) as usize;
        let colour = if self.samples.len() == pixels * 4 {
            ColorType::Rgba8
        } else {
            ColorType::Rgb8
        };
        encoder.encode(&self.samples, self.width, self.height, colour).unwrap();
        file
    }

    /// A BMP of 24 bits, with its rows from the bottom up.
    pub(crate) fn bmp(&self) -> Vec<u8> {
        let stride = (self.width * 3).next_multiple_of(4) as usize;
        let mut file = b"BM".to_vec();
        file.extend((54 + stride as u32 * self.height).to_le_bytes());
        file.extend([0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
        file.extend(self.width.to_le_bytes());
        file.extend(self.height.to_le_bytes());
        file.extend([1, 0, 24, 0]);
        file.extend([0; 24]);
        for row in self.samples.chunks_exact(self.width as usize * 3).rev() {
            let begin = file.len();
            file.extend(row.as_chunks::<3>().0.iter().flat_map(|[r, g, b]| [*b, *g, *r]));
            file.resize(begin + stride, 0);
        }
        file
    }

    /// A GIF of frames, each with its place; samples are numbers of colours, of which
    /// the last is clear.
    pub(crate) fn gif(
        &self,
        screen: (u16, u16),
        palette: &[u8],
        places: &[(u16, u16)],
    ) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder =
            gif::Encoder::new(&mut file, screen.0, screen.1, palette).unwrap();
        let clear = (palette.len() / 3 - 1) as u8;
        for (left, top) in places {
            let (width, height) = (self.width as u16, self.height as u16);
            let samples = self.samples.clone();
            let mut frame =
                gif::Frame::from_indexed_pixels(width, height, samples, Some(clear));
            (frame.left, frame.top) = (*left, *top);
            encoder.write_frame(&frame).unwrap();
        }
        drop(encoder);
        file
    }
}

/// A colour profile as the segment of a JPEG.
pub(crate) fn icc(profile: &moxcms::ColorProfile) -> (u8, Vec<u8>) {
    (2, [b"ICC_PROFILE\0\x01\x01", profile.encode().unwrap().as_slice()].concat())
}

/// An EXIF segment as a telephone writes it: orientation, serial number, position.
pub(crate) fn exif(orientation: u16) -> (u8, Vec<u8>) {
    let mut block = b"Exif\0\0II\x2A\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value]
            .concat()
    };
    block.extend([4, 0]);
    block.extend(entry(0x0112, 3, 1, u32::from(orientation).to_le_bytes()));
    block.extend(entry(0x013B, 2, 3, *b"An\0\0"));
    block.extend(entry(0x8825, 4, 1, 62_u32.to_le_bytes()));
    // Serial number of the camera body.
    block.extend(entry(0xC62F, 2, 9, 80_u32.to_le_bytes()));
    block.extend([0; 4]);
    // Position: one entry, north.
    block.extend([1, 0]);
    block.extend(entry(1, 2, 2, *b"N\0\0\0"));
    block.extend([0; 4]);
    block.extend(b"SN-12345\0");
    (1, block)
}

pub(crate) fn jpeg_within(width: u32) -> Recipe {
    Recipe { fit: Fit::Within { width }, format: Format::Jpeg { quality: 95 } }
}

/// Renders one recipe.
#[track_caller]
pub(crate) fn one(bytes: &[u8], recipe: Recipe) -> Rendition {
    let mut renditions = photo::render(bytes, &[recipe]).unwrap();
    assert_eq!(renditions.len(), 1);
    renditions.remove(0)
}

/// A decoded JPEG.
pub(crate) struct Seen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    samples: Vec<u8>,
}

impl Seen {
    pub(crate) fn new(rendition: &Rendition) -> Self {
        let mut decoder = jpeg_decoder::Decoder::new(&rendition.bytes[..]);
        let samples = decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        let (width, height) = (u32::from(info.width), u32::from(info.height));
        assert_eq!((width, height), (rendition.size.width, rendition.size.height));
        Self { width, height, samples }
    }

    /// The pixel at these fractions of width and height.
    pub(crate) fn at<const N: usize>(&self, x: f64, y: f64) -> [u8; N] {
        let x = (f64::from(self.width) * x) as usize;
        let y = (f64::from(self.height) * y) as usize;
        let at = (y * self.width as usize + x) * N;
        self.samples[at..at + N].try_into().unwrap()
    }

    /// All samples, pixel by pixel.
    pub(crate) fn pixels<const N: usize>(&self) -> &[[u8; N]] {
        self.samples.as_chunks::<N>().0
    }
}

#[track_caller]
pub(crate) fn assert_near<const N: usize>(found: [u8; N], expected: [u8; N], by: u8) {
    let near = found
        .iter()
        .zip(expected)
        .all(|(found, expected)| found.abs_diff(expected) <= by);
    assert!(near, "found {found:?}, expected {expected:?}");
}

//! Writing renditions: JPEG and AVIF for screens, JPEG in four inks or one for paper.

use crate::canvas::Picture;
use crate::engrave::engrave;
use crate::grey;
use crate::halved::Halved;
use crate::ink::{BLOCK, MOST_INK, Separated};
use crate::markers::XMP;
use crate::{PhotoRefused, Words, exif, xmp};
use document::Format;
use jpeg_decoder::Decoder;
use jpeg_encoder::{
    ChromaSubsamplingMethod, ColorType, Encoder, QuantizationTableType, SamplingFactor,
};
use ravif::{BitDepth, Img, RGB8};

/// Effort of the AVIF encoder, 1 (slow) to 10. At 4 files are 3 % smaller and take
/// three times as long.
const AVIF_SPEED: u8 = 6;

/// Encodes a picture; of the words only author, credit and copyright.
pub(crate) fn encode(
    picture: &Picture,
    format: Format,
    words: &Words,
) -> Result<Vec<u8>, PhotoRefused> {
    match format {
        Format::Jpeg { quality } => jpeg(picture, quality.clamp(1, 100), words),
        Format::Avif { quality } => avif(picture, quality.clamp(1, 100), words),
        Format::CmykJpeg { quality } => cmyk(picture, quality.clamp(1, 100)),
        Format::GreyJpeg { quality } => black(picture, quality.clamp(1, 100)),
        Format::Engraving { across } => engrave(picture, across),
    }
}

/// Baseline, colour at half resolution.
///
/// One scan holds all channels: with Huffman tables of its own the encoder writes a
/// scan for each, which is allowed, but the decoder of the page pictures shows it as a
/// green field, and a printer's may too.
fn jpeg(picture: &Picture, quality: u8, words: &Words) -> Result<Vec<u8>, PhotoRefused> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // The rows come with their colour averaged.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Nearest);
    if let Some(packet) = rights_packet(words) {
        encoder.add_app_segment(1, packet).map_err(PhotoRefused::damaged)?;
    }
    encoder.encode_image(Halved::new(picture)).map_err(PhotoRefused::damaged)?;
    Ok(file)
}

/// XMP with author, credit and copyright, as search engines read them; `None` when
/// the file names none of them.
fn rights_packet(words: &Words) -> Option<Vec<u8>> {
    let kept = Words {
        byline: words.byline.clone(),
        credit: words.credit.clone(),
        rights: words.rights.clone(),
        ..Words::default()
    };
    if kept == Words::default() {
        return None;
    }
    let packet = xmp::write(&kept);
    // A file can claim an author of 60,000 letters; it then goes without.
    (packet.len() < 32_000).then(|| [XMP, packet.as_bytes()].concat())
}

/// On one thread: the encoder cuts its work by the number of threads, and its bytes
/// with it.
fn avif(picture: &Picture, quality: u8, words: &Words) -> Result<Vec<u8>, PhotoRefused> {
    let pixels: Vec<RGB8> = picture
        .rgb
        .as_chunks::<3>()
        .0
        .iter()
        .map(|[r, g, b]| RGB8::new(*r, *g, *b))
        .collect();
    let (width, height) = sides(picture);
    let mut encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Ten)
        .with_num_threads(Some(1));
    // AVIF goes through EXIF here, which knows no credit line.
    let author = if words.byline.is_empty() { &words.credit } else { &words.byline };
    if let Some(block) = exif::write(author, &words.rights) {
        encoder = encoder.with_exif(block);
    }
    let pixels = Img::new(pixels.as_slice(), usize::from(width), usize::from(height));
    Ok(encoder.encode_rgb(pixels).map_err(PhotoRefused::damaged)?.avif_file)
}

/// Four inks at full resolution, stored inverted with Adobe's marker, as every reader
/// of PDF and every image editor expects. Without a profile: the document names it.
///
/// Compression rounds, and may put more ink on a spot than it was given. So the file is
/// read back, and blocks above the limit are given less until none is.
fn cmyk(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoRefused> {
    let mut separated = Separated::new(picture)?;
    let (width, height) = sides(picture);
    let blocks = usize::from(width).div_ceil(BLOCK);
    let mut limits = vec![MOST_INK; blocks * usize::from(height).div_ceil(BLOCK)];
    // Black alone never exceeds the limit, so this ends.
    for round in 1.. {
        let file = cmyk_file(&separated, width, height, quality)?;
        let over = excess(&file, usize::from(width), blocks, limits.len())?;
        if over.iter().all(|ink| *ink == 0) {
            return Ok(file);
        }
        for (at, over) in over.into_iter().enumerate().filter(|(_, over)| *over > 0) {
            limits[at] = limits[at].saturating_sub(over.saturating_mul(round));
            separated.limit((at % blocks, at / blocks), limits[at]);
        }
    }
    unreachable!("the loop above returns")
}

/// One ink, stored as light like any grey picture: bare paper is white. Without a
/// profile: a document in inks prints device grey with its black.
fn black(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoRefused> {
    let light: Vec<u8> = grey::inks(picture)?.into_iter().map(|ink| 255 - ink).collect();
    let (width, height) = sides(picture);
    let mut file = Vec::new();
    let encoder = Encoder::new(&mut file, quality);
    encoder
        .encode(&light, width, height, ColorType::Luma)
        .map_err(PhotoRefused::damaged)?;
    Ok(file)
}

fn cmyk_file(
    separated: &Separated,
    width: u16,
    height: u16,
    quality: u8,
) -> Result<Vec<u8>, PhotoRefused> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    // One table that treats the inks alike; the usual second one is for chroma.
    let table = QuantizationTableType::ImageMagick;
    encoder.set_quantization_tables(table.clone(), table);
    encoder
        .encode(&separated.inks, width, height, ColorType::Cmyk)
        .map_err(PhotoRefused::damaged)?;
    Ok(file)
}

/// How much every block of a file exceeds the limit of ink.
fn excess(
    file: &[u8],
    width: usize,
    blocks: usize,
    count: usize,
) -> Result<Vec<u16>, PhotoRefused> {
    let inks = Decoder::new(file).decode().map_err(PhotoRefused::damaged)?;
    let mut over = vec![0; count];
    for (y, row) in inks.chunks_exact(width * 4).enumerate() {
        for (x, pixel) in row.as_chunks::<4>().0.iter().enumerate() {
            let sum: u16 = pixel.iter().copied().map(u16::from).sum();
            let block = &mut over[y / BLOCK * blocks + x / BLOCK];
            *block = sum.saturating_sub(MOST_INK).max(*block);
        }
    }
    Ok(over)
}

/// Sides of a picture; plans never exceed what JPEG can state.
fn sides(picture: &Picture) -> (u16, u16) {
    let side = |side| u16::try_from(side).expect("plans keep to 65,535 pixels");
    (side(picture.size.width), side(picture.size.height))
}

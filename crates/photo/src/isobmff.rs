//! The boxes of ISO base media files (ISO/IEC 14496-12), in which HEIC and AVIF keep
//! pictures as items of a `meta` box.
//!
//! Only what a picture says about itself is read here: which kind it is, its EXIF and
//! XMP, whether it is mirrored, which part of it is to be seen. Pixels are the decoder's business.

use std::borrow::Cow;

/// What a file says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brand {
    /// Pictures coded with HEVC (ISO/IEC 23008-12, B.4.1).
    Heic,
    /// Pictures coded with AV1.
    Avif,
    /// Canon's raw files.
    Raw,
}

/// Notes beside a picture.
#[derive(Debug, Default)]
pub(crate) struct Items<'a> {
    /// A TIFF structure.
    pub(crate) exif: Option<Cow<'a, [u8]>>,
    /// An XMP packet.
    pub(crate) xmp: Option<Cow<'a, [u8]>>,
    /// The picture is to be mirrored, along whichever axis.
    pub(crate) is_mirrored: bool,
    /// What of the stored picture is to be seen.
    pub(crate) aperture: Option<Aperture>,
}

/// A clean aperture (14496-12, 12.1.4): each a numerator and its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aperture {
    pub(crate) width: (i32, i32),
    pub(crate) height: (i32, i32),
    /// How far its middle is from that of the picture.
    pub(crate) right: (i32, i32),
    pub(crate) down: (i32, i32),
}

/// A picture made of tiles (23008-12, 6.6.2.3), as it stands in the file.
pub(crate) struct Grid<'a> {
    /// How many tiles, and the size of the whole.
    pub(crate) descriptor: &'a [u8],
    /// The numbers of the tiles, two bytes each.
    pub(crate) tiles: &'a [u8],
    /// Size of the first tile.
    pub(crate) tile: (u32, u32),
    /// The contents of the properties that turn or mirror the whole.
    pub(crate) turns: Vec<&'a [u8]>,
}

impl<'a> Grid<'a> {
    /// Reads the grid that the picture is; `None` where it is none, or lies in parts.
    pub(crate) fn read(file: &'a [u8]) -> Option<Self> {
        let meta = find(file, b"meta")?.get(4..)?;
        let picture = picture(meta)?;
        let references = find(meta, b"iref")?;
        let mut reader = Reader(references);
        if reader.version()? > 0 {
            return None;
        }
        let tiles = boxes(reader.0).find_map(|(kind, content)| {
            let mut reader = Reader(content);
            let own = kind == *b"dimg" && reader.number(2)? == picture;
            let count = usize::try_from(reader.number(2)?).ok()?;
            reader.0.get(..count * 2).filter(|_| own)
        })?;
        let first = u64::from(u16::from_be_bytes(*tiles.first_chunk::<2>()?));
        let size = properties(meta, first)?.into_iter().find(|(kind, _)| kind == b"ispe");
        let mut reader = Reader(size?.1);
        reader.version()?;
        let mut side = || u32::try_from(reader.number(4)?).ok();
        let tile = (side()?, side()?);
        let turns = properties(meta, picture)?
            .into_iter()
            .filter(|(kind, _)| matches!(kind, b"irot" | b"imir"))
            .map(|(_, content)| content)
            .collect();
        let inside = find(meta, b"idat").unwrap_or_default();
        let picture = u32::try_from(picture).ok()?;
        match located(find(meta, b"iloc")?, picture, file, inside)? {
            Cow::Borrowed(descriptor) => Some(Self { descriptor, tiles, tile, turns }),
            Cow::Owned(_) => None,
        }
    }
}

/// Longest notes that are put together from several places.
const LONGEST: usize = 16 << 20;

/// Reads the brand of a file: its own, or the first compatible one that is known.
pub(crate) fn brand(file: &[u8]) -> Option<Brand> {
    let (kind, content, _) = first_box(file)?;
    if kind != *b"ftyp" {
        return None;
    }
    let (own, rest) = content.split_first_chunk::<4>()?;
    // A version stands between.
    let compatible = rest.get(4..).unwrap_or_default().as_chunks::<4>().0;
    std::iter::once(own).chain(compatible).find_map(|brand| match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(Brand::Heic),
        b"avif" | b"avis" => Some(Brand::Avif),
        b"crx " => Some(Brand::Raw),
        _ => None,
    })
}

impl<'a> Items<'a> {
    /// Reads the notes of a file. What is broken counts as absent.
    pub(crate) fn read(file: &'a [u8]) -> Self {
        Self::of_meta(file).unwrap_or_default()
    }

    fn of_meta(file: &'a [u8]) -> Option<Self> {
        // A full box: its version and flags come first.
        let meta = find(file, b"meta")?.get(4..)?;
        let find = |wanted| find(meta, wanted);
        let properties = picture(meta)
            .and_then(|picture| properties(meta, picture))
            .unwrap_or_default();
        let mirrors = properties.iter().filter(|(kind, _)| kind == b"imir").count();
        let aperture = properties
            .iter()
            .find(|(kind, _)| kind == b"clap")
            .and_then(|(_, content)| aperture(content));
        let mut items =
            Self { is_mirrored: mirrors % 2 == 1, aperture, ..Self::default() };
        let (Some(infos), Some(places)) = (find(b"iinf"), find(b"iloc")) else {
            return Some(items);
        };
        let inside = find(b"idat").unwrap_or_default();
        for (number, note) in notes(infos) {
            let Some(content) = located(places, number, file, inside) else { continue };
            match note {
                Note::Exif if items.exif.is_none() => items.exif = tiff(content),
                Note::Xmp if items.xmp.is_none() => items.xmp = Some(content),
                _ => {}
            }
        }
        Some(items)
    }
}

/// A kind of item that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Exif,
    Xmp,
}

/// A property: its kind and what it says.
type Known<'a> = ([u8; 4], &'a [u8]);

/// The number of the picture itself.
fn picture(meta: &[u8]) -> Option<u64> {
    let mut reader = Reader(find(meta, b"pitm")?);
    let wide = reader.version()? > 0;
    reader.number(if wide { 4 } else { 2 })
}

/// The properties of an item (23008-12, 6.5 and 9.3).
fn properties(meta: &[u8], wanted: u64) -> Option<Vec<Known<'_>>> {
    let properties = find(meta, b"iprp")?;
    let known: Vec<Known<'_>> = boxes(find(properties, b"ipco")?).collect();

    let mut reader = Reader(find(properties, b"ipma")?);
    let head = reader.number(4)?;
    let (wide_items, wide_properties) = (head >> 24 > 0, head & 1 == 1);
    let count = reader.number(4)?;
    for _ in 0..count {
        let item = reader.number(if wide_items { 4 } else { 2 })?;
        let mut own = Vec::new();
        for _ in 0..reader.number(1)? {
            // The highest bit says that whoever does not know the property must stop.
            let at = match wide_properties {
                true => reader.number(2)? & 0x7FFF,
                false => reader.number(1)? & 0x7F,
            };
            let at = usize::try_from(at).ok()?.checked_sub(1);
            own.extend(at.and_then(|at| known.get(at)));
        }
        if item == wanted {
            return Some(own);
        }
    }
    None
}

fn aperture(content: &[u8]) -> Option<Aperture> {
    let [width, height, right, down] = *content.as_chunks::<8>().0.first_chunk::<4>()?;
    let fraction = |[a, b, c, d, e, f, g, h]: [u8; 8]| {
        (i32::from_be_bytes([a, b, c, d]), i32::from_be_bytes([e, f, g, h]))
    };
    Some(Aperture {
        width: fraction(width),
        height: fraction(height),
        right: fraction(right),
        down: fraction(down),
    })
}

/// The content of the first box of a kind.
fn find<'a>(bytes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(kind, _)| kind == wanted).map(|(_, content)| content)
}

/// The numbers of the items that are notes (14496-12, 8.11.6).
fn notes(infos: &[u8]) -> Vec<(u32, Note)> {
    let mut reader = Reader(infos);
    let wide = reader.version() != Some(0);
    let Some(_count) = reader.number(if wide { 4 } else { 2 }) else { return vec![] };
    boxes(reader.0)
        .filter(|(kind, _)| kind == b"infe")
        .filter_map(|(_, content)| {
            let mut reader = Reader(content);
            let number = match reader.version()? {
                2 => reader.number(2)?,
                3 => reader.number(4)?,
                _ => return None,
            };
            // What protects the item.
            reader.number(2)?;
            let (kind, rest) = reader.0.split_first_chunk::<4>()?;
            let note = match kind {
                b"Exif" => Note::Exif,
                b"mime" => {
                    let mut texts = rest.split(|byte| *byte == 0);
                    let (_name, kind) = (texts.next()?, texts.next()?);
                    (kind == b"application/rdf+xml").then_some(Note::Xmp)?
                }
                _ => return None,
            };
            Some((u32::try_from(number).ok()?, note))
        })
        .collect()
}

/// The content of an item, wherever it lies (14496-12, 8.11.3).
fn located<'a>(
    places: &[u8],
    wanted: u32,
    file: &'a [u8],
    inside: &'a [u8],
) -> Option<Cow<'a, [u8]>> {
    let mut reader = Reader(places);
    let version = reader.version().filter(|version| *version <= 2)?;
    let sizes = reader.number(2)?;
    let size = |shift: u32| (sizes >> shift & 15) as usize;
    let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
    let index_size = if version > 0 { size(0) } else { 0 };
    let count = reader.number(if version < 2 { 2 } else { 4 })?;
    for _ in 0..count {
        let number = reader.number(if version < 2 { 2 } else { 4 })?;
        // 0: in the file, 1: in the box `idat`, 2: within another item.
        let method = if version > 0 { reader.number(2)? & 15 } else { 0 };
        // Another file is none of ours.
        let elsewhere = reader.number(2)?;
        let base = reader.number(base_size)?;
        let parts = reader.number(2)?;
        let ours = number == u64::from(wanted) && elsewhere == 0;
        let whole = match method {
            0 => file,
            1 => inside,
            _ => &[],
        };
        let mut found: Option<Cow<'a, [u8]>> = None;
        for _ in 0..parts {
            reader.number(index_size)?;
            let (offset, length) =
                (reader.number(offset_size)?, reader.number(length_size)?);
            if !ours {
                continue;
            }
            let begin = usize::try_from(base.checked_add(offset)?).ok()?;
            let length = usize::try_from(length).ok()?;
            let part = whole.get(begin..begin.checked_add(length)?)?;
            found = Some(match found {
                None => Cow::from(part),
                Some(before) if before.len() + part.len() <= LONGEST => {
                    Cow::from([&*before, part].concat())
                }
                Some(_) => return None,
            });
        }
        if ours {
            return found;
        }
    }
    None
}

/// The TIFF structure of an EXIF item, which says first where it begins (ISO/IEC
/// 23008-12, A.2.1).
fn tiff(content: Cow<'_, [u8]>) -> Option<Cow<'_, [u8]>> {
    let mut reader = Reader(&content);
    let begin = usize::try_from(reader.number(4)?).ok()?.checked_add(4)?;
    match content {
        Cow::Borrowed(content) => content.get(begin..).map(Cow::from),
        Cow::Owned(content) => content.get(begin..).map(|rest| Cow::from(rest.to_vec())),
    }
}

/// The boxes in a row; ends where one does not fit.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (kind, content, rest) = first_box(bytes)?;
        bytes = rest;
        Some((kind, content))
    })
}

/// Takes the first box off: its kind, its content, what follows (14496-12, 4.2).
fn first_box(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let mut reader = Reader(bytes);
    let size = reader.number(4)?;
    let kind = *reader.0.first_chunk::<4>()?;
    let (head, size) = match size {
        // To the end of the file.
        0 => (8, bytes.len()),
        1 => {
            reader.0 = &reader.0[4..];
            (16, usize::try_from(reader.number(8)?).ok()?)
        }
        size => (8, usize::try_from(size).ok()?),
    };
    Some((kind, bytes.get(head..size)?, &bytes[size..]))
}

/// Takes numbers off the front.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// A number of so many bytes, at most eight; of none, zero.
    fn number(&mut self, size: usize) -> Option<u64> {
        let (digits, rest) = self.0.split_at_checked(size.min(8))?;
        self.0 = rest;
        Some(digits.iter().fold(0, |number, digit| number << 8 | u64::from(*digit)))
    }

    /// The version of a full box; skips its flags.
    fn version(&mut self) -> Option<u8> {
        Some((self.number(4)? >> 24) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u32 + 8).to_be_bytes();
        [length.as_slice(), kind, content].concat()
    }

    /// A file with EXIF behind the boxes and XMP in `idat`.
    fn file() -> Vec<u8> {
        let info = |number: u8, rest: &[u8]| {
            boxed(b"infe", &[&[2, 0, 0, 0, 0, number, 0, 0], rest].concat())
        };
        let exif = info(1, b"Exif\0");
        let xmp = info(2, b"mime\0application/rdf+xml\0");
        let infos = boxed(b"iinf", &[b"\0\0\0\0\0\x02".as_slice(), &exif, &xmp].concat());
        let place = |number: u8, method: u8, at: u8, length: u8| {
            [0, number, 0, method, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, length]
        };
        // The file's own offset of the EXIF item is filled in below.
        let head = b"\x01\0\0\0\x44\0\0\x02".as_slice();
        let places = |at: u8| {
            boxed(b"iloc", &[head, &place(1, 0, at, 14), &place(2, 1, 1, 5)].concat())
        };
        let inside = boxed(b"idat", b"-<x/>-");
        let brands = boxed(b"ftyp", b"mif1\0\0\0\0mif1heic");
        let whole = |at: u8| {
            let meta = [b"\0\0\0\0".as_slice(), &infos, &places(at), &inside].concat();
            [brands.clone(), boxed(b"meta", &meta)].concat()
        };
        let at = whole(0).len() as u8;
        [whole(at), b"\0\0\0\x06Exif\0\0MM\0\x2A".to_vec()].concat()
    }

    #[test]
    fn notes_are_found_in_the_file_and_in_its_box() {
        let file = file();
        assert_eq!(brand(&file), Some(Brand::Heic));
        let items = Items::read(&file);
        assert_eq!(items.exif.as_deref(), Some(b"MM\0\x2A".as_slice()));
        assert_eq!(items.xmp.as_deref(), Some(b"<x/>-".as_slice()));
    }

    #[test]
    fn the_own_brand_goes_before_compatible_ones() {
        let of = |brands: &[u8]| brand(&boxed(b"ftyp", brands));
        assert_eq!(of(b"avif\0\0\0\0mif1heic"), Some(Brand::Avif));
        assert_eq!(of(b"mif1\0\0\0\0mif1avif"), Some(Brand::Avif));
        assert_eq!(of(b"crx \0\0\0\0"), Some(Brand::Raw));
        assert_eq!(of(b"isom\0\0\0\0mp41"), None);
        assert_eq!(brand(b"\0\0\0\x10ftyp"), None);
    }

    #[test]
    fn what_is_cut_off_ends_quietly() {
        let file = file();
        for cut in 0..file.len() {
            Items::read(&file[..cut]);
        }
    }

    proptest! {
        #[test]
        fn forged_numbers_do_no_harm(
            harm in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut file = file();
            for (at, byte) in harm {
                let at = at.index(file.len());
                file[at] = byte;
            }
            Items::read(&file);
            let _ = brand(&file);
        }
    }
}

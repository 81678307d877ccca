//! Pixels: what a camera or a scanner made, ready for paper and for the web.
//!
//! [`inspect`] reads what a picture file says about itself, [`glance`] what its pixels
//! tell at a glance: the point to keep in view, and which other picture it resembles.
//! [`render`] makes the
//! [renditions](document::Rendition) that pages show: upright, colour-managed,
//! resampled in linear light, cropped around the focal point, never enlarged; [`cut`]
//! those of a part that a person chose.
//! [`card`] writes what was drawn elsewhere as a small PNG.
//! [`with_words`] writes caption and credit into a JPEG. Keeping the originals and
//! caching renditions by [`key`] is `store`'s and `desk`'s business.
//!
//! Invariants:
//! - The type of a file is told by its content, never by its name.
//! - No pixel buffer is allocated before the size in the header has been judged.
//! - Equal bytes and equal recipes give equal renditions on every machine. Hence
//!   decoders without arithmetic of one kind of processor, colour conversion in
//!   integers, and an AVIF encoder on one thread. Processors that can do more at once do
//!   the same additions and multiplications, in the same order.
//! - A rendition carries the author, the credit and the copyright, if the original
//!   names them, and nothing else: no position, no serial number, no thumbnail.
//!
//! What a photo costs is measured by `examples/measure.rs`. The four sizes a page asks for
//! are bounded at 9 ms a megapixel and 100 MB, for the JPEG of 12 to 24 megapixels that
//! cameras write: row by row, it never lies in memory as a whole, and no more does PNG. Of
//! progressive JPEG only the frequencies that are drawn are held, as long as it is made
//! smaller. HEIC of tiles, as telephones write it, is decoded one row of tiles after the
//! other (some 70 MB at 24 megapixels), in 70 to 80 ms a megapixel. HEIC in one piece is
//! held whole by the decoder it needs, and passes the second bound at 24 megapixels (some
//! 180 MB). A portrait costs what a landscape does where its height is bounded; 1,600
//! pixels across would be more than twice as many to encode.
//!
//! Faults of foreign decoders that are known, and what is done here:
//! - `hpvcd` 0.3 reserves room for as many reference sets as a file claims, up to 100 GB:
//!   such files are refused before (`hevc.rs`). It mirrors along the other axis than
//!   libheif (`heic.rs`).
//! - `jpeg-decoder` 0.3 works for hours on thousands of scans: more than 128 are refused.
//!   What it makes of a file that ends early is not told from what is there (`rescue.rs`).
//! - No panic is known. Fuzzing each decoder for minutes found none; whoever calls does so
//!   under `catch_unwind` all the same.

#[cfg(feature = "heic")]
mod bands;
mod baseline;
mod bmp;
mod canvas;
mod colour;
mod cosine;
mod encode;
mod engrave;
mod exif;
mod fit;
mod frame;
mod gif;
mod glance;
mod grey;
mod halved;
#[cfg(feature = "heic")]
mod heic;
#[cfg(feature = "heic")]
mod hevc;
mod huffman;
mod ifd;
mod ink;
mod inspect;
mod iptc;
#[cfg_attr(not(feature = "heic"), allow(dead_code))]
mod isobmff;
mod jpeg;
mod lattice;
mod markers;
mod notes;
mod orient;
mod palette;
mod paper;
mod png;
mod progressive;
mod raw_profile;
mod refused;
mod render;
mod resample;
mod rescue;
mod source;
mod text;
mod tiff;
mod tone;
mod webp;
mod wide;
mod words;
mod xmp;

pub use glance::{Glance, Likeness, glance};
pub use inspect::{Caveat, Inspected, Kind, inspect};
pub use palette::card;
pub use refused::PhotoRefused;
pub use render::{cut, key, plate, render};
pub use words::{Words, with_words};

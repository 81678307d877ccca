//! Measures what a photo costs: its first preview, the four widths of the web.
//!
//! ```text
//! cargo run --release --package photo --example measure -- PHOTO...
//! ```
//!
//! A JPEG is measured a second time, stored on its side and in another space of colours.
//!
//! Processor time is the median of five rounds, memory the most the process ever held
//! (both on Linux only), so that one photo at a time tells most.

// A program, unlike the crate, has a disk, a clock and a terminal.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use document::{Fit, Format, Recipe};
use std::error::Error;
use std::time::Instant;

/// Every figure is the median of so many rounds.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        all(&path, &bytes)?;
        if bytes.starts_with(&[0xFF, 0xD8]) {
            all(&format!("{path}, on its side, in Display P3"), &turned(&bytes)?)?;
        }
    }
    Ok(())
}

fn all(name: &str, bytes: &[u8]) -> Result<(), photo::PhotoRefused> {
    let size = photo::inspect(bytes)?.size;
    let megapixels = f64::from(size.width) * f64::from(size.height) / 1e6;
    println!("{name}: {megapixels:.1} megapixels");

    let within = |width, format| Recipe { fit: Fit::Within { width }, format };
    let preview = within(900, Format::Jpeg { quality: 80 });
    let widths =
        [480, 800, 1200, 1600].map(|width| within(width, Format::Jpeg { quality: 80 }));
    // As a web page asks for them: of a photo that stands the height is meant.
    let sides = [480, 800, 1200, 1600].map(|long| {
        let width = long * size.width / size.width.max(size.height);
        within(width, Format::Jpeg { quality: 80 })
    });
    measure("inspect", megapixels, || photo::inspect(bytes).map(|_| ()))?;
    measure("glance", megapixels, || photo::glance(bytes).map(|_| ()))?;
    measure("preview of 900 pixels", megapixels, || {
        photo::render(bytes, &[preview]).map(|_| ())
    })?;
    measure("four sizes of a page", megapixels, || {
        photo::render(bytes, &sides).map(|_| ())
    })?;
    let peak = || status("/proc/self/status", "VmHWM:").unwrap_or_default() / 1024;
    println!("  most memory {:>27} MB", peak());
    if size.height > size.width {
        let up_to = "widths up to 1600";
        measure(up_to, megapixels, || photo::render(bytes, &widths).map(|_| ()))?;
        println!("  memory with these {:>21} MB", peak());
    }
    Ok(())
}

/// A JPEG as a telephone held upright makes it: stored on its side, with a profile, and
/// without what it had of both.
fn turned(jpeg: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    // TIFF with one entry: orientation (0x0112), a short, 6.
    let exif: &[u8] =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let profile = moxcms::ColorProfile::new_display_p3().encode()?;
    let mut file = jpeg[..2].to_vec();
    let icc = [b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat();
    for (marker, content) in [(0xE1, exif), (0xE2, icc.as_slice())] {
        file.extend([0xFF, marker]);
        file.extend(u16::try_from(content.len() + 2)?.to_be_bytes());
        file.extend(content);
    }
    let mut rest = &jpeg[2..];
    while let [0xFF, marker @ (0xC0..=0xD9 | 0xDB..=0xFE), high, low, ..] = *rest
        && marker != 0xDA
    {
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        let (segment, behind) = rest.split_at_checked(length).ok_or("cut off")?;
        if !matches!(marker, 0xE1 | 0xE2) {
            file.extend(segment);
        }
        rest = behind;
    }
    file.extend(rest);
    Ok(file)
}

fn measure(
    what: &str,
    megapixels: f64,
    work: impl Fn() -> Result<(), photo::PhotoRefused>,
) -> Result<(), photo::PhotoRefused> {
    let mut rounds = [(0.0, 0.0); ROUNDS];
    for (wall, spent) in &mut rounds {
        let (began, before) = (Instant::now(), worked());
        work()?;
        *wall = began.elapsed().as_secs_f64() * 1000.0;
        *spent = (worked() - before) as f64 / 1e6;
    }
    rounds.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let (wall, spent) = rounds[ROUNDS / 2];
    let each = spent / megapixels;
    println!(
        "  {what:<24} {wall:>7.1} ms, processor {spent:>7.1} ms, {each:>5.2} a megapixel"
    );
    Ok(())
}

/// Nanoseconds that this thread has worked, in the program and for it in the kernel.
/// Nothing measured here starts another.
fn worked() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|spent| spent.parse().ok()).unwrap_or(0)
}

fn status(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

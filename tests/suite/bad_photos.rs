//! Photos nobody meant to hand in, as real files: each is refused or taken as far as it
//! goes, with one sentence, in bounded time and memory, and a good photo beside it comes in.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tests::{Bulletin, check_sentence, samples};

/// What a person's machine has left for an import, in kilobytes.
const MEMORY: u32 = 1_500_000;

/// Seconds of the processor that nothing here may take, in a build that is not optimised.
const SECONDS: u32 = 60;

/// Codes of a report's items about a file, without those of every photo.
fn reasons(report: &Value, name: &str) -> Vec<String> {
    let items = report["items"].as_array().unwrap().iter();
    let about = items.filter(|item| item["source"].to_string().contains(name));
    let codes = about.map(|item| item["reason"].as_str().unwrap().to_owned());
    codes.filter(|code| !["photo.stored", "photo.alike"].contains(&&**code)).collect()
}

/// Imports a bad file and a good photo under limits of time and memory; gives the report
/// and what was said about the bad one.
#[track_caller]
fn import(bulletin: &Bulletin, bad: &Path) -> (Vec<String>, Vec<String>) {
    let name = bad.file_name().unwrap().to_str().unwrap();
    let before = fs::metadata(bad).unwrap().len();
    let good = bulletin.folder().join("lanh-lan.jpg");
    fs::copy(samples().join("sign.jpg"), good).unwrap();
    let limits = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}");
    let words = format!("import b.bantin {name} lanh-lan.jpg --report report.json");
    let ran = bulletin.run_after(&limits, &words).ended(0);
    let report = fs::read_to_string(bulletin.folder().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(reasons(&report, "lanh-lan.jpg"), [""; 0], "the good photo comes in");
    assert_eq!(fs::metadata(bad).unwrap().len(), before, "the file itself stays");
    let said: Vec<String> = ran
        .stderr
        .lines()
        .filter(|line| line.contains(name))
        .map(str::to_owned)
        .collect();
    said.iter().for_each(|line| check_sentence(line));
    (reasons(&report, name), said)
}

fn photos(bulletin: &Bulletin) -> Vec<String> {
    let list = bulletin.run("photos", ["--json"]).ended(0).json();
    let photos = list["photos"].as_array().unwrap().iter();
    photos.map(|photo| photo["name"].as_str().unwrap().to_owned()).collect()
}

/// A file that is not taken.
#[track_caller]
fn check_refused(name: &str, bytes: &[u8], code: &str) {
    let bulletin = Bulletin::with_issue();
    let (codes, said) = import(&bulletin, &bulletin.beside(name, bytes));
    assert_eq!(codes, [code], "{name}");
    assert_eq!(said.len(), 1, "{name}: one sentence: {said:?}");
    assert_eq!(photos(&bulletin), ["lanh-lan.jpg"], "{name}");
}

/// A file that is taken, with a word about what is amiss; an export shows it.
#[track_caller]
fn check_degraded(name: &str, bytes: &[u8], code: Option<&str>) {
    let bulletin = Bulletin::with_issue();
    check_taken(&bulletin, &bulletin.beside(name, bytes), code);
    bulletin.beside("bai.md", format!("# Bài\n\nChữ của bài.\n\n![Ảnh]({name})\n"));
    bulletin.run("import", ["bai.md"]).ended(0);
    let out = bulletin.export("out", &["--as", "print-html"]);
    let files = crate::whole_path::files(&out.join("print"));
    let is_picture = |path: &&PathBuf| path.extension().is_some_and(|e| e == "jpg");
    let pictures = files.keys().filter(is_picture).count();
    assert!(pictures > 0, "{name} stands in the article");
}

#[track_caller]
fn check_taken(bulletin: &Bulletin, path: &Path, code: Option<&str>) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let (codes, said) = import(bulletin, path);
    assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{name}");
    assert_eq!(said.len(), usize::from(code.is_some()), "{name}: {said:?}");
    assert_eq!(photos(bulletin).len(), 2, "{name}");
}

fn sample() -> Vec<u8> {
    fs::read(samples().join("hall.jpg")).unwrap()
}

/// A JPEG with a segment behind its first two bytes.
fn with_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let sample = sample();
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&sample[..2], &[0xFF, marker], &length, content, &sample[2..]].concat()
}

#[test]
fn a_photo_that_ends_early_is_shown_as_far_as_it_goes_or_refused() {
    let sample = sample();
    check_degraded("nua.jpg", &sample[..sample.len() * 3 / 5], Some("photo.cut_off"));
    check_refused("dau.jpg", &sample[..sample.len() / 50], "photo.damaged");
    check_refused("trong.jpg", b"", "import.empty");
    check_refused("hai-byte.jpg", &sample[..2], "photo.unsupported");
}

#[test]
fn the_content_counts_and_not_the_name() {
    check_degraded("anh.png", &sample(), None);
    let letter = "Kính gửi tòa soạn, ảnh gửi sau.\n".as_bytes();
    check_refused("ghi-chu.jpg", letter, "photo.unsupported");
    check_refused(
        "trang.jpeg",
        b"<!doctype html><title>404</title>",
        "photo.unsupported",
    );
    check_refused("bang.png", b"PK\x03\x04\x14\0\x06\0\x08\0", "photo.unsupported");
}

#[test]
fn sixty_thousand_pixels_square_are_refused_by_their_header() {
    let mut jpeg = sample();
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    check_refused("lon.jpg", &jpeg, "photo.too_large");

    let side = 60_000_u32.to_le_bytes();
    let bmp = [
        b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".as_slice(),
        &side,
        &side,
        &[1, 0, 24, 0],
        &[0; 24],
    ];
    check_refused("lon.bmp", &bmp.concat(), "photo.too_large");
    check_refused("lon.tif", &tiff(60_000, 60_000), "photo.too_large");
}

#[test]
fn bombs_do_not_go_off() {
    // As many scans as a small file has room for, each a walk over all of its pixels.
    let sample = sample();
    let mut pixels = vec![0; 1200 * 800 * 3];
    pixels.iter_mut().zip(&sample).for_each(|(pixel, byte)| *pixel = *byte);
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 60);
    encoder.set_progressive(true);
    encoder.encode(&pixels, 1200, 800, jpeg_encoder::ColorType::Rgb).unwrap();
    let scan = jpeg.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let last = jpeg[scan..jpeg.len() - 2].to_vec();
    jpeg.truncate(jpeg.len() - 2);
    jpeg.extend(last.repeat(5_000));
    jpeg.extend([0xFF, 0xD9]);
    check_refused("nhieu-luot.jpg", &jpeg, "photo.damaged");

    // 196 million pixels of one grey in a few hundred kilobytes: read row by row.
    let side = 14_000_u32;
    let row = vec![0; side as usize / 8 + 1];
    let png = png(side, side, &row);
    assert!(png.len() < 1_000_000);
    check_degraded("phang.png", &png, None);
}

#[test]
fn a_broken_profile_of_colours_is_said_and_the_photo_shown() {
    let broken = [b"ICC_PROFILE\0\x01\x01".as_slice(), &[7; 600]].concat();
    let code = Some("photo.profile_unreadable");
    check_degraded("mau.jpg", &with_segment(0xE2, &broken), code);
    // The second of two parts is missing.
    let part = [b"ICC_PROFILE\0\x01\x02".as_slice(), &[0; 128]].concat();
    check_degraded("mau-thieu.jpg", &with_segment(0xE2, &part), code);
}

#[test]
fn directories_of_exif_that_lead_to_themselves_end() {
    let mut block = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x03".to_vec();
    for tag in [0x8769_u16, 0x8825, 0xA005] {
        block.extend(tag.to_be_bytes());
        block.extend([0, 4, 0, 0, 0, 1, 0, 0, 0, 8]);
    }
    // The next directory is the first again.
    block.extend([0, 0, 0, 8]);
    check_degraded("vong.jpg", &with_segment(0xE1, &block), None);
}

#[test]
fn of_a_moving_picture_the_first_frame_is_taken() {
    let mut gif = b"GIF89a\x08\0\x08\0\x80\0\0\xC8\x20\x20\xFF\xFF\xFF".to_vec();
    // 64 pixels of the first colour, two at a time: the table never grows.
    let mut codes = Bits::default();
    (0..32).for_each(|_| [4, 0, 0].into_iter().for_each(|code| codes.put(code, 3)));
    codes.put(5, 3);
    let codes = codes.end();
    for _ in 0..3 {
        gif.extend(b"\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0\x08\0\x08\0\0\x02");
        gif.push(codes.len() as u8);
        gif.extend(&codes);
        gif.push(0);
    }
    gif.push(0x3B);
    let code = Some("photo.first_of_several");
    let webp = include_bytes!("../../crates/photo/tests/fixtures/animated.webp");
    check_degraded("dong.webp", webp, code);
    check_degraded("dong.gif", &gif, code);
}

#[test]
fn a_tiff_of_two_hundred_megabytes_is_taken_within_the_memory_of_a_small_machine() {
    let (width, height) = (9_000, 7_400);
    let file = tiff(width, height);
    assert!(file.len() > 199_000_000);
    let bulletin = Bulletin::with_issue();
    let path = bulletin.beside("to.tif", &file);
    check_taken(&bulletin, &path, None);
    // The same, half of it missing.
    let half = Bulletin::with_issue();
    let path = half.beside("to-nua.tif", &file[..file.len() / 2]);
    let (codes, said) = import(&half, &path);
    assert_eq!((codes, said.len()), (vec!["photo.damaged".to_owned()], 1));
}

/// A TIFF of three channels, not compressed, in strips of a hundred rows.
fn tiff(width: u32, height: u32) -> Vec<u8> {
    let rows = 100;
    let strips = height.div_ceil(rows);
    let strip = u64::from(width) * 3 * u64::from(rows);
    let lists = 8 + 2 + 10 * 12 + 4;
    let pixels = lists + 6 + strips * 8;
    let mut file = b"II*\0\x08\0\0\0\x0A\0".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(count.to_le_bytes());
        file.extend(value.to_le_bytes());
    };
    entry(256, 4, 1, width);
    entry(257, 4, 1, height);
    entry(258, 3, 3, lists);
    entry(259, 3, 1, 1);
    entry(262, 3, 1, 2);
    entry(273, 4, strips, lists + 6);
    entry(277, 3, 1, 3);
    entry(278, 4, 1, rows);
    entry(279, 4, strips, lists + 6 + strips * 4);
    entry(284, 3, 1, 1);
    file.extend([0; 4]);
    file.extend([8, 0, 8, 0, 8, 0]);
    let begin = |at: u32| u64::from(pixels) + u64::from(at) * strip;
    (0..strips).for_each(|at| file.extend((begin(at) as u32).to_le_bytes()));
    let left = |at: u32| u64::from((height - at * rows).min(rows)) * u64::from(width) * 3;
    (0..strips).for_each(|at| file.extend((left(at) as u32).to_le_bytes()));
    // Headers alone need no pixels.
    if width < 20_000 {
        let row: Vec<u8> = (0..width).flat_map(|x| [(x / 40) as u8, 90, 120]).collect();
        (0..height).for_each(|_| file.extend(&row));
    } else {
        file.resize(file.len().max(400), 0);
    }
    file
}

/// A PNG of one bit a pixel whose rows are all alike: stored as zlib's shortest
/// repetitions.
fn png(width: u32, height: u32, row: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]];
    let zeros = u64::from(height) * (row.len() as u64);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [
        (b"IHDR", header.concat()),
        (b"IDAT", zlib_of_zeros(zeros)),
        (b"IEND", Vec::new()),
    ] {
        let chunk = [kind.as_slice(), &content].concat();
        file.extend((content.len() as u32).to_be_bytes());
        file.extend(&chunk);
        file.extend(crate::bad_input::crc(&chunk).to_be_bytes());
    }
    file
}

/// So many zeros in zlib's format (RFC 1950 and 1951), with fixed codes: one literal, then
/// runs of 258 at distance 1.
fn zlib_of_zeros(count: u64) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x01], ..Bits::default() };
    // The last block, of fixed codes; then the literal 0, whose code is 00110000.
    bits.put(0b011, 3);
    bits.put(0b0000_1100, 8);
    let rest = count - 1;
    for _ in 0..rest / 258 {
        // Length 258 is symbol 285, code 11000101, and distance 1 is 00000.
        bits.put(0b1010_0011, 8);
        bits.put(0, 5);
    }
    (0..rest % 258).for_each(|_| bits.put(0b0000_1100, 8));
    // The end of the block.
    bits.put(0, 7);
    let sum = (count % 65_521) as u32;
    [bits.end().as_slice(), &(sum << 16 | 1).to_be_bytes()].concat()
}

/// Bits in the order of deflate and of GIF: the first one lowest.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, length: u32) {
        self.held |= value << self.count;
        self.count += length;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn end(mut self) -> Vec<u8> {
        self.put(0, (8 - self.count) % 8);
        self.bytes
    }
}

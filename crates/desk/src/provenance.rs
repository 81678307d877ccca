//! Whose files stand where an export is going to write.
//!
//! An export replaces what it makes, also when somebody else put a file of that name
//! there; the person then hears which. Files of ours say so themselves, so that no
//! list of exports has to be kept: PDFs name their creator, pages their generator,
//! archives hold `bantin.json`, page pictures carry a text chunk.
//!
//! Invariants:
//! - A file that cannot be read is somebody else's.
//! - Marking a picture changes none of its pixels, and the same picture gets the same
//!   mark.

use std::fs;
use std::path::Path;

/// Names of the people's files in one sentence; of more only the number is said.
const MOST_NAMED: usize = 4;

/// Whether Bantin wrote the file.
pub(crate) fn is_ours(file: &Path) -> bool {
    // Plain text cannot say so itself; the script it belongs to stands beside it.
    if file.extension().is_some_and(|ending| ending == "txt") {
        return is_ours(&file.with_extension("ssml"));
    }
    let Ok(bytes) = fs::read(file) else { return false };
    let mark: &[u8] = match file.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => b"/Creator(Bantin)",
        Some("ssml") => web::GENERATOR.as_bytes(),
        Some("xml") => web::WXR_GENERATOR.as_bytes(),
        Some("html") => br#"name="generator" content="Bantin"#,
        Some("zip") => b"bantin.json",
        Some("epub") => b"bantin/package.opf",
        Some("png") => return has_mark(&bytes),
        _ => return false,
    };
    bytes.windows(mark.len()).any(|part| part == mark)
}

/// Whether Bantin wrote the pages in this folder: its first page says so.
pub(crate) fn is_our_folder(folder: &Path) -> bool {
    is_ours(&folder.join("index.html"))
}

/// The page picture with a chunk that says who made it.
pub(crate) fn marked(png: &[u8]) -> Vec<u8> {
    // Right behind the header, which is always 25 bytes long.
    let at = SIGNATURE.len() + 25;
    let Some((head, rest)) = png.split_at_checked(at) else { return png.to_vec() };
    [head, &chunk(), rest].concat()
}

/// Said of files that were replaced: `press.pdf, print/index.html` and how many more.
pub(crate) fn named(folder: &Path, files: &[std::path::PathBuf]) -> (String, usize) {
    let name = |file: &std::path::PathBuf| {
        let inside = file.strip_prefix(folder).unwrap_or(file);
        inside.display().to_string().replace('\\', "/")
    };
    let names: Vec<String> = files.iter().take(MOST_NAMED).map(name).collect();
    (names.join(", "), files.len().saturating_sub(MOST_NAMED))
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const TEXT: &[u8] = b"tEXtSoftware\0Bantin";

fn has_mark(png: &[u8]) -> bool {
    let at = SIGNATURE.len() + 25;
    png.starts_with(SIGNATURE)
        && png.get(at..).is_some_and(|rest| rest.starts_with(&chunk()))
}

fn chunk() -> Vec<u8> {
    // The type of a chunk does not count to its length.
    let length = u32::try_from(TEXT.len() - 4).expect("a few bytes");
    [&length.to_be_bytes(), TEXT, &checksum(TEXT).to_be_bytes()].concat()
}

/// CRC-32 as PNG asks for it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], ours: bool) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        fs::write(&file, bytes).expect("room");
        assert_eq!(is_ours(&file), ours, "{name}");
    }

    #[test]
    fn files_say_who_wrote_them() {
        check("press.pdf", b"%PDF-1.7 <</Creator(Bantin)/Producer(Bantin)>>", true);
        check("press.pdf", b"%PDF-1.4 <</Creator(Writer)>>", false);
        check("a.html", br#"<meta name="generator" content="Bantin">"#, true);
        check("a.html", b"<p>Bantin</p>", false);
        check("web.zip", b"PK\x03\x04 bantin.json", true);
        check("web.zip", b"PK\x03\x04 holiday.jpg", false);
        check("issue.epub", b"PK\x03\x04 bantin/package.opf", true);
        check("issue.epub", b"PK\x03\x04 OEBPS/package.opf", false);
        check("style.css", b"Bantin", false);
        check("ky-ket.ssml", format!("<speak>{}", web::GENERATOR).as_bytes(), true);
        check("ky-ket.ssml", b"<speak>Bantin</speak>", false);
        check("ky-ket.txt", b"Bantin", false);
        check("issue.xml", format!("<rss>{}", web::WXR_GENERATOR).as_bytes(), true);
        check("issue.xml", b"<rss>Bantin</rss>", false);
        assert!(!is_ours(Path::new("/nowhere/press.pdf")));
    }

    #[test]
    fn a_marked_picture_is_ours_and_still_a_picture() {
        // One red pixel.
        let mut png = SIGNATURE.to_vec();
        for (kind, data) in [
            (b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".as_slice()),
            (b"IDAT", b"\x78\x9c\x63\xf8\xcf\xc0\0\0\x03\x01\x01\0"),
            (b"IEND", b""),
        ] {
            let chunk = [kind.as_slice(), data].concat();
            png.extend(u32::try_from(data.len()).expect("few").to_be_bytes());
            png.extend(&chunk);
            png.extend(checksum(&chunk).to_be_bytes());
        }
        check("page-001.png", &png, false);
        let marked = marked(&png);
        check("page-001.png", &marked, true);
        let inspected = photo::inspect(&marked).expect("still a PNG");
        assert_eq!((inspected.size.width, inspected.size.height), (1, 1));
    }

    #[test]
    fn many_names_are_counted() {
        let folder = Path::new("out");
        let files: Vec<_> =
            (1..=6).map(|page| folder.join(format!("png/{page}.png"))).collect();
        let (names, more) = named(folder, &files);
        assert_eq!(
            (names.as_str(), more),
            ("png/1.png, png/2.png, png/3.png, png/4.png", 2)
        );
    }
}

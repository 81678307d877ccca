//! What a camera notes about its owner stays in the bulletin: no export carries it.

use crate::whole_path::files;
use std::path::Path;
use tests::{Bulletin, samples, tool};

/// Stands in every private note of the photos below.
const SECRET: &str = "BIMAT";

/// Every output there is.
const EVERYTHING: &str = "press,screen,office,booklet,proof,masthead,royalties,deposit,\
                          print-html,web,epub,wxr,png,social,script";

/// A TIFF structure, high byte first: directories of entries, values behind them.
#[derive(Default)]
struct Structure {
    bytes: Vec<u8>,
}

impl Structure {
    /// Adds a directory of texts and of numbers; returns where it begins. `next` is where
    /// the following one begins, or 0.
    fn directory(
        &mut self,
        texts: &[(u16, u16, &str)],
        numbers: &[(u16, u32)],
        next: u32,
    ) -> u32 {
        let mut entries: Vec<(u16, u16, u32, u32)> = Vec::new();
        for (tag, kind, text) in texts {
            let at = self.bytes.len() as u32;
            self.bytes.extend(text.as_bytes());
            self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
            // Rationals of eight bytes; everything else here of one.
            let count = text.len() as u32 / if *kind == 5 { 8 } else { 1 };
            entries.push((*tag, *kind, count, at));
        }
        entries.extend(numbers.iter().map(|(tag, value)| (*tag, 4, 1, *value)));
        entries.sort_unstable();
        let begin = self.bytes.len() as u32;
        self.bytes.extend((entries.len() as u16).to_be_bytes());
        for (tag, kind, count, value) in entries {
            self.bytes.extend(tag.to_be_bytes());
            self.bytes.extend(kind.to_be_bytes());
            self.bytes.extend(count.to_be_bytes());
            self.bytes.extend(value.to_be_bytes());
        }
        self.bytes.extend(next.to_be_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        begin
    }
}

/// EXIF with position, serial number, maker note, thumbnail and the name of the camera.
fn exif() -> Vec<u8> {
    const TEXT: u16 = 2;
    const RATIONAL: u16 = 5;
    const BYTES: u16 = 7;
    // 9° 47′ 3″: whole numbers over one.
    let angle: String = [9_u32, 1, 47, 1, 3, 1]
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .map(char::from)
        .collect();
    let mut tiff = Structure { bytes: b"MM\0*\0\0\0\0".to_vec() };
    let gps =
        tiff.directory(&[(2, RATIONAL, &angle), (0x1B, BYTES, "BIMAT-GPS")], &[], 0);
    let camera = tiff.directory(
        &[
            (0xA431, TEXT, "BIMAT-SERIAL\0"),
            (0x927C, BYTES, "BIMAT-MAKERNOTE"),
            (0xA430, TEXT, "BIMAT-OWNER\0"),
        ],
        &[],
        0,
    );
    let thumbnail = tiff.bytes.len() as u32;
    tiff.bytes.extend(b"\xFF\xD8\xFF\xFEBIMAT-THUMBNAIL\xFF\xD9\0\0");
    let second = tiff.directory(&[], &[(0x0201, thumbnail), (0x0202, 21)], 0);
    let first = tiff.directory(
        &[
            (0x010F, TEXT, "BIMAT-MAKE\0"),
            (0x0110, TEXT, "BIMAT-MODEL\0"),
            (0x0131, TEXT, "BIMAT-SOFTWARE\0"),
            (0x8298, TEXT, "(c) So Thong tin\0"),
        ],
        &[(0x8769, camera), (0x8825, gps)],
        second,
    );
    tiff.bytes[4..8].copy_from_slice(&first.to_be_bytes());
    tiff.bytes
}

/// A photo of the samples with private notes of every kind.
fn photo(name: &str) -> Vec<u8> {
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
        <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
        <rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' \
        xmlns:aux='http://ns.adobe.com/exif/1.0/aux/' \
        xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
        exif:GPSLatitude='BIMAT,47.05N' aux:SerialNumber='BIMAT-XMP' \
        photoshop:Credit='TTXVN'/></rdf:RDF></x:xmpmeta>";
    let segments = [
        (0xE1, [b"Exif\0\0".as_slice(), &exif()].concat()),
        (0xE1, xmp.as_bytes().to_vec()),
        (0xFE, b"BIMAT-COMMENT".to_vec()),
    ];
    let plain = std::fs::read(samples().join(name)).unwrap();
    let mut file = plain[..2].to_vec();
    for (marker, content) in segments {
        file.extend([0xFF, marker]);
        file.extend((content.len() as u16 + 2).to_be_bytes());
        file.extend(content);
    }
    file.extend(&plain[2..]);
    file
}

/// Holds everything a program for photos finds in a folder to what may be said.
fn check_tags(folder: &Path, rights: bool) {
    let Some(said) = tool("exiftool", &["-r", "-a", "-G1", "-s", "-ee"], folder) else {
        return;
    };
    assert!(said.contains("ImageWidth"), "it looked into pictures");
    assert!(!rights || said.contains("Rights") || said.contains("Credit"));
    for line in said.lines() {
        let Some((group, tag)) = line.strip_prefix('[').and_then(|l| l.split_once(']'))
        else {
            continue;
        };
        let tag = tag.split(':').next().unwrap_or_default().trim();
        let private = ["GPS", "ExifIFD", "IFD1", "MakerNotes", "XMP-exif", "XMP-aux"];
        assert!(!private.contains(&group), "{line}");
        if group == "IFD0" {
            assert!(["Artist", "Copyright"].contains(&tag), "{line}");
        }
        for private in ["Serial", "GPS", "Thumbnail", "MakerNote", "Lens", "CameraModel"]
        {
            assert!(!tag.contains(private), "{line}");
        }
        assert!(!line.contains(SECRET), "{line}");
    }
}

#[test]
fn no_export_carries_what_a_camera_notes_about_its_owner() {
    let bulletin = Bulletin::with_issue();
    for name in ["sign.jpg", "hall.jpg"] {
        let private = photo(name);
        assert!(private.windows(5).filter(|five| *five == SECRET.as_bytes()).count() > 9);
        bulletin.beside(name, private);
    }
    bulletin.beside(
        "bai.md",
        "# Ký kết\n\n![Biển tên](sign.jpg)\n\nChữ của bài.\n\n![Hội trường](hall.jpg)\n",
    );
    bulletin.run("import", ["bai.md"]).ended(0);
    bulletin.run("set", ["logo=sign.jpg"]).ended(0);
    let out = bulletin.export("out", &["--as", EVERYTHING]);
    bulletin.run("review", ["--to", "out/review"]).ended(0);

    let files = files(&out);
    let here = |ending: &str| files.keys().any(|p| p.to_string_lossy().ends_with(ending));
    for name in EVERYTHING.split(',') {
        let name = match name {
            "print-html" => "print/index.html",
            "png" => "png/page-001.png",
            "web" => "web/index.html",
            "epub" => "issue.epub",
            "wxr" => "wordpress/issue.xml",
            "social" => "-1200x630.png",
            "script" => ".ssml",
            name => &format!("{name}.pdf"),
        };
        assert!(here(name), "no {name} among the exports: {:?}", files.keys());
    }
    for ending in [".jpg", ".avif", "web.zip", "email.html", "review.html"] {
        assert!(here(ending), "no {ending} among the exports: {:?}", files.keys());
    }
    let holds =
        |bytes: &[u8], secret: &[u8]| bytes.windows(secret.len()).any(|w| w == secret);
    for (path, bytes) in &files {
        assert!(!holds(bytes, SECRET.as_bytes()), "{}", path.display());
        if path.extension().is_some_and(|ending| ending == "jpg") {
            assert!(!holds(bytes, b"Exif\0\0"), "{}", path.display());
            assert!(holds(bytes, b"TTXVN"), "{}: whose photo it is", path.display());
        }
    }
    check_tags(&out, true);

    // The pictures within other files, as they lie there.
    let inside = bulletin.folder().join("inside");
    std::fs::create_dir(&inside).unwrap();
    for (path, bytes) in &files {
        let name = path.to_string_lossy().replace('/', "-");
        if name.ends_with(".pdf") {
            let ran = std::process::Command::new("pdfimages")
                .arg("-all")
                .args([out.join(path), inside.join(&name)])
                .status();
            assert!(ran.is_ok_and(|ran| ran.success()), "{name}");
        } else if name.ends_with(".html") {
            let page = String::from_utf8_lossy(bytes);
            for (at, data) in page.split("data:image/jpeg;base64,").skip(1).enumerate() {
                let data = data.split('"').next().unwrap();
                std::fs::write(inside.join(format!("{name}-{at}.jpg")), base64(data))
                    .unwrap();
            }
        }
    }
    let pictures = crate::whole_path::files(&inside);
    for name in ["press.pdf", "screen.pdf", "office.pdf", "proof.pdf", "review.html"] {
        let of = |path: &std::path::PathBuf| path.to_string_lossy().contains(name);
        assert!(pictures.keys().any(of), "no picture in {name}: {:?}", pictures.keys());
    }
    for (path, bytes) in &pictures {
        assert!(!holds(bytes, SECRET.as_bytes()), "{}", path.display());
        assert!(!holds(bytes, b"Exif\0\0"), "{}", path.display());
    }
    check_tags(&inside, false);

    // A folder of everything is the bulletin itself: there the originals stay as they are.
    bulletin.run("unpack", ["kept"]).ended(0);
    let kept = std::fs::read(bulletin.folder().join("kept/photos/sign.jpg")).unwrap();
    assert!(kept == photo("sign.jpg"));
}

/// Reads what stands in a `data:` address (RFC 4648, 4).
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut held, mut count) = (0_u32, 0);
    let mut bytes = Vec::new();
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = LETTERS.iter().position(|known| *known == letter).expect("base64");
        held = held << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    bytes
}

#[test]
fn pictures_are_named_by_their_caption_and_come_as_avif_where_that_is_smaller() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "web"]);
    let files = files(&out.join("web"));
    let of = |ending: &str| {
        files
            .iter()
            .filter(|(path, _)| path.extension().is_some_and(|e| e == ending))
            .map(|(path, bytes)| {
                (path.file_stem().unwrap().to_str().unwrap(), bytes.len())
            })
            .collect::<Vec<_>>()
    };
    let (jpeg, avif) = (of("jpg"), of("avif"));
    let named = |name: &str| {
        let mut parts = name.rsplit('-');
        let width = parts.next().is_some_and(|width| width.parse::<u32>().is_ok());
        let hash = parts.next().is_some_and(|hash| {
            hash.len() == 6 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        width && hash && name.starts_with("quang-canh-hoi-nghi-")
    };
    assert!(jpeg.iter().any(|(name, _)| named(name)), "{jpeg:?}");
    assert!(!avif.is_empty());
    for (name, size) in &avif {
        let (_, jpeg) = jpeg.iter().find(|(other, _)| other == name).unwrap();
        assert!(size * 100 < jpeg * 95, "{name}: {size} of {jpeg}");
    }
}

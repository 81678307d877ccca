//! Words in the ways other programs put them into pictures.

use crate::directory::{Value, structure};
use photo::Words;
use unicode_normalization::UnicodeNormalization;

/// Which standard carries the words of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Carrier {
    Xmp,
    /// XMP whose caption did not fit one segment of a JPEG.
    ExtendedXmp,
    IptcUtf8,
    Iptc1258,
    IptcTcvn3,
    Exif,
    /// EXIF as the Explorer of Windows writes it.
    Windows,
    /// EXIF with a comment of the user.
    Comment,
}

pub(crate) const CARRIERS: [Carrier; 8] = [
    Carrier::Xmp,
    Carrier::ExtendedXmp,
    Carrier::IptcUtf8,
    Carrier::Iptc1258,
    Carrier::IptcTcvn3,
    Carrier::Exif,
    Carrier::Windows,
    Carrier::Comment,
];

/// The notes of one picture, ready for any container.
#[derive(Default)]
pub(crate) struct Written {
    /// A TIFF structure, always there: it holds the orientation.
    pub(crate) exif: Vec<u8>,
    /// The tags of that structure again, for TIFF files.
    pub(crate) tags: Vec<(u16, Value)>,
    pub(crate) xmp: Option<String>,
    /// What continues the packet.
    pub(crate) extension: Option<String>,
    /// Data sets, bare.
    pub(crate) iptc: Option<Vec<u8>>,
}

const CAPTION: &str = "Lãnh đạo 2 địa phương ký kết hợp tác tại Cần Thơ";
const BYLINE: &str = "Đan Phượng";
const CREDIT: &str = "Báo Hậu Giang";
const RIGHTS: &str = "© Sở Thông tin và Truyền thông";
const ALT: &str = "Hai người bắt tay trước phông đỏ";

/// Name of the packet that continues another: 32 digits.
pub(crate) const NAME: &str = "0123456789ABCDEF0123456789ABCDEF";

/// What is to be found, given what the standard can say.
pub(crate) fn truth(carrier: Carrier) -> Words {
    let all = Words {
        caption: CAPTION.into(),
        byline: BYLINE.into(),
        credit: CREDIT.into(),
        // The western page knows the sign; the old Vietnamese one does not.
        rights: if carrier == Carrier::IptcTcvn3 {
            &RIGHTS["© ".len()..]
        } else {
            RIGHTS
        }
        .into(),
        alt: ALT.into(),
        taken: document::Date::new(2021, 2, 26),
        place: "Vị Thanh, Hậu Giang".into(),
    };
    let none = String::new;
    match carrier {
        Carrier::Xmp | Carrier::ExtendedXmp => all,
        Carrier::IptcUtf8 | Carrier::Iptc1258 | Carrier::IptcTcvn3 => {
            Words { alt: none(), ..all }
        }
        Carrier::Exif | Carrier::Windows | Carrier::Comment => {
            Words { credit: none(), alt: none(), place: none(), ..all }
        }
    }
}

/// Puts the words into a carrier, in a big-endian or a little-endian structure.
pub(crate) fn write(carrier: Carrier, orientation: u16, big: bool) -> Written {
    let mut written = Written::default();
    match carrier {
        Carrier::Xmp => {
            written.xmp = Some(packet(&format!("{}{}", elements(), caption())));
        }
        Carrier::ExtendedXmp => {
            let note = format!(
                "<n:HasExtendedXMP xmlns:n='http://ns.adobe.com/xmp/note/'>{NAME}</n:HasExtendedXMP>"
            );
            written.xmp = Some(packet(&format!("{}{note}", elements())));
            written.extension = Some(packet(&caption()));
        }
        Carrier::IptcUtf8 => {
            let marker = set(1, 90, b"\x1B%G");
            written.iptc = Some([marker, sets(|text| text.into())].concat());
        }
        Carrier::Iptc1258 => written.iptc = Some(sets(windows_1258)),
        Carrier::IptcTcvn3 => written.iptc = Some(sets(tcvn3)),
        _ => {}
    }
    written.exif = structure(big, &[], exif(carrier, orientation, big));
    written.tags = exif(carrier, orientation, big);
    written
}

/// Photoshop's resources around data sets, beside one of another kind.
pub(crate) fn resources(iptc: &[u8]) -> Vec<u8> {
    let resource = |number: u16, name: &[u8], content: &[u8]| {
        let mut resource = b"8BIM".to_vec();
        resource.extend(number.to_be_bytes());
        resource.push(name.len() as u8);
        resource.extend(name);
        resource.resize(resource.len().next_multiple_of(2), 0);
        resource.extend((content.len() as u32).to_be_bytes());
        resource.extend(content);
        resource.resize(resource.len().next_multiple_of(2), 0);
        resource
    };
    [resource(0x03ED, b"", b"sixteen bytes ok"), resource(0x0404, b"odd", iptc)].concat()
}

fn exif(carrier: Carrier, orientation: u16, big: bool) -> Vec<(u16, Value)> {
    let order = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    let little = |text: &str| {
        Value::Bytes(text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect())
    };
    let lies = (0x0112, Value::Short(vec![orientation]));
    let day = (0x9003, Value::Text("2021:02:26 14:05:00"));
    match carrier {
        Carrier::Exif => vec![
            (0x010E, Value::Text(CAPTION)),
            lies,
            (0x013B, Value::Text(BYLINE)),
            (0x8298, Value::Text(RIGHTS)),
            (0x8769, Value::Below(vec![day])),
        ],
        Carrier::Windows => vec![
            (0x010E, Value::Text("L?nh ??o 2 ??a ph??ng k? k?t h?p t?c t?i C?n Th?")),
            lies,
            (0x8298, Value::Text(RIGHTS)),
            (0x8769, Value::Below(vec![day])),
            (0x9C9B, little(CAPTION)),
            (0x9C9D, little(BYLINE)),
        ],
        Carrier::Comment => {
            let wide = CAPTION.encode_utf16().flat_map(order);
            let comment = b"UNICODE\0".iter().copied().chain(wide).collect();
            vec![
                (0x010E, Value::Text("SAMSUNG")),
                lies,
                (0x013B, Value::Text(BYLINE)),
                (0x8298, Value::Text(RIGHTS)),
                (0x8769, Value::Below(vec![day, (0x9286, Value::Undefined(comment))])),
            ]
        }
        // What a camera writes beside the words of others.
        _ => vec![(0x010E, Value::Text("OLYMPUS DIGITAL CAMERA")), lies],
    }
}

fn caption() -> String {
    format!(
        "<dc:description><rdf:Alt><rdf:li xml:lang='en'>Signing</rdf:li>\
         <rdf:li xml:lang='x-default'>{CAPTION}</rdf:li></rdf:Alt></dc:description>"
    )
}

fn elements() -> String {
    format!(
        "<dc:creator><rdf:Seq><rdf:li>{BYLINE}</rdf:li></rdf:Seq></dc:creator>\
         <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>{RIGHTS}</rdf:li></rdf:Alt></dc:rights>\
         <p:Credit>{CREDIT}</p:Credit><p:DateCreated>2021-02-26T14:05:00+07:00</p:DateCreated>\
         <p:City>Vị Thanh</p:City><p:State>Hậu Giang</p:State>\
         <i:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>{ALT}</rdf:li></rdf:Alt>\
         </i:AltTextAccessibility>"
    )
}

fn packet(body: &str) -> String {
    format!(
        "<?xpacket begin='\u{FEFF}' id='W5M0MpCehiHzreSzNTczkc9d'?>\
         <x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:p='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:i='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'>{body}</rdf:Description>\
         </rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
}

fn sets(coded: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    // The old page has no sign of copyright.
    let rights = coded(RIGHTS);
    [
        set(2, 55, b"20210226"),
        set(2, 80, &coded(BYLINE)),
        set(2, 90, &coded("Vị Thanh")),
        set(2, 95, &coded("Hậu Giang")),
        set(2, 110, &coded(CREDIT)),
        set(2, 116, &rights),
        set(2, 120, &coded(CAPTION)),
    ]
    .concat()
}

fn set(record: u8, field: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16).to_be_bytes();
    [&[0x1C, record, field], length.as_slice(), content].concat()
}

/// The code page of Windows: circumflex, breve and horn belong to the letter, tones
/// follow it.
fn windows_1258(text: &str) -> Vec<u8> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut spread = String::new();
    for c in text.chars() {
        let parts: Vec<char> = std::iter::once(c).nfd().collect();
        let letter = parts.iter().copied().filter(|part| !TONES.contains(part));
        spread.extend(letter.nfc());
        spread.extend(parts.iter().filter(|part| TONES.contains(part)));
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1258.encode(&spread);
    assert!(!lossy, "{spread}");
    bytes.into_owned()
}

/// TCVN 5712:1993, VN3. What it lacks is left out.
fn tcvn3(text: &str) -> Vec<u8> {
    const LETTERS: &str = "Đ\u{A7}ă\u{A8}â\u{A9}ê\u{AA}ô\u{AB}ơ\u{AC}ư\u{AD}đ\u{AE}à\u{B5}\
        ả\u{B6}ã\u{B7}á\u{B8}ạ\u{B9}ậ\u{CB}ầ\u{C7}ế\u{D5}ề\u{D2}ị\u{DE}í\u{DD}ó\u{E3}ố\u{E8}\
        ộ\u{E9}ở\u{EB}ợ\u{EE}ý\u{FD}";
    let table: Vec<char> = LETTERS.chars().collect();
    let byte = |c: char| match c {
        '©' => None,
        _ if c.is_ascii() => Some(c as u8),
        _ => {
            let pair = table.as_chunks::<2>().0.iter().find(|pair| pair[0] == c);
            Some(pair.unwrap_or_else(|| panic!("no {c} in the table"))[1] as u8)
        }
    };
    let bytes: Vec<u8> = text.chars().filter_map(byte).collect();
    bytes.trim_ascii().to_vec()
}

//! The XMP packet and the dates of a press file.
//!
//! ISO 15930-7 wants the same words twice, in the document information dictionary
//! and in XMP, and refuses a file where the two differ. Both are made here.

use super::{CREATOR, Meta};
use document::Date;
use sha2::{Digest, Sha256};

/// Title of a document whose own is empty: PDF/X-4 demands one.
const UNTITLED: &str = "Bản tin";

/// The names one press file goes by.
pub(super) struct Identity {
    /// Sixteen bytes for `/ID`.
    pub(super) bytes: [u8; 16],
    /// The same as a URN for XMP.
    pub(super) urn: String,
}

impl Identity {
    /// Derives the identity from the content's. It differs from the screen file's:
    /// two files with different bytes must not share one.
    pub(super) fn of(meta: &Meta) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"bantin press\0");
        hash.update(meta.document_id.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.finalize()[..16]);
        // Version 8 (RFC 9562): made from content by a rule of our own.
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let urn = format!(
            "urn:uuid:{}-{}-{}-{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        );
        Self { bytes, urn }
    }
}

/// The title both places carry.
pub(super) fn title(meta: &Meta) -> &str {
    if meta.title.is_empty() { UNTITLED } else { &meta.title }
}

/// Midnight in Vietnam, as the document information dictionary writes it.
pub(super) fn pdf_date(date: Date) -> String {
    format!("D:{:04}{:02}{:02}000000+07'00'", date.year(), date.month(), date.day())
}

/// The whole metadata stream. It stands in the file as plain text, so that a
/// printer's software finds it without reading PDF.
pub(super) fn xmp(meta: &Meta, identity: &Identity) -> String {
    let date = format!("{}T00:00:00+07:00", iso(meta.date));
    let (title, lang, urn) = (escaped(title(meta)), meta.lang.as_str(), &identity.urn);
    let author = listed("dc:creator", "Seq", "", &meta.author);
    let subject =
        listed("dc:description", "Alt", " xml:lang=\"x-default\"", &meta.subject);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
{author}{subject}<pdf:Producer>{CREATOR}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmpMM:DocumentID>{urn}</xmpMM:DocumentID>
<xmpMM:InstanceID>{urn}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

/// A property with one entry, or nothing when there is no text.
fn listed(property: &str, container: &str, attributes: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = escaped(text);
    format!(
        "<{property}><rdf:{container}><rdf:li{attributes}>{text}</rdf:li>\
         </rdf:{container}></{property}>\n"
    )
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// XML text. Characters XML cannot hold at all are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escaped(text), expected);
    }

    #[test]
    fn no_text_breaks_the_packet() {
        check("Cần Thơ & <Hậu Giang>", "Cần Thơ &amp; &lt;Hậu Giang&gt;");
        check("]]>", "]]&gt;");
        check("a\u{0}b\u{b}c\nd", "abc d");
    }
}

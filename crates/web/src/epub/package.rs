//! What an EPUB says about itself: the package document and where it lies.

use super::{COVER_PICTURE, FOLDER};
use crate::html::escape;
use crate::order::{self, posted};
use crate::pictures::{cover, figures};
use crate::site::Site;
use document::{Date, Edition, Key};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// `META-INF/container.xml`.
pub(super) fn container() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" \
         xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
         <rootfile full-path=\"{FOLDER}/package.opf\" \
         media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n"
    )
}

/// `package.opf`: `spine` lists the pages in the order of reading.
pub(super) fn document(
    site: &Site<'_>,
    spine: &[String],
    files: &BTreeMap<String, Vec<u8>>,
) -> String {
    let lang = site.lang();
    let ids: BTreeMap<&str, String> = files
        .keys()
        .enumerate()
        .map(|(place, path)| (path.as_str(), format!("f{}", place + 1)))
        .collect();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package \
         xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" xml:lang=\"{lang}\" \
         unique-identifier=\"id\">\n<metadata \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
    );
    out.push_str(&about(site));
    if let Some(cover) = ids.get(COVER_PICTURE) {
        // For devices that read EPUB 2 only.
        out.push_str(&format!("<meta name=\"cover\" content=\"{cover}\"/>\n"));
    }
    out.push_str("</metadata>\n<manifest>\n");
    for (path, id) in &ids {
        let property = match *path {
            "nav.xhtml" => " properties=\"nav\"",
            COVER_PICTURE => " properties=\"cover-image\"",
            _ => "",
        };
        out.push_str(&format!(
            "<item id=\"{id}\" href=\"{path}\" media-type=\"{}\"{property}/>\n",
            media_type(path)
        ));
    }
    out.push_str("</manifest>\n<spine>\n");
    for path in spine {
        let id = &ids[path.as_str()];
        out.push_str(&format!("<itemref idref=\"{id}\"/>\n"));
    }
    out.push_str("</spine>\n</package>\n");
    out
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("xhtml") => "application/xhtml+xml",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("jpg") => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// Title, people, days, the series, and what a reader may expect.
fn about(site: &Site<'_>) -> String {
    let edition = site.edition;
    let mut out = String::new();
    out.push_str(&format!(
        "<dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>\n",
        identity(edition)
    ));
    let mut element = |name: &str, text: &str| {
        let text = escape(text);
        if !text.trim().is_empty() {
            out.push_str(&format!("<dc:{name}>{}</dc:{name}>\n", text.trim()));
        }
    };
    element("title", &format!("{}, {}", site.name(), site.issue()));
    element("language", site.lang().as_str());
    element("creator", edition.text(Key::PublishingBody));
    element("publisher", edition.text(Key::PublishingBody));
    element("date", &edition.issue.date.to_string());
    element("description", edition.text(Key::Tagline));
    order::authors(edition).iter().for_each(|author| element("contributor", author.name));
    for (section, _) in order::by_section(edition) {
        element("subject", section.map_or("", |section| section.name.as_str()));
    }
    let mut property = |name: &str, text: &str| {
        out.push_str(&format!("<meta property=\"{name}\">{}</meta>\n", escape(text)));
    };
    property("dcterms:modified", &format!("{}T00:00:00Z", newest(edition)));

    let pictured =
        edition.articles.iter().any(|article| cover(edition, article).is_some());
    let described = all_described(edition);
    property("schema:accessMode", "textual");
    if pictured {
        property("schema:accessMode", "visual");
        property("schema:accessModeSufficient", "textual,visual");
    }
    if described {
        property("schema:accessModeSufficient", "textual");
    }
    for feature in ["structuralNavigation", "tableOfContents", "readingOrder"] {
        property("schema:accessibilityFeature", feature);
    }
    property("schema:accessibilityFeature", "displayTransformability");
    if described && pictured {
        property("schema:accessibilityFeature", "alternativeText");
    }
    property("schema:accessibilityHazard", "none");
    let words = site.words;
    let summary = if described { words.described_all } else { words.described_some };
    property("schema:accessibilitySummary", summary);

    out.push_str(&format!(
        "<meta property=\"belongs-to-collection\" id=\"series\">{}</meta>\n<meta \
         refines=\"#series\" property=\"collection-type\">series</meta>\n<meta \
         refines=\"#series\" property=\"group-position\">{}</meta>\n",
        escape(&site.name()),
        edition.issue.number
    ));
    out
}

/// Whether each picture says what it shows.
fn all_described(edition: &Edition) -> bool {
    edition.articles.iter().flat_map(figures).all(|figure| {
        let shown = edition.resolve(figure);
        shown.photo.is_none() || !shown.alt.trim().is_empty()
    })
}

/// The newest day the edition knows.
fn newest(edition: &Edition) -> Date {
    let days = edition.articles.iter().flat_map(|article| {
        [Some(posted(edition, article)), article.modified].into_iter().flatten()
    });
    days.chain([edition.issue.date]).max().unwrap_or(edition.issue.date)
}

/// An identity that another export of the issue has too: a UUID of version 8 from what
/// tells one issue from every other.
fn identity(edition: &Edition) -> String {
    let issue = &edition.issue;
    let told = format!("{}\n{}\n{}", edition.bulletin.name(), issue.number, issue.date);
    let mut bytes = Sha256::digest(told.as_bytes());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    parts.join("-")
}

//! HTML of this crate as XHTML that the checker of EPUB files accepts.
//!
//! It reads only what this crate wrote: `<` and `>` stand nowhere but around tags, and
//! every attribute has a quoted value.

use std::collections::BTreeSet;

/// Elements without an end.
const EMPTY: [&str; 4] = ["br", "hr", "img", "wbr"];

/// Writes a fragment as XHTML.
///
/// - Elements without an end are closed.
/// - A place that cannot be a name in XML, or is taken, is left out.
/// - A link to a place that is not in the fragment keeps its words; an address holds
///   only what an address may.
/// - `xml:lang` stands beside every `lang`.
pub(crate) fn xhtml(html: &str) -> String {
    let places = places(html);
    let mut taken = BTreeSet::new();
    let mut out = String::with_capacity(html.len() + 64);
    // Whether the link that is open became a mere `span`.
    let mut bare = false;
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        if tag == "/a" && bare {
            bare = false;
            out.push_str("</span>");
            continue;
        }
        if tag.starts_with('/') {
            out.push_str(&format!("<{tag}>"));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut kept = String::new();
        for (key, value) in pairs(attributes) {
            let value = match key {
                "id" if !is_name(value) || !taken.insert(value) => continue,
                "href" if value.starts_with('#') => match places.contains(&value[1..]) {
                    true => value.to_owned(),
                    false => {
                        bare = true;
                        continue;
                    }
                },
                // Between pages of the same book: the text of an article has none.
                "href" if !value.contains(':') => value.to_owned(),
                "href" => match address(value) {
                    Some(address) => address,
                    None => {
                        bare = true;
                        continue;
                    }
                },
                "lang" => {
                    kept.push_str(&format!(" xml:lang=\"{value}\""));
                    value.to_owned()
                }
                _ => value.to_owned(),
            };
            kept.push_str(&format!(" {key}=\"{value}\""));
        }
        match name {
            "a" if bare => out.push_str("<span>"),
            name if EMPTY.contains(&name) => out.push_str(&format!("<{name}{kept}/>")),
            name => out.push_str(&format!("<{name}{kept}>")),
        }
    }
    out.push_str(rest);
    out
}

/// The places a fragment has, by identity.
fn places(html: &str) -> BTreeSet<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag))
        .filter_map(|tag| tag.split_once(' '))
        .flat_map(|(_, attributes)| pairs(attributes))
        .filter(|(key, value)| *key == "id" && is_name(value))
        .map(|(_, value)| value)
        .collect()
}

/// Attributes and their values, as they are written.
fn pairs(mut attributes: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    while let Some((key, rest)) = attributes.split_once("=\"") {
        let Some((value, rest)) = rest.split_once('"') else { break };
        found.push((key.trim(), value));
        attributes = rest;
    }
    found
}

/// Whether an identity is a name in XML, as this crate writes them.
fn is_name(id: &str) -> bool {
    let mut letters = id.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
}

/// An address with what may not stand in one percent-encoded; `None` when even that
/// makes none. References to characters, such as `&amp;`, stay.
fn address(written: &str) -> Option<String> {
    let plain = written
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let (scheme, below) = plain.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if let Some(below) = below.strip_prefix("//") {
        let host = below.split(['/', '?', '#']).next().unwrap_or_default();
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        let sound = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        if name.is_empty()
            || !name.chars().all(sound)
            || !port.chars().all(|c| c.is_ascii_digit())
        {
            return None;
        }
    } else if scheme.starts_with("http") || below.trim().is_empty() {
        return None;
    }
    let mut out = format!("{scheme}:");
    let mut fragments = 0;
    for (at, byte) in below.bytes().enumerate() {
        let encoded = below.as_bytes().get(at + 1..at + 3);
        let is_encoded = encoded.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        match byte {
            b'#' if fragments == 0 => {
                fragments += 1;
                out.push('#');
            }
            b'%' if is_encoded => out.push('%'),
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            byte if byte.is_ascii_alphanumeric()
                || b"-._~/?:@!$()*+,;=".contains(&byte) =>
            {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(xhtml(html), expected, "{html}");
    }

    #[test]
    fn elements_end_and_places_are_told_apart() {
        check("a<br>\nb<hr>", "a<br/>\nb<hr/>");
        check(
            "<img src=\"a.jpg\" width=\"1\" alt=\"x &gt; y\">",
            "<img src=\"a.jpg\" width=\"1\" alt=\"x &gt; y\"/>",
        );
        check("<p id=\"a\"></p><p id=\"a\">", "<p id=\"a\"></p><p>");
        check("<figure id=\"anh-hai ba\">", "<figure>");
        check("<i lang=\"en\">x</i>", "<i xml:lang=\"en\" lang=\"en\">x</i>");
    }

    #[test]
    fn links_lead_somewhere_or_are_words() {
        check("<a href=\"#b\">x</a><p id=\"b\">", "<a href=\"#b\">x</a><p id=\"b\">");
        check(
            "<a href=\"#c\">x</a> <a href=\"tel:1\">y</a>",
            "<span>x</span> <a href=\"tel:1\">y</a>",
        );
        for hopeless in ["https://", "http://[x", "https://a b.vn/", "mailto:", "http:a"]
        {
            check(&format!("<a href=\"{hopeless}\">x</a>"), "<span>x</span>");
        }
        check("<a href=\"bai/a.xhtml\">x</a>", "<a href=\"bai/a.xhtml\">x</a>");
        check(
            "<a href=\"HTTPS://a.vn/đ b?x=1&amp;y=%20%#a#b\">x</a>",
            "<a href=\"https://a.vn/%C4%91%20b?x=1&amp;y=%20%25#a%23b\">x</a>",
        );
    }
}

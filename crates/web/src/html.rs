//! Where text becomes HTML: the only place of this crate that escapes.
//!
//! Templates call [`escape`] for every value they print (see `render.rs`); the text of
//! an article is written by [`body()`] and [`inline`]. Feeds use the same escape, which
//! suits XML too.
//!
//! Invariants:
//! - Whatever an officer types is shown as typed and is never markup. The one
//!   exception, raw HTML blocks of the text, is cleaned to harmless elements first.
//! - Words that belong on one line are held together by an element, with ordinary
//!   spaces between them, so that searching and copying a page work.

mod body;
mod figure;
mod xhtml;

pub(crate) use body::{
    NOTES_OF_BOOK, Setting, Usage, body, inline, keep_together, plain,
};
pub(crate) use figure::{Shape, picture};
pub(crate) use xhtml::xhtml;

use serde_json::Value;

/// Writes `text` so that HTML and XML show it as it stands, in text and in
/// attributes. Control characters that XML forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            control if control.is_control() => {}
            // No characters, though strings may hold them; XML knows no such thing.
            '\u{fffe}' | '\u{ffff}' => {}
            plain => out.push(plain),
        }
    }
    out
}

/// Writes `text` as a CDATA section of XML, or several where it would end one. Control
/// characters that XML forbids are left out.
pub(crate) fn cdata(text: &str) -> String {
    let allowed = |letter: &char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => !letter.is_control(),
    };
    let text: String = text.chars().filter(allowed).collect();
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// Takes away the spans that hold words together, for systems that have no style for
/// them. U+0001 stands for their beginning, and text never holds one, because escaping
/// drops control characters.
pub(crate) fn without_ties(html: &str) -> String {
    let html = html.replace("<span class=\"k\">", "\u{1}");
    let mut out = String::with_capacity(html.len());
    let mut pieces = html.split('\u{1}');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push_str(&piece.replacen("</span>", "", 1));
    }
    out
}

/// Writes a value for a data block: JSON that no HTML parser can leave early.
pub(crate) fn json_block(value: &Value) -> String {
    json_safe(value.to_string())
}

/// The same, with one value per line, for files that people read too.
pub(crate) fn json_file(value: &Value) -> String {
    let mut text =
        serde_json::to_string_pretty(value).expect("a JSON value always has a text");
    text.push('\n');
    text
}

fn json_safe(json: String) -> String {
    // In JSON these stand inside strings only, where the escape means the same.
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Whether a link of the text may lead there, and how: addresses with a scheme that
/// every reader expects, and places on the same page.
pub(crate) fn link_target(url: &str) -> Option<&str> {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:", "#"];
    known.iter().any(|scheme| lower.starts_with(scheme)).then_some(url)
}

/// Percent-encodes a value for a query.
pub(crate) fn query_value(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Writes `text` as a CSS string, quotes included.
pub(crate) fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '<' => out.push_str("\\3c "),
            control if control.is_control() => out.push(' '),
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(
            escape("<b>\"A\" & 'B'</b>\u{0}\u{7}\u{ffff}"),
            "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;"
        );
        assert_eq!(escape("Cần Thơ – Hậu Giang"), "Cần Thơ – Hậu Giang");
    }

    #[test]
    fn text_never_ends_a_cdata_section() {
        assert_eq!(cdata("a ]]> b\u{0}"), "<![CDATA[a ]]]]><![CDATA[> b]]>");
        assert_eq!(cdata("<b>&"), "<![CDATA[<b>&]]>");
        assert_eq!(cdata(""), "<![CDATA[]]>");
    }

    #[test]
    fn data_blocks_cannot_be_left_early() {
        let value = serde_json::json!({ "t": "</script><!-- \u{2028} &" });
        let text = json_block(&value);
        assert!(!text.contains('<') && !text.contains('&') && !text.contains('\u{2028}'));
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }

    #[test]
    fn only_plain_links_are_followed() {
        for url in ["https://a.vn", " HTTP://a.vn ", "mailto:a@b.vn", "tel:0293", "#x"] {
            assert!(link_target(url).is_some(), "{url}");
        }
        for url in
            ["javascript:alert(1)", "data:text/html,x", "/tin", "a.html", "//a.vn", ""]
        {
            assert!(link_target(url).is_none(), "{url}");
        }
    }

    #[test]
    fn css_strings_stay_strings() {
        assert_eq!(css_string("a\"b\\c\n<"), "\"a\\\"b\\\\c \\3c \"");
    }
}

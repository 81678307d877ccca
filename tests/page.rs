//! Looking at exported pages without a browser.

/// The text of a page without its tags, scripts, styles and head.
pub fn visible(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = ["script", "style"]
            .iter()
            .find(|name| rest[1..].starts_with(**name))
            .and_then(|name| rest.find(&format!("</{name}>")));
        rest = &rest[skip.unwrap_or(0)..];
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    text.push_str(rest);
    text.replace("&nbsp;", " ")
        .replace("&#160;", " ")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x2f;", "/")
        .replace("&shy;", "")
        .replace("&amp;", "&")
}

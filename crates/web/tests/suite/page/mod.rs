//! Reading written pages: attributes, text, data blocks, relative addresses.

#![allow(dead_code, reason = "no test file needs all of it")]

/// The values of an attribute, decoded, in the order of the page.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let mark = format!(" {name}=\"");
    html.split('<')
        .skip(1)
        .filter(|tag| !tag.starts_with('/') && !tag.starts_with('!'))
        .filter_map(|tag| {
            let start = tag.find(&mark)? + mark.len();
            let end = tag[start..].find('"')?;
            Some(decoded(&tag[start..start + end]))
        })
        .collect()
}

/// The words a reader sees: no tags, no scripts, single spaces.
pub(crate) fn text(html: &str) -> String {
    let mut rest = html;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let ends = match after {
            script if script.starts_with("script") => "</script>",
            // The number of a footnote is no word of the text.
            number if number.starts_with("sup class=\"ref\"") => "</sup>",
            _ => ">",
        };
        let at = after.find(ends).map_or(after.len(), |at| at + ends.len());
        let held = [
            "span", "/span", "a ", "/a", "em", "/em", "strong", "/strong", "sup", "/sup",
        ];
        // Elements inside a line part no words.
        if !held.iter().any(|name| after.starts_with(name)) {
            out.push(' ');
        }
        rest = &after[at..];
    }
    out.push_str(rest);
    decoded(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A data block, parsed.
pub(crate) fn data_block(html: &str, id: &str) -> serde_json::Value {
    let mark = format!("id=\"{id}\">");
    let start = html.find(&mark).expect("the data block") + mark.len();
    let end = html[start..].find("</script>").expect("its end") + start;
    serde_json::from_str(&html[start..end]).expect("JSON")
}

/// Where a relative address leads from a page.
pub(crate) fn join(page: &str, target: &str) -> String {
    if target.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page} → {target} leaves the bundle"),
            "." => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

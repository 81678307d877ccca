//! The search index of a bundle: a classic script, because pages opened from a disk
//! may not fetch data.

use crate::headline;
use crate::html::plain;
use document::{Edition, body};
use serde_json::json;

/// Writes `ma/index.js`: every article with all its words.
pub(crate) fn script(edition: &Edition) -> String {
    let mut out = String::from("window.btIndex=[\n");
    for article in &edition.articles {
        let mut words = vec![plain(&article.lead)];
        words.extend(body::paragraphs(&article.body));
        words.extend(crate::pictures::figures(article).into_iter().map(|figure| {
            let shown = edition.resolve(figure);
            format!("{} {}", plain(&shown.caption), shown.credit)
        }));
        words.extend(article.bylines.iter().cloned());
        words.extend(article.tags.iter().cloned());
        let text = words.join(" ");
        let entry = json!({
            "u": format!("bai/{}.html", article.slug),
            "t": headline::on_web(edition, article),
            "s": edition.section_of(article).map_or("", |section| section.name.as_str()),
            "x": text.split_whitespace().collect::<Vec<_>>().join(" "),
        });
        // U+2028 and U+2029 end a line in old scripts; JSON allows them.
        let entry = entry.to_string().replace(['\u{2028}', '\u{2029}'], " ");
        out.push_str(&entry);
        out.push_str(",\n");
    }
    out.push_str("];\n");
    out
}

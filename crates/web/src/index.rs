//! The search index of a bundle: a classic script, because pages opened from a disk
//! may not fetch data.

use crate::html::plain;
use crate::{headline, words};
use document::{Edition, body};
use serde_json::json;

/// Writes `ma/index.js`: every article with all its words. Editions come with their
/// folder, empty when there is but one, whose issue then needs no name.
pub(crate) fn script<'e>(
    editions: impl IntoIterator<Item = (&'e Edition, &'e str)>,
) -> String {
    let mut out = String::from("window.btIndex=[\n");
    let editions = editions.into_iter();
    let all = editions.flat_map(|(edition, folder)| {
        edition.articles.iter().map(move |article| (edition, folder, article))
    });
    for (edition, folder, article) in all {
        let mut texts = vec![plain(&article.lead)];
        texts.extend(body::paragraphs(&article.body));
        texts.extend(crate::pictures::figures(article).into_iter().map(|figure| {
            let shown = edition.resolve(figure);
            format!("{} {}", plain(&shown.caption), shown.credit)
        }));
        texts.extend(article.bylines.iter().cloned());
        texts.extend(article.tags.iter().cloned());
        let text = texts.join(" ");
        let path = format!("bai/{}.html", article.slug);
        let mut entry = json!({
            "u": if folder.is_empty() { path } else { format!("{folder}/{path}") },
            "t": headline::on_web(edition, article),
            "s": edition.section_of(article).map_or("", |section| section.name.as_str()),
            "x": text.split_whitespace().collect::<Vec<_>>().join(" "),
        });
        if !folder.is_empty() {
            let issue = words::words(edition.bulletin.lang).issue;
            let day = edition.issue.date.slashed();
            entry["i"] = format!("{issue} {} · {day}", edition.issue.number).into();
        }
        // U+2028 and U+2029 end a line in old scripts; JSON allows them.
        let entry = entry.to_string().replace(['\u{2028}', '\u{2029}'], " ");
        out.push_str(&entry);
        out.push_str(",\n");
    }
    out.push_str("];\n");
    out
}

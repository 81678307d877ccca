//! The paste kit: an article in the parts that a portal's editor asks for.
//!
//! Field names follow NukeViet's news module, which many portals run, so that they map
//! one to one; the pictures are JPEG files that any system accepts.

use crate::article::Articles;
use crate::headline;
use crate::html::{self, Usage, json_file, plain};
use crate::order::posted;
use crate::pictures::{cover, figures};
use document::Article;
use serde_json::json;
use std::collections::BTreeMap;

/// The files of one article, by name.
pub(crate) fn kit(
    articles: &Articles<'_>,
    article: &Article,
) -> BTreeMap<String, Vec<u8>> {
    let (site, edition) = (articles.site, articles.site.edition);
    let lang = edition.lang_of(article);
    let setting = site.setting(articles.pictures, "", Usage::Fragment, lang);
    let fragment = html::without_ties(&html::body(&setting, &article.body));
    let lead = plain(&article.lead);

    let mut files = BTreeMap::new();
    let mut pictures = Vec::new();
    let mut captions = String::new();
    for figure in figures(article) {
        let shown = edition.resolve(figure);
        let Some(copy) = shown
            .photo
            .and_then(|photo| articles.pictures.get(photo.id))
            .map(|picture| picture.for_pasting())
        else {
            continue;
        };
        let caption = plain(&shown.caption);
        captions.push_str(&format!("{}\n", copy.name()));
        for (label, text) in
            [("caption", &caption), ("credit", &shown.credit), ("alt", &shown.alt)]
        {
            captions.push_str(&format!("  {label}: {text}\n"));
        }
        pictures.push(json!({
            "file": copy.name(), "caption": caption, "credit": shown.credit, "alt": shown.alt,
        }));
        files.insert(copy.name().to_owned(), copy.bytes.to_vec());
    }

    let home = cover(edition, article);
    let home_picture = home
        .as_ref()
        .and_then(|cover| articles.pictures.get(cover.photo.id))
        .map_or("", |picture| picture.for_pasting().name());
    let fields = json!({
        "id": article.id.to_string(),
        "title": headline::on_web(edition, article),
        "alias": article.slug,
        "catid": edition.section_of(article).map_or("", |section| section.name.as_str()),
        "hometext": lead,
        "bodyhtml": fragment,
        "homeimgfile": home_picture,
        "homeimgalt": home.map(|cover| cover.alt).unwrap_or_default(),
        "author": article.bylines.join(", "),
        "sourcetext": article.source,
        "publtime": posted(edition, article).to_string(),
        "keywords": article.tags.join(", "),
        "pictures": pictures,
    });
    files.insert("bai.html".to_owned(), fragment.into_bytes());
    files.insert("sa-po.txt".to_owned(), format!("{lead}\n").into_bytes());
    files.insert("truong.json".to_owned(), json_file(&fields).into_bytes());
    if !captions.is_empty() {
        files.insert("anh.txt".to_owned(), captions.into_bytes());
    }
    files
}

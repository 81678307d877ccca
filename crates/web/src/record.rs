//! `bantin.json`: the issue for machines, every field, text and photo.
//!
//! Names of fields are part of the format: they stay. Consent notes are for the
//! editors and never leave the office.

use crate::article::Articles;
use crate::html::{json_file, plain};
use crate::order::posted;
use crate::pictures::figures;
use document::{Article, ArticleId, AttachmentKind, Photo, Values, read_aloud};
use serde_json::{Map, Value, json};

/// Writes the file; `moved` are earlier names of articles that still lead to them.
pub(crate) fn json(articles: &Articles<'_>, moved: &[&(String, ArticleId)]) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let (bulletin, issue) = (&edition.bulletin, &edition.issue);
    let sections: Vec<Value> = edition
        .sections
        .iter()
        .map(|section| json!({ "name": section.name, "slug": section.slug }))
        .collect();
    let each: Vec<Value> =
        edition.articles.iter().map(|article| one(articles, article)).collect();
    let photos: Vec<Value> =
        edition.photos.values().filter_map(|one| photo(articles, one)).collect();
    json_file(&json!({
        "format": "bantin",
        "version": 1,
        "bulletin": {
            "title": site.name(),
            "lang": bulletin.lang.as_str(),
            "design": bulletin.design,
            "trim": bulletin.trim.to_string(),
            "values": values(&bulletin.values),
        },
        "issue": {
            "number": issue.number,
            "date": issue.date.to_string(),
            "pages": issue.pages,
            "values": values(&issue.values),
            "pdf": site.pdf.as_ref().map(|(path, _)| path),
        },
        "sections": sections,
        "articles": each,
        "photos": photos,
        "moved": moved.iter()
            .map(|(slug, id)| json!({ "slug": slug, "id": id.to_string() }))
            .collect::<Vec<_>>(),
    }))
}

fn one(articles: &Articles<'_>, article: &Article) -> Value {
    let edition = articles.site.edition;
    let id = |id: &document::ArticleId| id.to_string();
    let attachments: Vec<Value> = article
        .attachments
        .iter()
        .enumerate()
        .filter_map(|(place, attachment)| {
            let path = articles.attached.get(&(article.id, place))?;
            let voice = match &attachment.kind {
                AttachmentKind::File => None,
                AttachmentKind::Recording { voice } => Some(voice),
            };
            Some(json!({
                "file": path, "title": attachment.title, "voice": voice,
                "media_type": attachment.media_type, "bytes": attachment.bytes.len(),
            }))
        })
        .collect();
    let shown: Vec<Value> = figures(article)
        .into_iter()
        .map(|figure| {
            let shown = edition.resolve(figure);
            json!({
                "photo": shown.photo.map(|photo| photo.name.as_str()),
                "caption": plain(&shown.caption),
                "credit": shown.credit,
                "alt": shown.alt,
                "focus": [shown.focus.x, shown.focus.y],
            })
        })
        .collect();
    json!({
        "id": article.id.to_string(),
        "slug": article.slug,
        "page": format!("bai/{}.html", article.slug),
        "print_page": format!("in/{}.html", article.slug),
        "section": edition.section_of(article).map(|section| section.slug.as_str()),
        "kicker": article.kicker,
        "title": article.title,
        "print_title": article.print_title,
        "web_title": article.web_title,
        "lead": article.lead,
        "text": document::body::without_asides(&article.source_text),
        "paragraphs": document::body::paragraphs(&article.body),
        "bylines": article.bylines,
        "genre": article.genre,
        "source": article.source,
        "posted": posted(edition, article).to_string(),
        "modified": article.modified.map(|day| day.to_string()),
        "tags": article.tags,
        "lang": edition.lang_of(article).as_str(),
        "status": article.status.as_str(),
        "related": article.related.iter().map(id).collect::<Vec<_>>(),
        "translation_of": article.translation_of.as_ref().map(id),
        "attachments": attachments,
        "figures": shown,
        "script": read_aloud::script(edition, article),
    })
}

/// A photo that the issue shows; others of the bulletin are not published with it.
fn photo(articles: &Articles<'_>, photo: &Photo) -> Option<Value> {
    let made = articles.pictures.get(photo.id)?;
    let files: Vec<Value> = made
        .jpeg
        .iter()
        .chain(&made.avif)
        .map(|copy| {
            json!({ "file": copy.file, "width": copy.size.width, "height": copy.size.height })
        })
        .collect();
    Some(json!({
        "name": photo.name,
        "hash": photo.hash,
        "width": photo.size.width,
        "height": photo.size.height,
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
        "rights": photo.rights,
        "focus": photo.focus.map(|focus| [focus.x, focus.y]),
        "files": files,
    }))
}

fn values(values: &Values) -> Value {
    let map: Map<String, Value> =
        values.iter().map(|(key, text)| (key.as_str().to_owned(), text.into())).collect();
    Value::Object(map)
}

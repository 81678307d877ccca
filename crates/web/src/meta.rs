//! What a page tells machines about itself: schema.org, Open Graph, Dublin Core.

use crate::headline;
use crate::html::{escape, json_block, plain};
use crate::order::{self, posted};
use crate::pictures::{Pictures, cover, figures};
use crate::site::Site;
use document::{Article, Key};
use serde_json::{Value, json};

/// Head elements of an article's page.
pub(crate) fn article(site: &Site<'_>, pictures: &Pictures, article: &Article) -> String {
    let edition = site.edition;
    let path = format!("bai/{}.html", article.slug);
    let title = &headline::on_web(edition, article);
    let description = description(article);
    let day = posted(edition, article).to_string();
    let id = format!("urn:uuid:{}", article.id);
    let section = edition.section_of(article).map_or("", |section| section.name.as_str());
    let publisher = publisher(site);
    let lang = edition.lang_of(article).as_str();

    // The fifteen elements that Circular 24/2011/TT-BTTTT asked of news pages.
    let mut out = String::from(
        "<link rel=\"schema.DC\" href=\"http://purl.org/dc/elements/1.1/\">\n",
    );
    let mut dublin =
        |name: &str, value: &str| meta(&mut out, "name", &format!("DC.{name}"), value);
    dublin("title", title);
    article.bylines.iter().for_each(|name| dublin("creator", name));
    dublin("date", &day);
    dublin("description", &description);
    dublin("publisher", &publisher);
    dublin("identifier", &id);
    dublin("language", lang);
    dublin("source", &article.source);
    dublin("subject", &article.tags.join(", "));
    dublin("type", "Text");
    dublin("format", "text/html");
    dublin("relation", &format!("{}, {}", site.name(), site.issue()));

    meta(&mut out, "name", "author", &article.bylines.join(", "));
    meta(&mut out, "name", "keywords", &article.tags.join(", "));

    for other in [article].into_iter().chain(order::versions(edition, article)) {
        let path = format!("bai/{}.html", other.slug);
        let address = site.public(&path).unwrap_or_else(|| format!("../{path}"));
        let lang = edition.lang_of(other);
        if other.id != article.id || !order::versions(edition, article).is_empty() {
            out.push_str(&format!(
                "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\">\n",
                escape(&address)
            ));
        }
    }

    open_graph(site, &mut out, "article", title, &description, &path);
    meta(&mut out, "property", "article:published_time", &day);
    if let Some(modified) = article.modified {
        meta(&mut out, "property", "article:modified_time", &modified.to_string());
    }
    meta(&mut out, "property", "article:section", section);
    for tag in &article.tags {
        meta(&mut out, "property", "article:tag", tag);
    }
    social_picture(site, pictures, article, &mut out);

    out.push_str("<script type=\"application/ld+json\">");
    out.push_str(&json_block(&news_article(site, pictures, article, &path)));
    out.push_str("</script>\n");
    out
}

/// Head elements of the front page.
pub(crate) fn front(site: &Site<'_>, pictures: &Pictures) -> String {
    let mut out = String::new();
    let title = format!("{}, {}", site.name(), site.issue());
    open_graph(
        site,
        &mut out,
        "website",
        &title,
        site.edition.text(Key::Tagline),
        "index.html",
    );
    if let Some(lead) = site.edition.articles.first() {
        social_picture(site, pictures, lead, &mut out);
    }
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "issueNumber": site.edition.issue.number,
        "datePublished": site.edition.issue.date.to_string(),
        "inLanguage": site.lang().as_str(),
        "isPartOf": { "@type": "Periodical", "name": site.name() },
        "publisher": { "@type": "Organization", "name": publisher(site) },
    });
    if !site.edition.text(Key::Issn).is_empty() {
        data["isPartOf"]["issn"] = site.edition.text(Key::Issn).into();
    }
    if let Some(url) = site.public("index.html") {
        data["url"] = url.into();
    }
    out.push_str("<script type=\"application/ld+json\">");
    out.push_str(&json_block(&data));
    out.push_str("</script>\n");
    out
}

/// A sentence or two about an article: its lead, or the beginning of its text.
pub(crate) fn description(article: &Article) -> String {
    let lead = plain(&article.lead);
    let text = if lead.trim().is_empty() {
        document::body::paragraphs(&article.body).into_iter().next().unwrap_or_default()
    } else {
        lead
    };
    shorten(&text, 300)
}

/// The first words of a text, at most `longest` characters.
pub(crate) fn shorten(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        let length = out.chars().count() + usize::from(!out.is_empty());
        if length + word.chars().count() > longest {
            out = out.trim_end_matches([',', ';', ':', '–', '-', ' ', '.']).to_owned();
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Who publishes, for machines that want a name.
pub(crate) fn publisher(site: &Site<'_>) -> String {
    match site.edition.text(Key::PublishingBody) {
        "" => site.name(),
        body => body.to_owned(),
    }
}

fn news_article(
    site: &Site<'_>,
    pictures: &Pictures,
    article: &Article,
    path: &str,
) -> Value {
    let edition = site.edition;
    let authors: Vec<Value> = article
        .bylines
        .iter()
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline::on_web(edition, article),
        "description": description(article),
        "identifier": format!("urn:uuid:{}", article.id),
        "datePublished": posted(edition, article).to_string(),
        "dateModified": article.modified.unwrap_or(posted(edition, article)).to_string(),
        "inLanguage": edition.lang_of(article).as_str(),
        "publisher": { "@type": "Organization", "name": publisher(site) },
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": edition.issue.number,
            "datePublished": edition.issue.date.to_string(),
            "isPartOf": { "@type": "Periodical", "name": site.name() },
        },
        "isAccessibleForFree": true,
    });
    if !authors.is_empty() {
        data["author"] = authors.into();
    }
    if let Some(section) = edition.section_of(article) {
        data["articleSection"] = section.name.as_str().into();
    }
    if !article.tags.is_empty() {
        data["keywords"] = article.tags.clone().into();
    }
    if let Some(url) = site.public(path) {
        data["mainEntityOfPage"] = url.as_str().into();
        data["url"] = url.into();
        let images: Vec<String> = pictures
            .social(article.id)
            .map(|copy| copy.file.clone())
            .into_iter()
            .chain(figures(article).into_iter().filter_map(|figure| {
                let photo = edition.resolve(figure).photo?;
                Some(pictures.get(photo.id)?.largest().file.clone())
            }))
            .filter_map(|file| site.public(&file))
            .collect();
        if !images.is_empty() {
            data["image"] = images.into();
        }
    }
    data
}

fn open_graph(
    site: &Site<'_>,
    out: &mut String,
    kind: &str,
    title: &str,
    description: &str,
    path: &str,
) {
    meta(out, "property", "og:type", kind);
    meta(out, "property", "og:title", title);
    meta(out, "property", "og:description", description);
    meta(out, "property", "og:site_name", &site.name());
    let locale = match site.lang() {
        document::Lang::Vi => "vi_VN",
        document::Lang::En => "en_GB",
    };
    meta(out, "property", "og:locale", locale);
    if let Some(url) = site.public(path) {
        meta(out, "property", "og:url", &url);
    }
}

/// Networks accept whole addresses only, so without one there is no picture.
fn social_picture(
    site: &Site<'_>,
    pictures: &Pictures,
    article: &Article,
    out: &mut String,
) {
    let photo = pictures.social(article.id);
    let Some(copy) = photo.or_else(|| pictures.card(article.id)) else { return };
    let Some(url) = site.public(&copy.file) else { return };
    meta(out, "property", "og:image", &url);
    meta(out, "property", "og:image:width", &copy.size.width.to_string());
    meta(out, "property", "og:image:height", &copy.size.height.to_string());
    // A card shows the headline.
    let alt = match cover(site.edition, article).filter(|_| photo.is_some()) {
        Some(cover) => cover.alt,
        None => headline::on_web(site.edition, article).into_owned(),
    };
    meta(out, "property", "og:image:alt", &alt);
    meta(out, "name", "twitter:card", "summary_large_image");
}

fn meta(out: &mut String, attribute: &str, name: &str, value: &str) {
    if !value.trim().is_empty() {
        out.push_str(&format!(
            "<meta {attribute}=\"{name}\" content=\"{}\">\n",
            escape(value.trim())
        ));
    }
}

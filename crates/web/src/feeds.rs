//! Feeds and maps for machines that visit a public address, and the web manifest.
//!
//! Feeds and the site map name whole addresses, so they exist only when the public
//! address is known.

use crate::article::Articles;
use crate::assets::colour;
use crate::html::{self, Usage, escape, json_file};
use crate::meta::{description, publisher};
use crate::order::{self, posted};
use crate::site::{Home, Site};
use crate::{Theme, headline};
use document::{Article, Date, Key};
use serde_json::json;

/// The files of an issue, by path. Among others it leaves feeds to the archive.
pub(crate) fn files(
    articles: &Articles<'_>,
    theme: &Theme,
) -> Vec<(&'static str, String)> {
    let site = articles.site;
    let mut files = vec![("manifest.webmanifest", manifest(site, theme))];
    if !site.base.is_empty() {
        if site.home == Home::Alone {
            files.extend(feeds(articles));
        }
        files.push(("sitemap.xml", sitemap(articles)));
    }
    files
}

/// The files above all issues: feeds of the newest, and the way to every site map.
pub(crate) fn of_archive(
    newest: &Articles<'_>,
    site: &Site<'_>,
    theme: &Theme,
    folders: &[String],
) -> Vec<(&'static str, String)> {
    let mut files = vec![("manifest.webmanifest", manifest(site, theme))];
    if !site.base.is_empty() {
        files.extend(feeds(newest));
        files.push(("sitemap.xml", sitemaps(site, folders)));
    }
    files
}

fn feeds(articles: &Articles<'_>) -> [(&'static str, String); 3] {
    [
        ("rss.xml", rss(articles)),
        ("atom.xml", atom(articles)),
        ("feed.json", feed_json(articles)),
    ]
}

fn sitemaps(site: &Site<'_>, folders: &[String]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for folder in folders {
        let url = escape(&format!("{}{folder}/sitemap.xml", site.base));
        out.push_str(&format!("<sitemap><loc>{url}</loc></sitemap>\n"));
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// What a feed is called: among other issues, the bulletin.
fn title(site: &Site<'_>) -> String {
    match site.home {
        Home::Alone => format!("{}, {}", site.name(), site.issue()),
        _ => site.name(),
    }
}

fn manifest(site: &Site<'_>, theme: &Theme) -> String {
    let name = site.edition.bulletin.name();
    json_file(&json!({
        "name": site.name(),
        "short_name": if name.is_empty() { site.words.series } else { name },
        "lang": site.lang().as_str(),
        "start_url": "index.html",
        "display": "browser",
        "background_color": colour(theme, "--paper", "#fff"),
        "theme_color": colour(theme, "--accent", "#333"),
        "icons": [{ "src": "ma/icon.svg", "sizes": "any", "type": "image/svg+xml" }],
    }))
}

/// Newest first, as feed readers expect.
fn newest_first<'a>(articles: &Articles<'a>) -> Vec<&'a Article> {
    let edition = articles.site.edition;
    let mut line: Vec<&Article> = edition.articles.iter().collect();
    line.sort_by_key(|article| std::cmp::Reverse(posted(edition, article)));
    line
}

/// The whole address of an article's page.
fn address(site: &Site<'_>, article: &Article) -> String {
    site.public(&format!("bai/{}.html", article.slug)).unwrap_or_default()
}

fn rss(articles: &Articles<'_>) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let about = match edition.text(Key::Tagline) {
        "" => publisher(site),
        tagline => tagline.to_owned(),
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n\
         <title>{}</title>\n<link>{}</link>\n<description>{}</description>\n\
         <language>{}</language>\n<pubDate>{}</pubDate>\n\
         <atom:link href=\"{}rss.xml\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        escape(&title(site)),
        escape(&site.feeds),
        escape(&about),
        site.lang(),
        rfc_822(edition.issue.date),
        escape(&site.feeds),
    );
    for article in newest_first(articles) {
        out.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{}</link>\n\
             <guid isPermaLink=\"false\">urn:uuid:{}</guid>\n<pubDate>{}</pubDate>\n\
             <description>{}</description>\n",
            escape(&headline::on_web(edition, article)),
            escape(&address(site, article)),
            article.id,
            rfc_822(posted(edition, article)),
            escape(&description(article)),
        ));
        for name in &article.bylines {
            out.push_str(&format!("<dc:creator>{}</dc:creator>\n", escape(name)));
        }
        if let Some(section) = edition.section_of(article) {
            out.push_str(&format!("<category>{}</category>\n", escape(&section.name)));
        }
        if let Some(copy) = articles.pictures.social(article.id)
            && let Some(url) = site.public(&copy.file)
        {
            out.push_str(&format!(
                "<enclosure url=\"{}\" length=\"{}\" type=\"image/jpeg\"/>\n",
                escape(&url),
                copy.bytes.len()
            ));
        }
        out.push_str("</item>\n");
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

fn atom(articles: &Articles<'_>) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let updated = edition
        .articles
        .iter()
        .map(|article| article.modified.unwrap_or(posted(edition, article)))
        .chain([edition.issue.date])
        .max()
        .unwrap_or(edition.issue.date);
    let base = escape(&site.feeds);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <id>{base}</id>\n<link href=\"{base}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}atom.xml\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n",
        site.lang(),
        escape(&title(site)),
        rfc_3339(updated),
        escape(&publisher(site)),
    );
    for article in newest_first(articles) {
        let day = posted(edition, article);
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<link href=\"{}\"/>\n<id>urn:uuid:{}</id>\n\
             <published>{}</published>\n<updated>{}</updated>\n<summary>{}</summary>\n",
            escape(&headline::on_web(edition, article)),
            escape(&address(site, article)),
            article.id,
            rfc_3339(day),
            rfc_3339(article.modified.unwrap_or(day)),
            escape(&description(article)),
        ));
        for name in &article.bylines {
            out.push_str(&format!("<author><name>{}</name></author>\n", escape(name)));
        }
        if let Some(section) = edition.section_of(article) {
            out.push_str(&format!("<category term=\"{}\"/>\n", escape(&section.name)));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

fn feed_json(articles: &Articles<'_>) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let items: Vec<serde_json::Value> = newest_first(articles)
        .into_iter()
        .map(|article| {
            let lang = edition.lang_of(article);
            let setting = site.setting(articles.pictures, &site.base, Usage::Paper, lang);
            let mut item = json!({
                "id": format!("urn:uuid:{}", article.id),
                "url": address(site, article),
                "title": headline::on_web(edition, article),
                "summary": description(article),
                "content_html": html::body(&setting, &article.body),
                "date_published": rfc_3339(posted(edition, article)),
                "language": lang.as_str(),
                "authors": article.bylines.iter()
                    .map(|name| json!({ "name": name })).collect::<Vec<_>>(),
                "tags": article.tags,
            });
            if let Some(day) = article.modified {
                item["date_modified"] = rfc_3339(day).into();
            }
            if let Some(copy) = articles.pictures.social(article.id) {
                item["image"] = format!("{}{}", site.base, copy.file).into();
            }
            item
        })
        .collect();
    json_file(&json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(site),
        "home_page_url": site.feeds,
        "feed_url": format!("{}feed.json", site.feeds),
        "language": site.lang().as_str(),
        "items": items,
    }))
}

fn sitemap(articles: &Articles<'_>) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let issue = edition.issue.date;
    let mut pages = vec![("index.html".to_owned(), issue)];
    for article in &edition.articles {
        let day = article.modified.unwrap_or(posted(edition, article));
        pages.push((format!("bai/{}.html", article.slug), day));
    }
    for (section, _) in order::by_section(edition) {
        pages.extend(section.map(|s| (format!("chuyen-muc/{}.html", s.slug), issue)));
    }
    for author in articles.authors {
        pages.push((format!("tac-gia/{}.html", author.slug), issue));
    }
    for tag in articles.tags {
        pages.push((format!("tu-khoa/{}.html", tag.slug), issue));
    }
    pages.extend(site.pdf.iter().map(|(path, _)| (path.clone(), issue)));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, day) in pages {
        let url = site.public(&path).unwrap_or_default();
        out.push_str(&format!(
            "<url><loc>{}</loc><lastmod>{day}</lastmod></url>\n",
            escape(&url)
        ));
    }
    out.push_str("</urlset>\n");
    out
}

/// Midnight in Việt Nam, as RSS writes it. Days are all we know.
pub(crate) fn rfc_822(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec",
    ];
    let month = MONTHS[usize::from(day.month()) - 1];
    format!("{:02} {month} {} 00:00:00 +0700", day.day(), day.year())
}

/// The same moment, as Atom writes it.
fn rfc_3339(day: Date) -> String {
    format!("{day}T00:00:00+07:00")
}

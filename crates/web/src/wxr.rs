//! The issue for WordPress: one file of WXR 1.2, which every WordPress imports, and the
//! pictures it names.
//!
//! Sections become categories; authors, tags, leads (as excerpts), captions and
//! alternative texts stay what they are. Where the public address is known the pictures
//! are those of the web package there, and WordPress fetches them itself.
//!
//! Invariants:
//! - Whatever an officer wrote, the file is well formed, and nothing in it is run: text
//!   stands in CDATA sections that it cannot end.
//! - Days are days: WordPress reads midnight in the time of its own place.

use crate::html::{self, Usage, cdata, escape, plain};
use crate::order::{self, Named, posted};
use crate::pictures::{self, Copy, Pictures, Wanted, cover, figures};
use crate::site::{Home, Site};
use crate::steps::Steps;
use crate::{Bundle, WebError, feeds, headline};
use document::{Article, Edition, Key, PhotoId, PhotoLibrary, Progress};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What tells this file from others in its place.
pub const WXR_GENERATOR: &str = "<generator>Bantin</generator>";

/// The time that WordPress reads as "work it out".
const UNKNOWN: &str = "0000-00-00 00:00:00";

/// Writes `issue.xml` and the pictures beside it.
pub(crate) fn wxr(
    edition: &Edition,
    photos: &dyn PhotoLibrary,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    let mut bundle = Bundle::default();
    let site = Site::new(edition, Home::Alone, &mut bundle.remarks);
    let total = pictures::count(edition, Wanted::Post) + 1;
    let mut steps = Steps::begin(total, progress)?;
    let pictures =
        pictures::make(edition, photos, Wanted::Post, &mut steps, &mut bundle.remarks)?;
    for copy in pictures.files() {
        bundle.files.insert(copy.file.clone(), copy.bytes.to_vec());
    }
    let post = Post {
        site: &site,
        pictures: &pictures,
        authors: &order::authors(edition),
        tags: &order::tags(edition),
    };
    bundle.files.insert("issue.xml".to_owned(), post.file().into_bytes());
    steps.finish()?;
    Ok(bundle)
}

struct Post<'p> {
    site: &'p Site<'p>,
    pictures: &'p Pictures,
    authors: &'p [Named<'p>],
    tags: &'p [Named<'p>],
}

/// A picture in the library of WordPress.
struct Attached<'p> {
    id: usize,
    copy: &'p Copy,
    caption: String,
    alt: String,
    /// The post it is first shown in, and its day.
    parent: usize,
    day: String,
}

impl Post<'_> {
    fn file(&self) -> String {
        let (site, edition) = (self.site, self.site.edition);
        let home = site.public("index.html").unwrap_or_default();
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
             xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
             xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
             <title>{}</title>\n<link>{}</link>\n<description>{}</description>\n\
             <pubDate>{}</pubDate>\n<language>{}</language>\n\
             <wp:wxr_version>1.2</wp:wxr_version>\n\
             <wp:base_site_url>{}</wp:base_site_url>\n\
             <wp:base_blog_url>{}</wp:base_blog_url>\n",
            escape(&format!("{}, {}", site.name(), site.issue())),
            escape(&home),
            escape(edition.text(Key::Tagline)),
            feeds::rfc_822(edition.issue.date),
            site.lang(),
            escape(&home),
            escape(&home),
        );
        let mut term = 0;
        for (index, author) in self.authors.iter().enumerate() {
            let id = (index + 1).to_string();
            fields(
                &mut out,
                "wp:author",
                &[
                    ("wp:author_id", &id),
                    ("wp:author_login", &author.slug),
                    ("wp:author_email", ""),
                    ("wp:author_display_name", author.name),
                    ("wp:author_first_name", ""),
                    ("wp:author_last_name", ""),
                ],
            );
        }
        for (section, _) in order::by_section(edition) {
            let Some(section) = section else { continue };
            term += 1;
            fields(
                &mut out,
                "wp:category",
                &[
                    ("wp:term_id", &term.to_string()),
                    ("wp:category_nicename", &section.slug),
                    ("wp:category_parent", ""),
                    ("wp:cat_name", &section.name),
                ],
            );
        }
        for tag in self.tags {
            term += 1;
            fields(
                &mut out,
                "wp:tag",
                &[
                    ("wp:term_id", &term.to_string()),
                    ("wp:tag_slug", &tag.slug),
                    ("wp:tag_name", tag.name),
                ],
            );
        }
        out.push_str(WXR_GENERATOR);
        out.push('\n');

        let attached = self.attached();
        for (index, article) in edition.articles.iter().enumerate() {
            self.article(&mut out, article, index + 1, &attached);
        }
        let mut library: Vec<&Attached<'_>> = attached.values().collect();
        library.sort_by_key(|picture| picture.id);
        for picture in library {
            self.picture(&mut out, picture);
        }
        out.push_str("</channel>\n</rss>\n");
        out
    }

    /// Every picture once, numbered behind the articles.
    fn attached(&self) -> BTreeMap<PhotoId, Attached<'_>> {
        let edition = self.site.edition;
        let mut found: BTreeMap<PhotoId, Attached<'_>> = BTreeMap::new();
        for (index, article) in edition.articles.iter().enumerate() {
            for figure in figures(article) {
                let shown = edition.resolve(figure);
                let Some(photo) = shown.photo else { continue };
                let Some(made) = self.pictures.get(photo.id) else { continue };
                let id = edition.articles.len() + found.len() + 1;
                let caption = format!("{} {}", plain(&shown.caption), shown.credit);
                found.entry(photo.id).or_insert_with(|| Attached {
                    id,
                    copy: made.largest(),
                    caption: caption.trim().to_owned(),
                    alt: shown.alt,
                    parent: index + 1,
                    day: day(edition, article),
                });
            }
        }
        found
    }

    fn article(
        &self,
        out: &mut String,
        article: &Article,
        id: usize,
        attached: &BTreeMap<PhotoId, Attached<'_>>,
    ) {
        let (site, edition) = (self.site, self.site.edition);
        let lang = edition.lang_of(article);
        let root = self.address("anh/");
        let setting = site.setting(self.pictures, &root, Usage::Fragment, lang);
        let body = html::body(&setting, &article.body);
        let title = headline::on_web(edition, article);
        let link = site.public(&format!("bai/{}.html", article.slug));
        let day = day(edition, article);
        let first = article.bylines.iter().find_map(|name| {
            self.authors.iter().find(|author| author.name == name.trim())
        });
        write!(
            out,
            "<item>\n<title>{}</title>\n<link>{}</link>\n<pubDate>{}</pubDate>\n\
             <dc:creator>{}</dc:creator>\n\
             <guid isPermaLink=\"false\">urn:uuid:{}</guid>\n<description></description>\n\
             <content:encoded>{}</content:encoded>\n\
             <excerpt:encoded>{}</excerpt:encoded>\n",
            cdata(&title),
            escape(&link.unwrap_or_default()),
            feeds::rfc_822(posted(edition, article)),
            cdata(first.map_or("", |author| author.slug.as_str())),
            article.id,
            cdata(&html::without_ties(&body)),
            cdata(&plain(&article.lead)),
        )
        .expect("text has room");
        state(out, (id, 0), &day, &article.slug, ("post", "publish"));
        if let Some(section) = edition.section_of(article) {
            term(out, "category", &section.slug, &section.name);
        }
        for tag in self.tags {
            if tag.articles.iter().any(|one| one.id == article.id) {
                term(out, "post_tag", &tag.slug, tag.name);
            }
        }
        let lead =
            cover(edition, article).and_then(|cover| attached.get(&cover.photo.id));
        if let Some(picture) = lead {
            meta(out, "_thumbnail_id", &picture.id.to_string());
        }
        // WordPress knows one author; the others are not lost.
        if article.bylines.len() > 1 {
            meta(out, "byline", &article.bylines.join(", "));
        }
        if !article.source.trim().is_empty() {
            meta(out, "source", &article.source);
        }
        out.push_str("</item>\n");
    }

    fn picture(&self, out: &mut String, picture: &Attached<'_>) {
        let name = picture.copy.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let address = self.address(&picture.copy.file);
        let title = if picture.caption.is_empty() { stem } else { &picture.caption };
        write!(
            out,
            "<item>\n<title>{}</title>\n<link>{}</link>\n<dc:creator></dc:creator>\n\
             <guid isPermaLink=\"false\">{}</guid>\n<description></description>\n\
             <content:encoded></content:encoded>\n\
             <excerpt:encoded>{}</excerpt:encoded>\n",
            cdata(title),
            escape(&address),
            escape(&address),
            cdata(&picture.caption),
        )
        .expect("text has room");
        let ids = (picture.id, picture.parent);
        state(out, ids, &picture.day, stem, ("attachment", "inherit"));
        writeln!(out, "<wp:attachment_url>{}</wp:attachment_url>", cdata(&address))
            .expect("text has room");
        if !picture.alt.trim().is_empty() {
            meta(out, "_wp_attachment_image_alt", &picture.alt);
        }
        out.push_str("</item>\n");
    }

    /// The address of a file of the web package, or its place beside this one.
    fn address(&self, path: &str) -> String {
        self.site.public(path).unwrap_or_else(|| path.to_owned())
    }
}

fn day(edition: &Edition, article: &Article) -> String {
    format!("{} 00:00:00", posted(edition, article))
}

/// What WordPress keeps of every post: identity, parent, day, name, kind and state.
fn state(
    out: &mut String,
    (id, parent): (usize, usize),
    day: &str,
    name: &str,
    (kind, status): (&str, &str),
) {
    for (field, value) in [
        ("post_id", id.to_string().as_str()),
        ("post_date", day),
        ("post_date_gmt", UNKNOWN),
        ("post_modified", day),
        ("post_modified_gmt", UNKNOWN),
        ("comment_status", "closed"),
        ("ping_status", "closed"),
        ("post_name", name),
        ("status", status),
        ("post_parent", parent.to_string().as_str()),
        ("menu_order", "0"),
        ("post_type", kind),
        ("post_password", ""),
        ("is_sticky", "0"),
    ] {
        writeln!(out, "<wp:{field}>{}</wp:{field}>", value_of(value))
            .expect("text has room");
    }
}

fn term(out: &mut String, domain: &str, slug: &str, name: &str) {
    writeln!(
        out,
        "<category domain=\"{domain}\" nicename=\"{}\">{}</category>",
        escape(slug),
        cdata(name),
    )
    .expect("text has room");
}

fn meta(out: &mut String, key: &str, value: &str) {
    fields(out, "wp:postmeta", &[("wp:meta_key", key), ("wp:meta_value", value)]);
}

fn fields(out: &mut String, name: &str, values: &[(&str, &str)]) {
    write!(out, "<{name}>").expect("text has room");
    for (field, value) in values {
        write!(out, "<{field}>{}</{field}>", value_of(value)).expect("text has room");
    }
    writeln!(out, "</{name}>").expect("text has room");
}

/// Numbers and names of ours stand as they are, all else in CDATA.
fn value_of(value: &str) -> String {
    match value.bytes().all(|byte| byte.is_ascii_digit()) {
        true => value.to_owned(),
        false => cdata(value),
    }
}

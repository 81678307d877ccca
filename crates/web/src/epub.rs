//! The issue as one EPUB 3.2 file for reading devices and telephones.
//!
//! A cover, the contents, one chapter for each article by section, the imprint. Chapters
//! say by structure what they are (DPUB-ARIA), and the package says what a reader who
//! cannot see or hear may expect (EPUB Accessibility 1.1). That the file conforms to a
//! standard is not claimed: whoever publishes it may, once it was evaluated.
//!
//! Invariants:
//! - The same edition, theme and cover give the same bytes: sorted names, one fixed time,
//!   and as day of the last change the newest day the edition knows.
//! - `epubcheck` finds nothing, whatever is written in the articles.

mod package;

use crate::article::Articles;
use crate::html::{self, NOTES_OF_BOOK, Usage, escape, keep_together, xhtml};
use crate::order::{self, posted};
use crate::pictures::{self, Wanted};
use crate::site::{Home, Site};
use crate::steps::Steps;
use crate::{Bundle, Theme, WebError, assets, headline, pack};
use document::{Article, Edition, Lang, PhotoLibrary, Progress};
use std::collections::BTreeMap;

/// Name of the file.
const FILE: &str = "issue.epub";
/// The media type, which stands first in the file and uncompressed.
const MEDIA_TYPE: &str = "application/epub+zip";
/// Where everything lies; other programs know by it whose file it is.
const FOLDER: &str = "bantin";
/// The style of the chapters, behind the colours and the face of the theme.
const STYLE: &str = include_str!("../assets/epub.css");

/// Writes the file.
pub(crate) fn epub(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    cover: Option<&[u8]>,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    let mut bundle = Bundle::default();
    let site = Site::new(edition, Home::Alone, &mut bundle.remarks);
    let total = pictures::count(edition, Wanted::Book) + edition.articles.len() + 1;
    let mut steps = Steps::begin(total, progress)?;
    let pictures =
        pictures::make(edition, photos, Wanted::Book, &mut steps, &mut bundle.remarks)?;
    let (authors, tags) = (order::authors(edition), order::tags(edition));
    let (attached, offprints) = (BTreeMap::new(), BTreeMap::new());
    let articles = Articles {
        site: &site,
        pictures: &pictures,
        authors: &authors,
        tags: &tags,
        attached: &attached,
        offprints: &offprints,
    };

    let mut files: BTreeMap<String, Vec<u8>> =
        pictures.files().map(|copy| (copy.file.clone(), copy.bytes.to_vec())).collect();
    files.extend(cover.map(|picture| (COVER_PICTURE.to_owned(), picture.to_vec())));
    files.insert("ma/style.css".to_owned(), style(theme).into_bytes());
    let face = theme.assets.iter().filter(|(name, _)| name.starts_with("headline"));
    files.extend(face.map(|(name, bytes)| (format!("ma/{name}"), bytes.clone())));

    let book = Book { site: &site, articles: &articles, has_cover: cover.is_some() };
    // In the order of reading.
    let mut pages = vec![("cover.xhtml".to_owned(), book.cover())];
    pages.push(("nav.xhtml".to_owned(), book.contents()));
    for (_, inside) in order::by_section(edition) {
        for article in inside {
            pages.push((chapter_path(article), book.chapter(article)));
            steps.one()?;
        }
    }
    pages.extend(book.imprint().map(|page| ("imprint.xhtml".to_owned(), page)));
    let spine: Vec<String> = pages.iter().map(|(path, _)| path.clone()).collect();
    files.extend(pages.into_iter().map(|(path, page)| (path, page.into_bytes())));
    let package = package::document(&site, &spine, &files);
    files.insert("package.opf".to_owned(), package.into_bytes());

    let mut all: BTreeMap<String, Vec<u8>> = files
        .into_iter()
        .map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes))
        .collect();
    all.insert("META-INF/container.xml".to_owned(), package::container().into_bytes());
    let archive = pack::archive(&all, Some(("mimetype", MEDIA_TYPE.as_bytes())));
    bundle.files.insert(FILE.to_owned(), archive);
    steps.finish()?;
    Ok(bundle)
}

/// The picture of the cover.
const COVER_PICTURE: &str = "anh/cover.jpg";

fn chapter_path(article: &Article) -> String {
    format!("bai/{}.xhtml", article.slug)
}

/// A headline that has letters even as XML writes it.
fn title(edition: &Edition, article: &Article) -> String {
    let title = headline::on_web(edition, article);
    match escape(&title).trim() {
        "" => crate::words::words(edition.lang_of(article)).untitled.to_owned(),
        _ => title.into_owned(),
    }
}

/// What the pages of the book are made from.
struct Book<'a> {
    site: &'a Site<'a>,
    articles: &'a Articles<'a>,
    has_cover: bool,
}

impl Book<'_> {
    fn cover(&self) -> String {
        let (site, words) = (self.site, self.site.words);
        let date = site.edition.issue.date.long(site.lang());
        let (name, issue) = (site.name(), site.issue());
        let body = if self.has_cover {
            let alt = format!("{}: {name}, {issue}, {date}", words.cover);
            format!(
                "<section class=\"cover\" epub:type=\"cover\">\n<img \
                 src=\"{COVER_PICTURE}\" role=\"doc-cover\" alt=\"{}\">\n</section>\n",
                escape(&alt)
            )
        } else {
            format!(
                "<section class=\"cover set\" epub:type=\"cover\">\n<p \
                 class=\"kicker\">{}</p>\n<h1>{}</h1>\n<p>{} · {}</p>\n</section>\n",
                escape(site.kind_word()),
                escape(&name),
                escape(&issue),
                escape(&date)
            )
        };
        self.page("", words.cover, site.lang(), &body)
    }

    fn contents(&self) -> String {
        let (site, edition, words) = (self.site, self.site.edition, self.site.words);
        let title_of = escape(words.contents);
        let mut out = format!(
            "<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"noi-dung\">\n<h1 \
             id=\"noi-dung\">{title_of}</h1>\n<ol>\n<li><a \
             href=\"cover.xhtml\">{}</a></li>\n",
            escape(words.cover)
        );
        let groups = order::by_section(edition);
        let many = groups.len() > 1;
        for (section, inside) in groups {
            let name = match section {
                Some(section) => section.name.as_str(),
                None if many => words.other_articles,
                None => "",
            };
            let named = !escape(name).trim().is_empty();
            if named {
                out.push_str(&format!("<li><span>{}</span>\n<ol>\n", escape(name)));
            }
            for article in inside {
                let lang = edition.lang_of(article);
                let other = match lang == site.lang() {
                    true => String::new(),
                    false => format!(" lang=\"{lang}\""),
                };
                out.push_str(&format!(
                    "<li><a href=\"{}\"{other}>{}</a></li>\n",
                    chapter_path(article),
                    keep_together(&title(edition, article), lang)
                ));
            }
            out.push_str(if named { "</ol></li>\n" } else { "" });
        }
        if !site.imprint().is_empty() {
            let imprint = escape(words.imprint);
            out.push_str(&format!("<li><a href=\"imprint.xhtml\">{imprint}</a></li>\n"));
        }
        out.push_str("</ol>\n</nav>\n");
        out.push_str(&format!(
            "<nav epub:type=\"landmarks\" hidden=\"\">\n<ol>\n<li><a epub:type=\"cover\" \
             href=\"cover.xhtml\">{}</a></li>\n<li><a epub:type=\"toc\" \
             href=\"nav.xhtml\">{title_of}</a></li>\n",
            escape(words.cover)
        ));
        let first =
            order::by_section(edition).into_iter().flat_map(|(_, all)| all).next();
        if let Some(first) = first {
            out.push_str(&format!(
                "<li><a epub:type=\"bodymatter\" href=\"{}\">{}</a></li>\n",
                chapter_path(first),
                escape(&title(edition, first))
            ));
        }
        out.push_str("</ol>\n</nav>\n");
        self.page("", words.contents, site.lang(), &out)
    }

    fn chapter(&self, article: &Article) -> String {
        let (site, edition) = (self.site, self.site.edition);
        let lang = edition.lang_of(article);
        let setting = site.setting(self.articles.pictures, "../", Usage::Book, lang);
        let headline = title(edition, article);
        let mut out = String::from(
            "<section epub:type=\"chapter\" role=\"doc-chapter\" \
             aria-labelledby=\"tit\">\n<header>\n",
        );
        let kicker = self.articles.kicker(article);
        push(&mut out, "kicker", &escape(&kicker));
        out.push_str(&format!(
            "<h1 id=\"tit\">{}</h1>\n",
            keep_together(&headline, lang)
        ));
        push(&mut out, "lead", &html::inline(&setting, &article.lead));
        out.push_str("</header>\n");

        let body = html::body(&setting, &article.body);
        let (body, notes) = match body.find(NOTES_OF_BOOK) {
            Some(at) => body.split_at(at),
            None => (body.as_str(), ""),
        };
        out.push_str(body);
        out.push_str("<footer>\n");
        let names: Vec<&str> = article.bylines.iter().map(|name| name.trim()).collect();
        push(&mut out, "byline", &escape(&names.join(", ")));
        let mut line = site.day(posted(edition, article));
        if !article.source.trim().is_empty() {
            line.push_str(&format!(
                " · {}: {}",
                site.words.source,
                article.source.trim()
            ));
        }
        push(&mut out, "posted", &escape(&line));
        if let Some(address) = site.public(&format!("bai/{}.html", article.slug)) {
            let (address, label) = (escape(&address), escape(site.words.email_view));
            push(&mut out, "posted", &format!("<a href=\"{address}\">{label}</a>"));
        }
        out.push_str("</footer>\n");
        out.push_str(notes);
        out.push_str("</section>\n");
        self.page("../", &headline, lang, &out)
    }

    /// Who publishes; `None` while nothing is known.
    fn imprint(&self) -> Option<String> {
        let (site, words) = (self.site, self.site.words);
        let rows = site.imprint();
        let text = |row: &minijinja::Value, name: &str| {
            row.get_attr(name).map(|value| escape(&value.to_string())).unwrap_or_default()
        };
        let lines: String = rows
            .iter()
            .map(|row| {
                format!(
                    "<dt>{}</dt>\n<dd>{}</dd>\n",
                    text(row, "label"),
                    text(row, "value")
                )
            })
            .collect();
        let body = format!(
            "<section epub:type=\"colophon\" role=\"doc-colophon\" \
             aria-labelledby=\"tit\">\n<h1 id=\"tit\">{}</h1>\n<dl>\n{lines}</dl>\n\
             </section>\n",
            escape(words.imprint)
        );
        (!rows.is_empty()).then(|| self.page("", words.imprint, site.lang(), &body))
    }

    /// A page with its head.
    fn page(&self, root: &str, title: &str, lang: Lang, body: &str) -> String {
        let title = escape(title);
        let head = format!(
            "<head>\n<meta charset=\"utf-8\"/>\n<title>{title}</title>\n<link \
             rel=\"stylesheet\" href=\"{root}ma/style.css\"/>\n</head>\n"
        );
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html \
             xmlns=\"http://www.w3.org/1999/xhtml\" \
             xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" \
             xml:lang=\"{lang}\">\n{head}<body>\n{}</body>\n</html>\n",
            xhtml(body)
        )
    }
}

/// A paragraph of a class, when it has words.
fn push(out: &mut String, class: &str, words: &str) {
    if !words.trim().is_empty() {
        out.push_str(&format!("<p class=\"{class}\">{words}</p>\n"));
    }
}

/// The style sheet: the theme's headline face and colours in our rules. Colours stand in
/// the rules themselves, for many devices know no custom properties.
fn style(theme: &Theme) -> String {
    let face = theme.css.find("@font-face{").and_then(|at| {
        let rule = &theme.css[at..];
        rule.find('}').map(|end| &rule[..=end])
    });
    let own = |rule: &&str| {
        theme.assets.keys().any(|name| {
            name.starts_with("headline") && rule.contains(&format!("url({name})"))
        })
    };
    let mut css = face.filter(own).map(|rule| format!("{rule}\n")).unwrap_or_default();
    let mut rules = assets::lean_css(STYLE);
    for (name, otherwise) in [
        ("--accent", "#333333"),
        ("--soft", "#555555"),
        ("--line", "#cccccc"),
        ("--tint", "#f4f4f4"),
        ("--ink", "#111111"),
    ] {
        rules = rules
            .replace(&format!("var({name})"), assets::colour(theme, name, otherwise));
    }
    css.push_str(&rules);
    css
}

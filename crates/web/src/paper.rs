//! Print-ready pages: CSS paged media, A4, running heads, page x of y.
//!
//! The same article body serves `in/<slug>.html` in the web package and
//! `<slug>.html` of the print pages; only the way to the pictures differs.

use crate::article::Articles;
use crate::html::{Usage, css_string};
use crate::order;
use crate::pictures::{self, Wanted};
use crate::render::Renderer;
use crate::settings::Logo;
use crate::site::{Home, Page, Site};
use crate::steps::Steps;
use crate::{Bundle, Theme, WebError, assets, headline};
use document::{Article, Edition, PhotoLibrary, Progress};
use minijinja::{Value, context};
use std::collections::BTreeMap;

/// Writes the print pages of an edition.
pub(crate) fn print_pages(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    let renderer = Renderer::new(theme)?;
    let mut bundle = Bundle::default();
    let mut site = Site::new(edition, Home::Alone, &mut bundle.remarks);
    site.logo = Logo::of(edition, photos);
    let total = pictures::count(edition, Wanted::Paper) + edition.articles.len() + 1;
    let mut steps = Steps::begin(total, progress)?;
    let pictures =
        pictures::make(edition, photos, Wanted::Paper, &mut steps, &mut bundle.remarks)?;
    for copy in pictures.files() {
        bundle.files.insert(copy.file.clone(), copy.bytes.to_vec());
    }
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

    for article in &edition.articles {
        let html = single(&articles, &renderer, article, "", None)?;
        bundle.files.insert(format!("{}.html", article.slug), html.into_bytes());
        steps.one()?;
    }
    for (name, head) in [("index.html", ""), (FOR_PRINTERS, MARKED)] {
        let html = whole(&articles, &renderer, name, head)?;
        bundle.files.insert(name.to_owned(), html.into_bytes());
    }
    for (path, bytes) in assets::for_paper(&site, theme) {
        bundle.files.insert(path, bytes);
    }
    steps.finish()?;
    Ok(bundle)
}

/// Writes the print version of an article that stands beside its page on the web.
pub(crate) fn beside(
    articles: &Articles<'_>,
    renderer: &Renderer,
    article: &Article,
) -> Result<String, WebError> {
    let back = format!("../bai/{}.html", article.slug);
    single(articles, renderer, article, "../", Some(&back))
}

/// The whole issue for a printing house: the same pages with bleed and crop marks.
const FOR_PRINTERS: &str = "index-press.html";

/// What asks for them. Browsers that know neither bleed nor marks leave them out and
/// print the same pages.
const MARKED: &str = "<link rel=\"stylesheet\" href=\"ma/press.css\">";

/// Bleed and marks of CSS Paged Media: in a sheet of their own, for an office printer
/// needs the page as large as its paper.
pub(crate) const MARKS: &str = "@page{bleed:3mm;marks:crop cross}\n";

/// The style sheet of the print pages: the theme's, with the running heads of this
/// issue, which CSS can only take from a style sheet.
pub(crate) fn style(site: &Site<'_>, theme: &Theme) -> String {
    let (name, issue) = (css_string(&site.name()), css_string(&site.issue()));
    let date = css_string(&site.edition.issue.date.long(site.lang()));
    let page = css_string(site.words.page_of);
    format!(
        "{}\n@page{{@top-left{{content:{name}}}@top-right{{content:{issue} \" · \" {date}}}\
         @bottom-right{{content:{page} \" \" counter(page) \"/\" counter(pages)}}}}\n",
        assets::lean_css(&theme.print_css)
    )
}

fn single(
    articles: &Articles<'_>,
    renderer: &Renderer,
    article: &Article,
    root: &str,
    back: Option<&str>,
) -> Result<String, WebError> {
    let site = articles.site;
    let path = format!("bai/{}.html", article.slug);
    let title = headline::on_paper(site.edition, article);
    let page = page(&path, &title);
    let canonical = site.public(&path).or_else(|| back.map(str::to_owned));
    let values = context! {
        article => articles.values(article, root, Usage::Paper, String::new()),
        back => back,
        canonical => canonical,
        app => back.is_some(),
        ..site.values(root, &page)
    };
    renderer.page("print-article.html", values)
}

fn whole(
    articles: &Articles<'_>,
    renderer: &Renderer,
    path: &str,
    head: &str,
) -> Result<String, WebError> {
    let site = articles.site;
    let each: Vec<Value> = site
        .edition
        .articles
        .iter()
        .enumerate()
        .map(|(place, article)| {
            let ids = format!("bai-{}-", place + 1);
            articles.values(article, "", Usage::Paper, ids)
        })
        .collect();
    let values = context! {
        articles => each,
        imprint => site.imprint(),
        back => (),
        canonical => (),
        app => false,
        ..site.values("", &Page { head: head.to_owned(), ..page(path, &site.issue()) })
    };
    renderer.page("print-issue.html", values)
}

fn page<'a>(path: &'a str, title: &'a str) -> Page<'a> {
    Page {
        path,
        title,
        description: String::new(),
        head: String::new(),
        hidden: true,
        ids: Vec::new(),
        counts: false,
    }
}

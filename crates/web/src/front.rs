//! The whole web package: its pages in order, and the files beside them.

use crate::article::Articles;
use crate::html::{Shape, link_target};
use crate::pictures::{self, Wanted};
use crate::render::Renderer;
use crate::settings::Logo;
use crate::site::{Home, Page, Site};
use crate::steps::Steps;
use crate::walk::{self, Met};
use crate::{
    Bundle, Extras, Theme, WebError, assets, feeds, guide, headline, index, mail, meta,
    order, pack, paper, paste, record, saving,
};
use document::{
    Article, ArticleId, AttachmentKind, Edition, PhotoLibrary, Progress, Remark, Severity,
};
use minijinja::{Value, context};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::num::NonZero;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Writes the web package.
pub(crate) fn bundle(
    edition: &Edition,
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    extras: &Extras,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    let renderer = Renderer::new(theme)?;
    let mut bundle = Bundle::default();
    let home = extras.folder.clone().map_or(Home::Alone, Home::Above);
    let mut site = Site::new(edition, home, &mut bundle.remarks);
    site.logo = Logo::of(edition, photos);
    if let Some(pdf) = &extras.issue_pdf {
        let path = format!("pdf/{}", site.pdf_name());
        site.pdf = Some((path.clone(), pdf.len()));
        bundle.files.insert(path, pdf.to_vec());
    }

    let pages = edition.articles.len();
    let total = pictures::count(edition, Wanted::Web) + pages + 1;
    let mut steps = Steps::begin(total, progress)?;
    let mut pictures =
        pictures::make(edition, photos, Wanted::Web, &mut steps, &mut bundle.remarks)?;
    pictures.add_cards(edition, &extras.cards);
    for copy in pictures.files() {
        bundle.files.insert(copy.file.clone(), copy.bytes.to_vec());
    }

    let mut offprints = BTreeMap::new();
    for article in &edition.articles {
        let Some(pdf) = extras.offprints.get(&article.id) else { continue };
        let path = format!("pdf/{}.pdf", article.slug);
        // An article may be called what the issue's own file is called.
        if let Entry::Vacant(place) = bundle.files.entry(path) {
            place.insert(pdf.clone());
            offprints.insert(article.id, pdf.len());
        }
    }

    let attached = attach(edition, &mut bundle);
    let (authors, tags) = (order::authors(edition), order::tags(edition));
    let articles = Articles {
        site: &site,
        pictures: &pictures,
        authors: &authors,
        tags: &tags,
        attached: &attached,
        offprints: &offprints,
    };

    for article in &edition.articles {
        lost_links(article, &mut bundle.remarks);
    }
    let style = saving::Style::of(theme);
    let written = Mutex::new(steps);
    for files in each_at_once(&edition.articles, |article| {
        let files = files_of(&articles, &renderer, &style, article)?;
        lock(&written).one()?;
        Ok(files)
    })? {
        bundle.files.extend(files);
    }
    lists(&articles, &renderer, &mut bundle)?;
    for (path, bytes) in assets::files(&site, theme) {
        bundle.files.insert(path, bytes);
    }
    put(&mut bundle, "ma/index.js", index::script([(edition, "")]));
    for (path, text) in feeds::files(&articles, theme) {
        put(&mut bundle, path, text);
    }
    let gone = moved(&site, &renderer, extras, &mut bundle)?;
    put(&mut bundle, "bantin.json", record::json(&articles, &gone));
    put(&mut bundle, "email.html", mail::html(&articles, &renderer)?);
    put(&mut bundle, "email.txt", mail::text(&articles));
    put(&mut bundle, "DOC-TOI.html", guide::page(&site, &renderer, extras.ui_lang)?);
    bundle.files.insert("SHA256SUMS".to_owned(), pack::sums(&bundle.files).into_bytes());
    written.into_inner().unwrap_or_else(PoisonError::into_inner).finish()?;
    Ok(bundle)
}

/// The files of one article: its page, its print page, the paste kit, two to save.
fn files_of(
    articles: &Articles<'_>,
    renderer: &Renderer,
    style: &saving::Style,
    article: &Article,
) -> Result<Vec<(String, Vec<u8>)>, WebError> {
    let slug = &article.slug;
    let kit = paste::kit(articles, article);
    let mut files: Vec<_> = kit
        .into_iter()
        .map(|(name, bytes)| (format!("cms/{slug}/{name}"), bytes))
        .collect();
    for (path, text) in [
        (format!("bai/{slug}.html"), articles.page(renderer, article)?),
        (format!("in/{slug}.html"), paper::beside(articles, renderer, article)?),
        (format!("tai/{slug}.html"), saving::page(articles, renderer, style, article)?),
        (format!("tai/{slug}.txt"), saving::text(articles, article)),
    ] {
        files.push((path, text.into_bytes()));
    }
    Ok(files)
}

/// Does `work` for each article on all cores; the results stand in the articles' order,
/// and of several failures the first article's is told.
fn each_at_once<T: Send>(
    articles: &[Article],
    work: impl Fn(&Article) -> Result<T, WebError> + Sync,
) -> Result<Vec<T>, WebError> {
    let hands = thread::available_parallelism().map_or(1, NonZero::get);
    let share = articles.len().div_ceil(hands).max(1);
    let work = &work;
    let shares: Vec<Result<Vec<T>, WebError>> = thread::scope(|scope| {
        let begun: Vec<_> = articles
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().map(work).collect()))
            .collect();
        let ended = begun.into_iter().map(|hand| {
            hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        ended.collect()
    });
    let mut all = Vec::with_capacity(articles.len());
    for share in shares {
        all.extend(share?);
    }
    Ok(all)
}

/// A count is whole whoever dropped it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Leaves a page at each earlier address of an article, which leads on to the new one;
/// an address that another article has now is its own. Tells which were left.
fn moved<'x>(
    site: &Site<'_>,
    renderer: &Renderer,
    extras: &'x Extras,
    bundle: &mut Bundle,
) -> Result<Vec<&'x (String, ArticleId)>, WebError> {
    let mut left = Vec::new();
    for one in &extras.moved {
        let (slug, id) = one;
        let Some(article) = site.edition.article(*id) else { continue };
        // What a page is called is decided here, whoever wrote down the earlier name.
        let safe = !slug.is_empty() && vntext::slug(slug) == *slug;
        if !safe || bundle.files.contains_key(&format!("bai/{slug}.html")) {
            continue;
        }
        let title = headline::on_web(site.edition, article);
        for folder in ["bai", "in"] {
            let (path, to) =
                (format!("{folder}/{slug}.html"), format!("{}.html", article.slug));
            let page = Page {
                hidden: true,
                ..page(site.edition, &path, site.words.moved_title, &[])
            };
            let values = context! {
                to => to.as_str(),
                address => site.public(&format!("bai/{to}")).unwrap_or(format!("../bai/{to}")),
                title => title.as_ref(),
                title_lang => site.edition.lang_of(article).as_str(),
                ..site.values("../", &page)
            };
            let html = renderer.page("moved.html", values)?;
            put(bundle, path, html);
        }
        left.push(one);
    }
    Ok(left)
}

/// Tells of links whose address only makes sense on another page: their words stay.
fn lost_links(article: &Article, remarks: &mut Vec<Remark>) {
    walk::body(&article.body, &mut |met| {
        if let Met::Link(url) = met
            && link_target(url).is_none()
        {
            remarks.push(
                Remark::new("web.link_dropped", Severity::Should)
                    .article(article.id)
                    .with("url", url),
            );
        }
    });
}

/// Front page, sections, authors, tags, search and the page for lost readers.
fn lists(
    articles: &Articles<'_>,
    renderer: &Renderer,
    bundle: &mut Bundle,
) -> Result<(), WebError> {
    let (site, edition) = (articles.site, articles.site.edition);
    let all: Vec<&Article> = edition.articles.iter().collect();
    let cards = |list: &[&Article], root: &str| -> Vec<Value> {
        list.iter().map(|article| articles.card(article, root, Shape::Card)).collect()
    };

    let page = Page {
        head: meta::front(site, articles.pictures),
        description: meta::shorten(
            &format!(
                "{}, {}, {}: {}",
                site.name(),
                site.issue(),
                edition.issue.date.long(site.lang()),
                titles(edition, &all)
            ),
            300,
        ),
        ..page(edition, "index.html", "", &all)
    };
    let lead = edition.articles.first();
    let groups: Vec<Value> = order::by_section(edition)
        .into_iter()
        .filter_map(|(section, mut inside)| {
            // The leading article stands above its section.
            inside.retain(|article| Some(article.id) != lead.map(|lead| lead.id));
            (!inside.is_empty()).then(|| {
                context! {
                    name => section.map_or(site.words.other_articles, |s| s.name.as_str()),
                    href => section.map(|s| format!("chuyen-muc/{}.html", s.slug)),
                    cards => cards(&inside, ""),
                }
            })
        })
        .collect();
    let values = context! {
        lead => lead.map(|article| articles.card(article, "", Shape::Lead)),
        groups => groups,
        ..site.values("", &page)
    };
    put(bundle, "index.html", renderer.page("index.html", values)?);

    for (section, inside) in order::by_section(edition) {
        let Some(section) = section else { continue };
        let path = format!("chuyen-muc/{}.html", section.slug);
        let values = context! {
            label => site.words.sections,
            heading => section.name.as_str(),
            cards => cards(&inside, "../"),
            ..site.values("../", &self::page(edition, &path, &section.name, &inside))
        };
        put(bundle, path, renderer.page("list.html", values)?);
    }
    let w = site.words;
    let authors =
        articles.authors.iter().map(|one| (one, "tac-gia", w.by, w.articles_by));
    let tags = articles.tags.iter().map(|one| (one, "tu-khoa", w.tags, w.articles_about));
    for (one, folder, label, before) in authors.chain(tags) {
        let path = format!("{folder}/{}.html", one.slug);
        let title = format!("{before} {}", one.name);
        let values = context! {
            label => label,
            heading => one.name,
            cards => cards(&one.articles, "../"),
            ..site.values("../", &self::page(edition, &path, &title, &one.articles))
        };
        put(bundle, path, renderer.page("list.html", values)?);
    }

    let values = context! {
        cards => cards(&all, ""),
        ..site.values("", &self::page(edition, "tim-kiem.html", site.words.search, &all))
    };
    put(bundle, "tim-kiem.html", renderer.page("search.html", values)?);

    lost(site, renderer, bundle)
}

/// The page for lost readers. A server shows it at any depth, where relative addresses
/// lead nowhere.
pub(crate) fn lost(
    site: &Site<'_>,
    renderer: &Renderer,
    bundle: &mut Bundle,
) -> Result<(), WebError> {
    let root = crate::site::host(&site.base)
        .and_then(|host| site.base.split_once(host))
        .map_or("", |(_, path)| path);
    let lost = Page {
        hidden: true,
        ..page(site.edition, "404.html", site.words.missing_title, &[])
    };
    put(bundle, "404.html", renderer.page("404.html", site.values(root, &lost))?);
    Ok(())
}

fn page<'a>(
    edition: &Edition,
    path: &'a str,
    title: &'a str,
    shown: &[&Article],
) -> Page<'a> {
    Page {
        path,
        title,
        description: titles(edition, shown),
        head: String::new(),
        hidden: false,
        ids: shown.iter().map(|article| article.id.to_string()).collect(),
        counts: false,
    }
}

/// What a list holds, for search engines.
fn titles(edition: &Edition, shown: &[&Article]) -> String {
    let each: Vec<_> =
        shown.iter().map(|article| headline::on_web(edition, article)).collect();
    meta::shorten(&each.join("; "), 200)
}

/// Puts attached files into the bundle and tells where each one is.
fn attach(
    edition: &Edition,
    bundle: &mut Bundle,
) -> BTreeMap<(ArticleId, usize), String> {
    let mut paths = BTreeMap::new();
    for article in &edition.articles {
        for (place, attachment) in article.attachments.iter().enumerate() {
            let (stem, extension) = match attachment.name.rsplit_once('.') {
                Some((stem, extension)) => (vntext::slug(stem), vntext::slug(extension)),
                None => (vntext::slug(&attachment.name), "bin".to_owned()),
            };
            let folder = match attachment.kind {
                AttachmentKind::File => format!("tep/{}/{stem}", article.slug),
                AttachmentKind::Recording { .. } => format!("am/{}", article.slug),
            };
            let mut path = format!("{folder}.{extension}");
            let mut number = 1;
            while bundle.files.contains_key(&path) {
                number += 1;
                path = format!("{folder}-{number}.{extension}");
            }
            bundle.files.insert(path.clone(), attachment.bytes.to_vec());
            paths.insert((article.id, place), path);
        }
    }
    paths
}

pub(crate) fn put(bundle: &mut Bundle, path: impl Into<String>, text: String) {
    bundle.files.insert(path.into(), text.into_bytes());
}

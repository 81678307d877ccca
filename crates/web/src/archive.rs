//! All issues of a bulletin under one address: the list of issues, a search of all of
//! them, and the feeds that readers subscribe to once.
//!
//! Each issue is a whole package in a folder of its own, which [`crate::bundle`] writes;
//! its address never changes when another issue appears. This module writes what stands
//! above them.

use crate::article::Articles;
use crate::front::{self, put};
use crate::html::{Shape, json_file};
use crate::pictures::{self, Wanted};
use crate::render::{Renderer, safe};
use crate::settings::Logo;
use crate::site::{Home, Page, Site};
use crate::steps::Steps;
use crate::{
    Bundle, Theme, WebError, assets, feeds, guide, headline, index, order, pack,
};
use document::{Edition, Lang, PhotoLibrary, Progress};
use minijinja::{Value, context};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Headlines that tell what an issue is about.
const HEADLINES: usize = 4;

/// The folder of each edition among the others, such as `so-09-2021`.
pub(crate) fn folders<'e>(
    editions: impl IntoIterator<Item = &'e Edition>,
) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let folder = |edition: &Edition| {
        let issue = &edition.issue;
        order::unique(
            &format!("so-{:02}-{}", issue.number, issue.date.year()),
            &mut taken,
        )
    };
    editions.into_iter().map(folder).collect()
}

/// Writes the pages above the issues, the newest of which comes first.
pub(crate) fn archive(
    editions: &[&Edition],
    theme: &Theme,
    photos: &dyn PhotoLibrary,
    ui_lang: Option<Lang>,
    progress: &dyn Progress,
) -> Result<Bundle, WebError> {
    let mut bundle = Bundle::default();
    let Some(newest) = editions.first() else { return Ok(bundle) };
    let renderer = Renderer::new(theme)?;
    let folders = folders(editions.iter().copied());
    let mut site = Site::new(newest, Home::Archive, &mut bundle.remarks);
    site.logo = Logo::of(newest, photos);
    site.years = editions.iter().map(|edition| edition.issue.date.year()).collect();
    site.years.dedup();

    // The newest issue once more, for the feeds and the picture on top.
    let mut issue = Site::new(newest, Home::Above(folders[0].clone()), &mut Vec::new());
    issue.logo = site.logo.clone();
    let mut steps = Steps::begin(pictures::count(newest, Wanted::Web) + 1, progress)?;
    let pictures =
        pictures::make(newest, photos, Wanted::Web, &mut steps, &mut Vec::new())?;
    let (authors, tags) = (order::authors(newest), order::tags(newest));
    let (attached, offprints) = (BTreeMap::new(), BTreeMap::new());
    let articles = Articles {
        site: &issue,
        pictures: &pictures,
        authors: &authors,
        tags: &tags,
        attached: &attached,
        offprints: &offprints,
    };

    let years = Value::from(years(&site, editions, &folders));
    let w = site.words;
    let list = page("index.html", w.all_issues);
    let root = format!("{}/", folders[0]);
    let lead = newest.articles.first();
    let values = context! {
        lead => lead.map(|article| articles.card(article, &root, Shape::Lead)),
        newest => context! {
            name => issue.issue(),
            href => format!("{root}index.html"),
            date => newest.issue.date.long(site.lang()),
        },
        years => years.clone(),
        ..site.values("", &list)
    };
    put(&mut bundle, "index.html", renderer.page("archive.html", values)?);
    let values = context! {
        cards => Vec::<Value>::new(),
        years => years,
        ..site.values("", &page("tim-kiem.html", w.search))
    };
    put(&mut bundle, "tim-kiem.html", renderer.page("search.html", values)?);
    front::lost(&site, &renderer, &mut bundle)?;
    for (path, bytes) in assets::files(&site, theme) {
        bundle.files.insert(path, bytes);
    }
    let each = editions.iter().copied().zip(folders.iter().map(String::as_str));
    put(&mut bundle, "ma/index.js", index::script(each));
    for (path, text) in feeds::of_archive(&articles, &site, theme, &folders) {
        put(&mut bundle, path, text);
    }
    put(&mut bundle, "bantin.json", record(&site, editions, &folders));
    put(&mut bundle, "DOC-TOI.html", guide::page(&site, &renderer, ui_lang)?);
    bundle.files.insert("SHA256SUMS".to_owned(), pack::sums(&bundle.files).into_bytes());
    steps.finish()?;
    Ok(bundle)
}

fn page<'a>(path: &'a str, title: &'a str) -> Page<'a> {
    Page {
        path,
        title,
        description: String::new(),
        head: String::new(),
        hidden: false,
        ids: Vec::new(),
        counts: false,
    }
}

/// The issues by year, as they are given.
fn years(site: &Site<'_>, editions: &[&Edition], folders: &[String]) -> Vec<Value> {
    let mut years: Vec<(u16, Vec<Value>)> = Vec::new();
    for (edition, folder) in editions.iter().zip(folders) {
        let headline = |article: &document::Article| {
            let lang = edition.lang_of(article);
            let title = headline::on_web(edition, article);
            context! {
                href => format!("{folder}/bai/{}.html", article.slug),
                title => safe(crate::html::keep_together(&title, lang)),
                lang => lang.as_str(),
            }
        };
        let year = edition.issue.date.year();
        let value = context! {
            name => format!("{} {}", site.words.issue, edition.issue.number),
            href => format!("{folder}/index.html"),
            date => site.day(edition.issue.date),
            iso => edition.issue.date.to_string(),
            count => match edition.articles.len() {
                1 => format!("1 {}", site.words.one_article),
                many => format!("{many} {}", site.words.articles),
            },
            articles => edition.articles.iter().take(HEADLINES).map(headline)
                .collect::<Vec<_>>(),
        };
        match years.last_mut() {
            Some((last, issues)) if *last == year => issues.push(value),
            _ => years.push((year, vec![value])),
        }
    }
    let value = |(year, issues)| context! { year => year, issues => issues };
    years.into_iter().map(value).collect()
}

/// What stands where, for machines.
fn record(site: &Site<'_>, editions: &[&Edition], folders: &[String]) -> String {
    let issues: Vec<serde_json::Value> = editions
        .iter()
        .zip(folders)
        .map(|(edition, folder)| {
            json!({
                "number": edition.issue.number,
                "date": edition.issue.date.to_string(),
                "page": format!("{folder}/index.html"),
                "data": format!("{folder}/bantin.json"),
            })
        })
        .collect();
    json_file(&json!({
        "format": "bantin-archive", "version": 1, "title": site.name(),
        "lang": site.lang().as_str(), "issues": issues,
    }))
}

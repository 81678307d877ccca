//! How articles are found: by section, by author, by day.

use document::{Article, Date, Edition, Section};
use std::collections::BTreeSet;

/// An author of the edition.
pub(crate) struct Author<'e> {
    /// Name as printed.
    pub(crate) name: &'e str,
    /// Address of the page, unique in the edition.
    pub(crate) slug: String,
    /// Their articles in reading order.
    pub(crate) articles: Vec<&'e Article>,
}

/// Sections that hold articles, in the officer's order, with their articles in
/// reading order. Articles without a section come last, under `None`.
pub(crate) fn by_section(edition: &Edition) -> Vec<(Option<&Section>, Vec<&Article>)> {
    let mut groups: Vec<(Option<&Section>, Vec<&Article>)> = edition
        .sections
        .iter()
        .map(|section| {
            let inside = |a: &&Article| a.section == Some(section.id);
            (Some(section), edition.articles.iter().filter(inside).collect())
        })
        .collect();
    let outside = |a: &&Article| edition.section_of(a).is_none();
    groups.push((None, edition.articles.iter().filter(outside).collect()));
    groups.retain(|(_, articles)| !articles.is_empty());
    groups
}

/// The authors in order of their first article. Two names that differ in accents
/// only are two authors.
pub(crate) fn authors(edition: &Edition) -> Vec<Author<'_>> {
    let mut authors: Vec<Author<'_>> = Vec::new();
    let mut slugs = BTreeSet::new();
    for article in &edition.articles {
        let mut named = BTreeSet::new();
        for name in article.bylines.iter().map(|name| name.trim()) {
            if name.is_empty() || !named.insert(name) {
                continue;
            }
            match authors.iter_mut().find(|author| author.name == name) {
                Some(author) => author.articles.push(article),
                None => {
                    let slug = unique(&vntext::slug(name), &mut slugs);
                    authors.push(Author { name, slug, articles: vec![article] });
                }
            }
        }
    }
    authors
}

/// The article posted after this one and the one posted before it. Articles of one
/// day stand in reading order, the first being the newest.
pub(crate) fn neighbours<'e>(
    edition: &'e Edition,
    article: &Article,
) -> (Option<&'e Article>, Option<&'e Article>) {
    let mut line: Vec<&Article> = edition.articles.iter().collect();
    line.sort_by_key(|article| std::cmp::Reverse(posted(edition, article)));
    match line.iter().position(|other| other.id == article.id) {
        Some(place) => {
            let newer = place.checked_sub(1).and_then(|before| line.get(before)).copied();
            (newer, line.get(place + 1).copied())
        }
        None => (None, None),
    }
}

/// The day a reader sees: the article's own, or that of the issue.
pub(crate) fn posted(edition: &Edition, article: &Article) -> Date {
    article.posted.unwrap_or(edition.issue.date)
}

fn unique(slug: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = slug.to_owned();
    let mut number = 1;
    while !taken.insert(candidate.clone()) {
        number += 1;
        candidate = format!("{slug}-{number}");
    }
    candidate
}

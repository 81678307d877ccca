//! How articles are found: by section, by author, by tag, by day.

use document::{Article, Date, Edition, Section};
use std::collections::BTreeSet;

/// An author of the edition, or a tag.
pub(crate) struct Named<'e> {
    /// Name as printed.
    pub(crate) name: &'e str,
    /// Address of the page, unique in the edition.
    pub(crate) slug: String,
    /// The articles, in reading order.
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
pub(crate) fn authors(edition: &Edition) -> Vec<Named<'_>> {
    named(edition, |article| &article.bylines, str::to_owned)
}

/// The tags in order of their first article, capitals apart.
pub(crate) fn tags(edition: &Edition) -> Vec<Named<'_>> {
    named(edition, |article| &article.tags, str::to_lowercase)
}

fn named<'e>(
    edition: &'e Edition,
    names: impl Fn(&'e Article) -> &'e Vec<String>,
    same: impl Fn(&str) -> String,
) -> Vec<Named<'e>> {
    let mut all: Vec<Named<'e>> = Vec::new();
    let mut slugs = BTreeSet::new();
    for article in &edition.articles {
        let mut seen = BTreeSet::new();
        for name in names(article).iter().map(|name| name.trim()) {
            if name.is_empty() || !seen.insert(same(name)) {
                continue;
            }
            match all.iter_mut().find(|one| same(one.name) == same(name)) {
                Some(one) => one.articles.push(article),
                None => {
                    let slug = unique(&vntext::slug(name), &mut slugs);
                    all.push(Named { name, slug, articles: vec![article] });
                }
            }
        }
    }
    all
}

/// The other language versions of an article in this edition.
pub(crate) fn versions<'e>(edition: &'e Edition, article: &Article) -> Vec<&'e Article> {
    let first = |article: &Article| article.translation_of.unwrap_or(article.id);
    let all = edition.articles.iter();
    all.filter(|other| other.id != article.id && first(other) == first(article)).collect()
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

/// A name that nobody has yet, numbered where it must be.
pub(crate) fn unique(slug: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = slug.to_owned();
    let mut number = 1;
    while !taken.insert(candidate.clone()) {
        number += 1;
        candidate = format!("{slug}-{number}");
    }
    candidate
}

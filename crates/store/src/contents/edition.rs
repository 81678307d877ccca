//! One issue, frozen for export.

use super::Contents;
use super::bulletin::unique;
use crate::error::ReadError;
use document::{Article, Edition, IssueId};
use std::collections::{BTreeMap, BTreeSet};

/// Names that pages of an export have already.
const RESERVED: [&str; 1] = ["index"];

impl Contents {
    /// The snapshot of an issue. The same contents give the same edition.
    ///
    /// Articles get their slugs here, from the headline on the web; equal ones are
    /// numbered in the order the articles were added, so that moving an article
    /// changes no address. Photos are the logo, those that a text or lead calls by name,
    /// and the parts of them that figures show.
    pub fn edition(&self, id: IssueId) -> Result<Edition, ReadError> {
        // One transaction: another program may write in between.
        let transaction = self.connection.unchecked_transaction();
        let issue = self.issue(id)?;
        let mut articles = self.articles(id)?;
        give_slugs(&mut articles);
        let articles: Vec<Article> =
            articles.into_iter().map(|(_, article)| article).collect();

        let mut photos = BTreeMap::new();
        let bulletin = self.bulletin_on(Some(issue.date))?;
        let logo = bulletin.settings().logo;
        let named = articles.iter().flat_map(photo_names).chain(logo.as_deref());
        for name in named.collect::<BTreeSet<_>>() {
            if let Some(photo) = self.photo_named(name)? {
                photos.insert(photo.id, photo);
            }
        }
        let mut edition = Edition {
            sections: self.sections()?,
            articles,
            photos,
            plan: self.plan(id)?,
            wishes: self.wishes(id)?,
            ..Edition::new(bulletin, issue)
        };
        drop(transaction);
        edition.cut_out();
        Ok(edition)
    }
}

fn give_slugs(articles: &mut [(i64, Article)]) {
    let mut taken: BTreeSet<String> = RESERVED.map(str::to_owned).into();
    let mut by_age: Vec<_> = articles.iter_mut().collect();
    by_age.sort_by_key(|(row, _)| *row);
    for (_, article) in by_age {
        article.slug = unique(vntext::slug(article.headline_on_web()), &mut taken);
    }
}

/// Everything a text calls `media/<name>`, whatever construct it does so in.
fn photo_names(article: &Article) -> impl Iterator<Item = &str> {
    [&article.source_text, &article.lead].into_iter().flat_map(|text| names_in(text))
}

/// The names that a text has after `media/`.
pub(crate) fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("media/").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'));
        rest[..end.unwrap_or(rest.len())].trim_end_matches('.')
    })
}

//! Writing articles: what is typed becomes one article of the edition at once and one
//! step of the history.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use document::{Article, ArticleId, SectionId, body};
use std::sync::Arc;
use store::{Changes, Edit, Op, Timestamp};

impl Desk {
    /// The article as it stands now.
    pub fn article(&self, id: ArticleId) -> Result<Article, Failure> {
        match &self.typed {
            Some(typed) if typed.id == id => Ok(typed.clone()),
            _ => Ok(self.store.article(id)?),
        }
    }

    /// Adds an empty article at the end of the current issue, or to the pool.
    pub fn add_article(
        &mut self,
        section: Option<SectionId>,
    ) -> Result<(ArticleId, Changes), Failure> {
        let mut article = Article::new(ArticleId(uuid::Uuid::new_v4()));
        article.section = section;
        let issue = self.issue;
        self.edit(Op::AddArticle, |edit| edit.add_article(&article, issue))
    }

    /// Removes articles, in one step. Their photos stay in the bulletin.
    pub fn remove_articles(&mut self, ids: &[ArticleId]) -> Result<Changes, Failure> {
        let removed = self.edit(Op::RemoveArticle, |edit| {
            ids.iter().try_for_each(|id| edit.remove_article(*id))
        })?;
        Ok(removed.1)
    }

    /// Moves articles to a section, one after the other from a place in the current
    /// issue on, in one step. Those that wait for an issue come into this one.
    pub fn move_articles(
        &mut self,
        ids: &[ArticleId],
        section: Option<SectionId>,
        position: usize,
    ) -> Result<Changes, Failure> {
        let issue = self.issue;
        let moved = self.edit(Op::MoveArticle, |edit| {
            for (position, id) in (position..).zip(ids) {
                let mut article = edit.article(*id)?;
                if article.section != section {
                    article.section = section;
                    edit.save_article(&article)?;
                }
                edit.place_article(*id, issue, position)?;
            }
            Ok(())
        })?;
        Ok(moved.1)
    }

    /// Takes articles out of the issue they stand in, in one step; they wait for another
    /// one.
    pub fn set_aside(&mut self, ids: &[ArticleId]) -> Result<Changes, Failure> {
        let moved = self.edit(Op::MoveArticle, |edit| {
            ids.iter().try_for_each(|id| edit.place_article(*id, None, 0))
        })?;
        Ok(moved.1)
    }

    /// Changes an article as one step of its own.
    ///
    /// After `change` the body is read from `source_text`: set that, not `body`.
    pub fn edit_article(
        &mut self,
        id: ArticleId,
        change: impl FnOnce(&mut Article),
    ) -> Result<Changes, Failure> {
        let article = changed(self.article(id)?, change);
        let edited = self.edit(Op::EditArticle, |edit| edit.save_article(&article))?;
        Ok(edited.1)
    }

    /// Types in an article: the sheets follow at once, the file within a moment.
    ///
    /// What is typed waits in memory for [`Desk::save_typing`], which every other
    /// change calls first, so that a key press never waits for the disk.
    pub fn type_in(
        &mut self,
        id: ArticleId,
        change: impl FnOnce(&mut Article),
    ) -> Result<Changes, Failure> {
        if !self.is_writable() {
            return Err(store::EditError::ReadOnly.into());
        }
        if self.typed.as_ref().is_some_and(|typed| typed.id != id) {
            self.save_typing()?;
        }
        let before = self.article(id)?;
        let article = changed(before.clone(), change);
        if article == before {
            return Ok(Changes::default());
        }
        let outline = article.title != before.title
            || article.section != before.section
            || article.status != before.status;
        self.refresh(article.clone());
        self.typed = Some(article);
        let articles = [id].into();
        Ok(Changes { outline, articles, ..Changes::default() })
    }

    /// Saves what was typed. Typing that follows within three seconds joins the same
    /// step, for twelve seconds at most.
    pub fn save_typing(&mut self) -> Result<(), Failure> {
        if self.typed.is_some() {
            self.may_write()?;
        }
        let Some(article) = self.typed.take() else { return Ok(()) };
        let op = Op::Typing { article: article.id };
        let now = clock::now();
        let begun = self.typing.and_then(|step| goes_on(step, article.id, now));
        let work = |edit: &mut Edit<'_>| edit.save_article(&article);
        let saved = match begun {
            Some(_) => self.store.edit_joined(op, now, work),
            None => self.store.edit(op, now, work),
        };
        match saved {
            Ok(_) => {
                self.typing = Some((article.id, begun.unwrap_or(now), now));
                Ok(())
            }
            // An article removed meanwhile took its text with it.
            Err(store::EditError::Missing { .. }) => Ok(()),
            Err(error) => {
                // Nothing typed is lost: it waits for the next try.
                self.typed = Some(article);
                Err(error.into())
            }
        }
    }

    /// Puts the article into the edition at hand, so that typing does not read the
    /// whole issue again.
    fn refresh(&mut self, mut article: Article) {
        self.preview = None;
        let Some(edition) = &mut self.edition else { return };
        let known = edition.articles.iter().position(|old| old.id == article.id);
        let same_photos = known.is_some_and(|place| {
            let old = &edition.articles[place];
            body::photo_names(&old.body) == body::photo_names(&article.body)
                && body::crops(&old.body) == body::crops(&article.body)
                && old.section == article.section
                && old.headline_on_web() == article.headline_on_web()
        });
        match known {
            Some(place) if same_photos => {
                let edition = Arc::make_mut(edition);
                article.slug.clone_from(&edition.articles[place].slug);
                article.attachments.clone_from(&edition.articles[place].attachments);
                edition.articles[place] = article;
            }
            // Another photo, section or address: save and read again.
            _ => self.edition = None,
        }
    }
}

/// A pause of so many seconds ends a step of typing.
const PAUSE: i64 = 3;

/// A person who types on without a pause can still take back no more than this.
const LONGEST: i64 = 12;

/// When the step began that typing now goes on with; `None` when it begins a new one.
fn goes_on(
    (article, begun, last): (ArticleId, Timestamp, Timestamp),
    typed: ArticleId,
    now: Timestamp,
) -> Option<Timestamp> {
    let since = |then: Timestamp| now.as_unix() - then.as_unix();
    // A clock that was put back ends the step too.
    let is_soon =
        (0..=PAUSE).contains(&since(last)) && (0..=LONGEST).contains(&since(begun));
    (article == typed && is_soon).then_some(begun)
}

fn changed(mut article: Article, change: impl FnOnce(&mut Article)) -> Article {
    let text_before = article.source_text.clone();
    change(&mut article);
    if article.source_text != text_before {
        article.body = body::parse(&article.source_text).0;
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(article: u128, begun: i64, last: i64, now: i64, joins: bool) {
        let id = |number| ArticleId(uuid::Uuid::from_u128(number));
        let at = Timestamp::from_unix;
        let step = (id(1), at(begun), at(last));
        assert_eq!(goes_on(step, id(article), at(now)).is_some(), joins);
    }

    #[test]
    fn a_pause_or_another_article_begins_a_step() {
        check(1, 100, 101, 102, true);
        check(1, 100, 100, 103, true);
        check(1, 100, 100, 104, false);
        check(1, 100, 112, 113, false);
        check(2, 100, 101, 102, false);
        check(1, 100, 101, 50, false);
    }
}

//! Writing articles: what is typed becomes one article of the edition at once and one
//! step of the history.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use document::{Article, ArticleId, SectionId, body};
use std::sync::Arc;
use store::{Changes, Op};

impl Desk {
    /// The article, as saved.
    pub fn article(&self, id: ArticleId) -> Result<Article, Failure> {
        Ok(self.store.article(id)?)
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

    /// Removes an article. Its photos stay in the bulletin.
    pub fn remove_article(&mut self, id: ArticleId) -> Result<Changes, Failure> {
        Ok(self.edit(Op::RemoveArticle, |edit| edit.remove_article(id))?.1)
    }

    /// Moves an article to a section and a place in the current issue.
    pub fn move_article(
        &mut self,
        id: ArticleId,
        section: Option<SectionId>,
        position: usize,
    ) -> Result<Changes, Failure> {
        let issue = self.issue;
        let moved = self.edit(Op::MoveArticle, |edit| {
            let mut article = edit.article(id)?;
            if article.section != section {
                article.section = section;
                edit.save_article(&article)?;
            }
            edit.place_article(id, issue, position)
        })?;
        Ok(moved.1)
    }

    /// Changes an article. Consecutive typing in one article becomes steps a person
    /// would expect.
    ///
    /// After `change` the body is read from `source_text`: set that, not `body`.
    pub fn edit_article(
        &mut self,
        id: ArticleId,
        typing: bool,
        change: impl FnOnce(&mut Article),
    ) -> Result<Changes, Failure> {
        let mut article = self.store.article(id)?;
        let text_before = article.source_text.clone();
        change(&mut article);
        if article.source_text != text_before {
            article.body = body::parse(&article.source_text).0;
        }
        let now = clock::now();
        let saved = if typing {
            let op = Op::Typing { article: id };
            self.store.edit_joined(op, now, |edit| edit.save_article(&article))
        } else {
            self.store.edit(Op::EditArticle, now, |edit| edit.save_article(&article))
        };
        let ((), changes) = saved?;
        self.refresh(article);
        Ok(changes)
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
            // Another photo, section or address: read again.
            _ => self.edition = None,
        }
    }
}

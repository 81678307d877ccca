//! The words of photos: master words and those of one place, drafts read over, words
//! found and replaced, captions for several pictures joined and taken apart.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use document::body::{self, Block, Figure};
use document::{
    Article, ArticleId, Crop, Focus, IssueId, Lang, Photo, PhotoId, PhotoWord, caption,
};
use std::collections::BTreeSet;
use store::{Changes, Edit, EditError, Op};

/// What changes where a photo stands. A field left out stays as it is; empty words give
/// way to those of the photo.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacementPatch {
    /// Caption, inline Markdown.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Credit.
    pub credit: Option<String>,
    /// Focal point; `Some(None)` gives way to the photo's.
    pub focus: Option<Option<Focus>>,
    /// The part shown; `Some(None)` shows the whole.
    pub crop: Option<Option<Crop>>,
}

/// Seconds after which typing in a field of a photo is another step.
const PAUSE: i64 = 3;

/// The photo typed about last, and which of its words: those that may be drafts, and
/// whether it was the consent.
pub(crate) type TypedWords = (PhotoId, Vec<PhotoWord>, bool);

/// Where to find and replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Photos and figures of the current issue.
    Issue,
    /// All of the bulletin.
    Bulletin,
}

/// Words that were found in captions, credits and descriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The photo whose words they are, or that stands at the place.
    pub photo: PhotoId,
    /// The article, for words that stand at a place.
    pub article: Option<ArticleId>,
    /// The text around it, without markup.
    pub text: String,
    /// How often they stand there.
    pub count: usize,
}

impl Desk {
    /// Changes words or focal point of a photo. What changes is no draft any more.
    ///
    /// Typing in one field without a long pause is one step, as it is in a text.
    pub fn edit_photo(
        &mut self,
        id: PhotoId,
        change: impl FnOnce(&mut Photo),
    ) -> Result<Changes, Failure> {
        self.save_typing()?;
        let before = self.store.photo(id)?;
        let mut photo = before.clone();
        change(&mut photo);
        let changed = |word: &PhotoWord| before.word(*word) != photo.word(*word);
        let words: Vec<PhotoWord> = PhotoWord::ALL.into_iter().filter(changed).collect();
        photo.drafts.retain(|word| !words.contains(word));

        let now = clock::now();
        let typed = (id, words, photo.consent != before.consent);
        let is_typing = photo.focus == before.focus && photo.lang == before.lang;
        let goes_on = self.typed_words.take().is_some_and(|(last, at)| {
            is_typing && last == typed && now.as_unix() - at.as_unix() <= PAUSE
        });
        self.may_write()?;
        let work = |edit: &mut Edit<'_>| edit.set_photo(&photo);
        let (_, changes) = match goes_on {
            true => self.store.edit_joined(Op::EditPhoto, now, work)?,
            false => self.store.edit(Op::EditPhoto, now, work)?,
        };
        self.forget();
        self.typed_words = is_typing.then_some((typed, now));
        Ok(changes)
    }

    /// Says that words from picture files were read over and may stand: those named, of
    /// these photos.
    pub fn accept_words(
        &mut self,
        photos: &[PhotoId],
        words: &[PhotoWord],
    ) -> Result<Changes, Failure> {
        let edited = self.edit(Op::AcceptWords, |edit| {
            for id in photos {
                let mut photo = edit.photo(*id)?;
                photo.drafts.retain(|word| !words.contains(word));
                edit.set_photo(&photo)?;
            }
            Ok(())
        })?;
        Ok(edited.1)
    }

    /// Changes words, focal point or crop of a photo at one place: the figure at `index`
    /// of an article, counted from 0 in reading order.
    ///
    /// # Errors
    ///
    /// `placement.missing` when the article has no such figure any more.
    pub fn edit_placement(
        &mut self,
        article: ArticleId,
        index: usize,
        patch: &PlacementPatch,
    ) -> Result<Changes, Failure> {
        self.edit_figures(article, |figures| {
            let figure = figures.get_mut(index)?;
            apply(figure, patch);
            Some(())
        })
    }

    /// Joins the captions of a gallery into one for all of its pictures: left and
    /// right, or counted. The pictures keep no caption of their own at this place.
    pub fn join_captions(
        &mut self,
        article: ArticleId,
        index: usize,
    ) -> Result<Changes, Failure> {
        let photos = self.store.photos()?;
        let bulletin = self.store.bulletin()?.lang;
        self.edit_gallery(article, index, |lang, figures, shared| {
            let words = |figure: &Figure| {
                if !figure.caption.is_empty() {
                    return figure.caption.clone();
                }
                let photo = photos.iter().find(|p| figure.photo_name() == Some(&p.name));
                photo.map(|p| body::parse_inline(&p.caption)).unwrap_or_default()
            };
            let captions: Vec<_> = figures.iter().map(words).collect();
            *shared = caption::join(&captions, lang.unwrap_or(bulletin));
            for figure in figures {
                figure.caption.clear();
            }
            Some(())
        })
    }

    /// Takes the caption for a whole gallery apart: each picture gets its words as its
    /// own caption at this place.
    ///
    /// # Errors
    ///
    /// `caption.inseparable` when it does not say which words are whose.
    pub fn part_captions(
        &mut self,
        article: ArticleId,
        index: usize,
    ) -> Result<Changes, Failure> {
        let mut inseparable = false;
        let changes = self.edit_gallery(article, index, |_, figures, shared| {
            let Some(parts) = caption::part(shared, figures.len()) else {
                inseparable = true;
                return Some(());
            };
            for (figure, words) in figures.iter_mut().zip(parts) {
                figure.caption = vec![body::Inline::Text(words)];
            }
            shared.clear();
            Some(())
        })?;
        if inseparable {
            return Err(Failure::new("caption.inseparable", "no labels"));
        }
        Ok(changes)
    }

    /// Finds words in captions, credits and descriptions, capitals and accents as
    /// written. Markup is looked through, not into: what a link leads to is no word.
    pub fn find_in_captions(
        &mut self,
        wanted: &str,
        scope: Scope,
    ) -> Result<Vec<Found>, Failure> {
        let mut found = Vec::new();
        if wanted.is_empty() {
            return Ok(found);
        }
        self.save_typing()?;
        let (photos, articles) = self.in_scope(scope)?;
        let count = |text: &str| text.matches(wanted).count();
        for photo in &photos {
            let caption = body::plain_text(&body::parse_inline(&photo.caption));
            for text in [&caption, &photo.credit, &photo.alt] {
                let count = count(text);
                if count > 0 {
                    let text = text.clone();
                    found.push(Found { photo: photo.id, article: None, text, count });
                }
            }
        }
        for article in articles {
            let mut article = self.store.article(article)?;
            body::edit_figures(&mut article.body, &mut |figure| {
                let photo = photos.iter().find(|p| figure.photo_name() == Some(&p.name));
                let Some(photo) = photo.map(|photo| photo.id) else { return };
                let caption = body::plain_text(&figure.caption);
                for text in [&caption, figure.credit(), &figure.alt] {
                    let count = count(text);
                    if count > 0 {
                        let (article, text) = (Some(article.id), text.to_owned());
                        found.push(Found { photo, article, text, count });
                    }
                }
            });
        }
        Ok(found)
    }

    /// Replaces words in captions, credits and descriptions wherever
    /// [`Desk::find_in_captions`] finds them, as one step.
    pub fn replace_in_captions(
        &mut self,
        wanted: &str,
        by: &str,
        scope: Scope,
    ) -> Result<Changes, Failure> {
        if wanted.is_empty() {
            return Ok(Changes::default());
        }
        self.save_typing()?;
        let (photos, articles) = self.in_scope(scope)?;
        let edited = self.edit(Op::ReplaceInCaptions, |edit| {
            for mut photo in photos {
                let mut caption = body::parse_inline(&photo.caption);
                if replace(&mut caption, wanted, by) {
                    photo.caption = body::write_inline(&caption);
                }
                photo.credit = photo.credit.replace(wanted, by);
                photo.alt = photo.alt.replace(wanted, by);
                edit.set_photo(&photo)?;
            }
            for id in articles {
                replace_at_places(edit, id, wanted, by)?;
            }
            Ok(())
        })?;
        Ok(edited.1)
    }

    /// Photos and articles to look through.
    fn in_scope(&self, scope: Scope) -> Result<(Vec<Photo>, Vec<ArticleId>), Failure> {
        let ids = |issue: Option<IssueId>| -> Result<Vec<ArticleId>, Failure> {
            Ok(self.store.outline(issue)?.into_iter().map(|head| head.id).collect())
        };
        let photos = self.store.photos()?;
        let (Scope::Issue, Some(issue)) = (scope, self.issue) else {
            let mut articles = Vec::new();
            for issue in self.store.issues()? {
                articles.extend(ids(Some(issue.id))?);
            }
            articles.extend(ids(None)?);
            return Ok((photos, articles));
        };
        let articles = ids(Some(issue))?;
        let mut shown: BTreeSet<String> = BTreeSet::new();
        for id in &articles {
            shown.extend(body::photo_names(&self.store.article(*id)?.body));
        }
        let photos = photos.into_iter().filter(|photo| shown.contains(&photo.name));
        Ok((photos.collect(), articles))
    }

    fn edit_gallery(
        &mut self,
        article: ArticleId,
        index: usize,
        change: impl FnOnce(
            Option<Lang>,
            &mut Vec<Figure>,
            &mut Vec<body::Inline>,
        ) -> Option<()>,
    ) -> Result<Changes, Failure> {
        self.edit_body(article, |article| {
            let lang = article.lang;
            let mut passed = 0;
            for block in &mut article.body.blocks {
                let alone = vec![block.clone()];
                let mut alone = body::Body { blocks: alone, notes: Vec::new() };
                let mut count = 0;
                body::edit_figures(&mut alone, &mut |_| count += 1);
                if (passed..passed + count).contains(&index) {
                    let Block::Gallery { figures, caption } = block else { return None };
                    return change(lang, figures, caption);
                }
                passed += count;
            }
            None
        })
    }

    fn edit_figures(
        &mut self,
        article: ArticleId,
        change: impl FnOnce(&mut Vec<Figure>) -> Option<()>,
    ) -> Result<Changes, Failure> {
        self.edit_body(article, |article| {
            let mut figures = Vec::new();
            body::edit_figures(&mut article.body, &mut |f| figures.push(f.clone()));
            change(&mut figures)?;
            let mut changed = figures.into_iter();
            body::edit_figures(&mut article.body, &mut |figure| {
                if let Some(changed) = changed.next() {
                    *figure = changed;
                }
            });
            Some(())
        })
    }

    fn edit_body(
        &mut self,
        id: ArticleId,
        change: impl FnOnce(&mut Article) -> Option<()>,
    ) -> Result<Changes, Failure> {
        let mut article = self.article(id)?;
        if change(&mut article).is_none() {
            return Err(Failure::new("placement.missing", "no such figure"));
        }
        article.source_text = body::write(&article.body);
        let edited = self.edit(Op::EditPlacement, |edit| edit.save_article(&article))?;
        Ok(edited.1)
    }
}

fn apply(figure: &mut Figure, patch: &PlacementPatch) {
    if let Some(caption) = &patch.caption {
        figure.caption = body::parse_inline(caption);
    }
    if let Some(alt) = &patch.alt {
        figure.alt.clone_from(alt);
    }
    if let Some(credit) = &patch.credit {
        figure.set_pair("credit", credit);
    }
    if let Some(focus) = patch.focus {
        let written = focus.map(|Focus { x, y }| format!("{x:.3} {y:.3}"));
        figure.set_pair("focus", &written.unwrap_or_default());
    }
    if let Some(crop) = patch.crop {
        let written = crop.filter(|crop| !crop.is_whole()).map(|crop| crop.to_string());
        figure.set_pair("crop", &written.unwrap_or_default());
    }
}

fn replace(inlines: &mut [body::Inline], wanted: &str, by: &str) -> bool {
    let mut changed = false;
    body::edit_words(inlines, &mut |text| {
        if text.contains(wanted) {
            *text = text.replace(wanted, by);
            changed = true;
        }
    });
    changed
}

fn replace_at_places(
    edit: &mut Edit<'_>,
    id: ArticleId,
    wanted: &str,
    by: &str,
) -> Result<(), EditError> {
    let mut article = edit.article(id)?;
    let mut changed = false;
    body::edit_figures(&mut article.body, &mut |figure| {
        changed |= replace(&mut figure.caption, wanted, by);
        let credit = figure.credit().to_owned();
        if credit.contains(wanted) {
            figure.set_pair("credit", &credit.replace(wanted, by));
            changed = true;
        }
        if figure.alt.contains(wanted) {
            figure.alt = figure.alt.replace(wanted, by);
            changed = true;
        }
    });
    if changed {
        article.source_text = body::write(&article.body);
        edit.save_article(&article)?;
    }
    Ok(())
}

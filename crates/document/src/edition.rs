//! One issue, frozen: everything an export needs except the pictures' pixels.

use crate::{
    Article, ArticleId, Bulletin, Crop, Figure, Inline, Issue, Key, Lang, PagePlan,
    Photo, PhotoId, Section, SectionId, Wish, Wishes,
};
use std::collections::BTreeMap;

/// The immutable snapshot of one issue. Equal editions give equal exports.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The series as it stood.
    pub bulletin: Bulletin,
    /// The issue.
    pub issue: Issue,
    /// Every section, in the officer's order.
    pub sections: Vec<Section>,
    /// The articles in reading order; the first one leads the issue.
    pub articles: Vec<Article>,
    /// Photos of the bulletin by identity; those that articles use are all here, and
    /// the parts of them that figures show, see [`Edition::cut_out`].
    pub photos: BTreeMap<PhotoId, Photo>,
    /// The pages as the officer took them over; `None` leaves them to the press.
    pub plan: Option<PagePlan>,
    /// What the officer says of some of the articles.
    pub wishes: Wishes,
}

/// A figure with everything a reader sees, its own words and the photo's merged.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedFigure<'e> {
    /// The photo, or `None` when the figure has no picture (yet).
    pub photo: Option<&'e Photo>,
    /// Caption to print, as inline Markdown. May be empty.
    pub caption: String,
    /// Credit to print. May be empty.
    pub credit: String,
    /// Alternative text; falls back to the caption. May be empty.
    pub alt: String,
    /// The point every crop keeps in view, of the picture in [`ResolvedFigure::photo`].
    pub focus: crate::Focus,
    /// Language of the photo's own words where it is not the article's and the figure
    /// has no words of its own.
    pub lang: Option<Lang>,
}

/// What stands below pictures that stand together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SharedWords {
    /// The caption for all, without a credit at its end. May be empty: then each picture
    /// has the words of its own figure or photo.
    pub caption: Vec<Inline>,
    /// Who is credited, each once. May be empty.
    pub credit: String,
}

impl Edition {
    /// An issue nothing stands in yet.
    pub fn new(bulletin: Bulletin, issue: Issue) -> Self {
        Self {
            bulletin,
            issue,
            sections: Vec::new(),
            articles: Vec::new(),
            photos: BTreeMap::new(),
            plan: None,
            wishes: Wishes::new(),
        }
    }

    /// What the officer says of an article.
    pub fn wish(&self, id: ArticleId) -> Wish {
        self.wishes.get(&id).cloned().unwrap_or_default()
    }

    /// What a masthead or imprint field says: the issue's word before the series'.
    /// Empty when nobody filled it.
    pub fn text(&self, key: Key) -> &str {
        match self.issue.values.get(key) {
            "" => self.bulletin.values.get(key),
            own => own,
        }
    }

    /// The section with this identity.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The section an article stands in.
    pub fn section_of(&self, article: &Article) -> Option<&Section> {
        article.section.and_then(|id| self.section(id))
    }

    /// The article with this identity.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// Language an article is written in.
    pub fn lang_of(&self, article: &Article) -> Lang {
        article.lang.unwrap_or(self.bulletin.lang)
    }

    /// The photo an article text calls `media/<name>`.
    pub fn photo_named(&self, name: &str) -> Option<&Photo> {
        self.photos.values().find(|photo| photo.cut.is_none() && photo.name == name)
    }

    /// The part of a photo that a figure shows, once it was cut out.
    fn part_of(&self, photo: &Photo, crop: Crop) -> Option<&Photo> {
        self.photos.values().find(|part| {
            part.cut.as_ref().is_some_and(|cut| cut.of == photo.id && cut.crop == crop)
        })
    }

    /// Merges a figure's own words with its photo's: the figure's come first.
    pub fn resolve<'e>(&'e self, figure: &Figure) -> ResolvedFigure<'e> {
        let photo = figure.photo_name().and_then(|name| self.photo_named(name));
        let own_or = |own: &str, master: fn(&Photo) -> &String| -> String {
            if own.is_empty() {
                photo.map(|photo| master(photo).clone()).unwrap_or_default()
            } else {
                own.to_owned()
            }
        };
        let caption = own_or(&crate::body::write_inline(&figure.caption), |p| &p.caption);
        let mut alt = own_or(&figure.alt, |p| &p.alt);
        if alt.is_empty() {
            alt = crate::body::plain_text(&crate::body::parse_inline(&caption));
        }
        let part = photo
            .zip(figure.crop())
            .and_then(|(photo, crop)| self.part_of(photo, crop).map(|part| (part, crop)));
        let of_whole = figure.focus().or_else(|| photo.and_then(|p| p.focus));
        let focus = match part {
            // A hand that cuts a part out means all of it: its middle unless a point of
            // it was named.
            Some((_, crop)) => of_whole.map(|focus| crop.focus(focus)),
            None => of_whole.or_else(|| photo.and_then(|p| p.guess)),
        };
        ResolvedFigure {
            photo: part.map(|(part, _)| part).or(photo),
            credit: own_or(figure.credit(), |p| &p.credit),
            focus: focus.unwrap_or(crate::Focus::CENTRE),
            lang: photo.and_then(|p| p.lang).filter(|_| figure.caption.is_empty()),
            caption,
            alt,
        }
    }

    /// The words below several pictures with a caption for all of them. A credit written
    /// at its end is the credit of all. Above it a picture's own words stand only if they
    /// are the figure's: those of the photo say the same again.
    pub fn shared_words<'e>(
        &self,
        figures: impl IntoIterator<Item = &'e Figure>,
        caption: &[Inline],
    ) -> SharedWords {
        if let [Inline::Text(text)] = caption {
            let (words, credit) = vntext::split_credit(text);
            if !credit.is_empty() {
                let caption = Some(words).filter(|words| !words.trim().is_empty());
                let caption = caption.map(Inline::Text).into_iter().collect();
                return SharedWords { caption, credit };
            }
        }
        let mut credits: Vec<String> = Vec::new();
        for figure in figures {
            let credit = self.resolve(figure).credit.trim().to_owned();
            if !credit.is_empty() && !credits.contains(&credit) {
                credits.push(credit);
            }
        }
        SharedWords { caption: caption.to_vec(), credit: credits.join("; ") }
    }
}

//! A story, set in every shape the plan may ask for, and kept until it changes.

use super::content::Setter;
use super::figure::{self, Plate};
use super::flow::{Aside, Beside, Flow, Flower, Row};
use super::heads::{self, Head};
use super::mend::Mender;
use super::photo::Shots;
use super::style::Styles;
use crate::error::PressError;
use crate::plan::{FigureShape, Step, StoryShape, TextShape};
use document::{Article, ArticleId, Edition, Lang, Photo, Remark, Severity};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use typst::introspection::Location;
use typst::layout::Frame;
use typst::utils::hash128;

/// Words that name a story without a title.
const NAME_WORDS: usize = 8;

/// A story with everything that can be placed.
pub(crate) struct StorySet {
    pub(crate) article: ArticleId,
    /// Names the story in element locations.
    pub(crate) key: u128,
    pub(crate) lang: Lang,
    pub(crate) section: String,
    pub(crate) title: String,
    /// What the file's outline calls it: the title, or how it begins.
    pub(crate) name: String,
    pub(crate) heads: BTreeMap<(Step, u32), Head>,
    /// What stands above the part that goes on elsewhere, by units.
    pub(crate) onwards: BTreeMap<u32, Head>,
    /// The opening paragraph, by units.
    pub(crate) leads: BTreeMap<u32, Frame>,
    /// The text, by its measure in units.
    pub(crate) rows: BTreeMap<u32, Vec<Row>>,
    pub(crate) plates: Vec<Plate>,
    pub(crate) shape: StoryShape,
    pub(crate) remarks: Vec<Remark>,
}

impl StorySet {
    /// Where the story begins, for links to lead to.
    pub(crate) fn place(&self) -> Location {
        Location::new(hash128(&("place", self.key)))
    }

    /// Where its part on a page is, counted from 0.
    pub(crate) fn part(&self, page: usize) -> Location {
        Location::new(hash128(&("part", self.key, page)))
    }
}

/// Stories set before, by what they were set from.
#[derive(Default)]
pub(crate) struct Shelf {
    stories: Mutex<BTreeMap<u128, (u64, Arc<StorySet>)>>,
}

impl Shelf {
    /// Forgets stories that the last rounds did not use.
    pub(crate) fn tidy(&self, round: u64) {
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        stories.retain(|_, (used, _)| *used + 4 > round);
    }

    /// The story, set anew only when something in it changed.
    pub(crate) fn story(
        &self,
        edition: &Edition,
        article: &Article,
        styles: &Styles<'_>,
        shots: &Shots<'_>,
        round: u64,
    ) -> Result<Arc<StorySet>, PressError> {
        let figures = photos(edition, article);
        let ratios: Vec<Option<u64>> = figures
            .iter()
            .map(|(_, photo)| photo.and_then(|p| shots.ratio(p)).map(f64::to_bits))
            .collect();
        let facts = format!("{figures:?}");
        let section = edition.section_of(article).map(|section| section.name.as_str());
        let lang = edition.lang_of(article);
        let name = hash128(&(
            (article.id, styles.key, lang.as_str(), section),
            (&article.kicker, article.headline_on_paper(), again(article), &article.lead),
            (&article.bylines, &article.source),
            format!("{:?}", article.body),
            facts,
            ratios,
        ));
        {
            let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((used, story)) = stories.get_mut(&name) {
                *used = round;
                return Ok(Arc::clone(story));
            }
        }
        let story = Arc::new(set(edition, article, styles, shots)?);
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        stories.insert(name, (round, Arc::clone(&story)));
        Ok(story)
    }
}

/// The photos an article's figures show, in order.
fn photos<'e>(
    edition: &'e Edition,
    article: &Article,
) -> Vec<(String, Option<&'e Photo>)> {
    document::body::photo_names(&article.body)
        .into_iter()
        .map(|name| {
            let photo = edition.photo_named(&name);
            (name, photo)
        })
        .collect()
}

fn set(
    edition: &Edition,
    article: &Article,
    styles: &Styles<'_>,
    shots: &Shots<'_>,
) -> Result<StorySet, PressError> {
    let grid = styles.measures.grid;
    let lang = edition.lang_of(article);
    let mender = Mender::new(styles.world, &styles.families);
    let notes = article.body.notes.iter();
    let notes = notes.enumerate().map(|(i, note)| (note.label.clone(), i + 1)).collect();
    let setter = Setter { styles, mender: &mender, lang, notes };
    let key = hash128(&article.id);
    let section = edition.section_of(article).map(|s| s.name.clone()).unwrap_or_default();
    let kicker =
        if article.kicker.trim().is_empty() { &section } else { &article.kicker };
    let title = mender.text(article.headline_on_paper()).trim().to_owned();

    let heads = heads::heads(&setter, kicker, &title, key)?;
    let again = mender.text(again(article)).trim().to_owned();
    let onwards = heads::onwards(&setter, &again, key)?;
    let leads = heads::leads(&setter, &article.lead, key)?;
    let byline = byline(article, lang);
    let titled = !title.is_empty();
    let flower = Flower::new(&setter, &grid.measures, key, titled);
    let Flow { measures, asides, skipped } = flower.body(&article.body, &byline)?;

    let mut remarks: Vec<Remark> = skipped
        .into_iter()
        .map(|level| {
            Remark::new("heading.skipped", Severity::Could)
                .article(article.id)
                .with("level", level.to_string())
        })
        .collect();
    let lines = |frame: &Frame| grid.lines_of(frame.height().to_pt());
    let mut plates = Vec::new();
    let mut figures = Vec::new();
    let mut anchors = vec![Vec::new(); measures.len()];
    for Aside { what, anchors: own, block, band } in asides {
        let (plate, ratios) = match what {
            Beside::Words(frames) => (Plate::Words { frames, block }, Vec::new()),
            Beside::Figures { figures, caption, gallery } => {
                let words = (caption, gallery);
                let (pictures, caption) = figure::pictures(
                    edition,
                    article,
                    &setter,
                    shots,
                    &figures,
                    words,
                    &mut remarks,
                )?;
                if pictures.is_empty() && caption.is_none() {
                    continue;
                }
                let captions = match &caption {
                    Some(caption) => {
                        let key = hash128(&(key, "caption", plates.len()));
                        heads::over_widths(&setter, caption, key)?
                    }
                    None => BTreeMap::new(),
                };
                let ratios = pictures.iter().map(|picture| picture.ratio).collect();
                (Plate::Pictures { pictures, caption, captions, block }, ratios)
            }
        };
        let widths = grid.widths().into_iter();
        let captions = widths.map(|units| (units, plate.words(units).map_or(0, lines)));
        figures.push(FigureShape { ratios, captions: captions.collect(), band });
        plates.push(plate);
        for (anchors, own) in anchors.iter_mut().zip(own) {
            anchors.push(own);
        }
    }
    let missing = mender.missing();
    if !missing.is_empty() {
        remarks.push(
            Remark::new("glyph.missing", Severity::Should)
                .article(article.id)
                .with("characters", words_for(&missing)),
        );
    }
    let mut text = BTreeMap::new();
    let mut rows = BTreeMap::new();
    for (measure, anchors) in measures.into_iter().zip(anchors) {
        let shapes = measure.rows.iter().map(|row| row.shape).collect();
        text.insert(measure.units, TextShape { rows: shapes, anchors });
        rows.insert(measure.units, measure.rows);
    }
    let shape = StoryShape {
        titled,
        heads: heads.iter().map(|(use_, head)| (*use_, lines(&head.frame))).collect(),
        lead: leads.iter().map(|(units, lead)| (*units, lines(lead))).collect(),
        text,
        figures,
        onward: onwards
            .iter()
            .map(|(units, head)| (*units, lines(&head.frame)))
            .collect(),
    };
    Ok(StorySet {
        article: article.id,
        key,
        lang,
        section,
        name: name(article, &title),
        title,
        heads,
        onwards,
        leads,
        rows,
        plates,
        shape,
        remarks,
    })
}

/// Words for where the story goes on: not those it began with, if there are others.
fn again(article: &Article) -> &str {
    let first = article.headline_on_paper();
    let others = [&article.web_title, &article.title];
    let other = others
        .into_iter()
        .map(String::as_str)
        .find(|other| !other.trim().is_empty() && other.trim() != first.trim());
    other.unwrap_or(first)
}

/// The title, or else the first words of the text.
pub(super) fn name(article: &Article, title: &str) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    let lead = document::body::plain_text(&document::body::parse_inline(&article.lead));
    let text = match lead.trim() {
        "" => document::body::paragraphs(&article.body).into_iter().next(),
        _ => Some(lead),
    };
    first_words(&text.unwrap_or_default())
}

pub(super) fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(NAME_WORDS + 1).collect();
    match words.get(..NAME_WORDS) {
        Some(first) if words.len() > NAME_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

fn byline(article: &Article, lang: Lang) -> String {
    let names: Vec<&str> = article
        .bylines
        .iter()
        .map(|name| name.trim())
        .filter(|n| !n.is_empty())
        .collect();
    let mut byline = names.join(", ");
    let source = article.source.trim();
    if !source.is_empty() {
        if !byline.is_empty() {
            byline.push(' ');
        }
        byline.push_str(&match lang {
            Lang::Vi => format!("(Theo {source})"),
            Lang::En => format!("(Source: {source})"),
        });
    }
    byline
}

/// Characters as a person can look them up: `✿ (U+273F)`.
pub(crate) fn words_for(characters: &std::collections::BTreeSet<char>) -> String {
    let one = |c: &char| match u32::from(*c) {
        code @ (0xe000..=0xf8ff | 0xf0000..) => format!("U+{code:04X}"),
        code => format!("{c} (U+{code:04X})"),
    };
    characters.iter().map(one).collect::<Vec<_>>().join(", ")
}

//! A story, set in every shape the plan may ask for, and kept until it changes.

use super::content::{Setter, shows};
use super::flow::{Beside, Flow, Flower, Row};
use super::headline::Manner;
use super::mend::Mender;
use super::photo::Shots;
use super::phrase::Phrase;
use super::rows;
use super::style::Styles;
use crate::error::PressError;
use crate::plan::{FigureShape, Step, StoryShape};
use document::{
    Article, ArticleId, Edition, Figure, Focus, Inline, Lang, Photo, Remark, Severity,
};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use typst::foundations::{Content, IntoValue, NativeElement};
use typst::introspection::Location;
use typst::layout::{Abs, Frame, Point};
use typst::model::ParElem;
use typst::utils::hash128;

/// Words that name a story without a title.
const NAME_WORDS: usize = 8;

/// A headline with the words above it.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) frame: Frame,
    /// Where the headline itself begins, in points.
    pub(crate) title: f64,
}

/// One picture of a figure.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) photo: Photo,
    /// What a remark calls it.
    pub(crate) name: String,
    pub(crate) alt: String,
    pub(crate) focus: Focus,
    pub(crate) ratio: f64,
}

/// What stands beside the text.
#[derive(Clone)]
pub(crate) enum Plate {
    /// Pictures, with the content of their caption.
    Pictures {
        pictures: Vec<Picture>,
        caption: Option<Content>,
        /// The caption set over 1, 2, … columns.
        captions: Vec<Frame>,
        block: usize,
    },
    /// Words set apart.
    Words {
        /// As they stand over 1, 2, … columns; the last for more than there are.
        frames: Vec<Frame>,
        block: usize,
    },
}

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
    pub(crate) leads: Vec<Frame>,
    pub(crate) rows: Vec<Row>,
    pub(crate) plates: Vec<Plate>,
    pub(crate) shape: StoryShape,
    pub(crate) remarks: Vec<Remark>,
}

impl StorySet {
    /// Where the story begins, for links to lead to.
    pub(crate) fn place(&self) -> Location {
        Location::new(hash128(&("place", self.key)))
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
        leads: bool,
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
            (article.id, styles.key, leads, lang.as_str(), section),
            (&article.kicker, article.headline_on_paper(), &article.lead),
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
        let story = Arc::new(set(edition, article, leads, styles, shots)?);
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
    leads: bool,
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

    let mut heads = BTreeMap::new();
    for (step, columns) in Step::uses(grid.columns, leads) {
        let width = grid.span(columns);
        if let Some(head) = head(&setter, kicker, &title, step, width, key)? {
            heads.insert((step, columns), head);
        }
    }
    let leads = lead(&setter, &article.lead, key)?;
    let byline = byline(article, lang);
    let titled = !title.is_empty();
    let flow =
        Flower::new(&setter, grid.span(1), key, titled).body(&article.body, &byline)?;
    let Flow { rows, asides, skipped } = flow;

    let mut remarks: Vec<Remark> = skipped
        .into_iter()
        .map(|level| {
            Remark::new("heading.skipped", Severity::Could)
                .article(article.id)
                .with("level", level.to_string())
        })
        .collect();
    let mut plates = Vec::new();
    let mut figures = Vec::new();
    for aside in asides {
        let (plate, shape) = match aside.what {
            Beside::Words(frames) => {
                let lines = |columns: usize| {
                    let frame = frames.get(columns).or(frames.last());
                    grid.lines_of(frame.map_or(0.0, |frame| frame.height().to_pt()))
                };
                let lines = (0..grid.columns as usize).map(lines).collect();
                let shape = FigureShape {
                    ratios: Vec::new(),
                    captions: lines,
                    anchor: aside.anchor,
                    band: aside.band,
                };
                (Plate::Words { frames, block: aside.block }, shape)
            }
            Beside::Figures { figures, caption, gallery } => {
                let made = pictures(
                    edition,
                    article,
                    &setter,
                    shots,
                    &figures,
                    (caption, gallery),
                    &mut remarks,
                )?;
                let (pictures, caption) = made;
                let captions = captions(&setter, caption.as_ref(), key, plates.len())?;
                if pictures.is_empty() && caption.is_none() {
                    continue;
                }
                let shape = FigureShape {
                    ratios: pictures.iter().map(|picture| picture.ratio).collect(),
                    captions: captions
                        .iter()
                        .map(|frame| grid.lines_of(frame.height().to_pt()))
                        .collect(),
                    anchor: aside.anchor,
                    band: false,
                };
                let block = aside.block;
                (Plate::Pictures { pictures, caption, captions, block }, shape)
            }
        };
        plates.push(plate);
        figures.push(shape);
    }
    let missing = mender.missing();
    if !missing.is_empty() {
        remarks.push(
            Remark::new("glyph.missing", Severity::Should)
                .article(article.id)
                .with("characters", words_for(&missing)),
        );
    }
    let lines = |frame: &Frame| grid.lines_of(frame.height().to_pt());
    let shape = StoryShape {
        titled,
        heads: heads.iter().map(|(use_, head)| (*use_, lines(&head.frame))).collect(),
        lead: leads.iter().map(lines).collect(),
        rows: rows.iter().map(|row| row.shape).collect(),
        figures,
    };
    Ok(StorySet {
        article: article.id,
        key,
        lang,
        section,
        name: name(article, &title),
        title,
        heads,
        leads,
        rows,
        plates,
        shape,
        remarks,
    })
}

/// The title, or else the first words of the text.
fn name(article: &Article, title: &str) -> String {
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

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(NAME_WORDS + 1).collect();
    match words.get(..NAME_WORDS) {
        Some(first) if words.len() > NAME_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

fn head(
    setter: &Setter<'_, '_>,
    kicker: &str,
    title: &str,
    step: Step,
    width: f64,
    key: u128,
) -> Result<Option<Head>, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let mut items = Vec::new();
    let mut y = 0.0;
    if !kicker.trim().is_empty() {
        let content = ParElem::new(setter.words(kicker.trim())).pack();
        let content = styles.call("kicker", [content.into_value(), setter.lang()])?;
        let frame = styles.lay(&content, width, hash128(&(key, "kicker", step)))?;
        y = f64::from(grid.lines_of(frame.height().to_pt())) * grid.baseline;
        items.extend(rows::flatten(&frame));
    }
    let title_at = y;
    if !title.is_empty() {
        let size = match step {
            Step::Cover => "cover",
            Step::Lead => "lead_head",
            Step::Head if width <= grid.span(1) + 1.0 => "small_head",
            Step::Head => "head",
            Step::Small => "small_head",
            Step::Brief => "brief_head",
        };
        // A side head stands between the head of a page and that of a short story.
        let scale =
            if step == Step::Head && width <= grid.span(1) + 1.0 { 1.25 } else { 1.0 };
        let manner = Manner {
            style: "head",
            size: styles.measures.size(size) * scale,
            weight: Some(if step == Step::Brief { "semibold" } else { "bold" }),
            level: Some(NonZeroUsize::MIN),
            most: if width <= grid.span(1) + 1.0 { 7 } else { 4 },
            link: None,
        };
        let key = hash128(&(key, "title"));
        let title = Phrase::plain(setter, title);
        let frame = setter.headline(&title, manner, width, key)?;
        let down = Point::with_y(Abs::pt(y));
        y += frame.height().to_pt();
        items.extend(
            rows::flatten(&frame).into_iter().map(|(at, item)| (at + down, item)),
        );
    }
    Ok((!items.is_empty())
        .then(|| Head { frame: rows::frame(items, width, y), title: title_at }))
}

/// The opening paragraph over 1, 2, … columns; empty when there is none.
fn lead(
    setter: &Setter<'_, '_>,
    lead: &str,
    key: u128,
) -> Result<Vec<Frame>, PressError> {
    let inlines = document::body::parse_inline(lead);
    if !shows(&inlines) {
        return Ok(Vec::new());
    }
    let content = setter.paragraph(&inlines)?;
    let content = setter.styles.call("sapo", [content.into_value(), setter.lang()])?;
    let grid = setter.styles.measures.grid;
    (1..=grid.columns)
        .map(|columns| {
            let key = hash128(&(key, "lead"));
            setter.styles.lay(&content, grid.span(columns), key)
        })
        .collect()
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

/// The pictures of a figure that can be had, and the words below them.
fn pictures(
    edition: &Edition,
    article: &Article,
    setter: &Setter<'_, '_>,
    shots: &Shots<'_>,
    figures: &[&Figure],
    (shared, gallery): (&[Inline], bool),
    remarks: &mut Vec<Remark>,
) -> Result<(Vec<Picture>, Option<Content>), PressError> {
    let mut pictures = Vec::new();
    let mut captions: Vec<Content> = Vec::new();
    let mut credits: Vec<String> = Vec::new();
    let shared_words = !document::body::plain_text(shared).trim().is_empty();
    for figure in figures {
        let resolved = edition.resolve(figure);
        let caption = document::body::parse_inline(&resolved.caption);
        let words = document::body::plain_text(&caption);
        // Below a caption for all, a picture's own words stand only if written here.
        let own = !figure.caption.is_empty();
        if !words.trim().is_empty() && (own || !(gallery && shared_words)) {
            captions.push(setter.inlines(&caption)?);
        }
        let credit = resolved.credit.trim().to_owned();
        if !credit.is_empty() && !credits.contains(&credit) {
            credits.push(credit);
        }
        let ratio = resolved.photo.and_then(|photo| shots.ratio(photo));
        match (resolved.photo, ratio) {
            (Some(photo), Some(ratio)) => {
                let mut alt = resolved.alt.trim().to_owned();
                if figure.alt.trim().is_empty() && photo.alt.trim().is_empty() {
                    remarks.push(
                        Remark::new("alt.missing", Severity::Should)
                            .article(article.id)
                            .photo(photo.id)
                            .with("name", photo.name.clone()),
                    );
                }
                if alt.is_empty() {
                    alt = match setter.lang {
                        Lang::Vi => "Ảnh".into(),
                        Lang::En => "Photo".into(),
                    };
                }
                pictures.push(Picture {
                    name: label(article, figure, &words),
                    photo: photo.clone(),
                    alt,
                    focus: resolved.focus,
                    ratio,
                });
            }
            (photo, _) => {
                // A figure drawn up before its picture came is no fault.
                if !figure.src.trim().is_empty() {
                    let name = label(article, figure, &words);
                    let mut remark = Remark::new("photo.missing", Severity::Must)
                        .article(article.id)
                        .with("name", name);
                    if let Some(photo) = photo {
                        remark = remark.photo(photo.id);
                    }
                    remarks.push(remark);
                }
            }
        }
    }
    if shared_words {
        captions.push(setter.inlines(shared)?);
    }
    if captions.is_empty() && credits.is_empty() {
        return Ok((pictures, None));
    }
    let mut words = Vec::new();
    for (index, caption) in captions.into_iter().enumerate() {
        if index > 0 {
            words.push(setter.words(" "));
        }
        words.push(caption);
    }
    let credit = credits.join("; ");
    let credit = match credit.is_empty() {
        true => typst::foundations::Value::None,
        false => setter.text(&credit).into_value(),
    };
    let words = Content::sequence(words).into_value();
    let caption = setter.styles.call("caption", [words, credit, setter.lang()])?;
    Ok((pictures, Some(caption)))
}

/// What a remark calls a figure, so that a person finds it: its file, or else its
/// caption, or else the article it stands in.
fn label(article: &Article, figure: &Figure, caption: &str) -> String {
    let file = figure.photo_name().unwrap_or(&figure.src).trim();
    let title = article.title.trim();
    let known = [file.to_owned(), first_words(caption), title.to_owned()];
    let named = known.into_iter().find(|name| !name.is_empty());
    named.unwrap_or_else(|| name(article, title))
}

fn captions(
    setter: &Setter<'_, '_>,
    caption: Option<&Content>,
    key: u128,
    index: usize,
) -> Result<Vec<Frame>, PressError> {
    let Some(caption) = caption else { return Ok(Vec::new()) };
    let grid = setter.styles.measures.grid;
    (1..=grid.columns)
        .map(|columns| {
            let key = hash128(&(key, "caption", index));
            setter.styles.lay(caption, grid.span(columns), key)
        })
        .collect()
}

/// Characters as a person can look them up: `✿ (U+273F)`.
pub(crate) fn words_for(characters: &std::collections::BTreeSet<char>) -> String {
    let one = |c: &char| match u32::from(*c) {
        code @ (0xe000..=0xf8ff | 0xf0000..) => format!("U+{code:04X}"),
        code => format!("{c} (U+{code:04X})"),
    };
    characters.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_label(src: &str, caption: &str, title: &str, expected: &str) {
        let id = "00000000000000000000000000000001".parse().expect("an id");
        let mut article = Article::new(id);
        article.title = title.into();
        article.body = document::body::parse("Chợ nổi Ngã Bảy.").0;
        let figure = Figure { src: src.into(), ..Figure::default() };
        assert_eq!(label(&article, &figure, caption), expected);
    }

    #[test]
    fn a_figure_is_called_by_its_file_its_caption_or_its_article() {
        check_label("media/cho.jpg", "Chợ", "Bài", "cho.jpg");
        check_label("https://a.vn/cho.jpg", "Chợ", "Bài", "https://a.vn/cho.jpg");
        check_label("", " Chợ nổi ", "Bài", "Chợ nổi");
        check_label(" ", "1 2 3 4 5 6 7 8 9", "Bài", "1 2 3 4 5 6 7 8 …");
        check_label("", " ", " Bài ", "Bài");
        check_label("", "", "", "Chợ nổi Ngã Bảy.");
    }
}

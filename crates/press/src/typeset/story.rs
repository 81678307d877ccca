//! A story, set in every shape the plan may ask for, and kept until it changes.

use super::content::Setter;
use super::feature;
use super::figure::{self, Picture, Plate};
use super::flow::{Aside, Beside, Flow, Flower, Row, Set};
use super::heads::{self, Head, Opening, Top};
use super::memo::Memo;
use super::mend::{self, Mender};
use super::photo::Shots;
use super::repeat;
use super::style::Styles;
use super::{digest, margin};
use crate::error::PressError;
use crate::plan::{self, FigureShape, HeadSize, Step, StoryShape, TextShape};
use document::body::{Block, parse_inline, plain_text};
use document::{Article, ArticleId, Edition, Lang, Photo, Remark, Severity};
use std::collections::BTreeMap;
use std::sync::Arc;
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
    /// The colour of the section.
    pub(crate) colour: String,
    pub(crate) title: String,
    /// What says in short what it is about: the lead, or how it begins.
    pub(crate) gist: String,
    /// What the file's outline calls it: the title, or how it begins.
    pub(crate) name: String,
    pub(crate) top: Arc<Top>,
    /// Its headline in the column of short news, with the units of that.
    pub(crate) small: Option<(u32, Head)>,
    pub(crate) opening: Arc<Opening>,
    /// The text, by its measure in units.
    pub(crate) rows: BTreeMap<u32, Vec<Row>>,
    /// The blocks of the text: the shelf keeps what a story holds.
    _kept: Vec<Arc<Set>>,
    pub(crate) plates: Vec<Plate>,
    pub(crate) shape: StoryShape,
    pub(crate) remarks: Vec<Remark>,
}

impl StorySet {
    /// Where the story begins, for links to lead to.
    pub(crate) fn place(&self) -> Location {
        Location::new(hash128(&("place", self.key)))
    }

    /// Its headline in a place.
    pub(crate) fn head(&self, step: Step, units: u32) -> Option<&Head> {
        match &self.small {
            Some((over, head)) if *over == units => Some(head),
            _ => plan::nearest(&self.top.heads, step, units),
        }
    }

    /// Where its part on a page is, counted from 0.
    pub(crate) fn part(&self, page: usize) -> Location {
        Location::new(hash128(&("part", self.key, page)))
    }
}

/// Stories set before, and the pieces of which they were put together.
#[derive(Default)]
pub(crate) struct Shelf {
    stories: Memo<StorySet>,
    tops: Memo<Top>,
    leads: Memo<Opening>,
    blocks: Memo<Set>,
}

impl Shelf {
    /// Forgets what the last rounds did not use.
    pub(crate) fn tidy(&self, round: u64) {
        // Stories hold their pieces, so they go first.
        self.stories.tidy(round);
        self.tops.tidy(round);
        self.leads.tidy(round);
        self.blocks.tidy(round);
    }

    /// The story, set anew only when something in it changed, and then only what did.
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
        let colour = colour(edition, article, styles);
        let name = hash128(&(
            (article.id, styles.key, lang.as_str(), section, colour),
            (&article.kicker, article.headline_on_paper(), again(article), &article.lead),
            (
                &article.bylines,
                &article.source,
                feature::is_feature(article),
                &article.genre,
            ),
            &article.body,
            facts,
            ratios,
        ));
        if let Some(story) = self.stories.get(name, round) {
            return Ok(story);
        }
        let story = set(edition, article, styles, shots, (self, round))?;
        Ok(self.stories.put(name, round, story))
    }

    fn top(
        &self,
        setter: &Setter<'_, '_>,
        words: heads::Words<'_>,
        key: u128,
        round: u64,
    ) -> Result<Arc<Top>, PressError> {
        let name = hash128(&(setter.styles.key, key, setter.lang.as_str(), words));
        match self.tops.get(name, round) {
            Some(top) => Ok(top),
            None => Ok(self.tops.put(name, round, heads::top(setter, words, key)?)),
        }
    }

    fn lead(
        &self,
        setter: &Setter<'_, '_>,
        lead: &str,
        key: u128,
        round: u64,
    ) -> Result<Arc<Opening>, PressError> {
        let notes = &setter.notes;
        let name = hash128(&(setter.styles.key, key, setter.lang.as_str(), lead, notes));
        match self.leads.get(name, round) {
            Some(lead) => Ok(lead),
            None => Ok(self.leads.put(name, round, heads::opening(setter, lead, key)?)),
        }
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

/// The colour of an article's section.
pub(crate) fn colour<'s>(
    edition: &Edition,
    article: &Article,
    styles: &'s Styles<'_>,
) -> &'s str {
    let all = edition.sections.iter();
    let place = all.map(|section| Some(section.id)).position(|id| id == article.section);
    styles.look.section(place.unwrap_or(0))
}

fn set(
    edition: &Edition,
    article: &Article,
    styles: &Styles<'_>,
    shots: &Shots<'_>,
    (shelf, round): (&Shelf, u64),
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

    let again = shortened(mender.text(again(article)).trim());
    let feature = feature::is_feature(article);
    let words = heads::Words {
        kicker,
        colour: colour(edition, article, styles),
        title: &title,
        again: &again,
        feature,
    };
    let top = shelf.top(&setter, words, key, round)?;
    let opening = shelf.lead(&setter, &article.lead, key, round)?;
    let byline = byline(article, lang);
    let titled = !title.is_empty();
    let document = grid.document > 0 && margin::is_document(article);
    let measures: Vec<u32> = grid
        .measures
        .iter()
        .copied()
        .chain(grid.beside_digest())
        .chain(document.then_some(grid.document))
        .collect();
    let flower = Flower::new(&setter, &measures, key, titled)
        .with_margins()
        .remembering(&shelf.blocks, round);
    let Flow { measures, asides, skipped, kept } = flower.body(&article.body, &byline)?;
    for missing in
        kept.iter().map(|set| &set.missing).chain([&top.missing, &opening.missing])
    {
        mender.note(missing);
    }

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
            Beside::Words(frames) => {
                (Plate::Words { frames, boxed: false, block }, Vec::new())
            }
            Beside::Box(frames) => {
                (Plate::Words { frames, boxed: true, block }, Vec::new())
            }
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
        let (spare, boxed, pixels) = match &plate {
            Plate::Words { boxed, .. } => {
                (!boxed && repeat::is_repeat(&article.body, block), *boxed, Vec::new())
            }
            Plate::Pictures { pictures, .. } => {
                let across = |picture: &Picture| picture.photo.size.width;
                (false, false, pictures.iter().map(across).collect())
            }
        };
        let widths = grid.widths().into_iter();
        let captions = widths.map(|units| (units, plate.words(units).map_or(0, lines)));
        figures.push(FigureShape {
            ratios,
            captions: captions.collect(),
            band,
            small: false,
            pixels,
            spare,
            boxed,
        });
        plates.push(plate);
        for (anchors, own) in anchors.iter_mut().zip(own) {
            anchors.push(own);
        }
    }
    let texts = document::body::paragraphs(&article.body);
    if let Some(word) = texts.iter().find_map(|text| mend::overlong(text)) {
        let begin: String = word.chars().take(24).collect();
        remarks.push(
            Remark::new("word.long", Severity::Could)
                .article(article.id)
                .with("word", format!("{begin}…")),
        );
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
    let small = digest::digest(&setter, article, (&title, &byline), key)?;
    let mut heads: BTreeMap<(Step, u32), u32> =
        top.heads.iter().map(|(use_, head)| (*use_, lines(&head.frame))).collect();
    if let Some(small) = &small {
        let shapes = small.rows.iter().map(|row| row.shape).collect();
        let shape = TextShape { rows: shapes, anchors: Vec::new() };
        text.insert(grid.digest, shape);
        heads.insert((Step::Brief, grid.digest), lines(&small.head.frame));
    }
    let (small, column) =
        small.map(|small| ((grid.digest, small.head), small.rows)).unzip();
    rows.extend(column.map(|column| (grid.digest, column)));
    let size = |head: &Head| HeadSize {
        size: (head.size * 100.0).round() as u32,
        light: head.light,
    };
    let shape = StoryShape {
        titled,
        heads,
        sizes: top.heads.iter().map(|(use_, head)| (*use_, size(head))).collect(),
        lead: opening.frames.iter().map(|(units, lead)| (*units, lines(lead))).collect(),
        text,
        figures,
        onward: top
            .onwards
            .iter()
            .map(|(units, head)| (*units, lines(&head.frame)))
            .collect(),
        shown: None,
    };
    Ok(StorySet {
        article: article.id,
        key,
        lang,
        section,
        colour: colour(edition, article, styles).to_owned(),
        gist: mender.text(&gist(article)).trim().to_owned(),
        name: name(article, &title),
        title,
        top,
        small,
        opening,
        rows,
        _kept: kept,
        plates,
        shape,
        remarks,
    })
}

/// What says in short what an article is about: its lead, or else how it begins.
fn gist(article: &Article) -> String {
    let lead = plain_text(&parse_inline(&article.lead));
    if !lead.trim().is_empty() {
        return lead;
    }
    let first = article.body.blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(plain_text(text)),
        _ => None,
    });
    first.unwrap_or_default()
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

/// Most words over the part that goes on elsewhere: who turned the page for the story
/// knows its headline. Listeners are led by the link alone, so a whole line of prose
/// must not stand there unread.
const AGAIN_WORDS: usize = 7;

/// The first words of a headline, without parting what belongs together.
fn shortened(headline: &str) -> String {
    let words: Vec<&str> = headline.split_whitespace().collect();
    let text = words.join(" ");
    if vntext::words(&text) <= AGAIN_WORDS {
        return text;
    }
    let bound = vntext::bind(&text);
    let end = |count: usize| words[..count].join(" ").len();
    let parts = |count: usize| {
        let at = end(count);
        bound.iter().any(|own| own.start < at && at < own.end)
            || vntext::is_compound(words[count - 1], words[count])
    };
    let short = |count: &usize| vntext::words(&text[..end(*count)]) <= AGAIN_WORDS;
    let most = (1..words.len()).rev().find(short).unwrap_or(1);
    let count = (most.min(3)..=most).rev().find(|count| !parts(*count));
    let kept = &text[..end(count.unwrap_or(most))];
    format!("{}\u{a0}…", kept.trim_end_matches([',', ';', ':', '–', '-', ' ']))
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

#[cfg(test)]
mod tests {
    use super::shortened;

    #[track_caller]
    fn check(headline: &str, expected: &str) {
        assert_eq!(shortened(headline), expected.replace(" …", "\u{a0}…"));
    }

    #[test]
    fn words_over_a_continuation_are_few_and_stay_together() {
        check("Ký kết hợp tác", "Ký kết hợp tác");
        check("Một hai ba bốn năm sáu bảy", "Một hai ba bốn năm sáu bảy");
        check(
            "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
            "Cần Thơ – Hậu Giang tiếp tục …",
        );
        check(
            "Khám bệnh, tư vấn, cấp thuốc miễn phí cho người già",
            "Khám bệnh, tư vấn, cấp thuốc …",
        );
    }
}

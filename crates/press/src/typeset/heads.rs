//! What stands above a story's text: headlines in every size, the opening paragraph, and
//! the words over the part that goes on elsewhere.

use super::content::{Setter, shows};
use super::headline::{Manner, TIGHTEST};
use super::phrase::Phrase;
use super::rows;
use super::story::StorySet;
use crate::error::PressError;
use crate::look::Axis;
use crate::plan::{self, Headline, Item, Part, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::Arc;
use typst::foundations::{IntoValue, NativeElement};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::ParElem;
use typst::text::TextItem;
use typst::utils::hash128;

/// Lines of type beyond which a headline is left to a smaller step.
const MOST_LINES: usize = 4;
/// A headline that must shrink below this share of its size belongs to a smaller step.
const LEAST_SHARE: f64 = 0.85;
/// So much of a line may hang into the blank line below large type, and below type of a
/// middle size.
const HANGS: f64 = 0.35;
const HANGS_MORE: f64 = 0.5;
/// The last line of an opening paragraph is at least this share of its longest.
const LAST_LINE: f64 = 0.4;
/// The same where lines stand in the middle: about as long as the others.
const EVEN: f64 = 0.7;
/// How much narrower an opening may be set for that, centred ones down to the last.
const NARROWER: [f64; 10] = [0.96, 0.92, 0.88, 0.84, 0.80, 0.76, 0.72, 0.68, 0.64, 0.60];

/// A headline with the words above it.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) frame: Frame,
    /// Where the headline itself begins, in points.
    pub(crate) title: f64,
    /// Its type size, in points.
    pub(crate) size: f64,
    /// Set in a light weight.
    pub(crate) light: bool,
}

impl Head {
    /// The headline in this share of its size, on as many lines; the words above it stay.
    pub(crate) fn smaller(&self, share: f64, axis: Axis) -> Self {
        let middle = match axis {
            Axis::Centre => self.frame.width().to_pt() / 2.0,
            _ => 0.0,
        };
        let shrink = |(at, item): (Point, FrameItem)| {
            if at.y.to_pt() < self.title {
                return (at, item);
            }
            let item = match item {
                FrameItem::Text(run) => {
                    FrameItem::Text(TextItem { size: run.size * share, ..run })
                }
                other => other,
            };
            let x = middle + (at.x.to_pt() - middle) * share;
            let y = self.title + (at.y.to_pt() - self.title) * share;
            (Point::new(Abs::pt(x), Abs::pt(y)), item)
        };
        let (width, height) = (self.frame.width().to_pt(), self.frame.height().to_pt());
        let items = rows::flatten(&self.frame).into_iter().map(shrink).collect();
        let frame = rows::frame(items, width, height);
        Self { frame, size: self.size * share, ..*self }
    }
}

/// The headlines of a page that are set smaller than their place would have them, for
/// what stands above them: stories with the share of the size.
pub(crate) fn evened(stories: &[Arc<StorySet>], items: &[Item]) -> BTreeMap<usize, f64> {
    let heads: Vec<(usize, Headline)> = items
        .iter()
        .filter_map(|item| {
            let (story, Part::Head(step)) = (item.story?, &item.part) else {
                return None;
            };
            let size = *plan::nearest(&stories[story].shape.sizes, *step, item.units)?;
            let Item { unit, units, line, lines, .. } = *item;
            Some((story, Headline { unit, units, line, lines, size, brief: false }))
        })
        .collect();
    let all: Vec<Headline> = heads.iter().map(|(_, head)| *head).collect();
    let shares = plan::evened(&all);
    heads
        .iter()
        .zip(shares)
        .filter(|((_, head), size)| head.size.size != *size)
        .map(|((story, head), size)| {
            (*story, f64::from(size) / f64::from(head.size.size))
        })
        .collect()
}

/// The words above a story.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Words<'w> {
    pub(crate) kicker: &'w str,
    /// Name of the colour of the section.
    pub(crate) colour: &'w str,
    pub(crate) title: &'w str,
    /// Over the part that goes on elsewhere.
    pub(crate) again: &'w str,
    /// A headline of a light weight.
    pub(crate) feature: bool,
}

/// The headlines of a story.
pub(crate) struct Top {
    /// By step and units.
    pub(crate) heads: BTreeMap<(Step, u32), Head>,
    /// What stands above the part that goes on elsewhere, by units.
    pub(crate) onwards: BTreeMap<u32, Head>,
    /// Characters that could not be shown.
    pub(crate) missing: BTreeSet<char>,
}

/// The opening paragraph of a story.
pub(crate) struct Opening {
    /// By units; empty when there is none.
    pub(crate) frames: BTreeMap<u32, Frame>,
    /// Characters that could not be shown.
    pub(crate) missing: BTreeSet<char>,
}

/// Sets the headlines: the words above them, the title, and the words over the part that
/// goes on elsewhere.
pub(crate) fn top(
    setter: &Setter<'_, '_>,
    words: Words<'_>,
    key: u128,
) -> Result<Top, PressError> {
    setter.alone(|setter| {
        let heads = heads(setter, words, key)?;
        let onwards = onwards(setter, words, key)?;
        Ok(Top { heads, onwards, missing: setter.mender.missing() })
    })
}

/// Sets the opening paragraph.
pub(crate) fn opening(
    setter: &Setter<'_, '_>,
    lead: &str,
    key: u128,
) -> Result<Opening, PressError> {
    setter.alone(|setter| {
        let frames = leads(setter, lead, key)?;
        Ok(Opening { frames, missing: setter.mender.missing() })
    })
}

/// Sets a headline over every width, in each step that looks well there. Nothing when
/// there are no words at all.
fn heads(
    setter: &Setter<'_, '_>,
    words: Words<'_>,
    key: u128,
) -> Result<BTreeMap<(Step, u32), Head>, PressError> {
    let grid = setter.styles.measures.grid;
    let mut heads = BTreeMap::new();
    for units in grid.widths() {
        let uses = Step::uses(&grid).into_iter().filter(|(_, over)| *over == units);
        let mut poor: Option<((Step, u32), Head)> = None;
        let mut any = false;
        // From the largest to the smallest, which stands in when none looks well.
        for (step, _) in uses {
            let Some((head, well)) = head(setter, words, step, units, key)? else {
                return Ok(heads);
            };
            match well {
                true => {
                    heads.insert((step, units), head);
                    any = true;
                }
                false => poor = Some(((step, units), head)),
            }
        }
        heads.extend(poor.filter(|_| !any));
    }
    Ok(heads)
}

/// A headline, and whether it looks well.
fn head(
    setter: &Setter<'_, '_>,
    Words { kicker, colour, title, feature, .. }: Words<'_>,
    step: Step,
    units: u32,
    key: u128,
) -> Result<Option<(Head, bool)>, PressError> {
    let styles = setter.styles;
    let grid = styles.measures.grid;
    let width = grid.span(units);
    let mut items = Vec::new();
    let mut y = 0.0;
    let mut size = styles.measures.size("furniture");
    let (mut well, mut light) = (true, false);
    if !kicker.trim().is_empty() {
        let content = ParElem::new(setter.words(kicker.trim())).pack();
        let colour = colour.into_value();
        let content =
            styles.call("kicker", [content.into_value(), setter.lang(), colour])?;
        let frame = styles.lay(&content, width, hash128(&(key, "kicker")))?;
        y = f64::from(grid.lines_of(frame.height().to_pt())) * grid.baseline;
        items.extend(rows::flatten(&frame));
    }
    let title_at = y;
    if !title.is_empty() {
        let manner = manner(setter, step, units, feature);
        light = feature && step != Step::Brief;
        let key = hash128(&(key, "title"));
        let title = Phrase::plain(setter, title);
        let set = setter.headline(&title, manner, width, key)?;
        size = set.size;
        well = set.lines <= MOST_LINES && size >= manner.size * LEAST_SHARE;
        let down = Point::with_y(Abs::pt(y));
        y += set.frame.height().to_pt();
        if step.gap() > 0 {
            let most = if step == Step::Head { HANGS_MORE } else { HANGS };
            y = hung(y, grid.baseline, most);
        }
        let moved = rows::flatten(&set.frame).into_iter();
        items.extend(moved.map(|(at, item)| (at + down, item)));
    }
    Ok((!items.is_empty()).then(|| {
        let frame = rows::frame(items, width, y);
        (Head { frame, title: title_at, size, light }, well)
    }))
}

fn manner(
    setter: &Setter<'_, '_>,
    step: Step,
    units: u32,
    feature: bool,
) -> Manner<'static> {
    let (measures, look) = (&setter.styles.measures, &setter.styles.look);
    let narrow = units <= measures.grid.leg;
    let size = match step {
        Step::Cover => measures.size("cover"),
        Step::Lead if narrow => measures.size("head"),
        Step::Lead => measures.size("lead_head"),
        // Over one leg it stands between the head of a page and that of a short story.
        Step::Head if narrow => measures.size("small_head") * 1.25,
        Step::Head => measures.size("head"),
        Step::Small => measures.size("small_head"),
        Step::Brief => measures.size("brief_head"),
    };
    // So small, light type is only weak.
    let light = feature && step != Step::Brief;
    let larger = measures.size("feature") / measures.size("lead_head");
    Manner {
        style: "head",
        size: if light && step != Step::Cover { size * larger } else { size },
        weight: Some(match step {
            _ if light => look.feature.name(),
            Step::Brief => look.brief.name(),
            _ => look.head.name(),
        }),
        level: Some(NonZeroUsize::MIN),
        most: if narrow { 7 } else { 4 },
        centred: look.axis == Axis::Centre,
        leading: TIGHTEST,
        link: None,
    }
}

/// The words over the part of a story that goes on elsewhere, by units; a line is kept
/// above them for "continued from page …". They are seen, but not read again.
fn onwards(
    setter: &Setter<'_, '_>,
    Words { again, feature, .. }: Words<'_>,
    key: u128,
) -> Result<BTreeMap<u32, Head>, PressError> {
    let grid = setter.styles.measures.grid;
    let mut onwards = BTreeMap::new();
    for units in grid.widths() {
        let width = grid.span(units);
        let step = if units <= grid.leg { Step::Brief } else { Step::Small };
        let mut head = Head {
            frame: rows::frame(Vec::new(), width, grid.baseline),
            title: grid.baseline,
            size: setter.styles.measures.size("furniture"),
            light: false,
        };
        if !again.is_empty() {
            let manner = Manner {
                style: "head-again",
                level: None,
                ..manner(setter, step, units, feature)
            };
            let phrase = Phrase::plain(setter, again);
            let key = hash128(&(key, "onward"));
            let set = setter.headline(&phrase, manner, width, key)?;
            let down = Point::with_y(Abs::pt(grid.baseline));
            let moved = rows::flatten(&set.frame).into_iter();
            let items = moved.map(|(at, item)| (at + down, item)).collect();
            let height = grid.baseline + set.frame.height().to_pt();
            head.frame = rows::frame(items, width, height);
            head.size = set.size;
        }
        onwards.insert(units, head);
    }
    Ok(onwards)
}

/// The opening paragraph by units; empty when there is none.
fn leads(
    setter: &Setter<'_, '_>,
    lead: &str,
    key: u128,
) -> Result<BTreeMap<u32, Frame>, PressError> {
    let inlines = document::body::parse_inline(lead);
    if !shows(&inlines) {
        return Ok(BTreeMap::new());
    }
    // In the middle every line end is seen.
    let centred = setter.styles.look.axis == Axis::Centre;
    let content = match centred {
        true => ParElem::new(setter.few(&inlines)?).pack(),
        false => setter.paragraph(&inlines)?,
    };
    let content = setter.styles.call("sapo", [content.into_value(), setter.lang()])?;
    let key = hash128(&(key, "lead"));
    let grid = setter.styles.measures.grid;
    let mut frames = BTreeMap::new();
    for units in grid.widths() {
        let width = grid.span(units);
        let mut frame = setter.styles.lay(&content, width, key)?;
        // In type so large a short last line is seen: rather all lines a little shorter.
        let (shares, least) = match centred {
            true => (&NARROWER[..], EVEN),
            false => (&NARROWER[..4], LAST_LINE),
        };
        for share in shares {
            let (longest, last) = lengths(&frame);
            if last >= longest * least {
                break;
            }
            let narrow = setter.styles.lay(&content, width * share, key)?;
            if narrow.height() > frame.height() {
                break;
            }
            frame = narrow;
        }
        if centred {
            let right = Point::with_x(Abs::pt((width - frame.width().to_pt()) / 2.0));
            let height = frame.height().to_pt();
            let items = rows::flatten(&frame).into_iter();
            let items = items.map(|(at, item)| (at + right, item)).collect();
            frame = rows::frame(items, width, height);
        }
        let height = hung(frame.height().to_pt(), grid.baseline, HANGS);
        frame.set_size(Size::new(Abs::pt(width), Abs::pt(height)));
        frames.insert(units, frame);
    }
    Ok(frames)
}

/// A height without the tail that may hang into the blank line below: nearly two blank
/// lines would look worse.
fn hung(height: f64, line: f64, most: f64) -> f64 {
    let over = height - ((height + 0.01) / line).floor() * line;
    if over <= most * line { height - over.max(0.0) } else { height }
}

/// The length of the longest line of a frame, and that of the last.
fn lengths(frame: &Frame) -> (f64, f64) {
    let lines = rows::extents(&rows::flatten(frame));
    let longest = lines.iter().map(|line| line.2 - line.1).fold(0.0, f64::max);
    let last = lines.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    (longest, last.map_or(0.0, |line| line.2 - line.1))
}

/// The same content over every width.
pub(crate) fn over_widths(
    setter: &Setter<'_, '_>,
    content: &typst::foundations::Content,
    key: u128,
) -> Result<BTreeMap<u32, Frame>, PressError> {
    let grid = setter.styles.measures.grid;
    let widths = grid.widths().into_iter();
    widths
        .map(|units| Ok((units, setter.styles.lay(content, grid.span(units), key)?)))
        .collect()
}

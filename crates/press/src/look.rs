//! The looks a design has beyond its measures: how page heads, boxes, covers and
//! pictures are drawn.
//!
//! Type is set by the style functions of `page.typ`; here stands what the page maker
//! draws itself. A design that says nothing gets the looks of a newspaper.

use serde::Deserialize;

/// What `[look]` of a design says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Look {
    /// Where headlines are aligned.
    pub(crate) axis: Axis,
    /// Text is set ragged even where it is wide enough to be justified.
    pub(crate) ragged: bool,
    /// Weight of headlines of news.
    pub(crate) head: Weight,
    /// Weight of headlines of stories that are told, and of quotations.
    pub(crate) feature: Weight,
    /// Weight of the smallest headlines and of the lines of the index.
    pub(crate) brief: Weight,
    /// What words set apart stand on.
    #[serde(rename = "box")]
    pub(crate) boxes: Boxes,
    /// Radius of the corners of boxes, in millimetres.
    pub(crate) corner: f64,
    /// Colours of the sections in their order, over and over; one colour when empty.
    pub(crate) sections: Vec<String>,
    /// Colour that the second colour of a bulletin takes the place of; empty when the
    /// design has none.
    pub(crate) second: String,
    /// How pictures reach the paper.
    pub(crate) pictures: Pictures,
    /// Pictures over the whole width run off the outer edge of right-hand pages.
    pub(crate) bleed: bool,
    pub(crate) rules: Rules,
    pub(crate) masthead: MastheadLook,
    pub(crate) cover: Cover,
    pub(crate) index: IndexLook,
}

/// Weights that headlines can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weight {
    Light,
    Regular,
    Medium,
    Semibold,
    Bold,
    Black,
}

impl Weight {
    /// As the typesetter calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Regular => "regular",
            Self::Medium => "medium",
            Self::Semibold => "semibold",
            Self::Bold => "bold",
            Self::Black => "black",
        }
    }
}

/// What words set apart stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Boxes {
    /// One tint a page; other boxes stand between two rules.
    Tint,
    /// Every box on a card of tint.
    Card,
    /// A frame of ink.
    Frame,
    /// Two rules.
    Rules,
}

/// How pictures reach the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pictures {
    /// As photos.
    Photo,
    /// As lines of solid ink on bare paper.
    Engraving,
}

/// Thickness of rules in points; 0 draws none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Rules {
    /// At the head of inner pages.
    pub(crate) page: f64,
    /// Between stories.
    pub(crate) story: f64,
    /// Upright, between stories side by side.
    pub(crate) hair: f64,
    /// At the foot of the cover, from above.
    pub(crate) cover_foot: Vec<f64>,
    /// At the foot of inner pages.
    pub(crate) page_foot: f64,
    /// Colour of the rules at head and foot.
    pub(crate) colour: String,
    /// How far above the page rule the folio stands, in points.
    pub(crate) folio: f64,
}

/// How the head of page 1 is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MastheadLook {
    pub(crate) axis: Axis,
    /// Rules above everything, from above, in points.
    pub(crate) above: Vec<f64>,
    /// Rules above and below the strip with number and day, in points; 0 draws none.
    pub(crate) strip: [f64; 2],
    /// Share of the width the name may take when it stands on one line.
    pub(crate) share: f64,
    /// Share of the page's height the name may take.
    pub(crate) tallest: f64,
    /// Blank lines below the strip.
    pub(crate) space: u32,
    /// From the words above the name to its first ink, in points.
    pub(crate) gap: f64,
    /// From the top of the page to the first words, in millimetres.
    pub(crate) top: f64,
}

/// Where things are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Axis {
    Start,
    Centre,
}

/// What the cover stands on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Cover {
    pub(crate) ground: CoverGround,
    /// Colour of the band.
    pub(crate) band: String,
    /// Colour of the label.
    pub(crate) label: String,
    /// Colour of the frame inside the label.
    pub(crate) frame: String,
    /// Colour of the page below the band.
    pub(crate) page: String,
    /// The share of page 1 that its largest picture shall take, where it can.
    pub(crate) picture: f64,
    /// Page 1 is a poster, where the first story has a picture for one.
    pub(crate) poster: PosterLook,
    /// Colours of cards on a poster, in the order of the colours of sections; without
    /// them, the tint.
    pub(crate) cards: Vec<String>,
}

/// How a poster is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PosterLook {
    /// There is none.
    None,
    /// The headline stands on the label, the picture runs from edge to edge below it.
    Label,
    /// The picture is as wide as the text, the headline stands below it.
    Sheet,
    /// The same, begun on the band, with what opens the story; what else the issue has
    /// stands on cards.
    Cards,
}

impl PosterLook {
    /// Whether the headline stands below the picture.
    pub(crate) fn is_below(self) -> bool {
        matches!(self, Self::Sheet | Self::Cards)
    }
}

/// What the head of the cover stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CoverGround {
    /// Bare paper.
    Plain,
    /// A band from edge to edge; a picture right below overlaps it.
    Band,
    /// The same, with a label hung from the edge of the page.
    Label,
}

/// How "In this issue" is set.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct IndexLook {
    /// Hairlines above the entries, in points; 0 draws none.
    pub(crate) hair: f64,
    /// Dots lead from a title of one line to its number.
    pub(crate) leaders: bool,
    /// On a card, as boxes are.
    pub(crate) card: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            axis: Axis::Start,
            ragged: false,
            head: Weight::Bold,
            feature: Weight::Light,
            brief: Weight::Semibold,
            boxes: Boxes::Tint,
            corner: 0.0,
            sections: Vec::new(),
            second: String::new(),
            pictures: Pictures::Photo,
            bleed: false,
            rules: Rules::default(),
            masthead: MastheadLook::default(),
            cover: Cover::default(),
            index: IndexLook::default(),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            page: 2.2,
            story: 0.5,
            hair: 0.35,
            cover_foot: Vec::new(),
            page_foot: 0.0,
            colour: "ink".into(),
            folio: 7.0,
        }
    }
}

impl Default for MastheadLook {
    fn default() -> Self {
        Self {
            axis: Axis::Start,
            above: Vec::new(),
            strip: [0.5, 0.5],
            share: 0.68,
            tallest: 0.108,
            space: 2,
            gap: 5.0,
            top: 0.0,
        }
    }
}

impl Default for Cover {
    fn default() -> Self {
        Self {
            ground: CoverGround::Plain,
            band: "tint".into(),
            label: "paper".into(),
            frame: "accent".into(),
            page: String::new(),
            picture: 0.0,
            poster: PosterLook::None,
            cards: Vec::new(),
        }
    }
}

impl Default for IndexLook {
    fn default() -> Self {
        Self { hair: 0.35, leaders: false, card: false }
    }
}

impl Look {
    /// The colour of a section, by its place among all.
    pub(crate) fn section(&self, place: usize) -> &str {
        match self.sections.len() {
            0 => "accent",
            count => &self.sections[place % count],
        }
    }

    /// The colour of a card about a section of this colour.
    pub(crate) fn card(&self, section: &str) -> &str {
        let place = self.sections.iter().position(|colour| colour == section);
        let cards = &self.cover.cards;
        place.and_then(|place| cards.get(place)).map_or("tint", String::as_str)
    }

    /// Colours it names.
    pub(crate) fn colours(&self) -> Vec<&str> {
        let Cover { band, label, frame, page, cards, .. } = &self.cover;
        let all =
            [&self.rules.colour, band, label, frame, page, &self.second].into_iter();
        all.chain(&self.sections)
            .chain(cards)
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect()
    }
}

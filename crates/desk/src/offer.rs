//! What a bulletin may change in its design: for the panel that offers it.

use crate::designs;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::remarks::{SpokenRemark, speak};
use document::{DesignSettings, Key, Lang, Margins, Rgb};

/// What can be changed in the design of a bulletin, and what stands there now.
///
/// Changes are made with [`Desk::set`] on the fields `logo`, `first_colour`,
/// `second_colour`, `faces`, `columns`, `margins`, and `name` and `trim`.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignOffer {
    /// What the bulletin changes.
    pub settings: DesignSettings,
    /// Whether colours can be chosen: a design for one ink has none.
    pub colours: bool,
    /// The accent in force.
    pub first: Option<Rgb>,
    /// The second colour in force; `None` when there is none until one is chosen.
    pub second: Option<Rgb>,
    /// Pairs of faces to choose from: name of the design they come from, and both.
    pub faces: Vec<FacePair>,
    /// The pair in force.
    pub face: FacePair,
    /// Columns of text that can be read on the page, fewest first.
    pub columns: Vec<u32>,
    /// Columns in force.
    pub column: u32,
    /// Margins in force, in millimetres.
    pub margins: Margins,
    /// What the choice gives to remark: too pale, too much ink, too narrow.
    pub doubts: Vec<SpokenRemark>,
}

/// A serif and a sans that go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacePair {
    /// Value of the field `faces`.
    pub design: String,
    /// Text and, in most designs, headlines.
    pub serif: String,
    /// Everything else.
    pub sans: String,
}

impl Desk {
    /// What can be changed in the design of this bulletin.
    pub fn design_offer(&self, lang: Lang) -> Result<DesignOffer, Failure> {
        let bulletin = self.bulletin()?;
        let design = designs::paper_of(&bulletin)?;
        let offer = design.offer(bulletin.trim);
        let pair = |name: String, [serif, sans]: [String; 2]| FacePair {
            design: name,
            serif,
            sans,
        };
        let mut faces: Vec<FacePair> = Vec::new();
        for card in designs::designs(lang) {
            // A broken design of the person's own is no choice.
            let Ok(paper) = designs::paper(&card.name) else { continue };
            let both = paper.offer(bulletin.trim).faces;
            let known =
                faces.iter().any(|face| [&face.serif, &face.sans] == both.each_ref());
            if !known {
                faces.push(pair(card.name, both));
            }
        }
        let settings = bulletin.settings();
        let chosen = settings.faces.clone().filter(|name| designs::exists(name));
        let face = pair(chosen.unwrap_or(bulletin.design.clone()), offer.faces);
        let mut doubts = design.doubts(bulletin.trim);
        let own = |key| !bulletin.values.get(key).is_empty();
        if !own(Key::FirstColour) && !own(Key::SecondColour) {
            // The design's own colours are its maker's business.
            doubts.retain(|doubt| doubt.values.iter().all(|(name, _)| *name != "colour"));
        }
        Ok(DesignOffer {
            settings,
            colours: offer.colours,
            first: offer.first,
            second: offer.second,
            faces,
            face,
            columns: offer.columns,
            column: offer.column,
            margins: offer.margins,
            doubts: doubts.into_iter().map(|doubt| speak(doubt, lang)).collect(),
        })
    }
}

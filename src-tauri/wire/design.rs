//! What the design of a bulletin offers to change, as it crosses to the interface.

use desk::DesignOffer;
use serde::Serialize;
use ts_rs::TS;

/// What can be chosen in the design, and what is in force.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "DesignOffer")]
pub(crate) struct DesignOfferView {
    /// Whether colours can be chosen: a design for one ink has none.
    pub(crate) colours: bool,
    /// The colours in force as `#RRGGBB`; the second may be missing.
    pub(crate) first: Option<String>,
    pub(crate) second: Option<String>,
    pub(crate) faces: Vec<FacePairView>,
    /// Columns of text that can be read on the page, fewest first, and those in force.
    pub(crate) columns: Vec<u32>,
    pub(crate) column: u32,
    /// Margins in force in millimetres: top, bottom, inner, outer.
    pub(crate) margins: [f64; 4],
}

/// A serif and a sans that go together, with the design they come from.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "FacePair")]
pub(crate) struct FacePairView {
    pub(crate) design: String,
    pub(crate) serif: String,
    pub(crate) sans: String,
}

impl From<DesignOffer> for DesignOfferView {
    fn from(offer: DesignOffer) -> Self {
        let faces = offer.faces.into_iter().map(|pair| FacePairView {
            design: pair.design,
            serif: pair.serif,
            sans: pair.sans,
        });
        let margins = offer.margins;
        Self {
            colours: offer.colours,
            first: offer.first.map(|colour| colour.to_string()),
            second: offer.second.map(|colour| colour.to_string()),
            faces: faces.collect(),
            columns: offer.columns,
            column: offer.column,
            margins: [margins.top, margins.bottom, margins.inner, margins.outer],
        }
    }
}

//! Photos as the interface knows them.

use super::{Changes, given};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhotoView {
    pub(crate) id: u32,
    pub(crate) name: String,
    /// Changes when another file takes the place of this one.
    pub(crate) version: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) caption: String,
    pub(crate) credit: String,
    pub(crate) alt: String,
    pub(crate) rights: String,
    pub(crate) consent: String,
    pub(crate) taken: Option<String>,
    pub(crate) place: String,
    #[ts(type = "Lang | null")]
    pub(crate) lang: Option<&'static str>,
    /// Words that came from the file and that nobody has read over yet.
    #[ts(type = "DraftWord[]")]
    pub(crate) drafts: Vec<&'static str>,
    pub(crate) focus: Option<[f64; 2]>,
    /// Where to look while nobody chose a focal point.
    pub(crate) guess: Option<[f64; 2]>,
    pub(crate) used_by: Vec<String>,
    #[ts(type = "PhotoWord[]")]
    pub(crate) missing: Vec<&'static str>,
    pub(crate) pages: Vec<usize>,
    pub(crate) ppi: Option<u32>,
    /// Millimetres up to which it prints well.
    pub(crate) fits: u32,
    /// Other photos that look like copies of this one.
    pub(crate) alike: Vec<u32>,
    pub(crate) placements: Vec<PlacementView>,
}

/// One figure that shows a photo.
#[derive(Debug, Serialize, TS)]
pub(crate) struct PlacementView {
    pub(crate) article: String,
    pub(crate) title: String,
    /// Number of the issue; `null` for a story that stands in none.
    pub(crate) issue: Option<u32>,
    /// Whether it stands in the current issue.
    pub(crate) here: bool,
    pub(crate) index: usize,
    pub(crate) among: usize,
    pub(crate) caption: String,
    pub(crate) credit: String,
    pub(crate) alt: String,
    pub(crate) focus: Option<[f64; 2]>,
    pub(crate) crop: Option<[f64; 4]>,
    pub(crate) pages: Vec<usize>,
    /// Width and height on paper, in millimetres.
    pub(crate) printed: Option<[f64; 2]>,
    pub(crate) ppi: Option<u32>,
}

/// What changed in a photo. A field left out stays as it is.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub(crate) struct PhotoPatch {
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
    pub(crate) alt: Option<String>,
    pub(crate) rights: Option<String>,
    pub(crate) consent: Option<String>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "string | null", optional)]
    pub(crate) taken: Option<Option<String>>,
    pub(crate) place: Option<String>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "Lang | null", optional)]
    pub(crate) lang: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "[number, number] | null", optional)]
    pub(crate) focus: Option<Option<[f64; 2]>>,
}

/// What changed where a photo stands. A field left out stays as it is; empty words and
/// `null` give way to what the photo says.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields, rename = "PlacementPatch")]
pub(crate) struct PlacementPatch {
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
    pub(crate) alt: Option<String>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "[number, number] | null", optional)]
    pub(crate) focus: Option<Option<[f64; 2]>>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "[number, number, number, number] | null", optional)]
    pub(crate) crop: Option<Option<[f64; 4]>>,
}

/// Words that were found in captions.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "FoundWords")]
pub(crate) struct FoundView {
    pub(crate) photo: u32,
    pub(crate) article: Option<String>,
    pub(crate) text: String,
    pub(crate) count: usize,
}

/// The photo that stands in place of another one now.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ReplacedPhoto")]
pub(crate) struct ReplacedView {
    pub(crate) photo: u32,
    pub(crate) changes: Changes,
}

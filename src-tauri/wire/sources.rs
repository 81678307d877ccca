//! Files of words that were imported, as the interface knows them.

use document::Lang;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person chose about files that come in.
#[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportChoices {
    /// Text in old encodings is converted.
    pub(crate) convert_legacy: bool,
    /// Each article of a file becomes one of the bulletin.
    pub(crate) split: bool,
    /// The import before this one is taken back first.
    pub(crate) again: bool,
    /// Nothing comes in while text in an old encoding waits for a decision.
    pub(crate) ask: bool,
}

/// One file: what it held and what it offers.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ImportedFile")]
pub(crate) struct SourceView {
    pub(crate) source: String,
    pub(crate) drafts: Vec<DraftView>,
    /// Articles it seems to hold; more than `drafts` when it could be split.
    pub(crate) articles: usize,
    pub(crate) totals: TotalsView,
    pub(crate) offers: Vec<OfferView>,
}

/// The head of an article that was made of a file.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportedDraft")]
pub(crate) struct DraftView {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) bylines: Vec<String>,
    pub(crate) source: String,
    pub(crate) captions: Vec<String>,
    /// Parts that were guessed, in words.
    pub(crate) guessed: Vec<String>,
}

/// What went in and came out.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ImportedTotals")]
pub(crate) struct TotalsView {
    pub(crate) characters: usize,
    pub(crate) kept_characters: usize,
    pub(crate) dropped_characters: usize,
    pub(crate) pictures: usize,
    pub(crate) kept_pictures: usize,
}

/// Text in an old encoding, before and after.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "LegacyOffer")]
pub(crate) struct OfferView {
    pub(crate) encoding: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) characters: usize,
    pub(crate) capitals_lost: bool,
    pub(crate) accepted: bool,
}

/// The old encodings found in a text.
pub(crate) fn offers(found: &[desk::Offer]) -> Vec<OfferView> {
    let view = |offer: &desk::Offer| OfferView {
        encoding: offer.encoding.name().to_owned(),
        before: offer.before.clone(),
        after: offer.after.clone(),
        characters: offer.characters,
        capitals_lost: offer.capitals_lost,
        accepted: offer.accepted,
    };
    found.iter().map(view).collect()
}

impl SourceView {
    pub(crate) fn new(own: &desk::SourceReport, lang: Lang) -> Self {
        let drafts = own.drafts.iter().map(|draft| DraftView {
            title: draft.title.clone(),
            lead: draft.lead.clone(),
            bylines: draft.bylines.clone(),
            source: draft.source.clone(),
            captions: draft.captions.clone(),
            guessed: draft.guessed.iter().map(|kind| desk::part(lang, kind)).collect(),
        });
        Self {
            source: own.source.clone(),
            drafts: drafts.collect(),
            articles: own.articles,
            totals: TotalsView {
                characters: own.totals.characters,
                kept_characters: own.totals.kept_characters,
                dropped_characters: own.totals.dropped_characters,
                pictures: own.totals.pictures,
                kept_pictures: own.totals.kept_pictures,
            },
            offers: offers(&own.offers),
        }
    }
}

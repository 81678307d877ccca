#![doc = include_str!("../README.md")]
//!
//! # Inside
//!
//! `letter` is the alphabet in its order, `syllable` the rule every guess rests on:
//! `legacy` asks it which reading of old bytes is Vietnamese, `spell` which word is not.
//! `lint`, `spell` and `capital` give the findings that `finding` defines and mends.

mod bind;
mod capital;
mod compound;
mod credit;
mod date;
mod finding;
mod fold;
mod lang;
mod legacy;
mod letter;
mod lint;
mod numeral;
mod sentence;
mod sort;
mod speech;
mod spell;
mod syllable;
mod tidy;
mod tone;

pub use bind::bind;
pub use capital::capitals;
pub use compound::is_compound;
pub use credit::split_credit;
pub use date::{Date, NotADate};
pub use finding::{Finding, Rule, mend};
pub use fold::{fold, slug};
pub use lang::{Lang, UnknownLang};
pub use legacy::{
    Decoded, Encoded, Encoding, Evidence, LegacyFont, Offer, Run, Unmapped, decode,
    decode_bytes, detect, detect_runs, encode, legacy_font,
};
pub use letter::Tone;
pub use lint::{DateStyle, TextStyle, mend_typography, typography};
pub use numeral::numeral;
pub use sentence::sentences;
pub use sort::Order;
pub use speech::{Lexicon, speak, utterances};
pub use spell::{KnownWords, spelling};
pub use syllable::{Syllable, is_syllable};
pub use tidy::{nfc, tidy, words};
pub use tone::{ToneStyle, set_tone_style};

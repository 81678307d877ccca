//! Which encoding a text is in.
//!
//! Each encoding is tried on the text; the reading whose words are syllables wins, when
//! it wins clearly. The thresholds were measured on legal texts in TCVN3 and VNI and on
//! declarations in ten other languages: real Vietnamese reaches 0.96, anything else
//! stays below 0.35.

use super::font::{LegacyFont, legacy_font};
use super::score::{Score, score};
use super::{Decoded, Encoding, Unmapped, decode};
use crate::tidy::nfc;

/// Least share of legal words in a reading that is offered.
const LEAST_SHARE: f64 = 0.75;

/// The same when the font says so too: headlines and tables are full of abbreviations.
const LEAST_SHARE_WITH_FONT: f64 = 0.5;

/// Least confidence without a font: a few words of a distant language may look right.
const LEAST_CONFIDENCE: f64 = 0.7;

/// How far a reading must beat the text as it is.
const LEAST_GAIN: f64 = 0.15;

/// How far it must beat every other reading.
const LEAST_LEAD: f64 = 0.05;

/// Fewest telling words that prove anything without a font.
const FEWEST_WORDS: usize = 3;

/// What an offer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The words: in this reading they are syllables.
    Words,
    /// The font and the words.
    FontAndWords,
    /// The font alone: the text has no letter that could tell.
    Font,
    /// Other runs of the same document, since this one is too short to tell.
    Neighbours,
}

/// A reading of a text in another encoding, for a person to accept.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The encoding found.
    pub encoding: Encoding,
    /// What that rests on.
    pub evidence: Evidence,
    /// How sure it is, 0 to 1: the share of words that are syllables in this reading,
    /// lower for short texts and for letters that could not be read.
    pub confidence: f64,
    /// The text in Unicode (NFC).
    pub text: String,
    /// Letters that could not be read and were kept.
    pub unmapped: Vec<Unmapped>,
    /// Capitals may be missing: TCVN3 writes them by a font, and none was named.
    pub capitals_lost: bool,
}

/// A piece of a document in one font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// Its text, as the file gives it.
    pub text: &'a str,
    /// The name of its font, if the file tells.
    pub font: Option<&'a str>,
}

/// Finds the legacy encoding of one text.
///
/// `None` for text that is Unicode already, that is not Vietnamese or too short to tell:
/// without a font, three words with marks are the least.
///
/// ```
/// # use vntext::{Encoding, detect};
/// let offer = detect("Céng hoµ x· héi chñ nghÜa ViÖt Nam", None).unwrap();
/// assert_eq!(offer.encoding, Encoding::Tcvn3);
/// assert_eq!(offer.text, "Cộng hoà xã hội chủ nghĩa Việt Nam");
/// assert!(offer.confidence > 0.8 && offer.capitals_lost);
///
/// assert!(detect("Cộng hoà xã hội chủ nghĩa Việt Nam", Some(".VnTime")).is_none());
/// assert!(detect("Liberté, égalité, fraternité", None).is_none());
/// ```
pub fn detect(text: &str, font: Option<&str>) -> Option<Offer> {
    judge(text, font).offer().cloned()
}

/// Finds the encoding of every run of a document, in the order given.
///
/// Runs are judged one by one, since Unicode and legacy text meet in one file. A run too
/// short to tell follows the runs in the same font, or, where no font is known, the
/// nearest run that was told. In a font that holds nothing but legacy text, a word that
/// would do in Unicode too ("chó") is read like the rest.
///
/// ```
/// # use vntext::{Evidence, Run, detect_runs};
/// let offers = detect_runs(&[
///     Run { text: "Ñieàu 1. Phaïm vi ñieàu chænh", font: None },
///     Run { text: "Thí sinh: Nguyễn Văn An, Hậu Giang", font: None },
///     Run { text: "ñieàu", font: Some("VNI-Times") },
/// ]);
/// assert!(offers[0].is_some() && offers[1].is_none());
/// assert_eq!(offers[2].as_ref().unwrap().text, "điều");
/// ```
pub fn detect_runs(runs: &[Run<'_>]) -> Vec<Option<Offer>> {
    let verdicts: Vec<Verdict> =
        runs.iter().map(|run| judge(run.text, run.font)).collect();
    let led: Vec<Option<Offer>> = verdicts
        .iter()
        .enumerate()
        .map(|(at, verdict)| match verdict {
            Verdict::Unsure => follow(runs, &verdicts, at),
            Verdict::Unicode | Verdict::Legacy(_) => None,
        })
        .collect();
    verdicts
        .iter()
        .zip(led)
        .map(|(verdict, led)| verdict.offer().cloned().or(led))
        .collect()
}

enum Verdict {
    Legacy(Box<Offer>),
    /// Vietnamese or not, it stays.
    Unicode,
    /// It may follow others.
    Unsure,
}

impl Verdict {
    fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Legacy(offer) => Some(offer),
            Self::Unicode | Self::Unsure => None,
        }
    }
}

fn judge(text: &str, font: Option<&str>) -> Verdict {
    let named = font.and_then(legacy_font);
    let raw = score(&nfc(text));
    let foreign = |letter: char| !letter.is_ascii() && !is_punctuation(letter);
    if named.is_none() && !text.contains(foreign) {
        return judge_viqr(text);
    }
    // No reading beats a text by enough whose words are syllables as it stands.
    if named.is_none() && 1.0 - raw.share() < LEAST_GAIN {
        let told = raw.telling >= FEWEST_WORDS;
        return if told { Verdict::Unicode } else { Verdict::Unsure };
    }
    let mut readings: Vec<(Encoding, Decoded, Score)> = Encoding::ALL
        .into_iter()
        .filter(|encoding| *encoding != Encoding::Viqr)
        .map(|encoding| {
            let decoded = decode(text, encoding);
            let mut score = score(&decoded.text);
            // A reading that makes words ASCII must not gain by it.
            score.telling = score.telling.max(raw.telling);
            (encoding, decoded, score)
        })
        .collect();
    if let Some(named) = named {
        return judge_named(text, named, raw, readings);
    }
    // Stable: of equal ones the more common stays first.
    readings.sort_by(|a, b| b.2.share().total_cmp(&a.2.share()));
    let (encoding, best, words) = readings.swap_remove(0);
    let gain = words.share() - raw.share();
    let lead = readings
        .iter()
        .filter(|(_, decoded, _)| decoded.text != best.text)
        .map(|(_, _, other)| words.share() - other.share())
        .fold(1.0, f64::min);
    let confidence = sureness(words, 0, &best, text);
    if words.share() >= LEAST_SHARE
        && confidence >= LEAST_CONFIDENCE
        && gain >= LEAST_GAIN
        && lead >= LEAST_LEAD
        && words.telling >= FEWEST_WORDS
    {
        return Verdict::Legacy(Box::new(Offer {
            capitals_lost: encoding == Encoding::Tcvn3,
            ..offer(encoding, Evidence::Words, confidence, best)
        }));
    }
    // Two readings may be equally good; the runs around tell which.
    let told = raw.telling >= FEWEST_WORDS && raw.share() >= LEAST_SHARE
        || raw.telling >= 2 * FEWEST_WORDS
            && (words.share() < LEAST_SHARE || gain < LEAST_GAIN);
    if told || raw.telling == 0 { Verdict::Unicode } else { Verdict::Unsure }
}

/// Whether text can only have been written in Unicode: no code page has these letters.
fn is_unicode(text: &str) -> bool {
    text.contains(|letter| matches!(letter, '\u{1EA0}'..='\u{1EF9}'))
}

/// What a word processor puts into plain text by itself.
fn is_punctuation(letter: char) -> bool {
    matches!(letter, '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '²' | '³' | '\u{A0}')
}

/// Judges text in a font made for one encoding.
fn judge_named(
    text: &str,
    named: LegacyFont,
    raw: Score,
    readings: Vec<(Encoding, Decoded, Score)>,
) -> Verdict {
    let best = readings.iter().map(|(_, _, score)| score.share()).fold(0.0, f64::max);
    let Some((_, mut decoded, words)) =
        readings.into_iter().find(|(encoding, ..)| *encoding == named.encoding)
    else {
        return Verdict::Unicode;
    };
    // Letters beyond the code pages prove that the name is a leftover.
    let converted = decoded.unmapped.iter().any(|stray| stray.letter > '\u{1E9F}');
    let told = words.telling > 0;
    let wins = words.share() >= LEAST_SHARE_WITH_FONT
        && words.share() - raw.share() >= LEAST_GAIN
        && best - words.share() <= LEAST_LEAD;
    if converted || told && !wins {
        return Verdict::Unicode;
    }
    if named.capitals {
        decoded.text = decoded.text.to_uppercase();
    }
    if decoded.text == text {
        return Verdict::Unicode;
    }
    let evidence = if told { Evidence::FontAndWords } else { Evidence::Font };
    // The name counts as two good words.
    let confidence = sureness(words, 2, &decoded, text);
    Verdict::Legacy(Box::new(offer(named.encoding, evidence, confidence, decoded)))
}

/// Judges ASCII: only VIQR hides there, and quotes and stops behind vowels are common,
/// so that it takes shapes (`^` `+` `(`) to be sure.
fn judge_viqr(text: &str) -> Verdict {
    let (mut shaped, mut words, mut all) = (0, Score::default(), 0);
    for word in text.split_whitespace() {
        all += 1;
        let decoded = decode(word.trim_end_matches(['.', '?']), Encoding::Viqr).text;
        let own = score(&decoded);
        words.add(own);
        let has_shape = decoded.contains(|letter| {
            matches!(
                crate::letter::split(letter).0,
                'â' | 'ă' | 'ê' | 'ô' | 'ơ' | 'ư' | 'đ'
            )
        });
        shaped += usize::from(own.legal > 0 && has_shape);
    }
    if shaped < FEWEST_WORDS || words.share() < LEAST_SHARE || words.telling * 4 < all {
        return Verdict::Unicode;
    }
    let decoded = decode(text, Encoding::Viqr);
    let confidence = sureness(words, 0, &decoded, text);
    Verdict::Legacy(Box::new(offer(Encoding::Viqr, Evidence::Words, confidence, decoded)))
}

/// The offer for a run that cannot tell by itself.
fn follow(runs: &[Run<'_>], verdicts: &[Verdict], at: usize) -> Option<Offer> {
    let run = runs[at];
    let mut others: Vec<(usize, &Offer)> = verdicts
        .iter()
        .enumerate()
        .filter(|(other, _)| runs[*other].font == run.font)
        .filter_map(|(other, verdict)| Some((other.abs_diff(at), verdict.offer()?)))
        .collect();
    others.sort_by_key(|(distance, _)| *distance);
    let (_, leader) = others.first()?;
    let decoded = decode(run.text, leader.encoding);
    let (raw, words) = (score(&nfc(run.text)), score(&decoded.text));
    let pure = || {
        let mut own =
            runs.iter().zip(verdicts).filter(|(other, _)| other.font == run.font);
        run.font.is_some()
            && decoded.unmapped.is_empty()
            && own.all(|(other, verdict)| {
                verdict.offer().is_some()
                    || !is_unicode(other.text) && score(&nfc(other.text)).legal < 2
            })
    };
    let better =
        words.legal > raw.legal || words.legal == raw.legal && words.legal > 0 && pure();
    (better && words.share() >= LEAST_SHARE_WITH_FONT).then(|| {
        let confidence = sureness(words, 1, &decoded, run.text).min(leader.confidence);
        Offer {
            capitals_lost: leader.capitals_lost,
            ..offer(leader.encoding, Evidence::Neighbours, confidence, decoded)
        }
    })
}

fn offer(
    encoding: Encoding,
    evidence: Evidence,
    confidence: f64,
    decoded: Decoded,
) -> Offer {
    let Decoded { text, unmapped } = decoded;
    Offer { encoding, evidence, confidence, text, unmapped, capitals_lost: false }
}

/// `bonus` words speak for the reading beside its own.
fn sureness(words: Score, bonus: usize, decoded: &Decoded, text: &str) -> f64 {
    // Counts of words and letters are far below 2^52.
    let share = (words.legal + bonus) as f64 / (words.telling + bonus.max(1)) as f64;
    let letters = text.chars().filter(|letter| !letter.is_ascii()).count().max(1);
    share * (1.0 - decoded.unmapped.len() as f64 / letters as f64).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::{decode_bytes, encode};

    const TEXT: &str =
        "Hội nghị sơ kết chương trình hợp tác phát triển giữa hai địa phương";

    #[test]
    fn every_encoding_is_found_and_read() {
        for encoding in Encoding::ALL {
            let bytes = encode(TEXT, encoding).bytes;
            let read: String = match encoding {
                Encoding::Viqr => String::from_utf8(bytes.clone()).unwrap(),
                _ => bytes
                    .iter()
                    .map(|byte| super::super::codepage::western(*byte))
                    .collect(),
            };
            let offer =
                detect(&read, None).unwrap_or_else(|| panic!("{encoding:?}: {read}"));
            assert_eq!((offer.encoding, offer.text.as_str()), (encoding, TEXT));
            assert_eq!(decode_bytes(&bytes, encoding).text, TEXT);
        }
    }

    #[test]
    fn unicode_and_other_languages_are_left_alone() {
        for text in [
            TEXT,
            "Ho\u{323}\u{302}i nghi\u{323} sơ kết chương trình hợp tác phát triển",
            "Les élèves ont été reçus à l'école, près du château, par le préfêt",
            "Die Prüfung für größere Räume läuft über die Bühne der Universität",
            "El niño comió piña mañana; la canción española también llegó aquí",
            "Příliš žluťoučký kůň úpěl ďábelské ódy, včera večer, třetí místo",
            "Não há informações sobre a situação; o avião voou às três da manhã",
            "Rue de l'Église – 26 août, « très bien », coût : 12 €, ça va à Köln",
            "It's John's o'clock; don't (we) say what's 'right'? e.g. a.m. to p.m.",
            "Giá 12 °C – 5 m² × 3, §4: ©2026 «Bantin» ® …",
            "",
        ] {
            assert_eq!(detect(text, None), None, "{text}");
            assert_eq!(detect(text, Some(".VnTime")), None, "{text}");
        }
    }

    #[test]
    fn a_reading_must_gain_something() {
        // Half of the words read well as they are, and are lost in the other reading.
        let text = "Hội nghị sơ kết chương trình chÕ ®é";
        assert_eq!(detect(text, None), None);
        // One stray word in a text of another language proves nothing.
        assert_eq!(detect("Les élèves ont été reçus à Hµ Néi en été", None), None);
    }

    #[test]
    fn fonts_help_short_texts_and_make_capitals() {
        let offer = detect("Hµ Néi", Some(".VnTime")).unwrap();
        assert_eq!(
            (offer.text.as_str(), offer.evidence),
            ("Hà Nội", Evidence::FontAndWords)
        );
        assert!(!offer.capitals_lost);
        let offer = detect("céng hoµ", Some(".VnTimeH")).unwrap();
        assert_eq!(offer.text, "CỘNG HOÀ");
        let offer = detect("tin trong", Some(".VnArialH")).unwrap();
        assert_eq!((offer.text.as_str(), offer.evidence), ("TIN TRONG", Evidence::Font));
        assert_eq!(detect("tin trong", Some(".VnArial")), None);
        assert_eq!(detect("Hà Nội", Some("VNI-Times")), None);
    }

    /// Every run in one font: what each becomes.
    #[track_caller]
    fn check_runs(runs: &[(&str, &str)]) {
        let font = Some("Times New Roman");
        let asked: Vec<Run<'_>> =
            runs.iter().map(|(text, _)| Run { text, font }).collect();
        for ((text, expected), offer) in runs.iter().zip(detect_runs(&asked)) {
            let read = offer.as_ref().map_or(*text, |offer| offer.text.as_str());
            assert_eq!(read, *expected, "{text}");
        }
    }

    #[test]
    fn short_runs_are_read_as_the_rest_of_their_font() {
        let long = ("QuyÕt ®Þnh vÒ viÖc ban hµnh", "Quyết định về việc ban hành");
        // As good in VISCII ("Tến cể sẻ"), and as good as it stands.
        check_runs(&[
            long,
            (
                "Tªn c¬ së kinh doanh: ....M· sè thuÕ",
                "Tên cơ sở kinh doanh: ....Mã số thuế",
            ),
            ("Ghi chó", "Ghi chú"),
            ("café Liberté", "café Liberté"),
            ("", ""),
        ]);
        // Where Unicode stands in the same font, a good word stays as it is.
        check_runs(&[
            long,
            ("Điều 1. Phạm vi", "Điều 1. Phạm vi"),
            ("Ghi chó", "Ghi chó"),
        ]);
        check_runs(&[
            long,
            ("nuôi chó và mèo", "nuôi chó và mèo"),
            ("Ghi chó", "Ghi chó"),
        ]);
    }

    #[test]
    fn mixed_documents_are_read_run_by_run() {
        let run = |text, font| Run { text, font };
        let offers = detect_runs(&[
            run("QuyÕt ®Þnh vÒ viÖc ban hµnh quy chÕ", Some("Arial")),
            run("Điều 1. Ban hành kèm theo quy chế", Some("Arial")),
            run("chÕ ®é", Some("Arial")),
            run("chế độ", Some("Arial")),
            run("Nguyeãn Vaên AÙnh, phoù giaùm ñoác", Some("Cambria")),
            run("2026", None),
        ]);
        let read: Vec<Option<&str>> =
            offers.iter().map(|offer| Some(offer.as_ref()?.text.as_str())).collect();
        assert_eq!(
            read,
            [
                Some("Quyết định về việc ban hành quy chế"),
                None,
                Some("chế độ"),
                None,
                Some("Nguyễn Văn Ánh, phó giám đốc"),
                None,
            ],
        );
        assert_eq!(offers[2].as_ref().unwrap().evidence, Evidence::Neighbours);
    }
}

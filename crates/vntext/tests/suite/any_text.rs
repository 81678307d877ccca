//! What holds for every text whatsoever.

use proptest::prelude::*;
use vntext::{
    Encoding, Finding, KnownWords, Lexicon, Order, Run, TextStyle, ToneStyle, capitals,
    decode, decode_bytes, detect, detect_runs, encode, fold, mend, mend_typography, nfc,
    sentences, set_tone_style, slug, speak, spelling, split_credit, tidy, typography,
    utterances, words,
};

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_does_not_see_composition(text in any::<String>()) {
        prop_assert_eq!(fold(&nfc(&text)), fold(&text));
    }

    #[test]
    fn slugs_are_safe_in_addresses(text in any::<String>()) {
        let slug = slug(&text);
        prop_assert!(!slug.is_empty() && slug.len() <= 80);
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
    }

    #[test]
    fn a_split_caption_loses_no_word(
        text in prop_oneof![any::<String>(), "([a-z]{1,5}[ .(]{1,2}){0,5}(Ảnh|ảnh|Photo): ?[A-Z. a-z]{0,30}[.)]{0,2}"]
    ) {
        let (caption, credit) = split_credit(&text);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&caption) + &letters(&credit), letters(&text));
    }

    #[test]
    fn tidying_keeps_every_word(text in any::<String>()) {
        let tidied = tidy(&text);
        prop_assert!(text.split_whitespace().eq(tidied.split_whitespace()));
        prop_assert_eq!(words(&tidied), words(&text));
        prop_assert_eq!(tidy(&tidied), tidied);
    }
}

/// Text of the characters the checks look for.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            " ",
            "  ",
            "\u{a0}",
            "\n",
            ".",
            "..",
            "...",
            "…",
            ",",
            ";",
            ":",
            "!",
            "?",
            "(",
            ")",
            "“",
            "”",
            "\"",
            "«",
            "»",
            "-",
            "–",
            "—",
            " - ",
            " – ",
            "/",
            "%",
            "°",
            "Cần",
            "Thơ",
            "hòa",
            "hoà",
            "kĩ",
            "kỹ",
            "tỉnh",
            "km",
            "Kg",
            "m2",
            "ha",
            "USD",
            "TP",
            "UBND",
            "TP.HCM",
            "IV",
            "NĐ-CP",
            "h",
            "ngày",
            "tháng",
            "quý",
            "số",
            "điều",
            "khoản",
            "thứ hai",
            "tết",
            "chủ tịch",
            "Nguyễn",
            "Văn",
            "nghành",
            "xử dụng",
            "qủa",
            "1",
            "26",
            "02",
            "2021",
            "3.270",
            "1,250,000",
            "12.5",
            "0293",
            "30-02-2021",
            "8h30",
            "www.a.vn",
            "\u{200b}",
            "\u{301}",
            "\u{ad}",
            "Ð",
            "а",
            "\u{1}",
            "\u{fffd}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![tricky(), any::<String>()]
}

/// Any letters of the alphabet, spaces and digits.
fn letters_of_the_alphabet() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            proptest::sample::select(ALPHABET.chars().collect::<Vec<char>>()),
            proptest::sample::select(
                " bcdghklmnpqrstvxzBCDGHK019.,;:'?~^(+\\`-"
                    .chars()
                    .collect::<Vec<char>>()
            ),
        ],
        0..40,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

const ALPHABET: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ\
    AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ";

/// Whether findings lie between characters, in order.
fn fit(text: &str, findings: &[Finding]) -> bool {
    findings.iter().all(|finding| text.get(finding.range.clone()).is_some())
        && findings.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start)
}

/// Nothing here may look at a whole text once for each of its letters: each of these would
/// take minutes then.
#[test]
fn endless_words_come_to_an_end() {
    for piece in [
        "1-", "1.", "1-A-", "аa", " ,", "\"“(", "a@b.vn ", "ngườx", "à", "a.A", "a ",
        "12,", "!", "…", "quyết.",
    ] {
        let text = piece.repeat(8_000);
        let style = TextStyle::default();
        mend_typography(&text, &style);
        spelling(&text, &KnownWords::default());
        capitals(&text);
        speak(&text, &Lexicon::office());
        utterances(&text, 200);
        detect(&text, None);
        set_tone_style(&text, ToneStyle::New);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_alphabet_goes_through_every_encoding_and_back(text in letters_of_the_alphabet()) {
        for encoding in Encoding::ALL {
            let text = match encoding {
                Encoding::Tcvn3 => text.to_lowercase(),
                _ => text.clone(),
            };
            let encoded = encode(&text, encoding);
            prop_assert_eq!(&encoded.unmapped, &[]);
            let decoded = decode_bytes(&encoded.bytes, encoding);
            prop_assert_eq!(&decoded.text, &text, "{:?}", encoding);
            prop_assert_eq!(&decoded.unmapped, &[]);
        }
    }

    #[test]
    fn bytes_read_through_the_code_page_of_viet_nam_come_back(text in letters_of_the_alphabet()) {
        for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps] {
            let text = text.to_lowercase();
            let bytes = encode(&text, encoding).bytes;
            // An independent reading of the bytes, as a program of Windows has it.
            let (read, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&bytes);
            prop_assert_eq!(decode(&read, encoding).text, text, "{:?}", encoding);
        }
    }

    #[test]
    fn the_code_page_is_that_of_the_standard(text in letters_of_the_alphabet()) {
        let bytes = encode(&text, Encoding::Windows1258).bytes;
        let (read, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&bytes);
        prop_assert_eq!(nfc(&read), text);
    }

    #[test]
    fn any_text_is_read_in_any_encoding(text in texts(), bytes in any::<Vec<u8>>()) {
        for encoding in Encoding::ALL {
            let decoded = decode(&text, encoding);
            prop_assert_eq!(&nfc(&decoded.text), &decoded.text);
            prop_assert!(decoded.unmapped.iter().all(|lost| text[lost.at..].starts_with(lost.letter)));
            decode_bytes(&bytes, encoding);
            encode(&text, encoding);
        }
        for font in [None, Some(".VnTimeH"), Some("VNI-Times")] {
            if let Some(offer) = detect(&text, font) {
                prop_assert!((0.0..=1.0).contains(&offer.confidence));
                prop_assert!(offer.text != text);
            }
        }
        let runs = [Run { text: &text, font: None }, Run { text: "chÕ ®é", font: None }];
        prop_assert_eq!(detect_runs(&runs).len(), 2);
    }

    #[test]
    fn tone_styles_are_idempotent_and_go_back(text in texts()) {
        let old = set_tone_style(&text, ToneStyle::Old).into_owned();
        let new = set_tone_style(&text, ToneStyle::New).into_owned();
        prop_assert_eq!(set_tone_style(&old, ToneStyle::Old), old.as_str());
        prop_assert_eq!(set_tone_style(&new, ToneStyle::New), new.as_str());
        prop_assert_eq!(set_tone_style(&old, ToneStyle::New), new.as_str());
        prop_assert_eq!(set_tone_style(&new, ToneStyle::Old), old.as_str());
        prop_assert_eq!(fold(&old), fold(&text));
    }

    #[test]
    fn typography_is_mended_once_and_for_all(text in texts()) {
        let style = TextStyle::default();
        let findings = typography(&text, &style);
        prop_assert!(fit(&text, &findings), "{:?}", findings);
        let mended = mend_typography(&text, &style);
        prop_assert_eq!(mend_typography(&mended, &style), mended.clone());
        // Nothing is left that could be mended unseen.
        let left = typography(&mended, &style)
            .into_iter()
            .find(|finding| finding.rule.is_sure() && !finding.fixes.is_empty());
        prop_assert_eq!(left, None);
    }

    #[test]
    fn every_check_stays_within_the_text(text in texts()) {
        let known = KnownWords::default();
        for findings in [spelling(&text, &known), capitals(&text)] {
            prop_assert!(fit(&text, &findings), "{:?}", findings);
            mend(&text, &findings);
        }
        // Capitals change case only.
        let mended = mend(&text, &capitals(&text));
        prop_assert_eq!(mended.to_lowercase(), text.to_lowercase());
    }

    #[test]
    fn speech_is_tidy(text in texts()) {
        for lexicon in [Lexicon::office(), Lexicon::new()] {
            let said = speak(&text, &lexicon);
            prop_assert!(!said.contains("  ") && !said.contains(",,") && !said.contains(" ,"), "{:?}", said);
            let lines = |text: &str| text.split('\n').count();
            prop_assert_eq!(lines(&said), nfc(&text).lines().count().max(1));
        }
    }

    #[test]
    fn plain_syllables_are_said_as_they_are(
        words in proptest::collection::vec(
            proptest::sample::select("anh em ruộng đồng Hậu Giang, nước. quyết tâm; sáng chiều".split(' ').collect::<Vec<_>>()),
            1..12,
        )
    ) {
        let text = words.join(" ");
        let said = speak(&text, &Lexicon::office());
        prop_assert_eq!(said, text.trim_end_matches([',', ';']));
    }

    #[test]
    fn utterances_are_short_and_lose_no_word(text in texts(), longest in 1usize..60) {
        let found = utterances(&text, longest);
        let parts: Vec<&str> = found.iter().map(|range| &text[range.clone()]).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&parts.concat()), bare(&text));
        for part in parts {
            prop_assert!(part.chars().count() <= longest || !part.contains(char::is_whitespace));
        }
    }

    #[test]
    fn order_is_an_order(a in texts(), b in texts(), c in texts()) {
        use std::cmp::Ordering::Greater;
        let order = Order::new();
        prop_assert_eq!(order.names(&a, &b), order.names(&b, &a).reverse());
        if order.names(&a, &b) != Greater && order.names(&b, &c) != Greater {
            prop_assert!(order.names(&a, &c) != Greater);
        }
    }

    #[test]
    fn sentences_lose_no_word(text in texts()) {
        let found = sentences(&text);
        let parts: Vec<&str> = found.iter().map(|range| &text[range.clone()]).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&parts.concat()), bare(&text));
        prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}

#[test]
fn a_letter_that_was_taken_apart_is_told_as_it_stands() {
    let text = "\n\u{fffd}\t\u{1fe}";
    for encoding in Encoding::ALL {
        let decoded = decode(text, encoding);
        let stands = |lost: &vntext::Unmapped| text[lost.at..].starts_with(lost.letter);
        assert!(decoded.unmapped.iter().all(stands), "{encoding:?} {decoded:?}");
    }
}

//! Any text and any bytes as Vietnamese: every reading, check and way of saying it comes
//! to an end without a panic, and what must hold of each holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vntext::{
    Encoding, KnownWords, Lexicon, Run, TextStyle, ToneStyle, capitals, decode,
    decode_bytes, detect, detect_runs, encode, mend, mend_typography, nfc,
    set_tone_style, speak, spelling, typography, utterances,
};

fuzz_target!(|bytes: &[u8]| {
    for encoding in Encoding::ALL {
        let decoded = decode_bytes(bytes, encoding);
        assert_eq!(nfc(&decoded.text), decoded.text);
    }
    let text = String::from_utf8_lossy(bytes);
    for encoding in Encoding::ALL {
        let decoded = decode(&text, encoding);
        assert!(
            decoded.unmapped.iter().all(|lost| text[lost.at..].starts_with(lost.letter))
        );
        encode(&text, encoding);
    }
    for font in [None, Some(".VnTimeH"), Some("VNI-Times")] {
        detect(&text, font);
    }
    let runs: Vec<Run<'_>> = text.lines().map(|text| Run { text, font: None }).collect();
    assert_eq!(detect_runs(&runs).len(), runs.len());

    let style = TextStyle::default();
    let findings = [
        typography(&text, &style),
        spelling(&text, &KnownWords::default()),
        capitals(&text),
    ];
    for findings in findings {
        assert!(findings.iter().all(|found| text.get(found.range.clone()).is_some()));
        mend(&text, &findings);
    }
    let mended = mend_typography(&text, &style);
    assert_eq!(mend_typography(&mended, &style), mended);
    let old = set_tone_style(&text, ToneStyle::Old);
    assert_eq!(set_tone_style(&old, ToneStyle::Old), old);

    speak(&text, &Lexicon::office());
    utterances(&text, 200);
});

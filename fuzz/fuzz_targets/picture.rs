//! Any bytes as a picture: read, looked at and given words, or refused, never a panic.
//!
//! `seeds/picture` holds a small file of each kind, from which a run starts.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(found) = photo::inspect(bytes) else {
        assert!(photo::glance(bytes).is_err());
        return;
    };
    assert!(found.size.width > 0 && found.size.height > 0);
    // A header may promise more than there is time for.
    if u64::from(found.size.width) * u64::from(found.size.height) > 4_000_000 {
        return;
    }
    if let Ok(glance) = photo::glance(bytes) {
        let inside = |part: f64| (0.0..=1.0).contains(&part);
        assert!(inside(glance.focus.x) && inside(glance.focus.y));
    }
    if let Ok(written) = photo::with_words(bytes, &found.words) {
        // Written words are found again, whatever else stands in the file.
        assert_eq!(
            photo::inspect(&written).map(|found| found.kind),
            Ok(photo::Kind::Jpeg)
        );
    }
});

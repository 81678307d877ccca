//! What holds for every text whatsoever.

use proptest::prelude::*;
use vntext::{fold, nfc, slug, split_credit, tidy, words};

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

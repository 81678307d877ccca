//! The page Bantin was founded on, word by word.

use vntext::{bind, fold, is_syllable};

const PAGE: &str = include_str!("../../../../samples/can-tho-hau-giang.txt");

#[test]
fn every_accented_word_is_a_syllable() {
    let words =
        PAGE.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_ascii());
    let mut count = 0;
    for word in words {
        assert!(is_syllable(word), "{word}");
        count += 1;
    }
    assert!(count > 800, "{count}");
}

#[test]
fn every_name_of_two_syllables_is_bound() {
    const NAMES: [&str; 6] =
        ["Cần Thơ", "Hậu Giang", "Vị Thanh", "Xà No", "Một Ngàn", "Quang Mạnh"];
    for line in PAGE.lines() {
        let bound = bind(line);
        for name in NAMES {
            for (at, _) in line.match_indices(name) {
                let whole = at..at + name.len();
                assert!(
                    bound.iter().any(|r| r.start <= whole.start && whole.end <= r.end),
                    "{name} in {line}"
                );
            }
        }
    }
}

#[test]
fn the_page_folds_to_ascii_letters() {
    assert!(fold(PAGE).chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii()));
}

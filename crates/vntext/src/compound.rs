//! Words of two syllables that a headline should not tear apart.
//!
//! Vietnamese writes a space between all syllables, so where one word ends and the next
//! begins cannot be seen. A list of the words that headlines of bulletins are made of
//! goes a long way; a pair that is not listed is taken for two words. Unlike [`bind`],
//! which forbids a break, this is a hint for type so large that every break is seen.
//!
//! [`bind`]: crate::bind()

use std::cmp::Ordering;

/// Pairs in the order of their bytes, one a line.
const COMPOUNDS: &str = include_str!("compounds.txt");

/// Whether two neighbouring syllables are one word: `dưa` and `hấu`.
///
/// Case and punctuation around the pair do not matter; punctuation between them parts
/// them.
///
/// ```
/// assert!(vntext::is_compound("Ký", "kết,"));
/// assert!(!vntext::is_compound("ký,", "kết"));
/// assert!(!vntext::is_compound("hợp", "Hậu"));
/// ```
pub fn is_compound(first: &str, second: &str) -> bool {
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    let second = second.trim_end_matches(|c: char| !c.is_alphanumeric());
    let pair = format!("{first} {second}").to_lowercase();
    find(&pair)
}

/// Searches the lines by halves, so that no table is built.
fn find(pair: &str) -> bool {
    let (mut from, mut to) = (0, COMPOUNDS.len());
    while from < to {
        let middle = COMPOUNDS.floor_char_boundary((from + to) / 2);
        let start = COMPOUNDS[from..middle].rfind('\n').map_or(from, |at| from + at + 1);
        let end = COMPOUNDS[start..].find('\n').map_or(to, |at| start + at);
        match COMPOUNDS[start..end].cmp(pair) {
            Ordering::Equal => return true,
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_pair_is_found_and_the_list_is_in_order() {
        let pairs: Vec<&str> = COMPOUNDS.lines().collect();
        assert!(pairs.is_sorted_by(|a, b| a < b));
        for pair in pairs {
            let (first, second) = pair.split_once(' ').expect("two syllables");
            assert!(is_compound(first, second), "{pair}");
            assert_eq!(crate::nfc(pair), pair);
        }
    }

    #[test]
    fn what_is_not_listed_is_two_words() {
        for (first, second) in
            [("kinh", "xã"), ("", ""), ("z", "z"), ("an", ""), ("tế", "kinh"), ("…", "…")]
        {
            assert!(!is_compound(first, second), "{first} {second}");
        }
    }
}

//! Bringing over what an older counter had counted.

use crate::ledger::{Ledger, LedgerError, SITE};
use std::path::Path;

/// A failure to bring old counts over; nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CarryError {
    /// The list cannot be read.
    #[error("failed to read the list")]
    Read(#[source] std::io::Error),

    /// A line is not an id, a comma and a number.
    #[error("line {line} is not an id, a comma and a whole number")]
    Line {
        /// Which, counted from 1.
        line: usize,
    },

    /// The file of counts cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Reads a list of old sums, `id,views` on each line, with `total,number` for the visits
/// of the whole site, into the file of counts. They are added to every sum that is
/// told; reading the list again replaces them. Empty lines, lines that begin with `#`
/// and a first line of titles (`id,views`) are passed over. Returns how many sums were
/// brought over.
///
/// # Errors
///
/// [`CarryError`]; the counts are as they were.
pub fn carry(list: &Path, file: &Path) -> Result<usize, CarryError> {
    let text = std::fs::read_to_string(list).map_err(CarryError::Read)?;
    let counts = counts(&text)?;
    Ledger::open(file)?.carry(&counts)?;
    Ok(counts.len())
}

fn counts(text: &str) -> Result<Vec<(String, u64)>, CarryError> {
    let mut counts = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        let is_title = index == 0 && line.eq_ignore_ascii_case("id,views");
        if line.is_empty() || line.starts_with('#') || is_title {
            continue;
        }
        let fault = || CarryError::Line { line: index + 1 };
        let (id, count) = line.split_once([',', ';', '\t']).ok_or_else(fault)?;
        let (id, count) = (id.trim().trim_matches('"'), count.trim().trim_matches('"'));
        let count: u64 = count.parse().map_err(|_| fault())?;
        // SQLite counts with a sign.
        if id.is_empty() || count > i64::MAX as u64 / 2 {
            return Err(fault());
        }
        let id = if id.eq_ignore_ascii_case("total") { SITE } else { id };
        counts.push((id.to_owned(), count));
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_habits_are_read() {
        let text = "\u{feff}id,views\n# from the old portal\n\na,12\n\"b\";\"3\"\r\ntotal\t7448251\n";
        let expected = [("a", 12), ("b", 3), (SITE, 7_448_251)];
        assert_eq!(counts(text).unwrap(), expected.map(|(id, n)| (id.to_owned(), n)));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for (text, expected) in [
            ("a,1\nb", 2),
            ("a,-1", 1),
            ("a,1\n\n,5", 3),
            ("a,99999999999999999999", 1),
            ("a,9223372036854775807", 1),
        ] {
            let fault = counts(text).unwrap_err();
            assert!(
                matches!(fault, CarryError::Line { line } if line == expected),
                "{text:?}: {fault}"
            );
        }
    }
}

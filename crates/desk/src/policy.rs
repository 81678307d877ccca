//! What the office decided for everybody on this computer, in a file of the system.
//!
//! It says what new bulletins begin with, where each person may choose otherwise, and it
//! may forbid publishing. A file that is missing or odd decides nothing, and unknown keys
//! are left alone, so that one file can serve several versions. Only what is forbidden
//! stays forbidden when it is written oddly.

use crate::places;
use serde::Deserialize;
use std::fs;

/// What new bulletins begin with, and what nobody may.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Policy {
    /// The design offered first; empty leaves our own order.
    pub(crate) design: String,
    /// Address of the office's view counter; empty means none.
    pub(crate) counter_url: String,
    /// Nobody publishes from this computer: `publish = false`.
    #[serde(skip)]
    pub(crate) forbids_publishing: bool,
}

impl Policy {
    /// Reads the policy of this computer.
    pub(crate) fn load() -> Self {
        let text = places::policy_file().and_then(|path| fs::read_to_string(path).ok());
        Self::read(&text.unwrap_or_default())
    }

    fn read(text: &str) -> Self {
        // An editor of Windows may put a mark before the first letter.
        let text = text.trim_start_matches('\u{feff}');
        let forbids_publishing = match text.parse::<toml::Table>() {
            Ok(keys) => {
                keys.get("publish").is_some_and(|may| may.as_bool() != Some(true))
            }
            Err(_) => text.lines().any(|line| line.trim_start().starts_with("publish")),
        };
        Self { forbids_publishing, ..toml::from_str(text).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, design: &str, counter_url: &str) {
        let policy = Policy::read(text);
        assert_eq!(policy.design, design, "{text}");
        assert_eq!(policy.counter_url, counter_url, "{text}");
    }

    #[test]
    fn a_policy_says_what_bulletins_begin_with() {
        check("design = \"trang-trong\"", "trang-trong", "");
        check("\u{feff}counter_url = \"https://a.vn\"\r\n", "", "https://a.vn");
        check("later = true\ndesign = \"mot-mau\"", "mot-mau", "");
    }

    #[test]
    fn no_policy_and_an_odd_one_decide_nothing() {
        for text in ["", "design", "design = 3", "[design]\nname = \"x\""] {
            check(text, "", "");
        }
    }

    #[test]
    fn what_is_forbidden_stays_forbidden_when_it_is_written_oddly() {
        let forbids = |text| Policy::read(text).forbids_publishing;
        for text in ["", "publish = true", "# publish = false", "design = 3", "design"] {
            assert!(!forbids(text), "{text}");
        }
        for text in [
            "publish = false",
            "\u{feff}publish=false\r\n",
            "publish = \"no\"",
            "publish = no",
            "design = \npublish = false",
        ] {
            assert!(forbids(text), "{text}");
        }
    }

    #[test]
    fn the_file_we_give_away_shows_every_key() {
        let given = include_str!("../../../installers/policy.toml");
        check(given, "", "");
        let set: String = given
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .filter(|line| line.contains(" = "))
            .map(|line| format!("{line}\n"))
            .collect();
        check(&set, "trang-trong", "https://bantin.example.vn/dem");
        assert!(!Policy::read(given).forbids_publishing);
        assert!(Policy::read(&set).forbids_publishing);
    }
}

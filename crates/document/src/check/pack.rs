//! Rule packs: what a law asks of a bulletin, as dated data with its sources.
//!
//! A pack is a file that a person can copy and change (`packs/*.toml`); reading files is
//! the caller's business. Rules remark and never block.
//!
//! Invariants:
//! - The issue's date chooses among the packs of a bulletin that names none.
//! - A rule that was not read in the law in force (`certain = false`) never says "must".

use crate::{Article, Date, Edition, Key, Lang, Remark, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Rules that hold from one day to another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What it is called, by language.
    pub name: BTreeMap<String, String>,
    /// First day; `None` is ever since.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day; `None` is until further notice.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// What it asks.
    #[serde(default, rename = "rule")]
    pub rules: Vec<PackRule>,
    /// What is not known of this law.
    #[serde(default)]
    pub unknown: Vec<Unknown>,
}

/// One rule and where it stands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PackRule {
    /// What is asked.
    #[serde(flatten)]
    pub asks: Asks,
    /// The law, decree or licence and its clause.
    pub source: String,
    /// Where it was read.
    #[serde(default)]
    pub address: String,
    /// The day it was read, `YYYY-MM-DD`.
    #[serde(default)]
    pub read: String,
    /// The first day it holds, when that is later than the pack's; before, it is told as
    /// what is to come.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Whether it is known to be in force.
    #[serde(default = "yes")]
    pub certain: bool,
}

/// What a rule asks of a bulletin.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asks {
    /// Pages no larger than this, in millimetres.
    Trim {
        /// Largest width.
        width: f64,
        /// Largest height.
        height: f64,
    },
    /// No more pages than this.
    Pages {
        /// Largest number.
        most: usize,
    },
    /// No advertisements.
    NoAdvertising,
    /// What keeps readers out is no matter of taste: these remarks weigh more.
    Accessible {
        /// Codes of the remarks.
        remarks: Vec<String>,
    },
    /// These fields are printed.
    Imprint {
        /// The fields.
        fields: Vec<Key>,
    },
}

/// Something nobody has read in a source yet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Unknown {
    /// What is not known.
    pub what: String,
    /// Where it might stand.
    #[serde(default)]
    pub address: String,
}

impl Pack {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// Looks at an issue of so many pages with the eyes of these packs, then compares it
/// with what its licence says.
pub fn check_rules(edition: &Edition, packs: &[Pack], pages: usize) -> Vec<Remark> {
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let mut remarks: Vec<Remark> =
        rules.flat_map(|rule| asked(edition, rule, pages)).collect();
    remarks.extend(licence(edition, pages));
    let mut seen = Vec::new();
    // Two packs may ask the same.
    remarks.retain(|remark| {
        let field = remark.values.iter().find(|(name, _)| *name == "field").cloned();
        let key = (remark.code, remark.place.clone(), field);
        !seen.contains(&key) && {
            seen.push(key);
            true
        }
    });
    remarks
}

/// Lets remarks weigh what these packs make of them, and names the source: what a law
/// in force asks for is a must.
pub fn weigh(edition: &Edition, packs: &[Pack], remarks: &mut [Remark]) {
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        let Asks::Accessible { remarks: codes } = &rule.asks else { continue };
        let in_force = rule.from.is_none_or(|from| from <= edition.issue.date);
        let severity =
            if rule.certain && in_force { Severity::Must } else { Severity::Should };
        for remark in remarks.iter_mut() {
            let told = remark.values.iter().any(|(name, _)| *name == "law");
            if !told && codes.iter().any(|code| code == remark.code) {
                remark.severity = remark.severity.min(severity);
                remark.values.push(("law", rule.source.clone()));
            }
        }
    }
}

fn asked(edition: &Edition, rule: &PackRule, pages: usize) -> Vec<Remark> {
    let severity = if rule.certain { Severity::Must } else { Severity::Should };
    let from_law = |remark: Remark| remark.with("source", rule.source.clone());
    match &rule.asks {
        Asks::Trim { width, height } => {
            let trim = edition.bulletin.trim;
            let fits = trim.width.get() <= *width && trim.height.get() <= *height;
            let remark = Remark::new("trim.too_large", severity)
                .with("trim", trim.to_string().replace('x', " × "))
                .with("most", format!("{width} × {height}"));
            if fits { Vec::new() } else { vec![from_law(remark)] }
        }
        Asks::Pages { most } if pages > *most => {
            let remark = Remark::new("pages.too_many", severity)
                .with("pages", pages.to_string())
                .with("most", most.to_string());
            vec![from_law(remark)]
        }
        // Those remarks are made elsewhere: see `weigh`.
        Asks::Pages { .. } | Asks::Accessible { .. } => Vec::new(),
        Asks::NoAdvertising => {
            let advertising =
                edition.articles.iter().filter(|a| is_advertising(edition, a));
            let remark = |article: &Article| {
                from_law(Remark::new("ad.in_bulletin", severity).article(article.id))
            };
            advertising.map(remark).collect()
        }
        Asks::Imprint { fields } => {
            let missing =
                fields.iter().filter(|key| edition.text(**key).trim().is_empty());
            let remark = |key: &Key| {
                let remark = Remark::new("imprint.missing", severity);
                from_law(remark.with("field", key.as_str()))
            };
            missing.map(remark).collect()
        }
    }
}

/// Words by which an advertisement names itself.
const ADVERTISING: [&str; 6] = [
    "quang cao",
    "thong tin quang cao",
    "bai pr",
    "advertisement",
    "advertorial",
    "sponsored",
];

/// Whether genre, section, kicker or a tag call the article an advertisement.
fn is_advertising(edition: &Edition, article: &Article) -> bool {
    let section = edition.section_of(article).map_or("", |section| &section.name);
    let named = [section, &article.genre, &article.kicker];
    let tags = article.tags.iter().map(String::as_str);
    named.into_iter().chain(tags).any(|words| {
        let words = vntext::fold(words.trim());
        ADVERTISING.contains(&words.as_str())
    })
}

/// Where the issue departs from what its licence names. A field the licence leaves open
/// is not compared.
fn licence(edition: &Edition, pages: usize) -> Vec<Remark> {
    let trim = edition.bulletin.trim.to_string();
    let pages = pages.to_string();
    let compared = [
        (Key::LicenceName, "name", edition.bulletin.name()),
        (Key::LicenceTrim, "trim", trim.as_str()),
        (Key::LicencePages, "pages", pages.as_str()),
        (Key::LicenceRun, "print_run", edition.text(Key::PrintRun)),
        (Key::LicencePeriod, "period", edition.text(Key::Period)),
        (Key::LicencePrinter, "printer", edition.text(Key::Printer)),
    ];
    compared
        .into_iter()
        .filter_map(|(key, field, now)| {
            let granted = edition.text(key).trim();
            let same = granted.is_empty()
                || now.trim().is_empty()
                || plain(granted) == plain(now);
            (!same).then(|| {
                Remark::new("licence.departs", Severity::Should)
                    .with("field", field)
                    .with("granted", granted)
                    .with("now", now.trim())
            })
        })
        .collect()
}

/// What is written, whatever its spaces, capitals and thousands: `1.000 bản` is `1000`.
fn plain(text: &str) -> String {
    let text = vntext::nfc(text).to_lowercase().replace('×', "x");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let rest: Vec<&str> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !UNITS.contains(word))
        .collect();
    format!("{digits} {}", rest.join(" "))
}

/// Words beside a number that say nothing of their own.
const UNITS: [&str; 10] =
    ["bản", "cuốn", "trang", "kỳ", "số", "mm", "cm", "copies", "pages", "khổ"];

/// The packs an issue is looked at with, by name: those the bulletin names, else those
/// of its country that hold on the day of the issue.
pub fn packs_of(edition: &Edition, known: &BTreeMap<String, Pack>) -> Vec<String> {
    let named = edition.text(Key::Packs);
    let named: Vec<String> = named
        .split([',', ';', ' '])
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if !named.is_empty() {
        return named;
    }
    // The law concerns bulletins published in Vietnam; the language is the best sign.
    if edition.bulletin.lang != Lang::Vi {
        return Vec::new();
    }
    let day = edition.issue.date;
    known
        .iter()
        .filter(|(name, pack)| name.starts_with("vn-") && pack.holds_on(day))
        .map(|(name, _)| name.clone())
        .collect()
}

fn yes() -> bool {
    true
}

fn day<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(input)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bulletin, Issue, IssueId};

    fn edition() -> Edition {
        let day = "2021-02-27".parse().expect("a day");
        let issue = Issue::new(IssueId(1), 9, day);
        Edition::new(Bulletin::new(Lang::Vi, "thoi-su"), issue)
    }

    fn pack(asks: Asks, certain: bool) -> Pack {
        let source = "Luật".to_owned();
        let (address, read) = (String::new(), String::new());
        Pack {
            name: BTreeMap::new(),
            from: None,
            until: None,
            rules: vec![PackRule { asks, source, address, read, certain, from: None }],
            unknown: Vec::new(),
        }
    }

    #[track_caller]
    fn check(
        asks: Asks,
        certain: bool,
        pages: usize,
        expected: Option<(&str, Severity)>,
    ) {
        let remarks = check_rules(&edition(), &[pack(asks, certain)], pages);
        let found = remarks.first().map(|remark| (remark.code, remark.severity));
        assert_eq!(found, expected);
        assert!(remarks.len() <= 1, "{remarks:?}");
    }

    #[test]
    fn limits_hold_up_to_themselves() {
        let pages = || Asks::Pages { most: 64 };
        check(pages(), true, 64, None);
        check(pages(), true, 65, Some(("pages.too_many", Severity::Must)));
        let trim = |width| Asks::Trim { width, height: 270.0 };
        check(trim(190.0), true, 4, None);
        check(trim(189.5), true, 4, Some(("trim.too_large", Severity::Must)));
    }

    #[test]
    fn what_may_not_be_in_force_never_says_must() {
        let pages = Asks::Pages { most: 8 };
        check(pages, false, 12, Some(("pages.too_many", Severity::Should)));
    }

    #[test]
    fn two_packs_that_ask_the_same_remark_once() {
        let imprint = || Asks::Imprint { fields: vec![Key::LicenceNo, Key::Printer] };
        let packs = [pack(imprint(), true), pack(imprint(), true)];
        let remarks = check_rules(&edition(), &packs, 4);
        assert_eq!(remarks.len(), 2, "{remarks:?}");
    }

    #[test]
    fn the_licence_is_compared_whatever_its_spaces_and_units() {
        let departs = |key, granted: &str| {
            let mut edition = edition();
            edition.bulletin.values.set(key, granted);
            edition.bulletin.values.set(Key::PrintRun, "1.000");
            check_rules(&edition, &[], 8).iter().any(|r| r.code == "licence.departs")
        };
        for (key, same, other) in [
            (Key::LicenceRun, "1000 bản", "1.500 bản"),
            (Key::LicencePages, "8 trang", "16 trang"),
            (Key::LicenceTrim, "190 × 270 mm", "210 x 297"),
        ] {
            assert!(!departs(key, same), "{same}");
            assert!(departs(key, other), "{other}");
        }
        assert!(!departs(Key::LicencePrinter, "Xí nghiệp in"), "no printer named yet");
    }
}

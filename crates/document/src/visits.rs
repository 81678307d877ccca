//! Figures of a view counter as they were on a day, for pages that cannot ask it.
//!
//! A package on a USB stick, a counter that is down, a reader without JavaScript: the
//! pages then show what was known when they were made, with its day. Counting is the
//! counter's business; this module reads what it said, as the officer keeps it in the
//! field `counter_figures`.
//!
//! Invariants:
//! - Figures have a day: a number without one would pass for today's.
//! - How many are online, today's and this month's visits are never kept: they are
//!   wrong the day after.

use crate::ArticleId;
use std::collections::BTreeMap;
use std::str::FromStr;
use vntext::Date;

/// Seconds that Việt Nam is ahead of UTC.
const VIETNAM: i64 = 7 * 3600;

/// What kind of counter the pages speak to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CounterKind {
    /// Bantin's own, or any that keeps its contract.
    #[default]
    Bantin,
    /// GoatCounter.
    GoatCounter,
    /// Umami.
    Umami,
}

impl CounterKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Bantin, Self::GoatCounter, Self::Umami];

    /// The name in the field `counter_kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bantin => "bantin",
            Self::GoatCounter => "goatcounter",
            Self::Umami => "umami",
        }
    }
}

/// The text names no counter, or holds no figures with their day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not understood: {0}")]
pub struct NotUnderstood(pub String);

impl FromStr for CounterKind {
    type Err = NotUnderstood;

    /// Nothing is Bantin's own counter.
    fn from_str(name: &str) -> Result<Self, NotUnderstood> {
        let name = name.trim().to_ascii_lowercase();
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        found
            .or_else(|| name.is_empty().then_some(Self::Bantin))
            .ok_or(NotUnderstood(name))
    }
}

/// Figures of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visits {
    /// The day they were read.
    pub at: Date,
    /// Visits of the whole site, since the beginning.
    pub total: Option<u64>,
    /// Views by article.
    pub views: BTreeMap<ArticleId, u64>,
}

impl FromStr for Visits {
    type Err = NotUnderstood;

    /// Reads pairs of a name and a number, whatever stands between them: what the
    /// counter answers (`{"total": 98, "views": {…}, "at": 1795000000}`), its list
    /// (`<article>,12` in lines), or `at = 2026-11-23; total = 98; <article> = 12`.
    ///
    /// The error names the first piece that is none of these; `at` when there is no day.
    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let apart = |c: char| c.is_whitespace() || "{}[]\"',;:=".contains(c);
        let mut words = text.split(apart).filter(|word| !word.is_empty()).peekable();
        let (mut at, mut total, mut views) = (None, None, BTreeMap::new());
        while let Some(name) = words.next() {
            let refuse = || NotUnderstood(name.to_owned());
            // The word before the views themselves.
            if name == "views" {
                continue;
            }
            let value = words.next().ok_or_else(refuse)?;
            let number = || value.parse::<u64>().map_err(|_| refuse());
            match name {
                "at" => at = Some(day(value).ok_or_else(refuse)?),
                "total" => total = Some(number()?),
                "online" | "today" | "month" => {
                    number()?;
                }
                id => {
                    views.insert(id.parse().map_err(|_| refuse())?, number()?);
                }
            }
        }
        let at = at.ok_or_else(|| NotUnderstood("at".to_owned()))?;
        Ok(Self { at, total, views })
    }
}

/// A day as written, or the day in Việt Nam of so many seconds since 1970.
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let seconds: u32 = text.parse().ok()?;
    let mut days = (i64::from(seconds) + VIETNAM) / 86_400;
    // The civil calendar from days, by eras of 400 years that begin in March.
    days += 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = years + era * 400 + i64::from(month <= 2);
    Date::new(
        u16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(of_month).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "d5bd5483-c909-49f3-8d4f-dc82fbe374b1";

    #[track_caller]
    fn check(text: &str, day: &str, total: Option<u64>, views: Option<u64>) {
        let visits: Visits = text.parse().unwrap();
        assert_eq!(visits.at.to_string(), day, "{text}");
        assert_eq!(visits.total, total, "{text}");
        assert_eq!(visits.views.get(&ID.parse().unwrap()).copied(), views, "{text}");
    }

    #[test]
    fn figures_come_as_the_counter_says_them() {
        let answer = format!(
            r#"{{"online":3,"today":41,"month":1234,"total":98765,"views":{{"{ID}":12}},"at":1614384000}}"#
        );
        check(&answer, "2021-02-27", Some(98_765), Some(12));
        let list = format!("at,27/02/2021\ntotal,98765\n{ID},12\n");
        check(&list, "2021-02-27", Some(98_765), Some(12));
        check(&format!("at = 2021-02-27; {ID} = 0"), "2021-02-27", None, Some(0));
        check("at=1709164799", "2024-02-29", None, None);
        check("at=1709225999", "2024-02-29", None, None);
        check("at=1709226000", "2024-03-01", None, None);
    }

    #[test]
    fn figures_without_a_day_or_a_number_are_refused() {
        let refused = |text: &str| text.parse::<Visits>().map_err(|refused| refused.0);
        assert_eq!(refused("total=98"), Err("at".into()));
        assert_eq!(refused(""), Err("at".into()));
        assert_eq!(refused("at=2021-02-27; total=many"), Err("total".into()));
        assert_eq!(refused("at=2021-02-27; bai-1=3"), Err("bai-1".into()));
        assert_eq!(refused("at=yesterday"), Err("at".into()));
        assert_eq!(refused("at=2021-02-27; total"), Err("total".into()));
    }

    #[test]
    fn counters_have_names() {
        for kind in CounterKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!(" ".parse(), Ok(CounterKind::Bantin));
        assert!("matomo".parse::<CounterKind>().is_err());
    }
}

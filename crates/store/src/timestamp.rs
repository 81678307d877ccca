//! Moments, told by the caller: this crate never looks at a clock.

use std::fmt;
use std::str::FromStr;

const DAY: i64 = 86_400;

/// A moment in universal time, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment this many seconds after 1970-01-01T00:00:00Z.
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn as_unix(self) -> i64 {
        self.0
    }
}

/// Writes the ISO 8601 form, `2021-02-27T07:02:00Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// The text is not a moment such as `2021-02-27T07:02:00Z`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a moment in universal time: {0}")]
pub struct NotATimestamp(pub String);

impl FromStr for Timestamp {
    type Err = NotATimestamp;

    /// Reads exactly what [`Timestamp`] writes.
    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        let refuse = || NotATimestamp(text.to_owned());
        let (date, time) =
            text.strip_suffix('Z').and_then(|t| t.split_once('T')).ok_or_else(refuse)?;
        let date: document::Date = date.parse().map_err(|_| refuse())?;
        let parts: Vec<i64> = time
            .split(':')
            .map(|part| part.parse().ok().filter(|n| (0..60).contains(n)))
            .collect::<Option<_>>()
            .ok_or_else(refuse)?;
        let [hour @ 0..24, minute, second] = parts[..] else { return Err(refuse()) };
        let days = days(date.year().into(), date.month().into(), date.day().into());
        Ok(Self(days * DAY + hour * 3600 + minute * 60 + second))
    }
}

/// Year, month and day of a day counted from 1970-01-01 (Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524
        - day_of_era / 146_096)
        / 365;
    let day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The inverse of [`civil`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    let day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<i64>) {
        let got = text.parse::<Timestamp>().ok();
        assert_eq!(got.map(Timestamp::as_unix), expected, "{text}");
        if let Some(moment) = got {
            assert_eq!(moment.to_string(), text);
        }
    }

    #[test]
    fn moments_are_written_as_they_are_read() {
        check("1970-01-01T00:00:00Z", Some(0));
        check("2021-02-27T07:02:09Z", Some(1_614_409_329));
        check("2024-02-29T23:59:59Z", Some(1_709_251_199));
        check("1969-12-31T23:59:59Z", Some(-1));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "2021-02-27", "2021-02-27T07:02:09", "2021-02-30T00:00:00Z"] {
            check(text, None);
        }
        check("2021-02-27T24:00:00Z", None);
        check("2021-02-27T07:60:00Z", None);
    }
}

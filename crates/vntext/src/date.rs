//! Calendar days, as newspapers write them.

use crate::Lang;
use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, year 1000 to 9999. Always a real day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text or the numbers name no real day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date: {}", self.0)
    }
}

impl std::error::Error for NotADate {}

const WEEKDAYS_VI: [&str; 7] =
    ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Returns `None` unless the numbers name a real day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let real = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month);
        real.then_some(Self { year, month, day })
    }

    /// Year, such as 2021.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// `27/02/2021`, as Vietnamese portals and offices write it.
    pub fn slashed(self) -> String {
        format!("{:02}/{:02}/{}", self.day, self.month, self.year)
    }

    /// The day with its weekday: `Thứ Bảy, 27-2-2021` or `Saturday, 27 February 2021`.
    pub fn long(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => format!(
                "{}, {}-{}-{}",
                WEEKDAYS_VI[self.weekday()],
                self.day,
                self.month,
                self.year
            ),
            Lang::En => format!(
                "{}, {} {} {}",
                WEEKDAYS_EN[self.weekday()],
                self.day,
                MONTHS_EN[usize::from(self.month) - 1],
                self.year
            ),
        }
    }

    /// 0 for Monday to 6 for Sunday (Sakamoto's method).
    fn weekday(self) -> usize {
        const OFFSETS: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = usize::from(self.year) - usize::from(self.month < 3);
        let month = usize::from(self.month) - 1;
        let sunday_first = (year + year / 4 - year / 100
            + year / 400
            + OFFSETS[month]
            + usize::from(self.day))
            % 7;
        (sunday_first + 6) % 7
    }
}

/// Writes the ISO 8601 form, `2021-02-27`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2021-02-27`, `27/02/2021`, `27-2-2021` and `27.2.2021`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let refuse = || NotADate(text.to_owned());
        let numbers: Vec<u16> = text
            .trim()
            .split(['-', '/', '.'])
            .map(|part| part.trim().parse().ok())
            .collect::<Option<_>>()
            .ok_or_else(refuse)?;
        let [first, month, last] = numbers[..] else { return Err(refuse()) };
        let (year, day) = if first >= 1000 { (first, last) } else { (last, first) };
        let small = |number: u16| u8::try_from(number).ok();
        small(month)
            .zip(small(day))
            .and_then(|(month, day)| Self::new(year, month, day))
            .ok_or_else(refuse)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4)
            && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
        {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let got = text.parse::<Date>().ok().map(|d| (d.to_string(), d.long(Lang::Vi)));
        let expected = expected.map(|(iso, long)| (iso.to_owned(), long.to_owned()));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn every_usual_spelling_is_read() {
        for text in ["2021-02-27", "27/02/2021", "27-2-2021", " 27.2.2021 "] {
            check(text, Some(("2021-02-27", "Thứ Bảy, 27-2-2021")));
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in ["30/02/2021", "29-2-1900", "2021-13-01", "27/02", "", "a/b/c"] {
            check(text, None);
        }
        check("29/2/2024", Some(("2024-02-29", "Thứ Năm, 29-2-2024")));
    }
}

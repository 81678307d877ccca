//! The next issue: its number and day, what it takes over from the one before.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use document::{ArticleId, Date, Issue, IssueId, Key};
use store::{Changes, Edit, EditError, Op};

/// What the next issue is likely to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextIssue {
    /// Its number.
    pub number: u32,
    /// Its day.
    pub date: Date,
    /// Its pages, when the last one had a fixed count.
    pub pages: Option<u32>,
}

/// How often a bulletin appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Days(i64),
    Months(u32),
}

impl Desk {
    /// What the next issue is likely to be: number and day from the last one, the period
    /// of the imprint and how the numbers went so far. Without an issue, number 1 today.
    pub fn next_issue(&self) -> Result<NextIssue, Failure> {
        let issues = self.issues()?;
        let Some(last) = issues.last() else {
            return Ok(NextIssue { number: 1, date: clock::today(), pages: None });
        };
        let period = self.bulletin()?.values.get(Key::Period).to_owned();
        let period =
            read(&period).or_else(|| usual(&issues)).unwrap_or(Period::Months(1));
        let date = after(last.date, period);
        let is_new_year = date.year() != last.date.year();
        let number = match is_new_year && starts_again(&issues) {
            true => 1,
            false => last.number.saturating_add(1),
        };
        Ok(NextIssue { number, date, pages: last.pages })
    }

    /// The articles of the current issue that the next one begins with a copy of.
    pub fn recurring(&self) -> Result<Vec<ArticleId>, Failure> {
        Ok(self.store.recurring(self.issue)?)
    }

    /// Says whether the next issue begins with a copy of an article. Undoable.
    pub fn set_recurring(
        &mut self,
        article: ArticleId,
        recurring: bool,
    ) -> Result<Changes, Failure> {
        let edited =
            self.edit(Op::EditArticle, |edit| edit.set_recurring(article, recurring))?;
        Ok(edited.1)
    }

    /// From which day on words of the series hold that are written now: that of the
    /// current issue; for all issues when it is the first one.
    pub(crate) fn since(&self) -> Result<Option<Date>, Failure> {
        let Some(issue) = self.issue()? else { return Ok(None) };
        let is_first = self.issues()?.iter().all(|other| other.date >= issue.date);
        Ok((!is_first).then_some(issue.date))
    }
}

/// What a new issue does not take over as it stands: its counts go on, and what was said
/// of the printing of the last one is not yet true of this one.
pub(crate) fn go_on(
    edit: &mut Edit<'_>,
    last: IssueId,
    next: IssueId,
    date: Date,
) -> Result<(), EditError> {
    let before = edit.issue(last)?;
    let years = u32::from(date.year().saturating_sub(before.date.year()));
    for (key, more) in [(Key::RunningNo, 1), (Key::YearNo, years)] {
        // Roman and written numbers are for the officer to count.
        if let Ok(number) = before.values.get(key).trim().parse::<u32>() {
            edit.set_value(key, Some(next), &number.saturating_add(more).to_string())?;
        }
    }
    edit.set_value(Key::Deposit, Some(next), "")?;
    edit.set_value(Key::CoverPhoto, Some(next), "")
}

/// Understands how often a bulletin appears: "Mỗi tháng một kỳ", "hằng quý", "2 kỳ/tháng",
/// "weekly". `None` when it says something else.
fn read(period: &str) -> Option<Period> {
    let plain = vntext::fold(period);
    let has = |word: &str| plain.contains(word);
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = words.iter().find_map(|word| match *word {
        "hai" | "two" | "twice" => Some(2),
        "ba" | "three" => Some(3),
        "bon" | "four" => Some(4),
        "sau" | "six" => Some(6),
        word => word.parse::<u32>().ok().filter(|n| (2..=12).contains(n)),
    });
    // "Hai tháng một kỳ" is a span, "hai kỳ một tháng" a count.
    let at = |word: &str| plain.find(word).unwrap_or(usize::MAX);
    let unit = at("thang").min(at("month")).min(at("tuan")).min(at("week"));
    let counts = at("ky").min(at("so ")).min(at("so/")).min(at("twice")) < unit;
    let many = number.unwrap_or(1);
    if has("bimonth") {
        Some(Period::Months(2))
    } else if has("nua thang") || has("fortnight") || has("biweek") || has("semimonth") {
        Some(Period::Days(14))
    } else if has("quy") || has("quarter") {
        Some(Period::Months(3))
    } else if has("tuan") || has("week") {
        Some(Period::Days(if counts {
            7 / i64::from(many).max(1)
        } else {
            7 * i64::from(many)
        }))
    } else if has("thang") || has("month") {
        match (counts, many) {
            (true, 2..) => Some(Period::Days(i64::from(30 / many))),
            (true, _) => Some(Period::Months(1)),
            (false, many) => Some(Period::Months(many)),
        }
    } else if has("nua nam") || has("half") {
        Some(Period::Months(6))
    } else if has("nam") || has("year") || has("annual") {
        Some(Period::Months(12))
    } else if has("ngay") || has("daily") {
        Some(Period::Days(1))
    } else {
        None
    }
}

/// The distance of the last two issues, in whole months when that is what it is.
fn usual(issues: &[Issue]) -> Option<Period> {
    let [.., before, last] = issues else { return None };
    let days = days(last.date) - days(before.date);
    let months = (i64::from(last.date.year()) - i64::from(before.date.year())) * 12
        + i64::from(last.date.month())
        - i64::from(before.date.month());
    match (days, u32::try_from(months)) {
        (..=0, _) => None,
        (_, Ok(months @ 1..)) if (days - i64::from(months) * 30).abs() <= 6 => {
            Some(Period::Months(months))
        }
        _ => Some(Period::Days(days)),
    }
}

/// Whether a number ever became smaller when a year began.
fn starts_again(issues: &[Issue]) -> bool {
    issues.windows(2).any(|pair| {
        pair[1].date.year() > pair[0].date.year() && pair[1].number <= pair[0].number
    })
}

fn after(day: Date, period: Period) -> Date {
    match period {
        Period::Days(more) => dated(days(day) + more),
        Period::Months(more) => {
            let month = u32::from(day.month()) - 1 + more;
            let year = day.year() + u16::try_from(month / 12).unwrap_or(0);
            let month = u8::try_from(month % 12 + 1).unwrap_or(1);
            // The last day of a shorter month stands for one it does not have.
            (1..=day.day())
                .rev()
                .find_map(|day| Date::new(year, month, day))
                .unwrap_or(day)
        }
    }
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(day: Date) -> i64 {
    let date = jiff::civil::date(
        i16::try_from(day.year()).unwrap_or(i16::MAX),
        i8::try_from(day.month()).unwrap_or(1),
        i8::try_from(day.day()).unwrap_or(1),
    );
    let since = date.since(jiff::civil::date(1970, 1, 1));
    since.map_or(0, |span| i64::from(span.get_days()))
}

fn dated(days: i64) -> Date {
    let first = jiff::civil::date(1970, 1, 1);
    let day = first.saturating_add(jiff::Span::new().days(days.clamp(0, 2_000_000)));
    let parts =
        (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return clock::today() };
    Date::new(year, month, day).unwrap_or_else(clock::today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(period: &str, expected: Option<Period>) {
        assert_eq!(read(period), expected, "{period}");
    }

    #[test]
    fn the_words_of_an_imprint_say_how_often() {
        check("Mỗi tháng một kỳ", Some(Period::Months(1)));
        check("Hằng tháng", Some(Period::Months(1)));
        check("1 kỳ/tháng", Some(Period::Months(1)));
        check("2 kỳ/tháng", Some(Period::Days(15)));
        check("Hai tháng một số", Some(Period::Months(2)));
        check("02 tháng/kỳ", Some(Period::Months(2)));
        check("Hàng quý", Some(Period::Months(3)));
        check("Tuần 1 số", Some(Period::Days(7)));
        check("weekly", Some(Period::Days(7)));
        check("every two weeks", Some(Period::Days(14)));
        check("quarterly", Some(Period::Months(3)));
        check("twice a month", Some(Period::Days(15)));
        check("Nửa năm một kỳ", Some(Period::Months(6)));
        check("không định kỳ", None);
        check("", None);
    }

    #[track_caller]
    fn check_after(day: &str, period: Period, expected: &str) {
        assert_eq!(after(day.parse().unwrap(), period).to_string(), expected);
    }

    #[test]
    fn a_period_leads_to_the_next_day() {
        check_after("2021-02-27", Period::Months(1), "2021-03-27");
        check_after("2021-01-31", Period::Months(1), "2021-02-28");
        check_after("2021-11-15", Period::Months(3), "2022-02-15");
        check_after("2021-12-27", Period::Days(7), "2022-01-03");
        check_after("2020-02-27", Period::Days(14), "2020-03-12");
    }
}

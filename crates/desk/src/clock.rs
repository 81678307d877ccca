//! The time of day: the one place of the core that looks at a clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, to the second.
pub(crate) fn now() -> store::Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    store::Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Today, in UTC: close enough for the date that a new issue proposes.
pub(crate) fn today() -> document::Date {
    let text = now().to_string();
    let day = text.split('T').next().unwrap_or_default();
    day.parse().expect("a timestamp begins with its day")
}

/// A moment as people tell it where this machine stands: `14:02`, and the day before
/// it unless that is today.
pub(crate) fn told(at: store::Timestamp) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(at.as_unix()) else {
        return at.to_string();
    };
    let zone = jiff::tz::TimeZone::system();
    let local = moment.to_zoned(zone.clone());
    let is_today = jiff::Timestamp::now().to_zoned(zone).date() == local.date();
    let form = if is_today { "%H:%M" } else { "%d/%m/%Y %H:%M" };
    local.strftime(form).to_string()
}

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

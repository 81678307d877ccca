//! Dates and times as they are said.

use super::number::digits;

/// Words behind which a date needs no "ngày".
const BEFORE_DAY: [&str; 14] = [
    "ngày", "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "mùng", "mồng", "rằm", "khuya",
    "lúc", "nay", "qua",
];

/// Words that end the name of a feast, which a day and month follow: "Quốc khánh 2-9".
const FEASTS: [&str; 16] = [
    "lễ", "dịp", "khánh", "động", "nữ", "giáo", "sĩ", "nhi", "niệm", "mừng", "tết",
    "phóng", "lập", "đảng", "đoàn", "nam",
];

/// What a slash divides when no date is meant: "2/3 số hộ".
const DIVIDED: [&str; 12] = [
    "số", "diện", "dân", "tổng", "thành", "chặng", "quãng", "chiều", "hộ", "đại", "quân",
    "thể",
];

/// A date at the beginning of `text`, given the word before it: what is said, and its
/// length in bytes.
pub(super) fn date(text: &str, before: &str) -> Option<(String, usize)> {
    let before = before.to_lowercase();
    let (first, mark, at) = part(text)?;
    let count = digits(&text[at..]);
    let end = at + count;
    let second: u32 = text[at..end].parse().ok()?;
    let next = &text[end..];
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
    // 26-2-2021
    if count <= 2
        && let Some(rest) = next.strip_prefix(mark)
        && digits(rest) == 4
        && ends(&rest[4..])
        && is_day(first, second)
    {
        let named = if BEFORE_DAY.contains(&before.as_str()) { "" } else { "ngày " };
        let said = format!("{named}{first} tháng {second} năm {}", &rest[..4]);
        return Some((said, end + 1 + 4));
    }
    let goes_on = next.starts_with(mark) && digits(&next[1..]) > 0;
    if !ends(next) || goes_on || mark == '.' {
        return None;
    }
    // 2/2021
    if count == 4 && (1..=12).contains(&first) && (1900..2200).contains(&second) {
        let named =
            if matches!(before.as_str(), "tháng" | "quý") { "" } else { "tháng " };
        return Some((format!("{named}{first} năm {second}"), end));
    }
    if count > 2 || !is_day(first, second) {
        return None;
    }
    // 26-2, 02/9
    let named =
        BEFORE_DAY.contains(&before.as_str()) || FEASTS.contains(&before.as_str());
    let zero = text.starts_with('0') || text[at..].starts_with('0');
    let following =
        next.trim_start().split(|l: char| !l.is_alphabetic()).next().unwrap_or("");
    let meant = match mark {
        '/' => {
            named
                || zero
                || !DIVIDED.contains(&following) && (first > second || second > 10)
        }
        _ => named || zero || first > second && first > 12,
    };
    meant.then(|| (day(first, second, &before), end))
}

/// A time of day: "8h30", "14:30", "7g".
pub(super) fn time(text: &str, before: &str) -> Option<(String, usize)> {
    let hours = digits(text);
    let hour: u32 = text[..hours].parse().ok().filter(|hour| *hour <= 24)?;
    let rest = &text[hours..];
    let mark = rest.chars().next()?;
    if !(1..=2).contains(&hours) || !matches!(mark, 'h' | 'g' | 'H' | ':') {
        return None;
    }
    let minutes = digits(&rest[1..]);
    let end = hours + 1 + minutes;
    if text[end..].starts_with(|next: char| next.is_alphanumeric() || next == ':') {
        return None;
    }
    match minutes {
        // "5 g" is a weight; "7g" alone could be too, and is rarer than "7h".
        0 if matches!(mark, 'h' | 'H') => Some((format!("{hour} giờ"), end)),
        2 => {
            let minute: u32 = rest[1..3].parse().ok().filter(|minute| *minute < 60)?;
            // "tỷ số 2:10" and "tỷ lệ 1:50" are no times.
            if mark == ':' && matches!(before, "số" | "lệ") {
                return None;
            }
            let said = match minute {
                0 => format!("{hour} giờ"),
                _ => format!("{hour} giờ {minute} phút"),
            };
            Some((said, end))
        }
        _ => None,
    }
}

/// A number of one or two digits and the mark behind it.
fn part(text: &str) -> Option<(u32, char, usize)> {
    let count = digits(text);
    let mark = text[count..].chars().next()?;
    let fits = (1..=2).contains(&count) && matches!(mark, '-' | '/' | '.');
    let value = text[..count].parse().ok()?;
    (fits && digits(&text[count + 1..]) > 0).then_some((value, mark, count + 1))
}

fn is_day(day: u32, month: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

/// "ngày 26 tháng 2"; up to the tenth it is "mùng", unless the word stands there.
fn day(day: u32, month: u32, before: &str) -> String {
    let named = match day {
        _ if BEFORE_DAY.contains(&before) => "",
        ..=10 => "mùng ",
        _ => "ngày ",
    };
    format!("{named}{day} tháng {month}")
}

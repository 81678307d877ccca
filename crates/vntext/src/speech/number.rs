//! Numbers as they are said: whole ones in digits, decimals with "phẩy".

/// A number at the beginning of a text: what is said, and its length in bytes.
///
/// `3.270` is `3270`, `12,5` is `12 phẩy 5`; zeros in front of a number of two digits go
/// ("08 giờ"). A longer number that begins with zero is a code, and is read by its digits.
pub(super) fn number(text: &str) -> Option<(String, usize)> {
    let whole = digits(text);
    if whole == 0 {
        return None;
    }
    let mut end = whole;
    let mut said = text[..whole].to_owned();
    if whole <= 3 && !said.starts_with('0') {
        // "1,250,000" is counted in the English way; "1,250" is a decimal.
        let english = groups(&text[whole..], ',') >= 2;
        let mark = if english { ',' } else { '.' };
        for _ in 0..groups(&text[whole..], mark) {
            said.push_str(&text[end + 1..end + 4]);
            end += 4;
        }
    }
    if end == whole && said.len() > 2 && said.starts_with('0') {
        return Some((spelt(&said), end));
    }
    if said.len() == 2 && said.starts_with('0') {
        said.remove(0);
    }
    if let Some(rest) = text[end..].strip_prefix(',')
        && let decimals @ 1.. = digits(rest)
    {
        let part = &rest[..decimals];
        let part = match part.starts_with('0') || part.len() > 3 {
            true => spelt(part),
            false => part.to_owned(),
        };
        said = format!("{said} phẩy {part}");
        end += 1 + decimals;
    }
    Some((said, end))
}

/// Digits, letters or both, one by one.
pub(super) fn spelt(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(" ")
}

/// How many groups of three digits behind `mark` a text begins with.
fn groups(mut text: &str, mark: char) -> usize {
    let mut count = 0;
    while let Some(rest) = text.strip_prefix(mark)
        && digits(rest) == 3
    {
        count += 1;
        text = &rest[3..];
    }
    count
}

/// How many digits a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// A telephone number: groups of digits, nine to eleven in all, from zero or `+84` on.
///
/// Said digit by digit with a pause after each group.
pub(super) fn telephone(text: &str) -> Option<(String, usize)> {
    let (plus, rest) = match text.strip_prefix("+84") {
        Some(rest) => (3, rest.strip_prefix([' ', '.', '-']).unwrap_or(rest)),
        None => (0, text),
    };
    let start = text.len() - rest.len();
    let mut groups: Vec<&str> = Vec::new();
    let mut end = start;
    loop {
        let count = digits(&text[end..]);
        if count == 0 || groups.len() == 5 {
            break;
        }
        groups.push(&text[end..end + count]);
        end += count;
        let next = &text[end..];
        let parted = next.starts_with(['.', ' ', '-']) && digits(&next[1..]) > 0;
        if !parted {
            break;
        }
        end += 1;
    }
    let all: usize = groups.iter().map(|group| group.len()).sum();
    let shaped = (plus > 0 || groups.first()?.starts_with('0'))
        && (9 - plus / 3..=11).contains(&all)
        && groups.iter().skip(1).all(|group| (2..=7).contains(&group.len()))
        && !text[end..].starts_with(|next: char| next.is_alphanumeric() || next == '/');
    // "02 03 2021" is no telephone number.
    if !shaped || groups.iter().any(|group| group.len() < 3) {
        return None;
    }
    let said: Vec<String> = groups.iter().map(|group| spelt(group)).collect();
    let country = if plus > 0 { "cộng 8 4, " } else { "" };
    Some((format!("{country}{}", said.join(", ")), end))
}

/// The value of a Roman numeral of I, V, X and L, if it is one in canonical form.
pub(super) fn roman(text: &str) -> Option<u32> {
    let value = |letter| match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let values: Vec<i32> = text.chars().map(value).collect::<Option<_>>()?;
    let total: i32 = values
        .iter()
        .enumerate()
        .map(|(at, value)| match values.get(at + 1) {
            Some(next) if next > value => -value,
            _ => *value,
        })
        .sum();
    let total = u32::try_from(total).ok().filter(|total| (1..90).contains(total))?;
    (written(total) == text).then_some(total)
}

/// A number below 90 in Roman letters.
fn written(mut number: u32) -> String {
    let mut written = String::new();
    for (value, letters) in
        [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while number >= value {
            written.push_str(letters);
            number -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_their_beginning() {
        for (text, said, rest) in [
            ("3.270 sinh", "3270", " sinh"),
            ("1.250.000", "1250000", ""),
            ("1,250,000 đồng", "1250000", " đồng"),
            ("1,250 ha", "1 phẩy 250", " ha"),
            ("12,5 %", "12 phẩy 5", " %"),
            ("0,05", "0 phẩy 0 5", ""),
            ("2.600,75", "2600 phẩy 75", ""),
            ("08 giờ", "8", " giờ"),
            ("2021.", "2021", "."),
            ("12.5", "12", ".5"),
            ("5, 6", "5", ", 6"),
            ("00123", "0 0 1 2 3", ""),
        ] {
            let (got, end) = number(text).unwrap();
            assert_eq!((got.as_str(), &text[end..]), (said, rest), "{text}");
        }
        assert_eq!(number("x"), None);
    }

    #[test]
    fn telephone_numbers_are_read_by_digits() {
        let check = |text: &str, said: Option<&str>| {
            assert_eq!(telephone(text).map(|found| found.0).as_deref(), said, "{text}");
        };
        check("0293.3878.888", Some("0 2 9 3, 3 8 7 8, 8 8 8"));
        check("0939 123 456 gặp", Some("0 9 3 9, 1 2 3, 4 5 6"));
        check("0939123456", Some("0 9 3 9 1 2 3 4 5 6"));
        check("+84 939 123 456", Some("cộng 8 4, 9 3 9, 1 2 3, 4 5 6"));
        check("02 03 2021", None);
        check("3.270.000.000", None);
        check("0,5", None);
    }

    #[test]
    fn roman_numerals_are_canonical() {
        for (text, value) in [
            ("IV", Some(4)),
            ("XIII", Some(13)),
            ("XXI", Some(21)),
            ("IIII", None),
            ("VX", None),
            ("", None),
            ("M", None),
        ] {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}

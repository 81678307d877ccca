//! Whole numbers written out, as a voucher asks for beside the digits.

const DIGITS: [&str; 10] =
    ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// What stands behind each group of three digits, from the right; beyond a billion the
/// same three come again behind `tỷ`.
const GROUPS: [&str; 3] = ["", " nghìn", " triệu"];

/// A number in Vietnamese words.
///
/// ```
/// assert_eq!(vntext::numeral(1_170_000), "một triệu một trăm bảy mươi nghìn");
/// assert_eq!(vntext::numeral(2_005), "hai nghìn không trăm linh năm");
/// ```
pub fn numeral(number: u64) -> String {
    const BILLION: u64 = 1_000_000_000;
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let (billions, rest) = (number / BILLION, number % BILLION);
    let mut words = Vec::new();
    if billions > 0 {
        words.push(format!("{} tỷ", numeral(billions)));
    }
    for place in (0..3).rev() {
        let group = rest / 1000_u64.pow(place) % 1000;
        if group > 0 {
            let name = GROUPS[place as usize];
            words.push(format!("{}{name}", three(group as usize, !words.is_empty())));
        }
    }
    words.join(" ")
}

/// A group of three digits; after another group its hundreds are said though there are
/// none.
fn three(group: usize, follows: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut words = Vec::new();
    let said = hundreds > 0 || follows;
    if said {
        words.push(format!("{} trăm", DIGITS[hundreds]));
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if said => words.push(format!("linh {}", DIGITS[ones])),
        (0, _) => words.push(DIGITS[ones].to_owned()),
        (1, 0) => words.push("mười".to_owned()),
        (1, 5) => words.push("mười lăm".to_owned()),
        (1, _) => words.push(format!("mười {}", DIGITS[ones])),
        (_, _) => {
            let last = match ones {
                0 => "",
                1 => " mốt",
                4 => " tư",
                5 => " lăm",
                other => &format!(" {}", DIGITS[other]),
            };
            words.push(format!("{} mươi{last}", DIGITS[tens]));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_said() {
        for (number, words) in [
            (0, "không"),
            (4, "bốn"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (40, "bốn mươi"),
            (55, "năm mươi lăm"),
            (105, "một trăm linh năm"),
            (111, "một trăm mười một"),
            (1_000, "một nghìn"),
            (1_024, "một nghìn không trăm hai mươi tư"),
            (234_000, "hai trăm ba mươi tư nghìn"),
            (1_000_001, "một triệu không trăm linh một"),
            (2_000_000_000, "hai tỷ"),
            (1_000_500_000_000, "một nghìn tỷ năm trăm triệu"),
        ] {
            assert_eq!(numeral(number), words, "{number}");
        }
    }
}

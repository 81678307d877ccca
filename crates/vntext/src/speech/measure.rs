//! Units as they are said.

/// Units behind a number, longest first where one begins another.
const UNITS: &[(&str, &str)] = &[
    ("%", "phần trăm"),
    ("‰", "phần nghìn"),
    ("°C", "độ C"),
    ("oC", "độ C"),
    ("°", "độ"),
    ("km²", "ki-lô-mét vuông"),
    ("km2", "ki-lô-mét vuông"),
    ("km", "ki-lô-mét"),
    ("dm²", "đề-xi-mét vuông"),
    ("dm", "đề-xi-mét"),
    ("cm²", "xăng-ti-mét vuông"),
    ("cm2", "xăng-ti-mét vuông"),
    ("cm³", "xăng-ti-mét khối"),
    ("cm3", "xăng-ti-mét khối"),
    ("cm", "xăng-ti-mét"),
    ("mm", "mi-li-mét"),
    ("m²", "mét vuông"),
    ("m2", "mét vuông"),
    ("m³", "mét khối"),
    ("m3", "mét khối"),
    ("mg", "mi-li-gam"),
    ("ml", "mi-li-lít"),
    ("MW", "mê-ga-oát"),
    ("MWp", "mê-ga-oát"),
    ("MWh", "mê-ga-oát giờ"),
    ("m", "mét"),
    ("ha", "héc-ta"),
    ("kg", "ki-lô-gam"),
    ("g", "gam"),
    ("kWh", "ki-lô-oát giờ"),
    ("kW", "ki-lô-oát"),
    ("kVA", "ki-lô-vôn am-pe"),
    ("kV", "ki-lô-vôn"),
    ("kB", "ki-lô-bai"),
    ("MB", "mê-ga-bai"),
    ("GB", "gi-ga-bai"),
    ("TB", "tê-ra-bai"),
    ("W", "oát"),
    ("V", "vôn"),
    ("l", "lít"),
    ("đ", "đồng"),
    ("₫", "đồng"),
    ("€", "ơ-rô"),
    ("$", "đô la Mỹ"),
    ("inch", "in-sơ"),
    ("h", "giờ"),
    ("Hz", "héc"),
    ("ppm", "phần triệu"),
];

/// Words a slash stands behind: "người/km²".
const COUNTED: [&str; 14] = [
    "người", "tấn", "tạ", "đồng", "triệu", "tỷ", "nghìn", "lít", "con", "hộ", "lượt",
    "kg", "ca", "đ",
];

/// The unit at the beginning of a text: what is said, and its length in bytes. It ends
/// where a word ends; what it is divided by belongs to it ("km/h", "m³/ngày").
pub(super) fn unit(text: &str) -> Option<(String, usize)> {
    let (short, said) = plain(text)?;
    let mut end = short.len();
    let mut said = said.to_owned();
    if let Some((per, length)) = per(&text[end..]) {
        said = format!("{said} {per}");
        end += length;
    }
    Some((said, end))
}

/// "/km²" behind a counted word or a unit: "trên ki-lô-mét vuông".
pub(super) fn per(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('/')?;
    if let Some((short, said)) = plain(rest) {
        return Some((format!("trên {said}"), 1 + short.len()));
    }
    let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..end];
    let word = match word {
        "s" => "giây",
        "min" => "phút",
        word => word,
    };
    let small = !word.is_empty() && word.chars().all(char::is_lowercase);
    small.then(|| (format!("trên {word}"), 1 + end))
}

/// Whether a slash behind this word divides.
pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.contains(&word)
}

fn plain(text: &str) -> Option<(&'static str, &'static str)> {
    UNITS
        .iter()
        .filter(|(short, _)| {
            text.strip_prefix(short).is_some_and(|rest| {
                !short.ends_with(char::is_alphanumeric)
                    || !rest.starts_with(|next: char| next.is_alphanumeric())
            })
        })
        .max_by_key(|(short, _)| short.len())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_end_with_their_word() {
        for (text, said) in [
            ("km.", Some("ki-lô-mét")),
            ("km/h", Some("ki-lô-mét trên giờ")),
            ("m³/ngày", Some("mét khối trên ngày")),
            ("kgm", None),
            ("mình", None),
            ("%,", Some("phần trăm")),
            ("MWh", Some("mê-ga-oát giờ")),
        ] {
            assert_eq!(unit(text).map(|found| found.0).as_deref(), said, "{text}");
        }
    }
}

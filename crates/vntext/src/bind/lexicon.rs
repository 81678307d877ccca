//! The words that binding knows.
//!
//! Short lists of grammar and office language, not a dictionary: every rule must also
//! do something sensible with words nobody listed.

/// Single words followed by their number: "số 42", "năm 2021", "page 7".
const BEFORE_NUMBERS: &[&str] = &[
    "số",
    "điều",
    "khoản",
    "điểm",
    "chương",
    "mục",
    "phần",
    "tháng",
    "năm",
    "ngày",
    "quý",
    "thứ",
    "phường",
    "quận",
    "ấp",
    "tổ",
    "trang",
    "kỳ",
    "kì",
    "khóa",
    "khoá",
    "lớp",
    "cấp",
    "tuần",
    "tập",
    "hạng",
    "bảng",
    "hình",
    "no",
    "article",
    "section",
    "chapter",
    "page",
    "part",
    "volume",
    "issue",
    "figure",
    "table",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words of two syllables followed by their number; the last is bound to it.
const PAIRS_BEFORE_NUMBERS: &[(&str, &str)] = &[
    ("nghị", "quyết"),
    ("nghị", "định"),
    ("quyết", "định"),
    ("chỉ", "thị"),
    ("thông", "tư"),
    ("kế", "hoạch"),
    ("kết", "luận"),
    ("công", "văn"),
    ("quốc", "lộ"),
    ("tỉnh", "lộ"),
    ("hương", "lộ"),
    ("đường", "tỉnh"),
    ("đường", "huyện"),
    ("giai", "đoạn"),
    ("khu", "vực"),
    ("thế", "kỷ"),
    ("đại", "hội"),
    ("phụ", "lục"),
];

/// Signs and words after a number that measure it.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "mm", "cm", "dm", "m", "km", "m2", "m²", "km2", "km²",
    "m3", "m³", "ha", "g", "kg", "mg", "l", "ml", "W", "kW", "MW", "kWh", "V", "kV", "s",
    "h", "MB", "GB", "TB", "đ", "đồng", "USD", "VND", "VNĐ", "EUR", "$", "€", "₫",
    "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "giờ", "phút", "giây", "tuổi", "tấn",
    "tạ", "yến", "lít", "mét", "héc-ta", "hecta", "million", "billion", "percent",
    "hectares", "years",
];

/// Stretches of time that a number before them counts, unless one follows: "tháng 2".
const TIMES: &[&str] = &["ngày", "đêm", "tuần", "tháng", "năm", "lần"];

/// Words of address and rank before a name.
const HONORIFICS: &[&str] = &[
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "thầy", "em", "ths", "ts",
    "pgs", "gs", "bs", "đ/c", "mr", "mrs", "ms", "dr", "prof",
];

/// Ranks of two syllables before a name; the last is bound to it.
const HONORIFIC_PAIRS: &[(&str, &str)] = &[
    ("đồng", "chí"),
    ("bác", "sĩ"),
    ("thạc", "sĩ"),
    ("tiến", "sĩ"),
    ("giáo", "sư"),
    ("kỹ", "sư"),
    ("luật", "sư"),
    ("nhà", "báo"),
    ("đại", "tá"),
    ("thượng", "tá"),
    ("trung", "tá"),
    ("thiếu", "tá"),
    ("đại", "tướng"),
    ("thiếu", "tướng"),
];

/// Words that begin sentences with a capital but no name.
const SENTENCE_OPENINGS: &[&str] = &[
    "tại", "ở", "từ", "với", "theo", "và", "khi", "nếu", "do", "vì", "để", "các",
    "những", "của", "trong", "ngoài", "đến", "về", "sau", "trước", "như", "có", "là",
    "nhiều", "mỗi", "hiện", "nay", "nhờ", "riêng", "cả", "tuy", "nhưng", "bởi", "qua",
    "trên", "dưới", "cùng", "được", "bị", "hôm", "chiều", "sáng", "tối", "trưa", "ngày",
    "đây", "đó", "thưa", "gửi", "người", "mẹ", "cha", "con", "cháu", "dân", "phía",
    "bên", "kính", "giữa", "còn", "ngay", "lãnh", "mừng", "nhớ", "đưa", "thăm", "the",
    "in", "at", "on", "from", "to", "for", "with", "when", "if", "as", "by", "and",
    "but", "both", "near", "after", "before",
];

/// Words before a name that are capitalised but not bound to it: "Trường Đại học".
const NAME_HEADS: &[&str] = &[
    "trường",
    "sở",
    "ban",
    "bộ",
    "phòng",
    "trạm",
    "hội",
    "đảng",
    "huyện",
    "tỉnh",
    "xã",
    "phường",
    "quận",
    "ấp",
    "kênh",
    "sông",
    "cầu",
    "đường",
    "chợ",
    "nhà",
    "báo",
    "đài",
    "khu",
    "cục",
    "vụ",
    "viện",
    "tổng",
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
];

pub(super) fn takes_number(first: &str, second: &str) -> bool {
    let second = lower(second);
    BEFORE_NUMBERS.contains(&second.as_str())
        || pair_listed(PAIRS_BEFORE_NUMBERS, first, &second)
}

/// Roman numbers look like initials, so fewer words take them.
pub(super) fn takes_roman(first: &str, second: &str) -> bool {
    const WORDS: &[&str] = &[
        "quý", "khóa", "khoá", "chương", "mục", "phần", "kỳ", "thứ", "hạng", "tập",
        "part",
    ];
    let second = lower(second);
    WORDS.contains(&second.as_str())
        || ["kỷ", "hội", "lục", "vực"].contains(&second.as_str())
            && pair_listed(PAIRS_BEFORE_NUMBERS, first, &second)
}

pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

pub(super) fn is_time(word: &str) -> bool {
    TIMES.contains(&word)
}

/// Signs that make a word of their own or of their unit: "12,5 %".
pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter, '%' | '‰' | '°' | '$' | '€' | '₫' | '×' | '&' | '+' | '=')
}

pub(super) fn is_honorific(first: &str, second: &str) -> bool {
    let second = lower(second);
    HONORIFICS.contains(&second.as_str()) || pair_listed(HONORIFIC_PAIRS, first, &second)
}

pub(super) fn opens_sentences(word: &str) -> bool {
    listed(SENTENCE_OPENINGS, word)
}

pub(super) fn heads_names(word: &str) -> bool {
    listed(NAME_HEADS, word)
}

fn listed(words: &[&str], word: &str) -> bool {
    words.contains(&lower(word).as_str())
}

/// Whether a pair ends with `second`, in small letters, after `first`.
fn pair_listed(pairs: &[(&str, &str)], first: &str, second: &str) -> bool {
    pairs.iter().any(|(before, word)| *word == second && *before == lower(first))
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

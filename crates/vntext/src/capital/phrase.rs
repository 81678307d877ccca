//! Phrases whose case the decree fixes.

use crate::finding::Rule;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Phrases in their right case; tone marks in the old style.
const PHRASES: &[(Rule, &[&str])] = &[
    (
        Rule::CapitalPlace,
        &[
            "Thủ đô Hà Nội",
            "Thành phố Hồ Chí Minh",
            "Đồng bằng sông Cửu Long",
            "Đồng bằng sông Hồng",
            "Tây Nguyên",
            "Đông Bắc Bộ",
            "Nam Bộ",
            "Bắc Bộ",
            "Đông Nam Bộ",
            "Tây Nam Bộ",
            "Bắc Trung Bộ",
            "Nam Trung Bộ",
            "Việt Nam",
            "Đông Nam Á",
            "châu Á",
            "châu Âu",
            "châu Phi",
            "châu Mỹ",
        ],
    ),
    (
        Rule::CapitalOrganisation,
        &[
            "Ủy ban nhân dân",
            "Hội đồng nhân dân",
            "Tòa án nhân dân",
            "Viện kiểm sát nhân dân",
            "Ủy ban Thường vụ Quốc hội",
            "Quốc hội",
            "Chính phủ",
            "Thủ tướng Chính phủ",
            "Văn phòng Chính phủ",
            "Văn phòng Quốc hội",
            "Ban Chấp hành Trung ương",
            "Ban Bí thư",
            "Bộ Chính trị",
            "Ban Tổ chức Trung ương",
            "Ban Thường vụ Tỉnh ủy",
            "Đảng Cộng sản Việt Nam",
            "Mặt trận Tổ quốc Việt Nam",
            "Ủy ban Mặt trận Tổ quốc",
            "Liên đoàn Lao động",
            "Hội Liên hiệp Phụ nữ",
            "Hội Nông dân",
            "Hội Cựu chiến binh",
            "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
            "Tỉnh ủy",
            "Thành ủy",
            "Huyện ủy",
            "Quận ủy",
            "Bộ Giáo dục và Đào tạo",
            "Bộ Y tế",
            "Bộ Công an",
            "Bộ Quốc phòng",
            "Bộ Ngoại giao",
            "Bộ Nội vụ",
            "Bộ Tư pháp",
            "Bộ Tài chính",
            "Bộ Công Thương",
            "Bộ Xây dựng",
            "Bộ Nông nghiệp và Môi trường",
            "Bộ Khoa học và Công nghệ",
            "Bộ Văn hóa",
            "Bộ Dân tộc và Tôn giáo",
            "Sở Giáo dục và Đào tạo",
            "Sở Y tế",
            "Sở Nội vụ",
            "Sở Tư pháp",
            "Sở Tài chính",
            "Sở Công Thương",
            "Sở Xây dựng",
            "Sở Nông nghiệp và Môi trường",
            "Sở Khoa học và Công nghệ",
            "Ngân hàng Nhà nước",
            "Ngân hàng Chính sách xã hội",
            "Quân đội nhân dân Việt Nam",
            "Công an nhân dân",
        ],
    ),
    (Rule::CapitalNoun, &["Nhà nước", "Nhân dân"]),
    (
        Rule::CapitalHonour,
        &[
            "Huân chương Sao vàng",
            "Huân chương Hồ Chí Minh",
            "Huân chương Độc lập",
            "Huân chương Lao động",
            "Huân chương Kháng chiến",
            "Nghệ sĩ Nhân dân",
            "Nghệ sĩ Ưu tú",
            "Nhà giáo Nhân dân",
            "Nhà giáo Ưu tú",
            "Thầy thuốc Nhân dân",
            "Thầy thuốc Ưu tú",
            "Nghệ nhân Ưu tú",
            "Nghệ nhân Nhân dân",
            "Anh hùng Lao động",
            "Bà mẹ Việt Nam anh hùng",
            "Anh hùng Lực lượng vũ trang nhân dân",
            "Chiến sĩ thi đua toàn quốc",
        ],
    ),
    (
        Rule::CapitalFeast,
        &[
            "tết Nguyên đán",
            "tết Trung thu",
            "tết Đoan ngọ",
            "ngày Quốc khánh",
            "lễ Quốc khánh",
            "ngày Quốc tế Lao động",
            "ngày Quốc tế Phụ nữ",
            "ngày Phụ nữ Việt Nam",
            "ngày Nhà giáo Việt Nam",
            "ngày Thầy thuốc Việt Nam",
            "ngày Giải phóng miền Nam",
            "đón Tết",
            "ăn Tết",
            "vui Tết",
            "dịp Tết",
            "ngày Tết",
            "nghỉ Tết",
            "chúc Tết",
            "quà Tết",
            "hoa Tết",
            "chợ Tết",
        ],
    ),
    (
        Rule::CapitalEvent,
        &[
            "Cách mạng tháng Tám",
            "Chiến dịch Hồ Chí Minh",
            "Xô viết Nghệ Tĩnh",
            "chiến thắng Điện Biên Phủ",
        ],
    ),
    (
        Rule::CapitalCitation,
        &[
            "Bộ luật Hình sự",
            "Bộ luật Dân sự",
            "Bộ luật Lao động",
            "Bộ luật Tố tụng hình sự",
            "Bộ luật Tố tụng dân sự",
            "Luật Đất đai",
            "Luật Báo chí",
            "Luật Giáo dục",
            "Luật Xuất bản",
            "Luật Doanh nghiệp",
            "Luật Ngân sách nhà nước",
            "Luật Đầu tư",
            "Luật Tổ chức Chính phủ",
            "Luật Tổ chức chính quyền địa phương",
        ],
    ),
];

/// Posts and degrees before names.
const POSTS: [&str; 44] = [
    "Chủ tịch",
    "Phó Chủ tịch",
    "Chủ tịch nước",
    "Chủ tịch Quốc hội",
    "Bí thư",
    "Phó Bí thư",
    "Tổng Bí thư",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Bộ trưởng",
    "Thứ trưởng",
    "Giám đốc",
    "Phó Giám đốc",
    "Tổng Giám đốc",
    "Phó Tổng Giám đốc",
    "Cục trưởng",
    "Phó Cục trưởng",
    "Vụ trưởng",
    "Chánh Văn phòng",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Trưởng ban",
    "Phó Trưởng ban",
    "Hiệu trưởng",
    "Phó Hiệu trưởng",
    "Tổng Biên tập",
    "Phó Tổng Biên tập",
    "Giáo sư",
    "Phó Giáo sư",
    "Tiến sĩ",
    "Thạc sĩ",
    "Đại tướng",
    "Thượng tướng",
    "Trung tướng",
    "Thiếu tướng",
    "Đại tá",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
    "Đại úy",
    "Thượng úy",
    "Chánh Thanh tra",
    "Viện trưởng",
    "Chánh án",
];

/// A phrase that is right otherwise behind or before a word: phrase, before, after.
const EXCEPTIONS: [(&str, &str, &str); 27] = [
    // The names of organs, honours and forces have the word in small letters.
    ("Nhân dân", "ban", ""),
    ("Nhân dân", "đồng", ""),
    ("Nhân dân", "án", ""),
    ("Nhân dân", "sát", ""),
    ("Nhân dân", "đội", ""),
    ("Nhân dân", "an", ""),
    ("Nhân dân", "trang", ""),
    ("Nhân dân", "nhân", ""),
    ("Nhân dân", "sĩ", ""),
    ("Nhân dân", "giáo", ""),
    ("Nhân dân", "thuốc", ""),
    ("Nhân dân", "dụng", ""),
    ("Nhân dân", "", "tệ"),
    // Terms of law: "ngân sách nhà nước", "doanh nghiệp nhà nước".
    ("Nhà nước", "sách", ""),
    ("Nhà nước", "lý", ""),
    ("Nhà nước", "nghiệp", ""),
    ("Nhà nước", "chức", ""),
    ("Nhà nước", "vốn", ""),
    ("Nhà nước", "sản", ""),
    ("Nhà nước", "mật", ""),
    ("Chính phủ", "phi", ""),
    ("Chính phủ", "", "anh"),
    ("Chính phủ", "", "pháp"),
    ("Chính phủ", "", "mỹ"),
    ("Chính phủ", "", "điện"),
    ("Chính phủ", "liên", ""),
    ("Hội Nông dân", "xã", ""),
];

/// First words of phrases that end another word: "cán bộ công an", "cơ sở y tế".
const TAILS: [(&str, &[&str]); 4] = [
    ("Bộ", &["cán", "toàn", "nội", "đồng", "tiến", "trung"]),
    ("Sở", &["cơ", "trụ", "công"]),
    ("Luật", &["pháp", "kỷ", "quy", "bộ"]),
    ("Nam", &["việt", "miền", "đàn"]),
];

/// Words that `bộ` begins: "nam bộ đội" is no region.
const AFTER_BO: [&str; 8] =
    ["đội", "máy", "trưởng", "phận", "môn", "mặt", "luật", "phim"];

/// Phrases by their first word in small letters: each word of an issue is asked for.
type ByWord = BTreeMap<String, Vec<(Rule, &'static str)>>;

/// The phrases that begin with a word in small letters.
pub(super) fn starting_with(word: &str) -> impl Iterator<Item = (Rule, &'static str)> {
    static ALL: LazyLock<ByWord> = LazyLock::new(|| {
        let all = PHRASES.iter();
        by_word(all.flat_map(|(rule, phrases)| phrases.iter().map(|p| (*rule, *p))))
    });
    ALL.get(word).into_iter().flatten().copied()
}

fn by_word(phrases: impl Iterator<Item = (Rule, &'static str)>) -> ByWord {
    let mut by_word = ByWord::new();
    for (rule, phrase) in phrases {
        let first = phrase.split([' ', ',']).next().unwrap_or("").to_lowercase();
        by_word.entry(first).or_default().push((rule, phrase));
    }
    by_word
}

/// Whether the phrase is used otherwise between these words.
pub(super) fn is_excepted(phrase: &str, before: &str, after: &str) -> bool {
    let named = phrase.ends_with(" Tết") && matches!(after, "nguyên" | "trung" | "đoan");
    let first = phrase.split(' ').next().unwrap_or("");
    let tail =
        TAILS.iter().any(|(word, heads)| *word == first && heads.contains(&before));
    let region = phrase.ends_with(" Bộ") && AFTER_BO.contains(&after);
    named
        || tail
        || region
        || EXCEPTIONS.iter().any(|(known, left, right)| {
            *known == phrase
                && (left.is_empty() || *left == before)
                && (right.is_empty() || *right == after)
        })
}

/// The longest post that the words spell, which come by their step.
pub(super) fn post_at<'a>(
    word: impl Fn(usize) -> Option<&'a str>,
) -> Option<(Rule, &'static str)> {
    static ALL: LazyLock<ByWord> = LazyLock::new(|| {
        by_word(POSTS.into_iter().map(|post| (Rule::CapitalPost, post)))
    });
    ALL.get(word(0)?)?
        .iter()
        .filter(|(_, post)| {
            post.split(' ').enumerate().all(|(step, part)| {
                word(step).is_some_and(|word| is_small_of(word, part))
            })
        })
        .max_by_key(|(_, post)| post.len())
        .copied()
}

/// Whether `small` is `word` in small letters.
fn is_small_of(small: &str, word: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(small.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::{ToneStyle, set_tone_style};

    #[test]
    fn phrases_are_in_the_style_of_the_look_up() {
        for phrase in PHRASES.iter().flat_map(|(_, phrases)| *phrases).chain(&POSTS) {
            assert_eq!(set_tone_style(phrase, ToneStyle::Old), *phrase);
        }
        for (phrase, ..) in EXCEPTIONS {
            assert!(
                PHRASES.iter().any(|(_, phrases)| phrases.contains(&phrase)),
                "{phrase}"
            );
        }
    }
}

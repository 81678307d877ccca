//! Words often written for each other: good syllables in the wrong place.
//!
//! Each list is one reason, which is the rule of its findings. A pair stands here only
//! when the wrong side has no use of its own; where a neighbour makes it right, it is
//! named in [`EXCEPTIONS`].

use super::Word;
use crate::finding::{Finding, Rule};
use crate::letter::with_case_of;
use crate::tone::{ToneStyle, set_tone_style};

/// Wrong and right, small letters, tone marks in the old style.
type Pairs = &'static [(&'static str, &'static str)];

const LISTS: [(Rule, Pairs); 7] = [
    (Rule::SpellHoiNga, HOI_NGA),
    (Rule::SpellSX, S_X),
    (Rule::SpellChTr, CH_TR),
    (Rule::SpellDGi, D_GI),
    (Rule::SpellLN, L_N),
    (Rule::SpellCoda, CODA),
    (Rule::SpellConfused, SENSE),
];

const HOI_NGA: Pairs = &[
    // Syllables that no word has.
    ("nhửng", "những"),
    ("giửa", "giữa"),
    ("giãm", "giảm"),
    ("khoãng", "khoảng"),
    ("triễn", "triển"),
    ("hiễu", "hiểu"),
    ("kiễm", "kiểm"),
    ("chuẫn", "chuẩn"),
    ("chuyễn", "chuyển"),
    ("tuyễn", "tuyển"),
    ("nghỉa", "nghĩa"),
    ("dẩn", "dẫn"),
    ("hửu", "hữu"),
    ("phẩu", "phẫu"),
    ("thuẩn", "thuẫn"),
    ("vửng", "vững"),
    ("xữ", "xử"),
    ("sữ", "sử"),
    ("sẳn", "sẵn"),
    ("chổ", "chỗ"),
    ("mổi", "mỗi"),
    ("thễ", "thể"),
    ("bãng", "bảng"),
    ("quãn", "quản"),
    ("sãn", "sản"),
    ("thưỡng", "thưởng"),
    ("hưỡng", "hưởng"),
    ("trưỡng", "trưởng"),
    ("tưỡng", "tưởng"),
    ("xưỡng", "xưởng"),
    ("gữi", "gửi"),
    ("vủ", "vũ"),
    ("trãi", "trải"),
    ("cãm", "cảm"),
    ("ngử", "ngữ"),
    ("đũ", "đủ"),
    ("trẽ", "trẻ"),
    ("rảnh rổi", "rảnh rỗi"),
    ("hổn loạn", "hỗn loạn"),
    // Words.
    ("kỷ thuật", "kỹ thuật"),
    ("kỷ năng", "kỹ năng"),
    ("kỷ sư", "kỹ sư"),
    ("kỷ lưỡng", "kỹ lưỡng"),
    ("kỹ luật", "kỷ luật"),
    ("kỹ niệm", "kỷ niệm"),
    ("kỹ lục", "kỷ lục"),
    ("kỹ cương", "kỷ cương"),
    ("thế kỹ", "thế kỷ"),
    ("kỹ nguyên", "kỷ nguyên"),
    ("kỹ yếu", "kỷ yếu"),
    ("nổ lực", "nỗ lực"),
    ("nổi niềm", "nỗi niềm"),
    ("nổi buồn", "nỗi buồn"),
    ("bảo lảnh", "bảo lãnh"),
    ("lảnh đạo", "lãnh đạo"),
    ("lảnh thổ", "lãnh thổ"),
    ("mảnh liệt", "mãnh liệt"),
    ("cãi cách", "cải cách"),
    ("cãi thiện", "cải thiện"),
    ("cãi tạo", "cải tạo"),
    ("cải vã", "cãi vã"),
    ("giãi quyết", "giải quyết"),
    ("giãi pháp", "giải pháp"),
    ("giãi thích", "giải thích"),
    ("giãi thưởng", "giải thưởng"),
    ("suy nghỉ", "suy nghĩ"),
    ("nghĩ ngơi", "nghỉ ngơi"),
    ("nghĩ hưu", "nghỉ hưu"),
    ("nghĩ lễ", "nghỉ lễ"),
    ("nghĩ phép", "nghỉ phép"),
    ("nghĩ dưỡng", "nghỉ dưỡng"),
    ("ngõ ý", "ngỏ ý"),
    ("mỡ rộng", "mở rộng"),
    ("mỡ đầu", "mở đầu"),
    ("củng như", "cũng như"),
    ("củng là", "cũng là"),
    ("củng được", "cũng được"),
    ("củng có", "cũng có"),
    ("củng không", "cũng không"),
    ("củng phải", "cũng phải"),
    ("bải bỏ", "bãi bỏ"),
    ("cũng cố quốc phòng", "củng cố quốc phòng"),
    ("cũng cố tổ chức", "củng cố tổ chức"),
    ("cũng cố kiến thức", "củng cố kiến thức"),
    ("cũng cố hệ thống", "củng cố hệ thống"),
    ("cũng cố niềm tin", "củng cố niềm tin"),
    ("suất học bỗng", "suất học bổng"),
    ("quỹ học bỗng", "quỹ học bổng"),
    ("trao học bỗng", "trao học bổng"),
    ("nhận học bỗng", "nhận học bổng"),
    ("bão vệ", "bảo vệ"),
    ("bão đảm", "bảo đảm"),
    ("đảm bão", "đảm bảo"),
    ("bão hiểm", "bảo hiểm"),
    ("bão tồn", "bảo tồn"),
    ("quãng cáo", "quảng cáo"),
    ("quãng bá", "quảng bá"),
    ("triển lảm", "triển lãm"),
    ("biễu diễn", "biểu diễn"),
    ("biểu diển", "biểu diễn"),
    ("biễu quyết", "biểu quyết"),
    ("diển ra", "diễn ra"),
    ("diển đàn", "diễn đàn"),
    ("dể dàng", "dễ dàng"),
    ("dể hiểu", "dễ hiểu"),
    ("lể hội", "lễ hội"),
    ("buổi lể", "buổi lễ"),
    ("lể kỷ niệm", "lễ kỷ niệm"),
    ("chử viết", "chữ viết"),
    ("chử ký", "chữ ký"),
    ("chửa bệnh", "chữa bệnh"),
    ("chửa cháy", "chữa cháy"),
    ("sữa chữa", "sửa chữa"),
    ("sữa đổi", "sửa đổi"),
    ("chỉnh sữa", "chỉnh sửa"),
    ("giử gìn", "giữ gìn"),
    ("giử vững", "giữ vững"),
    ("hổ trợ", "hỗ trợ"),
    ("hổn hợp", "hỗn hợp"),
    ("bổng nhiên", "bỗng nhiên"),
    ("đổ vở", "đổ vỡ"),
    ("thi đổ", "thi đỗ"),
    ("tỉ mĩ", "tỉ mỉ"),
    ("rỏ ràng", "rõ ràng"),
    ("rỏ rệt", "rõ rệt"),
    ("làm rỏ", "làm rõ"),
    ("sỉ quan", "sĩ quan"),
    ("bác sỉ", "bác sĩ"),
    ("nghệ sỉ", "nghệ sĩ"),
    ("chiến sỉ", "chiến sĩ"),
    ("tiến sỉ", "tiến sĩ"),
    ("thạc sỉ", "thạc sĩ"),
    ("sỉ số", "sĩ số"),
    ("vĩnh viển", "vĩnh viễn"),
    ("vảng lai", "vãng lai"),
    ("lảng phí", "lãng phí"),
    ("lảng mạn", "lãng mạn"),
    ("quên lảng", "quên lãng"),
    ("bảo lụt", "bão lụt"),
    ("cơn bảo", "cơn bão"),
    ("ngả ba", "ngã ba"),
    ("ngả tư", "ngã tư"),
    ("vĩa hè", "vỉa hè"),
    ("lủ lụt", "lũ lụt"),
    ("bửa ăn", "bữa ăn"),
    ("bửa cơm", "bữa cơm"),
    ("mủ bảo hiểm", "mũ bảo hiểm"),
    ("vỏ thuật", "võ thuật"),
    ("dỉ nhiên", "dĩ nhiên"),
    ("mỷ thuật", "mỹ thuật"),
    ("tưởng niêm", "tưởng niệm"),
    ("nghĩ việc riêng", "nghỉ việc riêng"),
    ("phổ biển", "phổ biến"),
    ("chia sẽ", "chia sẻ"),
    ("mạnh mẻ", "mạnh mẽ"),
    ("sạch sẻ", "sạch sẽ"),
    ("lặng lẻ", "lặng lẽ"),
    ("suôn sẽ", "suôn sẻ"),
    ("vui vẽ", "vui vẻ"),
    ("bản vẻ", "bản vẽ"),
    ("kẻ hỡ", "kẽ hở"),
    ("cởi mỡ", "cởi mở"),
    ("gần gủi", "gần gũi"),
];

const S_X: Pairs = &[
    ("xử dụng", "sử dụng"),
    ("sử lý", "xử lý"),
    ("sử phạt", "xử phạt"),
    ("xét sử", "xét xử"),
    ("lịch xử", "lịch sử"),
    ("sản suất", "sản xuất"),
    ("suất xứ", "xuất xứ"),
    ("suất khẩu", "xuất khẩu"),
    ("xuất xắc", "xuất sắc"),
    ("suất sắc", "xuất sắc"),
    ("sung đột", "xung đột"),
    ("xung túc", "sung túc"),
    ("xâu sắc", "sâu sắc"),
    ("xa sút", "sa sút"),
    ("xa xút", "sa sút"),
    ("xứ mệnh", "sứ mệnh"),
    ("xinh sống", "sinh sống"),
    ("xản phẩm", "sản phẩm"),
    ("xáng kiến", "sáng kiến"),
    ("bổ xung", "bổ sung"),
    ("năng xuất", "năng suất"),
    ("công xuất", "công suất"),
    ("lãi xuất", "lãi suất"),
    ("hiệu xuất", "hiệu suất"),
    ("tần xuất", "tần suất"),
    ("áp xuất", "áp suất"),
    ("xơ xuất", "sơ suất"),
    ("sơ xuất", "sơ suất"),
    ("cọ sát", "cọ xát"),
    ("xúc tích", "súc tích"),
    ("súc tiến", "xúc tiến"),
    ("sáng lạng", "xán lạn"),
    ("sáng lạn", "xán lạn"),
    ("xáng lạng", "xán lạn"),
    ("sao xuyến", "xao xuyến"),
    ("xum họp", "sum họp"),
    ("sương máu", "xương máu"),
    ("sứng đáng", "xứng đáng"),
    ("xáp nhập", "sáp nhập"),
    ("sát nhập", "sáp nhập"),
    ("xắp xếp", "sắp xếp"),
    ("sắp sếp", "sắp xếp"),
    ("xôi nổi", "sôi nổi"),
    ("sây dựng", "xây dựng"),
    ("sã hội", "xã hội"),
    ("soi sét", "soi xét"),
    ("xem sét", "xem xét"),
    ("nhận sét", "nhận xét"),
    ("sóa bỏ", "xóa bỏ"),
    ("xức khỏe", "sức khỏe"),
    ("súc động", "xúc động"),
    ("tiếp súc", "tiếp xúc"),
    ("cảm súc", "cảm xúc"),
    ("gia xúc", "gia súc"),
    ("xảy xa", "xảy ra"),
    ("sảy ra", "xảy ra"),
];

const CH_TR: Pairs = &[
    ("chân trọng", "trân trọng"),
    ("trân thành", "chân thành"),
    ("trâm ngôn", "châm ngôn"),
    ("chuyền thống", "truyền thống"),
    ("câu truyện", "câu chuyện"),
    ("trò truyện", "trò chuyện"),
    ("nói truyện", "nói chuyện"),
    ("chiển khai", "triển khai"),
    ("chồng trọt", "trồng trọt"),
    ("trọn lọc", "chọn lọc"),
    ("chở ngại", "trở ngại"),
    ("trú trọng", "chú trọng"),
    ("cư chú", "cư trú"),
    ("tập chung", "tập trung"),
    ("chung thực", "trung thực"),
    ("trỉ đạo", "chỉ đạo"),
    ("trỉ tiêu", "chỉ tiêu"),
    ("trương trình", "chương trình"),
    ("chách nhiệm", "trách nhiệm"),
    ("chiến chường", "chiến trường"),
    ("môi chường", "môi trường"),
    ("trất lượng", "chất lượng"),
    ("trăm sóc", "chăm sóc"),
    ("trống dịch", "chống dịch"),
    ("vô hình chung", "vô hình trung"),
    ("tựu chung", "tựu trung"),
    ("chải nghiệm", "trải nghiệm"),
    ("chiệu chứng", "triệu chứng"),
    ("trứng nhận", "chứng nhận"),
    ("chìu mến", "trìu mến"),
];

const D_GI: Pairs = &[
    ("dành giật", "giành giật"),
    ("để giành", "để dành"),
    ("giành cho", "dành cho"),
    ("dành thắng lợi", "giành thắng lợi"),
    ("dành chính quyền", "giành chính quyền"),
    ("dành huy chương", "giành huy chương"),
    ("dành độc lập", "giành độc lập"),
    ("dành chiến thắng", "giành chiến thắng"),
    ("tranh dành", "tranh giành"),
    ("dản dị", "giản dị"),
    ("dữ gìn", "giữ gìn"),
    ("dữ vững", "giữ vững"),
    ("dan dối", "gian dối"),
    ("giao động", "dao động"),
    ("rùng dợn", "rùng rợn"),
    ("giấu hiệu", "dấu hiệu"),
    ("dấu diếm", "giấu giếm"),
    ("dúp đỡ", "giúp đỡ"),
    ("dải quyết", "giải quyết"),
    ("dải pháp", "giải pháp"),
    ("dảng dạy", "giảng dạy"),
    ("dáo dục", "giáo dục"),
    ("dao lưu", "giao lưu"),
    ("dao thông", "giao thông"),
    ("dao thừa", "giao thừa"),
    ("giây chuyền", "dây chuyền"),
    ("giễn ra", "diễn ra"),
    ("rèn rũa", "rèn giũa"),
    ("dục giã", "giục giã"),
    ("giàn nhạc", "dàn nhạc"),
    ("giòng sông", "dòng sông"),
    ("giòng chảy", "dòng chảy"),
    ("di rời", "di dời"),
    ("rạy học", "dạy học"),
    ("rễ dàng", "dễ dàng"),
];

const L_N: Pairs = &[
    ("nắng nghe", "lắng nghe"),
    ("nàm việc", "làm việc"),
    ("lông dân", "nông dân"),
    ("lông nghiệp", "nông nghiệp"),
    ("lông thôn", "nông thôn"),
    ("nưu ý", "lưu ý"),
    ("nãnh đạo", "lãnh đạo"),
    ("lăng lực", "năng lực"),
    ("lăng suất", "năng suất"),
    ("nợi ích", "lợi ích"),
    ("thuận nợi", "thuận lợi"),
    ("nịch sử", "lịch sử"),
    ("lỗ lực", "nỗ lực"),
    ("no lắng", "lo lắng"),
    ("lấu ăn", "nấu ăn"),
    ("năn xả", "lăn xả"),
    ("lâng cao", "nâng cao"),
    ("lội dung", "nội dung"),
];

const CODA: Pairs = &[
    ("bàn hoàng", "bàng hoàng"),
    ("lãng mạng", "lãng mạn"),
    ("khúc triết", "khúc chiết"),
    ("chẩn bị", "chuẩn bị"),
    ("thăm quang", "tham quan"),
    ("cơ quang", "cơ quan"),
    ("liên quang", "liên quan"),
    ("quang trọng", "quan trọng"),
    ("quang tâm", "quan tâm"),
    ("quan cảnh", "quang cảnh"),
    ("tan thương", "tang thương"),
    ("hoàn tráng", "hoành tráng"),
    ("hoành thành", "hoàn thành"),
    ("khán chiến", "kháng chiến"),
    ("xuất sắt", "xuất sắc"),
    ("sâu sắt", "sâu sắc"),
    ("đặt biệt", "đặc biệt"),
    ("bắc buộc", "bắt buộc"),
    ("nhiệc tình", "nhiệt tình"),
    ("tích cựt", "tích cực"),
    ("thự hiện", "thực hiện"),
    ("kiên quyếc", "kiên quyết"),
    ("thắc chặt", "thắt chặt"),
    ("khuyết tậc", "khuyết tật"),
];

const SENSE: Pairs = &[
    ("chuẩn đoán", "chẩn đoán"),
    ("thăm quan", "tham quan"),
    ("đọc giả", "độc giả"),
    ("bàng quang với", "bàng quan với"),
    ("thái độ bàng quang", "thái độ bàng quan"),
    ("chín mùi", "chín muồi"),
    ("mãi miết", "mải miết"),
    ("đột suất", "đột xuất"),
    ("bánh trưng", "bánh chưng"),
];

/// A pair that is right behind or before a certain word: pair, word before, word after.
const EXCEPTIONS: [(&str, &str, &str); 44] = [
    ("dẩn", "dớ", ""),
    ("sử lý", "lịch", ""),
    ("xét sử", "", "dụng"),
    ("lịch xử", "", "lý"),
    ("lịch xử", "", "án"),
    ("sản suất", "tài", ""),
    ("sung đột", "bổ", ""),
    ("gia xúc", "", "tiến"),
    ("gia xúc", "", "động"),
    ("năng xuất", "khả", ""),
    ("năng xuất", "chức", ""),
    ("năng xuất", "tiềm", ""),
    ("hiệu xuất", "thương", ""),
    ("hiệu xuất", "nhãn", ""),
    ("công xuất", "thi", ""),
    ("chuẩn đoán", "tiêu", ""),
    ("đọc giả", "", "vờ"),
    ("đọc giả", "", "định"),
    ("giành cho", "", "được"),
    ("giành cho", "", "bằng"),
    ("giao động", "bàn", ""),
    ("giao động", "chuyển", ""),
    ("giao động", "", "vật"),
    ("tập chung", "học", ""),
    ("tập chung", "luyện", ""),
    ("tập chung", "bài", ""),
    ("tập chung", "tổng", ""),
    ("quan cảnh", "cơ", ""),
    ("quan cảnh", "hải", ""),
    ("thế kỹ", "", "thuật"),
    ("thế kỹ", "", "sư"),
    ("thế kỹ", "", "năng"),
    ("thế kỹ", "", "lưỡng"),
    ("kỹ yếu", "", "tố"),
    ("kỹ luật", "đọc", ""),
    ("kỹ luật", "hiểu", ""),
    ("kỹ luật", "xem", ""),
    ("chia sẽ", "phép", ""),
    ("chia sẽ", "phân", ""),
    ("sỉ số", "bán", ""),
    ("sỉ số", "giá", ""),
    ("bắc buộc", "miền", ""),
    ("bắc buộc", "phía", ""),
    ("nổi buồn", "vui", ""),
];

/// What `xuất` makes a word with: "thi công xuất sắc" is no "công suất".
const AFTER_XUAT: [&str; 16] = [
    "khẩu", "hiện", "xứ", "phát", "bản", "sắc", "cảnh", "nhập", "hành", "trình", "thân",
    "viện", "kho", "bán", "chiếu", "tinh",
];

/// Finds listed pairs among the words.
pub(super) fn check(text: &str, words: &[Word<'_>]) -> Vec<Finding> {
    let small: Vec<String> = words
        .iter()
        .map(|word| {
            set_tone_style(&word.text.to_lowercase(), ToneStyle::Old).into_owned()
        })
        .collect();
    let mut findings = Vec::new();
    for at in 0..words.len() {
        for (rule, pairs) in LISTS {
            // Most pairs begin with another word; that is seen at once.
            let near = pairs.iter().filter(|(wrong, _)| {
                let rest = wrong.strip_prefix(small[at].as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            });
            for (wrong, right) in near {
                let count = wrong.split(' ').count();
                if matches(words, &small, at, wrong, count)
                    && !excepted(&small, at, wrong, count)
                {
                    let last = &words[at + count - 1];
                    let range = words[at].at..last.end();
                    let fix = recased(&text[range.clone()], right);
                    findings.push(Finding::new(range, rule, fix));
                }
            }
        }
    }
    findings
}

fn matches(
    words: &[Word<'_>],
    small: &[String],
    at: usize,
    wrong: &str,
    count: usize,
) -> bool {
    let Some(found) = small.get(at..at + count) else { return false };
    // "Nguyễn Trãi", "ông Quang tâm sự": a capital within a sentence makes a name, unless
    // the words are all in capitals.
    let upper = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let span = &words[at..at + count];
    let name = match span {
        [word] => upper(word),
        [first, rest @ ..] => {
            !span.iter().all(upper)
                && (upper(first) && !first.first || rest.iter().any(upper))
        }
        [] => true,
    };
    !name
        && found.iter().zip(wrong.split(' ')).all(|(found, wrong)| found == wrong)
        && words[at + 1..at + count].iter().all(|word| word.follows)
        && words[at..at + count].iter().all(|word| !word.spared)
}

fn excepted(small: &[String], at: usize, wrong: &str, count: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| small[at].as_str());
    let after = small.get(at + count).map_or("", String::as_str);
    let compound = wrong.ends_with(" xuất") && AFTER_XUAT.contains(&after);
    compound
        || EXCEPTIONS.iter().any(|(pair, left, right)| {
            *pair == wrong
                && (left.is_empty() || *left == before)
                && (right.is_empty() || *right == after)
        })
}

/// The right words in the case of the wrong ones.
fn recased(wrong: &str, right: &str) -> String {
    let mut patterns = wrong.split_whitespace();
    let words: Vec<String> = right
        .split(' ')
        .map(|word| with_case_of(word, patterns.next().unwrap_or("")))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable::is_syllable;

    #[test]
    fn right_sides_are_well_spelt_and_no_wrong_side_is_listed_as_right() {
        let wrong: Vec<&str> =
            LISTS.iter().flat_map(|(_, pairs)| pairs.iter().map(|p| p.0)).collect();
        for (_, pairs) in LISTS {
            for (from, to) in pairs {
                assert_ne!(from, to);
                assert!(to.split(' ').all(is_syllable), "{to}");
                assert!(!wrong.contains(to), "{to} is called wrong elsewhere");
                let old = set_tone_style(from, ToneStyle::Old);
                assert_eq!(old, *from, "the look-up is in the old style");
                assert_eq!(
                    wrong.iter().filter(|other| *other == from).count(),
                    1,
                    "{from}"
                );
            }
        }
    }
}

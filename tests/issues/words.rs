//! Sentences, titles and names such as an office of the sample's region would write.
//!
//! The places are real, the vocabulary is that of the sample page; the people are not
//! anybody.

use super::chance::Chance;

const TIMES: &[&str] = &[
    "Từ đầu năm đến nay",
    "Qua 15 năm thực hiện",
    "Trong 6 tháng qua",
    "Hàng năm",
    "Sáng 26-2",
    "Chiều cùng ngày",
    "Theo kế hoạch",
    "Trong giai đoạn 2021 – 2025",
    "Những năm gần đây",
    "Sau hội nghị",
    "Từ năm 2006",
    "Trước mùa nước nổi",
];
const OFFICES: &[&str] = &[
    "UBND huyện Phụng Hiệp",
    "lãnh đạo thành phố Vị Thanh",
    "Sở Y tế Hậu Giang",
    "Hội Nông dân huyện Long Mỹ",
    "Trường Đại học Y Dược Cần Thơ",
    "UBND thành phố Ngã Bảy",
    "ngành giao thông 2 địa phương",
    "các xã vùng sâu của Vị Thủy",
    "Phòng Giáo dục và Đào tạo Châu Thành A",
    "các bệnh viện TP Cần Thơ",
    "Trung tâm Khuyến nông tỉnh Hậu Giang",
];
const MANNERS: &[&str] =
    &["đã", "đang", "sẽ", "tiếp tục", "thường xuyên", "chủ động", "từng bước"];
const DEEDS: &[&str] = &[
    "phối hợp đầu tư hệ thống cung cấp nước sạch nông thôn",
    "mở thêm tuyến xe buýt phục vụ nhu cầu đi lại của nhân dân",
    "áp dụng mô hình nuôi cá tra thâm canh theo tiêu chuẩn SQF 1000CM",
    "đào tạo, bồi dưỡng bác sĩ chuyên khoa cho tuyến xã",
    "cải tạo, khai thông tuyến đường thủy",
    "hỗ trợ doanh nghiệp mở rộng đầu tư sản xuất kinh doanh",
    "tổ chức các sự kiện xúc tiến đầu tư liên vùng",
    "tiếp nhận và hướng dẫn thực tập cho hơn 500 sinh viên",
    "nâng cấp 12 km đường nông thôn",
    "quản lý tình hình dịch bệnh trên gia súc, gia cầm",
    "giới thiệu các tour, tuyến du lịch đến doanh nghiệp trong và ngoài nước",
    "vận động bà con chuyển đổi cây trồng trên đất lúa kém hiệu quả",
    "khám bệnh, phát thuốc miễn phí cho người cao tuổi",
];
const PLACES: &[&str] = &[
    "trên địa bàn huyện Long Mỹ",
    "ở thành phố Ngã Bảy",
    "dọc kênh xáng Xà No",
    "tại Trung tâm Hội nghị tỉnh",
    "giữa Hậu Giang và Cần Thơ",
    "ở các ấp vùng sâu",
    "tại huyện Châu Thành A",
    "từ Bốn Tổng đến Một Ngàn",
];
const REASONS: &[&str] = &[
    "thắt chặt liên kết vùng",
    "góp phần thúc đẩy kinh tế - xã hội của 2 địa phương",
    "nâng cao chất lượng cuộc sống của người dân",
    "tạo động lực mới cho phát triển nông nghiệp",
    "theo tinh thần Nghị quyết 20 của Chính phủ",
    "thích ứng với biến đổi khí hậu ở Đồng bằng sông Cửu Long",
    "nhất là cho bệnh nhân có bảo hiểm y tế, trẻ dưới 6 tuổi",
];
const PEOPLE: &[&str] = &[
    "Bà Nguyễn Thị Lan, tiểu thương chợ Ngã Bảy,",
    "Ông Trần Văn Út, nông dân xã Vị Thủy,",
    "Anh Lê Minh Khôi, tài xế xe buýt,",
    "Cô giáo Phạm Thu Hà ở Long Mỹ",
    "Bác sĩ Võ Thành Nhân, trạm y tế Phụng Hiệp,",
];
const SAYINGS: &[&str] = &[
    "“Có nước sạch tới nhà, bà con đỡ lo mùa hạn mặn”",
    "“Đường rộng hơn, ghe chở lúa ra chợ cũng nhanh hơn trước”",
    "“Học sinh vùng sâu không còn phải nghỉ học mỗi khi nước nổi”",
    "“Mong tuyến xe chạy thêm chuyến sớm để kịp buổi chợ”",
    "“Năm nay cá được giá, gia đình tính mở thêm ao nuôi”",
];
const COUNTS: &[&str] = &[
    "Toàn huyện có 3.270 hộ tham gia, tăng 12 % so với năm trước.",
    "Tổng kinh phí hơn 500 triệu đồng, trong đó người dân đóng góp một phần ba.",
    "Đến nay, 54 ấp đã hoàn thành, sớm hơn kế hoạch 2 tháng.",
    "Mỗi chuyến xe đón khoảng 40 lượt khách, đông nhất vào sáng thứ Bảy.",
];
/// Sentences of three syllables, of four and so on.
const SHORT: [&[&str]; 10] = [
    &["Đường đã thông.", "Nước đang lên.", "Lúa trúng mùa."],
    &["Bà con đồng tình.", "Giá cá đang lên.", "Cầu mới đã thông."],
    &["Vụ này lúa được mùa.", "Xe chạy đúng lịch hơn.", "Cả ấp đã có điện."],
    &[
        "Nhiều hộ đã thoát được nghèo.",
        "Giá cá tra giữ ổn định.",
        "Xã vừa khởi công cầu mới.",
    ],
    &[
        "Nước sạch đã về tới từng ấp.",
        "Nhà nào cũng treo cờ đón khách.",
        "Chợ nổi họp từ ba giờ sáng.",
    ],
    &[
        "Chợ quê nay nhộn nhịp hơn trước nhiều.",
        "Tuyến xe mới nối liền bốn xã nghèo.",
        "Lớp học mới kịp khai giảng đầu tháng.",
    ],
    &[
        "Bến xe mới mở cửa từ đầu tháng Giêng.",
        "Công trình do dân góp sức cùng nhà nước.",
        "Ghe xuồng đi lại dễ dàng cả mùa khô.",
    ],
    &[
        "Năm nay, trường đón thêm hơn ba trăm học sinh.",
        "Mỗi ngày có chừng bốn mươi ghe lúa cập bến.",
        "Sinh viên năm cuối về thực tập tại trạm xã.",
    ],
    &[
        "Người dân hai bên kênh Xà No góp đất làm đường.",
        "Đoàn công tác đi thăm mô hình nuôi cá Ngã Bảy.",
        "Hai địa phương thống nhất họp lại vào cuối quý ba.",
    ],
    &[
        "Bác sĩ tuyến trên nay về khám bệnh hai lần mỗi tuần.",
        "Các xã vùng sâu có xe đưa rước học sinh mỗi ngày.",
        "Doanh nghiệp được hướng dẫn làm thủ tục ngay tại một cửa.",
    ],
];
const SUBJECTS: &[&str] = &[
    "Vị Thanh",
    "Ngã Bảy",
    "Long Mỹ",
    "Phụng Hiệp",
    "Châu Thành A",
    "Vị Thủy",
    "Hậu Giang",
    "Cần Thơ – Hậu Giang",
];
const HAPPENINGS: &[&str] = &[
    "mở chợ nổi",
    "thông tuyến xe buýt",
    "đưa nước sạch về ấp",
    "khám bệnh cho người già",
    "đón sinh viên thực tập",
    "nối đường về vùng sâu",
    "tiếp tục ký kết hợp tác phát triển",
    "chuyển đổi cây trồng trên đất lúa",
    "đào tạo bác sĩ theo địa chỉ sử dụng",
    "xúc tiến đầu tư liên vùng giai đoạn mới",
    "khai thông tuyến đường thủy kênh xáng Xà No",
    "hỗ trợ doanh nghiệp mở rộng sản xuất kinh doanh",
];
const ENDINGS: &[&str] =
    &["", " trước mùa nước nổi", " sau 15 năm hợp tác", " ngay từ đầu năm"];

/// Sections of a provincial bulletin.
pub const SECTIONS: &[&str] = &[
    "Sự kiện nổi bật",
    "Kinh tế",
    "Văn hóa – Xã hội",
    "Nông nghiệp – Nông thôn",
    "Y tế – Giáo dục",
    "Giao thông – Đô thị",
];
/// Those who write for it.
pub const AUTHORS: &[&str] = &["Đan Phượng", "Hoàng Ân", "Mỹ Lệ", "Quốc Bửu", "Thúy Vy"];
const CAPTIONS: &[&str] = &[
    "Một buổi sáng trên kênh xáng Xà No",
    "Đoàn công tác thăm vùng nuôi cá tra ở Ngã Bảy",
    "Tuyến đường mới nối Vị Thanh với Cần Thơ",
    "Khám bệnh cho người cao tuổi tại trạm y tế xã",
    "Quang cảnh hội nghị tại Vị Thanh",
];

/// Syllables of a text, as offices count words.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// A sentence of 8 to some 40 syllables.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let mut pick = |from: &[&'static str]| from[chance.below(from.len())];
    let kind = pick(&["deed", "deed", "deed", "reason", "saying", "count"]);
    match kind {
        "saying" => format!("{} cho biết: {}.", pick(PEOPLE), pick(SAYINGS)),
        "count" => pick(COUNTS).to_owned(),
        _ => {
            let (time, who, manner) = (pick(TIMES), pick(OFFICES), pick(MANNERS));
            let (deed, place) = (pick(DEEDS), pick(PLACES));
            let reason = match kind {
                "reason" => format!(", {}", pick(REASONS)),
                _ => String::new(),
            };
            format!("{time}, {who} {manner} {deed} {place}{reason}.")
        }
    }
}

/// Sentences of exactly so many syllables; of three when fewer are asked for.
pub(crate) fn sentences(syllables: usize, chance: &mut Chance) -> String {
    let mut text = String::new();
    let mut left = syllables.max(3);
    while left > 0 {
        // What is left after it must be nothing or a sentence.
        let fits = |text: &String| {
            let size = count(text);
            size == left || size + 3 <= left
        };
        let long = (0..8).map(|_| sentence(chance)).find(fits);
        let next = long.unwrap_or_else(|| short(left, chance));
        left -= count(&next);
        text.push_str(&next);
        text.push(' ');
    }
    text.trim_end().to_owned()
}

/// A short sentence after which nothing is left, or three syllables at least.
fn short(left: usize, chance: &mut Chance) -> String {
    let size = match left {
        0..=12 => left,
        13..15 => 6 + chance.below(left - 8),
        _ => 6 + chance.below(7),
    };
    let all = SHORT[size - 3];
    all[chance.below(all.len())].to_owned()
}

/// A title of at most so many characters, and not much fewer.
pub(crate) fn title(most: usize, chance: &mut Chance) -> String {
    let mut best = String::from("Mùa nước nổi");
    for _ in 0..40 {
        let mut pick = |from: &[&'static str]| from[chance.below(from.len())];
        let next = format!("{} {}{}", pick(SUBJECTS), pick(HAPPENINGS), pick(ENDINGS));
        let size = |text: &str| text.chars().count();
        if size(&next) <= most && size(&next) > size(&best) {
            best = next;
        }
        if size(&best) * 10 >= most * 7 {
            break;
        }
    }
    best
}

pub(crate) fn author(chance: &mut Chance) -> String {
    AUTHORS[chance.below(AUTHORS.len())].to_owned()
}

pub(crate) fn section(chance: &mut Chance) -> String {
    SECTIONS[chance.below(SECTIONS.len())].to_owned()
}

pub(crate) fn caption(chance: &mut Chance) -> String {
    CAPTIONS[chance.below(CAPTIONS.len())].to_owned()
}

/// The first fault of the lists above, if any.
pub(crate) fn fault() -> Option<String> {
    let all = SHORT.iter().enumerate();
    let mut all =
        all.flat_map(|(index, texts)| texts.iter().map(move |t| (index + 3, t)));
    let (_, text) = all.find(|(size, text)| count(text) != *size)?;
    Some(format!("{text:?} has {} syllables", count(text)))
}

use super::*;
use crate::mend;

/// The text as it should be, and the rules that say so.
#[track_caller]
fn check(text: &str, expected: &str, codes: &str) {
    let findings = capitals(text);
    let found: Vec<&str> = findings.iter().map(|finding| finding.rule.code()).collect();
    assert_eq!(found.join(" "), codes, "{text}");
    assert_eq!(mend(text, &findings), expected, "{text}");
    assert_eq!(capitals(expected), [], "{expected}");
}

#[track_caller]
fn silent(text: &str) {
    check(text, text, "");
}

#[test]
fn sentences_begin_with_capitals() {
    check("Xong việc. ông về.", "Xong việc. Ông về.", "capital.sentence");
    silent("Ông hỏi: “Vì sao?” rồi đi");
    check("Vì sao? không rõ.", "Vì sao? Không rõ.", "capital.sentence");
    silent("TP. Cần Thơ; v.v. và những thứ khác; gồm: lúa, màu… và cá");
    silent("- một mục\n- hai mục");
}

#[test]
fn places() {
    check("tại thành phố Hồ Chí Minh", "tại Thành phố Hồ Chí Minh", "capital.place");
    check("thăm thủ đô Hà Nội", "thăm Thủ đô Hà Nội", "capital.place");
    check("quận 1, phường 5", "Quận 1, Phường 5", "capital.place capital.place");
    check("lãnh đạo Tỉnh Hậu Giang", "lãnh đạo tỉnh Hậu Giang", "capital.place");
    check(
        "vùng đồng bằng Sông Cửu Long",
        "vùng Đồng bằng sông Cửu Long",
        "capital.place",
    );
    silent(
        "Tỉnh Hậu Giang có thành phố Vị Thanh; quận Ninh Kiều; tỉnh Cà Mau; gió tây bắc, tập trung bộ máy",
    );
}

#[test]
fn organisations() {
    check("ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "capital.organisation");
    check("Uỷ Ban Nhân Dân xã", "Uỷ ban nhân dân xã", "capital.organisation");
    check("Bí thư tỉnh ủy Hậu Giang", "Bí thư Tỉnh ủy Hậu Giang", "capital.organisation");
    check("bộ y tế ban hành", "Bộ Y tế ban hành", "capital.organisation");
    check("hỏi thủ tướng chính phủ", "hỏi Thủ tướng Chính phủ", "capital.organisation");
    silent("ỦY BAN NHÂN DÂN TỈNH\nHội đồng nhân dân xã, Bộ Y tế; tổ chức phi chính phủ");
}

#[test]
fn nouns_honours_feasts_and_events() {
    check("chăm lo cho nhân dân", "chăm lo cho Nhân dân", "capital.noun");
    check(
        "được nhà nước tặng huân chương lao động",
        "được Nhà nước tặng Huân chương Lao động",
        "capital.noun capital.honour",
    );
    check("là nghệ sĩ nhân dân", "là Nghệ sĩ Nhân dân", "capital.honour");
    check("dịp Tết Nguyên Đán", "dịp tết Nguyên đán", "capital.feast");
    check("đón tết vui", "đón Tết vui", "capital.feast");
    check("sau cách mạng tháng tám", "sau Cách mạng tháng Tám", "capital.event");
    silent("cơ sở y tế, cán bộ công an, pháp luật đất đai, nam bộ đội, Việt Nam bộ máy");
    silent("quản lý nhà nước, ngân sách nhà nước, Tết đến, tết Trung thu");
}

#[test]
fn posts_stand_before_names() {
    check("gặp chủ tịch Nguyễn Văn An", "gặp Chủ tịch Nguyễn Văn An", "capital.post");
    check("gặp phó chủ tịch Lê Thị Bình", "gặp Phó Chủ tịch Lê Thị Bình", "capital.post");
    check("gặp tiến sĩ Trần Hoa", "gặp Tiến sĩ Trần Hoa", "capital.post");
    silent(
        "chủ tịch xã, một tiến sĩ trẻ, Giám đốc Nguyễn Văn An; bà Lê Thị Bình, giám đốc",
    );
}

#[test]
fn citations_and_days() {
    check(
        "theo khoản 2 điều 5 của Luật",
        "theo khoản 2 Điều 5 của Luật",
        "capital.citation",
    );
    check("tại điểm a Khoản 1 Điều 3", "tại điểm a khoản 1 Điều 3", "capital.citation");
    check("theo Điểm b khoản 1", "theo điểm b khoản 1", "capital.citation");
    check("quy định tại chương II", "quy định tại Chương II", "capital.citation");
    check(
        "sáng thứ hai, tháng giêng",
        "sáng thứ Hai, tháng Giêng",
        "capital.day capital.day",
    );
    silent(
        "5 điều cần nhớ; điều 2 xe đến; lần thứ hai; đứng thứ ba; Thứ hai: cùng hợp tác",
    );
    silent("Khoản 1 Điều 5; thứ Bảy tuần này; điểm đến");
}

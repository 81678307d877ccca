use super::bind;
use proptest::prelude::*;

/// The bound parts of a paragraph that goes on with "và rồi thôi" (its own ending).
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let paragraph = format!("{text} và rồi thôi");
    let mut bound: Vec<&str> =
        bind(&paragraph).into_iter().map(|range| &paragraph[range]).collect();
    assert_eq!(bound.pop(), Some("rồi thôi"), "{text}");
    assert_eq!(bound, expected, "{text}");
}

#[test]
fn names_are_bound_in_pairs() {
    check("tại tỉnh Hậu Giang với TP Cần Thơ", &["Hậu Giang", "Cần Thơ"]);
    check("tuyến đường thủy Kênh xáng Xà No", &["Xà No"]);
    check("Đường nối thị xã Vị Thanh", &["Vị Thanh"]);
    check("ở Đồng bằng sông Cửu Long", &["Cửu Long"]);
    check("các cuộc thi Lân Sư Rồng", &["Sư Rồng"]);
    check("Trường Đại học Y Dược Cần Thơ", &["Y Dược", "Cần Thơ"]);
    check("tuyến Bốn Tổng – Một Ngàn", &["Bốn Tổng –", "Một Ngàn"]);
    check("gặp Nguyễn Thị Mỹ Lệ", &["Nguyễn Thị", "Mỹ Lệ"]);
    check("ở “Cần Thơ”, Hậu Giang", &["“Cần Thơ”,", "Hậu Giang"]);
    check("ở Ninh, Kiều (Hậu) Giang", &[]);
}

#[test]
fn numbers_on_both_sides_of_a_dash_stay_together() {
    check("giá 9.000 – 10.000 đồng một ký", &["9.000 – 10.000 đồng"]);
    check("từ 7 – 11 giờ mỗi sáng", &["7 – 11 giờ"]);
    check("từ 7 - 11 giờ, nghỉ trưa", &["7 - 11 giờ,"]);
    check("ấp 5 – Vị Thủy", &["ấp 5 –", "Vị Thủy"]);
}

#[test]
fn a_capital_at_the_start_of_a_sentence_is_no_name() {
    check("Tại Huế có mưa. Từ Huế đi", &[]);
    check("Tại Hậu Giang có mưa. Từ Cần Thơ đi", &["Hậu Giang", "Cần Thơ"]);
    check("Cần Thơ có mưa", &["Cần Thơ"]);
    check("nói: “Với Huế thì khác”", &[]);
}

#[test]
fn ranks_are_bound_to_the_next_word() {
    check("Phát biểu, ông Lê Quang Mạnh, Ủy viên", &["ông Lê", "Quang Mạnh,"]);
    check("Ông Lê Tiến Châu khẳng định", &["Ông Lê", "Tiến Châu"]);
    check("bác sĩ Trần Thị Lan khám", &["sĩ Trần", "Thị Lan"]);
    check("bác sĩ chuyên khoa của ông ấy", &[]);
}

#[test]
fn numbers_are_bound_to_what_they_number() {
    check("Từ năm 2006, tháng 2 năm 2021", &["năm 2006,", "tháng 2", "năm 2021"]);
    check("Chiều ngày 26-2-2021,tại đây", &["ngày 26-2-2021,tại"]);
    check("thực hiện Nghị quyết 20 của ta", &["quyết 20"]);
    check("theo Điều 5, Khoản 2", &["Điều 5,", "Khoản 2"]);
    check("nâng cấp 12 km đường; bệnh viện cấp 2 đó", &["12 km", "cấp 2"]);
    check("trong 6 tháng, sớm 2 ngày", &["6 tháng,", "2 ngày"]);
    check("ngày 24 tháng 6 năm 2022", &["ngày 24", "tháng 6", "năm 2022"]);
    check("(Quốc lộ 61C); Đường tỉnh 931B… đó", &["lộ 61C);", "tỉnh 931B…"]);
    check("quý I/2026, khóa XIV", &["quý I/2026,", "khóa XIV"]);
    check("Nghị định số 42/2022/NĐ-CP ngày 24", &["số 42/2022/NĐ-CP", "ngày 24"]);
    check("theo 12/GP-STTTT, 05-NQ/TW", &["12/GP-STTTT,", "05-NQ/TW"]);
}

#[test]
fn numbers_are_bound_to_their_units() {
    check("hơn 500 triệu USD, 12,5 % và", &["500 triệu", "12,5 %"]);
    check("khổ 19 × 27 cm đẹp", &["19 × 27 cm"]);
    check("trẻ dưới 6 tuổi, hơn 500 sinh viên", &["6 tuổi,"]);
    check("có 1.250.000 đồng", &["1.250.000 đồng"]);
}

#[test]
fn a_dash_stays_on_the_line_before_it() {
    check("Cần Thơ – Hậu Giang", &["Cần Thơ –", "Hậu Giang"]);
    check("kinh tế - xã hội", &["tế -"]);
    check("giai đoạn 2021 – 2025", &["2021 – 2025"]);
    check("liên tỉnh –thành", &["tỉnh –thành"]);
    check("các năm qua 2021–2025", &["2021–2025"]);
}

#[test]
fn the_last_two_syllables_stay_together() {
    for (text, expected) in [
        ("kết quả sẽ cao hơn”.", vec!["cao hơn”."]),
        ("khi đến Cần Thơ", vec!["Cần Thơ"]),
        ("đó là sông Cửu Long đẹp", vec!["Cửu Long"]),
        ("hai từ", vec![]),
        ("một", vec![]),
        ("", vec![]),
    ] {
        let bound: Vec<&str> = bind(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(bound, expected, "{text}");
    }
}

#[test]
fn nothing_longer_than_a_narrow_column_is_bound() {
    let text = format!("xem ông A{} và {}", "a".repeat(60), "b".repeat(40));
    assert!(bind(&text).is_empty());
}

proptest! {
    #[test]
    fn ranges_are_sorted_disjoint_and_between_characters(
        text in prop_oneof![any::<String>(), "[A-Za-zĐđạ0-9 ,.()“”–×%/-]{0,120}"]
    ) {
        let mut last = 0;
        for range in bind(&text) {
            prop_assert!(range.start >= last && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some());
            prop_assert!(text[range.clone()].chars().count() <= super::LONGEST);
            last = range.end;
        }
    }

    #[test]
    fn at_most_two_syllables_are_bound(text in "([A-Z][a-z]{1,4} |[a-z]{1,4} |– ){0,30}") {
        for range in bind(&text) {
            prop_assert!(crate::words(&text[range]) <= 2);
        }
    }
}

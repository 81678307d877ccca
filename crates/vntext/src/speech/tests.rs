use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(speak(text, &Lexicon::office()), expected, "{text}");
}

#[test]
fn dates_are_said_once() {
    check("Chiều ngày 26-2-2021, tại", "Chiều ngày 26 tháng 2 năm 2021, tại");
    check("26/02/2021", "ngày 26 tháng 2 năm 2021");
    check("ngày 26.02.2021", "ngày 26 tháng 2 năm 2021");
    check("02/9", "mùng 2 tháng 9");
    check("Sáng 12-3, Sở", "Sáng 12 tháng 3, Sở");
    check("lễ Quốc khánh 2-9", "lễ Quốc khánh mùng 2 tháng 9");
    check("30/4 và 1/5/2026", "ngày 30 tháng 4 và ngày 1 tháng 5 năm 2026");
    check("tháng 2/2021, 3/2022", "tháng 2 năm 2021, tháng 3 năm 2022");
    check("từ 26-2 đến 28-2", "từ ngày 26 tháng 2 đến ngày 28 tháng 2");
    check(
        "ngày 1-3-2021 - 5-3-2021",
        "ngày 1 tháng 3 năm 2021 đến ngày 5 tháng 3 năm 2021",
    );
    check("quý I/2026 và quý 2/2026", "quý 1 năm 2026 và quý 2 năm 2026");
}

#[test]
fn times_are_said() {
    check("8h30, 14:05 và 7h", "8 giờ 30 phút, 14 giờ 5 phút và 7 giờ");
    check("08 giờ 30 phút", "8 giờ 30 phút");
    check("từ 7h30 - 11h", "từ 7 giờ 30 phút đến 11 giờ");
    check("lúc 19h00", "lúc 19 giờ");
}

#[test]
fn numbers_keep_their_digits() {
    check("3.270 sinh viên", "3270 sinh viên");
    check("1.250.000 đồng", "1250000 đồng");
    check("12,5%", "12 phẩy 5 phần trăm");
    check("12,5 %.", "12 phẩy 5 phần trăm.");
    check("15-17%", "15 đến 17 phần trăm");
    check("2021 – 2025", "2021 đến 2025");
    check("giai đoạn 2021-2025", "giai đoạn 2021 đến 2025");
    check("5-7 ngày", "5 đến 7 ngày");
    check("tỷ số 2-1, tỷ số 21-25", "tỷ số 2, 1, tỷ số 21, 25");
    check("2/3 số hộ", "2 phần 3 số hộ");
    check("500 triệu USD, $20", "500 triệu đô la Mỹ, 20 đô la Mỹ");
    check("Covid-19, -5 °C", "Covid-19, âm 5 độ C");
}

#[test]
fn units_are_said() {
    check("19 × 27 cm", "19 nhân 27 xăng-ti-mét");
    check(
        "2.600 m², 18km, 7,2 tấn/ha",
        "2600 mét vuông, 18 ki-lô-mét, 7 phẩy 2 tấn trên héc-ta",
    );
    check(
        "60 km/h, 300 người/km2",
        "60 ki-lô-mét trên giờ, 300 người trên ki-lô-mét vuông",
    );
    check("5.000đ/kg", "5000 đồng trên ki-lô-gam");
    check("50 kg lúa; 3 m", "50 ki-lô-gam lúa; 3 mét");
}

#[test]
fn codes_are_spelt() {
    check("SQF 1000CM", "S Q F 1000 C M");
    check("931B và 61C", "931 B và 61 C");
    check("42/2022/NĐ-CP", "số 42 năm 2022 N Đ C P");
    check("Nghị định số 42/2022/NĐ-CP", "Nghị định số 42 năm 2022 N Đ C P");
    check("Nghị quyết 20-NQ/TW", "Nghị quyết số 20 N Q T W");
    check("Luật số 126/2025/QH15", "Luật số 126 năm 2025 Q H 15");
    check("12/GP-STTTT", "số 12 G P S T T T T");
    check("0293.3878.888", "0 2 9 3, 3 8 7 8, 8 8 8");
    let lexicon = Lexicon::office().with("NĐ-CP", "của Chính phủ");
    assert_eq!(
        speak("Nghị định 30/2020/NĐ-CP", &lexicon),
        "Nghị định số 30 năm 2020 của Chính phủ"
    );
    check("tại haugiang.gov.vn.", "tại haugiang chấm gov chấm vn.");
}

#[test]
fn abbreviations_are_written_out() {
    check("UBND TP Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ");
    check("TP.HCM, TP. Cần Thơ", "Thành phố Hồ Chí Minh, thành phố Cần Thơ");
    check("ĐBSCL", "Đồng bằng sông Cửu Long");
    check("ThS. Nguyễn Văn A", "thạc sĩ Nguyễn Văn A");
    check("họp tại UBND.", "họp tại Ủy ban nhân dân.");
    check("lúa, màu, v.v.", "lúa, màu, vân vân");
    check("UBNDX và HỘI NGHỊ, AN TOÀN", "U B N D X và HỘI NGHỊ, AN TOÀN");
    check("UNESCO, NATO", "U-nét-xcô, NATO");
    assert_eq!(speak("UBND xã", &Lexicon::new()), "U B N D xã");
    assert_eq!(speak("UBND", &Lexicon::office().with("UBND", "")), "U B N D");
}

#[test]
fn roman_numerals_become_numbers() {
    check("Đại hội XIII, thế kỷ XX, lần thứ V", "Đại hội 13, thế kỷ 20, lần thứ 5");
    check("Ông V và bà I", "Ông V và bà I");
    check("Bác sĩ chuyên khoa II", "Bác sĩ chuyên khoa 2");
}

#[test]
fn marks_become_pauses() {
    check("Cần Thơ – Hậu Giang", "Cần Thơ, Hậu Giang");
    check("kinh tế - xã hội", "kinh tế, xã hội");
    check("Vla-đi-mia", "Vla-đi-mia");
    check("Đường tỉnh 931B… Phối hợp", "Đường tỉnh 931 B. Phối hợp");
    check("lúa, màu… và cá", "lúa, màu, và cá");
    check("Nơi nhận: như trên./.", "Nơi nhận: như trên.");
    check("- Một\n- Hai", "Một\nHai");
    check("  nhiều   khoảng  ", "nhiều khoảng");
    check("và/hoặc; A & B", "và hoặc; A và B");
    check("một -- hai", "một, hai");
    check("=====\n-----\na = b", "\n\na bằng b");
    check("", "");
}

#[test]
fn ordinary_text_is_left_alone() {
    let text = "Ông nói: “Sự hợp tác cần toàn diện và đi vào thực chất.” Muốn vậy, trước hết \
        các sở, ngành cần đề ra chương trình hành động cụ thể!";
    check(text, text);
}

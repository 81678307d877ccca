use super::*;
use crate::Rule;

/// Every fix, safe or not, applied until none is left.
#[track_caller]
fn check(text: &str, expected: &str, codes: &str) {
    let style = TextStyle::default();
    let findings = typography(text, &style);
    let found: Vec<&str> = findings.iter().map(|finding| finding.rule.code()).collect();
    assert_eq!(found.join(" "), codes, "{text:?}");
    let mended = mend(text, &findings);
    assert_eq!(mended, expected, "{text:?}");
    let fixable = typography(&mended, &style).into_iter().find(|f| !f.fixes.is_empty());
    assert_eq!(fixable, None, "{mended:?}");
}

#[track_caller]
fn silent(text: &str) {
    check(text, text, "");
}

#[test]
fn spaces_are_put_right() {
    check("gia cầm;  phối hợp", "gia cầm; phối hợp", "space.double");
    check("nghiệp\u{a0}trong", "nghiệp trong", "space.odd");
    check("nghiệp \u{a0} trong", "nghiệp trong", "space.double");
    check(" đầu và cuối \nmột ", "đầu và cuối\nmột", "space.edge space.edge space.edge");
    check("một , hai", "một, hai", "space.before");
    check("sao ?", "sao?", "space.before");
    check(
        "( một ) “ hai ”",
        "(một) “hai”",
        "space.inside space.before space.inside space.before",
    );
    check("2021,tại", "2021, tại", "space.missing");
    check("xong;rồi:Được", "xong; rồi: Được", "space.missing space.missing");
    check("hợp tác.Tạo điều kiện", "hợp tác. Tạo điều kiện", "space.missing");
    check("Cần Thơ(Hậu Giang)", "Cần Thơ (Hậu Giang)", "space.missing");
    check("Ông nói:“Được”", "Ông nói: “Được”", "space.missing");
    check("931B…Phối hợp", "931B… Phối hợp", "space.missing");
}

#[test]
fn marks_are_put_right() {
    check("lúa, màu...", "lúa, màu…", "mark.dots");
    check("trúng tuyển),…", "trúng tuyển)…", "mark.comma_dots");
    check("lúa, …", "lúa…", "mark.comma_dots");
    check("lúa,, màu", "lúa, màu", "mark.repeated");
    check("Được!!", "Được!", "mark.repeated");
    check("xong..", "xong.", "mark.repeated");
    check("một — hai", "một – hai", "dash.long");
    check("một -- hai", "một – hai", "dash.odd");
    check("kinh tế‑xã hội", "kinh tế-xã hội", "dash.odd");
    check("giai đoạn 2021 - 2025", "giai đoạn 2021 – 2025", "dash.range");
    check("15% - 17%", "15% – 17%", "dash.range");
    check("liên tỉnh –thành", "liên tỉnh – thành", "dash.lopsided");
    check("kinh tế- xã hội", "kinh tế - xã hội", "dash.lopsided");
    check(
        "thương mại – du lịch, kinh tế - xã hội",
        "thương mại – du lịch, kinh tế – xã hội",
        "dash.mixed",
    );
}

#[test]
fn quotes_are_put_right() {
    check("Ông nói: \"Được.\"", "Ông nói: “Được.”", "quote.straight quote.straight");
    check("«một» „hai”", "“một” “hai”", "quote.foreign quote.foreign quote.foreign");
    check("”một” và “hai“", "“một” và “hai”", "quote.turned quote.turned");
    check("“một", "“một", "quote.unpaired");
    check("một” hai", "một” hai", "quote.unpaired");
    check("màn hình 15\"", "màn hình 15\"", "quote.unpaired");
    check("“một “hai”", "“một “hai”", "quote.unpaired");
}

#[test]
fn numbers_and_units_are_put_right() {
    check("1,250,000 đồng", "1.250.000 đồng", "number.thousands");
    check("1,250.5 ha", "1.250,5 ha", "number.thousands");
    check("tăng 12.5%", "tăng 12,5%", "number.decimal");
    check("đạt 8.3 triệu đồng", "đạt 8,3 triệu đồng", "number.decimal");
    check("50kg, 3km", "50 kg, 3 km", "unit.space unit.space");
    check("50 Kg", "50 kg", "unit.case");
    check(
        "120 m2, 5 km2, 30 m3/ngày",
        "120 m², 5 km², 30 m³/ngày",
        "unit.power unit.power unit.power",
    );
    check("120m2", "120 m²", "unit.space unit.power");
    check("ngày 30-02-2021", "ngày 30-02-2021", "date.unreal");
    check(
        "ngày 26-2-2021, 27/02/2021, 1-3-2021",
        "ngày 26-2-2021, 27-2-2021, 1-3-2021",
        "date.style",
    );
}

#[test]
fn usage_is_made_one() {
    check("hòa bình, hoà giải, thủy lợi", "hòa bình, hòa giải, thủy lợi", "tone.mixed");
    check("kĩ thuật, kỹ năng, kỹ sư", "kỹ thuật, kỹ năng, kỹ sư", "iy.mixed");
    silent("tỉ mỉ, tỷ đồng, quý, bác sĩ, ly nước, li ti");
}

#[test]
fn characters_are_put_right() {
    check("Ca\u{302}\u{300}n", "Cần", "letter.decomposed");
    check("Câ\u{300}n", "Cần", "letter.decomposed");
    check("Ðường", "Đường", "letter.homoglyph");
    check("Hậu Giаng", "Hậu Giang", "letter.homoglyph");
    check("Cần\u{200b} Thơ\u{feff}", "Cần Thơ", "char.invisible char.invisible");
    check("một\u{1}hai", "một hai", "char.control");
    check("h\u{fffd}", "h\u{fffd}", "char.lost");
    silent("Gia đình 👨\u{200d}👩\u{200d}👧 vui; Новости hôm nay");
}

#[test]
fn what_is_right_is_left_alone() {
    for text in [
        "Chiều 26-2-2021, tại Trung tâm Hội nghị, 3.270 đại biểu dự (12,5%).",
        "Đường tỉnh 931B… Phối hợp mở tuyến Cần Thơ – Hậu Giang.",
        "Kinh tế - xã hội; TP.HCM, TP. Cần Thơ, ThS.Nguyễn, T.V.A, v.v.",
        "Nghị định số 42/2022/NĐ-CP ngày 24/6/2022; điện thoại 0293.3878.888.",
        "Nhiệt độ -5 °C, tỷ số 2-1, 8h30, 10:30, khổ 19 × 27 cm, 1,125 ha.",
        "- Một mục\n- Hai mục\n+ Ba",
        "https://haugiang.gov.vn/a,b?c=d…e www.a.vn/x;y bantin@haugiang.gov.vn",
        "Ông hỏi: “Vì sao?”, rồi đi. (Xem trang 3.) [1]; “Được…”",
        "Họ tên: ........................ ngày ....../....../20....",
        "từ A đến … và B; 1/2, 24/7, 5 - 7 ngày lễ hội".replace("5 - 7", "5-7").as_str(),
        "Nông nghiệp &amp;Môi trường; &#39;a&#39;",
        "II- Đối tượng\n1.- Mục đích\ncác điểm a,b,c khoản 1; +A | -A |",
        "",
        "\n\n",
    ] {
        silent(text);
    }
}

#[test]
fn a_laid_down_style_is_applied() {
    let find = |text: &str, style: &TextStyle| mend(text, &typography(text, style));
    let press = TextStyle {
        dates: DateStyle::Press,
        tones: ToneStyle::New,
        ..TextStyle::default()
    };
    let office = TextStyle {
        dates: DateStyle::Office,
        tones: ToneStyle::Old,
        ..TextStyle::default()
    };
    assert_eq!(find("02/03/2021 hòa", &press), "2-3-2021 hoà");
    assert_eq!(find("2-3-2021 hoà", &office), "02/03/2021 hòa");
    assert_eq!(find("26.2.2021", &office), "26/02/2021");
}

#[test]
fn only_safe_fixes_are_made_unseen() {
    let style = TextStyle::default();
    let text = "hòa hoà  kinh tế - xã hội – một";
    assert_eq!(mend_typography(text, &style), "hòa hoà kinh tế - xã hội – một");
    assert!(!Rule::ToneMixed.is_sure());
}

#[test]
fn english_has_its_own_quotes_and_dashes() {
    let english = TextStyle { lang: crate::Lang::En, ..TextStyle::default() };
    let mended = |text: &str| mend_typography(text, &english);
    assert_eq!(
        mended("The farmers' co-op didn't say \"no\" -- yet..."),
        "The farmers’ co-op didn’t say “no” – yet…",
    );
    // What is a slip in Vietnamese is good usage here.
    let text = "The province—its people, pre- and post-war—sold 1,250,000 tons, 12.5% more, \
        at 5 km2 on 26/02/2021.";
    assert_eq!(mended(text), text);
    assert!(typography(text, &english).is_empty(), "{:?}", typography(text, &english));
    let mixed = typography("one - two – three", &english);
    assert_eq!(mixed.len(), 1, "{mixed:?}");
    assert_eq!(mixed[0].rule, Rule::DashMixed);
    // Vietnamese keeps its apostrophes: names of the highlands have them.
    assert!(typography("Đăk R'lấp, H'Hen", &TextStyle::default()).is_empty());
}

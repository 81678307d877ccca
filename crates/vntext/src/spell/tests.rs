use super::*;

/// Each finding as `word > first fix`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let findings = spelling(text, &KnownWords::default());
    let found: Vec<String> = findings
        .iter()
        .map(|finding| {
            let fix = finding.fixes.first().map_or("?", String::as_str);
            format!("{} > {fix}", &text[finding.range.clone()])
        })
        .collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn slips_against_the_rule_are_found_and_mended() {
    check("nghành nông nghiệp", "nghành > ngành");
    check("Nghành nông nghiệp", "Nghành > Ngành");
    check("NGHÀNH NÔNG NGHIỆP", "NGHÀNH > NGÀNH");
    check("cái gế gỗ, kông ty, cể chuyện", "gế > ghế; kông > công; cể > kể");
    check("kết qủa, qúy khách, tòan quốc", "qủa > quả; qúy > quý; tòan > toàn");
    check("người trông thuờng, truờng học", "thuờng > thường; truờng > trường");
    check("khàc nhau, tàp trung", "khàc > khác; tàp > táp");
    check("nhữngg người, ngườii", "nhữngg > những; ngườii > người");
    check("hcính sách, trogn năm", "hcính > chính; trogn > trong");
    check("tiêt kiệm", "tiêt > tiết");
    check("trongđó có", "trongđó > trong đó");
    check("tyến đường", "tyến > tiến");
}

#[test]
fn confused_words_are_found_with_their_reason() {
    check("xử dụng vốn", "xử dụng > sử dụng");
    check("Nổ lực vượt khó", "Nổ lực > Nỗ lực");
    check("CHIA SẼ YÊU THƯƠNG", "CHIA SẼ > CHIA SẺ");
    check("hổ trợ nhửng hộ nghèo", "hổ trợ > hỗ trợ; nhửng > những");
    check("bác sỉ chuẩn đoán", "bác sỉ > bác sĩ; chuẩn đoán > chẩn đoán");
    let rules: Vec<Rule> = spelling(
        "xử dụng, câu truyện, giao động, lông dân, quang trọng, thăm quan, kỷ thuật",
        &KnownWords::default(),
    )
    .into_iter()
    .map(|finding| finding.rule)
    .collect();
    assert_eq!(
        rules,
        [
            Rule::SpellSX,
            Rule::SpellChTr,
            Rule::SpellDGi,
            Rule::SpellLN,
            Rule::SpellCoda,
            Rule::SpellConfused,
            Rule::SpellHoiNga,
        ],
    );
}

#[test]
fn right_words_that_look_wrong_are_left_alone() {
    for text in [
        "lịch sử lý luận, khả năng xuất khẩu, gia công xuất khẩu, xem xét sử dụng",
        "bàn giao động cơ, bổ sung đột xuất, tham gia xúc tiến, học tập chung một lớp",
        "lợi thế kỹ thuật, thương hiệu xuất xứ, cơ quan cảnh sát, tiêu chuẩn đoán trước",
        "Nguyễn Trãi, ông Quang tâm sự, ông Xuân Giao động viên",
        "ai sử, lý do; xử, dụng",
    ] {
        check(text, "");
    }
}

#[test]
fn foreign_words_names_and_numbers_are_spared() {
    for text in [
        "café, résumé, Müller, façade, logistics, marketing, livestream, tour, video",
        "Bắc Kạn, Mê Kông, Đắk Lắk, Pleiku, Krông Ana, Vla-đi-mia, ki-lô-gam, pa-nô",
        "UBND, HĐND, NĐ-CP, GTVT, TP.HCM, 931B, 61C, m², H5N1, Covid-19",
        "www.haugiang.gov.vn/tin-tức, bantin@haugiang.gov.vn, #HậuGiang",
        "ôtô, sôcôla, nitơ; Новости; 東京; ơi ới; ừ, à, ờ, ủa",
        "Hòa và hoà, thủy và thuỷ, khoẻ và khỏe, qui định, quý, kĩ, kỹ",
        "nghe, ghi, kể, giếng, gì, quốc, quỳnh, khuya, khuỷu, xoong, rượu",
    ] {
        check(text, "");
    }
}

#[test]
fn the_list_of_the_publication_is_heard() {
    let known = KnownWords::new(["nghành", "Chia Sẽ", "ho\u{323}p"]);
    assert_eq!(spelling("nghành, Nghành, chia sẽ", &known), []);
    assert_eq!(spelling("qủa", &known).len(), 1);
}

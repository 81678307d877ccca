//! The tables and the examples that a person would look up first, each as its source has
//! it: none is made by the code that is tried.

use vntext::{
    Encoding, Lexicon, Order, bind, decode, decode_bytes, detect, encode, fold,
    is_syllable, slug, speak,
};

/// TCVN 5712:1993 VN3: letter and code, as the C library of GNU converts them. Toned
/// capitals have none.
const TCVN3: &str = "àB5 áB8 ảB6 ãB7 ạB9 ăA8 ằBB ắBE ẳBC ẵBD ặC6 âA9 ầC7 ấCA \
    ẩC8 ẫC9 ậCB èCC éD0 ẻCE ẽCF ẹD1 êAA ềD2 ếD5 ểD3 ễD4 ệD6 \
    ìD7 íDD ỉD8 ĩDC ịDE òDF óE3 ỏE1 õE2 ọE4 ôAB ồE5 ốE8 ổE6 \
    ỗE7 ộE9 ơAC ờEA ớED ởEB ỡEC ợEE ùEF úF3 ủF1 ũF2 ụF4 ưAD \
    ừF5 ứF8 ửF6 ữF7 ựF9 ỳFA ýFD ỷFB ỹFC ỵFE đAE ĂA1 ÂA2 ÊA3 \
    ÔA4 ƠA5 ƯA6 ĐA7";

/// VISCII 1.1 (RFC 1456), likewise.
const VISCII: &str = "àE0 áE1 ảE4 ãE3 ạD5 ăE5 ằA2 ắA1 ẳC6 ẵC7 ặA3 âE2 ầA5 ấA4 \
    ẩA6 ẫE7 ậA7 èE8 éE9 ẻEB ẽA8 ẹA9 êEA ềAB ếAA ểAC ễAD ệAE \
    ìEC íED ỉEF ĩEE ịB8 òF2 óF3 ỏF6 õF5 ọF7 ôF4 ồB0 ốAF ổB1 \
    ỗB2 ộB5 ơBD ờB6 ớBE ởB7 ỡDE ợFE ùF9 úFA ủFC ũFB ụF8 ưDF \
    ừD7 ứD1 ửD8 ữE6 ựF1 ỳCF ýFD ỷD6 ỹDB ỵDC đF0 ÀC0 ÁC1 ẢC4 \
    ÃC3 Ạ80 ĂC5 Ằ82 Ắ81 Ẳ02 Ẵ05 Ặ83 ÂC2 Ầ85 Ấ84 Ẩ86 Ẫ06 Ậ87 \
    ÈC8 ÉC9 ẺCB Ẽ88 Ẹ89 ÊCA Ề8B Ế8A Ể8C Ễ8D Ệ8E ÌCC ÍCD Ỉ9B \
    ĨCE Ị98 ÒD2 ÓD3 Ỏ99 ÕA0 Ọ9A ÔD4 Ồ90 Ố8F Ổ91 Ỗ92 Ộ93 ƠB4 \
    Ờ96 Ớ95 Ở97 ỠB3 Ợ94 ÙD9 ÚDA Ủ9C Ũ9D Ụ9E ƯBF ỪBB ỨBA ỬBC \
    ỮFF ỰB9 Ỳ9F ÝDD Ỷ14 Ỹ19 Ỵ1E ĐD0";

/// The Vietnamese alphabet with its tones, small.
const LETTERS: &str =
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

#[track_caller]
fn check_table(encoding: Encoding, table: &str) {
    for entry in table.split(' ') {
        let letter = entry.chars().next().expect("an entry begins with its letter");
        let code = u8::from_str_radix(&entry[letter.len_utf8()..], 16).expect("a code");
        let text = letter.to_string();
        assert_eq!(encode(&text, encoding).bytes, [code], "{letter}");
        assert_eq!(decode_bytes(&[code], encoding).text, text, "{code:x}");
    }
}

#[test]
fn tables_are_those_of_their_standards() {
    check_table(Encoding::Tcvn3, TCVN3);
    assert_eq!(TCVN3.split(' ').count(), 74);
    check_table(Encoding::Viscii, VISCII);
    assert_eq!(VISCII.split(' ').count(), 134);
}

#[test]
fn vni_letters_are_read_as_their_fonts_draw_them() {
    // Orders of the marks: plain, huyền, sắc, hỏi, ngã, nặng.
    for (row, letters) in [
        ("a aø aù aû aõ aï", "a à á ả ã ạ"),
        ("aâ aà aá aå aã aä", "â ầ ấ ẩ ẫ ậ"),
        ("aê aè aé aú aü aë", "ă ằ ắ ẳ ẵ ặ"),
        ("e eø eù eû eõ eï", "e è é ẻ ẽ ẹ"),
        ("eâ eà eá eå eã eä", "ê ề ế ể ễ ệ"),
        ("i ì í æ ó ò", "i ì í ỉ ĩ ị"),
        ("oâ oà oá oå oã oä", "ô ồ ố ổ ỗ ộ"),
        ("ô ôø ôù ôû ôõ ôï", "ơ ờ ớ ở ỡ ợ"),
        ("u uø uù uû uõ uï", "u ù ú ủ ũ ụ"),
        ("ö öø öù öû öõ öï", "ư ừ ứ ử ữ ự"),
        ("y yø yù yû yõ î ñ Ñ", "y ỳ ý ỷ ỹ ỵ đ Đ"),
        ("AÂ AÀ AÊ AÈ AÚ ÖÔ", "Â Ầ Ă Ằ Ẳ ƯƠ"),
    ] {
        assert_eq!(decode(row, Encoding::Vni).text, letters, "{row}");
    }
}

/// Eighteen bytes are other characters on a Vietnamese Windows; text that came through
/// either code page is read, composed or not.
#[test]
fn both_code_pages_of_windows_lead_back_to_the_letters() {
    let text: String = LETTERS.chars().map(|letter| format!("th{letter}n ")).collect();
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps] {
        let bytes = encode(&text, encoding).bytes;
        for page in [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1258] {
            let (shown, _) = page.decode_without_bom_handling(&bytes);
            assert_eq!(decode(&shown, encoding).text, text, "{encoding:?} {page:?}");
        }
    }
}

#[test]
fn forms_of_unicode_are_one() {
    // Windows-1258 gives a letter and a mark; NFD puts nặng before the circumflex.
    for form in ["Hâ\u{323}u", "Ha\u{323}\u{302}u", "Ha\u{302}\u{323}u"] {
        assert_eq!(vntext::nfc(form), "Hậu");
    }
}

#[track_caller]
fn said(text: &str, expected: &str) {
    assert_eq!(speak(text, &Lexicon::office()), expected, "{text}");
}

#[test]
fn what_speech_engines_get_wrong_is_written_out() {
    said("ngày 26-2-2021", "ngày 26 tháng 2 năm 2021");
    said("26/02/2021", "ngày 26 tháng 2 năm 2021");
    said("02/9", "mùng 2 tháng 9");
    said("3.270", "3270");
    said("12,5%", "12 phẩy 5 phần trăm");
    said("2021 – 2025", "2021 đến 2025");
    said("Cần Thơ – Hậu Giang", "Cần Thơ, Hậu Giang");
    said("kinh tế - xã hội", "kinh tế, xã hội");
    said("UBND", "Ủy ban nhân dân");
    said("TP Cần Thơ", "thành phố Cần Thơ");
    said("TP.HCM", "Thành phố Hồ Chí Minh");
    said("SQF 1000CM", "S Q F 1000 C M");
    said("931B", "931 B");
    said("61C", "61 C");
    said("42/2022/NĐ-CP", "số 42 năm 2022 N Đ C P");
    said("quý I/2026", "quý 1 năm 2026");
    said("19 × 27 cm", "19 nhân 27 xăng-ti-mét");
    said("0293.3878.888", "0 2 9 3, 3 8 7 8, 8 8 8");
    said("500 triệu USD", "500 triệu đô la Mỹ");
    said("15-17%", "15 đến 17 phần trăm");
    said("ĐBSCL", "Đồng bằng sông Cửu Long");
    said("lúa, màu…", "lúa, màu.");
    said("Nơi nhận./.", "Nơi nhận.");
    said("2.600 km2", "2600 ki-lô-mét vuông");
    let own = Lexicon::office().with("NĐ-CP", "của Chính phủ");
    assert_eq!(speak("42/2022/NĐ-CP", &own), "số 42 năm 2022 của Chính phủ");
}

#[test]
fn numbers_of_documents_and_measures_are_held_together() {
    for (text, held) in [
        ("Theo Nghị định 42/2022/NĐ-CP của Chính phủ", "42/2022/NĐ-CP"),
        ("Giấy phép số 12/GP-STTTT do Sở cấp", "12/GP-STTTT"),
        ("Giai đoạn 2021 – 2025 của tỉnh", "2021 – 2025"),
        ("Phát triển kinh tế - xã hội của tỉnh", "tế -"),
        ("Khổ giấy 19 × 27 cm của báo", "19 × 27 cm"),
        ("Tăng 12,5 % so với năm ngoái", "12,5 %"),
        ("Ông Lê Văn An đến dự lễ", "Ông Lê"),
        ("Đi đường tỉnh 926 về nhà", "tỉnh 926"),
    ] {
        let bound = bind(text);
        let whole = bound.iter().any(|range| text[range.clone()].contains(held));
        // What ICU never parts needs no binding.
        assert!(whole || !held.contains([' ', '-', '/']), "{text}: {bound:?}");
    }
}

#[test]
fn order_search_and_addresses_know_the_language() {
    let order = Order::new();
    let sorted = |mut words: Vec<&'static str>| {
        words.sort_by(|one, other| order.words(one, other));
        words
    };
    assert_eq!(
        sorted(vec!["bạn", "bán", "bãn", "bản", "bàn", "ban"]),
        ["ban", "bàn", "bản", "bãn", "bán", "bạn"]
    );
    assert_eq!(sorted(vec!["đa", "e", "da", "dê"]), ["da", "dê", "đa", "e"]);
    assert_eq!(fold("Đường Điện"), "duong dien");
    assert_eq!(slug("Cần Thơ – Hậu Giang"), "can-tho-hau-giang");
}

#[test]
fn the_rule_of_syllables_knows_both_ways_to_write_a_tone() {
    for word in ["hóa", "hoá", "thủy", "thuỷ", "Ủy", "quý", "khuỷu", "nghiêng", "giếng"]
    {
        assert!(is_syllable(word), "{word}");
    }
    // A stop at the end takes sắc or nặng only.
    for word in ["phàp", "tàt", "mổc", "xyz", "hoặcn"] {
        assert!(!is_syllable(word), "{word}");
    }
    // "ngh" stands before e, ê, i; "k" likewise. Words without marks may be foreign.
    for text in ["Một nghạ khác", "Dòng kồng lớn", "Nghành thủy sản"] {
        let found = vntext::spelling(text, &vntext::KnownWords::default());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
}

#[test]
fn a_font_left_over_proves_nothing() {
    assert_eq!(detect("Cộng hòa xã hội", Some(".VnTime")), None);
    let offer =
        detect("Céng hoµ", Some("ABCDEF+.VnTimeH")).expect("font and words agree");
    assert_eq!((offer.text.as_str(), offer.capitals_lost), ("CỘNG HOÀ", false));
}

//! The page Bantin was founded on, and its like.

use intake::{Draft, Outcome, Picture, read};

const PAGE: &str = include_str!("../../../../samples/can-tho-hau-giang.txt");

fn draft() -> Draft {
    read("can-tho-hau-giang.txt", PAGE.as_bytes()).expect("the page is readable")
}

#[test]
fn every_part_of_the_page_is_found() {
    let draft = draft();
    assert_eq!(draft.id.unwrap().to_string(), "d5bd5483-c909-49f3-8d4f-dc82fbe374b1");
    assert_eq!(draft.section, "Sự kiện nổi bật");
    assert_eq!(draft.title, "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển");
    assert_eq!(draft.posted.unwrap().to_string(), "2021-02-27");
    assert_eq!(draft.bylines, ["Đan Phượng"]);
    assert_eq!(
        draft.lead,
        "Chiều ngày 26-2-2021,tại Trung tâm Hội nghị tỉnh Hậu Giang, đã diễn ra Hội nghị sơ \
         kết và ký kết hợp tác phát triển giữa tỉnh Hậu Giang với TP Cần Thơ, giai đoạn 2021 \
         – 2025."
    );
    let caption = |text: &str| Picture { caption: text.into(), ..Picture::default() };
    assert_eq!(
        draft.pictures,
        [caption("Lãnh đạo 2 địa phương ký kết hợp tác"), caption("Quang cảnh Hội nghị")]
    );
    assert_eq!(
        (draft.kicker, draft.modified, draft.tags, draft.genre, draft.source, draft.lang),
        (String::new(), None, vec![], String::new(), String::new(), None)
    );
}

/// The text is the page's own lines in their order, spaces aside.
#[test]
fn the_text_is_kept_word_for_word() {
    let lines: Vec<String> =
        PAGE.lines().skip(11).map(vntext::tidy).filter(|line| !line.is_empty()).collect();
    let mut expected = String::new();
    for line in &lines[..9] {
        let caption = line.split(' ').count() < 10;
        let line = if caption {
            format!(":::figure\n![]()\n\n{line}\n:::")
        } else {
            line.clone()
        };
        expected += &format!("{line}\n\n");
    }
    assert_eq!(draft().text, expected.trim_end().to_owned() + "\n");
    assert_eq!(lines[9], "Đan Phượng");
}

#[test]
fn everything_else_is_reported() {
    let draft = draft();
    let told: Vec<(&str, &str, &str, String)> = draft
        .report
        .iter()
        .map(|item| {
            let start = item.text.chars().take(20).collect();
            (item.kind, item.outcome.as_str(), item.reason, start)
        })
        .collect();
    let told: Vec<_> = told.iter().map(|(a, b, c, d)| (*a, *b, *c, d.as_str())).collect();
    assert_eq!(
        told,
        [
            ("text_size", "dropped", "portal.control", "Cỡ chữ: +A | -A |\u{a0}Bả"),
            ("section", "kept", "as_written", "Sự kiện nổi bật"),
            ("title", "kept", "as_written", "Cần Thơ – Hậu Giang "),
            ("date", "kept", "as_written", "Ngày đăng: 27/02/202"),
            ("counter", "dropped", "portal.counter", "Lượt xem:"),
            ("lead", "kept", "as_written", "Chiều ngày 26-2-2021"),
            ("caption", "kept", "as_written", "Lãnh đạo 2 địa phươn"),
            ("paragraph", "changed", "spaces.tidied", "Từ năm 2006, UBND TP"),
            ("paragraph", "kept", "as_written", "Hàng năm các trường "),
            ("caption", "changed", "caption.guessed", "Quang cảnh Hội nghị"),
            ("paragraph", "kept", "as_written", "Về hạ tầng giao thôn"),
            ("paragraph", "kept", "as_written", "Trong lĩnh vực y tế,"),
            ("paragraph", "kept", "as_written", "Tại hội nghị, sau kh"),
            ("paragraph", "changed", "spaces.tidied", "Phát biểu tại Hội ng"),
            ("paragraph", "changed", "spaces.tidied", "Ông Lê Tiến Châu, Ủy"),
            ("byline", "kept", "as_written", "Đan Phượng"),
            ("id", "kept", "as_written", "d5bd5483-c909-49f3-8"),
            ("read_aloud", "dropped", "portal.made_anew", "Tiêu đề bài viết: Cầ"),
            ("counter", "dropped", "portal.counter", "THỐNG KÊ TRUY CẬP"),
            ("counter", "dropped", "portal.counter", "Đang truy cập:"),
            ("counter", "dropped", "portal.counter", "Hôm nay:"),
            ("counter", "dropped", "portal.counter", "Tháng hiện tại:"),
            ("counter", "dropped", "portal.counter", "Tổng:"),
            ("badge", "dropped", "portal.badge", "ipv6 ready"),
            ("badge", "dropped", "portal.badge", "Chung nhan Tin Nhiem"),
        ]
    );
}

#[test]
fn other_encodings_give_the_same_draft() {
    let windows: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(PAGE.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut draft = read("a.TXT", &windows).unwrap();
    let first = draft.report.remove(0);
    assert_eq!((first.reason, first.outcome), ("encoding.utf_16", Outcome::Changed));
    assert_eq!(draft, self::draft());
    let crlf = PAGE.replace('\n', "\r\n");
    assert_eq!(read("a.txt", crlf.as_bytes()).unwrap(), self::draft());
}

#[test]
fn a_like_page_is_read_without_script_and_id() {
    let page = "Y tế\nTrạm y tế mới\nNgày đăng: 1/3/2021 08:30\nNgày cập nhật: 2/3/2021\n\
        Lượt xem: 1.204\n\nSáng 1-3, xã có trạm y tế.\n\nTrạm có mười giường.\n\
        Trạm y tế xã\nẢnh: Mỹ Lệ\n\n1. Việc tiếp theo\n\nHôm nay: trạm mở cửa.\n\n\
        Lễ khánh thành (Ảnh: TTXVN)\n\nDân vui.\n\nMỹ Lệ - Đan Phượng\n\nNguồn: Báo Hậu Giang\n";
    let draft = read("a.txt", page.as_bytes()).unwrap();
    assert_eq!(draft.section, "Y tế");
    assert_eq!(draft.title, "Trạm y tế mới");
    assert_eq!(draft.posted.unwrap().to_string(), "2021-03-01");
    assert_eq!(draft.modified.unwrap().to_string(), "2021-03-02");
    assert_eq!(draft.bylines, ["Mỹ Lệ", "Đan Phượng"]);
    assert_eq!(draft.source, "Báo Hậu Giang");
    assert_eq!(draft.id, None);
    assert_eq!(
        draft.text,
        "Trạm có mười giường.\n\n:::figure\n![](){credit=\"Ảnh: Mỹ Lệ\"}\n\nTrạm y tế xã\n:::\n\n\
         1\\. Việc tiếp theo\n\nHôm nay: trạm mở cửa.\n\n:::figure\n\
         ![](){credit=\"Ảnh: TTXVN\"}\n\nLễ khánh thành\n:::\n\nDân vui.\n"
    );
}

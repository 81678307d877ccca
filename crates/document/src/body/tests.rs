//! Writing is the inverse of parsing.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn same(text: &str) -> Body {
    let (body, _) = parse(text);
    let written = write(&body);
    assert_eq!(parse(&written).0, body, "written as\n{written}");
    body
}

#[test]
fn every_kind_of_block_survives() {
    for text in [
        "Một đoạn.\n\nĐoạn *nghiêng* và **đậm**, ~~gạch~~, x^2^, H~2~O, `mã`.",
        "# Một\n\n### Ba",
        "- a\n- b\n\n  c\n\n1. d\n2. e\n   - f",
        "> trích\n>\n> hai",
        "| A | B |\n|---|:-:|\n| 1 \\| 2 | **x** |",
        "```rust\nfn main() {}\n```",
        "***",
        "Câu[^1].\n\n[^1]: Ghi chú.\n\n    Hai đoạn.",
        "::::sidebar\n## Hộp\n\nChữ.\n\n:::pullquote\nLời.\n:::\n::::",
        "::::gallery\n![a](media/a.jpg)\n\n![b](media/b.jpg)\n\nHai ảnh.\n::::",
        ":::khac\nchữ\n:::",
        "<div>html</div>",
        "dòng một\\\ndòng hai",
        "[liên kết](https://example.vn \"đề\") và ![ảnh](media/x.png) trong dòng",
        "<K>\0\0\0\0",
        "> <?\n\u{1}><?>Ө",
        "a <b\n> c>",
        ":::\\\\`+\u{4}\n++",
        "- \\--\n- \\- -",
        "+ \u{a0}    ",
        "* \\*\u{a0}",
        ":::a&amp;amp;b&#10;c\nchữ\n:::",
        "- a\r\r      b\rc\r\n      d",
        "\u{1}<?>\u{1}?>\u{1}?>",
        "<p\n",
        "[a](b&#3;c)",
        "<textarea\t",
        "a[^b\u{a0}c] d[^bc] e[^|]\n\n[^bc]: f\n\n[^b\u{a0}c]: g\n\n[^|]: h",
        "a\n\n[^b]: c[^d]\n\n[^d]: e[^f]\n\n[^f]: g",
        "a ``` `b``c",
        &format!("a ``b{}c``", "`".repeat(90)),
        "<!b\n\n[^1]\n",
        "<pre>\n\n# a",
        "a<br><?>b< <:",
        "&#5;<?>b",
        "a[^|] b[^c] d[^e]\n\n[^|]:*\n\n[^c]: [^|]\n\n[^e]: f[^c]",
        "<I>a~b\\<<I>c^d~e",
        "::::a\n```\n:::\nchữ\n```\n::::",
        "\\# a~b\\<<I>~<I>c",
    ] {
        same(text);
    }
}

#[test]
fn what_is_nested_too_deep_keeps_its_words() {
    for text in [
        ">".repeat(20_000) + " đáy",
        "- a\n".repeat(3)
            + &(0..500).map(|n| " ".repeat(2 * n) + "- đáy\n").collect::<String>(),
        "<b>".repeat(20_000) + "đáy" + &"</b>".repeat(20_000),
        "*a **b ".repeat(2_000) + "đáy" + &"** *".repeat(2_000),
        ":::x\n".repeat(200) + "đáy",
    ] {
        let body = parse(&text).0;
        assert!(paragraphs(&body).concat().contains("đáy"), "{}", &text[..20]);
        write(&body);
    }
    same(&format!("{}đáy *sâu*", "> ".repeat(100)));
}

#[test]
fn a_figure_keeps_its_words_and_attributes() {
    let text = ":::figure\n![Hai người ký](media/ky-ket.jpg){#ky-ket .wide credit=\"Đan \
                Phượng\" focus=\"0.42 0.31\"}\n\nLãnh đạo **hai** địa phương.\n:::";
    let body = same(text);
    let [Block::Figure(figure)] = body.blocks.as_slice() else { panic!("{body:?}") };
    assert_eq!(figure.photo_name(), Some("ky-ket.jpg"));
    assert_eq!(figure.credit(), "Đan Phượng");
    assert_eq!(figure.focus(), Some(Focus { x: 0.42, y: 0.31 }));
    assert_eq!(figure.classes, ["wide"]);
    assert_eq!(plain_text(&figure.caption), "Lãnh đạo hai địa phương.");
}

#[test]
fn a_lone_image_is_a_figure() {
    let body = same("![Alt](media/a.jpg \"Chú thích\")");
    let [Block::Figure(figure)] = body.blocks.as_slice() else { panic!("{body:?}") };
    assert_eq!(figure.alt, "Alt");
    assert_eq!(plain_text(&figure.caption), "Chú thích");
}

#[test]
fn a_figure_may_wait_for_its_picture() {
    let body = same(":::figure\n![]()\n\nQuang cảnh Hội nghị\n:::");
    let [Block::Figure(figure)] = body.blocks.as_slice() else { panic!("{body:?}") };
    assert_eq!(figure.photo_name(), None);
    assert_eq!(plain_text(&figure.caption), "Quang cảnh Hội nghị");
}

#[test]
fn ordinary_sentences_are_written_plainly() {
    for text in ["Kinh tế - xã hội (2021 – 2025): 12,5 %.", "“Liên kết” – ông nói!"]
    {
        let body = same(text);
        assert_eq!(write(&body), format!("{text}\n"));
    }
}

#[test]
fn a_tag_beside_nothing_that_is_seen_is_words() {
    assert_eq!(same("&#5;<J>").blocks, same("\\<J\\>").blocks);
    same("&#5;</J>\nvà lời");
}

#[test]
fn remarks_name_what_paper_will_not_show() {
    let codes = |text: &str| -> Vec<&str> {
        parse(text).1.iter().map(|remark| remark.code).collect()
    };
    assert_eq!(codes("<div>x</div>"), ["html.dropped"]);
    assert_eq!(codes(":::khac\nx\n:::"), ["directive.unknown"]);
    assert_eq!(codes("<!-- ghi chú -->"), [""; 0]);
}

fn words() -> impl Strategy<Value = String> {
    "[a-zđ .,:;!?|*_`#>+=~^(){}<&\\[\\]\"'0-9-]{0,14}"
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::Text),
        1 => words().prop_map(Inline::Code),
        1 => Just(Inline::Break),
        1 => (words(), words()).prop_map(|(src, alt)| Inline::Image(Figure {
            src: format!("media/{}", src.replace(['<', '>', '&', ' '], "")),
            alt,
            ..Figure::default()
        })),
    ];
    let nested = leaf.prop_recursive(3, 12, 4, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            some().prop_map(Inline::Emphasis),
            some().prop_map(Inline::Strong),
            some().prop_map(Inline::Strike),
            some().prop_map(Inline::Superscript),
            some().prop_map(|text| Inline::Link {
                url: "https://example.vn/a?b=1&c=(2)".into(),
                title: String::new(),
                text,
            }),
        ]
    });
    proptest::collection::vec(nested, 0..5)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        5 => inlines().prop_map(Block::Paragraph),
        1 => (1..7u8, inlines()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => Just(Block::Rule),
        1 => words().prop_map(|text| Block::Code { language: "x".into(), text }),
        1 => inlines().prop_map(|caption| Block::Figure(Figure {
            src: "media/a.jpg".into(),
            caption,
            ..Figure::default()
        })),
        1 => (inlines(), inlines()).prop_map(|(a, b)| Block::Table(Table {
            align: vec![Align::Left, Align::Auto],
            head: vec![a.clone(), b.clone()],
            rows: vec![vec![b, a]],
        })),
    ];
    let nested = leaf.prop_recursive(3, 16, 4, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            some().prop_map(Block::Quote),
            some().prop_map(Block::Sidebar),
            (
                proptest::option::of(0..100u32),
                any::<bool>(),
                proptest::collection::vec(some(), 1..3)
            )
                .prop_map(|(start, tight, items)| Block::List {
                    start,
                    tight,
                    items
                }),
        ]
    });
    proptest::collection::vec(nested, 0..4)
}

proptest! {
    #[test]
    fn any_running_text_survives(text in inlines()) {
        let expected = normal::inlines(text.clone());
        let written = write(&Body { blocks: vec![Block::Paragraph(text)], notes: vec![] });
        let expected = normal::blocks(vec![Block::Paragraph(expected)]);
        prop_assert_eq!(parse(&written).0.blocks, expected, "written as {:?}", written);
    }

    #[test]
    fn any_tree_survives(blocks in blocks()) {
        let body = normal::body(Body { blocks, notes: vec![] });
        let written = write(&body);
        prop_assert_eq!(parse(&written).0, body, "written as\n{}", written);
    }

    #[test]
    fn any_text_is_read_and_written_to_the_same_tree(text in "\\PC{0,80}") {
        let (body, _) = parse(&text);
        let written = write(&body);
        prop_assert_eq!(parse(&written).0, body, "written as\n{}", written);
    }
}

#[track_caller]
fn check_shortened(text: &str, words: usize, expected: &str) {
    let short = shortened(&parse(text).0, words);
    assert_eq!(write(&short).trim(), expected);
}

#[test]
fn a_text_loses_its_last_words() {
    check_shortened("Một hai ba.\n\nBốn năm sáu.", 0, "Một hai ba.\n\nBốn năm sáu.");
    check_shortened("Một hai ba.\n\nBốn năm sáu.", 1, "Một hai ba.\n\nBốn năm");
    check_shortened("Một hai ba.\n\nBốn năm sáu.", 4, "Một hai");
    check_shortened("Một hai ba.", 100, "");
    check_shortened("Một **hai ba**.", 2, "Một **hai**");
    // What heads nothing any more goes as well.
    check_shortened("Một hai.\n\n## Ba\n\nBốn năm.", 3, "Một hai.");
    check_shortened("- Một\n- hai ba", 2, "- Một");
    let stanza = "Một hai\\\nba bốn\\\nnăm sáu";
    check_shortened(&format!("Bảy tám.\n\n{stanza}"), 1, &format!("Bảy\n\n{stanza}"));
    check_shortened(stanza, 4, stanza);
    check_shortened("> Một\\\n> hai\\\n> ba", 2, "> Một\\\n> hai\\\n> ba");
    check_shortened("Một hai.\n\n![](media/a.jpg)", 1, "Một\n\n![](media/a.jpg)");
}

//! No word is lost, whatever stands in whatever, and its markup stays.

use crate::{compose, sample, words};
use document::body::{Align, Note, Table};
use document::{Article, Block, Body, Figure, Inline, Unwatched};
use press::Profile;
use sample::{Pictures, design, edition, press};

/// Words nobody else uses.
struct Mint(usize);

impl Mint {
    fn word(&mut self) -> String {
        self.0 += 1;
        format!("chữ{}", self.0)
    }

    fn text(&mut self) -> Vec<Inline> {
        vec![Inline::Text(self.word())]
    }

    /// A word in every kind of markup.
    fn inlines(&mut self) -> Vec<Inline> {
        let link = |text| Inline::Link {
            url: "https://haugiang.gov.vn".into(),
            title: String::new(),
            text,
        };
        let space = || Inline::Text(" ".into());
        vec![
            Inline::Text(self.word()),
            space(),
            Inline::Emphasis(vec![Inline::Strong(self.text())]),
            space(),
            Inline::Strong(vec![Inline::Code(self.word())]),
            Inline::Break,
            Inline::Strike(self.text()),
            space(),
            Inline::Superscript(self.text()),
            space(),
            Inline::Subscript(self.text()),
            space(),
            link(vec![Inline::Emphasis(self.text())]),
            space(),
            Inline::Code(self.word()),
        ]
    }

    fn figure(&mut self, name: &str) -> Figure {
        let src = format!("media/{name}");
        Figure { src, caption: self.inlines(), ..Figure::default() }
    }

    /// One block of every kind that shows words and holds no other.
    fn leaves(&mut self) -> Vec<Block> {
        vec![
            Block::Paragraph(self.inlines()),
            Block::Paragraph(vec![Inline::Strong(vec![Inline::Code(self.word())])]),
            Block::Heading { level: 2, text: self.inlines() },
            Block::Code {
                language: String::new(),
                text: format!("{}\n  {}\n", self.word(), self.word()),
            },
            Block::Figure(self.figure("wide.jpg")),
            Block::Figure(self.figure("khong-co.jpg")),
            Block::Gallery {
                figures: vec![self.figure("wide.jpg"), self.figure("tall.jpg")],
                caption: self.inlines(),
            },
            Block::Table(Table {
                align: vec![Align::Auto; 2],
                head: vec![self.inlines(), self.text()],
                rows: vec![vec![self.text(), self.inlines()], vec![self.text()]],
            }),
            Block::Rule,
        ]
    }
}

const CONTAINERS: usize = 8;

/// `blocks` inside each kind of container in turn.
fn within(kind: usize, blocks: Vec<Block>) -> Vec<Block> {
    let list = |start| Block::List { start, tight: false, items: vec![blocks.clone()] };
    vec![match kind {
        0 => Block::Quote(blocks),
        1 => Block::PullQuote(blocks),
        2 => Block::Sidebar(blocks),
        3 => list(None),
        4 => list(Some(3)),
        5 => Block::Directive { name: "lạ".into(), blocks },
        // Alone, each has a chance to be the first of its container.
        6 => return blocks.into_iter().map(|b| Block::PullQuote(vec![b])).collect(),
        _ => return blocks.into_iter().map(|b| Block::Sidebar(vec![b])).collect(),
    }]
}

fn article(number: usize, body: Body) -> Article {
    let mut article = sample::article(number as u128 + 1, "Bài thử", "");
    article.body = body;
    article
}

#[track_caller]
fn check(name: &str, mint: &Mint, articles: Vec<Article>) {
    let sheets = compose(&edition(articles));
    let text = words(&sheets);
    let mut seen = vec![0; mint.0 + 1];
    // Raised and lowered words may touch their neighbours.
    for (at, mark) in text.match_indices("chữ") {
        let after = text[at + mark.len()..].chars();
        let digits: String = after.take_while(char::is_ascii_digit).collect();
        if let Some(count) = digits.parse().ok().and_then(|n: usize| seen.get_mut(n)) {
            *count += 1;
        }
    }
    let wrong: Vec<(usize, i32)> =
        seen.into_iter().enumerate().skip(1).filter(|(_, count)| *count != 1).collect();
    assert!(wrong.is_empty(), "{name}: words and how often they stand: {wrong:?}");
}

#[test]
fn every_word_of_every_kind_stands_once_in_every_container() {
    for outer in 0..CONTAINERS {
        let mut mint = Mint(0);
        let articles = (0..CONTAINERS)
            .map(|inner| {
                let blocks = within(outer, within(inner, mint.leaves()));
                article(inner, Body { blocks, notes: Vec::new() })
            })
            .collect();
        check(&format!("container {outer}"), &mint, articles);
    }
}

#[test]
fn every_word_of_every_kind_stands_once_in_footnotes() {
    let mut mint = Mint(0);
    let articles = (0..CONTAINERS)
        .map(|inner| {
            let notes = [mint.leaves(), within(inner, mint.leaves())];
            let notes = notes.into_iter().zip(["a", "b"]);
            let notes = notes.map(|(blocks, label)| Note { label: label.into(), blocks });
            let refs = ["a", "b"].map(|label| Inline::NoteRef(label.into()));
            let blocks = vec![Block::Paragraph(refs.to_vec())];
            article(inner, Body { blocks, notes: notes.collect() })
        })
        .collect();
    check("footnotes", &mint, articles);
}

#[test]
fn figures_at_the_very_end_and_words_too_many_to_stand_apart_stay() {
    let mut mint = Mint(0);
    let mut long = || {
        let words: Vec<String> = (0..400).map(|_| mint.word()).collect();
        Block::Paragraph(vec![Inline::Text(words.join(" "))])
    };
    let note = Note { label: "a".into(), blocks: vec![long()] };
    let blocks = vec![
        Block::PullQuote(vec![long()]),
        Block::Sidebar(vec![long()]),
        Block::Paragraph(vec![Inline::NoteRef("a".into())]),
    ];
    let table = Block::Table(Table {
        align: vec![Align::Auto],
        head: vec![mint.text()],
        rows: vec![vec![mint.text()]],
    });
    let figure = Block::Figure(mint.figure("wide.jpg"));
    let mut last = article(1, Body { blocks: vec![table, figure], notes: Vec::new() });
    last.bylines.clear();
    let all = vec![article(0, Body { blocks, notes: vec![note] }), last];
    check("long and last", &mint, all.clone());
    // A page ends somewhere: nothing stands below it.
    let sheets = compose(&edition(all));
    for page in 0..sheets.count() {
        let (_, height) = sheets.size(page).expect("a page");
        for line in sheets.texts(page) {
            assert!(line.baseline.0 < height.0, "page {page}: {line:?}");
        }
    }
}

#[test]
fn crossheads_and_pull_quotes_keep_their_markup() {
    let text = "Mở đầu.\n\n## Một [liên kết](https://a.vn/dau) *nghiêng*\n\nGiữa.\n\n\
        ::::pullquote\nLời **đậm** và *nghiêng* có [nguồn](https://a.vn/loi) đây\n\n\
        Người nói\n::::\n\nCuối.";
    let plain = text.replace(['*'], "");
    let with = edition(vec![sample::article(1, "Bài thử", text)]);
    let without = edition(vec![sample::article(1, "Bài thử", &plain)]);
    let (with_sheets, without_sheets) = (compose(&with), compose(&without));
    assert_eq!(words(&with_sheets), words(&without_sheets));
    assert_ne!(with_sheets.fingerprint(0), without_sheets.fingerprint(0));
    let pdf = press()
        .pdf(&with, &design(), &Pictures, Profile::Screen, &Unwatched)
        .expect("a file");
    let file = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
    let addresses: Vec<&[u8]> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok())
        .filter_map(|action| action.get(b"URI").ok()?.as_str().ok())
        .collect();
    for address in ["https://a.vn/dau", "https://a.vn/loi"] {
        assert!(addresses.contains(&address.as_bytes()), "{address}: {addresses:?}");
    }
}

#[test]
fn a_crosshead_keeps_years_names_and_words_whole() {
    let heads = [
        "Kế hoạch chung giai đoạn 2021 – 2025 và sau",
        "Bài nói của ông Nguyễn Văn Long tại huyện nhà",
        "Cả đường ven sông dài chừng 12 km còn phải chờ vốn",
        "Nhiệm vụ trọng tâm giai đoạn 2021 – 2030",
    ];
    // So narrow and so wide that every head breaks somewhere else.
    for fill in 20..70 {
        let before = "i".repeat(fill);
        let text: String =
            heads.map(|head| format!("## {before} {head}\n\nLời.\n\n")).concat();
        let sheets = compose(&edition(vec![sample::article(1, "Bài thử", &text)]));
        let lines: Vec<String> =
            sheets.texts(0).into_iter().map(|line| line.text).collect();
        for whole in ["2021 – 2025", "Văn Long", "12 km", "2021 – 2030"] {
            assert!(lines.iter().any(|line| line.contains(whole)), "{fill}: {lines:#?}");
        }
    }
}

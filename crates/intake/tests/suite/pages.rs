//! Saved pages of portals, and what clipboards hold.

use intake::{Draft, read};

const NUKEVIET: &str = r##"<!DOCTYPE html><html><head><title>Nông dân trúng mùa khóm - Trang tin</title>
<meta property="og:title" content="Nông dân trúng mùa khóm">
<meta property="article:published_time" content="2021-02-27T08:00:00+07:00">
</head><body><header>Trang tin điện tử xã Hỏa Tiến</header>
<ul class="breadcrumb"><li><a href="/">Trang nhất</a></li><li><a href="/tin/">Sự kiện nổi bật</a></li></ul>
<div class="news_column panel"><h1 class="title margin-bottom-lg">Nông dân trúng mùa khóm Cầu Đúc</h1>
<span class="h5">Thứ bảy - 27/02/2021 08:00</span>
<div class="hometext m-bottom">Năm nay khóm được mùa, được giá.</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
<p>Ông Bảy cho biết năng suất đạt 18 tấn mỗi héc-ta.</p>
<figure class="article center"><img alt="Ruộng khóm" src="/uploads/khom.jpg" width="460"><figcaption>Ông Bảy bên ruộng khóm. Ảnh: Mỹ Lệ</figcaption></figure>
<p>Xã sẽ nhân rộng cách làm này.</p></div>
<p class="h5 text-right"><strong>Tác giả bài viết: </strong>Đan Phượng</p>
<p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Hậu Giang</p></div>
<footer>Lượt truy cập: 1.234</footer></body></html>"##;

fn page(html: &str) -> Draft {
    read("trang.html", html.as_bytes()).expect("a page")
}

#[test]
fn a_nukeviet_page_gives_its_article() {
    let draft = page(NUKEVIET);
    assert_eq!(draft.title, "Nông dân trúng mùa khóm Cầu Đúc");
    assert_eq!(draft.lead, "Năm nay khóm được mùa, được giá.");
    assert_eq!(draft.section, "Sự kiện nổi bật");
    assert_eq!(draft.bylines, ["Đan Phượng"]);
    assert_eq!(draft.source, "Báo Hậu Giang");
    assert_eq!(draft.posted.map(|day| day.to_string()).as_deref(), Some("2021-02-27"));
    let picture = &draft.pictures[0];
    assert_eq!(picture.src, "/uploads/khom.jpg");
    assert_eq!(
        (picture.caption.as_str(), picture.credit.as_str()),
        ("Ông Bảy bên ruộng khóm.", "Ảnh: Mỹ Lệ")
    );
    assert!(draft.text.starts_with("Ông Bảy cho biết"), "{}", draft.text);
    assert!(draft.text.trim_end().ends_with("Xã sẽ nhân rộng cách làm này."));
    assert!(
        draft.report.iter().any(|item| item.text.contains("1.234")),
        "{:?}",
        draft.report
    );
    assert!(draft.totals.add_up(), "{:?} {:#?}", draft.totals, draft);
}

#[test]
fn a_page_marked_for_search_engines_gives_its_article() {
    let draft = page(
        r#"<html><head><meta name="author" content="Hoài Thu"><meta property="article:section" content="Y tế">
        </head><body><nav>Trang chủ</nav><article><h1 itemprop="headline">Khu khám mới</h1>
        <time datetime="2021-03-05T07:30">5/3</time><h2 class="sapo">Bệnh viện huyện có khu khám mới.</h2>
        <div itemprop="articleBody"><p>Khu khám rộng năm trăm mét vuông.</p><p>Bà con đỡ phải đi xa.</p></div>
        </article></body></html>"#,
    );
    assert_eq!(draft.title, "Khu khám mới");
    assert_eq!(draft.lead, "Bệnh viện huyện có khu khám mới.");
    assert_eq!(draft.section, "Y tế");
    assert_eq!(draft.bylines, ["Hoài Thu"]);
    assert_eq!(draft.posted.map(|day| day.to_string()).as_deref(), Some("2021-03-05"));
    assert_eq!(
        draft.text,
        "Khu khám rộng năm trăm mét vuông.\n\nBà con đỡ phải đi xa.\n"
    );
}

#[test]
fn words_clipboard_gives_lists_and_no_bullets_of_its_own() {
    let draft = page(
        r##"<html><head><style>p.MsoNormal{font-size:13.0pt}</style></head><body>
        <p class=MsoTitle>Hội nghị sơ kết</p><p class=MsoNormal>Đoạn <b>đậm</b> của bài.<o:p></o:p></p>
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Một việc</p>
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>Hai việc</p>
        <p class=MsoNormal>Hết<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p>
        <div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Số liệu của xã.</p></div></body></html>"##,
    );
    assert_eq!(draft.title, "Hội nghị sơ kết");
    assert_eq!(
        draft.text,
        "Đoạn **đậm** của bài.\n\n- Một việc\n- Hai việc\n\nHết[^1].\n\n[^1]: Số liệu của xã.\n",
    );
}

#[test]
fn google_documents_are_not_bold_all_through() {
    let draft = page(
        r#"<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Tít của bài</span></p>
        <p dir="ltr"><span style="font-weight:400">Chữ thường, </span><span style="font-weight:400;font-style:italic">chữ nghiêng</span><span>.</span></p>
        <ul><li dir="ltr"><p><span>Một</span></p></li><li dir="ltr"><p><span>Hai</span></p></li></ul></b>"#,
    );
    assert_eq!(draft.title, "Tít của bài");
    assert_eq!(draft.text, "Chữ thường, *chữ nghiêng*.\n\n- Một\n- Hai\n");
}

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

/// The shape of NukeViet 3 and 4 with the picture in the lead, and everything around it.
const NUKEVIET_FULL: &str = r##"<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Xã Hỏa Tiến trồng rừng - Tin tức - Cổng thông tin</title>
<meta property="og:title" content="Xã Hỏa Tiến trồng rừng"></head><body>
<div id="header"><a href="/">Cổng thông tin điện tử</a></div>
<div class="breadcrumbs"><a href="/">Trang nhất</a> &raquo; <a href="/tin/">Tin tức</a></div>
<div class="news_column"><div id="news_detail"><h1>Xã Hỏa Tiến trồng rừng</h1>
<span class="time">Thứ bảy - 06/03/2021 10:15</span>
<div class="control"><ul><li><a class="print" title="In ra" href="javascript: void(0)"></a></li></ul></div>
<div id="hometext"><div id="imghome" class="fl" style="width:460px"><a href="/uploads/rung.jpg" rel="shadowbox"><img alt="Trồng rừng" src="/uploads/rung.jpg" width="460"/></a>
<p><em>Đoàn viên trồng cây đước ven kênh</em></p></div>Sáng 6-3, đoàn viên xã trồng hai nghìn cây đước.</div>
<div class="bodytext"><p>Cây giống do huyện cấp.</p>
<div style="text-align:center"><img alt="" src="/uploads/cay.jpg" width="500"><br><em>Cây giống trước giờ trồng. Ảnh: Mỹ Lệ</em></div>
<p>Đợt hai sẽ làm vào tháng 6.</p></div>
<p style="text-align: right;"><strong>Tác giả: </strong>Đan Phượng, Mỹ Lệ</p>
<p style="text-align: right;"><strong>Nguồn tin: </strong>Báo Hậu Giang</p></div>
<form id="form3B"><div id="stringrating">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div></form>
<div class="keywords"><strong>Từ khóa: </strong><a href="/tag/rung"><em>trồng rừng</em></a></div>
<ul class="related"><li><a href="/b">Bài khác của xã</a> <span class="date">(01/03/2021)</span></li></ul></div>
<div id="footer">Đang truy cập: 3</div></body></html>"##;

#[test]
fn the_picture_over_an_article_belongs_to_it() {
    let draft = page(NUKEVIET_FULL);
    assert_eq!(draft.title, "Xã Hỏa Tiến trồng rừng");
    assert_eq!(draft.lead, "Sáng 6-3, đoàn viên xã trồng hai nghìn cây đước.");
    assert_eq!(draft.section, "Tin tức");
    assert_eq!(draft.bylines, ["Đan Phượng", "Mỹ Lệ"]);
    assert_eq!(draft.source, "Báo Hậu Giang");
    assert_eq!(draft.posted.map(|day| day.to_string()).as_deref(), Some("2021-03-06"));
    let pictures: Vec<(&str, &str, &str)> = draft
        .pictures
        .iter()
        .map(|own| (own.src.as_str(), own.caption.as_str(), own.credit.as_str()))
        .collect();
    assert_eq!(
        pictures,
        [
            ("/uploads/rung.jpg", "Đoàn viên trồng cây đước ven kênh", ""),
            ("/uploads/cay.jpg", "Cây giống trước giờ trồng.", "Ảnh: Mỹ Lệ"),
        ],
        "{}",
        draft.text
    );
    assert!(!draft.text.contains("Bài khác") && !draft.text.contains("đánh giá"));
    assert!(draft.totals.add_up(), "{:?}", draft.totals);
}

#[test]
fn a_page_of_a_portal_of_its_own_gives_its_article_and_its_identity() {
    let draft = page(
        r#"<html><head><meta name="author" content="Hoài Thu"></head><body>
        <div class="breadcrumb"><a href="/">Trang chủ</a><a href="/y-te">Y tế</a></div>
        <h1>Khu khám mới</h1><div class="date">Ngày đăng: 05/03/2021</div>
        <div class="sapo">Bệnh viện huyện có khu khám mới.</div>
        <figure><img src="khu-kham.jpg" alt=""><figcaption>Khu khám nhìn từ cổng</figcaption></figure>
        <div class="article-content"><p>Khu khám rộng năm trăm mét vuông.</p></div>
        <input type="hidden" id="articleId" value="d5bd5483-c909-49f3-8d4f-dc82fbe374b1">
        </body></html>"#,
    );
    assert_eq!(
        draft.id.map(|id| id.to_string()).as_deref(),
        Some("d5bd5483-c909-49f3-8d4f-dc82fbe374b1")
    );
    assert_eq!(draft.lead, "Bệnh viện huyện có khu khám mới.");
    assert_eq!(
        (draft.section.as_str(), draft.bylines.join("").as_str()),
        ("Y tế", "Hoài Thu")
    );
    assert_eq!(draft.pictures[0].caption, "Khu khám nhìn từ cổng");
    assert_eq!(draft.posted.map(|day| day.to_string()).as_deref(), Some("2021-03-05"));
}

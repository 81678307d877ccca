//! What a reader finds on the pages of the sample issue.

use crate::made::{SLUG, codes, file, pages, print_of, web_of, with};
use crate::page::{data_block, text};
use crate::sample::{SEED, edition};
use document::{Key, Lang, read_aloud};

#[test]
fn every_paragraph_stands_on_its_pages_exactly_once() {
    let edition = edition();
    let (web, print) = (web_of(&edition), print_of(&edition));
    for article in &edition.articles {
        let slug = &article.slug;
        let pages = [
            text(file(&web, &format!("bai/{slug}.html"))),
            text(file(&web, &format!("in/{slug}.html"))),
            text(file(&print, &format!("{slug}.html"))),
            text(file(&print, "index.html")),
            text(file(&web, &format!("cms/{slug}/bai.html"))),
        ];
        let paragraphs = document::body::paragraphs(&article.body);
        assert!(!paragraphs.is_empty());
        for page in &pages {
            for paragraph in &paragraphs {
                let wanted = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
                // Short cells and items may be part of other words.
                if wanted.chars().count() > 12 {
                    assert_eq!(page.matches(&wanted).count(), 1, "{slug}: {wanted}");
                } else {
                    assert!(page.contains(&wanted), "{slug}: {wanted}");
                }
            }
        }
    }
}

#[test]
fn print_versions_have_one_body() {
    let edition = edition();
    let (web, print) = (web_of(&edition), print_of(&edition));
    let main = |html: &str| {
        let from = html.find("<main").unwrap();
        html[from..html.find("</main>").unwrap()].replace("../anh/", "anh/")
    };
    for article in &edition.articles {
        let beside = file(&web, &format!("in/{}.html", article.slug));
        let alone = file(&print, &format!("{}.html", article.slug));
        assert_eq!(main(beside), main(alone));
        assert!(beside.contains("<meta name=\"robots\" content=\"noindex\">"));
        let canonical =
            format!("<link rel=\"canonical\" href=\"../bai/{}.html\">", article.slug);
        assert!(beside.contains(&canonical));
    }
}

#[test]
fn what_is_typed_is_shown_and_never_markup() {
    let made = web_of(&edition());
    let path = "bai/kham-benh-mien-phi-tu-van-tai-nha.html";
    let html = file(&made, path);
    assert!(text(html).contains("Khám bệnh <miễn phí> & tư vấn \"tại nhà\""));
    assert!(!html.contains("<miễn"));
    for page in pages(&made).values() {
        assert!(!page.contains("alert("), "raw HTML is cleaned");
    }
    assert!(text(html).contains("Chữ trong khối HTML"));
    assert!(html.contains("href=\"https://example.vn/a?b=1&amp;c=2\""));
    for feed in ["rss.xml", "atom.xml"] {
        let made = web_of(&with(&[(Key::BaseUrl, "https://example.vn")]));
        assert!(file(&made, feed).contains("Khám bệnh &lt;miễn phí&gt; &amp; tư vấn"));
    }
}

#[test]
fn numbers_are_never_promised_without_a_counter() {
    let without = web_of(&edition());
    for (path, html) in pages(&without) {
        for hook in ["data-bt=\"views\"", "data-bt=\"stats\"", "Lượt xem", "THỐNG KÊ"]
        {
            assert!(!html.contains(hook), "{path}: {hook}");
        }
    }
    let with = web_of(&with(&[(Key::CounterUrl, "https://dem.example.vn")]));
    let html = file(&with, &format!("bai/{SLUG}.html"));
    assert!(
        html.contains("<span data-bt=\"views\" hidden>Lượt xem: <span></span></span>")
    );
    let stats = html.find("data-bt=\"stats\"").unwrap();
    assert!(html[stats..].split('>').next().unwrap().ends_with(" hidden"));
    for label in
        ["THỐNG KÊ TRUY CẬP", "Đang truy cập:", "Hôm nay:", "Tháng hiện tại:", "Tổng:"]
    {
        assert!(html[stats..].contains(label), "{label}");
    }
    let data = data_block(html, "bt-page");
    assert_eq!(data["counter"], "https://dem.example.vn");
    assert_eq!(data["ids"][0], SEED);
}

#[test]
fn every_row_of_the_founding_page_is_there() {
    let made = web_of(&edition());
    let html = file(&made, &format!("bai/{SLUG}.html"));
    for hook in
        ["text-larger", "text-reset", "text-smaller", "print", "read-aloud", "article-id"]
    {
        assert_eq!(html.matches(&format!("data-bt=\"{hook}\"")).count(), 1, "{hook}");
    }
    let words = text(html);
    for part in [
        "Sự kiện nổi bật",
        "Cỡ chữ: +A A -A",
        "Bản in",
        "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
        "Ngày đăng: 27/02/2021",
        "Cập nhật: 01/03/2021",
        "Lãnh đạo 2 địa phương ký kết hợp tác Minh họa: Bản tin",
        "Quang cảnh Hội nghị Minh họa: Bản tin",
        "Đan Phượng",
        SEED,
        "Báo Hậu Giang",
        "Chương trình hợp tác (1 KB)",
        "số 12/GP-STTTT do Sở Thông tin và Truyền thông cấp ngày 15/01/2021",
    ] {
        assert!(words.contains(part), "{part}");
    }
    assert!(html.contains("<time datetime=\"2021-02-27\">"));
    assert!(html.contains("href=\"../tac-gia/dan-phuong.html\""));
    assert!(html.contains("\"@type\":\"NewsArticle\""));
    assert!(html.contains("<meta name=\"DC.title\""));
    assert!(html.contains("<meta property=\"og:title\""));
    // Two names that differ in accents only are two authors.
    assert!(file(&made, "tac-gia/dan-phuong-2.html").contains("Đan Phương"));
}

#[test]
fn the_reading_is_exactly_the_script() {
    let edition = edition();
    let made = web_of(&edition);
    for article in &edition.articles {
        let html = file(&made, &format!("bai/{}.html", article.slug));
        let data = data_block(html, "bt-script");
        let script = read_aloud::script(&edition, article).unwrap();
        assert_eq!(data["script"], script.as_str());
        let pieces: Vec<&str> = data["utterances"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect();
        assert_eq!(pieces.concat(), script);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= 180));
    }
    let seed = read_aloud::script(&edition, &edition.articles[0]).unwrap();
    assert!(seed.starts_with("Tiêu đề bài viết: Cần Thơ – Hậu Giang tiếp tục"));
    assert!(seed.ends_with("Theo tác giả: Đan Phượng."));
}

#[test]
fn badges_are_shown_only_where_they_are_true() {
    const TRUST: &str = "data-bt=\"badge-trust\"";
    const LINK: &str = "https://tinnhiemmang.vn/danh-ba-tin-nhiem/examplevn-1";
    let check = |values: &[(Key, &str)], shown: bool, remarks: &[&str]| {
        let made = web_of(&with(values));
        for (path, html) in pages(&made) {
            if path != "DOC-TOI.html" && !path.starts_with("in/") {
                assert_eq!(html.contains(TRUST), shown, "{path} {values:?}");
            }
        }
        assert_eq!(made.files.contains_key("ma/tin-nhiem-mang.svg"), shown);
        assert_eq!(codes(&made), remarks, "{values:?}");
    };
    let (domain, link) = ((Key::BadgeDomain, "example.vn"), (Key::BadgeLink, LINK));
    check(&[], false, &[]);
    check(&[domain], false, &[]);
    check(&[domain, link], true, &[]);
    check(&[domain, link, (Key::BaseUrl, "https://example.vn/a")], true, &[]);
    check(
        &[domain, link, (Key::BaseUrl, "https://other.vn")],
        false,
        &["web.badge_domain"],
    );

    for (value, shown) in [("yes", true), ("", false), ("no", false)] {
        let made = web_of(&with(&[(Key::Ipv6Badge, value)]));
        let html = file(&made, "index.html");
        assert_eq!(html.contains("data-bt=\"badge-ipv6\""), shown);
        assert_eq!(html.contains("alt=\"ipv6 ready\""), shown);
    }
}

#[test]
fn a_caption_for_all_pictures_stands_alone_as_on_paper() {
    let check = |below: &str, own: &str, expected: &[&str]| {
        let mut edition = edition();
        let mut texts = ["Chợ", "Kênh"].into_iter();
        for photo in edition.photos.values_mut() {
            photo.caption = texts.next().unwrap_or_default().into();
            photo.credit = "Ảnh: Đan Phượng".into();
        }
        let names: Vec<String> =
            edition.photos.values().take(2).map(|photo| photo.name.clone()).collect();
        let [one, other] = names.as_slice() else { panic!("two photos") };
        let text = format!(
            "Chữ.\n\n::::gallery\n![](media/{one} \"{own}\")\n\n![](media/{other})\n\n{below}\n::::"
        );
        edition.articles[0].body = document::body::parse(&text).0;
        let made = web_of(&edition);
        let html = file(&made, &format!("bai/{SLUG}.html"));
        let gallery = html.split_once("class=\"gallery\"").expect("a gallery").1;
        let gallery = gallery.split_once("</div>").expect("it ends").0;
        let said: Vec<&str> = gallery
            .split('<')
            .filter_map(|piece| piece.split_once('>'))
            .map(|(_, words)| words.trim())
            .filter(|words| !words.is_empty())
            .collect();
        assert_eq!(said, expected, "{below:?} {own:?}");
    };
    let credit = "Ảnh: Đan Phượng";
    check("Bến.", "", &["Bến.", credit]);
    check("Bến. Ảnh: Mỹ Lệ", "", &["Bến.", "Ảnh: Mỹ Lệ"]);
    check("", "", &["Chợ", credit, "Kênh", credit]);
    check("Ảnh: Mỹ Lệ", "", &["Chợ", "Kênh", "Ảnh: Mỹ Lệ"]);
    check("Bến.", "Lễ", &["Lễ", "Bến.", credit]);
}

#[test]
fn addresses_that_cannot_be_used_are_left_out_and_told() {
    let made =
        web_of(&with(&[(Key::BaseUrl, "example.vn"), (Key::CounterUrl, "ftp://x")]));
    assert_eq!(codes(&made), ["web.address_unusable", "web.address_unusable"]);
    assert!(!made.files.contains_key("rss.xml"));
    let made = web_of(&with(&[(Key::CounterUrl, "http://10.0.0.7:8787")]));
    assert_eq!(codes(&made), ["web.ipv4_address"]);
}

#[test]
fn the_measuring_script_is_there_only_when_configured() {
    let address = "https://do.example.gov.vn/emc.js";
    let script = format!("<script src=\"{address}\" async></script>");
    for (value, shown) in [("", false), (address, true)] {
        let made = web_of(&with(&[(Key::EmcUrl, value)]));
        let html = file(&made, "index.html");
        assert_eq!(html.contains(&script), shown);
        let allowed = html.contains("script-src 'self' https://do.example.gov.vn;");
        assert_eq!(allowed, shown);
    }
}

#[test]
fn links_that_lead_nowhere_keep_their_words_and_are_told() {
    let mut edition = edition();
    let text = "Xem [văn bản](/van-ban/1) và [mã](javascript:alert(1)) ở đây.\n";
    edition.articles[0].body = document::body::parse(text).0;
    let made = web_of(&edition);
    assert_eq!(codes(&made), ["web.link_dropped", "web.link_dropped"]);
    let html = file(&made, &format!("bai/{SLUG}.html"));
    assert!(crate::page::text(html).contains("Xem văn bản và mã ở đây."));
    assert!(!html.contains("javascript:") && !html.contains("van-ban/1"));
}

#[test]
fn recordings_come_before_voices() {
    let made = web_of(&edition());
    let html = file(&made, "bai/kham-benh-mien-phi-tu-van-tai-nha.html");
    let path = "am/kham-benh-mien-phi-tu-van-tai-nha.m4a";
    assert!(made.files.contains_key(path));
    assert!(
        html.contains(&format!("<audio controls preload=\"none\" src=\"../{path}\""))
    );
    assert!(crate::page::text(html).contains("Bản thu âm: Giọng nữ miền Nam"));
}

#[test]
fn search_finds_every_article_by_its_words() {
    let edition = edition();
    let made = web_of(&edition);
    let script = file(&made, "ma/index.js");
    let list =
        script.trim().strip_prefix("window.btIndex=").unwrap().trim_end_matches(';');
    let list = list.replace(",\n]", "\n]");
    let index: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    assert_eq!(index.len(), edition.articles.len());
    for (entry, article) in index.iter().zip(&edition.articles) {
        assert_eq!(entry["t"], article.title.as_str());
        assert!(made.files.contains_key(entry["u"].as_str().unwrap()));
        let words = entry["x"].as_str().unwrap();
        for paragraph in document::body::paragraphs(&article.body) {
            assert!(words.contains(paragraph.trim()), "{paragraph}");
        }
    }
}

#[test]
fn english_bulletins_speak_english() {
    let mut edition = edition();
    edition.bulletin.lang = Lang::En;
    let made = web_of(&edition);
    let html = file(&made, &format!("bai/{SLUG}.html"));
    assert!(html.contains("<html lang=\"en\">"));
    let words = text(html);
    for part in ["Text size:", "Posted: 27 February 2021", "Print version", "Listen"] {
        assert!(words.contains(part), "{part}");
    }
    for vietnamese in ["Cỡ chữ", "Ngày đăng", "Bản in", "Chuyên mục"] {
        assert!(!words.contains(vietnamese), "{vietnamese}");
    }
}

#[test]
fn an_article_without_a_title_has_a_headline_everywhere() {
    let check = |lead: &str, source: &str, lang: Lang, expected: &str| {
        let mut edition = with(&[(Key::BaseUrl, "https://example.vn")]);
        let article = &mut edition.articles[0];
        article.title = " ".into();
        article.lang = Some(lang);
        article.lead = lead.into();
        article.source_text = source.into();
        article.body = document::body::parse(source).0;
        let (web, print) = (web_of(&edition), print_of(&edition));
        for (made, path) in [
            (&web, "index.html".to_owned()),
            (&web, format!("bai/{SLUG}.html")),
            (&web, format!("in/{SLUG}.html")),
            (&web, "bai/kham-benh-mien-phi-tu-van-tai-nha.html".to_owned()),
            (&web, "chuyen-muc/su-kien-noi-bat.html".to_owned()),
            (&web, "tac-gia/dan-phuong.html".to_owned()),
            (&web, "tim-kiem.html".to_owned()),
            (&web, "email.html".to_owned()),
            (&print, "index.html".to_owned()),
            (&print, format!("{SLUG}.html")),
        ] {
            let html = file(made, &path);
            assert!(text(html).contains(expected), "{path}: {expected}");
            for tag in ["a", "h1", "h2", "h3", "title"] {
                for opening in html.split(&format!("<{tag}")).skip(1) {
                    let Some((attributes, rest)) = opening.split_once('>') else {
                        continue;
                    };
                    let whole = attributes.is_empty() || attributes.starts_with(' ');
                    let inside = rest.split(&format!("</{tag}>")).next().unwrap();
                    let filled = inside.contains("<img") || !text(inside).is_empty();
                    assert!(!whole || filled, "{path}: empty {tag}");
                }
            }
        }
        for path in ["ma/index.js", "rss.xml", "atom.xml", "feed.json", "email.txt"] {
            assert!(file(&web, path).contains(expected), "{path}: {expected}");
        }
        let fields = file(&web, &format!("cms/{SLUG}/truong.json"));
        let fields: serde_json::Value = serde_json::from_str(fields).unwrap();
        assert_eq!(fields["title"], expected);
    };
    let long = "Chiều 26-2, **tại Vị Thanh**, hai địa phương, ký kết hợp tác.";
    check(long, "Nội dung.", Lang::Vi, "Chiều 26-2, tại Vị Thanh, hai địa phương…");
    check("", "Chỉ có năm từ thôi", Lang::Vi, "Chỉ có năm từ thôi");
    check("", "", Lang::Vi, "Không có tít");
    check("", "", Lang::En, "Untitled");
}

#[test]
fn the_name_says_what_it_is_once() {
    let check = |lang: Lang, kind: &str, name: &str, whole: &str, masthead: &str| {
        let mut edition = with(&[(Key::Name, name), (Key::KindWord, kind)]);
        edition.bulletin.lang = lang;
        edition.articles[0].lang = Some(Lang::Vi);
        let (web, print) = (web_of(&edition), print_of(&edition));
        let number = if lang == Lang::Vi { "Số 9" } else { "No. 9" };
        for made in [&web, &print] {
            let html = file(made, "index.html");
            let foot = text(&html[html.find("<footer").unwrap()..]);
            assert!(foot.contains(whole), "{foot}");
            let page = html.split("<header").nth(1).unwrap();
            let head = text(page.split_once('>').unwrap().1);
            assert!(head.starts_with(masthead), "{head}");
        }
        let title = format!("<title>{whole}, {number}</title>");
        assert!(file(&web, "index.html").contains(&title), "{title}");
        assert!(file(&web, "email.txt").starts_with(&format!("{whole}\n")));
        for path in ["index.html", "email.html", &format!("in/{SLUG}.html")] {
            let seen = text(file(&web, path)).to_lowercase();
            assert!(!seen.contains("bản tin bản tin"), "{path}");
            assert!(!seen.contains("bulletin bulletin"), "{path}");
        }
    };
    check(Lang::Vi, "", "Hậu Giang", "Bản tin Hậu Giang", "BẢN TIN Hậu Giang");
    check(Lang::Vi, "", "Bản tin Hậu Giang", "Bản tin Hậu Giang", "Bản tin Hậu Giang");
    check(Lang::Vi, "", "BẢN TIN Hậu Giang", "BẢN TIN Hậu Giang", "BẢN TIN Hậu Giang");
    check(Lang::Vi, "", "", "Bản tin", "Bản tin");
    let own = "TẬP SAN";
    check(Lang::Vi, own, "Hậu Giang", "Bản tin Hậu Giang", "TẬP SAN Hậu Giang");
    check(Lang::En, "", "Hau Giang", "Hau Giang", "BULLETIN Hau Giang");
    check(Lang::En, "", "Hau Giang Bulletin", "Hau Giang Bulletin", "Hau Giang Bulletin");
    check(Lang::En, "", "", "Bulletin", "Bulletin");
}

#[test]
fn the_english_contact_is_for_vietnamese_bulletins() {
    let mut edition = edition();
    let foot = |edition: &document::Edition| {
        let made = web_of(edition);
        let html = file(&made, "index.html");
        text(&html[html.find("<footer").unwrap()..])
    };
    let vietnamese = foot(&edition);
    assert!(vietnamese.contains("Publisher"), "{vietnamese}");
    assert_eq!(vietnamese.matches("Nguyễn Văn Minh").count(), 2);
    edition.bulletin.lang = Lang::En;
    let english = foot(&edition);
    for once in ["Nguyễn Văn Minh", "Số 2, đường Hòa Bình", "0293.3878.888"] {
        assert_eq!(english.matches(once).count(), 1, "{once}: {english}");
    }
}

#[test]
fn a_printed_issue_keeps_together_what_belongs_together() {
    let mut edition = edition();
    let style = |made: &web::Bundle| file(made, "ma/print.css").replace("; ", ";");
    let several = print_of(&edition);
    let html = file(&several, "index.html");
    assert!(html.contains("<main class=\"paper issue many\">"));
    // Kicker, headline and day are one piece, which the text follows.
    assert_eq!(html.matches("<header class=\"top\">").count(), 3);
    for top in html.split("<header class=\"top\">").skip(1) {
        let top = &top[..top.find("</header>").unwrap()];
        assert!(top.contains("class=\"headline\"") && top.contains("class=\"meta\""));
    }
    // The author is a line of the last paragraph, or stands alone after other ends.
    assert_eq!(html.matches("<br><span class=\"by\">").count(), 1);
    assert_eq!(html.matches("<p class=\"by\">").count(), 2);
    let css = style(&several);
    for rule in [
        ".top{break-inside:avoid;break-after:avoid}",
        ".by,.by+.meta,.body+.meta{break-inside:avoid;break-before:avoid}",
        "orphans:3;widows:3",
        ".many .contents{break-after:page}",
    ] {
        assert!(css.contains(rule), "{rule}");
    }
    // One article begins below the contents.
    edition.articles.truncate(1);
    let one = print_of(&edition);
    assert!(file(&one, "index.html").contains("<main class=\"paper issue\">"));
    assert!(!style(&one).contains(".issue .contents{break-after"));
}

#[test]
fn a_caption_in_another_language_says_so() {
    let mut edition = edition();
    let path = format!("bai/{SLUG}.html");
    let before = web_of(&edition);
    assert!(!file(&before, &path).contains("<figcaption><span lang"));
    for photo in edition.photos.values_mut() {
        photo.lang = Some(Lang::En);
    }
    let after = web_of(&edition);
    assert!(file(&after, &path).contains("<figcaption><span lang=\"en\">"));
}

#[test]
fn a_part_of_a_photo_is_a_picture_of_its_own() {
    let mut edition = edition();
    let name = edition.photos.values().next().unwrap().name.clone();
    for article in &mut edition.articles {
        document::body::edit_figures(&mut article.body, &mut |figure| {
            if figure.photo_name() == Some(&name) {
                figure.set_pair("crop", "0 0 0.5 1");
            }
        });
    }
    edition.cut_out();
    let part = edition.photos.values().find(|photo| photo.cut.is_some()).unwrap().clone();
    let made = web_of(&edition);
    let html = file(&made, &format!("bai/{SLUG}.html"));
    assert!(html.contains(&part.hash[..6]), "named by its own hash");
    let widest = format!("width=\"{}\"", part.size.width.min(800));
    assert!(html.contains(&widest), "{widest}");
}

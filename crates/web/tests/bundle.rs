//! The promises of the web package and the print pages, on a small issue that holds
//! everything.

#![allow(clippy::unwrap_used, reason = "a test that fails shall stop")]

mod page;
mod sample;

use document::{Cancelled, Edition, Key, Lang, PhotoId, Progress, Unwatched, read_aloud};
use page::{attributes, data_block, text};
use sample::{NoPixels, SEED, edition, theme};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use web::{Bundle, Extras, Theme, WebError, bundle, print_pages, zip};

const SLUG: &str = "can-tho-hau-giang-tiep-tuc-ky-ket-hop-tac-phat-trien";

fn web_of(edition: &Edition) -> Bundle {
    let photos = NoPixels(edition.photos.clone());
    bundle(edition, &theme(), &photos, &Extras::default(), &Unwatched).unwrap()
}

fn print_of(edition: &Edition) -> Bundle {
    let photos = NoPixels(edition.photos.clone());
    print_pages(edition, &theme(), &photos, &Unwatched).unwrap()
}

fn with(values: &[(Key, &str)]) -> Edition {
    let mut edition = edition();
    for (key, value) in values {
        edition.bulletin.values.set(*key, *value);
    }
    edition
}

fn file<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    let bytes = bundle.files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).unwrap()
}

/// Pages that a browser shows; fragments to paste and the letter are none.
fn pages(bundle: &Bundle) -> BTreeMap<&str, &str> {
    bundle
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .filter(|path| !path.starts_with("cms/") && *path != "email.html")
        .map(|path| (path.as_str(), file(bundle, path)))
        .collect()
}

fn codes(bundle: &Bundle) -> Vec<&str> {
    bundle.remarks.iter().map(|remark| remark.code).collect()
}

#[test]
fn the_tree_is_the_one_we_promise() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    let extras = Extras { issue_pdf: Some((*b"%PDF").into()), ui_lang: None };
    let made = bundle(&edition, &theme(), &photos, &extras, &Unwatched).unwrap();
    let names: Vec<&str> = made.files.keys().map(String::as_str).collect();
    snapbox::assert_data_eq!(names.join("\n"), snapbox::file!["snapshots/tree.txt"]);
    let print = print_of(&edition);
    let names: Vec<&str> = print.files.keys().map(String::as_str).collect();
    snapbox::assert_data_eq!(
        names.join("\n"),
        snapbox::file!["snapshots/print_tree.txt"]
    );
}

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
fn every_page_forbids_inline_code_and_strangers() {
    let edition = with(&[(Key::CounterUrl, "https://dem.example.vn/v/")]);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; \
                  img-src 'self' data:; font-src 'self'; media-src 'self'; \
                  manifest-src 'self'; connect-src 'self' https://dem.example.vn; \
                  base-uri 'none'; form-action 'none'";
    for (bundle, made) in [("web", web_of(&edition)), ("print", print_of(&edition))] {
        for (path, html) in pages(&made) {
            let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
            let start = html.find(meta).unwrap_or_else(|| panic!("{bundle}/{path}"));
            let found = &html[start + meta.len()..];
            let found = text(&found[..found.find('"').unwrap()]);
            assert_eq!(found, policy.split_whitespace().collect::<Vec<_>>().join(" "));
            assert!(start < html.find("<script").unwrap_or(html.len()), "{path}");
            assert!(start < html.find("<link").unwrap(), "{path}");

            assert_eq!(attributes(html, "style"), [""; 0], "{path}");
            for handler in ["onclick", "onload", "onerror"] {
                assert_eq!(attributes(html, handler), [""; 0], "{path}");
            }
            assert!(!html.contains("<style"), "{path}");
            for script in html.split("<script").skip(1) {
                let opening = &script[..script.find('>').unwrap()];
                let is_data = opening.contains("application/ld+json")
                    || opening.contains("application/json");
                assert!(is_data || opening.contains("src=\""), "{path}: {opening}");
            }
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let made = web_of(&edition());
    for (path, html) in pages(&made) {
        for name in ["src", "srcset", "poster", "data"] {
            for value in attributes(html, name) {
                assert!(!value.contains("//"), "{path}: {name}={value}");
            }
        }
        for link in html.split("<link ").skip(1) {
            let link = &link[..link.find('>').unwrap()];
            let loads = ["stylesheet", "icon", "manifest", "preload"];
            if loads.iter().any(|rel| link.contains(&format!("rel=\"{rel}\""))) {
                assert!(!link.contains("//"), "{path}: {link}");
            }
        }
    }
    for (path, bytes) in &made.files {
        if path.ends_with(".css") || path.ends_with(".js") {
            let code = String::from_utf8_lossy(bytes);
            assert!(!code.contains("http://") && !code.contains("https://"), "{path}");
        }
    }
}

/// Follows every relative address of every page, as a browser would.
#[test]
fn every_link_leads_somewhere() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    let extras = Extras { issue_pdf: Some((*b"%PDF").into()), ui_lang: Some(Lang::En) };
    let web = bundle(&edition, &theme(), &photos, &extras, &Unwatched).unwrap();
    for made in [web, print_of(&edition)] {
        let mut followed = 0;
        for (path, html) in pages(&made) {
            let mut targets: Vec<String> = attributes(html, "href");
            targets.extend(attributes(html, "src"));
            for set in attributes(html, "srcset") {
                targets.extend(
                    set.split(", ")
                        .map(|one| one.split(' ').next().unwrap_or_default().to_owned()),
                );
            }
            for target in targets {
                if ["https:", "http:", "mailto:", "tel:"]
                    .iter()
                    .any(|s| target.starts_with(s))
                {
                    continue;
                }
                let (target, fragment) = target.split_once('#').unwrap_or((&target, ""));
                let target = target.split('?').next().unwrap_or_default();
                let reached = page::join(path, target);
                assert!(made.files.contains_key(&reached), "{path} → {target}");
                if !fragment.is_empty() {
                    let id = format!(" id=\"{fragment}\"");
                    assert_eq!(
                        file(&made, &reached).matches(&id).count(),
                        1,
                        "{path} → #{fragment}"
                    );
                }
                followed += 1;
            }
        }
        assert!(followed > 20);
    }
}

#[test]
fn identities_are_unique_on_every_page() {
    let edition = edition();
    for made in [web_of(&edition), print_of(&edition)] {
        for (path, html) in pages(&made) {
            let mut ids = attributes(html, "id");
            let all = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path}");
        }
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition = with(&[(Key::BaseUrl, "https://example.vn/bantin")]);
    let (first, second) = (web_of(&edition), web_of(&edition));
    assert_eq!(first.files, second.files);
    let packed = zip(&first);
    assert_eq!(packed, zip(&second));
    assert_eq!(packed, zip(&first));
    // Names are sorted, so the first entry is the first name.
    let name = first.files.keys().next().unwrap();
    assert_eq!(&packed[30..30 + name.len()], name.as_bytes());
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
fn feeds_and_whole_addresses_need_a_public_address() {
    let only_public = ["rss.xml", "atom.xml", "feed.json", "sitemap.xml"];
    let without = web_of(&edition());
    for path in only_public {
        assert!(!without.files.contains_key(path), "{path}");
    }
    let page = file(&without, &format!("bai/{SLUG}.html"));
    assert!(!page.contains("canonical") && !page.contains("og:url"));
    assert!(!page.contains("facebook"));

    let with = web_of(&with(&[(Key::BaseUrl, "https://example.vn/bantin")]));
    for path in only_public {
        let text = file(&with, path);
        assert!(text.contains("https://example.vn/bantin/bai/"), "{path}");
    }
    let page = file(&with, &format!("bai/{SLUG}.html"));
    let address = format!("https://example.vn/bantin/bai/{SLUG}.html");
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
    assert!(page.contains("-og.jpg"));
    assert!(page.contains("zalo.me") && page.contains("facebook"));
    assert!(file(&with, "404.html").contains("href=\"/bantin/index.html\""));
    assert_eq!(codes(&with), [""; 0]);
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
        let allowed =
            html.contains("script-src &#39;self&#39; https://do.example.gov.vn;");
        assert_eq!(allowed, shown);
    }
}

#[test]
fn pictures_come_in_sizes_that_pay() {
    let made = web_of(&edition());
    let names: Vec<&str> = made
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("anh/"))
        .collect();
    let count = |part: &str| names.iter().filter(|name| name.contains(part)).count();
    // Photo 1 is large and gains from AVIF; 2 gains nothing and is 1000 wide; 3 is tiny.
    assert_eq!((count("1bcdef-1600.jpg"), count("1bcdef-480.avif")), (1, 1));
    assert_eq!(count("1bcdef"), 9);
    assert_eq!(
        (count("2bcdef-1000.jpg"), count("2bcdef-480"), count("2bcdef")),
        (1, 1, 3)
    );
    assert_eq!((count("3bcdef-400"), count("3bcdef-og"), count("3bcdef")), (2, 1, 3));

    let html = file(&made, &format!("bai/{SLUG}.html"));
    let first = &html[html.find("<picture>").unwrap()..html.find("</picture>").unwrap()];
    assert!(first.contains("type=\"image/avif\"") && first.contains(" 1600w"));
    assert!(
        first.contains("width=\"800\" height=\"534\"") && first.contains("fetchpriority")
    );
    assert!(html.contains("class=\"full\" href=\"../anh/lanh-dao-2-dia-phuong"));
}

#[test]
fn a_lost_photo_is_told_and_the_text_goes_on() {
    let edition = edition();
    let mut photos = edition.photos.clone();
    photos.remove(&PhotoId(1));
    let made =
        bundle(&edition, &theme(), &NoPixels(photos), &Extras::default(), &Unwatched)
            .unwrap();
    assert_eq!(codes(&made), ["photo.unavailable"]);
    assert_eq!(made.remarks[0].place.photo, Some(PhotoId(1)));
    let html = file(&made, &format!("bai/{SLUG}.html"));
    assert!(text(html).contains("Lãnh đạo 2 địa phương ký kết hợp tác"));
    assert_eq!(html.matches("<picture>").count(), 1);
}

#[test]
fn the_machine_copy_holds_everything_but_secrets() {
    let edition = edition();
    let made = web_of(&edition);
    let text = file(&made, "bantin.json");
    let data: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(data["articles"][0]["id"], SEED);
    assert_eq!(data["articles"][0]["text"], edition.articles[0].source_text);
    assert_eq!(data["bulletin"]["values"]["name"], "Hậu Giang");
    assert_eq!(data["photos"].as_array().unwrap().len(), 3);
    assert!(!text.contains("Đã hỏi ý kiến"), "consent notes stay in the office");
    for photo in data["photos"].as_array().unwrap() {
        for one in photo["files"].as_array().unwrap() {
            assert!(made.files.contains_key(one["file"].as_str().unwrap()));
        }
    }
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
fn check_sums_cover_every_file() {
    let made = web_of(&edition());
    let sums = file(&made, "SHA256SUMS");
    assert_eq!(sums.lines().count(), made.files.len() - 1);
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").unwrap();
        assert_eq!(sum.len(), 64);
        assert!(made.files.contains_key(path), "{path}");
    }
}

#[test]
fn scripts_and_styles_stay_light() {
    let made = web_of(&edition());
    let size = |path: &str| made.files[path].len();
    // 8 KB packed is the promise; these unpacked sizes pack to less than that.
    assert!(size("ma/app.js") + size("ma/early.js") < 12_000, "{}", size("ma/app.js"));
    assert!(size("ma/style.css") < 13_500, "{}", size("ma/style.css"));
    assert!(size("ma/headline.woff2") <= 30_000);
}

#[test]
fn an_empty_issue_still_has_its_front_page() {
    let mut edition = edition();
    edition.articles.clear();
    let made = web_of(&edition);
    assert!(text(file(&made, "index.html")).contains("Hậu Giang"));
    assert!(text(file(&print_of(&edition), "index.html")).contains("Thông tin xuất bản"));
}

struct StopsAfter(AtomicUsize);

impl Progress for StopsAfter {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        assert!(done <= total);
        let left = self.0.load(Ordering::Relaxed).checked_sub(1).ok_or(Cancelled)?;
        self.0.store(left, Ordering::Relaxed);
        Ok(())
    }
}

#[test]
fn a_person_can_stop_it_at_any_step() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    for steps in [0, 1, 5, 12] {
        let watcher = StopsAfter(AtomicUsize::new(steps));
        let got = bundle(&edition, &theme(), &photos, &Extras::default(), &watcher);
        assert!(matches!(got, Err(WebError::Cancelled(_))), "{steps}");
        assert_eq!(got.unwrap_err().code(), "web.cancelled");
    }
}

#[test]
fn a_broken_theme_is_named() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    let mut broken: Theme = theme();
    broken.templates.insert("article.html".into(), "{{ no_such_name }}".into());
    let got = bundle(&edition, &broken, &photos, &Extras::default(), &Unwatched);
    let Err(WebError::Template { file, .. }) = got else { panic!("{got:?}") };
    assert_eq!(file, "article.html");
}

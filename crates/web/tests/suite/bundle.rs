//! The promises of the web package as a whole: its files, its policy, its bytes.

use crate::made::{SLUG, codes, file, pages, print_of, web_of, with};
use crate::page::{attributes, text};
use crate::sample::{NoPixels, SEED, edition, theme};
use document::{Cancelled, Key, Lang, PhotoId, Progress, Unwatched};
use std::sync::atomic::{AtomicUsize, Ordering};
use web::{Bundle, Extras, Theme, WebError, bundle, zip};

#[test]
fn the_tree_is_the_one_we_promise() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    let extras = Extras { issue_pdf: Some((*b"%PDF").into()), ..Extras::default() };
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

/// Bantin knows by it which pages of a folder are its own.
#[test]
fn every_page_names_its_generator() {
    let edition = edition();
    for made in [web_of(&edition), print_of(&edition)] {
        let is_page =
            |path: &&String| path.ends_with(".html") && !path.starts_with("cms/");
        for path in made.files.keys().filter(is_page) {
            let mark = "<meta name=\"generator\" content=\"Bantin\">";
            assert_eq!(file(&made, path).matches(mark).count(), 1, "{path}");
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
    let extras = Extras {
        issue_pdf: Some((*b"%PDF").into()),
        ui_lang: Some(Lang::En),
        ..Extras::default()
    };
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
                let reached = crate::page::join(path, target);
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
        (1, 1, 4)
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

/// The pixels of a page are the same whether its photos lie or stand.
#[test]
fn a_photo_that_stands_comes_in_sizes_by_its_height_and_a_long_drawing_by_its_width() {
    let widths = |size: (u32, u32)| {
        let mut edition = edition();
        let photo = edition.photos.get_mut(&PhotoId(1)).unwrap();
        (photo.size.width, photo.size.height) = size;
        let made = web_of(&edition);
        let mut widths: Vec<u32> = made
            .files
            .keys()
            .filter(|path| path.starts_with("anh/") && path.contains("1bcdef-"))
            .filter_map(|path| {
                path.strip_suffix(".jpg")?.rsplit('-').next()?.parse().ok()
            })
            .collect();
        widths.sort_unstable();
        let page = file(&made, &format!("bai/{SLUG}.html"));
        (widths, page.contains("class=\"tall\""))
    };
    assert_eq!(widths((2400, 1600)), (vec![480, 800, 1200, 1600], false));
    assert_eq!(widths((1600, 2400)), (vec![320, 533, 800, 1066], false));
    assert_eq!(widths((3024, 4032)), (vec![360, 600, 900, 1200], false));
    assert_eq!(widths((2000, 4000)), (vec![240, 400, 600, 800], false));
    assert_eq!(widths((2000, 4001)), (vec![480, 800, 1200, 1600], true));
    // Never larger than it is.
    assert_eq!(widths((600, 900)), (vec![320, 533, 600], false));
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
    let heaviest = [
        (Key::CounterUrl, "https://dem.example.vn"),
        (Key::CounterKind, "umami"),
        (Key::CounterSite, "1"),
    ];
    let made = web_of(&with(&heaviest));
    // What packing adds for each file is in this sum too.
    let packed = |paths: &[&str]| {
        let file = |path: &&str| ((*path).to_owned(), made.files[*path].clone());
        let files = paths.iter().map(file).collect();
        zip(&Bundle { files, ..Bundle::default() }).len()
    };
    let page = ["ma/style.css", "ma/app.js", "ma/early.js", "ma/visits.js"];
    assert!(packed(&page) < 8_000, "{}", packed(&page));
    let search = [&page[..], &["ma/search.js"]].concat();
    assert!(packed(&search) < 8_192 + 5 * 110, "{}", packed(&search));
    // Who listens waits for this once.
    assert!(packed(&["ma/read.js"]) < 4_000, "{}", packed(&["ma/read.js"]));
    assert!(made.files["ma/headline.woff2"].len() <= 30_000);
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

#[test]
fn the_logo_of_a_bulletin_stands_on_every_page() {
    let mut edition = edition();
    edition.bulletin.values.set(Key::Logo, "kenh.jpg");
    let photos = NoPixels(edition.photos.clone());
    let made = web::bundle(&edition, &theme(), &photos, &Extras::default(), &Unwatched);
    let made = made.expect("a bundle");
    assert!(made.files.contains_key("ma/logo.jpg"));
    for (path, root) in [("index.html", ""), ("tim-kiem.html", "")] {
        let page = String::from_utf8_lossy(&made.files[path]).into_owned();
        assert!(page.contains(&format!("src=\"{root}ma/logo.jpg\"")), "{path}");
        assert!(page.contains("width=\"117\" height=\"88\""), "{path}");
    }
    let article = made.files.iter().find(|(path, _)| path.starts_with("bai/"));
    let page = String::from_utf8_lossy(article.expect("an article").1).into_owned();
    assert!(page.contains("src=\"../ma/logo.jpg\""));

    let printed = web::print_pages(&edition, &theme(), &photos, &Unwatched);
    let printed = printed.expect("pages").files;
    assert!(printed.contains_key("ma/logo.jpg"));
    for (path, page) in printed.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("src=\"ma/logo.jpg\""), "{path}");
    }
    let printed = made.files.iter().find(|(path, _)| path.starts_with("in/"));
    let page = String::from_utf8_lossy(printed.expect("a print page").1).into_owned();
    assert!(page.contains("src=\"../ma/logo.jpg\""));

    // A letter can show what stands at a public address only.
    let letter = |edition: &document::Edition| {
        let made =
            web::bundle(edition, &theme(), &photos, &Extras::default(), &Unwatched);
        let files = made.expect("a bundle").files;
        String::from_utf8_lossy(&files["email.html"]).into_owned()
    };
    edition.bulletin.values.set(Key::BaseUrl, "");
    assert!(!letter(&edition).contains("logo.jpg"));
    edition.bulletin.values.set(Key::BaseUrl, "https://bantin.example/so-1/");
    assert!(letter(&edition).contains("src=\"https://bantin.example/so-1/ma/logo.jpg\""));
}

#[test]
fn a_link_to_an_article_without_a_photo_shows_its_card() {
    let mut edition = edition();
    edition.articles[0].body = document::body::parse("Không có ảnh.").0;
    let bare = edition.articles[0].id;
    let photos = NoPixels(edition.photos.clone());
    edition.bulletin.values.set(Key::BaseUrl, "");
    assert_eq!(web::without_picture(&edition), [], "no network finds it");
    edition.bulletin.values.set(Key::BaseUrl, "https://bantin.example/so-1/");
    assert!(web::without_picture(&edition).contains(&bare));

    let cards = [(bare, b"card".to_vec())].into();
    let extras = Extras { cards, ..Extras::default() };
    let made = bundle(&edition, &theme(), &photos, &extras, &Unwatched).unwrap();
    let slug = &edition.articles[0].slug;
    assert_eq!(made.files[&format!("anh/{slug}-og.png")], b"card");
    let page = file(&made, &format!("bai/{slug}.html"));
    let address = format!("https://bantin.example/so-1/anh/{slug}-og.png");
    assert!(page.contains(&format!("og:image\" content=\"{address}\"")), "{page}");
}

//! Where things are found: tags, language versions, articles that got another headline.

use crate::made::{SLUG, codes, file, pages, web_of, with};
use crate::page::{attributes, join, text};
use crate::sample::{NoPixels, SEED, edition, theme};
use document::{Edition, Key, Lang, Unwatched};
use web::{Bundle, Extras, bundle};

#[test]
fn every_tag_has_a_page_with_its_articles() {
    let mut edition = edition();
    edition.articles[1].tags = vec!["Hợp tác".into(), " ".into(), "hợp tác".into()];
    let made = web_of(&edition);
    let html = file(&made, "tu-khoa/hop-tac.html");
    let seen = text(html);
    assert!(seen.contains("Từ khóa hợp tác"), "{seen}");
    for article in &edition.articles[..2] {
        assert!(html.contains(&format!("href=\"../bai/{}.html\"", article.slug)));
        let page = file(&made, &format!("bai/{}.html", article.slug));
        assert_eq!(page.matches("href=\"../tu-khoa/hop-tac.html\"").count(), 1);
    }
    assert!(!html.contains("a-road-along-the-river"));
    assert!(!made.files.contains_key("tu-khoa/hop-tac-2.html"), "capitals part nothing");
}

#[test]
fn versions_in_another_language_name_each_other() {
    let mut edition = with(&[(Key::BaseUrl, "https://example.vn/a")]);
    let (first, english) = (edition.articles[0].id, "bai/a-road-along-the-river.html");
    edition.articles[2].translation_of = Some(first);
    let check = |edition: &Edition, before: &str| {
        let made = web_of(edition);
        for path in [format!("bai/{SLUG}.html"), english.to_owned()] {
            let html = file(&made, &path);
            for (lang, other) in
                [("vi", format!("bai/{SLUG}.html")), ("en", english.into())]
            {
                let link = format!(
                    "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{before}{other}\">"
                );
                assert_eq!(html.matches(&link).count(), 1, "{path}: {link}");
            }
        }
        let seen = |path: &str| text(file(&made, path));
        assert!(seen(&format!("bai/{SLUG}.html")).contains("Read in English"));
        assert!(seen(english).contains("Đọc bằng tiếng Việt"));
        let alone = file(&made, "bai/kham-benh-mien-phi-tu-van-tai-nha.html");
        assert!(!alone.contains("hreflang"));
    };
    check(&edition, "https://example.vn/a/");
    edition.bulletin.values.set(Key::BaseUrl, "");
    check(&edition, "../");
}

fn moved(edition: &Edition, names: &[&str]) -> Bundle {
    let moved = names.iter().map(|name| ((*name).to_owned(), SEED.parse().unwrap()));
    let extras = Extras { moved: moved.collect(), ..Extras::default() };
    let photos = NoPixels(edition.photos.clone());
    bundle(edition, &theme(), &photos, &extras, &Unwatched).unwrap()
}

#[test]
fn an_earlier_address_leads_on() {
    let edition = with(&[(Key::BaseUrl, "https://example.vn")]);
    let made = moved(&edition, &["tit-cu"]);
    assert_eq!(codes(&made), [""; 0]);
    for folder in ["bai", "in"] {
        let path = format!("{folder}/tit-cu.html");
        let html = file(&made, &path);
        assert!(html.contains(&format!(
            "<meta http-equiv=\"refresh\" content=\"0;url={SLUG}.html\">"
        )));
        assert!(html.contains(&format!(
            "<link rel=\"canonical\" href=\"https://example.vn/bai/{SLUG}.html\">"
        )));
        assert!(html.contains("noindex"));
        for target in attributes(html, "href") {
            if !target.starts_with("https:") {
                let reached = join(&path, &target);
                assert!(made.files.contains_key(&reached), "{path} → {target}");
            }
        }
    }
    let copy: serde_json::Value =
        serde_json::from_str(file(&made, "bantin.json")).unwrap();
    assert_eq!(copy["moved"][0]["slug"], "tit-cu");
    assert_eq!(copy["moved"][0]["id"], SEED);
    let map = file(&made, "sitemap.xml");
    assert!(!map.contains("tit-cu"), "search engines learn the new address only");
}

#[test]
fn an_address_in_use_stays_what_it_is() {
    let edition = edition();
    let before = web_of(&edition);
    let taken = ["a-road-along-the-river", SLUG, "../ngoai", "Không hợp lệ", ""];
    let made = moved(&edition, &taken);
    assert_eq!(pages(&made), pages(&before));
    assert_eq!(made.files.len(), before.files.len());
}

#[test]
fn words_follow_the_language() {
    let mut edition = edition();
    edition.bulletin.lang = Lang::En;
    let made = moved(&edition, &["tit-cu"]);
    assert!(text(file(&made, "bai/tit-cu.html")).contains("This article has moved"));
    assert!(text(file(&made, "tu-khoa/hop-tac.html")).contains("Keywords hợp tác"));
}

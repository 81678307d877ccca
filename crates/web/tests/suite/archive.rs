//! All issues under one address: each a whole package in its folder, and what stands
//! above them.

use crate::made::{SLUG, codes, file, pages};
use crate::page::{attributes, data_block, join, text};
use crate::sample::{NoPixels, edition, theme};
use document::{Date, Edition, IssueId, Key, Lang, Unwatched};
use std::collections::BTreeMap;
use web::{Bundle, Extras, archive, bundle, folders};

/// Three issues of two years, the newest first.
fn issues(base: &str) -> Vec<Edition> {
    let of = |number: u32, year: u16| {
        let mut edition = edition();
        edition.issue.id = IssueId(number);
        edition.issue.number = number;
        edition.issue.date = Date::new(year, 2, 27).unwrap();
        edition.bulletin.values.set(Key::BaseUrl, base);
        if year == 2021 {
            edition.articles.truncate(1);
        }
        edition
    };
    vec![of(2, 2022), of(1, 2022), of(9, 2021)]
}

/// The archive with every issue in its folder, as it stands on a server.
fn site(issues: &[Edition]) -> Bundle {
    let theme = theme();
    let photos = NoPixels(issues[0].photos.clone());
    let editions: Vec<&Edition> = issues.iter().collect();
    let mut all = archive(&editions, &theme, &photos, None, &Unwatched).unwrap();
    for (edition, folder) in issues.iter().zip(folders(issues)) {
        let extras = Extras { folder: Some(folder.clone()), ..Extras::default() };
        let one = bundle(edition, &theme, &photos, &extras, &Unwatched).unwrap();
        let inside = one.files.into_iter();
        all.files.extend(inside.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    all
}

fn web_pages(made: &Bundle) -> BTreeMap<&str, &str> {
    let mut pages = pages(made);
    let fragment = |path: &str| path.contains("/cms/") || path.contains("/tai/");
    pages.retain(|path, _| !fragment(path) && !path.ends_with("email.html"));
    pages
}

#[test]
fn every_issue_has_an_address_that_stays() {
    assert_eq!(folders(&issues("")), ["so-02-2022", "so-01-2022", "so-09-2021"]);
    let twice = [issues(""), issues("")].concat();
    assert_eq!(folders(&twice)[3], "so-02-2022-2");
}

#[test]
fn the_list_leads_to_every_issue_and_back() {
    let issues = issues("");
    let made = site(&issues);
    assert_eq!(codes(&made), [""; 0]);
    let html = file(&made, "index.html");
    let seen = text(html);
    for part in ["Các số đã ra", "Số mới nhất", "Số 2", "Số 9", "27/02/2021 · 1 bài"]
    {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    assert!(html.find("so-02-2022/index").unwrap() < html.find("so-09-2021/").unwrap());
    for folder in folders(&issues) {
        assert!(html.contains(&format!("href=\"{folder}/index.html\"")));
        let inside = file(&made, &format!("{folder}/bai/{SLUG}.html"));
        assert!(inside.contains("href=\"../../index.html\""), "{folder}");
    }
    let alone = bundle(
        &issues[0],
        &theme(),
        &NoPixels(issues[0].photos.clone()),
        &Extras::default(),
        &Unwatched,
    );
    assert!(!file(&alone.unwrap(), "index.html").contains("Các số đã ra"));
}

#[test]
fn every_link_between_issues_leads_somewhere() {
    let made = site(&issues("https://example.vn/ban-tin"));
    for (path, html) in web_pages(&made) {
        for target in attributes(html, "href").iter().chain(&attributes(html, "src")) {
            if ["https:", "http:", "mailto:", "tel:", "/"]
                .iter()
                .any(|s| target.starts_with(s))
            {
                continue;
            }
            let (target, fragment) = target.split_once('#').unwrap_or((target, ""));
            let reached = join(path, target.split('?').next().unwrap_or_default());
            assert!(made.files.contains_key(&reached), "{path} → {target}");
            if !fragment.is_empty() {
                let id = format!(" id=\"{fragment}\"");
                assert_eq!(file(&made, &reached).matches(&id).count(), 1, "{path} {id}");
            }
        }
    }
}

#[test]
fn search_above_finds_articles_of_every_issue_and_names_it() {
    let issues = issues("");
    let made = site(&issues);
    let script = file(&made, "ma/index.js");
    let list =
        script.trim().strip_prefix("window.btIndex=").unwrap().trim_end_matches(';');
    let index: Vec<serde_json::Value> =
        serde_json::from_str(&list.replace(",\n]", "\n]")).unwrap();
    assert_eq!(index.len(), 7);
    for entry in &index {
        assert!(made.files.contains_key(entry["u"].as_str().unwrap()));
    }
    assert_eq!(index[6]["i"], "Số 9 · 27/02/2021");
    assert!(text(file(&made, "tim-kiem.html")).contains("Tìm trong mọi số"));
}

#[test]
fn readers_subscribe_once_and_robots_find_every_issue() {
    let made = site(&issues("https://example.vn/ban-tin"));
    let rss = file(&made, "rss.xml");
    assert!(rss.contains("href=\"https://example.vn/ban-tin/rss.xml\" rel=\"self\""));
    assert!(rss.contains(&format!(
        "<link>https://example.vn/ban-tin/so-02-2022/bai/{SLUG}.html</link>"
    )));
    assert!(rss.contains("<title>Bản tin Hậu Giang</title>"), "not the issue's name");
    let map = file(&made, "sitemap.xml");
    for folder in ["so-02-2022", "so-01-2022", "so-09-2021"] {
        let address = format!("https://example.vn/ban-tin/{folder}/sitemap.xml");
        assert!(map.contains(&format!("<loc>{address}</loc>")));
        assert!(made.files.contains_key(&format!("{folder}/sitemap.xml")));
        assert!(!made.files.contains_key(&format!("{folder}/rss.xml")));
        let page = file(&made, &format!("{folder}/bai/{SLUG}.html"));
        assert!(page.contains("title=\"RSS\" href=\"../../rss.xml\""));
        assert!(page.contains(&format!(
            "rel=\"canonical\" href=\"https://example.vn/ban-tin/{folder}/bai/{SLUG}.html\""
        )));
    }
    assert!(!site(&issues("")).files.contains_key("rss.xml"));
}

#[test]
fn the_archive_keeps_the_promises_of_every_page() {
    let made = site(&issues("https://example.vn"));
    for path in ["index.html", "tim-kiem.html", "404.html", "DOC-TOI.html"] {
        let html = file(&made, path);
        assert!(html.contains("default-src 'none'; script-src 'self'; "), "{path}");
        assert!(html.contains("<meta name=\"generator\" content=\"Bantin\">"), "{path}");
        assert!(!html.contains("Số 2</b>"), "{path} is of no single issue");
    }
    assert_eq!(data_block(file(&made, "index.html"), "bt-page")["root"], "");
    assert!(text(file(&made, "DOC-TOI.html")).contains("so-09-2021"));
    let copy: serde_json::Value =
        serde_json::from_str(file(&made, "bantin.json")).unwrap();
    assert_eq!(copy["issues"][2]["page"], "so-09-2021/index.html");

    let mut english = issues("");
    for edition in &mut english {
        edition.bulletin.lang = Lang::En;
    }
    let seen = text(file(&site(&english), "index.html"));
    for part in ["All issues", "Newest issue", "No. 9", "· 1 article "] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
}

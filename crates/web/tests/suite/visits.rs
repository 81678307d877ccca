//! Views and visits: counters of three kinds, and figures known beforehand.

use crate::made::{SLUG, codes, file, pages, web_of, with};
use crate::page::{data_block, text};
use crate::sample::SEED;
use document::{Key, Lang};

const COUNTER: (Key, &str) = (Key::CounterUrl, "https://dem.example.vn/");

#[test]
fn each_kind_of_counter_is_named_to_the_page_and_to_its_policy() {
    let check = |values: &[(Key, &str)], kind: &str| {
        let made = web_of(&with(values));
        assert_eq!(codes(&made), [""; 0]);
        let html = file(&made, &format!("bai/{SLUG}.html"));
        let data = data_block(html, "bt-page");
        assert_eq!(data["kind"], kind);
        assert_eq!(data["counter"], "https://dem.example.vn");
        assert!(html.contains("connect-src 'self' https://dem.example.vn; base-uri"));
        assert!(html.contains("script-src 'self'; "), "no script of anybody else");
        assert!(made.files.contains_key("ma/visits.js"));
        data
    };
    check(&[COUNTER], "bantin");
    check(&[COUNTER, (Key::CounterKind, "GoatCounter")], "goatcounter");
    let umami = [
        COUNTER,
        (Key::CounterKind, "umami"),
        (Key::CounterSite, "3f0a7c1e-5b1d-4b66-9c77-0f4f7c3b1a10"),
        (Key::CounterShare, "Xy12"),
    ];
    let data = check(&umami, "umami");
    assert_eq!(data["website"], "3f0a7c1e-5b1d-4b66-9c77-0f4f7c3b1a10");
    assert_eq!(data["share"], "Xy12");
}

#[test]
fn umami_without_its_web_site_counts_nothing_and_is_told() {
    let made = web_of(&with(&[COUNTER, (Key::CounterKind, "umami")]));
    assert_eq!(codes(&made), ["web.counter_site"]);
    for html in pages(&made).values() {
        assert!(!html.contains("dem.example.vn") && !html.contains("Lượt xem"));
    }
    assert!(!made.files.contains_key("ma/visits.js"));
}

#[test]
fn known_figures_are_shown_with_their_day() {
    let figures = format!("at=2026-11-23; total=98765; {SEED}=7448251");
    let check = |values: &[(Key, &str)]| {
        let made = web_of(&with(values));
        let path = format!("bai/{SLUG}.html");
        let seen = text(file(&made, &path));
        assert!(seen.contains("Lượt xem: 7.448.251 (tính đến 23/11/2026)"), "{seen}");
        assert!(seen.contains("Tổng: 98.765 tính đến 23/11/2026"));
        let html = file(&made, &path);
        assert!(html.contains("<span data-bt=\"views\">"));
        let stats = html.split_once("data-bt=\"stats\"").unwrap().1;
        assert!(!stats.split('>').next().unwrap().ends_with("hidden"));
        // Numbers that nobody knows stay hidden.
        assert_eq!(stats.matches("<div hidden>").count(), 3);
        // An article without a figure has no row, or an empty one that is hidden.
        let other = file(&made, "bai/a-road-along-the-river.html");
        assert!(!other.contains("<span data-bt=\"views\">"));
    };
    check(&[(Key::CounterFigures, &figures)]);
    check(&[(Key::CounterFigures, &figures), COUNTER]);

    let mut edition = with(&[(Key::CounterFigures, &figures)]);
    edition.bulletin.lang = Lang::En;
    let made = web_of(&edition);
    let seen = text(file(&made, &format!("bai/{SLUG}.html")));
    assert!(seen.contains("Views: 7,448,251 (as of 23 November 2026)"), "{seen}");
}

#[test]
fn figures_without_a_day_are_not_shown() {
    let made = web_of(&with(&[(Key::CounterFigures, "total=98765")]));
    for html in pages(&made).values() {
        assert!(!html.contains("98.765") && !html.contains("data-bt=\"stats\""));
    }
}

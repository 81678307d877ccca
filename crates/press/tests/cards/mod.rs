//! Cards for social networks, seen from outside: their pixels.

use crate::looks::{NAMES, design, issue, press};
use crate::sample::Pictures;
use document::{
    Article, Edition, PhotoId, PhotoLibrary, PhotoUnavailable, Recipe, Rendition,
};
use press::{CardShape, Pixels};

/// A library whose pictures were lost.
struct NoPictures;

impl PhotoLibrary for NoPictures {
    fn rendition(
        &self,
        photo: PhotoId,
        _: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        Err(PhotoUnavailable { photo, reason: "lost".into() })
    }
}

fn card(name: &str, edition: &Edition, article: &Article, shape: CardShape) -> Pixels {
    press().card(edition, &design(name), &Pictures, article, shape).expect("a card")
}

/// The share of pixels that differ between two cards.
fn differing(one: &Pixels, other: &Pixels) -> f64 {
    let pairs = one.rgba.as_chunks::<4>().0.iter().zip(other.rgba.as_chunks::<4>().0);
    pairs.clone().filter(|(a, b)| a != b).count() as f64 / pairs.count() as f64
}

/// How high the lowest words of a card are, in rows, and where they begin: words begin
/// and end where rows have one colour between the margins.
fn foot(card: &Pixels) -> (usize, usize) {
    let width = card.width as usize;
    let rows: Vec<&[u8]> = card.rgba.chunks_exact(width * 4).collect();
    let inked = |row: usize| {
        let inside = &rows[row][40 * 4..(width - 40) * 4];
        inside.as_chunks::<4>().0.iter().any(|pixel| pixel[..] != inside[..4])
    };
    let last = (0..rows.len() - 20).rev().find(|row| inked(*row)).expect("words");
    let first = (0..last).rev().find(|row| !inked(*row)).expect("room above them");
    (first, last)
}

#[test]
fn every_design_draws_both_shapes_with_and_without_a_picture() {
    for name in NAMES {
        let edition = issue(&design(name));
        for shape in CardShape::ALL {
            let with = card(name, &edition, &edition.articles[0], shape);
            assert_eq!((with.width, with.height), shape.pixels(), "{name}");
            assert!(with.rgba.chunks_exact(4).all(|p| p[3] == 255), "{name}: opaque");
            let again = card(name, &edition, &edition.articles[0], shape);
            assert!(with == again, "{name}: the same every time");
            let lost = press()
                .card(&edition, &design(name), &NoPictures, &edition.articles[0], shape)
                .expect("a card of words");
            assert!(differing(&with, &lost) > 0.3, "{name}: a picture that was lost");
        }
    }
}

#[test]
fn the_longest_headline_keeps_away_from_the_foot() {
    let long = "Ủy ban nhân dân thành phố và các sở ngành họp bàn về đường ".repeat(9);
    for name in NAMES {
        let edition = issue(&design(name));
        let mut article = edition.articles[0].clone();
        article.body = document::body::parse("Không có ảnh.").0;
        for shape in CardShape::ALL {
            let short = foot(&card(name, &edition, &article, shape));
            let article = Article { title: long.clone(), ..article.clone() };
            assert_eq!(foot(&card(name, &edition, &article, shape)), short, "{name}");
        }
    }
}

#[test]
fn what_stands_on_a_card_is_what_the_article_says() {
    let edition = issue(&design("thoi-su"));
    let article = &edition.articles[1];
    let plain = card("thoi-su", &edition, article, CardShape::Wide);
    let changed = |change: &dyn Fn(&mut Edition, &mut Article)| {
        let (mut edition, mut article) = (edition.clone(), article.clone());
        change(&mut edition, &mut article);
        let other = card("thoi-su", &edition, &article, CardShape::Wide);
        assert!(other != plain, "the card shows it");
    };
    changed(&|_, article| article.title = "Tít khác hẳn".into());
    changed(&|edition, _| edition.sections[0].name = "Mục khác".into());
    changed(&|edition, _| edition.issue.number += 1);
    changed(&|edition, _| edition.issue.date = "2022-03-04".parse().expect("a day"));
}

#[test]
fn an_offprint_holds_its_article_and_no_other() {
    let edition = issue(&design("thoi-su"));
    for article in &edition.articles {
        let print = |edition: &Edition| {
            let press = press();
            press
                .offprint(edition, &design("thoi-su"), &Pictures, article)
                .expect("a PDF")
        };
        let pdf = print(&edition);
        assert!(pdf == print(&edition), "the same every time");
        let mut alone = edition.clone();
        alone.articles.retain(|other| other.id == article.id);
        // What stands beside it in the issue leaves no trace.
        assert!(pdf == print(&alone), "{}", article.title);
        assert!(pdf.windows(13).any(|part| part == b"pdfuaid:part>"), "it is PDF/UA");
    }
}

//! Articles to keep: one file that needs nothing, and the text alone.

use crate::made::{file, web_of, with};
use crate::page::{attributes, text};
use crate::sample::SEED;
use document::Key;

#[test]
fn a_saved_article_is_whole_and_needs_nothing_beside_it() {
    let edition = with(&[(Key::BaseUrl, "https://example.vn/a")]);
    let made = web_of(&edition);
    for article in &edition.articles {
        let html = file(&made, &format!("tai/{}.html", article.slug));
        let seen = text(html);
        for paragraph in document::body::paragraphs(&article.body) {
            let wanted = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(seen.contains(&wanted), "{}: {wanted}", article.slug);
        }
        assert!(
            seen.contains(&format!("https://example.vn/a/bai/{}.html", article.slug))
        );
        for source in attributes(html, "src") {
            assert!(source.starts_with("data:image/jpeg;base64,"), "{source:.60}");
        }
        let pictures = html.matches("<img ").count();
        assert_eq!(attributes(html, "src").len(), pictures);
        assert!(!html.contains("<script") && !html.contains("rel=\"stylesheet\""));
        assert!(!html.contains("@font-face") && !html.contains("url("));
        assert!(html.contains("default-src 'none'; style-src 'sha256-"));
        assert!(!html.contains("unsafe"));
        assert_eq!(
            html.matches("<meta name=\"generator\" content=\"Bantin\">").count(),
            1
        );
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));

        let page = file(&made, &format!("bai/{}.html", article.slug));
        for ending in ["html", "txt"] {
            let link = format!("href=\"../tai/{}.{ending}\" download", article.slug);
            assert_eq!(page.matches(&link).count(), 1, "{link}");
        }
    }
}

#[test]
fn the_text_alone_has_every_word() {
    let edition = with(&[(Key::BaseUrl, "https://example.vn")]);
    let made = web_of(&edition);
    let seed = &edition.articles[0];
    let saved = file(&made, &format!("tai/{}.txt", seed.slug));
    assert!(saved.starts_with(&format!("{}\n\nNgày đăng: 27/02/2021\n\n", seed.title)));
    for paragraph in document::body::paragraphs(&seed.body) {
        assert!(saved.contains(&format!("\n\n{}\n\n", paragraph.trim())), "{paragraph}");
    }
    for part in ["[Ảnh: Quang cảnh Hội nghị Minh họa: Bản tin]", "Đan Phượng", SEED]
    {
        assert!(saved.contains(part), "{part}: {saved}");
    }
    let rich = file(&made, &format!("tai/{}.txt", edition.articles[1].slug));
    assert!(rich.contains("Khám bệnh <miễn phí> & tư vấn"), "nothing is escaped");
}

#[test]
fn the_pdf_of_an_article_is_offered_where_there_is_one() {
    let mut edition = with(&[]);
    let photos = crate::sample::NoPixels(edition.photos.clone());
    let theme = crate::sample::theme();
    let (one, other) = (edition.articles[0].id, edition.articles[1].id);
    edition.articles[1].slug =
        format!("so-{:02}-{}", edition.issue.number, edition.issue.date.year());
    let extras = web::Extras {
        issue_pdf: Some((*b"issue").into()),
        offprints: [(one, b"one".to_vec()), (other, b"other".to_vec())].into(),
        ..web::Extras::default()
    };
    let made =
        web::bundle(&edition, &theme, &photos, &extras, &document::Unwatched).unwrap();
    let slug = &edition.articles[0].slug;
    assert_eq!(made.files[&format!("pdf/{slug}.pdf")], b"one");
    let page = file(&made, &format!("bai/{slug}.html"));
    let link = format!("href=\"../pdf/{slug}.pdf\" type=\"application/pdf\" download");
    assert_eq!(page.matches(&link).count(), 1, "{page}");
    // An article called what the issue's file is called leaves it alone.
    let slug = &edition.articles[1].slug;
    assert_eq!(made.files[&format!("pdf/{slug}.pdf")], b"issue");
    assert!(!file(&made, &format!("bai/{slug}.html")).contains("application/pdf\" down"));
    let bare = web_of(&edition);
    assert!(
        !file(&bare, &format!("bai/{slug}.html")).contains("../pdf/"),
        "no dead link"
    );
}

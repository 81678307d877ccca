//! A theme put to the test before anybody waits for an export.
//!
//! Every template is written once, with an article that has something of everything, so
//! that a name nobody gives or a loop without an end is found where it stands.

use crate::{Bundle, Extras, Theme, WebError, archive, bundle, print_pages};
use document::{
    Article, ArticleId, Attachment, AttachmentKind, Bulletin, Date, Edition, Issue,
    IssueId, Key, Lang, PhotoId, PhotoLibrary, PhotoUnavailable, Recipe, Rendition,
    Section, SectionId, Unwatched, body,
};

/// The founding article's identity.
const ID: &str = "d5bd5483-c909-49f3-8d4f-dc82fbe374b1";

/// A library without photos.
struct Nothing;

impl PhotoLibrary for Nothing {
    fn rendition(
        &self,
        photo: PhotoId,
        _: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        Err(PhotoUnavailable { photo, reason: "a trial".into() })
    }
}

/// Writes every page once and throws it away.
pub(crate) fn theme(theme: &Theme) -> Result<(), WebError> {
    let edition = edition();
    let Bundle { .. } = bundle(&edition, theme, &Nothing, &extras(&edition), &Unwatched)?;
    let Bundle { .. } = print_pages(&edition, theme, &Nothing, &Unwatched)?;
    let Bundle { .. } = archive(&[&edition], theme, &Nothing, None, &Unwatched)?;
    Ok(())
}

fn extras(edition: &Edition) -> Extras {
    let moved = edition.articles.iter().map(|one| ("cu".to_owned(), one.id)).collect();
    Extras { issue_pdf: Some([0; 4].into()), moved, ..Extras::default() }
}

fn edition() -> Edition {
    let day = Date::new(2021, 2, 27).expect("a day");
    let mut bulletin = Bulletin::new(Lang::Vi, "trial");
    for (key, value) in [
        (Key::Name, "Hậu Giang"),
        (Key::Tagline, "Thử"),
        (Key::PublishingBody, "Cơ quan"),
        (Key::SecurityContact, "a@example.vn"),
        (Key::RelatedLinks, "Cổng <https://example.vn>"),
        (Key::BaseUrl, "https://example.vn/"),
        (Key::CounterUrl, "https://example.vn/dem"),
        (Key::CounterFigures, &format!("at=2021-02-27; total=1; {ID}=1")),
        (Key::EmcUrl, "https://example.vn/emc.js"),
        (Key::Ipv6Badge, "yes"),
        (Key::BadgeDomain, "example.vn"),
        (Key::BadgeLink, "https://example.vn/nhan"),
    ] {
        bulletin.values.set(key, value);
    }
    let mut issue = Issue::new(IssueId(1), 9, day);
    issue.values.set(Key::RunningNo, "9");
    issue.values.set(Key::YearNo, "1");
    let section = Section { id: SectionId(1), name: "Tin".into(), slug: "tin".into() };

    let article = |id: ArticleId, slug: &str| {
        let mut article = Article::new(id);
        article.slug = slug.into();
        article.section = Some(section.id);
        article.title = "Tít".into();
        article.kicker = "Trên tít".into();
        article.lead = "Sa-pô.".into();
        article.source_text = "Đoạn văn[^1].\n\n[^1]: Ghi chú.\n".into();
        article.body = body::parse(&article.source_text).0;
        article.bylines = vec!["Đan Phượng".into()];
        article.tags = vec!["thử".into()];
        article.source = "Nguồn".into();
        article.posted = Some(day);
        article.modified = Some(day);
        article
    };
    let attached = |kind| Attachment {
        name: "tep.bin".into(),
        title: "Tệp".into(),
        media_type: "application/octet-stream".into(),
        kind,
        bytes: [0; 4].into(),
    };
    let id: ArticleId = ID.parse().expect("an identity");
    let other: ArticleId =
        "0b9e7a52-0c64-4a38-b0ce-6f6f6d1f5b02".parse().expect("an identity");
    let mut first = article(id, "bai");
    first.related = vec![other];
    let recording = AttachmentKind::Recording { voice: "Giọng".into() };
    first.attachments = vec![attached(AttachmentKind::File), attached(recording)];
    let mut second = article(other, "bai-2");
    second.translation_of = Some(id);
    second.lang = Some(Lang::En);
    second.section = None;
    Edition {
        sections: vec![section.clone()],
        articles: vec![first, second],
        ..Edition::new(bulletin, issue)
    }
}

//! Remarks about the content that need no layout: what a careful editor would ask
//! before the issue goes to the printer, and what the program can mend by itself.
//!
//! What a law asks is data: see [`Pack`]. Habits of writing are in `writing`, how an
//! article is built in `build`.

mod build;
mod english;
mod pack;
mod script;
mod writing;

pub use english::misspelt;
pub use pack::{Asks, Pack, PackRule, Unknown, check_rules, packs_of, weigh};

use crate::body::{self, Block, Figure};
use crate::{Article, Edition, PhotoWord, Remark, Severity};
use std::collections::BTreeSet;

/// Looks through the articles of an edition in reading order.
///
/// The same remark about the same place is made once. What the law asks of the issue is
/// [`check_rules`]'s business.
pub fn check(edition: &Edition) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for article in &edition.articles {
        remarks.extend(self::article(edition, article));
    }
    remarks.extend(build::photos_twice(edition));
    remarks.extend(writing::check(edition));
    let mut seen = BTreeSet::new();
    remarks.retain(|remark| seen.insert(remark.clone()));
    remarks
}

/// Mends in one article what a remark with this code is about, as far as a program can
/// know how. Returns whether anything changed.
pub fn mend(edition: &Edition, article: &mut Article, code: &str) -> bool {
    match code {
        "heading.skipped" | "table.no_head" | "link.dead" => {
            build::mend(edition, article, code)
        }
        _ => writing::mend(edition, article, code),
    }
}

fn article(edition: &Edition, article: &Article) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut say = |code, severity| {
        remarks.push(Remark::new(code, severity).article(article.id));
    };
    if article.title.trim().is_empty() {
        say("title.missing", Severity::Must);
    }
    if article.lead.trim().is_empty() && body::paragraphs(&article.body).is_empty() {
        say("text.missing", Severity::Should);
    }
    if article.bylines.is_empty() {
        say("byline.missing", Severity::Could);
    }
    if article.section.is_none() {
        say("section.missing", Severity::Could);
    }
    remarks.extend(
        body::parse(&article.source_text)
            .1
            .into_iter()
            .map(|remark| remark.article(article.id)),
    );
    visit(&article.body.blocks, &mut |block| match block {
        Block::Html(_) => {
            let aside = body::aside_of(block);
            remarks.extend(aside.map(|(by, words)| open(article, by, words)));
        }
        Block::Figure(figure) => {
            remarks.extend(self::figure(edition, article, figure, false));
        }
        Block::Gallery { figures, caption } => {
            let shared = !body::plain_text(caption).trim().is_empty();
            for figure in figures {
                remarks.extend(self::figure(edition, article, figure, shared));
            }
        }
        _ => {}
    });
    remarks.extend(build::check(edition, article));
    remarks
}

/// A note by the side of the text that nobody has dealt with.
fn open(article: &Article, by: &str, words: &str) -> Remark {
    let remark = Remark::new("aside.open", Severity::Could).article(article.id);
    let by = if by.is_empty() { String::new() } else { format!("{by}: ") };
    remark.with("words", format!("{by}{words}"))
}

/// Looks at one picture; `shared` when a caption for several stands below it.
fn figure(
    edition: &Edition,
    article: &Article,
    figure: &Figure,
    shared: bool,
) -> Vec<Remark> {
    let resolved = edition.resolve(figure);
    let caption = body::plain_text(&body::parse_inline(&resolved.caption));
    let Some(photo) = resolved.photo else {
        let known = [figure.photo_name().unwrap_or_default(), &figure.src, &caption];
        let named = known.into_iter().find(|name| !name.is_empty());
        let name = named.unwrap_or(&article.title).to_owned();
        let missing = Remark::new("photo.missing", Severity::Should);
        return vec![missing.article(article.id).with("name", name)];
    };
    let mut remarks = Vec::new();
    let mut say = |code, severity| {
        let remark = Remark::new(code, severity).article(article.id);
        remarks.push(remark.photo(photo.whole()).with("name", photo.name.clone()));
    };
    if caption.is_empty() && !shared {
        say("caption.missing", Severity::Should);
    }
    if figure.alt.is_empty() && photo.alt.is_empty() {
        say("alt.missing", Severity::Should);
    }
    if resolved.credit.is_empty() {
        say("credit.missing", Severity::Should);
    }
    if photo.consent.trim().is_empty() {
        say("consent.missing", Severity::Could);
    }
    // Only words that are printed need an eye; the figure's own were written here.
    let unread = |word: PhotoWord, own: bool| !own && photo.drafts.contains(&word);
    if unread(PhotoWord::Caption, !figure.caption.is_empty() || shared)
        || unread(PhotoWord::Credit, !figure.credit().is_empty())
        || unread(PhotoWord::Alt, !figure.alt.is_empty())
    {
        say("words.unread", Severity::Could);
    }
    remarks
}

/// Calls `see` for every block, outer ones first, in reading order.
fn visit(blocks: &[Block], see: &mut dyn FnMut(&Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => visit(inner, see),
            Block::List { items, .. } => {
                for item in items {
                    visit(item, see);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ArticleId, Bulletin, Issue, IssueId, Photo, PhotoId, PixelSize};
    use std::collections::BTreeMap;

    fn edition(text: &str) -> Edition {
        let id: ArticleId =
            "d5bd5483-c909-49f3-8d4f-dc82fbe374b1".parse().expect("a UUID");
        let mut article = Article::new(id);
        article.title = "Ký kết".into();
        article.bylines = vec!["Đan Phượng".into()];
        article.section = Some(crate::SectionId(1));
        article.source_text = text.into();
        article.body = body::parse(text).0;
        let size = PixelSize { width: 10, height: 10 };
        let mut photo = Photo::new(PhotoId(1), "a.jpg", "0", size);
        photo.consent = "có".into();
        let day = "2021-02-27".parse().expect("a day");
        Edition {
            articles: vec![article],
            photos: BTreeMap::from([(PhotoId(1), photo)]),
            ..Edition::new(
                Bulletin::new(crate::Lang::Vi, "thoi-su"),
                Issue::new(IssueId(1), 1, day),
            )
        }
    }

    #[track_caller]
    fn codes(text: &str, expected: &[&str]) {
        let got: Vec<&str> =
            check(&edition(text)).iter().map(|remark| remark.code).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_photo_needs_caption_alt_and_credit() {
        codes(
            "Chữ.\n\n![](media/a.jpg)",
            &["caption.missing", "alt.missing", "credit.missing"],
        );
        codes("Chữ.\n\n![Hai người](media/a.jpg \"Ký kết\"){credit=\"Ảnh: A\"}", &[]);
    }

    #[test]
    fn a_caption_for_all_serves_each_picture_of_a_gallery() {
        let gallery = |caption: &str| {
            format!(
                "Chữ.\n\n::::gallery\n![Hai người](media/a.jpg){{credit=\"Ảnh: A\"}}\n\n{caption}\n::::"
            )
        };
        codes(&gallery("Trái: A. Phải: B."), &[]);
        codes(&gallery(""), &["caption.missing"]);
    }

    #[test]
    fn words_from_the_picture_file_want_an_eye() {
        let unread = |text: &str| {
            let mut edition = edition(text);
            let photo = edition.photos.get_mut(&PhotoId(1)).expect("the photo");
            photo.caption = "Ký kết".into();
            photo.credit = "Ảnh: A".into();
            photo.alt = "Hai người".into();
            photo.drafts = [PhotoWord::Caption, PhotoWord::Place].into();
            check(&edition).iter().map(|remark| remark.code).collect::<Vec<_>>()
        };
        assert_eq!(unread("Chữ.\n\n![](media/a.jpg)"), ["words.unread"]);
        assert!(unread("Chữ.\n\n![](media/a.jpg \"Lễ ký\")").is_empty());
    }

    #[test]
    fn crops_keep_what_a_person_chose_before_what_was_guessed() {
        use crate::Focus;
        let mut edition = edition("![](media/a.jpg)");
        let focus = |edition: &Edition, text: &str| {
            let Block::Figure(figure) = &body::parse(text).0.blocks[0] else {
                panic!("a figure: {text}")
            };
            edition.resolve(figure).focus
        };
        let (here, chosen) = (Focus { x: 0.1, y: 0.2 }, Focus { x: 0.3, y: 0.4 });
        let (plain, own) = ("![](media/a.jpg)", "![](media/a.jpg){focus=\"0.1 0.2\"}");
        assert_eq!(focus(&edition, plain), Focus::CENTRE);
        let photo = edition.photos.get_mut(&PhotoId(1)).expect("the photo");
        photo.guess = Some(Focus { x: 0.7, y: 0.7 });
        assert_eq!(focus(&edition, plain), Focus { x: 0.7, y: 0.7 });
        edition.photos.get_mut(&PhotoId(1)).expect("the photo").focus = Some(chosen);
        assert_eq!(focus(&edition, plain), chosen);
        assert_eq!(focus(&edition, own), here);
        // Of a part the point is a point of the part.
        edition.cut_out();
        let part = "![](media/a.jpg){crop=\"0 0 0.6 0.8\"}";
        edition.articles[0].body = body::parse(part).0;
        edition.cut_out();
        let of_part = focus(&edition, part);
        assert!((of_part.x - 0.5).abs() < 1e-9 && (of_part.y - 0.5).abs() < 1e-9);
    }

    #[test]
    fn remarks_about_a_part_lead_to_the_photo() {
        let mut cut = edition("Chữ.\n\n![](media/a.jpg){crop=\"0 0 0.5 1\"}");
        cut.cut_out();
        assert_eq!(cut.photos.len(), 2);
        let places: Vec<_> =
            check(&cut).iter().map(|remark| remark.place.photo).collect();
        assert_eq!(places, [Some(PhotoId(1)); 3]);
    }

    #[test]
    fn a_caption_may_wait_for_its_photo() {
        codes("Chữ.\n\n:::figure\n![]()\n\nQuang cảnh\n:::", &["photo.missing"]);
    }

    #[test]
    fn an_empty_article_is_named() {
        codes("", &["text.missing"]);
    }

    #[test]
    fn skipped_heading_levels_are_seen() {
        codes("# Một\n\n### Ba\n\nChữ.", &["heading.skipped"]);
    }
}

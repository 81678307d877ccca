//! The e-mail edition: one letter with every article's headline and lead.
//!
//! Mail programs know tables and inline styles and little else, and they load pictures
//! from whole addresses only; without a public address the letter has none.

use crate::article::Articles;
use crate::html::{keep_together, plain};
use crate::order::{self, posted};
use crate::pictures::cover;
use crate::render::{Renderer, safe};
use crate::settings::Logo;
use crate::site::Page;
use crate::{WebError, headline};
use document::{Article, Key};
use minijinja::{Value, context};

/// Writes `email.html`.
pub(crate) fn html(
    articles: &Articles<'_>,
    renderer: &Renderer,
) -> Result<String, WebError> {
    let (site, edition) = (articles.site, articles.site.edition);
    let page = Page {
        path: "email.html",
        title: "",
        description: String::new(),
        head: String::new(),
        hidden: true,
        ids: Vec::new(),
        counts: false,
    };
    let lead = edition.articles.first();
    let groups: Vec<Value> = order::by_section(edition)
        .into_iter()
        .filter_map(|(section, mut inside)| {
            inside.retain(|article| Some(article.id) != lead.map(|lead| lead.id));
            (!inside.is_empty()).then(|| {
                context! {
                    name => section.map_or(site.words.other_articles, |s| s.name.as_str()),
                    items => inside.iter().map(|a| item(articles, a)).collect::<Vec<_>>(),
                }
            })
        })
        .collect();
    let values = context! {
        lead => lead.map(|article| item(articles, article)),
        groups => groups,
        home => site.public("index.html"),
        logo => site.logo.as_ref().and_then(|logo| Some(logo.at(site.public(Logo::PATH)?))),
        ..site.values("", &page)
    };
    renderer.page("email.html", values)
}

/// Writes `email.txt`, the same letter for those who read plain text.
pub(crate) fn text(articles: &Articles<'_>) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let w = site.words;
    let mut out = format!(
        "{}\n{} – {}\n",
        site.name(),
        site.issue(),
        edition.issue.date.long(site.lang())
    );
    let body = edition.text(Key::PublishingBody);
    if !body.is_empty() {
        out.push_str(&format!("{body}\n"));
    }
    if let Some(home) = site.public("index.html") {
        out.push_str(&format!("{}: {home}\n", w.email_view));
    }
    for article in &edition.articles {
        let title = headline::on_web(edition, article);
        out.push_str(&format!(
            "\n\n{title}\n{}\n",
            "-".repeat(title.chars().count().min(72))
        ));
        let mut line = site.day(posted(edition, article));
        if let Some(section) = edition.section_of(article) {
            line = format!("{} – {line}", section.name);
        }
        out.push_str(&format!("{line}\n\n"));
        out.push_str(&folded(&plain(&article.lead)));
        if !article.bylines.is_empty() {
            out.push_str(&format!("{}\n", article.bylines.join(", ")));
        }
        if let Some(url) = site.public(&format!("bai/{}.html", article.slug)) {
            out.push_str(&format!("{}: {url}\n", w.read_more));
        }
    }
    out.push_str(&format!("\n\n-- \n{}\n", w.email_reason));
    for (label, key) in [
        (w.publishing_body, Key::PublishingBody),
        (w.responsible, Key::Responsible),
        (w.address, Key::Address),
        (w.phone, Key::Phone),
        (w.email, Key::Email),
    ] {
        if !edition.text(key).is_empty() {
            out.push_str(&format!("{label}: {}\n", edition.text(key)));
        }
    }
    out
}

fn item(articles: &Articles<'_>, article: &Article) -> Value {
    let (site, edition) = (articles.site, articles.site.edition);
    let lang = edition.lang_of(article);
    let picture = articles.pictures.social(article.id).and_then(|copy| {
        Some(context! {
            src => site.public(&copy.file)?,
            alt => cover(edition, article).map(|cover| cover.alt).unwrap_or_default(),
            width => copy.size.width.min(600),
            height => copy.size.height * copy.size.width.min(600) / copy.size.width.max(1),
        })
    });
    context! {
        title => safe(keep_together(&headline::on_web(edition, article), lang)),
        lead => plain(&article.lead),
        kicker => edition.section_of(article).map(|section| section.name.as_str()),
        posted => site.day(posted(edition, article)),
        byline => article.bylines.join(", "),
        href => site.public(&format!("bai/{}.html", article.slug)),
        picture => picture,
    }
}

/// Lines of at most 72 characters, ended by one line end.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        if length > 0 && length + 1 + more > 72 {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += more;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

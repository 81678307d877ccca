//! An article to keep (Decree 42/2022/NĐ-CP art. 7(1c): print and save): one HTML file
//! that needs nothing beside it, and its text alone.

use crate::article::Articles;
use crate::html::{Usage, plain};
use crate::order::posted;
use crate::pictures::figures;
use crate::render::{Renderer, safe};
use crate::review::base64;
use crate::site::Page;
use crate::{Theme, WebError, assets, headline};
use document::{Article, body};
use minijinja::context;
use sha2::{Digest, Sha256};

/// The style sheet that every saved article carries, and what its policy calls it.
pub(crate) struct Style {
    css: String,
    hash: String,
}

impl Style {
    /// The style of the print pages, with the letters of the device.
    pub(crate) fn of(theme: &Theme) -> Self {
        let css = without_faces(&assets::lean_css(&theme.print_css));
        let hash = base64(&Sha256::digest(css.as_bytes()));
        Self { css, hash }
    }
}

/// Writes `tai/<slug>.html`: the article as on paper, its pictures and style inside.
pub(crate) fn page(
    articles: &Articles<'_>,
    renderer: &Renderer,
    style: &Style,
    article: &Article,
) -> Result<String, WebError> {
    let site = articles.site;
    let path = format!("bai/{}.html", article.slug);
    let title = headline::on_web(site.edition, article);
    let hash = &style.hash;
    let page = Page {
        path: &path,
        title: &title,
        description: String::new(),
        head: String::new(),
        hidden: true,
        ids: Vec::new(),
        counts: false,
    };
    let values = context! {
        article => articles.values(article, "", Usage::Alone, String::new()),
        csp => safe(format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; \
             base-uri 'none'; form-action 'none'"
        )),
        css => safe(style.css.as_str()),
        back => (),
        app => false,
        ..site.values("", &page)
    };
    renderer.page("print-article.html", values)
}

/// Writes `tai/<slug>.txt`: a paragraph a line, an empty line between them.
pub(crate) fn text(articles: &Articles<'_>, article: &Article) -> String {
    let (site, edition) = (articles.site, articles.site.edition);
    let w = site.words;
    let mut parts = vec![
        headline::on_web(edition, article).into_owned(),
        format!("{}: {}", w.posted, site.day(posted(edition, article))),
        plain(&article.lead),
    ];
    parts.extend(body::paragraphs(&article.body));
    for figure in figures(article) {
        let shown = edition.resolve(figure);
        let caption = format!("{} {}", plain(&shown.caption), shown.credit);
        if !caption.trim().is_empty() {
            parts.push(format!("[{}: {}]", w.picture, caption.trim()));
        }
    }
    parts.push(article.bylines.join(", "));
    if !article.source.trim().is_empty() {
        parts.push(format!("{}: {}", w.source, article.source));
    }
    parts.push(format!("{}, {}", site.name(), site.issue()));
    parts.extend(site.public(&format!("bai/{}.html", article.slug)));
    parts.push(format!("{}: {}", w.article_id, article.id));
    parts.retain(|part| !part.trim().is_empty());
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

/// A style sheet whose letters are those of the device: a file alone carries no fonts.
fn without_faces(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, face)) = rest.split_once("@font-face") {
        out.push_str(before);
        rest = face.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_stay_behind() {
        let css = "@font-face{src:url(a.woff2)}\na{b:c}\n@font-face{src:url(b)}d{}";
        assert_eq!(without_faces(css), "\na{b:c}\nd{}");
        assert_eq!(without_faces("a{}"), "a{}");
    }
}

//! `DOC-TOI.html`: one page for the people who run the server.

use crate::WebError;
use crate::render::Renderer;
use crate::site::{Page, Site};
use document::Lang;
use minijinja::context;

/// Writes the page, Vietnamese and English; the officer's language comes first.
pub(crate) fn page(
    site: &Site<'_>,
    renderer: &Renderer,
    first: Option<Lang>,
) -> Result<String, WebError> {
    let page = Page {
        path: "DOC-TOI.html",
        title: "Đọc tôi / Read me",
        description: String::new(),
        head: String::new(),
        hidden: true,
        ids: Vec::new(),
        counts: false,
    };
    let languages = match first.unwrap_or(site.lang()) {
        Lang::Vi => ["vi", "en"],
        Lang::En => ["en", "vi"],
    };
    let values = context! {
        languages => languages,
        // Only a header can forbid frames around the pages.
        header => format!("{}; frame-ancestors 'none'", site.policy()),
        counter_address => site.counter.as_str(),
        base => site.base.as_str(),
        ..site.values("", &page)
    };
    renderer.page("guide.html", values)
}

//! The article in a saved page of a portal: NukeViet's, and those of others that mark
//! theirs as search engines ask (schema.org, Open Graph).
//!
//! A page is taken for an article's only when something marks where its text stands.

use crate::draft::names;
use crate::front_matter::day;
use crate::manuscript::Head;
use crate::xml::{Element, Node};
use document::ArticleId;

/// The article within a page.
pub(super) struct Page<'a> {
    /// What the page says of it.
    pub(super) head: Head,
    /// The elements that hold its text, in order.
    pub(super) article: Vec<&'a Element>,
    /// Lines of the page that are no part of it.
    pub(super) dropped: Vec<(&'static str, String)>,
}

/// How the text of an article is marked: attribute, value. The surest first.
const TEXTS: [(&str, &str); 10] = [
    ("id", "news-bodyhtml"),
    ("itemprop", "articleBody"),
    ("class", "bodytext"),
    ("class", "article-body"),
    ("class", "article-content"),
    ("class", "entry-content"),
    ("class", "detail-content"),
    ("class", "post-content"),
    ("class", "journal-content-article"),
    ("id", "article-body"),
];

/// How leads are marked.
const LEADS: [(&str, &str); 7] = [
    ("id", "hometext"),
    ("class", "hometext"),
    ("class", "sapo"),
    ("class", "article-sapo"),
    ("class", "summary"),
    ("class", "lead"),
    ("itemprop", "description"),
];

/// How the picture over an article is marked, which is no part of its text.
const OPENINGS: [(&str, &str); 5] = [
    ("id", "imghome"),
    ("class", "imghome"),
    ("class", "article-avatar"),
    ("class", "detail-avatar"),
    ("class", "wp-post-image"),
];

/// Most words beside a picture between lead and text: its caption.
const LONGEST_CAPTION: usize = 60;

/// Finds the article of a page; `None` when nothing marks one.
pub(super) fn find(root: &Element) -> Option<Page<'_>> {
    let text = TEXTS.iter().find_map(|mark| marked(root, mark))?;
    let meta = |name: &str| meta(root, name);
    let mut head = Head::default();
    let title = marked(root, &("itemprop", "headline"))
        .filter(|own| own.name != "meta")
        .or_else(|| root.find("h1"));
    head.title = title.map(line).filter(|title| !title.is_empty());
    head.title = head.title.or_else(|| meta("og:title"));
    let lead = LEADS.iter().find_map(|mark| marked(root, mark));
    let lead = lead.filter(|own| own.name != "meta" && !contains(text, own));
    let opening = opening(root, text, lead);
    head.lead = lead.map(|lead| line_but(lead, &opening)).filter(|own| !own.is_empty());
    head.id = identity(root);
    head.posted = meta("article:published_time")
        .or_else(|| dated(root))
        .and_then(|date| date_in(&date));
    head.modified = meta("article:modified_time").and_then(|date| date_in(&date));
    head.section = meta("article:section").or_else(|| breadcrumb(root));
    let author = meta("article:author")
        .or_else(|| meta("author"))
        .filter(|author| !author.contains("://"));
    let mut told = Vec::new();
    lines_after(root, &mut told);
    for (label, rest) in told {
        match label.as_str() {
            "tac gia bai viet" | "tac gia" => head.bylines = names(&rest),
            "nguon tin" | "nguon" => head.source = Some(rest),
            _ => {}
        }
    }
    if head.bylines.is_empty()
        && let Some(author) = author
    {
        head.bylines = names(&author);
    }
    // Everything else of the page is named once, not read.
    let mut dropped = Vec::new();
    for (kind, name) in
        [("page_head", "nav"), ("page_head", "header"), ("page_head", "footer")]
    {
        let mut found = Vec::new();
        root.find_all(name, &mut found);
        for own in
            found.into_iter().filter(|own| !contains(own, text) && !contains(text, own))
        {
            let words = line(own);
            if !words.is_empty() {
                dropped.push((kind, words));
            }
        }
    }
    let article = opening.into_iter().chain([text]).collect();
    Some(Page { head, article, dropped })
}

fn marked<'e>(
    root: &'e Element,
    (attribute, value): &(&str, &str),
) -> Option<&'e Element> {
    root.elements().find_map(|own| {
        let named = own.attribute(attribute).unwrap_or_default();
        match named.split_whitespace().any(|word| word == *value) {
            true => Some(own),
            false => marked(own, &(attribute, value)),
        }
    })
}

fn meta(root: &Element, name: &str) -> Option<String> {
    let mut found = Vec::new();
    root.find_all("meta", &mut found);
    let own = found.into_iter().find(|own| {
        own.attribute("property") == Some(name) || own.attribute("name") == Some(name)
    })?;
    let content = vntext::tidy(&vntext::nfc(own.attribute("content")?));
    (!content.is_empty()).then_some(content)
}

/// The elements that hold the picture over the article: those that say so, else what
/// stands between lead and text with a picture and few words.
fn opening<'e>(
    root: &'e Element,
    text: &'e Element,
    lead: Option<&'e Element>,
) -> Vec<&'e Element> {
    let outside = |own: &&Element| !contains(text, own) && !contains(own, text);
    if let Some(own) = OPENINGS.iter().find_map(|mark| marked(root, mark)).filter(outside)
    {
        return vec![own];
    }
    let Some(parent) = parent_of(root, text) else { return Vec::new() };
    let before: Vec<&Element> =
        parent.elements().take_while(|own| !std::ptr::eq(*own, text)).collect();
    let from = before.iter().rposition(|own| {
        lead.is_some_and(|lead| std::ptr::eq(*own, lead) || contains(own, lead))
    });
    let Some(from) = from else { return Vec::new() };
    let picture = |own: &&Element| {
        (own.name == "img" || own.find("img").is_some())
            && vntext::words(&line(own)) <= LONGEST_CAPTION
    };
    before[from + 1..].iter().copied().filter(picture).collect()
}

fn parent_of<'e>(outer: &'e Element, inner: &Element) -> Option<&'e Element> {
    match outer.elements().any(|own| std::ptr::eq(own, inner)) {
        true => Some(outer),
        false => outer.elements().find_map(|own| parent_of(own, inner)),
    }
}

/// The words of an element on one line, without those of some elements in it.
fn line_but(element: &Element, but: &[&Element]) -> String {
    fn gather(element: &Element, but: &[&Element], words: &mut String) {
        for node in &element.children {
            match node {
                Node::Text(text) => words.push_str(text),
                Node::Element(own) if but.iter().any(|skip| std::ptr::eq(*skip, own)) => {
                }
                Node::Element(own) => gather(own, but, words),
            }
        }
    }
    let mut words = String::new();
    gather(element, but, &mut words);
    vntext::tidy(&vntext::nfc(&words.replace(['\n', '\r', '\t'], " ")))
}

/// The article's identity: a UUID that stands alone, or in a hidden field.
fn identity(root: &Element) -> Option<ArticleId> {
    root.elements().find_map(|own| {
        let text = match own.name.as_str() {
            "input" => own.attribute("value").unwrap_or_default().to_owned(),
            "p" | "div" | "span" | "td" | "li" => own.text(),
            _ => String::new(),
        };
        let text = text.trim();
        let is_one = text.len() == 36
            && text.chars().all(|c: char| c.is_ascii_hexdigit() || c == '-');
        let id = is_one.then(|| text.parse().ok()).flatten();
        id.or_else(|| identity(own))
    })
}

/// The words of an element on one line.
fn line(element: &Element) -> String {
    vntext::tidy(&vntext::nfc(&element.text().replace(['\n', '\r', '\t'], " ")))
}

fn contains(outer: &Element, inner: &Element) -> bool {
    outer.elements().any(|own| std::ptr::eq(own, inner) || contains(own, inner))
}

/// The line that tells when it was posted.
fn dated(root: &Element) -> Option<String> {
    let time = root.find("time").and_then(|own| own.attribute("datetime"));
    let marks = [
        ("itemprop", "datePublished"),
        ("class", "time"),
        ("class", "date"),
        ("class", "h5"),
    ];
    let own = marks.iter().find_map(|mark| marked(root, mark));
    let own =
        own.map(|own| own.attribute("content").map_or_else(|| line(own), str::to_owned));
    time.map(str::to_owned).or(own)
}

/// The first date in a line: "Thứ năm - 27/02/2021 08:00".
fn date_in(line: &str) -> Option<document::Date> {
    line.split([' ', ',', '-', 'T', '|']).find_map(day).or_else(|| day(line))
}

/// The last step before the article in "Trang chủ › Tin tức › Sự kiện".
fn breadcrumb(root: &Element) -> Option<String> {
    let marks = [("class", "breadcrumb"), ("class", "breadcrumbs"), ("id", "breadcrumb")];
    let own = marks.iter().find_map(|mark| marked(root, mark))?;
    let mut steps = Vec::new();
    own.find_all("a", &mut steps);
    steps.last().map(|step| line(step)).filter(|name| !name.is_empty())
}

/// Short lines of the form "Tác giả bài viết: …", label folded.
fn lines_after(element: &Element, told: &mut Vec<(String, String)>) {
    for own in element.elements() {
        if matches!(own.name.as_str(), "p" | "div" | "span" | "li" | "td") {
            let words = line(own);
            if words.chars().count() < 120
                && let Some((label, rest)) = words.split_once(':')
                && !rest.trim().is_empty()
            {
                told.push((vntext::fold(label), rest.trim().to_owned()));
                continue;
            }
        }
        lines_after(own, told);
    }
}

//! How articles are built: the order of headings, heads of tables, links that lead
//! nowhere, photos that stand twice.

use crate::body::{self, Block, Inline};
use crate::{Article, Body, Edition, PhotoId, Remark, Severity};
use std::collections::BTreeMap;

/// What the parts of one article give to remark.
pub(super) fn check(edition: &Edition, article: &Article) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut now = article.clone();
    if close_up(&mut now.body) {
        let skipped = Remark::new("heading.skipped", Severity::Could);
        remarks.push(skipped.article(article.id));
    }
    if raise_heads(&mut now.body) {
        let headless = Remark::new("table.no_head", Severity::Should);
        remarks.push(headless.article(article.id));
    }
    in_links(&mut now.body, &mut |url| {
        if is_dead(edition, url) {
            let dead = Remark::new("link.dead", Severity::Should);
            remarks.push(dead.article(article.id).with("url", url));
        }
        true
    });
    remarks
}

/// Photos that stand in the issue more than once, told where they stand again. Different
/// parts of one photo may stand beside each other; two files of the same picture may not.
pub(super) fn photos_twice(edition: &Edition) -> Vec<Remark> {
    let mut seen: BTreeMap<PhotoId, Option<crate::Crop>> = BTreeMap::new();
    let mut looks: BTreeMap<u64, PhotoId> = BTreeMap::new();
    let mut remarks = Vec::new();
    for article in &edition.articles {
        body::edit_figures(&mut article.body.clone(), &mut |figure| {
            let photo = figure.photo_name().and_then(|name| edition.photo_named(name));
            let Some(photo) = photo else { return };
            let crop = figure.crop();
            let again = match seen.get(&photo.id) {
                Some(before) => *before == crop,
                None => {
                    seen.insert(photo.id, crop);
                    let like =
                        photo.likeness.and_then(|like| looks.insert(like, photo.id));
                    like.is_some_and(|other| other != photo.id)
                }
            };
            if again {
                let twice = Remark::new("photo.twice", Severity::Should);
                let twice = twice.article(article.id).photo(photo.id);
                remarks.push(twice.with("name", photo.name.clone()));
            }
        });
    }
    remarks
}

/// Mends one of these in an article.
pub(super) fn mend(edition: &Edition, article: &mut Article, code: &str) -> bool {
    let changed = match code {
        "heading.skipped" => close_up(&mut article.body),
        "table.no_head" => raise_heads(&mut article.body),
        _ => {
            let mut dead = false;
            in_links(&mut article.body, &mut |url| {
                let keep = !is_dead(edition, url);
                dead |= !keep;
                keep
            });
            dead
        }
    };
    if changed {
        article.source_text = body::write(&article.body);
    }
    changed
}

/// Lifts headings so that none skips a level. Boxes and quotations count for themselves.
fn close_up(body: &mut Body) -> bool {
    lift(&mut body.blocks)
}

fn lift(blocks: &mut [Block]) -> bool {
    let mut changed = false;
    // Of each heading above: the level written, and what it became.
    let mut open: Vec<(u8, u8)> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level, .. } => {
                let written = *level;
                while open.last().is_some_and(|(above, _)| *above >= written) {
                    open.pop();
                }
                if let Some((_, above)) = open.last() {
                    *level = (above + 1).min(written);
                }
                open.push((written, *level));
                changed |= written != *level;
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => changed |= lift(inner),
            _ => {}
        }
    }
    changed
}

/// Takes the first row for the head of each table whose head is empty.
fn raise_heads(body: &mut Body) -> bool {
    let mut changed = false;
    for block in &mut body.blocks {
        let Block::Table(table) = block else { continue };
        let is_empty = |cells: &[Vec<Inline>]| {
            cells.iter().all(|cell| body::plain_text(cell).trim().is_empty())
        };
        if is_empty(&table.head) && !table.rows.is_empty() {
            table.head = table.rows.remove(0);
            changed = true;
        }
    }
    changed
}

/// Calls `keep` with the address of every link; a link it refuses becomes its words.
fn in_links(body: &mut Body, keep: &mut dyn FnMut(&str) -> bool) {
    let blocks = body.blocks.iter_mut();
    let notes = body.notes.iter_mut().flat_map(|note| note.blocks.iter_mut());
    for block in blocks.chain(notes) {
        in_block(block, keep);
    }
}

fn in_block(block: &mut Block, keep: &mut dyn FnMut(&str) -> bool) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => in_line(text, keep),
        Block::List { items, .. } => {
            for inner in items.iter_mut().flatten() {
                in_block(inner, keep);
            }
        }
        Block::Quote(inner)
        | Block::PullQuote(inner)
        | Block::Sidebar(inner)
        | Block::Directive { blocks: inner, .. } => {
            for block in inner {
                in_block(block, keep);
            }
        }
        Block::Figure(figure) => in_line(&mut figure.caption, keep),
        Block::Gallery { figures, caption } => {
            for figure in figures {
                in_line(&mut figure.caption, keep);
            }
            in_line(caption, keep);
        }
        Block::Table(table) => {
            for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                in_line(cell, keep);
            }
        }
        Block::Code { .. } | Block::Rule | Block::Html(_) => {}
    }
}

fn in_line(inlines: &mut Vec<Inline>, keep: &mut dyn FnMut(&str) -> bool) {
    let mut at = 0;
    while at < inlines.len() {
        let refused = match &mut inlines[at] {
            Inline::Link { url, text, .. } => {
                in_line(text, keep);
                (!keep(url)).then(|| std::mem::take(text))
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner) => {
                in_line(inner, keep);
                None
            }
            _ => None,
        };
        match refused {
            Some(words) => {
                let count = words.len();
                inlines.splice(at..=at, words);
                at += count;
            }
            None => at += 1,
        }
    }
}

/// Whether a link that stays within the bulletin leads to no article of the issue.
/// Addresses of the web are not visited: Bantin uses no network.
fn is_dead(edition: &Edition, url: &str) -> bool {
    let url = url.trim();
    let outside = url.starts_with("//")
        || url.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty()
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        });
    if outside {
        return false;
    }
    let page = url.split(['#', '?']).next().unwrap_or_default();
    let page = page.rsplit('/').next().unwrap_or_default();
    let slug = page.strip_suffix(".html").unwrap_or(page);
    slug.is_empty() || !edition.articles.iter().any(|article| article.slug == slug)
}

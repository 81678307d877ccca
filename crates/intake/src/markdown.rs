//! Markdown files with YAML front matter.
//!
//! The text is parsed and written again, so that a draft holds the house form whatever
//! the author's habits were. The title is the one of the front matter or a first
//! `# heading`; the lead is that of the front matter or a first paragraph wholly bold.
//! A credit at the end of a caption becomes the credit of the picture.

use crate::account::Account;
use crate::draft::{Draft, Item, Outcome, Report};
use crate::{front_matter, tree};
use document::Figure;
use document::body::{self, Block, Body, Inline, plain_text, write_inline};

pub(crate) fn read(text: &str, mut report: Report) -> Draft {
    let mut draft = Draft::default();
    let (before, source) = front_matter::split(text);
    if let Some(before) = before {
        front_matter::read(&before, &mut draft, &mut report);
    }
    let (mut body, remarks) = body::parse(source);
    for remark in remarks {
        // The text keeps both; what they cannot do shows on paper only.
        let name = remark.values.first().map_or("", |(_, value)| value.as_str());
        report
            .kept(if remark.code == "html.dropped" { "html" } else { "directive" }, name);
    }
    take_title(&mut body, &mut draft, &mut report);
    take_lead(&mut body, &mut draft, &mut report);
    body::edit_figures(&mut body, &mut |figure| split_credit(figure, &mut report));
    for block in &mut body.blocks {
        let changed = tree::tidy(block);
        let words = begin(block);
        match changed {
            true => report.changed(kind(block), "spaces.tidied", &words),
            false => report.kept(kind(block), &words),
        }
    }
    for block in body.notes.iter_mut().flat_map(|note| &mut note.blocks) {
        tree::tidy(block);
    }
    draft.set_body(&body);
    report_missing(source, &draft, &mut report);
    draft.report = report.into_items();
    draft
}

fn take_title(body: &mut Body, draft: &mut Draft, report: &mut Report) {
    let Some(Block::Heading { level: 1, text }) = body.blocks.first() else { return };
    let heading = vntext::tidy(&plain_text(text));
    if draft.title.is_empty() {
        match matches!(text.as_slice(), [Inline::Text(_)]) {
            true => report.kept("title", &heading),
            false => report.changed("title", "title.marks_removed", &heading),
        }
        draft.title = heading;
        body.blocks.remove(0);
    } else if heading == draft.title {
        report.dropped("title", "title.repeated", &heading);
        body.blocks.remove(0);
    }
}

fn take_lead(body: &mut Body, draft: &mut Draft, report: &mut Report) {
    let first = body.blocks.iter().position(|block| !matches!(block, Block::Figure(_)));
    let Some(at) = first else { return };
    let Block::Paragraph(text) = &body.blocks[at] else { return };
    let [Inline::Strong(words)] = text.as_slice() else { return };
    let mut lead = Block::Paragraph(words.clone());
    let changed = tree::tidy(&mut lead);
    let Block::Paragraph(words) = lead else { return };
    let lead = write_inline(&words);
    if draft.lead.is_empty() {
        match changed {
            true => report.changed("lead", "spaces.tidied", &lead),
            false => report.kept("lead", &lead),
        }
        draft.lead = lead;
        body.blocks.remove(at);
    } else if lead == draft.lead {
        report.dropped("lead", "lead.repeated", &lead);
        body.blocks.remove(at);
    }
}

/// Moves a credit from the end of the caption to the picture.
fn split_credit(figure: &mut Figure, report: &mut Report) {
    if !figure.credit().is_empty() || figure.caption.is_empty() {
        return;
    }
    let (caption, credit) = vntext::split_credit(&write_inline(&figure.caption));
    if credit.is_empty() {
        return;
    }
    let credit = vntext::tidy(&plain_text(&body::parse_inline(&credit)));
    report.changed("credit", "credit.from_caption", &credit);
    figure.caption = body::parse_inline(&caption);
    figure.pairs.push(("credit".to_owned(), credit));
}

fn report_missing(source: &str, draft: &Draft, report: &mut Report) {
    let mut account = Account::default();
    account.enter(&draft.text);
    // A space in an address stands as `%20` in the text of the draft.
    for picture in &draft.pictures {
        if !source.contains(&picture.src) {
            account.enter(&picture.src.replace("%20", " "));
        }
    }
    // A title or lead that came from the front matter is not among the words of the
    // source; counting it would hide a loss.
    for (kind, words) in [("title", &draft.title), ("lead", &draft.lead)] {
        let of_text = |item: &Item| item.kind == kind && item.outcome != Outcome::Dropped;
        if report.items().iter().any(of_text) {
            account.enter(words);
        }
    }
    for item in report.items() {
        if item.outcome == Outcome::Dropped && matches!(item.kind, "title" | "lead") {
            account.enter(&item.text);
        }
    }
    for words in account.missing(source) {
        report.dropped("words", "markdown.unused", &words);
    }
}

fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::Heading { .. } => "heading",
        Block::List { .. } => "list",
        Block::Quote(_) | Block::PullQuote(_) => "quote",
        Block::Sidebar(_) | Block::Directive { .. } => "sidebar",
        Block::Figure(figure) if figure.src.is_empty() => "caption",
        Block::Figure(_) | Block::Gallery { .. } => "picture",
        Block::Table(_) => "table",
        Block::Code { .. } => "code",
        Block::Rule => "rule",
        Block::Html(_) => "html",
    }
}

/// How a block begins, for the report.
fn begin(block: &Block) -> String {
    match block {
        Block::Figure(figure) if figure.caption.is_empty() => figure.src.clone(),
        Block::Figure(figure) => plain_text(&figure.caption),
        Block::Gallery { caption, .. } => plain_text(caption),
        Block::Html(html) => html.clone(),
        block => {
            let body = Body { blocks: vec![block.clone()], notes: Vec::new() };
            body::paragraphs(&body).into_iter().next().unwrap_or_default()
        }
    }
}

//! What the parts of a manuscript are, also where its author only made them look so.
//!
//! Officers write in Word as on a typewriter: a heading is a bold line, a caption a small
//! line in italics, two photos side by side are a table. Here such looks become title,
//! lead, byline, headings, captions and boxes. Every guess is in the report, so that a
//! person can accept it; nothing is thrown away because it was not understood.
//!
//! Invariant: letters and pictures of the manuscript are in the drafts or in the report;
//! [`Totals`] proves it, and words that went missing all the same are reported.

mod figure;
mod flow;
mod head;
mod look;
mod part;
mod write;

use crate::account::Account;
use crate::convert;
use crate::draft::{Choices, Draft, Item, Offer, Outcome, Report, Totals, letters};
use crate::manuscript::{self, Comment, Head, Manuscript, Piece};
use document::body::{self, Body};
use flow::Flow;
use std::collections::BTreeSet;

/// Makes drafts of a manuscript: one, or one for each article it holds when that was
/// chosen.
pub(crate) fn drafts(
    mut manuscript: Manuscript,
    choices: &Choices,
    mut report: Report,
) -> Vec<Draft> {
    let Opened { offers, source, totals, flow } =
        open(&mut manuscript, choices, &mut report);
    let articles = part::articles(flow);
    let count = articles.len();
    let articles = match choices.split {
        true => articles,
        false => vec![articles.into_iter().flatten().collect()],
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for flow in articles {
        drafts.push(draft(flow, &manuscript, std::mem::take(&mut report)));
    }
    settle(&source, totals, &mut drafts);
    if let Some(first) = drafts.first_mut() {
        first.offers = offers;
        first.articles = count;
    }
    drafts
}

/// Makes a piece of text of a manuscript: a draft without a head.
pub(crate) fn piece(mut manuscript: Manuscript, choices: &Choices) -> Draft {
    let mut report = Report::default();
    let Opened { offers, source, totals, flow } =
        open(&mut manuscript, choices, &mut report);
    let mut piece = Draft::default();
    written(flow, &manuscript, report, &mut piece);
    settle(&source, totals, std::slice::from_mut(&mut piece));
    Draft { offers, ..piece }
}

/// A manuscript as one stream, with what went in.
struct Opened {
    offers: Vec<Offer>,
    source: String,
    totals: Totals,
    flow: Vec<Flow>,
}

fn open(manuscript: &mut Manuscript, choices: &Choices, report: &mut Report) -> Opened {
    let offers = convert::manuscript(manuscript, choices.convert_legacy, report);
    normalise(manuscript, report);
    let mut source = source(manuscript);
    for words in manuscript.head.iter().flat_map(Head::words) {
        source = format!("{source}\n{words}");
    }
    let mut totals = Totals {
        characters: letters(&source),
        pictures: manuscript.pictures.len() + manuscript.references.len(),
        ..Totals::default()
    };
    for change in &manuscript.changes {
        report.changed(change.kind, change.reason, &change.text);
    }
    for loss in &manuscript.losses {
        report.dropped(loss.kind, loss.reason, &loss.text);
        totals.characters += letters(&loss.text);
        totals.dropped_characters += letters(&loss.text);
        totals.dropped_pictures += usize::from(loss.kind == "picture");
        totals.pictures += usize::from(loss.kind == "picture");
    }
    let parts = std::mem::take(&mut manuscript.parts);
    let mut flow = flow::flow(parts, report);
    let body = part::usual_size(&flow);
    figure::pair(&mut flow, body, report);
    Opened { offers, source, totals, flow }
}

fn draft(mut flow: Vec<Flow>, manuscript: &Manuscript, mut report: Report) -> Draft {
    let mut draft = Draft::default();
    if let Some(head) = &manuscript.head {
        head::known(head, &mut draft, &mut report);
    }
    head::take(&mut flow, &mut draft, &mut report);
    written(flow, manuscript, report, &mut draft);
    draft
}

/// Writes the stream as the text of a draft.
fn written(
    flow: Vec<Flow>,
    manuscript: &Manuscript,
    mut report: Report,
    draft: &mut Draft,
) {
    let body = write::body(flow, manuscript, &mut report);
    let used = write::pictures(&body);
    draft.set_body(&body);
    let own = manuscript.pictures.iter().filter(|picture| used.contains(&picture.name));
    draft.embedded = own.cloned().collect();
    draft.report = report.into_items();
}

/// Composes letters, and takes away hyphens that only say where a word may break: in old
/// encodings they were letters, so this comes after converting.
fn normalise(manuscript: &mut Manuscript, report: &mut Report) {
    let is_blank = |parts: &Vec<_>| {
        let mut found = Vec::new();
        manuscript::paragraphs(parts, &mut found);
        found.iter().all(|para| para.is_blank())
    };
    let notes = manuscript.notes.iter().enumerate();
    let blank: BTreeSet<usize> =
        notes.filter(|(_, parts)| is_blank(parts)).map(|(index, _)| index).collect();
    let mut composed = false;
    manuscript.edit(&mut |para| {
        for piece in &mut para.pieces {
            let Piece::Text(text) = piece else { continue };
            let plain: String = text
                .words
                .chars()
                .filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}'))
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            let nfc = vntext::nfc(&plain).into_owned();
            composed |= nfc != plain;
            text.words = nfc;
            // Addresses hold no control characters; Markdown leaves them out.
            if let Some(link) = &text.link
                && link.contains(char::is_control)
            {
                let address: String =
                    link.chars().filter(|letter| !letter.is_control()).collect();
                text.link = Some(address.into());
            }
        }
        para.pieces.retain(|piece| match piece {
            Piece::Text(text) => !text.words.is_empty(),
            // A note that says nothing has nothing to refer to.
            Piece::Note(index) => !blank.contains(index),
            _ => true,
        });
    });
    if composed {
        report.changed("file", "unicode.composed", "");
    }
}

/// All words of the manuscript, a line for each paragraph.
fn source(manuscript: &Manuscript) -> String {
    let mut found = Vec::new();
    manuscript::paragraphs(&manuscript.parts, &mut found);
    for note in &manuscript.notes {
        manuscript::paragraphs(note, &mut found);
    }
    let mut lines: Vec<String> = found.iter().map(|para| para.words()).collect();
    lines.extend(manuscript.comments.iter().map(Comment::words));
    lines.join("\n")
}

/// Proves that nothing is lost: words that reached no draft and no line of the report are
/// reported now, and the totals are drawn up from what the drafts hold.
fn settle(source: &str, mut totals: Totals, drafts: &mut [Draft]) {
    let mut account = Account::default();
    let mut shown = BTreeSet::new();
    for draft in &*drafts {
        for text in everything(draft) {
            account.enter(&text);
            totals.kept_characters += letters(&text);
        }
        for item in &draft.report {
            // Losses of the file itself are counted already; the rest is of its text.
            if item.outcome == Outcome::Dropped && item.kind == "label" {
                account.enter(&item.text);
                totals.dropped_characters += letters(&item.text);
            }
        }
        shown.extend(draft.pictures.iter().map(|own| own.src.as_str()));
    }
    totals.kept_pictures = shown.into_iter().filter(|src| !src.is_empty()).count();
    let missing = account.missing_as_is(source);
    if let Some(first) = drafts.first_mut() {
        for words in missing {
            totals.dropped_characters += letters(&words);
            let (kind, reason) = ("words", "structure.unused");
            let outcome = Outcome::Dropped;
            first.report.push(Item { kind, outcome, reason, text: words });
        }
        first.totals = totals;
    }
}

/// All words of a draft.
fn everything(draft: &Draft) -> Vec<String> {
    let inline = |text: &str| body::plain_text(&body::parse_inline(text));
    let mut all = vec![
        draft.section.clone(),
        draft.kicker.clone(),
        draft.title.clone(),
        inline(&draft.lead),
        draft.source.clone(),
    ];
    all.extend(draft.bylines.iter().cloned());
    let body: Body = body::parse(&draft.text).0;
    all.push(write::words(&body));
    all
}

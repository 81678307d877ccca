//! Title, lead, byline and source of an article: what its file says and what its look
//! tells.

use super::flow::{self, Flow};
use super::{look, part, write};
use crate::draft::{Draft, Report, names};
use crate::manuscript::{Head, Para, Role};

/// How many parts of the stream the title may be looked for in.
const FIRST_FEW: usize = 4;

/// Longest words above a title.
const LONGEST_KICKER: usize = 8;

/// Least words of a lead that only its look tells.
const SHORTEST_LEAD: usize = 12;

/// Takes over what the file says about its article.
pub(super) fn known(head: &Head, draft: &mut Draft, report: &mut Report) {
    if let Some(id) = head.id {
        report.kept("id", &id.to_string());
        draft.id = Some(id);
    }
    let mut set = |kind, value: &Option<String>, field: &mut String| {
        if let Some(value) = value {
            report.changed(kind, "head.of_page", value);
            field.clone_from(value);
        }
    };
    set("title", &head.title, &mut draft.title);
    set("section", &head.section, &mut draft.section);
    set("source", &head.source, &mut draft.source);
    if let Some(lead) = &head.lead {
        report.changed("lead", "head.of_page", lead);
        draft.lead = document::body::write_inline(&crate::draft::words(lead));
    }
    draft.bylines.clone_from(&head.bylines);
    (draft.posted, draft.modified) = (head.posted, head.modified);
}

/// Takes title, lead, byline and source from the stream; what is known stays.
pub(super) fn take(stream: &mut Vec<Flow>, draft: &mut Draft, report: &mut Report) {
    let size = part::usual_size(stream);
    while matches!(stream.first(), Some(Flow::Break)) {
        stream.remove(0);
    }
    let at = match draft.title.is_empty() {
        true => title(stream, size, draft, report),
        false => 0,
    };
    take_byline_after_title(stream, at, draft, report);
    if draft.lead.is_empty() {
        lead(stream, at, draft, report);
    }
    take_byline_after_title(stream, at, draft, report);
    end(stream, draft, report);
}

fn para(stream: &[Flow], at: usize) -> Option<&Para> {
    match stream.get(at) {
        Some(Flow::Para(para)) => Some(para),
        _ => None,
    }
}

/// Takes the title, and gives where it stood.
fn title(
    stream: &mut Vec<Flow>,
    size: u16,
    draft: &mut Draft,
    report: &mut Report,
) -> usize {
    let named = (0..stream.len().min(FIRST_FEW))
        .find(|at| para(stream, *at).is_some_and(|para| para.role == Role::Title));
    let headed =
        || para(stream, 0).filter(|first| first.role == Role::Heading(1)).map(|_| 0);
    let guessed = || {
        let first =
            (0..stream.len().min(FIRST_FEW)).find(|at| para(stream, *at).is_some())?;
        let second = para(stream, first + 1);
        // Words above the title are short, and the title below stands out more.
        let kicker = para(stream, first).is_some_and(|own| {
            vntext::words(&own.words()) <= LONGEST_KICKER
                && second.is_some_and(|next| {
                    next.size() > own.size() && look::opens(next, size)
                })
        });
        let at = first + usize::from(kicker);
        para(stream, at).filter(|own| look::could_be_title(own, size)).map(|_| at)
    };
    let is_named = named.is_some();
    let Some(at) = named.or_else(headed).or_else(guessed) else { return 0 };
    let Some(first) = para(stream, at).cloned() else { return 0 };
    stream.remove(at);
    let mut words = vntext::tidy(&first.words());
    // A title broken by hand goes on in the next paragraph.
    while let Some(next) = para(stream, at)
        && next.role == first.role
        && !matches!(first.role, Role::Heading(_))
        && next.placed == first.placed
        && next.size() == first.size()
        && next.is_all(|l| l.bold) == first.is_all(|l| l.bold)
        && (first.role == Role::Title
            || look::opens(next, size) && look::opens(&first, size))
        && !look::ends_sentence(&words)
        && vntext::words(&words) + vntext::words(&next.words()) <= look::LONGEST_TITLE
    {
        words = vntext::tidy(&format!("{words} {}", next.words()));
        report.changed("title", "title.joined", &next.words());
        stream.remove(at);
    }
    match is_named || first.role == Role::Heading(1) {
        true => report.kept("title", &words),
        false => report.changed("title", "title.guessed", &words),
    }
    write::notes_stay(&first, stream, at);
    draft.title = words;
    // What stands above it.
    let mut above = at;
    while above > 0 {
        above -= 1;
        let Some(own) = para(stream, above) else { continue };
        let words = vntext::tidy(&own.words());
        let folded = vntext::fold(&words);
        if let Some((_, section)) =
            words.split_once(':').filter(|_| folded.starts_with("chuyen muc:"))
        {
            draft.section = section.trim().to_owned();
            report.changed("section", "section.guessed", &words);
            report.dropped("label", "label.dropped", "Chuyên mục");
        } else if vntext::words(&words) <= LONGEST_KICKER && draft.kicker.is_empty() {
            report.changed("kicker", "kicker.guessed", &words);
            draft.kicker = words;
        } else {
            continue;
        }
        stream.remove(above);
    }
    stream.iter().position(|part| matches!(part, Flow::Para(_))).unwrap_or(0).min(at)
}

fn lead(stream: &mut Vec<Flow>, at: usize, draft: &mut Draft, report: &mut Report) {
    let mut at = at;
    while matches!(stream.get(at), Some(Flow::Figure { .. })) {
        at += 1;
    }
    let Some(own) = para(stream, at) else { return };
    let words = own.words();
    let more: usize = stream[at + 1..].iter().map(flow::words).sum();
    let shape = own.list.is_none()
        && own.role == Role::Plain
        && (own.is_all(|look| look.bold) || own.is_all(|look| look.italic))
        && (vntext::words(&words) >= SHORTEST_LEAD || words.trim().ends_with('.'))
        && more >= vntext::words(&words) / 2;
    if !(own.role == Role::Lead || shape) {
        return;
    }
    match own.role == Role::Lead {
        true => report.kept("lead", &words),
        false => report.changed("lead", "lead.guessed", &words),
    }
    let own = own.clone();
    draft.lead = write::lead(&own);
    stream.remove(at);
    write::notes_stay(&own, stream, at);
}

fn take_byline_after_title(
    stream: &mut Vec<Flow>,
    at: usize,
    draft: &mut Draft,
    report: &mut Report,
) {
    let Some(own) = para(stream, at) else { return };
    if !draft.bylines.is_empty() || stream.len() <= at + 1 {
        return;
    }
    // A bold line of capitalised words after the title is as likely a heading.
    let Some((found, guessed)) = look::byline(own) else { return };
    if guessed && own.is_all(|look| look.bold) {
        return;
    }
    set_byline(&own.words(), &found, guessed, draft, report);
    stream.remove(at);
}

/// Takes byline and source from the end.
fn end(stream: &mut Vec<Flow>, draft: &mut Draft, report: &mut Report) {
    while matches!(stream.last(), Some(Flow::Break)) {
        stream.pop();
    }
    for _ in 0..2 {
        let Some(Flow::Para(last)) = stream.last() else { return };
        if stream.len() < 2 {
            return;
        }
        if draft.source.is_empty()
            && let Some(source) = look::source(last)
        {
            report.changed("source", "source.guessed", &last.words());
            drop_label(&last.words(), &source, report);
            draft.source = source;
            stream.pop();
        } else if draft.bylines.is_empty()
            && let Some((found, guessed)) = look::byline(last)
        {
            set_byline(&last.words(), &found, guessed, draft, report);
            stream.pop();
        } else {
            return;
        }
    }
}

fn set_byline(
    line: &str,
    found: &str,
    guessed: bool,
    draft: &mut Draft,
    report: &mut Report,
) {
    match guessed {
        true => report.changed("byline", "byline.guessed", line),
        false => report.changed("byline", "byline.from_label", line),
    }
    draft.bylines = names(found);
    drop_label(line, found, report);
}

/// Tells the words of a line that only said what the rest is.
fn drop_label(line: &str, kept: &str, report: &mut Report) {
    let line = vntext::tidy(line);
    if let Some(at) = line.find(kept) {
        let label = format!("{} {}", &line[..at], &line[at + kept.len()..]);
        if label.contains(char::is_alphanumeric) {
            report.dropped("label", "label.dropped", label.trim());
        }
    }
}

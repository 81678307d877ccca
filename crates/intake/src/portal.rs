//! The text of an article page of a Vietnamese portal, copied or saved from a browser.
//!
//! Such a page reads, line by line: section, text size control, title, "Ngày đăng:",
//! "Lượt xem:", the article with the captions of its photos, the author, an id, the
//! script of the read-aloud button, visit counters and badges. [`Page::find`] knows
//! the page by these marks (at least [`FEWEST_MARKS`] of them, the posted date among
//! them), never by one alone.
//!
//! A caption is told from a paragraph by its look: at most [`LONGEST_CAPTION`] words
//! without a mark at the end, between paragraphs. It becomes a figure that waits for its
//! picture; the report says that it was guessed when it stood alone, since a small
//! heading looks the same.

use crate::draft::{Draft, Report, names, words};
use crate::front_matter::day;
use document::body::{Block, Body};
use document::{ArticleId, Figure};

/// Marks a page must carry to be taken for one.
const FEWEST_MARKS: usize = 3;

/// Longest caption, in words.
const LONGEST_CAPTION: usize = 12;

/// Longest line of authors, in words.
const LONGEST_BYLINE: usize = 10;

/// Lines before the article and after it that belong to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Posted,
    Modified,
    TextSize,
    Views,
    Id,
    ReadAloud,
    Visits,
    Badge,
}

/// How marks begin, folded.
const MARKS: [(Mark, &[&str]); 7] = [
    (Mark::Posted, &["ngay dang:"]),
    (Mark::Modified, &["ngay cap nhat:", "cap nhat:"]),
    (Mark::TextSize, &["co chu:", "ban in", "in trang"]),
    (Mark::Views, &["luot xem:", "so luot xem:"]),
    (Mark::ReadAloud, &["tieu de bai viet:"]),
    (
        Mark::Visits,
        &[
            "thong ke truy cap",
            "dang truy cap:",
            "hom nay:",
            "hom qua:",
            "tuan nay:",
            "thang nay:",
            "thang hien tai:",
            "tong:",
            "tong luot truy cap:",
        ],
    ),
    (Mark::Badge, &["ipv6 ready", "chung nhan tin nhiem mang", "tin nhiem mang"]),
];

/// A line of the page that holds something.
struct Line<'a> {
    text: &'a str,
    mark: Option<Mark>,
    /// Whether the line before it is empty.
    apart: bool,
}

/// A page whose parts are known.
pub(crate) struct Page<'a> {
    /// Up to the posted date.
    head: Vec<Line<'a>>,
    /// From the posted date to the end of the article.
    article: Vec<Line<'a>>,
    /// What the page adds after the article.
    tail: Vec<Line<'a>>,
}

impl<'a> Page<'a> {
    /// Takes a text for a portal page if it carries enough of its marks.
    pub(crate) fn find(text: &'a str) -> Option<Self> {
        let mut lines = lines(text);
        let mut marks: Vec<Mark> = lines.iter().filter_map(|line| line.mark).collect();
        marks.sort_unstable();
        marks.dedup();
        let posted = lines.iter().position(|line| line.mark == Some(Mark::Posted))?;
        if marks.len() < FEWEST_MARKS {
            return None;
        }
        let mut article = lines.split_off(posted);
        let ends = |line: &Line<'_>| {
            matches!(line.mark, Some(Mark::Id | Mark::ReadAloud))
                || vntext::fold(line.text).starts_with("thong ke truy cap")
        };
        let end = article.iter().position(ends).unwrap_or(article.len());
        let tail = article.split_off(end);
        Some(Self { head: lines, article, tail })
    }

    /// Reads the page into a draft.
    pub(crate) fn read(self, mut report: Report) -> Draft {
        let mut draft = Draft::default();
        let script = self.tail.iter().find(|line| line.mark == Some(Mark::ReadAloud));
        let script = Script::read(script.map_or("", |line| line.text));
        read_head(&self.head, &script, &mut draft, &mut report);
        let mut text = read_dates(self.article, &mut draft, &mut report);
        let byline = take_byline(&mut text, &script, &mut draft, &mut report);
        let body = read_text(&text, &mut draft.lead, &mut report);
        draft.set_body(&body);
        if let Some(byline) = byline {
            report.kept("byline", &byline);
        }
        for line in &self.tail {
            read_tail_line(line, &mut draft, &mut report);
        }
        draft.report = report.into_items();
        draft
    }
}

/// What the read-aloud line tells about the article.
struct Script {
    title: String,
    author: String,
}

impl Script {
    fn read(line: &str) -> Self {
        let after = |text: &str, word: &str| {
            text.rsplit_once(word).map(|(_, rest)| rest.to_owned()).unwrap_or_default()
        };
        let title = line.split("Nội dung như sau").next().unwrap_or_default();
        let end = |text: String| vntext::tidy(text.trim().trim_end_matches('.'));
        Self {
            title: end(after(title, "Tiêu đề bài viết:")),
            author: end(after(line, "Theo tác giả:")),
        }
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut apart = true;
    let mut lines = Vec::new();
    for text in text.lines().map(str::trim) {
        if !text.is_empty() {
            lines.push(Line { text, mark: mark(text), apart });
        }
        apart = text.is_empty();
    }
    lines
}

fn mark(line: &str) -> Option<Mark> {
    if id(line).is_some() {
        return Some(Mark::Id);
    }
    let folded = vntext::tidy(&vntext::fold(line)).replace(" :", ":");
    // "Hôm nay:" alone counts visits; "Hôm nay: trời mưa to" may be a sentence.
    let value = folded.split_once(':').map_or("", |(_, value)| value.trim());
    let counter =
        value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    MARKS.into_iter().find_map(|(mark, openings)| {
        let opens = |opening: &str| match opening.strip_suffix(':') {
            Some(_) => folded.starts_with(opening),
            None => folded == opening,
        };
        let whole = !matches!(mark, Mark::Views | Mark::Visits) || counter;
        (whole && openings.iter().any(|opening| opens(opening))).then_some(mark)
    })
}

fn id(line: &str) -> Option<ArticleId> {
    let digits = |c: char| c.is_ascii_hexdigit() || c == '-';
    (line.len() == 36 && line.chars().all(digits)).then(|| line.parse().ok())?
}

/// The first line is the section, the last one the title.
fn read_head(head: &[Line<'_>], script: &Script, draft: &mut Draft, report: &mut Report) {
    let mut lines: Vec<&str> = Vec::new();
    for line in head {
        match line.mark {
            Some(mark) => drop_mark(mark, line.text, report),
            None => lines.push(line.text),
        }
    }
    let spoken = lines.iter().rposition(|line| vntext::tidy(line) == script.title);
    let title = spoken.or(lines.len().checked_sub(1));
    for (at, line) in lines.iter().enumerate() {
        if Some(at) == title {
            draft.title = report.tidied("title", line);
        } else if at == 0 {
            draft.section = report.tidied("section", line);
        } else {
            report.dropped("line", "portal.unknown_line", line);
        }
    }
}

/// Takes dates and counters; what remains is the article.
fn read_dates<'a>(
    lines: Vec<Line<'a>>,
    draft: &mut Draft,
    report: &mut Report,
) -> Vec<Line<'a>> {
    let mut text = Vec::new();
    for line in lines {
        let day = || day(line.text.split_once(':').map_or("", |(_, day)| day));
        match line.mark {
            Some(Mark::Posted) if draft.posted.is_none() && day().is_some() => {
                draft.posted = day();
                report.kept("date", line.text);
            }
            Some(Mark::Modified) if draft.modified.is_none() && day().is_some() => {
                draft.modified = day();
                report.kept("date", line.text);
            }
            Some(Mark::Posted | Mark::Modified) => {
                report.dropped("date", "date.unreadable", line.text);
            }
            Some(mark) => drop_mark(mark, line.text, report),
            None => text.push(line),
        }
    }
    text
}

/// The last line names the authors when the read-aloud script names the same, or when
/// it is short, apart and without a mark at its end.
fn take_byline(
    text: &mut Vec<Line<'_>>,
    script: &Script,
    draft: &mut Draft,
    report: &mut Report,
) -> Option<String> {
    if text.len() > 1
        && let Some(rest) = text.last().and_then(|line| strip_folded(line.text, "nguon:"))
        && vntext::words(rest) <= LONGEST_BYLINE
    {
        draft.source = report.tidied("source", rest);
        text.pop();
    }
    let last = text.last()?;
    let line = vntext::tidy(last.text);
    let named = vntext::fold(&line) == vntext::fold(&script.author);
    let looks = text.len() > 1
        && script.author.is_empty()
        && last.apart
        && vntext::words(&line) <= LONGEST_BYLINE
        && line.split([' ', '-', '–']).all(|word| !word.starts_with(char::is_lowercase))
        && !ends_sentence(&line);
    if named || looks {
        draft.bylines = names(&line);
        text.pop();
        return Some(line);
    }
    if !script.author.is_empty() {
        draft.bylines = names(&script.author);
        report.changed("byline", "byline.from_read_aloud", &script.author);
    }
    None
}

fn strip_folded<'a>(line: &'a str, opening: &str) -> Option<&'a str> {
    let (start, rest) = line.split_at(line.find(':')? + 1);
    (vntext::fold(start) == opening).then_some(rest.trim())
}

fn read_text(lines: &[Line<'_>], lead: &mut String, report: &mut Report) -> Body {
    let mut body = Body::default();
    for (at, line) in lines.iter().enumerate() {
        let text = vntext::tidy(line.text);
        let (caption, credit) = vntext::split_credit(&text);
        if at == 0 {
            *lead =
                document::body::write_inline(&words(&report.tidied("lead", line.text)));
        } else if caption.is_empty()
            && let Some(Block::Figure(figure)) = body.blocks.last_mut()
            && figure.credit().is_empty()
        {
            give_credit(figure, credit, report);
        } else if is_caption(line, lines.get(at + 1)) {
            match line.apart {
                true => report.changed("caption", "caption.guessed", &caption),
                false => report.kept("caption", &caption),
            }
            let mut figure = Figure { caption: words(&caption), ..Figure::default() };
            give_credit(&mut figure, credit, report);
            body.blocks.push(Block::Figure(figure));
        } else {
            report.tidied("paragraph", line.text);
            body.blocks.push(Block::Paragraph(words(&text)));
        }
    }
    body
}

fn give_credit(figure: &mut Figure, credit: String, report: &mut Report) {
    if !credit.is_empty() {
        report.changed("credit", "credit.from_caption", &credit);
        figure.pairs.push(("credit".to_owned(), credit));
    }
}

/// Short and without a mark at its end, or with a credit. A line that others follow
/// without space between is one of a list, not a caption; only a credit may follow.
fn is_caption(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let text = vntext::tidy(line.text);
    let numbered = text.starts_with(|c: char| c.is_ascii_digit() || "-–—•*+".contains(c));
    let (caption, credit) = vntext::split_credit(&text);
    let credited = !credit.is_empty() && vntext::words(&caption) <= 3 * LONGEST_CAPTION;
    let short = vntext::words(&text) <= LONGEST_CAPTION && !ends_sentence(&text);
    let alone = next.is_none_or(|next| {
        next.apart || vntext::split_credit(&vntext::tidy(next.text)).0.is_empty()
    });
    alone && (credited || short && !numbered)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', ':', ';', ',', '”', '"'])
}

fn read_tail_line(line: &Line<'_>, draft: &mut Draft, report: &mut Report) {
    match line.mark {
        Some(Mark::Id) if draft.id.is_none() => {
            draft.id = id(line.text);
            report.kept("id", line.text);
        }
        Some(mark) => drop_mark(mark, line.text, report),
        None => report.dropped("line", "portal.unknown_line", line.text),
    }
}

fn drop_mark(mark: Mark, line: &str, report: &mut Report) {
    let (kind, reason) = match mark {
        Mark::Posted | Mark::Modified => ("date", "portal.repeated"),
        Mark::Id => ("id", "portal.repeated"),
        Mark::TextSize => ("text_size", "portal.control"),
        Mark::Views => ("counter", "portal.counter"),
        Mark::ReadAloud => ("read_aloud", "portal.made_anew"),
        Mark::Visits => ("counter", "portal.counter"),
        Mark::Badge => ("badge", "portal.badge"),
    };
    report.dropped(kind, reason, line);
}

//! The words of an article that can be searched for.

use crate::cell;
use document::body::{self, Block, Body};
use rusqlite::{Connection, OptionalExtension};

/// The words of an article, without markup.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) body: String,
    /// What a reader sees around the text: other headlines, names, captions, keywords.
    pub(super) more: String,
    /// Words of lead and text, captions excluded.
    pub(super) count: usize,
}

impl Words {
    /// Reads an article by its row; `None` when there is none.
    pub(super) fn of(
        connection: &Connection,
        article: i64,
    ) -> rusqlite::Result<Option<Self>> {
        let found = connection
            .prepare_cached(include_str!("article.sql"))?
            .query_row([article], |row| {
                let (body, _) = body::parse(&cell::text(row, 2));
                let mut more = vec![cell::text(row, 3), cell::text(row, 4)];
                more.push(cell::text(row, 5));
                more.extend(cell::list(row, 6));
                more.push(cell::text(row, 7));
                more.extend(cell::list(row, 8));
                let lead = body::plain_text(&body::parse_inline(&cell::text(row, 1)));
                let text = body::paragraphs(&body);
                let count = text.iter().map(|text| vntext::words(text)).sum::<usize>()
                    + vntext::words(&lead);
                let words = Self {
                    title: cell::text(row, 0),
                    lead,
                    body: text.join("\n"),
                    more: more.join("\n"),
                    count,
                };
                Ok((words, body))
            })
            .optional()?;
        let Some((mut words, mut body)) = found else { return Ok(None) };
        let (mut around, photos) = around(&mut body);
        for photo in photos {
            around.push(photo_words(connection, &photo)?);
        }
        around.retain(|text| !text.trim().is_empty());
        words.more.push('\n');
        words.more.push_str(&around.join("\n"));
        Ok(Some(words))
    }
}

/// Captions, alternative texts, credits and footnotes, which `paragraphs` leaves out,
/// and the photos whose own words belong to them.
fn around(body: &mut Body) -> (Vec<String>, Vec<String>) {
    let mut words = Vec::new();
    for note in &body.notes {
        let own = Body { blocks: note.blocks.clone(), notes: Vec::new() };
        words.extend(body::paragraphs(&own));
    }
    gallery_captions(&body.blocks, &mut words);
    body::edit_figures(body, &mut |figure| {
        words.push(body::plain_text(&figure.caption));
        words.push(figure.alt.clone());
        words.push(figure.credit().to_owned());
    });
    (words, body::photo_names(body))
}

fn gallery_captions(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Gallery { caption, .. } => words.push(body::plain_text(caption)),
            Block::List { items, .. } => {
                items.iter().for_each(|item| gallery_captions(item, words));
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => gallery_captions(inner, words),
            _ => {}
        }
    }
}

/// The words a photo brings along wherever it is shown.
fn photo_words(connection: &Connection, name: &str) -> rusqlite::Result<String> {
    let found = connection
        .prepare_cached("SELECT caption, credit FROM photo WHERE name = ?1")?
        .query_row([name], |row| Ok((cell::text(row, 0), cell::text(row, 1))))
        .optional()?;
    let (caption, credit) = found.unwrap_or_default();
    Ok(format!("{}\n{credit}", body::plain_text(&body::parse_inline(&caption))))
}

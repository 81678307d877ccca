//! The words of an article that can be searched for.

use super::plain::plain;
use crate::cell;
use document::body::{self, Block, Body};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// What an article says, as its row has it.
pub(super) struct Source {
    pub(super) article: i64,
    title: String,
    lead: String,
    /// The largest part: made text of by whoever takes the markup away.
    text: Vec<u8>,
    /// Kicker, other headlines, names, where it is from, keywords.
    more: Vec<String>,
}

/// The words of an article, without markup.
pub(super) struct Words {
    pub(super) article: i64,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) body: String,
    /// What a reader sees around the text: other headlines, names, captions, keywords.
    pub(super) more: String,
    /// Words of lead and text, captions excluded.
    pub(super) count: usize,
}

impl Source {
    /// Reads the columns of `article.sql`.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let mut more = vec![cell::text(row, 3), cell::text(row, 4), cell::text(row, 5)];
        more.extend(cell::list(row, 6));
        more.push(cell::text(row, 7));
        more.extend(cell::list(row, 8));
        Ok(Self {
            article: row.get(9)?,
            title: cell::text(row, 0),
            lead: cell::text(row, 1),
            text: cell::bytes(row, 2),
            more,
        })
    }

    /// Takes the markup away. `photo` gives the words of a photo, by its name.
    pub(super) fn words<E>(
        self,
        mut photo: impl FnMut(&str) -> Result<String, E>,
    ) -> Result<Words, E> {
        let (mut text, _) = body::parse(&cell::readable(self.text));
        let lead = body::plain_text(&body::parse_inline(&self.lead));
        let paragraphs = body::paragraphs(&text);
        let count = paragraphs.iter().map(|text| vntext::words(text)).sum::<usize>()
            + vntext::words(&lead);
        let mut more = self.more;
        let (around, photos) = around(&mut text);
        more.extend(around);
        for name in photos {
            more.push(photo(&name)?);
        }
        more.retain(|text| !text.trim().is_empty());
        Ok(Words {
            article: self.article,
            title: self.title,
            lead,
            body: paragraphs.join("\n"),
            more: more.join("\n"),
            count,
        })
    }
}

impl Words {
    /// Reads an article by its row; `None` when there is none.
    pub(super) fn of(
        connection: &Connection,
        article: i64,
    ) -> rusqlite::Result<Option<Self>> {
        let source = connection
            .prepare_cached(include_str!("article.sql"))?
            .query_row([article], Source::of)
            .optional()?;
        source
            .map(|source| source.words(|name| photo_words(connection, name)))
            .transpose()
    }

    /// What the indexes are given: as it is written, and folded.
    pub(super) fn entries(&self) -> [Entry; 2] {
        let exact =
            [&self.title, &self.lead, &self.body, &self.more].map(|text| plain(text));
        let folded = exact.each_ref().map(|text| vntext::fold(text));
        [exact, folded]
    }
}

/// Title, lead, body and more, as an index is given them.
pub(super) type Entry = [String; 4];

/// The words of all photos, by name.
pub(super) fn all_photos(
    connection: &Connection,
) -> rusqlite::Result<BTreeMap<String, String>> {
    connection
        .prepare("SELECT caption, credit, name FROM photo ORDER BY id DESC")?
        .query_map([], |row| Ok((cell::text(row, 2), shown(row))))?
        .collect()
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
        .prepare_cached("SELECT caption, credit FROM photo WHERE name = ?1 ORDER BY id")?
        .query_row([name], |row| Ok(shown(row)))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// What a reader sees of a photo's columns `caption` and `credit`.
fn shown(row: &Row<'_>) -> String {
    let caption = body::plain_text(&body::parse_inline(&cell::text(row, 0)));
    format!("{caption}\n{}", cell::text(row, 1))
}

//! The words of articles in one text, so that habits of writing can be compared over an
//! issue, and the way back from a finding to the words it is about.
//!
//! Invariant: reading and mending walk the same words in the same order.

use crate::body::{self, Block, Inline};
use crate::{Article, Body};
use std::ops::Range;
use vntext::Finding;

/// The words of several articles, one line a paragraph.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) text: String,
    /// Where each article stands.
    pub(super) articles: Vec<Range<usize>>,
    /// Where each run of plain words stands, in order.
    runs: Vec<Range<usize>>,
}

impl Script {
    pub(super) fn of<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let mut script = Self::default();
        for article in articles {
            let from = script.text.len();
            walk(&mut article.clone(), &mut |run| match run {
                Some(words) => {
                    let start = script.text.len();
                    script.text.push_str(words);
                    script.runs.push(start..script.text.len());
                }
                None => script.text.push('\n'),
            });
            script.articles.push(from..script.text.len());
        }
        script
    }

    /// Applies the findings that lie in one article to its words. What lies across two
    /// runs, such as half in bold, is left to a person.
    pub(super) fn mend(&self, index: usize, article: &mut Article, findings: &[Finding]) {
        let Some(own) = self.articles.get(index) else { return };
        let mut runs = self.runs.iter().skip_while(|run| run.start < own.start);
        walk(article, &mut |run| {
            let Some(words) = run else { return };
            let Some(place) = runs.next() else { return };
            let within = findings.iter().filter(|finding| {
                place.start <= finding.range.start && finding.range.end <= place.end
            });
            let moved: Vec<Finding> = within
                .map(|finding| Finding {
                    range: finding.range.start - place.start
                        ..finding.range.end - place.start,
                    ..finding.clone()
                })
                .collect();
            if !moved.is_empty() {
                *words = vntext::mend(words, &moved);
            }
        });
        article.source_text = body::write(&article.body);
    }
}

/// Calls `see` for every run of plain words, and with `None` where a paragraph ends.
pub(super) fn walk(article: &mut Article, see: &mut dyn FnMut(Option<&mut String>)) {
    for line in [&mut article.kicker, &mut article.title, &mut article.lead] {
        see(Some(line));
        see(None);
    }
    let Body { blocks, notes } = &mut article.body;
    in_blocks(blocks, see);
    for note in notes {
        in_blocks(&mut note.blocks, see);
    }
}

fn in_blocks(blocks: &mut [Block], see: &mut dyn FnMut(Option<&mut String>)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => line(text, see),
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(item, see);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => in_blocks(inner, see),
            Block::Figure(figure) => line(&mut figure.caption, see),
            Block::Gallery { figures, caption } => {
                for figure in figures {
                    line(&mut figure.caption, see);
                }
                line(caption, see);
            }
            Block::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    line(cell, see);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn line(inlines: &mut [Inline], see: &mut dyn FnMut(Option<&mut String>)) {
    body::edit_words(inlines, &mut |words| see(Some(words)));
    see(None);
}

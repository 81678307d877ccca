//! Where one article ends and the next begins, in a file that holds several.

use super::flow::{self, Flow};
use super::look;
use crate::manuscript::Role;

/// Fewest words of an article; a shorter stretch belongs to its neighbour.
const FEWEST_WORDS: usize = 40;

/// Parts the stream into articles, one or more.
pub(super) fn articles(stream: Vec<Flow>) -> Vec<Vec<Flow>> {
    let body = usual_size(&stream);
    let titles = stream
        .iter()
        .filter(|part| matches!(part, Flow::Para(para) if para.role == Role::Title))
        .count();
    let starts_with_heading = stream
        .iter()
        .find_map(|part| match part {
            Flow::Para(para) => Some(para.role == Role::Heading(1)),
            _ => None,
        })
        .unwrap_or(false);
    let mut articles: Vec<Vec<Flow>> = vec![Vec::new()];
    let (mut after_break, mut signed) = (false, false);
    for part in stream {
        let opens = match &part {
            Flow::Para(para) => match titles {
                2.. => para.role == Role::Title,
                _ if titles == 1 => false,
                _ if starts_with_heading && para.role == Role::Heading(1) => {
                    after_break || signed
                }
                _ => (after_break || signed) && look::opens(para, body),
            },
            _ => false,
        };
        if opens
            && let Some(last) = articles.last()
            && last.iter().map(flow::words).sum::<usize>() >= FEWEST_WORDS
        {
            articles.push(Vec::new());
        }
        match &part {
            Flow::Break => after_break = true,
            Flow::Para(para) => {
                after_break = false;
                signed = look::byline(para).is_some() || look::source(para).is_some();
            }
            _ => (after_break, signed) = (false, false),
        }
        if let Some(last) = articles.last_mut() {
            last.push(part);
        }
    }
    // What is too short to be an article goes with the one before.
    if articles.len() > 1
        && articles.last().is_some_and(|last| {
            last.iter().map(flow::words).sum::<usize>() < FEWEST_WORDS
        })
    {
        let last = articles.pop().unwrap_or_default();
        articles.last_mut().expect("there were two").extend(last);
    }
    articles
}

/// The size most words are set in, in half points; 0 when the file does not tell.
pub(super) fn usual_size(stream: &[Flow]) -> u16 {
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    for part in stream {
        if let Flow::Para(para) = part {
            *counts.entry(para.size()).or_default() += vntext::words(&para.words());
        }
    }
    counts.into_iter().max_by_key(|(_, words)| *words).map_or(0, |(size, _)| size)
}

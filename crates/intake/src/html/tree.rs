//! HTML as a tree: html5ever cuts it into tags, missing ends are supplied here.
//!
//! Documents and clipboards hold little of what makes HTML hard: paragraphs, lists and
//! tables whose ends may be missing. So the tree is our own, bounded as that of XML is.

use crate::xml::{Builder, Element};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};
use std::cell::RefCell;

/// Elements without an end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
];

/// Elements that end an open paragraph.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "ul",
];

struct Sink(RefCell<Builder>);

/// Reads a page or a piece of one.
pub(super) fn parse(text: &str) -> Element {
    let tokenizer =
        Tokenizer::new(Sink(RefCell::new(Builder::new())), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        if !builder.has_room() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::CharacterTokens(text) => builder.text(&text),
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                match tag.kind {
                    TagKind::StartTag => start(&mut builder, name.clone(), &tag),
                    TagKind::EndTag => end(&mut builder, &name),
                }
                let raw = match (tag.kind, name.as_str()) {
                    (TagKind::StartTag, "script") => Some(RawKind::ScriptData),
                    (TagKind::StartTag, "style" | "iframe" | "noembed") => {
                        Some(RawKind::Rawtext)
                    }
                    (TagKind::StartTag, "title" | "textarea") => Some(RawKind::Rcdata),
                    _ => None,
                };
                if let Some(kind) = raw {
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn start(builder: &mut Builder, name: String, tag: &Tag) {
    let closes = |open: &str| match name.as_str() {
        "li" => open == "li",
        "td" | "th" => matches!(open, "td" | "th"),
        "tr" => matches!(open, "tr" | "td" | "th"),
        "dt" | "dd" => matches!(open, "dt" | "dd"),
        "option" => open == "option",
        _ => BLOCKS.contains(&name.as_str()) && open == "p",
    };
    // Only up to what surely holds the new element.
    let walls = |open: &str| match name.as_str() {
        "li" => matches!(open, "ul" | "ol"),
        _ => matches!(open, "table" | "div" | "section" | "article"),
    };
    let depth = builder
        .names()
        .rev()
        .take_while(|open| !walls(open))
        .enumerate()
        .filter(|(_, open)| closes(open))
        .map(|(at, _)| at + 1)
        .max();
    for _ in 0..depth.unwrap_or(0) {
        builder.end();
    }
    let attributes =
        tag.attrs.iter().map(|own| (own.name.local.to_string(), own.value.to_string()));
    let is_void = VOID.contains(&name.as_str()) || tag.self_closing && name.contains(':');
    let element = Element::new(name, attributes.collect());
    match is_void {
        true => builder.empty(element),
        false => builder.start(element),
    }
}

fn end(builder: &mut Builder, name: &str) {
    let is_inline =
        !BLOCKS.contains(&name) && !matches!(name, "td" | "th" | "tr" | "table");
    let depth = builder
        .names()
        .rev()
        .take_while(|open| !(is_inline && matches!(*open, "td" | "th" | "table")))
        .position(|open| open == name);
    for _ in 0..depth.map_or(0, |at| at + 1) {
        builder.end();
    }
}

//! Which words are the caption of which picture.

use super::flow::Flow;
use super::look;
use crate::draft::Report;
use crate::manuscript::{Para, Role};

/// Gives figures the captions that stand after them, or, where none does, before.
pub(super) fn pair(flow: &mut Vec<Flow>, body: u16, report: &mut Report) {
    let mut out: Vec<Flow> = Vec::new();
    let mut rest = std::mem::take(flow).into_iter().peekable();
    while let Some(part) = rest.next() {
        match part {
            Flow::Box(mut inside) => {
                pair(&mut inside, body, report);
                out.push(Flow::Box(inside));
            }
            Flow::Figure { mut pictures, mut caption } => {
                // Pictures side by side share what is said under the last of them.
                while let Some(Flow::Figure { .. }) = rest.peek() {
                    let Some(Flow::Figure { pictures: more, .. }) = rest.next() else {
                        break;
                    };
                    pictures.extend(more);
                }
                take_after(&mut rest, body, &mut caption, report);
                if caption.is_empty()
                    && let Some(Flow::Para(before)) = out.last()
                    && look::is_surely_caption(before)
                    && (before.role == Role::Caption || begins_with_word(before))
                    && let Some(Flow::Para(before)) = out.pop()
                {
                    report.changed("caption", "caption.before_picture", &before.words());
                    caption.push(before);
                }
                out.push(Flow::Figure { pictures, caption });
            }
            part => out.push(part),
        }
    }
    *flow = out;
}

fn begins_with_word(para: &Para) -> bool {
    let folded = vntext::fold(&para.words());
    ["hinh", "anh", "chu thich"].iter().any(|word| folded.trim().starts_with(word))
}

fn take_after(
    rest: &mut std::iter::Peekable<std::vec::IntoIter<Flow>>,
    body: u16,
    caption: &mut Vec<Para>,
    report: &mut Report,
) {
    let Some(Flow::Para(para)) = rest.peek() else { return };
    if !look::could_be_caption(para, body) || looks_like_byline(para) {
        return;
    }
    let sure = look::is_surely_caption(para);
    if let Some(Flow::Para(para)) = rest.next() {
        match sure {
            true => report.kept("caption", &para.words()),
            false => report.changed("caption", "caption.guessed", &para.words()),
        }
        caption.push(para);
    }
    // A credit on a line of its own.
    if let Some(Flow::Para(next)) = rest.peek() {
        let words = next.words();
        let (said, credit) = vntext::split_credit(words.trim());
        if said.trim().is_empty()
            && !credit.is_empty()
            && let Some(Flow::Para(next)) = rest.next()
        {
            caption.push(next);
        }
    }
}

/// A name at the right edge signs the article, also under a picture.
fn looks_like_byline(para: &Para) -> bool {
    para.role != Role::Caption
        && look::byline(para).is_some()
        && !look::is_surely_caption(para)
        && para.placed == crate::manuscript::Placed::Right
}

//! The review copy: one page to read an issue in, say something of any passage, and
//! send that back as a file.
//!
//! Everything is in the page: no account, no request to anybody, from a disk as well as
//! from a letter. What is said leaves it only as a file that the reader saves. The page
//! allows its own script alone, by its hash.

use crate::WebError;
use crate::html::{escape, json_block};
use document::passage::{Passage, PassageKind, passages};
use document::{
    Article, Edition, Fit, Format, Key, Lang, PhotoLibrary, Progress, Recipe,
};
use serde_json::json;
use sha2::{Digest, Sha256};

const SCRIPT: &str = include_str!("../assets/review.js");
const STYLE: &str = include_str!("../assets/review.css");

/// Pictures are for recognising: this wide, in pixels.
const PICTURE: u32 = 640;

/// What the review copy is of.
#[derive(Debug, Clone, Default)]
pub struct Reviewed {
    /// What the content of the issue comes to: goes back with an approval.
    pub digest: String,
    /// Language of the page around the text; that of the bulletin when `None`.
    pub lang: Option<Lang>,
}

/// Writes the review copy of an edition.
///
/// Every passage that can be spoken of carries `data-passage`, its number as
/// [`document::passage::passages`] counts, within an element with `data-article`.
///
/// # Errors
///
/// [`WebError::Cancelled`] when `progress` says so.
pub fn review(
    edition: &Edition,
    photos: &dyn PhotoLibrary,
    reviewed: &Reviewed,
    progress: &dyn Progress,
) -> Result<String, WebError> {
    let lang = reviewed.lang.unwrap_or(edition.bulletin.lang);
    let words = words(lang);
    let mut articles = String::new();
    let total = edition.articles.len();
    for (done, article) in edition.articles.iter().enumerate() {
        progress.reached(done, total)?;
        articles.push_str(&one(edition, article, photos, words));
    }
    let issue = format!(
        "{} {} · {}",
        words.issue,
        edition.issue.number,
        edition.issue.date.slashed()
    );
    let name = edition.bulletin.values.get(Key::Name);
    let data = json!({
        "name": name,
        "issue": edition.issue.number,
        "date": edition.issue.date.to_string(),
        "digest": reviewed.digest,
        "words": {
            "add": words.add, "yours": words.yours, "remove": words.remove,
            "none": words.none, "count": words.count, "saved": words.saved,
            "nameless": words.nameless, "approved": words.approved,
        },
    });
    let hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
    let e = escape;
    Ok(format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"generator\" content=\"Bantin\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header class=\"bar\">\n<h1 class=\"what\">{name} <span>{issue}</span></h1>\n\
         <label>{your_name} <input id=\"name\" autocomplete=\"name\"></label>\n\
         <label class=\"tick\"><input type=\"checkbox\" id=\"approve\"> {approve}</label>\n\
         <span id=\"count\" role=\"status\"></span>\n\
         <button id=\"save\" type=\"button\">{save}</button>\n</header>\n\
         <main lang=\"{text_lang}\">\n<p class=\"how\" lang=\"{lang}\">{how}</p>\n\
         <noscript><p class=\"how\" lang=\"{lang}\">{noscript}</p></noscript>\n{articles}</main>\n\
         <script type=\"application/json\" id=\"review\">{data}</script>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        title = e(&format!("{} – {name} {issue}", words.title)),
        name = e(name),
        issue = e(&issue),
        your_name = e(words.your_name),
        approve = e(words.approve),
        save = e(words.save),
        how = e(words.how),
        noscript = e(words.noscript),
        text_lang = edition.bulletin.lang,
        data = json_block(&data),
    ))
}

fn one(
    edition: &Edition,
    article: &Article,
    photos: &dyn PhotoLibrary,
    words: &Words,
) -> String {
    let id = article.id.to_string();
    let section = edition.section_of(article).map_or("", |section| section.name.as_str());
    let mut out = format!(
        "<article data-article=\"{id}\" lang=\"{}\">\n<p class=\"section\">{}</p>\n",
        edition.lang_of(article),
        escape(section)
    );
    let mut pictures = pictures(edition, article, photos).into_iter();
    for (place, passage) in passages(edition, article).iter().enumerate() {
        let Passage { kind, text } = passage;
        if text.trim().is_empty() && *kind != PassageKind::Title {
            continue;
        }
        let (tag, class) = match kind {
            PassageKind::Title => ("h2", "title"),
            PassageKind::Lead => ("p", "lead"),
            PassageKind::Paragraph => ("p", "text"),
            PassageKind::Caption => ("p", "caption"),
        };
        let shown = if text.trim().is_empty() { words.untitled } else { text };
        if *kind == PassageKind::Caption
            && let Some(picture) = pictures.next()
        {
            out.push_str(&picture);
        }
        out.push_str(&format!(
            "<div class=\"passage\" data-passage=\"{place}\"><{tag} class=\"{class}\" \
             data-words=\"{}\">{}</{tag}></div>\n",
            escape(text),
            escape(shown)
        ));
    }
    out.extend(pictures);
    if !article.bylines.is_empty() {
        out.push_str(&format!(
            "<p class=\"byline\">{}</p>\n",
            escape(&article.bylines.join(", "))
        ));
    }
    out.push_str("</article>\n");
    out
}

/// The pictures with captions first, in the order of the captions; one that cannot be
/// had is left out.
fn pictures(
    edition: &Edition,
    article: &Article,
    photos: &dyn PhotoLibrary,
) -> Vec<String> {
    let (mut told, mut mute) = (Vec::new(), Vec::new());
    let recipe = Recipe {
        fit: Fit::Within { width: PICTURE },
        format: Format::Jpeg { quality: 70 },
    };
    document::body::edit_figures(&mut article.body.clone(), &mut |figure| {
        let shown = edition.resolve(figure);
        let made = shown.photo.and_then(|photo| photos.rendition(photo.id, &recipe).ok());
        let html = made.map_or(String::new(), |made| {
            format!(
                "<img src=\"data:image/jpeg;base64,{}\" width=\"{}\" height=\"{}\" alt=\"{}\">\n",
                base64(&made.bytes),
                made.size.width,
                made.size.height,
                escape(&shown.alt)
            )
        });
        let list = if shown.caption.trim().is_empty() { &mut mute } else { &mut told };
        list.push(html);
    });
    told.append(&mut mute);
    told
}

/// RFC 4648, section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

struct Words {
    title: &'static str,
    issue: &'static str,
    untitled: &'static str,
    your_name: &'static str,
    approve: &'static str,
    save: &'static str,
    how: &'static str,
    noscript: &'static str,
    add: &'static str,
    yours: &'static str,
    remove: &'static str,
    none: &'static str,
    count: &'static str,
    saved: &'static str,
    nameless: &'static str,
    approved: &'static str,
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &Words {
            title: "Bản đọc duyệt",
            issue: "Số",
            untitled: "Không có tít",
            your_name: "Họ và tên",
            approve: "Tôi đồng ý cho in",
            save: "Lưu ý kiến thành tệp",
            how: "Bấm “Góp ý” cạnh đoạn cần sửa rồi ghi ý kiến. Xong, bấm “Lưu ý kiến thành \
                  tệp” và gửi tệp ấy cho người làm bản tin. Trang này không gửi gì qua mạng.",
            noscript: "Trình duyệt này không chạy được phần góp ý. Hãy mở trang bằng trình \
                       duyệt khác, hoặc ghi ý kiến vào bản in thử.",
            add: "Góp ý",
            yours: "Ý kiến về đoạn này",
            remove: "Bỏ ý kiến",
            none: "Chưa có ý kiến",
            count: "{n} ý kiến",
            saved: "Đã lưu tệp {file}. Hãy gửi tệp ấy cho người làm bản tin.",
            nameless: "Hãy ghi họ và tên trước khi lưu.",
            approved: "đồng ý cho in",
        },
        Lang::En => &Words {
            title: "Review copy",
            issue: "No.",
            untitled: "Untitled",
            your_name: "Your name",
            approve: "I approve this issue",
            save: "Save comments as a file",
            how: "Press “Comment” beside a passage and write what should change. When you are \
                  done, press “Save comments as a file” and send that file to whoever makes \
                  the bulletin. This page sends nothing by itself.",
            noscript: "This browser cannot take comments here. Open the page in another one, \
                       or write on the proof.",
            add: "Comment",
            yours: "Your comment on this passage",
            remove: "Remove",
            none: "No comments yet",
            count: "Comments: {n}",
            saved: "Saved {file}. Send it to whoever makes the bulletin.",
            nameless: "Write your name before you save.",
            approved: "approved",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}

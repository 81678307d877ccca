//! Pictures in the text.

use super::body::{Setting, Usage, inline, inlines};
use super::escape;
use crate::pictures::{Copy, Picture};
use crate::review::base64;
use document::body::Figure;

/// How wide the text column is on a screen, for the browser's choice of a size.
const COLUMN: &str = "(min-width: 46rem) 44rem, 100vw";
/// The same for a picture that shares its row.
const PART: &str = "(min-width: 46rem) 22rem, 50vw";
/// The same for a picture in a list of articles.
const CARD: &str = "(min-width: 62rem) 20rem, (min-width: 40rem) 45vw, 100vw";
/// The same for the picture of the leading article.
const LEAD: &str = "(min-width: 62rem) 40rem, 100vw";

/// The place a picture has on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The first of an article: wanted at once.
    First,
    /// Further down.
    Later,
    /// One of several in a row.
    Part,
    /// The same, with a caption or a credit for all of them below.
    Shared {
        /// It has words of its own, in place of the photos'.
        has_words: bool,
    },
    /// Beside the leading article of the front page.
    Lead,
    /// In a list of articles.
    Card,
}

impl Shape {
    fn sizes(self) -> &'static str {
        match self {
            Self::First | Self::Later => COLUMN,
            Self::Part | Self::Shared { .. } => PART,
            Self::Card => CARD,
            Self::Lead => LEAD,
        }
    }

    fn at_once(self) -> bool {
        matches!(self, Self::First | Self::Lead)
    }
}

/// Writes a figure: picture, caption, credit.
pub(super) fn figure(setting: &Setting<'_>, shown: &Figure, shape: Shape) -> String {
    let resolved = setting.edition.resolve(shown);
    let own_caption = !shown.caption.is_empty();
    let caption = if own_caption {
        inlines(setting, &shown.caption)
    } else if shape == (Shape::Shared { has_words: true }) {
        String::new()
    } else {
        inline(setting, &resolved.caption)
    };
    let credit = match shape {
        Shape::Shared { .. } => String::new(),
        _ => credit(&resolved.credit),
    };
    let made = resolved.photo.and_then(|photo| setting.pictures.get(photo.id));
    if made.is_none() && caption.is_empty() {
        return String::new();
    }

    let mut out = String::from("<figure");
    if !shown.id.is_empty() {
        out.push_str(&format!(" id=\"{}anh-{}\"", setting.ids, escape(&shown.id)));
    }
    let classes = shown.classes.join(" ");
    if !classes.is_empty() && setting.usage != Usage::Fragment {
        out.push_str(&format!(" class=\"{}\"", escape(&classes)));
    }
    out.push_str(">\n");
    if let Some(made) = made {
        let image = picture(setting, made, &resolved.alt, shape);
        match setting.usage {
            Usage::Screen => out.push_str(&format!(
                "<a class=\"full\" href=\"{}{}\" title=\"{}\">{image}</a>\n",
                setting.root,
                made.largest().file,
                escape(setting.words.full_view),
            )),
            Usage::Paper | Usage::Alone | Usage::Fragment | Usage::Book => {
                out.push_str(&image);
                out.push('\n');
            }
        }
    }
    if !caption.is_empty() || !credit.is_empty() {
        out.push_str("<figcaption>");
        match resolved.lang {
            // Words in another language than the article's are spoken in theirs.
            Some(lang) if !caption.is_empty() => {
                out.push_str(&format!("<span lang=\"{lang}\">{caption}</span>"));
            }
            _ => out.push_str(&caption),
        }
        // Alone it needs no space before it.
        out.push_str(if caption.is_empty() { credit.trim_start() } else { &credit });
        out.push_str("</figcaption>\n");
    }
    out.push_str("</figure>\n");
    out
}

/// Who made a picture, behind its caption; nothing when nobody is named.
pub(super) fn credit(name: &str) -> String {
    match name {
        "" => String::new(),
        name => format!(" <span class=\"credit\">{}</span>", escape(name)),
    }
}

/// Writes a picture that stands inside a line. Without a picture its words stand in.
pub(super) fn in_line(setting: &Setting<'_>, shown: &Figure) -> String {
    let resolved = setting.edition.resolve(shown);
    match resolved.photo.and_then(|photo| setting.pictures.get(photo.id)) {
        Some(made) => image(setting, made.smallest(), &resolved.alt, " class=\"inline\""),
        None => escape(&resolved.alt),
    }
}

/// Writes the picture itself, in as many sizes as its use asks for.
pub(crate) fn picture(
    setting: &Setting<'_>,
    made: &Picture,
    alt: &str,
    shape: Shape,
) -> String {
    match setting.usage {
        Usage::Paper | Usage::Book => image(setting, made.largest(), alt, ""),
        Usage::Alone => image(setting, made.middle(), alt, ""),
        Usage::Fragment => image(setting, made.for_pasting(), alt, ""),
        Usage::Screen => {
            let sizes = shape.sizes();
            let mut out = String::from("<picture>");
            if !made.avif.is_empty() {
                out.push_str(&format!(
                    "<source type=\"image/avif\" srcset=\"{}\" sizes=\"{sizes}\">",
                    srcset(setting.root, &made.avif)
                ));
            }
            let when = if shape.at_once() {
                " fetchpriority=\"high\""
            } else {
                " loading=\"lazy\" decoding=\"async\""
            };
            // To be read from above to below, not seen at once.
            let drawing = made.middle().size.height > made.middle().size.width * 2;
            let class = if drawing { " class=\"tall\"" } else { "" };
            let more = format!(
                "{class} srcset=\"{}\" sizes=\"{sizes}\"{when}",
                srcset(setting.root, &made.jpeg)
            );
            out.push_str(&image(setting, made.middle(), alt, &more));
            out.push_str("</picture>");
            out
        }
    }
}

fn image(setting: &Setting<'_>, copy: &Copy, alt: &str, more: &str) -> String {
    let src = match setting.usage {
        Usage::Fragment => format!("{}{}", setting.root, copy.name()),
        Usage::Alone => format!("data:image/jpeg;base64,{}", base64(&copy.bytes)),
        Usage::Screen | Usage::Paper | Usage::Book => {
            format!("{}{}", setting.root, copy.file)
        }
    };
    format!(
        "<img src=\"{src}\"{more} width=\"{}\" height=\"{}\" alt=\"{}\">",
        copy.size.width,
        copy.size.height,
        escape(alt)
    )
}

fn srcset(root: &str, copies: &[Copy]) -> String {
    let each: Vec<String> = copies
        .iter()
        .map(|copy| format!("{root}{} {}w", copy.file, copy.size.width))
        .collect();
    each.join(", ")
}

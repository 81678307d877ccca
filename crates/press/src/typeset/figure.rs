//! What stands beside a story's text, ready to be placed: pictures with their words, and
//! words set apart.

use super::content::Setter;
use super::photo::Shots;
use super::story::{first_words, name};
use crate::error::PressError;
use document::{Article, Edition, Figure, Focus, Inline, Lang, Photo, Remark, Severity};
use std::collections::BTreeMap;
use typst::foundations::{Content, IntoValue};
use typst::layout::Frame;
use typst::text::TextElem;

/// One picture of a figure.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) photo: Photo,
    /// What a remark calls it.
    pub(crate) name: String,
    pub(crate) alt: String,
    pub(crate) focus: Focus,
    pub(crate) ratio: f64,
}

/// What stands beside the text.
#[derive(Clone)]
pub(crate) enum Plate {
    /// Pictures, with the content of their caption.
    Pictures {
        pictures: Vec<Picture>,
        caption: Option<Content>,
        /// The caption set, by units.
        captions: BTreeMap<u32, Frame>,
        block: usize,
    },
    /// Words set apart.
    Words {
        /// As they stand, by units.
        frames: BTreeMap<u32, Frame>,
        /// Stand on a ground of their own.
        boxed: bool,
        block: usize,
    },
}

impl Plate {
    /// The words over so many units.
    pub(super) fn words(&self, units: u32) -> Option<&Frame> {
        match self {
            Self::Pictures { captions, .. } => captions.get(&units),
            Self::Words { frames, .. } => frames.get(&units),
        }
    }
}

/// The pictures of a figure that can be had, and the words below them.
pub(super) fn pictures(
    edition: &Edition,
    article: &Article,
    setter: &Setter<'_, '_>,
    shots: &Shots<'_>,
    figures: &[&Figure],
    (shared, gallery): (&[Inline], bool),
    remarks: &mut Vec<Remark>,
) -> Result<(Vec<Picture>, Option<Content>), PressError> {
    let mut pictures = Vec::new();
    let mut captions: Vec<Content> = Vec::new();
    let shared = edition.shared_words(figures.iter().copied(), shared);
    let shared_words = !document::body::plain_text(&shared.caption).trim().is_empty();
    for figure in figures {
        let resolved = edition.resolve(figure);
        let caption = document::body::parse_inline(&resolved.caption);
        let words = document::body::plain_text(&caption);
        // Below a caption for all, a picture's own words stand only if written here.
        let own = !figure.caption.is_empty();
        if !words.trim().is_empty() && (own || !(gallery && shared_words)) {
            let said = setter.few(&caption)?;
            let other = resolved.lang.filter(|lang| *lang != setter.lang);
            captions.push(match other {
                Some(lang) => spoken(said, lang),
                None => said,
            });
        }
        let ratio = resolved.photo.and_then(|photo| shots.ratio(photo));
        match (resolved.photo, ratio) {
            (Some(photo), Some(ratio)) => {
                let mut alt = resolved.alt.trim().to_owned();
                if figure.alt.trim().is_empty() && photo.alt.trim().is_empty() {
                    remarks.push(
                        Remark::new("alt.missing", Severity::Should)
                            .article(article.id)
                            .photo(photo.id)
                            .with("name", photo.name.clone()),
                    );
                }
                if alt.is_empty() {
                    alt = match setter.lang {
                        Lang::Vi => "Ảnh".into(),
                        Lang::En => "Photo".into(),
                    };
                }
                pictures.push(Picture {
                    name: label(article, figure, &words),
                    photo: photo.clone(),
                    alt,
                    focus: resolved.focus,
                    ratio,
                });
            }
            (photo, _) => {
                // A figure drawn up before its picture came is no fault.
                if !figure.src.trim().is_empty() {
                    let name = label(article, figure, &words);
                    let mut remark = Remark::new("photo.missing", Severity::Must)
                        .article(article.id)
                        .with("name", name);
                    if let Some(photo) = photo {
                        remark = remark.photo(photo.id);
                    }
                    remarks.push(remark);
                }
            }
        }
    }
    if gallery && captions.len() > 1 && captions.len() == pictures.len() {
        // They stand in rows in the order of their words.
        let order = match setter.lang {
            Lang::Vi => "Từ trái sang, từ trên xuống:",
            Lang::En => "From left, top to bottom:",
        };
        captions.insert(0, setter.words(order));
    }
    if shared_words {
        captions.push(setter.few(&shared.caption)?);
    }
    if captions.is_empty() && shared.credit.is_empty() {
        return Ok((pictures, None));
    }
    let mut words = Vec::new();
    for (index, caption) in captions.into_iter().enumerate() {
        if index > 0 {
            words.push(setter.words(" "));
        }
        words.push(caption);
    }
    let credit = match shared.credit.as_str() {
        "" => typst::foundations::Value::None,
        credit => setter.few_words(credit).into_value(),
    };
    let words = Content::sequence(words).into_value();
    let caption = setter.styles.call("caption", [words, credit, setter.lang()])?;
    Ok((pictures, Some(caption)))
}

/// Words in a language of their own: hyphenated by its rules, and read aloud as such.
fn spoken(words: Content, lang: Lang) -> Content {
    let lang = match lang {
        Lang::Vi => typst::text::Lang::VIETNAMESE,
        Lang::En => typst::text::Lang::ENGLISH,
    };
    words.set(TextElem::lang, lang)
}

/// What a remark calls a figure, so that a person finds it: its file, or else its
/// caption, or else the article it stands in.
fn label(article: &Article, figure: &Figure, caption: &str) -> String {
    let file = figure.photo_name().unwrap_or(&figure.src).trim();
    let title = article.title.trim();
    let known = [file.to_owned(), first_words(caption), title.to_owned()];
    let named = known.into_iter().find(|name| !name.is_empty());
    named.unwrap_or_else(|| name(article, title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_label(src: &str, caption: &str, title: &str, expected: &str) {
        let id = "00000000000000000000000000000001".parse().expect("an id");
        let mut article = Article::new(id);
        article.title = title.into();
        article.body = document::body::parse("Chợ nổi Ngã Bảy.").0;
        let figure = Figure { src: src.into(), ..Figure::default() };
        assert_eq!(label(&article, &figure, caption), expected);
    }

    #[test]
    fn a_figure_is_called_by_its_file_its_caption_or_its_article() {
        check_label("media/cho.jpg", "Chợ", "Bài", "cho.jpg");
        check_label("https://a.vn/cho.jpg", "Chợ", "Bài", "https://a.vn/cho.jpg");
        check_label("", " Chợ nổi ", "Bài", "Chợ nổi");
        check_label(" ", "1 2 3 4 5 6 7 8 9", "Bài", "1 2 3 4 5 6 7 8 …");
        check_label("", " ", " Bài ", "Bài");
        check_label("", "", "", "Chợ nổi Ngã Bảy.");
    }
}

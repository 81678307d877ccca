//! Commands on articles.

use crate::ahead;
use crate::editor::{from_editor, to_editor};
use crate::session::Session;
use crate::wire::{ArticlePatch, ArticleView, Changes, Failure};
use document::{Article, ArticleId, Body, Date, Figure, Photo, SectionId, Status, body};
use tauri::{AppHandle, State};

/// Adds an empty article and returns its identity. Undoable.
#[tauri::command(async)]
pub(crate) fn add_article(
    session: State<'_, Session>,
    section: Option<u32>,
) -> Result<String, Failure> {
    session.with(|desk, _| {
        let (id, _) = desk.add_article(section.map(SectionId))?;
        Ok(id.to_string())
    })
}

/// Removes articles; their photos stay. One step, undoable.
#[tauri::command(async)]
pub(crate) fn remove_articles(
    session: State<'_, Session>,
    ids: Vec<String>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.remove_articles(&read_ids(&ids)?))
}

/// Moves articles to a section and a place in the issue, one after the other. One step,
/// undoable.
#[tauri::command(async)]
pub(crate) fn move_articles(
    session: State<'_, Session>,
    ids: Vec<String>,
    section: Option<u32>,
    position: usize,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        desk.move_articles(&read_ids(&ids)?, section.map(SectionId), position)
    })
}

/// Takes articles out of the issue; they wait for another one. One step, undoable.
#[tauri::command(async)]
pub(crate) fn set_aside(
    session: State<'_, Session>,
    ids: Vec<String>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.set_aside(&read_ids(&ids)?))
}

/// The whole article. Fails with `read.missing` when it was removed meanwhile.
#[tauri::command(async)]
pub(crate) fn article(
    session: State<'_, Session>,
    id: String,
) -> Result<ArticleView, Failure> {
    session.with(|desk, _| {
        let article = desk.article(read_id(&id)?)?;
        let known = desk.photos()?;
        let names = body::photo_names(&article.body);
        let mut article = article;
        body::edit_figures(&mut article.body, &mut |figure| {
            if figure.caption.is_empty()
                && let Some(photo) = photo_of(figure, &known)
            {
                figure.caption = body::parse_inline(&photo.caption);
            }
        });
        let named = |name: &String| known.iter().find(|photo| photo.name == *name);
        let photos = names.iter().filter_map(named).map(|photo| photo.id.0).collect();
        let coefficient = desk.coefficient(article.id)?;
        Ok(ArticleView { coefficient, ..view(article, photos) })
    })
}

/// Writes in an article. Typing that follows soon becomes one step to undo.
///
/// Fails with `editor.unreadable` when the editor's document is none.
#[tauri::command(async)]
pub(crate) fn edit_article(
    app: AppHandle,
    session: State<'_, Session>,
    id: String,
    patch: ArticlePatch,
) -> Result<Changes, Failure> {
    let changes = session.change(|desk, _| {
        let id = read_id(&id)?;
        let text = match (&patch.body, &patch.body_text) {
            (Some(doc), _) => {
                let unreadable =
                    || desk::Failure::new("editor.unreadable", "not a document");
                let mut text = from_editor(doc).ok_or_else(unreadable)?;
                if !body::photo_names(&text).is_empty() {
                    say_captions_once(&mut text, &desk.photos()?);
                }
                Some(body::write(&text))
            }
            (None, Some(text)) => Some(text.clone()),
            (None, None) => None,
        };
        // Half typed ("1,") it is none yet; the one before stays.
        if let Some(written) = &patch.coefficient
            && let Err(failure) = desk.set_coefficient(id, written)
            && failure.code != "field.value"
        {
            return Err(failure);
        }
        if patch.section.is_some() || patch.status.is_some() {
            return desk.edit_article(id, |article| apply(article, patch, text));
        }
        desk.type_in(id, |article| apply(article, patch, text))
    })?;
    if changes.sheets {
        ahead::lay_out(&app);
    }
    Ok(changes)
}

/// The editor shows a figure with the caption of its photo; one that was left as it is
/// stays the photo's.
fn say_captions_once(text: &mut Body, known: &[Photo]) {
    body::edit_figures(text, &mut |figure| {
        let same = |photo: &Photo| {
            let master = body::parse_inline(&photo.caption);
            body::write_inline(&figure.caption) == body::write_inline(&master)
        };
        if photo_of(figure, known).is_some_and(same) {
            figure.caption.clear();
        }
    });
}

fn photo_of<'p>(figure: &Figure, known: &'p [Photo]) -> Option<&'p Photo> {
    let name = figure.photo_name()?;
    known.iter().find(|photo| photo.name == name)
}

fn apply(article: &mut Article, patch: ArticlePatch, text: Option<String>) {
    let set = |field: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *field = value;
        }
    };
    set(&mut article.kicker, patch.kicker);
    set(&mut article.title, patch.title);
    set(&mut article.print_title, patch.print_title);
    set(&mut article.web_title, patch.web_title);
    set(&mut article.lead, patch.lead);
    set(&mut article.genre, patch.genre);
    set(&mut article.source, patch.source);
    set(&mut article.source_text, text);
    if let Some(section) = patch.section {
        article.section = section.map(SectionId);
    }
    if let Some(bylines) = patch.bylines {
        article.bylines = bylines;
    }
    if let Some(tags) = patch.tags {
        article.tags = tags;
    }
    if let Some(status) = patch.status {
        article.status = Status::from_name(&status);
    }
    // A day half typed is no day yet; the one before stays.
    let day = |field: &mut Option<Date>, value: Option<Option<String>>| match value {
        Some(None) => *field = None,
        Some(Some(text)) => {
            if let Ok(date) = text.parse() {
                *field = Some(date);
            }
        }
        None => {}
    };
    day(&mut article.posted, patch.posted);
    day(&mut article.modified, patch.modified);
}

fn view(article: Article, photos: Vec<u32>) -> ArticleView {
    ArticleView {
        id: article.id.to_string(),
        section: article.section.map(|section| section.0),
        slug: vntext::slug(article.headline_on_web()),
        body: to_editor(&article.body),
        kicker: article.kicker,
        title: article.title,
        print_title: article.print_title,
        web_title: article.web_title,
        lead: article.lead,
        body_text: article.source_text,
        bylines: article.bylines,
        genre: article.genre,
        coefficient: String::new(),
        source: article.source,
        posted: article.posted.map(|day| day.to_string()),
        modified: article.modified.map(|day| day.to_string()),
        tags: article.tags,
        status: article.status.as_str(),
        photos,
    }
}

fn read_ids(ids: &[String]) -> Result<Vec<ArticleId>, desk::Failure> {
    ids.iter().map(|id| read_id(id)).collect()
}

/// An identity that crossed the border; an odd one leads to nothing.
pub(crate) fn read_id(id: &str) -> Result<ArticleId, desk::Failure> {
    id.parse().map_err(|source| desk::Failure::new("read.missing", source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{PhotoId, PixelSize};

    #[test]
    fn a_caption_left_as_it_was_stays_the_photos() {
        let photo = Photo {
            caption: "Ký kết *hợp tác*".into(),
            ..Photo::new(PhotoId(1), "a.jpg", "", PixelSize { width: 1, height: 1 })
        };
        let said = |caption: &str| {
            let text = format!(":::figure\n![](media/a.jpg)\n\n{caption}\n:::");
            let mut text = body::parse(&text).0;
            say_captions_once(&mut text, std::slice::from_ref(&photo));
            body::write(&text)
        };
        assert_eq!(said("Ký kết *hợp tác*"), "![](media/a.jpg)\n");
        assert!(said("AAA Ký kết *hợp tác*").contains("AAA Ký kết *hợp tác*"));
    }
}

//! Commands on the bulletin as a whole.

use crate::session::{Session, pack};
use crate::wire::{
    BulletinView, Changes, DesignOfferView, DesignView, DevelopedView, Failure,
    FieldView, IssueView, NextIssueView, RecentView, RemarkView, SectionView, StartView,
    StoryView, WishView,
};
use desk::{ArticleHead, Desk, FieldScope, Theme};
use document::{Issue, IssueId, Lang, SectionId, Wish};
use std::collections::BTreeMap;
use std::path::Path;
use tauri::{AppHandle, Emitter, State};

/// What the window shows first.
#[tauri::command(async)]
pub(crate) fn start(session: State<'_, Session>) -> StartView {
    let lang = session.lang();
    let settings = session.settings();
    let recent = settings
        .recent
        .iter()
        .map(|recent| RecentView {
            path: recent.path.display().to_string(),
            name: recent.name.clone(),
            issue: recent.issue.clone(),
            when: recent.when.clone(),
        })
        .collect();
    let designs = desk::designs(lang)
        .into_iter()
        .map(|card| DesignView { name: card.name, title: card.title, line: card.line })
        .collect();
    StartView {
        lang: lang.to_string(),
        theme: settings.theme,
        recent,
        designs,
        opened: session.asked_to_open().map(|file| file.display().to_string()),
    }
}

/// Chooses the language of the interface.
#[tauri::command(async)]
pub(crate) fn set_lang(session: State<'_, Session>, lang: String) -> Result<(), Failure> {
    let saved = {
        let mut settings = session.settings();
        settings.set_lang(lang.parse().unwrap_or_default());
        settings.save()
    };
    saved.map_err(|failure| session.explain(&failure))
}

/// Chooses how the interface is coloured.
#[tauri::command(async)]
pub(crate) fn set_theme(
    session: State<'_, Session>,
    theme: Theme,
) -> Result<(), Failure> {
    let saved = {
        let mut settings = session.settings();
        settings.theme = theme;
        settings.save()
    };
    saved.map_err(|failure| session.explain(&failure))
}

/// Makes a new bulletin with a first issue and opens it. Fails with `open.exists`.
#[tauri::command(async)]
pub(crate) fn create_bulletin(
    app: AppHandle,
    session: State<'_, Session>,
    path: String,
    name: String,
    publishing_body: String,
    design: String,
) -> Result<BulletinView, Failure> {
    let lang = session.lang();
    let made = Desk::create(Path::new(&path), &name, &publishing_body, lang, &design)
        .and_then(|mut desk| {
            desk.begin(lang)?;
            Ok(desk)
        });
    put(&app, &session, made)
}

/// Opens a bulletin file. Fails with the codes `open.*`.
#[tauri::command(async)]
pub(crate) fn open_bulletin(
    app: AppHandle,
    session: State<'_, Session>,
    path: String,
) -> Result<BulletinView, Failure> {
    put(&app, &session, Desk::open(Path::new(&path)))
}

/// Opens a fresh sample bulletin.
#[tauri::command(async)]
pub(crate) fn open_sample(
    app: AppHandle,
    session: State<'_, Session>,
) -> Result<BulletinView, Failure> {
    put(&app, &session, Desk::sample())
}

pub(crate) fn put(
    app: &AppHandle,
    session: &Session,
    opened: Result<Desk, desk::Failure>,
) -> Result<BulletinView, Failure> {
    let mut desk = opened.map_err(|failure| session.explain(&failure))?;
    let app = app.clone();
    desk.develop(move |developed| {
        let _ = app.emit("pictures", DevelopedView::from(developed));
    });
    session.put(Some(desk));
    // The sheets come later: the window is not to wait for them.
    let view = session.with(|desk, lang| view(desk, lang, Told::WithoutSheets))?;
    let issue = view.issue.as_ref().map(|issue| issue.label.clone()).unwrap_or_default();
    let mut settings = session.settings();
    settings.opened(Path::new(&view.path), &view.name, &issue);
    // A list of recent files that cannot be saved stops nobody from working.
    let _ = settings.save();
    Ok(view)
}

/// Closes the bulletin. Everything is saved already.
#[tauri::command(async)]
pub(crate) fn close_bulletin(session: State<'_, Session>) {
    session.put(None);
}

/// The open bulletin.
#[tauri::command(async)]
pub(crate) fn bulletin(session: State<'_, Session>) -> Result<BulletinView, Failure> {
    session.with(|desk, lang| view(desk, lang, Told::Whole))
}

/// Begins an issue that takes over the imprint of the last one. Undoable.
#[tauri::command(async)]
pub(crate) fn add_issue(
    session: State<'_, Session>,
    number: u32,
    date: String,
    pages: Option<u32>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        let day = date.parse().map_err(|_| {
            desk::Failure::new("field.value", &date)
                .with("key", "date")
                .with("value", &date)
        })?;
        Ok(desk.add_issue(number, day, pages, true)?.1)
    })
}

/// What the next issue is likely to be: number and day go on from the last one.
#[tauri::command(async)]
pub(crate) fn next_issue(session: State<'_, Session>) -> Result<NextIssueView, Failure> {
    session.with(|desk, _| {
        let next = desk.next_issue()?;
        let date = next.date.to_string();
        Ok(NextIssueView { number: next.number, date, pages: next.pages })
    })
}

/// Chooses the issue to work on.
#[tauri::command(async)]
pub(crate) fn choose_issue(
    session: State<'_, Session>,
    id: u32,
) -> Result<BulletinView, Failure> {
    session.with(|desk, lang| {
        desk.show_issue(IssueId(id));
        view(desk, lang, Told::Whole)
    })
}

/// Adds a section. Undoable.
#[tauri::command(async)]
pub(crate) fn add_section(
    session: State<'_, Session>,
    name: String,
) -> Result<Changes, Failure> {
    session.change(|desk, _| Ok(desk.add_section(&name)?.1))
}

/// Renames a section. Undoable. Fails with `edit.taken`.
#[tauri::command(async)]
pub(crate) fn rename_section(
    session: State<'_, Session>,
    id: u32,
    name: String,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.rename_section(SectionId(id), &name))
}

/// Masthead, imprint and issue fields.
#[tauri::command(async)]
pub(crate) fn fields(session: State<'_, Session>) -> Result<Vec<FieldView>, Failure> {
    session.with(|desk, lang| {
        let fields = desk.fields(lang)?.into_iter().map(|field| FieldView {
            key: field.key,
            label: field.label,
            value: field.value,
            level: match field.scope {
                FieldScope::Series => "series",
                FieldScope::Issue => "issue",
            },
            hint: field.hint,
            is_list: field.is_list,
        });
        Ok(fields.collect())
    })
}

/// What can be chosen in the design of the bulletin, and what is in force.
#[tauri::command(async)]
pub(crate) fn design_offer(
    session: State<'_, Session>,
) -> Result<DesignOfferView, Failure> {
    session.with(|desk, lang| Ok(desk.design_offer(lang)?.into()))
}

/// Sets one field. Undoable. Fails with `field.value`, `field.address`.
#[tauri::command(async)]
pub(crate) fn set_field(
    session: State<'_, Session>,
    key: String,
    value: String,
    level: String,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        let issue = match level.as_str() {
            "issue" => desk.issue()?.map(|issue| issue.id),
            _ => None,
        };
        desk.set(&key, &value, issue)
    })
}

/// The check list.
#[tauri::command(async)]
pub(crate) fn remarks(session: State<'_, Session>) -> Result<Vec<RemarkView>, Failure> {
    session.with(|desk, lang| {
        let remarks = desk.check(lang)?.into_iter().map(|spoken| RemarkView {
            code: spoken.remark.code,
            severity: spoken.remark.severity.as_str(),
            sentence: spoken.sentence,
            fix: spoken.fix,
            mend: spoken.mend,
            page: spoken.remark.place.page,
            article: spoken.remark.place.article.map(|id| id.to_string()),
            photo: spoken.remark.place.photo.map(|photo| photo.0),
        });
        Ok(remarks.collect())
    })
}

/// Mends what a remark is about, as one step. Undoable. Fails with `mend.by_hand` and
/// `mend.gone`.
#[tauri::command(async)]
pub(crate) fn mend(
    session: State<'_, Session>,
    code: String,
    article: Option<String>,
    photo: Option<u32>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        let article = article.as_deref().and_then(|id| id.parse().ok());
        desk.mend_at(&code, article, photo.map(document::PhotoId))
    })
}

/// Takes the last step back.
#[tauri::command(async)]
pub(crate) fn undo(session: State<'_, Session>) -> Result<Changes, Failure> {
    session.with(|desk, lang| {
        let step = desk.undo(lang)?;
        let changes = step.map(|(_, changes)| changes).unwrap_or_default();
        pack(desk, lang, &changes)
    })
}

/// Does the last undone step again.
#[tauri::command(async)]
pub(crate) fn redo(session: State<'_, Session>) -> Result<Changes, Failure> {
    session.with(|desk, lang| {
        let step = desk.redo(lang)?;
        let changes = step.map(|(_, changes)| changes).unwrap_or_default();
        pack(desk, lang, &changes)
    })
}

/// How much is told of a bulletin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Everything, pages and remarks too.
    Whole,
    /// What the file says by itself.
    WithoutSheets,
}

fn view(desk: &mut Desk, lang: Lang, told: Told) -> Result<BulletinView, desk::Failure> {
    let bulletin = desk.bulletin()?;
    let issues = desk.issues()?;
    let sections = desk.sections()?;
    let sections = sections
        .into_iter()
        .map(|section| SectionView { id: section.id.0, name: section.name });
    let sections: Vec<SectionView> = sections.collect();
    let (undo, redo) = desk.next_steps(lang)?;
    let remarks = match told {
        Told::Whole => desk.check(lang)?,
        Told::WithoutSheets => Vec::new(),
    };
    let mut per_article: BTreeMap<String, usize> = BTreeMap::new();
    for spoken in &remarks {
        if let Some(id) = spoken.remark.place.article {
            *per_article.entry(id.to_string()).or_default() += 1;
        }
    }
    let preview = match desk.issue()? {
        Some(_) if told == Told::Whole => Some(desk.preview()?),
        _ => None,
    };
    // Stories of the pool are not laid out, so their pictures are not counted.
    let mut pictures: BTreeMap<String, usize> = BTreeMap::new();
    if preview.is_some() {
        for article in &desk.edition()?.articles {
            let count = document::body::photo_names(&article.body).len();
            pictures.insert(article.id.to_string(), count);
        }
    }
    let wishes = match desk.issue()? {
        Some(_) => desk.edition()?.wishes.clone(),
        None => document::Wishes::new(),
    };
    let recurring = desk.recurring()?;
    let story = |(position, head): (usize, ArticleHead)| {
        let id = head.id.to_string();
        let wish = wishes.get(&head.id).filter(|wish| **wish != Wish::default());
        let mut pages: Vec<usize> = preview
            .iter()
            .flat_map(|preview| preview.frames_of(head.id))
            .map(|frame| frame.page + 1)
            .collect();
        pages.sort_unstable();
        pages.dedup();
        StoryView {
            section: head.section.map(|section| section.0),
            title: head.title,
            status: head.status.as_str(),
            words: usize::try_from(head.words).unwrap_or(usize::MAX),
            pages,
            photos: pictures.get(&id).copied().unwrap_or_default(),
            remarks: per_article.get(&id).copied().unwrap_or_default(),
            position,
            recurring: recurring.contains(&head.id),
            wish: wish.cloned().map(WishView::from),
            id,
        }
    };
    Ok(BulletinView {
        path: desk.path().display().to_string(),
        name: bulletin.name().to_owned(),
        lang: bulletin.lang.to_string(),
        design: bulletin.design.clone(),
        issue: desk.issue()?.as_ref().map(|issue| issue_view(issue, lang)),
        issues: issues.iter().map(|issue| issue_view(issue, lang)).collect(),
        sections,
        stories: desk.outline()?.into_iter().enumerate().map(story).collect(),
        pool: desk.pool()?.into_iter().enumerate().map(story).collect(),
        remarks: remarks.len(),
        undo,
        redo,
        writable: desk.is_writable(),
    })
}

fn issue_view(issue: &Issue, lang: Lang) -> IssueView {
    IssueView {
        id: issue.id.0,
        number: issue.number,
        date: issue.date.to_string(),
        pages: issue.pages,
        label: at_once(issue, lang),
    }
}

/// What an issue is called at one look: `Số 8 · 27/02/2021`.
pub(crate) fn at_once(issue: &Issue, lang: Lang) -> String {
    let word = match lang {
        Lang::Vi => "Số",
        Lang::En => "No.",
    };
    format!("{word} {} · {}", issue.number, issue.date.slashed())
}

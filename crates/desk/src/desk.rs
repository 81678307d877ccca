//! An open bulletin.

use crate::captions::TypedWords;
use crate::darkroom::Darkroom;
use crate::designs;
use crate::export::ExportJob;
use crate::failure::Failure;
use crate::hold::Hold;
use crate::library::Placement;
use crate::output::Output;
use crate::pictures::Pictures;
use crate::policy::Policy;
use crate::preview::Preview;
use crate::{clock, fields, next};
use document::{
    Article, ArticleId, Bulletin, Date, Edition, Issue, IssueId, Key, Lang, PagePlan,
    Photo, PhotoId, Section, SectionId, Values,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
pub use store::ArticleHead;
use store::{Cause, Changes, Edit, EditError, Filter, Hit, Op, Store, Timestamp};

/// One bulletin being worked on: the file, its current issue, its sheets.
pub struct Desk {
    pub(crate) store: Store,
    /// Holds the copy that is read in place of a file, when there is one.
    aside: Option<tempfile::TempDir>,
    /// Keeps others from writing; `None` when the file is only read.
    pub(crate) hold: Option<Hold>,
    pub(crate) pictures: Arc<Pictures>,
    /// Where small pictures are made meanwhile, when somebody asked for that.
    pub(crate) darkroom: Option<Darkroom>,
    /// Photos that the sheets show as plates.
    pub(crate) plates: BTreeSet<PhotoId>,
    pub(crate) issue: Option<IssueId>,
    /// The current issue as last read; typing changes it in place.
    pub(crate) edition: Option<Arc<Edition>>,
    pub(crate) preview: Option<Arc<Preview>>,
    /// How an issue without a saved plan was laid out last.
    pub(crate) draft: Option<(IssueId, PagePlan)>,
    /// Where photos stand in articles other than those of the current issue.
    pub(crate) elsewhere: Option<Vec<Placement>>,
    /// What was typed about a photo last, and when.
    pub(crate) typed_words: Option<(TypedWords, store::Timestamp)>,
    /// Typed and shown, not yet in the file: see [`Desk::save_typing`].
    pub(crate) typed: Option<Article>,
    /// The step that typing may still join: its article, when it began, when it was
    /// saved last.
    pub(crate) typing: Option<(ArticleId, Timestamp, Timestamp)>,
}

/// An issue as a person names it: `9` or `9/2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueChoice {
    /// Number.
    pub number: u32,
    /// Year, when the number alone is not enough.
    pub year: Option<u16>,
}

impl FromStr for IssueChoice {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let refuse = || Failure::new("issue.unreadable", text).with("issue", text);
        let (number, year) = match text.split_once('/') {
            Some((number, year)) => {
                (number, Some(year.trim().parse().map_err(|_| refuse())?))
            }
            None => (text, None),
        };
        Ok(Self { number: number.trim().parse().map_err(|_| refuse())?, year })
    }
}

impl Desk {
    /// Makes a new bulletin file and opens it.
    ///
    /// # Errors
    ///
    /// `open.exists` when a file stands there already; it is left alone.
    pub fn create(
        path: &Path,
        name: &str,
        publishing_body: &str,
        lang: Lang,
        design: &str,
    ) -> Result<Self, Failure> {
        Self::create_under(&Policy::load(), path, (name, publishing_body), lang, design)
    }

    /// Makes a bulletin that begins with what a policy says.
    pub(crate) fn create_under(
        policy: &Policy,
        path: &Path,
        (name, publishing_body): (&str, &str),
        lang: Lang,
        design: &str,
    ) -> Result<Self, Failure> {
        // The page size is the one that the design was made for.
        let trim = designs::paper(design)?.trim();
        let mut values = Values::default();
        values.set(Key::Name, name);
        values.set(Key::PublishingBody, publishing_body);
        values.set(Key::CounterUrl, policy.counter_url.as_str());
        if lang == Lang::Vi {
            values.set(Key::KindWord, "BẢN TIN");
            values.set(Key::Language, "Tiếng Việt");
        }
        let bulletin = Bulletin { lang, design: design.to_owned(), trim, values };
        let store = Store::create(path, &bulletin)
            .map_err(|error| Failure::from(error).about(path))?;
        let hold = Hold::claim(path)?;
        Ok(Self::with(store, Some(hold)))
    }

    /// Opens a bulletin file for writing, and keeps others from writing in it.
    ///
    /// # Errors
    ///
    /// The codes of [`store::OpenError`], and `lock.held` or `lock.held_here` when
    /// somebody else has it open; the file is then untouched.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let named = |error| Failure::from(error).about(path);
        // Nothing is put beside a file that is none of ours.
        Store::recognise(path).map_err(named)?;
        let hold = Hold::claim(path)?;
        let store = Store::open(path).map_err(named)?;
        Ok(Self::with(store, Some(hold)))
    }

    /// Opens a bulletin file for reading, whoever else has it open. Changing it is
    /// refused with `edit.read_only`.
    ///
    /// A file that must be written once before it can be read, since an older Bantin
    /// made it or a writer was stopped in it, is written so when that may be; else a copy
    /// of it is.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        use store::OpenError::{TooOld, Unfinished};
        let named = |error| Failure::from(error).about(path);
        let opened = Store::open_read_only(path);
        if !matches!(opened, Err(TooOld { .. } | Unfinished { .. })) {
            return Ok(Self::with(opened.map_err(named)?, None));
        }
        if Self::open(path).is_ok() {
            return Ok(Self::with(Store::open_read_only(path).map_err(named)?, None));
        }
        let aside = tempfile::tempdir()
            .map_err(|source| Failure::disk(&std::env::temp_dir(), &source))?;
        let store = Store::open_aside(path, &aside.path().join("aside.bantin"));
        let mut desk = Self::with(store.map_err(named)?, None);
        desk.aside = Some(aside);
        Ok(desk)
    }

    /// Whether the bulletin may be changed.
    pub fn is_writable(&self) -> bool {
        self.store.is_writable()
    }

    /// Writes a compact copy, history included, and leaves this bulletin open.
    ///
    /// # Errors
    ///
    /// `open.exists` when a file stands there already.
    pub fn copy_to(&mut self, path: &Path) -> Result<(), Failure> {
        // What cannot be saved here must not keep a person from saving it elsewhere.
        let unsaved = self.save_typing().err().and_then(|_| self.typed.clone());
        self.store.copy_to(path).map_err(|error| Failure::from(error).about(path))?;
        let Some(article) = unsaved else { return Ok(()) };
        let mut copy =
            Store::open(path).map_err(|error| Failure::from(error).about(path))?;
        let op = Op::Typing { article: article.id };
        copy.edit(op, clock::now(), |edit| edit.save_article(&article))?;
        Ok(())
    }

    /// Whether another program changed the file since this was asked last. What was
    /// read before is then forgotten.
    pub fn notice_changes(&mut self) -> Result<bool, Failure> {
        if !self.store.changed_elsewhere()? {
            return Ok(false);
        }
        if !self.issues()?.iter().any(|issue| Some(issue.id) == self.issue) {
            self.issue = self.last_issue();
        }
        self.forget();
        Ok(true)
    }

    /// Everything of the bulletin, as changes: after another program changed it.
    pub fn every_change(&self) -> Result<Changes, Failure> {
        let heads = [self.outline()?, self.pool()?].into_iter().flatten();
        Ok(Changes {
            bulletin: true,
            issues: true,
            sections: true,
            outline: true,
            articles: heads.map(|head| head.id).collect(),
            photos: self.photos()?.into_iter().map(|photo| photo.id).collect(),
            plan: true,
            review: true,
        })
    }

    fn with(store: Store, hold: Option<Hold>) -> Self {
        let cache = Pictures::cache_file();
        let pictures = Arc::new(Pictures::new(store.file(), cache.as_deref()));
        let mut desk = Self {
            store,
            aside: None,
            hold,
            pictures,
            darkroom: None,
            plates: BTreeSet::new(),
            issue: None,
            edition: None,
            preview: None,
            draft: None,
            elsewhere: None,
            typed_words: None,
            typed: None,
            typing: None,
        };
        desk.issue = desk.last_issue();
        desk
    }

    fn last_issue(&self) -> Option<IssueId> {
        self.store.issues().ok().and_then(|issues| issues.last().map(|issue| issue.id))
    }

    /// Where the file stands.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The series.
    pub fn bulletin(&self) -> Result<Bulletin, Failure> {
        Ok(self.store.bulletin()?)
    }

    /// The issues, in the order they were made.
    pub fn issues(&self) -> Result<Vec<Issue>, Failure> {
        Ok(self.store.issues()?)
    }

    /// The issue being worked on: the one chosen, else the one made last.
    pub fn issue(&self) -> Result<Option<Issue>, Failure> {
        self.issue.map(|id| Ok(self.store.issue(id)?)).transpose()
    }

    /// The sections, in the officer's order.
    pub fn sections(&self) -> Result<Vec<Section>, Failure> {
        Ok(self.store.sections()?)
    }

    /// The articles of the current issue in reading order.
    pub fn outline(&self) -> Result<Vec<ArticleHead>, Failure> {
        match self.issue {
            Some(issue) => Ok(self.store.outline(Some(issue))?),
            None => Ok(Vec::new()),
        }
    }

    /// The articles that stand in no issue yet.
    pub fn pool(&self) -> Result<Vec<ArticleHead>, Failure> {
        Ok(self.store.outline(None)?)
    }

    /// The photos of the bulletin.
    pub fn photos(&self) -> Result<Vec<Photo>, Failure> {
        Ok(self.store.photos()?)
    }

    /// One photo.
    pub fn photo(&self, id: PhotoId) -> Result<Photo, Failure> {
        Ok(self.store.photo(id)?)
    }

    /// Chooses the issue to work on.
    ///
    /// # Errors
    ///
    /// `issue.missing` when there is none of this number, `issue.ambiguous` when the
    /// number stands in several years and none was named.
    pub fn choose_issue(&mut self, choice: IssueChoice) -> Result<IssueId, Failure> {
        let fitting: Vec<Issue> = self
            .issues()?
            .into_iter()
            .filter(|issue| {
                issue.number == choice.number
                    && choice.year.is_none_or(|year| issue.date.year() == year)
            })
            .collect();
        let shown = match choice.year {
            Some(year) => format!("{}/{year}", choice.number),
            None => choice.number.to_string(),
        };
        let named = |code| Failure::new(code, &shown).with("issue", &shown);
        match fitting.as_slice() {
            [] => Err(named("issue.missing")),
            [issue] => {
                self.show_issue(issue.id);
                Ok(issue.id)
            }
            _ => Err(named("issue.ambiguous")),
        }
    }

    /// Makes `id` the issue being worked on.
    pub fn show_issue(&mut self, id: IssueId) {
        if self.issue != Some(id) {
            self.issue = Some(id);
            self.forget();
        }
    }

    /// Begins an issue and makes it the current one. With `from_last` it takes over
    /// the imprint of the issue before, counted on, and copies of its recurring articles.
    pub fn add_issue(
        &mut self,
        number: u32,
        date: Date,
        pages: Option<u32>,
        from_last: bool,
    ) -> Result<(IssueId, Changes), Failure> {
        let number = fields::numbered(number)?;
        let last = self.last_issue().filter(|_| from_last);
        let taken = self
            .issues()?
            .iter()
            .any(|issue| issue.number == number && issue.date.year() == date.year());
        if taken {
            let shown = format!("{number}/{}", date.year());
            return Err(Failure::new("issue.taken", &shown).with("issue", shown));
        }
        if pages.is_some_and(|pages| !(1..=64).contains(&pages)) {
            return Err(Failure::new("issue.pages", "1 to 64"));
        }
        let (id, changes) = self.edit(Op::AddIssue, |edit| {
            let id = edit.add_issue(number, date, pages, last)?;
            match last {
                Some(last) => next::go_on(edit, last, id, date).map(|()| id),
                None => Ok(id),
            }
        })?;
        self.issue = Some(id);
        self.forget();
        Ok((id, changes))
    }

    /// Gives a new bulletin its first issue, dated today, with one section and one
    /// story to write in.
    pub fn begin(&mut self, lang: Lang) -> Result<(), Failure> {
        let (section, title) = match lang {
            Lang::Vi => ("Tin tức", "Bài đầu tiên"),
            Lang::En => ("News", "First story"),
        };
        self.add_issue(1, clock::today(), None, false)?;
        let (section, _) = self.add_section(section)?;
        let (id, _) = self.add_article(Some(section))?;
        self.edit_article(id, |article| article.title = title.to_owned())?;
        Ok(())
    }

    /// Adds a section, or finds the one of this name.
    pub fn add_section(&mut self, name: &str) -> Result<(SectionId, Changes), Failure> {
        self.edit(Op::AddSection, |edit| edit.section_named(name))
    }

    /// Renames a section.
    pub fn rename_section(
        &mut self,
        id: SectionId,
        name: &str,
    ) -> Result<Changes, Failure> {
        Ok(self.edit(Op::RenameSection, |edit| edit.rename_section(id, name))?.1)
    }

    /// Sets a field of the series, or of one issue, from what a person wrote.
    ///
    /// What is said of the series holds for the current issue and those after it: older
    /// issues keep what they were published with.
    ///
    /// Beside the imprint fields it knows `design`, `trim` and `lang`, and for an issue
    /// `number`, `date` and `pages`.
    ///
    /// # Errors
    ///
    /// `field.unknown` and `field.value`, naming the key.
    pub fn set(
        &mut self,
        key: &str,
        value: &str,
        issue: Option<IssueId>,
    ) -> Result<Changes, Failure> {
        let setting = fields::Setting::read(key, value, issue.is_some())?;
        let op = match (&setting, issue) {
            (fields::Setting::Value(..), _) => Op::SetField,
            (_, Some(_)) => Op::EditIssue,
            (_, None) => Op::EditBulletin,
        };
        let since = self.since()?;
        Ok(self.edit(op, |edit| setting.apply(edit, issue, since))?.1)
    }

    /// Sets several fields as one step: all of them or none.
    pub fn set_all(
        &mut self,
        pairs: &[(String, String)],
        issue: Option<IssueId>,
    ) -> Result<Changes, Failure> {
        let settings = pairs
            .iter()
            .map(|(key, value)| fields::Setting::read(key, value, issue.is_some()))
            .collect::<Result<Vec<_>, _>>()?;
        let since = self.since()?;
        let edited = self.edit(Op::SetField, |edit| {
            settings.iter().try_for_each(|setting| setting.apply(edit, issue, since))
        })?;
        Ok(edited.1)
    }

    /// Searches all articles, with or without accents.
    pub fn search(&self, query: &str) -> Result<Vec<Hit>, Failure> {
        Ok(self.store.search(query)?)
    }

    /// Searches the articles that the filter lets through.
    pub fn search_in(&self, query: &str, filter: &Filter) -> Result<Vec<Hit>, Failure> {
        Ok(self.store.search_in(query, filter)?)
    }

    /// The current issue, frozen.
    ///
    /// # Errors
    ///
    /// `issue.none` when the bulletin has no issue yet.
    pub fn edition(&mut self) -> Result<Arc<Edition>, Failure> {
        if let Some(edition) = &self.edition {
            return Ok(Arc::clone(edition));
        }
        self.save_typing()?;
        let id = self.issue.ok_or_else(|| Failure::new("issue.none", "no issue"))?;
        let edition = Arc::new(self.store.edition(id)?);
        self.pictures.learn(&edition);
        self.edition = Some(Arc::clone(&edition));
        Ok(edition)
    }

    /// Prepares an export of the current issue as it is now; it runs on its own.
    pub fn export(
        &mut self,
        outputs: &[Output],
        folder: &Path,
    ) -> Result<ExportJob, Failure> {
        self.keep_before(Cause::Export)?;
        self.export_quietly(outputs, folder)
    }

    /// The same, without keeping a version of the issue.
    pub(crate) fn export_quietly(
        &mut self,
        outputs: &[Output],
        folder: &Path,
    ) -> Result<ExportJob, Failure> {
        let edition = self.drafted()?;
        let issues = match outputs.contains(&Output::Site) {
            true => self.published(&edition)?,
            false => Vec::new(),
        };
        Ok(ExportJob {
            issues,
            booklet: press::Booklet::for_trim(edition.bulletin.trim),
            edition,
            pictures: Arc::clone(&self.pictures),
            outputs: outputs.to_vec(),
            folder: folder.to_owned(),
        })
    }

    /// Every issue that has articles, the newest first; the current one as it is given.
    fn published(&self, current: &Arc<Edition>) -> Result<Vec<Arc<Edition>>, Failure> {
        let mut issues = self.store.issues()?;
        issues.sort_by_key(|issue| Reverse((issue.date, issue.number)));
        let mut editions = Vec::new();
        for issue in issues {
            let edition = if issue.id == current.issue.id {
                Arc::clone(current)
            } else {
                let edition = self.store.edition(issue.id)?;
                self.pictures.learn(&edition);
                Arc::new(edition)
            };
            if !edition.articles.is_empty() {
                editions.push(edition);
            }
        }
        // An old issue keeps its masthead; the place where all stand is today's.
        let today = self.store.bulletin_on(None)?;
        for edition in &mut editions {
            let values = &mut Arc::make_mut(edition).bulletin.values;
            for key in Key::ALL.iter().filter(|key| key.is_of_the_site()) {
                values.set(*key, today.values.get(*key));
            }
        }
        Ok(editions)
    }

    /// One edit, one step; what was read before is forgotten.
    pub(crate) fn edit<T>(
        &mut self,
        op: Op,
        change: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<(T, Changes), Failure> {
        self.save_typing()?;
        self.may_write()?;
        let edited = self.store.edit(op, clock::now(), change)?;
        self.forget();
        Ok(edited)
    }

    /// Fails when somebody else took the file over, before anything is written.
    pub(crate) fn may_write(&self) -> Result<(), Failure> {
        self.hold.as_ref().map_or(Ok(()), Hold::check)
    }

    /// Drops what was read from the file before it changed.
    pub(crate) fn forget(&mut self) {
        self.edition = None;
        self.preview = None;
        self.elsewhere = None;
        self.typed_words = None;
        self.typing = None;
        self.pictures.forget();
    }
}
